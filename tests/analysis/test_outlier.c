/* The rule for outliers, by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "analysis/outlier.h"

/* Excel's own example of SKEW and KURT: 3 4 5 2 3 4 5 6 4 7 */
Test(outlier, skewness_and_kurtosis_are_those_of_a_spreadsheet)
{
    static const double x[] = {3, 4, 5, 2, 3, 4, 5, 6, 4, 7};
    cr_expect(fabs(skewness_g1(x, 10) - 0.359543071) < 1e-9);
    cr_expect(fabs(kurtosis_g2(x, 10) + 0.151799637) < 1e-9);
    static const double same[] = {2, 2, 2, 2, 2};
    cr_expect(isnan(skewness_g1(same, 5)) && outlier_passes(same, 5));
    cr_expect(isnan(skewness_g1(x, 2)) && isnan(kurtosis_g2(x, 3)) && outlier_passes(x, 2));
}

/* Nine 1 to 9 and one at 1000: skewness 3.16, kurtosis 9.99; with the last at 9 it is even. */
static const double FAR[] = {1, 2, 3, 4, 5, NAN, 6, 7, 8, 9, 1000};
enum { N = 11 };

Test(outlier, one_far_value_is_drawn_in_to_the_next)
{
    double x[N];
    uint8_t treated[N];
    memcpy(x, FAR, sizeof x);
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 5, x, N, treated) == 1);
    cr_expect(x[10] <= 9 && x[10] >= 9 && treated[10] == TREATED_DRAWN_IN);
    cr_expect(treated[9] == TREATED_NOT && isnan(x[5]) && treated[5] == TREATED_NOT);
}

Test(outlier, at_the_low_end_too)
{
    double x[N];
    for (size_t i = 0; i < N; i++)
        x[i] = -FAR[i];
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 5, x, N, NULL) == 1);
    cr_expect(x[10] <= -9 && x[10] >= -9);
}

Test(outlier, no_more_than_allowed_and_none_that_passes)
{
    double x[N];
    memcpy(x, FAR, sizeof x);
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 0, x, N, NULL) == 0);
    cr_expect(x[10] >= 1000);
    struct outlier_map map = outlier_fit(OUTLIER_WINSORISE, 0, FAR, N);
    cr_expect(map.how == TREATED_NOT && !map.passes);
    cr_expect(outlier_treat(OUTLIER_NONE, 5, x, N, NULL) == 0);
    x[10] = 10;
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 5, x, N, NULL) == 0);
    cr_expect(outlier_treat(OUTLIER_LOG, 5, x, N, NULL) == 0);
}

/* Two of the same at the end go together: one alone would change nothing, and both are one too
 * many.
 */
Test(outlier, equals_are_drawn_in_together_or_not_at_all)
{
    static const double two[] = {1, 1, 2, 2, 3, 3, 4, 4, 1, 2, 3, 4, 1, 2, 3, 4, 5, 5, 900, 900};
    double x[20];
    memcpy(x, two, sizeof x);
    cr_assert(!outlier_passes(x, 20));
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 1, x, 20, NULL) == 0);
    cr_expect(outlier_treat(OUTLIER_WINSORISE, 2, x, 20, NULL) == 2);
    cr_expect(x[18] <= 5 && x[19] <= 5);
}

/* min 1, range 999, shift 9.99: 1 -> ln 9.99, 1000 -> ln 1008.99 */
Test(outlier, logarithms_and_their_mirror)
{
    double x[N], y[N];
    for (size_t i = 0; i < N; i++) {
        x[i] = FAR[i];
        y[i] = -FAR[i];
    }
    cr_expect(outlier_treat(OUTLIER_LOG, 0, x, N, NULL) == 10);
    cr_expect(fabs(x[0] - 2.3015845926) < 1e-9 && fabs(x[10] - 6.9167053926) < 1e-6, "%.10f %.10f",
              x[0], x[10]);
    outlier_treat(OUTLIER_LOG, 0, y, N, NULL);
    cr_expect(fabs(y[0] + x[0]) < 1e-12 && fabs(y[10] + x[10]) < 1e-12);
}

Test(outlier, winsorise_or_log_takes_the_original_values)
{
    struct outlier_map enough = outlier_fit(OUTLIER_WINSORISE_LOG, 1, FAR, N);
    cr_expect(enough.how == TREATED_DRAWN_IN && enough.passes);
    struct outlier_map not_enough = outlier_fit(OUTLIER_WINSORISE_LOG, 0, FAR, N);
    cr_expect(not_enough.how == TREATED_LOG && not_enough.origin <= 1);
}
