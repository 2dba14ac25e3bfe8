/* Up the tree: weighted means of what exists, with coverage and grade. One row an aggregation. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/pairwise.h"
#include "base/limits.h"
#include "base/number.h"

/* Scores and weights of the children that exist in one area. */
struct terms {
    const double *score, *weight;
    size_t n;
    double power;
};

static double total(const struct terms *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        sum += t->weight[i];
    return sum;
}

static double aggregate_mean(const struct terms *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        sum += t->weight[i] * t->score[i];
    return sum / total(t);
}

/* Handbook (2008) 6.3: a zero in any part gives zero. Two equal parts take the square root of the
 * product, so that hand calculations agree to the last digit. */
static double aggregate_geometric(const struct terms *t)
{
    double sum = 0, all = total(t);
    if (t->n == 2 && t->weight[0] == t->weight[1])
        return sqrt(t->score[0] * t->score[1]);
    for (size_t i = 0; i < t->n; i++) {
        if (t->score[i] <= 0)
            return 0;
        sum += t->weight[i] / all * log(t->score[i]);
    }
    return exp(sum);
}

static double aggregate_harmonic(const struct terms *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++) {
        if (t->score[i] <= 0)
            return 0;
        sum += t->weight[i] / t->score[i];
    }
    return total(t) / sum;
}

static double aggregate_minimum(const struct terms *t)
{
    double least = t->score[0];
    for (size_t i = 1; i < t->n; i++)
        least = fmin(least, t->score[i]);
    return least;
}

static double aggregate_sum(const struct terms *t)
{
    double sum = 0;
    for (size_t i = 0; i < t->n; i++)
        sum += t->weight[i] * t->score[i];
    return sum;
}

static double aggregate_power(const struct terms *t)
{
    double sum = 0, all = total(t);
    for (size_t i = 0; i < t->n; i++) {
        if (t->score[i] < 0)
            return 0;
        sum += t->weight[i] / all * pow(t->score[i], t->power);
    }
    return pow(sum, 1 / t->power);
}

static double (*const AGGREGATORS[])(const struct terms *) = {
    [AGGREGATE_MEAN] = aggregate_mean,
    [AGGREGATE_GEOMETRIC] = aggregate_geometric,
    [AGGREGATE_HARMONIC] = aggregate_harmonic,
    [AGGREGATE_MINIMUM] = aggregate_minimum,
    [AGGREGATE_SUM] = aggregate_sum,
    [AGGREGATE_POWER] = aggregate_power,
    [AGGREGATE_COPELAND] = NULL, /* needs the other areas: copeland() */
};

double aggregate(enum aggregation how, const double *score, const double *weight, size_t n,
                 double power)
{
    return AGGREGATORS[how](&(struct terms){score, weight, n, power});
}

static const double TOLERANCE = 1e-9; /* of shares, against rounding */

struct weights weights_of(const struct model *m, struct arena *arena)
{
    struct weights weights = {arena_array(arena, m->indicator_count + 1, sizeof(double)),
                              arena_array(arena, m->node_count + 1, sizeof(double))};
    for (size_t k = 0; k < m->indicator_count; k++)
        weights.indicator[k] = m->indicators[k].weight;
    for (size_t k = 0; k < m->node_count; k++)
        weights.node[k] = m->nodes[k].weight;
    return weights;
}

double child_weight(const struct weights *w, const struct node *node, const struct child *c)
{
    if (node->kind == NODE_CHALLENGE)
        return c->weight;
    return c->kind == SYMBOL_NODE ? w->node[c->index] : w->indicator[c->index];
}

/* A walk down from one node; `without` are indicators left out (variants of an index). */
struct walk {
    const struct work *w;
    const struct weights *weights;
    const uint32_t *without;
    size_t without_count;
    bool challenge;
    const uint32_t *areas; /* [n]; NULL: all */
    size_t n;
    double *kept; /* [node_count][n], or NULL */
    uint32_t start;
    double *outranking; /* of the start, [n][n], or NULL */
};

/* What a node comes to, for all areas. */
struct sums {
    double *score;
    double *have, *all; /* shares of the node's leaf weight: with a value, and all that count */
    uint8_t *grade;
};

static struct sums sums_new(size_t n)
{
    double *block = memory_alloc((3 * n + 1) * sizeof *block);
    uint8_t *grade = memory_alloc(n + 1);
    for (size_t i = 0; i < 3 * n; i++)
        block[i] = 0;
    for (size_t i = 0; i < n; i++)
        grade[i] = GRADE_FULL;
    return (struct sums){block, block + n, block + 2 * n, grade};
}

