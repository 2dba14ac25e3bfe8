#include "analysis/contribution.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "analysis/pairwise.h"
#include "analysis/slopes.h"
#include "base/limits.h"
#include "base/number.h"

struct decomposition {
    struct work work;
    const struct node *top; /* the node asked for: it may be a variant without some indicators */
    uint32_t areas[SIDES];
    double *scores;   /* [node_count][SIDES] */
    double *everyone; /* [node_count][areas], where something is compared pair by pair; else NULL */
    struct contributions *out;
    size_t *seen; /* [indicator_count] item + 1 */
};

/* --- down the tree ------------------------------------------------------------------------------
 */

static bool left_out(const struct node *top, const struct child *c)
{
    for (size_t i = 0; i < top->without_count; i++)
        if (c->kind == SYMBOL_INDICATOR && top->without[i] == c->index)
            return true;
    return false;
}

static double value_of(const struct decomposition *d, uint32_t node, const struct child *c,
                       int side)
{
    if (c->kind == SYMBOL_NODE)
        return d->scores[c->index * SIDES + (size_t)side];
    bool challenge = d->top->kind == NODE_CHALLENGE;
    double p = points_counted(&d->work, challenge, c->index, node, d->areas[side]);
    return c->reversed ? 100 - p : p;
}

/* What a missing part would have to be to change nothing. When the whole node is missing on a side,
 * all of its parts are. */
static void fill(struct family *f, int side, bool whole)
{
    bool sum = f->node->aggregation == AGGREGATE_SUM;
    double stand_in = !sum ? f->value[side] : whole ? f->value[side] / family_weight(f) : 0;
    for (size_t i = 0; i < f->count; i++) {
        struct part *p = &f->parts[i];
        p->filled[side] = whole || isnan(p->value[side]);
        p->raw[side] = p->filled[side] ? stand_in : p->value[side];
        bool same = !(p->raw[AREA] < p->raw[REFERENCE]) && !(p->raw[AREA] > p->raw[REFERENCE]);
        bool lifts = f->node->aggregation == AGGREGATE_COPELAND || f->node->floor > 0;
        double value = p->raw[side];
        if (lifts && p->filled[side] && same)
            p->raw[side] += 1; /* the effect may be something: the step must not be nothing */
        bool floored = f->node->floor > 0 && !p->filled[side];
        p->value[side] = floored ? fmax(value, f->node->floor) : value;
    }
}

/* Collects the parts that at least one side has. */
static void gather(struct decomposition *d, uint32_t index, struct family *f, const bool *missing)
{
    for (size_t c = 0; c < f->node->child_count && f->count < LIMIT_CHILDREN; c++) {
        const struct child *child = &f->node->children[c];
        struct part p = {.child = child, .weight = child_weight(&d->work.weights, f->node, child)};
        for (int side = 0; side < SIDES; side++)
            p.raw[side] = p.value[side] = missing[side] ? NAN : value_of(d, index, child, side);
        if (!left_out(d->top, child) && (!isnan(p.value[AREA]) || !isnan(p.value[REFERENCE])))
            f->parts[f->count++] = p;
    }
    for (int side = 0; side < SIDES; side++)
        fill(f, side, missing[side]);
}

static double shown(const struct part *p, int side)
{
    return p->filled[side] ? NAN : p->child->reversed ? 100 - p->raw[side] : p->raw[side];
}

static void add_item(struct decomposition *d, const struct part *p, double effect)
{
    uint32_t k = p->child->index;
    struct contributions *out = d->out;
    if (d->seen[k] == 0) {
        out->items[out->count] = (struct contribution){k, shown(p, AREA), shown(p, REFERENCE), 0};
        d->seen[k] = ++out->count;
    }
    out->items[d->seen[k] - 1].effect += effect;
}

/* --- pair by pair ------------------------------------------------------------------------------
 */

/* The points of one part in another area. */
static double rival_value(const struct decomposition *d, uint32_t node, const struct child *c,
                          uint32_t rival)
{
    if (c->kind == SYMBOL_NODE)
        return d->everyone[c->index * d->work.n + rival];
    double p = points_counted(&d->work, d->top->kind == NODE_CHALLENGE, c->index, node, rival);
    return c->reversed ? 100 - p : p;
}

/* How part i speaks for one side against a rival. */
static int speaks(const struct family *f, const struct pairwise *pair, size_t i, int side,
                  double rival)
{
    return pairwise_sign(pair, f->parts[i].filled[side] ? NAN : f->parts[i].value[side], rival);
}

/* One rival: what it changes that the area beats it and the reference does not is shared by the
 * parts that speak for that change, by weight. */
