/* The page that `watch` keeps beside the rules: one HTML file that needs nothing from elsewhere and
 * that the browser reads anew by itself. What is wrong, else what the last save did. */
#ifndef ETABLERA_REPORT_CONTROL_H
#define ETABLERA_REPORT_CONTROL_H

#include "analysis/diff.h"
#include "analysis/test.h"
#include "base/text.h"

/* A check that gave a ranking. */
struct control_side {
    const char *clock; /* when it was made */
    struct diff_side side;
};

struct control {
    enum lang lang;
    const char *rules, *clock;
    const char *data;               /* the folder; NULL: there is none */
    bool only_rules;                /* broken: the data was not read */
    const char *saved;              /* the file that was saved; NULL at the start */
    bool ended;                     /* nobody watches any more */
    const struct diagnostics *told; /* sorted */
    /* tests NULL: they were not run */
    const struct test_summary *tests;
    const char *failures;
    bool statements_left_out; /* those on the real data: there was none */
    /* The last check that gave a ranking, the first, and the one before `shown` when it is this
     * one. NULL: none. */
    bool is_old; /* shown is of an earlier check: this one gave none */
    const struct control_side *shown, *first, *before;
};

enum { CONTROL_SECONDS = 2 }; /* between two readings of the page */

void control_page(const struct control *c, struct text *out);
/* In one line: what the check found, and what it moved. */
void control_line(const struct control *c, struct text *out);

#endif
