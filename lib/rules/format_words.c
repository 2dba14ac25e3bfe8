/* Words in the other dialect, or in the same one as the tables write them first. */
#include <string.h>

#include "rules/declare.h"
#include "rules/derived.h"
#include "rules/formatting.h"
#include "rules/functions.h"
#include "rules/units.h"

/* --- which words a value has
 * -----------------------------------------------------------------------
 */

/* How the names in a property's value are read: `first` at its start, `later` after a number or a
 * text (where no name of the rules can stand), and a formula has words of its own. */
static const struct value_words {
    property_reader *read;
    const struct word_table *first, *later;
    bool formula, has_remark;
} value_words[] = {
    {read_yes, &truth_words, NULL, false, false},
    {read_direction, &direction_words, NULL, false, false},
    {read_scale, &scale_words, &keyword_words, false, false},
    {read_aggregation, &aggregation_words, NULL, false, false},
    {read_missing, &missing_words, NULL, false, false},
    {read_compared, &compared_words, &keyword_words, false, false},
    {read_outliers, &outlier_words, NULL, false, false},
    {read_model_outliers, &outlier_words, NULL, false, false},
    {read_year_rule, &year_rule_words, NULL, false, false},
    {read_fetch, &fetch_words, NULL, false, false},
    {read_selection, NULL, &selection_words, false, false},
    {read_fact_type, &fact_words, NULL, false, false},
    {read_year, &year_words, NULL, false, true},
    {read_register_year, &year_words, NULL, false, true},
    {read_column, NULL, &keyword_words, false, false},
    {read_range, NULL, &keyword_words, false, false},
    {read_weighs, NULL, &keyword_words, false, false},
    {read_expression, NULL, NULL, true, false},
    {read_number_expression, NULL, NULL, true, false},
    {read_truth, NULL, NULL, true, false},
    {read_truths, NULL, NULL, true, false},
    {read_when, NULL, NULL, true, false},
    {read_answer_when, NULL, NULL, true, false},
    {read_suggestion, NULL, NULL, true, false},
    {read_calc_formula, NULL, NULL, true, false},
    {read_limits, NULL, &keyword_words, false, false},
    {read_stop, NULL, NULL, true, false},
    {read_sum_column, NULL, NULL, true, false},
    {read_set, NULL, NULL, true, false},
    {read_expectation, NULL, NULL, true, false},
};

static const struct value_words *words_of(const struct property *p)
{
    static const struct value_words none = {NULL, NULL, NULL, false, false};
    for (size_t i = 0; p->row && i < sizeof value_words / sizeof *value_words; i++) {
        if (value_words[i].read == p->row->read) {
            return &value_words[i];
        }
    }
    return &none;
}

static const char *copy_of(const struct pen *pen, struct str s)
{
    return arena_strndup(pen->arena, s.p, s.n);
}

/* --- names ------------------------------------------------------------------------------------ */

static const char *derived_text(const struct pen *pen, struct str s)
{
    enum derived derived;
    if (!derived_find(copy_of(pen, s), &derived)) {
        return NULL;
    }
    const struct derived_row *row = derived_row(derived);
    return pen->to == LANG_SV ? row->head.name : row->en;
}

/* The word of a property after a dot; both languages are read everywhere. */
static const char *property_text(const struct pen *pen, struct str s)
{
    const char *text = word_in_lang(&property_words, s, pen->file->lang, pen->to);
    enum lang other = pen->file->lang == LANG_SV ? LANG_EN : LANG_SV;
    return text ? text : word_in_lang(&property_words, s, other, pen->to);
}

/* "steg2": the word for a step with the number right after it. */
static const char *step_text(const struct pen *pen, struct str s)
{
    size_t n = s.n;
    int unused = 0;
    while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9') {
        n--;
    }
    struct str word = {s.p, n};
    bool known = n < s.n && (word_find(&step_words, word, LANG_SV, &unused) ||
                             word_find(&step_words, word, LANG_EN, &unused));
    return known ? arena_printf(pen->arena, "%s%.*s", word_text(&step_words, 0, pen->to),
                                (int)(s.n - n), s.p + n)
                 : NULL;
}

/* A word before "vikt" is a name of the rules: a part of a challenge. */
static bool is_part(struct str s, size_t from, size_t n)
{
    struct str last = {s.p + from + n + 1, from + n < s.n ? s.n - from - n - 1 : 0};
    int value = 0;
    bool weight = last.n > 0 && (word_find(&property_words, last, LANG_SV, &value) ||
                                 word_find(&property_words, last, LANG_EN, &value));
    return from && weight && value == 'w';
}

/* namn ("." egenskap)* */
static const char *dotted_text(const struct pen *pen, struct str s)
{
    struct text t = {0};
    size_t from = 0;
    while (from <= s.n) {
        size_t n = 0;
        while (from + n < s.n && s.p[from + n] != '.') {
            n++;
        }
        struct str part = {s.p + from, n};
        const char *known = is_part(s, from, n) ? NULL
                            : from              ? property_text(pen, part)
                                                : derived_text(pen, part);
        known = from && !known && !is_part(s, from, n) ? step_text(pen, part) : known;
        text_add(&t, from ? "." : "");
        text_addn(&t, known ? known : part.p, known ? strlen(known) : part.n);
        from += n + 1;
    }
    const char *copy = arena_strndup(pen->arena, t.p, t.n);
    text_release(&t);
    return copy;
}

