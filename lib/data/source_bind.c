#include <string.h>

#include "data/source_parts.h"

static int32_t slot_for(struct binding *b, size_t column)
{
    if (b->slot_of[column] < 0) {
        b->column_of[b->slots] = column;
        b->slot_of[column] = (int32_t)b->slots++;
    }
    return b->slot_of[column];
}

/* Slot of a heading that must be there; NO_SLOT after a told error. */
static int32_t bind(struct binding *b, struct table *t, const char *heading, struct place place,
                    bool *ok, struct diagnostics *d)
{
    if (!heading) {
        return NO_SLOT;
    }
    size_t column = table_column(t, heading, place, d);
    if (column == SIZE_MAX) {
        *ok = false;
        return NO_SLOT;
    }
    return slot_for(b, column);
}

static uint32_t condition_for(struct binding *b, int32_t slot)
{
    for (size_t i = 0; i < b->condition_count; i++) {
        if (b->conditions[i].slot == slot) {
            return (uint32_t)i;
        }
    }
    b->conditions = arena_grow(b->arena, b->conditions, b->condition_count, &b->condition_capacity,
                               sizeof *b->conditions);
    b->conditions[b->condition_count] = (struct condition){slot, names_new(b->arena), 0};
    return (uint32_t)b->condition_count++;
}

static uint32_t value_number(struct binding *b, uint32_t condition, const char *value)
{
    struct condition *c = &b->conditions[condition];
    struct str s = encoding_tidy(str_of(value), b->arena);
    bool added;
    uint32_t number = *names_put(c->values, s.p, s.n, c->value_count + 1, &added);
    c->value_count += added;
    return number;
}

static struct group *group_for(struct binding *b, const uint32_t *conditions, size_t n)
{
    for (size_t i = 0; i < b->group_count; i++) {
        struct group *g = &b->groups[i];
        if (g->count == n &&
            (n == 0 || memcmp(g->conditions, conditions, n * sizeof *conditions) == 0)) {
            return g;
        }
    }
    b->groups =
        arena_grow(b->arena, b->groups, b->group_count, &b->group_capacity, sizeof *b->groups);
    struct group *g = &b->groups[b->group_count++];
    *g = (struct group){.count = n, .size = 16};
    while (g->size < 4 * b->spec->column_count) {
        g->size *= 2;
    }
    g->conditions = arena_array(b->arena, n, sizeof *g->conditions);
    if (n) {
        memcpy(g->conditions, conditions, n * sizeof *conditions);
    }
    return g;
}

uint32_t group_hash(const uint32_t *values, size_t n)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < n; i++) {
        h = (h ^ values[i]) * 16777619u;
        h ^= h >> 15;
    }
    return h;
}

/* Targets with equal values are chained behind the first, so that lookups stay short. */
static void group_add(struct binding *b, struct group *g, uint32_t target)
{
    const uint32_t *wanted = b->targets[target].wanted;
    size_t mask = g->size - 1, i = group_hash(wanted, g->count) & mask;
    for (; g->table[i]; i = (i + 1) & mask) {
        struct target *other = &b->targets[g->table[i] - 1];
        if (g->count == 0 || memcmp(other->wanted, wanted, g->count * sizeof *wanted) == 0) {
            b->targets[target].next = other->next;
            other->next = target;
            return;
        }
    }
    g->table[i] = target + 1;
}

static void add_target(struct binding *b, struct target target, struct group *g)
{
    b->targets =
        arena_grow(b->arena, b->targets, b->target_count, &b->target_capacity, sizeof *b->targets);
    target.next = UINT32_MAX;
    b->targets[b->target_count] = target;
    if (!g->table) {
        g->table = arena_array(b->arena, g->size, sizeof *g->table);
    }
    group_add(b, g, (uint32_t)b->target_count++);
}

/* Where the period stands in a template: "{år}" or "{year}". */
static bool template_parts(const char *heading, struct str *before, struct str *after)
{
    static const char *const words[] = {"{år}", "{year}"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *at = strstr(heading, words[i]);
        if (at) {
            *before = (struct str){heading, (size_t)(at - heading)};
            *after = str_of(at + strlen(words[i]));
            return true;
        }
    }
    return false;
}

static bool heading_period(const char *heading, struct str before, struct str after,
                           int32_t *period)
{
    struct str h = str_of(heading);
    if (h.n <= before.n + after.n || memcmp(h.p, before.p, before.n) != 0 ||
        memcmp(h.p + h.n - after.n, after.p, after.n) != 0) {
        return false;
    }
    return period_read((struct str){h.p + before.n, h.n - before.n - after.n}, period);
}

