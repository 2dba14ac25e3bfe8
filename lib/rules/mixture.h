/* A model that has some of a's blocks and lines and some of b's: what attributes a move to the
 * changes that caused it. Only what the root index can rest on is in it. */
#ifndef ETABLERA_RULES_MIXTURE_H
#define ETABLERA_RULES_MIXTURE_H

#include "rules/difference.h"

struct mixture {
    struct model *written;     /* owns all of it: model_free() */
    const struct model *model; /* with a's numbers, and b's where a has none, in force */
};

/* taken[i]: the difference d->items[i] is as in b; numbers stay as in a whatever it says. `order`:
 * the blocks stand in b's order, and files beside the rules are b's. False when it cannot be read,
 * as when a block is gone that another names: then there is nothing to free. */
bool mixture_read(const struct differences *d, const struct model *a, const struct model *b,
                  const bool *taken, bool order, struct mixture *out);

#endif
