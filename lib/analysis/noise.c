#include "analysis/noise.h"

#include <math.h>
#include <string.h>

#include "analysis/random.h"

struct noise {
    double **base; /* [indicator_count][areas] how many; NULL where no base is named */
    bool *touches; /* [indicator_count] */
    size_t indicators;
};

/* The base of an indicator as a plain number of people or things; NAN when it is not known. */
static double *base_of(struct work *w, const struct expr *base, struct arena *arena)
{
    double *out = arena_array(arena, w->n + 1, sizeof *out);
    struct cell *cells = arena_array(arena, w->n + 1, sizeof *cells);
    evaluate(w, base, w->model->base_year, cells);
    for (size_t i = 0; i < w->n; i++)
        out[i] = status_has_value(cells[i].status) ? cells[i].value * base->unit.factor : NAN;
    return out;
}

static bool add_base(struct work *w, struct noise *noise, uint32_t index, struct arena *arena)
{
    const struct expr *base = w->model->indicators[index].base;
    if (base && !noise->base[index])
        noise->base[index] = base_of(w, base, arena);
    return base != NULL;
}

struct noise *noise_new(struct work *w, const struct plan *plan, struct arena *arena)
{
    struct noise *noise = arena_alloc(arena, sizeof *noise);
    size_t n = w->model->indicator_count;
    *noise = (struct noise){arena_array(arena, n + 1, sizeof *noise->base),
                            arena_array(arena, n + 1, sizeof *noise->touches), n};
    bool any = false;
    for (size_t k = 0; k < plan->leaf_count; k++) {
        uint32_t index = plan->leaves[k].indicator;
        const struct indicator *ind = &w->model->indicators[index];
        bool touches = add_base(w, noise, index, arena);
        for (size_t s = 0; s < ind->substitute_count; s++)
            touches = add_base(w, noise, ind->substitutes[s], arena) || touches;
        noise->touches[index] = touches;
        any = any || touches;
    }
    return any ? noise : NULL;
}

bool noise_touches(const struct noise *noise, uint32_t indicator)
{
    return noise->touches[indicator];
}

static bool is_pure(const struct unit *unit)
{
    for (size_t i = 0; i < DIMENSIONS; i++)
        if (unit->power[i])
            return false;
    return unit->apart == 0;
}

/* A value drawn anew, in the indicator's own unit. A value that is no share or rate stays. */
static double drawn(const struct indicator *ind, double value, double base,
                    struct random_source *source)
{
    double rate = value * ind->unit.factor, whole = floor(base + 0.5);
    if (isnan(base) || !(whole >= 1) || whole > UINT32_MAX || rate < 0)
        return value;
    double count = is_pure(&ind->unit) && rate <= 1 ? random_binomial(source, rate, (uint32_t)whole)
                                                    : random_poisson(source, rate * whole);
    return count / whole / ind->unit.factor;
}

struct result noise_put(const struct noise *noise, const struct result *r, const struct draw *draw,
                        struct arena *arena)
{
    struct result out = *r;
    out.indicators = arena_array(arena, noise->indicators + 1, sizeof *out.indicators);
    memcpy(out.indicators, r->indicators, noise->indicators * sizeof *out.indicators);
    for (uint32_t k = 0; k < noise->indicators; k++) {
        if (!noise->base[k])
            continue;
        struct random_source source =
            random_source_at(draw->seed, draw->stream | (k + 1) << 8, draw->number);
        struct cell *cells = arena_array(arena, r->areas + 1, sizeof *cells);
        for (size_t i = 0; i < r->areas; i++) {
            cells[i] = r->indicators[k].cells[i];
            if (status_has_value(cells[i].status) && r->indicators[k].substitute[i] == 0)
                cells[i].value =
                    drawn(&r->model->indicators[k], cells[i].value, noise->base[k][i], &source);
        }
        out.indicators[k].cells = cells;
    }
    return out;
}
