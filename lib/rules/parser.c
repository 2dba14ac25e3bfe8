#include "rules/parser.h"

#include <string.h>

#include "base/limits.h"
#include "rules/functions.h"
#include "rules/habits.h"
#include "rules/pattern.h"
#include "rules/tell.h"
#include "rules/units.h"

enum { SOME = 50 }; /* units and functions that an unknown one is compared with, about */

/* --- the walk --------------------------------------------------------------------------------- */

struct cursor cursor_over(struct reading *r, const struct property *p)
{
    return (struct cursor){.r = r, .file = p->file, .items = p->items};
}

const struct lexeme *cursor_peek(const struct cursor *c)
{
    return &c->items[c->at];
}

struct place cursor_place(const struct cursor *c)
{
    return place_at(c->r, c->file, cursor_peek(c)->s);
}

bool cursor_at_end(const struct cursor *c)
{
    return cursor_peek(c)->kind == LEXEME_END;
}

bool cursor_is_mark(const struct cursor *c, int mark)
{
    return cursor_peek(c)->kind == LEXEME_MARK && cursor_peek(c)->mark == mark;
}

bool cursor_take_mark(struct cursor *c, int mark)
{
    bool is = cursor_is_mark(c, mark);
    c->at += is;
    return is;
}

bool cursor_is_word(const struct cursor *c, enum keyword word)
{
    int value = 0;
    return cursor_peek(c)->kind == LEXEME_NAME &&
           word_find(&keyword_words, cursor_peek(c)->s, c->file->lang, &value) &&
           value == (int)word;
}

bool cursor_take_word(struct cursor *c, enum keyword word)
{
    bool is = cursor_is_word(c, word);
    c->at += is;
    return is;
}

/* From the word at `from` to the one before the cursor. */
static struct place span(const struct cursor *c, size_t from)
{
    const struct lexeme *first = &c->items[from];
    const struct lexeme *last = &c->items[c->at > from ? c->at - 1 : from];
    struct str s = {first->s.p, (size_t)(last->s.p + last->s.n - first->s.p)};
    return place_at(c->r, c->file, s);
}

struct diagnostic *cursor_told_decimal_comma(const struct cursor *c)
{
    const struct lexeme *x = cursor_peek(c), *before = x - 1;
    if (c->at == 0 || x->kind != LEXEME_MARK || x->s.p[0] != ',' || before->kind != LEXEME_NUMBER ||
        before->s.p + before->s.n != x->s.p || x->s.p[1] < '0' || x->s.p[1] > '9') {
        return NULL;
    }
    size_t n = before->s.n + 1 + strspn(x->s.p + 1, "0123456789");
    char *right = arena_strndup(c->r->d->arena, before->s.p, n);
    right[before->s.n] = '.';
    struct str number = {before->s.p, n};
    return tell(c->r, "E116", place_at(c->r, c->file, number), said(c->r, number), right, NULL);
}

struct diagnostic *cursor_unexpected(struct cursor *c, const char *sv, const char *en)
{
    const struct lexeme *x = cursor_peek(c);
    const char *wanted = say(c->r, sv, en);
    struct diagnostic *comma = cursor_told_decimal_comma(c);
    if (comma) {
        return comma;
    }
    if (x->kind == LEXEME_END) {
        struct place place = place_at(c->r, c->file, (struct str){x->s.p, 0});
        return tell(c->r, "E132", place, wanted, NULL);
    }
    struct diagnostic *item = tell(c->r, "E107", cursor_place(c), said(c->r, x->s), wanted, NULL);
    habit_of_value(c->r, item, c->file, c->items, c->at);
    return item;
}

