/* A workbook under way. Every cell of the program goes through here, and errors are sticky: write
 * freely, then ask book_publish() once. It refuses what libxlsxwriter would let through (numbers
 * that are not finite, text that is no XML, unlawful sheet names and links), remembers every value,
 * and publishes only a file that reads back as it was meant. No cell may be written twice. Rows and
 * columns count from 0. Text is copied. Data never becomes a formula. */
#ifndef ETABLERA_REPORT_BOOK_H
#define ETABLERA_REPORT_BOOK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "report/styles.h"

struct book;
struct page;

struct book_info {
    const char *title, *subject, *author;
    const char *footer;  /* left part: version and day */
    const char *page_of; /* "Sida &P av &N" */
    const char *banner;  /* row 3 of every sheet; NULL when none */
    int32_t day;         /* 0: none; the file then says 2000-01-01 */
};

/* Never NULL: a failure is told by book_publish(). `target` is the path of the file. */
struct book *book_new(const char *target, const struct book_info *info);
/* Closes, reads back, publishes and frees. False after a told error: the old file is kept. */
bool book_publish(struct book *book, struct diagnostics *d);

/* A new sheet; landscape or portrait A4, one page wide. */
struct page *book_page(struct book *book, const char *name, bool landscape);
/* Column widths in characters, from column 0. Before any text that is to be wrapped. */
void page_columns(struct page *page, const double *widths, size_t count);
void page_column(struct page *page, uint32_t column, double width);
/* A1 title, A2 what the sheet shows, A3 the banner. Returns the row where the content begins. */
uint32_t page_head(struct page *page, const char *title, const char *subtitle);

void page_text(struct page *page, uint32_t row, uint32_t column, const char *text,
               enum style style);
/* `decimals` 0-6. */
void page_number(struct page *page, uint32_t row, uint32_t column, double value, int decimals,
                 enum style style);
void page_blank(struct page *page, uint32_t row, uint32_t column, enum style style);
/* A link to a sheet of this book (page_name) or an https address; plain text when not allowed. */
void page_link_sheet(struct page *page, uint32_t row, uint32_t column, const char *sheet,
                     const char *text);
void page_link(struct page *page, uint32_t row, uint32_t column, const char *address,
               const char *text);
void page_row_height(struct page *page, uint32_t row, double points);

void page_freeze(struct page *page, uint32_t row, uint32_t column);
void page_repeat(struct page *page, uint32_t first, uint32_t last);
/* The whole sheet on one page. */
void page_single(struct page *page);
/* Rows written so far, and points that they take. */
uint32_t page_rows(const struct page *page);
double page_height(const struct page *page);
/* Characters that the columns printed, or written in so far, are wide together. */
double page_width(const struct page *page);
/* Columns after this one are not printed. */
void page_print_columns(struct page *page, uint32_t last_column);
void page_filter(struct page *page, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                 uint32_t last_column);
/* Bars behind, or a shade of, numbers between 0 and 100. */
void page_bars(struct page *page, uint32_t first_row, uint32_t column, uint32_t last_row);
void page_shade(struct page *page, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                uint32_t last_column);

struct page_heading {
    const char *text;
    enum style style;
};
/* One marked-up Excel table from column 0: writes the headings in `row`, holds the rows after it up
 * to last_row. `name`: ASCII letters. Headings must differ. */
void page_table(struct page *page, uint32_t row, uint32_t last_row, const char *name,
                const struct page_heading *headings, size_t count);
/* Cells of a sheet. */
struct page_range {
    const struct page *page;
    uint32_t first_row, first_column, last_row, last_column;
};
static inline struct page_range page_cell(const struct page *page, uint32_t row, uint32_t column)
{
    return (struct page_range){page, row, column, row, column};
}
/* "'Poäng'!$B$5:$B$37", without the sheet when it is `from`. Lives as long as the book. */
const char *range_text(const struct page *from, struct page_range range);

/* What a formula gives: a text, or a number. */
struct page_result {
    double number;
    const char *text; /* NULL: the number */
};
/* A formula (without "=") that this program made: of addresses and numbers, never of data. The
 * result is stored beside it, for readers that do not compute. */
void page_formula(struct page *page, uint32_t row, uint32_t column, const char *formula,
                  struct page_result result, int decimals, enum style style);
/* A name of the workbook for cells: letters, digits and _, at most 120 bytes, no cell's address. */
void page_define(struct page *page, const char *name, struct page_range range);
/* Cells where the formula, written for the range's first cell, holds take the style's colours. */
void page_highlight(struct page *page, struct page_range range, const char *formula,
                    enum style style);
/* Only answer cells can be changed; no password. */
void page_protect(struct page *page);

/* Answer cells: a choice among the texts of a list (one row or column, of any sheet), text of at
 * most 500 characters, a number between two, a day. `value` "" or NAN: empty. `error` is shown
 * when something else is written. */
void page_answer_choice(struct page *page, uint32_t row, uint32_t column, struct page_range list,
                        const char *value, const char *error);
void page_answer_text(struct page *page, uint32_t row, uint32_t column, const char *value,
                      const char *error);
void page_answer_whole(struct page *page, uint32_t row, uint32_t column, double value, double least,
                       double most, const char *error);
void page_answer_number(struct page *page, uint32_t row, uint32_t column, double value,
                        double least, double most, int decimals, const char *error);
void page_answer_day(struct page *page, uint32_t row, uint32_t column, const char *error);

/* How a chart draws: bars lie, columns stand; a scatter has a point for each pair of numbers. */
enum chart_kind {
    CHART_BARS,
    CHART_BARS_STACKED,
    CHART_COLUMNS,
    CHART_LINES,
    CHART_RADAR,
    CHART_SCATTER
};
/* Told apart in grey too: by lightness, dashes or form. */
enum series_look {
    SERIES_MAIN,   /* dark */
    SERIES_OTHER,  /* light; dashed where it is a line */
    SERIES_THIRD,  /* middle; dotted where it is a line */
    SERIES_UNSEEN, /* the empty part of a stacked bar */
    SERIES_RULE    /* a thin line without points, also in a scatter */
};
struct page_series {
    const char *name; /* NULL: name_cell */
    struct page_range name_cell;
    struct page_range categories, values; /* a scatter: x and y. One row or column each. */
    enum series_look look;
    const char *const *labels; /* [points] a word beside each point; NULL: none */
};
struct page_chart {
    uint32_t row, column; /* where its corner lies */
    enum chart_kind kind;
    const char *title, *alt;     /* alt: what it shows, in words */
    const char *x_name, *y_name; /* of the axes; NULL: none */
    const struct page_series *series;
    size_t count;
    double least, most;   /* of the value axis, or both of a scatter; NAN: what fits */
    double width, height; /* pixels */
    bool no_legend;
};
/* The cells may be written before or after, until book_publish(): what they hold is stored in the
 * chart too. */
void page_chart(struct page *page, const struct page_chart *chart);

#endif
