#include "analysis/fit.h"

#include <math.h>

static bool both(const struct cell *y, const struct cell *x, size_t i)
{
    return status_has_value(y[i].status) && status_has_value(x[i].status);
}

struct fit fit_line(const struct cell *y, const struct cell *x, size_t n)
{
    double mx = 0, my = 0, xx = 0, xy = 0, yy = 0, count = 0;
    for (size_t i = 0; i < n; i++)
        if (both(y, x, i)) {
            mx += x[i].value;
            my += y[i].value;
            count += 1;
        }
    mx /= count;
    my /= count;
    for (size_t i = 0; i < n; i++)
        if (both(y, x, i)) {
            xx += (x[i].value - mx) * (x[i].value - mx);
            xy += (x[i].value - mx) * (y[i].value - my);
            yy += (y[i].value - my) * (y[i].value - my);
        }
    double slope = xx > 0 ? xy / xx : NAN;
    return (struct fit){.x = mx,
                        .y = my,
                        .slope = slope,
                        .r2 = xx > 0 && yy > 0 ? xy * xy / (xx * yy) : NAN,
                        .n = (size_t)count};
}

void fits_add(struct fits *fits, struct fit fit)
{
    fits->items =
        arena_grow(fits->arena, fits->items, fits->count, &fits->capacity, sizeof *fits->items);
    fits->items[fits->count++] = fit;
}
