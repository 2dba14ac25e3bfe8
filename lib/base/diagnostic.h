/* Everything anyone should be told: what, where, how bad, and the cure. Both languages come from
 * tables of messages, one table in each wing. Collected, sorted, printed once. */
#ifndef ETABLERA_BASE_DIAGNOSTIC_H
#define ETABLERA_BASE_DIAGNOSTIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"

enum lang { LANG_SV, LANG_EN };
enum severity { SEVERITY_ERROR, SEVERITY_WARNING, SEVERITY_NOTE };

/* A place in a file. line 0: the file as a whole; column 0: the line as a whole. Columns and length
 * count characters, from 1. `text` is the line itself (may be NULL: then it is not shown). */
struct place {
    const char *file;
    unsigned line, column, length;
    const char *text;
};

/* One row of the catalogue. {0} {1} ... in the texts are replaced by the arguments. The first
 * letter of the code says how bad: E error, W warning, N note. `label` stands beside the caret and
 * `hint` (the cure) after "=": both may be NULL. */
struct message {
    const char *code;
    const char *sv, *en;
    const char *label_sv, *label_en;
    const char *hint_sv, *hint_en;
};

struct diagnostic {
    enum severity severity;
    const char *code;
    const char *message, *label, *hint; /* in the reader's language; label, hint may be NULL */
    struct place place, other;          /* other.file == NULL: no second place */
    const char *other_label;
    size_t order; /* in which it was told; keeps sorting stable */
};

struct diagnostics {
    struct arena *arena;
    enum lang lang;
    struct diagnostic *items;
    size_t count, capacity;
    size_t errors, warnings, notes; /* all that were told */
    size_t dropped[3];              /* of each severity: told after LIMIT_TOLD of it */
    struct diagnostic dropped_item; /* what diagnose() then returns */
    const struct message *tables[8];
    size_t table_sizes[8], table_count;
};

struct diagnostics *diagnostics_new(enum lang lang); /* owns an arena of its own */
void diagnostics_free(struct diagnostics *d);

/* Makes a catalogue known; telling it twice does nothing. */
void diagnostics_use(struct diagnostics *d, const struct message *table, size_t count);

/* Tells a diagnostic. The arguments after place are const char *, ended by NULL; all are copied.
 * Returns it so that a second place, or another hint, can be set. The code must be in a table. */
struct diagnostic *diagnose(struct diagnostics *d, const char *code, struct place place, ...)
    __attribute__((sentinel));

/* Copies all that `from` tells to the end of d. */
void diagnostics_append(struct diagnostics *d, const struct diagnostics *from);

/* Sorts by file, line, column, order. */
void diagnostics_sort(struct diagnostics *d);

/* Prints as "file:line:column: fel[E101]: message", the line, the caret, "= hint". At most `limit`
 * of each severity (0 = all), then how many were left. Colour when `colour`. */
void diagnostics_print(const struct diagnostics *d, FILE *out, size_t limit, bool colour);
/* One of them, without colour, as diagnostics_print() does: added to `out`. */
struct text;
void diagnostic_text(const struct diagnostic *item, enum lang lang, struct text *out);
/* One line a diagnostic: file:line:column: error: message [E101]. */
void diagnostics_print_gnu(const struct diagnostics *d, FILE *out);
/* One JSON object: {"fel": 1, "varningar": 0, "upplysningar": 0, "meddelanden": [...]}, each with
 * "kod", "slag" (fel, varning, upplysning), "fil", "rad", "kolumn", "längd" (null when there is no
 * such place), "text", "märke", "råd" (null when none) and "även", the second place or null. The
 * keys are the same in both languages. */
void diagnostics_print_json(const struct diagnostics *d, FILE *out);

#endif
