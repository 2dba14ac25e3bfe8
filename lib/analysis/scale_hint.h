/* What to write for a scale that does not suit its values. */
#ifndef ETABLERA_ANALYSIS_SCALE_HINT_H
#define ETABLERA_ANALYSIS_SCALE_HINT_H

#include "analysis/evaluate.h"

/* Values of 0 to 1 in a unit of per cent, under a scale that is far above them. */
bool seem_shares(const struct work *w, const struct indicator *used,
                 const struct indicator_result *x);
/* Where the values lie and ends that would hold them, in the reader's language; NULL without
 * values. */
const char *scale_hint(const struct work *w, const struct indicator *used,
                       const struct indicator_result *x);

#endif
