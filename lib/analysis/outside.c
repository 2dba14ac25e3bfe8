/* Values that exist, for other years than those a formula reads. */
#include "analysis/outside.h"

struct search {
    const struct work *w;
    uint32_t area; /* UINT32_MAX: all of them */
    struct outside found;
    bool any;
};

static int32_t least(int32_t a, int32_t b)
{
    return a == 0 || b < a ? b : a;
}

static int32_t most(int32_t a, int32_t b)
{
    return b > a ? b : a;
}

/* False when a value serves a year that is read. */
static bool take_years(const struct search *x, size_t series, uint32_t area, struct outside *out)
{
    const struct series *s = &x->w->bundle->data->series[series];
    size_t first, end;
    dataset_range(x->w->bundle->data, series, area, SEX_TOTAL, &first, &end);
    for (size_t k = first; k < end; k++) {
        int32_t year = period_year(s->period[k]);
        if (!status_has_value(s->status[k]))
            continue;
        if (s->period[k] == PERIOD_UNKNOWN || (year >= out->from && year <= out->to))
            return false;
        if (year < out->from) {
            out->old_first = least(out->old_first, year);
            out->old_last = most(out->old_last, year);
        } else {
            out->late_first = least(out->late_first, year);
            out->late_last = most(out->late_last, year);
        }
    }
    return true;
}

static void variable(struct search *x, uint32_t index, int32_t from, int32_t to)
{
    size_t series = x->w->bundle->series[index];
    struct outside out = {.variable = index, .from = from, .to = to};
    if (series == SIZE_MAX || x->w->model->variables[index].is_text)
        return;
    uint32_t first = x->area == UINT32_MAX ? 0 : x->area;
    uint32_t end = x->area == UINT32_MAX ? (uint32_t)x->w->n : x->area + 1;
    for (uint32_t i = first; i < end; i++)
        if (!take_years(x, series, i, &out))
            return;
    x->any = out.old_last > 0 || out.late_last > 0;
    if (x->any)
        x->found = out;
}

/* The first column of the formula of which nothing is read although there is something. */
static void walk(struct search *x, const struct expr *e, int32_t from, int32_t to)
{
    if (x->any)
        return;
    if (e->op == EXPR_REF && e->ref.kind == SYMBOL_VARIABLE)
        variable(x, e->ref.index, from, to);
    if (e->op == EXPR_CALL && e->function == FN_AT_YEAR)
        from = to = (int32_t)literal_number(e->args[1]);
    if (e->op == EXPR_CALL && (e->function == FN_CHANGE || e->function == FN_LATEST))
        from -= (int32_t)literal_number(e->args[1]);
    if (e->op == EXPR_CALL && e->function == FN_MEAN_YEARS)
        from -= (int32_t)literal_number(e->args[1]) - 1;
    for (uint32_t i = 0; i < e->arg_count; i++)
        walk(x, e->args[i], from, to);
}

bool outside_years(const struct work *w, const struct indicator *ind, uint32_t area,
                   struct outside *out)
{
    struct search x = {.w = w, .area = area};
    int32_t base = w->model->base_year, back = 0;
    if (ind->missing == MISSING_LAST)
        back = ind->missing_years;
    if (ind->years == YEARS_COMMON && ind->years_back > back)
        back = ind->years_back;
    if (ind->formula)
        walk(&x, ind->formula, base - back, base);
    *out = x.found;
    return x.any;
}

static const char *range(struct arena *arena, int32_t first, int32_t last)
{
    return first == last ? arena_printf(arena, "%d", (int)first)
                         : arena_printf(arena, "%d\u2013%d", (int)first, (int)last);
}

static const char *years_there(struct arena *arena, const struct outside *o, enum lang lang)
{
    const char *old = o->old_last ? range(arena, o->old_first, o->old_last) : NULL;
    const char *late = o->late_last ? range(arena, o->late_first, o->late_last) : NULL;
    if (old && late)
        return arena_printf(arena, lang == LANG_SV ? "%s och %s" : "%s and %s", old, late);
    return old ? old : late;
}

const char *outside_reason(const struct work *w, const struct outside *o, enum lang lang)
{
    struct arena *arena = w->result->arena;
    const char *there = years_there(arena, o, lang);
    if (o->late_last && o->to == w->model->base_year)
        return arena_printf(arena,
                            lang == LANG_SV ? "finns för %s, används inte: basåret är %d"
                                            : "exists for %s, not used: the base year is %d",
                            there, (int)o->to);
    return arena_printf(arena,
                        lang == LANG_SV ? "finns för %s, används inte: reglerna läser %s"
                                        : "exists for %s, not used: the rules read %s",
                        there, range(arena, o->from, o->to));
}

/* A figure that no area gets although the table has it: the years do not meet. */
void warn_outside(struct work *w)
{
    const struct model *m = w->model;
    struct arena *arena = w->d->arena;
    for (size_t k = 0; k < m->indicator_count; k++) {
        const struct indicator *ind = &m->indicators[k];
        const struct indicator_result *x = &w->result->indicators[k];
        struct outside o;
        if (x->have > x->have_substitute || !outside_years(w, ind, UINT32_MAX, &o))
            continue;
        const struct head *column = &m->variables[o.variable].head;
        int32_t nearest = o.late_last ? o.late_first : o.old_last;
        diagnose(w->d, "W804", ind->formula->place, head_label(column, w->d->lang),
                 years_there(arena, &o, w->d->lang), head_label(&ind->head, w->d->lang),
                 range(arena, o.from, o.to), arena_printf(arena, "%d", (int)m->base_year),
                 column->name, arena_printf(arena, "%d", (int)nearest), NULL);
    }
}
