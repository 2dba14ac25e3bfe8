/* An expression said in words, in either language. */
#include "analysis/plain.h"

#include <string.h>

#include "base/number.h"
#include "rules/derived.h"
#include "rules/functions.h"

/* How tightly an operation holds its parts together: what holds looser stands in parentheses. */
enum hold { HOLD_OR, HOLD_AND, HOLD_COMPARE, HOLD_ADD, HOLD_MULTIPLY, HOLD_TIGHT };

struct words {
    enum hold hold;
    const char *between[2]; /* sv, en; NULL: not written between two parts */
};

static const struct words words_of[] = {
    [EXPR_OR] = {HOLD_OR, {" eller ", " or "}},
    [EXPR_AND] = {HOLD_AND, {" och ", " and "}},
    [EXPR_EQ] = {HOLD_COMPARE, {" är ", " is "}},
    [EXPR_NE] = {HOLD_COMPARE, {" är inte ", " is not "}},
    [EXPR_LT] = {HOLD_COMPARE, {" är mindre än ", " is less than "}},
    [EXPR_LE] = {HOLD_COMPARE, {" är högst ", " is at most "}},
    [EXPR_GT] = {HOLD_COMPARE, {" är mer än ", " is more than "}},
    [EXPR_GE] = {HOLD_COMPARE, {" är minst ", " is at least "}},
    [EXPR_ADD] = {HOLD_ADD, {" + ", " + "}},
    [EXPR_SUBTRACT] = {HOLD_ADD, {" \u2212 ", " \u2212 "}},
    [EXPR_MULTIPLY] = {HOLD_MULTIPLY, {" \u00d7 ", " \u00d7 "}},
    [EXPR_DIVIDE] = {HOLD_MULTIPLY, {" / ", " / "}},
    [EXPR_POWER] = {HOLD_MULTIPLY, {" ^ ", " ^ "}},
    [EXPR_CALL] = {HOLD_TIGHT, {NULL, NULL}},
};

/* A share of the areas that lie lower, said as such. */
static const struct words among_areas[] = {
    [EXPR_LT] = {HOLD_COMPARE, {" är högre än i mindre än ", " is higher than in less than "}},
    [EXPR_LE] = {HOLD_COMPARE, {" är högre än i högst ", " is higher than in at most "}},
    [EXPR_GT] = {HOLD_COMPARE, {" är högre än i mer än ", " is higher than in more than "}},
    [EXPR_GE] = {HOLD_COMPARE, {" är högre än i minst ", " is higher than in at least "}},
};
static const char *const of_the_areas[] = {" av kommunerna", " of the municipalities"};

static const char *const is_words[][2] = {
    [IS_YES] = {": ja", ": yes"},
    [IS_NO] = {": nej", ": no"},
    [IS_UNKNOWN] = {": okänt", ": unknown"},
    [IS_MISSING] = {" saknas", " is missing"},
};
/* The same after "not": what is left of yes, no and unknown. */
static const char *const is_not_words[][2] = {
    [IS_YES] = {": nej eller okänt", ": no or unknown"},
    [IS_NO] = {": ja eller okänt", ": yes or unknown"},
    [IS_UNKNOWN] = {": ja eller nej", ": yes or no"},
    [IS_MISSING] = {" finns", " is there"},
};

static void add(struct text *out, const struct model *m, const struct expr *x, enum lang lang,
                enum hold around);

