/* The road that run, explain and data share: find the folders, load the rules, read the data,
 * compute; and at the end tell what there is to tell. */
#ifndef ETABLERA_CMD_ROAD_H
#define ETABLERA_CMD_ROAD_H

#include "analysis/analysis.h"
#include "base/text.h"
#include "command.h"
#include "report/tried.h"
#include "rules/rules.h"

struct road {
    const struct request *request;
    struct diagnostics *told;
    struct text rules; /* path */
    const char *data;
    struct analysis_options options;
    struct model *written;     /* as in the files */
    const struct model *model; /* with --overlay, --scenario and --set in force */
    struct dataset_bundle *bundle;
    struct result *result;
};

/* Every function that returns an exit code returns EXIT_DONE when the road goes on. */

/* Finds rules and data. `rules` may be NULL: then --rules, rules/asf here, or those installed. */
void road_begin(struct road *road, const struct request *request, const char *rules);
/* The same, and told when there are no such rules. */
int road_find(struct road *road, const struct request *request, const char *rules);
int road_data_folder(const struct road *road); /* does it exist? */
int road_rules(struct road *road);             /* loads the model */
/* Goes on with a model that somebody else loaded. */
void road_adopt(struct road *road, struct model *written);
int road_data(struct road *road);     /* reads what the model declares */
void road_compute(struct road *road); /* and tells which changes have no effect */
int road_run(struct road *road);      /* all three */
/* Reads data, computes, and tells of the model held against the data, as check does. */
int road_review(struct road *road);
/* One side of a comparison: as road_run(), for rules with an index to rank by, without telling
 * which changes have no effect. */
int road_side(struct road *road);
/* What the workbooks show beyond the scores: scenarios, certainty, outlook, evidence. EXIT_WORLD
 * (told) when a file is no longer what was read: then there is nothing to write. */
int road_complete(struct road *road);
/* All of it. */
int road_go(struct road *road, const struct request *request, const char *rules);

/* An area by code, by name in any case, else as tables spell it ("CODE Name"); a scalar by name; is
 * there an index to rank by? Told with the nearest name and EXIT_USAGE when there is none. */
int road_area(const struct road *road, const char *asked, uint32_t *area);
int road_scalar(const struct road *road, const char *asked, struct ref *target);
int road_root(const struct road *road);
int road_unknown(const struct request *request, const char *sv, const char *en, const char *name,
                 const char *near);

/* Makes the folder, locks it and removes what a run that died left there. EXIT_DONE, or told. */
int road_lock_out(const struct request *request, const char *out, int *lock);

/* --format text, csv or json. */
enum print_format road_format(const struct request *request);
/* Prints and releases it, before what is told on the other stream. */
void road_print(struct text *text);
/* The changes in force, one a line; nothing when there are none. */
void road_print_changes(const struct road *road);

/* Frees everything. Returns `code`, or EXIT_TOLD when it was
 * EXIT_DONE and an error was told (with --strict: a warning too). */
int road_end(struct road *road, int code);
/* Prints what was told, sorted, on stderr. */
void road_tell(struct road *road);
/* The same when there are errors; else only how many warnings there are and where to see them. */
void road_hint(struct road *road);

/* May colour be used on this stream? Only on a terminal, and not with NO_COLOR. */
bool colour_wanted(int descriptor);

#endif
