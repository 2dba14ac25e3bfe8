#include "analysis/sobol.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "analysis/random.h"

enum { STREAM = 9 };

struct rows { /* which rows are taken; NULL: each once */
    const uint32_t *at;
    size_t n;
};

static size_t row_at(const struct rows *r, size_t i)
{
    return r->at ? r->at[i] : i;
}

static double variance(const double *a, const double *b, const struct rows *r, double *mean_out)
{
    double sum = 0, squares = 0, n = 2 * (double)r->n;
    for (size_t i = 0; i < r->n; i++) {
        size_t k = row_at(r, i);
        sum += a[k] + b[k];
    }
    double mean = *mean_out = sum / n;
    for (size_t i = 0; i < r->n; i++) {
        size_t k = row_at(r, i);
        squares += (a[k] - mean) * (a[k] - mean) + (b[k] - mean) * (b[k] - mean);
    }
    return squares / (n - 1);
}

/* The first order is taken of b less the mean: the same in expectation, and much less noisy. */
static void estimate(const double *a, const double *b, const double *ab, const struct rows *r,
                     double *first, double *total)
{
    double mean, v = variance(a, b, r, &mean), products = 0, squares = 0, n = (double)r->n;
    for (size_t i = 0; i < r->n; i++) {
        size_t k = row_at(r, i);
        products += (b[k] - mean) * (ab[k] - a[k]);
        squares += (a[k] - ab[k]) * (a[k] - ab[k]);
    }
    *first = v > 0 ? products / n / v : NAN;
    *total = v > 0 ? squares / (2 * n) / v : NAN;
}

static void take_rows(uint32_t seed, size_t resample, uint32_t *at, double *u, size_t n)
{
    random_uniforms(seed, STREAM, resample, u, n);
    for (size_t i = 0; i < n; i++) {
        size_t k = (size_t)(u[i] * (double)n);
        at[i] = (uint32_t)(k < n ? k : n - 1);
    }
}

static void interval(double *values, size_t n, double *low, double *high)
{
    size_t known = 0;
    for (size_t i = 0; i < n; i++)
        if (!isnan(values[i]))
            values[known++] = values[i];
    *low = percentile_type7(values, known, 0.025);
    *high = percentile_type7(values, known, 0.975);
}

struct sobol_index sobol_index(const double *a, const double *b, const double *ab, size_t samples,
                               uint32_t seed, size_t resamples)
{
    struct sobol_index out = {NAN, NAN, NAN, NAN, NAN, NAN};
    struct rows all = {NULL, samples};
    if (samples < 2)
        return out;
    estimate(a, b, ab, &all, &out.first, &out.total);
    if (resamples == 0)
        return out;
    double *first = memory_alloc(resamples * sizeof *first);
    double *total = memory_alloc(resamples * sizeof *total);
    double *u = memory_alloc(samples * sizeof *u);
    uint32_t *at = memory_alloc(samples * sizeof *at);
    for (size_t i = 0; i < resamples; i++) {
        take_rows(seed, i, at, u, samples);
        estimate(a, b, ab, &(struct rows){at, samples}, &first[i], &total[i]);
    }
    interval(first, resamples, &out.first_low, &out.first_high);
    interval(total, resamples, &out.total_low, &out.total_high);
    free(first);
    free(total);
    free(u);
    free(at);
    return out;
}
