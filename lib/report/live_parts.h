/* Inside the computing part of the workbook: live.c, live_value.c, live_formula.c. */
#ifndef ETABLERA_REPORT_LIVE_PARTS_H
#define ETABLERA_REPORT_LIVE_PARTS_H

#include "report/live.h"

/* Fills the values of all blocks. */
void live_values(const struct view *v, struct live *l);
/* The points or score of a part under the rules' own weights; `at` live.areas: of the area of
 * medians. NAN: none. */
double live_part_value(const struct view *v, const struct live_part *p, uint32_t at);
/* Do the points rest on a value that was put in place of a missing one? */
bool live_part_imputed(const struct view *v, const struct live_part *p, uint32_t at);
/* Copeland: the share of the weight by which one area outranks another. */
double live_pair(const struct view *v, const struct live_block *b, uint32_t one, uint32_t other);

#endif
