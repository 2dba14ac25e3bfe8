/* Sampling noise: a share or a rate over few people would have come out otherwise another year.
 * Where the rules name what a value is a share of (bas:), the count behind it is drawn anew:
 * binomially for a share (a pure number of at most 1: people of people, however it is written), by
 * Poisson for a rate (anything else). */
#ifndef ETABLERA_ANALYSIS_NOISE_H
#define ETABLERA_ANALYSIS_NOISE_H

#include "analysis/plan.h"
#include "analysis/sampler.h"

struct noise;

/* NULL when no indicator of the plan, nor any substitute of one, names its base. */
struct noise *noise_new(struct work *w, const struct plan *plan, struct arena *arena);
/* May the points of the indicator move? */
bool noise_touches(const struct noise *noise, uint32_t indicator);
/* r with other values of those indicators; it lives in the arena and shares the rest with r. */
struct result noise_put(const struct noise *noise, const struct result *r, const struct draw *draw,
                        struct arena *arena);

#endif
