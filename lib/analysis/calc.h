/* The calculation that a reader fills in, computed as a spreadsheet computes it. */
#ifndef ETABLERA_ANALYSIS_CALC_H
#define ETABLERA_ANALYSIS_CALC_H

#include "analysis/result.h"

/* What a row's formula gives in an area when the rows hold rows[calc_count]; NAN when any row it
 * names is not filled in, when a value of the area is unknown, or when it has no value there (a
 * division by zero). Truths are 1 and 0. */
double calc_value(const struct result *r, const struct expr *x, uint32_t area, const double *rows);
/* The value of a part without rows; NAN when unknown. */
double calc_fixed_value(const struct result *r, const struct expr *x, uint32_t area);

#endif
