/* What lifts and holds back one area, as cells: the difference to the area of medians is taken
 * apart level by level (analysis/contribution.h), under the weights that count now. One row a
 * weight, the root before them. For trees of means and geometric means without a floor. */
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
    uint32_t area;   /* the one that is shown first */
    uint32_t first;  /* row of the root; weight k stands in first + 1 + k */
    uint32_t number; /* row and column of the chosen area's number */
    uint32_t number_column;
    double (*value)[CONTRIBUTION_COLUMNS]; /* [weight_count + 1]; NAN: "[x]" */
};

/* Can the tree be taken apart in cells? */
bool live_has_contributions(const struct view *v);
struct live_contributions live_contributions(const struct view *v, uint32_t area);
void live_put_contributions(const struct view *v, struct page *page,
                            const struct live_contributions *c);

#endif
