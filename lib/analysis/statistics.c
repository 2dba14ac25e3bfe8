/* Small statistics over areas: percentiles, medians, ranks. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double percentile_type7(double *values, size_t n, double share)
{
    if (n == 0)
        return NAN;
    qsort(values, n, sizeof *values, compare_doubles);
    double h = (double)(n - 1) * share;
    size_t low = (size_t)floor(h);
    if (low + 1 >= n)
        return values[n - 1];
    return values[low] + (h - (double)low) * (values[low + 1] - values[low]);
}

double median_of(const double *values, size_t n)
{
    double *known = memory_alloc((n + 1) * sizeof *known);
    size_t count = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            known[count++] = values[i];
    double median = percentile_type7(known, count, 0.5);
    free(known);
    return median;
}

struct ordered {
    double value;
    size_t index;
};

static int compare_ordered(const void *a, const void *b)
{
    const struct ordered *x = a, *y = b;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return (x->index > y->index) - (x->index < y->index);
}

/* The known values in ascending order; the caller frees. */
static struct ordered *sort_known(const double *values, size_t n, int decimals, size_t *count)
{
    struct ordered *o = memory_alloc((n + 1) * sizeof *o);
    size_t k = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            o[k++] =
                (struct ordered){decimals < 0 ? values[i] : number_round(values[i], decimals), i};
    qsort(o, k, sizeof *o, compare_ordered);
    *count = k;
    return o;
}

size_t rank_values(const double *values, size_t n, int decimals, bool lowest_first, int32_t *rank)
{
    size_t count;
    struct ordered *o = sort_known(values, n, decimals, &count);
    for (size_t i = 0; i < n; i++)
        rank[i] = 0;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && o[end].value == o[i].value)
            end++;
        int32_t place = (int32_t)(lowest_first ? i + 1 : count - end + 1);
        for (; i < end; i++)
            rank[o[i].index] = place;
    }
    free(o);
    return count;
}

int32_t place_of(enum tie_rule ties, size_t higher, size_t equal, size_t higher_values)
{
    switch (ties) {
    case TIES_DENSE:
        return (int32_t)(higher_values + 1);
    case TIES_LAST:
        return (int32_t)(higher + equal);
    default:
        return (int32_t)(higher + 1);
    }
}

size_t rank_scores(const struct model *m, const double *scores, size_t n, int32_t *rank)
{
    size_t count, values = 0;
    struct ordered *o = sort_known(scores, n, m->rank_decimals, &count);
    for (size_t i = 0; i < n; i++)
        rank[i] = 0;
    for (size_t end = count; end > 0;) {
        size_t start = end - 1;
        while (start > 0 && o[start - 1].value == o[end - 1].value)
            start--;
        int32_t place = place_of(m->ties, count - end, end - start, values++);
        for (size_t i = start; i < end; i++)
            rank[o[i].index] = place;
        end = start;
    }
    free(o);
    return count;
}

void percentile_rank(const double *values, size_t n, double *out)
{
    size_t count;
    struct ordered *o = sort_known(values, n, -1, &count);
    for (size_t i = 0; i < n; i++)
        out[i] = NAN;
    for (size_t i = 0; i < count;) {
        size_t end = i + 1;
        while (end < count && o[end].value == o[i].value)
            end++;
        double lower = (double)i, others = (double)(end - i - 1);
        double share = count > 1 ? 100.0 * (lower + 0.5 * others) / (double)(count - 1) : 50.0;
        for (; i < end; i++)
            out[o[i].index] = share;
    }
    free(o);
}
