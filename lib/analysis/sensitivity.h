/* Which of the things that are uncertain moves the places most, and what each part means. */
#ifndef ETABLERA_ANALYSIS_SENSITIVITY_H
#define ETABLERA_ANALYSIS_SENSITIVITY_H

#include "analysis/sobol.h"
#include "analysis/uncertain.h"

/* The places without an indicator or a whole node. Who can be judged stays as it is: a place that
 * is lost since too little is left says nothing of the part. */
struct part_left_out {
    struct ref part;
    int32_t *rank; /* [areas] */
    double moved;  /* places moved, mean over the areas with a place both with and without it; NAN
                      when there are none, as without the only measure that has values */
    size_t moved_areas;
};

/* Row i of matrix A is the numbers of draw i in stream 2, of B in stream 3 (random.h). */
struct sensitivity {
    size_t samples, factor_count;
    const struct factor *factors;
    struct sobol_index *model; /* [factors] of the mean of the places moved from the ranking as it
                                  is; the output of COINr's sensitivity analysis */
    double *total;             /* [factors][areas] total index of the area's own place; NAN when its
                                  place never moves, or it has none in some of the draws */
    uint32_t *widest;          /* [areas] the factor with the highest of them; UINT32_MAX */
    struct part_left_out *left_out; /* every indicator and node under the root */
    size_t left_out_count;
};

/* NULL when the model has no root, nothing varies, or no samples are asked for. It lives in the
 * arena. */
struct sensitivity *sensitivity_run(const struct result *r, const struct dataset_bundle *b,
                                    const struct analysis_options *o, struct arena *arena);

/* "varje vikt upp till 25 % lägre eller högre; …": what the draws vary. */
void uncertainty_text(const struct uncertainty *u, enum lang lang, struct text *out);
/* "vikten av Marknad": what a factor is, in words. */
void factor_text(const struct model *m, const struct factor *f, enum lang lang, struct text *out);

#endif
