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

/* z of 1, 2, 6: mean 3, population deviation sqrt(14/3) = 2.160246899469287 */
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
    {"z",
     {.scale = SCALE_ZSCORE},
     {1, 2, 6},
     {-0.9258200997725514, -0.4629100498862757, 1.3887301496588271}},
    {"percentile", {.scale = SCALE_PERCENTILE}, {1, 2, 6}, {0, 50, 100}},
    {"rank", {.scale = SCALE_RANK}, {1, 2, 6}, {1, 2, 3}},
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
