#include "analysis/calc.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "base/number.h"
#include "rules/operators.h"

/* --- what does not hang on the reader --------------------------------------------------------- */

double calc_fixed_value(const struct result *r, const struct expr *x, uint32_t area)
{
    if (x->op == EXPR_NUMBER)
        return x->number;
    for (size_t i = 0; i < r->fixed_count; i++)
        if (r->fixed[i].x == x)
            return r->fixed[i].value[area];
    return NAN;
}

static void add_fixed(struct work *w, const struct expr *x, size_t *capacity)
{
    struct result *r = w->result;
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    r->fixed = arena_grow(r->arena, r->fixed, r->fixed_count, capacity, sizeof *r->fixed);
    struct calc_fixed *f = &r->fixed[r->fixed_count++];
    *f = (struct calc_fixed){x, arena_array(r->arena, w->n + 1, sizeof *f->value)};
    evaluate(w, x, w->model->base_year, cells);
    for (size_t i = 0; i < w->n; i++)
        f->value[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
    free(cells);
}

static void find_fixed(struct work *w, const struct expr *x, size_t *capacity)
{
    if (!expression_names(x, SYMBOL_CALC)) {
        if (x->op != EXPR_NUMBER)
            add_fixed(w, x, capacity);
        return;
    }
    for (uint32_t i = 0; i < x->arg_count; i++)
        find_fixed(w, x->args[i], capacity);
}

/* --- formulas --------------------------------------------------------------------------------- */

static double of_many(enum function function, double *values, size_t n)
{
    double sum = 0, least = values[0], most = values[0];
    for (size_t i = 0; i < n; i++) {
        sum += values[i];
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    switch (function) {
    case FN_MIN:
        return least;
    case FN_MAX:
        return most;
    case FN_MEAN:
        return sum / (double)n;
    case FN_SUM:
        return sum;
    case FN_MEDIAN:
        return median_of(values, n);
    case FN_ABS:
        return fabs(values[0]);
    case FN_ROUND:
        return number_round(values[0], n > 1 ? (int)values[1] : 0);
    case FN_LN:
        return log(values[0]);
    case FN_EXP:
        return exp(values[0]);
    case FN_SQRT:
        return sqrt(values[0]);
    case FN_IF:
        return values[0] != 0 ? values[1] : values[2];
    default:
        return NAN;
    }
}

enum { MOST_ARGUMENTS = 64 };

double calc_value(const struct result *r, const struct expr *x, uint32_t area, const double *rows)
{
    double values[MOST_ARGUMENTS];
    bool branch = x->op == EXPR_CALL && x->function == FN_IF;
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_CALC)
        return rows[x->ref.index];
    if (!expression_names(x, SYMBOL_CALC))
        return calc_fixed_value(r, x, area);
    if (x->arg_count > MOST_ARGUMENTS)
        return NAN;
    for (uint32_t i = 0; i < x->arg_count; i++) {
        values[i] = calc_value(r, x->args[i], area, rows);
        /* of two branches only the one that is taken needs a value */
        if (isnan(values[i]) && (!branch || i == 0 || (values[0] != 0) == (i == 1)))
            return NAN;
    }
    double value = x->op == EXPR_SCALE    ? values[0] * x->number
                   : x->op == EXPR_NEGATE ? -values[0]
                   : x->op == EXPR_NOT    ? (double)(values[0] == 0)
                   : x->op == EXPR_CALL   ? of_many(x->function, values, x->arg_count)
                                          : operator_value(x->op, values[0], values[1]);
    return isfinite(value) ? value : NAN;
}

/* Any row that the formula names and that is not filled in makes it unknown, in both branches of an
 * "om" too: the sheet asks for all of them. */
static bool is_filled_in(const struct expr *x, const double *rows)
{
    bool filled = x->op != EXPR_REF || x->ref.kind != SYMBOL_CALC || !isnan(rows[x->ref.index]);
    for (uint32_t i = 0; i < x->arg_count && filled; i++)
        filled = is_filled_in(x->args[i], rows);
    return filled;
}

static void suggest(struct work *w, uint32_t k)
{
    const struct calc *row = &w->model->calcs[k];
    struct calc_result *out = &w->result->calcs[k];
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    if (row->suggestion)
        evaluate(w, row->suggestion, w->model->base_year, cells);
    for (size_t i = 0; row->suggestion && i < w->n; i++)
        out->value[i] = status_has_value(cells[i].status) ? cells[i].value : NAN;
    free(cells);
}

static void compute(struct work *w, uint32_t k, double *rows)
{
    const struct model *m = w->model;
    const struct expr *x = m->calcs[k].formula;
    for (uint32_t i = 0; i < w->n; i++) {
        for (size_t j = 0; j < m->calc_count; j++)
            rows[j] = w->result->calcs[j].value[i];
        w->result->calcs[k].value[i] =
            is_filled_in(x, rows) ? calc_value(w->result, x, i, rows) : NAN;
    }
}

void run_calcs(struct work *w)
{
    const struct model *m = w->model;
    struct result *r = w->result;
    size_t capacity = 0;
    r->calcs = arena_array(r->arena, m->calc_count + 1, sizeof *r->calcs);
    for (uint32_t k = 0; k < m->calc_count; k++) {
        r->calcs[k].value = arena_array(r->arena, w->n + 1, sizeof(double));
        for (size_t i = 0; i < w->n; i++)
            r->calcs[k].value[i] = NAN;
        suggest(w, k);
        if (m->calcs[k].formula)
            find_fixed(w, m->calcs[k].formula, &capacity);
    }
    double *rows = memory_alloc((m->calc_count + 1) * sizeof *rows);
    for (size_t i = 0; i < m->order_count; i++) {
        struct ref ref = m->order[i];
        if (ref.kind == SYMBOL_CALC && m->calcs[ref.index].formula)
            compute(w, ref.index, rows);
    }
    free(rows);
}