static void sums_free(struct sums *s)
{
    free(s->score);
    free(s->grade);
}

static bool left_out(const struct walk *k, uint32_t indicator)
{
    for (size_t i = 0; i < k->without_count; i++)
        if (k->without[i] == indicator)
            return true;
    return false;
}

double points_in(const struct work *w, uint32_t indicator, uint32_t node, uint32_t area)
{
    const struct indicator_result *r = &w->result->indicators[indicator];
    if (r->substitute[area] == 0)
        return r->points[area];
    const struct indicator *ind = &w->model->indicators[indicator];
    const struct indicator *sub = &w->model->indicators[ind->substitutes[r->substitute[area] - 1]];
    for (size_t i = 0; i < sub->challenge_count; i++)
        if (sub->challenges[i] == node)
            return r->points[area];
    return NAN;
}

double median_points_in(const struct work *w, uint32_t indicator, uint32_t node)
{
    double *points = memory_alloc((w->n + 1) * sizeof *points);
    for (uint32_t i = 0; i < w->n; i++)
        points[i] = points_in(w, indicator, node, i);
    double median = median_of(points, w->n);
    free(points);
    return median;
}

static double median_of_group(const struct work *w, bool challenge, uint32_t indicator,
                              uint32_t node)
{
    const struct area_group *g = w->medians_of;
    double *points = memory_alloc((g->count + 1) * sizeof *points);
    for (size_t i = 0; i < g->count; i++)
        points[i] = points_counted(w, challenge, indicator, node, g->areas[i]);
    double median = median_of(points, g->count);
    free(points);
    return median;
}

double points_counted(const struct work *w, bool challenge, uint32_t indicator, uint32_t node,
                      uint32_t area)
{
    const struct indicator_result *r = &w->result->indicators[indicator];
    if (area == AREA_MEDIAN && w->medians_of)
        return median_of_group(w, challenge, indicator, node);
    if (area == AREA_MEDIAN)
        return challenge ? median_points_in(w, indicator, node) : r->median_points;
    return challenge ? points_in(w, indicator, node, area) : r->points[area];
}

/* Unknown local facts are no gap in the statistics: they are left out of both sums. */
static void leaf(const struct walk *k, uint32_t node, uint32_t indicator, bool reversed,
                 struct sums *s)
{
    const struct indicator *ind = &k->w->model->indicators[indicator];
    const struct indicator_result *r = &k->w->result->indicators[indicator];
    for (size_t i = 0; i < k->n; i++) {
        uint32_t area = k->areas ? k->areas[i] : (uint32_t)i;
        double p = points_counted(k->w, k->challenge, indicator, node, area);
        s->score[i] = reversed ? 100 - p : p;
        bool measured = !isnan(p) && (area == AREA_MEDIAN || !is_imputed(r, area));
        s->have[i] = measured ? 1 : 0;
        s->all[i] = isnan(p) && ind->missing == MISSING_FACT ? 0 : 1;
        s->grade[i] = isnan(p) ? GRADE_NONE : GRADE_FULL;
    }
}

static void walk_node(const struct walk *k, uint32_t index, struct sums *out);

/* Grade by coverage; a node made of indices has the lower grade of its parts. */
static uint8_t grade_of(const struct node *node, double coverage, uint8_t lowest_index)
{
    uint8_t grade = coverage >= node->full - TOLERANCE          ? GRADE_FULL
                    : coverage >= node->preliminary - TOLERANCE ? GRADE_PRELIMINARY
                                                                : GRADE_NONE;
    return lowest_index < grade ? lowest_index : grade;
}

struct part {
    struct sums sums;
    double weight;
    bool is_index;
};

/* Aggregates one area from the parts that exist there. */
static void join(const struct node *node, const struct part *parts, size_t count, size_t i,
                 struct sums *out)
{
    double score[LIMIT_CHILDREN], weight[LIMIT_CHILDREN], have = 0, all = 0, sum = 0;
    size_t n = 0;
    uint8_t lowest = GRADE_FULL;
    for (size_t p = 0; p < count; p++) {
        const struct sums *s = &parts[p].sums;
        have += parts[p].weight * s->have[i];
        all += parts[p].weight * s->all[i];
        sum += parts[p].weight;
        if (parts[p].is_index && s->grade[i] < lowest)
            lowest = s->grade[i];
        if (!isnan(s->score[i]) && n < LIMIT_CHILDREN) {
            score[n] = node->floor > 0 ? fmax(s->score[i], node->floor) : s->score[i];
            weight[n++] = parts[p].weight;
        }
    }
    double coverage = all > 0 ? have / all : 0;
    out->grade[i] = n ? grade_of(node, coverage, lowest) : GRADE_NONE;
    out->score[i] = NAN;
    if (out->grade[i] != GRADE_NONE && node->aggregation != AGGREGATE_COPELAND)
        out->score[i] =
            AGGREGATORS[node->aggregation](&(struct terms){score, weight, n, node->power});
    out->have[i] = sum > 0 ? have / sum : 0; /* so that leaf weights multiply down the tree */
    out->all[i] = sum > 0 ? all / sum : 0;
}

