/* The model held against the data: what works but may not do what its author believes. Told by
 * `check` alone, as warnings and notes; each is grouped so that a model gets few. */
#ifndef ETABLERA_ANALYSIS_REVIEW_H
#define ETABLERA_ANALYSIS_REVIEW_H

#include "analysis/evaluate.h"

/* review_measures.c: scales, pairs, freshness. */
void review_clipped(struct work *w);
void review_directions(struct work *w);
void review_correlated(struct work *w);
void review_fresh(struct work *w);
/* review_names.c: what nothing names. */
void review_unused(struct work *w);
/* review_judged.c: areas that get no place, and invented values among others. */
void review_judged(struct work *w);
void review_invented(struct work *w);
/* review_conditions.c: thresholds outside the data, and what nobody can get. */
void review_conditions(struct work *w);

#endif
