/* How much of a move each change caused. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "analysis/worlds.h"

/* --- exact ------------------------------------------------------------------------------------ */

/* |S|! (n - |S| - 1)! / n! for every size of S. */
static void weigh(size_t n, double *weight)
{
    for (size_t size = 0; size < n; size++) {
        double w = 1.0 / (double)n;
        for (size_t k = 0; k < size; k++) /* 1 / (n · C(n - 1, size)) */
            w *= (double)(k + 1) / (double)(n - 1 - k);
        weight[size] = w;
    }
}

static size_t bits(size_t mask)
{
    size_t n = 0;
    for (; mask; mask &= mask - 1)
        n++;
    return n;
}

/* Scores and ranks of every set of changes. False when one does not hold together. */
static bool run_all(struct diff *d, struct worlds *w, double *score, double *rank)
{
    bool taken[MOST_EXACT];
    for (size_t mask = 0; mask < (size_t)1 << d->part_count; mask++) {
        for (size_t p = 0; p < d->part_count; p++)
            taken[p] = mask >> p & 1;
        if (!worlds_run(w, taken, score + mask * d->area_count, rank + mask * d->area_count))
            return false;
    }
    return true;
}

static void add_shares(struct diff *d, size_t p, const double *score, const double *rank)
{
    size_t n = d->part_count, areas = d->area_count;
    double weight[MOST_EXACT];
    weigh(n, weight);
    for (size_t mask = 0; mask < (size_t)1 << n; mask++) {
        if (mask >> p & 1)
            continue;
        size_t with = (mask | (size_t)1 << p) * areas, without = mask * areas;
        double share = weight[bits(mask)];
        for (size_t i = 0; i < areas; i++) {
            d->parts[p].score[i] += share * (score[with + i] - score[without + i]);
            d->parts[p].rank[i] += share * (rank[with + i] - rank[without + i]);
        }
    }
}

static bool shapley_exact(struct diff *d, struct worlds *w)
{
    size_t sets = (size_t)1 << d->part_count, n = sets * (d->area_count + 1);
    double *score = memory_alloc(2 * n * sizeof *score), *rank = score + n;
    bool done = run_all(d, w, score, rank);
    for (size_t p = 0; done && p < d->part_count; p++)
        add_shares(d, p, score, rank);
    free(score);
    return done;
}

/* --- sampled ---------------------------------------------------------------------------------- */

/* Marsaglia 2003, xorshift64: the same numbers everywhere. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

/* Fisher-Yates. */
static void shuffle(size_t *order, size_t n, uint64_t *state)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = (size_t)(next_random(state) % i), kept = order[i - 1];
        order[i - 1] = order[k];
        order[k] = kept;
    }
}

struct sampling {
    struct diff *d;
    struct worlds *w;
    size_t *order;
    bool *taken;
    double *score[2], *rank[2]; /* before and after one more is taken */
};

/* Sums and sums of squares of what each adds. False when a mixture does not hold together. */
static bool one_order(struct sampling *s)
{
    struct diff *d = s->d;
    for (size_t p = 0; p < d->part_count; p++)
        s->taken[p] = false;
    if (!worlds_run(s->w, s->taken, s->score[0], s->rank[0]))
        return false;
    for (size_t k = 0; k < d->part_count; k++) {
        struct diff_part *part = &d->parts[s->order[k]];
        double *was = s->score[k % 2], *is = s->score[1 - k % 2];
        double *was_rank = s->rank[k % 2], *is_rank = s->rank[1 - k % 2];
        s->taken[s->order[k]] = true;
        if (!worlds_run(s->w, s->taken, is, is_rank))
            return false;
        for (size_t i = 0; i < d->area_count; i++) {
            double more = is[i] - was[i], places = is_rank[i] - was_rank[i];
            part->score[i] += more;
            part->rank[i] += places;
            part->score_error[i] += more * more;
            part->rank_error[i] += places * places;
        }
    }
    return true;
}

/* From the sum and the sum of squares to the mean and its standard error. */
static void settle(double *sum, double *squares, double n)
{
    double mean = *sum / n, variance = (*squares - n * mean * mean) / (n - 1);
    *sum = mean;
    *squares = isnan(mean) ? NAN : variance > 0 ? sqrt(variance / n) : 0;
}

/* An area that had no score in some of the mixtures has no parts at all: those that happened not to
 * meet one would not sum to its move. */
static void all_or_none(struct diff *d, size_t area)
{
    bool none = false;
    for (size_t p = 0; p < d->part_count; p++)
        none = none || isnan(d->parts[p].score[area]) || isnan(d->parts[p].rank[area]);
    for (size_t p = 0; none && p < d->part_count; p++) {
        struct diff_part *part = &d->parts[p];
        part->score[area] = part->rank[area] = NAN;
        part->score_error[area] = part->rank_error[area] = NAN;
    }
}

/* Numbers cost little; every other set of changes is a model of its own. */
static int samples_for(const struct diff *d)
{
    bool numbers = true;
    for (size_t p = 0; p < d->part_count; p++)
        numbers = numbers && d->parts[p].kind == PART_NUMBER;
    int few = MOST_WORLDS / (int)(d->part_count < MOST_WORLDS ? d->part_count : MOST_WORLDS);
    few = few < LEAST_SAMPLES ? LEAST_SAMPLES : few;
    return numbers || few > MOST_SAMPLES ? MOST_SAMPLES : few;
}

static bool shapley_sampled(struct diff *d, struct worlds *w)
{
    struct sampling s = {.d = d, .w = w};
    uint64_t state = 20260115;
    s.order = arena_array(d->arena, d->part_count + 1, sizeof *s.order);
    s.taken = arena_array(d->arena, d->part_count + 1, sizeof *s.taken);
    for (size_t k = 0; k < 2; k++) {
        s.score[k] = arena_array(d->arena, d->area_count + 1, sizeof(double));
        s.rank[k] = arena_array(d->arena, d->area_count + 1, sizeof(double));
    }
    for (size_t p = 0; p < d->part_count; p++)
        s.order[p] = p;
    d->samples = samples_for(d);
    for (int k = 0; k < d->samples; k++) {
        shuffle(s.order, d->part_count, &state);
        if (!one_order(&s))
            return false;
    }
    for (size_t p = 0; p < d->part_count; p++)
        for (size_t i = 0; i < d->area_count; i++) {
            settle(&d->parts[p].score[i], &d->parts[p].score_error[i], d->samples);
            settle(&d->parts[p].rank[i], &d->parts[p].rank_error[i], d->samples);
        }
    for (size_t i = 0; i < d->area_count; i++)
        all_or_none(d, i);
    return true;
}

static void clear(struct diff *d)
{
    for (size_t p = 0; p < d->part_count; p++)
        for (size_t i = 0; i < d->area_count; i++) {
            struct diff_part *part = &d->parts[p];
            part->score[i] = part->rank[i] = part->score_error[i] = part->rank_error[i] = 0;
        }
}

bool shapley(struct diff *d, struct worlds *w)
{
    clear(d);
    d->exact = d->part_count <= MOST_EXACT;
    if (d->part_count == 0)
        return true;
    return d->exact ? shapley_exact(d, w) : shapley_sampled(d, w);
}
