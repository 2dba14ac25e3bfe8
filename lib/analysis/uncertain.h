/* How sure the places are: the root index under many draws of everything that is uncertain. */
#ifndef ETABLERA_ANALYSIS_UNCERTAIN_H
#define ETABLERA_ANALYSIS_UNCERTAIN_H

#include "analysis/analysis.h"
#include "analysis/sampler.h"

/* Paired draws: in each, all areas are scored and ranked under the same values. Draw i (from 0)
 * takes its numbers, one for each factor in their order, from stream 1 (random.h). */
struct uncertain {
    uint32_t draws, seed, top;
    size_t factor_count;
    const struct factor *factors;
    int32_t *median, *low, *high; /* [areas] places: 50 %, 5 % and 95 % of the draws in which the
                                     area has one (the least place that so large a share is at or
                                     under: quantile type 1); 0 = none */
    uint32_t *placed;             /* [areas] draws in which the area could be ranked */
    double *among_top; /* [areas] share of them with a place among the `top` first; NAN */
    int32_t
        *band; /* [areas] 1, 2, …: areas that cannot be told apart; 0 = none. In order of
                  median; of two with the same, the one that more often stands above the other
                  comes first (areas in their order, the best so far held against the next).
                  A band opens with the first free area and takes the next ones until its
                  opener stands above one in at least `together` of the draws in which anybody has a
                  place. In a draw, an area without a place stands under those that have one. */
    size_t bands;
    size_t failed; /* draws in which no area could be ranked */
    double together;
};

/* Under the block of uncertainty of the model; `o` may ask for other draws, seed and threads. NULL
 * when there is no root, nothing to draw, or more areas than LIMIT_UNCERTAIN_AREAS. It lives in the
 * arena. */
struct uncertain *uncertain_run(const struct result *r, const struct dataset_bundle *b,
                                const struct analysis_options *o, struct arena *arena);

#endif
