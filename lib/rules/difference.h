/* What differs in meaning between two models: numbers, and lines of blocks. Comments, blanks and
 * the order of lines are no difference. */
#ifndef ETABLERA_RULES_DIFFERENCE_H
#define ETABLERA_RULES_DIFFERENCE_H

#include "rules/model.h"

enum difference_kind {
    DIFFERENCE_NUMBER, /* a scalar that both have, or both ends of a scale */
    DIFFERENCE_LINE,   /* a property that differs; before or after is "" when only one has it */
    DIFFERENCE_BLOCK_ADDED,  /* only b has it */
    DIFFERENCE_BLOCK_REMOVED /* only a has it */
};

struct difference {
    enum difference_kind kind;
    const char *name;            /* of the block or the scalar */
    const char *property;        /* DIFFERENCE_LINE */
    const char *before, *after;  /* as people write it */
    struct place a, b;           /* .file NULL where it is not */
    struct ref in_a[2], in_b[2]; /* DIFFERENCE_NUMBER: the scalars */
    size_t scalar_count;
    bool is_silent; /* a scenario: nothing that is computed rests on it */
};

struct differences {
    struct difference *items;
    size_t count, capacity;
};

struct differences model_differences(const struct model *a, const struct model *b, enum lang lang,
                                     struct arena *arena);

#endif
