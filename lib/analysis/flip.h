/* Which single number, changed as little as possible, puts the area that is behind ahead of the
 * other in the root index. */
#ifndef ETABLERA_ANALYSIS_FLIP_H
#define ETABLERA_ANALYSIS_FLIP_H

#include "analysis/analysis.h"

struct flip {
    struct ref target;
    double now, value; /* no value with as few decimals that is nearer to `now` is enough */
    double relative;   /* of its value; of the scale's width when that is 0 */
    double score[2];   /* ahead, behind: after the change */
    int32_t rank[2];
};

struct flips {
    struct arena *arena;
    const struct result *base;
    uint32_t ahead, behind; /* as they are now; the first asked for is ahead when they tie */
    struct flip *items;     /* smallest change first */
    size_t count;
    size_t tried; /* numbers that reach the index */
    bool judged;  /* both have a score now; else nothing was tried */
};

enum { FLIPS_SHOWN = 5 };

/* Weights from 0 to a hundred times more, goalposts that leave the scale a width, assumptions
 * within their range (else from 0 to a hundred times more). */
struct flips *flip_find(const struct dataset_bundle *b, const struct analysis_options *o,
                        const struct result *base, uint32_t first, uint32_t second);
void flips_free(struct flips *f);

#endif
