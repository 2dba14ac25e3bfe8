/* How good and how bad a place could be if what is missing were known: every missing value (an
 * imputed one is missing too) is put at the most and at the least points that any area was measured
 * to have. An indicator that no area has stays missing. The other areas stay as they are. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/evaluate.h"
#include "base/number.h"

static bool is_gap(const struct indicator_result *r, size_t area)
{
    return isnan(r->points[area]) || is_imputed(r, area);
}

/* Do other areas' points move an area's score in the tree under this node? */
static bool has_copeland(const struct model *m, uint32_t node, size_t depth)
{
    const struct node *n = &m->nodes[node];
    if (n->aggregation == AGGREGATE_COPELAND)
        return true;
    for (size_t k = 0; depth > 0 && k < n->child_count; k++)
        if (n->children[k].kind == SYMBOL_NODE && has_copeland(m, n->children[k].index, depth - 1))
            return true;
    return false;
}

/* The run with the gaps of one area (of all: UINT32_MAX) filled. */
struct filled {
    struct work work;
    struct result result;
    double *block;
    uint8_t *not_imputed;
};

static double extreme(const struct indicator_result *r, size_t n, bool best)
{
    double found = NAN;
    for (size_t i = 0; i < n; i++)
        if (!is_gap(r, i))
            found = isnan(found) ? r->points[i]
                    : best       ? fmax(found, r->points[i])
                                 : fmin(found, r->points[i]);
    return found;
}

static struct filled filled_new(const struct work *w)
{
    size_t count = w->model->indicator_count;
    struct filled f = {.work = *w, .result = *w->result};
    f.block = memory_alloc((count * w->n + 1) * sizeof *f.block);
    f.not_imputed = memory_alloc(count * w->n + 1);
    f.result.indicators = memory_alloc((count + 1) * sizeof *f.result.indicators);
    memcpy(f.result.indicators, w->result->indicators, count * sizeof *f.result.indicators);
    return f;
}

static void fill(struct filled *f, const struct work *w, uint32_t area, bool best)
{
    f->work.result = &f->result;
    for (size_t k = 0; k < w->model->indicator_count; k++) {
        const struct indicator_result *from = &w->result->indicators[k];
        struct indicator_result *to = &f->result.indicators[k];
        double stand_in = extreme(from, w->n, best);
        to->points = f->block + k * w->n;
        to->imputed = f->not_imputed + k * w->n;
        for (size_t i = 0; i < w->n; i++) {
            bool here = (area == UINT32_MAX || area == i) && is_gap(from, i) && !isnan(stand_in);
            to->points[i] = here ? stand_in : from->points[i];
            to->imputed[i] = !here && is_imputed(from, i);
        }
    }
}

static void filled_free(struct filled *f)
{
    free(f->block);
    free(f->not_imputed);
    free(f->result.indicators);
}

static bool has_gap(const struct work *w, size_t area)
{
    for (size_t k = 0; k < w->model->indicator_count; k++)
        if (is_gap(&w->result->indicators[k], area))
            return true;
    return false;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* The others' scores as they are ranked, falling. */
static size_t ranked_scores(const struct work *w, double *sorted)
{
    const struct node_result *root = &w->result->nodes[w->model->root];
    size_t n = 0;
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(root->score[i]))
            sorted[n++] = number_round(root->score[i], w->model->rank_decimals);
    qsort(sorted, n, sizeof *sorted, compare);
    return n;
}

/* Competition place of a score among the others; the area's own is not among them. */
static int32_t place_among(const double *sorted, size_t n, double own, double score)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (sorted[middle] > score)
            low = middle + 1;
        else
            high = middle;
    }
    return (int32_t)(low + 1 - (!isnan(own) && own > score));
}

/* Every area by itself: nothing of the others rests on it. */
static void bounds_at_once(struct work *w, bool best, int32_t *out)
{
    const struct model *m = w->model;
    const double *actual = w->result->nodes[m->root].score;
    struct filled f = filled_new(w);
    double *score = memory_alloc(2 * (w->n + 1) * sizeof *score), *sorted = score + w->n + 1;
    size_t n = ranked_scores(w, sorted);
    fill(&f, w, UINT32_MAX, best);
    score_node(&f.work, &f.work.weights, m->root, score, NULL, NULL);
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(score[i]) && has_gap(w, i))
            out[i] = place_among(sorted, n, number_round(actual[i], m->rank_decimals),
                                 number_round(score[i], m->rank_decimals));
    free(score);
    filled_free(&f);
}

/* Where areas are compared pair by pair, each filling is a run of its own. */
static void bounds_one_by_one(struct work *w, bool best, int32_t *out)
{
    struct filled f = filled_new(w);
    double *score = memory_alloc((w->n + 1) * sizeof *score);
    int32_t *rank = memory_alloc((w->n + 1) * sizeof *rank);
    for (uint32_t i = 0; i < w->n; i++) {
        if (!has_gap(w, i))
            continue;
        fill(&f, w, i, best);
        score_node(&f.work, &f.work.weights, w->model->root, score, NULL, NULL);
        rank_scores(w->model, score, w->n, rank);
        out[i] = rank[i];
    }
    free(rank);
    free(score);
    filled_free(&f);
}

void run_rank_bounds(struct work *w)
{
    const struct model *m = w->model;
    struct result *r = w->result;
    if (m->root == UINT32_MAX)
        return;
    bool pairs = has_copeland(m, m->root, m->node_count) || m->ties != TIES_COMPETITION;
    int32_t **bounds[] = {&r->rank_bound_low, &r->rank_bound_high};
    for (int side = 0; side < 2; side++) {
        int32_t *out = arena_array(r->arena, w->n + 1, sizeof *out);
        memcpy(out, r->nodes[m->root].rank, w->n * sizeof *out);
        if (pairs)
            bounds_one_by_one(w, side == 0, out);
        else
            bounds_at_once(w, side == 0, out);
        *bounds[side] = out;
    }
}
