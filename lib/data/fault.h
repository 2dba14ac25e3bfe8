/* What is wrong with an answer: a row of the catalogue and the word or value that shows it. */
#ifndef ETABLERA_DATA_FAULT_H
#define ETABLERA_DATA_FAULT_H

#include <stdbool.h>

struct fault {
    const char *code; /* NULL: nothing */
    const char *what; /* as it stands in the answer or the rules */
};

static inline bool fault_set(struct fault *f, const char *code, const char *what)
{
    *f = (struct fault){code, what};
    return false;
}

#endif
