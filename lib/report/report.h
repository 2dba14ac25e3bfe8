/* result -> workbooks, CSV, JSON. Everything is published: old or new, never between. */
#ifndef ETABLERA_REPORT_REPORT_H
#define ETABLERA_REPORT_REPORT_H

#include <stdbool.h>

#include "analysis/result.h"

struct report_options {
    const char *out_folder;
    enum lang lang;
    void (*progress)(void *context, const char *what, size_t done, size_t of); /* may be NULL */
    void *context;
};

/* Writes asf-skane.xlsx (name: model name + "-" + areas file stem's first part is NOT used; see
 * report.c), kommuner/CODE-name.xlsx for each area, rangordning.csv, poang.csv, korning.json.
 * False when any could not be published (told in d, old file kept). *written = number of files. */
bool report_write(const struct result *r, const struct report_options *o, struct diagnostics *d,
                  size_t *written);

#endif