/* The node's parts over the areas of the walk; the caller frees. */
static struct part *parts_of(const struct walk *k, uint32_t index, size_t *count)
{
    const struct node *node = &k->w->model->nodes[index];
    struct part *parts = memory_alloc((node->child_count + 1) * sizeof *parts);
    *count = 0;
    for (size_t c = 0; c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        bool is_node = child->kind == SYMBOL_NODE;
        if (!is_node && left_out(k, child->index))
            continue;
        struct part *part = &parts[(*count)++];
        *part = (struct part){sums_new(k->n), child_weight(k->weights, node, child),
                              is_node && k->w->model->nodes[child->index].kind == NODE_INDEX};
        if (is_node)
            walk_node(k, child->index, &part->sums);
        else
            leaf(k, index, child->index, child->reversed, &part->sums);
    }
    return parts;
}

static void parts_free(struct part *parts, size_t count)
{
    for (size_t p = 0; p < count; p++)
        sums_free(&parts[p].sums);
    free(parts);
}

/* --- Copeland ----------------------------------------------------------------------------------
 */

/* Points of every area in every part, an area a row; NULL points: it takes no part. */
struct field {
    double *points; /* [n][count] */
    bool *takes_part;
    size_t n, count;
};

static struct field field_of(const struct node *node, const struct part *parts, size_t count,
                             size_t n)
{
    struct field f = {memory_alloc((n * count + 1) * sizeof(double)), memory_alloc(n + 1), n,
                      count};
    struct sums sums = sums_new(n);
    for (size_t i = 0; i < n; i++) {
        join(node, parts, count, i, &sums);
        f.takes_part[i] = sums.grade[i] != GRADE_NONE;
        for (size_t p = 0; p < count; p++)
            f.points[i * count + p] = parts[p].sums.score[i];
    }
    sums_free(&sums);
    return f;
}

static void field_free(struct field *f)
{
    free(f->points);
    free(f->takes_part);
}

static bool is_asked(const struct walk *k, size_t area)
{
    for (size_t i = 0; i < k->n; i++)
        if (k->areas[i] == area)
            return true;
    return false;
}

/* 100 times the share of its rivals that the area beats. One that is made of medians stands
 * outside: it is held against those that are not asked for, so that both are held against the same.
 */
static double copeland(const struct walk *k, const struct pairwise *p, const struct field *rivals,
                       const double *own, uint32_t area, double *shares)
{
    double sum = 0, count = 0;
    for (size_t j = 0; j < rivals->n; j++) {
        if (!rivals->takes_part[j] || j == area || (area == AREA_MEDIAN && is_asked(k, j)))
            continue;
        double share = pairwise_share(p, own, &rivals->points[j * rivals->count]);
        sum += 0.5 * (1 + pairwise_beats(share));
        count++;
        if (shares)
            shares[j] = share;
    }
    return count > 0 ? 100 * sum / count : 100;
}

/* The areas asked for against all areas: the others' points are needed too. */
static void copelands(const struct walk *k, uint32_t index, const struct part *parts, size_t count,
                      struct sums *out)
{
    const struct node *node = &k->w->model->nodes[index];
    struct field own = field_of(node, parts, count, k->n), everyone = own;
    double *weight = memory_alloc((count + 1) * sizeof *weight);
    for (size_t p = 0; p < count; p++)
        weight[p] = parts[p].weight;
    if (k->areas) {
        struct walk all = *k;
        size_t all_count = 0;
        all.areas = NULL;
        all.n = k->w->n;
        all.kept = NULL;
        struct part *all_parts = parts_of(&all, index, &all_count);
        everyone = field_of(node, all_parts, all_count, all.n);
        parts_free(all_parts, all_count);
    }
    struct pairwise pair = {weight, count, node->tolerance};
    for (size_t i = 0; i < k->n; i++) {
        double *shares = k->outranking && index == k->start ? k->outranking + i * k->n : NULL;
        if (own.takes_part[i])
            out->score[i] = copeland(k, &pair, &everyone, own.points + i * count,
                                     k->areas ? k->areas[i] : (uint32_t)i, shares);
    }
    free(weight);
    if (k->areas)
        field_free(&everyone);
    field_free(&own);
}

