/* The write functions of the sheets, one file each; their rows stand in workbook.c. */
#ifndef ETABLERA_REPORT_SHEETS_H
#define ETABLERA_REPORT_SHEETS_H

#include "report/view.h"

/* The workbook for all areas. */
void sheet_cover(const struct view *v, struct page *page);
void sheet_ranking(const struct view *v, struct page *page);
bool sheet_certainty_has(const struct view *v);
void sheet_certainty(const struct view *v, struct page *page);
bool sheet_spans_has(const struct view *v);
void sheet_spans(const struct view *v, struct page *page);
bool sheet_fields_has(const struct view *v);
void sheet_fields(const struct view *v, struct page *page);
bool sheet_sensitivity_has(const struct view *v);
void sheet_sensitivity(const struct view *v, struct page *page);
bool sheet_map_has(const struct view *v);
void sheet_map(const struct view *v, struct page *page);
void sheet_challenges(const struct view *v, struct page *page);
void sheet_challenge_places(const struct view *v, struct page *page);
void sheet_ideas(const struct view *v, struct page *page);
void sheet_conditions(const struct view *v, struct page *page);
void sheet_profile(const struct view *v, struct page *page);
void sheet_effects(const struct view *v, struct page *page);
bool sheet_trends_has(const struct view *v);
void sheet_trends(const struct view *v, struct page *page);
void sheet_series(const struct view *v, struct page *page);
void sheet_weights(const struct view *v, struct page *page);
void sheet_own_rules(const struct view *v, struct page *page);
void sheet_calculation(const struct view *v, struct page *page);
bool sheet_changes_has(const struct view *v);
void sheet_changes(const struct view *v, struct page *page);
void sheet_changed_values(const struct view *v, struct page *page);
void sheet_barriers(const struct view *v, struct page *page);
void sheet_rules(const struct view *v, struct page *page);
void sheet_points(const struct view *v, struct page *page);
bool sheet_data_has(const struct view *v);
void sheet_data(const struct view *v, struct page *page);
void sheet_files(const struct view *v, struct page *page);
bool sheet_checksums_has(const struct view *v);
void sheet_checksums(const struct view *v, struct page *page);
void sheet_coverage(const struct view *v, struct page *page);
void sheet_remarks(const struct view *v, struct page *page);
void sheet_notes(const struct view *v, struct page *page);

/* The workbook of one area: card.h. */
bool card_advice_has(const struct view *v);
bool card_outlook_has(const struct view *v);
bool card_questions_has(const struct view *v);
/* The questions as a part of a sheet: from `row` on, columns 0-4, and from column 6 on, not
 * printed, the lists of the drop-downs. Returns the row after it. Once in a workbook: its cells
 * have names. questions_columns() first; page_protect() is the sheet's. */
void questions_columns(struct page *page);
uint32_t questions_part(const struct view *v, struct page *page, uint32_t row);

#endif
