#include "analysis/between.h"

#include <math.h>
#include <string.h>

#include "analysis/compose.h"
#include "analysis/trial.h"

struct scores { /* [areas] of the root */
    double *score;
    int32_t *rank;
};

struct table {
    struct arena *arena;
    const struct between_side *sides[2]; /* a and b */
    struct read_data read[2][2];         /* [rules][data] */
    struct diagnostics *unheard;
    struct scores whole[2][2]; /* [rules][data] */
    size_t areas;
    bool local[2]; /* [rules] */
};

/* --- is a score its area's own? --------------------------------------------------------------- */

struct locality {
    const struct model *m;
    bool *indicator, *node; /* looked at */
    bool local;
};

static void look_at(struct locality *l, struct ref ref);

static bool is_over_areas(enum function f)
{
    static const enum function OVER[] = {FN_MEAN_ALL,        FN_MEDIAN_ALL, FN_SUM_ALL, FN_RANK,
                                         FN_PERCENTILE_RANK, FN_PERCENTILE, FN_REST,    FN_TOP};
    for (size_t i = 0; i < sizeof OVER / sizeof *OVER; i++)
        if (OVER[i] == f)
            return true;
    return false;
}

static void look_into(struct locality *l, const struct expr *e)
{
    if (!e)
        return;
    if (e->op == EXPR_CALL && is_over_areas(e->function))
        l->local = false;
    if (e->op == EXPR_REF)
        look_at(l, e->ref);
    for (uint32_t i = 0; i < e->arg_count; i++)
        look_into(l, e->args[i]);
}

static void look_at_indicator(struct locality *l, uint32_t index)
{
    const struct indicator *ind = &l->m->indicators[index];
    if (l->indicator[index])
        return;
    l->indicator[index] = true;
    if (ind->scale == SCALE_MINMAX || ind->scale == SCALE_ZSCORE ||
        ind->scale == SCALE_PERCENTILE || ind->scale == SCALE_RANK)
        l->local = false;
    look_into(l, ind->formula);
    for (size_t i = 0; i < ind->substitute_count; i++)
        look_at_indicator(l, ind->substitutes[i]);
}

static void look_at_node(struct locality *l, uint32_t index)
{
    const struct node *n = &l->m->nodes[index];
    if (l->node[index])
        return;
    l->node[index] = true;
    for (size_t i = 0; i < n->child_count; i++)
        look_at(l, (struct ref){n->children[i].kind, n->children[i].index, 'v', 0});
}

static void look_at(struct locality *l, struct ref ref)
{
    if (ref.kind == SYMBOL_INDICATOR)
        look_at_indicator(l, ref.index);
    else if (ref.kind == SYMBOL_NODE)
        look_at_node(l, ref.index);
    else if (ref.kind != SYMBOL_VARIABLE && ref.kind != SYMBOL_FACT &&
             ref.kind != SYMBOL_ASSUMPTION && ref.kind != SYMBOL_COUNT)
        l->local = false; /* what the whole analysis gives */
}

bool between_is_local(const struct model *m)
{
    struct arena *arena = arena_new();
    struct locality l = {.m = m, .local = m->root != UINT32_MAX};
    l.indicator = arena_array(arena, m->indicator_count + 1, sizeof *l.indicator);
    l.node = arena_array(arena, m->node_count + 1, sizeof *l.node);
    if (l.local)
        look_at_node(&l, m->root);
    arena_free(arena);
    return l.local;
}

/* --- worlds ----------------------------------------------------------------------------------- */

static struct scores room(struct arena *arena, size_t areas)
{
    return (struct scores){arena_array(arena, areas + 1, sizeof(double)),
                           arena_array(arena, areas + 1, sizeof(int32_t))};
}

static struct scores score_all(struct table *t, const struct between_side *side,
                               const struct dataset_bundle *bundle)
{
    struct scores s = room(t->arena, t->areas);
    struct result *run = run_scores(side->model, bundle, side->options, t->unheard);
    struct trial *trial = trial_new(side->model, bundle, side->options, run);
    trial_run(trial, NULL, 0, s.score, s.rank);
    trial_free(trial);
    result_free(run);
    return s;
}

