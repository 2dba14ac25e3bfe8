#include "analysis/scale_hint.h"

#include <math.h>
#include <string.h>

#include "base/number.h"

enum { FAR_ABOVE = 10 }; /* times the highest value: no scale of the same figures lies there */

struct span {
    double low, high;
    size_t count;
};

static struct span span_of(const struct work *w, const struct indicator_result *x)
{
    struct span s = {INFINITY, -INFINITY, 0};
    for (size_t i = 0; i < w->n; i++) {
        if (!status_has_value(x->cells[i].status))
            continue;
        s.low = fmin(s.low, x->cells[i].value);
        s.high = fmax(s.high, x->cells[i].value);
        s.count++;
    }
    return s;
}

bool seem_shares(const struct work *w, const struct indicator *used,
                 const struct indicator_result *x)
{
    struct span s = span_of(w, x);
    return s.count > 0 && used->scale == SCALE_GOALPOSTS &&
           strcmp(unit_text(&used->unit, LANG_SV), "%") == 0 && s.low >= 0 && s.high <= 1 &&
           used->high >= FAR_ABOVE * s.high;
}

/* A power of ten at most a third of the span: ends of whole steps are easy to read. */
static double step_of(double span)
{
    return pow(10, floor(log10(span / 3)));
}

const char *scale_hint(const struct work *w, const struct indicator *used,
                       const struct indicator_result *x)
{
    struct arena *arena = w->d->arena;
    struct span s = span_of(w, x);
    bool sv = w->d->lang == LANG_SV;
    char sign = sv ? ',' : '.', text[4][64];
    const char *unit = unit_text(&used->unit, w->d->lang), *blank = *unit ? " " : "";
    if (s.count == 0)
        return NULL;
    number_text_decimal(text[0], number_round(s.low, 4), sign);
    number_text_decimal(text[1], number_round(s.high, 4), sign);
    if (seem_shares(w, used, x))
        return arena_printf(
            arena,
            sv ? "är värdena andelar (0–1)? De går från %s till %s: gör om dem till "
                 "procent i filen, 0,055 blir 5,5"
               : "are the values shares (0–1)? They go from %s to %s: make them per "
                 "cent in the file, 0.055 becomes 5.5",
            text[0], text[1]);
    if (!(s.high > s.low))
        return arena_printf(arena,
                            sv ? "alla har värdet %s%s%s: måttet skiljer inga åt, ta bort det"
                               : "all have the value %s%s%s: it tells none apart, remove it",
                            text[0], blank, unit);
    double step = step_of(s.high - s.low);
    number_text_decimal(text[2], number_round(floor(s.low / step) * step, 6), sign);
    number_text_decimal(text[3], number_round(ceil(s.high / step) * step, 6), sign);
    return arena_printf(
        arena,
        sv ? "värdena går från %s till %s%s%s: skriv till exempel skala: %s%s%s till "
             "%s%s%s"
           : "the values go from %s to %s%s%s: write for example scale: %s%s%s to "
             "%s%s%s",
        text[0], text[1], blank, unit, text[2], blank, unit, text[3], blank, unit);
}
