/* What may stand where the cursor is. The line is looked at as it stands: while it is being written
 * it is rarely a value that can be read. */
#include <string.h>

#include "base/position.h"
#include "rules/declare.h"
#include "rules/derived.h"
#include "rules/functions.h"
#include "rules/surveying.h"
#include "rules/tell.h"
#include "rules/units.h"

struct line_end { /* the line up to the cursor */
    const char *start, *word, *at;
};

struct chooser {
    const struct survey *s;
    const struct rule_text *t;
    const struct block *block; /* NULL: none */
    struct line_end line;
    unsigned number;
    enum lang lang; /* the reader's */
    struct arena *arena;
    struct choices *out;
};

static const char *in_file(const struct chooser *c, const char *sv, const char *en)
{
    return c->t->lang == LANG_SV ? sv : en;
}

static void add(struct chooser *c, enum choice_kind kind, const char *text, const char *detail,
                const char *help)
{
    struct choices *o = c->out;
    for (size_t i = 0; i < o->count; i++) {
        if (o->items[i].kind == kind && strcmp(o->items[i].text, text) == 0) {
            return;
        }
    }
    o->items = arena_grow(c->arena, o->items, o->count, &o->capacity, sizeof *o->items);
    o->items[o->count++] = (struct choice){kind, text, detail ? detail : "", help ? help : ""};
}

/* The text that was made, in the arena; `t` is released. */
static const char *keep(struct chooser *c, struct text *t)
{
    const char *kept = arena_strdup(c->arena, t->p ? t->p : "");
    text_release(t);
    return kept;
}

/* --- blocks and properties -------------------------------------------------------------------- */

static void add_blocks(struct chooser *c)
{
    for (int i = 0; i < BLOCK_KINDS; i++) {
        const struct block_row *row = block_row((enum block_kind)i);
        add(c, CHOICE_BLOCK, in_file(c, row->sv, row->en), "",
            block_help((enum block_kind)i, c->lang));
    }
}

static bool stands_already(const struct chooser *c, const struct property_row *row)
{
    for (size_t i = 0; i < c->block->count && !(row->flags & IS_REPEATED); i++) {
        const struct property *p = &c->block->properties[i];
        bool here = c->line.word >= p->name.p && c->line.word <= p->name.p + p->name.n;
        if (p->row == row && !here) {
            return true;
        }
    }
    return false;
}

static void add_rows(struct chooser *c, const struct property_row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct text help = {0};
        if (stands_already(c, &rows[i])) {
            continue;
        }
        property_help(&rows[i], c->lang, &help);
        const char *required =
            rows[i].flags & IS_REQUIRED ? (c->lang == LANG_SV ? "måste finnas" : "required") : "";
        add(c, CHOICE_PROPERTY, in_file(c, rows[i].sv, rows[i].en), required, keep(c, &help));
    }
}

static void add_properties(struct chooser *c)
{
    size_t n = 0;
    const struct block_row *row = block_row((enum block_kind)c->block->kind);
    const struct property_row *common = property_common(&n);
    add_rows(c, row->properties, row->property_count);
    add_rows(c, common, n);
}

/* --- names ------------------------------------------------------------------------------------ */

static void add_name(struct chooser *c, const struct mention *m)
{
    const struct head *head = survey_head(c->s, m);
    const char *unit = survey_unit(c->s, m, c->lang);
    const char *label = head ? head_label(head, c->lang) : NULL;
    struct text detail = {0};
    text_add(&detail, label ? label : head ? head->sv : "");
    if (unit[0]) {
        text_printf(&detail, " [%s]", unit);
    }
    add(c, CHOICE_NAME, head->name, keep(c, &detail), symbol_text(m->ref.kind, c->lang));
}

static void add_names(struct chooser *c, unsigned kinds)
{
    const struct reading *r = c->s->reading;
    for (size_t i = 0; i < r->symbol_count; i++) {
        struct mention m = {r->symbols[i].ref, UINT32_MAX, r->symbols[i].place};
        if (m.ref.kind != SYMBOL_KINDS && kinds & 1u << m.ref.kind) {
            add_name(c, &m);
        }
    }
}

static void add_derived(struct chooser *c)
{
    for (int i = 0; i < DERIVED_COUNT; i++) {
        const struct derived_row *row = derived_row((enum derived)i);
        add(c, CHOICE_NAME, in_file(c, row->head.name, row->en), head_label(&row->head, c->lang),
            symbol_text(SYMBOL_DERIVED, c->lang));
    }
}

/* Inside räkna: the columns of its register. */
static void add_columns(struct chooser *c)
{
    const struct model *m = c->s->reading->model;
    const struct count *count = c->block->item;
    if (!count || count->reg >= m->register_count) {
        return;
    }
    for (uint32_t i = 0; i < m->registers[count->reg].column_count; i++) {
        struct mention column = {{SYMBOL_COLUMN, i, 'v', 0}, count->reg, {0}};
        add_name(c, &column);
    }
}

