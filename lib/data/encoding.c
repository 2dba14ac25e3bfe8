#include "data/encoding.h"

#include <stdint.h>
#include <string.h>

/* 0x80-0x9F of Windows-1252; the five that are undefined become U+FFFD. */
static const uint16_t upper_controls[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178};

bool encoding_named(const char *name, enum encoding *out)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {
        {"utf-8", ENCODING_UTF8},
        {"utf8", ENCODING_UTF8},
        {"windows-1252", ENCODING_WINDOWS_1252},
        {"cp1252", ENCODING_WINDOWS_1252},
        {"latin-1", ENCODING_WINDOWS_1252}, /* what calls itself Latin-1 is 1252 in practice */
        {"latin1", ENCODING_WINDOWS_1252},
        {"iso-8859-1", ENCODING_WINDOWS_1252},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (name_eq(name, known[i].name)) {
            *out = known[i].encoding;
            return true;
        }
    }
    return false;
}

static bool is_ascii(struct str s)
{
    unsigned char any = 0;
    for (size_t i = 0; i < s.n; i++) {
        any |= (unsigned char)s.p[i];
    }
    return any < 0x80;
}

static struct str from_windows_1252(struct str s, struct arena *arena)
{
    char *out = arena_alloc(arena, s.n * 3 + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        uint32_t code = c >= 0x80 && c < 0xA0 ? upper_controls[c - 0x80] : c;
        n += utf8_encode(code, out + n);
    }
    return (struct str){out, n};
}

struct str encoding_decode(enum encoding encoding, struct str bytes, struct arena *arena,
                           bool *valid)
{
    if (is_ascii(bytes)) {
        return bytes;
    }
    if (encoding == ENCODING_UTF8) {
        if (utf8_valid_length(bytes.p, bytes.n) == bytes.n) {
            return bytes;
        }
        *valid = false;
    }
    return from_windows_1252(bytes, arena);
}

struct str encoding_tidy(struct str s, struct arena *arena)
{
    s = str_trim(s);
    char *out = arena_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool nbsp = i + 1 < s.n && memcmp(s.p + i, "\xC2\xA0", 2) == 0;
        bool blank = nbsp || s.p[i] == ' ' || s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r';
        i += nbsp;
        if (!blank) {
            out[n++] = s.p[i];
        } else if (out[n - 1] != ' ') { /* trimmed, so n > 0 here */
            out[n++] = ' ';
        }
    }
    return (struct str){out, n};
}

size_t encoding_bom(const char *p, size_t n)
{
    return n >= 3 && memcmp(p, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static bool starts_with(const char *p, size_t n, const char *word)
{
    size_t i = 0;
    for (; word[i] && i < n; i++) {
        char c = p[i] >= 'A' && p[i] <= 'Z' ? (char)(p[i] + 32) : p[i];
        if (c != word[i]) {
            return false;
        }
    }
    return word[i] == '\0';
}

enum shape encoding_shape(const char *p, size_t n, size_t *at)
{
    enum { SAMPLE = 4096, NUL_WITHIN = 1 << 20 };
    *at = 0;
    size_t bom = encoding_bom(p, n);
    struct str rest = str_trim((struct str){p + bom, n - bom < SAMPLE ? n - bom : SAMPLE});
    if (rest.n == 0) {
        return SHAPE_EMPTY;
    }
    if (n >= 2 && (memcmp(p, "\xFF\xFE", 2) == 0 || memcmp(p, "\xFE\xFF", 2) == 0)) {
        return SHAPE_UTF16;
    }
    if (starts_with(p, n, "pk\x03\x04")) {
        return SHAPE_ZIP;
    }
    if (starts_with(rest.p, rest.n, "<!doctype") || starts_with(rest.p, rest.n, "<html")) {
        return SHAPE_WEB;
    }
    const char *nul = memchr(p, '\0', n < NUL_WITHIN ? n : NUL_WITHIN);
    if (nul) {
        size_t sample = n < SAMPLE ? n : SAMPLE, nuls = 0;
        for (size_t i = 0; i < sample; i++) {
            nuls += p[i] == '\0';
        }
        *at = (size_t)(nul - p);
        return nuls > sample / 4 ? SHAPE_UTF16 : SHAPE_NUL;
    }
    if (!memchr(p, '\n', n) && memchr(p, '\r', n)) {
        return SHAPE_CR_ONLY;
    }
    return SHAPE_TEXT;
}