static void share_duel(const struct family *f, const struct pairwise *pair, const double *rival,
                       double worth, double *effect)
{
    double sum[SIDES] = {0, 0}, all = 0, shared = 0;
    for (size_t i = 0; i < f->count; i++) {
        for (int side = 0; side < SIDES; side++)
            sum[side] += pair->weight[i] * speaks(f, pair, i, side, rival[i]);
        all += pair->weight[i];
    }
    int turn = pairwise_beats(0.5 + 0.5 * sum[AREA] / all) -
               pairwise_beats(0.5 + 0.5 * sum[REFERENCE] / all);
    for (int pass = 0; turn != 0 && pass < 2; pass++)
        for (size_t i = 0; i < f->count; i++) {
            double change = pair->weight[i] * (speaks(f, pair, i, AREA, rival[i]) -
                                               speaks(f, pair, i, REFERENCE, rival[i]));
            if (change * turn <= 0)
                continue;
            if (pass == 0)
                shared += change * turn;
            else
                effect[i] += worth * turn * (change * turn) / shared;
        }
}

/* Copeland: area and reference are held against the same others, and then against each other. */
static void duels_of(const struct decomposition *d, uint32_t index, const struct family *f,
                     double *effect)
{
    double *rival = memory_alloc((2 * f->count + 1) * sizeof *rival), *weight = rival + f->count;
    struct pairwise pair = {weight, f->count, f->node->tolerance};
    bool against_area = d->areas[REFERENCE] != AREA_MEDIAN;
    double rivals = against_area ? 1 : 0;
    for (size_t i = 0; i < f->count; i++) {
        effect[i] = 0;
        weight[i] = f->parts[i].weight;
    }
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t j = 0; j < d->work.n; j++) {
            bool side = j == d->areas[AREA] || j == d->areas[REFERENCE];
            if (side || isnan(d->everyone[index * d->work.n + j]))
                continue;
            for (size_t i = 0; i < f->count; i++)
                rival[i] = rival_value(d, index, f->parts[i].child, j);
            if (pass == 0)
                rivals++;
            else
                share_duel(f, &pair, rival, 50 / rivals, effect);
        }
    if (against_area) { /* the area beats the reference: once for each of them */
        struct family own = *f;
        struct part *mirror = memory_alloc((f->count + 1) * sizeof *mirror);
        for (size_t i = 0; i < f->count; i++) {
            mirror[i] = f->parts[i];
            rival[i] = f->parts[i].filled[REFERENCE] ? NAN : f->parts[i].value[REFERENCE];
            mirror[i].filled[REFERENCE] = true;
        }
        own.parts = mirror;
        share_duel(&own, &pair, rival, 100 / rivals, effect);
        free(mirror);
    }
    free(rival);
}

static bool is_whole(const struct family *f, int side)
{
    for (size_t i = 0; i < f->count; i++)
        if (!f->parts[i].filled[side])
            return false;
    return true;
}

/* slope[count] such that slope x (raw of the area - raw of the reference) is what the part does to
 * the node. Where one side lacks the whole node, pairs say nothing: the weights share. */
static void parts_slopes(const struct decomposition *d, uint32_t index, const struct family *f,
                         double *slope)
{
    bool pairs = f->node->aggregation == AGGREGATE_COPELAND;
    if (f->count == 0)
        return;
    if (pairs && (is_whole(f, AREA) || is_whole(f, REFERENCE)))
        for (size_t i = 0; i < f->count; i++)
            slope[i] =
                f->parts[i].weight / family_weight(f) * (f->value[AREA] - f->value[REFERENCE]);
    else if (pairs)
        duels_of(d, index, f, slope);
    else
        slopes_of(f, slope);
    for (size_t i = 0; i < f->count; i++) {
        const struct part *p = &f->parts[i];
        double step = p->raw[AREA] - p->raw[REFERENCE];
        double moved = pairs ? 1 : p->value[AREA] - p->value[REFERENCE];
        if (pairs || f->node->floor > 0)
            slope[i] = isfinite(slope[i] * moved / step) ? slope[i] * moved / step : 0;
    }
}

/* Shares out slope x (value of the area - value of the reference) under a node. `missing`: the side
 * does not have the node, and value is what stands in for it. */
