#include "analysis/plan.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/pairwise.h"
#include "base/limits.h"

/* What a node comes to, as columns over the areas. */
struct column_set {
    double *score; /* 0 where it cannot be judged */
    double *known; /* 1 or 0 */
    double *have;  /* share of its leaf weight that has a value */
    double *all;   /* and that counts at all */
    double *grade; /* enum grade */
};

struct plan_room {
    double *block;
    struct column_set *nodes;     /* [node_count] */
    double *logs, *parts, *zeros; /* [areas] of the node at hand, for the geometric mean */
    double *weight_known;         /* [areas] weight of the parts that are known */
};

/* --- laying out -------------------------------------------------------------------------------
 */

struct layout {
    struct plan *plan;
    const struct work *w;
    const struct node *top;
    size_t leaf_room, node_room, part_room;
};

static void count_tree(struct layout *l, uint32_t index)
{
    const struct node *node = &l->w->model->nodes[index];
    l->node_room++;
    l->part_room += node->child_count;
    for (size_t c = 0; c < node->child_count; c++)
        if (node->children[c].kind == SYMBOL_NODE)
            count_tree(l, node->children[c].index);
        else
            l->leaf_room++;
}

static bool left_out(const struct node *top, const struct child *child)
{
    for (size_t i = 0; i < top->without_count; i++)
        if (child->kind == SYMBOL_INDICATOR && top->without[i] == child->index)
            return true;
    return false;
}

static uint32_t add_leaf(struct layout *l, uint32_t node, const struct child *child)
{
    struct plan *p = l->plan;
    const struct work *w = l->w;
    uint32_t at = (uint32_t)p->leaf_count++;
    bool challenge = l->top->kind == NODE_CHALLENGE;
    p->leaves[at] =
        (struct plan_leaf){child->index, node, child->reversed,
                           w->model->indicators[child->index].missing != MISSING_FACT, false};
    double *points = memory_alloc((p->areas + 1) * sizeof *points);
    for (uint32_t i = 0; i < p->areas; i++) {
        double x = points_counted(w, challenge, child->index, node, i);
        points[i] = child->reversed ? 100 - x : x;
    }
    p->columns[at] = plan_column_of(p, p->arena, points);
    for (uint32_t i = 0; i < p->areas; i++)
        if (is_imputed(&w->result->indicators[child->index], i)) {
            p->columns[at].measured[i] = 0;
            p->leaves[at].imputed = true;
        }
    free(points);
    return at;
}

static void note_part(struct plan *p, struct plan_node *node, size_t k)
{
    const struct plan_part *part = &p->parts[k];
    node->over_index = node->over_index || p->is_index[k];
    node->had_is_known = node->had_is_known && !part->is_node && !p->leaves[part->at].imputed;
    node->all_counted = node->all_counted && (part->is_node ? p->nodes[part->at].all_counted
                                                            : p->leaves[part->at].counted);
}

/* Parts before wholes; returns the node's place among the plan's nodes. */
static uint32_t add_node(struct layout *l, uint32_t index)
{
    struct plan *p = l->plan;
    const struct model *m = l->w->model;
    const struct node *node = &m->nodes[index];
    struct plan_part *parts = arena_array(p->arena, node->child_count + 1, sizeof *parts);
    const struct child **children = arena_array(p->arena, node->child_count + 1, sizeof *children);
    uint32_t count = 0;
    for (size_t c = 0; c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        if (left_out(l->top, child))
            continue;
        bool is_node = child->kind == SYMBOL_NODE;
        children[count] = child;
        parts[count++] = (struct plan_part){is_node, is_node ? add_node(l, child->index)
                                                             : add_leaf(l, index, child)};
    }
    uint32_t at = (uint32_t)p->node_count++;
    p->nodes[at] = (struct plan_node){index,
                                      (uint32_t)p->part_count,
                                      count,
                                      node->aggregation,
                                      node->power,
                                      node->full,
                                      node->preliminary,
                                      node->tolerance,
                                      node->floor,
                                      false,
                                      true,
                                      true};
    for (uint32_t c = 0; c < count; c++) {
        size_t k = p->part_count++;
        p->parts[k] = parts[c];
        p->weights[k] = child_weight(&l->w->weights, node, children[c]);
        p->is_index[k] = parts[c].is_node && m->nodes[children[c]->index].kind == NODE_INDEX;
        note_part(p, &p->nodes[at], k);
    }
    return at;
}

