/* How far a rank moves when one weight at a time is a quarter lower or higher: a deterministic
 * companion to the rank, for texts that warn of an uncertain place. */
#include "analysis/evaluate.h"

#include <stdlib.h>

static const double SHARES[] = {0.75, 1.25};

static void try_weight(struct work *w, double *weight, double *score, int32_t *rank)
{
    double kept = *weight;
    for (size_t s = 0; s < 2; s++) {
        *weight = kept * SHARES[s];
        score_node(w, &w->weights, w->model->root, score, NULL, NULL);
        rank_scores(w->model, score, w->n, rank);
        for (size_t i = 0; i < w->n; i++) {
            if (rank[i] && rank[i] < w->result->rank_low[i])
                w->result->rank_low[i] = rank[i];
            if (rank[i] > w->result->rank_high[i])
                w->result->rank_high[i] = rank[i];
        }
    }
    *weight = kept;
}

void run_rank_span(struct work *w)
{
    const struct model *m = w->model;
    if (w->result->rank_low || m->root == UINT32_MAX)
        return;
    w->result->rank_low = arena_array(w->result->arena, w->n + 1, sizeof *w->result->rank_low);
    w->result->rank_high = arena_array(w->result->arena, w->n + 1, sizeof *w->result->rank_high);
    for (size_t i = 0; i < w->n; i++)
        w->result->rank_low[i] = w->result->rank_high[i] = w->result->nodes[m->root].rank[i];
    double *score = memory_alloc((w->n + 1) * sizeof *score);
    int32_t *rank = memory_alloc((w->n + 1) * sizeof *rank);
    for (size_t k = 0; k < m->indicator_count; k++)
        if (m->indicators[k].parent != UINT32_MAX && m->indicators[k].weight > 0)
            try_weight(w, &w->weights.indicator[k], score, rank);
    for (size_t k = 0; k < m->node_count; k++)
        if (m->nodes[k].parent != UINT32_MAX && m->nodes[k].weight > 0)
            try_weight(w, &w->weights.node[k], score, rank);
    free(rank);
    free(score);
}
