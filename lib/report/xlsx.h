/* Inside a workbook under way: what the files book*.c share. The only file that includes
 * libxlsxwriter, and only they include this one. */
#ifndef ETABLERA_REPORT_XLSX_H
#define ETABLERA_REPORT_XLSX_H

#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"
#include "report/book.h"
#include "report/verify.h"

enum { MOST_DECIMALS = 6, MOST_COLUMNS = 256 };

struct book_chart;

struct page {
    struct book *book;
    lxw_worksheet *sheet;
    const char *name;
    struct meant_cell *cells; /* sorted by book_publish() */
    size_t count, capacity;
    double *heights; /* [height_count] points needed by each row, 0 = default */
    size_t height_count;
    double widths[MOST_COLUMNS];
    uint32_t last_row, last_column;
    uint32_t printed_column; /* the last that is printed; 0: all */
};

struct book {
    struct arena *arena;
    const char *target;
    struct book_info info;
    struct publish *publish;
    lxw_workbook *workbook;
    lxw_format *formats[STYLE_COUNT][MOST_DECIMALS + 1];
    lxw_format *rules[STYLE_COUNT]; /* of conditional formats */
    struct page **pages;
    size_t page_count, page_capacity;
    struct book_chart *charts; /* the last one first */
    const char *code, *why;    /* the first failure */
    int why_errno;             /* what the system said; 0: nothing, then `why` tells */
};

/* Only the first failure is kept. */
void book_fail(struct book *book, const char *code, const char *why);
void book_check(struct book *book, lxw_error error);
/* NULL when the workbook could not be begun. */
lxw_format *book_format(struct book *book, enum style style, int decimals);
/* The colours and weight of a style, for cells that a rule picks. */
lxw_format *book_rule_format(struct book *book, enum style style);

/* False when nothing is to be written: after a failure, or outside a sheet. Notes what is used. */
bool page_usable(struct page *page, uint32_t row, uint32_t column);
/* `text` and `formula` live as long as the book. */
void page_remember(struct page *page, struct meant_cell cell);
void page_fit_height(struct page *page, uint32_t row, uint32_t column, const char *text,
                     const struct look *look);
/* The value of a cell of a finished page; NULL when it is empty. */
const struct meant_cell *page_value(const struct page *page, uint32_t row, uint32_t column);

/* Fills in what the charts show, when all cells are written and sorted. */
void book_fill_charts(struct book *book);

#endif
