/* Variance-based sensitivity indices: how much of the variance of an output each factor accounts
 * for, alone (first order) and together with all the others (total). From two independent matrices
 * of numbers A and B, and for each factor k the matrix AB_k: A with column k from B. */
#ifndef ETABLERA_ANALYSIS_SOBOL_H
#define ETABLERA_ANALYSIS_SOBOL_H

#include <stddef.h>
#include <stdint.h>

struct sobol_index {
    double first, total;          /* NAN when the output does not vary */
    double first_low, first_high; /* bootstrap interval, 95 % */
    double total_low, total_high;
};

/* The output for each row of A, of B and of one AB_k: [samples].
 * First order: Saltelli et al. (2010), Computer Physics Communications 181, formula b of table 2,
 * of B less the mean; total: Jansen (1999), formula f. Mean and variance are of A and B together,
 * the variance with 2 x samples - 1. The interval is the 2.5 and 97.5 per cent (R's type 7) of
 * `resamples` bootstrap samples: sample r takes row floor(samples x u) for each of the numbers u of
 * draw r in stream 9 (random.h). */
struct sobol_index sobol_index(const double *a, const double *b, const double *ab, size_t samples,
                               uint32_t seed, size_t resamples);

#endif
