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
