/* The functions of the rule language: over arguments, over areas, over years. All skip missing
 * values. One row a function. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "base/number.h"

struct call {
    struct work *w;
    const struct expr *x;
    int32_t year;
    struct cell *out;
};

static struct cell *columns_new(const struct call *c)
{
    return memory_alloc((c->w->n + 1) * sizeof(struct cell));
}

static void argument(const struct call *c, uint32_t k, struct cell *out)
{
    evaluate(c->w, c->x->args[k], c->year, out);
}

/* --- over arguments --- */

static double fold(enum function f, double *known, size_t n)
{
    double sum = 0, least = INFINITY, most = -INFINITY;
    for (size_t i = 0; i < n; i++) {
        sum += known[i];
        least = fmin(least, known[i]);
        most = fmax(most, known[i]);
    }
    switch (f) {
    case FN_MIN:
        return least;
    case FN_MAX:
        return most;
    case FN_SUM:
        return sum;
    case FN_MEAN:
        return sum / (double)n;
    default:
        return percentile_type7(known, n, 0.5);
    }
}

/* min max medel summa median over the known arguments; missing when none is known. */
static void call_fold(struct call *c)
{
    size_t n = c->w->n, k = c->x->arg_count;
    struct cell *all = memory_alloc((n * k + 1) * sizeof *all);
    double *known = memory_alloc((k + 1) * sizeof *known);
    for (size_t a = 0; a < k; a++)
        argument(c, (uint32_t)a, all + a * n);
    for (size_t i = 0; i < n; i++) {
        size_t count = 0;
        struct cell made = all[i];
        for (size_t a = 0; a < k; a++) {
            const struct cell *cell = &all[a * n + i];
            if (!status_has_value(cell->status))
                continue;
            if (count == 0)
                made = *cell;
            else if (cell->period >= 0 && (made.period < 0 || cell->period < made.period))
                made.period = cell->period;
            known[count++] = cell->value;
        }
        if (count)
            made.value = fold(c->x->function, known, count);
        c->out[i] = made;
    }
    free(known);
    free(all);
}

static double apply_one(enum function f, double v)
{
    switch (f) {
    case FN_ABS:
        return fabs(v);
    case FN_LN:
        return v > 0 ? log(v) : NAN;
    case FN_EXP:
        return exp(v);
    case FN_SQRT:
        return v >= 0 ? sqrt(v) : NAN;
    default:
        return NAN;
    }
}

static void call_one(struct call *c)
{
    argument(c, 0, c->out);
    for (size_t i = 0; i < c->w->n; i++) {
        if (!status_has_value(c->out[i].status))
            continue;
        c->out[i].value = apply_one(c->x->function, c->out[i].value);
        if (!isfinite(c->out[i].value))
            c->out[i] = cell_missing(STATUS_NOT_APPLICABLE);
    }
}

double literal_number(const struct expr *x)
{
    double factor = 1;
    while (x->op == EXPR_SCALE || x->op == EXPR_NEGATE) {
        factor *= x->op == EXPR_SCALE ? x->number : -1;
        x = x->args[0];
    }
    return x->op == EXPR_NUMBER ? x->number * factor : NAN;
}

static void call_round(struct call *c)
{
    int decimals = c->x->arg_count > 1 ? (int)literal_number(c->x->args[1]) : 0;
    argument(c, 0, c->out);
    for (size_t i = 0; i < c->w->n; i++)
        c->out[i].value = number_round(c->out[i].value, decimals);
}

/* om(villkor; a; b): an unknown condition gives a missing value, with the condition's reason. */
static void call_if(struct call *c)
{
    struct cell *yes = columns_new(c), *no = columns_new(c);
    argument(c, 0, c->out);
    argument(c, 1, yes);
    argument(c, 2, no);
    for (size_t i = 0; i < c->w->n; i++)
        if (status_has_value(c->out[i].status))
            c->out[i] = c->out[i].value != 0 ? yes[i] : no[i];
    free(yes);
    free(no);
}

