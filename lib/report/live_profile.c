#include "report/live_profile.h"

#include <math.h>

#include "report/live_formula.h"
#include "report/live_parts.h"

#define NEAR 1e-9

bool live_has_contributions(const struct view *v)
{
    for (size_t i = 0; i < v->live->block_count; i++) {
        const struct node *n = &v->m->nodes[v->live->blocks[i].node];
        bool plain = n->aggregation == AGGREGATE_MEAN || n->aggregation == AGGREGATE_GEOMETRIC;
        if (!plain || n->floor > 0)
            return false;
    }
    return true;
}

/* --- values ----------------------------------------------------------------------------------- */

/* Row of the node that a weight belongs to. */
static uint32_t parent_of(const struct live *l, uint32_t weight)
{
    unsigned depth = l->weights[weight].depth;
    while (depth > 0 && l->weights[--weight].depth >= depth)
        continue;
    return depth > 0 ? weight + 1 : 0;
}

static const struct live_part *part_of(const struct live *l, uint32_t weight)
{
    const struct live_weight *w = &l->weights[weight];
    return &l->blocks[w->block].parts[w->column - 1];
}

static double mean_slope(double a, double b)
{
    return fabs(a - b) < NEAR ? 1 / a : (log(a) - log(b)) / (a - b);
}

/* Sum of the weights of the parts of the same node; `at`: only of those that are 0 there. */
static double family(const struct live_contributions *c, const struct live *l, uint32_t parent,
                     int at)
{
    double sum = 0;
    for (uint32_t k = 0; k < l->weight_count; k++) {
        const double *x = c->value[k + 1];
        if (parent_of(l, k) == parent && (at == 0 || x[at] <= 0))
            sum += x[CONTRIBUTION_COUNTS];
    }
    return sum;
}

static double slope_of(const struct view *v, const struct live_contributions *c, uint32_t weight)
{
    const struct live *l = v->live;
    uint32_t parent = parent_of(l, weight);
    const double *x = c->value[weight + 1], *p = c->value[parent];
    double own = x[CONTRIBUTION_OWN], other = x[CONTRIBUTION_OTHER];
    double whole = p[CONTRIBUTION_OWN], reference = p[CONTRIBUTION_OTHER];
    uint32_t node = l->blocks[l->weights[weight].block].node;
    if (x[CONTRIBUTION_COUNTS] <= 0)
        return 0;
    double share = x[CONTRIBUTION_COUNTS] / family(c, l, parent, 0);
    if (v->m->nodes[node].aggregation == AGGREGATE_MEAN)
        return share;
    if (whole > 0 && reference > 0)
        return share * mean_slope(own, other) / mean_slope(whole, reference);
    int zero = whole <= 0 ? CONTRIBUTION_OWN : CONTRIBUTION_OTHER;
    if ((whole <= 0 && reference <= 0) || x[zero] > 0 || fabs(own - other) < NEAR)
        return 0;
    return x[CONTRIBUTION_COUNTS] / family(c, l, parent, zero) * (whole - reference) /
           (own - other);
}

static void take_points(const struct view *v, struct live_contributions *c, uint32_t weight)
{
    const struct live *l = v->live;
    const double *p = c->value[parent_of(l, weight)];
    double *x = c->value[weight + 1];
    const struct live_part *part = part_of(l, weight);
    double own = live_part_value(v, part, c->area), other = live_part_value(v, part, l->areas);
    x[CONTRIBUTION_PARENT] = parent_of(l, weight);
    x[CONTRIBUTION_WEIGHT] = l->weights[weight].standard;
    x[CONTRIBUTION_POINTS] = isnan(p[CONTRIBUTION_POINTS]) ? NAN : own;
    x[CONTRIBUTION_MEDIAN] = isnan(p[CONTRIBUTION_MEDIAN]) ? NAN : other;
    bool has = !isnan(x[CONTRIBUTION_POINTS]), has_other = !isnan(x[CONTRIBUTION_MEDIAN]);
    x[CONTRIBUTION_OWN] = has ? own : p[CONTRIBUTION_OWN];
    x[CONTRIBUTION_OTHER] = has_other ? other : p[CONTRIBUTION_OTHER];
    x[CONTRIBUTION_COUNTS] = has || has_other ? x[CONTRIBUTION_WEIGHT] : 0;
}

