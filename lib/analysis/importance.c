/* What each part comes to mean beside what it weighs: how its points go with those of the index
 * above, and how the parts of a node hang together. */
#include <math.h>
#include <stdlib.h>

#include "analysis/association.h"
#include "analysis/evaluate.h"

enum { FEWEST = 5 }; /* areas with both */

/* The part's points as they count under the node, turned where they count the other way. */
static void column_of(const struct work *w, uint32_t index, const struct child *c, double *out)
{
    bool challenge = w->model->nodes[index].kind == NODE_CHALLENGE;
    for (uint32_t i = 0; i < w->n; i++) {
        double p = c->kind == SYMBOL_NODE ? w->result->nodes[c->index].score[i]
                                          : points_counted(w, challenge, c->index, index, i);
        out[i] = c->reversed ? 100 - p : p;
    }
}

/* A part that is missing nearly everywhere, or the same everywhere, says nothing of how the others
 * hang together: it is left out, as its place in both lists says with NAN. */
static struct reliability reliability(struct work *w, const double *const *columns, size_t k)
{
    struct arena *arena = w->result->arena;
    struct reliability all = {NAN, arena_array(arena, k + 1, sizeof(double)),
                              arena_array(arena, k + 1, sizeof(double)), 0};
    const double **some = memory_alloc((k + 1) * sizeof *some);
    size_t *at = memory_alloc((k + 1) * sizeof *at), n = 0;
    for (size_t c = 0; c < k; c++) {
        all.without[c] = all.rest[c] = NAN;
        if (isnan(pearson(columns[c], columns[c], w->n, FEWEST)))
            continue;
        some[n] = columns[c];
        at[n++] = c;
    }
    struct reliability known = reliability_of((const double *const *)some, n, w->n, FEWEST, arena);
    for (size_t c = 0; c < n; c++) {
        all.without[at[c]] = known.without[c];
        all.rest[at[c]] = known.rest[c];
    }
    all.alpha = known.alpha;
    all.count = n;
    free(at);
    free(some);
    return all;
}

/* P. Paruolo, M. Saisana and A. Saltelli, Journal of the Royal Statistical Society A 176 (2013)
 * 609-634: the squared correlation. */
static void importance(struct work *w, uint32_t index)
{
    const struct node *node = &w->model->nodes[index];
    struct node_result *r = &w->result->nodes[index];
    size_t k = node->child_count;
    const double **columns = memory_alloc((k + 1) * sizeof *columns);
    double *block = memory_alloc((k * w->n + 1) * sizeof *block);
    r->importance = arena_array(w->result->arena, k + 1, sizeof *r->importance);
    for (size_t c = 0; c < k; c++) {
        columns[c] = block + c * w->n;
        column_of(w, index, &node->children[c], block + c * w->n);
        double own = pearson(columns[c], r->score, w->n, FEWEST);
        r->importance[c] = own * own;
    }
    r->reliability = reliability(w, (const double *const *)columns, k);
    free(block);
    free(columns);
}

/* Of the weight of the root: the shares multiplied on the way down. */
static void nominal(struct work *w, uint32_t index, double above, size_t depth)
{
    const struct node *node = &w->model->nodes[index];
    double sum = 0;
    for (size_t c = 0; c < node->child_count; c++)
        sum += child_weight(&w->weights, node, &node->children[c]);
    for (size_t c = 0; depth > 0 && c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        double share = above * child_weight(&w->weights, node, child) / sum;
        if (child->kind == SYMBOL_NODE)
            nominal(w, child->index, share, depth - 1);
        else
            w->result->indicators[child->index].share = share;
    }
}

static void against_root(struct work *w)
{
    const struct model *m = w->model;
    if (m->root == UINT32_MAX)
        return;
    nominal(w, m->root, 1, m->node_count);
    for (size_t k = 0; k < m->indicator_count; k++) {
        struct indicator_result *r = &w->result->indicators[k];
        double own =
            r->share > 0 ? pearson(r->points, w->result->nodes[m->root].score, w->n, FEWEST) : NAN;
        r->importance = own * own;
    }
}

void run_importance(struct work *w)
{
    against_root(w);
    for (uint32_t k = 0; k < w->model->node_count; k++)
        importance(w, k);
}
