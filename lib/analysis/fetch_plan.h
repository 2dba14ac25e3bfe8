/* What the rules want fetched, as plain descriptions for data/fetch.h. */
#ifndef ETABLERA_ANALYSIS_FETCH_PLAN_H
#define ETABLERA_ANALYSIS_FETCH_PLAN_H

#include "analysis/analysis.h"
#include "data/fetch.h"
#include "rules/model.h"

struct placed {
    const char *name, *glob; /* glob: below the data folder */
};
struct fetch_plan {
    struct dataset_bundle *bundle; /* owns all of it */
    struct fetch_source *sources;  /* in the order of the rules, registers last */
    size_t count;
    struct placed *by_hand; /* sources and registers that nobody says how to fetch */
    size_t by_hand_count;
    const struct areas *areas;
    const struct area_register *known;
    const char *const
        *area_codes; /* the areas studied; all of the register where scales need them */
    size_t area_code_count;
};

/* False: told. */
bool fetch_plan_make(const struct model *m, struct fetch_plan *out, struct diagnostics *d);
void fetch_plan_free(struct fetch_plan *p);

#endif
