#include "analysis/sweep.h"

#include <math.h>

#include "analysis/trial.h"
#include "base/limits.h"
#include "base/number.h"
#include "rules/override.h"

enum { DECIMALS = 10 }; /* of a value: 0,1 + 0,2 is 0,3 */

static size_t steps_in(double from, double to, double step)
{
    double steps = step > 0 || step < 0 ? fabs((to - from) / step) : INFINITY;
    return steps + 1 <= LIMIT_SWEEP ? (size_t)(steps + 1e-9) + 1 : 0;
}

static struct sweep *sweep_new(const struct result *base, struct ref target, size_t count)
{
    struct arena *arena = arena_new();
    struct sweep *s = arena_alloc(arena, sizeof *s);
    *s = (struct sweep){.arena = arena, .base = base, .target = target, .count = count};
    int32_t day = base->day ? base->day : base->model->base_year * 10000 + 1231;
    s->now = scalar_on(base->model, target, day);
    s->values = arena_array(arena, count, sizeof *s->values);
    s->score = arena_array(arena, count, sizeof *s->score);
    s->rank = arena_array(arena, count, sizeof *s->rank);
    for (size_t k = 0; k < count; k++) {
        s->score[k] = arena_array(arena, base->areas + 1, sizeof **s->score);
        s->rank[k] = arena_array(arena, base->areas + 1, sizeof **s->rank);
    }
    return s;
}

struct sweep *sweep_run(const struct dataset_bundle *b, const struct analysis_options *o,
                        const struct result *base, struct ref target, double from, double to,
                        double step, double *bad)
{
    size_t count = steps_in(from, to, step);
    *bad = NAN;
    if (count == 0)
        return NULL;
    struct sweep *s = sweep_new(base, target, count);
    struct trial *t = trial_new(base->model, b, o, base);
    double sign = to < from ? -1 : 1;
    bool fine = true;
    for (size_t k = 0; fine && k < count; k++) {
        double value = number_round(from + sign * (double)k * fabs(step), DECIMALS);
        s->values[k] = value;
        fine = scalar_allows(base->model, target, value);
        *bad = value;
        struct change change = change_to(base->model, target, &s->values[k], s->arena);
        if (fine)
            trial_run(t, &change, 1, s->score[k], s->rank[k]);
    }
    trial_free(t);
    if (fine)
        return s;
    sweep_free(s);
    return NULL;
}

void sweep_free(struct sweep *s)
{
    if (s)
        arena_free(s->arena);
}
