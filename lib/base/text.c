#include "base/text.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

struct str str_of(const char *text)
{
    return (struct str){text, strlen(text)};
}

bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool str_is(struct str a, const char *b)
{
    return str_eq(a, str_of(b));
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

struct str str_trim(struct str s)
{
    for (;;) {
        if (s.n >= 1 && is_blank(s.p[0])) {
            s.p++;
            s.n--;
        } else if (s.n >= 2 && memcmp(s.p, "\xC2\xA0", 2) == 0) {
            s.p += 2;
            s.n -= 2;
        } else {
            break;
        }
    }
    for (;;) {
        if (s.n >= 1 && is_blank(s.p[s.n - 1])) {
            s.n--;
        } else if (s.n >= 2 && memcmp(s.p + s.n - 2, "\xC2\xA0", 2) == 0) {
            s.n -= 2;
        } else {
            return s;
        }
    }
}

static void reserve(struct text *t, size_t more)
{
    if (t->cap - t->n > more) {
        return;
    }
    size_t cap = t->cap ? t->cap * 2 : 64;
    while (cap - t->n <= more) {
        cap *= 2;
    }
    t->p = memory_resize(t->p, cap);
    t->cap = cap;
}

void text_addn(struct text *t, const char *s, size_t n)
{
    reserve(t, n);
    if (n) {
        memcpy(t->p + t->n, s, n);
    }
    t->n += n;
    t->p[t->n] = '\0';
}

void text_add(struct text *t, const char *s)
{
    text_addn(t, s, strlen(s));
}

void text_addc(struct text *t, char c)
{
    text_addn(t, &c, 1);
}

void text_printf(struct text *t, const char *format, ...)
{
    assert(format);
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        return;
    }
    reserve(t, (size_t)length);
    va_start(args, format);
    vsnprintf(t->p + t->n, (size_t)length + 1, format, args);
    va_end(args);
    t->n += (size_t)length;
}

void text_release(struct text *t)
{
    free(t->p);
    *t = (struct text){0};
}

/* Length of the valid sequence at p, or 0. RFC 3629, table in section 4. */
static size_t sequence_length(const unsigned char *p, size_t n)
{
    unsigned char a = p[0];
    if (a < 0x80) {
        return 1;
    }
    size_t length = a >= 0xC2 && a <= 0xDF ? 2 : a >= 0xE0 && a <= 0xEF ? 3 : 0;
    if (a >= 0xF0 && a <= 0xF4) {
        length = 4;
    }
    if (length == 0 || length > n) {
        return 0;
    }
    unsigned char low = a == 0xE0 ? 0xA0 : a == 0xF0 ? 0x90 : 0x80;
    unsigned char high = a == 0xED ? 0x9F : a == 0xF4 ? 0x8F : 0xBF;
    if (p[1] < low || p[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    return length;
}

size_t utf8_valid_length(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t i = 0;
    while (i < n) {
        uint64_t eight;
        if (i + 8 <= n && (memcpy(&eight, p + i, 8), (eight & UINT64_C(0x8080808080808080)) == 0)) {
            i += 8;
            continue;
        }
        size_t length = sequence_length(p + i, n - i);
        if (length == 0) {
            return i;
        }
        i += length;
    }
    return n;
}

uint32_t utf8_decode(const char *text, size_t n, size_t *used)
{
    const unsigned char *p = (const unsigned char *)text;
    size_t length = n ? sequence_length(p, n) : 0;
    if (length <= 1) { /* one byte, or a broken one taken as it stands */
        *used = n ? 1 : 0;
        return n ? (length ? p[0] : 0xFFFD) : 0;
    }
    uint32_t c = p[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        c = c << 6 | (p[i] & 0x3Fu);
    }
    *used = length;
    return c;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    out[0] = (char)((0xF00u >> length) | c);
    return length;
}

size_t utf8_count(const char *p, size_t n)
{
    size_t count = n, i = 0;
    for (uint64_t eight; i + 8 <= n; i += 8) {
        memcpy(&eight, p + i, 8); /* less the bytes that begin with 10 */
        uint64_t inner = eight >> 7 & ~(eight >> 6) & UINT64_C(0x0101010101010101);
        count -= inner * UINT64_C(0x0101010101010101) >> 56;
    }
    for (; i < n; i++) {
        count -= ((unsigned char)p[i] & 0xC0) == 0x80;
    }
    return count;
}

/* Latin Extended-A pairs capitals with small letters, even-odd or odd-even by range. */
static uint32_t lower_extended(uint32_t c)
{
    if (c == 0x130) {
        return 'i';
    }
    if (c == 0x178) {
        return 0xFF;
    }
    bool odd_is_capital = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (c == 0x138 || c == 0x149 || c == 0x17F) {
        return c;
    }
    return (c & 1) == odd_is_capital ? c + 1 : c;
}

uint32_t utf8_lower(uint32_t c)
{
    if (c >= 'A' && c <= 'Z') {
        return c + 32;
    }
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) {
        return c + 32;
    }
    return c >= 0x100 && c <= 0x17F ? lower_extended(c) : c;
}

static unsigned char ascii_lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? (unsigned char)(c + 32) : c;
}

char *text_lower(struct arena *arena, const char *s)
{
    size_t n = strlen(s), length = 0;
    char *out = arena_alloc(arena, n * 3 + 1); /* a broken byte becomes U+FFFD: three */
    for (size_t i = 0, used = 1; i < n; i += used) {
        if ((unsigned char)s[i] < 0x80) {
            out[length++] = (char)ascii_lower((unsigned char)s[i]);
            used = 1;
            continue;
        }
        length += utf8_encode(utf8_lower(utf8_decode(s + i, n - i, &used)), out + length);
    }
    out[length] = '\0';
    return out;
}

