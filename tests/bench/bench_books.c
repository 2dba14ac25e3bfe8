/* The same cells written three ways, in one process: by a bare loop over libxlsxwriter, through
 * lib/report/book.h (which checks, remembers, reads back, syncs and renames), and only read back.
 * The cells are those of a finished run, from a flat file that tests/bench/books.py makes.
 * Usage: bench_books CELLS FOLDER */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/number.h"
#include "report/book.h"
#include "report/verify.h"

enum { BEST_OF = 12, MOST_BOOKS = 64, MOST_SHEETS = 64, FIELDS = 7, MOST_FILE = 1 << 30 };

struct sheet_cells {
    const char *name;
    struct meant_cell *cells;
    bool *wrapped; /* [count] */
    size_t count, capacity, capacity_wrapped;
    struct row_height {
        uint32_t row;
        double points;
    } * heights; /* book.h finds its own */
    size_t height_count, height_capacity;
};
struct book_cells {
    const char *name;
    struct sheet_cells sheets[MOST_SHEETS];
    size_t count;
};
struct cells {
    struct arena *arena;
    struct book_cells *books;
    size_t count, cells;
};

static double seconds(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static double number(const char *text)
{
    double value = 0;
    if (!number_parse(text, strlen(text), '.', &value)) {
        fprintf(stderr, "bench_books: no number: %s\n", text);
        exit(1);
    }
    return value;
}

static void take_height(struct cells *all, struct sheet_cells *sheet, char **field)
{
    sheet->heights = arena_grow(all->arena, sheet->heights, sheet->height_count,
                                &sheet->height_capacity, sizeof *sheet->heights);
    sheet->heights[sheet->height_count++] =
        (struct row_height){(uint32_t)number(field[1]), number(field[2])};
}

/* B name | S name | R row height | C row column wrapped kind value formula */
static void take(struct cells *all, char **field, size_t count)
{
    if (field[0][0] == 'B' && all->count < MOST_BOOKS) {
        all->books[all->count++].name = field[1];
        return;
    }
    struct book_cells *book = &all->books[all->count - 1];
    if (field[0][0] == 'S' && book->count < MOST_SHEETS) {
        book->sheets[book->count++].name = field[1];
        return;
    }
    struct sheet_cells *sheet = &book->sheets[book->count - 1];
    if (field[0][0] == 'R') {
        take_height(all, sheet, field);
        return;
    }
    if (count != FIELDS)
        return;
    sheet->cells =
        arena_grow(all->arena, sheet->cells, sheet->count, &sheet->capacity, sizeof *sheet->cells);
    sheet->wrapped = arena_grow(all->arena, sheet->wrapped, sheet->count, &sheet->capacity_wrapped,
                                sizeof *sheet->wrapped);
    bool text = field[4][0] == 's';
    sheet->wrapped[sheet->count] = field[3][0] == '1';
    sheet->cells[sheet->count++] = (struct meant_cell){.row = (uint32_t)number(field[1]),
                                                       .column = (uint32_t)number(field[2]),
                                                       .number = text ? 0 : number(field[5]),
                                                       .text = text ? field[5] : NULL,
                                                       .formula = field[6][0] ? field[6] : NULL};
    all->cells++;
}

static struct cells read_cells(const char *path)
{
    struct cells all = {.arena = arena_new()};
    struct file_bytes bytes;
    int why;
    if (!file_read(path, MOST_FILE, &bytes, &why)) {
        fprintf(stderr, "bench_books: %s: %s\n", path, strerror(why));
        exit(1);
    }
    char *text = arena_strndup(all.arena, bytes.data, bytes.size);
    file_release(&bytes);
    all.books = arena_array(all.arena, MOST_BOOKS, sizeof *all.books);
    while (*text) {
        char *field[FIELDS] = {0}, *end = text + strcspn(text, "\n");
        size_t count = 0;
        char *next = *end ? end + 1 : end;
        *end = '\0';
        while (count < FIELDS) {
            field[count++] = text;
            text += strcspn(text, "\t");
            if (*text == '\0')
                break;
            *text++ = '\0';
        }
        take(&all, field, count);
        text = next;
    }
    return all;
}

/* --- the ways --------------------------------------------------------------------------------- */

static void bare_sheet(lxw_workbook *workbook, const struct sheet_cells *s, lxw_format *formats[3])
{
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, s->name);
    for (size_t i = 0; i < s->height_count; i++)
        worksheet_set_row(sheet, s->heights[i].row, s->heights[i].points, NULL);
    for (size_t i = 0; i < s->count; i++) {
        const struct meant_cell *c = &s->cells[i];
        lxw_row_t row = c->row;
        lxw_col_t column = (lxw_col_t)c->column;
        lxw_format *format = formats[c->text == NULL ? 0 : s->wrapped[i] ? 2 : 1];
        if (c->formula && c->text)
            worksheet_write_formula_str(sheet, row, column, c->formula, format, c->text);
        else if (c->formula)
            worksheet_write_formula_num(sheet, row, column, c->formula, format, c->number);
        else if (c->text)
            worksheet_write_string(sheet, row, column, c->text, format);
        else
            worksheet_write_number(sheet, row, column, c->number, format);
    }
}

