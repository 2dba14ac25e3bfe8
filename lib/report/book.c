/* A workbook under way: the only file that knows libxlsxwriter. */
#define _POSIX_C_SOURCE 200809L
#include "report/book.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "report/clean.h"
#include "report/measure.h"
#include "report/messages.h"
#include "report/verify.h"

enum { MOST_DECIMALS = 6, MOST_COLUMNS = 256, ANSWER_LENGTH = 500 };
#define DEFAULT_WIDTH 8.43
#define LINE_FACTOR 1.33

/* libxlsxwriter writes a book's day through gmtime(), whose one buffer is shared by all threads.
 * The program's own takes its place, with a buffer for each thread. */
struct tm *gmtime(const time_t *when)
{
    static _Thread_local struct tm day;
    return gmtime_r(when, &day);
}

struct page {
    struct book *book;
    lxw_worksheet *sheet;
    const char *name;
    struct meant_cell *cells;
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
    struct page **pages;
    size_t page_count, page_capacity;
    const char *code, *why; /* the first failure */
    int why_errno;          /* what the system said; 0: nothing, then `why` tells */
};

static void fail(struct book *book, const char *code, const char *why)
{
    if (book->code == NULL) {
        book->code = code;
        book->why = arena_strdup(book->arena, why);
    }
}

static void fail_errno(struct book *book, const char *code, int why)
{
    book->why_errno = book->code == NULL ? why : book->why_errno;
    fail(book, code, "");
}

static void check(struct book *book, lxw_error error)
{
    if (error != LXW_NO_ERROR)
        fail(book, "E902", lxw_strerror(error));
}

/* --- formats ---------------------------------------------------------------------------------- */

static void set_fill_and_lines(lxw_format *f, const struct look *look)
{
    if (look->fill != COLOR_NONE) {
        format_set_pattern(f, LXW_PATTERN_SOLID);
        format_set_bg_color(f, look->fill);
        format_set_fg_color(f, look->fill);
    }
    if (look->line_below != COLOR_NONE) {
        format_set_bottom(f, LXW_BORDER_THIN);
        format_set_bottom_color(f, look->line_below);
    }
    if (look->box != COLOR_NONE) {
        format_set_border(f, LXW_BORDER_THIN);
        format_set_border_color(f, look->box);
    }
}

static void set_alignment(lxw_format *f, const struct look *look)
{
    static const uint8_t aligns[] = {LXW_ALIGN_NONE, LXW_ALIGN_LEFT, LXW_ALIGN_CENTER,
                                     LXW_ALIGN_RIGHT};
    if (look->align != ALIGN_DEFAULT)
        format_set_align(f, aligns[look->align]);
    format_set_align(f, look->top ? LXW_ALIGN_VERTICAL_TOP : LXW_ALIGN_VERTICAL_CENTER);
    if (look->wrap)
        format_set_text_wrap(f);
    if (look->indent)
        format_set_indent(f, 1);
    if (look->turned)
        format_set_rotation(f, 90);
    if (look->unlocked)
        format_set_unlocked(f);
}

static void set_number(lxw_format *f, const struct look *look, int decimals)
{
    static const char *const plain[] = {"#,##0",      "#,##0.0",     "#,##0.00",    "#,##0.000",
                                        "#,##0.0000", "#,##0.00000", "#,##0.000000"};
    if (look->number == NUMBER_PLAIN)
        format_set_num_format(f, plain[decimals]);
    else if (look->number == NUMBER_PERCENT)
        format_set_num_format(f, decimals > 0 ? "0.0%" : "0%");
    else if (look->number == NUMBER_INTEGER)
        format_set_num_format(f, "0");
}

static lxw_format *format_of(struct book *book, enum style style, int decimals)
{
    decimals = decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
    lxw_format **slot = &book->formats[style][decimals];
    if (*slot != NULL || book->workbook == NULL)
        return *slot;
    struct look look = look_of(style);
    lxw_format *f = workbook_add_format(book->workbook);
    format_set_font_size(f, look.size);
    format_set_font_color(f, look.color == 0 ? LXW_COLOR_BLACK : look.color);
    if (look.bold)
        format_set_bold(f);
    if (look.italic)
        format_set_italic(f);
    if (look.underline)
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    set_fill_and_lines(f, &look);
    set_alignment(f, &look);
    set_number(f, &look, decimals);
    return *slot = f;
}