static void descend(struct decomposition *d, uint32_t index, double slope, const double *value,
                    const bool *missing)
{
    struct part *parts = memory_alloc((LIMIT_CHILDREN + 1) * sizeof *parts);
    double *slopes = memory_alloc((LIMIT_CHILDREN + 1) * sizeof *slopes);
    struct family f = {&d->work.model->nodes[index], parts, 0, {value[AREA], value[REFERENCE]}};
    gather(d, index, &f, missing);
    parts_slopes(d, index, &f, slopes);
    d->out->nodes[index] = 0;
    d->out->reference_nodes[index] = missing[REFERENCE] ? NAN : value[REFERENCE];
    for (size_t i = 0; i < f.count; i++) {
        const struct part *p = &parts[i];
        double effect = slope * slopes[i] * (p->raw[AREA] - p->raw[REFERENCE]);
        d->out->nodes[index] += effect;
        if (p->child->kind == SYMBOL_NODE)
            descend(d, p->child->index, slope * slopes[i], p->raw, p->filled);
        else
            add_item(d, p, effect);
    }
    free(slopes);
    free(parts);
}

/* Every node's score in every area, where the others' scores count. */
static double *everyone(const struct decomposition *d, uint32_t node, struct arena *arena)
{
    bool pairs = false;
    for (size_t k = 0; k < d->work.model->node_count; k++)
        pairs = pairs || d->work.model->nodes[k].aggregation == AGGREGATE_COPELAND;
    if (!pairs)
        return NULL;
    uint32_t *areas = arena_array(arena, d->work.n + 1, sizeof *areas);
    for (uint32_t i = 0; i < d->work.n; i++)
        areas[i] = i;
    double *scores = arena_array(arena, d->work.model->node_count * d->work.n + 1, sizeof *scores);
    score_tree(&d->work, node, areas, d->work.n, scores);
    return scores;
}

struct contributions contributions_of(const struct result *r, uint32_t node, uint32_t area,
                                      uint32_t reference, const struct area_group *group,
                                      struct arena *arena)
{
    static const bool none_missing[SIDES] = {false, false};
    const struct model *m = r->model;
    const struct node *top = &m->nodes[node];
    uint32_t start = top->variant_of != UINT32_MAX ? top->variant_of : node;
    struct contributions out = {0};
    struct decomposition d = {.work = {.model = m,
                                       .result = (struct result *)(uintptr_t)r,
                                       .n = r->areas,
                                       .medians_of = group,
                                       .weights = weights_of(m, arena)},
                              .top = top,
                              .areas = {area, reference},
                              .out = &out};
    d.scores = arena_array(arena, m->node_count * SIDES + 1, sizeof *d.scores);
    d.seen = arena_array(arena, m->indicator_count + 1, sizeof *d.seen);
    out.items = arena_array(arena, m->indicator_count + 1, sizeof *out.items);
    out.nodes = arena_array(arena, m->node_count + 1, sizeof *out.nodes);
    out.reference_nodes = arena_array(arena, m->node_count + 1, sizeof *out.reference_nodes);
    for (size_t k = 0; k < m->node_count; k++)
        out.nodes[k] = out.reference_nodes[k] = NAN;
    d.everyone = everyone(&d, node, arena);
    score_tree(&d.work, node, d.areas, SIDES, d.scores);
    const double *value = &d.scores[start * SIDES];
    out.score = value[AREA];
    out.reference = value[REFERENCE];
    if (isfinite(out.score) && isfinite(out.reference))
        descend(&d, start, 1, value, none_missing);
    return out;
}

size_t contributions_most(const struct contributions *c, bool holding, bool both,
                          const struct contribution **out, size_t most)
{
    size_t count = 0;
    double sign = holding ? -1 : 1;
    for (size_t i = 0; i < c->count && most > 0; i++) {
        const struct contribution *x = &c->items[i];
        if (sign * x->effect <= 1e-9 || (both && (isnan(x->points) || isnan(x->reference))))
            continue;
        size_t at = count < most ? count++ : most;
        if (at == most && sign * out[most - 1]->effect >= sign * x->effect)
            continue;
        at = at == most ? most - 1 : at;
        for (; at > 0 && sign * out[at - 1]->effect < sign * x->effect; at--)
            out[at] = out[at - 1];
        out[at] = x;
    }
    return count;
}

bool next_in_rank(const struct result *r, uint32_t node, uint32_t area, int step, uint32_t *other,
                  double *distance)
{
    const struct node_result *x = &r->nodes[node];
    int decimals = r->model->rank_decimals;
    int32_t own = x->rank[area], found = 0;
    for (uint32_t i = 0; own > 0 && i < r->areas; i++) {
        int32_t rank = x->rank[i];
        bool nearer = step < 0 ? rank > 0 && rank < own && rank >= found
                               : rank > own && (found == 0 || rank < found);
        if (!nearer)
            continue;
        found = rank;
        *other = i;
    }
    if (found > 0)
        *distance =
            fabs(number_round(x->score[area], decimals) - number_round(x->score[*other], decimals));
    return found > 0;
}
