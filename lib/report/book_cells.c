/* The cells of a workbook. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/clean.h"
#include "report/measure.h"
#include "report/xlsx.h"

#define LINE_FACTOR 1.33
/* What Excel takes, in characters; and of a name, half of what libxlsxwriter keeps. */
enum { FORMULA_LENGTH = 8192, NAME_LENGTH = 120 };

/* --- cells ------------------------------------------------------------------------------------ */

bool page_usable(struct page *page, uint32_t row, uint32_t column)
{
    if (page->book->code != NULL)
        return false;
    if (row >= LXW_ROW_MAX || column >= MOST_COLUMNS) {
        book_fail(page->book, "E902", "row or column out of range");
        return false;
    }
    page->last_row = row > page->last_row ? row : page->last_row;
    page->last_column = column > page->last_column ? column : page->last_column;
    return true;
}

void page_remember(struct page *page, struct meant_cell cell)
{
    if (page->count == page->capacity) {
        page->capacity = page->capacity ? page->capacity * 2 : 256;
        page->cells = memory_resize(page->cells, page->capacity * sizeof *page->cells);
    }
    page->cells[page->count++] = cell;
}

void page_row_height(struct page *page, uint32_t row, double points)
{
    if (row >= page->height_count) {
        size_t count = row + 64;
        page->heights = memory_resize(page->heights, count * sizeof *page->heights);
        for (size_t i = page->height_count; i < count; i++)
            page->heights[i] = 0;
        page->height_count = count;
    }
    if (page->heights[row] < points)
        page->heights[row] = points > 409 ? 409 : points;
}

void page_fit_height(struct page *page, uint32_t row, uint32_t column, const char *text,
                     const struct look *look)
{
    size_t lines = 1;
    if (look->wrap && !look->turned)
        lines = measure_lines(text, measure_column(page->widths[column]) - (look->indent ? 9 : 0),
                              look->size, look->bold);
    double points = (double)lines * look->size * LINE_FACTOR + 2;
    if (points > 15.1)
        page_row_height(page, row, points);
}

void page_text(struct page *page, uint32_t row, uint32_t column, const char *text, enum style style)
{
    if (!page_usable(page, row, column))
        return;
    const char *clean = clean_text(page->book->arena, text, CELL_UNITS);
    struct look look = look_of(style);
    if (clean[0] == '\0') {
        page_blank(page, row, column, style);
        return;
    }
    page_fit_height(page, row, column, clean, &look);
    book_check(page->book, worksheet_write_string(page->sheet, row, (lxw_col_t)column, clean,
                                                  book_format(page->book, style, 0)));
    page_remember(page, (struct meant_cell){row, column, .text = clean});
}

void page_number(struct page *page, uint32_t row, uint32_t column, double value, int decimals,
                 enum style style)
{
    if (!page_usable(page, row, column))
        return;
    if (!isfinite(value)) {
        page_text(page, row, column, "[x]", style);
        return;
    }
    book_check(page->book, worksheet_write_number(page->sheet, row, (lxw_col_t)column, value,
                                                  book_format(page->book, style, decimals)));
    page_remember(page, (struct meant_cell){row, column, .number = value});
}

void page_blank(struct page *page, uint32_t row, uint32_t column, enum style style)
{
    if (page_usable(page, row, column))
        book_check(page->book, worksheet_write_blank(page->sheet, row, (lxw_col_t)column,
                                                     book_format(page->book, style, 0)));
}

void page_link(struct page *page, uint32_t row, uint32_t column, const char *address,
               const char *text)
{
    if (!link_allowed(address)) {
        page_text(page, row, column, text, STYLE_WRAP);
        return;
    }
    if (!page_usable(page, row, column))
        return;
    const char *clean = clean_text(page->book->arena, text, 255);
    struct look look = look_of(STYLE_LINK);
    page_fit_height(page, row, column, clean, &look);
    book_check(page->book,
               worksheet_write_url_opt(page->sheet, row, (lxw_col_t)column, address,
                                       book_format(page->book, STYLE_LINK, 0), clean, NULL));
    page_remember(page, (struct meant_cell){row, column, .text = clean});
}

void page_link_sheet(struct page *page, uint32_t row, uint32_t column, const char *sheet,
                     const char *text)
{
    page_link(page, row, column, arena_printf(page->book->arena, "internal:'%s'!A1", sheet), text);
}

/* --- formulas --------------------------------------------------------------------------------- */

void page_formula(struct page *page, uint32_t row, uint32_t column, const char *formula,
                  struct page_result result, int decimals, enum style style)
{
    struct book *book = page->book;
    if (!page_usable(page, row, column))
        return;
    struct meant_cell cell = {row, column, .formula = arena_strdup(book->arena, formula)};
    lxw_format *format = book_format(book, style, decimals);
    if (strlen(formula) > FORMULA_LENGTH || formula[0] == '=') {
        book_fail(book, "E902", arena_printf(book->arena, "formula: %.60s", formula));
    } else if (result.text != NULL) {
        struct look look = look_of(style);
        cell.text = clean_text(book->arena, result.text, CELL_UNITS);
        page_fit_height(page, row, column, cell.text, &look);
        book_check(book, worksheet_write_formula_str(page->sheet, row, (lxw_col_t)column,
                                                     cell.formula, format, cell.text));
    } else if (isfinite(result.number)) {
        cell.number = result.number;
        book_check(book, worksheet_write_formula_num(page->sheet, row, (lxw_col_t)column,
                                                     cell.formula, format, cell.number));
    } else {
        book_fail(book, "E902", arena_printf(book->arena, "result of formula: %.60s", formula));
    }
    page_remember(page, cell);
}

const char *range_text(const struct page *from, struct page_range range)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    struct arena *arena = range.page->book->arena;
    struct text t = {0};
    lxw_rowcol_to_cell_abs(first, range.first_row, (lxw_col_t)range.first_column, LXW_TRUE,
                           LXW_TRUE);
    lxw_rowcol_to_cell_abs(last, range.last_row, (lxw_col_t)range.last_column, LXW_TRUE, LXW_TRUE);
    if (range.page != from) {
        text_addc(&t, '\'');
        for (const char *p = range.page->name; *p != '\0'; p++) {
            text_addc(&t, *p);
            if (*p == '\'')
                text_addc(&t, '\'');
        }
        text_add(&t, "'!");
    }
    text_add(&t, first);
    if (strcmp(first, last) != 0)
        text_printf(&t, ":%s", last);
    const char *copy = arena_strndup(arena, t.p, t.n);
    text_release(&t);
    return copy;
}

void page_define(struct page *page, const char *name, struct page_range range)
{
    struct book *book = page->book;
    if (book->code != NULL)
        return;
    if (strlen(name) > NAME_LENGTH)
        book_fail(book, "E902", "defined name too long");
    else
        book_check(book,
                   workbook_define_name(book->workbook, name,
                                        arena_printf(book->arena, "=%s", range_text(NULL, range))));
}
