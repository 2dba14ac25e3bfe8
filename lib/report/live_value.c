/* What the formulas of the tree come to, computed the way they do it. */
#include <math.h>

#include "base/limits.h"
#include "report/live_parts.h"

static const double SHARE_NOISE = 1e-9; /* of a coverage against its threshold */
static const double PAIR_NOISE = 1e-9;  /* of points, and of shares of weight */

double live_part_value(const struct view *v, const struct live_part *p, uint32_t at)
{
    const struct live *l = v->live;
    if (p->block != UINT32_MAX)
        return l->blocks[p->block].value_score[at];
    if (p->points != NULL)
        return p->points[at];
    const struct indicator_result *r = &v->r->indicators[p->index];
    return at < l->areas ? r->points[at] : r->median_points;
}

bool live_part_imputed(const struct view *v, const struct live_part *p, uint32_t at)
{
    const struct live *l = v->live;
    return p->imputed > 0 && at < l->areas && is_imputed(&v->r->indicators[p->index], at);
}

/* The parts of one area that have points and weight. */
struct some {
    double score[LIMIT_CHILDREN], weight[LIMIT_CHILDREN], sum;
    size_t n;
};

static struct some parts_with_points(const struct view *v, const struct live_block *b, uint32_t at)
{
    struct some s = {.n = 0};
    double least = v->m->nodes[b->node].floor;
    for (size_t i = 0; i < b->count && s.n < LIMIT_CHILDREN; i++) {
        double x = live_part_value(v, &b->parts[i], at);
        double w = b->parts[i].standard;
        if (isnan(x) || w <= 0)
            continue;
        s.score[s.n] = least > 0 ? fmax(x, least) : x;
        s.weight[s.n++] = w;
        s.sum += w;
    }
    return s;
}

static double mean_of(const struct some *s, double power, bool product)
{
    double sum = 0, all = 1;
    for (size_t i = 0; i < s->n; i++) {
        sum += s->weight[i] * pow(s->score[i], power);
        all *= pow(s->score[i], s->weight[i] / s->sum);
    }
    return product ? all : pow(sum / s->sum, 1 / power);
}

static bool has_low(const struct some *s, bool zero)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->score[i] < 0 || (zero && s->score[i] <= 0))
            return true;
    return false;
}

static double joined(const struct node *n, const struct some *s)
{
    double sum = 0, least = INFINITY;
    for (size_t i = 0; i < s->n; i++) {
        sum += s->weight[i] * s->score[i];
        least = fmin(least, s->score[i]);
    }
    switch (n->aggregation) {
    case AGGREGATE_MEAN:
        return sum / s->sum;
    case AGGREGATE_SUM:
        return sum;
    case AGGREGATE_MINIMUM:
        return least;
    case AGGREGATE_GEOMETRIC:
        return has_low(s, true) ? 0 : mean_of(s, 1, true);
    case AGGREGATE_HARMONIC:
        return has_low(s, true) ? 0 : mean_of(s, -1, false);
    case AGGREGATE_POWER:
        return has_low(s, n->power < 0) ? 0 : mean_of(s, n->power, false);
    default:
        return NAN; /* pair by pair: when all areas are known */
    }
}

static void sums_of(const struct view *v, struct live_block *b, uint32_t at)
{
    const struct live *l = v->live;
    double sum = 0, have = 0, all = 0;
    for (size_t i = 0; i < b->count; i++) {
        const struct live_part *p = &b->parts[i];
        double w = p->standard, x = live_part_value(v, p, at);
        sum += w;
        if (p->block != UINT32_MAX) {
            all += w * l->blocks[p->block].value_all[at];
            have += w * l->blocks[p->block].value_have[at];
        } else {
            all += isnan(x) && p->fact ? 0 : w;
            have += isnan(x) || live_part_imputed(v, p, at) ? 0 : w;
        }
    }
    b->value_all[at] = sum > 0 ? all / sum : 0;
    b->value_have[at] = sum > 0 ? have / sum : 0;
    b->value_coverage[at] = all > 0 ? b->value_have[at] / b->value_all[at] : 0;
}

