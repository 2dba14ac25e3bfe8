/* Correlations and alpha, by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "analysis/association.h"

/* x 1 2 3 4, y 1 3 2 4: deviations give 4 / sqrt(5 * 5) = 0.8 for both */
Test(association, pearson_and_spearman)
{
    static const double x[] = {1, 2, NAN, 3, 4}, y[] = {1, 3, 7, 2, 4}, z[] = {1, 3, 7, 2, 400};
    cr_expect(fabs(pearson(x, y, 5, 2) - 0.8) < 1e-12);
    cr_expect(fabs(spearman(x, y, 5, 2) - 0.8) < 1e-12);
    cr_expect(fabs(spearman(x, z, 5, 2) - 0.8) < 1e-12, "ranks do not see how far");
    cr_expect(isnan(pearson(x, y, 5, 5)) && isnan(spearman(x, y, 5, 5)));
    static const double flat[] = {3, 3, 3, 3, 3};
    cr_expect(isnan(pearson(x, flat, 5, 2)));
}

/* ranks 1, 2.5, 2.5, 4 against 1 2 3 4: 4.5 / sqrt(4.5 * 5) = 0.9486832980505138 */
Test(association, equals_share_their_rank)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {5, 6, 6, 9};
    cr_expect(fabs(spearman(x, y, 4, 2) - 0.9486832980505138) < 1e-12);
}

/* r(x,y) 0.8, r(x,z) 1, r(y,z) 0.8: mean 2.6/3; alpha 3 r / (1 + 2 r) = 0.951219512195122. Without
 * z: 1.6/1.8. x with y + z: 1.8 / sqrt(2 + 1.6) */
Test(association, alpha)
{
    static const double x[] = {1, 2, 3, 4}, y[] = {1, 3, 2, 4}, z[] = {10, 20, 30, 40};
    const double *columns[] = {x, y, z};
    struct arena *arena = arena_new();
    struct reliability r = reliability_of(columns, 3, 4, 2, arena);
    cr_expect(fabs(r.alpha - 0.951219512195122) < 1e-12);
    cr_expect(fabs(r.without[2] - 1.6 / 1.8) < 1e-12 && fabs(r.without[1] - 1) < 1e-12);
    cr_expect(fabs(r.rest[0] - 0.9486832980505138) < 1e-12);
    cr_expect(isnan(reliability_of(columns, 1, 4, 2, arena).alpha));
    arena_free(arena);
}
