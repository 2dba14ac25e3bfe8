/* Single cells of a CSV file changed, every other byte as it was. */
#include "report/facts_table.h"

#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "data/csv.h"
#include "data/encoding.h"
#include "data/table.h"
#include "report/clean.h"

static const char mark[] = "\xEF\xBB\xBF";

struct row {
    struct str before;     /* what stands between the row above and this one */
    struct str *fields;    /* as in the file, quotes included; NULL: cannot be taken apart */
    struct str whole, end; /* the row, and its line end */
    uint32_t area;         /* UINT32_MAX: none */
    bool *put;             /* [columns] */
};

struct facts_table {
    struct arena *arena;
    const char *path;
    struct str text, head; /* UTF-8; head: all above the first row */
    char delimiter;
    char **headings;
    size_t columns, area_column;
    struct row *rows;
    size_t count, capacity;
    struct str tail; /* after the last row */
    const char *line_end;
};

static size_t column_of(const struct facts_table *f, const char *heading)
{
    for (size_t c = 0; c < f->columns; c++)
        if (name_eq(f->headings[c], heading))
            return c;
    return SIZE_MAX;
}

/* --- taking it apart ----------------------------------------------------------------------------
 */

/* A row without its line end. */
static struct str without_end(const char *p, const char *end)
{
    while (end > p && (end[-1] == '\n' || end[-1] == '\r'))
        end--;
    return (struct str){p, (size_t)(end - p)};
}

static bool take_fields(const struct facts_table *f, struct row *row)
{
    size_t start, length;
    row->fields = arena_array(f->arena, f->columns + 1, sizeof *row->fields);
    row->put = arena_array(f->arena, f->columns + 1, sizeof *row->put);
    for (size_t c = 0; c < f->columns; c++) {
        if (!csv_field_span(row->whole.p, row->whole.n, f->delimiter, c, &start, &length))
            return false;
        row->fields[c] = (struct str){row->whole.p + start, length};
    }
    return !csv_field_span(row->whole.p, row->whole.n, f->delimiter, f->columns, &start, &length);
}

static void take_row(struct facts_table *f, const struct csv_record *record, const char *body,
                     const char *above, const struct dataset_bundle *b)
{
    struct row row = {.area = UINT32_MAX};
    const char *p = body + record->offset, *end = body + record->end;
    row.before = (struct str){above, (size_t)(p - above)};
    row.whole = without_end(p, end);
    row.end = (struct str){p + row.whole.n, (size_t)(end - p) - row.whole.n};
    if (!take_fields(f, &row))
        row.fields = NULL;
    if (f->area_column < record->count) {
        struct str area = str_trim(record->fields[f->area_column]);
        if (!bundle_area(b, arena_strndup(f->arena, area.p, area.n), &row.area))
            row.area = UINT32_MAX;
    }
    f->rows = arena_grow(f->arena, f->rows, f->count, &f->capacity, sizeof *f->rows);
    f->rows[f->count++] = row;
}

static size_t lines_in(struct str s)
{
    size_t lines = 1;
    for (size_t i = 0; i < s.n; i++)
        lines += s.p[i] == '\n';
    return lines;
}

/* f->text, delimiter, headings and columns are known; `body`: where the rows begin. */
static void take_rows(struct facts_table *f, size_t body, const char *area_heading,
                      const struct dataset_bundle *b)
{
    struct str rest = {f->text.p + body, f->text.n - body};
    size_t most = lines_in(rest);
    struct csv_record *records = arena_array(f->arena, most + 1, sizeof *records);
    size_t count = csv_records(f->arena, rest.p, rest.n, f->delimiter, records, most);
    const char *above = rest.p;
    f->head = (struct str){f->text.p, body};
    f->area_column = column_of(f, area_heading);
    f->line_end = memchr(f->text.p, '\r', f->text.n) ? "\r\n" : "\n";
    for (size_t i = 0; i < count; i++) {
        take_row(f, &records[i], rest.p, above, b);
        above = rest.p + records[i].end;
    }
    f->tail = (struct str){above, (size_t)(f->text.p + f->text.n - above)};
}

/* Nothing of the table may point into the file any longer: all is decoded and copied. */
static size_t copy_table(struct facts_table *f, const struct table *t)
{
    bool valid;
    struct str head = {t->bytes.data, t->body};
    struct str body = {t->bytes.data + t->body, t->bytes.size - t->body};
    struct text all = {0};
    if (t->encoding != ENCODING_UTF8)
        text_add(&all, mark);
    head = encoding_decode(t->encoding, head, f->arena, &valid);
    text_addn(&all, head.p, head.n);
    size_t at = all.n;
    body = encoding_decode(t->encoding, body, f->arena, &valid);
    text_addn(&all, body.p, body.n);
    f->text = (struct str){arena_strndup(f->arena, all.p ? all.p : "", all.n), all.n};
    text_release(&all);
    f->delimiter = t->delimiter;
    f->columns = t->columns;
    f->headings = arena_array(f->arena, t->columns + 1, sizeof *f->headings);
    for (size_t c = 0; c < t->columns; c++)
        f->headings[c] = arena_strdup(f->arena, t->headings[c]);
    return at;
}

struct facts_table *facts_table_open(const char *path, const char *area_heading,
                                     const struct dataset_bundle *b, struct arena *arena,
                                     struct diagnostics *d)
{
    const struct table_spec spec = {
        .source = "fakta", .skip_lines = -1, .area_heading = area_heading};
    struct facts_table *f = arena_alloc(arena, sizeof *f);
    struct table t;
    if (!table_open(&t, path, path, &spec, d))
        return NULL;
    *f = (struct facts_table){.arena = arena, .path = path};
    size_t body = copy_table(f, &t);
    table_close(&t);
    take_rows(f, body, area_heading, b);
    return f;
}

