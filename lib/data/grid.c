#include "data/grid.h"

#include <string.h>

#include "base/number.h"
#include "data/messages.h"

struct filler {
    struct grid *grid;
    struct csv_scan scan;
    struct findings findings;
};

static void on_row(void *context, const struct csv_row *row)
{
    struct filler *f = context;
    struct grid *g = f->grid;
    struct table *t = &g->table;
    const char **cells = arena_array(t->arena, t->columns, sizeof *cells);
    bool valid = true, blank = true;
    for (size_t i = 0; i < t->columns; i++) {
        struct str s = {f->scan.slots[i].p, f->scan.slots[i].n};
        s = encoding_tidy(encoding_decode(t->encoding, s, t->arena, &valid), t->arena);
        cells[i] = s.n ? arena_strndup(t->arena, s.p, s.n) : "";
        blank = blank && s.n == 0;
    }
    if (!blank) {
        g->rows = arena_grow(t->arena, g->rows, g->count, &g->capacity, sizeof *g->rows);
        g->rows[g->count++] = (struct grid_row){row->line, row->offset, cells};
    }
}

static void on_trouble(void *context, enum csv_trouble kind, const struct csv_row *row,
                       size_t detail)
{
    struct filler *f = context;
    findings_add(&f->findings, finding_of(kind), row, SIZE_MAX, detail, (struct str){"", 0},
                 f->grid->table.arena);
}

static void fill(struct grid *g, struct diagnostics *d)
{
    struct table *t = &g->table;
    int32_t *slot_of = arena_array(t->arena, t->columns, sizeof *slot_of);
    for (size_t i = 0; i < t->columns; i++) {
        slot_of[i] = (int32_t)i;
    }
    struct filler f = {.grid = g};
    f.scan = (struct csv_scan){
        .delimiter = t->delimiter,
        .columns = t->columns,
        .slot_of = slot_of,
        .slots = csv_slots_new(t->columns),
        .slot_count = t->columns,
        .first_line = t->body_line,
        .row = on_row,
        .trouble = on_trouble,
        .context = &f,
    };
    csv_scan(&f.scan, t->bytes.data, t->body, t->bytes.size);
    csv_slots_free(f.scan.slots, t->columns);
    findings_tell(&f.findings, t, t->delimiter == ',' ? '.' : ',', NULL, d);
}

/* The encoding was found from the first rows: one of those below may say otherwise. */
static bool settle_encoding(struct table *t, struct diagnostics *d)
{
    const char *nul = memchr(t->bytes.data, '\0', t->bytes.size);
    if (nul) {
        table_tell_nul(t, (size_t)(nul - t->bytes.data), d);
        return false;
    }
    if (t->encoding != ENCODING_UTF8 ||
        utf8_valid_length(t->bytes.data, t->bytes.size) == t->bytes.size) {
        return true;
    }
    if (t->stated) {
        diagnose(d, "E515", (struct place){.file = t->shown}, t->shown, "UTF-8", NULL);
        return false;
    }
    t->encoding = ENCODING_WINDOWS_1252;
    return true;
}

bool grid_open(struct grid *g, const char *path, const char *shown, const struct table_spec *spec,
               struct diagnostics *d)
{
    messages_data_use(d);
    *g = (struct grid){0};
    if (!table_open(&g->table, path, shown, spec, d)) {
        return false;
    }
    if (!settle_encoding(&g->table, d)) {
        table_close(&g->table);
        return false;
    }
    fill(g, d);
    return true;
}

void grid_close(struct grid *g)
{
    table_close(&g->table);
}

struct place grid_place(const struct grid *g, size_t row, size_t column)
{
    return table_place(&g->table, g->rows[row].line, g->rows[row].offset, column);
}

struct place grid_heading_place(const struct grid *g, size_t column)
{
    return table_place(&g->table, g->table.heading_line, g->table.heading_offset, column);
}

bool grid_number(const struct grid *g, size_t row, size_t column, char decimal, double *out)
{
    const char *text = g->rows[row].cells[column];
    size_t n = strlen(text);
    char sign = decimal ? decimal : g->table.delimiter == ',' ? '.' : ',';
    return number_parse(text, n, sign, out) ||
           (!decimal && number_parse(text, n, sign == ',' ? '.' : ',', out));
}
