#include "analysis/trial.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/evaluate.h"
#include "rules/override.h"

/* How much of an item must be computed anew. */
enum dirt { CLEAN, POINTS, VALUES };

struct names { /* what an item's formula names */
    struct ref *refs;
    size_t count, capacity;
};

struct trial {
    struct arena *arena;
    const struct model *model;
    const struct dataset_bundle *bundle;
    const struct analysis_options *options;
    const struct result *base;
    struct diagnostics *unheard;
    struct names *names;    /* [model->order_count] */
    bool *node_is_named;    /* [node_count] some formula names the node */
    bool property_is_named; /* some formula names a weight or a goalpost */
    bool whole;             /* scores rest on conditions or the like: only a whole run will do */
};

/* --- what rests on what ----------------------------------------------------------------------- */

static void add_name(struct trial *t, struct names *n, struct ref ref)
{
    n->refs = arena_grow(t->arena, n->refs, n->count, &n->capacity, sizeof *n->refs);
    n->refs[n->count++] = ref;
}

static void collect(struct trial *t, struct names *n, const struct expr *e)
{
    if (!e)
        return;
    if (e->op == EXPR_REF) {
        add_name(t, n, e->ref);
        if (e->ref.kind == SYMBOL_NODE)
            t->node_is_named[e->ref.index] = true;
        t->property_is_named = t->property_is_named || e->ref.property != 'v';
        t->whole = t->whole || e->ref.kind == SYMBOL_DERIVED || e->ref.kind == SYMBOL_GATE ||
                   e->ref.kind == SYMBOL_FLAG || e->ref.kind == SYMBOL_POSITION ||
                   e->ref.kind == SYMBOL_IDEA;
    }
    bool peers =
        e->op == EXPR_CALL && (e->function == FN_MEAN_PEERS || e->function == FN_MEDIAN_PEERS);
    if (e->op == EXPR_CALL && e->function == FN_TOP)
        t->whole = true;
    if (peers)
        add_name(t, n, e->ref);
    for (uint32_t i = 0; i < e->arg_count; i++)
        collect(t, n, e->args[i]);
}

static void collect_item(struct trial *t, size_t at)
{
    const struct model *m = t->model;
    struct ref item = m->order[at];
    struct names *n = &t->names[at];
    if (item.kind == SYMBOL_INDICATOR) {
        const struct indicator *ind = &m->indicators[item.index];
        collect(t, n, ind->formula);
        t->whole = t->whole || ind->compared == COMPARED_ALL; /* all areas are computed anew */
        for (size_t i = 0; i < ind->substitute_count; i++)
            add_name(t, n, (struct ref){SYMBOL_INDICATOR, ind->substitutes[i], 'v', 0});
    } else if (item.kind == SYMBOL_COUNT) {
        collect(t, n, m->counts[item.index].where);
        collect(t, n, m->counts[item.index].sum);
    } else if (item.kind == SYMBOL_PEERS) {
        for (size_t i = 0; i < m->peers[item.index].compared_count; i++)
            collect(t, n, m->peers[item.index].compared[i].value);
    }
}

struct trial *trial_new(const struct model *m, const struct dataset_bundle *b,
                        const struct analysis_options *o, const struct result *base)
{
    struct arena *arena = arena_new();
    struct trial *t = arena_alloc(arena, sizeof *t);
    *t = (struct trial){.arena = arena, .model = m, .bundle = b, .options = o, .base = base};
    t->unheard = diagnostics_new(LANG_SV);
    t->names = arena_array(arena, m->order_count + 1, sizeof *t->names);
    t->node_is_named = arena_array(arena, m->node_count + 1, sizeof *t->node_is_named);
    for (size_t i = 0; i < m->order_count; i++)
        collect_item(t, i);
    return t;
}

void trial_free(struct trial *t)
{
    if (!t)
        return;
    diagnostics_free(t->unheard);
    arena_free(t->arena);
}

/* --- one run ---------------------------------------------------------------------------------- */

struct attempt {
    struct trial *t;
    struct arena *arena;
    const struct model *model;
    const struct change *changes;
    size_t change_count;
    struct result result; /* shares with the base what is clean */
    struct work work;
    uint8_t *indicator, *node, *count, *peers; /* enum dirt */
};

static bool is_changed(const struct attempt *a, struct ref ref)
{
    for (size_t i = 0; i < a->change_count; i++)
        if (scalar_same(a->changes[i].target, ref))
            return true;
    return false;
}

/* Is another number put in the indicator's scale? */
static bool is_rescaled(const struct attempt *a, uint32_t index)
{
    for (size_t i = 0; i < a->change_count; i++) {
        struct ref target = a->changes[i].target;
        if (target.kind == SYMBOL_INDICATOR && target.index == index && target.property != 'w')
            return true;
    }
    return false;
}

