/* The evaluator: one pass over the areas for each operation of a formula. Logic is three-valued
 * (Kleene's): missing is never zero and never "no". */
#define _POSIX_C_SOURCE 200809L
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "rules/operators.h"
#include "rules/pattern.h"

struct cell cell_missing(enum status status)
{
    return (struct cell){0, (uint8_t)status, 0, UINT32_MAX, 0, false};
}

struct cell cell_number(double value)
{
    return (struct cell){value, STATUS_OBSERVED, -1, UINT32_MAX, 0, false};
}

enum truth cell_truth(const struct cell *c)
{
    if (!status_has_value(c->status))
        return TRUTH_UNKNOWN;
    return c->value != 0 ? TRUTH_YES : TRUTH_NO;
}

static struct cell truth_cell(enum truth t)
{
    return t == TRUTH_UNKNOWN ? cell_missing(STATUS_MISSING) : cell_number(t == TRUTH_YES);
}

/* What a value made of two values inherits: the oldest year (-1: no year of its own), the weaker
 * status, the first place of origin. */
static void inherit(struct cell *a, const struct cell *b)
{
    if (a->period < 0)
        a->period = b->period;
    else if (b->period >= 0 && b->period < a->period)
        a->period = b->period;
    if (b->status > a->status)
        a->status = b->status;
    a->more = a->more || b->more || (a->file != UINT32_MAX && b->file != UINT32_MAX);
    if (a->file == UINT32_MAX) {
        a->file = b->file;
        a->line = b->line;
    }
}

static void combine(enum expr_op op, struct cell *a, const struct cell *b)
{
    if (!status_has_value(a->status))
        return;
    if (!status_has_value(b->status)) {
        *a = *b;
        return;
    }
    double value = operator_value(op, a->value, b->value);
    inherit(a, b);
    a->value = value;
    if (!isfinite(value))
        *a = cell_missing(STATUS_NOT_APPLICABLE); /* division by zero, overflow */
}

static void logic(enum expr_op op, struct cell *a, const struct cell *b)
{
    enum truth x = cell_truth(a), y = cell_truth(b);
    enum truth decides = op == EXPR_AND ? TRUTH_NO : TRUTH_YES;
    if (x == decides || y == decides)
        *a = cell_number(decides == TRUTH_YES);
    else if (x == TRUTH_UNKNOWN || y == TRUTH_UNKNOWN)
        *a = cell_missing(x == TRUTH_UNKNOWN ? a->status : b->status);
    else
        *a = cell_number(decides != TRUTH_YES);
}

const char *evaluate_text(struct work *w, const struct expr *x, uint32_t area)
{
    if (x->op == EXPR_TEXT)
        return x->text;
    if (x->op != EXPR_REF)
        return NULL;
    const struct dataset *data = w->bundle->data;
    if (x->ref.kind == SYMBOL_FACT)
        return w->result->facts[x->ref.index][area].text;
    if (x->ref.kind == SYMBOL_DERIVED)
        return derived_text(w, (enum derived)x->ref.index, area, LANG_SV);
    if (x->ref.kind != SYMBOL_VARIABLE || w->bundle->series[x->ref.index] == SIZE_MAX)
        return NULL;
    size_t first, end, series = w->bundle->series[x->ref.index];
    dataset_range(data, series, area, SEX_TOTAL, &first, &end);
    if (first == end || !status_has_value(data->series[series].status[end - 1]))
        return NULL;
    return data->texts[(size_t)data->series[series].value[end - 1]];
}

static void compare_texts(struct work *w, const struct expr *x, struct cell *out)
{
    for (size_t i = 0; i < w->n; i++) {
        const char *a = evaluate_text(w, x->args[0], (uint32_t)i);
        const char *b = evaluate_text(w, x->args[1], (uint32_t)i);
        if (!a || !b)
            out[i] = cell_missing(STATUS_MISSING);
        else
            out[i] = cell_number(name_eq(a, b) == (x->op == EXPR_EQ));
    }
}

