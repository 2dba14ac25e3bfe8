#include "analysis/outlook.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/leaf_points.h"
#include "analysis/plan.h"

struct looking {
    struct work *w;
    const struct result *r;
    struct plan *plan;
    struct outlook *out;
    struct arena *arena, *scratch;
};

/* --- how it went ------------------------------------------------------------------------------
 */

/* What was measured in the area: the indicator itself or its substitute. */
static uint32_t measure_of(const struct looking *l, uint32_t indicator, size_t area)
{
    uint8_t s = l->r->indicators[indicator].substitute[area];
    return s ? l->r->model->indicators[indicator].substitutes[s - 1] : indicator;
}

/* The year of a value that may move; 0 when it has none. */
static int32_t year_of(const struct cell *c)
{
    return status_has_value(c->status) && c->period > 0 ? c->period / 100 : 0;
}

static void take_then(struct looking *l, struct trend *t, uint32_t measure, int32_t year)
{
    const struct result *r = l->r;
    const struct expr *formula = r->model->indicators[measure].formula;
    struct cell *then = arena_array(l->scratch, r->areas + 1, sizeof *then);
    if (!formula)
        return;
    evaluate(l->w, formula, year - l->out->years, then);
    for (size_t i = 0; i < r->areas; i++) {
        const struct cell *now = &r->indicators[t->indicator].cells[i];
        bool measured = !is_imputed(&r->indicators[t->indicator], i);
        bool both = measured && measure_of(l, t->indicator, i) == measure && year_of(now) == year &&
                    status_has_value(then[i].status) && year_of(&then[i]) == year - l->out->years;
        if (!both)
            continue;
        t->then[i] = then[i].value;
        t->change[i] = now->value - then[i].value;
        t->have++;
    }
}

/* Each measure and year that stands in the column is computed once. */
static void take_change(struct looking *l, struct trend *t)
{
    const struct result *r = l->r;
    const struct cell *cells = r->indicators[t->indicator].cells;
    for (size_t i = 0; i < r->areas; i++)
        t->then[i] = t->change[i] = t->low[i] = t->high[i] = t->median[i] = NAN;
    for (size_t i = 0; i < r->areas; i++) {
        bool before = year_of(&cells[i]) == 0;
        for (size_t k = 0; k < i && !before; k++)
            before = year_of(&cells[k]) == year_of(&cells[i]) &&
                     measure_of(l, t->indicator, k) == measure_of(l, t->indicator, i);
        if (!before)
            take_then(l, t, measure_of(l, t->indicator, i), year_of(&cells[i]));
    }
}

/* --- as others went ---------------------------------------------------------------------------
 */

/* Changes of the same measure among the peers of the first block, else among all; quartiles by R's
 * type 7. */
static void take_quartiles(struct looking *l, struct trend *t, size_t area)
{
    const struct result *r = l->r;
    double *known = arena_array(l->scratch, r->areas + 1, sizeof *known);
    uint32_t measure = measure_of(l, t->indicator, area);
    double sign = r->model->indicators[measure].reversed ? -1 : 1;
    size_t n = 0;
    for (size_t k = 0; r->model->peers_count > 0 && k < r->peers[0].count[area]; k++) {
        uint32_t peer = r->peers[0].list[area][k].area;
        if (peer < r->areas && !isnan(t->change[peer]) &&
            measure_of(l, t->indicator, peer) == measure)
            known[n++] = sign * t->change[peer];
    }
    for (size_t k = n < OUTLOOK_PEERS ? n = 0 : r->areas; k < r->areas; k++)
        if (!isnan(t->change[k]) && measure_of(l, t->indicator, k) == measure)
            known[n++] = sign * t->change[k];
    if (n == 0 || year_of(&r->indicators[t->indicator].cells[area]) == 0)
        return;
    t->low[area] = sign * percentile_type7(known, n, 0.25);
    t->high[area] = sign * percentile_type7(known, n, 0.75);
}

static void take_median(struct looking *l, struct trend *t, size_t area)
{
    double *known = arena_array(l->scratch, l->r->areas + 1, sizeof *known);
    uint32_t measure = measure_of(l, t->indicator, area);
    for (size_t k = 0; k < l->r->areas; k++)
        known[k] = measure_of(l, t->indicator, k) == measure ? t->change[k] : NAN;
    t->median[area] = median_of(known, l->r->areas);
}

/* --- what lies ahead --------------------------------------------------------------------------
 */

static double step_of(const struct trend *t, enum outlook_kind kind, size_t area)
{
    const double *by[OUTLOOK_KINDS] = {t->change, t->low, t->high};
    return isnan(by[kind][area]) ? 0 : by[kind][area];
}

/* A result with the moved values: of the measure itself and of the substitutes that stand in. */
static struct result moved(const struct looking *l, enum outlook_kind kind)
{
    const struct model *m = l->r->model;
    struct result out = *l->r;
    out.indicators = arena_array(l->scratch, m->indicator_count + 1, sizeof *out.indicators);
    memcpy(out.indicators, l->r->indicators, m->indicator_count * sizeof *out.indicators);
    for (size_t k = 0; k < l->out->trend_count; k++) {
        const struct trend *t = &l->out->trends[k];
        for (size_t i = 0; i < out.areas; i++) {
            uint32_t measure = measure_of(l, t->indicator, i);
            struct indicator_result *x = &out.indicators[measure];
            if (x->cells == l->r->indicators[measure].cells) {
                struct cell *copy = arena_array(l->scratch, out.areas + 1, sizeof *copy);
                memcpy(copy, x->cells, out.areas * sizeof *copy);
                x->cells = copy;
            }
            x->cells[i].value += step_of(t, kind, i);
        }
    }
    return out;
}