bool cursor_choose(struct cursor *c, const struct word_table *table, int *value)
{
    const struct lexeme *x = cursor_peek(c);
    if (x->kind == LEXEME_NAME && word_find(table, x->s, c->file->lang, value)) {
        c->at++;
        return true;
    }
    const char *list = word_list(c->r->d->arena, table, c->file->lang);
    if (x->kind == LEXEME_NAME) {
        tell(c->r, "E130", cursor_place(c), said(c->r, x->s), list, NULL);
    } else {
        const char *one =
            arena_printf(c->r->d->arena, say(c->r, "ett av orden %s", "one of %s"), list);
        cursor_unexpected(c, one, one);
    }
    return false;
}

bool cursor_text(struct cursor *c, const char **out)
{
    if (cursor_peek(c)->kind != LEXEME_TEXT) {
        struct diagnostic *item =
            cursor_unexpected(c, "en text inom citattecken", "a text in quotes");
        tell_hint(c->r, item, "skriv \"{0}\"", "write \"{0}\"",
                  cursor_peek(c)->kind == LEXEME_NAME ? said(c->r, cursor_peek(c)->s) : NULL);
        return false;
    }
    *out = c->items[c->at++].text;
    return true;
}

bool cursor_name(struct cursor *c, struct lexeme *out)
{
    if (cursor_peek(c)->kind != LEXEME_NAME) {
        cursor_unexpected(c, "ett namn", "a name");
        return false;
    }
    *out = c->items[c->at++];
    return true;
}

bool parse_unit(struct reading *r, const struct rule_text *file, struct str s, struct unit *out)
{
    struct str bad;
    if (unit_parse(r->arena, s, file->lang, out, &bad)) {
        return true;
    }
    struct str shown = bad.n ? bad : s;
    struct diagnostic *item = tell(r, "E202", place_at(r, file, shown), said(r, shown), NULL);
    tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
              may_suggest(r, SOME) ? unit_nearest(r->d->arena, shown, file->lang) : NULL);
    habit_of_unit(r, item, shown);
    return false;
}

/* "5 prsoner": a word after a number can only be a unit. */
static bool is_unknown_unit(const struct cursor *c)
{
    int value = 0;
    return c->at > 0 && cursor_peek(c)->kind == LEXEME_NAME &&
           c->items[c->at - 1].kind == LEXEME_NUMBER && c->items[c->at - 1].unit.n == 0 &&
           !word_find(&keyword_words, cursor_peek(c)->s, c->file->lang, &value);
}

bool cursor_told_unknown_unit(struct cursor *c)
{
    struct unit unit;
    return is_unknown_unit(c) && !parse_unit(c->r, c->file, cursor_peek(c)->s, &unit);
}

/* "behov befolkning" where behov_befolkning is a name: that name, else NULL. */
static const char *joined_name(const struct cursor *c)
{
    const struct lexeme *x = cursor_peek(c);
    if (c->at == 0 || x->kind != LEXEME_NAME || x[-1].kind != LEXEME_NAME) {
        return NULL;
    }
    const char *name = arena_printf(c->r->d->arena, "%s_%s", said(c->r, x[-1].s), said(c->r, x->s));
    return names_find(c->r, str_of(name)) ? name : NULL;
}

/* What stands after the end of a value. */
static void too_much(struct cursor *c)
{
    struct reading *r = c->r;
    const char *last = c->at ? said(r, c->items[c->at - 1].s) : "";
    const char *why = arena_printf(
        r->d->arena,
        say(r, "det som står efter %s hör inte hit", "what follows %s does not belong"),
        c->at ? last : ":");
    struct diagnostic *item =
        tell(r, "E107", cursor_place(c), said(r, cursor_peek(c)->s), why, NULL);
    item->label = arena_strdup(r->d->arena, why);
    tell_hint(r, item, "ta bort det; en kommentar börjar med #",
              "remove it; a comment begins with #", "");
    habit_of_value(r, item, c->file, c->items, c->at);
    tell_hint(r, item, "menade du {0}?", "did you mean {0}?", joined_name(c));
}

bool cursor_end(struct cursor *c)
{
    if (cursor_at_end(c)) {
        return true;
    }
    if (cursor_told_unknown_unit(c)) {
        return false;
    }
    if (!cursor_told_decimal_comma(c)) {
        too_much(c);
    }
    return false;
}