static void call_missing(struct call *c)
{
    argument(c, 0, c->out);
    for (size_t i = 0; i < c->w->n; i++)
        c->out[i] = cell_number(!status_has_value(c->out[i].status));
}

/* --- over the areas --- */

static double *known_values(const struct cell *cells, size_t n, size_t *count)
{
    double *v = memory_alloc((n + 1) * sizeof *v);
    *count = 0;
    for (size_t i = 0; i < n; i++)
        if (status_has_value(cells[i].status))
            v[(*count)++] = cells[i].value;
    return v;
}

static void call_all(struct call *c)
{
    size_t count;
    argument(c, 0, c->out);
    double *v = known_values(c->out, c->w->n, &count);
    enum function f = c->x->function;
    double made = NAN;
    if (count && f == FN_PERCENTILE)
        made =
            percentile_type7(v, count, literal_number(c->x->args[1]) * c->x->args[1]->unit.factor);
    else if (count)
        made = fold(f == FN_MEAN_ALL ? FN_MEAN : f == FN_SUM_ALL ? FN_SUM : FN_MEDIAN, v, count);
    for (size_t i = 0; i < c->w->n; i++)
        c->out[i] = isfinite(made) ? cell_number(made) : cell_missing(STATUS_MISSING);
    free(v);
}

/* andel_alla: of the areas where the condition is known. */
static void call_share_all(struct call *c)
{
    size_t known = 0, yes = 0;
    argument(c, 0, c->out);
    for (size_t i = 0; i < c->w->n; i++) {
        enum truth t = cell_truth(&c->out[i]);
        known += t != TRUTH_UNKNOWN;
        yes += t == TRUTH_YES;
    }
    for (size_t i = 0; i < c->w->n; i++)
        c->out[i] = known ? cell_number((double)yes / (double)known) : cell_missing(STATUS_MISSING);
}

/* Areas near area i: its neighbours, or its peers. */
static size_t near_areas(const struct call *c, size_t i, uint32_t *out)
{
    size_t count = 0;
    bool borders = c->x->function == FN_MEAN_NEIGHBOURS || c->x->function == FN_MEDIAN_NEIGHBOURS;
    if (borders) {
        for (const uint32_t *p = c->w->bundle->neighbours[i]; *p != UINT32_MAX; p++)
            out[count++] = *p;
        return count;
    }
    const struct peers_result *peers = &c->w->result->peers[c->x->ref.index];
    for (size_t k = 0; k < peers->count[i]; k++)
        if (peers->list[i][k].area != UINT32_MAX)
            out[count++] = peers->list[i][k].area;
    return count;
}

/* medel and median over neighbours or peers, without the area's own value. */
static void call_near(struct call *c)
{
    size_t n = c->w->n;
    struct cell *x = columns_new(c);
    uint32_t *near = memory_alloc((n + 1) * sizeof *near);
    double *known = memory_alloc((n + 1) * sizeof *known);
    enum function f = c->x->function;
    bool mean = f == FN_MEAN_NEIGHBOURS || f == FN_MEAN_PEERS;
    argument(c, 0, x);
    for (size_t i = 0; i < n; i++) {
        size_t count = 0, all = near_areas(c, i, near);
        for (size_t k = 0; k < all; k++)
            if (near[k] != i && status_has_value(x[near[k]].status))
                known[count++] = x[near[k]].value;
        c->out[i] = count ? cell_number(fold(mean ? FN_MEAN : FN_MEDIAN, known, count))
                          : cell_missing(STATUS_MISSING);
    }
    free(known);
    free(near);
    free(x);
}

