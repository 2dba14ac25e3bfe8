/* A word of the language, as the two dialects write it. */
#ifndef ETABLERA_RULES_WORD_H
#define ETABLERA_RULES_WORD_H

struct word {
    const char *sv, *en;
    int value;
};

#endif