/* Where the rules say the heading. */
static const struct place *heading_place(const struct source_column *column)
{
    return column->heading_place.line > 0 ? &column->heading_place : &column->place;
}

/* One target for each heading that fits; E501 when none does. */
static bool bind_headings(struct binding *b, struct table *t, struct target target, struct group *g,
                          struct diagnostics *d)
{
    const struct source_column *column = &b->spec->columns[target.column];
    struct str before, after;
    bool any = false;
    if (!template_parts(column->heading, &before, &after)) {
        return table_column(t, column->heading, *heading_place(column), d) != SIZE_MAX;
    }
    for (size_t i = 0; i < t->columns; i++) {
        if (heading_period(t->headings[i], before, after, &target.period)) {
            target.slot = slot_for(b, i);
            add_target(b, target, g);
            any = true;
        }
    }
    return any || table_column(t, column->heading, *heading_place(column), d) != SIZE_MAX;
}

static struct group *bind_where(struct binding *b, struct table *t, struct target *target, bool *ok,
                                struct diagnostics *d)
{
    const struct source_column *column = &b->spec->columns[target->column];
    size_t n = column->where_count;
    uint32_t *conditions = arena_array(b->arena, n, sizeof *conditions);
    uint32_t *wanted = arena_array(b->arena, n, sizeof *wanted);
    for (size_t i = 0; i < n; i++) {
        const struct source_filter *where = &column->where[i];
        int32_t slot = bind(b, t, where->heading, where->place, ok, d);
        if (slot == NO_SLOT) {
            return NULL;
        }
        conditions[i] = condition_for(b, slot);
        wanted[i] = value_number(b, conditions[i], where->value);
    }
    target->wanted = wanted;
    return group_for(b, conditions, n);
}

static void bind_column(struct binding *b, struct table *t, uint32_t index, struct diagnostics *d)
{
    const struct source_column *column = &b->spec->columns[index];
    bool ok = true;
    struct target target = {.column = index, .title_slot = NO_SLOT, .slot = NO_SLOT};
    struct group *group = bind_where(b, t, &target, &ok, d);
    if (column->title_heading && column->title) {
        target.title_slot = bind(b, t, column->title_heading, column->place, &ok, d);
    }
    if (b->spec->period_from == PERIOD_FROM_HEADINGS) {
        if (ok) {
            bind_headings(b, t, target, group, d);
        }
        return;
    }
    target.slot = bind(b, t, column->heading, *heading_place(column), &ok, d);
    if (ok) {
        add_target(b, target, group);
    }
}

/* The heading of the year is not there: perhaps no column is. */
static void hint_year(struct diagnostics *d, size_t before)
{
    struct diagnostic *last = d->count > before ? &d->items[d->count - 1] : NULL;
    if (last && strcmp(last->code, "E501") == 0) {
        const char *more =
            d->lang == LANG_SV
                ? "%s; står året inte i tabellen: skriv till exempel år: 2024"
                : "%s; if the year is not in the table: write for example year: 2024";
        last->hint = arena_printf(d->arena, more, last->hint);
    }
}

bool source_bind(struct binding *b, struct table *t, const struct source_spec *spec,
                 struct diagnostics *d)
{
    bool ok = true;
    *b = (struct binding){.arena = t->arena, .spec = spec, .period = NO_SLOT, .month = NO_SLOT};
    b->slot_of = arena_array(b->arena, t->columns, sizeof *b->slot_of);
    b->column_of = arena_array(b->arena, t->columns, sizeof *b->column_of);
    for (size_t i = 0; i < t->columns; i++) {
        b->slot_of[i] = NO_SLOT;
    }
    b->area = bind(b, t, spec->area_heading, spec->area_place, &ok, d);
    b->area2 = bind(b, t, spec->area_heading2, spec->area_place, &ok, d);
    if (spec->period_from == PERIOD_FROM_COLUMN) {
        size_t before = d->count;
        b->period = bind(b, t, spec->period_heading, spec->period_place, &ok, d);
        hint_year(d, before);
        b->month = bind(b, t, spec->month_heading, spec->period_place, &ok, d);
    }
    b->sex = bind(b, t, spec->sex_heading, spec->sex_place, &ok, d);
    b->status = bind(b, t, spec->status_heading, spec->place, &ok, d);
    b->filters = arena_array(b->arena, spec->filter_count, sizeof *b->filters);
    for (size_t i = 0; i < spec->filter_count; i++) {
        b->filters[i] = bind(b, t, spec->filters[i].heading, spec->filters[i].place, &ok, d);
    }
    for (size_t i = 0; i < spec->column_count; i++) {
        bind_column(b, t, (uint32_t)i, d);
    }
    return ok && b->target_count > 0;
}
