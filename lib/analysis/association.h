/* What goes with what: correlations, the reliability of a set of columns, and how much of an index
 * each part comes to decide. NAN is missing. */
#ifndef ETABLERA_ANALYSIS_ASSOCIATION_H
#define ETABLERA_ANALYSIS_ASSOCIATION_H

#include <stddef.h>

#include "base/arena.h"

/* Pearson's r over the pairs that both have; NAN with fewer than `least` of them or no spread. */
double pearson(const double *x, const double *y, size_t n, size_t least);
/* Spearman's rho: Pearson's r of the ranks, equals sharing the mean of theirs. */
double spearman(const double *x, const double *y, size_t n, size_t least);

/* Standardised Cronbach's alpha of k columns, k r / (1 + (k - 1) r) with the mean correlation r:
 * L. J. Cronbach, Psychometrika 16 (1951) 297-334; OECD/JRC Handbook (2008), chapter 4. */
struct reliability {
    double alpha;
    double *without; /* [k] alpha without that column */
    double *rest;    /* [k] its correlation with the sum of the others, standardised */
    size_t count;    /* columns it is of */
};
/* NAN where a correlation is not known, or with too few columns. In the arena. */
struct reliability reliability_of(const double *const *columns, size_t k, size_t n, size_t least,
                                  struct arena *arena);

#endif
