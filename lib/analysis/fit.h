/* The straight line that rest(y; x) is the residual of: ordinary least squares over the areas that
 * have both. It is one explanation only, and rough: R² says how rough. */
#ifndef ETABLERA_ANALYSIS_FIT_H
#define ETABLERA_ANALYSIS_FIT_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "data/dataset.h"

struct fit {
    double x, y;  /* means: the line goes through that point */
    double slope; /* NAN where x is the same everywhere */
    double r2;    /* share of the spread in y that the line explains; NAN without spread */
    size_t n;     /* areas with both */
    size_t used;  /* areas whose value is a residual of it */
    int32_t year; /* that y and x were read at */
};

static inline double fit_level(const struct fit *f)
{
    return f->y - f->slope * f->x;
}

/* Those met while the values of one indicator are computed. */
struct fits {
    struct arena *arena;
    struct fit *items;
    size_t count, capacity;
};

struct fit fit_line(const struct cell *y, const struct cell *x, size_t n);
void fits_add(struct fits *fits, struct fit fit);

#endif