/* --- the tree --------------------------------------------------------------------------------- */

struct expr *expr_new(struct reading *r, enum expr_op op, struct place place, uint32_t args)
{
    struct expr *e = arena_alloc(r->arena, sizeof *e);
    e->op = op;
    e->place = place;
    e->unit = unit_none();
    e->text = "";
    e->arg_count = args;
    e->args = args ? arena_array(r->arena, args, sizeof(struct expr *)) : NULL;
    return e;
}

/* Operators in a row nest to the left, and the tree is walked by recursion: hence the ceiling. */
static struct expr *binary(struct cursor *c, enum expr_op op, size_t from, struct expr *a,
                           struct expr *b)
{
    if (c->terms++ >= LIMIT_TERMS) {
        tell(c->r, "E124", cursor_place(c), "1000", NULL);
        return NULL;
    }
    struct expr *e = expr_new(c->r, op, span(c, from), 2);
    e->args[0] = a;
    e->args[1] = b;
    return e;
}

/* Also the way in to every recursion: deeper than the limit is told once. */
static bool enter(struct cursor *c)
{
    if (c->depth++ < LIMIT_DEPTH) {
        return true;
    }
    tell(c->r, "E124", cursor_place(c), "100", NULL);
    return false;
}

static struct expr *parse_number(struct cursor *c)
{
    const struct lexeme *x = &c->items[c->at++];
    struct expr *e = expr_new(c->r, EXPR_NUMBER, place_at(c->r, c->file, x->s), 0);
    e->number = x->number;
    e->text = arena_strndup(c->r->arena, x->s.p, x->s.n);
    if (x->unit.n && !parse_unit(c->r, c->file, x->unit, &e->unit)) {
        return NULL;
    }
    if (cursor_told_unknown_unit(c)) {
        return NULL;
    }
    return e;
}

/* The sign between arguments is ; in .regler and , in .rules. */
static bool wrong_separator(struct cursor *c)
{
    int wrong = c->file->lang == LANG_SV ? MARK_COMMA : MARK_SEMICOLON;
    if (!cursor_is_mark(c, wrong)) {
        return false;
    }
    bool sv = c->file->lang == LANG_SV;
    tell(c->r, "E110", cursor_place(c), sv ? "," : ";", sv ? ";" : ",", sv ? ".regler" : ".rules",
         NULL);
    return true;
}

/* Tells why a ")" is not where it should be. */
static void not_closed(struct cursor *c, size_t open)
{
    if (wrong_separator(c)) {
        return;
    }
    struct place place = place_at(c->r, c->file, c->items[open].s);
    if (cursor_at_end(c)) {
        tell(c->r, "E131", place, NULL);
    } else if (!is_unknown_unit(c)) {
        cursor_unexpected(c, "ett räknetecken eller )", "an operator or )");
    } else {
        cursor_end(c);
    }
}

static bool check_count(struct cursor *c, size_t from, const struct function_row *row, uint32_t n)
{
    if (n >= row->least && (row->most == 0 || n <= row->most)) {
        return true;
    }
    struct arena *arena = c->r->d->arena;
    const char *wanted = row->most == row->least ? arena_printf(arena, "%u", row->least)
                         : row->most == 0
                             ? arena_printf(arena, say(c->r, "minst %u", "at least %u"), row->least)
                             : arena_printf(arena, "%u–%u", row->least, row->most);
    tell(c->r, "E115", span(c, from), c->file->lang == LANG_SV ? row->sv : row->en, wanted,
         arena_printf(arena, "%u", n), say(c->r, row->help_sv, row->help_en), NULL);
    return false;
}

static void unknown_function(struct cursor *c, struct str name)
{
    struct diagnostic *item =
        tell(c->r, "E133", place_at(c->r, c->file, name), said(c->r, name), NULL);
    tell_hint(c->r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
              may_suggest(c->r, SOME) ? function_nearest(said(c->r, name), c->file->lang) : NULL);
}

