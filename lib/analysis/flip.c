#include "analysis/flip.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/duel.h"
#include "base/number.h"
#include "rules/override.h"

/* How far a number is moved, as shares of its value: the nearest that is enough is then sought
 * between two of these. */
static const double LEVELS[] = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100};
enum { LEVEL_COUNT = sizeof LEVELS / sizeof *LEVELS, HALVINGS = 50, MOST_DECIMALS = 10 };

static const double NEARLY = 0.999; /* of the way to the other goalpost */
static const double CLOSE = 0.01;   /* of the change: how much rounding may add to it */

/* One scalar in one direction. */
struct road {
    struct ref target;
    double now, unit; /* unit: what a share is a share of, with the direction's sign */
    double limit;     /* it may not go beyond */
    double reached;   /* the last value that was not enough */
    bool done;
};

struct search {
    struct flips *flips;
    struct duel *duel;
    struct trial *trial;
    int32_t day;
    struct road *roads;
    size_t count, capacity;
    size_t item_capacity;
};

/* --- is it enough? ---------------------------------------------------------------------------- */

static bool overtakes(const struct search *s, const double score[2])
{
    int decimals = s->flips->base->model->rank_decimals;
    return !isnan(score[0]) && !isnan(score[1]) &&
           number_round(score[1], decimals) > number_round(score[0], decimals);
}

static bool enough(const struct search *s, struct ref target, double value)
{
    double score[2];
    duel_run(s->duel, target, value, score);
    return scalar_allows(s->flips->base->model, target, value) && overtakes(s, score);
}

/* --- where may it go -------------------------------------------------------------------------- */

/* Nearly to the step beside it; the first and the last have none on one side. */
static double step_limit(const struct indicator *i, size_t step, double sign)
{
    bool alone = sign < 0 ? step == 0 : step + 1 == i->step_count;
    double now = i->steps[step].from;
    return alone ? sign * INFINITY
                 : now + NEARLY * (i->steps[sign < 0 ? step - 1 : step + 1].from - now);
}

static double limit_of(const struct model *m, struct ref target, double now, double sign)
{
    if (target.property == 'w')
        return sign < 0 ? 0 : INFINITY;
    if (target.property == 'v') {
        const struct assumption *a = &m->assumptions[target.index];
        bool ranged = !isnan(a->low) && !isnan(a->high) && now >= a->low && now <= a->high;
        if (ranged)
            return sign < 0 ? a->low : a->high;
        return (sign < 0) == (now > 0) ? 0 : sign * INFINITY;
    }
    const struct indicator *i = &m->indicators[target.index];
    if (target.property == 'p')
        return sign < 0 ? fmin(now, 0) : fmax(now, 100);
    if (target.property == 'f')
        return step_limit(i, target.part - 1, sign);
    double other = target.property == 'l' ? i->high : i->low;
    bool towards = (other > now) == (sign > 0);
    return towards ? now + NEARLY * (other - now) : sign * INFINITY;
}

static double measure_of(const struct model *m, struct ref target, double now)
{
    bool goalpost = target.property == 'l' || target.property == 'h';
    const struct indicator *i = &m->indicators[target.index];
    if (target.property == 'p')
        return 100;
    if (target.property == 'f' && !(now < 0) && !(now > 0))
        return i->steps[i->step_count - 1].from - i->steps[0].from;
    if (now < 0 || now > 0 || !goalpost)
        return fabs(now);
    return i->high - i->low;
}

static void add_roads(void *context, struct ref target)
{
    struct search *s = context;
    const struct model *m = s->flips->base->model;
    double now = scalar_on(m, target, s->day), unit = measure_of(m, target, now);
    if (!(unit > 0) || !trial_reaches(s->trial, target))
        return;
    s->flips->tried++;
    for (double sign = -1; sign < 2; sign += 2) {
        s->roads = arena_grow(s->flips->arena, s->roads, s->count, &s->capacity, sizeof *s->roads);
        s->roads[s->count++] = (struct road){.target = target,
                                             .now = now,
                                             .unit = sign * unit,
                                             .limit = limit_of(m, target, now, sign),
                                             .reached = now};
    }
}

/* --- the nearest value ------------------------------------------------------------------------ */

