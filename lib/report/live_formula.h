/* The formulas of one node for one row of the sheet of the calculation: the same arithmetic as the
 * analysis, with the weights in the row under the headings. Only functions that every spreadsheet
 * has. A cell without points holds a text, which the sums pass over.
 *
 * All are in v->arena, without "=". `at`: an area, or live.areas for the area of medians. */
#ifndef ETABLERA_REPORT_LIVE_FORMULA_H
#define ETABLERA_REPORT_LIVE_FORMULA_H

#include "report/live.h"

/* "B12", on the sheet itself. */
const char *formula_cell(const struct view *v, uint32_t row, uint32_t column);
/* "B$12:B$44": rows held, so that a formula can be filled downwards. */
const char *formula_column(const struct view *v, uint32_t column, uint32_t first, uint32_t last);

const char *formula_weight(const struct view *v, struct page *page, const struct live_part *p);
const char *formula_part(const struct view *v, struct page *page, const struct live_part *p,
                         uint32_t at);
/* Sum of the weights of a node. */
const char *formula_sum(const struct view *v, const struct live_block *b);
/* Share of the weight that counts, that has a figure, and the second in the first. */
const char *formula_all(const struct view *v, const struct live_block *b, uint32_t at);
const char *formula_have(const struct view *v, const struct live_block *b, uint32_t at);
const char *formula_coverage(const struct view *v, const struct live_block *b, uint32_t at);
/* 0 not assessable, 1 preliminary, 2 sufficient. */
const char *formula_grade(const struct view *v, const struct live_block *b, uint32_t at);
const char *formula_score(const struct view *v, const struct live_block *b, uint32_t at);
/* Copeland: the share of the weight by which one area outranks another. */
const char *formula_pair(const struct view *v, const struct live_block *b, uint32_t one,
                         uint32_t other);

#endif
