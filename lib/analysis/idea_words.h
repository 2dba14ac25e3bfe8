/* Why an idea fits an area and what has to be found out, in plain words. */
#ifndef ETABLERA_ANALYSIS_IDEA_WORDS_H
#define ETABLERA_ANALYSIS_IDEA_WORDS_H

#include "analysis/evaluate.h"

/* Fills r->fits and r->ask for every area. Reads what the work reads then: the ideas speak of the
 * figures themselves, not of substitutes. */
void idea_words(struct work *w, const struct idea *idea, struct idea_result *r);

#endif
