#include "analysis/effect.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "rules/override.h"

static bool same_number(double a, double b)
{
    return (isnan(a) && isnan(b)) || (a <= b && a >= b);
}

static bool same_numbers(const double *a, const double *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!same_number(a[i], b[i]))
            return false;
    return true;
}

static bool same_nodes(const struct result *a, const struct result *b)
{
    for (size_t k = 0; k < a->model->node_count; k++) {
        const struct node_result *x = &a->nodes[k], *y = &b->nodes[k];
        if (!same_numbers(x->score, y->score, a->areas) ||
            memcmp(x->grade, y->grade, a->areas * sizeof *x->grade) != 0 ||
            memcmp(x->rank, y->rank, a->areas * sizeof *x->rank) != 0)
            return false;
    }
    for (size_t k = 0; k < a->model->indicator_count; k++)
        if (!same_numbers(a->indicators[k].points, b->indicators[k].points, a->areas))
            return false;
    return true;
}

static bool same_truths(const struct condition_result *a, const struct condition_result *b,
                        size_t count, size_t areas)
{
    for (size_t k = 0; k < count; k++)
        if (memcmp(a[k].truth, b[k].truth, areas * sizeof *a[k].truth) != 0)
            return false;
    return true;
}

static bool same_ideas(const struct result *a, const struct result *b)
{
    for (size_t k = 0; k < a->model->idea_count; k++)
        if (memcmp(a->ideas[k].grade, b->ideas[k].grade, a->areas * sizeof *a->ideas[k].grade) ||
            memcmp(a->ideas[k].strength, b->ideas[k].strength,
                   a->areas * sizeof *a->ideas[k].strength) != 0)
            return false;
    return true;
}

static bool same_advice(const struct area_result *a, const struct area_result *b)
{
    if (a->advice_count != b->advice_count)
        return false;
    for (size_t k = 0; k < a->advice_count; k++)
        if (a->advice[k].advice != b->advice[k].advice ||
            strcmp(a->advice[k].sv, b->advice[k].sv) != 0)
            return false;
    return true;
}

static bool same_areas(const struct result *a, const struct result *b)
{
    for (size_t i = 0; i < a->areas; i++) {
        const struct area_result *x = &a->area[i], *y = &b->area[i];
        if (x->class_outcome != y->class_outcome || x->position != y->position ||
            x->top_challenge != y->top_challenge || x->best_idea != y->best_idea ||
            x->order != y->order || !same_advice(x, y))
            return false;
    }
    return true;
}

bool result_same(const struct result *a, const struct result *b)
{
    return same_nodes(a, b) && same_ideas(a, b) && same_areas(a, b) &&
           same_truths(a->gates, b->gates, a->model->gate_count, a->areas) &&
           same_truths(a->flags, b->flags, a->model->flag_count, a->areas);
}

bool result_same_values(const struct result *a, const struct result *b)
{
    for (size_t k = 0; k < a->model->indicator_count; k++)
        for (size_t i = 0; i < a->areas; i++)
            if (!same_number(a->indicators[k].cells[i].value, b->indicators[k].cells[i].value))
                return false;
    return true;
}

static void tell_idle(const struct model *written, const struct change *change, bool values_change,
                      struct diagnostics *d)
{
    struct text name = {0};
    scalar_name(written, change->target, d->lang, &name);
    struct diagnostic *item = diagnose(d, "W803", change->place, name.p, NULL);
    if (values_change)
        item->hint = d->lang == LANG_SV ? "bara mått som visas ändras"
                                        : "only measures that are shown change";
    text_release(&name);
}

void effect_tell(const struct model *written, const struct dataset_bundle *b,
                 const struct analysis_options *o, const struct result *result,
                 struct diagnostics *d)
{
    for (size_t k = 0; k < written->change_count; k++) {
        if (written->changes[k].from_table)
            continue; /* nobody asks what each number of the rules does */
        struct arena *arena = arena_new();
        struct diagnostics *unheard = diagnostics_new(d->lang);
        struct change *others = arena_array(arena, written->change_count, sizeof *others);
        size_t n = 0;
        for (size_t i = 0; i < written->change_count; i++)
            if (i != k)
                others[n++] = written->changes[i];
        const struct model *model = model_changed(written, others, n, arena);
        struct result *without = analysis_run(model, b, o, unheard);
        if (result_same(without, result))
            tell_idle(written, &written->changes[k], !result_same_values(without, result), d);
        result_free(without);
        diagnostics_free(unheard);
        arena_free(arena);
    }
}
