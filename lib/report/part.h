/* What a part of a run says of itself. Private to lib/report. */
#ifndef ETABLERA_REPORT_PART_H
#define ETABLERA_REPORT_PART_H

#include "report/report.h"

struct part_list { /* the files that were written, by their names below the folder */
    const char *const *names;
    size_t count, of; /* of: how many the whole has */
};
/* Writes part-I-of-N.json: {"del", "delar", "avtryck" (SHA-256 of everything that went in), "filer"
 * (of the whole), "innehåll": [{"namn", "sha256"}]}. False after a told error. */
bool part_note(const struct result *r, const struct report_options *o, const struct part_list *list,
               struct diagnostics *d);

#endif
