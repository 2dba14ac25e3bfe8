/* Text -> checked model. */
#ifndef ETABLERA_RULES_RULES_H
#define ETABLERA_RULES_RULES_H

#include "base/diagnostic.h"
#include "base/text.h"
#include "rules/model.h"

/* Reads a rule file, or every *.regler / *.rules file of a folder (sorted by name) as one model.
 * All errors are told at once. Returns NULL when any error was told. `day` picks dated values at
 * evaluation, not here. The caller frees with model_free. */
struct model *rules_load(const char *path, struct diagnostics *d);
/* The same from text in memory (file: the name shown in messages). */
struct model *rules_load_text(const char *file, const char *text, size_t size,
                              struct diagnostics *d);
/* What an editor holds of a file. The path is the folder's, "/" and the file's name. */
struct rules_unsaved {
    const char *path;
    struct str text;
};
/* The same with other values asked for beside the files (model.changes). Overlay files count first,
 * then scenarios, then single values, each in the order given and each computed from what those
 * before it made. An overlay file holds scenarios and nothing else. */
struct rules_asked {
    const char *const *overlays, *const *scenarios, *const *sets;
    size_t overlay_count, scenario_count, set_count;
    int32_t day; /* the analysis's, 0: the model's */
    /* Texts that stand in for the files of these paths, or for files that are not there yet. */
    const struct rules_unsaved *unsaved;
    size_t unsaved_count;
    /* Reads a table of numbers into changes in the arena; how many. Rules know no CSV, so whoever
     * does gives the function. NULL: tables are left out. */
    size_t (*read_table)(const struct model *model, const struct rule_table *table,
                         struct arena *arena, struct diagnostics *d, struct change **out);
};
struct model *rules_load_asked(const char *path, const struct rules_asked *asked,
                               struct diagnostics *d);
/* Is it a file of scenarios and nothing else, which can only lie over rules? */
bool rules_is_overlay(const char *path);
void model_free(struct model *model);

#endif
