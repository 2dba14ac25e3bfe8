/* What every scenario of the rules would give, beside what the run gave. */
#ifndef ETABLERA_ANALYSIS_SCENARIOS_H
#define ETABLERA_ANALYSIS_SCENARIOS_H

#include "analysis/analysis.h"

/* What a scenario moves. */
enum scenario_effect {
    EFFECT_NOTHING,
    EFFECT_JUDGEMENTS, /* gates, flags, ideas, advice, points outside the root index */
    EFFECT_SCORES,     /* scores in the root index */
    EFFECT_RANKS       /* places too */
};

struct scenario_result {
    const char **changes; /* in words, in the reader's language */
    size_t change_count;
    enum scenario_effect effect;
    size_t moved;  /* areas that change place */
    double *score; /* [areas] of the root index, NAN when not assessable */
    int32_t *rank; /* [areas] 0 when not assessable */
};

/* Fills r->scenarios: the rules' own, each on top of the model as it is in force. */
void scenarios_run(struct result *r, const struct dataset_bundle *b,
                   const struct analysis_options *o, enum lang lang);
/* "ingen verkan", "bara bedömningar", … */
const char *effect_text(enum scenario_effect effect, enum lang lang);

#endif