struct plan *plan_new(const struct work *w, uint32_t node)
{
    struct arena *arena = arena_new();
    struct plan *p = arena_alloc(arena, sizeof *p);
    const struct node *top = &w->model->nodes[node];
    struct layout l = {p, w, top, 0, 0, 0};
    uint32_t start = top->variant_of != UINT32_MAX ? top->variant_of : node;
    count_tree(&l, start);
    *p = (struct plan){.arena = arena,
                       .areas = w->n,
                       .leaves = arena_array(arena, l.leaf_room + 1, sizeof *p->leaves),
                       .nodes = arena_array(arena, l.node_room + 1, sizeof *p->nodes),
                       .parts = arena_array(arena, l.part_room + 1, sizeof *p->parts),
                       .weights = arena_array(arena, l.part_room + 1, sizeof *p->weights),
                       .is_index = arena_array(arena, l.part_room + 1, sizeof *p->is_index),
                       .columns = arena_array(arena, l.leaf_room + 1, sizeof *p->columns)};
    add_node(&l, start);
    return p;
}

void plan_free(struct plan *plan)
{
    if (plan)
        arena_free(plan->arena);
}

struct plan_column plan_column_of(const struct plan *plan, struct arena *arena,
                                  const double *points)
{
    struct plan_column c = {arena_array(arena, plan->areas + 1, sizeof *c.points),
                            arena_array(arena, plan->areas + 1, sizeof *c.known),
                            arena_array(arena, plan->areas + 1, sizeof *c.measured),
                            arena_array(arena, plan->areas + 1, sizeof *c.logs)};
    for (size_t i = 0; i < plan->areas; i++) {
        c.measured[i] = c.known[i] = isnan(points[i]) ? 0 : 1;
        c.points[i] = isnan(points[i]) ? 0 : points[i];
        c.logs[i] = points[i] > 0 ? log(points[i]) : 0;
    }
    return c;
}

struct plan_room *plan_room_new(const struct plan *plan)
{
    size_t n = plan->areas, nodes = plan->node_count;
    struct plan_room *room = memory_alloc(sizeof *room);
    room->block = memory_alloc((5 * nodes + 4) * (n + 1) * sizeof *room->block);
    room->nodes = memory_alloc((nodes + 1) * sizeof *room->nodes);
    room->weight_known = room->block;
    room->logs = room->block + (n + 1);
    room->parts = room->block + 2 * (n + 1);
    room->zeros = room->block + 3 * (n + 1);
    for (size_t k = 0; k < nodes; k++) {
        double *at = room->block + (n + 1) * (5 * k + 4);
        room->nodes[k] = (struct column_set){at, at + (n + 1), at + 2 * (n + 1), at + 3 * (n + 1),
                                             at + 4 * (n + 1)};
    }
    return room;
}

void plan_room_free(struct plan_room *room)
{
    if (!room)
        return;
    free(room->block);
    free(room->nodes);
    free(room);
}

/* --- scoring ----------------------------------------------------------------------------------
 */

struct scoring {
    const struct plan *plan;
    const struct plan_settings *settings;
    struct plan_room *room;
    const struct plan_node *node;
    struct column_set *out;
};

static struct plan_column part_column(const struct scoring *s, uint32_t k)
{
    const struct plan_part *part = &s->plan->parts[k];
    if (!part->is_node)
        return s->settings->columns[part->at];
    const struct column_set *node = &s->room->nodes[part->at];
    return (struct plan_column){node->score, node->known, node->known, NULL};
}

static void add_times(double *restrict sum, double weight, const double *restrict x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        sum[i] += weight * x[i];
}

/* Weighted sums of the points and of what is known. */
static double add_weighted(const struct scoring *s)
{
    size_t n = s->plan->areas;
    double *restrict score = s->out->score, *restrict known = s->room->weight_known, sum = 0;
    memset(score, 0, n * sizeof *score);
    memset(known, 0, n * sizeof *known);
    for (uint32_t k = s->node->first; k < s->node->first + s->node->count; k++) {
        const struct plan_column c = part_column(s, k);
        const double weight = s->settings->weights[k];
        const double *restrict points = c.points, *restrict is_known = c.known;
        for (size_t i = 0; i < n; i++) {
            score[i] += weight * points[i];
            known[i] += weight * is_known[i];
        }
        sum += weight;
    }
    return sum;
}

/* Coverage: shares of the leaf weight, multiplied down the tree. Over leaves alone, what has a
 * value is what is known; where every leaf counts, all of the weight does. */
static void add_coverage(const struct scoring *s, double sum)
{
    size_t n = s->plan->areas;
    double *have = s->out->have, *all = s->out->all;
    if (s->node->had_is_known)
        memcpy(have, s->room->weight_known, n * sizeof *have);
    else
        memset(have, 0, n * sizeof *have);
    for (size_t i = 0; i < n; i++)
        all[i] = s->node->all_counted ? sum : 0;
    if (s->node->had_is_known && s->node->all_counted)
        return;
    for (uint32_t k = s->node->first; k < s->node->first + s->node->count; k++) {
        const struct plan_part *part = &s->plan->parts[k];
        const double weight = s->settings->weights[k];
        const struct column_set *node = part->is_node ? &s->room->nodes[part->at] : NULL;
        const struct plan_column column = part_column(s, k);
        if (!s->node->had_is_known)
            add_times(have, weight, node ? node->have : column.measured, n);
        if (s->node->all_counted)
            continue;
        if (!node && s->plan->leaves[part->at].counted)
            for (size_t i = 0; i < n; i++)
                all[i] += weight;
        else
            add_times(all, weight, node ? node->all : column.known, n);
    }
}

