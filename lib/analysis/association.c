#include "analysis/association.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"

double pearson(const double *x, const double *y, size_t n, size_t least)
{
    double count = 0, mx = 0, my = 0, xx = 0, yy = 0, xy = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            count++;
            mx += x[i];
            my += y[i];
        }
    if (count < (double)least)
        return NAN;
    mx /= count;
    my /= count;
    for (size_t i = 0; i < n; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            xx += (x[i] - mx) * (x[i] - mx);
            yy += (y[i] - my) * (y[i] - my);
            xy += (x[i] - mx) * (y[i] - my);
        }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

double spearman(const double *x, const double *y, size_t n, size_t least)
{
    double *block = memory_alloc((4 * n + 1) * sizeof *block);
    double *a = block, *b = a + n, *rank_a = b + n, *rank_b = rank_a + n;
    for (size_t i = 0; i < n; i++) {
        bool both = !isnan(x[i]) && !isnan(y[i]);
        a[i] = both ? x[i] : NAN;
        b[i] = both ? y[i] : NAN;
    }
    percentile_rank(a, n, rank_a); /* ranks on another scale: equals share theirs */
    percentile_rank(b, n, rank_b);
    double rho = pearson(rank_a, rank_b, n, least);
    free(block);
    return rho;
}

/* Sums over the correlation matrix without row and column `but` (k: with all). */
struct sums {
    double all;   /* with the diagonal */
    double pairs; /* how many above the diagonal */
};

static struct sums sums_without(const double *r, size_t k, size_t but)
{
    struct sums s = {0, 0};
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j < k; j++) {
            if (i == but || j == but)
                continue;
            s.all += r[i * k + j];
            s.pairs += i < j;
        }
    return s;
}

static double alpha_of(const struct sums *s, size_t k)
{
    double count = (double)k, mean = (s->all - count) / (2 * s->pairs);
    return k > 1 ? count * mean / (1 + (count - 1) * mean) : NAN;
}

struct reliability reliability_of(const double *const *columns, size_t k, size_t n, size_t least,
                                  struct arena *arena)
{
    struct reliability out = {.without = arena_array(arena, k + 1, sizeof(double)),
                              .rest = arena_array(arena, k + 1, sizeof(double)),
                              .count = k};
    double *r = memory_alloc((k * k + 1) * sizeof *r);
    for (size_t i = 0; i < k; i++)
        for (size_t j = 0; j <= i; j++)
            r[i * k + j] = r[j * k + i] = i == j ? 1 : pearson(columns[i], columns[j], n, least);
    struct sums all = sums_without(r, k, k);
    out.alpha = alpha_of(&all, k);
    for (size_t i = 0; i < k; i++) {
        struct sums others = sums_without(r, k, i);
        double with = -1;
        for (size_t j = 0; j < k; j++)
            with += r[i * k + j];
        out.without[i] = alpha_of(&others, k - 1);
        out.rest[i] = with / sqrt(others.all);
    }
    free(r);
    return out;
}
