#include "analysis/uncertain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/plan.h"
#include "analysis/random.h"
#include "base/limits.h"
#include "base/parallel.h"

enum { DRAWS_A_PIECE = 128, STREAM = 1 };

/* What is counted, in whole numbers: sums do not depend on the order of the draws. */
struct counts {
    uint32_t *at;    /* [areas][areas + 1] draws with that place; 0 = none */
    uint32_t *above; /* [areas][areas] draws in which the first stands above the second */
    size_t failed;
};

struct drawing {
    const struct sampler *sampler;
    size_t areas, factors;
    uint32_t draws, seed;
    struct seat **seats; /* [threads] */
    struct counts *counts;
    double **u, **score; /* [threads] */
    int32_t **rank;
};

static struct counts counts_new(size_t areas)
{
    size_t at = areas * (areas + 1) + 1, above = areas * areas + 1;
    struct counts c = {memory_alloc(at * sizeof *c.at), memory_alloc(above * sizeof *c.above), 0};
    memset(c.at, 0, at * sizeof *c.at);
    memset(c.above, 0, above * sizeof *c.above);
    return c;
}

static void counts_free(struct counts *c)
{
    free(c->at);
    free(c->above);
}

static void counts_add(struct counts *to, const struct counts *from, size_t areas)
{
    for (size_t i = 0; i < areas * (areas + 1); i++)
        to->at[i] += from->at[i];
    for (size_t i = 0; i < areas * areas; i++)
        to->above[i] += from->above[i];
    to->failed += from->failed;
}

/* Areas without a place stand below all others, and above none. */
static void count_draw(struct counts *c, int32_t *rank, size_t n)
{
    size_t placed = 0;
    for (size_t i = 0; i < n; i++) {
        c->at[i * (n + 1) + (size_t)rank[i]]++;
        placed += rank[i] > 0;
        rank[i] = rank[i] ? rank[i] : INT32_MAX;
    }
    c->failed += placed == 0;
    for (size_t i = 0; i < n; i++) {
        uint32_t *restrict above = c->above + i * n;
        for (size_t k = 0; k < n; k++)
            above[k] += rank[i] < rank[k];
    }
}

static void draw_piece(void *context, size_t piece, int thread)
{
    struct drawing *d = context;
    size_t end = (piece + 1) * DRAWS_A_PIECE < d->draws ? (piece + 1) * DRAWS_A_PIECE : d->draws;
    for (size_t i = piece * DRAWS_A_PIECE; i < end; i++) {
        struct draw draw = {d->u[thread], d->seed, STREAM, i};
        random_uniforms(d->seed, STREAM, i, d->u[thread], d->factors);
        sampler_run(d->seats[thread], &draw, d->score[thread], d->rank[thread]);
        count_draw(&d->counts[thread], d->rank[thread], d->areas);
    }
}

static struct counts draw_all(struct drawing *d, int wanted)
{
    size_t pieces = (d->draws + DRAWS_A_PIECE - 1) / DRAWS_A_PIECE;
    size_t threads = (size_t)parallel_threads(wanted, pieces);
    d->seats = memory_alloc(threads * sizeof *d->seats);
    d->counts = memory_alloc(threads * sizeof *d->counts);
    d->u = memory_alloc(threads * sizeof *d->u);
    d->score = memory_alloc(threads * sizeof *d->score);
    d->rank = memory_alloc(threads * sizeof *d->rank);
    for (size_t t = 0; t < threads; t++) {
        d->seats[t] = seat_new(d->sampler);
        d->counts[t] = counts_new(d->areas);
        d->u[t] = memory_alloc((d->factors + 1) * sizeof(double));
        d->score[t] = memory_alloc((d->areas + 1) * sizeof(double));
        d->rank[t] = memory_alloc((d->areas + 1) * sizeof(int32_t));
    }
    parallel_run(wanted, pieces, draw_piece, d);
    struct counts all = d->counts[0];
    for (size_t t = 0; t < threads; t++) {
        if (t > 0) {
            counts_add(&all, &d->counts[t], d->areas);
            counts_free(&d->counts[t]);
        }
        seat_free(d->seats[t]);
        free(d->u[t]);
        free(d->score[t]);
        free(d->rank[t]);
    }
    free(d->seats);
    free(d->counts);
    free(d->u);
    free(d->score);
    free(d->rank);
    return all;
}

