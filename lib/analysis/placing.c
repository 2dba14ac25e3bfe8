#include "analysis/placing.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "base/arena.h"
#include "base/number.h"

struct placed {
    double score;
    uint32_t area;
};

struct placing {
    struct placed *order; /* [areas] as the last call left them */
};

enum { BY_INSERTION = 64 }; /* fewer than these are sorted by insertion */

struct placing *placing_new(size_t areas)
{
    struct placing *p = memory_alloc(sizeof *p);
    p->order = memory_alloc((areas + 1) * sizeof *p->order);
    for (size_t i = 0; i < areas; i++)
        p->order[i].area = (uint32_t)i;
    return p;
}

void placing_free(struct placing *p)
{
    if (!p)
        return;
    free(p->order);
    free(p);
}

/* Highest first; which of two equal comes first does not matter, since they share a place. */
static void sort_by_insertion(struct placed *o, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct placed x = o[i];
        size_t k = i;
        for (; k > 0 && o[k - 1].score < x.score; k--)
            o[k] = o[k - 1];
        o[k] = x;
    }
}

static int highest_first(const void *a, const void *b)
{
    double x = ((const struct placed *)a)->score, y = ((const struct placed *)b)->score;
    return (x < y) - (x > y);
}

void placing_rank(struct placing *p, const struct model *m, const double *score, size_t n,
                  int32_t *rank)
{
    struct placed *o = p->order;
    for (size_t i = 0; i < n; i++) {
        double x = score[o[i].area];
        o[i].score = isnan(x)               ? -INFINITY
                     : m->rank_decimals < 0 ? x
                                            : number_round(x, m->rank_decimals);
    }
    if (n < BY_INSERTION)
        sort_by_insertion(o, n);
    else
        qsort(o, n, sizeof *o, highest_first);
    for (size_t i = 0, values = 0; i < n; values++) {
        size_t end = i + 1;
        while (end < n && o[end].score == o[i].score)
            end++;
        int32_t place = isinf(o[i].score) ? 0 : place_of(m->ties, i, end - i, values);
        for (; i < end; i++)
            rank[o[i].area] = place;
    }
}