/* anrop = namn "(" [villkor (";" villkor)*] ")" */
static struct expr *parse_call(struct cursor *c)
{
    size_t from = c->at;
    struct str name = c->items[c->at].s;
    enum function function = FN_COUNT;
    bool known = function_find(said(c->r, name), c->file->lang, &function);
    if (!known) {
        unknown_function(c, name);
        return NULL;
    }
    c->at += 2;
    struct expr *args[LIMIT_ARGUMENTS];
    uint32_t n = 0;
    int separator = c->file->lang == LANG_SV ? MARK_SEMICOLON : MARK_COMMA;
    while (!cursor_is_mark(c, MARK_CLOSE)) {
        if (n == LIMIT_ARGUMENTS) {
            tell(c->r, "E124", cursor_place(c), "64", NULL);
            return NULL;
        }
        args[n] = parse_condition(c);
        if (!args[n++]) {
            return NULL;
        }
        if (!cursor_take_mark(c, separator) && !cursor_is_mark(c, MARK_CLOSE)) {
            not_closed(c, from + 1);
            return NULL;
        }
    }
    c->at++;
    if (!check_count(c, from, function_row(function), n)) {
        return NULL;
    }
    struct expr *e = expr_new(c->r, EXPR_CALL, span(c, from), n);
    e->function = function;
    e->text = arena_strndup(c->r->arena, name.p, name.n);
    memcpy(e->args, args, n * sizeof *args);
    return e;
}

/* namn = ord ("." ord)* | ja | nej | okänd */
static struct expr *parse_name(struct cursor *c)
{
    const struct lexeme *x = cursor_peek(c);
    int value = 0;
    if (word_find(&truth_words, x->s, c->file->lang, &value)) {
        c->at++;
        struct expr *e = expr_new(c->r, EXPR_TRUTH, place_at(c->r, c->file, x->s), 0);
        e->number = value;
        e->is_truth = true;
        return e;
    }
    if (c->items[c->at + 1].kind == LEXEME_MARK && c->items[c->at + 1].mark == MARK_OPEN) {
        return parse_call(c);
    }
    if (word_is_reserved(x->s, c->file->lang)) {
        cursor_unexpected(c, "ett värde", "a value");
        return NULL;
    }
    c->at++;
    struct expr *e = expr_new(c->r, EXPR_REF, place_at(c->r, c->file, x->s), 0);
    e->text = arena_strndup(c->r->arena, x->s.p, x->s.n);
    e->ref.property = 'v';
    return e;
}

/* faktor = tal [enhet] | text | "(" villkor ")" | namn | anrop */
static struct expr *parse_factor(struct cursor *c)
{
    const struct lexeme *x = cursor_peek(c);
    if (x->kind == LEXEME_NUMBER) {
        return parse_number(c);
    }
    if (x->kind == LEXEME_NAME) {
        return parse_name(c);
    }
    if (x->kind == LEXEME_TEXT) {
        struct expr *e = expr_new(c->r, EXPR_TEXT, cursor_place(c), 0);
        e->text = x->text;
        e->is_text = true;
        c->at++;
        return e;
    }
    if (cursor_is_mark(c, MARK_OPEN)) {
        size_t open = c->at++;
        struct expr *e = parse_condition(c);
        if (e && !cursor_take_mark(c, MARK_CLOSE)) {
            not_closed(c, open);
            return NULL;
        }
        return e;
    }
    if (!wrong_separator(c)) {
        cursor_unexpected(c, "ett värde", "a value");
    }
    return NULL;
}

