/* The one report of a night: what was published, what changed and why, how old each source is, and
 * what went wrong. As text fit for mail, as a page, and as lines of JSON. */
#ifndef ETABLERA_NIGHT_NIGHT_REPORT_H
#define ETABLERA_NIGHT_NIGHT_REPORT_H

#include "analysis/diff.h"
#include "base/text.h"
#include "night/keep.h"

enum night_outcome {
    NIGHT_BEGUN,     /* it is not over, or was cut off */
    NIGHT_PUBLISHED, /* new workbooks */
    NIGHT_SAME,      /* nothing had changed: the old ones stand */
    NIGHT_FAILED     /* no new ones could be made: the old ones stand */
};

struct night_report {
    enum lang lang;
    enum night_outcome outcome;
    const char *at;                 /* UTC, "2026-11-22T03:00:00Z" */
    int32_t day, approved_day;      /* approved_day: of the inputs before; 0: the first night */
    const char *out, *rules;        /* folders, as asked for */
    bool old_rules;                 /* the approved ones were used in place of those */
    const struct kept *kept;        /* NULL: no data was looked at */
    const struct result *result;    /* NULL: nothing was computed */
    const struct diff *diff;        /* against the last approved; NULL: none */
    const struct diagnostics *told; /* sorted */
};

void night_text(const struct night_report *r, struct text *out);
void night_page(const struct night_report *r, struct text *out);
/* One object a line: {"natt": ...} first, then {"källa": ...}, {"ändring": ...}, {"värde": ...},
 * {"plats": ...}, {"bedömning": ...}, {"meddelande": ...}. The keys are the same in both
 * languages. */
void night_lines(const struct night_report *r, struct text *out);

#endif
