/* Ranks, percentiles and medians against hand calculations and R (named at each case). */
#include <criterion/criterion.h>
#include <math.h>

#include "analysis/evaluate.h"

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-12;
}

Test(statistics, percentile_is_r_type_7)
{
    /* R: quantile(c(1, 2, 4, 8, 16), c(0, .05, .25, .5, .95, 1), type = 7) */
    static const double share[] = {0, 0.05, 0.25, 0.5, 0.95, 1};
    static const double expected[] = {1, 1.2, 2, 4, 14.4, 16};
    for (size_t i = 0; i < 6; i++) {
        double v[] = {16, 1, 8, 2, 4};
        cr_expect(near(percentile_type7(v, 5, share[i]), expected[i]), "share %g", share[i]);
    }
}

Test(statistics, median_skips_missing)
{
    double v[] = {3, NAN, 1, 10};
    cr_expect(near(median_of(v, 4), 3));
    double none[] = {NAN};
    cr_expect(isnan(median_of(none, 1)));
}

Test(statistics, competition_rank_1224)
{
    /* 61.24 and 61.16 are both 61.2 on one decimal: shared second place, then fourth. */
    double v[] = {61.24, 70, 61.16, NAN, 12};
    int32_t rank[5];
    cr_expect(rank_values(v, 5, 1, false, rank) == 4);
    static const int32_t expected[] = {2, 1, 2, 0, 4};
    for (size_t i = 0; i < 5; i++)
        cr_expect(rank[i] == expected[i], "area %zu: %d", i, (int)rank[i]);
    rank_values(v, 5, -1, true, rank);
    cr_expect(rank[4] == 1 && rank[1] == 4);
}

Test(statistics, rank_rounds_half_away_from_zero_on_15_digits)
{
    /* LibreOffice: ROUND(1.005; 2) = 1.01 and ROUND(2.675; 2) = 2.68 */
    double v[] = {1.005, 1.01, 2.675, 2.68};
    int32_t rank[4];
    rank_values(v, 4, 2, false, rank);
    cr_expect(rank[0] == 3 && rank[1] == 3);
    cr_expect(rank[2] == 1 && rank[3] == 1);
}

Test(statistics, percentile_rank_by_hand)
{
    /* 100 (lower + half of the other equals)/(n - 1), n = 4: 5 -> 0; 7, 7 -> 50; 9 -> 100 */
    double v[] = {7, 5, NAN, 9, 7}, share[5];
    percentile_rank(v, 5, share);
    cr_expect(near(share[1], 0) && near(share[0], 50) && near(share[4], 50) && near(share[3], 100));
    cr_expect(isnan(share[2]));
}

/* 80.04 and 80.01 are both 80.0 when printed with one decimal. */
Test(statistics, three_ways_to_share_a_place)
{
    static const double v[] = {90, 80.04, NAN, 80.01, 70};
    static const int32_t wanted[][5] = {[TIES_COMPETITION] = {1, 2, 0, 2, 4},
                                        [TIES_DENSE] = {1, 2, 0, 2, 3},
                                        [TIES_LAST] = {1, 3, 0, 3, 4}};
    for (int rule = TIES_COMPETITION; rule <= TIES_LAST; rule++) {
        struct model m = {.rank_decimals = 1, .ties = (enum tie_rule)rule};
        int32_t rank[5];
        cr_expect(rank_scores(&m, v, 5, rank) == 4);
        for (size_t i = 0; i < 5; i++)
            cr_expect(rank[i] == wanted[rule][i], "rule %d: %d", rule, (int)rank[i]);
    }
}