static const double TOLERANCE = 1e-9; /* of shares, against rounding */

/* By coverage, have / all. */
static void set_grades(const struct scoring *s)
{
    const double full = s->node->full - TOLERANCE, least = s->node->preliminary - TOLERANCE;
    const double *restrict have = s->out->have, *restrict all = s->out->all;
    const double *restrict known = s->room->weight_known;
    double *restrict grade = s->out->grade;
    for (size_t i = 0; i < s->plan->areas; i++) {
        double reached = have[i] >= least * all[i] ? GRADE_PRELIMINARY : GRADE_NONE;
        reached = have[i] >= full * all[i] ? GRADE_FULL : reached;
        grade[i] = known[i] > 0 ? reached : GRADE_NONE;
    }
}

/* A whole made of indices has the lowest grade of them. */
static void lower_grades(const struct scoring *s)
{
    double *restrict grade = s->out->grade;
    for (uint32_t k = s->node->first; k < s->node->first + s->node->count; k++) {
        if (!s->plan->is_index[k] || s->settings->weights[k] <= 0)
            continue;
        const double *restrict part = s->room->nodes[s->plan->parts[k].at].grade;
        for (size_t i = 0; i < s->plan->areas; i++)
            grade[i] = part[i] < grade[i] ? part[i] : grade[i];
    }
}

/* `golv:` belongs to these; a draw that joins the parts in another way has none. */
static double floor_under(const struct plan_node *node, enum aggregation how)
{
    bool floored =
        how == AGGREGATE_GEOMETRIC || how == AGGREGATE_HARMONIC || how == AGGREGATE_POWER;
    return floored ? node->floor : 0;
}

/* Any aggregation but the plain mean: area by area. */
static double join_area(const struct scoring *s, enum aggregation how, size_t i)
{
    double score[LIMIT_CHILDREN], weight[LIMIT_CHILDREN];
    const double floor = floor_under(s->node, how);
    size_t n = 0;
    for (uint32_t k = s->node->first; k < s->node->first + s->node->count; k++) {
        struct plan_column c = part_column(s, k);
        if (c.known[i] <= 0 || s->settings->weights[k] <= 0 || n == LIMIT_CHILDREN)
            continue;
        score[n] = floor > 0 ? fmax(c.points[i], floor) : c.points[i];
        weight[n++] = s->settings->weights[k];
    }
    return n ? aggregate(how, score, weight, n, s->node->power) : 0;
}

/* Where the node is judged, and what of the coverage goes up the tree. */
static void judge(const struct scoring *s, double sum)
{
    const double share = sum > 0 ? sum : 1;
    const double *restrict grade = s->out->grade;
    double *restrict have = s->out->have, *restrict all = s->out->all;
    double *restrict known = s->out->known;
    add_coverage(s, sum);
    set_grades(s);
    if (s->node->over_index)
        lower_grades(s);
    for (size_t i = 0; i < s->plan->areas; i++) {
        known[i] = grade[i] > GRADE_NONE ? 1 : 0;
        have[i] /= share;
        all[i] /= share;
    }
}

/* Where it was judged before, unless all that is known there has lost its weight. */
static void judge_as(const struct scoring *s, const double *restrict judged)
{
    const double *restrict weight = s->room->weight_known;
    double *restrict known = s->out->known;
    for (size_t i = 0; i < s->plan->areas; i++)
        known[i] = weight[i] > 0 ? judged[i] : 0;
}

static void take_means(const struct scoring *s)
{
    const double *restrict known = s->out->known, *restrict weight = s->room->weight_known;
    double *restrict score = s->out->score;
    for (size_t i = 0; i < s->plan->areas; i++) {
        double mean = score[i] / weight[i];
        score[i] = known[i] > 0 ? mean : 0;
    }
}

/* Logarithms of a part: those of a leaf were taken when its column was laid. */
static const double *logs_of(const struct scoring *s, const struct plan_column *c)
{
    double *logs = s->room->logs;
    if (c->logs)
        return c->logs;
    for (size_t i = 0; i < s->plan->areas; i++)
        logs[i] = c->known[i] > 0 && c->points[i] > 0 ? log(c->points[i]) : 0;
    return logs;
}

