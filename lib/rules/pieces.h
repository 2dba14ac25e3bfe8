/* A model's texts as blocks with properties, all in one dialect and layout: what diff compares, and
 * what a mixture of two models is made of. Tests of the rules are left out. */
#ifndef ETABLERA_RULES_PIECES_H
#define ETABLERA_RULES_PIECES_H

#include "rules/keywords.h"

/* A property, or the heading or the unit of a block. Texts live in the arena of pieces_of(). */
struct line {
    const char *key;    /* the property in Swedish, with its day */
    const char *word;   /* the same in the dialect asked for */
    const char *said;   /* its value in that dialect, on one line */
    const char *text;   /* its value in Swedish, on one line: can be read again */
    const char *sense;  /* the same with every number written in one way: what is compared */
    const char **names; /* names that stand in it, in lower case; of texts too: {name} */
    size_t name_count;
    struct place place;
    bool is_text;      /* for people only: no number rests on it */
    bool is_required;  /* the block cannot be read without it */
    bool is_met;       /* difference.c: the other has the same */
    size_t difference; /* difference.c: 1 + index of the difference that it is; 0: of none */
};

struct piece { /* a block */
    enum block_kind kind;
    const char *name, *key; /* key: in lower case */
    struct place place;
    struct line *lines;
    size_t count, capacity;
    bool counts;       /* reach.h: scores in the root index may rest on it */
    bool is_needed;    /* reach.h: it must stand in what those scores are computed from */
    size_t difference; /* as a line's, when only one has the block */
};

struct pieces {
    struct piece *items;
    size_t count, capacity;
    struct owner *owners; /* private to pieces.c: names, sorted */
    size_t owner_count;
};

struct pieces pieces_of(const struct model *m, enum lang lang, struct arena *arena);
/* The block of that name, or the source of that column, in lower case; NULL when none. */
struct piece *piece_owner(const struct pieces *pieces, const char *key);
/* The block of that name. */
struct piece *piece_named(const struct pieces *pieces, const char *key);

/* Keys of the two lines that a block's head is. */
extern const char line_heading[], line_unit[];

#endif