static const struct expr *unscaled(const struct expr *x)
{
    while (x->op == EXPR_SCALE)
        x = x->args[0];
    return x;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static void add_name(struct text *out, const struct model *m, const struct expr *x, enum lang lang)
{
    const struct head *head = model_head(m, x->ref);
    if (x->ref.kind == SYMBOL_DERIVED)
        head = &derived_row((enum derived)x->ref.index)->head;
    const char *label = head ? head_label(head, lang) : x->text;
    if (x->is_truth && out->n > 0 && !is_upper(label[1])) { /* a statement within a sentence */
        char first[4];
        size_t used;
        uint32_t c = utf8_lower(utf8_decode(label, strlen(label), &used));
        text_addn(out, first, utf8_encode(c, first));
        label += used;
    }
    text_add(out, label);
}

void plain_add_number(struct text *out, double value, const struct unit *unit, enum lang lang)
{
    char digits[64];
    int decimals = 0;
    value = number_round(value, 6);
    for (double v = value; decimals < 6 && number_round(v, decimals) != v; decimals++)
        continue;
    text_add(out, number_fixed(digits, value, decimals, lang == LANG_SV ? ',' : '.', true));
    const char *name = unit_text(unit, lang);
    if (name[0] != '\0')
        text_printf(out, " %s", name);
}

static void add_call(struct text *out, const struct model *m, const struct expr *x, enum lang lang)
{
    const struct function_row *row = function_row(x->function);
    text_printf(out, "%s(", lang == LANG_SV ? row->sv : row->en);
    for (uint32_t i = 0; i < x->arg_count; i++) {
        if (i > 0)
            text_add(out, lang == LANG_SV ? "; " : ", ");
        bool year = x->function == FN_AT_YEAR && i == 1;
        if (year) /* 2023, without the blank of thousands */
            text_printf(out, "%d", (int)unscaled(x->args[i])->number);
        else
            add(out, m, x->args[i], lang, HOLD_OR);
    }
    text_addc(out, ')');
}

static bool is_share_of_areas(const struct expr *x)
{
    const struct expr *left = unscaled(x->args[0]);
    return x->op >= EXPR_LT && x->op <= EXPR_GE && left->op == EXPR_CALL &&
           left->function == FN_PERCENTILE_RANK;
}

static void add_share_of_areas(struct text *out, const struct model *m, const struct expr *x,
                               enum lang lang)
{
    add(out, m, unscaled(x->args[0])->args[0], lang, HOLD_ADD);
    text_add(out, among_areas[x->op].between[lang]);
    add(out, m, x->args[1], lang, HOLD_ADD);
    text_add(out, of_the_areas[lang]);
}

static void add_between(struct text *out, const struct model *m, const struct expr *x,
                        enum lang lang, enum hold around)
{
    const struct words *words = &words_of[x->op];
    if (words->hold < around)
        text_addc(out, '(');
    add(out, m, x->args[0], lang, words->hold);
    text_add(out, words->between[lang]);
    add(out, m, x->args[1], lang, (enum hold)(words->hold + (words->hold >= HOLD_COMPARE)));
    if (words->hold < around)
        text_addc(out, ')');
}

static void add_not(struct text *out, const struct model *m, const struct expr *x, enum lang lang)
{
    const struct expr *part = x->args[0];
    bool bare = part->op == EXPR_REF, is = part->op == EXPR_IS;
    if (!bare && !is)
        text_add(out, lang == LANG_SV ? "inte " : "not ");
    add(out, m, is ? part->args[0] : part, lang, HOLD_TIGHT);
    if (bare || is)
        text_add(out, bare ? is_words[IS_NO][lang] : is_not_words[part->is][lang]);
}

static void add(struct text *out, const struct model *m, const struct expr *x, enum lang lang,
                enum hold around)
{
    static const char *const truths[][2] = {{"okänd", "unknown"}, {"nej", "no"}, {"ja", "yes"}};
    x = unscaled(x);
    switch (x->op) {
    case EXPR_NUMBER:
        plain_add_number(out, x->number, &x->unit, lang);
        return;
    case EXPR_TEXT:
        text_printf(out, lang == LANG_SV ? "”%s”" : "“%s”", x->text);
        return;
    case EXPR_TRUTH:
        text_add(out, truths[(int)x->number + 1][lang]);
        return;
    case EXPR_REF:
        add_name(out, m, x, lang);
        return;
    case EXPR_NEGATE:
        text_add(out, "\u2212");
        add(out, m, x->args[0], lang, HOLD_TIGHT);
        return;
    case EXPR_NOT:
        add_not(out, m, x, lang);
        return;
    case EXPR_IS:
        add(out, m, x->args[0], lang, HOLD_COMPARE);
        text_add(out, is_words[x->is][lang]);
        return;
    case EXPR_LIKE:
        add(out, m, x->args[0], lang, HOLD_COMPARE);
        text_add(out, lang == LANG_SV ? " liknar mönstret" : " matches the pattern");
        return;
    case EXPR_CALL:
        add_call(out, m, x, lang);
        return;
    default:
        if (is_share_of_areas(x))
            add_share_of_areas(out, m, x, lang);
        else
            add_between(out, m, x, lang, around);
    }
}

void plain_add(struct text *out, const struct model *m, const struct expr *x, enum lang lang)
{
    add(out, m, x, lang, HOLD_OR);
}

static int decimals_of(const struct model *m, const struct expr *x)
{
    x = unscaled(x);
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_INDICATOR)
        return m->indicators[x->ref.index].decimals;
    return x->op == EXPR_CALL ? 1 : 2;
}

void plain_add_value(struct text *out, const struct model *m, const struct expr *x, double value,
                     enum lang lang)
{
    plain_add_number(out, number_round(value, decimals_of(m, x)), &x->unit, lang);
}

void plain_add_compared(struct text *out, const struct model *m, const struct expr *comparison,
                        double value, bool gap, enum lang lang)
{
    const struct expr *left = comparison->args[0], *right = unscaled(comparison->args[1]);
    struct unit unit = left->unit;
    if (unit_text(&left->unit, lang)[0] == '\0' && !left->unit.apart && !right->unit.apart) {
        value *= left->unit.factor / right->unit.factor;
        unit = right->unit;
    }
    value = number_round(value, decimals_of(m, left));
    if (gap && unit.factor == 0.01 && !unit.apart) {
        bool single = value == 1;
        unit.sv = single ? "procentenhet" : "procentenheter";
        unit.en = single ? "percentage point" : "percentage points";
    }
    plain_add_number(out, value, &unit, lang);
}
