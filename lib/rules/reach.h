/* What the root index can rest on, by who names whom in two models at once: so it holds for every
 * mixture of them. */
#ifndef ETABLERA_RULES_REACH_H
#define ETABLERA_RULES_REACH_H

#include "rules/pieces.h"

/* Sets `counts` and `is_needed` of every piece. A root may be NULL. */
void reach_find(struct pieces *a, struct pieces *b, const char *root_a, const char *root_b,
                struct arena *arena);

#endif
