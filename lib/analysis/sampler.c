#include "analysis/sampler.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/leaf_points.h"
#include "analysis/noise.h"
#include "analysis/placing.h"
#include "analysis/plan.h"
#include "analysis/random.h"
#include "analysis/trial.h"
#include "rules/override.h"

struct sampler {
    struct arena *arena;
    const struct result *r;
    const struct dataset_bundle *bundle;
    const struct analysis_options *options;
    const struct uncertainty *rule;
    struct plan *plan;
    struct factor *factors;
    size_t factor_count;
    size_t scales, cuts, fills;   /* how many alternatives: scale, outliers, missing data */
    struct plan_column **columns; /* [(scale * cuts + cut) * fills + fill][leaf] */
    double *judged;               /* [node * areas] where each node is judged */
    size_t assumptions;           /* factors that are assumptions: these need trials */
    struct noise *noise;          /* NULL: none */
};

struct seat {
    const struct sampler *s;
    struct plan_room *room;
    struct trial *trial; /* NULL: no assumption varies */
    double *weights, *points, *assumed;
    struct plan_column *columns;
    struct arena *arena; /* of one draw */
    struct change *changes;
    struct placing *placing;
};

/* --- factors ----------------------------------------------------------------------------------
 */

static void add_factor(struct sampler *s, enum factor_kind kind, struct ref target, size_t at)
{
    s->factors[s->factor_count++] = (struct factor){kind, target, (uint32_t)at};
}

static struct ref weight_of(const struct plan *p, size_t part)
{
    const struct plan_part *x = &p->parts[part];
    return x->is_node ? (struct ref){SYMBOL_NODE, p->nodes[x->at].index, 'w', 0}
                      : (struct ref){SYMBOL_INDICATOR, p->leaves[x->at].indicator, 'w', 0};
}

/* A part that is alone weighs the same whatever its weight. */
static void add_weights(struct sampler *s)
{
    const struct plan *p = s->plan;
    for (size_t k = 0; k < p->node_count; k++) {
        const struct plan_node *node = &p->nodes[k];
        size_t weighty = 0;
        for (uint32_t c = node->first; c < node->first + node->count; c++)
            weighty += p->weights[c] > 0;
        for (uint32_t c = node->first; weighty > 1 && c < node->first + node->count; c++)
            if (p->weights[c] > 0)
                add_factor(s, FACTOR_WEIGHT, weight_of(p, c), c);
    }
}

static void add_assumptions(struct sampler *s, const struct result *r)
{
    struct trial *t = trial_new(r->model, s->bundle, s->options, r);
    for (uint32_t k = 0; k < r->model->assumption_count; k++) {
        struct ref ref = {SYMBOL_ASSUMPTION, k, 'v', 0};
        const struct assumption *a = &r->model->assumptions[k];
        if (!isnan(a->low) && a->high > a->low && trial_reaches(t, ref)) {
            add_factor(s, FACTOR_ASSUMPTION, ref, k);
            s->assumptions++;
        }
    }
    trial_free(t);
}

static void add_factors(struct sampler *s, const struct result *r)
{
    const struct uncertainty *u = s->rule;
    const struct ref none = {SYMBOL_KINDS, 0, 'v', 0};
    s->factors = arena_array(s->arena, s->plan->part_count + r->model->assumption_count + 8,
                             sizeof *s->factors);
    if (u->weights != VARY_NOTHING)
        add_weights(s);
    if (u->aggregations.count > 1)
        add_factor(s, FACTOR_AGGREGATION, none, 0);
    if (u->scales.count > 1)
        add_factor(s, FACTOR_SCALE, none, 0);
    if (u->outliers.count > 1)
        add_factor(s, FACTOR_OUTLIERS, none, 0);
    if (u->missing.count > 1)
        add_factor(s, FACTOR_MISSING, none, 0);
    if (u->leave_out && s->plan->leaf_count > 1)
        add_factor(s, FACTOR_LEAVE_OUT, none, 0);
    if (u->assumptions)
        add_assumptions(s, r);
    if (s->noise)
        add_factor(s, FACTOR_SAMPLING, none, 0);
}

/* --- columns ----------------------------------------------------------------------------------
 */

static int scale_at(const struct sampler *s, size_t k)
{
    return s->rule->scales.count ? s->rule->scales.items[k] : ALTERNATIVE_AS_WRITTEN;
}

static int cut_at(const struct sampler *s, size_t k)
{
    return s->rule->outliers.count ? s->rule->outliers.items[k] : ALTERNATIVE_AS_WRITTEN;
}

static enum vary_missing fill_at(const struct sampler *s, size_t k)
{
    return s->rule->missing.count ? (enum vary_missing)s->rule->missing.items[k] : VARY_SKIP;
}

