/* The figures year by year: the sheet Tidsserier holds them, Utveckling reads them there. */
#ifndef ETABLERA_REPORT_SERIES_H
#define ETABLERA_REPORT_SERIES_H

#include "analysis/outlook.h"
#include "report/view.h"

/* Columns of Tidsserier: before the years. A measure has a row for each area and one of medians. */
enum { S_MEASURE, S_UNIT, S_AREA, S_THEN, S_NOW, S_YEARS };

/* "Median, alla": whose row it is. */
const char *series_median_word(const struct view *v);
/* What was measured: one and the same substitute takes the indicator's place. */
const struct indicator *series_measured(const struct view *v, const struct trend *t);
/* Over the areas that have a number; NAN where they have different measures. */
double series_median(const struct view *v, const struct trend *t, const double *values);
/* What stands in a column of numbers for an area; `area` areas: the median. NAN: nothing. */
double series_figure(const struct view *v, const struct trend *t, uint32_t column, uint32_t area);
/* The row of the first area's first measure; each measure has a row for each area and one for the
 * medians. */
uint32_t series_first(const struct view *v);
/* A number, or [x]. */
void series_put(struct page *page, uint32_t row, uint32_t column, double value, int decimals);

#endif