/* Does the value that is named differ from the base's? */
static bool is_moved(const struct attempt *a, struct ref ref)
{
    if (ref.property != 'v' || ref.kind == SYMBOL_ASSUMPTION)
        return is_changed(a, ref);
    if (ref.kind == SYMBOL_INDICATOR)
        return a->indicator[ref.index] == VALUES;
    if (ref.kind == SYMBOL_COUNT)
        return a->count[ref.index] != CLEAN;
    if (ref.kind == SYMBOL_PEERS)
        return a->peers[ref.index] == VALUES;
    return ref.kind == SYMBOL_NODE && a->node[ref.index] != CLEAN;
}

/* Points alone move when a goalpost does, or a substitute's points. */
static enum dirt dirt_of(const struct attempt *a, size_t at)
{
    struct ref item = a->t->model->order[at];
    const struct names *n = &a->t->names[at];
    enum dirt dirt = CLEAN;
    for (size_t i = 0; i < n->count; i++) {
        if (is_moved(a, n->refs[i]))
            return VALUES;
        if (n->refs[i].kind == SYMBOL_INDICATOR && a->indicator[n->refs[i].index] == POINTS)
            dirt = POINTS;
    }
    return item.kind == SYMBOL_INDICATOR && is_rescaled(a, item.index) ? POINTS : dirt;
}

/* Values as they were: own points by the scale, the others' from their substitutes. */
static void rescale(struct attempt *a, uint32_t index)
{
    const struct indicator *ind = &a->model->indicators[index];
    struct indicator_result *r = &a->result.indicators[index];
    double *points = arena_array(a->arena, a->work.n + 1, sizeof *points);
    scale_points(ind, r->cells, a->work.n, points);
    for (size_t i = 0; i < a->work.n; i++)
        if (r->substitute[i])
            points[i] = a->result.indicators[ind->substitutes[r->substitute[i] - 1]].points[i];
    r->points = points;
}

/* Other values that are compared, other peers. */
static void rerun_peers(struct attempt *a, uint32_t index, enum dirt dirt)
{
    a->peers[index] = (uint8_t)dirt;
    if (dirt != VALUES)
        return;
    a->result.peers[index] = peers_room(a->arena, a->work.n);
    run_peers(&a->work, index);
}

static void run_item(struct attempt *a, size_t at)
{
    struct ref item = a->t->model->order[at];
    if (item.kind == SYMBOL_NODE) {
        if (!a->t->node_is_named[item.index])
            return;
        a->node[item.index] = VALUES;
        struct node_result *r = &a->result.nodes[item.index];
        size_t n = a->work.n + 1;
        *r = (struct node_result){.score = arena_array(a->arena, n, sizeof(double)),
                                  .coverage = arena_array(a->arena, n, sizeof(double)),
                                  .grade = arena_array(a->arena, n, sizeof(uint8_t)),
                                  .rank = arena_array(a->arena, n, sizeof(int32_t))};
        run_node(&a->work, item.index);
        return;
    }
    if (item.kind != SYMBOL_INDICATOR && item.kind != SYMBOL_COUNT && item.kind != SYMBOL_PEERS)
        return;
    enum dirt dirt = dirt_of(a, at);
    if (item.kind == SYMBOL_PEERS) {
        rerun_peers(a, item.index, dirt);
        return;
    }
    if (item.kind == SYMBOL_COUNT && dirt != CLEAN) {
        a->count[item.index] = VALUES;
        a->result.counts[item.index] = arena_array(a->arena, a->work.n + 1, sizeof(struct cell));
        run_count(&a->work, item.index);
    } else if (dirt != CLEAN) {
        const struct indicator *ind = &a->model->indicators[item.index];
        /* scales over all areas see substitutes' values too when run again: only others are taken
         * point by point */
        dirt = dirt == POINTS && !scale_is_pointwise(ind) ? VALUES : dirt;
        a->indicator[item.index] = (uint8_t)dirt;
        if (dirt == POINTS) {
            rescale(a, item.index);
        } else {
            a->result.indicators[item.index] = indicator_room(a->arena, a->work.n);
            run_indicator(&a->work, item.index);
        }
    }
}

static void *shared(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(arena, count + 1, size);
    if (count)
        memcpy(copy, items, count * size);
    return copy;
}

