/* Why a place moved between two runs: its own data, the others' data, or the rules. Shapley over
 * three players, eight evaluations: the three parts sum to the move in score and in rank. */
#ifndef ETABLERA_ANALYSIS_BETWEEN_H
#define ETABLERA_ANALYSIS_BETWEEN_H

#include "analysis/analysis.h"

enum between_player { BETWEEN_OWN, BETWEEN_OTHERS, BETWEEN_RULES, BETWEEN_PLAYERS };

struct between_side { /* rules, and the data folder as they describe it */
    const struct model *model;
    const struct analysis_options *options;
    const struct dataset_bundle *bundle;
};

struct between { /* [areas], in their order; NAN where the area has no score in some mixture */
    size_t areas;
    double *score[BETWEEN_PLAYERS], *rank[BETWEEN_PLAYERS];
};

/* Both models must have a root index. NULL when they have not the same areas, or when a side's data
 * cannot be read by the other's rules. */
struct between *between_run(const struct between_side *a, const struct between_side *b,
                            struct arena *arena);
/* Does an area's score in the root index rest on its own data alone? Then no mixture of two areas'
 * data needs to be computed. */
bool between_is_local(const struct model *m);

#endif
