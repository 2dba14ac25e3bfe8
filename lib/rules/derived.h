/* The values that the analysis gives and that conditions and texts may name: one row each. */
#ifndef ETABLERA_RULES_DERIVED_H
#define ETABLERA_RULES_DERIVED_H

#include "rules/model.h"

enum derived_type { DERIVED_NUMBER, DERIVED_TRUTH, DERIVED_TEXT };

struct derived_row {
    struct head head; /* name in Swedish, labels in both languages */
    const char *en;   /* name in English */
    const char *unit; /* Swedish word, "" for none */
    enum derived_type type;
};

const struct derived_row *derived_row(enum derived derived);
/* Both languages' names are read everywhere; fmt writes those of the file's own. */
bool derived_find(const char *name, enum derived *out);

#endif