static void take_orders(const struct live *l, struct live_contributions *c)
{
    double unknown = 0;
    for (uint32_t k = 0; k < l->weight_count; k++) {
        double *x = c->value[k + 1], effect = x[CONTRIBUTION_EFFECT], lifts = 1, holds = 1;
        bool leaf = l->weights[k].kind == SYMBOL_INDICATOR;
        for (uint32_t j = 0; j < l->weight_count; j++) {
            double other = c->value[j + 1][CONTRIBUTION_EFFECT];
            bool equal_above = other >= effect && other <= effect && j < k;
            lifts += other > effect || equal_above;
            holds += other < effect || equal_above;
        }
        x[CONTRIBUTION_LIFTS] = isnan(effect) ? NAN : lifts;
        x[CONTRIBUTION_HOLDS] = isnan(effect) ? NAN : holds;
        unknown += leaf && isnan(x[CONTRIBUTION_POINTS]) && x[CONTRIBUTION_WEIGHT] > 0;
        x[CONTRIBUTION_UNKNOWN] = unknown;
    }
}

struct live_contributions live_contributions(const struct view *v, uint32_t area)
{
    const struct live *l = v->live;
    struct live_contributions c = {.area = area};
    c.value = arena_array(v->arena, l->weight_count + 1, sizeof *c.value);
    double *root = c.value[0];
    root[CONTRIBUTION_POINTS] = root[CONTRIBUTION_OWN] = l->blocks[0].value_score[area];
    root[CONTRIBUTION_MEDIAN] = root[CONTRIBUTION_OTHER] = l->blocks[0].value_score[l->areas];
    root[CONTRIBUTION_SLOPE] = root[CONTRIBUTION_CHAIN] = 1;
    for (uint32_t k = 0; k < l->weight_count; k++)
        take_points(v, &c, k);
    for (uint32_t k = 0; k < l->weight_count; k++) {
        double *x = c.value[k + 1];
        bool leaf = l->weights[k].kind == SYMBOL_INDICATOR;
        x[CONTRIBUTION_SLOPE] = slope_of(v, &c, k);
        x[CONTRIBUTION_CHAIN] =
            x[CONTRIBUTION_SLOPE] * c.value[parent_of(l, k)][CONTRIBUTION_CHAIN];
        x[CONTRIBUTION_EFFECT] =
            leaf && x[CONTRIBUTION_COUNTS] > 0
                ? x[CONTRIBUTION_CHAIN] * (x[CONTRIBUTION_OWN] - x[CONTRIBUTION_OTHER])
                : NAN;
    }
    take_orders(l, &c);
    return c;
}

/* --- cells ------------------------------------------------------------------------------------ */

struct table {
    const struct view *v;
    struct page *page;
    const struct live_contributions *c;
    const char *number; /* cell: which row of the list the chosen area is; 0 none */
};

static const char *at(const struct table *t, uint32_t line, uint32_t column)
{
    return formula_cell(t->v, t->c->first + line, column);
}

static const char *whole(const struct table *t, uint32_t column)
{
    return formula_column(t->v, column, t->c->first + 1,
                          t->c->first + (uint32_t)t->v->live->weight_count);
}

static void put(const struct table *t, uint32_t line, uint32_t column, const char *formula,
                int decimals)
{
    double value = t->c->value[line][column];
    page_formula(t->page, t->c->first + line, column, formula,
                 isfinite(value) ? (struct page_result){value, NULL}
                                 : (struct page_result){.text = "[x]"},
                 decimals, STYLE_ROW_NUMBER);
}

