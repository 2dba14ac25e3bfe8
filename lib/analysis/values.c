#include "analysis/values.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "analysis/plain.h"
#include "base/date.h"
#include "rules/derived.h"
#include "rules/units.h"

/* --- what kind of value a name has ------------------------------------------------------------ */

struct type {
    struct unit unit;
    bool has, is_truth, is_text;
};

static struct type type_of_derived(enum derived which)
{
    const struct derived_row *row = derived_row(which);
    return (struct type){row->unit[0] ? unit_named(row->unit) : unit_none(), true,
                         row->type == DERIVED_TRUTH, row->type == DERIVED_TEXT};
}

static struct type type_of_ref(const struct model *m, struct ref ref)
{
    uint32_t i = ref.index;
    switch (ref.kind) {
    case SYMBOL_VARIABLE:
        return (struct type){m->variables[i].unit, true, false, m->variables[i].is_text};
    case SYMBOL_FACT:
        return (struct type){m->facts[i].unit, true, m->facts[i].type == FACT_YES_NO,
                             m->facts[i].type == FACT_TEXT};
    case SYMBOL_COUNT:
        return (struct type){m->counts[i].unit, true, false, false};
    case SYMBOL_INDICATOR:
        return (struct type){m->indicators[i].unit, true, false, false};
    case SYMBOL_NODE:
        return (struct type){unit_named("poäng"), true, false, false};
    case SYMBOL_GATE:
    case SYMBOL_FLAG:
    case SYMBOL_POSITION:
        return (struct type){unit_none(), true, true, false};
    case SYMBOL_IDEA:
        return (struct type){unit_none(), true, false, true};
    case SYMBOL_DERIVED:
        return type_of_derived((enum derived)i);
    default: /* an assumption is the same everywhere; the others have no value */
        return (struct type){unit_none(), false, false, false};
    }
}

/* A column as it is read: the newest value of each area, whatever its year. */
static void newest(const struct dataset *data, size_t series, uint32_t area, struct cell *out)
{
    size_t first, end;
    dataset_range(data, series, area, SEX_TOTAL, &first, &end);
    const struct series *s = &data->series[series];
    for (; end > first; end--)
        if (status_has_value(s->status[end - 1])) {
            *out = dataset_get(data, series, area, s->period[end - 1], SEX_TOTAL);
            return;
        }
}

/* --- the values ------------------------------------------------------------------------------- */

static void fill(const struct result *r, const struct dataset_bundle *b, const struct expr *x,
                 struct values *v)
{
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct work w = work_again(r, b, unheard);
    struct cell *cells = arena_array(unheard->arena, r->areas + 1, sizeof *cells);
    if (x->ref.kind != SYMBOL_IDEA && !x->is_text)
        evaluate_ref(&w, x, r->model->base_year, cells);
    for (uint32_t i = 0; i < r->areas; i++) {
        v->rows[i] = (struct value_row){.area = i, .cell = cells[i], .points = NAN};
        size_t series = x->ref.kind == SYMBOL_VARIABLE ? b->series[x->ref.index] : SIZE_MAX;
        if (series != SIZE_MAX && !x->is_text)
            newest(b->data, series, i, &v->rows[i].cell);
        if (x->is_text && x->ref.kind != SYMBOL_IDEA)
            v->rows[i].text = evaluate_text(&w, x, i);
    }
    diagnostics_free(unheard);
}

static void add_indicator(const struct result *r, uint32_t index, struct values *v)
{
    const struct indicator_result *ind = &r->indicators[index];
    v->has_points = ind->points && r->model->indicators[index].scale != SCALE_NONE;
    for (size_t i = 0; i < v->count; i++) {
        v->rows[i].points = v->has_points ? ind->points[i] : NAN;
        size_t k = ind->substitute ? ind->substitute[i] : 0;
        const struct indicator *own = &r->model->indicators[index];
        v->rows[i].substitute = k > 0 ? &r->model->indicators[own->substitutes[k - 1]] : NULL;
    }
}

static void add_grades(const struct result *r, uint32_t index, enum lang lang, struct values *v)
{
    for (size_t i = 0; r->ideas && i < v->count; i++) {
        enum idea_grade grade = (enum idea_grade)r->ideas[index].grade[i];
        v->rows[i].text = idea_grade_text(grade, lang);
        v->rows[i].cell = cell_number(grade);
    }
}

static int compare(const void *a, const void *b)
{
    const struct value_row *x = a, *y = b;
    bool has_x = status_has_value(x->cell.status), has_y = status_has_value(y->cell.status);
    if (has_x != has_y)
        return has_x ? -1 : 1;
    if (has_x && x->cell.value > y->cell.value)
        return -1;
    if (has_x && x->cell.value < y->cell.value)
        return 1;
    return x->area < y->area ? -1 : 1;
}

struct values values_of(const struct result *r, const struct dataset_bundle *b, struct ref ref,
                        enum lang lang, struct arena *arena)
{
    struct type type = type_of_ref(r->model, ref);
    struct values v = {.unit = type.unit, .is_truth = type.is_truth};
    struct expr x = {.op = EXPR_REF, .ref = ref, .unit = type.unit, .is_text = type.is_text};
    if (!type.has || r->areas == 0)
        return v;
    v.count = r->areas;
    v.has_years = ref.kind == SYMBOL_VARIABLE || ref.kind == SYMBOL_INDICATOR;
    v.rows = arena_array(arena, v.count, sizeof *v.rows);
    fill(r, b, &x, &v);
    if (ref.kind == SYMBOL_INDICATOR)
        add_indicator(r, ref.index, &v);
    if (ref.kind == SYMBOL_IDEA)
        add_grades(r, ref.index, lang, &v);
    qsort(v.rows, v.count, sizeof *v.rows, compare);
    return v;
}

void value_text(const struct values *v, const struct value_row *row, enum lang lang,
                struct text *out)
{
    bool sv = lang == LANG_SV, has = status_has_value(row->cell.status);
    if (row->text)
        text_add(out, row->text);
    else if (has && v->is_truth)
        text_add(out, row->cell.value > 0 ? (sv ? "ja" : "yes") : (sv ? "nej" : "no"));
    else if (has)
        plain_add_number(out, row->cell.value, row->substitute ? &row->substitute->unit : &v->unit,
                         lang);
    else
        text_add(out, v->is_truth ? (sv ? "okänd" : "unknown") : (sv ? "saknas" : "missing"));
    if (has && v->has_years && period_year(row->cell.period) > 0)
        text_printf(out, " (%d)", (int)period_year(row->cell.period));
    if (has && row->substitute)
        text_add(out, sv ? " (reserv)" : " (substitute)");
}
