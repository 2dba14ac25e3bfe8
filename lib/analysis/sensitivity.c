#include "analysis/sensitivity.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/placing.h"
#include "analysis/plan.h"
#include "analysis/random.h"
#include "base/limits.h"
#include "base/parallel.h"

enum { STREAM_A = 2, STREAM_B = 3, RESAMPLES = 200 };

/* Sums over the samples, in whole numbers, so that their order does not matter. */
struct sums {
    int64_t *places, *squares; /* [areas] of A and B */
    int64_t *apart;            /* [factors][areas] squared distance between A and AB_k */
    bool *unplaced;            /* [areas] had no place somewhere */
};

/* What one thread works with. */
struct desk {
    struct seat *seat;
    double *u_a, *u_b, *u; /* [factors] */
    double *score;
    int32_t *rank_a, *rank; /* [areas] */
    struct sums sums;
};

struct study {
    const struct result *r;
    const struct sampler *sampler;
    const struct factor *factors;
    size_t areas, factor_count, samples;
    uint32_t seed;
    double *a, *b, *ab; /* [samples], [samples], [factors][samples]: mean of the places moved */
    struct desk *desks;
};

/* --- one sample -------------------------------------------------------------------------------
 */

/* NAN when nobody has a place both times: nothing can be said, and that is not 0. */
static double places_moved(const struct study *s, const int32_t *rank)
{
    const int32_t *before = s->r->nodes[s->r->model->root].rank;
    int64_t moved = 0, areas = 0;
    for (size_t i = 0; i < s->areas; i++) {
        if (!before[i] || !rank[i])
            continue;
        moved += abs(rank[i] - before[i]);
        areas++;
    }
    return areas ? (double)moved / (double)areas : NAN;
}

static void note_unplaced(const struct study *s, struct desk *d, const int32_t *rank)
{
    for (size_t i = 0; i < s->areas; i++)
        d->sums.unplaced[i] = d->sums.unplaced[i] || rank[i] == 0;
}

static void add_places(const struct study *s, struct desk *d, const int32_t *rank)
{
    note_unplaced(s, d, rank);
    for (size_t i = 0; i < s->areas; i++) {
        d->sums.places[i] += rank[i];
        d->sums.squares[i] += (int64_t)rank[i] * rank[i];
    }
}

/* Row `sample` of A with the number of factor k from B. */
static void run_mixed(const struct study *s, struct desk *d, size_t sample, size_t k)
{
    uint32_t stream = s->factors[k].kind == FACTOR_SAMPLING ? STREAM_B : STREAM_A;
    double kept = d->u_a[k];
    d->u_a[k] = d->u_b[k];
    sampler_run(d->seat, &(struct draw){d->u_a, s->seed, stream, sample}, d->score, d->rank);
    d->u_a[k] = kept;
    note_unplaced(s, d, d->rank);
    s->ab[k * s->samples + sample] = places_moved(s, d->rank);
    for (size_t i = 0; i < s->areas; i++) {
        int64_t apart = d->rank_a[i] - d->rank[i];
        d->sums.apart[k * s->areas + i] += apart * apart;
    }
}

static void take_sample(void *context, size_t sample, int thread)
{
    const struct study *s = context;
    struct desk *d = &s->desks[thread];
    random_uniforms(s->seed, STREAM_A, sample, d->u_a, s->factor_count);
    random_uniforms(s->seed, STREAM_B, sample, d->u_b, s->factor_count);
    sampler_run(d->seat, &(struct draw){d->u_b, s->seed, STREAM_B, sample}, d->score, d->rank);
    s->b[sample] = places_moved(s, d->rank);
    add_places(s, d, d->rank);
    sampler_run(d->seat, &(struct draw){d->u_a, s->seed, STREAM_A, sample}, d->score, d->rank_a);
    s->a[sample] = places_moved(s, d->rank_a);
    add_places(s, d, d->rank_a);
    for (size_t k = 0; k < s->factor_count; k++)
        run_mixed(s, d, sample, k);
}

/* --- all of them ------------------------------------------------------------------------------
 */

static struct desk desk_new(const struct study *s, struct arena *arena)
{
    size_t n = s->areas + 1, k = s->factor_count + 1;
    return (struct desk){
        .seat = seat_new(s->sampler),
        .u_a = arena_array(arena, k, sizeof(double)),
        .u_b = arena_array(arena, k, sizeof(double)),
        .score = arena_array(arena, n, sizeof(double)),
        .rank_a = arena_array(arena, n, sizeof(int32_t)),
        .rank = arena_array(arena, n, sizeof(int32_t)),
        .sums = {arena_array(arena, n, sizeof(int64_t)), arena_array(arena, n, sizeof(int64_t)),
                 arena_array(arena, n * k, sizeof(int64_t)), arena_array(arena, n, sizeof(bool))},
    };
}

static void add_sums(struct sums *to, const struct sums *from, size_t areas, size_t factors)
{
    for (size_t i = 0; i < areas; i++) {
        to->places[i] += from->places[i];
        to->squares[i] += from->squares[i];
        to->unplaced[i] = to->unplaced[i] || from->unplaced[i];
    }
    for (size_t i = 0; i < areas * factors; i++)
        to->apart[i] += from->apart[i];
}