static void like(struct work *w, const struct expr *x, struct cell *out)
{
    for (size_t i = 0; i < w->n; i++) {
        const char *a = evaluate_text(w, x->args[0], (uint32_t)i);
        enum pattern_result found = a ? pattern_match(x->pattern, a, strlen(a)) : PATTERN_BAD_TEXT;
        out[i] = found == PATTERN_YES || found == PATTERN_NO ? cell_number(found == PATTERN_YES)
                                                             : cell_missing(STATUS_MISSING);
        if (found == PATTERN_LIMIT)
            diagnose(w->d, "E802", x->place, NULL);
    }
}

static void is(const struct expr *x, size_t n, struct cell *out)
{
    for (size_t i = 0; i < n; i++) {
        enum truth t = cell_truth(&out[i]);
        bool holds = x->is == IS_YES  ? t == TRUTH_YES
                     : x->is == IS_NO ? t == TRUTH_NO
                                      : t == TRUTH_UNKNOWN;
        out[i] = cell_number(holds);
    }
}

/* Text facts can be unknown too: "x är okänd" over a text. */
static void is_text_known(struct work *w, const struct expr *x, struct cell *out)
{
    for (size_t i = 0; i < w->n; i++) {
        bool known = evaluate_text(w, x->args[0], (uint32_t)i) != NULL;
        out[i] = cell_number((x->is == IS_UNKNOWN || x->is == IS_MISSING) ? !known : known);
    }
}

static void evaluate_unary(struct work *w, const struct expr *x, int32_t year, struct cell *out)
{
    evaluate(w, x->args[0], year, out);
    for (size_t i = 0; i < w->n; i++) {
        if (!status_has_value(out[i].status))
            continue;
        if (x->op == EXPR_SCALE)
            out[i].value *= x->number;
        else if (x->op == EXPR_NEGATE)
            out[i].value = -out[i].value;
        else
            out[i] = truth_cell(out[i].value != 0 ? TRUTH_NO : TRUTH_YES);
    }
}

static void evaluate_binary(struct work *w, const struct expr *x, int32_t year, struct cell *out)
{
    if (x->args[0]->is_text) {
        compare_texts(w, x, out);
        return;
    }
    struct cell *right = memory_alloc((w->n + 1) * sizeof *right);
    evaluate(w, x->args[0], year, out);
    evaluate(w, x->args[1], year, right);
    bool logical = x->op == EXPR_AND || x->op == EXPR_OR;
    for (size_t i = 0; i < w->n; i++)
        if (logical)
            logic(x->op, &out[i], &right[i]);
        else
            combine(x->op, &out[i], &right[i]);
    free(right);
}

static void fill(struct work *w, struct cell value, struct cell *out)
{
    for (size_t i = 0; i < w->n; i++)
        out[i] = value;
}

void evaluate(struct work *w, const struct expr *x, int32_t year, struct cell *out)
{
    switch (x->op) {
    case EXPR_NUMBER:
        fill(w, cell_number(x->number), out);
        return;
    case EXPR_TRUTH:
        fill(w, truth_cell((enum truth)(int)x->number), out);
        return;
    case EXPR_TEXT:
        fill(w, cell_missing(STATUS_NOT_APPLICABLE), out);
        return;
    case EXPR_REF:
        evaluate_ref(w, x, year, out);
        return;
    case EXPR_SCALE:
    case EXPR_NEGATE:
    case EXPR_NOT:
        evaluate_unary(w, x, year, out);
        return;
    case EXPR_IS:
        if (x->args[0]->is_text) {
            is_text_known(w, x, out);
            return;
        }
        evaluate(w, x->args[0], year, out);
        is(x, w->n, out);
        return;
    case EXPR_LIKE:
        like(w, x, out);
        return;
    case EXPR_CALL:
        evaluate_call(w, x, year, out);
        return;
    default:
        evaluate_binary(w, x, year, out);
        return;
    }
}

void evaluate_truth(struct work *w, const struct expr *x, int8_t *truth)
{
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    evaluate(w, x, w->model->base_year, cells);
    for (size_t i = 0; i < w->n; i++)
        truth[i] = (int8_t)cell_truth(&cells[i]);
    free(cells);
}

struct work work_again(const struct result *r, const struct dataset_bundle *b,
                       struct diagnostics *d)
{
    return (struct work){.model = r->model,
                         .bundle = b,
                         .result = (struct result *)(uintptr_t)r,
                         .d = d,
                         .n = r->areas,
                         .day = r->day ? r->day : r->model->base_year * 10000 + 1231};
}
