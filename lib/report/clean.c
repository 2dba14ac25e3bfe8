/* What text must be before it leaves the program. */
#include "report/clean.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

static bool xml_allows(uint32_t c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    return c != 0x7F && c != 0xFFFE && c != 0xFFFF && !(c >= 0x80 && c < 0xA0);
}

/* The next character of text, U+FFFD for what is not allowed; *used gets its length in bytes. */
static uint32_t next_character(const char *p, size_t n, size_t *used)
{
    *used = 1;
    if (utf8_valid_length(p, n < 4 ? n : 4) == 0)
        return 0xFFFD;
    uint32_t c = utf8_decode(p, n, used);
    if (c == '\r')
        return ' ';
    return xml_allows(c) ? c : 0xFFFD;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

static bool looks_escaped(const char *p, size_t n)
{
    return n >= 7 && p[0] == '_' && p[1] == 'x' && is_hex(p[2]) && is_hex(p[3]) && is_hex(p[4]) &&
           is_hex(p[5]) && p[6] == '_';
}

/* How many of the first bytes are plain letters, digits and signs, which need no looking at. */
static size_t plain_length(const char *p, size_t n)
{
    size_t i = 0;
    while (i < n && p[i] >= 0x20 && p[i] < 0x7F && p[i] != '_')
        i++;
    return i;
}

/* Is the text fit as it stands? Nearly all are. */
static bool is_clean(const char *text, size_t n)
{
    if (utf8_valid_length(text, n) != n)
        return false;
    const unsigned char *p = (const unsigned char *)text;
    for (size_t i = 0; i < n; i++) {
        if (p[i] < 0x80 && !xml_allows(p[i]))
            return false;
        if (p[i] == '_' && looks_escaped(text + i, n - i))
            return false;
        if ((p[i] == 0xC2 && p[i + 1] < 0xA0) || /* U+0080 to U+009F */
            (p[i] == 0xEF && p[i + 1] == 0xBF && p[i + 2] >= 0xBE))
            return false; /* U+FFFE and U+FFFF */
    }
    return true;
}

char *clean_text(struct arena *arena, const char *text, size_t units)
{
    struct text out = {0};
    size_t n = text ? strlen(text) : 0, count = 0, at = 0;
    if (n < units && is_clean(text, n))
        return arena_strndup(arena, text ? text : "", n);
    while (at < n) {
        size_t used, room = units - 1 - count, left = n - at;
        size_t plain = plain_length(text + at, left < room ? left : room);
        if (plain > 0) {
            text_addn(&out, text + at, plain);
            count += plain;
            at += plain;
            continue;
        }
        uint32_t c = next_character(text + at, n - at, &used);
        size_t wide = c > 0xFFFF ? 2 : 1, extra = looks_escaped(text + at, n - at) ? 6 : 0;
        if (count + wide + extra > units - 1 && at + used < n) {
            text_add(&out, "\u2026");
            break;
        }
        char bytes[4];
        if (extra > 0)
            text_add(&out, "_x005F");
        text_addn(&out, bytes, utf8_encode(c, bytes));
        count += wide + extra;
        at += used;
    }
    char *copy = arena_strndup(arena, out.p, out.n);
    text_release(&out);
    return copy;
}

char *clean_field(struct arena *arena, const char *text)
{
    bool risky = text && text[0] != '\0' && strchr("=+-@\t\r", text[0]) != NULL;
    char *clean = clean_text(arena, text, CELL_UNITS);
    for (char *p = clean; *p != '\0'; p++)
        if (*p == '\n')
            *p = ' ';
    return risky ? arena_printf(arena, "'%s", clean) : clean;
}

/* Letters with a plain letter under their mark; enough for Latin-1 and the Nordic names. */
static const struct fold {
    uint32_t from, to;
    const char *plain;
} folds[] = {
    {0xE0, 0xE5, "a"},  {0xE6, 0xE6, "ae"}, {0xE7, 0xE7, "c"},   {0xE8, 0xEB, "e"},
    {0xEC, 0xEF, "i"},  {0xF0, 0xF0, "d"},  {0xF1, 0xF1, "n"},   {0xF2, 0xF6, "o"},
    {0xF8, 0xF8, "o"},  {0xF9, 0xFC, "u"},  {0xFD, 0xFD, "y"},   {0xFE, 0xFE, "th"},
    {0xDF, 0xDF, "ss"}, {0xFF, 0xFF, "y"},  {0x161, 0x161, "s"}, {0x17E, 0x17E, "z"},
};

static void fold_character(struct text *out, uint32_t c)
{
    c = utf8_lower(c);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
        text_addc(out, (char)c);
        return;
    }
    for (size_t i = 0; i < sizeof folds / sizeof folds[0]; i++)
        if (c >= folds[i].from && c <= folds[i].to) {
            text_add(out, folds[i].plain);
            return;
        }
    if (out->n > 0 && out->p[out->n - 1] != '-')
        text_addc(out, '-');
}

char *fold_name(struct arena *arena, const char *text)
{
    struct text out = {0};
    size_t n = text ? strlen(text) : 0;
    text_add(&out, "");
    for (size_t at = 0, used; at < n && out.n < 100; at += used)
        fold_character(&out, next_character(text + at, n - at, &used));
    while (out.n > 0 && out.p[out.n - 1] == '-')
        out.n--;
    char *copy = out.n > 0 ? arena_strndup(arena, out.p, out.n) : arena_strdup(arena, "x");
    text_release(&out);
    return copy;
}

static size_t utf16_units(const char *text)
{
    size_t n = strlen(text), units = 0;
    for (size_t at = 0, used; at < n; at += used)
        units += utf8_decode(text + at, n - at, &used) > 0xFFFF ? 2 : 1;
    return units;
}

bool sheet_name_legal(const char *name)
{
    size_t n = strlen(name);
    if (n == 0 || utf8_valid_length(name, n) != n || utf16_units(name) > SHEET_NAME_UNITS)
        return false;
    for (const char *p = name; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F || strchr("[]:*?/\\", *p) != NULL)
            return false;
    return name[0] != '\'' && name[n - 1] != '\'' && !name_eq(name, "History");
}

bool link_allowed(const char *address)
{
    bool internal = strncmp(address, "internal:", 9) == 0;
    if (!internal && strncmp(address, "https://", 8) != 0)
        return false;
    size_t n = strlen(address);
    if (n > 2000 || utf8_valid_length(address, n) != n)
        return false;
    for (const char *p = address; *p != '\0'; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F || strchr("\"<>", *p) != NULL ||
            (!internal && *p == ' '))
            return false;
    return true;
}
