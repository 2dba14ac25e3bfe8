/* Places again and again over the same number of areas: the same as rank_values() gives, without
 * sorting from the start each time, since one draw's order is close to the next one's. */
#ifndef ETABLERA_ANALYSIS_PLACING_H
#define ETABLERA_ANALYSIS_PLACING_H

#include <stddef.h>
#include <stdint.h>

struct placing;
struct placing *placing_new(size_t areas);
void placing_free(struct placing *p);

/* Competition ranks of the scores rounded to `decimals` (< 0: as they are), 1 = highest; NAN gets
 * 0.
 */
void placing_rank(struct placing *p, const double *score, size_t n, int decimals, int32_t *rank);

#endif
