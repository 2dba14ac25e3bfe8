/* The plain edition: the same result as one table a sheet, for readers who listen, for programs and
 * for pivots. Long tables with a row for each thing, no fills, no bars, nothing merged, no cell
 * empty: what a figure lacks is a mark in words that the last sheet explains. */
#ifndef ETABLERA_REPORT_PLAIN_H
#define ETABLERA_REPORT_PLAIN_H

#include "report/view.h"

/* A column: its heading, and how wide it is in characters; 0: as wide as the heading's
 * longest word. Text of a column wider than 16 is wrapped. */
struct plain_column {
    struct pair head;
    double width;
};

/* A table under way: put cells in the order of the columns, and rows follow by themselves. */
struct plain {
    const struct view *v;
    struct page *page;
    uint32_t head, row, column;
    struct page_heading *headings;
    double *widths;
    size_t count, capacity;
};

/* The sheet's title and what it shows, as the table of sheets has them; then the columns. */
void plain_begin(struct plain *p, const struct view *v, struct page *page, struct pair title,
                 struct pair about);
void plain_columns(struct plain *p, const struct plain_column *columns, size_t count);
/* A column whose heading comes from the rules. A heading that is taken gets `name` after it. */
void plain_column(struct plain *p, const char *head, const char *name, double width);
void plain_text(struct plain *p, const char *text); /* a dash when there is none */
/* `mark` in words when it is no number. */
void plain_number(struct plain *p, double value, int decimals, const char *mark);
void plain_rank(struct plain *p, int32_t rank);  /* 0: not assessable */
void plain_day(struct plain *p, int32_t day);    /* 0: a dash */
void plain_area(struct plain *p, uint32_t area); /* two columns: code and name */
void plain_link(struct plain *p, const char *sheet);
/* Marks the table up; `name`: ASCII. One row says so when there are none. */
void plain_end(struct plain *p, const char *name);

/* The sheets, in order. */
extern const struct sheet plain_sheets[];
extern const size_t plain_sheet_count;

void plain_contents(const struct view *v, struct page *page);
void plain_ranking(const struct view *v, struct page *page);
void plain_scores(const struct view *v, struct page *page);
void plain_values(const struct view *v, struct page *page);
void plain_challenges(const struct view *v, struct page *page);
void plain_ideas(const struct view *v, struct page *page);
void plain_advice(const struct view *v, struct page *page);
void plain_facts(const struct view *v, struct page *page);
void plain_files(const struct view *v, struct page *page);
void plain_changes(const struct view *v, struct page *page);
void plain_marks(const struct view *v, struct page *page);

#endif
