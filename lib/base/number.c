#include "base/number.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_NUMBER = 400, SIGNIFICANT = 15 };

/* Powers of ten that a double holds exactly. */
static const double exact_power[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                     1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                     1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

static inline bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Length of a blank at p: ASCII blank or tab 1, NBSP 2, narrow NBSP 3; 0 when it is none. */
static size_t blank_length(const char *p, size_t n)
{
    if (n >= 1 && (p[0] == ' ' || p[0] == '\t')) {
        return 1;
    }
    if (n >= 2 && memcmp(p, "\xC2\xA0", 2) == 0) {
        return 2;
    }
    return n >= 3 && memcmp(p, "\xE2\x80\xAF", 3) == 0 ? 3 : 0;
}

static void trim(const char **p, size_t *n)
{
    size_t k;
    while ((k = blank_length(*p, *n)) > 0) {
        *p += k;
        *n -= k;
    }
    for (;;) {
        if (*n >= 1 && blank_length(*p + *n - 1, 1)) {
            *n -= 1;
        } else if (*n >= 2 && blank_length(*p + *n - 2, 2) == 2) {
            *n -= 2;
        } else if (*n >= 3 && blank_length(*p + *n - 3, 3) == 3) {
            *n -= 3;
        } else {
            return;
        }
    }
}

/* Digits gathered for conversion: exact as long as `mantissa` has not overflowed. */
struct scan {
    char digits[LONGEST_NUMBER + 1]; /* "123.45" without grouping, '.' as decimal sign */
    size_t length;
    int exponent;
    bool negative;
};

static void put(struct scan *s, char c)
{
    s->digits[s->length++] = c;
}

/* heltal = siffror | 1-3 siffror (blank 3 siffror)+ ; the same blank all the way */
static bool scan_integer(struct scan *s, const char **p, size_t *n)
{
    const char *mark = NULL;
    size_t run = 0, mark_length = 0;
    while (*n > 0) {
        if (is_digit(**p)) {
            put(s, **p);
            ++*p;
            --*n;
            run++;
            continue;
        }
        size_t k = blank_length(*p, *n);
        if (k == 0) {
            break;
        }
        bool first = mark == NULL;
        if (run == 0 || run > 3 || (!first && (run != 3 || k != mark_length))) {
            return false;
        }
        mark = *p;
        mark_length = k;
        *p += k;
        *n -= k;
        run = 0;
    }
    return mark ? run == 3 : run > 0;
}

/* exponent = ("e" | "E") ("+" | "-")? siffror */
static bool scan_exponent(struct scan *s, const char **p, size_t *n)
{
    ++*p;
    --*n;
    bool negative = false;
    if (*n > 0 && (**p == '+' || **p == '-')) {
        negative = **p == '-';
        ++*p;
        --*n;
    }
    if (*n == 0) {
        return false;
    }
    int value = 0;
    for (; *n > 0; ++*p, --*n) {
        if (!is_digit(**p)) {
            return false;
        }
        value = value < 10000 ? value * 10 + (**p - '0') : value;
    }
    s->exponent = negative ? -value : value;
    return true;
}

/* tal = tecken? heltal (decimaltecken siffror)? exponent? */
static bool scan_number(struct scan *s, const char *p, size_t n, char decimal)
{
    if (n >= 3 && memcmp(p, "\xE2\x88\x92", 3) == 0) {
        s->negative = true;
        p += 3;
        n -= 3;
    } else if (n >= 1 && (*p == '-' || *p == '+')) {
        s->negative = *p == '-';
        p++;
        n--;
    }
    if (n == 0 || !scan_integer(s, &p, &n)) {
        return false;
    }
    if (n > 0 && *p == decimal) {
        p++;
        n--;
        put(s, '.');
        size_t before = s->length;
        for (; n > 0 && is_digit(*p); p++, n--) {
            put(s, *p);
        }
        if (s->length == before) {
            return false;
        }
    }
    if (n > 0 && (*p == 'e' || *p == 'E')) {
        return scan_exponent(s, &p, &n);
    }
    return n == 0;
}

/* strtod follows the locale that someone else may have set: give it that locale's decimal sign. */
static double convert(const char *digits, int exponent)
{
    char buffer[LONGEST_NUMBER + 32];
    snprintf(buffer, sizeof buffer, "%se%d", digits, exponent);
    char *point = strchr(buffer, '.');
    if (point) {
        *point = localeconv()->decimal_point[0];
    }
    return strtod(buffer, NULL);
}

static bool parse_slowly(const char *p, size_t n, char decimal, double *out)
{
    trim(&p, &n);
    if (n == 0 || n > LONGEST_NUMBER) {
        return false;
    }
    struct scan s;
    s.length = 0;
    s.exponent = 0;
    s.negative = false;
    if (!scan_number(&s, p, n, decimal)) {
        return false;
    }
    s.digits[s.length] = '\0';
    double value = convert(s.digits, s.exponent);
    if (!isfinite(value)) {
        return false;
    }
    *out = s.negative ? -value : value;
    return true;
}

/* Up to 15 digits with at most one decimal sign are exact as mantissa / power of ten, which IEEE
 * division rounds correctly (Clinger 1990). That is nearly every cell there is. */
bool number_parse(const char *p, size_t n, char decimal, double *out)
{
    size_t i = n > 0 && p[0] == '-' ? 1 : 0;
    if (n - i > 16 || n == i) {
        return parse_slowly(p, n, decimal, out);
    }
    bool negative = i == 1;
    size_t start = i, point = n;
    uint64_t mantissa = 0;
    for (; i < n; i++) {
        unsigned digit = (unsigned)(unsigned char)p[i] - '0';
        if (digit <= 9) {
            mantissa = mantissa * 10 + digit;
        } else if (p[i] == decimal && point == n && i > start && i + 1 < n) {
            point = i;
        } else {
            return parse_slowly(p, n, decimal, out);
        }
    }
    if (mantissa > (UINT64_C(1) << 53)) {
        return parse_slowly(p, n, decimal, out);
    }
    double value = (double)mantissa;
    if (point < n) {
        value /= exact_power[n - point - 1];
    }
    *out = negative ? -value : value;
    return true;
}

/* What printf wrote, with '.' whatever the locale says. */
static void set_decimal(char *text, char decimal)
{
    for (char *p = text; *p; p++) {
        if (!is_digit(*p) && *p != '-' && *p != '+' && *p != 'e') {
            *p = decimal;
        }
    }
}

char *number_text_decimal(char *buffer, double value, char decimal)
{
    if (value == 0) {
        value = 0; /* no "-0" */
    }
    for (int precision = SIGNIFICANT; precision <= 17; precision++) {
        snprintf(buffer, 32, "%.*g", precision, value);
        if (strtod(buffer, NULL) == value) {
            break;
        }
    }
    set_decimal(buffer, decimal);
    return buffer;
}

char *number_text(char *buffer, double value)
{
    return number_text_decimal(buffer, value, '.');
}

/* A double as 15 significant decimal digits: 0.d1d2d3... times 10 to the power `point`. */
struct decimal {
    char digits[SIGNIFICANT + 1];
    int point;
    bool negative;
};

static struct decimal decimal_of(double value)
{
    char buffer[40];
    struct decimal d = {.negative = signbit(value) != 0};
    snprintf(buffer, sizeof buffer, "%.*e", SIGNIFICANT - 1, fabs(value));
    d.digits[0] = buffer[0];
    memcpy(d.digits + 1, buffer + 2, SIGNIFICANT - 1);
    d.point = 1 + (int)strtol(buffer + SIGNIFICANT + 2, NULL, 10);
    return d;
}

/* Rounds half away from zero at `decimals`; digits beyond are zeroed. */
static void decimal_round(struct decimal *d, int decimals)
{
    int keep = d->point + decimals;
    if (keep >= SIGNIFICANT) {
        return;
    }
    bool up = keep >= 0 && d->digits[keep] >= '5';
    for (int i = keep < 0 ? 0 : keep; i < SIGNIFICANT; i++) {
        d->digits[i] = '0';
    }
    if (!up) {
        return;
    }
    for (int i = keep - 1; i >= 0; i--) {
        if (d->digits[i] != '9') {
            d->digits[i]++;
            return;
        }
        d->digits[i] = '0';
    }
    memmove(d->digits + 1, d->digits, SIGNIFICANT - 1);
    d->digits[0] = '1';
    d->point++;
}

/* Rounding by arithmetic, where it cannot differ from rounding the decimals: few digits, and not
 * near a half. The quotient of two exact whole numbers is the nearest double, as when read. */
static bool round_plainly(double value, int decimals, double *rounded)
{
    static const double powers[] = {1, 10, 100, 1e3, 1e4, 1e5, 1e6};
    if (decimals < 0 || decimals > 6) {
        return false;
    }
    double scaled = fabs(value) * powers[decimals], whole = floor(scaled + 0.5);
    if (!(scaled < 1e11) || fabs(scaled - floor(scaled) - 0.5) < 1e-3) {
        return false;
    }
    *rounded = whole == 0 ? 0 : copysign(whole / powers[decimals], value);
    return true;
}

double number_round(double value, int decimals)
{
    double plainly;
    if (!isfinite(value) || value == 0) {
        return value;
    }
    if (round_plainly(value, decimals, &plainly)) {
        return plainly;
    }
    struct decimal d = decimal_of(value);
    if (d.point + decimals >= SIGNIFICANT) {
        return value;
    }
    decimal_round(&d, decimals);
    double rounded = convert(d.digits, d.point - SIGNIFICANT);
    return rounded == 0 ? 0 : d.negative ? -rounded : rounded;
}

static char digit_at(const struct decimal *d, int place)
{
    return place >= 0 && place < SIGNIFICANT ? d->digits[place] : '0';
}

char *number_fixed(char *buffer, double value, int decimals, char decimal, bool group)
{
    if (!isfinite(value)) {
        snprintf(buffer, 32, "–");
        return buffer;
    }
    decimals = decimals < 0 ? 0 : decimals > SIGNIFICANT ? SIGNIFICANT : decimals;
    struct decimal d = decimal_of(value);
    decimal_round(&d, decimals);
    bool zero = strspn(d.digits, "0") == SIGNIFICANT;
    int whole = zero || d.point < 1 ? 1 : d.point; /* digits before the decimal sign */
    int length = 1 + whole + (group ? (whole - 1) / 3 * 2 : 0) + 1 + decimals;
    if (length > 31) {
        return number_text_decimal(buffer, value, decimal);
    }
    char *out = buffer;
    if (d.negative && !zero) {
        *out++ = '-';
    }
    int first = zero || d.point < 1 ? (zero ? -1 : d.point - 1) : 0;
    for (int i = 0; i < whole; i++) {
        *out++ = digit_at(&d, first + i);
        if (group && i + 1 < whole && (whole - 1 - i) % 3 == 0) {
            *out++ = '\xC2';
            *out++ = '\xA0';
        }
    }
    if (decimals > 0) {
        *out++ = decimal;
    }
    for (int i = 0; i < decimals; i++) {
        *out++ = zero ? '0' : digit_at(&d, d.point + i);
    }
    *out = '\0';
    return buffer;
}
