/* The table of a test. Columns that hold numbers stand to the right, all others to the left. What a
 * cell is depends on its column: the same word is a name in one and a word of the grammar in
 * another.
 */
#include <string.h>

#include "rules/declare.h"
#include "rules/formatting.h"

enum { WIDEST_ALIGNED = 60 }; /* a wider cell moves no other */

struct table {
    const struct test *test;
    size_t columns, lines;
    const char **texts; /* [line * columns + column] */
    size_t *widths;
    bool *numbers; /* the column has a number */
    size_t written;
};

/* A name of the model or an expression. */
static const struct property_row formula = {.read = read_expression};

/* --- the first line --------------------------------------------------------------------------- */

static void write_heading(const struct pen *pen, const struct block *b,
                          const struct test_column *column, struct property cell)
{
    struct lexeme *first = cell.items;
    if (first->kind == LEXEME_MARK && first->mark == MARK_ARROW) {
        text_add(pen->out, "=> ");
        cell.items++;
        cell.count--;
    }
    const struct block_row *position = block_row(BLOCK_POSITION);
    struct lexeme base = cell.items[0];
    cell.row = &formula;
    if (column->use == TEST_POSITION) {
        text_add(pen->out, pen->to == LANG_SV ? position->sv : position->en);
    } else if (column->use == TEST_GRADE || column->use == TEST_ADVICE) {
        text_addn(pen->out, base.s.p, base.s.n);
    } else if (column->use == TEST_POINTS && is_points(base.s, pen->file->lang, &base.s)) {
        cell.items = (struct lexeme[]){base, {.kind = LEXEME_END}};
        write_words(pen, b, &cell);
        text_addc(pen->out, '.');
        text_add(pen->out, word_text(&points_words, 0, pen->to));
    } else {
        write_words(pen, b, &cell);
    }
}

/* --- cells ------------------------------------------------------------------------------------ */

/* Read as the same words in both dialects? Decimals, units and patterns are not. */
static bool is_plain(const struct property *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        const struct lexeme *x = &cell->items[i];
        size_t digits = 0;
        while (digits < x->s.n && x->s.p[digits] >= '0' && x->s.p[digits] <= '9') {
            digits++;
        }
        bool last = i + 1 == cell->count;
        bool number = x->kind == LEXEME_NUMBER && digits == x->s.n && last;
        bool mark = x->kind == LEXEME_MARK && x->mark < 128 && strchr("-:()", x->mark);
        if (x->kind != LEXEME_NAME && !number && !mark) {
            return false;
        }
    }
    return true;
}

/* In quotes when the words could mean something else in the other dialect. */
static void write_text_cell(const struct pen *pen, const struct test_column *column,
                            const struct property *cell)
{
    struct str s = cell_words(cell);
    int unused = 0;
    bool absent = word_find(&absent_words, s, LANG_SV, &unused) ||
                  word_find(&absent_words, s, LANG_EN, &unused);
    bool quoted = cell->count == 1 && cell->items[0].kind == LEXEME_TEXT;
    if (quoted || (is_plain(cell) && (column->use == TEST_AREA || !absent))) {
        text_addn(pen->out, s.p, s.n);
        return;
    }
    text_addc(pen->out, '"');
    for (size_t i = 0; i < s.n; i++) {
        text_add(pen->out, s.p[i] == '"' ? "\"" : "");
        text_addc(pen->out, s.p[i]);
    }
    text_addc(pen->out, '"');
}

/* True when it is a number. */
static bool write_cell(const struct pen *pen, const struct block *b,
                       const struct test_column *column, const struct property *cell)
{
    struct str s = cell_words(cell);
    enum lang from = pen->file->lang;
    const struct word_table *table = column->use == TEST_GRADE ? &grade_words
                                     : column->is_truth        ? &truth_words
                                                               : NULL;
    const char *word =
        column->use == TEST_AREA ? NULL : word_in_lang(&absent_words, s, from, pen->to);
    word = word || !table ? word : word_in_lang(table, s, from, pen->to);
    if (cell->count == 0) {
        return false;
    }
    if (word) {
        text_add(pen->out, word);
    } else if (column->use == TEST_AREA || column->is_text) {
        write_text_cell(pen, column, cell);
    } else if (column->use == TEST_POSITION) {
        text_addn(pen->out, s.p, s.n);
    } else {
        write_words(pen, b, cell);
        return true;
    }
    return false;
}

/* --- the lines -------------------------------------------------------------------------------- */

static void add_line(const struct pen *pen, const struct block *b, struct table *t,
                     const struct property *p)
{
    struct table_cells line = table_cells(pen->arena, p);
    for (size_t i = 0; i < line.count && i < t->columns; i++) {
        const struct test_column *column = &t->test->columns[i];
        struct text text = {0};
        struct pen own = *pen;
        own.out = &text;
        if (t->lines == 0) {
            write_heading(&own, b, column, line.cells[i]);
        } else if (write_cell(&own, b, column, &line.cells[i])) {
            t->numbers[i] = true;
        }
        size_t width = utf8_count(text.p ? text.p : "", text.n);
        bool counts = width > t->widths[i] && width <= WIDEST_ALIGNED;
        t->widths[i] = counts ? width : t->widths[i];
        t->texts[t->lines * t->columns + i] =
            arena_strndup(pen->arena, text.p ? text.p : "", text.n);
        text_release(&text);
    }
    t->lines++;
}

struct table *table_of(const struct pen *pen, const struct block *b)
{
    const struct test *test = b->item;
    if (b->kind != BLOCK_TEST || !test->columns) {
        return NULL;
    }
    struct table *t = arena_alloc(pen->arena, sizeof *t);
    size_t columns = test->column_count;
    *t = (struct table){.test = test, .columns = columns};
    t->texts = arena_array(pen->arena, b->count * columns + 1, sizeof *t->texts);
    t->widths = arena_array(pen->arena, columns + 1, sizeof *t->widths);
    t->numbers = arena_array(pen->arena, columns + 1, sizeof *t->numbers);
    for (size_t i = 0; i < b->count; i++) {
        if (b->properties[i].row == &table_line) {
            add_line(pen, b, t, &b->properties[i]);
        }
    }
    return t;
}

void write_table_line(const struct pen *pen, struct table *t, const struct property *p)
{
    write_blanks(pen, PROPERTY_INDENT);
    text_addc(pen->out, '|');
    for (size_t i = 0; i < t->columns; i++) {
        const char *text = t->texts[t->written * t->columns + i];
        size_t width = utf8_count(text, strlen(text));
        size_t blanks = width < t->widths[i] ? t->widths[i] - width : 0;
        bool right = t->numbers[i] && t->written > 0;
        text_addc(pen->out, ' ');
        write_blanks(pen, right ? blanks : 0);
        text_add(pen->out, text);
        write_blanks(pen, right ? 0 : blanks);
        text_add(pen->out, " |");
    }
    t->written++;
    const struct lexeme *last = &p->items[p->count - 1];
    write_comment_after(pen, last->s.p + last->s.n);
}