/* rang (1 = highest) and percentilrang (in per cent). */
static void call_rank(struct call *c)
{
    size_t n = c->w->n;
    double *v = memory_alloc((n + 1) * sizeof *v), *share = memory_alloc((n + 1) * sizeof *share);
    int32_t *rank = memory_alloc((n + 1) * sizeof *rank);
    argument(c, 0, c->out);
    for (size_t i = 0; i < n; i++)
        v[i] = status_has_value(c->out[i].status) ? c->out[i].value : NAN;
    rank_values(v, n, -1, false, rank);
    percentile_rank(v, n, share);
    for (size_t i = 0; i < n; i++)
        if (!isnan(v[i]))
            c->out[i].value = c->x->function == FN_RANK ? rank[i] : share[i];
    free(rank);
    free(share);
    free(v);
}

/* Residual of an ordinary least squares line y = a + b x over the areas where both are known. */
static void call_rest(struct call *c)
{
    size_t n = c->w->n;
    struct cell *x = columns_new(c);
    argument(c, 0, c->out);
    argument(c, 1, x);
    struct fit line = fit_line(c->out, x, n);
    line.year = c->year;
    for (size_t i = 0; i < n; i++) {
        if (!status_has_value(c->out[i].status))
            continue;
        if (!status_has_value(x[i].status) || !isfinite(line.slope))
            c->out[i] = cell_missing(STATUS_MISSING);
        else
            c->out[i].value -= line.y + line.slope * (x[i].value - line.x);
    }
    if (c->w->fits)
        fits_add(c->w->fits, line);
    free(x);
}

/* --- over years --- */

static void at(const struct call *c, int32_t year, struct cell *out)
{
    evaluate(c->w, c->x->args[0], year, out);
}

/* förändring(x; n år) = (now - then) / then; needs both ends, and a year that is known. */
static void call_change(struct call *c)
{
    struct cell *then = columns_new(c);
    at(c, c->year, c->out);
    at(c, c->year - (int32_t)literal_number(c->x->args[1]), then);
    for (size_t i = 0; i < c->w->n; i++) {
        if (!status_has_value(c->out[i].status))
            continue;
        bool both = status_has_value(then[i].status) && then[i].value != 0 &&
                    c->out[i].period != 0 && then[i].period != 0;
        if (both)
            c->out[i].value = (c->out[i].value - then[i].value) / then[i].value;
        else
            c->out[i] = cell_missing(STATUS_MISSING);
    }
    free(then);
}

/* medel_år(x; n år): mean of the last n years; needs half of them, rounded up. */
static void call_mean_years(struct call *c)
{
    int32_t years = (int32_t)literal_number(c->x->args[1]);
    struct cell *one = columns_new(c);
    int32_t *count = memory_alloc((c->w->n + 1) * sizeof *count);
    for (int32_t k = 0; k < years; k++) {
        at(c, c->year - k, one);
        for (size_t i = 0; i < c->w->n; i++) {
            if (k == 0) {
                count[i] = 0;
                c->out[i] = cell_missing(STATUS_MISSING);
            }
            if (!status_has_value(one[i].status))
                continue;
            double sum = count[i] ? c->out[i].value : 0;
            if (count[i]++ == 0)
                c->out[i] = one[i];
            c->out[i].value = sum + one[i].value;
        }
    }
    for (size_t i = 0; i < c->w->n; i++)
        if (count[i] >= (years + 1) / 2 && count[i] > 0)
            c->out[i].value /= count[i];
        else
            c->out[i] = cell_missing(STATUS_MISSING);
    free(count);
    free(one);
}

/* senaste(x; n år): the latest value at most n years old. */
static void call_latest(struct call *c)
{
    int32_t years = (int32_t)literal_number(c->x->args[1]);
    struct cell *one = columns_new(c);
    at(c, c->year, c->out);
    for (int32_t k = 1; k <= years; k++) {
        at(c, c->year - k, one);
        for (size_t i = 0; i < c->w->n; i++)
            if (!status_has_value(c->out[i].status) && status_has_value(one[i].status)) {
                c->out[i] = one[i];
                c->out[i].status = STATUS_AGED;
            }
    }
    free(one);
}

