#include "analysis/leaf_points.h"

#include <math.h>
#include <stdlib.h>

/* A scale that says what gives 0 and what gives 100 can be another; steps and points taken as they
 * are say what each value is worth. */
static bool can_vary(enum scale_kind scale)
{
    return scale != SCALE_NONE && scale != SCALE_STEPS && scale != SCALE_DIRECT &&
           scale != SCALE_CLASSES;
}

enum { DRAWN_IN = 5 }; /* at most so many values, where the rules do not say */

/* The indicator under the rule. Another scale than its own compares the areas, or all in the data.
 */
static struct indicator varied(const struct indicator *ind, const struct leaf_rule *rule)
{
    struct indicator copy = *ind;
    if (!can_vary(ind->scale))
        return copy;
    if (rule->scale != ALTERNATIVE_AS_WRITTEN && rule->scale != (int)ind->scale) {
        copy.scale = (enum scale_kind)rule->scale;
        copy.compared = ind->compared == COMPARED_ALL ? COMPARED_ALL : COMPARED_AREAS;
        copy.points_low = copy.points_high = 0;
    }
    if (rule->outliers != ALTERNATIVE_AS_WRITTEN) {
        copy.outliers = (enum outlier_rule)rule->outliers;
        copy.outliers_most = ind->outliers_most ? ind->outliers_most : DRAWN_IN;
    }
    return copy;
}

/* Points of those areas whose value is the indicator's own (which = 0) or of its which-th
 * substitute. */
static void points_of(const struct result *r, uint32_t index, uint8_t which,
                      const struct leaf_rule *rule, double *points)
{
    const struct indicator *ind = &r->model->indicators[index];
    const struct indicator_result *x = &r->indicators[index];
    uint32_t source = which ? ind->substitutes[which - 1] : index;
    struct indicator copy = varied(&r->model->indicators[source], rule);
    const double *reference = r->reference ? r->reference[source] : NULL;
    struct cell *cells = memory_alloc((r->areas + 1) * sizeof *cells);
    double *scaled = memory_alloc((r->areas + 1) * sizeof *scaled);
    for (size_t i = 0; i < r->areas; i++) {
        bool own = which || x->substitute[i] == 0;
        cells[i] = own ? r->indicators[source].cells[i] : cell_missing(STATUS_MISSING);
    }
    scale_cells(&copy, cells, r->areas, reference, r->reference_count, scaled, NULL);
    for (size_t i = 0; i < r->areas; i++)
        if (x->substitute[i] == which)
            points[i] = scaled[i];
    free(scaled);
    free(cells);
}

void leaf_points(const struct result *r, const struct plan_leaf *leaf, struct leaf_rule rule,
                 double *points)
{
    const struct indicator_result *x = &r->indicators[leaf->indicator];
    uint8_t most = 0;
    for (size_t i = 0; i < r->areas; i++)
        most = x->substitute[i] > most ? x->substitute[i] : most;
    for (uint8_t which = 0; which <= most; which++)
        points_of(r, leaf->indicator, which, &rule, points);
    if (rule.missing == VARY_MEDIAN) {
        double median = median_of(points, r->areas);
        for (size_t i = 0; i < r->areas; i++)
            points[i] = isnan(points[i]) && leaf->counted ? median : points[i];
    }
    for (size_t i = 0; leaf->reversed && i < r->areas; i++)
        points[i] = 100 - points[i];
}
