/* One draw: the root index with every uncertain thing at one of the values it may have. Each such
 * thing is a factor, and takes one number between 0 and 1; so a draw is a row of numbers, and what
 * a factor does can be taken apart (sobol.h). */
#ifndef ETABLERA_ANALYSIS_SAMPLER_H
#define ETABLERA_ANALYSIS_SAMPLER_H

#include "analysis/analysis.h"

enum factor_kind {
    FACTOR_WEIGHT,      /* of one part in its parent */
    FACTOR_AGGREGATION, /* of all nodes */
    FACTOR_SCALE,       /* of all indicators with a scale of two ends */
    FACTOR_OUTLIERS,    /* outlier rule of the same */
    FACTOR_MISSING,     /* missing-data rule of all indicators */
    FACTOR_LEAVE_OUT,   /* which indicator is left out, or none */
    FACTOR_ASSUMPTION,  /* one assumption within its range */
    FACTOR_SAMPLING     /* noise of counts */
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
