/* How the sheets of a workbook are laid out. */
#include "report/clean.h"
#include "report/xlsx.h"

/* --- layout ----------------------------------------------------------------------------------- */

void page_column(struct page *page, uint32_t column, double width)
{
    if (page->book->code != NULL || column >= MOST_COLUMNS)
        return;
    page->widths[column] = width;
    book_check(page->book, worksheet_set_column(page->sheet, (lxw_col_t)column, (lxw_col_t)column,
                                                width, NULL));
}

void page_columns(struct page *page, const double *widths, size_t count)
{
    for (size_t i = 0; i < count; i++)
        page_column(page, (uint32_t)i, widths[i]);
}

uint32_t page_head(struct page *page, const char *title, const char *subtitle)
{
    page_text(page, 0, 0, title, STYLE_TITLE);
    page_text(page, 1, 0, subtitle, STYLE_SUBTITLE);
    if (page->book->info.banner == NULL)
        return 3;
    page_text(page, 2, 0, page->book->info.banner, STYLE_BANNER);
    return 4;
}

void page_freeze(struct page *page, uint32_t row, uint32_t column)
{
    if (page->book->code == NULL)
        worksheet_freeze_panes(page->sheet, row, (lxw_col_t)column);
}

void page_repeat(struct page *page, uint32_t first, uint32_t last)
{
    if (page->book->code == NULL)
        book_check(page->book, worksheet_repeat_rows(page->sheet, first, last));
}

void page_single(struct page *page)
{
    if (page->book->code == NULL)
        worksheet_fit_to_pages(page->sheet, 1, 1);
}

uint32_t page_rows(const struct page *page)
{
    return page->count > 0 ? page->last_row + 1 : 0;
}

double page_height(const struct page *page)
{
    double height = 0;
    for (uint32_t row = 0; row < page_rows(page); row++)
        height += row < page->height_count && page->heights[row] > 0 ? page->heights[row] : 15;
    return height;
}

double page_width(const struct page *page)
{
    double width = 0;
    uint32_t last = page->printed_column > 0 ? page->printed_column : page->last_column;
    for (uint32_t c = 0; c <= last; c++)
        width += page->widths[c];
    return width;
}

void page_print_columns(struct page *page, uint32_t last_column)
{
    page->printed_column = last_column;
}

void page_filter(struct page *page, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                 uint32_t last_column)
{
    if (page->book->code == NULL)
        book_check(page->book, worksheet_autofilter(page->sheet, first_row, (lxw_col_t)first_column,
                                                    last_row, (lxw_col_t)last_column));
}

void page_bars(struct page *page, uint32_t first_row, uint32_t column, uint32_t last_row)
{
    lxw_conditional_format bars = {
        .type = LXW_CONDITIONAL_DATA_BAR,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .max_value = 100,
        .bar_color = 0x9CC3E6,
        .data_bar_2010 = LXW_TRUE,
        .bar_solid = LXW_TRUE,
        .bar_no_border = LXW_TRUE,
    };
    if (page->book->code == NULL)
        book_check(page->book,
                   worksheet_conditional_format_range(page->sheet, first_row, (lxw_col_t)column,
                                                      last_row, (lxw_col_t)column, &bars));
}

void page_shade(struct page *page, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                uint32_t last_column)
{
    lxw_conditional_format shade = {
        .type = LXW_CONDITIONAL_2_COLOR_SCALE,
        .min_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER,
        .min_value = 0,
        .max_value = 100,
        .min_color = 0xFFFFFF,
        .max_color = 0x7FB2DC,
    };
    if (page->book->code == NULL)
        book_check(page->book, worksheet_conditional_format_range(page->sheet, first_row,
                                                                  (lxw_col_t)first_column, last_row,
                                                                  (lxw_col_t)last_column, &shade));
}

void page_table(struct page *page, uint32_t row, uint32_t last_row, const char *name,
                const struct page_heading *headings, size_t count)
{
    struct book *book = page->book;
    if (book->code != NULL)
        return;
    lxw_table_column *columns = arena_array(book->arena, count, sizeof *columns);
    lxw_table_column **list = arena_array(book->arena, count + 1, sizeof(lxw_table_column *));
    for (size_t i = 0; i < count; i++) {
        columns[i].header = clean_text(book->arena, headings[i].text, 255);
        list[i] = &columns[i];
    }
    lxw_table_options options = {
        .name = arena_strdup(book->arena, name),
        .columns = list,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 1,
        /* Filter buttons would cover headings that stand on end. */
        .no_autofilter = look_of(headings[count - 1].style).turned,
    };
    book_check(
        book, worksheet_add_table(page->sheet, row, 0, last_row, (lxw_col_t)(count - 1), &options));
    for (size_t i = 0; i < count; i++)
        page_text(page, row, (uint32_t)i, columns[i].header, headings[i].style);
}

void page_protect(struct page *page)
{
    /* Without a password: against slips, not against people. Widths may be changed, rows filtered.
     */
    lxw_protection allowed = {.format_columns = LXW_TRUE,
                              .format_rows = LXW_TRUE,
                              .autofilter = LXW_TRUE,
                              .sort = LXW_TRUE};
    if (page->book->code == NULL)
        worksheet_protect(page->sheet, NULL, &allowed);
}

void page_highlight(struct page *page, struct page_range range, const char *formula,
                    enum style style)
{
    struct book *book = page->book;
    if (book->code != NULL)
        return;
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = arena_printf(book->arena, "=%s", formula),
        .format = book_rule_format(book, style),
    };
    book_check(book, worksheet_conditional_format_range(
                         page->sheet, range.first_row, (lxw_col_t)range.first_column,
                         range.last_row, (lxw_col_t)range.last_column, &rule));
}
