/* Some areas whose medians together make an imagined area to compare with. */
#ifndef ETABLERA_ANALYSIS_GROUP_H
#define ETABLERA_ANALYSIS_GROUP_H

#include "analysis/result.h"

struct area_group {
    const uint32_t *areas;
    size_t count; /* 0: there are none */
};

/* Those that border on the area; those that a block of peers names, if they are studied. */
struct area_group group_of_neighbours(const struct result *r, uint32_t area);
struct area_group group_of_peers(const struct result *r, uint32_t block, uint32_t area,
                                 struct arena *arena);

/* The median of the areas' values of an indicator when all that have one measure the same as
 * `area` does (its own, or the same substitute); else NAN. */
double group_median_value(const struct result *r, const struct area_group *g, uint32_t indicator,
                          uint32_t area);

#endif
