/* Cells that the reader fills in. */
#include <math.h>

#include "report/clean.h"
#include "report/xlsx.h"

enum { ANSWER_LENGTH = 500 };

/* Adds the rule to a cell that has been written. */
static void add_validation(struct page *page, uint32_t row, uint32_t column,
                           lxw_data_validation *validation, const char *error)
{
    if (page->book->code != NULL)
        return;
    validation->error_message = clean_text(page->book->arena, error, 220);
    book_check(page->book,
               worksheet_data_validation_cell(page->sheet, row, (lxw_col_t)column, validation));
}

/* libxlsxwriter 1.1.4 copies the formula of a list twice and loses one copy; that of a custom
 * formula once. So it is added as custom and becomes a list afterwards: the file is the same. */
static void last_becomes_list(struct page *page)
{
    lxw_data_val_obj *last = NULL, *each;
    if (page->book->code != NULL)
        return;
    STAILQ_FOREACH(each, page->sheet->data_validations, list_pointers)
    last = each;
    if (last != NULL)
        last->validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
}

void page_answer_choice(struct page *page, uint32_t row, uint32_t column, struct page_range list,
                        const char *value, const char *error)
{
    lxw_data_validation choice = {
        .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
        .value_formula = arena_printf(page->book->arena, "=%s", range_text(page, list)),
    };
    page_text(page, row, column, value, STYLE_ANSWER);
    add_validation(page, row, column, &choice, error);
    last_becomes_list(page);
}

void page_answer_text(struct page *page, uint32_t row, uint32_t column, const char *value,
                      const char *error)
{
    lxw_data_validation length = {
        .validate = LXW_VALIDATION_TYPE_LENGTH,
        .criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO,
        .value_number = ANSWER_LENGTH,
    };
    page_text(page, row, column, value, STYLE_ANSWER);
    add_validation(page, row, column, &length, error);
}

static void between(struct page *page, uint32_t row, uint32_t column, double value, int decimals,
                    lxw_data_validation *limits, const char *error)
{
    limits->criteria = LXW_VALIDATION_CRITERIA_BETWEEN;
    if (isnan(value))
        page_blank(page, row, column, STYLE_ANSWER_NUMBER);
    else
        page_number(page, row, column, value, decimals, STYLE_ANSWER_NUMBER);
    add_validation(page, row, column, limits, error);
}

void page_answer_whole(struct page *page, uint32_t row, uint32_t column, double value, double least,
                       double most, const char *error)
{
    lxw_data_validation limits = {
        .validate = LXW_VALIDATION_TYPE_INTEGER, .minimum_number = least, .maximum_number = most};
    between(page, row, column, value, 0, &limits, error);
}

void page_answer_number(struct page *page, uint32_t row, uint32_t column, double value,
                        double least, double most, int decimals, const char *error)
{
    lxw_data_validation limits = {
        .validate = LXW_VALIDATION_TYPE_DECIMAL, .minimum_number = least, .maximum_number = most};
    between(page, row, column, value, decimals, &limits, error);
}

void page_answer_day(struct page *page, uint32_t row, uint32_t column, const char *error)
{
    lxw_data_validation days = {
        .validate = LXW_VALIDATION_TYPE_DATE,
        .criteria = LXW_VALIDATION_CRITERIA_GREATER_THAN_OR_EQUAL_TO,
        .value_datetime = {.year = 2000, .month = 1, .day = 1},
    };
    page_blank(page, row, column, STYLE_ANSWER_DAY);
    add_validation(page, row, column, &days, error);
}
