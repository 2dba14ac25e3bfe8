/* How wide a text is on paper. */
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

static double em_of(uint32_t c)
{
    if (c >= 0x20 && c < 0x7F)
        return advances[c - 0x20] / 1000.0;
    if (c >= 0xC0 && c <= 0xDE)
        return 0.62;
    if (c == 0xA0 || c == 0x202F)
        return 0.23;
    return c < 0x2200 ? 0.53 : 0.8;
}

double measure_width(const char *text, size_t n, double size, bool bold)
{
    double em = 0;
    for (size_t at = 0, used = 1; at < n; at += used, used = 1)
        em += em_of((unsigned char)text[at] < 0x80 ? (unsigned char)text[at]
                                                   : utf8_decode(text + at, n - at, &used));
    return em * size * 96.0 / 72.0 * (bold ? 1.05 : 1.01);
}

double measure_column(double width)
{
    return width * 7.0;
}

size_t measure_line(const char *text, double pixels, double size, bool bold, size_t *skip)
{
    size_t end = strcspn(text, "\n"), fits = 0;
    double width = 0;
    for (size_t from = 0; from < end; from = fits) {
        size_t to = from + strcspn(text + from + 1, " \n") + 1; /* with the blank before it */
        to = to < end ? to : end;
        width += measure_width(text + from, to - from, size, bold);
        if (fits > 0 && width > pixels)
            break;
        fits = to;
    }
    *skip = text[fits] == '\0' ? 0 : 1;
    return fits;
}

size_t measure_lines(const char *text, double pixels, double size, bool bold)
{
    size_t lines = 0, skip;
    while (*text != '\0') {
        size_t n = measure_line(text, pixels, size, bold, &skip);
        double wide = measure_width(text, n, size, bold);
        lines += wide > pixels && pixels > 0 ? (size_t)(wide / pixels) + 1 : 1;
        text += n + skip;
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