/* --- beginning and end ------------------------------------------------------------------------ */

/* Seconds from 1970 to noon of a day yyyymmdd (Hinnant's days_from_civil). */
static time_t seconds_of(int32_t day)
{
    if (day == 0)
        day = 20000101;
    int64_t y = day / 10000, m = day / 100 % 100, d = day % 100;
    y -= m <= 2;
    int64_t era = y / 400, of_era = y - era * 400;
    int64_t of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
    int64_t days = era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
    return (time_t)(days * 86400 + 43200);
}

static void set_properties(struct book *book)
{
    lxw_doc_properties properties = {
        .title = clean_text(book->arena, book->info.title, 255),
        .subject = clean_text(book->arena, book->info.subject, 255),
        .author = clean_text(book->arena, book->info.author, 255),
        .created = seconds_of(book->info.day),
    };
    check(book, workbook_set_properties(book->workbook, &properties));
}

struct book *book_new(const char *target, const struct book_info *info)
{
    struct arena *arena = arena_new();
    struct book *book = arena_alloc(arena, sizeof *book);
    int why = 0;
    book->arena = arena;
    book->target = arena_strdup(arena, target);
    book->info = *info;
    book->publish = publish_begin(target, &why);
    if (book->publish == NULL) {
        fail_errno(book, "E901", why);
        return book;
    }
    lxw_workbook_options options = {
        .constant_memory = LXW_FALSE,
        .tmpdir = arena_strdup(arena, publish_folder(book->publish)),
        .use_zip64 = LXW_FALSE,
    };
    book->workbook = workbook_new_opt(publish_path(book->publish), &options);
    if (book->workbook == NULL)
        fail_errno(book, "E902", ENOMEM);
    else
        set_properties(book);
    return book;
}

static void set_footer(struct page *page)
{
    const struct book_info *info = &page->book->info;
    struct text t = {0};
    text_add(&t, "&L&9");
    for (const char *p = clean_text(page->book->arena, info->footer, 120); *p != '\0'; p++) {
        text_addc(&t, *p);
        if (*p == '&')
            text_addc(&t, '&');
    }
    text_printf(&t, "&R&9%s", info->page_of);
    check(page->book, worksheet_set_footer(page->sheet, t.p));
    text_release(&t);
}

static void set_paper(struct page *page, bool landscape)
{
    worksheet_set_paper(page->sheet, 9);
    if (landscape)
        worksheet_set_landscape(page->sheet);
    else
        worksheet_set_portrait(page->sheet);
    worksheet_fit_to_pages(page->sheet, 1, 0);
    worksheet_set_margins(page->sheet, 0.5, 0.5, 0.55, 0.7);
    worksheet_gridlines(page->sheet, LXW_HIDE_ALL_GRIDLINES);
    set_footer(page);
}

struct page *book_page(struct book *book, const char *name, bool landscape)
{
    struct page *page = arena_alloc(book->arena, sizeof *page);
    page->book = book;
    page->name = arena_strdup(book->arena, name);
    for (size_t i = 0; i < MOST_COLUMNS; i++)
        page->widths[i] = DEFAULT_WIDTH;
    book->pages = arena_grow(book->arena, book->pages, book->page_count, &book->page_capacity,
                             sizeof *book->pages);
    book->pages[book->page_count++] = page;
    if (!sheet_name_legal(name))
        fail(book, "E902", "sheet name");
    if (book->code != NULL)
        return page;
    page->sheet = workbook_add_worksheet(book->workbook, name);
    if (page->sheet == NULL)
        fail(book, "E902", "sheet name");
    else
        set_paper(page, landscape);
    return page;
}

static int by_place(const void *a, const void *b)
{
    const struct meant_cell *x = a, *y = b;
    if (x->row != y->row)
        return x->row < y->row ? -1 : 1;
    return x->column < y->column ? -1 : x->column > y->column;
}

