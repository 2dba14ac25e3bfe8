/* Shared strings, cell formats and the cells of a sheet. */
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "base/text.h"
#include "report/returned_parts.h"
#include "report/xml.h"

enum { MOST_ROWS = 1048576, MOST_SHEET_COLUMNS = 16384 };

bool returned_reference(const char *p, uint32_t *row, uint32_t *column, const char **end)
{
    uint32_t r = 0, c = 0;
    p += *p == '$';
    for (; ((*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')) && c <= MOST_SHEET_COLUMNS; p++)
        c = c * 26 + (uint32_t)((*p | 0x20) - 'a') + 1;
    p += *p == '$';
    for (; *p >= '0' && *p <= '9' && r <= MOST_ROWS; p++)
        r = r * 10 + (uint32_t)(*p - '0');
    *row = r - 1;
    *column = c - 1;
    *end = p;
    return r > 0 && c > 0 && r <= MOST_ROWS && c <= MOST_SHEET_COLUMNS;
}

/* --- texts -------------------------------------------------------------------------------------
 */

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* "_x000D_" is how the format writes what XML cannot, and an underscore before such. */
static void unescape(struct text *t)
{
    struct text out = {0};
    for (size_t i = 0; i < t->n; i++) {
        const char *p = t->p + i;
        uint32_t c = 0;
        int digits = 0;
        if (t->n - i >= 7 && p[0] == '_' && p[1] == 'x' && p[6] == '_')
            for (; digits < 4 && hex(p[2 + digits]) >= 0; digits++)
                c = c * 16 + (uint32_t)hex(p[2 + digits]);
        if (digits < 4 || (c >= 0xD800 && c < 0xE000) || c == 0) {
            text_addc(&out, *p);
            continue;
        }
        char bytes[4];
        text_addn(&out, bytes, utf8_encode(c == '\r' ? ' ' : c, bytes));
        i += 6;
    }
    text_release(t);
    *t = out;
}

/* Trimmed, in the arena; "" when there is nothing. */
static const char *keep(struct arena *arena, struct text *t)
{
    if (t->n > 0 && memchr(t->p, '_', t->n) != NULL)
        unescape(t);
    struct str s = str_trim((struct str){t->p ? t->p : "", t->n});
    return arena_strndup(arena, s.p, s.n);
}

struct strings {
    struct returned_tables *t;
    struct arena *arena;
    struct text text;
    bool collecting;
    int phonetic; /* readings of Japanese signs are no part of the text */
};

static void strings_start(void *context, const char *name, const char **pairs)
{
    struct strings *s = context;
    (void)pairs;
    name = xml_local(name);
    s->phonetic += strcmp(name, "rPh") == 0;
    s->collecting = strcmp(name, "t") == 0 && s->phonetic == 0;
}

static void strings_end(void *context, const char *name)
{
    struct strings *s = context;
    struct returned_tables *t = s->t;
    name = xml_local(name);
    s->collecting = false;
    s->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "si") != 0)
        return;
    t->strings =
        arena_grow(s->arena, t->strings, t->string_count, &t->string_capacity, sizeof *t->strings);
    t->strings[t->string_count++] = keep(s->arena, &s->text);
    text_release(&s->text);
    s->text = (struct text){0};
}

static void strings_text(void *context, const char *p, size_t n)
{
    struct strings *s = context;
    if (s->collecting)
        text_addn(&s->text, p, n);
}

bool returned_read_strings(const struct zip_part *part, struct arena *arena,
                           struct returned_tables *t)
{
    struct strings s = {.t = t, .arena = arena};
    const struct xml_walker walker = {strings_start, strings_end, strings_text, &s};
    bool good = xml_walk(part->data, part->size, &walker);
    text_release(&s.text);
    return good;
}

/* --- formats ------------------------------------------------------------------------------------
 */

struct own_form {
    double id;
    enum returned_form form;
};
struct forms {
    struct returned_tables *t;
    struct arena *arena;
    struct own_form *own;
    size_t own_count, own_capacity;
    bool cells; /* inside cellXfs */
};

/* A code such as `0.0%` or `yyyy\-mm\-dd`: what stands in quotes, in brackets or after a backslash
 * is text. */
static enum returned_form form_of_code(const char *code)
{
    for (const char *p = code; *p != '\0'; p++) {
        if (*p == '"' || *p == '[') {
            const char *close = strchr(p + 1, *p == '[' ? ']' : '"');
            if (close == NULL)
                break;
            p = close;
        } else if (*p == '\\' && p[1] != '\0') {
            p++;
        } else if (*p == '%') {
            return RETURNED_PERCENT;
        } else if (strchr("yYdD", *p) != NULL) {
            return RETURNED_DATE;
        }
    }
    return RETURNED_PLAIN;
}

/* ECMA-376 part 1, 18.8.30: the formats that need no code. */
static enum returned_form form_of_id(const struct forms *f, double id)
{
    for (size_t i = 0; i < f->own_count; i++)
        if (f->own[i].id >= id && f->own[i].id <= id)
            return f->own[i].form;
    if (id >= 9 && id <= 10)
        return RETURNED_PERCENT;
    bool date = (id >= 14 && id <= 17) || (id >= 22 && id <= 22) || (id >= 27 && id <= 36) ||
                (id >= 50 && id <= 58);
    return date ? RETURNED_DATE : RETURNED_PLAIN;
}

static double id_of(const char **pairs)
{
    double id = 0;
    const char *text = xml_attribute(pairs, "numFmtId");
    if (text != NULL)
        number_parse(text, strlen(text), '.', &id);
    return id;
}

static void forms_start(void *context, const char *name, const char **pairs)
{
    struct forms *f = context;
    struct returned_tables *t = f->t;
    name = xml_local(name);
    if (strcmp(name, "cellXfs") == 0)
        f->cells = true;
    if (strcmp(name, "numFmt") == 0 && xml_attribute(pairs, "formatCode") != NULL) {
        f->own = arena_grow(f->arena, f->own, f->own_count, &f->own_capacity, sizeof *f->own);
        f->own[f->own_count++] =
            (struct own_form){id_of(pairs), form_of_code(xml_attribute(pairs, "formatCode"))};
    }
    if (f->cells && strcmp(name, "xf") == 0) {
        t->forms = arena_grow(f->arena, t->forms, t->form_count, &t->form_capacity, 1);
        t->forms[t->form_count++] = (uint8_t)form_of_id(f, id_of(pairs));
    }
}

static void forms_end(void *context, const char *name)
{
    struct forms *f = context;
    if (strcmp(xml_local(name), "cellXfs") == 0)
        f->cells = false;
}

bool returned_read_forms(const struct zip_part *part, struct arena *arena,
                         struct returned_tables *t)
{
    struct forms f = {.t = t, .arena = arena};
    return xml_walk(part->data, part->size, &(struct xml_walker){forms_start, forms_end, NULL, &f});
}

/* --- cells --------------------------------------------------------------------------------------
 */

struct reading {
    const struct returned_tables *t;
    struct arena *arena;
    struct returned_sheet *sheet;
    struct text text;
    struct returned_cell cell;
    uint32_t row, column; /* where the next cell stands that does not say */
    char kind[12];
    size_t *room;
    int phonetic;
    bool inside, collecting, wrong, full;
};

static uint32_t count_of(const char *text)
{
    double number = 0;
    bool good = text != NULL && number_parse(text, strlen(text), '.', &number);
    return good && number >= 0 && number <= MOST_ROWS ? (uint32_t)number : 0;
}

static void cell_start(struct reading *r, const char **pairs)
{
    const char *at = xml_attribute(pairs, "r"), *kind = xml_attribute(pairs, "t");
    const char *style = xml_attribute(pairs, "s"), *end;
    r->cell = (struct returned_cell){.row = r->row, .column = r->column};
    if (at != NULL &&
        (!returned_reference(at, &r->cell.row, &r->cell.column, &end) || *end != '\0'))
        r->wrong = true;
    r->kind[0] = '\0';
    if (kind != NULL && strlen(kind) < sizeof r->kind)
        memcpy(r->kind, kind, strlen(kind) + 1);
    uint32_t form = count_of(style);
    r->cell.form = form < r->t->form_count ? (enum returned_form)r->t->forms[form] : RETURNED_PLAIN;
    r->inside = true;
    text_release(&r->text);
    r->text = (struct text){0};
}

static void sheet_start(void *context, const char *name, const char **pairs)
{
    struct reading *r = context;
    name = xml_local(name);
    if (strcmp(name, "row") == 0) {
        uint32_t stated = count_of(xml_attribute(pairs, "r"));
        r->row = stated > 0 ? stated - 1 : r->row;
        r->column = 0;
    }
    if (strcmp(name, "c") == 0)
        cell_start(r, pairs);
    r->phonetic += strcmp(name, "rPh") == 0;
    r->collecting =
        r->inside && r->phonetic == 0 && (strcmp(name, "v") == 0 || strcmp(name, "t") == 0);
}

/* What the stored text means, by the cell's type. */
static void take_value(struct reading *r, const char *text)
{
    struct returned_cell *c = &r->cell;
    double number = 0;
    bool is_number = number_parse(text, strlen(text), '.', &number);
    c->kind = RETURNED_TEXT;
    c->text = text;
    if (strcmp(r->kind, "s") == 0) {
        bool there = is_number && number >= 0 && number < (double)r->t->string_count;
        r->wrong = r->wrong || !there;
        c->text = there ? r->t->strings[(size_t)number] : "";
    } else if (strcmp(r->kind, "b") == 0) {
        c->kind = RETURNED_TRUTH;
        c->number = strcmp(text, "1") == 0 || strcmp(text, "true") == 0;
    } else if (strcmp(r->kind, "e") == 0) {
        c->kind = RETURNED_ERROR;
    } else if (r->kind[0] == '\0' || strcmp(r->kind, "n") == 0) {
        r->wrong = r->wrong || !is_number;
        c->kind = RETURNED_NUMBER;
        c->number = number;
        c->text = NULL;
    }
}

static void cell_end(struct reading *r)
{
    struct returned_sheet *sheet = r->sheet;
    const char *text = keep(r->arena, &r->text);
    r->inside = false;
    r->row = r->cell.row;
    r->column = r->cell.column + 1;
    if (text[0] != '\0')
        take_value(r, text);
    if (r->wrong || text[0] == '\0' || (r->cell.kind == RETURNED_TEXT && r->cell.text[0] == '\0'))
        return;
    if (*r->room == 0) {
        r->full = true;
        return;
    }
    --*r->room;
    sheet->cells =
        arena_grow(r->arena, sheet->cells, sheet->count, &sheet->capacity, sizeof *sheet->cells);
    sheet->cells[sheet->count++] = r->cell;
}

static void sheet_end(void *context, const char *name)
{
    struct reading *r = context;
    name = xml_local(name);
    r->collecting = false;
    r->phonetic -= strcmp(name, "rPh") == 0;
    if (strcmp(name, "c") == 0 && r->inside)
        cell_end(r);
    if (strcmp(name, "row") == 0)
        r->row++;
}

static void sheet_text(void *context, const char *p, size_t n)
{
    struct reading *r = context;
    if (r->collecting)
        text_addn(&r->text, p, n);
}

static int by_place(const void *a, const void *b)
{
    const struct returned_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

enum returned_fault returned_read_cells(const struct zip_part *part,
                                        const struct returned_tables *t, struct arena *arena,
                                        struct returned_sheet *sheet, size_t *room)
{
    struct reading r = {.t = t, .arena = arena, .sheet = sheet, .room = room};
    const struct xml_walker walker = {sheet_start, sheet_end, sheet_text, &r};
    bool good = xml_walk(part->data, part->size, &walker);
    text_release(&r.text);
    if (r.full)
        return RETURNED_TOO_LARGE;
    if (!good || r.wrong)
        return RETURNED_DAMAGED;
    if (sheet->count > 1)
        qsort(sheet->cells, sheet->count, sizeof *sheet->cells, by_place);
    return RETURNED_WHOLE;
}

const struct returned_cell *returned_cell(const struct returned *x, uint32_t sheet, uint32_t row,
                                          uint32_t column)
{
    const struct returned_cell wanted = {.row = row, .column = column};
    if (sheet >= x->sheet_count || x->sheets[sheet].count == 0)
        return NULL;
    return bsearch(&wanted, x->sheets[sheet].cells, x->sheets[sheet].count, sizeof wanted,
                   by_place);
}