enum {
    VALUES = 1u << SYMBOL_VARIABLE | 1u << SYMBOL_FACT | 1u << SYMBOL_ASSUMPTION |
             1u << SYMBOL_COUNT | 1u << SYMBOL_INDICATOR | 1u << SYMBOL_NODE | 1u << SYMBOL_GATE |
             1u << SYMBOL_FLAG | 1u << SYMBOL_POSITION | 1u << SYMBOL_CALC,
    SHOWN = VALUES | 1u << SYMBOL_IDEA,
    EXPECTED = SHOWN | 1u << SYMBOL_ADVICE
};

/* --- words ------------------------------------------------------------------------------------ */

static void add_word(struct chooser *c, const struct word *w)
{
    const char *text = in_file(c, w->sv, w->en);
    add(c, CHOICE_WORD, text, "", word_help(str_of(text), c->t->lang, c->lang));
}

static void add_table(struct chooser *c, const struct word_table *table)
{
    for (size_t i = 0; table && i < table->count; i++) {
        /* another way to write the one before is not offered */
        if (i == 0 || word_at(table, i)->value != word_at(table, i - 1)->value) {
            add_word(c, word_at(table, i));
        }
    }
}

static void add_keywords(struct chooser *c, unsigned bits)
{
    for (size_t i = 0; i < keyword_words.count; i++) {
        const struct word *w = word_at(&keyword_words, i);
        bool first = i == 0 || w->value != word_at(&keyword_words, i - 1)->value;
        if (first && bits & 1u << w->value) {
            add_word(c, w);
        }
    }
}

static void add_units(struct chooser *c)
{
    const char *sv, *en, *en_one;
    for (size_t i = 0; unit_word_at(i, &sv, &en, &en_one); i++) {
        add(c, CHOICE_UNIT, in_file(c, sv, en), "", "");
    }
}

/* Those that can be converted to the one wanted; its own `text` comes first (empty: none has it).
 */
static void add_units_fitting(struct chooser *c, const struct unit *wanted, struct str text)
{
    const char *sv, *en, *en_one;
    if (text.n) {
        add(c, CHOICE_UNIT, arena_strndup(c->arena, text.p, text.n), "", "");
    }
    for (size_t i = 0; unit_word_at(i, &sv, &en, &en_one); i++) {
        struct unit unit = unit_named(sv);
        const char *word = in_file(c, sv, en);
        if (unit_fits(&unit, wanted) && !str_is(text, word)) {
            add(c, CHOICE_UNIT, word, "", "");
        }
    }
}

static void add_functions(struct chooser *c)
{
    for (int i = 0; i < FN_COUNT; i++) {
        const struct function_row *f = function_row((enum function)i);
        struct text help = {0};
        function_help((enum function)i, c->lang, &help);
        add(c, CHOICE_FUNCTION, in_file(c, f->sv, f->en),
            c->lang == LANG_SV ? f->help_sv : f->help_en, keep(c, &help));
    }
}

/* --- values ----------------------------------------------------------------------------------- */

/* "främst(" takes ideas, which have no value elsewhere. */
static bool after_foremost(const struct chooser *c)
{
    const char *p = c->line.word;
    const char *name = in_file(c, function_row(FN_TOP)->sv, function_row(FN_TOP)->en);
    size_t n = strlen(name);
    return p > c->line.start && p[-1] == '(' && (size_t)(p - 1 - c->line.start) >= n &&
           strncmp(p - 1 - n, name, n) == 0;
}

static void add_expression(struct chooser *c)
{
    static const unsigned OPERATORS = 1u << WORD_AND | 1u << WORD_OR | 1u << WORD_NOT |
                                      1u << WORD_IS | 1u << WORD_LIKE | 1u << WORD_YES |
                                      1u << WORD_NO | 1u << WORD_UNKNOWN | 1u << WORD_MISSING;
    if (c->block->kind == BLOCK_COUNT) {
        add_columns(c);
        add_names(c, 1u << SYMBOL_ASSUMPTION);
    } else {
        add_names(c, after_foremost(c) ? SHOWN : VALUES);
        add_derived(c);
    }
    add_functions(c);
    add_keywords(c, OPERATORS);
}

/* After a number: a blank, and nothing but its digits before. */
static bool follows_number(const struct chooser *c)
{
    const char *p = c->line.word;
    return p - c->line.start >= 2 && p[-1] == ' ' && p[-2] >= '0' && p[-2] <= '9';
}

/* Inside quotes, or in a unit's brackets? The character that opened; 0 for neither. */
static char inside(const struct line_end *line)
{
    char open = 0;
    for (const char *p = line->start; p < line->at; p++) {
        if (*p == '"' && open != '[') {
            open = open ? 0 : '"';
        } else if (open != '"' && (*p == '[' || *p == ']')) {
            open = *p == '[' ? '[' : 0;
        }
    }
    return open;
}

/* Units after a number: a share and a number of years have a fixed one; what an assumption is worth
 * and the ends of a scale have that of their block. */
static void add_units_of(struct chooser *c, const struct property_row *row)
{
    struct unit wanted = unit_none();
    struct str bad, own = {0};
    bool of_block = row->read == read_dated || row->read == read_value_always ||
                    row->read == read_scale || row->read == read_range;
    if (row->read == read_years) {
        wanted = unit_named("år");
    } else if (of_block && c->block->unit.n) {
        own = c->block->unit;
        unit_parse(c->arena, own, c->t->lang, &wanted, &bad);
    } else if (row->read != read_share) {
        add_units(c);
        return;
    }
    add_units_fitting(c, &wanted, own);
}

