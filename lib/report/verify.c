/* Read-back of a workbook. */
#define _POSIX_C_SOURCE 200809L
#include "report/verify.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/number.h"
#include "base/text.h"
#include "report/xml.h"
#include "report/zip.h"

#define MOST_FILE ((size_t)1 << 30)

/* Texts of the shared strings part, one after the other, each ended by NUL. */
struct strings {
    struct text bytes;
    size_t *start;
    size_t count, capacity;
    bool inside, collecting;
};

struct cells {
    const struct meant_sheet *meant;
    const struct strings *strings;
    struct verify_report *report;
    struct text value, formula;
    size_t next;
    uint32_t row, column;
    char kind; /* 'n' number, 's' shared string, 'f' the text that a formula gives */
    bool in_value, has_value, in_formula;
    bool wrong;
};

struct names {
    const struct meant_sheet *meant;
    size_t count, next;
    bool wrong;
};

static bool fail(struct verify_report *report, enum verify_fault fault, const char *part)
{
    report->fault = fault;
    snprintf(report->part, sizeof report->part, "%s", part);
    return false;
}

static bool parse_part(const struct zip_part *part, const struct xml_walker *walker)
{
    return xml_walk(part->data, part->size, walker);
}

static void strings_start(void *user, const char *name, const char **pairs)
{
    struct strings *s = user;
    (void)pairs;
    if (strcmp(name, "si") == 0) {
        if (s->count == s->capacity) {
            s->capacity = s->capacity ? s->capacity * 2 : 256;
            s->start = memory_resize(s->start, s->capacity * sizeof *s->start);
        }
        s->start[s->count++] = s->bytes.n;
    }
    s->collecting = strcmp(name, "t") == 0;
}

static void strings_end(void *user, const char *name)
{
    struct strings *s = user;
    s->collecting = false;
    if (strcmp(name, "si") == 0)
        text_addc(&s->bytes, '\0');
}

static void strings_text(void *user, const char *p, size_t n)
{
    struct strings *s = user;
    if (s->collecting)
        text_addn(&s->bytes, p, n);
}

/* "AB12" -> row 11, column 27; false when it is no reference. */
static bool read_reference(const char *p, uint32_t *row, uint32_t *column)
{
    uint32_t r = 0, c = 0;
    for (; *p >= 'A' && *p <= 'Z' && c < 20000; p++)
        c = c * 26 + (uint32_t)(*p - 'A') + 1;
    for (; *p >= '0' && *p <= '9' && r < 2000000; p++)
        r = r * 10 + (uint32_t)(*p - '0');
    *row = r - 1;
    *column = c - 1;
    return *p == '\0' && r > 0 && c > 0;
}

static void cells_start(void *user, const char *name, const char **pairs)
{
    struct cells *c = user;
    if (strcmp(name, "c") == 0) {
        const char *at = xml_attribute(pairs, "r"), *kind = xml_attribute(pairs, "t");
        c->kind = kind == NULL ? 'n' : strcmp(kind, "str") == 0 ? 'f' : kind[0];
        c->has_value = false;
        c->value.n = c->formula.n = 0;
        if (at == NULL || !read_reference(at, &c->row, &c->column))
            c->wrong = true;
    }
    if (strcmp(name, "v") == 0)
        c->in_value = c->has_value = true;
    c->in_formula = strcmp(name, "f") == 0;
}

static void cells_text(void *user, const char *p, size_t n)
{
    struct cells *c = user;
    if (c->in_value || c->in_formula)
        text_addn(c->in_value ? &c->value : &c->formula, p, n);
}

static bool same_text(const struct text *t, const char *meant)
{
    return meant == NULL ? t->n == 0
                         : t->n == strlen(meant) && (t->n == 0 || memcmp(t->p, meant, t->n) == 0);
}

static bool same_value(const struct cells *c, const struct meant_cell *m)
{
    double v;
    if (m->row != c->row || m->column != c->column || !same_text(&c->formula, m->formula))
        return false;
    if (m->formula != NULL && m->text != NULL)
        return c->kind == 'f' && same_text(&c->value, m->text);
    if (c->value.n == 0 || !number_parse(c->value.p, c->value.n, '.', &v))
        return false;
    if (m->text == NULL)
        return c->kind == 'n' && fabs(v - m->number) <= 1e-15 * fabs(m->number);
    if (c->kind != 's' || !(v >= 0 && v < (double)c->strings->count))
        return false;
    return strcmp(c->strings->bytes.p + c->strings->start[(size_t)v], m->text) == 0;
}

static void cells_end(void *user, const char *name)
{
    struct cells *c = user;
    if (strcmp(name, "v") == 0)
        c->in_value = false;
    if (strcmp(name, "f") == 0)
        c->in_formula = false;
    if (strcmp(name, "c") != 0 || !c->has_value)
        return;
    if (!c->wrong && c->next < c->meant->count && !same_value(c, &c->meant->cells[c->next])) {
        c->wrong = true;
        c->report->row = c->row;
        c->report->column = c->column;
    }
    c->next++;
}

