/* Columns of editors: UTF-16 code units and bytes. Widths by the Unicode standard: å is 2 bytes and
 * 1 unit, € 3 and 1, 😀 4 and 2. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/position.h"

static size_t units(const char *s, enum column_unit unit)
{
    return position_units(s, strlen(s), unit);
}

static size_t byte(const char *s, size_t at, enum column_unit unit)
{
    return position_byte(s, strlen(s), at, unit);
}

Test(position, units)
{
    cr_assert_eq(units("", COLUMN_UTF16), 0);
    cr_assert_eq(units("abc", COLUMN_UTF16), 3);
    cr_assert_eq(units("å€😀", COLUMN_CHARACTERS), 3);
    cr_assert_eq(units("å€😀", COLUMN_UTF16), 4);
    cr_assert_eq(units("å€😀", COLUMN_BYTES), 9);
    /* a family is three people (two units each) and two joiners */
    cr_assert_eq(units("👩‍👩‍👧", COLUMN_UTF16), 8);
    /* an a with a ring on its own is two characters */
    cr_assert_eq(units("a\xCC\x8A", COLUMN_UTF16), 2);
    cr_assert_eq(units("\xEF\xBF\xBF", COLUMN_UTF16), 1);
    cr_assert_eq(units("\xF0\x90\x80\x80", COLUMN_UTF16), 2);
}

Test(position, bytes)
{
    const char *s = "å€😀x";
    cr_assert_eq(byte(s, 0, COLUMN_UTF16), 0);
    cr_assert_eq(byte(s, 1, COLUMN_UTF16), 2);
    cr_assert_eq(byte(s, 2, COLUMN_UTF16), 5);
    cr_assert_eq(byte(s, 3, COLUMN_UTF16), 5, "inside a pair is its start");
    cr_assert_eq(byte(s, 4, COLUMN_UTF16), 9);
    cr_assert_eq(byte(s, 5, COLUMN_UTF16), 10);
    cr_assert_eq(byte(s, 99, COLUMN_UTF16), 10, "past the end is the end");
    cr_assert_eq(byte(s, SIZE_MAX, COLUMN_UTF16), 10);
    cr_assert_eq(byte(s, 3, COLUMN_CHARACTERS), 9);
    cr_assert_eq(byte(s, 1, COLUMN_BYTES), 0, "inside a character is its start");
    cr_assert_eq(byte(s, 2, COLUMN_BYTES), 2);
    cr_assert_eq(byte(s, 8, COLUMN_BYTES), 5);
    cr_assert_eq(byte(s, 9, COLUMN_BYTES), 9);
}

static size_t in_text(const char *s, size_t line, size_t column, enum column_unit unit)
{
    return position_in_text(str_of(s), line, column, unit);
}

Test(position, lines)
{
    const char *s = "å\n😀b\r\n\rc";
    /* bytes: å 0-1, LF 2, 😀 3-6, b 7, CR LF 8-9, CR 10, c 11 */
    cr_assert_eq(in_text(s, 0, 0, COLUMN_UTF16), 0);
    cr_assert_eq(in_text(s, 0, 5, COLUMN_UTF16), 2, "no further than the line");
    cr_assert_eq(in_text(s, 1, 0, COLUMN_UTF16), 3);
    cr_assert_eq(in_text(s, 1, 2, COLUMN_UTF16), 7);
    cr_assert_eq(in_text(s, 1, 3, COLUMN_UTF16), 8);
    cr_assert_eq(in_text(s, 1, 9, COLUMN_UTF16), 8, "before CRLF");
    cr_assert_eq(in_text(s, 2, 0, COLUMN_UTF16), 10, "an empty line ended by CR");
    cr_assert_eq(in_text(s, 3, 0, COLUMN_UTF16), 11);
    cr_assert_eq(in_text(s, 3, 1, COLUMN_UTF16), 12);
    cr_assert_eq(in_text(s, 4, 0, COLUMN_UTF16), 12, "no such line: the end");
    cr_assert_eq(in_text("", 0, 0, COLUMN_UTF16), 0);
    cr_assert_eq(in_text("", 7, 7, COLUMN_BYTES), 0);
    cr_assert_eq(in_text("a\n", 1, 0, COLUMN_BYTES), 2, "after the last line end");
}

/* There and back again for every character. */
Test(position, round)
{
    const char *s = "mått åäö \"😀 €\" [prsoner] 𝄞";
    size_t n = strlen(s), used;
    for (size_t i = 0; i < n; i += used) {
        for (enum column_unit unit = COLUMN_CHARACTERS; unit <= COLUMN_UTF16; unit++)
            cr_assert_eq(position_byte(s, n, position_units(s, i, unit), unit), i);
        utf8_decode(s + i, n - i, &used);
    }
}
