#include "analysis/worlds.h"

#include <math.h>

#include "analysis/evaluate.h"
#include "analysis/trial.h"
#include "base/text.h"
#include "rules/override.h"

/* The rules of one side on the data of one side. */
struct world {
    const struct diff_side *rules;
    const struct dataset_bundle *bundle;
    struct dataset_bundle *read; /* ours, when no side has it */
    struct analysis_options options;
    struct result *run; /* ours, when no side has it */
    struct trial *trial;
};

struct worlds {
    struct arena *arena;
    const struct diff *d;
    struct diagnostics *unheard;
    struct world at[2][2]; /* [rules of b][data of b], made when first asked for */
    struct change *changes;
    double *score;
    int32_t *rank;
};

struct worlds *worlds_new(const struct diff *d)
{
    struct arena *arena = arena_new();
    struct worlds *w = arena_alloc(arena, sizeof *w);
    size_t areas =
        d->a.result->areas > d->b.result->areas ? d->a.result->areas : d->b.result->areas;
    *w = (struct worlds){.arena = arena, .d = d, .unheard = diagnostics_new(LANG_SV)};
    w->changes = arena_array(arena, 2 * d->differences.count + 1, sizeof *w->changes);
    w->score = arena_array(arena, areas + 1, sizeof *w->score);
    w->rank = arena_array(arena, areas + 1, sizeof *w->rank);
    return w;
}

void worlds_free(struct worlds *w)
{
    for (size_t i = 0; i < 4; i++) {
        struct world *x = &w->at[i / 2][i % 2];
        trial_free(x->trial);
        result_free(x->run);
        bundle_free(x->read);
    }
    diagnostics_free(w->unheard);
    arena_free(w->arena);
}

static bool same_name(const struct head *a, const struct head *b)
{
    return name_eq(a->name, b->name);
}

/* Does what was read for one model serve the other? Its columns, facts and registers must stand in
 * the same order. */
static bool same_reading(const struct model *a, const struct model *b)
{
    bool same = a->variable_count == b->variable_count && a->fact_count == b->fact_count &&
                a->register_count == b->register_count &&
                compares_with_all(a) == compares_with_all(b);
    for (size_t i = 0; same && i < a->variable_count; i++)
        same = same_name(&a->variables[i].head, &b->variables[i].head);
    for (size_t i = 0; same && i < a->fact_count; i++)
        same = same_name(&a->facts[i].head, &b->facts[i].head);
    for (size_t i = 0; same && i < a->register_count; i++)
        same = same_name(&a->registers[i].head, &b->registers[i].head);
    return same;
}

static struct world *world_at(struct worlds *w, bool rules, bool data)
{
    struct world *x = &w->at[rules][data];
    if (x->trial)
        return x;
    const struct diff_side *r = rules ? &w->d->b : &w->d->a, *o = data ? &w->d->b : &w->d->a;
    bool same_shape = same_reading(w->d->a.model, w->d->b.model);
    for (size_t i = 0; i < w->d->part_count; i++)
        same_shape = same_shape && w->d->parts[i].kind != PART_RULES;
    x->rules = r;
    x->options = r->options;
    x->options.data_folder = o->options.data_folder;
    x->bundle = r == o || same_shape ? o->bundle : NULL;
    if (!x->bundle && !w->d->data_differs)
        x->bundle = r->bundle;
    if (!x->bundle)
        x->bundle = x->read = analysis_read(r->model, &x->options, w->unheard);
    if (!x->bundle) /* told when the side itself was read */
        x->bundle = r->bundle;
    if (x->bundle != r->bundle)
        x->run = analysis_run(r->model, x->bundle, &x->options, w->unheard);
    x->trial = trial_new(r->model, x->bundle, &x->options, x->run ? x->run : r->result);
    return x;
}

/* The numbers that the world's own side has otherwise than they are taken. */
static size_t changes_for(struct worlds *w, const bool *taken, bool rules)
{
    const struct diff *d = w->d;
    const struct model *own = rules ? d->b.model : d->a.model;
    size_t n = 0;
    for (size_t p = 0; p < d->part_count; p++) {
        if (d->parts[p].kind != PART_NUMBER || taken[p] == rules)
            continue;
        const struct difference *x = &d->differences.items[d->parts[p].difference];
        for (size_t k = 0; k < x->scalar_count; k++) {
            const struct model *from = taken[p] ? d->b.model : d->a.model;
            struct ref source = taken[p] ? x->in_b[k] : x->in_a[k];
            size_t size = scalar_size(own, rules ? x->in_b[k] : x->in_a[k]);
            double *values = arena_array(w->arena, size + 1, sizeof *values);
            for (size_t v = 0; v < size; v++)
                values[v] = scalar_value(from, source, v);
            w->changes[n++] = (struct change){
                .target = rules ? x->in_b[k] : x->in_a[k], .values = values, .origin = ""};
        }
    }
    return n;
}

void worlds_run(struct worlds *w, const bool *taken, double *score, double *rank)
{
    const struct diff *d = w->d;
    bool rules = false, data = false;
    for (size_t p = 0; p < d->part_count; p++) {
        rules = rules || (d->parts[p].kind == PART_RULES && taken[p]);
        data = data || (d->parts[p].kind == PART_DATA && taken[p]);
    }
    struct world *x = world_at(w, rules, data);
    size_t n = changes_for(w, taken, rules);
    trial_run(x->trial, w->changes, n, w->score, w->rank);
    for (size_t i = 0; i < d->area_count; i++) {
        uint32_t area = rules ? d->areas[i].b : d->areas[i].a;
        bool known = area != UINT32_MAX && w->rank[area] > 0;
        score[i] = known ? w->score[area] : NAN;
        rank[i] = known ? (double)w->rank[area] : NAN;
    }
}