static struct sums take_samples(struct study *s, int wanted, struct arena *arena)
{
    int threads = parallel_threads(wanted, s->samples);
    s->desks = arena_array(arena, (size_t)threads, sizeof *s->desks);
    for (int t = 0; t < threads; t++)
        s->desks[t] = desk_new(s, arena);
    parallel_run(wanted, s->samples, take_sample, s);
    for (int t = 0; t < threads; t++) {
        seat_free(s->desks[t].seat);
        if (t > 0)
            add_sums(&s->desks[0].sums, &s->desks[t].sums, s->areas, s->factor_count);
    }
    return s->desks[0].sums;
}

/* Jansen's total index of each area's place. */
static void area_indices(const struct study *s, const struct sums *sums, struct sensitivity *out)
{
    double n = (double)s->samples;
    for (size_t i = 0; i < s->areas; i++) {
        double mean = (double)sums->places[i] / (2 * n), best = 0;
        double variance = ((double)sums->squares[i] - 2 * n * mean * mean) / (2 * n - 1);
        out->widest[i] = UINT32_MAX;
        for (size_t k = 0; k < s->factor_count; k++) {
            double *total = &out->total[k * s->areas + i];
            bool known = variance > 1e-9 && !sums->unplaced[i];
            *total = known ? (double)sums->apart[k * s->areas + i] / (2 * n) / variance : NAN;
            if (known && *total > best) {
                best = *total;
                out->widest[i] = (uint32_t)k;
            }
        }
    }
}

/* --- without a part ---------------------------------------------------------------------------
 */

static void leave_out(const struct study *s, struct sensitivity *out, struct arena *arena)
{
    const struct plan *p = sampler_plan(s->sampler);
    const int32_t *before = s->r->nodes[s->r->model->root].rank;
    struct plan_room *room = plan_room_new(p);
    struct placing *placing = placing_new(p->areas);
    double *score = memory_alloc((p->areas + 1) * sizeof *score);
    double *weights = memory_alloc((p->part_count + 1) * sizeof *weights);
    out->left_out = arena_array(arena, p->part_count + 1, sizeof *out->left_out);
    double *judged = memory_alloc((p->node_count * p->areas + 1) * sizeof *judged);
    struct plan_settings settings = {p->weights, p->columns, PLAN_AS_WRITTEN, NULL};
    plan_judge(p, &settings, room, judged);
    settings.weights = weights;
    settings.judged = judged;
    memcpy(weights, p->weights, p->part_count * sizeof *weights);
    for (size_t k = 0; k < p->part_count; k++) {
        const struct plan_part *part = &p->parts[k];
        struct part_left_out *x = &out->left_out[out->left_out_count++];
        x->part = part->is_node
                      ? (struct ref){SYMBOL_NODE, p->nodes[part->at].index, 'v', 0}
                      : (struct ref){SYMBOL_INDICATOR, p->leaves[part->at].indicator, 'v', 0};
        x->rank = arena_array(arena, p->areas + 1, sizeof *x->rank);
        weights[k] = 0;
        plan_score(p, &settings, room, score);
        placing_rank(placing, s->r->model, score, p->areas, x->rank);
        weights[k] = p->weights[k];
        x->moved = places_moved(s, x->rank);
        for (size_t i = 0; i < p->areas; i++)
            x->moved_areas += x->rank[i] && before[i] && x->rank[i] != before[i];
    }
    free(judged);
    free(weights);
    free(score);
    placing_free(placing);
    plan_room_free(room);
}

struct sensitivity *sensitivity_run(const struct result *r, const struct dataset_bundle *b,
                                    const struct analysis_options *o, struct arena *arena)
{
    const struct uncertainty *rule = &r->model->uncertainty;
    struct study s = {.r = r, .areas = r->areas, .samples = (size_t)rule->samples};
    struct sampler *sampler =
        r->areas && r->areas <= LIMIT_UNCERTAIN_AREAS ? sampler_new(r, b, o) : NULL;
    if (!sampler)
        return NULL;
    s.sampler = sampler;
    s.seed = (uint32_t)(o->seed ? o->seed : rule->seed);
    s.factors = sampler_factors(sampler, &s.factor_count);
    s.samples = s.factor_count ? s.samples : 0;
    struct sensitivity *out = arena_alloc(arena, sizeof *out);
    struct factor *factors = arena_array(arena, s.factor_count + 1, sizeof *factors);
    for (size_t k = 0; k < s.factor_count; k++)
        factors[k] = s.factors[k];
    *out = (struct sensitivity){
        .samples = s.samples, .factor_count = s.factor_count, .factors = factors};
    leave_out(&s, out, arena);
    if (s.samples >= 2) {
        struct arena *scratch = arena_new();
        s.a = arena_array(scratch, s.samples, sizeof *s.a);
        s.b = arena_array(scratch, s.samples, sizeof *s.b);
        s.ab = arena_array(scratch, s.samples * s.factor_count, sizeof *s.ab);
        out->model = arena_array(arena, s.factor_count + 1, sizeof *out->model);
        out->total = arena_array(arena, s.factor_count * s.areas + 1, sizeof *out->total);
        out->widest = arena_array(arena, s.areas + 1, sizeof *out->widest);
        struct sums sums = take_samples(&s, o->threads, scratch);
        area_indices(&s, &sums, out);
        for (size_t k = 0; k < s.factor_count; k++)
            out->model[k] =
                sobol_index(s.a, s.b, s.ab + k * s.samples, s.samples, s.seed, RESAMPLES);
        arena_free(scratch);
    }
    sampler_free(sampler);
    return out;
}
