/* Values and points of counts and indicators: year rule, missing-data rule, substitutes, scale. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/outside.h"
#include "base/number.h"
#include "rules/override.h"
#include "rules/pattern.h"

/* --- counts over registers ---------------------------------------------------------------------
 */

struct row {
    const struct register_table *table;
    size_t row;
    const struct work *w;
};

static double row_number(const struct row *r, const struct expr *x)
{
    if (x->op == EXPR_NUMBER)
        return x->number;
    if (x->op == EXPR_SCALE)
        return x->number * row_number(r, x->args[0]);
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_ASSUMPTION)
        return scalar_on(r->w->model, x->ref, r->w->day);
    if (x->op == EXPR_REF && r->table->number[x->ref.index])
        return r->table->number[x->ref.index][r->row];
    return NAN;
}

static const char *row_text(const struct row *r, const struct expr *x)
{
    return x->op == EXPR_TEXT  ? x->text
           : x->op == EXPR_REF ? r->table->text[x->ref.index][r->row]
                               : "";
}

static enum truth compare_numbers(enum expr_op op, double a, double b)
{
    if (isnan(a) || isnan(b))
        return TRUTH_UNKNOWN;
    switch (op) {
    case EXPR_EQ:
        return a == b ? TRUTH_YES : TRUTH_NO;
    case EXPR_NE:
        return a != b ? TRUTH_YES : TRUTH_NO;
    case EXPR_LT:
        return a < b ? TRUTH_YES : TRUTH_NO;
    case EXPR_LE:
        return a <= b ? TRUTH_YES : TRUTH_NO;
    case EXPR_GT:
        return a > b ? TRUTH_YES : TRUTH_NO;
    default:
        return a >= b ? TRUTH_YES : TRUTH_NO;
    }
}

static enum truth row_compare(const struct row *r, const struct expr *x)
{
    if (!x->args[0]->is_text)
        return compare_numbers(x->op, row_number(r, x->args[0]), row_number(r, x->args[1]));
    bool same = name_eq(row_text(r, x->args[0]), row_text(r, x->args[1]));
    return same == (x->op == EXPR_EQ) ? TRUTH_YES : TRUTH_NO;
}

static enum truth row_like(struct work *w, const struct row *r, const struct expr *x)
{
    const char *text = row_text(r, x->args[0]);
    enum pattern_result found = pattern_match(x->pattern, text, strlen(text));
    if (found == PATTERN_LIMIT || found == PATTERN_BAD_TEXT) {
        diagnose(w->d, "E802", x->place, NULL);
        return TRUTH_UNKNOWN;
    }
    return found == PATTERN_YES ? TRUTH_YES : TRUTH_NO;
}

static enum truth row_truth(struct work *w, const struct row *r, const struct expr *x)
{
    if (x->op == EXPR_AND || x->op == EXPR_OR) {
        enum truth decides = x->op == EXPR_AND ? TRUTH_NO : TRUTH_YES;
        enum truth a = row_truth(w, r, x->args[0]);
        if (a == decides)
            return a;
        enum truth b = row_truth(w, r, x->args[1]);
        return b == decides || a != TRUTH_UNKNOWN ? b : a;
    }
    if (x->op == EXPR_NOT) {
        enum truth a = row_truth(w, r, x->args[0]);
        return a == TRUTH_UNKNOWN ? a : a == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    }
    if (x->op == EXPR_TRUTH)
        return (enum truth)(int)x->number;
    if (x->op == EXPR_LIKE)
        return row_like(w, r, x);
    return row_compare(r, x);
}

void run_count(struct work *w, uint32_t index)
{
    const struct count *count = &w->model->counts[index];
    const struct register_table *t = &w->bundle->registers[count->reg];
    struct cell *out = w->result->counts[index];
    int32_t year = w->model->registers[count->reg].year;
    bool was_read = w->bundle->register_read[count->reg];
    if (w->bundle->counts && w->bundle->counts[index]) {
        memcpy(out, w->bundle->counts[index], w->n * sizeof *out);
        return;
    }
    for (size_t i = 0; i < w->n; i++) {
        out[i] = cell_missing(STATUS_MISSING);
        if (was_read && t->area_covered[i])
            out[i] = (struct cell){
                0, year ? STATUS_OBSERVED : STATUS_NO_YEAR, year * 100, t->file, 0, true};
    }
    for (size_t k = 0; was_read && k < t->rows; k++) {
        struct row row = {t, k, w};
        struct cell *cell = &out[t->area[k]];
        if (count->where && row_truth(w, &row, count->where) != TRUTH_YES)
            continue;
        double add = count->sum ? row_number(&row, count->sum) : 1;
        cell->value += isnan(add) ? 0 : add;
        if (cell->line == 0)
            cell->line = t->line[k];
    }
}

