/* Values in place of missing ones, where the rules ask for them: always marked, never counted as
 * coverage. OECD/JRC Handbook (2008), chapter 3, unconditional mean and median. */
#include <math.h>
#include <stdlib.h>

#include "analysis/evaluate.h"

struct imputation {
    bool peers, median;
    const char *sv, *en; /* why there is a value, with how many it rests on */
};

static const struct imputation RULES[MISSING_KINDS] = {
    [MISSING_MEDIAN] = {false, true, "medianen av %zu områden", "the median of %zu areas"},
    [MISSING_MEAN] = {false, false, "medelvärdet av %zu områden", "the mean of %zu areas"},
    [MISSING_PEER_MEDIAN] = {true, true, "medianen av %zu liknande områden",
                             "the median of %zu similar areas"},
    [MISSING_PEER_MEAN] = {true, false, "medelvärdet av %zu liknande områden",
                           "the mean of %zu similar areas"},
};

/* The peers of the first block that names them in a file: those by distance rest on values that may
 * be imputed. NULL when there is none. */
static const uint32_t *published_peers(const struct work *w, size_t area)
{
    for (size_t k = 0; k < w->model->peers_count; k++)
        if (w->model->peers[k].compared_count == 0)
            return w->bundle->published[k].inside[area];
    return NULL;
}

/* What was measured, of all areas or of one's peers. */
static size_t known(const struct work *w, const struct imputation *rule, size_t area,
                    const double *measured, double *out)
{
    size_t n = 0;
    if (rule->peers) {
        const uint32_t *peers = published_peers(w, area);
        for (; peers && *peers != UINT32_MAX; peers++)
            if (!isnan(measured[*peers]))
                out[n++] = measured[*peers];
        return n;
    }
    for (size_t i = 0; i < w->n; i++)
        if (!isnan(measured[i]))
            out[n++] = measured[i];
    return n;
}

static double mean_of(const double *values, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += values[i];
    return sum / (double)n;
}

static bool has_substitute(const struct work *w, const struct indicator *ind, size_t area)
{
    for (size_t s = 0; s < ind->substitute_count; s++)
        if (status_has_value(w->result->indicators[ind->substitutes[s]].cells[area].status))
            return true;
    return false;
}

void impute(struct work *w, const struct indicator *ind, struct indicator_result *r)
{
    const struct imputation *rule = &RULES[ind->missing];
    if (!rule->sv)
        return;
    double *measured = memory_alloc(2 * (w->n + 1) * sizeof *measured), *some = measured + w->n + 1;
    for (size_t i = 0; i < w->n; i++)
        measured[i] = status_has_value(r->cells[i].status) ? r->cells[i].value : NAN;
    for (size_t i = 0; i < w->n; i++) {
        if (!isnan(measured[i]) || has_substitute(w, ind, i))
            continue;
        size_t n = known(w, rule, i, measured, some);
        if (n == 0)
            continue;
        r->cells[i] = cell_number(rule->median ? median_of(some, n) : mean_of(some, n));
        r->cells[i].status = STATUS_IMPUTED;
        r->cells[i].period = w->model->base_year * 100;
        r->cells[i].file = UINT32_MAX;
        r->imputed[i] = 1;
        r->imputed_count++;
        r->reason[i] = arena_printf(w->result->arena, rule->sv, n);
        r->reason_en[i] = arena_printf(w->result->arena, rule->en, n);
    }
    free(measured);
}
