/* The figures that a formula was computed from, each with its file and line. */
#ifndef ETABLERA_ANALYSIS_TRACE_H
#define ETABLERA_ANALYSIS_TRACE_H

#include "analysis/result.h"
#include "base/text.h"

/* Adds the formula in words, and a line for each value in it; of a series, all periods when there
 * are few, else those of `period`'s year. */
void trace_formula(struct text *out, const struct result *r, const struct expr *formula,
                   uint32_t area, int32_t period, enum lang lang);

/* Adds the values of one source's column in an area. */
void trace_variable(struct text *out, const struct result *r, uint32_t variable, uint32_t area,
                    int32_t period, enum lang lang);

#endif