/* tecken = ("-" | "+") tecken | faktor ["^" tecken] */
static struct expr *parse_sign(struct cursor *c)
{
    size_t from = c->at;
    if (cursor_take_mark(c, MARK_PLUS) || cursor_is_mark(c, MARK_MINUS)) {
        bool minus = cursor_take_mark(c, MARK_MINUS);
        struct expr *a = enter(c) ? parse_sign(c) : NULL;
        c->depth--;
        if (!a || !minus) {
            return a;
        }
        struct expr *e = expr_new(c->r, EXPR_NEGATE, span(c, from), 1);
        e->args[0] = a;
        return e;
    }
    struct expr *a = parse_factor(c);
    if (a && cursor_take_mark(c, MARK_POWER)) {
        struct expr *b = enter(c) ? parse_sign(c) : NULL;
        c->depth--;
        return b ? binary(c, EXPR_POWER, from, a, b) : NULL;
    }
    return a;
}

/* produkt = tecken (("*" | "/") tecken)* */
static struct expr *parse_product(struct cursor *c)
{
    size_t from = c->at;
    struct expr *a = parse_sign(c);
    while (a && (cursor_is_mark(c, MARK_TIMES) || cursor_is_mark(c, MARK_DIVIDE))) {
        bool times = c->items[c->at++].mark == MARK_TIMES;
        struct expr *b = parse_sign(c);
        a = b ? binary(c, times ? EXPR_MULTIPLY : EXPR_DIVIDE, from, a, b) : NULL;
    }
    return a;
}

/* summa = produkt (("+" | "-") produkt)* */
struct expr *parse_sum(struct cursor *c)
{
    size_t from = c->at;
    struct expr *a = parse_product(c);
    while (a && (cursor_is_mark(c, MARK_PLUS) || cursor_is_mark(c, MARK_MINUS))) {
        bool plus = c->items[c->at++].mark == MARK_PLUS;
        struct expr *b = parse_product(c);
        a = b ? binary(c, plus ? EXPR_ADD : EXPR_SUBTRACT, from, a, b) : NULL;
    }
    return a;
}

static struct expr *negated(struct cursor *c, size_t from, struct expr *a)
{
    struct expr *e = expr_new(c->r, EXPR_NOT, span(c, from), 1);
    e->is_truth = true;
    e->args[0] = a;
    return e;
}

/* frågan = "är" ["inte"] ("ja" | "nej" | "okänd" | "saknad") */
static struct expr *parse_is(struct cursor *c, size_t from, struct expr *a)
{
    bool not = cursor_take_word(c, WORD_NOT);
    int value = 0;
    if (!cursor_choose(c, &is_words, &value)) {
        return NULL;
    }
    struct expr *e = expr_new(c->r, EXPR_IS, span(c, from), 1);
    e->is = (enum is_what)value;
    e->is_truth = true;
    e->args[0] = a;
    return not ? negated(c, from, e) : e;
}

/* The fault of a broken pattern, at the sign that caused it. */
static void broken_pattern(struct cursor *c, const struct lexeme *x, size_t at, const char *why)
{
    size_t size = strlen(x->text), n = at < size ? 1 : 0;
    /* "\/" in the file is one byte shorter in the pattern: count them up to the fault. */
    const char *p = x->s.p + 1;
    for (size_t i = 0; i < at; i++, p++) {
        p += *p == '\\' && p[1] == '/';
    }
    struct str s = {p, n ? n : 1};
    tell(c->r, "E301", place_at(c->r, c->file, s), said(c->r, x->s), why, NULL);
}

