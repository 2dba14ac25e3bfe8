/* What lifts an area and what holds it back. */
#include "report/compare.h"

#include <math.h>

#include "base/number.h"

/* Adds each indicator's share of the weight under a node to share[]. */
static void weigh(const struct model *m, uint32_t at, double share, double *shares, unsigned depth)
{
    const struct node *node = &m->nodes[at];
    double sum = 0;
    for (size_t i = 0; i < node->child_count; i++)
        sum += node->children[i].weight;
    for (size_t i = 0; i < node->child_count && sum > 0 && depth < 16; i++) {
        const struct child *child = &node->children[i];
        double part = share * child->weight / sum * (child->reversed ? -1 : 1);
        if (child->kind == SYMBOL_NODE)
            weigh(m, child->index, part, shares, depth + 1);
        else if (child->kind == SYMBOL_INDICATOR)
            shares[child->index] += part;
    }
}

/* Keeps out[] sorted by falling size; earlier indicators first among equals. */
static size_t insert(struct effect *out, size_t count, size_t most, struct effect e)
{
    size_t at = count;
    while (at > 0 && fabs(out[at - 1].effect) < fabs(e.effect))
        at--;
    if (at >= most)
        return count;
    size_t end = count < most ? count : most - 1;
    for (size_t i = end; i > at; i--)
        out[i] = out[i - 1];
    out[at] = e;
    return count < most ? count + 1 : most;
}

size_t compare_effects(const struct view *v, uint32_t area, bool lifting, struct effect *out,
                       size_t most)
{
    double *shares = arena_array(v->arena, v->m->indicator_count + 1, sizeof *shares);
    size_t count = 0;
    if (has_root(v))
        weigh(v->m, v->m->root, 1, shares, 0);
    for (uint32_t i = 0; i < v->m->indicator_count; i++) {
        const struct indicator_result *r = &v->r->indicators[i];
        if (r->points == NULL)
            continue;
        double effect = (r->points[area] - r->median_points) * shares[i];
        if (isfinite(effect) && (lifting ? effect > 1e-9 : effect < -1e-9))
            count = insert(out, count, most, (struct effect){i, effect});
    }
    return count;
}

bool compare_next(const struct view *v, uint32_t area, int step, uint32_t *other, double *distance)
{
    const struct node_result *root = &v->r->nodes[v->m->root];
    int decimals = v->m->rank_decimals;
    if (root->rank[area] <= 0 || (step < 0 && root->rank[area] == 1))
        return false;
    size_t at = (size_t)root->rank[area] - (step < 0 ? 2 : 0); /* in the ranking, best first */
    while (step > 0 && at < root->ranked && root->rank[v->r->ranking[at]] == root->rank[area])
        at++;
    if (at >= root->ranked)
        return false;
    *other = v->r->ranking[at];
    *distance = fabs(number_round(root->score[area], decimals) -
                     number_round(root->score[*other], decimals));
    return true;
}
