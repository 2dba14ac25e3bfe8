/* The values that changed, each under the name and in the unit of what was measured. */
#ifndef ETABLERA_NIGHT_NIGHT_VALUES_H
#define ETABLERA_NIGHT_NIGHT_VALUES_H

#include "night/night_report.h"

/* A line a value, the first 40; values of one indicator that all went missing are one line. Nothing
 * when none changed. */
void night_values(const struct night_report *r, struct text *out);

#endif
