/* Every mixture of two analyses: some of this one's rules and numbers and data with some of that
 * one's. Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_WORLDS_H
#define ETABLERA_ANALYSIS_WORLDS_H

#include "analysis/diff.h"

struct worlds;

/* Reads what neither side has read, and lists d->sources. */
struct worlds *worlds_new(struct diff *d);
void worlds_free(struct worlds *w);
/* Adds PART_ORDER when all parts together do not give what b has. */
void worlds_settle(struct worlds *w);
/* taken[p]: the p-th part is as in b. Scores and ranks of d->areas (NAN when there is none). False
 * when the rules do not hold together so. */
bool worlds_run(struct worlds *w, const bool *taken, double *score, double *rank);
/* Do the rules hold together so? */
bool worlds_hold(struct worlds *w, const bool *taken);
/* What the last one that did not had taken. */
const bool *worlds_failed(const struct worlds *w);

/* parts.c: what is told one by one, and which of them must be told together. */
void parts_list(struct diff *d);
struct diff_part *part_add(struct diff *d, enum part_kind kind);
void parts_join(struct diff *d, struct worlds *w);

/* shapley.c: fills the parts of the diff. False when a mixture did not hold together. */
bool shapley(struct diff *d, struct worlds *w);

#endif
