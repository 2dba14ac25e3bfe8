/* Tables of numbers beside the rules (block tabell): a CSV whose cells stand in for weights,
 * goalposts and assumptions. Here the reading of CSV and the rules meet. */
#ifndef ETABLERA_ANALYSIS_NUMBERS_H
#define ETABLERA_ANALYSIS_NUMBERS_H

#include "rules/rules.h"
#include "rules/survey.h"

/* For rules_asked.read_table: the cells that differ from what the model has, as changes in the
 * arena. What is wrong in the file is told with its line and column; how many changes. */
size_t numbers_read(const struct model *m, const struct rule_table *t, struct arena *arena,
                    struct diagnostics *d, struct change **out);

/* The names in a table and where they stand in its file: only UTF-8, since editors write that.
 * False when it is not, or cannot be read; nothing is told. */
bool numbers_mentions(const struct model *m, const struct rule_table *t, struct arena *arena,
                      struct mention **out, size_t *count);

#endif
