#include "analysis/compose.h"

#include <string.h>

#include "base/text.h"

const char facts_name[] = "fakta";

/* --- series ----------------------------------------------------------------------------------- */

struct composer {
    struct dataset_bundle *out;
    const struct read_data *from;
    size_t count;
    size_t *texts, *files; /* [count] where each reading's texts and files begin */
    uint32_t area;         /* of compose_area */
};

static struct dataset_bundle *empty(const struct model *m, const struct dataset_bundle *like)
{
    struct arena *arena = arena_new();
    struct dataset_bundle *b = arena_alloc(arena, sizeof *b);
    *b = *like;
    b->arena = arena;
    b->shares_data = true;
    b->data = arena_alloc(arena, sizeof *b->data);
    *b->data = (struct dataset){.arena = arena, .areas = like->data->areas};
    size_t most = m->variable_count + m->fact_count + 1;
    b->data->series = arena_array(arena, most, sizeof *b->data->series);
    b->series = arena_array(arena, m->variable_count + 1, sizeof *b->series);
    b->fact_series = arena_array(arena, m->fact_count + 1, sizeof *b->fact_series);
    b->registers = arena_array(arena, m->register_count + 1, sizeof *b->registers);
    b->register_read = arena_array(arena, m->register_count + 1, sizeof *b->register_read);
    b->counts = NULL;
    return b;
}

/* Texts and files of all readings, one after the other. */
static void join_tables(struct composer *c)
{
    struct arena *arena = c->out->arena;
    struct dataset *to = c->out->data;
    c->texts = arena_array(arena, c->count + 1, sizeof *c->texts);
    c->files = arena_array(arena, c->count + 1, sizeof *c->files);
    for (size_t i = 0; i < c->count; i++) {
        c->texts[i] = to->text_count;
        c->files[i] = to->file_count;
        to->text_count += c->from[i].bundle->data->text_count;
        to->file_count += c->from[i].bundle->data->file_count;
    }
    to->texts = arena_array(arena, to->text_count + 1, sizeof *to->texts);
    to->files = arena_array(arena, to->file_count + 1, sizeof *to->files);
    for (size_t i = 0; i < c->count; i++) {
        const struct dataset *one = c->from[i].bundle->data;
        if (one->text_count)
            memcpy(to->texts + c->texts[i], one->texts, one->text_count * sizeof *to->texts);
        if (one->file_count)
            memcpy(to->files + c->files[i], one->files, one->file_count * sizeof *to->files);
    }
}

/* Another reading's rows, with texts and files numbered as they are here. */
static struct series renumbered(struct composer *c, const struct series *s, size_t which)
{
    struct series out = *s;
    if (c->files[which]) {
        out.file = arena_array(c->out->arena, s->count + 1, sizeof *out.file);
        for (size_t i = 0; i < s->count; i++)
            out.file[i] = s->file[i] + (uint32_t)c->files[which];
    }
    if (s->is_text && c->texts[which]) {
        out.value = arena_array(c->out->arena, s->count + 1, sizeof *out.value);
        for (size_t i = 0; i < s->count; i++)
            out.value[i] = s->value[i] + (double)c->texts[which];
    }
    return out;
}

static size_t put(struct composer *c, const struct series *s)
{
    struct dataset *to = c->out->data;
    to->series[to->series_count] = *s;
    return to->series_count++;
}

static size_t take_series(struct composer *c, size_t which, size_t series)
{
    if (series == SIZE_MAX)
        return SIZE_MAX;
    struct series s = renumbered(c, &c->from[which].bundle->data->series[series], which);
    return put(c, &s);
}

/* --- by source -------------------------------------------------------------------------------- */

static size_t variable_in(const struct read_data *from, const struct variable *v)
{
    const struct model *m = from->model;
    for (size_t k = 0; k < m->variable_count; k++)
        if (name_eq(m->variables[k].head.name, v->head.name))
            return from->bundle->series[k];
    return SIZE_MAX;
}

static size_t fact_in(const struct read_data *from, const struct fact *fact)
{
    for (size_t k = 0; k < from->model->fact_count; k++)
        if (name_eq(from->model->facts[k].head.name, fact->head.name))
            return from->bundle->fact_series[k];
    return SIZE_MAX;
}

static void take_register(struct composer *c, const struct model *m, size_t k, size_t which)
{
    const struct read_data *from = &c->from[which];
    for (size_t i = 0; i < from->model->register_count; i++) {
        if (!name_eq(from->model->registers[i].head.name, m->registers[k].head.name))
            continue;
        c->out->registers[k] = from->bundle->registers[i];
        c->out->registers[k].file += (uint32_t)c->files[which];
        c->out->register_read[k] = from->bundle->register_read[i];
    }
}

struct dataset_bundle *compose_sources(const struct model *m, const struct read_data *from,
                                       size_t count, compose_pick *pick, void *context)
{
    struct composer c = {.out = empty(m, from[0].bundle), .from = from, .count = count};
    join_tables(&c);
    for (size_t k = 0; k < m->variable_count; k++) {
        const struct variable *v = &m->variables[k];
        size_t which = pick(context, m->sources[v->owner].head.name);
        c.out->series[k] = take_series(&c, which, variable_in(&from[which], v));
    }
    for (size_t k = 0; k < m->fact_count; k++) {
        size_t which = pick(context, m->facts[k].head.name);
        c.out->fact_series[k] = take_series(&c, which, fact_in(&from[which], &m->facts[k]));
    }
    for (size_t k = 0; k < m->register_count; k++)
        take_register(&c, m, k, pick(context, m->registers[k].head.name));
    return c.out;
}