/* Names are looked up by the million, and most of their letters are ASCII. */
bool name_eq(const char *a, const char *b)
{
    for (;;) {
        unsigned char x = (unsigned char)*a, y = (unsigned char)*b;
        if (x < 0x80 && y < 0x80) {
            if (ascii_lower(x) != ascii_lower(y)) {
                return false;
            }
            if (x == '\0') {
                return true;
            }
            a++;
            b++;
            continue;
        }
        size_t ua, ub;
        if (x == '\0' || y == '\0' ||
            utf8_lower(utf8_decode(a, strlen(a), &ua)) !=
                utf8_lower(utf8_decode(b, strlen(b), &ub))) {
            return false;
        }
        a += ua;
        b += ub;
    }
}

enum { LONGEST_NAME = 64, FULL = 2, HALF = 1, LETTERS_FOR_PREFIX = 3 };

/* The small letters of a name, at most LONGEST_NAME, and which there are among them: accents taken
 * away, a bit for every letter by its number modulo 64. */
struct letters {
    uint32_t p[LONGEST_NAME];
    size_t n;
    uint64_t set;
};

static uint32_t without_accent(uint32_t c)
{
    switch (c) {
    case 0xE5:
    case 0xE4:
    case 0xE6:
        return 'a';
    case 0xF6:
    case 0xF8:
        return 'o';
    case 0xE9:
        return 'e';
    default:
        return c;
    }
}

static void lower_letters(const char *s, struct letters *out)
{
    size_t n = strlen(s);
    out->n = 0;
    out->set = 0;
    for (size_t i = 0, used = 1; i < n && out->n < LONGEST_NAME; i += used) {
        unsigned char first = (unsigned char)s[i];
        used = 1;
        uint32_t c =
            first < 0x80 ? ascii_lower(first) : utf8_lower(utf8_decode(s + i, n - i, &used));
        out->p[out->n++] = c;
        out->set |= UINT64_C(1) << (without_accent(c) & 63);
    }
}

static unsigned change_cost(uint32_t a, uint32_t b)
{
    if (a == b) {
        return 0;
    }
    return without_accent(a) == without_accent(b) ? HALF : FULL;
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

static unsigned bits(uint64_t set)
{
    unsigned n = 0;
    for (; set; set &= set - 1) {
        n++;
    }
    return n;
}

/* No more than the distance can be: each letter that only one of them has must be added, removed or
 * changed, and one change takes away one of either. */
static unsigned distance_at_least(const struct letters *a, const struct letters *b)
{
    size_t longer = a->n > b->n ? a->n - b->n : b->n - a->n;
    unsigned only_a = bits(a->set & ~b->set), only_b = bits(b->set & ~a->set);
    unsigned other = only_a > only_b ? only_a : only_b;
    return FULL * (longer > other ? (unsigned)longer : other);
}

/* Optimal string alignment (Damerau 1964 with adjacent swaps), in half steps; `most` when it is no
 * less. A cell further from the diagonal than `most` allows is never on the way (Ukkonen 1985). The
 * two lengths alone must not make it `most`. */
static unsigned distance(const struct letters *a, const struct letters *b, unsigned most)
{
    unsigned rows[3][LONGEST_NAME + 1];
    size_t wide = most / FULL;
    for (size_t j = 0; j <= b->n; j++) {
        rows[0][j] = least((unsigned)j * FULL, most);
    }
    unsigned lowest = 0;
    for (size_t i = 1; i <= a->n; i++) {
        unsigned *now = rows[i % 3], *before = rows[(i + 2) % 3], *earlier = rows[(i + 1) % 3];
        size_t from = i > wide ? i - wide : 1, to = i + wide < b->n ? i + wide : b->n;
        unsigned lowest_before = lowest;
        now[from - 1] = from == 1 ? least((unsigned)i * FULL, most) : most;
        lowest = now[from - 1];
        for (size_t j = from; j <= to; j++) {
            unsigned cost = before[j - 1] + change_cost(a->p[i - 1], b->p[j - 1]);
            cost = least(cost, least(before[j], now[j - 1]) + FULL);
            if (i > 1 && j > 1 && a->p[i - 1] == b->p[j - 2] && a->p[i - 2] == b->p[j - 1]) {
                cost = least(cost, earlier[j - 2] + FULL);
            }
            now[j] = least(cost, most);
            lowest = least(lowest, now[j]);
        }
        if (to < b->n) {
            now[to + 1] = most;
        }
        if (lowest >= most && lowest_before >= most) {
            return most;
        }
    }
    return rows[a->n % 3][b->n];
}

const char *text_nearest(const char *name, const char *const *candidates, size_t n)
{
    struct letters a, b;
    lower_letters(name, &a);
    unsigned best = (unsigned)(a.n / 3 + 1) * FULL + 1; /* a third of the letters may be wrong */
    const char *nearest = NULL;
    for (size_t i = 0; i < n && best > 0; i++) {
        lower_letters(candidates[i], &b);
        bool prefix =
            a.n >= LETTERS_FOR_PREFIX && b.n > a.n && memcmp(a.p, b.p, a.n * sizeof *a.p) == 0;
        if (!prefix && distance_at_least(&a, &b) >= best) {
            continue;
        }
        unsigned d = prefix ? 0 : distance(&a, &b, best);
        if (d < best) {
            best = d;
            nearest = candidates[i];
        }
    }
    return nearest;
}
