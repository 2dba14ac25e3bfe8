/* What an earlier run and this one differ in, as the sheets of changes and andringar.csv say it.
 * Private to lib/report. */
#ifndef ETABLERA_REPORT_CHANGES_H
#define ETABLERA_REPORT_CHANGES_H

#include "analysis/earlier.h"
#include "report/view.h"

/* One value on both sides, in words. */
struct value_words {
    const char *area, *id, *label; /* label: what is measured now */
    const char *before, *after;    /* with unit; "–" when there is none */
    int before_year, after_year;   /* 0: unknown, or no value */
    const char *was_in, *is_in;    /* "file:line", "" when none */
    size_t parts[2], part_count;   /* of diff.parts, that it belongs to: the source's, the rule's */
};
struct value_words changes_words(const struct view *v, const struct view *earlier,
                                 const struct changed_value *x);
/* The earlier run as the sheets look at it. In v's arena. */
struct view *changes_earlier(const struct view *v);
/* "file:line", "file" or "": where a difference stands. */
const char *changes_place(const struct view *v, const struct place *place);
/* How many of the values that differ come from a source. */
size_t changes_from(const struct view *v, const struct changed_value *values, size_t count,
                    const char *source);

#endif
