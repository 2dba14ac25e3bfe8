/* What the sheets of an area's workbook share. Each is one printed page: what does not fit is left
 * out whole, and said. */
#ifndef ETABLERA_REPORT_CARD_H
#define ETABLERA_REPORT_CARD_H

#include "report/sheets.h"

struct text;

/* Points that one printed page holds with the type at least 7 points. */
#define CARD_HEIGHT 930.0

/* The sheets, in order; NULL has: always there. The names of the indices' sheets are the rules'. */
struct card_sheets {
    struct sheet *items;
    size_t count;
};
struct card_sheets card_sheets(struct view *v);

/* "Alfa: kort svar" in A1, one line below it. Returns the row where the content begins. */
uint32_t card_head(const struct view *v, struct page *page, const char *what, const char *about);
/* A heading over a part of the page, in `columns` columns. Returns the next row. */
uint32_t card_section(struct page *page, uint32_t row, const char *text, uint32_t columns);
/* A narrow row, so that the text under it does not touch the heading's line. Returns the next. */
uint32_t card_gap(struct page *page, uint32_t row);
/* Headings of a table; `right`: a bit for each column of numbers. Returns the next row. */
uint32_t card_headings(const struct view *v, struct page *page, uint32_t row,
                       const struct pair *heads, uint32_t count, unsigned right);
/* Rows that a chart of that height in pixels covers. */
uint32_t card_chart_rows(double pixels);
/* Points left on the page. */
double card_left(const struct page *page);
/* A wrapped text, "–" when there is none. */
void card_put(struct page *page, uint32_t row, uint32_t column, const char *text);
/* A text over the whole width, a row for each line, in small type. Returns the next row. */
uint32_t card_lines(const struct view *v, struct page *page, uint32_t row, const char *text);
/* The same in a style that is not wrapped. */
uint32_t card_lines_in(const struct view *v, struct page *page, uint32_t row, const char *text,
                       enum style style);
/* The text in the arena; `t` is released. */
const char *card_keep(const struct view *v, struct text *t);
/* "plats 9 av 33, troligen 8–13". */
const char *card_place(const struct view *v);
/* "högsta tredjedelen": where it stands among the areas; "–" without a place. A single place would
 * say more than the figures know. */
const char *card_third(const struct view *v, uint32_t node);
/* Whether a node is the root or lies under it: what the place counts. */
bool card_under_root(const struct view *v, uint32_t node);
/* Whether there is anything to learn in a challenge: the area is above the median there, and one
 * like it is not. */
bool card_has_lesson(const struct view *v, uint32_t node);
/* What the whole index is called on these sheets. Its own name may be another field's word. */
const char *card_root(const struct view *v);

/* The challenges in the order by which the foremost is chosen: place, then points; those that could
 * not be judged come last. */
struct list card_challenges(const struct view *v);
/* "nr 2 av 33"; "–" without a place. */
const char *card_number_of(const struct view *v, uint32_t node);
/* Share 0-1 of a node's weight whose figure is of the measure intended. */
double card_intended(const struct view *v, uint32_t node);
/* "Mått A 19,2 %, medianen 17,0 %, 2024; Mått B …": what counts in the challenge. */
const char *card_rests_on(const struct view *v, uint32_t node, bool years, const char *between);
/* Adds the names of what should have counted but has no figure; how many. */
size_t card_lacks(const struct view *v, uint32_t node, struct text *t);
/* Which challenge is the foremost and by what rule; what it rests on; how many could not be
 * measured. "" when there is nothing to say. */
const char *card_foremost(const struct view *v);
const char *card_foremost_basis(const struct view *v);
const char *card_unjudged(const struct view *v);

/* The publishers of this area's figures, each once, as they are numbered on the sheets; 0: none. */
size_t card_source(const struct view *v, uint32_t indicator);
const char *card_sources(const struct view *v);
/* Whether a flag tells of the evidence (how old it is, how far the place moves), not of the area.
 */
bool card_of_evidence(const struct flag *flag);
/* A label inside a sentence: "Inskrivna …" as "inskrivna …", "LSS" as it stands. */
const char *card_lower(const struct view *v, const char *label);
/* "Mest lyfter a, b och c." in sentences of fewer than 25 words; "" without items. */
void card_list(const struct view *v, struct text *t, const char *lead, const char *more,
               const char *const *items, size_t count);

/* What the place rests on and what its range means; what makes it preliminary. */
const char *card_reading(const struct view *v);
const char *card_preliminary(const struct view *v);

/* The parts, a sheet each (card_*.c). */
void card_answer(const struct view *v, struct page *page);
void card_index(const struct view *v, struct page *page, const struct list *nodes, bool first,
                bool last, const char *name);
void card_ideas(const struct view *v, struct page *page);
void card_calculation(const struct view *v, struct page *page);
void card_outlook(const struct view *v, struct page *page);
void card_advice(const struct view *v, struct page *page);
/* "råd, steg, strategifrågor": what there is of the three. */
const char *card_advice_title(const struct view *v);
void card_last(const struct view *v, struct page *page);

/* "B5*(B7+1)": the formula of a row of the calculation, whose rows stand in `cells`. */
const char *card_formula(const struct view *v, const struct expr *x, const char *const *cells);

#endif
