#include "analysis/earlier.h"

#include <math.h>
#include <string.h>

#include "analysis/diagnosis.h"

/* --- places ----------------------------------------------------------------------------------- */

/* The area in the earlier run; UINT32_MAX: none, or there was no such run. */
static uint32_t area_before(const struct result *r, uint32_t area)
{
    const struct diff *d = r->before;
    for (size_t i = 0; d != NULL && i < d->area_count; i++)
        if (d->areas[i].b == area)
            return d->areas[i].a;
    return UINT32_MAX;
}

int32_t earlier_rank(const struct result *r, uint32_t area)
{
    uint32_t before = area_before(r, area);
    double rank = before != UINT32_MAX ? diff_rank(&r->before->a, before) : NAN;
    return isnan(rank) ? 0 : (int32_t)rank;
}

double earlier_score(const struct result *r, uint32_t area)
{
    uint32_t before = area_before(r, area);
    return before != UINT32_MAX ? diff_score(&r->before->a, before) : NAN;
}

/* --- values ----------------------------------------------------------------------------------- */

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a <= b && a >= b);
}

static bool same_cell(const struct cell *a, const struct cell *b)
{
    bool has = status_has_value(a->status);
    if (has != status_has_value(b->status))
        return false;
    return has ? same_number(a->value, b->value) && a->period == b->period : a->status == b->status;
}

static bool same_fact(const struct fact_value *a, const struct fact_value *b)
{
    bool texts = a->text && b->text ? strcmp(a->text, b->text) == 0 : a->text == b->text;
    return a->truth == b->truth && same_number(a->number, b->number) && texts;
}

static bool same_value(const struct diff *d, const struct changed_value *x)
{
    const struct diff_area *area = &d->areas[x->area];
    const struct result *a = d->a.result, *b = d->b.result;
    if (x->what.kind == SYMBOL_FACT)
        return same_fact(&a->facts[x->in_a][area->a], &b->facts[x->what.index][area->b]);
    const struct cell *was = &a->indicators[x->in_a].cells[area->a];
    const struct cell *is = &b->indicators[x->what.index].cells[area->b];
    bool both = status_has_value(was->status) && status_has_value(is->status);
    const char *before = measured_in(a, x->in_a, area->a)->head.name;
    const char *now = measured_in(b, x->what.index, area->b)->head.name;
    return same_cell(was, is) && (!both || strcmp(before, now) == 0);
}

struct finding {
    const struct diff *d;
    struct arena *arena;
    struct changed_value *found;
    size_t count, capacity;
};

static void look_at(struct finding *f, struct ref what, uint32_t area)
{
    struct ref before;
    const char *name = model_head(f->d->b.model, what)->name;
    if (!model_find(f->d->a.model, name, &before) || before.kind != what.kind)
        return;
    struct changed_value x = {what, before.index, area};
    if (same_value(f->d, &x))
        return;
    f->found = arena_grow(f->arena, f->found, f->count, &f->capacity, sizeof *f->found);
    f->found[f->count++] = x;
}

struct changed_value *earlier_values(const struct diff *d, struct arena *arena, size_t *count)
{
    struct finding f = {.d = d, .arena = arena};
    const struct model *m = d->b.model;
    for (uint32_t i = 0; i < d->area_count; i++) {
        if (d->areas[i].a == UINT32_MAX || d->areas[i].b == UINT32_MAX)
            continue;
        for (uint32_t k = 0; k < m->indicator_count; k++)
            if (m->indicators[k].role != ROLE_SUBSTITUTE) /* seen where it stands in */
                look_at(&f, (struct ref){SYMBOL_INDICATOR, k, 'v', 0}, i);
        for (uint32_t k = 0; k < m->fact_count; k++)
            look_at(&f, (struct ref){SYMBOL_FACT, k, 'v', 0}, i);
    }
    *count = f.count;
    return f.found;
}
