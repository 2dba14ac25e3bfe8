/* Values that exist, for other years than those a formula reads: a later table than the base year,
 * or one that is older than the rules reach. */
#ifndef ETABLERA_ANALYSIS_OUTSIDE_H
#define ETABLERA_ANALYSIS_OUTSIDE_H

#include "analysis/evaluate.h"
#include "base/date.h"

struct outside {
    uint32_t variable;             /* the column */
    int32_t from, to;              /* the years that are read */
    int32_t old_first, old_last;   /* years before them that have values; 0: none */
    int32_t late_first, late_last; /* after them */
};

/* Is there a column of the formula that has values for the area (UINT32_MAX: for any), and none in
 * the years that are read? */
bool outside_years(const struct work *w, const struct indicator *ind, uint32_t area,
                   struct outside *out);
/* "finns för 2025, används inte: basåret är 2024", in the result's arena. */
const char *outside_reason(const struct work *w, const struct outside *o, enum lang lang);
/* Tells each indicator that has no value of its own anywhere for this reason. */
void warn_outside(struct work *w);

#endif
