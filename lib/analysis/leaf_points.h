/* The points of an indicator under another scale or missing-data rule than its own. */
#ifndef ETABLERA_ANALYSIS_LEAF_POINTS_H
#define ETABLERA_ANALYSIS_LEAF_POINTS_H

#include "analysis/evaluate.h"
#include "analysis/plan.h"

struct leaf_rule {
    int scale; /* enum scale_kind or ALTERNATIVE_AS_WRITTEN; only scales with two ends are changed
                */
    int outliers; /* enum outlier_rule or ALTERNATIVE_AS_WRITTEN; of the same scales */
    enum vary_missing missing;
};

/* points[areas] as the leaf counts in its node, NAN where missing; under its own rules the same as
 * those of the result. */
void leaf_points(const struct result *r, const struct plan_leaf *leaf, struct leaf_rule rule,
                 double *points);

#endif
