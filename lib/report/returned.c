/* A workbook that somebody else saved: what kind of file it is, its sheets and its names. */
#include "report/returned.h"

#include <errno.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "base/text.h"
#include "report/returned_parts.h"
#include "report/xml.h"

/* --- what kind of file --------------------------------------------------------------------------
 */

static bool holds(const char *data, size_t size, const char *what, size_t n)
{
    for (size_t i = 0; i + n <= size; i++)
        if (data[i] == what[0] && memcmp(data + i, what, n) == 0)
            return true;
    return false;
}

/* Both old workbooks and those with a password are compound files; the latter have a stream whose
 * name, in UTF-16, says so. */
static enum returned_fault compound(const char *data, size_t size)
{
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return holds(data, size, stream, sizeof stream) ? RETURNED_LOCKED : RETURNED_OLD;
}

static enum returned_fault kind_of_bytes(const char *data, size_t size)
{
    if (size == 0)
        return RETURNED_NOTHING;
    if (size >= 8 && memcmp(data, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0)
        return compound(data, size);
    if (size >= 4 && memcmp(data, "PK\3\4", 4) == 0)
        return RETURNED_WHOLE;
    size_t looked = size < 4096 ? size : 4096;
    return memchr(data, 0, looked) == NULL ? RETURNED_WRITTEN : RETURNED_FOREIGN;
}

static enum returned_fault kind_of_zip(const struct zip *zip)
{
    static const char open[] = "application/vnd.oasis.opendocument";
    const struct zip_part *type = zip_find(zip, "mimetype");
    if (type != NULL && strncmp(type->data, open, sizeof open - 1) == 0)
        return RETURNED_OPEN;
    for (size_t i = 0; i < zip->count; i++) {
        if (strcmp(zip->parts[i].name, "Index/Document.iwa") == 0 ||
            strcmp(zip->parts[i].name, "Index.zip") == 0)
            return RETURNED_APPLE;
        if (strcmp(zip->parts[i].name, "xl/workbook.bin") == 0)
            return RETURNED_BINARY;
    }
    return zip_find(zip, "[Content_Types].xml") == NULL ? RETURNED_FOREIGN : RETURNED_WHOLE;
}

/* --- parts and what refers to them --------------------------------------------------------------
 */

struct relation {
    const char *id, *type, *target; /* target: the part's name */
};
struct relations {
    struct arena *arena;
    const char *folder; /* of the part that refers, with its slash; "" for the root */
    struct relation *items;
    size_t count, capacity;
};

/* "../a/b.xml" seen from "xl/" -> "a/b.xml"; what would lead out of the file leads nowhere. */
static const char *resolve(struct arena *arena, const char *folder, const char *target)
{
    if (target[0] == '/')
        return arena_strdup(arena, target + 1);
    char *base = arena_strdup(arena, folder);
    while (strncmp(target, "../", 3) == 0) {
        target += 3;
        size_t n = strlen(base);
        if (n > 0)
            base[n - 1] = '\0';
        char *slash = strrchr(base, '/');
        *(slash ? slash + 1 : base) = '\0';
    }
    while (strncmp(target, "./", 2) == 0)
        target += 2;
    return arena_printf(arena, "%s%s", base, target);
}

static void relations_start(void *context, const char *name, const char **pairs)
{
    struct relations *r = context;
    const char *id = xml_attribute(pairs, "Id"), *type = xml_attribute(pairs, "Type");
    const char *target = xml_attribute(pairs, "Target");
    if (strcmp(xml_local(name), "Relationship") != 0 || !id || !type || !target)
        return;
    const char *mode = xml_attribute(pairs, "TargetMode"), *last = strrchr(type, '/');
    if (mode != NULL && strcmp(mode, "External") == 0)
        return;
    r->items = arena_grow(r->arena, r->items, r->count, &r->capacity, sizeof *r->items);
    r->items[r->count++] = (struct relation){arena_strdup(r->arena, id),
                                             arena_strdup(r->arena, last ? last + 1 : type),
                                             resolve(r->arena, r->folder, target)};
}

/* What the part refers to; false when that part is no XML. No such part: nothing. */
static bool read_relations(const struct zip *zip, struct arena *arena, const char *part,
                           struct relations *out)
{
    const char *slash = strrchr(part, '/');
    size_t folder = slash ? (size_t)(slash - part) + 1 : 0;
    *out = (struct relations){.arena = arena, .folder = arena_strndup(arena, part, folder)};
    const struct zip_part *rels =
        zip_find(zip, arena_printf(arena, "%s_rels/%s.rels", out->folder, part + folder));
    return rels == NULL ||
           xml_walk(rels->data, rels->size, &(struct xml_walker){relations_start, NULL, NULL, out});
}

/* The part of a type, or with an id; NULL when there is none. */
static const struct zip_part *related(const struct zip *zip, const struct relations *r,
                                      const char *type, const char *id)
{
    for (size_t i = 0; i < r->count; i++)
        if (id ? strcmp(r->items[i].id, id) == 0 : strcmp(r->items[i].type, type) == 0)
            return zip_find(zip, r->items[i].target);
    return NULL;
}

/* --- the workbook part --------------------------------------------------------------------------
 */

struct outline {
    struct returned *x;
    struct arena *arena;
    const char **ids; /* of each sheet's part */
    size_t id_capacity;
    struct text target; /* of the name that is being read */
    const char *name;
};

static void outline_sheet(struct outline *o, const char **pairs)
{
    struct returned *x = o->x;
    const char *name = xml_attribute(pairs, "name"), *id = NULL;
    for (const char **p = pairs; p[0] != NULL; p += 2)
        if (strcmp(xml_local(p[0]), "id") == 0)
            id = p[1];
    if (name == NULL || id == NULL)
        return;
    o->ids = arena_grow(o->arena, o->ids, x->sheet_count, &o->id_capacity, sizeof *o->ids);
    o->ids[x->sheet_count] = arena_strdup(o->arena, id);
    x->sheets =
        arena_grow(o->arena, x->sheets, x->sheet_count, &x->sheet_capacity, sizeof *x->sheets);
    x->sheets[x->sheet_count++] = (struct returned_sheet){.name = arena_strdup(o->arena, name)};
}

static void outline_start(void *context, const char *name, const char **pairs)
{
    struct outline *o = context;
    name = xml_local(name);
    if (strcmp(name, "sheet") == 0)
        outline_sheet(o, pairs);
    if (strcmp(name, "workbookPr") == 0) {
        const char *from = xml_attribute(pairs, "date1904");
        o->x->from_1904 = from != NULL && (strcmp(from, "1") == 0 || strcmp(from, "true") == 0);
    }
    if (strcmp(name, "definedName") == 0 && xml_attribute(pairs, "name") != NULL)
        o->name = arena_strdup(o->arena, xml_attribute(pairs, "name"));
}

static void outline_text(void *context, const char *p, size_t n)
{
    struct outline *o = context;
    if (o->name != NULL)
        text_addn(&o->target, p, n);
}

/* `'It''s'!$C$7` -> the sheet's name, and *rest after the sign. */
static const char *sheet_of_target(struct arena *arena, const char *p, const char **rest)
{
    struct text t = {0};
    p += *p == '$';
    if (*p == '\'') {
        for (p++; *p != '\0' && (*p != '\'' || p[1] == '\''); p++) {
            text_addc(&t, *p);
            p += *p == '\'';
        }
        p += *p == '\'';
    } else {
        for (; *p != '\0' && *p != '!'; p++)
            text_addc(&t, *p);
    }
    *rest = *p == '!' ? p + 1 : NULL;
    const char *kept = arena_strndup(arena, t.p ? t.p : "", t.n);
    text_release(&t);
    return kept;
}

static void add_name(struct outline *o, const char *target)
{
    struct returned *x = o->x;
    struct returned_name found = {o->name, UINT32_MAX, 0, 0};
    const char *rest = NULL, *end = "";
    target += *target == '=';
    const char *sheet = sheet_of_target(o->arena, target, &rest);
    if (rest == NULL && strstr(target, "#REF!") == NULL)
        return;
    if (rest != NULL && returned_reference(rest, &found.row, &found.column, &end) &&
        (*end == '\0' || *end == ':'))
        for (uint32_t i = 0; i < x->sheet_count; i++)
            if (name_eq(x->sheets[i].name, sheet))
                found.sheet = i;
    x->names = arena_grow(o->arena, x->names, x->name_count, &x->name_capacity, sizeof *x->names);
    x->names[x->name_count++] = found;
}

static void outline_end(void *context, const char *name)
{
    struct outline *o = context;
    if (strcmp(xml_local(name), "definedName") != 0 || o->name == NULL)
        return;
    if (o->target.n > 0)
        add_name(o, o->target.p);
    text_release(&o->target);
    o->target = (struct text){0};
    o->name = NULL;
}

static enum returned_fault read_book(const struct zip *zip, struct arena *arena, struct returned *x)
{
    struct relations root, relations;
    struct returned_tables tables = {0};
    struct outline o = {.x = x, .arena = arena};
    size_t room = LIMIT_RETURNED_CELLS;
    if (!read_relations(zip, arena, "", &root))
        return RETURNED_DAMAGED;
    const struct zip_part *book = related(zip, &root, "officeDocument", NULL);
    if (book == NULL || !read_relations(zip, arena, book->name, &relations))
        return RETURNED_DAMAGED;
    bool good = xml_walk(book->data, book->size,
                         &(struct xml_walker){outline_start, outline_end, outline_text, &o});
    text_release(&o.target);
    const struct zip_part *strings = related(zip, &relations, "sharedStrings", NULL);
    const struct zip_part *styles = related(zip, &relations, "styles", NULL);
    if (!good || (strings != NULL && !returned_read_strings(strings, arena, &tables)) ||
        (styles != NULL && !returned_read_forms(styles, arena, &tables)))
        return RETURNED_DAMAGED;
    for (size_t i = 0; i < x->sheet_count; i++) {
        const struct zip_part *part = related(zip, &relations, NULL, o.ids[i]);
        enum returned_fault fault =
            part ? returned_read_cells(part, &tables, arena, &x->sheets[i], &room)
                 : RETURNED_DAMAGED;
        if (fault != RETURNED_WHOLE)
            return fault;
    }
    return x->sheet_count > 0 ? RETURNED_WHOLE : RETURNED_DAMAGED;
}

/* --- the whole ----------------------------------------------------------------------------------
 */

enum returned_fault returned_read_bytes(const char *data, size_t size, struct arena *arena,
                                        struct returned *out)
{
    struct zip zip;
    size_t at;
    *out = (struct returned){0};
    enum returned_fault fault = kind_of_bytes(data, size);
    if (fault != RETURNED_WHOLE)
        return fault;
    enum zip_fault whole = zip_open_within(data, size, LIMIT_RETURNED_UNPACKED, &zip, &at);
    if (whole != ZIP_WHOLE)
        return whole == ZIP_TOO_LARGE ? RETURNED_TOO_LARGE : RETURNED_DAMAGED;
    fault = kind_of_zip(&zip);
    if (fault == RETURNED_WHOLE)
        fault = read_book(&zip, arena, out);
    zip_close(&zip);
    if (fault != RETURNED_WHOLE)
        *out = (struct returned){0};
    return fault;
}

enum returned_fault returned_read(const char *path, struct arena *arena, struct returned *out,
                                  int *why)
{
    struct file_bytes bytes;
    *out = (struct returned){0};
    if (!file_read(path, LIMIT_RETURNED_FILE, &bytes, why))
        return *why == EFBIG ? RETURNED_TOO_LARGE : RETURNED_UNREADABLE;
    enum returned_fault fault = returned_read_bytes(bytes.data, bytes.size, arena, out);
    file_release(&bytes);
    return fault;
}

const struct returned_name *returned_name(const struct returned *x, const char *name)
{
    for (size_t i = 0; i < x->name_count; i++)
        if (name_eq(x->names[i].name, name))
            return &x->names[i];
    return NULL;
}

/* Day 1 is 1900-01-01 with a leap day in 1900 that never was; so 1899-12-30 from March 1900 on. */
int32_t returned_day(const struct returned *x, const struct returned_cell *cell)
{
    double serial = cell->number + (x->from_1904 ? 1462 : 0);
    if (cell->kind != RETURNED_NUMBER || !(serial >= 61 && serial < 109573))
        return 0;
    return date_of_number((int32_t)serial - 25569);
}

const char *returned_address(struct arena *arena, uint32_t row, uint32_t column)
{
    char letters[8];
    size_t at = sizeof letters - 1;
    letters[at] = '\0';
    for (uint32_t c = column + 1; c > 0 && at > 0; c = (c - 1) / 26)
        letters[--at] = (char)('A' + (c - 1) % 26);
    return arena_printf(arena, "%s%u", letters + at, (unsigned)row + 1);
}
