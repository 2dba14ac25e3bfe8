/* What a diff is printed from in all three formats. Private to lib/report. */
#ifndef ETABLERA_REPORT_TRIED_PARTS_H
#define ETABLERA_REPORT_TRIED_PARTS_H

#include "analysis/diff.h"
#include "base/text.h"
#include "report/tried.h"

const char *diff_area_name(const struct diff *d, size_t i);
const char *diff_area_code(const struct diff *d, size_t i);
bool diff_rank_moved(const struct diff *d, size_t i);
bool diff_area_moved(const struct diff *d, size_t i); /* its rank, or its score as printed */
/* The part that a difference belongs to; part_count when to none. */
size_t part_of(const struct diff *d, size_t difference);
size_t part_of_source(const struct diff *d, size_t source);
/* Adds the name of a part: the number's, or what it holds. */
void part_name(const struct diff *d, size_t part, enum lang lang, struct text *out);
/* What own data, others' data and rules account for (enum between_player); NAN without. */
double between_score(const struct diff *d, size_t i, size_t player);
double between_rank(const struct diff *d, size_t i, size_t player);

void diff_csv(const struct diff *d, enum lang lang, struct text *out);
void diff_json(const struct diff *d, enum lang lang, struct text *out);

#endif
