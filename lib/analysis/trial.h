/* The root index under other values, again and again: only what a change can reach is computed
 * anew. The data were read once and are shared. */
#ifndef ETABLERA_ANALYSIS_TRIAL_H
#define ETABLERA_ANALYSIS_TRIAL_H

#include "analysis/analysis.h"

struct trial;

/* `base` is the run of m on b; all must outlive the trial. The model must have a root. */
struct trial *trial_new(const struct model *m, const struct dataset_bundle *b,
                        const struct analysis_options *o, const struct result *base);
void trial_free(struct trial *t);

/* Score (NAN when not assessable) and rank (0) of every area in the root under the changes, as a
 * whole run of the changed model gives them. */
void trial_run(struct trial *t, const struct change *changes, size_t count, double *score,
               int32_t *rank);
/* Calls `visit` with the values and points of the changed model (a result that lives no longer than
 * the call; its nodes are not scored). False, and no call, when only a whole run would do. */
bool trial_visit(struct trial *t, const struct change *changes, size_t count,
                 void (*visit)(void *context, const struct result *r), void *context);
/* Do weights and goalposts move nothing but points and what is made of them? */
bool trial_is_plain(const struct trial *t);
/* Can the scalar reach the root at all? */
bool trial_reaches(struct trial *t, struct ref target);

#endif