static uint8_t grade_of(const struct view *v, const struct live_block *b, uint32_t at)
{
    const struct node *n = &v->m->nodes[b->node];
    double coverage = b->value_coverage[at];
    uint8_t grade = coverage >= n->full - SHARE_NOISE          ? GRADE_FULL
                    : coverage >= n->preliminary - SHARE_NOISE ? GRADE_PRELIMINARY
                                                               : GRADE_NONE;
    for (size_t i = 0; i < b->count; i++) {
        const struct live_part *p = &b->parts[i];
        if (p->block == UINT32_MAX || v->m->nodes[p->index].kind != NODE_INDEX || p->standard <= 0)
            continue;
        uint8_t its = v->live->blocks[p->block].value_grade[at];
        grade = its < grade ? its : grade;
    }
    return grade;
}

double live_pair(const struct view *v, const struct live_block *b, uint32_t one, uint32_t other)
{
    double near = fmax(v->m->nodes[b->node].tolerance, PAIR_NOISE), sum = 0, all = 0;
    for (size_t i = 0; i < b->count; i++) {
        double w = b->parts[i].standard;
        double x = live_part_value(v, &b->parts[i], one);
        double y = live_part_value(v, &b->parts[i], other);
        bool even = isnan(x) || isnan(y) || fabs(x - y) <= near;
        sum += w * (even ? 0.5 : x > y ? 1 : 0);
        all += w;
    }
    return sum / all;
}

static double beaten(const struct view *v, const struct live_block *b, uint32_t one)
{
    double sum = 0, rivals = 0;
    for (uint32_t j = 0; j < v->live->areas; j++) {
        if (j == one || b->value_grade[j] == GRADE_NONE)
            continue;
        double share = live_pair(v, b, one, j);
        sum += share > 0.5 + PAIR_NOISE ? 1 : share >= 0.5 - PAIR_NOISE ? 0.5 : 0;
        rivals++;
    }
    return rivals > 0 ? 100 * sum / rivals : 100;
}

static void score_block(const struct view *v, struct live_block *b)
{
    const struct node *n = &v->m->nodes[b->node];
    uint32_t areas = v->live->areas;
    for (uint32_t at = 0; at <= areas; at++) {
        struct some s = parts_with_points(v, b, at);
        sums_of(v, b, at);
        b->value_grade[at] = s.n > 0 ? grade_of(v, b, at) : GRADE_NONE;
        b->value_score[at] = b->value_grade[at] == GRADE_NONE ? NAN : joined(n, &s);
    }
    for (uint32_t at = 0; n->aggregation == AGGREGATE_COPELAND && at < areas; at++)
        if (b->value_grade[at] != GRADE_NONE)
            b->value_score[at] = beaten(v, b, at);
}

/* The result's own numbers, where it has them. */
static void take_known(const struct view *v, struct live_block *b)
{
    bool own = b->top == v->m->root || b->top == b->node;
    uint32_t node = own ? b->node : b->node == v->m->root ? b->top : UINT32_MAX;
    for (uint32_t at = 0; node != UINT32_MAX && at < v->live->areas; at++) {
        b->value_score[at] = v->r->nodes[node].score[at];
        b->value_coverage[at] = v->r->nodes[node].coverage[at];
        b->value_grade[at] = v->r->nodes[node].grade[at];
    }
}

static void value_block(const struct view *v, struct live *l, struct live_block *b)
{
    size_t n = l->areas + 1;
    if (b->value_score != NULL)
        return;
    b->value_score = arena_array(v->arena, n, sizeof *b->value_score);
    b->value_all = arena_array(v->arena, n, sizeof *b->value_all);
    b->value_have = arena_array(v->arena, n, sizeof *b->value_have);
    b->value_coverage = arena_array(v->arena, n, sizeof *b->value_coverage);
    b->value_grade = arena_array(v->arena, n, sizeof *b->value_grade);
    for (size_t i = 0; i < b->count; i++)
        if (b->parts[i].block != UINT32_MAX)
            value_block(v, l, &l->blocks[b->parts[i].block]);
    score_block(v, b);
    take_known(v, b);
}

void live_values(const struct view *v, struct live *l)
{
    for (size_t i = 0; i < l->block_count; i++)
        value_block(v, l, &l->blocks[i]);
}
