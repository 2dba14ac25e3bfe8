/* Runs the tests of the rules with the one evaluator there is: analysis_run() over a bundle made of
 * the table's rows. */
#include "analysis/test.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/messages.h"
#include "analysis/test_parts.h"
#include "base/limits.h"
#include "base/number.h"

bool tests_need_data(const struct model *m)
{
    for (size_t k = 0; k < m->test_count; k++)
        if (m->tests[k].statement_count > 0)
            return true;
    return false;
}

/* --- what came out ---------------------------------------------------------------------------- */

static struct outcome number_outcome(double value)
{
    return (struct outcome){!isnan(value), value, NULL};
}

static struct outcome value_outcome(struct work *w, const struct test_column *c,
                                    const struct cell *cells, uint32_t area)
{
    if (c->is_text) {
        const char *text = evaluate_text(w, c->value, area);
        return (struct outcome){text != NULL, 0, text};
    }
    return number_outcome(status_has_value(cells[area].status) ? cells[area].value : NAN);
}

/* cells: what a TEST_VALUE that is no text gives each area. */
static struct outcome outcome_of(struct work *w, const struct test_column *c,
                                 const struct cell *cells, uint32_t area)
{
    const struct result *r = w->result;
    const struct area_result *a = &r->area[area];
    bool shown = false;
    switch (c->use) {
    case TEST_POINTS:
        return number_outcome(r->indicators[c->ref.index].points[area]);
    case TEST_GRADE:
        return number_outcome(r->ideas[c->ref.index].grade[area]);
    case TEST_POSITION:
        return number_outcome(a->position == UINT32_MAX ? NAN : (double)a->position);
    case TEST_ADVICE:
        for (size_t k = 0; k < a->advice_count; k++)
            shown = shown || a->advice[k].advice == c->ref.index;
        return number_outcome(shown);
    default:
        return value_outcome(w, c, cells, area);
    }
}

/* A number written with decimals is compared as rounded to them; else it must be the same but for
 * the last bits. */
static bool same_number(const struct test_cell *wanted, double got)
{
    double a = wanted->number * wanted->as_written, b = got * wanted->as_written;
    if (wanted->decimals > 0)
        b = number_round(b, wanted->decimals);
    return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
}

static bool as_expected(const struct test_cell *wanted, const struct outcome *got)
{
    if (wanted->missing || !got->has)
        return wanted->missing && !got->has;
    return got->text ? name_eq(got->text, wanted->text) : same_number(wanted, got->number);
}

/* --- tables and statements -------------------------------------------------------------------- */

struct runner {
    const struct analysis_options *options;
    struct trial trial;
    struct touch *touch;
    struct test_summary sum;
};

static void touch_column(struct runner *x, const struct test_column *c)
{
    if (c->use == TEST_VALUE)
        touch_expression(x->touch, c->value);
    else if (c->use == TEST_POSITION)
        for (size_t k = 0; k < x->trial.model->position_count; k++)
            touch_ref(x->touch, (struct ref){SYMBOL_POSITION, (uint32_t)k, 'v', 0});
    else
        touch_ref(x->touch, c->ref);
}

/* A substitute that stood in where its indicator was expected was tested too. */
static void touch_substitute(struct runner *x, const struct test_column *c, uint32_t area)
{
    const struct expr *e = c->use == TEST_VALUE ? c->value : NULL;
    struct ref ref = e ? e->ref : c->ref;
    bool is_indicator =
        c->use == TEST_POINTS || (e && e->op == EXPR_REF && ref.kind == SYMBOL_INDICATOR);
    uint8_t s = is_indicator ? x->trial.work.result->indicators[ref.index].substitute[area] : 0;
    if (s)
        touch_ref(x->touch,
                  (struct ref){SYMBOL_INDICATOR,
                               x->trial.model->indicators[ref.index].substitutes[s - 1], 'v', 0});
}

/* Counts it; true when it is one of those that are shown. */
static bool one_more_fails(struct runner *x)
{
    return x->sum.failed++ < LIMIT_DIAGNOSTICS;
}

static void try_cell(struct runner *x, const struct test *t, size_t row, size_t column,
                     const struct cell *cells)
{
    const struct test_column *c = &t->columns[column];
    struct outcome got = outcome_of(&x->trial.work, c, cells, (uint32_t)row);
    touch_substitute(x, c, (uint32_t)row);
    x->sum.cases++;
    if (!as_expected(&t->rows[row].cells[column], &got) && one_more_fails(x))
        show_cell(&x->trial, t, row, column, &got);
}

