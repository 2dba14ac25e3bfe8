/* What lifts and holds back one area, as cells: the difference to the area of medians is taken
 * apart level by level (analysis/contribution.h), under the weights that count now. One row a
 * weight, the root before them. For sums and means of every kind, with and without a floor; the
 * lowest part and comparisons in pairs have contributions too, but not in a handful of cells. */
#ifndef ETABLERA_REPORT_LIVE_PROFILE_H
#define ETABLERA_REPORT_LIVE_PROFILE_H

#include "report/live.h"

/* Columns of the table. */
enum {
    CONTRIBUTION_NAME,
    CONTRIBUTION_POINTS,
    CONTRIBUTION_MEDIAN,
    CONTRIBUTION_WEIGHT,
    CONTRIBUTION_OWN,   /* points, or what changes nothing where there are none */
    CONTRIBUTION_OTHER, /* the same of the median */
    CONTRIBUTION_COUNTS,
    CONTRIBUTION_SLOPE,
    CONTRIBUTION_CHAIN,
    CONTRIBUTION_EFFECT,
    CONTRIBUTION_LIFTS, /* order among those that have one */
    CONTRIBUTION_HOLDS,
    CONTRIBUTION_UNKNOWN, /* how many are unknown so far */
    CONTRIBUTION_PARENT,  /* number of the row of its node; the root has 0 */
    CONTRIBUTION_COLUMNS
};

struct live_contributions {
    uint32_t area;            /* the one that is shown first */
    uint32_t first;           /* row of the root; weight k stands in first + 1 + k */
    struct page_range number; /* the cell with the chosen area's number in the list; 0: none */
    double (*value)[CONTRIBUTION_COLUMNS]; /* [weight_count + 1]; NAN: "[x]" */
};

/* Can the tree be taken apart in cells? Only where the ranking itself is (has_live()). */
bool live_has_contributions(const struct view *v);
/* Why not, in words: the first part that cannot; "" where it can. */
const char *live_no_contributions(const struct view *v);
struct live_contributions live_contributions(const struct view *v, uint32_t area);
/* What a part does to the root: the effects under it together. 0 when there is none. */
double live_effect_of(const struct live_contributions *c, uint32_t weight);
const char *live_effect_formula(const struct view *v, const struct live_contributions *c,
                                uint32_t weight);
/* The weights of the parts that the indices under the root are made of, none of them an index:
 * together they are all of the difference. Returns how many; at most weight_count. */
size_t live_effect_parts(const struct view *v, uint32_t *weights);
void live_put_contributions(const struct view *v, struct page *page,
                            const struct live_contributions *c);

#endif
