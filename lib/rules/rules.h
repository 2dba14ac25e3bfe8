/* Text -> checked model. */
#ifndef ETABLERA_RULES_RULES_H
#define ETABLERA_RULES_RULES_H

#include "base/diagnostic.h"
#include "rules/model.h"

/* Reads a rule file, or every *.regler / *.rules file of a folder (sorted by name) as one model.
 * All errors are told at once. Returns NULL when any error was told. `day` picks dated values at
 * evaluation, not here. The caller frees with model_free. */
struct model *rules_load(const char *path, struct diagnostics *d);
/* The same from text in memory (file: the name shown in messages). */
struct model *rules_load_text(const char *file, const char *text, size_t size,
                              struct diagnostics *d);
void model_free(struct model *model);

#endif
