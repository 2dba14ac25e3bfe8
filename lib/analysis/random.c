/* The only file that knows Random123 and GSL's random numbers. */
#include "analysis/random.h"

#include <Random123/philox.h>
#include <assert.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>

/* Keeps the numbers of random_source apart from those of random_uniforms. */
static const uint32_t SEQUENCE = UINT32_C(1) << 31;

static philox4x32_ctr_t block_at(uint32_t seed, uint32_t stream, uint64_t draw, uint32_t number)
{
    philox4x32_ctr_t counter = {{number, stream, (uint32_t)draw, (uint32_t)(draw >> 32)}};
    philox4x32_key_t key = {{seed, 0x65746162u}};
    return philox4x32(counter, key);
}

/* 53 bits, in the middle of their step: never 0, never 1. */
static double uniform(uint32_t high, uint32_t low)
{
    uint64_t bits = ((uint64_t)high << 32 | low) >> 11;
    return ((double)bits + 0.5) * 0x1p-53;
}

void random_uniforms(uint32_t seed, uint32_t stream, uint64_t draw, double *out, size_t n)
{
    for (size_t k = 0; k < n; k += 2) {
        philox4x32_ctr_t b = block_at(seed, stream, draw, (uint32_t)(k / 2));
        out[k] = uniform(b.v[0], b.v[1]);
        if (k + 1 < n)
            out[k + 1] = uniform(b.v[2], b.v[3]);
    }
}

double random_gamma_at(double u, double shape)
{
    assert(u > 0 && u < 1 && shape > 0);
    return gsl_cdf_gamma_Pinv(u, shape, 1);
}

struct random_source random_source_at(uint32_t seed, uint32_t stream, uint64_t draw)
{
    return (struct random_source){.seed = seed, .stream = stream, .draw = draw};
}

static unsigned long next_word(void *state)
{
    struct random_source *s = state;
    uint32_t at = s->next++ % 4;
    if (at == 0) {
        philox4x32_ctr_t b = block_at(s->seed, s->stream, s->draw, SEQUENCE | ((s->next - 1) / 4));
        for (int i = 0; i < 4; i++)
            s->block[i] = b.v[i];
    }
    return s->block[at];
}

static double next_uniform(void *state)
{
    uint32_t high = (uint32_t)next_word(state);
    return uniform(high, (uint32_t)next_word(state));
}

static void set_nothing(void *state, unsigned long seed)
{
    (void)state;
    (void)seed;
}

static const gsl_rng_type BY_COUNTER = {
    "philox4x32-10", 0xffffffffu, 0,           sizeof(struct random_source),
    set_nothing,     next_word,   next_uniform};

double random_binomial(struct random_source *s, double p, uint32_t n)
{
    assert(p >= 0 && p <= 1);
    gsl_rng generator = {&BY_COUNTER, s};
    return gsl_ran_binomial(&generator, p, n);
}

double random_poisson(struct random_source *s, double mean)
{
    assert(mean >= 0);
    gsl_rng generator = {&BY_COUNTER, s};
    return gsl_ran_poisson(&generator, mean);
}
