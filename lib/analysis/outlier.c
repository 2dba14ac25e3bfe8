#include "analysis/outlier.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

static const double MOST_SKEW = 2, MOST_KURTOSIS = 3.5; /* JRC's limits */
static const double LOG_SHIFT = 0.01; /* of the range: COIN Tool, COINr's log_CT */

/* --- does it pass? -----------------------------------------------------------------------------
 */

struct moments {
    double n, second, third, fourth; /* central, divided by n */
};

static struct moments moments_of(const double *values, size_t count)
{
    struct moments m = {.n = (double)count};
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += values[i];
    double mean = sum / m.n;
    for (size_t i = 0; i < count; i++) {
        double d = values[i] - mean;
        m.second += d * d;
        m.third += d * d * d;
        m.fourth += d * d * d * d;
    }
    m.second /= m.n;
    m.third /= m.n;
    m.fourth /= m.n;
    return m;
}

static double g1(const struct moments *m)
{
    if (m->n < 3 || !(m->second > 0))
        return NAN;
    return m->third / (m->second * sqrt(m->second)) * sqrt(m->n * (m->n - 1)) / (m->n - 2);
}

static double g2(const struct moments *m)
{
    if (m->n < 4 || !(m->second > 0))
        return NAN;
    double excess = m->fourth / (m->second * m->second) - 3;
    return (m->n - 1) / ((m->n - 2) * (m->n - 3)) * ((m->n + 1) * excess + 6);
}

double skewness_g1(const double *values, size_t n)
{
    struct moments m = moments_of(values, n);
    return g1(&m);
}

double kurtosis_g2(const double *values, size_t n)
{
    struct moments m = moments_of(values, n);
    return g2(&m);
}

/* Too few values to tell, or all equal, pass. */
static bool passes(const struct moments *m)
{
    double skew = g1(m), kurtosis = g2(m);
    return isnan(skew) || isnan(kurtosis) || fabs(skew) < MOST_SKEW || kurtosis < MOST_KURTOSIS;
}

bool outlier_passes(const double *values, size_t n)
{
    struct moments m = moments_of(values, n);
    return passes(&m);
}

/* --- what the rules do -------------------------------------------------------------------------
 */

/* Known values, ascending, with those outside first..last drawn in. */
struct column {
    const double *sorted;
    double *drawn;
    size_t n, first, last;
};

static struct moments drawn_in(struct column *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->drawn[i] = c->sorted[i < c->first ? c->first : i > c->last ? c->last : i];
    return moments_of(c->drawn, c->n);
}

/* Draws in one more value (with those equal to it) at the end that the distribution leans to. False
 * when that would be more than `most`, or all. */
static bool draw_in(struct column *c, bool high, size_t most)
{
    size_t first = c->first, last = c->last;
    if (high)
        while (last > first && !(c->sorted[last] < c->sorted[c->last]))
            last--;
    else
        while (first < last && !(c->sorted[first] > c->sorted[c->first]))
            first++;
    if (first + (c->n - 1 - last) > most || first == last)
        return false;
    c->first = first;
    c->last = last;
    return true;
}

static struct outlier_map winsorise(struct column *c, int most)
{
    struct moments m = drawn_in(c);
    while (!passes(&m) && draw_in(c, g1(&m) >= 0, most > 0 ? (size_t)most : 0))
        m = drawn_in(c);
    bool treated = c->first > 0 || c->last + 1 < c->n;
    return (struct outlier_map){.how = treated ? TREATED_DRAWN_IN : TREATED_NOT,
                                .low = c->sorted[c->first],
                                .high = c->sorted[c->last],
                                .passes = passes(&m)};
}

static struct outlier_map logarithms(struct column *c, int most)
{
    (void)most;
    struct moments m = moments_of(c->sorted, c->n);
    double low = c->sorted[0], high = c->sorted[c->n - 1];
    struct outlier_map map = {.passes = passes(&m)};
    if (map.passes)
        return map;
    map.how = TREATED_LOG;
    map.mirrored = g1(&m) < 0;
    map.origin = map.mirrored ? high : low;
    map.shift = LOG_SHIFT * (high - low);
    for (size_t i = 0; i < c->n; i++)
        c->drawn[i] = outlier_apply(&map, c->sorted[i]);
    map.passes = outlier_passes(c->drawn, c->n);
    return map;
}

static struct outlier_map winsorise_or_log(struct column *c, int most)
{
    struct outlier_map map = winsorise(c, most);
    return map.passes ? map : logarithms(c, most);
}

static struct outlier_map nothing(struct column *c, int most)
{
    (void)most;
    return (struct outlier_map){.passes = outlier_passes(c->sorted, c->n)};
}

static struct outlier_map (*const RULES[OUTLIER_KINDS])(struct column *, int) = {
    [OUTLIER_NONE] = nothing,
    [OUTLIER_WINSORISE] = winsorise,
    [OUTLIER_LOG] = logarithms,
    [OUTLIER_WINSORISE_LOG] = winsorise_or_log,
};

/* --- for everyone ------------------------------------------------------------------------------
 */

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

struct outlier_map outlier_fit(enum outlier_rule rule, int most, const double *values, size_t n)
{
    double *sorted = memory_alloc(2 * (n + 1) * sizeof *sorted);
    struct column c = {.sorted = sorted, .drawn = sorted + n + 1};
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            sorted[c.n++] = values[i];
    struct outlier_map map = {.passes = true};
    if (c.n > 0) {
        qsort(sorted, c.n, sizeof *sorted, compare);
        c.last = c.n - 1;
        map = RULES[rule](&c, most);
    }
    free(sorted);
    return map;
}

double outlier_apply(const struct outlier_map *map, double value)
{
    if (map->how == TREATED_DRAWN_IN)
        return value < map->low ? map->low : value > map->high ? map->high : value;
    if (map->how == TREATED_LOG)
        return map->mirrored ? -log(map->origin - value + map->shift)
                             : log(value - map->origin + map->shift);
    return value;
}

size_t outlier_treat(enum outlier_rule rule, int most, double *values, size_t n, uint8_t *treated)
{
    struct outlier_map map = {.passes = true};
    if (rule != OUTLIER_NONE)
        map = outlier_fit(rule, most, values, n);
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        double was = values[i];
        values[i] = isnan(was) ? was : outlier_apply(&map, was);
        bool changed = !isnan(was) && (values[i] < was || values[i] > was);
        count += changed;
        if (treated)
            treated[i] = (uint8_t)(changed ? map.how : TREATED_NOT);
    }
    return count;
}