static void names_start(void *user, const char *name, const char **pairs)
{
    struct names *n = user;
    if (strcmp(name, "sheet") != 0)
        return;
    const char *title = xml_attribute(pairs, "name");
    if (title == NULL || n->next >= n->count || strcmp(title, n->meant[n->next].name) != 0)
        n->wrong = true;
    n->next++;
}

static bool check_names(const struct zip *zip, const struct meant_sheet *sheets, size_t count,
                        struct verify_report *report)
{
    struct names names = {sheets, count, 0, false};
    const struct zip_part *part = zip_find(zip, "xl/workbook.xml");
    if (!parse_part(part, &(struct xml_walker){names_start, NULL, NULL, &names}))
        return fail(report, VERIFY_XML, part->name);
    if (names.wrong || names.next != count)
        return fail(report, VERIFY_NAMES, part->name);
    return true;
}

static bool check_sheet(const struct zip *zip, const struct meant_sheet *meant, size_t number,
                        const struct strings *strings, struct verify_report *report)
{
    char name[64];
    snprintf(name, sizeof name, "xl/worksheets/sheet%zu.xml", number);
    const struct zip_part *part = zip_find(zip, name);
    if (part == NULL)
        return fail(report, VERIFY_PART, name);
    struct cells cells = {.meant = meant, .strings = strings, .report = report};
    bool good = parse_part(part, &(struct xml_walker){cells_start, cells_end, cells_text, &cells});
    text_release(&cells.value);
    text_release(&cells.formula);
    if (!good)
        return fail(report, VERIFY_XML, name);
    if (cells.next != meant->count)
        return fail(report, VERIFY_COUNT, meant->name);
    return cells.wrong ? fail(report, VERIFY_VALUE, meant->name) : true;
}

static bool is_xml(const char *name)
{
    size_t n = strlen(name);
    return (n > 4 && strcmp(name + n - 4, ".xml") == 0) ||
           (n > 5 && strcmp(name + n - 5, ".rels") == 0);
}

/* Parts whose content is compared are parsed then, and not twice. */
static bool read_later(const char *name)
{
    return strncmp(name, "xl/worksheets/sheet", 19) == 0 ||
           strcmp(name, "xl/sharedStrings.xml") == 0 || strcmp(name, "xl/workbook.xml") == 0;
}

static bool check_parts(const struct zip *zip, struct verify_report *report)
{
    static const char *const expected[] = {
        "[Content_Types].xml", "_rels/.rels",   "docProps/app.xml",    "docProps/core.xml",
        "xl/workbook.xml",     "xl/styles.xml", "xl/theme/theme1.xml", "xl/_rels/workbook.xml.rels",
    };
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++)
        if (zip_find(zip, expected[i]) == NULL)
            return fail(report, VERIFY_PART, expected[i]);
    for (size_t i = 0; i < zip->count; i++)
        if (is_xml(zip->parts[i].name) && !read_later(zip->parts[i].name) &&
            !parse_part(&zip->parts[i], &(struct xml_walker){NULL, NULL, NULL, NULL}))
            return fail(report, VERIFY_XML, zip->parts[i].name);
    return true;
}

static bool check_content(const struct zip *zip, const struct meant_sheet *sheets, size_t count,
                          struct verify_report *report)
{
    struct strings strings = {0};
    bool good = check_parts(zip, report) && check_names(zip, sheets, count, report);
    const struct zip_part *shared = zip_find(zip, "xl/sharedStrings.xml");
    if (good && shared != NULL &&
        !parse_part(shared,
                    &(struct xml_walker){strings_start, strings_end, strings_text, &strings}))
        good = fail(report, VERIFY_XML, shared->name);
    for (size_t i = 0; good && i < count; i++)
        good = check_sheet(zip, &sheets[i], i + 1, &strings, report);
    text_release(&strings.bytes);
    free(strings.start);
    return good;
}

bool verify_workbook(const char *path, const struct meant_sheet *sheets, size_t count,
                     struct verify_report *report)
{
    struct file_bytes bytes;
    struct zip zip;
    int why;
    size_t at;
    *report = (struct verify_report){0};
    if (!file_read(path, MOST_FILE, &bytes, &why))
        return fail(report, VERIFY_UNREADABLE, strerror(why));
    enum zip_fault fault = zip_open(bytes.data, bytes.size, &zip, &at);
    bool good = fault == ZIP_WHOLE;
    if (good) {
        good = check_content(&zip, sheets, count, report);
        zip_close(&zip);
    } else {
        fail(report, VERIFY_ZIP, "zip");
        report->row = (uint32_t)at;
    }
    file_release(&bytes);
    return good;
}
