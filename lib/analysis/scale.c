/* One row a scale; whose formula each is stands in rules/methods.c. */
#include "analysis/scale.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "rules/methods.h"

/* --- each value alone --------------------------------------------------------------------------
 */

static double clamp(const struct scaling *s, double points)
{
    if (!s->ind->clamped)
        return points;
    return points < 0 ? 0 : points > 100 ? 100 : points;
}

static void scale_goalposts(const struct scaling *s)
{
    double low = s->ind->low, span = s->ind->high - s->ind->low;
    for (size_t i = 0; i < s->n; i++) {
        double p = 100.0 * (s->value[i] - low) / span;
        s->points[i] = clamp(s, s->ind->reversed ? 100.0 - p : p);
    }
}

static void scale_steps(const struct scaling *s)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < s->ind->step_count; k++)
            if (s->value[i] >= s->ind->steps[k].from)
                s->points[i] = s->ind->steps[k].points;
}

static void scale_direct(const struct scaling *s)
{
    for (size_t i = 0; i < s->n; i++)
        s->points[i] = s->ind->reversed ? 100.0 - s->value[i] : s->value[i];
}

/* --- against the ends --------------------------------------------------------------------------
 */

struct ends {
    double low, high;
};

static struct ends ends_of(const struct scaling *s)
{
    if (s->ind->compared == COMPARED_FIXED)
        return (struct ends){s->ind->fixed_low, s->ind->fixed_high};
    struct ends e = {INFINITY, -INFINITY};
    for (size_t i = 0; i < s->count; i++) {
        e.low = fmin(e.low, s->reference[i]); /* fmin and fmax pass over NAN */
        e.high = fmax(e.high, s->reference[i]);
    }
    return e;
}

static void scale_minmax(const struct scaling *s)
{
    struct ends e = ends_of(s);
    double from = s->ind->points_low, to = s->ind->points_high;
    if (!(to > from)) {
        from = 0;
        to = 100;
    }
    for (size_t i = 0; i < s->n; i++) {
        double share = e.high > e.low ? (s->value[i] - e.low) / (e.high - e.low) : 0.5;
        share = s->ind->reversed ? 1 - share : share;
        if (s->ind->clamped) /* only fixed ends can be passed */
            share = share < 0 ? 0 : share > 1 ? 1 : share;
        s->points[i] = from + (to - from) * share;
    }
}

/* From the worst value to the target; whoever is past it has all points. */
static void scale_target(const struct scaling *s)
{
    struct ends e = ends_of(s);
    double worst = s->ind->reversed ? e.high : e.low, target = s->ind->target;
    bool passed = s->ind->reversed ? worst <= target : worst >= target;
    for (size_t i = 0; i < s->n; i++)
        s->points[i] = passed ? 100 : clamp(s, 100.0 * (s->value[i] - worst) / (target - worst));
}

/* --- against the middle ------------------------------------------------------------------------
 */

struct middle {
    double mean, spread;
};

/* Standard deviation with n - 1. */
static struct middle middle_of(const struct scaling *s)
{
    if (s->ind->compared == COMPARED_FIXED)
        return (struct middle){s->ind->fixed_mean, s->ind->fixed_spread};
    double sum = 0, squares = 0, count = 0;
    for (size_t i = 0; i < s->count; i++)
        if (!isnan(s->reference[i])) {
            sum += s->reference[i];
            count += 1;
        }
    double mean = sum / count;
    for (size_t i = 0; i < s->count; i++)
        if (!isnan(s->reference[i]))
            squares += (s->reference[i] - mean) * (s->reference[i] - mean);
    return (struct middle){mean, sqrt(squares / (count - 1))};
}

static void scale_zscore(const struct scaling *s)
{
    struct middle m = middle_of(s);
    double spread = s->ind->spread > 0 ? s->ind->spread : 1;
    for (size_t i = 0; i < s->n; i++) {
        double z = m.spread > 0 ? (s->value[i] - m.mean) / m.spread : 0;
        s->points[i] = s->ind->mean + spread * (s->ind->reversed ? -z : z);
    }
}

static double anchor_of(const struct scaling *s)
{
    if (s->ind->anchor == ANCHOR_MEAN)
        return middle_of(s).mean;
    struct ends e = ends_of(s);
    return (s->ind->anchor == ANCHOR_BEST) == s->ind->reversed ? e.low : e.high;
}

