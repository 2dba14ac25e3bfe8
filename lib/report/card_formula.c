/* Rows of the calculation as spreadsheet formulas, of functions that every program has. */
#include <math.h>
#include <string.h>

#include "analysis/calc.h"
#include "base/number.h"
#include "base/text.h"
#include "report/card.h"
#include "rules/functions.h"

static const char *const marks[] = {
    [EXPR_ADD] = "+",   [EXPR_SUBTRACT] = "-", [EXPR_MULTIPLY] = "*", [EXPR_DIVIDE] = "/",
    [EXPR_POWER] = "^", [EXPR_EQ] = "=",       [EXPR_NE] = "<>",      [EXPR_LT] = "<",
    [EXPR_LE] = "<=",   [EXPR_GT] = ">",       [EXPR_GE] = ">=",
};

struct writer {
    const struct view *v;
    const char *const *cells;
    struct text *out;
};

/* What names no row is a number here: the area's own. Unknown: NA(), so that the row shows "–". */
static void add_fixed(struct writer *w, const struct expr *x)
{
    char buffer[64];
    double value = calc_fixed_value(w->v->r, x, w->v->area);
    if (isnan(value))
        text_add(w->out, "NA()");
    else if (x->is_truth)
        text_add(w->out, value != 0 ? "(1=1)" : "(1=0)");
    else if (value < 0)
        text_printf(w->out, "(%s)", number_text(buffer, value));
    else
        text_add(w->out, number_text(buffer, value));
}

static void add(struct writer *w, const struct expr *x);

static void add_call(struct writer *w, const char *name, const struct expr *x, const char *last)
{
    text_printf(w->out, "%s(", name);
    for (uint32_t i = 0; i < x->arg_count; i++) {
        text_add(w->out, i > 0 ? "," : "");
        add(w, x->args[i]);
    }
    text_printf(w->out, "%s)", last);
}

static void add(struct writer *w, const struct expr *x)
{
    char buffer[64];
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_CALC) {
        text_add(w->out, w->cells[x->ref.index]);
    } else if (!expression_names(x, SYMBOL_CALC)) {
        add_fixed(w, x);
    } else if (x->op == EXPR_SCALE) {
        text_addc(w->out, '(');
        add(w, x->args[0]);
        text_printf(w->out, "*%s)", number_text(buffer, x->number));
    } else if (x->op == EXPR_NEGATE) {
        text_add(w->out, "(0-");
        add(w, x->args[0]);
        text_addc(w->out, ')');
    } else if (x->op == EXPR_NOT || x->op == EXPR_AND || x->op == EXPR_OR) {
        add_call(w, x->op == EXPR_NOT ? "NOT" : x->op == EXPR_AND ? "AND" : "OR", x, "");
    } else if (x->op == EXPR_CALL) {
        bool whole = x->function == FN_ROUND && x->arg_count == 1;
        add_call(w, function_row(x->function)->sheet, x, whole ? ",0" : "");
    } else {
        text_addc(w->out, '(');
        add(w, x->args[0]);
        text_add(w->out, marks[x->op]);
        add(w, x->args[1]);
        text_addc(w->out, ')');
    }
}

/* Each row once, in the order of the rules. */
static void add_tests(struct writer *w, const struct expr *x, bool *seen, size_t *count)
{
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_CALC && !seen[x->ref.index]) {
        seen[x->ref.index] = true;
        text_printf(w->out, "%sISNUMBER(%s)", (*count)++ > 0 ? "," : "", w->cells[x->ref.index]);
    }
    for (uint32_t i = 0; i < x->arg_count; i++)
        add_tests(w, x->args[i], seen, count);
}

const char *card_formula(const struct view *v, const struct expr *x, const char *const *cells)
{
    struct text t = {0};
    struct writer w = {v, cells, &t};
    bool *seen = arena_array(v->arena, v->m->calc_count + 1, sizeof *seen);
    size_t count = 0;
    text_add(&t, "IFERROR(");
    if (expression_names(x, SYMBOL_CALC)) {
        text_add(&t, "IF(AND(");
        add_tests(&w, x, seen, &count);
        text_add(&t, "),");
        add(&w, x);
        text_add(&t, ",\"\u2013\")");
    } else {
        add(&w, x);
    }
    text_add(&t, ",\"\u2013\")");
    return card_keep(v, &t);
}
