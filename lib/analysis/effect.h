/* What a change of the rules does: is there any difference, and where? */
#ifndef ETABLERA_ANALYSIS_EFFECT_H
#define ETABLERA_ANALYSIS_EFFECT_H

#include "analysis/analysis.h"

/* No score, rank, gate, flag, idea, class, position or advice differs. Same model structure, same
 * areas. */
bool result_same(const struct result *a, const struct result *b);
/* No value of an indicator or measure differs either. */
bool result_same_values(const struct result *a, const struct result *b);

/* Tells W803 for each of written->changes that does nothing: all but that one give what all give.
 * `result` is the run with all of them. */
void effect_tell(const struct model *written, const struct dataset_bundle *b,
                 const struct analysis_options *o, const struct result *result,
                 struct diagnostics *d);

#endif
