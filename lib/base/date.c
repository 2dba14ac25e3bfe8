#include "base/date.h"

static bool digits(const char *p, size_t n, int32_t *out)
{
    int32_t value = 0;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < '0' || p[i] > '9') {
            return false;
        }
        value = value * 10 + (p[i] - '0');
    }
    *out = value;
    return true;
}

static int32_t days_in_month(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return days[month - 1] + (month == 2 && leap);
}

bool date_parse(const char *p, size_t n, int32_t *day)
{
    int32_t y, m, d;
    if (n != 10 || p[4] != '-' || p[7] != '-') {
        return false;
    }
    if (!digits(p, 4, &y) || !digits(p + 5, 2, &m) || !digits(p + 8, 2, &d)) {
        return false;
    }
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m)) {
        return false;
    }
    *day = y * 10000 + m * 100 + d;
    return true;
}

/* Years begin in March, so that the leap day is the last: H. Hinnant, chrono-Compatible Low-Level
 * Date Algorithms, days_from_civil. */
int32_t date_number(int32_t day)
{
    int32_t month = day / 100 % 100, year = day / 10000 - (month <= 2);
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day % 100 - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + of_year - 719468;
}

/* The same paper, civil_from_days; for days from 0000-03-01 on. */
int32_t date_of_number(int32_t number)
{
    int32_t z = number + 719468, era = z / 146097, of_era = z - era * 146097;
    int32_t of_400 = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * of_400 + of_400 / 4 - of_400 / 100);
    int32_t m = (5 * of_year + 2) / 153, day = of_year - (153 * m + 2) / 5 + 1;
    int32_t month = m + (m < 10 ? 3 : -9);
    return (of_400 + era * 400 + (month <= 2)) * 10000 + month * 100 + day;
}