static void look(struct looking *l, enum outlook_kind kind, const double *judged,
                 struct plan_room *room)
{
    static const struct leaf_rule as_written = {ALTERNATIVE_AS_WRITTEN, ALTERNATIVE_AS_WRITTEN,
                                                VARY_SKIP};
    const struct plan *p = l->plan;
    struct result ahead = moved(l, kind);
    struct plan_column *columns = arena_array(l->scratch, p->leaf_count + 1, sizeof *columns);
    double *points = arena_array(l->scratch, p->areas + 1, sizeof *points);
    double *scores = arena_array(l->scratch, p->node_count * p->areas + 1, sizeof *scores);
    memcpy(columns, p->columns, p->leaf_count * sizeof *columns);
    for (size_t k = 0; k < l->out->trend_count; k++)
        for (size_t leaf = 0; leaf < p->leaf_count; leaf++)
            if (p->leaves[leaf].indicator == l->out->trends[k].indicator) {
                leaf_points(&ahead, &p->leaves[leaf], as_written, points);
                columns[leaf] = plan_column_of(p, l->scratch, points);
            }
    struct plan_settings settings = {p->weights, columns, PLAN_AS_WRITTEN, judged};
    plan_scores(p, &settings, room, scores);
    for (size_t n = 0; n < l->out->node_count; n++)
        for (size_t k = 0; k < p->node_count; k++)
            if (p->nodes[k].index == l->out->nodes[n])
                memcpy(l->out->score[kind][n], scores + k * p->areas, p->areas * sizeof *scores);
    rank_scores(l->r->model, l->out->score[kind][0], p->areas, l->out->rank[kind]);
}

static void room_for_scores(struct looking *l)
{
    struct outlook *o = l->out;
    const struct node *root = &l->r->model->nodes[l->r->model->root];
    o->nodes = arena_array(l->arena, root->child_count + 1, sizeof *o->nodes);
    o->nodes[o->node_count++] = l->r->model->root;
    for (size_t c = 0; c < root->child_count; c++)
        if (root->children[c].kind == SYMBOL_NODE)
            o->nodes[o->node_count++] = root->children[c].index;
    for (int kind = 0; kind < OUTLOOK_KINDS; kind++) {
        o->score[kind] = arena_array(l->arena, o->node_count, sizeof **o->score);
        o->rank[kind] = arena_array(l->arena, l->r->areas + 1, sizeof **o->rank);
        for (size_t n = 0; n < o->node_count; n++)
            o->score[kind][n] = arena_array(l->arena, l->r->areas + 1, sizeof ***o->score);
    }
}

static void take_trends(struct looking *l)
{
    const struct plan *p = l->plan;
    struct outlook *o = l->out;
    size_t n = l->r->areas + 1;
    o->trends = arena_array(l->arena, p->leaf_count + 1, sizeof *o->trends);
    o->measure_count = p->leaf_count;
    for (size_t k = 0; k < p->leaf_count; k++) {
        struct trend *t = &o->trends[o->trend_count];
        *t = (struct trend){p->leaves[k].indicator,
                            arena_array(l->arena, n, sizeof(double)),
                            arena_array(l->arena, n, sizeof(double)),
                            arena_array(l->arena, n, sizeof(double)),
                            arena_array(l->arena, n, sizeof(double)),
                            arena_array(l->arena, n, sizeof(double)),
                            0};
        take_change(l, t);
        if (t->have == 0)
            continue;
        for (size_t i = 0; i < l->r->areas; i++) {
            take_quartiles(l, t, i);
            take_median(l, t, i);
        }
        o->trend_count++;
    }
}

struct outlook *outlook_run(const struct result *r, const struct dataset_bundle *b, int32_t years,
                            struct arena *arena)
{
    if (r->model->root == UINT32_MAX || r->areas == 0)
        return NULL;
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct work w = work_again(r, b, unheard);
    struct looking l = {.w = &w, .r = r, .arena = arena, .scratch = arena_new()};
    w.weights = weights_of(r->model, l.scratch);
    l.plan = plan_new(&w, r->model->root);
    l.out = arena_alloc(arena, sizeof *l.out);
    *l.out = (struct outlook){.years = years};
    take_trends(&l);
    if (l.out->trend_count > 0) {
        const struct plan *p = l.plan;
        struct plan_room *room = plan_room_new(p);
        double *judged = arena_array(l.scratch, p->node_count * p->areas + 1, sizeof *judged);
        struct plan_settings own = {p->weights, p->columns, PLAN_AS_WRITTEN, NULL};
        plan_judge(p, &own, room, judged);
        room_for_scores(&l);
        for (int kind = 0; kind < OUTLOOK_KINDS; kind++)
            look(&l, (enum outlook_kind)kind, judged, room);
        plan_room_free(room);
    }
    plan_free(l.plan);
    arena_free(l.scratch);
    diagnostics_free(unheard);
    return l.out->trend_count ? l.out : NULL;
}