static void attempt_begin(struct attempt *a)
{
    const struct result *base = a->t->base;
    const struct model *m = a->model;
    a->result = *base;
    a->result.arena = a->arena;
    a->result.model = m;
    a->result.indicators =
        shared(a->arena, base->indicators, m->indicator_count, sizeof *base->indicators);
    a->result.nodes = shared(a->arena, base->nodes, m->node_count, sizeof *base->nodes);
    a->result.counts = shared(a->arena, base->counts, m->count_count, sizeof *base->counts);
    a->result.peers = shared(a->arena, base->peers, m->peers_count, sizeof *base->peers);
    a->indicator = arena_array(a->arena, m->indicator_count + 1, 1);
    a->peers = arena_array(a->arena, m->peers_count + 1, 1);
    a->node = arena_array(a->arena, m->node_count + 1, 1);
    a->count = arena_array(a->arena, m->count_count + 1, 1);
    int32_t day = base->day ? base->day : m->base_year * 10000 + 1231;
    a->work = (struct work){.model = m,
                            .bundle = a->t->bundle,
                            .result = &a->result,
                            .d = a->t->unheard,
                            .n = base->areas,
                            .scores_only = true,
                            .day = day};
    a->work.weights = weights_of(m, a->result.arena);
}

static void whole_run(struct attempt *a, double *score, int32_t *rank)
{
    struct result *r = analysis_run(a->model, a->t->bundle, a->t->options, a->t->unheard);
    const struct node_result *root = &r->nodes[a->model->root];
    memcpy(score, root->score, r->areas * sizeof *score);
    memcpy(rank, root->rank, r->areas * sizeof *rank);
    result_free(r);
}

void trial_run(struct trial *t, const struct change *changes, size_t count, double *score,
               int32_t *rank)
{
    struct attempt a = {.t = t, .arena = arena_new(), .changes = changes, .change_count = count};
    a.model = model_changed(t->model, changes, count, a.arena);
    if (t->whole) {
        whole_run(&a, score, rank);
    } else {
        attempt_begin(&a);
        for (size_t i = 0; i < t->model->order_count; i++)
            run_item(&a, i);
        score_node(&a.work, &a.work.weights, t->model->root, score, NULL, NULL);
        rank_scores(t->model, score, a.work.n, rank);
    }
    arena_free(a.arena);
}

bool trial_visit(struct trial *t, const struct change *changes, size_t count,
                 void (*visit)(void *context, const struct result *r), void *context)
{
    struct attempt a = {.t = t, .arena = arena_new(), .changes = changes, .change_count = count};
    a.model = model_changed(t->model, changes, count, a.arena);
    if (!t->whole) {
        attempt_begin(&a);
        for (size_t i = 0; i < t->model->order_count; i++)
            run_item(&a, i);
        visit(context, &a.result);
    }
    arena_free(a.arena);
    return !t->whole;
}

/* --- reach ------------------------------------------------------------------------------------ */

static bool under_root(const struct model *m, uint32_t node)
{
    for (size_t depth = 0; node != UINT32_MAX && depth <= m->node_count; depth++) {
        if (node == m->root)
            return true;
        node = m->nodes[node].parent;
    }
    return false;
}

static bool counts_in_root(const struct model *m, uint32_t index)
{
    const struct indicator *ind = &m->indicators[index];
    uint32_t served = ind->substitute_for;
    return under_root(m, served != UINT32_MAX ? m->indicators[served].parent : ind->parent);
}

/* Follows the names without computing anything. */
static bool reaches_by_names(struct trial *t, struct ref target)
{
    const struct model *m = t->model;
    struct change change = {.target = target};
    struct attempt a = {.t = t, .arena = arena_new(), .changes = &change, .change_count = 1};
    bool reached = false;
    a.indicator = arena_array(a.arena, m->indicator_count + 1, 1);
    a.peers = arena_array(a.arena, m->peers_count + 1, 1);
    a.node = arena_array(a.arena, m->node_count + 1, 1);
    a.count = arena_array(a.arena, m->count_count + 1, 1);
    for (size_t i = 0; i < m->order_count && !reached; i++) {
        struct ref item = m->order[i];
        uint8_t dirt = (uint8_t)dirt_of(&a, i);
        if (item.kind == SYMBOL_COUNT)
            a.count[item.index] = dirt;
        if (item.kind == SYMBOL_PEERS)
            a.peers[item.index] = dirt;
        if (item.kind == SYMBOL_INDICATOR)
            a.indicator[item.index] = dirt;
        reached = item.kind == SYMBOL_INDICATOR && dirt && counts_in_root(m, item.index);
    }
    arena_free(a.arena);
    return reached;
}

bool trial_is_plain(const struct trial *t)
{
    for (size_t k = 0; k < t->model->node_count; k++)
        if (t->node_is_named[k] || t->model->nodes[k].aggregation == AGGREGATE_COPELAND)
            return false;
    return !t->whole && !t->property_is_named;
}

bool trial_reaches(struct trial *t, struct ref target)
{
    const struct model *m = t->model;
    if (!trial_is_plain(t))
        return true;
    const struct node *parent = scalar_parent(m, target);
    return parent ? under_root(m, (uint32_t)(parent - m->nodes)) : reaches_by_names(t, target);
}
