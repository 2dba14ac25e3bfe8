#include "analysis/pairwise.h"

#include <math.h>

static const double NOISE = 1e-9; /* of points, and of shares of weight */

int pairwise_sign(const struct pairwise *p, double a, double b)
{
    double near = fmax(p->tolerance, NOISE);
    return isnan(a) || isnan(b) || fabs(a - b) <= near ? 0 : a > b ? 1 : -1;
}

double pairwise_share(const struct pairwise *p, const double *a, const double *b)
{
    double sum = 0, all = 0;
    for (size_t k = 0; k < p->count; k++) {
        sum += p->weight[k] * 0.5 * (1 + pairwise_sign(p, a[k], b[k]));
        all += p->weight[k];
    }
    return all > 0 ? sum / all : 0.5;
}

int pairwise_beats(double share)
{
    return share > 0.5 + NOISE ? 1 : share < 0.5 - NOISE ? -1 : 0;
}