/* A ratio says nothing of values below zero, nor against an anchor of zero. */
static void scale_share(const struct scaling *s)
{
    double anchor = anchor_of(s);
    for (size_t i = 0; i < s->n; i++) {
        double x = s->value[i], over = s->ind->reversed ? anchor : x;
        double under = s->ind->reversed ? x : anchor;
        bool same = !(x < anchor) && !(x > anchor);
        s->points[i] = x < 0 || anchor < 0 ? NAN
                       : same              ? 100
                       : under > 0         ? 100 * over / under
                                           : NAN;
    }
}

static void scale_distance(const struct scaling *s)
{
    double anchor = anchor_of(s);
    for (size_t i = 0; i < s->n; i++) {
        double distance = 100 * (s->value[i] - anchor) / fabs(anchor);
        s->points[i] = isfinite(distance) ? (s->ind->reversed ? -distance : distance) : NAN;
    }
}

/* --- all ---------------------------------------------------------------------------------------
 */

static void (*const SCALERS[SCALE_KINDS])(const struct scaling *) = {
    [SCALE_GOALPOSTS] = scale_goalposts,
    [SCALE_STEPS] = scale_steps,
    [SCALE_DIRECT] = scale_direct,
    [SCALE_MINMAX] = scale_minmax,
    [SCALE_ZSCORE] = scale_zscore,
    [SCALE_PERCENTILE] = scale_percentile,
    [SCALE_RANK] = scale_rank,
    [SCALE_BORDA] = scale_borda,
    [SCALE_EXPONENTIAL] = scale_exponential,
    [SCALE_CLASSES] = scale_classes,
    [SCALE_TARGET] = scale_target,
    [SCALE_SHARE] = scale_share,
    [SCALE_DISTANCE] = scale_distance,
};

bool scale_is_pointwise(const struct indicator *ind)
{
    return !scale_compares(ind->scale) && ind->outliers == OUTLIER_NONE;
}

/* Logarithms cannot be held against numbers that the rules give in the unit of the value. */
static enum outlier_rule rule_of(const struct indicator *ind)
{
    bool fixed = !scale_compares(ind->scale) || ind->scale == SCALE_TARGET ||
                 ind->compared == COMPARED_FIXED;
    if (!fixed || ind->outliers < OUTLIER_LOG)
        return ind->outliers;
    return ind->outliers == OUTLIER_LOG ? OUTLIER_NONE : OUTLIER_WINSORISE;
}

static void treat(const struct outlier_map *map, double *values, size_t n, double *treated)
{
    for (size_t i = 0; i < n; i++) {
        double was = values[i];
        values[i] = isnan(was) ? was : outlier_apply(map, was);
        if (treated)
            treated[i] = values[i] < was || values[i] > was ? values[i] : NAN;
    }
}

struct outlier_map scale_cells(const struct indicator *ind, const struct cell *cells, size_t n,
                               const double *reference, size_t count, double *points,
                               double *treated)
{
    bool among = reference != NULL && ind->compared == COMPARED_ALL;
    double *value = memory_alloc((n + (among ? count : 0) + 1) * sizeof *value);
    struct outlier_map map = {.passes = true};
    for (size_t i = 0; i < n; i++) {
        value[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
        points[i] = NAN;
    }
    double *all = among ? value + n : value;
    for (size_t i = 0; among && i < count; i++)
        all[i] = reference[i];
    count = among ? count : n;
    if (rule_of(ind) != OUTLIER_NONE)
        map = outlier_fit(rule_of(ind), ind->outliers_most, all, count);
    if (among)
        treat(&map, all, count, NULL);
    treat(&map, value, n, treated);
    if (ind->scale != SCALE_NONE)
        SCALERS[ind->scale](&(struct scaling){ind, value, n, points, all, count});
    for (size_t i = 0; i < n; i++)
        if (isnan(value[i]))
            points[i] = NAN;
    free(value);
    return map;
}

void scale_points(const struct indicator *ind, const struct cell *cells, size_t n, double *points)
{
    scale_cells(ind, cells, n, NULL, 0, points, NULL);
}
