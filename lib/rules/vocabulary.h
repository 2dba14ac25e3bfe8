/* All words of the language by what they are, in either language: for editors that colour them. */
#ifndef ETABLERA_RULES_VOCABULARY_H
#define ETABLERA_RULES_VOCABULARY_H

#include "base/diagnostic.h"

enum vocabulary {
    WORDS_BLOCK,
    WORDS_TEXT_PROPERTY, /* with a free text in every block that has it */
    WORDS_PROPERTY,      /* with a value */
    WORDS_OPERATOR,      /* och, eller, inte, är, liknar */
    WORDS_LIKE,          /* the one before a pattern */
    WORDS_FOR,           /* the one before an area */
    WORDS_CONSTANT,      /* ja, nej, okänd, saknad, alltid, annars */
    WORDS_VALUE,         /* högre, trappa, villkorad, … */
    WORDS_FUNCTION,
    WORDS_DERIVED, /* values that the analysis gives */
    WORDS_UNIT
};

/* Each word once, in the order of the tables. */
const char **vocabulary(struct arena *arena, enum vocabulary kind, enum lang lang, size_t *count);

#endif