/* What a part of a block has: the chosen area, and the area of medians. */
static void put_raw(const struct table *t, uint32_t line, const struct live_block *b,
                    uint32_t column, const char *parent_own, const char *parent_other)
{
    const struct view *v = t->v;
    struct page *sheet = view_page(v, "Rakneblad");
    struct page_range areas = {sheet, b->first, column, b->first + v->live->areas - 1, column};
    const char *own = arena_printf(v->arena, "INDEX(%s,%s)", range_text(t->page, areas), t->number);
    const char *other = range_text(t->page, page_cell(sheet, b->first + v->live->areas, column));
    put(t, line, CONTRIBUTION_POINTS,
        parent_own == NULL ? arena_printf(v->arena, "IF(%s=0,\"[x]\",%s)", t->number, own)
                           : arena_printf(v->arena, "IF(ISNUMBER(%s),%s,\"[x]\")", parent_own, own),
        1);
    put(t, line, CONTRIBUTION_MEDIAN,
        parent_other == NULL
            ? other
            : arena_printf(v->arena, "IF(ISNUMBER(%s),%s,\"[x]\")", parent_other, other),
        1);
}

static const char *divided(const struct table *t, const char *a, const char *b)
{
    return arena_printf(t->v->arena, "IF(ABS(%s-%s)<0.000000001,1/%s,(LN(%s)-LN(%s))/(%s-%s))", a,
                        b, a, a, b, a, b);
}

static const char *slope_formula(const struct table *t, uint32_t line, uint32_t parent,
                                 bool geometric)
{
    const struct view *v = t->v;
    const char *w = at(t, line, CONTRIBUTION_COUNTS), *mine = at(t, line, CONTRIBUTION_PARENT);
    const char *own = at(t, line, CONTRIBUTION_OWN), *other = at(t, line, CONTRIBUTION_OTHER);
    const char *s = at(t, parent, CONTRIBUTION_OWN), *r = at(t, parent, CONTRIBUTION_OTHER);
    const char *parents = whole(t, CONTRIBUTION_PARENT), *counts = whole(t, CONTRIBUTION_COUNTS);
    const char *share = arena_printf(v->arena, "%s/SUMIF(%s,%s,%s)", w, parents, mine, counts);
    if (!geometric)
        return arena_printf(v->arena, "IFERROR(IF(%s=0,0,%s),0)", w, share);
    const char *zero = arena_printf(
        v->arena,
        "IF(OR(IF(%s<=0,%s,%s)>0,ABS(%s-%s)<0.000000001),0,%s/IF(%s<=0,SUMIFS(%s,%s,%s,%s,\"<=0\"),"
        "SUMIFS(%s,%s,%s,%s,\"<=0\"))*(%s-%s)/(%s-%s))",
        s, own, other, own, other, w, s, counts, parents, mine, whole(t, CONTRIBUTION_OWN), counts,
        parents, mine, whole(t, CONTRIBUTION_OTHER), s, r, own, other);
    return arena_printf(
        v->arena,
        "IFERROR(IF(OR(%s=0,AND(%s<=0,%s<=0)),0,IF(OR(%s<=0,%s<=0),%s,%s*(%s)/(%s)))"
        ",0)",
        w, s, r, s, r, zero, share, divided(t, own, other), divided(t, s, r));
}

static const char *order_formula(const struct table *t, uint32_t line, const char *ascending)
{
    const char *own = at(t, line, CONTRIBUTION_EFFECT);
    return arena_printf(
        t->v->arena, "IF(ISNUMBER(%s),RANK(%s,%s%s)+COUNTIF(%s,%s)-1,\"[x]\")", own, own,
        whole(t, CONTRIBUTION_EFFECT), ascending,
        formula_column(t->v, CONTRIBUTION_EFFECT, t->c->first + 1, t->c->first + line), own);
}

static void put_filled(const struct table *t, uint32_t line, uint32_t parent)
{
    const struct view *v = t->v;
    static const uint32_t from[] = {CONTRIBUTION_POINTS, CONTRIBUTION_MEDIAN};
    static const uint32_t to[] = {CONTRIBUTION_OWN, CONTRIBUTION_OTHER};
    for (size_t k = 0; k < 2; k++)
        put(t, line, to[k],
            arena_printf(v->arena, "IF(ISNUMBER(%s),%s,%s)", at(t, line, from[k]),
                         at(t, line, from[k]), at(t, parent, to[k])),
            1);
    put(t, line, CONTRIBUTION_COUNTS,
        arena_printf(v->arena, "IF(OR(ISNUMBER(%s),ISNUMBER(%s)),%s,0)",
                     at(t, line, CONTRIBUTION_POINTS), at(t, line, CONTRIBUTION_MEDIAN),
                     at(t, line, CONTRIBUTION_WEIGHT)),
        2);
}

