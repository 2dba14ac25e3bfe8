/* Each scale with a case computed by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "analysis/evaluate.h"

static struct cell known(double v)
{
    return (struct cell){v, STATUS_OBSERVED, 202400, 0, 1, false};
}

struct scale_case {
    const char *what;
    struct indicator ind;
    double in[3], out[3];
};

static struct step STEPS[] = {{0, 0}, {1, 40}, {2, 70}, {3, 100}};

/* z of 1, 2, 6: mean 3, sum of squares 14, deviation sqrt(14/2) = 2.6457513110645907 */
static const struct scale_case CASES[] = {
    {"goalposts",
     {.scale = SCALE_GOALPOSTS, .low = 2, .high = 6, .clamped = true},
     {1, 3, 7},
     {0, 25, 100}},
    {"goalposts, lower is better",
     {.scale = SCALE_GOALPOSTS, .low = 2, .high = 6, .clamped = true, .reversed = true},
     {1, 3, 7},
     {100, 75, 0}},
    {"goalposts, not clamped",
     {.scale = SCALE_GOALPOSTS, .low = 2, .high = 6},
     {0, 2, 8},
     {-50, 0, 150}},
    {"steps", {.scale = SCALE_STEPS, .steps = STEPS, .step_count = 4}, {0, 2, 9}, {0, 70, 100}},
    {"direct", {.scale = SCALE_DIRECT}, {0, 55, 100}, {0, 55, 100}},
    {"min-max", {.scale = SCALE_MINMAX}, {1, 2, 6}, {0, 20, 100}},
    {"min-max, lower is better",
     {.scale = SCALE_MINMAX, .reversed = true},
     {1, 2, 6},
     {100, 80, 0}},
    {"min-max from 1 to 10",
     {.scale = SCALE_MINMAX, .points_low = 1, .points_high = 10},
     {1, 2, 6},
     {1, 2.8, 10}},
    {"min-max of all the same", {.scale = SCALE_MINMAX}, {4, 4, 4}, {50, 50, 50}},
    {"min-max between fixed ends",
     {.scale = SCALE_MINMAX, .compared = COMPARED_FIXED, .fixed_low = 2, .fixed_high = 4},
     {1, 2, 6},
     {-50, 0, 200}},
    {"min-max between fixed ends, clamped",
     {.scale = SCALE_MINMAX,
      .compared = COMPARED_FIXED,
      .fixed_low = 2,
      .fixed_high = 4,
      .clamped = true},
     {1, 3, 6},
     {0, 50, 100}},
    {"z",
     {.scale = SCALE_ZSCORE},
     {1, 2, 6},
     {-0.7559289460184544, -0.3779644730092272, 1.1338934190276817}},
    {"z with mean 100 and spread 10, lower is better",
     {.scale = SCALE_ZSCORE, .mean = 100, .spread = 10, .reversed = true},
     {1, 2, 6},
     {107.55928946018454, 103.77964473009227, 88.66106580972318}},
    {"z against a fixed mean and spread",
     {.scale = SCALE_ZSCORE, .compared = COMPARED_FIXED, .fixed_mean = 2, .fixed_spread = 4},
     {1, 2, 6},
     {-0.25, 0, 1}},
    {"percentile", {.scale = SCALE_PERCENTILE}, {1, 2, 6}, {0, 50, 100}},
    {"percentile with two equal", {.scale = SCALE_PERCENTILE}, {1, 6, 6}, {0, 75, 75}},
    {"rank", {.scale = SCALE_RANK}, {1, 2, 6}, {1, 2, 3}},
    {"rank with two equal", {.scale = SCALE_RANK}, {1, 6, 6}, {1, 2, 2}},
    {"rank, lower is better", {.scale = SCALE_RANK, .reversed = true}, {1, 2, 6}, {3, 2, 1}},
    {"borda", {.scale = SCALE_BORDA}, {1, 2, 6}, {0, 1, 2}},
    {"borda with two equal", {.scale = SCALE_BORDA}, {6, 2, 2}, {2, 0.5, 0.5}},
    /* -23 ln(1 - R (1 - e^(-100/23))) with R = 1/3, 2/3, 1 */
    {"exponential",
     {.scale = SCALE_EXPONENTIAL},
     {1, 2, 6},
     {9.177425077599056, 24.68064330052791, 100}},
    {"classes", {.scale = SCALE_CLASSES, .classes = 3}, {1, 2, 6}, {0, 50, 100}},
    {"two classes", {.scale = SCALE_CLASSES, .classes = 2}, {1, 2, 6}, {0, 0, 100}},
    {"target", {.scale = SCALE_TARGET, .target = 5, .clamped = true}, {1, 2, 6}, {0, 25, 100}},
    {"target, lower is better",
     {.scale = SCALE_TARGET, .target = 2, .clamped = true, .reversed = true},
     {1, 4, 6},
     {100, 50, 0}},
    {"target that all have passed",
     {.scale = SCALE_TARGET, .target = 1},
     {1, 2, 6},
     {100, 100, 100}},
    {"share of the best",
     {.scale = SCALE_SHARE, .anchor = ANCHOR_BEST},
     {1, 2, 8},
     {12.5, 25, 100}},
    {"share of the best, lower is better",
     {.scale = SCALE_SHARE, .anchor = ANCHOR_BEST, .reversed = true},
     {1, 2, 8},
     {100, 50, 12.5}},
    {"share of the mean",
     {.scale = SCALE_SHARE, .anchor = ANCHOR_MEAN},
     {1, 2, 6},
     {100 / 3., 200 / 3., 200}},
    {"share of the worst",
     {.scale = SCALE_SHARE, .anchor = ANCHOR_WORST},
     {1, 2, 6},
     {100, 200, 600}},
    {"distance to the best",
     {.scale = SCALE_DISTANCE, .anchor = ANCHOR_BEST},
     {1, 2, 8},
     {-87.5, -75, 0}},
    {"distance to the mean",
     {.scale = SCALE_DISTANCE, .anchor = ANCHOR_MEAN},
     {1, 3, 8},
     {-75, -25, 100}},
    {"distance to the best, lower is better",
     {.scale = SCALE_DISTANCE, .anchor = ANCHOR_BEST, .reversed = true},
     {2, 3, 4},
     {0, -50, -100}},
    /* the ends are drawn in only when the distribution does not pass: three values always do */
    {"min-max with an outlier rule",
     {.scale = SCALE_MINMAX, .outliers = OUTLIER_WINSORISE, .outliers_most = 1},
     {1, 2, 6},
     {0, 20, 100}},
};

Test(scale, every_scale_by_hand)
{
    for (size_t k = 0; k < sizeof CASES / sizeof CASES[0]; k++) {
        const struct scale_case *c = &CASES[k];
        struct cell cells[4] = {known(c->in[0]), known(c->in[1]), cell_missing(STATUS_SECRET),
                                known(c->in[2])};
        double points[4];
        scale_points(&c->ind, cells, 4, points);
        cr_expect(fabs(points[0] - c->out[0]) < 1e-9, "%s: %g", c->what, points[0]);
        cr_expect(fabs(points[1] - c->out[1]) < 1e-9, "%s: %g", c->what, points[1]);
        cr_expect(isnan(points[2]), "%s: missing stays missing", c->what);
        cr_expect(fabs(points[3] - c->out[2]) < 1e-9, "%s: %g", c->what, points[3]);
    }
}
