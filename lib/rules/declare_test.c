/* Tests of the rules: tables whose rows are the whole area, and statements on the real data. The
 * columns are read with the other properties; the cells when names and units are known. */
#include <string.h>

#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

static bool is_bar(const struct lexeme *x)
{
    return x->kind == LEXEME_MARK && x->mark == MARK_BAR;
}

static struct property cell_of(struct arena *arena, const struct property *p, size_t from,
                               size_t to)
{
    struct property cell = {.row = p->row, .file = p->file, .count = to - from};
    cell.items = arena_array(arena, to - from + 1, sizeof *cell.items);
    memcpy(cell.items, p->items + from, (to - from) * sizeof *cell.items);
    const struct lexeme *before = &p->items[to > from ? to - 1 : from - 1];
    cell.items[to - from] =
        (struct lexeme){.kind = LEXEME_END, .s = {before->s.p + before->s.n, 0}};
    return cell;
}

struct table_cells table_cells(struct arena *arena, const struct property *p)
{
    struct table_cells line = {arena_array(arena, p->count + 1, sizeof *line.cells), 0};
    for (size_t from = 1; from < p->count; from++) {
        size_t to = from;
        while (to < p->count && !is_bar(&p->items[to])) {
            to++;
        }
        line.cells[line.count++] = cell_of(arena, p, from, to);
        from = to;
    }
    return line;
}

struct str cell_words(const struct property *cell)
{
    if (cell->count == 0) {
        return (struct str){cell->items[0].s.p, 0};
    }
    const struct lexeme *last = &cell->items[cell->count - 1];
    const char *start = cell->items[0].s.p;
    return (struct str){start, (size_t)(last->s.p + last->s.n - start)};
}

/* --- columns ---------------------------------------------------------------------------------- */

/* given = namn [år]; false when an error was told */
static bool read_given(struct reading *r, struct cursor *c, struct test_column *column)
{
    struct lexeme name;
    enum symbol_kind kind;
    struct ref ref;
    if (!cursor_name(c, &name) || !resolve_name(r, name.s, column->place, &ref)) {
        return false;
    }
    kind = ref.kind;
    bool takes = kind == SYMBOL_VARIABLE || kind == SYMBOL_FACT || kind == SYMBOL_COUNT ||
                 kind == SYMBOL_ASSUMPTION;
    if (kind == SYMBOL_DERIVED && ref.index == DERIVED_AREA) {
        column->use = TEST_AREA;
    } else if (!takes || ref.property != 'v') {
        tell(r, "E441", column->place, said(r, name.s), symbol_text(kind, r->d->lang), NULL);
        return false;
    }
    column->ref = ref;
    return (kind != SYMBOL_VARIABLE || cursor_at_end(c) || take_whole(c, &column->year)) &&
           cursor_end(c);
}

bool is_points(struct str name, enum lang lang, struct str *base)
{
    size_t n = 0;
    int unused = 0;
    while (n < name.n && name.p[name.n - 1 - n] != '.') {
        n++;
    }
    bool dotted = n + 1 < name.n;
    *base = (struct str){name.p, dotted ? name.n - n - 1 : 0};
    return dotted && word_find(&points_words, (struct str){name.p + name.n - n, n}, lang, &unused);
}

/* "namn.poäng": true when it says so, told or not. */
static bool read_points(struct reading *r, struct str name, enum lang lang,
                        struct test_column *column)
{
    struct str base;
    if (!is_points(name, lang, &base)) {
        return false;
    }
    if (!resolve_name(r, base, column->place, &column->ref)) {
        return true;
    }
    if (column->ref.kind != SYMBOL_INDICATOR) {
        tell(r, "E411", column->place, said(r, base), symbol_text(column->ref.kind, r->d->lang),
             symbol_text(SYMBOL_INDICATOR, r->d->lang), NULL);
    }
    column->use = TEST_POINTS;
    column->unit = unit_named("poäng");
    return true;
}

