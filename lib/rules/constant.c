/* Expressions over nothing but the rules' own numbers: the right side of an override. */
#include <math.h>

#include "base/number.h"
#include "rules/operators.h"
#include "rules/override.h"

enum { MOST_ARGUMENTS = 64 };

double assumption_on(const struct assumption *a, int32_t day)
{
    size_t low = 0, high = a->value_count; /* the days ascend; before the first the first holds */
    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (a->values[middle].day <= day) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return high > 0 ? a->values[low].value : NAN;
}

/* --- functions -------------------------------------------------------------------------------- */

static double least(const double *x, size_t n)
{
    double best = x[0];
    for (size_t i = 1; i < n; i++) {
        best = x[i] < best ? x[i] : best;
    }
    return best;
}

static double greatest(const double *x, size_t n)
{
    double best = x[0];
    for (size_t i = 1; i < n; i++) {
        best = x[i] > best ? x[i] : best;
    }
    return best;
}

static double sum(const double *x, size_t n)
{
    double all = 0;
    for (size_t i = 0; i < n; i++) {
        all += x[i];
    }
    return all;
}

static double mean(const double *x, size_t n)
{
    return sum(x, n) / (double)n;
}

static double absolute(const double *x, size_t n)
{
    (void)n;
    return fabs(x[0]);
}

static double rounded(const double *x, size_t n)
{
    return number_round(x[0], n > 1 ? (int)x[1] : 0);
}

static double logarithm(const double *x, size_t n)
{
    (void)n;
    return log(x[0]);
}

static double exponential(const double *x, size_t n)
{
    (void)n;
    return exp(x[0]);
}

static double root(const double *x, size_t n)
{
    (void)n;
    return sqrt(x[0]);
}

static double (*const calls[FN_COUNT])(const double *, size_t) = {
    [FN_MIN] = least,    [FN_MAX] = greatest,    [FN_MEAN] = mean,
    [FN_SUM] = sum,      [FN_ABS] = absolute,    [FN_ROUND] = rounded,
    [FN_LN] = logarithm, [FN_EXP] = exponential, [FN_SQRT] = root,
};

/* --- expressions ------------------------------------------------------------------------------ */

static bool is_scalar(struct ref ref)
{
    return ref.kind == SYMBOL_ASSUMPTION ? ref.property == 'v' : ref.property != 'v';
}

static bool is_arithmetic(const struct expr *e)
{
    switch (e->op) {
    case EXPR_NUMBER:
    case EXPR_SCALE:
    case EXPR_NEGATE:
    case EXPR_ADD:
    case EXPR_SUBTRACT:
    case EXPR_MULTIPLY:
    case EXPR_DIVIDE:
    case EXPR_POWER:
        return true;
    case EXPR_REF:
        return is_scalar(e->ref);
    case EXPR_CALL:
        return calls[e->function] && e->arg_count <= MOST_ARGUMENTS;
    default:
        return false;
    }
}

const struct expr *constant_fault(const struct expr *e)
{
    if (!is_arithmetic(e)) {
        return e;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        const struct expr *fault = constant_fault(e->args[i]);
        if (fault) {
            return fault;
        }
    }
    return NULL;
}

static double called(const struct model *m, const struct expr *e, int32_t day)
{
    double x[MOST_ARGUMENTS];
    for (uint32_t i = 0; i < e->arg_count; i++) {
        x[i] = constant_value(m, e->args[i], day);
    }
    return calls[e->function](x, e->arg_count);
}

double constant_value(const struct model *m, const struct expr *e, int32_t day)
{
    double a = NAN, b = NAN;
    if (e->op != EXPR_CALL && e->arg_count > 0) {
        a = constant_value(m, e->args[0], day);
    }
    if (e->op != EXPR_CALL && e->arg_count > 1) {
        b = constant_value(m, e->args[1], day);
    }
    switch (e->op) {
    case EXPR_NUMBER:
        return e->number;
    case EXPR_REF:
        return scalar_on(m, e->ref, day);
    case EXPR_SCALE:
        return a * e->number;
    case EXPR_NEGATE:
        return -a;
    case EXPR_CALL:
        return called(m, e, day);
    default:
        return operator_value(e->op, a, b);
    }
}