static void run_table(struct runner *x, const struct test *t)
{
    struct arena *arena = arena_new();
    struct diagnostics *aside = diagnostics_new(x->trial.lang);
    const struct model *m = test_model(arena, x->trial.model, t);
    struct dataset_bundle *b = test_bundle(m, t);
    struct result *r = analysis_run(m, b, x->options, aside);
    x->trial.work = work_again(r, b, aside);
    x->trial.work.weights = weights_of(r->model, r->arena);
    struct cell **cells = arena_array(arena, t->column_count + 1, sizeof *cells);
    for (size_t c = 0; c < t->column_count; c++) {
        if (t->columns[c].use >= TEST_VALUE)
            touch_column(x, &t->columns[c]);
        if (t->columns[c].use == TEST_VALUE && !t->columns[c].is_text) {
            cells[c] = arena_array(arena, t->row_count + 1, sizeof **cells);
            evaluate(&x->trial.work, t->columns[c].value, m->base_year, cells[c]);
        }
    }
    for (size_t i = 0; i < t->row_count; i++)
        for (size_t c = 0; c < t->column_count; c++)
            if (t->columns[c].use >= TEST_VALUE)
                try_cell(x, t, i, c, cells[c]);
    result_free(r);
    bundle_free(b);
    diagnostics_free(aside);
    arena_free(arena);
}

/* By name in any case, else by code; UINT32_MAX when there is none. */
static uint32_t find_area(const struct dataset *data, const char *name)
{
    for (uint32_t i = 0; i < data->areas.count; i++)
        if (name_eq(data->areas.items[i].name, name) ||
            strcmp(data->areas.items[i].code, name) == 0)
            return i;
    return UINT32_MAX;
}

static void try_statement(struct runner *x, const struct test *t, const struct statement *s)
{
    struct work *w = &x->trial.work;
    uint32_t area = find_area(w->bundle->data, s->area);
    x->sum.cases++;
    touch_expression(x->touch, s->condition);
    if (area == UINT32_MAX) {
        if (one_more_fails(x))
            show_unknown_area(&x->trial, t, s);
        return;
    }
    int8_t *truth = memory_alloc(w->n + 1);
    evaluate_truth(w, s->condition, truth);
    if (truth[area] != TRUTH_YES && one_more_fails(x))
        show_statement(&x->trial, t, s, area);
    free(truth);
}

static void run_statements(struct runner *x, const struct dataset_bundle *real,
                           const struct result *result)
{
    struct diagnostics *aside = diagnostics_new(x->trial.lang);
    analysis_messages(aside);
    x->trial.work = work_again(result, real, aside);
    x->trial.work.weights = weights_of(result->model, result->arena);
    for (size_t k = 0; k < x->trial.model->test_count; k++)
        for (size_t i = 0; i < x->trial.model->tests[k].statement_count; i++)
            try_statement(x, &x->trial.model->tests[k], &x->trial.model->tests[k].statements[i]);
    diagnostics_free(aside);
}

struct test_summary tests_run(const struct model *m, const struct dataset_bundle *real,
                              const struct result *result, const struct analysis_options *o,
                              enum lang lang, struct text *out)
{
    struct arena *arena = arena_new();
    struct runner x = {.options = o,
                       .trial = {.model = m, .lang = lang, .out = out},
                       .touch = touch_new(arena, m),
                       .sum = {.tests = m->test_count}};
    for (size_t k = 0; k < m->test_count; k++)
        if (m->tests[k].row_count > 0)
            run_table(&x, &m->tests[k]);
    if (result)
        run_statements(&x, real, result);
    if (x.sum.failed > LIMIT_DIAGNOSTICS)
        text_printf(
            out, lang == LANG_SV ? "och %zu till som inte visas\n\n" : "and %zu more not shown\n\n",
            x.sum.failed - LIMIT_DIAGNOSTICS);
    if (x.sum.cases > 0)
        touch_report(x.touch, lang, out, &x.sum);
    arena_free(arena);
    return x.sum;
}

void tests_check(const struct model *m, const struct dataset *data, struct diagnostics *d)
{
    struct arena *arena = arena_new();
    size_t n = data->areas.count;
    const char **names = arena_array(arena, n + 1, sizeof *names);
    analysis_messages(d);
    for (size_t i = 0; i < n; i++)
        names[i] = data->areas.items[i].name;
    for (size_t k = 0; k < m->test_count; k++)
        for (size_t i = 0; i < m->tests[k].statement_count; i++) {
            const struct statement *s = &m->tests[k].statements[i];
            if (find_area(data, s->area) != UINT32_MAX)
                continue;
            struct diagnostic *item = diagnose(d, "E830", s->area_place, s->area, NULL);
            const char *near = text_nearest(s->area, names, n);
            const char *hint = d->lang == LANG_SV ? "menade du \"%s\"?" : "did you mean \"%s\"?";
            item->hint = near ? arena_printf(d->arena, hint, near) : item->hint;
        }
    arena_free(arena);
}