/* What an expected name alone may mean beside a value: an idea's grade, advice, the position. */
static bool read_special(struct reading *r, struct str name, enum lang lang,
                         struct test_column *column)
{
    const struct symbol *symbol = names_find(r, name);
    enum block_kind kind;
    if (symbol && (symbol->ref.kind == SYMBOL_IDEA || symbol->ref.kind == SYMBOL_ADVICE)) {
        column->use = symbol->ref.kind == SYMBOL_IDEA ? TEST_GRADE : TEST_ADVICE;
        column->ref = symbol->ref;
        column->is_truth = symbol->ref.kind == SYMBOL_ADVICE;
        mention_add(r, symbol->ref, UINT32_MAX, column->place, utf8_count(name.p, name.n));
        return true;
    }
    if (!symbol && block_find(name, lang, &kind) && kind == BLOCK_POSITION) {
        column->use = TEST_POSITION;
        return true;
    }
    return read_points(r, name, lang, column);
}

/* expected = namn | namn ".poäng" | "läge" | villkor */
static void read_expected(struct reading *r, struct block *b, struct property *cell,
                          struct cursor *c, struct test_column *column)
{
    const struct lexeme *x = cursor_peek(c);
    if (x->kind == LEXEME_NAME && x[1].kind == LEXEME_END &&
        read_special(r, x->s, cell->file->lang, column)) {
        return;
    }
    column->use = TEST_VALUE;
    struct expr *e = parse_condition(c);
    if (e && cursor_end(c)) {
        await(r, b, cell, e, EXPECT_ANY, NULL, &column->value);
    }
}

static void check_twice(struct reading *r, const struct test *t, const struct test_column *column)
{
    for (const struct test_column *c = t->columns; c < column; c++) {
        bool same = c->use == column->use && c->use <= TEST_GIVEN && c->year == column->year &&
                    c->ref.kind == column->ref.kind && c->ref.index == column->ref.index;
        if (same) {
            struct diagnostic *item = tell(r, "E109", column->place, column->text, NULL);
            tell_other(r, item, c->place, say(r, "första gången", "the first time"));
        }
    }
}

static void read_columns(struct reading *r, struct block *b, struct property *p, struct test *t)
{
    struct table_cells line = table_cells(r->arena, p);
    bool expected = false;
    t->columns = arena_array(r->arena, line.count + 1, sizeof *t->columns);
    t->columns_place = place_at(r, p->file, p->name);
    for (size_t i = 0; i < line.count; i++) {
        struct property *cell = &line.cells[i];
        struct test_column *column = &t->columns[t->column_count++];
        struct cursor c = cursor_over(r, cell);
        expected = cursor_take_mark(&c, MARK_ARROW) || expected;
        struct str rest = {cursor_peek(&c)->s.p, 0};
        rest.n = (size_t)(cell->items[cell->count].s.p - rest.p);
        column->use = TEST_GIVEN;
        column->ref = (struct ref){SYMBOL_KINDS, 0, 'v', 0};
        column->text = said(r, rest);
        column->place = place_at(r, cell->file, rest);
        if (expected) {
            read_expected(r, b, cell, &c, column);
        } else if (read_given(r, &c, column)) {
            check_twice(r, t, column);
        }
    }
}

static struct property *first_line(const struct block *b)
{
    for (size_t i = 0; i < b->count; i++) {
        if (b->properties[i].row == &table_line) {
            return &b->properties[i];
        }
    }
    return NULL;
}

/* The first line names the columns; the others wait for their units. */
void read_table_line(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct test *t = item;
    if (p == first_line(b)) {
        read_columns(r, b, p, t);
        t->rows = arena_array(r->arena, b->count, sizeof *t->rows);
    }
}

