/* Every mixture of two analyses: this one's rules with that one's data and some of its numbers.
 * Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_WORLDS_H
#define ETABLERA_ANALYSIS_WORLDS_H

#include "analysis/diff.h"

struct worlds;

struct worlds *worlds_new(const struct diff *d);
void worlds_free(struct worlds *w);
/* taken[p]: the p-th part is as in b. Scores and ranks of d->areas (NAN when there is none). */
void worlds_run(struct worlds *w, const bool *taken, double *score, double *rank);

/* shapley.c: fills the parts of the diff. */
void shapley_exact(struct diff *d, struct worlds *w);
void shapley_sampled(struct diff *d, struct worlds *w);

#endif
