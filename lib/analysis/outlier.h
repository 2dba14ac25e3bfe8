/* Outliers: the rule of the JRC (COIN Tool; OECD/JRC Handbook 2008, chapter 3). A distribution
 * passes when |skewness| < 2 or kurtosis < 3.5. One that does not is winsorised, one value at a
 * time from the end that it leans to, or turned into logarithms. Every treatment is a map of single
 * values, so that what was fitted on one set can be applied to another. */
#ifndef ETABLERA_ANALYSIS_OUTLIER_H
#define ETABLERA_ANALYSIS_OUTLIER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "rules/model.h"

enum treatment { TREATED_NOT, TREATED_DRAWN_IN, TREATED_LOG };

struct outlier_map {
    enum treatment how;
    double low, high;     /* TREATED_DRAWN_IN */
    double origin, shift; /* TREATED_LOG: ln(x - origin + shift), of the mirror when leaning left */
    bool mirrored;
    bool passes; /* what comes out passes the rule */
};

/* Sample skewness and excess kurtosis, type 2 (G1 and G2 of D. N. Joanes and C. A. Gill, The
 * Statistician 47 (1998) 183-189; Excel's SKEW and KURT): NAN with fewer than three (four) values
 * or when all are equal. The values must be known. */
double skewness_g1(const double *values, size_t n);
double kurtosis_g2(const double *values, size_t n);
bool outlier_passes(const double *values, size_t n);

/* What the rule does to these values; NAN are skipped. At most `most` values are drawn in. */
struct outlier_map outlier_fit(enum outlier_rule rule, int most, const double *values, size_t n);
double outlier_apply(const struct outlier_map *map, double value);

/* Fits and applies to the same values. treated[n] (may be NULL): enum treatment of each. Returns
 * how many were treated. */
size_t outlier_treat(enum outlier_rule rule, int most, double *values, size_t n, uint8_t *treated);

#endif
