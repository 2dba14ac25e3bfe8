#include "base/position.h"

static size_t units_of(uint32_t c, size_t bytes, enum column_unit unit)
{
    return unit == COLUMN_BYTES ? bytes : unit == COLUMN_UTF16 && c > 0xFFFF ? 2 : 1;
}

size_t position_units(const char *p, size_t n, enum column_unit unit)
{
    size_t units = 0;
    for (size_t i = 0, used; i < n; i += used) {
        uint32_t c = utf8_decode(p + i, n - i, &used);
        units += units_of(c, used, unit);
    }
    return units;
}

size_t position_byte(const char *p, size_t n, size_t units, enum column_unit unit)
{
    size_t i = 0;
    for (size_t used; i < n; i += used) {
        uint32_t c = utf8_decode(p + i, n - i, &used);
        size_t width = units_of(c, used, unit);
        if (width > units)
            break;
        units -= width;
    }
    return i;
}

/* Bytes before the end of the line, and of that end. */
static size_t line_length(const char *p, size_t n, size_t *end)
{
    size_t i = 0;
    while (i < n && p[i] != '\n' && p[i] != '\r')
        i++;
    *end = i == n ? 0 : p[i] == '\r' && i + 1 < n && p[i + 1] == '\n' ? 2 : 1;
    return i;
}

size_t position_in_text(struct str text, size_t line, size_t column, enum column_unit unit)
{
    size_t at = 0, end, n = line_length(text.p, text.n, &end);
    for (; line > 0; line--) {
        if (end == 0)
            return text.n;
        at += n + end;
        n = line_length(text.p + at, text.n - at, &end);
    }
    return at + position_byte(text.p + at, n, column, unit);
}
