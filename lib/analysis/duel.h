/* Two areas under one other value: as trial_run, but for two areas, many thousand times a second.
 * Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_DUEL_H
#define ETABLERA_ANALYSIS_DUEL_H

#include "analysis/trial.h"

struct duel;

struct duel *duel_new(struct trial *t, const struct dataset_bundle *b, const struct result *base,
                      uint32_t first, uint32_t second);
void duel_free(struct duel *d);
/* Their scores in the root when the target has the value. */
void duel_run(struct duel *d, struct ref target, double value, double score[2]);

#endif
