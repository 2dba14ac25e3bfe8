/* What earlier runs gave: values, points, scores, ranks, and the files they rest on, in one SQLite
 * file. It is a memory, not a source: no run reads it to compute, and deleting it loses only
 * history. A run is added whole or not at all, also when the program is killed.
 *
 * What did not change is not written again: each row says from which run to which it held. */
#ifndef ETABLERA_HISTORY_HISTORY_H
#define ETABLERA_HISTORY_HISTORY_H

#include "analysis/result.h"

struct history;

/* Opens the file at `path`, making it (not its folder) when absent. A file that is damaged, or is
 * no history, is renamed to PATH.skadad-1 (-2, ...), told, and a new one is begun. NULL when it can
 * be neither read nor made (told). */
struct history *history_open(const char *path, struct diagnostics *d);
void history_close(struct history *h); /* h may be NULL */

struct history_file {
    const char *kind; /* "regler" or "data" */
    const char *path, *hash;
    uint64_t size;
};
struct history_entry {
    const char *at;   /* UTC: "2026-11-22T03:00:00Z" */
    const char *tool; /* version of the program */
    size_t errors, warnings;
    const struct history_file *files;
    size_t file_count;
    bool old_rules; /* the approved rules were used in place of those that stand */
    size_t held;    /* sources whose new files were not taken */
};
/* False after a told error: the file is then as before. */
bool history_add(struct history *h, const struct result *r, const struct history_entry *entry,
                 struct diagnostics *d);
/* The last run once more: nothing had changed. False too when there is no run yet, which is not
 * told: the history has nothing to repeat, and its first run comes when something changes. */
bool history_repeat(struct history *h, const struct history_entry *entry, struct diagnostics *d);

/* --- reading: everything lives in `arena` ----------------------------------------------------- */

struct history_run {
    int64_t number;                  /* 1, 2, 3, ... */
    const char *at, *version, *root; /* of the model; "" when it has none */
    int32_t day;                     /* 0: none */
    size_t areas, ranked, errors, warnings;
    size_t files, values, places; /* changed since the run before; 0 in the first */
    bool same;                    /* nothing had changed: history_repeat() */
    int64_t old_rules, held;      /* as in struct history_entry; -1: written before that was kept */
};
/* The last `most` runs, oldest first. *count = 0 when there is none. */
struct history_run *history_runs(struct history *h, struct arena *arena, size_t most,
                                 size_t *count);

/* What an area had in a node, from one run to another; ascending, without gaps but where the area
 * or the node was not there. */
struct history_place {
    int64_t first, last;
    double score; /* NAN: not assessable */
    int32_t rank; /* 0: none */
};
struct history_place *history_places(struct history *h, struct arena *arena, const char *area,
                                     const char *node, size_t *count);

/* What a value is of: the indicator itself, or a substitute that stood in for it. */
struct history_measure {
    const char *name, *label[2], *unit[2]; /* [lang] */
};
/* A value that is not what it was in the run before. */
struct history_value {
    int64_t run;
    const char *indicator, *label[2];    /* that it counts as */
    struct history_measure was, measure; /* that the old value is of, and the new */
    double old, value;                   /* NAN: none */
    const char *old_status, *status;     /* status_word() */
    int32_t year;                        /* 0: not known */
    const char *file;                    /* "" when none */
    uint32_t line;
};
/* Of one area, the last `most`, oldest first; of what counts in `node` by the latest rules, or of
 * everything when it is NULL. */
struct history_value *history_values(struct history *h, struct arena *arena, const char *area,
                                     const char *node, size_t most, size_t *count);

/* A file that is not what it was in the run before; size and hash of before are 0 and "" when it is
 * new, those of now when it is gone. */
struct history_input {
    int64_t run;
    const char *kind, *path, *old_hash, *hash;
};
struct history_input *history_inputs(struct history *h, struct arena *arena, int64_t run,
                                     size_t *count);

struct history_name {
    const char *name;     /* an area's code, a node's name */
    const char *label[2]; /* [lang] */
};
/* For each of the result's areas the places it has had in the root, the latest last, in words: "5
 * (2026-10-01), 4 (2026-11-20)"; "" when it has had none. */
const char *const *history_past(struct history *h, const struct result *r, struct arena *arena);

/* All areas, or all nodes, that any run has had, in the order of the latest. */
struct history_name *history_areas(struct history *h, struct arena *arena, size_t *count);
struct history_name *history_nodes(struct history *h, struct arena *arena, size_t *count);

#endif
