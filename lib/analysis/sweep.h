/* One scalar, many values: score and rank of every area in the root index at each. */
#ifndef ETABLERA_ANALYSIS_SWEEP_H
#define ETABLERA_ANALYSIS_SWEEP_H

#include "analysis/analysis.h"

struct sweep {
    struct arena *arena;
    const struct result *base;
    struct ref target;
    double now; /* its value in the model */
    double *values;
    size_t count;
    double **score; /* [values][areas] NAN when not assessable */
    int32_t **rank; /* [values][areas] 0 when not assessable */
};

/* Values from, from + step, … to (step's sign does not matter, 0 is no step). NULL when a value is
 * not allowed (*bad), or when there would be more than LIMIT_SWEEP of them (*bad NAN). */
struct sweep *sweep_run(const struct dataset_bundle *b, const struct analysis_options *o,
                        const struct result *base, struct ref target, double from, double to,
                        double step, double *bad);
void sweep_free(struct sweep *s);

#endif
