/* Random numbers by counter: number k of draw i in a stream depends on the seed, the stream, i and
 * k and on nothing else, so that any number of threads, in any order, gives the same bytes.
 * Generator: Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2,
 * 3", SC 2011), from Random123. Distributions: GSL. */
#ifndef ETABLERA_ANALYSIS_RANDOM_H
#define ETABLERA_ANALYSIS_RANDOM_H

#include <stddef.h>
#include <stdint.h>

/* n numbers, uniform in the open interval 0-1, into out. */
void random_uniforms(uint32_t seed, uint32_t stream, uint64_t draw, double *out, size_t n);

/* The quantile of a gamma distribution with that shape and scale 1 at 0 < u < 1. */
double random_gamma_at(double u, double shape);

/* A place in a stream, for distributions that take as many numbers as they need. */
struct random_source {
    uint32_t seed, stream;
    uint64_t draw;
    uint32_t next, block[4]; /* numbers taken so far; the block of four that holds the next */
};
struct random_source random_source_at(uint32_t seed, uint32_t stream, uint64_t draw);
/* How many of n chances of p come true; 0 <= p <= 1. Exact, BTPE (Kachitvichyanukul and Schmeiser,
 * 1988). */
double random_binomial(struct random_source *s, double p, uint32_t n);
/* How many events when mean >= 0 are expected. */
double random_poisson(struct random_source *s, double mean);

#endif
