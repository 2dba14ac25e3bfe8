/* One draw: the root index with every uncertain thing at one of the values it may have. Each such
 * thing is a factor, and takes one number between 0 and 1; so a draw is a row of numbers, and what
 * a factor does can be taken apart (sobol.h). */
#ifndef ETABLERA_ANALYSIS_SAMPLER_H
#define ETABLERA_ANALYSIS_SAMPLER_H

#include "analysis/analysis.h"

/* In this order; weights by node, parts before wholes, each node's parts as they stand in the
 * rules. A choice of n takes number floor(n u), as it is listed. */
enum factor_kind {
    FACTOR_WEIGHT,      /* of one part in its parent, when it has siblings: w (1 + share (2 u - 1)),
                           or the u quantile of gamma(concentration x its share of the weight); the
                           siblings then keep the sum that they had */
    FACTOR_AGGREGATION, /* of all nodes; a floor goes with its own kinds of aggregation only */
    FACTOR_SCALE,    /* of all indicators and substitutes but those with steps or direct points */
    FACTOR_OUTLIERS, /* outlier rule of the same; draws in as many as the rules say there, else 5 */
    FACTOR_MISSING,  /* skip: what was computed in place of a missing value is left out too;
                        median: of the points that the others have */
    FACTOR_LEAVE_OUT,  /* which indicator is left out: first choice none, then in tree order; with
                           one indicator alone there is no such choice */
    FACTOR_ASSUMPTION, /* one assumption within its range, uniformly */
    FACTOR_SAMPLING    /* noise of counts */
};

struct factor {
    enum factor_kind kind;
    struct ref target; /* of a weight or an assumption */
    uint32_t at;       /* the part of the plan */
};

struct sampler;

/* What the model's block of uncertainty varies. All must outlive the sampler; several threads may
 * use it at once, each with a seat of its own. NULL when the model has no root. */
struct sampler *sampler_new(const struct result *r, const struct dataset_bundle *b,
                            const struct analysis_options *o);
void sampler_free(struct sampler *s);
const struct factor *sampler_factors(const struct sampler *s, size_t *count);
const struct plan *sampler_plan(const struct sampler *s);

struct seat;
struct seat *seat_new(const struct sampler *s);
void seat_free(struct seat *seat);

/* A draw: a number for each factor; `noise` says where the noise of counts comes from. */
struct draw {
    const double *u; /* [factors] in the open interval 0-1 */
    uint32_t seed, stream;
    uint64_t number;
};
/* Score (NAN) and place (0: none) of every area. */
void sampler_run(struct seat *seat, const struct draw *draw, double *score, int32_t *rank);

#endif
