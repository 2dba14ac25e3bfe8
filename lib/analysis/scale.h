/* From values to points. Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_SCALE_H
#define ETABLERA_ANALYSIS_SCALE_H

#include "analysis/outlier.h"
#include "data/dataset.h"

/* One indicator's values over the areas, and those that they are held against. */
struct scaling {
    const struct indicator *ind;
    const double *value; /* [n] NAN when missing */
    size_t n;
    double *points;          /* [n] */
    const double *reference; /* [count] NAN when missing; may be `value` itself */
    size_t count;
};

/* Scales by place (scale_order.c). */
void scale_percentile(const struct scaling *s);
void scale_rank(const struct scaling *s);
void scale_borda(const struct scaling *s);
void scale_exponential(const struct scaling *s);
void scale_classes(const struct scaling *s);

/* Points of the cells by the indicator's outlier rule and scale; a missing value gets NAN.
 * `reference` are the values of all areas of the data, for COMPARED_ALL; NULL: the cells' own.
 * treated [n] gets the value that the outlier rule put in place, NAN where it did nothing; NULL
 * when not wanted. Returns what the rule did. */
struct outlier_map scale_cells(const struct indicator *ind, const struct cell *cells, size_t n,
                               const double *reference, size_t count, double *points,
                               double *treated);
/* The same without more: against the cells' own values. */
void scale_points(const struct indicator *ind, const struct cell *cells, size_t n, double *points);

/* Does each area's points rest on its own value alone? */
bool scale_is_pointwise(const struct indicator *ind);

#endif
