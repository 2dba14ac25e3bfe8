/* Order statistics that the sheets and the night need too. */
#ifndef ETABLERA_ANALYSIS_STATISTICS_H
#define ETABLERA_ANALYSIS_STATISTICS_H

#include <stddef.h>

/* R's type 7, of values without NAN; sorts them. NAN when there are none. */
double percentile_type7(double *values, size_t n, double share);
/* NAN values are skipped; NAN when none is left. */
double median_of(const double *values, size_t n);

#endif
