/* Data put together from several readings of it: of each source, or of one area and of the others,
 * which reading counts. Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_COMPOSE_H
#define ETABLERA_ANALYSIS_COMPOSE_H

#include "analysis/evaluate.h"

struct read_data { /* what was read by one model's descriptions */
    const struct model *model;
    const struct dataset_bundle *bundle;
};

/* The name that the file of local facts goes by, beside the names of sources and registers. */
extern const char facts_name[];

/* All readings must have the same areas. pick() says which of them a source, a register or a fact
 * is taken from. The result is for m, shares with the readings, and is freed before them. */
typedef size_t compose_pick(void *context, const char *name);
struct dataset_bundle *compose_sources(const struct model *m, const struct read_data *from,
                                       size_t count, compose_pick *pick, void *context);
/* One area's rows from `own`, all others' from `others`; both were read by the same model. */
struct dataset_bundle *compose_area(const struct read_data *own, const struct read_data *others,
                                    uint32_t area);

bool same_areas(const struct dataset_bundle *a, const struct dataset_bundle *b);
/* Names of what two readings by the same model differ in, in the order of the rules: sources, then
 * registers, then facts. */
const char **compose_differences(const struct read_data *a, const struct read_data *b,
                                 struct arena *arena, size_t *count);

#endif