static void add_value(struct chooser *c, const struct property_row *row)
{
    const struct expected_value *value = expected_of(row);
    if (c->line.word > c->line.start && c->line.word[-1] == '.') {
        add_table(c, &property_words);
        return;
    }
    if (!value || row->flags & IS_FREE) {
        add_table(c, value ? value->words[0] : NULL);
        return;
    }
    if (follows_number(c)) {
        add_units_of(c, row);
        return;
    }
    add_table(c, row->words);
    add_table(c, value->words[0]);
    add_keywords(c, value->keywords);
    bool assigned =
        row->read == read_set && memchr(c->line.start, '=', (size_t)(c->line.at - c->line.start));
    if (value->expression || assigned) {
        add_expression(c);
    } else {
        add_names(c, value->names);
    }
}

/* --- where the cursor is ---------------------------------------------------------------------- */

/* The property that the line begins, or that it goes on with, and where its value begins. */
static const struct property_row *property_of_line(const struct chooser *c, const char **value)
{
    for (unsigned line = c->number; line > c->block->place.line; line--) {
        struct str s = text_line(c->t, line);
        const char *start = lex_after_blanks(s.p), *stop = s.p + s.n;
        struct str name = lex_name(start);
        const struct property_row *row =
            name.n ? property_find((enum block_kind)c->block->kind, name, c->t->lang) : NULL;
        const char *after = row ? name.p + name.n : stop;
        size_t quoted = 0;
        for (; after < stop && *after != ':'; after += quoted ? quoted : 1) {
            quoted = lex_quoted(after);
        }
        if (row && (after < stop || row->flags & IS_FOR)) {
            *value = after < stop ? after + 1 : stop;
            return row;
        }
    }
    return NULL;
}

/* {name} in a text that is shown. */
static bool in_placeholder(const struct chooser *c)
{
    const char *p = c->line.word;
    return p > c->line.start && p[-1] == '{' && !(p - 1 > c->line.start && p[-2] == '{');
}

static void in_block(struct chooser *c)
{
    const char *value = NULL;
    const char *start = lex_after_blanks(c->line.start);
    bool is_line = *start == '|' && c->block->kind == BLOCK_TEST;
    const struct property_row *row = is_line ? &table_line : property_of_line(c, &value);
    bool in_value = row && (is_line || c->line.at >= value || value < c->line.start);
    if (in_placeholder(c)) {
        add_names(c, SHOWN);
        add_derived(c);
    } else if (inside(&c->line) == '[') {
        add_units(c);
    } else if (inside(&c->line) == '"') {
        c->out->areas = row && row->flags & IS_FOR && !in_value;
    } else if (is_line) {
        add_names(c, EXPECTED);
        add_derived(c);
        add_word(c,
                 &(struct word){block_row(BLOCK_POSITION)->sv, block_row(BLOCK_POSITION)->en, 0});
        add_functions(c);
    } else if (in_value) {
        add_value(c, row);
    } else if (row && row->flags & IS_FOR && start != c->line.word) {
        add_table(c, &for_words);
    } else if (start == c->line.word) {
        add_properties(c);
    }
}

/* Where the name begins that ends at the cursor. */
static const char *word_before(const struct line_end *line)
{
    const char *p = line->at;
    while (p > line->start &&
           ((unsigned char)p[-1] >= 0x80 || p[-1] == '_' || (p[-1] >= '0' && p[-1] <= '9') ||
            ((p[-1] | 0x20) >= 'a' && (p[-1] | 0x20) <= 'z'))) {
        p--;
    }
    while (p < line->at && lex_name(p).p + lex_name(p).n < line->at) {
        p++;
    }
    return p;
}

struct choices survey_choices(const struct survey *s, const char *file, unsigned line,
                              unsigned column, enum lang lang, struct arena *arena)
{
    struct choices out = {.column = column};
    const struct rule_text *t = survey_text(s, file);
    if (!t || line == 0 || column == 0) {
        return out;
    }
    struct str text = text_line(t, line);
    size_t byte = position_byte(text.p, text.n, column - 1, COLUMN_CHARACTERS);
    struct chooser c = {.s = s,
                        .t = t,
                        .block = block_around(s, t, line),
                        .line = {text.p, NULL, text.p + byte},
                        .number = line,
                        .lang = lang,
                        .arena = arena,
                        .out = &out};
    c.line.word = word_before(&c.line);
    out.column = (unsigned)utf8_count(text.p, (size_t)(c.line.word - text.p)) + 1;
    if (memchr(text.p, '#', byte) && lex_after_blanks(text.p)[0] == '#') {
        return out;
    }
    if (c.line.word == text.p) {
        add_blocks(&c);
    } else if (!lex_blank(text.p)) {
        if (inside(&c.line) == '[') {
            add_units(&c);
        }
    } else if (c.block) {
        in_block(&c);
    }
    return out;
}