/* --- what the counts say ----------------------------------------------------------------------
 */

/* Quantile type 1 (Hyndman and Fan, 1996): the inverse of the empirical distribution. */
static int32_t place_at(const uint32_t *at, size_t areas, uint32_t placed, double share)
{
    double seen = 0;
    for (size_t k = 1; k <= areas; k++) {
        seen += at[k];
        if (at[k] && seen >= share * placed)
            return (int32_t)k;
    }
    return 0;
}

static void summarise(struct uncertain *u, const struct counts *c, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const uint32_t *at = c->at + i * (n + 1);
        uint32_t top = 0;
        u->placed[i] = u->draws - at[0];
        u->median[i] = place_at(at, n, u->placed[i], 0.5);
        u->low[i] = place_at(at, n, u->placed[i], 0.05);
        u->high[i] = place_at(at, n, u->placed[i], 0.95);
        for (size_t k = 1; k <= n && k <= u->top; k++)
            top += at[k];
        u->among_top[i] = u->placed[i] ? (double)top / u->placed[i] : NAN;
    }
}

/* The free area with the best median; among equals the one that more often stands above. */
static size_t first_free(const struct uncertain *u, const struct counts *c, size_t n)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < n; i++) {
        if (u->band[i] || !u->median[i])
            continue;
        bool before =
            best == SIZE_MAX || u->median[i] < u->median[best] ||
            (u->median[i] == u->median[best] && c->above[i * n + best] > c->above[best * n + i]);
        if (before)
            best = i;
    }
    return best;
}

/* A band opens with the first free area, and takes those that it stands above in too few draws.
 * Overlap of intervals is no such rule: it is not transitive. */
static void make_bands(struct uncertain *u, const struct counts *c, size_t n)
{
    const double enough =
        u->together * (double)(u->draws - u->failed) - 1e-6; /* 81 % of 10 000 is 8 100 */
    size_t opener = SIZE_MAX, next;
    while ((next = first_free(u, c, n)) != SIZE_MAX) {
        bool apart = opener == SIZE_MAX || (double)c->above[opener * n + next] >= enough;
        if (apart) {
            opener = next;
            u->bands++;
        }
        u->band[next] = (int32_t)u->bands;
    }
}

static struct uncertain *room(struct arena *arena, size_t n)
{
    struct uncertain *u = arena_alloc(arena, sizeof *u);
    u->median = arena_array(arena, n + 1, sizeof *u->median);
    u->low = arena_array(arena, n + 1, sizeof *u->low);
    u->high = arena_array(arena, n + 1, sizeof *u->high);
    u->placed = arena_array(arena, n + 1, sizeof *u->placed);
    u->among_top = arena_array(arena, n + 1, sizeof *u->among_top);
    u->band = arena_array(arena, n + 1, sizeof *u->band);
    return u;
}

static const struct factor *kept_factors(const struct sampler *s, size_t *count,
                                         struct arena *arena)
{
    const struct factor *factors = sampler_factors(s, count);
    struct factor *copy = arena_array(arena, *count + 1, sizeof *copy);
    if (*count)
        memcpy(copy, factors, *count * sizeof *copy);
    return copy;
}

struct uncertain *uncertain_run(const struct result *r, const struct dataset_bundle *b,
                                const struct analysis_options *o, struct arena *arena)
{
    const struct uncertainty *rule = &r->model->uncertainty;
    int32_t draws = o->draws ? o->draws : rule->draws;
    struct sampler *s =
        draws > 0 && r->areas && r->areas <= LIMIT_UNCERTAIN_AREAS ? sampler_new(r, b, o) : NULL;
    if (!s)
        return NULL;
    struct uncertain *u = room(arena, r->areas);
    u->draws = (uint32_t)draws;
    u->seed = (uint32_t)(o->seed ? o->seed : rule->seed);
    u->top = (uint32_t)rule->top;
    u->together = rule->together;
    u->factors = kept_factors(s, &u->factor_count, arena);
    struct drawing d = {.sampler = s,
                        .areas = r->areas,
                        .factors = u->factor_count,
                        .draws = u->draws,
                        .seed = u->seed};
    struct counts c = draw_all(&d, o->threads);
    u->failed = c.failed;
    summarise(u, &c, r->areas);
    make_bands(u, &c, r->areas);
    counts_free(&c);
    sampler_free(s);
    return u;
}
