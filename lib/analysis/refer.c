/* What a name in a formula stands for: a source's variable in a year, a fact, an assumption, a
 * count, another indicator, a node's score, a gate, or a value derived from the result. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/number.h"
#include "rules/override.h"

enum { MONTHS_NEEDED = 6 };

/* A year's value from its months: the mean of the twelve; of at least half of them, marked as
 * estimated; else missing. */
static struct cell year_of_months(const struct series *s, size_t first, size_t end, int32_t year)
{
    struct cell mean = cell_missing(STATUS_MISSING);
    double sum = 0;
    int count = 0;
    for (size_t k = first; k < end; k++) {
        if (period_year(s->period[k]) != year || !status_has_value(s->status[k]))
            continue;
        if (count++ == 0) {
            mean.file = s->file[k];
            mean.line = s->line[k];
        }
        sum += s->value[k];
    }
    if (count < MONTHS_NEEDED)
        return cell_missing(STATUS_MISSING);
    mean.value = sum / count;
    mean.more = count > 1;
    mean.status = count == 12 ? STATUS_OBSERVED : STATUS_IMPUTED;
    mean.period = year * 100;
    return mean;
}

/* A value whose year the source does not state serves any year, and is marked. */
static struct cell variable_cell(const struct dataset *data, size_t series, uint32_t area,
                                 int32_t year)
{
    struct cell c = dataset_get(data, series, area, year * 100, SEX_TOTAL);
    if (c.file != UINT32_MAX)
        return c;
    size_t first, end;
    dataset_range(data, series, area, SEX_TOTAL, &first, &end);
    if (first == end)
        return c;
    const struct series *s = &data->series[series];
    if (s->period[first] == PERIOD_UNKNOWN)
        return dataset_get(data, series, area, PERIOD_UNKNOWN, SEX_TOTAL);
    return year_of_months(s, first, end, year);
}

static void variable(struct work *w, uint32_t index, int32_t year, struct cell *out)
{
    size_t series = w->bundle->series[index];
    for (size_t i = 0; i < w->n; i++)
        out[i] = series == SIZE_MAX ? cell_missing(STATUS_MISSING)
                                    : variable_cell(w->bundle->data, series, (uint32_t)i, year);
}

static void fact(struct work *w, uint32_t index, struct cell *out)
{
    const struct fact_value *f = w->result->facts[index];
    bool yes_no = w->model->facts[index].type == FACT_YES_NO;
    for (size_t i = 0; i < w->n; i++) {
        bool known = yes_no ? f[i].truth != TRUTH_UNKNOWN : !isnan(f[i].number);
        out[i] = cell_missing(STATUS_MISSING);
        if (known) {
            out[i] = cell_number(yes_no ? f[i].truth : f[i].number);
            out[i].file = f[i].file;
            out[i].line = f[i].line;
        }
    }
}

static void node_score(struct work *w, uint32_t index, struct cell *out)
{
    const struct node_result *r = &w->result->nodes[index];
    for (size_t i = 0; i < w->n; i++)
        out[i] = isnan(r->score[i])
                     ? cell_missing(STATUS_MISSING)
                     : cell_number(number_round(r->score[i], w->model->rank_decimals));
}

static void truths(const int8_t *truth, size_t n, struct cell *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = truth[i] == TRUTH_UNKNOWN ? cell_missing(STATUS_MISSING)
                                           : cell_number(truth[i] == TRUTH_YES);
}

static void copy(const struct cell *from, size_t n, struct cell *out)
{
    for (size_t i = 0; i < n; i++)
        out[i] = from[i];
}

void evaluate_ref(struct work *w, const struct expr *x, int32_t year, struct cell *out)
{
    uint32_t k = x->ref.index;
    const struct result *r = w->result;
    if (x->ref.property != 'v') {
        for (size_t i = 0; i < w->n; i++)
            out[i] = cell_number(scalar_on(w->model, x->ref, w->day));
        return;
    }
    switch (x->ref.kind) {
    case SYMBOL_VARIABLE:
        variable(w, k, year, out);
        return;
    case SYMBOL_FACT:
        fact(w, k, out);
        return;
    case SYMBOL_COUNT:
        copy(r->counts[k], w->n, out);
        return;
    case SYMBOL_INDICATOR:
        copy(r->indicators[k].cells, w->n, out);
        for (size_t i = 0; w->originals_only && i < w->n; i++)
            if (r->indicators[k].substitute[i])
                out[i] = cell_missing(STATUS_MISSING);
        return;
    case SYMBOL_NODE:
        node_score(w, k, out);
        return;
    case SYMBOL_GATE:
        truths(r->gates[k].truth, w->n, out);
        return;
    case SYMBOL_FLAG:
        truths(r->flags[k].truth, w->n, out);
        return;
    case SYMBOL_DERIVED:
        derived_value(w, (enum derived)k, out);
        return;
    case SYMBOL_ASSUMPTION:
        for (size_t i = 0; i < w->n; i++)
            out[i] = cell_number(assumption_on(&w->model->assumptions[k], w->day));
        return;
    case SYMBOL_POSITION:
        for (size_t i = 0; i < w->n; i++)
            out[i] = cell_number(r->area[i].position == k);
        return;
    default:
        for (size_t i = 0; i < w->n; i++)
            out[i] = cell_missing(STATUS_NOT_APPLICABLE);
    }
}
