/* The model itself, held against what it gave: what goes with what, what tells no areas apart, what
 * weighs and what comes to mean. OECD/JRC Handbook on Constructing Composite Indicators (2008),
 * chapters 3 and 4. Everything is of the indicators that have weight under the root. */
#ifndef ETABLERA_ANALYSIS_DIAGNOSIS_H
#define ETABLERA_ANALYSIS_DIAGNOSIS_H

#include "analysis/result.h"

/* Points of two indicators, over the areas that have both. */
struct association {
    uint32_t a, b;
    double pearson, spearman; /* NAN with fewer than five areas, or without spread */
    size_t n;
};

/* An indicator or a node under the root. */
struct part_check {
    struct ref part;
    double share;             /* of the weight of the root, nominally */
    double pearson, spearman; /* with the root; the square of pearson is what it comes to mean */
    size_t n;                 /* areas that have both */
    /* of an indicator: */
    size_t have, below, above; /* with points; of them outside a scale that cuts off */
    bool constant;             /* all have the same points */
    bool clipped;              /* more than a fifth are outside */
};

struct diagnosis {
    struct part_check *parts; /* nodes and indicators as the tree lists them, the root left out */
    size_t part_count;
    struct association *pairs; /* NULL with more indicators than LIMIT_PAIRED */
    size_t pair_count;
    size_t indicators, areas; /* with weight and points; with a place */
    bool few_areas; /* fewer than three areas an indicator: correlations and alpha say little */
};

/* In the arena. Empty without a root. */
struct diagnosis diagnosis_of(const struct result *r, struct arena *arena);

/* Do two indicators nearly say the same, or cancel out? Ten areas, and 0.95. */
bool is_alike(const struct association *p);

/* What an indicator's values are in most areas: itself, or a substitute. */
const struct indicator *measured_mostly(const struct result *r, uint32_t indicator);
/* What its value is in one area; itself when there is none. */
const struct indicator *measured_in(const struct result *r, uint32_t indicator, uint32_t area);

/* Outside the goalposts of a scale that cuts off; s: 0 the indicator's own values, k those of its
 * k-th substitute. */
struct clipping {
    size_t have, below, above;
};
struct clipping clipping_of(const struct result *r, uint32_t indicator, size_t s);
bool is_clipped(const struct clipping *c); /* more than a fifth of at least five */

#endif
