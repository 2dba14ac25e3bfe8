#include "report/live_profile.h"

#include <math.h>

#include "base/number.h"
#include "report/live_formula.h"
#include "report/live_parts.h"

#define NEAR 1e-9
#define CLOSE 1e-5

static bool is_apart(const struct node *n)
{
    return n->aggregation != AGGREGATE_MINIMUM && n->aggregation != AGGREGATE_COPELAND;
}

bool live_has_contributions(const struct view *v)
{
    if (!has_live(v))
        return false;
    for (size_t i = 0; i < v->live->block_count; i++)
        if (!is_apart(&v->m->nodes[v->live->blocks[i].node]))
            return false;
    return true;
}

const char *live_no_contributions(const struct view *v)
{
    static const struct pair why = {"Bidrag visas inte här. \u201d%s\u201d: %s.",
                                    "Effects are not shown here. \u201c%s\u201d: %s."};
    for (size_t i = 0; has_live(v) && i < v->live->block_count; i++) {
        const struct node *n = &v->m->nodes[v->live->blocks[i].node];
        if (!is_apart(n))
            return arena_printf(v->arena, say(v->lang, why), view_label(v, &n->head),
                                aggregation_text(n->aggregation, v->lang));
    }
    return "";
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

/* How much the generator of a mean changes for each unit between two values (analysis/slopes.c). */
static double divided(const struct node *n, double a, double b)
{
    double p = n->power, middle = (a + b) / 2;
    if (n->aggregation == AGGREGATE_HARMONIC)
        return 1 / (a * b);
    if (n->aggregation == AGGREGATE_GEOMETRIC)
        return fabs(a - b) < NEAR ? 1 / a : (log(a) - log(b)) / (a - b);
    return fabs(a - b) <= CLOSE * fabs(middle) ? p * pow(middle, p - 1)
                                               : (pow(a, p) - pow(b, p)) / (a - b);
}

static bool zero_bound(const struct node *n)
{
    return n->aggregation == AGGREGATE_GEOMETRIC || n->aggregation == AGGREGATE_HARMONIC ||
           (n->aggregation == AGGREGATE_POWER && n->power < 0);
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

/* What counts under the node: lifted to its floor, where there is a figure. */
static double counted(const struct node *n, const double *x, int at, int filled)
{
    return n->floor > 0 && !isnan(x[at]) ? fmax(x[filled], n->floor) : x[filled];
}

static double slope_counted(const struct live_contributions *c, const struct live *l,
                            const struct node *n, uint32_t weight, double own, double other)
{
    uint32_t parent = parent_of(l, weight);
    double w = c->value[weight + 1][CONTRIBUTION_COUNTS];
    double whole = c->value[parent][CONTRIBUTION_OWN], ref = c->value[parent][CONTRIBUTION_OTHER];
    double share = w / family(c, l, parent, 0);
    if (n->aggregation == AGGREGATE_SUM)
        return w;
    if (n->aggregation == AGGREGATE_MEAN)
        return share;
    if (!zero_bound(n) || (whole > 0 && ref > 0))
        return share * divided(n, own, other) / divided(n, whole, ref);
    int zero = whole <= 0 ? CONTRIBUTION_OWN : CONTRIBUTION_OTHER;
    if ((whole <= 0 && ref <= 0) || (whole <= 0 ? own : other) > 0 || fabs(own - other) < NEAR)
        return 0;
    return w / family(c, l, parent, zero) * (whole - ref) / (own - other);
}

static double slope_of(const struct view *v, const struct live_contributions *c, uint32_t weight)
{
    const struct live *l = v->live;
    const struct node *n = &v->m->nodes[l->blocks[l->weights[weight].block].node];
    const double *x = c->value[weight + 1];
    if (x[CONTRIBUTION_COUNTS] <= 0)
        return 0;
    double own = counted(n, x, CONTRIBUTION_POINTS, CONTRIBUTION_OWN);
    double other = counted(n, x, CONTRIBUTION_MEDIAN, CONTRIBUTION_OTHER);
    double slope = slope_counted(c, l, n, weight, own, other);
    double step = x[CONTRIBUTION_OWN] - x[CONTRIBUTION_OTHER];
    if (n->floor > 0)
        slope = fabs(step) < NEAR ? 0 : slope * (own - other) / step;
    return isfinite(slope) ? slope : 0;
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
    x[CONTRIBUTION_COUNTS] = has || has_other ? x[CONTRIBUTION_WEIGHT] : 0;
}

/* What a part without points would have to be to change nothing. */
static double stand_in(const struct view *v, const struct live_contributions *c, uint32_t weight,
                       int at, int filled)
{
    const struct live *l = v->live;
    uint32_t parent = parent_of(l, weight);
    const double *p = c->value[parent];
    if (v->m->nodes[l->blocks[l->weights[weight].block].node].aggregation != AGGREGATE_SUM)
        return p[filled];
    double sum = family(c, l, parent, 0);
    return !isnan(p[at]) ? 0 : sum > 0 ? p[filled] / sum : 0;
}

static void take_filled(const struct view *v, struct live_contributions *c, uint32_t weight)
{
    double *x = c->value[weight + 1];
    x[CONTRIBUTION_OWN] = !isnan(x[CONTRIBUTION_POINTS])
                              ? x[CONTRIBUTION_POINTS]
                              : stand_in(v, c, weight, CONTRIBUTION_POINTS, CONTRIBUTION_OWN);
    x[CONTRIBUTION_OTHER] = !isnan(x[CONTRIBUTION_MEDIAN])
                                ? x[CONTRIBUTION_MEDIAN]
                                : stand_in(v, c, weight, CONTRIBUTION_MEDIAN, CONTRIBUTION_OTHER);
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
    for (uint32_t k = 0; k < l->weight_count; k++)
        take_filled(v, &c, k);
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

static const char *divided_formula(const struct table *t, const struct node *n, const char *a,
                                   const char *b)
{
    struct arena *arena = t->v->arena;
    char power[64];
    if (n->aggregation == AGGREGATE_HARMONIC)
        return arena_printf(arena, "1/(%s*%s)", a, b);
    if (n->aggregation == AGGREGATE_GEOMETRIC)
        return arena_printf(arena, "IF(ABS(%s-%s)<0.000000001,1/%s,(LN(%s)-LN(%s))/(%s-%s))", a, b,
                            a, a, b, a, b);
    number_text(power, n->power);
    return arena_printf(arena,
                        "IF(ABS(%s-%s)<=0.00001*ABS((%s+%s)/2),(%s)*((%s+%s)/2)^(%s-1),"
                        "(%s^(%s)-%s^(%s))/(%s-%s))",
                        a, b, a, b, power, a, b, power, a, power, b, power, a, b);
}

/* "MAX(E12,0.5)" where the figure in another cell is one. */
static const char *counted_formula(const struct table *t, const struct node *n, uint32_t line,
                                   uint32_t column, uint32_t filled)
{
    char least[64];
    const char *own = at(t, line, filled);
    if (n->floor <= 0)
        return own;
    return arena_printf(t->v->arena, "IF(ISNUMBER(%s),MAX(%s,%s),%s)", at(t, line, column), own,
                        number_text(least, n->floor), own);
}

/* The parts at 0 share the whole difference. */
static const char *zero_formula(const struct table *t, uint32_t line, uint32_t parent,
                                const char *own, const char *other)
{
    const char *w = at(t, line, CONTRIBUTION_COUNTS), *mine = at(t, line, CONTRIBUTION_PARENT);
    const char *s = at(t, parent, CONTRIBUTION_OWN), *r = at(t, parent, CONTRIBUTION_OTHER);
    const char *parents = whole(t, CONTRIBUTION_PARENT), *counts = whole(t, CONTRIBUTION_COUNTS);
    return arena_printf(
        t->v->arena,
        "IF(OR(IF(%s<=0,%s,%s)>0,ABS(%s-%s)<0.000000001),0,%s/IF(%s<=0,SUMIFS(%s,%s,%s,%s,\"<=0\"),"
        "SUMIFS(%s,%s,%s,%s,\"<=0\"))*(%s-%s)/(%s-%s))",
        s, own, other, own, other, w, s, counts, parents, mine, whole(t, CONTRIBUTION_OWN), counts,
        parents, mine, whole(t, CONTRIBUTION_OTHER), s, r, own, other);
}

static const char *slope_formula(const struct table *t, uint32_t line, uint32_t parent,
                                 const struct node *n)
{
    struct arena *arena = t->v->arena;
    const char *w = at(t, line, CONTRIBUTION_COUNTS), *mine = at(t, line, CONTRIBUTION_PARENT);
    const char *s = at(t, parent, CONTRIBUTION_OWN), *r = at(t, parent, CONTRIBUTION_OTHER);
    const char *own = counted_formula(t, n, line, CONTRIBUTION_POINTS, CONTRIBUTION_OWN);
    const char *other = counted_formula(t, n, line, CONTRIBUTION_MEDIAN, CONTRIBUTION_OTHER);
    const char *share = arena_printf(arena, "%s/SUMIF(%s,%s,%s)", w, whole(t, CONTRIBUTION_PARENT),
                                     mine, whole(t, CONTRIBUTION_COUNTS));
    const char *slope = share;
    if (n->aggregation == AGGREGATE_SUM)
        slope = w;
    else if (n->aggregation != AGGREGATE_MEAN)
        slope = arena_printf(arena, "%s*(%s)/(%s)", share, divided_formula(t, n, own, other),
                             divided_formula(t, n, s, r));
    if (zero_bound(n))
        slope = arena_printf(arena, "IF(AND(%s<=0,%s<=0),0,IF(OR(%s<=0,%s<=0),%s,%s))", s, r, s, r,
                             zero_formula(t, line, parent, own, other), slope);
    if (n->floor > 0) {
        const char *x = at(t, line, CONTRIBUTION_OWN), *y = at(t, line, CONTRIBUTION_OTHER);
        slope = arena_printf(arena, "IF(ABS(%s-%s)<0.000000001,0,(%s)*(%s-%s)/(%s-%s))", x, y,
                             slope, own, other, x, y);
    }
    return arena_printf(arena, "IFERROR(IF(%s=0,0,%s),0)", w, slope);
}

static const char *order_formula(const struct table *t, uint32_t line, const char *ascending)
{
    const char *own = at(t, line, CONTRIBUTION_EFFECT);
    return arena_printf(
        t->v->arena, "IF(ISNUMBER(%s),RANK(%s,%s%s)+COUNTIF(%s,%s)-1,\"[x]\")", own, own,
        whole(t, CONTRIBUTION_EFFECT), ascending,
        formula_column(t->v, CONTRIBUTION_EFFECT, t->c->first + 1, t->c->first + line), own);
}

static void put_filled(const struct table *t, uint32_t line, uint32_t parent, const struct node *n)
{
    const struct view *v = t->v;
    static const uint32_t from[] = {CONTRIBUTION_POINTS, CONTRIBUTION_MEDIAN};
    static const uint32_t to[] = {CONTRIBUTION_OWN, CONTRIBUTION_OTHER};
    for (size_t k = 0; k < 2; k++) {
        const char *other = at(t, parent, to[k]);
        if (n->aggregation == AGGREGATE_SUM)
            other = arena_printf(v->arena, "IF(ISNUMBER(%s),0,IFERROR(%s/SUMIF(%s,%s,%s),0))",
                                 at(t, parent, from[k]), other, whole(t, CONTRIBUTION_PARENT),
                                 at(t, line, CONTRIBUTION_PARENT), whole(t, CONTRIBUTION_COUNTS));
        put(t, line, to[k],
            arena_printf(v->arena, "IF(ISNUMBER(%s),%s,%s)", at(t, line, from[k]),
                         at(t, line, from[k]), other),
            1);
    }
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
    put_filled(t, line, parent, &v->m->nodes[b->node]);
    page_number(t->page, t->c->first + line, CONTRIBUTION_PARENT, parent, 0, STYLE_ROW_YEAR);
    put(t, line, CONTRIBUTION_SLOPE, slope_formula(t, line, parent, &v->m->nodes[b->node]), 4);
    put_effect(t, line, parent, leaf);
}

void live_put_contributions(const struct view *v, struct page *page,
                            const struct live_contributions *c)
{
    const struct live_block *root = &v->live->blocks[0];
    struct table t = {v, page, c, range_text(page, c->number)};
    page_text(page, c->first, CONTRIBUTION_NAME, view_label(v, &v->m->nodes[root->node].head),
              STYLE_ROW_BOLD);
    put_raw(&t, 0, root, root->score, NULL, NULL);
    put(&t, 0, CONTRIBUTION_OWN, at(&t, 0, CONTRIBUTION_POINTS), 1);
    put(&t, 0, CONTRIBUTION_OTHER, at(&t, 0, CONTRIBUTION_MEDIAN), 1);
    page_number(page, c->first, CONTRIBUTION_CHAIN, 1, 4, STYLE_ROW_NUMBER);
    for (uint32_t k = 0; k < v->live->weight_count; k++)
        put_line(&t, k);
}

/* --- parts ------------------------------------------------------------------------------------ */

double live_effect_of(const struct live_contributions *c, uint32_t weight)
{
    const double *x = c->value[weight + 1];
    double effect = x[CONTRIBUTION_CHAIN] * (x[CONTRIBUTION_OWN] - x[CONTRIBUTION_OTHER]);
    return isfinite(effect) ? effect : 0;
}

const char *live_effect_formula(const struct view *v, const struct live_contributions *c,
                                uint32_t weight)
{
    struct table t = {v, NULL, c, NULL};
    return arena_printf(v->arena, "IFERROR(%s*(%s-%s),0)", at(&t, weight + 1, CONTRIBUTION_CHAIN),
                        at(&t, weight + 1, CONTRIBUTION_OWN),
                        at(&t, weight + 1, CONTRIBUTION_OTHER));
}

static bool is_index(const struct view *v, uint32_t weight)
{
    const struct live_weight *w = &v->live->weights[weight];
    return w->kind == SYMBOL_NODE && v->m->nodes[w->index].kind == NODE_INDEX;
}

size_t live_effect_parts(const struct view *v, uint32_t *weights)
{
    size_t count = 0;
    for (uint32_t k = 0; k < v->live->weight_count; k++) {
        uint32_t above = parent_of(v->live, k);
        bool open = true;
        for (; above > 0 && open; above = parent_of(v->live, above - 1))
            open = is_index(v, above - 1);
        if (open && !is_index(v, k))
            weights[count++] = k;
    }
    return count;
}