/* --- by area ---------------------------------------------------------------------------------- */

static struct series room_for(struct arena *arena, size_t n)
{
    return (struct series){.area = arena_array(arena, n + 1, sizeof(uint32_t)),
                           .period = arena_array(arena, n + 1, sizeof(int32_t)),
                           .sex = arena_array(arena, n + 1, sizeof(uint8_t)),
                           .status = arena_array(arena, n + 1, sizeof(uint8_t)),
                           .value = arena_array(arena, n + 1, sizeof(double)),
                           .file = arena_array(arena, n + 1, sizeof(uint32_t)),
                           .line = arena_array(arena, n + 1, sizeof(uint32_t))};
}

/* Rows of areas from first on, before end. */
static void add_rows(struct series *to, const struct series *s, uint32_t first, uint32_t end)
{
    for (size_t i = 0; i < s->count; i++) {
        if (s->area[i] < first || s->area[i] >= end)
            continue;
        size_t n = to->count++;
        to->area[n] = s->area[i];
        to->period[n] = s->period[i];
        to->sex[n] = s->sex[i];
        to->status[n] = s->status[i];
        to->value[n] = s->value[i];
        to->file[n] = s->file[i];
        to->line[n] = s->line[i];
    }
}

/* Series are sorted by area first, so the one area's rows stand between the others'. */
static size_t weave(struct composer *c, size_t own, size_t others)
{
    if (own == SIZE_MAX && others == SIZE_MAX)
        return SIZE_MAX;
    static const struct series none;
    struct series x = none, y = none;
    if (own != SIZE_MAX)
        x = renumbered(c, &c->from[0].bundle->data->series[own], 0);
    if (others != SIZE_MAX)
        y = renumbered(c, &c->from[1].bundle->data->series[others], 1);
    struct series out = room_for(c->out->arena, x.count + y.count);
    const struct series *named = own != SIZE_MAX ? &x : &y;
    out.name = named->name;
    out.source = named->source;
    out.is_text = named->is_text;
    out.sorted = true;
    add_rows(&out, &y, 0, c->area);
    add_rows(&out, &x, c->area, c->area + 1);
    add_rows(&out, &y, c->area + 1, UINT32_MAX);
    return put(c, &out);
}

static void add_register_rows(struct register_table *to, const struct register_table *from,
                              uint32_t area, bool of_area, size_t columns)
{
    for (size_t i = 0; i < from->rows; i++) {
        if ((from->area[i] == area) != of_area)
            continue;
        size_t n = to->rows++;
        to->area[n] = from->area[i];
        to->line[n] = from->line[i];
        for (size_t k = 0; k < columns; k++) {
            to->text[k][n] = from->text[k][i];
            if (to->number[k])
                to->number[k][n] = from->number[k][i];
        }
    }
}

static struct register_table weave_register(struct composer *c, size_t k)
{
    const struct register_table *own = &c->from[0].bundle->registers[k],
                                *others = &c->from[1].bundle->registers[k];
    struct arena *arena = c->out->arena;
    size_t columns = c->from[0].model->registers[k].column_count, n = own->rows + others->rows + 1;
    struct register_table out = {.file = others->file + (uint32_t)c->files[1],
                                 .area = arena_array(arena, n, sizeof *out.area),
                                 .line = arena_array(arena, n, sizeof *out.line),
                                 .text = arena_array(arena, columns + 1, sizeof *out.text),
                                 .number = arena_array(arena, columns + 1, sizeof *out.number)};
    for (size_t i = 0; i < columns; i++) {
        out.text[i] = arena_array(arena, n, sizeof *out.text[i]);
        if (!c->from[0].model->registers[k].columns[i].is_text)
            out.number[i] = arena_array(arena, n, sizeof *out.number[i]);
    }
    size_t areas = c->out->data->areas.count;
    out.area_covered = arena_array(arena, areas + 1, sizeof *out.area_covered);
    for (uint32_t i = 0; i < areas; i++)
        out.area_covered[i] = (i == c->area ? own : others)->area_covered[i];
    add_register_rows(&out, others, c->area, false, columns);
    add_register_rows(&out, own, c->area, true, columns);
    return out;
}

struct dataset_bundle *compose_area(const struct read_data *own, const struct read_data *others,
                                    uint32_t area)
{
    const struct model *m = own->model;
    const struct read_data from[] = {*own, *others};
    struct composer c = {.out = empty(m, others->bundle), .from = from, .count = 2, .area = area};
    join_tables(&c);
    for (size_t k = 0; k < m->variable_count; k++)
        c.out->series[k] = weave(&c, own->bundle->series[k], others->bundle->series[k]);
    for (size_t k = 0; k < m->fact_count; k++)
        c.out->fact_series[k] =
            weave(&c, own->bundle->fact_series[k], others->bundle->fact_series[k]);
    for (size_t k = 0; k < m->register_count; k++) {
        bool both = own->bundle->register_read[k] && others->bundle->register_read[k];
        c.out->register_read[k] = both || others->bundle->register_read[k];
        if (both)
            c.out->registers[k] = weave_register(&c, k);
        else if (c.out->register_read[k])
            take_register(&c, m, k, 1);
    }
    return c.out;
}
