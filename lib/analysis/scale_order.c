/* Scales by place: what matters is how many lie worse, not by how much. */
#include <math.h>
#include <stdlib.h>

#include "analysis/scale.h"
#include "base/arena.h"

struct ordered {
    double value;
    size_t index;
};

/* How one value stands among the others, in the direction of the scale. */
struct standing {
    double worse, equal; /* the value itself is among the equal */
    double n;            /* known values in the reference */
};

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static int compare_ordered(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    return (x->value > y->value) - (x->value < y->value);
}

static size_t sort_reference(const struct scaling *s, const struct ordered *own, size_t count,
                             double *sorted)
{
    size_t known = 0;
    if (s->reference == s->value) {
        for (; known < count; known++)
            sorted[known] = own[known].value;
        return known;
    }
    for (size_t i = 0; i < s->count; i++)
        if (!isnan(s->reference[i]))
            sorted[known++] = s->reference[i];
    qsort(sorted, known, sizeof *sorted, compare);
    return known;
}

/* Both in ascending order, so that one walk along the two gives every standing. */
static void each(const struct scaling *s, double (*points_of)(const struct standing *, void *),
                 void *context)
{
    struct ordered *own = memory_alloc((s->n + 1) * sizeof *own);
    double *sorted = memory_alloc((s->count + 1) * sizeof *sorted);
    size_t count = 0, below = 0, upto = 0;
    for (size_t i = 0; i < s->n; i++)
        if (!isnan(s->value[i]))
            own[count++] = (struct ordered){s->value[i], i};
    qsort(own, count, sizeof *own, compare_ordered);
    size_t known = sort_reference(s, own, count, sorted);
    for (size_t k = 0; k < count; k++) {
        while (below < known && sorted[below] < own[k].value)
            below++;
        upto = upto < below ? below : upto;
        while (upto < known && !(sorted[upto] > own[k].value))
            upto++;
        struct standing at = {.worse = (double)(s->ind->reversed ? known - upto : below),
                              .equal = (double)(upto - below),
                              .n = (double)known};
        s->points[own[k].index] = points_of(&at, context);
    }
    free(sorted);
    free(own);
}

static double borda(const struct standing *at, void *context)
{
    (void)context;
    return at->worse + (at->equal > 1 ? 0.5 * (at->equal - 1) : 0);
}

static double percentile(const struct standing *at, void *context)
{
    return at->n > 1 ? 100.0 * borda(at, context) / (at->n - 1) : 50.0;
}

static double rank(const struct standing *at, void *context)
{
    (void)context;
    return at->worse + 1;
}

/* Ministry of Housing, English Indices of Deprivation: R is the place from the least deprived as a
 * share, so the last has 1/n and the first 1; the first gets 100 and half of the scale goes to the
 * top tenth. */
static double exponential(const struct standing *at, void *context)
{
    static const double BEND = 23.0;
    double r = fmin(rank(at, context) / at->n, 1);
    return -BEND * log(1.0 - r * (1.0 - exp(-100.0 / BEND)));
}

static double classes(const struct standing *at, void *context)
{
    double count = *(const double *)context;
    double own = at->n > 0 ? floor(count * at->worse / at->n) : 0;
    return 100.0 * fmin(own, count - 1) / (count - 1);
}

void scale_percentile(const struct scaling *s)
{
    each(s, percentile, NULL);
}

void scale_rank(const struct scaling *s)
{
    each(s, rank, NULL);
}

void scale_borda(const struct scaling *s)
{
    each(s, borda, NULL);
}

void scale_exponential(const struct scaling *s)
{
    each(s, exponential, NULL);
}

void scale_classes(const struct scaling *s)
{
    double count = s->ind->classes >= 2 ? s->ind->classes : 2;
    each(s, classes, &count);
}