static void lay_columns(struct sampler *s, const struct result *r)
{
    double *points = memory_alloc((r->areas + 1) * sizeof *points);
    s->scales = s->rule->scales.count ? s->rule->scales.count : 1;
    s->cuts = s->rule->outliers.count ? s->rule->outliers.count : 1;
    s->fills = s->rule->missing.count ? s->rule->missing.count : 1;
    s->columns = arena_array(s->arena, s->scales * s->cuts * s->fills, sizeof *s->columns);
    for (size_t v = 0; v < s->scales * s->cuts * s->fills; v++) {
        struct leaf_rule rule = {scale_at(s, v / s->fills / s->cuts),
                                 cut_at(s, v / s->fills % s->cuts), fill_at(s, v % s->fills)};
        s->columns[v] = arena_array(s->arena, s->plan->leaf_count + 1, sizeof **s->columns);
        for (size_t k = 0; k < s->plan->leaf_count; k++) {
            leaf_points(r, &s->plan->leaves[k], rule, points);
            s->columns[v][k] = plan_column_of(s->plan, s->arena, points);
        }
    }
    free(points);
}

/* Whether an area can be judged is a question of its data: weights that vary and values that are
 * filled in leave it as the rules say, else areas would come and go among the draws and move all
 * others' places. */
static void lay_judged(struct sampler *s)
{
    const struct plan *p = s->plan;
    struct plan_room *room = plan_room_new(p);
    struct plan_settings own = {p->weights, p->columns, PLAN_AS_WRITTEN, NULL};
    s->judged = arena_array(s->arena, p->node_count * p->areas + 1, sizeof *s->judged);
    plan_judge(p, &own, room, s->judged);
    plan_room_free(room);
}

struct sampler *sampler_new(const struct result *r, const struct dataset_bundle *b,
                            const struct analysis_options *o)
{
    if (r->model->root == UINT32_MAX)
        return NULL;
    struct arena *arena = arena_new();
    struct sampler *s = arena_alloc(arena, sizeof *s);
    struct diagnostics *unheard = diagnostics_new(LANG_SV);
    struct work w = work_again(r, b, unheard);
    w.weights = weights_of(r->model, arena);
    *s = (struct sampler){.arena = arena,
                          .r = r,
                          .bundle = b,
                          .options = o,
                          .rule = &r->model->uncertainty,
                          .plan = plan_new(&w, r->model->root)};
    if (s->rule->sampling)
        s->noise = noise_new(&w, s->plan, arena);
    add_factors(s, r);
    lay_columns(s, r);
    lay_judged(s);
    diagnostics_free(unheard);
    return s;
}

void sampler_free(struct sampler *s)
{
    if (!s)
        return;
    plan_free(s->plan);
    arena_free(s->arena);
}

const struct factor *sampler_factors(const struct sampler *s, size_t *count)
{
    *count = s->factor_count;
    return s->factors;
}

const struct plan *sampler_plan(const struct sampler *s)
{
    return s->plan;
}

/* --- a thread's own -----------------------------------------------------------------------------
 */

struct seat *seat_new(const struct sampler *s)
{
    struct seat *seat = memory_alloc(sizeof *seat);
    size_t n = s->plan->areas + 1;
    *seat = (struct seat){.s = s, .room = plan_room_new(s->plan), .placing = placing_new(n)};
    seat->weights = memory_alloc((s->plan->part_count + 1) * sizeof(double));
    seat->points = memory_alloc(n * sizeof(double));
    seat->columns = memory_alloc((s->plan->leaf_count + 1) * sizeof *seat->columns);
    seat->assumed = memory_alloc((s->assumptions + 1) * sizeof(double));
    seat->changes = memory_alloc((s->assumptions + 1) * sizeof *seat->changes);
    if (s->assumptions)
        seat->trial = trial_new(s->r->model, s->bundle, s->options, s->r);
    return seat;
}

void seat_free(struct seat *seat)
{
    if (!seat)
        return;
    plan_room_free(seat->room);
    placing_free(seat->placing);
    trial_free(seat->trial);
    free(seat->weights);
    free(seat->points);
    free(seat->columns);
    free(seat->assumed);
    free(seat->changes);
    free(seat);
}

/* --- one draw ---------------------------------------------------------------------------------
 */

static size_t choice(double u, size_t count)
{
    size_t k = (size_t)(u * (double)count);
    return k < count ? k : count - 1;
}

/* Weights that vary within a parent keep their sum. */
static void rescale(const struct plan *p, double *weights)
{
    for (size_t k = 0; k < p->node_count; k++) {
        const struct plan_node *node = &p->nodes[k];
        double before = 0, after = 0;
        for (uint32_t c = node->first; c < node->first + node->count; c++) {
            before += p->weights[c];
            after += weights[c];
        }
        for (uint32_t c = node->first; after > 0 && c < node->first + node->count; c++)
            weights[c] *= before / after;
    }
}

/* The sum of the weights beside this part, itself included. */
static double sum_of_siblings(const struct plan *p, uint32_t part)
{
    double sum = 0;
    for (size_t k = 0; k < p->node_count; k++) {
        const struct plan_node *node = &p->nodes[k];
        if (part < node->first || part >= node->first + node->count)
            continue;
        for (uint32_t c = node->first; c < node->first + node->count; c++)
            sum += p->weights[c];
    }
    return sum;
}

