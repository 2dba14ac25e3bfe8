/* Places again and again over the same number of areas: the same as rank_values() gives, without
 * sorting from the start each time, since one draw's order is close to the next one's. */
#ifndef ETABLERA_ANALYSIS_PLACING_H
#define ETABLERA_ANALYSIS_PLACING_H

#include <stddef.h>
#include <stdint.h>

#include "rules/model.h"

struct placing;
struct placing *placing_new(size_t areas);
void placing_free(struct placing *p);

/* Places of the scores, rounded and with equal ones placed as the model says; NAN gets 0. */
void placing_rank(struct placing *p, const struct model *m, const double *score, size_t n,
                  int32_t *rank);

#endif
