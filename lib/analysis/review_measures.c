/* Scales that cut off, indicators that say the same, sources that are too old. */
#include "analysis/review.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/diagnosis.h"
#include "analysis/scale_hint.h"
#include "base/date.h"
#include "base/number.h"

enum { FEWEST_PAIRED = 10 };
static const double MOST_ALIKE = 0.95;

/* --- outside the goalposts --------------------------------------------------------------------
 */

/* The values that stand in place s of an indicator: 0 its own, k its k-th substitute's. */
static void clipped(struct work *w, uint32_t k, size_t s)
{
    const struct indicator *own = &w->model->indicators[k];
    const struct indicator *used = s ? &w->model->indicators[own->substitutes[s - 1]] : own;
    struct clipping c = clipping_of(w->result, k, s);
    if (!is_clipped(&c))
        return;
    char counts[4][32];
    size_t values[4] = {c.below + c.above, c.have, c.below, c.above};
    for (size_t i = 0; i < 4; i++)
        number_text(counts[i], (double)values[i]);
    struct diagnostic *told =
        diagnose(w->d, "W811", used->scale_place, head_label(&used->head, w->d->lang), counts[0],
                 counts[1], counts[2], counts[3], NULL);
    const struct indicator_result *x = &w->result->indicators[k];
    if (seem_shares(w, used, x))
        told->hint = scale_hint(w, used, x);
}

void review_clipped(struct work *w)
{
    for (uint32_t k = 0; k < w->model->indicator_count; k++) {
        const struct indicator *ind = &w->model->indicators[k];
        for (size_t s = 0; ind->role == ROLE_INDICATOR && s <= ind->substitute_count; s++)
            clipped(w, k, s);
    }
}

/* Two numbers do not say which end is the good one. */
void review_directions(struct work *w)
{
    for (size_t k = 0; k < w->model->indicator_count; k++) {
        const struct indicator *ind = &w->model->indicators[k];
        if (ind->scale == SCALE_GOALPOSTS && !ind->direction_stated)
            diagnose(w->d, "N806", ind->scale_place, head_label(&ind->head, w->d->lang), NULL);
    }
}

/* --- pairs ------------------------------------------------------------------------------------ */

static bool is_weighed(const struct model *m, size_t k)
{
    const struct indicator *i = &m->indicators[k];
    return i->role == ROLE_INDICATOR && i->parent != UINT32_MAX && i->weight > 0;
}

void review_correlated(struct work *w)
{
    const struct model *m = w->model;
    for (uint32_t a = 0; a < m->indicator_count; a++)
        for (uint32_t b = a + 1; is_weighed(m, a) && b < m->indicator_count; b++) {
            if (!is_weighed(m, b))
                continue;
            double r = pearson(w->result->indicators[a].points, w->result->indicators[b].points,
                               w->n, FEWEST_PAIRED);
            if (isnan(r) || fabs(r) <= MOST_ALIKE)
                continue;
            char text[64];
            number_fixed(text, r, 2, w->d->lang == LANG_SV ? ',' : '.', false);
            diagnose(w->d, r > 0 ? "W812" : "W813", m->indicators[b].weight_place,
                     head_label(&measured_mostly(w->result, a)->head, w->d->lang),
                     head_label(&measured_mostly(w->result, b)->head, w->d->lang), text, NULL);
        }
}

/* --- age -------------------------------------------------------------------------------------- */

/* The newest period that any column of the source has a value for; 0 when none has a year. */
static int32_t newest(const struct work *w, uint32_t source)
{
    int32_t period = 0;
    for (size_t v = 0; v < w->model->variable_count; v++) {
        size_t series = w->bundle->series[v];
        if (w->model->variables[v].owner != source || series == SIZE_MAX)
            continue;
        const struct series *s = &w->bundle->data->series[series];
        for (size_t k = 0; k < s->count; k++)
            if (status_has_value(s->status[k]) && s->period[k] > period)
                period = s->period[k];
    }
    return period;
}

/* The last day of a month or year. */
static int32_t last_day(int32_t period)
{
    int32_t year = period_year(period), month = period % 100;
    return month == 0 || month == 12 ? date_number(year * 10000 + 1231)
                                     : date_number(year * 10000 + (month + 1) * 100 + 1) - 1;
}

void review_fresh(struct work *w)
{
    for (uint32_t s = 0; s < w->model->source_count; s++) {
        const struct source *source = &w->model->sources[s];
        int32_t period = source->fresh_days ? newest(w, s) : 0;
        if (period <= 0)
            continue;
        int32_t days = date_number(w->day) - last_day(period);
        if (days <= source->fresh_days)
            continue;
        char age[32], most[32];
        diagnose(w->d, "W810", source->file_place, head_label(&source->head, w->d->lang),
                 number_text(age, days), number_text(most, source->fresh_days), NULL);
    }
}