static void call_at_year(struct call *c)
{
    at(c, (int32_t)literal_number(c->x->args[1]), c->out);
}

/* --- over facts and results --- */

/* The reference under conversions, or NULL. */
static const struct expr *reference(const struct expr *x)
{
    while (x->op == EXPR_SCALE)
        x = x->args[0];
    return x->op == EXPR_REF ? x : NULL;
}

/* Weighted share of yes among known facts, in per cent; needs half of the facts to be known. */
static void call_share_yes(struct call *c)
{
    size_t n = c->w->n;
    for (size_t i = 0; i < n; i++) {
        double yes = 0, known = 0;
        size_t count = 0;
        for (uint32_t a = 0; a < c->x->arg_count; a++) {
            const struct expr *x = reference(c->x->args[a]);
            if (!x || x->ref.kind != SYMBOL_FACT)
                continue;
            enum truth t = (enum truth)c->w->result->facts[x->ref.index][i].truth;
            double weight = c->w->model->facts[x->ref.index].weight;
            if (t == TRUTH_UNKNOWN)
                continue;
            count++;
            known += weight;
            yes += t == TRUTH_YES ? weight : 0;
        }
        c->out[i] = 2 * count >= c->x->arg_count && known > 0 ? cell_number(yes / known)
                                                              : cell_missing(STATUS_MISSING);
    }
}

static void call_assessable(struct call *c)
{
    const struct expr *x = reference(c->x->args[0]);
    for (size_t i = 0; i < c->w->n; i++)
        c->out[i] = cell_number(x && x->ref.kind == SYMBOL_NODE &&
                                c->w->result->nodes[x->ref.index].grade[i] >= GRADE_PRELIMINARY);
}

static void call_top(struct call *c)
{
    const struct expr *x = reference(c->x->args[0]);
    for (size_t i = 0; i < c->w->n; i++) {
        const struct area_result *a = &c->w->result->area[i];
        bool is_idea = x && x->ref.kind == SYMBOL_IDEA;
        uint32_t top = is_idea ? a->best_idea : a->top_challenge;
        c->out[i] = top == UINT32_MAX || !x ? cell_missing(STATUS_MISSING)
                                            : cell_number(top == x->ref.index);
    }
}

static void (*const CALLS[FN_COUNT])(struct call *) = {
    [FN_MIN] = call_fold,
    [FN_MAX] = call_fold,
    [FN_MEAN] = call_fold,
    [FN_SUM] = call_fold,
    [FN_MEDIAN] = call_fold,
    [FN_ABS] = call_one,
    [FN_ROUND] = call_round,
    [FN_LN] = call_one,
    [FN_EXP] = call_one,
    [FN_SQRT] = call_one,
    [FN_IF] = call_if,
    [FN_MISSING] = call_missing,
    [FN_MEAN_ALL] = call_all,
    [FN_MEDIAN_ALL] = call_all,
    [FN_SUM_ALL] = call_all,
    [FN_RANK] = call_rank,
    [FN_PERCENTILE_RANK] = call_rank,
    [FN_PERCENTILE] = call_all,
    [FN_SHARE_ALL] = call_share_all,
    [FN_MEAN_NEIGHBOURS] = call_near,
    [FN_MEDIAN_NEIGHBOURS] = call_near,
    [FN_MEAN_PEERS] = call_near,
    [FN_MEDIAN_PEERS] = call_near,
    [FN_REST] = call_rest,
    [FN_CHANGE] = call_change,
    [FN_MEAN_YEARS] = call_mean_years,
    [FN_LATEST] = call_latest,
    [FN_AT_YEAR] = call_at_year,
    [FN_SHARE_YES] = call_share_yes,
    [FN_ASSESSABLE] = call_assessable,
    [FN_TOP] = call_top,
};

void evaluate_call(struct work *w, const struct expr *x, int32_t year, struct cell *out)
{
    struct call c = {w, x, year, out};
    CALLS[x->function](&c);
}