static bool bare(const struct book_cells *b, const char *path)
{
    lxw_workbook *workbook = workbook_new(path);
    lxw_format *formats[3];
    for (int i = 0; i < 3; i++) {
        formats[i] = workbook_add_format(workbook);
        format_set_font_size(formats[i], 10);
    }
    format_set_num_format(formats[0], "#,##0.0");
    format_set_text_wrap(formats[2]);
    for (size_t i = 0; i < b->count; i++)
        bare_sheet(workbook, &b->sheets[i], formats);
    return workbook_close(workbook) == LXW_NO_ERROR;
}

static bool through(const struct book_cells *b, const char *path)
{
    static const struct book_info info = {"Tid", "Tid", "bench", "bench", "&P", NULL, 20260101};
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct book *book = book_new(path, &info);
    for (size_t k = 0; k < b->count; k++) {
        const struct sheet_cells *s = &b->sheets[k];
        struct page *page = book_page(book, s->name, false);
        for (size_t i = 0; i < s->count; i++) {
            const struct meant_cell *c = &s->cells[i];
            if (c->formula)
                page_formula(page, c->row, c->column, c->formula,
                             (struct page_result){c->number, c->text}, 1, STYLE_ROW_NUMBER);
            else if (c->text)
                page_text(page, c->row, c->column, c->text,
                          s->wrapped[i] ? STYLE_ROW_WRAP : STYLE_ROW_TEXT);
            else
                page_number(page, c->row, c->column, c->number, 1, STYLE_ROW_NUMBER);
        }
    }
    bool good = book_publish(book, d);
    diagnostics_free(d);
    return good;
}

static bool read_back(const struct book_cells *b, const char *path)
{
    struct meant_sheet sheets[MOST_SHEETS];
    struct verify_report report;
    for (size_t i = 0; i < b->count; i++)
        sheets[i] = (struct meant_sheet){b->sheets[i].name, b->sheets[i].cells, b->sheets[i].count};
    return verify_workbook(path, sheets, b->count, &report);
}

/* --- measuring -------------------------------------------------------------------------------- */

struct measured {
    double processor, wall;
};

/* Every `step`-th book from `first` on. */
static void all_books(const struct cells *all, const char *folder, size_t first, size_t step,
                      bool (*way)(const struct book_cells *, const char *))
{
    for (size_t i = first; i < all->count; i += step) {
        char path[4096];
        snprintf(path, sizeof path, "%s/bench-%zu.xlsx", folder, i);
        if (!way(&all->books[i], path)) {
            fprintf(stderr, "bench_books: %s: not written\n", all->books[i].name);
            exit(1);
        }
    }
}

/* One more round of a way: *best keeps the quickest. */
static void measure(const struct cells *all, const char *folder,
                    bool (*way)(const struct book_cells *, const char *), struct measured *best)
{
    double processor = seconds(CLOCK_PROCESS_CPUTIME_ID), wall = seconds(CLOCK_MONOTONIC);
    all_books(all, folder, 0, 1, way);
    processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor;
    wall = seconds(CLOCK_MONOTONIC) - wall;
    best->processor = processor < best->processor ? processor : best->processor;
    best->wall = wall < best->wall ? wall : best->wall;
}

/* As a run does: one worker more than cores. Wall time, best of several. */
static double measure_workers(const struct cells *all, const char *folder,
                              bool (*way)(const struct book_cells *, const char *))
{
    size_t workers = (size_t)sysconf(_SC_NPROCESSORS_ONLN) + 1;
    double best = 1e9;
    for (int i = 0; i < BEST_OF; i++) {
        double wall = seconds(CLOCK_MONOTONIC);
        for (size_t w = 0; w < workers; w++)
            if (fork() == 0) {
                all_books(all, folder, w, workers, way);
                _exit(0);
            }
        for (int status; wait(&status) > 0;)
            if (status != 0)
                exit(1);
        wall = seconds(CLOCK_MONOTONIC) - wall;
        best = wall < best ? wall : best;
    }
    return best;
}

static void row(const char *what, struct measured m, size_t cells, double bare_processor)
{
    printf("%-46s%9.3f s%9.3f s%9.1f M/s%8.2f x\n", what, m.processor, m.wall,
           (double)cells / m.processor / 1e6, m.processor / bare_processor);
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "bench_books CELLS FOLDER\n");
        return 2;
    }
    struct cells all = read_cells(argv[1]);
    struct measured loop = {1e9, 1e9}, book = loop, back = loop;
    for (int i = 0; i < BEST_OF; i++) { /* in turns: other work on the machine meets all alike */
        measure(&all, argv[2], bare, &loop);
        measure(&all, argv[2], through, &book);
        measure(&all, argv[2], read_back, &back);
    }
    struct measured only = {book.processor - back.processor, book.wall - back.wall};
    printf("%zu workbooks, %zu cells; best of %d\n", all.count, all.cells, (int)BEST_OF);
    printf("%-46s%11s%11s%13s%10s\n", "", "processor", "wall", "cells", "of bare");
    row("bare libxlsxwriter", loop, all.cells, loop.processor);
    row("book.h, without its read-back (goal 1.3 x)", only, all.cells, loop.processor);
    row("book.h, read back, synced, renamed", book, all.cells, loop.processor);
    row("read-back alone", back, all.cells, loop.processor);
    double whole = measure_workers(&all, argv[2], through),
           again = measure_workers(&all, argv[2], read_back);
    printf("all workbooks by as many workers as a run has: %.3f s (goal 0.7 s), of which read-back "
           "%.3f s; without it %.3f s (goal 0.35 s)\n",
           whole, again, whole - again);
    printf("%.6f\n", loop.processor); /* for books.py */
    arena_free(all.arena);
    return 0;
}
