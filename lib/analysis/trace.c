/* From a computed value back to the lines of the files. */
#include "analysis/trace.h"

#include <math.h>
#include <string.h>

#include "analysis/plain.h"
#include "base/date.h"
#include "base/number.h"

enum { MOST_SHOWN = 13, MOST_REFS = 32 };

struct seen {
    struct ref items[MOST_REFS];
    size_t count;
};

static bool seen_before(struct seen *seen, struct ref ref)
{
    for (size_t i = 0; i < seen->count; i++)
        if (seen->items[i].kind == ref.kind && seen->items[i].index == ref.index)
            return true;
    if (seen->count < MOST_REFS)
        seen->items[seen->count++] = ref;
    return false;
}

static const struct series *series_of(const struct dataset *data, const char *name)
{
    for (size_t i = 0; i < data->series_count; i++)
        if (strcmp(data->series[i].name, name) == 0)
            return &data->series[i];
    return NULL;
}

static void add_period(struct text *out, int32_t period, enum lang lang)
{
    int month = (int)(period % 100);
    if (period == PERIOD_UNKNOWN)
        text_add(out, lang == LANG_SV ? "år okänt" : "year unknown");
    else if (month > 0)
        text_printf(out, "%d-%02d", (int)period_year(period), month);
    else
        text_printf(out, "%d", (int)period_year(period));
}

static void add_value(struct text *out, double value, enum lang lang)
{
    char buffer[64];
    text_add(out, number_text_decimal(buffer, value, lang == LANG_SV ? ',' : '.'));
}

static void add_cell(struct text *out, const struct result *r, const struct series *s, size_t k,
                     enum lang lang)
{
    text_add(out, "      ");
    add_period(out, s->period[k], lang);
    text_add(out, ": ");
    if (!status_has_value(s->status[k]))
        text_add(out, status_mark(s->status[k]));
    else if (s->is_text)
        text_add(out, r->data->texts[(size_t)s->value[k]]);
    else
        add_value(out, s->value[k], lang);
    if (s->file[k] < r->data->file_count)
        text_printf(out, ", %s:%u", r->data->files[s->file[k]].path, (unsigned)s->line[k]);
    text_addc(out, '\n');
}

void trace_variable(struct text *out, const struct result *r, uint32_t variable, uint32_t area,
                    int32_t period, enum lang lang)
{
    const struct variable *v = &r->model->variables[variable];
    const struct series *s = series_of(r->data, v->head.name);
    const char *unit = unit_text(&v->unit, lang);
    size_t first = 0, end = 0, shown = 0;
    text_printf(out, "    %s (%s)%s%s%s\n", head_label(&v->head, lang), v->head.name,
                unit[0] ? " [" : "", unit, unit[0] ? "]" : "");
    if (s)
        dataset_range(r->data, (size_t)(s - r->data->series), area, SEX_TOTAL, &first, &end);
    bool all = end - first <= MOST_SHOWN;
    for (size_t k = first; k < end && shown < MOST_SHOWN; k++)
        if (all || period <= 0 || period_year(s->period[k]) == period_year(period)) {
            add_cell(out, r, s, k, lang);
            shown++;
        }
    if (shown == 0)
        text_add(out, lang == LANG_SV ? "      inget värde\n" : "      no value\n");
}

static void trace_other(struct text *out, const struct result *r, struct ref ref, uint32_t area,
                        enum lang lang)
{
    const struct head *head = model_head(r->model, ref);
    if (head == NULL)
        return;
    text_printf(out, "    %s (%s)", head_label(head, lang), head->name);
    if (ref.kind == SYMBOL_INDICATOR &&
        status_has_value(r->indicators[ref.index].cells[area].status)) {
        text_add(out, ": ");
        add_value(out, r->indicators[ref.index].cells[area].value, lang);
    } else if (ref.kind == SYMBOL_COUNT && status_has_value(r->counts[ref.index][area].status)) {
        text_add(out, ": ");
        add_value(out, r->counts[ref.index][area].value, lang);
    }
    text_addc(out, '\n');
}

static void trace(struct text *out, const struct result *r, const struct expr *x, uint32_t area,
                  int32_t period, enum lang lang, struct seen *seen)
{
    for (uint32_t i = 0; i < x->arg_count; i++)
        trace(out, r, x->args[i], area, period, lang, seen);
    if (x->op != EXPR_REF || seen_before(seen, x->ref))
        return;
    if (x->ref.kind == SYMBOL_VARIABLE)
        trace_variable(out, r, x->ref.index, area, period, lang);
    else
        trace_other(out, r, x->ref, area, lang);
}

void trace_formula(struct text *out, const struct result *r, const struct expr *formula,
                   uint32_t area, int32_t period, enum lang lang)
{
    struct seen seen = {.count = 0};
    text_printf(out, "  %s: ", lang == LANG_SV ? "Formel" : "Formula");
    plain_add(out, r->model, formula, lang);
    if (formula->place.file)
        text_printf(out, "  (%s:%u)", formula->place.file, formula->place.line);
    text_addc(out, '\n');
    trace(out, r, formula, area, period, lang, &seen);
}