static bool is_mark(const struct lexeme *x, int mark)
{
    return x->kind == LEXEME_MARK && x->mark == mark;
}

static bool is_word(const struct pen *pen, const struct lexeme *x, enum keyword word)
{
    int value = 0;
    return x->kind == LEXEME_NAME && word_find(&keyword_words, x->s, pen->file->lang, &value) &&
           value == (int)word;
}

/* After "är" or "är inte" stands what is asked for. */
static bool is_asked(const struct pen *pen, const struct lexeme *items, size_t i)
{
    size_t at = i && is_word(pen, &items[i - 1], WORD_NOT) ? i - 1 : i;
    return at && is_word(pen, &items[at - 1], WORD_IS);
}

static const char *formula_name(const struct pen *pen, const struct block *b,
                                const struct lexeme *items, size_t i, enum written *what)
{
    enum lang from = pen->file->lang;
    struct str s = items[i].s;
    enum function function;
    if (is_asked(pen, items, i) && !is_word(pen, &items[i], WORD_NOT)) {
        const char *asked = word_in_lang(&is_words, s, from, pen->to);
        return asked ? asked : copy_of(pen, s);
    }
    if (is_mark(&items[i + 1], MARK_OPEN) && function_find(copy_of(pen, s), from, &function)) {
        *what = WRITTEN_CALL;
        return pen->to == LANG_SV ? function_row(function)->sv : function_row(function)->en;
    }
    const char *word =
        word_is_reserved(s, from) ? word_in_lang(&keyword_words, s, from, pen->to) : NULL;
    if (word) {
        int value = 0;
        bool is_value = word_find(&truth_words, s, from, &value);
        *what = is_value ? WRITTEN_VALUE : WRITTEN_WORD;
        return word;
    }
    /* In a count the names are columns of the register, whatever else they may mean elsewhere. */
    return b->kind == BLOCK_COUNT ? copy_of(pen, s) : dotted_text(pen, s);
}

/* saknas: hoppa över = missing: skip */
static const char *missing_name(const struct pen *pen, const struct property *p, size_t i,
                                enum written *what)
{
    int value = 0;
    *what = i ? WRITTEN_NOT : WRITTEN_WORD;
    bool known = !i && word_find(&missing_words, p->items[0].s, p->file->lang, &value);
    if (known && value == MISSING_SKIP && pen->to == LANG_SV) {
        return "hoppa över";
    }
    return known ? word_text(&missing_words, value, pen->to) : "";
}

static const char *name_text(const struct pen *pen, const struct block *b, const struct property *p,
                             size_t i, enum written before, enum written *what)
{
    const struct value_words *words = words_of(p);
    *what = WRITTEN_VALUE;
    if (words->read == read_missing) {
        return missing_name(pen, p, i, what);
    }
    if (words->formula) {
        return formula_name(pen, b, p->items, i, what);
    }
    const struct word_table *table = i == 0                   ? words->first
                                     : before != WRITTEN_MARK ? words->later
                                                              : NULL;
    bool listed = p->row && p->row->read == read_alternatives; /* a list of words */
    if (p->row && ((i == 0 && !table) || listed)) {
        table = p->row->words;
    }
    const char *word = table ? word_in_lang(table, p->items[i].s, pen->file->lang, pen->to) : NULL;
    *what = word ? WRITTEN_WORD : WRITTEN_VALUE;
    return word ? word : copy_of(pen, p->items[i].s);
}

/* --- numbers and units ------------------------------------------------------------------------ */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What a unit's text is made of: a slash, digits, or a word. */
static size_t unit_part(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '/' && !is_digit(s.p[n]) && !lex_blank(s.p + n)) {
        n++;
    }
    size_t digits = 0;
    while (n == 0 && digits < s.n && is_digit(s.p[digits])) {
        digits++;
    }
    return n ? n : digits ? digits : 1;
}

void write_unit(const struct pen *pen, struct str unit, bool one)
{
    enum lang from = pen->file->lang;
    bool below = false, tight = true;
    for (size_t n; unit.n; unit = (struct str){unit.p + n, unit.n - n}) {
        if ((n = lex_blank(unit.p)) > 0) {
            continue;
        }
        n = unit_part(unit);
        struct str part = {unit.p, n};
        bool slash = *unit.p == '/', digits = is_digit(*unit.p);
        bool per = str_is(part, "per"), joins = str_is(part, from == LANG_SV ? "och" : "and");
        const char *word = unit_word_in(part, from, pen->to, one);
        text_add(pen->out, tight || slash ? "" : " ");
        if (joins && below) {
            text_add(pen->out, pen->to == LANG_SV ? "och" : "and");
        } else if (word && !per) {
            text_add(pen->out, word);
        } else {
            text_addn(pen->out, part.p, part.n);
        }
        below = below || slash || per;
        one = below && !digits;
        tight = slash;
    }
}

