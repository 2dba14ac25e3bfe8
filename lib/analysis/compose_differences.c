/* Do two readings of the same sources say the same? */
#include <math.h>
#include <string.h>

#include "analysis/compose.h"

bool same_areas(const struct dataset_bundle *a, const struct dataset_bundle *b)
{
    const struct areas *x = &a->data->areas, *y = &b->data->areas;
    bool same = x->count == y->count;
    for (size_t i = 0; same && i < x->count; i++)
        same = strcmp(x->items[i].code, y->items[i].code) == 0;
    return same;
}

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a <= b && a >= b);
}

static bool same_row(const struct dataset *x, const struct series *a, const struct dataset *y,
                     const struct series *b, size_t i)
{
    bool same = a->area[i] == b->area[i] && a->period[i] == b->period[i] &&
                a->sex[i] == b->sex[i] && a->status[i] == b->status[i];
    if (same && a->is_text && status_has_value(a->status[i]))
        return strcmp(x->texts[(size_t)a->value[i]], y->texts[(size_t)b->value[i]]) == 0;
    return same && (a->is_text || same_number(a->value[i], b->value[i]));
}

static size_t count_of(const struct dataset *data, size_t series)
{
    return series == SIZE_MAX ? 0 : data->series[series].count;
}

static bool same_series(const struct dataset *x, size_t a, const struct dataset *y, size_t b)
{
    size_t n = count_of(x, a);
    bool same = n == count_of(y, b);
    for (size_t i = 0; same && i < n; i++)
        same = same_row(x, &x->series[a], y, &y->series[b], i);
    return same;
}

static bool same_source(const struct read_data *a, const struct read_data *b, uint32_t source)
{
    const struct model *m = a->model;
    bool same = true;
    for (size_t k = 0; same && k < m->variable_count; k++)
        if (m->variables[k].owner == source)
            same = same_series(a->bundle->data, a->bundle->series[k], b->bundle->data,
                               b->bundle->series[k]);
    return same;
}

static bool same_table(const struct register_table *a, const struct register_table *b,
                       size_t columns)
{
    bool same = a->rows == b->rows;
    for (size_t i = 0; same && i < a->rows; i++) {
        same = a->area[i] == b->area[i];
        for (size_t k = 0; same && k < columns; k++)
            same = strcmp(a->text[k][i], b->text[k][i]) == 0;
    }
    return same;
}

static bool same_register(const struct read_data *a, const struct read_data *b, size_t k)
{
    bool read = a->bundle->register_read[k];
    if (read != b->bundle->register_read[k])
        return false;
    return !read || same_table(&a->bundle->registers[k], &b->bundle->registers[k],
                               a->model->registers[k].column_count);
}

static bool same_facts(const struct read_data *a, const struct read_data *b)
{
    bool same = true;
    for (size_t k = 0; same && k < a->model->fact_count; k++)
        same = same_series(a->bundle->data, a->bundle->fact_series[k], b->bundle->data,
                           b->bundle->fact_series[k]);
    return same;
}

const char **compose_differences(const struct read_data *a, const struct read_data *b,
                                 struct arena *arena, size_t *count)
{
    const struct model *m = a->model;
    const char **names = arena_array(arena, m->source_count + m->register_count + 2, sizeof *names);
    *count = 0;
    for (uint32_t k = 0; k < m->source_count; k++)
        if (!same_source(a, b, k))
            names[(*count)++] = m->sources[k].head.name;
    for (size_t k = 0; k < m->register_count; k++)
        if (!same_register(a, b, k))
            names[(*count)++] = m->registers[k].head.name;
    if (!same_facts(a, b))
        names[(*count)++] = facts_name;
    return names;
}
