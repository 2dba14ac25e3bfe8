/* What differs in meaning between two models: numbers, and lines of blocks. Comments, blanks, the
 * order of lines and the dialect are no difference. */
#ifndef ETABLERA_RULES_DIFFERENCE_H
#define ETABLERA_RULES_DIFFERENCE_H

#include "rules/model.h"

struct piece;
struct pieces;
struct line;

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
    const struct piece *piece[2]; /* not DIFFERENCE_NUMBER: the block in a and in b */
    const struct line *line[2];   /* DIFFERENCE_LINE */
    bool counts; /* can it move a score in the root index? By what names what, not by how much */
};

struct differences {
    struct difference *items;
    size_t count, capacity;
    struct pieces *pieces[2]; /* of a and b (pieces.h) */
};

struct differences model_differences(const struct model *a, const struct model *b, enum lang lang,
                                     struct arena *arena);

#endif
