/* What an earlier run gave beside what this one gives. result.before is the diff of the two, side a
 * the earlier. Without it every question is answered with "none". */
#ifndef ETABLERA_ANALYSIS_EARLIER_H
#define ETABLERA_ANALYSIS_EARLIER_H

#include "analysis/diff.h"

/* Place and points in the root index in the earlier run; 0 and NAN: none. `area`: of the result. */
int32_t earlier_rank(const struct result *r, uint32_t area);
double earlier_score(const struct result *r, uint32_t area);

/* A value that differs: of an indicator or measure, or of a local fact. */
struct changed_value {
    struct ref what; /* in b's model: SYMBOL_INDICATOR or SYMBOL_FACT */
    uint32_t in_a;   /* its index in a's model */
    uint32_t area;   /* of diff.areas, which both sides have */
};

/* Every value of what both models have that is not the same: another number, year or measure (a
 * substitute in place of what it stands in for), or there on one side only. Areas in the order of
 * diff.areas, indicators before facts. In the arena. */
struct changed_value *earlier_values(const struct diff *d, struct arena *arena, size_t *count);

#endif
