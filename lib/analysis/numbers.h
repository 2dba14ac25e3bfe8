/* Tables of numbers beside the rules (block tabell): a CSV whose cells stand in for weights,
 * goalposts and assumptions. Here the reading of CSV and the rules meet. */
#ifndef ETABLERA_ANALYSIS_NUMBERS_H
#define ETABLERA_ANALYSIS_NUMBERS_H

#include "rules/rules.h"

/* For rules_asked.read_table: the cells that differ from what the model has, as changes in the
 * arena. What is wrong in the file is told with its line and column; how many changes. */
size_t numbers_read(const struct model *m, const struct rule_table *t, struct arena *arena,
                    struct diagnostics *d, struct change **out);

#endif
