/* The write functions of the sheets, one file each; their rows stand in workbook.c. */
#ifndef ETABLERA_REPORT_SHEETS_H
#define ETABLERA_REPORT_SHEETS_H

#include "report/view.h"

/* The workbook for all areas. */
void sheet_cover(const struct view *v, struct page *page);
void sheet_ranking(const struct view *v, struct page *page);
bool sheet_certainty_has(const struct view *v);
void sheet_certainty(const struct view *v, struct page *page);
bool sheet_sensitivity_has(const struct view *v);
void sheet_sensitivity(const struct view *v, struct page *page);
bool sheet_map_has(const struct view *v);
void sheet_map(const struct view *v, struct page *page);
void sheet_challenges(const struct view *v, struct page *page);
void sheet_ideas(const struct view *v, struct page *page);
void sheet_conditions(const struct view *v, struct page *page);
void sheet_profile(const struct view *v, struct page *page);
void sheet_weights(const struct view *v, struct page *page);
void sheet_calculation(const struct view *v, struct page *page);
void sheet_points(const struct view *v, struct page *page);
bool sheet_data_has(const struct view *v);
void sheet_data(const struct view *v, struct page *page);
void sheet_files(const struct view *v, struct page *page);
void sheet_coverage(const struct view *v, struct page *page);
void sheet_remarks(const struct view *v, struct page *page);
void sheet_notes(const struct view *v, struct page *page);

/* The workbook of one area. */
void card_answer(const struct view *v, struct page *page);
void card_profile(const struct view *v, struct page *page);
void card_indicators(const struct view *v, struct page *page);
bool card_outlook_has(const struct view *v);
void card_outlook(const struct view *v, struct page *page);
void card_challenges(const struct view *v, struct page *page);
void card_ideas(const struct view *v, struct page *page);
bool card_advice_has(const struct view *v);
void card_advice(const struct view *v, struct page *page);
bool card_questions_has(const struct view *v);
void card_questions(const struct view *v, struct page *page);
void card_evidence(const struct view *v, struct page *page);

#endif
