/* From values to points 0-100. One row a scale; the formulas are those of the OECD/JRC Handbook on
 * Constructing Composite Indicators (2008), chapter 5, unless another source is named. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

struct column {
    const struct indicator *ind;
    const double *value; /* NAN when missing */
    size_t n;
    double *points;
};

/* Distance between two fixed goalposts, as in UNDP's Human Development Index. */
static void scale_goalposts(struct column *c)
{
    double low = c->ind->low, span = c->ind->high - c->ind->low;
    for (size_t i = 0; i < c->n; i++) {
        double p = 100.0 * (c->value[i] - low) / span;
        if (c->ind->reversed)
            p = 100.0 - p;
        if (c->ind->clamped)
            p = p < 0 ? 0 : p > 100 ? 100 : p;
        c->points[i] = p;
    }
}

/* Steps: the points of the last step at or below the value. */
static void scale_steps(struct column *c)
{
    for (size_t i = 0; i < c->n; i++)
        for (size_t s = 0; s < c->ind->step_count; s++)
            if (c->value[i] >= c->ind->steps[s].from)
                c->points[i] = c->ind->steps[s].points;
}

static void scale_direct(struct column *c)
{
    for (size_t i = 0; i < c->n; i++)
        c->points[i] = c->ind->reversed ? 100.0 - c->value[i] : c->value[i];
}

static void scale_minmax(struct column *c)
{
    double low = INFINITY, high = -INFINITY;
    for (size_t i = 0; i < c->n; i++) {
        low = fmin(low, c->value[i]); /* fmin and fmax pass over NAN */
        high = fmax(high, c->value[i]);
    }
    for (size_t i = 0; i < c->n; i++) {
        double p = high > low ? 100.0 * (c->value[i] - low) / (high - low) : 50.0;
        c->points[i] = isnan(c->value[i]) ? NAN : c->ind->reversed ? 100.0 - p : p;
    }
}

/* Standard scores with the population's standard deviation (n), as the Handbook. */
static void scale_zscore(struct column *c)
{
    double sum = 0, squares = 0, count = 0;
    for (size_t i = 0; i < c->n; i++)
        if (!isnan(c->value[i])) {
            sum += c->value[i];
            count += 1;
        }
    double mean = sum / count;
    for (size_t i = 0; i < c->n; i++)
        if (!isnan(c->value[i]))
            squares += (c->value[i] - mean) * (c->value[i] - mean);
    double deviation = sqrt(squares / count);
    for (size_t i = 0; i < c->n; i++) {
        double z = deviation > 0 ? (c->value[i] - mean) / deviation : 0;
        c->points[i] = isnan(c->value[i]) ? NAN : c->ind->reversed ? -z : z;
    }
}

static void scale_percentile(struct column *c)
{
    percentile_rank(c->value, c->n, c->points);
    if (c->ind->reversed)
        for (size_t i = 0; i < c->n; i++)
            c->points[i] = 100.0 - c->points[i];
}

/* Rank as points: best = number of areas with a value, last = 1. */
static void scale_rank(struct column *c)
{
    int32_t *rank = memory_alloc((c->n + 1) * sizeof *rank);
    size_t count = rank_values(c->value, c->n, -1, c->ind->reversed, rank);
    for (size_t i = 0; i < c->n; i++)
        c->points[i] = rank[i] ? (double)(count + 1) - rank[i] : NAN;
    free(rank);
}

static void (*const SCALERS[])(struct column *) = {
    [SCALE_GOALPOSTS] = scale_goalposts, [SCALE_STEPS] = scale_steps,
    [SCALE_DIRECT] = scale_direct,       [SCALE_MINMAX] = scale_minmax,
    [SCALE_ZSCORE] = scale_zscore,       [SCALE_PERCENTILE] = scale_percentile,
    [SCALE_RANK] = scale_rank,
};

void scale_points(const struct indicator *ind, const struct cell *cells, size_t n, double *points)
{
    double *value = memory_alloc((n + 1) * sizeof *value);
    for (size_t i = 0; i < n; i++) {
        value[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
        points[i] = NAN;
    }
    if (ind->scale != SCALE_NONE)
        SCALERS[ind->scale](&(struct column){ind, value, n, points});
    for (size_t i = 0; i < n; i++)
        if (!status_has_value(cells[i].status))
            points[i] = NAN;
    free(value);
}