/* The others' scores as they were, the area's own as they are: the same as computing them. */
static struct scores exchange(struct table *t, size_t rules, size_t own, uint32_t area)
{
    struct scores s = room(t->arena, t->areas);
    memcpy(s.score, t->whole[rules][1 - own].score, t->areas * sizeof *s.score);
    s.score[area] = t->whole[rules][own].score[area];
    rank_scores(t->sides[rules]->model, s.score, t->areas, s.rank);
    return s;
}

static struct scores mix(struct table *t, size_t rules, size_t own, uint32_t area)
{
    if (t->local[rules])
        return exchange(t, rules, own, area);
    struct dataset_bundle *bundle =
        compose_area(&t->read[rules][own], &t->read[rules][1 - own], area);
    struct scores s = score_all(t, t->sides[rules], bundle);
    bundle_free(bundle);
    return s;
}

/* --- one area --------------------------------------------------------------------------------- */

/* 1/3, 1/6, 1/6, 1/3 of what a player adds to none, to one of the others, and to both. */
static double share_of(const double *worth, size_t player)
{
    size_t bit = (size_t)1 << player;
    double sum = 0;
    for (size_t set = 0; set < 8; set++) {
        size_t size = (set & 1) + (set >> 1 & 1) + (set >> 2 & 1);
        if (!(set & bit))
            sum += (worth[set | bit] - worth[set]) / (size == 1 ? 6 : 3);
    }
    return sum;
}

static void divide(struct table *t, struct between *out, uint32_t area)
{
    double score[8], rank[8];
    for (size_t set = 0; set < 8; set++) {
        size_t own = set >> BETWEEN_OWN & 1, others = set >> BETWEEN_OTHERS & 1;
        size_t rules = set >> BETWEEN_RULES & 1;
        struct scores s = own == others ? t->whole[rules][own] : mix(t, rules, own, area);
        score[set] = s.rank[area] ? s.score[area] : NAN;
        rank[set] = s.rank[area] ? (double)s.rank[area] : NAN;
    }
    for (size_t p = 0; p < BETWEEN_PLAYERS; p++) {
        out->score[p][area] = share_of(score, p);
        out->rank[p][area] = share_of(rank, p);
    }
}

/* The other's folder as these rules describe it. */
static struct dataset_bundle *read_other(struct table *t, size_t rules)
{
    struct analysis_options o = *t->sides[rules]->options;
    o.data_folder = t->sides[1 - rules]->options->data_folder;
    return analysis_read(t->sides[rules]->model, &o, t->unheard);
}

static struct between *divide_all(struct table *t, struct arena *arena)
{
    struct between *out = arena_alloc(arena, sizeof *out);
    *out = (struct between){.areas = t->areas};
    for (size_t p = 0; p < BETWEEN_PLAYERS; p++) {
        out->score[p] = arena_array(arena, t->areas + 1, sizeof *out->score[p]);
        out->rank[p] = arena_array(arena, t->areas + 1, sizeof *out->rank[p]);
    }
    for (size_t rules = 0; rules < 2; rules++)
        t->local[rules] = between_is_local(t->sides[rules]->model);
    for (size_t rules = 0; rules < 2; rules++)
        for (size_t data = 0; data < 2; data++)
            t->whole[rules][data] = score_all(t, t->sides[rules], t->read[rules][data].bundle);
    for (uint32_t i = 0; i < t->areas; i++)
        divide(t, out, i);
    return out;
}

struct between *between_run(const struct between_side *a, const struct between_side *b,
                            struct arena *arena)
{
    if (!same_areas(a->bundle, b->bundle))
        return NULL;
    struct table t = {.arena = arena_new(),
                      .sides = {a, b},
                      .unheard = diagnostics_new(LANG_SV),
                      .areas = bundle_data(a->bundle)->areas.count};
    struct dataset_bundle *a_on_b = read_other(&t, 0), *b_on_a = read_other(&t, 1);
    t.read[0][0] = (struct read_data){a->model, a->bundle};
    t.read[0][1] = (struct read_data){a->model, a_on_b};
    t.read[1][0] = (struct read_data){b->model, b_on_a};
    t.read[1][1] = (struct read_data){b->model, b->bundle};
    struct between *out = a_on_b && b_on_a ? divide_all(&t, arena) : NULL;
    bundle_free(a_on_b);
    bundle_free(b_on_a);
    diagnostics_free(t.unheard);
    arena_free(t.arena);
    return out;
}