/* liknar = "liknar" "/" mönster "/" ["i"] */
static struct expr *parse_like(struct cursor *c, size_t from, struct expr *a)
{
    const struct lexeme *x = cursor_peek(c);
    if (x->kind != LEXEME_PATTERN) {
        cursor_unexpected(c, "ett mönster mellan snedstreck", "a pattern between slashes");
        return NULL;
    }
    size_t size = strlen(x->text), at = 0;
    char why[200] = "";
    if (size > LIMIT_PATTERN) {
        tell(c->r, "E302", cursor_place(c), "1000", NULL);
        return NULL;
    }
    if (c->r->pattern_size > LIMIT_PATTERNS) {
        return NULL; /* told: no more of them are compiled */
    }
    c->r->pattern_size += size; /* a broken one takes time too */
    struct pattern *pattern = pattern_new(x->text, size, x->ignore_case, &at, why, sizeof why);
    if (!pattern) {
        broken_pattern(c, x, at, pattern_fault_text(c->r, why));
        return NULL;
    }
    struct reading *r = c->r;
    r->pattern_size += pattern_size(pattern);
    if (r->pattern_size > LIMIT_PATTERNS) {
        pattern_free(pattern);
        tell(r, "E303", cursor_place(c), "64", NULL);
        return NULL;
    }
    r->patterns = arena_grow(r->arena, r->patterns, r->pattern_count, &r->pattern_capacity,
                             sizeof(struct pattern *));
    r->patterns[r->pattern_count++] = pattern;
    c->at++;
    struct expr *e = expr_new(r, EXPR_LIKE, span(c, from), 1);
    e->pattern = pattern;
    e->is_truth = true;
    e->text = x->text;
    e->args[0] = a;
    return e;
}

static const struct {
    int mark;
    enum expr_op op;
} comparisons[] = {
    {MARK_EQ, EXPR_EQ}, {MARK_NE, EXPR_NE}, {MARK_LT, EXPR_LT},
    {MARK_LE, EXPR_LE}, {MARK_GT, EXPR_GT}, {MARK_GE, EXPR_GE},
};

/* jämförelse = summa [("=" | "<>" | "<" | "<=" | ">" | ">=") summa | frågan | liknar] */
static struct expr *parse_comparison(struct cursor *c)
{
    size_t from = c->at;
    struct expr *a = parse_sum(c);
    if (!a) {
        return NULL;
    }
    if (cursor_take_word(c, WORD_IS)) {
        return parse_is(c, from, a);
    }
    if (cursor_take_word(c, WORD_LIKE)) {
        return parse_like(c, from, a);
    }
    for (size_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++) {
        if (cursor_take_mark(c, comparisons[i].mark)) {
            struct expr *b = parse_sum(c);
            struct expr *e = b ? binary(c, comparisons[i].op, from, a, b) : NULL;
            if (e) {
                e->is_truth = true;
            }
            return e;
        }
    }
    return a;
}

/* icke = "inte" icke | jämförelse */
static struct expr *parse_not(struct cursor *c)
{
    size_t from = c->at;
    if (!cursor_take_word(c, WORD_NOT)) {
        return parse_comparison(c);
    }
    struct expr *a = enter(c) ? parse_not(c) : NULL;
    c->depth--;
    return a ? negated(c, from, a) : NULL;
}

static void mixed_words(struct cursor *c, size_t first)
{
    struct diagnostic *item = tell(c->r, "E111", cursor_place(c), NULL);
    tell_other(c->r, item, place_at(c->r, c->file, c->items[first].s),
               said(c->r, c->items[first].s));
}

/* villkor = icke ("och" icke)* | icke ("eller" icke)* */
struct expr *parse_condition(struct cursor *c)
{
    size_t from = c->at, first = 0;
    bool ok = enter(c);
    struct expr *a = ok ? parse_not(c) : NULL;
    enum keyword joined = WORD_IS; /* neither, so far */
    while (a && (cursor_is_word(c, WORD_AND) || cursor_is_word(c, WORD_OR))) {
        enum keyword word = cursor_is_word(c, WORD_AND) ? WORD_AND : WORD_OR;
        if (joined != WORD_IS && joined != word) {
            mixed_words(c, first);
            a = NULL;
            break;
        }
        joined = word;
        first = c->at++;
        struct expr *b = parse_not(c);
        a = b ? binary(c, word == WORD_AND ? EXPR_AND : EXPR_OR, from, a, b) : NULL;
        if (a) {
            a->is_truth = true;
        }
    }
    c->depth--;
    return a;
}
