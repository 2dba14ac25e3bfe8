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

/* "12,5 %": a number with as many decimals as it has, at most six. */
void plain_add_number(struct text *out, double value, const struct unit *unit, enum lang lang);

#endif
