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
/* An empty answer cell: a choice among the texts in column `column` rows first-last, or text of at
 * most 500 characters. */
void page_answer_choice(struct page *page, uint32_t row, uint32_t column, uint32_t list_column,
                        uint32_t list_first, uint32_t list_last, const char *error);
void page_answer_text(struct page *page, uint32_t row, uint32_t column, const char *error);

/* Horizontal bars of two number columns with one row per category; first row is highest. */
struct page_chart {
    uint32_t row, column;              /* where its corner lies */
    uint32_t first, last;              /* rows with the data */
    uint32_t category, series[2];      /* columns */
    const char *name[2], *title, *alt; /* alt: what it shows, in words */
    double width, height;              /* pixels */
};
void page_bar_chart(struct page *page, const struct page_chart *chart);

#endif
