/* Who answered what, and when: the file svar/svar.csv beside the local facts. It is a long list
 * that is only added to. What counts as known stands in the local facts themselves; this says where
 * it came from. Columns: kommunkod;kommun;faktum;svar;vem;datum;anmarkning;utfall;ersatte;
 * ersatte_datum;arbetsbok. */
#ifndef ETABLERA_DATA_FACT_LOG_H
#define ETABLERA_DATA_FACT_LOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"

enum fact_outcome {
    FACT_ENTERED,   /* now stands in the local facts */
    FACT_CONFIRMED, /* stood there already, and was said again on a later day */
    FACT_UNKNOWN,   /* somebody was asked and did not know, and nobody knew before */
    FACT_KEPT,      /* did not know, but it was known: what was known stays */
    FACT_CONFLICT,  /* not newer than what is known and something else: what was known stays */
    FACT_UNREAD,    /* could not be understood */
    FACT_REMARK     /* no answer, only a remark */
};
/* The word for it in the file: "infört" ... */
const char *fact_outcome_word(enum fact_outcome outcome);

struct fact_log_row {
    const char *code, *area, *column, *answer, *who, *note, *replaced, *workbook;
    int32_t day, replaced_day; /* 0: not told */
    enum fact_outcome outcome;
};
struct fact_log {
    struct fact_log_row *rows;
    size_t count, capacity;
};

/* "FOLDER/svar/svar.csv" beside the files that `glob` below `data_folder` means. */
const char *fact_log_path(struct arena *arena, const char *data_folder, const char *glob);
/* Copies into the arena. No such file: nothing, and true. False after a told error: the file must
 * then not be written. Rows with an unknown outcome are told and left out of *out. */
bool fact_log_read(const char *path, struct arena *arena, struct fact_log *out,
                   struct diagnostics *d);

extern const char *const fact_log_headings[];
extern const size_t fact_log_columns;

#endif