/* Away from `now`, with so many decimals. */
static double rounded_away(double value, double now, int decimals)
{
    double power = pow(10, decimals), up = value > now ? ceil(value * power) : floor(value * power);
    return number_round(up / power, decimals);
}

static double nearest_enough(const struct search *s, const struct road *road, double value)
{
    double no = road->reached, yes = value;
    for (int i = 0; i < HALVINGS; i++) {
        double middle = no + (yes - no) / 2;
        if (enough(s, road->target, middle))
            yes = middle;
        else
            no = middle;
    }
    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
        double shown = rounded_away(yes, road->now, decimals);
        if (fabs(shown - yes) <= CLOSE * fabs(yes - road->now) && enough(s, road->target, shown))
            return shown;
    }
    return yes;
}

static void found(struct search *s, const struct road *road, double value)
{
    struct flips *f = s->flips;
    double exact = nearest_enough(s, road, value);
    f->items = arena_grow(f->arena, f->items, f->count, &s->item_capacity, sizeof *f->items);
    f->items[f->count++] = (struct flip){.target = road->target,
                                         .now = road->now,
                                         .value = exact,
                                         .relative = (exact - road->now) / fabs(road->unit)};
}

/* One step farther. */
static void step_on(struct search *s, struct road *road, double level)
{
    double value = road->now + level * road->unit;
    bool last = road->unit < 0 ? value <= road->limit : value >= road->limit;
    value = last ? road->limit : value;
    if (enough(s, road->target, value)) {
        found(s, road, value);
        road->done = true;
    }
    road->reached = value;
    road->done = road->done || last;
}

static int compare_flips(const void *a, const void *b)
{
    double x = fabs(((const struct flip *)a)->relative),
           y = fabs(((const struct flip *)b)->relative);
    return (x > y) - (x < y);
}

/* What a whole run gives; false when it does not say the same. */
static bool confirm(struct search *s, struct flip *flip)
{
    struct flips *f = s->flips;
    double *score = arena_array(f->arena, f->base->areas + 1, sizeof *score);
    int32_t *rank = arena_array(f->arena, f->base->areas + 1, sizeof *rank);
    struct change change = change_to(f->base->model, flip->target, &flip->value, f->arena);
    trial_run(s->trial, &change, 1, score, rank);
    flip->score[0] = score[f->ahead];
    flip->score[1] = score[f->behind];
    flip->rank[0] = rank[f->ahead];
    flip->rank[1] = rank[f->behind];
    return overtakes(s, flip->score);
}

static void search_all(struct search *s)
{
    struct flips *f = s->flips;
    for (size_t level = 0; level < LEVEL_COUNT && f->count < FLIPS_SHOWN; level++)
        for (size_t i = 0; i < s->count; i++)
            if (!s->roads[i].done)
                step_on(s, &s->roads[i], LEVELS[level]);
    size_t kept = 0;
    if (f->count)
        qsort(f->items, f->count, sizeof *f->items, compare_flips);
    for (size_t i = 0; i < f->count && kept < FLIPS_SHOWN; i++)
        if (confirm(s, &f->items[i]))
            f->items[kept++] = f->items[i];
    f->count = kept;
}

struct flips *flip_find(const struct dataset_bundle *b, const struct analysis_options *o,
                        const struct result *base, uint32_t first, uint32_t second)
{
    struct arena *arena = arena_new();
    struct flips *f = arena_alloc(arena, sizeof *f);
    const struct model *m = base->model;
    const struct node_result *root = &base->nodes[m->root];
    bool turned = root->rank[second] && root->rank[second] < root->rank[first];
    *f = (struct flips){.arena = arena,
                        .base = base,
                        .ahead = turned ? second : first,
                        .behind = turned ? first : second,
                        .judged = root->rank[first] && root->rank[second]};
    if (!f->judged || first == second)
        return f;
    struct search s = {.flips = f, .day = base->day ? base->day : m->base_year * 10000 + 1231};
    s.trial = trial_new(m, b, o, base);
    s.duel = duel_new(s.trial, b, base, f->ahead, f->behind);
    scalar_each(m, add_roads, &s);
    search_all(&s);
    duel_free(s.duel);
    trial_free(s.trial);
    return f;
}

void flips_free(struct flips *f)
{
    if (f)
        arena_free(f->arena);
}