static void finish_page(struct page *page)
{
    struct book *book = page->book;
    if (page->count > 1)
        qsort(page->cells, page->count, sizeof *page->cells, by_place);
    for (size_t i = 1; i < page->count; i++)
        if (by_place(&page->cells[i - 1], &page->cells[i]) == 0)
            fail(book, "E902",
                 arena_printf(book->arena, "%s: cell %u,%u written twice", page->name,
                              (unsigned)page->cells[i].row, (unsigned)page->cells[i].column));
    for (size_t row = 0; row < page->height_count; row++)
        if (page->heights[row] > 0)
            check(book, worksheet_set_row(page->sheet, (lxw_row_t)row, page->heights[row], NULL));
    uint32_t right = page->printed_column > 0 ? page->printed_column : page->last_column;
    check(book, worksheet_print_area(page->sheet, 0, 0, page->last_row, (lxw_col_t)right));
}

static const char *fault_text(struct book *book, const struct verify_report *report)
{
    static const char *const texts[] = {"",
                                        "unreadable",
                                        "zip or CRC-32, entry",
                                        "part missing",
                                        "not well-formed",
                                        "sheet names",
                                        "number of values",
                                        "value"};
    if (report->fault == VERIFY_ZIP)
        return arena_printf(book->arena, "%s %u", texts[VERIFY_ZIP], (unsigned)report->row);
    if (report->fault == VERIFY_VALUE)
        return arena_printf(book->arena, "%s, %s row %u column %u", texts[VERIFY_VALUE],
                            report->part, (unsigned)report->row + 1, (unsigned)report->column + 1);
    return arena_printf(book->arena, "%s, %s", texts[report->fault], report->part);
}

static void close_and_verify(struct book *book)
{
    struct meant_sheet *sheets = arena_array(book->arena, book->page_count, sizeof *sheets);
    struct verify_report report;
    for (size_t i = 0; i < book->page_count; i++) {
        struct page *page = book->pages[i];
        if (book->code == NULL)
            finish_page(page);
        sheets[i] = (struct meant_sheet){page->name, page->cells, page->count};
    }
    lxw_error error = workbook_close(book->workbook);
    check(book, error);
    if (book->code == NULL &&
        !verify_workbook(publish_path(book->publish), sheets, book->page_count, &report))
        fail(book, "E903", fault_text(book, &report));
}

bool book_publish(struct book *book, struct diagnostics *d)
{
    int why = 0;
    if (book->workbook != NULL)
        close_and_verify(book);
    if (book->publish != NULL && book->code != NULL)
        publish_abandon(book->publish);
    else if (book->publish != NULL && !publish_commit(book->publish, &why))
        fail_errno(book, "E901", why);
    bool good = book->code == NULL;
    if (!good)
        report_tell(d, book->code, book->target,
                    book->why_errno ? why_text(book->why_errno, d->lang) : book->why);
    for (size_t i = 0; i < book->page_count; i++) {
        free(book->pages[i]->cells);
        free(book->pages[i]->heights);
    }
    arena_free(book->arena);
    return good;
}

/* --- cells ------------------------------------------------------------------------------------ */

static bool usable(struct page *page, uint32_t row, uint32_t column)
{
    if (page->book->code != NULL)
        return false;
    if (row >= LXW_ROW_MAX || column >= MOST_COLUMNS) {
        fail(page->book, "E902", "row or column out of range");
        return false;
    }
    page->last_row = row > page->last_row ? row : page->last_row;
    page->last_column = column > page->last_column ? column : page->last_column;
    return true;
}

static void remember(struct page *page, struct meant_cell cell)
{
    if (page->count == page->capacity) {
        page->capacity = page->capacity ? page->capacity * 2 : 256;
        page->cells = memory_resize(page->cells, page->capacity * sizeof *page->cells);
    }
    page->cells[page->count++] = cell;
}

static void need_height(struct page *page, uint32_t row, double points)
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

