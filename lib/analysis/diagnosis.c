#include "analysis/diagnosis.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"
#include "base/limits.h"

/* FEWEST_EACH: cases to variables, no lower than 3 to 1 (Handbook, 4.1, after Grossman et al.). */
enum { FEWEST = 5, FEWEST_ALIKE = 10, FEWEST_CLIPPED = 5, FEWEST_EACH = 3 };
static const double MOST_CLIPPED = 0.2, MOST_ALIKE = 0.95;

bool is_alike(const struct association *p)
{
    return p->n >= FEWEST_ALIKE && fabs(p->pearson) > MOST_ALIKE;
}

const struct indicator *measured_mostly(const struct result *r, uint32_t indicator)
{
    const struct indicator *own = &r->model->indicators[indicator];
    const struct indicator_result *x = &r->indicators[indicator];
    for (size_t i = 0; 2 * x->have_substitute > x->have && i < r->areas; i++)
        if (x->substitute[i])
            return &r->model->indicators[own->substitutes[x->substitute[i] - 1]];
    return own;
}

const struct indicator *measured_in(const struct result *r, uint32_t indicator, uint32_t area)
{
    const struct indicator *own = &r->model->indicators[indicator];
    const uint8_t *substitute = r->indicators[indicator].substitute;
    size_t k = substitute ? substitute[area] : 0;
    return k > 0 ? &r->model->indicators[own->substitutes[k - 1]] : own;
}

/* --- scales that cut off -----------------------------------------------------------------------
 */

struct clipping clipping_of(const struct result *r, uint32_t indicator, size_t s)
{
    const struct indicator *own = &r->model->indicators[indicator];
    const struct indicator *used = s ? &r->model->indicators[own->substitutes[s - 1]] : own;
    const struct indicator_result *x = &r->indicators[indicator];
    struct clipping c = {0, 0, 0};
    if (used->scale != SCALE_GOALPOSTS || !used->clamped)
        return c;
    for (size_t i = 0; i < r->areas; i++) {
        if (!status_has_value(x->cells[i].status) || x->substitute[i] != s)
            continue;
        c.have++;
        c.below += x->cells[i].value < used->low;
        c.above += x->cells[i].value > used->high;
    }
    return c;
}

bool is_clipped(const struct clipping *c)
{
    return c->have >= FEWEST_CLIPPED &&
           (double)(c->below + c->above) > MOST_CLIPPED * (double)c->have;
}

/* --- down the tree -----------------------------------------------------------------------------
 */

struct walk {
    const struct result *r;
    struct diagnosis *out;
    struct arena *arena;
    size_t capacity, leaves;
    struct weights weights;
};

static const double *points_of(const struct result *r, struct ref part)
{
    return part.kind == SYMBOL_NODE ? r->nodes[part.index].score : r->indicators[part.index].points;
}

static size_t with_both(const double *x, const double *y, size_t n)
{
    size_t both = 0;
    for (size_t i = 0; i < n; i++)
        both += !isnan(x[i]) && !isnan(y[i]);
    return both;
}

static void check_indicator(const struct result *r, struct part_check *p)
{
    const struct indicator *ind = &r->model->indicators[p->part.index];
    const double *points = r->indicators[p->part.index].points;
    double first = NAN;
    p->constant = true;
    for (size_t i = 0; i < r->areas; i++) {
        if (isnan(points[i]))
            continue;
        first = p->have++ == 0 ? points[i] : first;
        p->constant = p->constant && points[i] == first;
    }
    p->constant = p->constant && p->have >= FEWEST;
    for (size_t s = 0; s <= ind->substitute_count; s++) {
        struct clipping c = clipping_of(r, p->part.index, s);
        p->below += c.below;
        p->above += c.above;
        p->clipped = p->clipped || is_clipped(&c);
    }
}

static void add_part(struct walk *w, struct ref part, double share)
{
    const struct result *r = w->r;
    struct diagnosis *d = w->out;
    const double *own = points_of(r, part), *root = r->nodes[r->model->root].score;
    struct part_check p = {.part = part,
                           .share = share,
                           .pearson = pearson(own, root, r->areas, FEWEST),
                           .spearman = spearman(own, root, r->areas, FEWEST),
                           .n = with_both(own, root, r->areas)};
    if (part.kind == SYMBOL_INDICATOR) {
        check_indicator(r, &p);
        d->indicators += p.have > 0;
        w->leaves++;
    }
    d->parts = arena_grow(w->arena, d->parts, d->part_count, &w->capacity, sizeof *d->parts);
    d->parts[d->part_count++] = p;
}

static void descend(struct walk *w, uint32_t index, double share)
{
    const struct node *node = &w->r->model->nodes[index];
    double sum = 0;
    for (size_t c = 0; c < node->child_count; c++)
        sum += child_weight(&w->weights, node, &node->children[c]);
    for (size_t c = 0; c < node->child_count; c++) {
        const struct child *child = &node->children[c];
        double own = share * child_weight(&w->weights, node, child) / sum;
        if (!(own > 0))
            continue;
        add_part(w, (struct ref){.kind = child->kind, .index = child->index}, own);
        if (child->kind == SYMBOL_NODE)
            descend(w, child->index, own);
    }
}

/* --- pairs -------------------------------------------------------------------------------------
 */

static void add_pair(const struct result *r, struct diagnosis *d, uint32_t a, uint32_t b)
{
    const double *x = r->indicators[a].points, *y = r->indicators[b].points;
    d->pairs[d->pair_count++] =
        (struct association){a, b, pearson(x, y, r->areas, FEWEST),
                             spearman(x, y, r->areas, FEWEST), with_both(x, y, r->areas)};
}

static void pairs_of(const struct result *r, struct diagnosis *d, size_t k, struct arena *arena)
{
    if (k > LIMIT_PAIRED)
        return;
    d->pairs = arena_array(arena, k * k / 2 + 1, sizeof *d->pairs);
    for (size_t i = 0; i < d->part_count; i++)
        for (size_t j = i + 1; d->parts[i].part.kind == SYMBOL_INDICATOR && j < d->part_count; j++)
            if (d->parts[j].part.kind == SYMBOL_INDICATOR)
                add_pair(r, d, d->parts[i].part.index, d->parts[j].part.index);
}

struct diagnosis diagnosis_of(const struct result *r, struct arena *arena)
{
    struct diagnosis d = {0};
    struct walk w = {r, &d, arena, 0, 0, weights_of(r->model, arena)};
    if (r->model->root == UINT32_MAX)
        return d;
    descend(&w, r->model->root, 1);
    pairs_of(r, &d, w.leaves, arena);
    d.areas = r->nodes[r->model->root].ranked;
    d.few_areas = d.areas < FEWEST_EACH * d.indicators;
    return d;
}
