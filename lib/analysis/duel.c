#include "analysis/duel.h"

#include "analysis/evaluate.h"
#include "rules/override.h"

struct duel {
    struct arena *arena;
    struct trial *trial;
    const struct result *base;
    uint32_t areas[2];
    struct model *model;  /* a copy whose goalposts are moved and put back */
    struct result result; /* the points of the two areas alone */
    struct work work;     /* of two areas */
    double *score;        /* [areas] for a whole trial */
    int32_t *rank;
    bool plain;
};

static void take_two(struct duel *d, uint32_t index)
{
    const struct indicator_result *from = &d->base->indicators[index];
    struct indicator_result *to = &d->result.indicators[index];
    to->cells = arena_array(d->arena, 2, sizeof *to->cells);
    to->points = arena_array(d->arena, 2, sizeof *to->points);
    to->substitute = arena_array(d->arena, 2, sizeof *to->substitute);
    to->imputed = arena_array(d->arena, 2, sizeof *to->imputed);
    for (size_t i = 0; i < 2; i++) {
        to->cells[i] = from->cells[d->areas[i]];
        to->points[i] = from->points[d->areas[i]];
        to->substitute[i] = from->substitute[d->areas[i]];
        to->imputed[i] = is_imputed(from, d->areas[i]);
    }
}

struct duel *duel_new(struct trial *t, const struct dataset_bundle *b, const struct result *base,
                      uint32_t first, uint32_t second)
{
    struct arena *arena = arena_new();
    struct duel *d = arena_alloc(arena, sizeof *d);
    *d = (struct duel){.arena = arena, .trial = t, .base = base, .areas = {first, second}};
    d->model = model_changed(base->model, NULL, 0, arena);
    d->plain = trial_is_plain(t);
    d->score = arena_array(arena, base->areas + 1, sizeof *d->score);
    d->rank = arena_array(arena, base->areas + 1, sizeof *d->rank);
    d->result = (struct result){.arena = arena, .model = d->model, .areas = 2};
    d->result.indicators =
        arena_array(arena, d->model->indicator_count + 1, sizeof *d->result.indicators);
    for (uint32_t k = 0; k < d->model->indicator_count; k++)
        take_two(d, k);
    d->work = (struct work){.model = d->model, .bundle = b, .result = &d->result, .n = 2};
    d->work.weights = weights_of(d->model, d->result.arena);
    return d;
}

void duel_free(struct duel *d)
{
    if (d)
        arena_free(d->arena);
}

static void score_two(struct duel *d, double score[2])
{
    score_node(&d->work, &d->work.weights, d->model->root, score, NULL, NULL);
}

static void run_weight(struct duel *d, struct ref target, double value, double score[2])
{
    double *weight = target.kind == SYMBOL_NODE ? &d->work.weights.node[target.index]
                                                : &d->work.weights.indicator[target.index];
    double kept = *weight;
    *weight = value;
    score_two(d, score);
    *weight = kept;
}

/* Puts the substitute's points where it stands in. */
static void pass_on(struct duel *d, uint32_t index)
{
    uint32_t served = d->model->indicators[index].substitute_for;
    if (served == UINT32_MAX)
        return;
    struct indicator_result *r = &d->result.indicators[served];
    for (size_t i = 0; i < 2; i++)
        if (r->substitute[i] &&
            d->model->indicators[served].substitutes[r->substitute[i] - 1] == index)
            r->points[i] = d->result.indicators[index].points[i];
}

static void run_goalpost(struct duel *d, struct ref target, double value, double score[2])
{
    struct indicator *ind = &d->model->indicators[target.index];
    struct indicator_result *r = &d->result.indicators[target.index];
    double *post = target.property == 'l' ? &ind->low : &ind->high, kept = *post;
    double points[2] = {r->points[0], r->points[1]}, moved[2];
    *post = value;
    scale_points(ind, r->cells, 2, moved);
    for (size_t i = 0; i < 2; i++)
        r->points[i] = r->substitute[i] ? points[i] : moved[i];
    pass_on(d, target.index);
    score_two(d, score);
    *post = kept;
    r->points[0] = points[0];
    r->points[1] = points[1];
    pass_on(d, target.index);
}

void duel_run(struct duel *d, struct ref target, double value, double score[2])
{
    bool goalpost = target.property == 'l' || target.property == 'h';
    bool light = d->plain && target.kind != SYMBOL_ASSUMPTION &&
                 (!goalpost || scale_is_pointwise(&d->model->indicators[target.index]));
    if (light && goalpost) {
        run_goalpost(d, target, value, score);
    } else if (light && target.property == 'w' && !target.part && value > 0 &&
               scalar_value(d->model, target, 0) > 0) {
        run_weight(d, target, value, score); /* weight 0 leaves the tree, hence not here */
    } else {
        struct arena *arena = arena_new();
        struct change change = change_to(d->base->model, target, &value, arena);
        trial_run(d->trial, &change, 1, d->score, d->rank);
        score[0] = d->score[d->areas[0]];
        score[1] = d->score[d->areas[1]];
        arena_free(arena);
    }
}