static void put_effect(const struct table *t, uint32_t line, uint32_t parent, bool leaf)
{
    const struct view *v = t->v;
    put(t, line, CONTRIBUTION_CHAIN,
        arena_printf(v->arena, "%s*%s", at(t, line, CONTRIBUTION_SLOPE),
                     at(t, parent, CONTRIBUTION_CHAIN)),
        4);
    put(t, line, CONTRIBUTION_EFFECT,
        leaf ? arena_printf(v->arena, "IFERROR(IF(%s>0,%s*(%s-%s),\"[x]\"),\"[x]\")",
                            at(t, line, CONTRIBUTION_COUNTS), at(t, line, CONTRIBUTION_CHAIN),
                            at(t, line, CONTRIBUTION_OWN), at(t, line, CONTRIBUTION_OTHER))
             : "\"[x]\"",
        2);
    put(t, line, CONTRIBUTION_LIFTS, order_formula(t, line, ""), 0);
    put(t, line, CONTRIBUTION_HOLDS, order_formula(t, line, ",1"), 0);
    const char *before =
        line == 1 ? "0" : formula_cell(v, t->c->first + line - 1, CONTRIBUTION_UNKNOWN);
    put(t, line, CONTRIBUTION_UNKNOWN,
        leaf ? arena_printf(v->arena, "%s+IF(AND(%s>0,NOT(ISNUMBER(%s))),1,0)", before,
                            at(t, line, CONTRIBUTION_WEIGHT), at(t, line, CONTRIBUTION_POINTS))
             : before,
        0);
}

static void put_line(const struct table *t, uint32_t weight)
{
    const struct view *v = t->v;
    const struct live *l = v->live;
    const struct live_weight *w = &l->weights[weight];
    const struct live_block *b = &l->blocks[w->block];
    uint32_t line = weight + 1, parent = parent_of(l, weight);
    bool leaf = w->kind == SYMBOL_INDICATOR;
    const struct head *head = leaf ? &v->m->indicators[w->index].head : &v->m->nodes[w->index].head;
    page_text(t->page, t->c->first + line, CONTRIBUTION_NAME, view_titled(v, head),
              leaf ? STYLE_ROW_WRAP : STYLE_ROW_BOLD);
    put_raw(t, line, b, w->column, at(t, parent, CONTRIBUTION_POINTS),
            at(t, parent, CONTRIBUTION_MEDIAN));
    put(t, line, CONTRIBUTION_WEIGHT, range_text(t->page, live_now(v, weight)), 2);
    put_filled(t, line, parent);
    page_number(t->page, t->c->first + line, CONTRIBUTION_PARENT, parent, 0, STYLE_ROW_YEAR);
    put(t, line, CONTRIBUTION_SLOPE,
        slope_formula(t, line, parent, v->m->nodes[b->node].aggregation == AGGREGATE_GEOMETRIC), 4);
    put_effect(t, line, parent, leaf);
}

void live_put_contributions(const struct view *v, struct page *page,
                            const struct live_contributions *c)
{
    const struct live_block *root = &v->live->blocks[0];
    struct table t = {v, page, c, range_text(page, page_cell(page, c->number, c->number_column))};
    page_text(page, c->first, CONTRIBUTION_NAME, view_label(v, &v->m->nodes[root->node].head),
              STYLE_ROW_BOLD);
    put_raw(&t, 0, root, root->score, NULL, NULL);
    put(&t, 0, CONTRIBUTION_OWN, at(&t, 0, CONTRIBUTION_POINTS), 1);
    put(&t, 0, CONTRIBUTION_OTHER, at(&t, 0, CONTRIBUTION_MEDIAN), 1);
    page_number(page, c->first, CONTRIBUTION_CHAIN, 1, 4, STYLE_ROW_NUMBER);
    for (uint32_t k = 0; k < v->live->weight_count; k++)
        put_line(&t, k);
}
