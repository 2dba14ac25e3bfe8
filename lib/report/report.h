/* result -> workbooks, CSV, JSON. Everything is published: old or new, never between. */
#ifndef ETABLERA_REPORT_REPORT_H
#define ETABLERA_REPORT_REPORT_H

#include <stdbool.h>
#include <stdint.h>

#include "analysis/result.h"

struct report_options {
    const char *out_folder;
    enum lang lang;
    int threads;          /* 1 or more; the files do not depend on it */
    uint32_t part, parts; /* write only each parts-th file, from this one (1..parts); 0: all */
    void (*progress)(void *context, const char *what, size_t done, size_t of); /* may be NULL */
    void *context;
};

/* Writes MODEL-AREAS.xlsx (the model's name and the areas file's name up to its first '-'), the
 * plain edition MODEL-AREAS-enkel.xlsx,
 * kommuner/CODE-name.xlsx for each area, rangordning.csv, poang.csv, korning.json, and
 * scenarier.csv when the result has scenarios, andringar.csv beside an earlier run.
 * Of parts, each is a folder of its own, with part-I-of-N.json beside its files; report_merge()
 * makes the whole of them. False when any could not be published (told in d, old file kept).
 * *written = number of files. When nobody can be ranked that is told as an error, nothing is
 * written, and the answer is true.
 */
bool report_write(const struct result *r, const struct report_options *o, struct diagnostics *d,
                  size_t *written);

/* Puts the folders of all parts of one run together in `out`: the same bytes as the run in one
 * piece. Nothing is written unless every part is there once, made from the same input by the same
 * program, and every file is what its part says. False after a told error; *world: of the disk. */
bool report_merge(const char *const *folders, size_t count, const char *out, struct diagnostics *d,
                  size_t *written, bool *world);

#endif