/* --- indicators --------------------------------------------------------------------------------
 */

static size_t have_value(const struct cell *cells, size_t n)
{
    size_t have = 0;
    for (size_t i = 0; i < n; i++)
        have += status_has_value(cells[i].status);
    return have;
}

/* The latest year in which as many areas have a value as in any of the years that may be used. */
static int32_t common_year(struct work *w, const struct indicator *ind)
{
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    int32_t best = w->model->base_year;
    size_t most = 0;
    for (int32_t k = 0; k <= ind->years_back && most < w->n; k++) {
        evaluate(w, ind->formula, w->model->base_year - k, cells);
        size_t have = have_value(cells, w->n);
        if (have > most) {
            most = have;
            best = w->model->base_year - k;
        }
    }
    free(cells);
    return best;
}

/* What an evaluation from fit `first` on gave: how many areas have one of them now. */
static void note_fits(const struct work *w, size_t first, size_t before, const struct cell *out)
{
    for (size_t k = first; w->fits && k < w->fits->count; k++)
        w->fits->items[k].used = have_value(out, w->n) - before;
}

static size_t fits_met(const struct work *w)
{
    return w->fits ? w->fits->count : 0;
}

/* Year rule: one year for all; where that is missing and the rule allows it, the latest earlier
 * year for which the whole formula has a value (so that numerator and denominator share a year). */
static void values(struct work *w, const struct indicator *ind, int32_t year, struct cell *out)
{
    int32_t base = w->model->base_year;
    int32_t back = ind->missing == MISSING_LAST ? ind->missing_years : 0;
    struct cell *earlier = memory_alloc((w->n + 1) * sizeof *earlier);
    evaluate(w, ind->formula, year, out);
    note_fits(w, 0, 0, out);
    for (int32_t k = base - year + 1; k <= back && have_value(out, w->n) < w->n; k++) {
        size_t before = have_value(out, w->n), first = fits_met(w);
        evaluate(w, ind->formula, base - k, earlier);
        for (size_t i = 0; i < w->n; i++)
            if (!status_has_value(out[i].status) && status_has_value(earlier[i].status)) {
                out[i] = earlier[i];
                if (out[i].status <= STATUS_NOTHING && out[i].period > 0)
                    out[i].status = STATUS_AGED;
            }
        note_fits(w, first, before, out);
    }
    free(earlier);
    for (size_t i = 0; i < w->n; i++) {
        if (out[i].period < 0)
            out[i].period = ind->missing == MISSING_FACT ? 0 : year * 100;
        if (status_has_value(out[i].status) && out[i].status <= STATUS_NOTHING &&
            out[i].period > 0 && out[i].period / 100 < base)
            out[i].status = STATUS_AGED;
    }
}

/* Fills gaps from the substitutes, in their order. */
static void substitutes(struct work *w, const struct indicator *ind, struct indicator_result *r)
{
    for (size_t s = 0; s < ind->substitute_count; s++) {
        const struct indicator_result *other = &w->result->indicators[ind->substitutes[s]];
        for (size_t i = 0; i < w->n; i++) {
            if (status_has_value(r->cells[i].status) || !status_has_value(other->cells[i].status))
                continue;
            r->cells[i] = other->cells[i];
            r->points[i] = other->points[i];
            r->substitute[i] = (uint8_t)(s + 1);
            r->reason[i] = other->reason[i]; /* what was done to it */
            r->reason_en[i] = other->reason_en[i];
        }
    }
}

static void reasons(struct work *w, const struct indicator *ind, struct indicator_result *r)
{
    static const char *const WHY[][2] = {
        [STATUS_MISSING] = {"inget värde i källorna", "no value in the sources"},
        [STATUS_UNAVAILABLE] = {"källan anger .. (finns inte)",
                                "the source says .. (not available)"},
        [STATUS_SECRET] = {"sekretess i källan", "suppressed in the source"},
        [STATUS_SMALL] = {"för litet antal för att visas", "count too small to be shown"},
        [STATUS_NOT_APPLICABLE] = {"går inte att räkna ut", "cannot be computed"},
    };
    for (size_t i = 0; i < w->n; i++) {
        if (status_has_value(r->cells[i].status))
            continue;
        bool fact = ind->missing == MISSING_FACT;
        struct outside o;
        if (!fact && r->cells[i].status == STATUS_MISSING &&
            outside_years(w, ind, (uint32_t)i, &o)) {
            r->reason[i] = outside_reason(w, &o, LANG_SV);
            r->reason_en[i] = outside_reason(w, &o, LANG_EN);
            continue;
        }
        r->reason[i] = fact ? "lokala svar saknas" : WHY[r->cells[i].status][0];
        r->reason_en[i] = fact ? "local answers are missing" : WHY[r->cells[i].status][1];
    }
}