static void fit_height(struct page *page, uint32_t row, uint32_t column, const char *text,
                       const struct look *look)
{
    size_t lines = 1;
    if (look->wrap && !look->turned)
        lines = measure_lines(text, measure_column(page->widths[column]) - (look->indent ? 9 : 0),
                              look->size, look->bold);
    double points = (double)lines * look->size * LINE_FACTOR + 2;
    if (points > 15.1)
        need_height(page, row, points);
}

void page_text(struct page *page, uint32_t row, uint32_t column, const char *text, enum style style)
{
    if (!usable(page, row, column))
        return;
    const char *clean = clean_text(page->book->arena, text, CELL_UNITS);
    struct look look = look_of(style);
    if (clean[0] == '\0') {
        page_blank(page, row, column, style);
        return;
    }
    fit_height(page, row, column, clean, &look);
    check(page->book, worksheet_write_string(page->sheet, row, (lxw_col_t)column, clean,
                                             format_of(page->book, style, 0)));
    remember(page, (struct meant_cell){row, column, 0, clean});
}

void page_number(struct page *page, uint32_t row, uint32_t column, double value, int decimals,
                 enum style style)
{
    if (!usable(page, row, column))
        return;
    if (!isfinite(value)) {
        page_text(page, row, column, "[x]", style);
        return;
    }
    check(page->book, worksheet_write_number(page->sheet, row, (lxw_col_t)column, value,
                                             format_of(page->book, style, decimals)));
    remember(page, (struct meant_cell){row, column, value, NULL});
}

void page_blank(struct page *page, uint32_t row, uint32_t column, enum style style)
{
    if (usable(page, row, column))
        check(page->book, worksheet_write_blank(page->sheet, row, (lxw_col_t)column,
                                                format_of(page->book, style, 0)));
}

void page_link(struct page *page, uint32_t row, uint32_t column, const char *address,
               const char *text)
{
    if (!link_allowed(address)) {
        page_text(page, row, column, text, STYLE_WRAP);
        return;
    }
    if (!usable(page, row, column))
        return;
    const char *clean = clean_text(page->book->arena, text, 255);
    struct look look = look_of(STYLE_LINK);
    fit_height(page, row, column, clean, &look);
    check(page->book, worksheet_write_url_opt(page->sheet, row, (lxw_col_t)column, address,
                                              format_of(page->book, STYLE_LINK, 0), clean, NULL));
    remember(page, (struct meant_cell){row, column, 0, clean});
}

void page_link_sheet(struct page *page, uint32_t row, uint32_t column, const char *sheet,
                     const char *text)
{
    page_link(page, row, column, arena_printf(page->book->arena, "internal:'%s'!A1", sheet), text);
}

/* --- layout ----------------------------------------------------------------------------------- */

