#include "analysis/group.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"

struct area_group group_of_neighbours(const struct result *r, uint32_t area)
{
    const struct area_result *a = &r->area[area];
    return (struct area_group){a->neighbours, a->neighbour_count};
}

struct area_group group_of_peers(const struct result *r, uint32_t block, uint32_t area,
                                 struct arena *arena)
{
    const struct peers_result *p = &r->peers[block];
    uint32_t *areas = arena_array(arena, p->count[area] + 1, sizeof *areas);
    struct area_group g = {areas, 0};
    for (size_t i = 0; i < p->count[area]; i++)
        if (p->list[area][i].area != UINT32_MAX)
            areas[g.count++] = p->list[area][i].area;
    return g;
}

double group_median_value(const struct result *r, const struct area_group *g, uint32_t indicator,
                          uint32_t area)
{
    const struct indicator_result *x = &r->indicators[indicator];
    double *values = memory_alloc((g->count + 1) * sizeof *values), median = NAN;
    bool alike = status_has_value(x->cells[area].status);
    for (size_t i = 0; i < g->count; i++) {
        uint32_t other = g->areas[i];
        bool has = status_has_value(x->cells[other].status);
        alike = alike && (!has || x->substitute[other] == x->substitute[area]);
        values[i] = has ? x->cells[other].value : NAN;
    }
    if (alike)
        median = median_of(values, g->count);
    free(values);
    return median;
}
