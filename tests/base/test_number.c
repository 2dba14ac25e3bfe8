#include <criterion/criterion.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/number.h"

Test(number, parses)
{
    static const struct {
        const char *text;
        char decimal;
        double value;
    } cases[] = {
        {"12", '.', 12},
        {"-3", '.', -3},
        {"+3", '.', 3},
        {"1,5", ',', 1.5},
        {"0.1", '.', 0.1},
        {"14 894", ',', 14894},
        {"14\xC2\xA0"
         "894",
         ',', 14894},
        {"1\xE2\x80\xAF"
         "234\xE2\x80\xAF"
         "567,25",
         ',', 1234567.25},
        {"\xE2\x88\x92"
         "7,5",
         ',', -7.5},
        {"1e3", '.', 1000},
        {"2.5e-05", '.', 2.5e-05},
        {" 7 ", '.', 7},
        {"123456789012345678", '.', 123456789012345678.0},
        {"0.30000000000000004", '.', 0.30000000000000004},
        {"9007199254740993", '.', 9007199254740992.0},
        {"\xC2\xA0"
         "5\xC2\xA0",
         ',', 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double v = -99;
        bool ok = number_parse(cases[i].text, strlen(cases[i].text), cases[i].decimal, &v);
        cr_expect(ok && v == cases[i].value, "\"%s\" gave %.17g", cases[i].text, v);
    }
}

Test(number, refuses)
{
    static const char *const cases[] = {"",
                                        "-",
                                        "+",
                                        ".",
                                        "..",
                                        "0x1p3",
                                        "nan",
                                        "inf",
                                        "1,5",
                                        "1.",
                                        ".5",
                                        "1..2",
                                        "1.2.3",
                                        "1e",
                                        "1e+",
                                        "12a",
                                        "a12",
                                        "1 2",
                                        "12 34",
                                        "1 2345",
                                        "--1",
                                        "1-",
                                        "1e999",
                                        "1 234 5",
                                        " ",
                                        "1234 567",
                                        "1\xC2\xA0"
                                        "234 567"};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double v = 42;
        bool ok = number_parse(cases[i], strlen(cases[i]), '.', &v);
        cr_expect(!ok && v == 42, "\"%s\" was taken", cases[i]);
    }
}

Test(number, text_reads_back)
{
    static const double cases[] = {0.1, 1.0 / 3, 12, 1e30, -2.5e-300, 123456789.125, 5e-324, 0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buffer[32];
        double back = -1;
        number_text(buffer, cases[i]);
        cr_expect(number_parse(buffer, strlen(buffer), '.', &back) && back == cases[i], "%s",
                  buffer);
    }
    char buffer[32];
    cr_assert_str_eq(number_text(buffer, 0.1), "0.1");
    cr_assert_str_eq(number_text(buffer, 12), "12");
    cr_assert_str_eq(number_text(buffer, 1e30), "1e+30");
    cr_assert_str_eq(number_text(buffer, -0.0), "0");
    cr_assert_str_eq(number_text_decimal(buffer, 1.5, ','), "1,5");
}

Test(number, fixed)
{
    static const struct {
        double value;
        int decimals;
        bool group;
        const char *text;
    } cases[] = {
        {1.005, 2, false, "1,01"},
        {-0.04, 1, false, "0,0"},
        {0.05, 1, false, "0,1"},
        {1234567.891, 1, true,
         "1\xC2\xA0"
         "234\xC2\xA0"
         "567,9"},
        {999.95, 1, true,
         "1\xC2\xA0"
         "000,0"},
        {0, 2, false, "0,00"},
        {-12.5, 0, false, "-13"},
        {0.5, 0, false, "1"},
        {0.004, 2, false, "0,00"},
        {99.5, 0, false, "100"},
        {0.00012, 4, false, "0,0001"},
        {123, 0, true, "123"},
        {2.675, 2, false, "2,68"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char buffer[32];
        number_fixed(buffer, cases[i].value, cases[i].decimals, ',', cases[i].group);
        cr_expect(strcmp(buffer, cases[i].text) == 0, "%g: \"%s\", not \"%s\"", cases[i].value,
                  buffer, cases[i].text);
    }
}

Test(number, rounds_half_away_from_zero)
{
    cr_assert(number_round(1.005, 2) == 1.01);
    cr_assert(number_round(-1.005, 2) == -1.01);
    cr_assert(number_round(2.5, 0) == 3);
    cr_assert(number_round(1250, -2) == 1300);
    cr_assert(number_round(0.4, 0) == 0 && !signbit(number_round(-0.4, 0)));
    cr_assert(number_round(9.999, 2) == 10);
    cr_assert(number_round(1e300, 2) == 1e300);
    /* the same as writing the decimals and reading them */
    uint64_t state = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        state ^= state << 13, state ^= state >> 7, state ^= state << 17;
        double value = ((double)(state >> 11) / 9007199254740992.0 - 0.5) * pow(10, i % 8);
        char text[64];
        double read;
        number_fixed(text, value, i % 7, '.', false);
        cr_assert(number_parse(text, strlen(text), '.', &read));
        cr_assert(number_round(value, i % 7) == read, "%.17g %d", value, i % 7);
    }
}
