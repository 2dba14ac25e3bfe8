/* Days as numbers: known days, and that each day is one after the day before. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"

Test(date, known_days)
{
    cr_expect(date_number(19700101) == 0);
    cr_expect(date_number(20000301) == 11017); /* after the leap day of a year divisible by 400 */
    cr_expect(date_number(20241231) - date_number(20231231) == 366);
    cr_expect(date_number(19001231) - date_number(18991231) == 365); /* 1900 had no leap day */
    cr_expect(date_number(19691231) == -1);
}

Test(date, each_day_follows_the_one_before)
{
    int32_t before = date_number(18991231), days = 0;
    for (int32_t year = 1900; year <= 2100; year++)
        for (int32_t md = 101; md <= 1231; md++) {
            char text[48];
            int32_t day;
            snprintf(text, sizeof text, "%04d-%02d-%02d", (int)year, (int)md / 100, (int)md % 100);
            if (!date_parse(text, strlen(text), &day))
                continue;
            cr_assert(date_number(day) == before + 1, "%s", text);
            before++;
            days++;
        }
    cr_expect(days == 73414, "%d days in 201 years, 49 of them leap years", (int)days);
}

Test(date, a_number_becomes_its_day_again)
{
    for (int32_t number = date_number(18991231); number < date_number(21000101); number++)
        cr_assert(date_number(date_of_number(number)) == number, "%d", (int)number);
    cr_expect(date_of_number(0) == 19700101);
    cr_expect(date_of_number(11016) == 20000229);
}
