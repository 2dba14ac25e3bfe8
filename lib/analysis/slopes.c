/* One level of a decomposition: one row an aggregation. */
#include "analysis/slopes.h"

#include <math.h>

/* g[a,b] = (g(a) - g(b)) / (a - b); its limit, the slope, where a and b are close: at the middle,
 * since the difference loses half of its digits there and the middle is right to twice as many. */
static const double CLOSE = 1e-5;

static double divided(const struct node *node, double a, double b)
{
    double p = node->aggregation == AGGREGATE_POWER      ? node->power
               : node->aggregation == AGGREGATE_HARMONIC ? -1
                                                         : 0;
    double middle = 0.5 * (a + b);
    bool close = fabs(a - b) <= CLOSE * fabs(middle);
    if (node->aggregation == AGGREGATE_GEOMETRIC)
        return close ? 1 / middle : log(a / b) / (a - b);
    if (a == b || close)
        return p * pow(middle, p - 1);
    return (pow(a, p) - pow(b, p)) / (a - b);
}

double family_weight(const struct family *f)
{
    double sum = 0;
    for (size_t i = 0; i < f->count; i++)
        sum += f->parts[i].weight;
    return sum;
}

/* The parts at zero on the side whose mean is 0 share all of the difference. */
static void slopes_at_zero(const struct family *f, int zero, double *slope)
{
    double sum = 0, difference = f->value[AREA] - f->value[REFERENCE];
    for (size_t i = 0; i < f->count; i++)
        sum += f->parts[i].value[zero] <= 0 ? f->parts[i].weight : 0;
    for (size_t i = 0; i < f->count; i++) {
        const struct part *p = &f->parts[i];
        double step = p->value[AREA] - p->value[REFERENCE];
        slope[i] = p->value[zero] <= 0 && step != 0 ? p->weight / sum * difference / step : 0;
    }
}

static void slopes_generated(const struct family *f, double *slope)
{
    double sum = family_weight(f), whole = divided(f->node, f->value[AREA], f->value[REFERENCE]);
    for (size_t i = 0; i < f->count; i++) {
        const struct part *p = &f->parts[i];
        double own = divided(f->node, p->value[AREA], p->value[REFERENCE]);
        double s = p->weight / sum * own / whole;
        slope[i] = isfinite(s) ? s : 0; /* both at 0: nothing to share out */
    }
}

static void slopes_zero_bound(const struct family *f, double *slope)
{
    bool area = f->value[AREA] <= 0, reference = f->value[REFERENCE] <= 0;
    if (!area && !reference)
        slopes_generated(f, slope);
    else if (area && reference)
        for (size_t i = 0; i < f->count; i++)
            slope[i] = 0;
    else
        slopes_at_zero(f, area ? AREA : REFERENCE, slope);
}

static void slopes_power(const struct family *f, double *slope)
{
    if (f->node->power < 0)
        slopes_zero_bound(f, slope);
    else
        slopes_generated(f, slope);
}

static void slopes_mean(const struct family *f, double *slope)
{
    double sum = family_weight(f);
    for (size_t i = 0; i < f->count; i++)
        slope[i] = f->parts[i].weight / sum;
}

static void slopes_sum(const struct family *f, double *slope)
{
    for (size_t i = 0; i < f->count; i++)
        slope[i] = f->parts[i].weight;
}

static double at(const struct part *p, double t)
{
    return p->value[REFERENCE] + t * (p->value[AREA] - p->value[REFERENCE]);
}

/* The next part to be the lowest after `lowest` on the way t = 0 to 1, and where; count: none. */
static size_t next_lowest(const struct family *f, size_t lowest, double *t)
{
    size_t next = f->count;
    double best = 1, steepest = 0;
    const struct part *p = &f->parts[lowest];
    double rise = p->value[AREA] - p->value[REFERENCE];
    for (size_t i = 0; i < f->count; i++) {
        double other = f->parts[i].value[AREA] - f->parts[i].value[REFERENCE];
        if (other >= rise)
            continue;
        double crossing = (f->parts[i].value[REFERENCE] - p->value[REFERENCE]) / (rise - other);
        crossing = fmax(crossing, *t);
        if (crossing < best || (crossing == best && crossing < 1 && other < steepest)) {
            best = crossing;
            steepest = other;
            next = i;
        }
    }
    *t = best;
    return next;
}

/* Parts that are equal on both sides share what one of them would have. */
static void share_equals(const struct family *f, double *slope)
{
    for (size_t i = 0; i < f->count; i++) {
        double equals = 1, sum = slope[i];
        for (size_t j = i + 1; j < f->count; j++)
            if (at(&f->parts[j], 0) == at(&f->parts[i], 0) &&
                at(&f->parts[j], 1) == at(&f->parts[i], 1)) {
                equals++;
                sum += slope[j];
            }
        for (size_t j = i; equals > 1 && j < f->count; j++)
            if (at(&f->parts[j], 0) == at(&f->parts[i], 0) &&
                at(&f->parts[j], 1) == at(&f->parts[i], 1))
                slope[j] = sum / equals;
    }
}

static void slopes_minimum(const struct family *f, double *slope)
{
    size_t lowest = 0;
    for (size_t i = 0; i < f->count; i++) {
        slope[i] = 0;
        if (at(&f->parts[i], 0) < at(&f->parts[lowest], 0))
            lowest = i;
    }
    for (double t = 0; lowest < f->count && t < 1;) {
        double from = t;
        size_t next = next_lowest(f, lowest, &t);
        slope[lowest] += t - from;
        lowest = next;
    }
    share_equals(f, slope);
}

static void (*const SLOPES[])(const struct family *, double *) = {
    [AGGREGATE_MEAN] = slopes_mean,
    [AGGREGATE_GEOMETRIC] = slopes_zero_bound,
    [AGGREGATE_HARMONIC] = slopes_zero_bound,
    [AGGREGATE_MINIMUM] = slopes_minimum,
    [AGGREGATE_SUM] = slopes_sum,
    [AGGREGATE_POWER] = slopes_power,
    [AGGREGATE_COPELAND] = NULL, /* rests on the other areas: duels_of() in contribution.c */
};

void slopes_of(const struct family *f, double *slope)
{
    SLOPES[f->node->aggregation](f, slope);
}