void page_column(struct page *page, uint32_t column, double width)
{
    if (page->book->code != NULL || column >= MOST_COLUMNS)
        return;
    page->widths[column] = width;
    check(page->book,
          worksheet_set_column(page->sheet, (lxw_col_t)column, (lxw_col_t)column, width, NULL));
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

void page_row_height(struct page *page, uint32_t row, double points)
{
    need_height(page, row, points);
}

void page_freeze(struct page *page, uint32_t row, uint32_t column)
{
    if (page->book->code == NULL)
        worksheet_freeze_panes(page->sheet, row, (lxw_col_t)column);
}

void page_repeat(struct page *page, uint32_t first, uint32_t last)
{
    if (page->book->code == NULL)
        check(page->book, worksheet_repeat_rows(page->sheet, first, last));
}

void page_print_columns(struct page *page, uint32_t last_column)
{
    page->printed_column = last_column;
}

void page_filter(struct page *page, uint32_t first_row, uint32_t first_column, uint32_t last_row,
                 uint32_t last_column)
{
    if (page->book->code == NULL)
        check(page->book, worksheet_autofilter(page->sheet, first_row, (lxw_col_t)first_column,
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
        check(page->book,
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
        check(page->book,
              worksheet_conditional_format_range(page->sheet, first_row, (lxw_col_t)first_column,
                                                 last_row, (lxw_col_t)last_column, &shade));
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
    check(book,
          worksheet_add_table(page->sheet, row, 0, last_row, (lxw_col_t)(count - 1), &options));
    for (size_t i = 0; i < count; i++)
        page_text(page, row, (uint32_t)i, columns[i].header, headings[i].style);
}

static void add_validation(struct page *page, uint32_t row, uint32_t column,
                           lxw_data_validation *validation, const char *error)
{
    page_blank(page, row, column, STYLE_ANSWER);
    if (page->book->code != NULL)
        return;
    validation->error_message = clean_text(page->book->arena, error, 220);
    check(page->book,
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

void page_answer_choice(struct page *page, uint32_t row, uint32_t column, uint32_t list_column,
                        uint32_t list_first, uint32_t list_last, const char *error)
{
    char first[LXW_MAX_CELL_NAME_LENGTH], last[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(first, list_first, (lxw_col_t)list_column, LXW_TRUE, LXW_TRUE);
    lxw_rowcol_to_cell_abs(last, list_last, (lxw_col_t)list_column, LXW_TRUE, LXW_TRUE);
    lxw_data_validation choice = {
        .validate = LXW_VALIDATION_TYPE_CUSTOM_FORMULA,
        .value_formula = arena_printf(page->book->arena, "=%s:%s", first, last),
    };
    add_validation(page, row, column, &choice, error);
    last_becomes_list(page);
}

void page_answer_text(struct page *page, uint32_t row, uint32_t column, const char *error)
{
    lxw_data_validation length = {
        .validate = LXW_VALIDATION_TYPE_LENGTH,
        .criteria = LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO,
        .value_number = ANSWER_LENGTH,
    };
    add_validation(page, row, column, &length, error);
}

/* --- charts ----------------------------------------------------------------------------------- */

/* libxlsxwriter takes a name that starts with = for a formula: data must not become one. */
static char *chart_text(struct page *page, const char *text)
{
    const char *before = text[0] == '=' ? " " : "";
    return clean_text(page->book->arena, arena_printf(page->book->arena, "%s%s", before, text),
                      200);
}

static void add_series(struct page *page, lxw_chart *chart, const struct page_chart *c, size_t k)
{
    static const lxw_color_t colors[2] = {0x0B3C6F, 0xA6B4C2};
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    lxw_chart_fill fill = {.color = colors[k]};
    lxw_chart_line line = {.color = 0x404040, .width = 0.5};
    chart_series_set_categories(series, page->name, c->first, (lxw_col_t)c->category, c->last,
                                (lxw_col_t)c->category);
    chart_series_set_values(series, page->name, c->first, (lxw_col_t)c->series[k], c->last,
                            (lxw_col_t)c->series[k]);
    chart_series_set_name(series, chart_text(page, c->name[k]));
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

void page_bar_chart(struct page *page, const struct page_chart *c)
{
    if (page->book->code != NULL)
        return;
    lxw_chart *chart = workbook_add_chart(page->book->workbook, LXW_CHART_BAR);
    lxw_chart_font title_font = {.size = 11, .bold = LXW_TRUE};
    lxw_chart_line grid = {.color = 0xD5DCE4, .width = 0.5};
    add_series(page, chart, c, 0);
    add_series(page, chart, c, 1);
    chart_title_set_name(chart, chart_text(page, c->title));
    chart_title_set_name_font(chart, &title_font);
    /* In a bar chart libxlsxwriter's y axis is the one with the categories. */
    chart_axis_set_reverse(chart->y_axis);
    chart_axis_set_crossing_max(chart->y_axis);
    chart_axis_set_min(chart->x_axis, 0);
    chart_axis_set_max(chart->x_axis, 100);
    chart_axis_major_gridlines_set_line(chart->x_axis, &grid);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    lxw_chart_options options = {
        .x_scale = c->width / 480.0,
        .y_scale = c->height / 288.0,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = clean_text(page->book->arena, c->alt, 255),
    };
    check(page->book,
          worksheet_insert_chart_opt(page->sheet, c->row, (lxw_col_t)c->column, chart, &options));
}
