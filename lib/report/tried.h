/* What the commands that try values print: sweep, flip and diff, as text, CSV or JSON. */
#ifndef ETABLERA_REPORT_TRIED_H
#define ETABLERA_REPORT_TRIED_H

#include "analysis/diff.h"
#include "analysis/flip.h"
#include "analysis/sweep.h"
#include "base/text.h"

enum print_format { PRINT_TEXT, PRINT_CSV, PRINT_JSON };

/* area: UINT32_MAX for the first ten. */
void print_sweep(const struct sweep *s, uint32_t area, enum print_format format, enum lang lang,
                 struct text *out);
void print_diff(const struct diff *d, enum print_format format, enum lang lang, struct text *out);
void print_flips(const struct flips *f, enum print_format format, enum lang lang, struct text *out);

#endif
