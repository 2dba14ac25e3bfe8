/* Conditions in plain words, and the values they were held against. */
#ifndef ETABLERA_ANALYSIS_PLAIN_H
#define ETABLERA_ANALYSIS_PLAIN_H

#include "base/text.h"
#include "rules/model.h"

/* Adds a condition as a reader would say it: labels for names, words for signs. */
void plain_add(struct text *out, const struct model *m, const struct expr *x, enum lang lang);

/* "12 %", "7 512 personer": a value of an expression, with its unit. */
void plain_add_value(struct text *out, const struct model *m, const struct expr *x, double value,
                     enum lang lang);

/* A value of the left side of a comparison, in the threshold's unit where it has none itself;
 * `gap`: a distance to the threshold, where a difference between percentages is in percentage
 * points. */
void plain_add_compared(struct text *out, const struct model *m, const struct expr *comparison,
                        double value, bool gap, enum lang lang);

/* "12,5 %": a number with as many decimals as it has, at most six. */
void plain_add_number(struct text *out, double value, const struct unit *unit, enum lang lang);

#endif