static void summarise(struct work *w, const struct indicator *ind, struct indicator_result *r)
{
    double *v = memory_alloc((w->n + 1) * sizeof *v);
    int measure = -1; /* of the areas so far: 0 the indicator's own, k its k-th substitute */
    for (size_t i = 0; i < w->n; i++) {
        bool own = status_has_value(r->cells[i].status) && r->substitute[i] == 0;
        bool any = status_has_value(r->cells[i].status);
        v[i] = any ? r->cells[i].value : NAN;
        r->have += any;
        r->have_substitute += any && !own;
        r->mixed = r->mixed || (any && measure >= 0 && measure != r->substitute[i]);
        measure = any ? r->substitute[i] : measure;
    }
    r->median_value = median_of(v, w->n);
    r->median_points = median_of(r->points, w->n);
    if (ind->scale != SCALE_NONE) /* as printed, like every other rank; substitutes share points */
        rank_scores(w->model, r->points, w->n, r->rank);
    else
        rank_values(v, w->n, -1, ind->reversed, r->rank);
    free(v);
}

static const char *drawn_in(struct work *w, const struct indicator *ind, double to, enum lang lang)
{
    char text[64];
    const char *number = number_fixed(text, to, ind->decimals, lang == LANG_SV ? ',' : '.', false);
    return arena_printf(w->result->arena,
                        lang == LANG_SV ? "extremvärde, räknas som %s" : "outlier, counted as %s",
                        number);
}

/* Every value that the outlier rule changed says so, beside where it comes from. */
static void mark_treated(struct work *w, const struct indicator *ind, struct indicator_result *r)
{
    for (size_t i = 0; i < w->n; i++) {
        if (isnan(r->treated[i]) || !status_has_value(r->cells[i].status))
            continue;
        bool logs = r->treatment == TREATED_LOG;
        r->reason[i] = logs ? "sned fördelning, räknas som logaritm"
                            : drawn_in(w, ind, r->treated[i], LANG_SV);
        r->reason_en[i] = logs ? "skewed distribution, counted as a logarithm"
                               : drawn_in(w, ind, r->treated[i], LANG_EN);
        r->treated_count++;
    }
}

/* Points by the outlier rule and the scale. A value that the scale has no points for is told. */
static void points(struct work *w, uint32_t index)
{
    const struct indicator *ind = &w->model->indicators[index];
    struct indicator_result *r = &w->result->indicators[index];
    const double *reference = w->result->reference ? w->result->reference[index] : NULL;
    struct outlier_map map = scale_cells(ind, r->cells, w->n, reference, w->result->reference_count,
                                         r->points, r->treated);
    r->treatment = (uint8_t)map.how;
    r->still_skewed = ind->outliers != OUTLIER_NONE && !map.passes;
    mark_treated(w, ind, r);
    size_t without = 0;
    for (size_t i = 0; i < w->n; i++)
        without +=
            ind->scale != SCALE_NONE && isnan(r->points[i]) && status_has_value(r->cells[i].status);
    char count[32];
    if (r->still_skewed)
        diagnose(w->d, "W802", ind->scale_place, ind->head.sv, NULL);
    if (without > 0)
        diagnose(w->d, "E805", ind->scale_place, ind->head.sv, number_text(count, (double)without),
                 NULL);
}

/* Keeps the lines that some area's value is the residual of. */
static void keep_fits(const struct fits *fits, struct indicator_result *r)
{
    r->fits = fits->items;
    for (size_t k = 0; k < fits->count; k++)
        if (fits->items[k].used > 0)
            fits->items[r->fit_count++] = fits->items[k];
}

void run_indicator(struct work *w, uint32_t index)
{
    const struct indicator *ind = &w->model->indicators[index];
    struct indicator_result *r = &w->result->indicators[index];
    int32_t year = w->model->base_year;
    if (ind->years == YEARS_COMMON)
        year = r->common_year = common_year(w, ind);
    struct fits fits = {.arena = w->result->arena};
    w->fits = w->scores_only ? NULL : &fits;
    values(w, ind, year, r->cells);
    w->fits = NULL;
    keep_fits(&fits, r);
    impute(w, ind, r);
    points(w, index);
    substitutes(w, ind, r);
    if (!w->scores_only) {
        reasons(w, ind, r);
        summarise(w, ind, r);
    }
    for (size_t i = 0; ind->missing == MISSING_STOP && i < w->n; i++)
        if (!status_has_value(r->cells[i].status))
            diagnose(w->d, "E803", ind->head.place, ind->head.sv,
                     w->bundle->data->areas.items[i].name, NULL);
}
