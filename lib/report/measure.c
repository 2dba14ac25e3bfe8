/* How wide a text is on paper. */
#define _POSIX_C_SOURCE 200809L
#include "report/measure.h"

#include <stdint.h>
#include <string.h>

#include "base/text.h"

/* Advance widths of Carlito from blank to '~', in thousandths of the type size. */
static const unsigned short advances[] = {
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
};

static unsigned advance_of(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return advances[c - 0x20];
    if (c >= 0xC0 && c <= 0xDE)
        return 620;
    if (c == 0xA0 || c == 0x202F)
        return 230;
    return c < 0x2200 ? 530 : 800;
}

/* Of the character at p, in thousandths of the type size; *used gets its bytes. */
static unsigned advance_at(const char *p, size_t *used)
{
    *used = 1;
    if ((unsigned char)*p < 0x80)
        return advance_of((unsigned char)*p);
    return advance_of(utf8_decode(p, strnlen(p, 4), used));
}

static size_t advance_sum(const char *text, size_t n)
{
    size_t sum = 0;
    for (size_t at = 0, used; at < n; at += used)
        sum += advance_at(text + at, &used);
    return sum;
}

/* Pixels of a thousandth of the type size. */
static double pixels_of(double size, bool bold)
{
    return size * 96.0 / 72.0 * (bold ? 1.05 : 1.01) / 1000.0;
}

double measure_width(const char *text, size_t n, double size, bool bold)
{
    return (double)advance_sum(text, n) * pixels_of(size, bold);
}

double measure_column(double width)
{
    return width * 7.0;
}

struct line {
    size_t length, advance; /* bytes; thousandths of the type size */
    bool last;              /* the text ends with it */
};

/* The longest beginning of whole words, at least one, that is at most `room` thousandths wide. */
static struct line line_of(const char *text, double room)
{
    struct line line = {0};
    size_t at = 0, advance = 0, used;
    for (; text[at] != '\0' && text[at] != '\n'; at += used) {
        bool over = (double)advance > room && line.length > 0;
        if (over)
            return line;
        if (text[at] == ' ' && at > line.length) { /* the blank goes with the word after it */
            line.length = at;
            line.advance = advance;
        }
        advance += advance_at(text + at, &used);
    }
    if (line.length == 0 || (double)advance <= room) {
        line.length = at;
        line.advance = advance;
    }
    line.last = text[line.length] == '\0';
    return line;
}

size_t measure_line(const char *text, double pixels, double size, bool bold, size_t *skip)
{
    struct line line = line_of(text, pixels / pixels_of(size, bold));
    *skip = line.last ? 0 : 1;
    return line.length;
}

size_t measure_lines(const char *text, double pixels, double size, bool bold)
{
    size_t lines = 0;
    double room = pixels / pixels_of(size, bold);
    while (*text != '\0') {
        struct line line = line_of(text, room);
        double wide = (double)line.advance;
        lines += wide > room && room > 0 ? (size_t)(wide / room) + 1 : 1;
        text += line.length + (line.last ? 0 : 1);
    }
    return lines > 0 ? lines : 1;
}

double measure_width_for(const char *text, double size, bool bold)
{
    return measure_width(text, strlen(text), size, bold) / 7.0 + 2.2;
}

double measure_word_for(const char *text, double size, bool bold)
{
    double widest = 0;
    while (*text != '\0') {
        size_t n = strcspn(text, " \n");
        double width = measure_width(text, n, size, bold) / 7.0 + 2.2;
        widest = width > widest ? width : widest;
        text += n + (text[n] != '\0');
    }
    return widest;
}
