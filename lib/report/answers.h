/* The answer cells of an area's workbook: the names they go by, and reading them when the workbook
 * comes back. Rows may then have been inserted and sheets renamed or moved, so cells are found by
 * the workbook's names; where a program dropped those, by the headings. */
#ifndef ETABLERA_REPORT_ANSWERS_H
#define ETABLERA_REPORT_ANSWERS_H

#include "analysis/facts.h"
#include "base/diagnostic.h"

/* Names of cells, the same in both languages. */
#define ANSWER_CODE "kommunkod"
#define ANSWER_MODEL "svar_modell"
#define ANSWER_WHO "svar_vem"
#define ANSWER_DAY "svar_datum"
/* "svar_ID" and "anm_ID" of a fact: its id when that is ASCII, else its name without marks. */
const char *answer_name(struct arena *arena, const struct fact *fact);
const char *answer_note_name(struct arena *arena, const struct fact *fact);

/* How a fact is answered: shares in percent 0-100, counts in whole numbers. */
enum answer_form { FORM_YES_NO, FORM_COUNT, FORM_NUMBER, FORM_PERCENT, FORM_CHOICE, FORM_TEXT };
enum answer_form answer_form(const struct fact *fact);
#define ANSWER_MOST 1e9

/* --- coming back ------------------------------------------------------------------------------ */

struct answer {
    uint32_t fact;
    const char *text; /* as the local facts have it: ja, nej, okänd, "12,5", a text; or, when it
                         could not be understood, what stood there; "": only a remark */
    const char *note; /* "" when none */
    const char *sheet, *cell;
    bool unread; /* told */
};
struct answers {
    const char *path;
    uint32_t area;
    int32_t day;
    const char *who; /* "" when nobody says */
    struct answer *items;
    size_t count, empty; /* empty: answer cells that hold nothing */
};

/* Reads one workbook. `day`: of answers in workbooks that tell none; 0: they are told and left.
 * False after a told error: then nothing in it can be taken. Single answers that cannot be
 * understood are told and kept in the list. */
bool answers_read(const char *path, const struct model *m, const struct dataset_bundle *b,
                  int32_t day, struct arena *arena, struct answers *out, struct diagnostics *d);

#endif
