/* A table of a test as a dataset: its rows are all the areas there are. */
#include <string.h>

#include "analysis/test_parts.h"
#include "base/date.h"
#include "base/number.h"

const struct model *test_model(struct arena *arena, const struct model *m, const struct test *t)
{
    struct model *copy = arena_alloc(arena, sizeof *copy);
    *copy = *m;
    copy->assumptions = arena_array(arena, m->assumption_count + 1, sizeof *copy->assumptions);
    memcpy(copy->assumptions, m->assumptions, m->assumption_count * sizeof *m->assumptions);
    for (size_t c = 0; c < t->column_count; c++) {
        const struct test_column *column = &t->columns[c];
        bool given = column->use == TEST_GIVEN && column->ref.kind == SYMBOL_ASSUMPTION;
        for (size_t i = 0; given && i < t->row_count; i++) {
            if (t->rows[i].cells[c].missing)
                continue;
            struct dated_value *always = arena_alloc(arena, sizeof *always);
            always->value = t->rows[i].cells[c].number;
            copy->assumptions[column->ref.index].values = always;
            copy->assumptions[column->ref.index].value_count = 1;
        }
    }
    return copy;
}

static struct areas areas_of(struct arena *arena, const struct test *t)
{
    struct areas areas = {t->row_count, arena_array(arena, t->row_count + 1, sizeof(struct area))};
    for (size_t i = 0; i < t->row_count; i++) {
        areas.items[i] = (struct area){.code = arena_printf(arena, "%zu", i + 1),
                                       .name = t->rows[i].name,
                                       .group = "",
                                       .tile_row = -1,
                                       .tile_column = -1};
    }
    return areas;
}

/* The year stated in the column's head, else the source's own, else the base year. */
static int32_t period_of(const struct model *m, const struct test_column *column)
{
    const struct source *s = &m->sources[m->variables[column->ref.index].owner];
    int32_t year = s->year_from == YEAR_UNKNOWN  ? 0
                   : s->year_from == YEAR_STATED ? s->year
                                                 : m->base_year;
    return (column->year ? column->year : year) * 100;
}

static void add_variable(struct dataset_bundle *b, const struct model *m, const struct test *t,
                         size_t c)
{
    const struct test_column *column = &t->columns[c];
    uint32_t k = column->ref.index;
    size_t series = dataset_series(b->data, m->variables[k].head.name, true);
    int32_t period = period_of(m, column);
    b->series[k] = series;
    b->data->series[series].is_text = column->is_text;
    for (uint32_t i = 0; i < t->row_count; i++) {
        const struct test_cell *cell = &t->rows[i].cells[c];
        if (cell->missing)
            continue;
        double value = column->is_text
                           ? (double)dataset_text(b->data, cell->text, strlen(cell->text))
                           : cell->number;
        enum status status = period == PERIOD_UNKNOWN ? STATUS_NO_YEAR : STATUS_OBSERVED;
        dataset_add(b->data, series, i, period, SEX_TOTAL, status, value, 0, t->rows[i].place.line);
    }
}

/* Facts are read as the words of their file. */
static void add_fact(struct dataset_bundle *b, const struct model *m, const struct test *t,
                     size_t c)
{
    const struct test_column *column = &t->columns[c];
    uint32_t k = column->ref.index;
    char number[64];
    size_t series =
        dataset_series(b->data, arena_printf(b->arena, "\001%s", m->facts[k].head.name), true);
    b->fact_series[k] = series;
    b->data->series[series].is_text = true;
    for (uint32_t i = 0; i < t->row_count; i++) {
        const struct test_cell *cell = &t->rows[i].cells[c];
        const char *text = column->is_truth  ? (cell->number > 0 ? "ja" : "nej")
                           : column->is_text ? cell->text
                                             : number_text_decimal(number, cell->number, ',');
        if (!cell->missing)
            dataset_add(b->data, series, i, PERIOD_UNKNOWN, SEX_TOTAL, STATUS_NO_YEAR,
                        (double)dataset_text(b->data, text, strlen(text)), 0,
                        t->rows[i].place.line);
    }
}

static void add_count(struct dataset_bundle *b, const struct model *m, const struct test *t,
                      size_t c)
{
    if (!b->counts)
        b->counts = arena_array(b->arena, m->count_count + 1, sizeof *b->counts);
    struct cell *cells = arena_array(b->arena, t->row_count + 1, sizeof *cells);
    for (size_t i = 0; i < t->row_count; i++) {
        const struct test_cell *cell = &t->rows[i].cells[c];
        cells[i] = cell->missing ? cell_missing(STATUS_MISSING) : cell_number(cell->number);
    }
    b->counts[t->columns[c].ref.index] = cells;
}

/* Every figure has a file and a line: here those of the rules. */
static void add_file(struct dataset *data, const char *path)
{
    data->files = arena_array(data->arena, 1, sizeof *data->files);
    data->files[0] = (struct data_file){
        .path = arena_strdup(data->arena, path), .source = "", .encoding = "UTF-8"};
    data->file_count = data->file_capacity = 1;
}

struct dataset_bundle *test_bundle(const struct model *m, const struct test *t)
{
    struct arena *scratch = arena_new();
    struct dataset_bundle *b = bundle_new(m, areas_of(scratch, t));
    arena_free(scratch);
    add_file(b->data, t->head.place.file);
    for (size_t c = 0; c < t->column_count; c++) {
        if (t->columns[c].use != TEST_GIVEN)
            continue;
        if (t->columns[c].ref.kind == SYMBOL_VARIABLE)
            add_variable(b, m, t, c);
        else if (t->columns[c].ref.kind == SYMBOL_FACT)
            add_fact(b, m, t, c);
        else if (t->columns[c].ref.kind == SYMBOL_COUNT)
            add_count(b, m, t, c);
    }
    dataset_freeze(b->data);
    return b;
}
