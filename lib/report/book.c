/* A workbook under way: its beginning, formats and end. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "report/clean.h"
#include "report/messages.h"
#include "report/xlsx.h"

#define DEFAULT_WIDTH 8.43

/* libxlsxwriter writes a book's day through gmtime(), whose one buffer is shared by all threads.
 * The program's own takes its place, with a buffer for each thread. */
struct tm *gmtime(const time_t *when)
{
    static _Thread_local struct tm day;
    return gmtime_r(when, &day);
}

void book_fail(struct book *book, const char *code, const char *why)
{
    if (book->code == NULL) {
        book->code = code;
        book->why = arena_strdup(book->arena, why);
    }
}

static void fail_errno(struct book *book, const char *code, int why)
{
    book->why_errno = book->code == NULL ? why : book->why_errno;
    book_fail(book, code, "");
}

void book_check(struct book *book, lxw_error error)
{
    if (error != LXW_NO_ERROR)
        book_fail(book, "E902", lxw_strerror(error));
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
    else if (look->number == NUMBER_DAY)
        format_set_num_format(f, "yyyy-mm-dd");
}

lxw_format *book_format(struct book *book, enum style style, int decimals)
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

lxw_format *book_rule_format(struct book *book, enum style style)
{
    lxw_format **slot = &book->rules[style];
    if (*slot != NULL)
        return *slot;
    struct look look = look_of(style);
    lxw_format *f = workbook_add_format(book->workbook);
    format_set_font_color(f, look.color == 0 ? LXW_COLOR_BLACK : look.color);
    if (look.bold)
        format_set_bold(f);
    if (look.italic)
        format_set_italic(f);
    if (look.fill != COLOR_NONE)
        format_set_bg_color(f, look.fill);
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
    book_check(book, workbook_set_properties(book->workbook, &properties));
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
    book_check(page->book, worksheet_set_footer(page->sheet, t.p));
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
    double side = landscape ? 0.35 : 0.5; /* inches; wide tables need what a printer can give */
    worksheet_set_margins(page->sheet, side, side, 0.55, 0.7);
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
        book_fail(book, "E902", "sheet name");
    if (book->code != NULL)
        return page;
    page->sheet = workbook_add_worksheet(book->workbook, name);
    if (page->sheet == NULL)
        book_fail(book, "E902", "sheet name");
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

const struct meant_cell *page_value(const struct page *page, uint32_t row, uint32_t column)
{
    struct meant_cell key = {row, column, .text = NULL};
    if (page->count == 0)
        return NULL;
    return bsearch(&key, page->cells, page->count, sizeof key, by_place);
}

static void finish_page(struct page *page)
{
    struct book *book = page->book;
    size_t sorted = 1;
    while (sorted < page->count && by_place(&page->cells[sorted - 1], &page->cells[sorted]) < 0)
        sorted++;
    if (sorted < page->count)
        qsort(page->cells, page->count, sizeof *page->cells, by_place);
    for (size_t i = sorted; i < page->count; i++)
        if (by_place(&page->cells[i - 1], &page->cells[i]) == 0)
            book_fail(book, "E902",
                      arena_printf(book->arena, "%s: cell %u,%u written twice", page->name,
                                   (unsigned)page->cells[i].row, (unsigned)page->cells[i].column));
    for (size_t row = 0; row < page->height_count; row++)
        if (page->heights[row] > 0)
            book_check(book,
                       worksheet_set_row(page->sheet, (lxw_row_t)row, page->heights[row], NULL));
    uint32_t right = page->printed_column > 0 ? page->printed_column : page->last_column;
    book_check(book, worksheet_print_area(page->sheet, 0, 0, page->last_row, (lxw_col_t)right));
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
    if (book->code == NULL)
        book_fill_charts(book);
    lxw_error error = workbook_close(book->workbook);
    book_check(book, error);
    if (book->code == NULL &&
        !verify_workbook(publish_path(book->publish), sheets, book->page_count, &report))
        book_fail(book, "E903", fault_text(book, &report));
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