struct facts_table *facts_table_new(const char *path, const char *text, const char *area_heading,
                                    const struct dataset_bundle *b, struct arena *arena)
{
    struct facts_table *f = arena_alloc(arena, sizeof *f);
    struct csv_record heading;
    size_t n = strlen(text), bom = encoding_bom(text, n);
    *f = (struct facts_table){.arena = arena, .path = path, .delimiter = ';'};
    f->text = (struct str){arena_strndup(arena, text, n), n};
    csv_records(arena, f->text.p + bom, n - bom, ';', &heading, 1);
    f->columns = heading.count;
    f->headings = arena_array(arena, f->columns + 1, sizeof *f->headings);
    for (size_t c = 0; c < f->columns; c++)
        f->headings[c] = arena_strndup(arena, heading.fields[c].p, heading.fields[c].n);
    take_rows(f, bom + heading.end, area_heading, b);
    return f;
}

/* --- changing it --------------------------------------------------------------------------------
 */

const char *facts_table_path(const struct facts_table *f)
{
    return f->path;
}

bool facts_table_has_column(const struct facts_table *f, const char *heading)
{
    return column_of(f, heading) != SIZE_MAX;
}

static struct row *row_of(const struct facts_table *f, uint32_t area)
{
    for (size_t i = 0; i < f->count; i++)
        if (f->rows[i].area == area)
            return &f->rows[i];
    return NULL;
}

bool facts_table_has_area(const struct facts_table *f, uint32_t area)
{
    return row_of(f, area) != NULL;
}

/* A field as it stands in a file of this delimiter. */
static struct str quoted(const struct facts_table *f, const char *text)
{
    struct text t = {0};
    const char special[] = {f->delimiter, '"', '\n', '\r', '\0'};
    const char *clean = clean_field(f->arena, text);
    bool bare = strpbrk(clean, special) == NULL;
    text_add(&t, bare ? "" : "\"");
    for (; *clean != '\0'; clean++) {
        text_addc(&t, *clean);
        if (*clean == '"')
            text_addc(&t, '"');
    }
    text_add(&t, bare ? "" : "\"");
    struct str kept = {arena_strndup(f->arena, t.p ? t.p : "", t.n), t.n};
    text_release(&t);
    return kept;
}

static struct row *add_row(struct facts_table *f, uint32_t area, const char *code, const char *name)
{
    struct row row = {.area = area};
    row.fields = arena_array(f->arena, f->columns + 1, sizeof *row.fields);
    row.put = arena_array(f->arena, f->columns + 1, sizeof *row.put);
    for (size_t c = 0; c < f->columns; c++)
        row.fields[c] = (struct str){"", 0};
    row.fields[f->area_column] = quoted(f, code);
    size_t named = column_of(f, "kommun");
    if (named != SIZE_MAX && named != f->area_column)
        row.fields[named] = quoted(f, name);
    row.end = str_of(f->line_end);
    f->rows = arena_grow(f->arena, f->rows, f->count, &f->capacity, sizeof *f->rows);
    if (f->count > 0 && f->rows[f->count - 1].end.n == 0)
        f->rows[f->count - 1].end = str_of(f->line_end);
    f->rows[f->count] = row;
    return &f->rows[f->count++];
}

bool facts_table_put(struct facts_table *f, uint32_t area, const char *code, const char *name,
                     const char *heading, const char *text)
{
    size_t column = column_of(f, heading);
    if (column == SIZE_MAX || f->area_column == SIZE_MAX)
        return false;
    struct row *row = row_of(f, area);
    if (row == NULL)
        row = add_row(f, area, code, name);
    if (row->fields == NULL)
        return false;
    row->fields[column] = quoted(f, text);
    row->put[column] = true;
    return true;
}

/* --- putting it together ------------------------------------------------------------------------
 */

static void add(struct text *out, struct str s)
{
    text_addn(out, s.p, s.n);
}

/* Does the text take itself apart into the fields that were meant? */
static bool same_again(const struct facts_table *f, const struct text *t)
{
    struct arena *arena = arena_new();
    struct str rest = {t->p + f->head.n, t->n - f->head.n};
    struct csv_record *records = arena_array(arena, f->count + 2, sizeof *records);
    size_t count = csv_records(arena, rest.p, rest.n, f->delimiter, records, f->count + 1);
    bool same = count == f->count && memcmp(t->p, f->head.p, f->head.n) == 0;
    for (size_t i = 0; same && i < count; i++) {
        const struct row *row = &f->rows[i];
        struct str line = without_end(rest.p + records[i].offset, rest.p + records[i].end);
        size_t start, length;
        for (size_t c = 0; same && row->fields != NULL && c < f->columns; c++)
            same = csv_field_span(line.p, line.n, f->delimiter, c, &start, &length) &&
                   length == row->fields[c].n &&
                   memcmp(line.p + start, row->fields[c].p, length) == 0;
    }
    arena_free(arena);
    return same;
}

bool facts_table_text(const struct facts_table *f, struct text *out)
{
    add(out, f->head);
    for (size_t i = 0; i < f->count; i++) {
        const struct row *row = &f->rows[i];
        add(out, row->before);
        for (size_t c = 0; row->fields != NULL && c < f->columns; c++) {
            if (c > 0)
                text_addc(out, f->delimiter);
            add(out, row->fields[c]);
        }
        if (row->fields == NULL)
            add(out, row->whole);
        add(out, row->end);
    }
    add(out, f->tail);
    return same_again(f, out);
}