/* vänta = "för" "område" ":" villkor */
void read_expectation(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct test *t = item;
    struct cursor c = cursor_over(r, p);
    struct expr *e = parse_condition(&c);
    if (!e || !cursor_end(&c)) {
        return;
    }
    if (!t->statements) {
        t->statements = arena_array(r->arena, b->count, sizeof *t->statements);
    }
    struct statement *s = &t->statements[t->statement_count++];
    struct property quoted = {0};
    const char *end = NULL;
    s->area_place = place_at(r, p->file, p->raw);
    s->place = value_place(r, p);
    lex_value(r, p->file, p->raw.p, &quoted, &end);
    s->area = quoted.items[0].text;
    await(r, b, p, e, EXPECT_TRUTH, NULL, &s->condition);
}

/* --- cells ------------------------------------------------------------------------------------ */

static int decimals_of(const struct lexeme *x, enum lang lang)
{
    char point = lang == LANG_SV ? ',' : '.';
    size_t i = 0;
    while (i < x->s.n && x->s.p[i] != point) {
        i++;
    }
    int count = 0;
    while (i + 1 < x->s.n && x->s.p[i + 1] >= '0' && x->s.p[i + 1] <= '9') {
        i++;
        count++;
    }
    return count;
}

static void read_number(struct reading *r, const struct property *cell,
                        const struct test_column *column, struct test_cell *out)
{
    struct cursor c = cursor_over(r, cell);
    size_t minus = cursor_is_mark(&c, MARK_MINUS);
    const struct lexeme *x = &cell->items[minus];
    if (!take_amount(&c, &column->unit, true, &out->number) || !cursor_end(&c)) {
        return;
    }
    double written = minus ? -x->number : x->number;
    bool zero = out->number <= 0 && out->number >= 0;
    out->as_written = zero ? 1 : written / out->number;
    out->decimals = decimals_of(x, cell->file->lang);
}

/* One word of a table, which may be two ("möjlig om"). */
static void read_choice(struct reading *r, const struct property *cell,
                        const struct word_table *table, struct test_cell *out)
{
    struct str s = cell_words(cell);
    int value = 0;
    if (word_find(table, s, cell->file->lang, &value)) {
        out->number = value;
        return;
    }
    tell(r, "E130", out->place, said(r, s), word_list(r->d->arena, table, cell->file->lang), NULL);
}

static void read_position(struct reading *r, const struct property *cell, struct test_cell *out)
{
    struct cursor c = cursor_over(r, cell);
    struct ref ref;
    struct place place;
    if (take_ref(&c, SYMBOL_POSITION, &ref, &place) && cursor_end(&c)) {
        out->number = ref.index;
    }
}

/* A text in quotes, or the words as they stand. */
static const char *read_words(struct reading *r, const struct property *cell)
{
    bool quoted = cell->count == 1 && cell->items[0].kind == LEXEME_TEXT;
    struct str s = cell_words(cell);
    return quoted ? cell->items[0].text : arena_strndup(r->arena, s.p, s.n);
}

static void check_answer(struct reading *r, const struct test_column *column,
                         const struct test_cell *cell)
{
    if (column->use != TEST_GIVEN || column->ref.kind != SYMBOL_FACT) {
        return;
    }
    const struct fact *f = &r->model->facts[column->ref.index];
    bool listed = f->choice_count == 0;
    for (size_t i = 0; !listed && i < f->choice_count; i++) {
        listed = name_eq(f->choices[i], cell->text);
    }
    if (!listed) {
        struct diagnostic *item = tell(r, "E408", cell->place, cell->text, f->head.name, NULL);
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
                  text_nearest(cell->text, f->choices, f->choice_count));
    }
}

static void read_cell(struct reading *r, const struct property *cell,
                      const struct test_column *column, struct test_cell *out)
{
    int unused = 0;
    out->place = place_at(r, cell->file, cell_words(cell));
    out->as_written = 1;
    out->missing =
        cell->count == 0 || word_find(&absent_words, cell_words(cell), cell->file->lang, &unused);
    if (out->missing) {
        return;
    }
    if (column->use == TEST_GRADE) {
        read_choice(r, cell, &grade_words, out);
    } else if (column->use == TEST_POSITION) {
        read_position(r, cell, out);
    } else if (column->is_truth) {
        read_choice(r, cell, &truth_words, out);
    } else if (column->is_text) {
        out->text = read_words(r, cell);
        check_answer(r, column, out);
    } else {
        read_number(r, cell, column, out);
    }
}