static void write_number(const struct pen *pen, const struct lexeme *x)
{
    size_t n = x->unit.n ? (size_t)(x->unit.p - x->s.p) : x->s.n;
    struct str number = str_trim((struct str){x->s.p, n});
    for (size_t i = 0; i < number.n; i++) {
        size_t blank = lex_blank(number.p + i);
        if (blank) {
            text_addc(pen->out, ' ');
            i += blank - 1;
        } else {
            text_addc(pen->out, is_digit(number.p[i]) ? number.p[i]
                                : pen->to == LANG_SV  ? ','
                                                      : '.');
        }
    }
    if (x->unit.n) {
        text_addc(pen->out, ' ');
        write_unit(pen, x->unit, x->number >= 1 && x->number <= 1);
    }
}

/* The same as a text of its own. */
static const char *number_text(const struct pen *pen, const struct lexeme *x)
{
    struct text t = {0};
    struct pen own = *pen;
    own.out = &t;
    if (x->kind == LEXEME_NUMBER) {
        write_number(&own, x);
    } else {
        text_addc(&t, '[');
        write_unit(&own, x->unit, false);
        text_addc(&t, ']');
    }
    const char *copy = arena_strndup(pen->arena, t.p, t.n);
    text_release(&t);
    return copy;
}

/* --- marks ------------------------------------------------------------------------------------ */

static const struct {
    int mark;
    const char *text;
} mark_texts[] = {
    {MARK_MINUS, "-"}, {MARK_TIMES, "*"}, {MARK_NE, "<>"}, {MARK_LE, "<="}, {MARK_GE, ">="},
};

static const char *mark_text(const struct pen *pen, const struct property *p, size_t i,
                             enum written before, enum written *what)
{
    const struct lexeme *x = &p->items[i];
    bool sign = x->mark == MARK_MINUS || x->mark == MARK_PLUS;
    bool ends = i && is_mark(&p->items[i - 1], MARK_CLOSE);
    *what = sign && !ends && (i == 0 || before != WRITTEN_VALUE) ? WRITTEN_SIGN : WRITTEN_MARK;
    if (x->mark == MARK_COMMA || x->mark == MARK_SEMICOLON) {
        bool choices = p->row && p->row->read == read_fact_type;
        return choices || pen->to == LANG_EN ? "," : ";";
    }
    for (size_t k = 0; k < sizeof mark_texts / sizeof *mark_texts; k++) {
        if (mark_texts[k].mark == x->mark) {
            return mark_texts[k].text;
        }
    }
    return copy_of(pen, x->s);
}

size_t remark_start(const struct property *p)
{
    size_t i = words_of(p)->has_remark ? 0 : p->count;
    while (i < p->count && !is_mark(&p->items[i], MARK_OPEN)) {
        i++;
    }
    return i;
}

const char *written_text(const struct pen *pen, const struct block *b, const struct property *p,
                         size_t i, enum written before, enum written *what)
{
    const struct lexeme *x = &p->items[i];
    *what = WRITTEN_VALUE;
    if (i > remark_start(p) && !is_mark(x, MARK_CLOSE)) {
        return copy_of(pen, x->s);
    }
    if (x->kind == LEXEME_NAME) {
        return name_text(pen, b, p, i, before, what);
    }
    if (x->kind == LEXEME_NUMBER || x->kind == LEXEME_UNIT) {
        return number_text(pen, x);
    }
    return x->kind == LEXEME_MARK ? mark_text(pen, p, i, before, what) : copy_of(pen, x->s);
}

/* --- free texts ------------------------------------------------------------------------------- */

/* {name} with the blanks that it has. */
static void write_placeholder(const struct pen *pen, struct str inside)
{
    struct str name = str_trim(inside);
    text_addn(pen->out, inside.p, (size_t)(name.p - inside.p));
    text_add(pen->out, dotted_text(pen, name));
    const char *after = name.p + name.n;
    text_addn(pen->out, after, (size_t)(inside.p + inside.n - after));
}

void write_text_line(const struct pen *pen, const struct block *b, const struct property *p,
                     struct str line, bool first)
{
    const char *at = line.p, *last = line.p + line.n, *end = at;
    struct str word = lex_name(line.p);
    if (first && p->row->read == read_calibrated) {
        const char *said = word_in_lang(&truth_words, word, pen->file->lang, pen->to);
        text_add(pen->out, said ? said : copy_of(pen, word));
        at += word.n;
    }
    for (struct str inside;
         text_has_placeholders(b, p) && placeholder_next(at, last, &inside, &end); at = end) {
        if (inside.p) {
            text_addn(pen->out, at, (size_t)(inside.p - at));
            write_placeholder(pen, inside);
            text_addc(pen->out, '}');
        } else {
            text_addn(pen->out, at, (size_t)(end - at));
        }
    }
    text_addn(pen->out, at, (size_t)(last - at));
}
