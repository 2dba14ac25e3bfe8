/* Tidsserier: every figure of every area in every year. */
#include "report/series.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/measure.h"
#include "report/sheets.h"

enum { COLUMN = 9 };

bool sheet_trends_has(const struct view *v)
{
    return v->r->outlook != NULL && v->r->outlook->year_count > 0;
}

const char *series_median_word(const struct view *v)
{
    static const struct pair median = {"Median, alla", "Median, all"};
    return say(v->lang, median);
}

/* --- figures ---------------------------------------------------------------------------------- */

const struct indicator *series_measured(const struct view *v, const struct trend *t)
{
    return t->mixed ? &v->m->indicators[t->indicator] : view_used(v, t->indicator, 0);
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

double series_median(const struct view *v, const struct trend *t, const double *values)
{
    double *known = arena_array(v->arena, v->r->areas + 1, sizeof *known);
    size_t n = 0;
    for (size_t i = 0; i < v->r->areas && !t->mixed; i++)
        if (isfinite(values[i]))
            known[n++] = values[i];
    if (n > 1)
        qsort(known, n, sizeof *known, by_size);
    return n == 0 ? NAN : n % 2 ? known[n / 2] : (known[n / 2 - 1] + known[n / 2]) / 2;
}

static double now_of(const struct view *v, const struct trend *t, uint32_t area)
{
    return isnan(t->change[area]) ? NAN : v->r->indicators[t->indicator].cells[area].value;
}

double series_figure(const struct view *v, const struct trend *t, uint32_t column, uint32_t area)
{
    size_t n = v->r->areas;
    double *values = t->then;
    if (column == S_NOW) {
        values = arena_array(v->arena, n + 1, sizeof *values);
        for (uint32_t i = 0; i < n; i++)
            values[i] = now_of(v, t, i);
    } else if (column >= S_YEARS) {
        values = t->series + (column - S_YEARS) * n;
    }
    return area < n ? values[area] : series_median(v, t, values);
}

void series_put(struct page *page, uint32_t row, uint32_t column, double value, int decimals)
{
    if (isfinite(value))
        page_number(page, row, column, value, decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

/* --- Tidsserier ------------------------------------------------------------------------------- */

uint32_t series_first(const struct view *v)
{
    return (v->r->invented ? 4 : 3) + 1;
}

static const char *year_text(const struct view *v, size_t k)
{
    return arena_printf(v->arena, "%d", (int)v->r->outlook->first_year + (int)k);
}

static void series_row(const struct view *v, struct page *page, uint32_t row, const struct trend *t,
                       uint32_t area)
{
    bool own = area < v->r->areas;
    const struct indicator *i = own ? view_used(v, t->indicator, area) : series_measured(v, t);
    page_text(page, row, S_MEASURE, view_titled(v, &i->head), STYLE_ROW_TEXT);
    page_text(page, row, S_UNIT, unit_text(&i->unit, v->lang), STYLE_ROW_TEXT);
    page_text(page, row, S_AREA, own ? view_name(v, area) : series_median_word(v), STYLE_ROW_BOLD);
    for (uint32_t c = S_THEN; c < S_YEARS + v->r->outlook->year_count; c++)
        series_put(page, row, c, series_figure(v, t, c, area), i->decimals);
}

static void series_widths(const struct view *v, struct page *page)
{
    double name = 20, unit = 8;
    for (size_t k = 0; k < v->r->outlook->trend_count; k++)
        for (uint32_t i = 0; i < v->r->areas; i++) {
            const struct indicator *x = view_used(v, v->r->outlook->trends[k].indicator, i);
            name = fmax(name, measure_width_for(view_titled(v, &x->head), 10, false));
            unit = fmax(unit, measure_width_for(unit_text(&x->unit, v->lang), 10, false));
        }
    page_column(page, S_MEASURE, name);
    page_column(page, S_UNIT, unit);
    page_column(page, S_AREA, fmax(view_name_width(v), 14));
    for (uint32_t c = S_THEN; c < S_YEARS + v->r->outlook->year_count; c++)
        page_column(page, c, COLUMN);
}

void sheet_series(const struct view *v, struct page *page)
{
    static const struct pair title = {"Tidsserier", "Time series"};
    static const struct pair about = {
        "Varje siffra år för år, så långt en obruten serie finns. Nu: senaste värdet. Då: %d år "
        "tidigare. [x] = inget värde det året. Gjort för skärm och filter.",
        "Every figure year by year, as far as one unbroken series goes. Now: the latest value. "
        "Then: %d years earlier. [x] = no value in that year. Made for the screen and filters."};
    static const struct pair fixed[S_YEARS] = {[S_MEASURE] = {"Siffra", "Figure"},
                                               [S_UNIT] = {"Enhet", "Unit"},
                                               [S_AREA] = {"Kommun", "Area"},
                                               [S_THEN] = {"Då", "Then"},
                                               [S_NOW] = {"Nu", "Now"}};
    const struct outlook *o = v->r->outlook;
    size_t count = S_YEARS + o->year_count;
    struct pair *heads = arena_array(v->arena, count, sizeof *heads);
    uint32_t head =
        page_head(page, say(v->lang, title), arena_printf(v->arena, say(v->lang, about), o->years));
    uint32_t row = head + 1;
    memcpy(heads, fixed, sizeof fixed);
    for (size_t k = 0; k < o->year_count; k++)
        heads[S_YEARS + k] = (struct pair){year_text(v, k), year_text(v, k)};
    series_widths(v, page);
    for (size_t k = 0; k < o->trend_count; k++)
        for (uint32_t area = 0; area <= v->r->areas; area++)
            series_row(v, page, row++, &o->trends[k], area);
    put_table(v, page, head, row, "Tidsserier", heads, count, ~7U);
}
