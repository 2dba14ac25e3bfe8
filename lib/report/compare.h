/* What lifts an area and what holds it back: each indicator's points against the median, times its
 * weight all the way down from the root. */
#ifndef ETABLERA_REPORT_COMPARE_H
#define ETABLERA_REPORT_COMPARE_H

#include "report/view.h"

struct effect {
    uint32_t indicator;
    double effect; /* points of the root, roughly: + lifts, - holds back */
};

/* Fills out[0..most) with the strongest effects of the sign, strongest first; returns how many.
 * Indicators without points are left out. */
size_t compare_effects(const struct view *v, uint32_t area, bool lifting, struct effect *out,
                       size_t most);

/* The area one place up (step -1) or down (step +1) and the distance in points; false when none. */
bool compare_next(const struct view *v, uint32_t area, int step, uint32_t *other, double *distance);

#endif