/* As aggregate() does it area by area, in the same order: exp of the weighted mean of logarithms, 0
 * where a part is 0. Areas with two parts are left to aggregate(), which may take a square root. */
static void join_geometric(const struct scoring *s)
{
    size_t n = s->plan->areas;
    const double *restrict all = s->room->weight_known;
    double *restrict sum = s->out->score, *restrict parts = s->room->parts;
    double *restrict zeros = s->room->zeros;
    memset(sum, 0, n * sizeof *sum);
    memset(parts, 0, n * sizeof *parts);
    memset(zeros, 0, n * sizeof *zeros);
    for (uint32_t k = s->node->first; k < s->node->first + s->node->count; k++) {
        const struct plan_column c = part_column(s, k);
        const double weight = s->settings->weights[k];
        if (weight <= 0)
            continue;
        const double *restrict logs = logs_of(s, &c), *restrict known = c.known;
        const double *restrict points = c.points;
        for (size_t i = 0; i < n; i++) {
            sum[i] += weight / all[i] * logs[i];
            parts[i] += known[i];
            zeros[i] += points[i] <= 0 ? known[i] : 0;
        }
    }
    for (size_t i = 0; i < n; i++)
        if (s->out->known[i] <= 0)
            sum[i] = 0;
        else if (parts[i] == 2)
            sum[i] = join_area(s, AGGREGATE_GEOMETRIC, i);
        else
            sum[i] = zeros[i] > 0 ? 0 : exp(sum[i]);
}

/* Every area against every other over the parts (Copeland): 100 times the share of rivals beaten.
 */
static void duel_all(const struct scoring *s)
{
    size_t n = s->plan->areas, count = s->node->count;
    const double *weights = s->settings->weights + s->node->first;
    const struct pairwise pair = {weights, count, s->node->tolerance};
    double *points = memory_alloc((n * count + 1) * sizeof *points);
    for (uint32_t k = 0; k < count; k++) {
        const struct plan_column c = part_column(s, s->node->first + k);
        for (size_t i = 0; i < n; i++)
            points[i * count + k] = c.known[i] > 0 ? c.points[i] : NAN;
    }
    for (size_t i = 0; i < n; i++) {
        double sum = 0, rivals = 0;
        for (size_t j = 0; s->out->known[i] > 0 && j < n; j++) {
            if (j == i || s->out->known[j] <= 0)
                continue;
            double share = pairwise_share(&pair, points + i * count, points + j * count);
            sum += 0.5 * (1 + pairwise_beats(share));
            rivals++;
        }
        s->out->score[i] = s->out->known[i] <= 0 ? 0 : rivals > 0 ? 100 * sum / rivals : 100;
    }
    free(points);
}

static void score_one(struct scoring *s)
{
    int asked = s->settings->aggregation;
    enum aggregation how =
        asked == PLAN_AS_WRITTEN ? s->node->aggregation : (enum aggregation)asked;
    double sum = add_weighted(s);
    if (s->settings->judged)
        judge_as(s, s->settings->judged + (size_t)(s->out - s->room->nodes) * s->plan->areas);
    else
        judge(s, sum);
    take_means(s);
    bool whole =
        floor_under(s->node, how) <= 0 && (how == AGGREGATE_MEAN || how == AGGREGATE_GEOMETRIC);
    if (whole && how == AGGREGATE_GEOMETRIC)
        join_geometric(s);
    for (size_t i = 0; !whole && how != AGGREGATE_COPELAND && i < s->plan->areas; i++)
        if (s->out->known[i] > 0)
            s->out->score[i] = join_area(s, how, i);
    if (how == AGGREGATE_COPELAND)
        duel_all(s);
}

static void score_all(const struct plan *plan, const struct plan_settings *settings,
                      struct plan_room *room)
{
    struct scoring s = {.plan = plan, .settings = settings, .room = room};
    for (size_t k = 0; k < plan->node_count; k++) {
        s.node = &plan->nodes[k];
        s.out = &room->nodes[k];
        score_one(&s);
    }
}

void plan_judge(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                double *judged)
{
    score_all(plan, s, room);
    for (size_t k = 0; k < plan->node_count; k++)
        memcpy(judged + k * plan->areas, room->nodes[k].known, plan->areas * sizeof *judged);
}

static void give(const struct column_set *from, size_t n, double *score)
{
    for (size_t i = 0; i < n; i++)
        score[i] = from->known[i] > 0 ? from->score[i] : NAN;
}

void plan_score(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                double *score)
{
    score_all(plan, s, room);
    give(&room->nodes[plan->node_count - 1], plan->areas, score);
}

void plan_scores(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                 double *scores)
{
    score_all(plan, s, room);
    for (size_t k = 0; k < plan->node_count; k++)
        give(&room->nodes[k], plan->areas, scores + k * plan->areas);
}
