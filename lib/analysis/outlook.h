/* Trend, and three pictures of what lies ahead: no forecast. The change of each measure over some
 * years, where one unbroken series has both ends, is added once more: as the area's own went, or as
 * a quarter of similar areas went at most (low) or at least (high) in the direction that gives
 * points. In the manner of Telemarksforsking's scenarios for municipalities. */
#ifndef ETABLERA_ANALYSIS_OUTLOOK_H
#define ETABLERA_ANALYSIS_OUTLOOK_H

#include "analysis/analysis.h"

enum outlook_kind { OUTLOOK_AS_NOW, OUTLOOK_LOW, OUTLOOK_HIGH, OUTLOOK_KINDS };

/* A measure under the root and how it went. */
struct trend {
    uint32_t indicator; /* where its substitute counts, all below is of that */
    double *then;   /* [areas] value so many years before its own year; NAN when there is none, or
                       when the value itself was computed in place of a missing one */
    double *change; /* [areas] value - then, in the measure's unit; NAN */
    double *low,
        *high;      /* [areas] quartiles (R's type 7) of the change among the similar areas where
                       the same measure counts, in the direction that gives points; NAN where
                       the value has no year. An area without a change of its own has them. */
    double *median; /* [areas] of the change among all areas where the same measure counts */
    size_t have;    /* areas with a change */
};

struct outlook {
    int32_t years;
    struct trend *trends; /* only measures that have a change somewhere, in the order of the tree */
    size_t trend_count, measure_count; /* of all measures under the root */
    uint32_t *nodes;                   /* the root and the nodes right under it */
    size_t node_count;
    double **score[OUTLOOK_KINDS]; /* [kind][node][areas] NAN where it cannot be judged */
    int32_t *rank[OUTLOOK_KINDS];  /* [kind][areas] in the root; 0 = none */
};

enum { OUTLOOK_PEERS = 3 }; /* fewer changes among the similar areas than that: all areas' */

/* NULL without a root, or when no measure has a change. It lives in the arena. */
struct outlook *outlook_run(const struct result *r, const struct dataset_bundle *b, int32_t years,
                            struct arena *arena);

#endif