/* What the cells of a column hold; false when its head was told as wrong. */
static bool set_type(struct reading *r, struct test_column *column)
{
    if (column->use == TEST_VALUE && column->value) {
        column->unit = column->value->unit;
        column->is_truth = column->value->is_truth;
        column->is_text = column->value->is_text;
    } else if (column->use == TEST_GIVEN) {
        return type_of(r, column->ref, &column->unit, &column->is_truth, &column->is_text);
    }
    return column->use != TEST_VALUE || column->value;
}

static void read_row(struct reading *r, struct property *p, struct test *t, const bool *fine)
{
    struct table_cells line = table_cells(r->arena, p);
    struct str s = cell_words(p);
    struct place place = place_at(r, p->file, s);
    if (line.count != t->column_count) {
        struct arena *arena = r->d->arena;
        struct diagnostic *item = tell(r, "E440", place, arena_printf(arena, "%zu", line.count),
                                       arena_printf(arena, "%zu", t->column_count), NULL);
        tell_other(r, item, t->columns_place, say(r, "kolumnerna", "the columns"));
        return;
    }
    struct test_row *row = &t->rows[t->row_count++];
    row->cells = arena_array(r->arena, line.count + 1, sizeof *row->cells);
    row->place = place;
    row->name = "";
    for (size_t i = 0; i < line.count; i++) {
        if (t->columns[i].use == TEST_AREA) {
            row->name = read_words(r, &line.cells[i]);
        } else if (fine[i]) {
            read_cell(r, &line.cells[i], &t->columns[i], &row->cells[i]);
        }
    }
}

/* An assumption is one number: rows that leave it blank have that of the others. */
static void check_assumptions(struct reading *r, const struct test *t)
{
    for (size_t i = 0; i < t->column_count; i++) {
        const struct test_cell *first = NULL;
        if (t->columns[i].use != TEST_GIVEN || t->columns[i].ref.kind != SYMBOL_ASSUMPTION) {
            continue;
        }
        for (size_t k = 0; k < t->row_count; k++) {
            const struct test_cell *cell = &t->rows[k].cells[i];
            first = first || cell->missing ? first : cell;
            if (!cell->missing && (cell->number < first->number || cell->number > first->number)) {
                struct diagnostic *item = tell(r, "E443", cell->place, t->columns[i].text, NULL);
                tell_other(r, item, first->place, say(r, "det första", "the first of them"));
                break;
            }
        }
    }
}

/* A statement, or a row below a column that says what to expect; or a line told as wrong. */
static bool expects(const struct block *b, const struct test *t)
{
    size_t rows = 0;
    bool found = false;
    for (size_t i = 0; i < b->count; i++) {
        const struct property *p = &b->properties[i];
        rows += p->row == &table_line;
        found = found || p->broken || (p->row->flags & IS_FOR);
    }
    for (size_t i = 0; rows > 1 && i < t->column_count; i++) {
        found = found || t->columns[i].use >= TEST_VALUE;
    }
    return found;
}

static void build(struct reading *r, struct block *b)
{
    struct test *t = b->item;
    const struct property *first = first_line(b);
    bool *fine = arena_array(r->arena, t->column_count + 1, sizeof *fine);
    for (size_t i = 0; i < t->column_count; i++) {
        fine[i] = set_type(r, &t->columns[i]);
    }
    for (size_t i = 0; t->columns && i < b->count; i++) {
        struct property *p = &b->properties[i];
        if (p->row == &table_line && p != first && !p->broken) {
            read_row(r, p, t, fine);
        }
    }
    check_assumptions(r, t);
    if (!expects(b, t)) {
        tell(r, "E442", b->place, NULL);
    }
}

void tests_build(struct reading *r)
{
    for (size_t i = 0; i < r->block_count; i++) {
        struct block *b = &r->blocks[i];
        if (b->kind == BLOCK_TEST) {
            build(r, b);
        }
    }
}