static double drawn_weight(const struct sampler *s, const struct factor *f, double u)
{
    double weight = s->plan->weights[f->at];
    if (s->rule->weights == VARY_UNIFORM)
        return weight * (1 + s->rule->share * (2 * u - 1));
    return random_gamma_at(u, s->rule->concentration * weight / sum_of_siblings(s->plan, f->at));
}

struct drawn { /* what the factors came to */
    int aggregation;
    size_t scale, cut, fill, left_out;
    bool noisy;
    size_t assumed;
};

static struct drawn take_factors(struct seat *seat, const struct draw *draw)
{
    const struct sampler *s = seat->s;
    const struct uncertainty *u = s->rule;
    struct drawn d = {.aggregation = u->aggregations.count ? u->aggregations.items[0]
                                                           : ALTERNATIVE_AS_WRITTEN};
    memcpy(seat->weights, s->plan->weights, s->plan->part_count * sizeof *seat->weights);
    for (size_t k = 0; k < s->factor_count; k++) {
        const struct factor *f = &s->factors[k];
        double x = draw->u[k];
        switch (f->kind) {
        case FACTOR_WEIGHT:
            seat->weights[f->at] = drawn_weight(s, f, x);
            break;
        case FACTOR_AGGREGATION:
            d.aggregation = u->aggregations.items[choice(x, u->aggregations.count)];
            break;
        case FACTOR_SCALE:
            d.scale = choice(x, u->scales.count);
            break;
        case FACTOR_OUTLIERS:
            d.cut = choice(x, u->outliers.count);
            break;
        case FACTOR_MISSING:
            d.fill = choice(x, u->missing.count);
            break;
        case FACTOR_LEAVE_OUT: /* the first choice leaves none out */
            d.left_out = choice(x, s->plan->leaf_count + 1);
            break;
        case FACTOR_ASSUMPTION: {
            const struct assumption *a = &s->r->model->assumptions[f->at];
            seat->assumed[d.assumed++] = a->low + x * (a->high - a->low);
            break;
        }
        case FACTOR_SAMPLING:
            d.noisy = true;
            break;
        }
    }
    if (u->weights != VARY_NOTHING)
        rescale(s->plan, seat->weights);
    return d;
}

static void leave_out(struct seat *seat, size_t leaf)
{
    for (size_t k = 0; k < seat->s->plan->part_count; k++)
        if (!seat->s->plan->parts[k].is_node && seat->s->plan->parts[k].at == leaf)
            seat->weights[k] = 0;
}

/* What the columns of a draw are taken from, when values themselves have moved. */
struct anew {
    struct seat *seat;
    const struct draw *draw;
    const struct drawn *drawn;
};

static void columns_anew(void *context, const struct result *r)
{
    const struct anew *a = context;
    struct seat *seat = a->seat;
    const struct sampler *s = seat->s;
    struct leaf_rule rule = {scale_at(s, a->drawn->scale), cut_at(s, a->drawn->cut),
                             fill_at(s, a->drawn->fill)};
    struct result noisy;
    if (a->drawn->noisy)
        noisy = noise_put(s->noise, r, a->draw, seat->arena);
    const struct result *from = a->drawn->noisy ? &noisy : r;
    for (size_t k = 0; k < s->plan->leaf_count; k++) {
        uint32_t index = s->plan->leaves[k].indicator;
        bool moved = from->indicators[index].cells != s->r->indicators[index].cells ||
                     from->indicators[index].points != s->r->indicators[index].points;
        if (!moved && !(s->noise && noise_touches(s->noise, index)))
            continue;
        leaf_points(from, &s->plan->leaves[k], rule, seat->points);
        seat->columns[k] = plan_column_of(s->plan, seat->arena, seat->points);
    }
}

static void move_values(struct seat *seat, const struct draw *draw, const struct drawn *d)
{
    const struct sampler *s = seat->s;
    struct anew anew = {seat, draw, d};
    size_t at = 0;
    if (!s->assumptions) {
        columns_anew(&anew, s->r);
        return;
    }
    for (size_t k = 0; k < s->factor_count; k++)
        if (s->factors[k].kind == FACTOR_ASSUMPTION) {
            seat->changes[at] =
                change_to(s->r->model, s->factors[k].target, &seat->assumed[at], seat->arena);
            at++;
        }
    trial_visit(seat->trial, seat->changes, at, columns_anew, &anew);
}

void sampler_run(struct seat *seat, const struct draw *draw, double *score, int32_t *rank)
{
    const struct sampler *s = seat->s;
    struct drawn d = take_factors(seat, draw);
    if (d.left_out > 0)
        leave_out(seat, d.left_out - 1);
    memcpy(seat->columns, s->columns[(d.scale * s->cuts + d.cut) * s->fills + d.fill],
           s->plan->leaf_count * sizeof *seat->columns);
    bool moves = d.noisy || s->assumptions;
    if (moves) {
        seat->arena = arena_new();
        move_values(seat, draw, &d);
    }
    struct plan_settings settings = {seat->weights, seat->columns, d.aggregation, s->judged};
    plan_score(s->plan, &settings, seat->room, score);
    placing_rank(seat->placing, s->r->model, score, s->plan->areas, rank);
    if (moves)
        arena_free(seat->arena);
}