static void walk_node(const struct walk *k, uint32_t index, struct sums *out)
{
    const struct node *node = &k->w->model->nodes[index];
    size_t count = 0;
    struct part *parts = parts_of(k, index, &count);
    for (size_t i = 0; i < k->n; i++)
        join(node, parts, count, i, out);
    if (node->aggregation == AGGREGATE_COPELAND)
        copelands(k, index, parts, count, out);
    for (size_t i = 0; k->kept && i < k->n; i++)
        k->kept[index * k->n + i] = out->score[i];
    parts_free(parts, count);
}

static void score_areas(const struct work *w, const struct weights *weights, uint32_t node,
                        double *score, double *coverage, uint8_t *grade, double *outranking)
{
    const struct node *n = &w->model->nodes[node];
    uint32_t start = n->variant_of != UINT32_MAX ? n->variant_of : node;
    struct walk k = {.w = w,
                     .weights = weights,
                     .without = n->without,
                     .without_count = n->without_count,
                     .challenge = n->kind == NODE_CHALLENGE,
                     .n = w->n,
                     .start = start,
                     .outranking = outranking};
    struct sums s = sums_new(w->n);
    walk_node(&k, start, &s);
    for (size_t i = 0; i < w->n; i++) {
        score[i] = s.score[i];
        if (coverage)
            coverage[i] = s.all[i] > 0 ? s.have[i] / s.all[i] : 0;
        if (grade)
            grade[i] = s.grade[i];
    }
    sums_free(&s);
}

void score_node(const struct work *w, const struct weights *weights, uint32_t node, double *score,
                double *coverage, uint8_t *grade)
{
    score_areas(w, weights, node, score, coverage, grade, NULL);
}

void score_tree(const struct work *w, uint32_t node, const uint32_t *areas, size_t count,
                double *scores)
{
    const struct node *n = &w->model->nodes[node];
    uint32_t start = n->variant_of != UINT32_MAX ? n->variant_of : node;
    struct walk k = {.w = w,
                     .weights = &w->weights,
                     .without = n->without,
                     .without_count = n->without_count,
                     .challenge = n->kind == NODE_CHALLENGE,
                     .areas = areas,
                     .n = count,
                     .kept = scores};
    struct sums s = sums_new(count);
    for (size_t i = 0; i < w->model->node_count * count; i++)
        scores[i] = NAN;
    walk_node(&k, start, &s);
    sums_free(&s);
}

/* Every pair of areas, where there are few enough to look at. */
static double *room_for_pairs(const struct work *w, uint32_t index)
{
    const struct node *node = &w->model->nodes[index];
    if (node->aggregation != AGGREGATE_COPELAND || w->n > LIMIT_OUTRANKING)
        return NULL;
    double *pairs = arena_array(w->result->arena, w->n * w->n + 1, sizeof *pairs);
    for (size_t i = 0; i < w->n * w->n; i++)
        pairs[i] = NAN;
    return pairs;
}

/* Values that a mean from zero up cannot take are told: it gives 0 for them. */
static void tell_below_zero(struct work *w, uint32_t index)
{
    const struct node *node = &w->model->nodes[index];
    bool bound = node->aggregation == AGGREGATE_GEOMETRIC ||
                 node->aggregation == AGGREGATE_HARMONIC || node->aggregation == AGGREGATE_POWER;
    for (size_t c = 0; bound && c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        size_t below = 0;
        for (size_t i = 0; child->kind == SYMBOL_INDICATOR && i < w->n; i++)
            below += w->result->indicators[child->index].points[i] < 0;
        char count[32];
        if (below > 0)
            diagnose(w->d, "E806", child->place, w->model->indicators[child->index].head.sv,
                     number_text(count, (double)below), node->head.sv, NULL);
    }
}

void run_node(struct work *w, uint32_t index)
{
    struct node_result *r = &w->result->nodes[index];
    r->outranking = w->scores_only ? NULL : room_for_pairs(w, index);
    score_areas(w, &w->weights, index, r->score, r->coverage, r->grade, r->outranking);
    tell_below_zero(w, index);
    r->ranked = rank_scores(w->model, r->score, w->n, r->rank);
    if (!w->scores_only)
        r->median = median_of(r->score, w->n);
}
