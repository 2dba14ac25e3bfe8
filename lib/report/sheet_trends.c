/* Utveckling: how the figures of one area went, and one of them year by year against the median of
 * all; both are chosen in lists. */
#include <math.h>

#include "report/live_formula.h"
#include "report/measure.h"
#include "report/series.h"
#include "report/sheets.h"

/* Columns of Utveckling: of the table, of the chart and its figures, of what the chart draws. */
enum { MEASURE, UNIT, YEAR, THEN, NOW, CHANGE, MEDIAN, WAY, TABLE, CHART, LAST = 14, DRAWN = 16 };
/* What is drawn: a series needs three columns. */
enum { KNOWN, X, Y, DRAWN_COLUMNS };
enum { NAME_MOST = 56, COLUMN = 9, CHART_ROWS = 22, ROW = 20, WIDTH = 450 };

static const struct pair area_word = {"Kommun", "Area"};

struct trends {
    const struct view *v;
    struct page *page;
    const struct outlook *o;
    uint32_t top, head, figures; /* rows: of the choices, of the table, of the chart's figures */
    uint32_t area;               /* shown first */
    const char *area_number, *measure_number; /* cells; 0: unknown */
};

static struct page_result number(double value)
{
    return isfinite(value) ? (struct page_result){value, NULL}
                           : (struct page_result){.text = "[x]"};
}

/* A column of Tidsserier over all its rows. */
static const char *series_column(const struct trends *t, uint32_t column)
{
    uint32_t first = series_first(t->v);
    uint32_t rows = (uint32_t)(t->o->trend_count * (t->v->r->areas + 1));
    return range_text(t->page, (struct page_range){view_page(t->v, "Tidsserier"), first, column,
                                                   first + rows - 1, column});
}

static void choices(const struct trends *t)
{
    static const struct pair labels[] = {{"Siffra i diagrammet", "Figure in the chart"},
                                         {"Nummer i listorna", "Numbers in the lists"}};
    static const struct pair errors[] = {
        {"Välj en kommun i listan.", "Choose an area in the list."},
        {"Välj en siffra i listan.", "Choose a figure in the list."}};
    static const struct pair unknown = {
        "FEL: okänt val. Välj ur listorna i de gula cellerna.",
        "ERROR: unknown choice. Choose from the lists in the yellow "
        "cells."};
    static const struct pair missing = {"[x]: kommunen har ingen serie för den siffran.",
                                        "[x]: the area has no series of that figure."};
    const struct view *v = t->v;
    struct page *page = t->page;
    uint32_t first = series_first(v), last = first + (uint32_t)v->r->areas - 1;
    struct page_range names = {view_page(v, "Tidsserier"), first, S_AREA, last, S_AREA};
    struct page_range figures = {page, t->head + 1, MEASURE, t->head + (uint32_t)t->o->trend_count,
                                 MEASURE};
    bool any = false;
    for (uint32_t y = 0; y < t->o->year_count; y++)
        any = any || isfinite(series_figure(v, &t->o->trends[0], S_YEARS + y, t->area));
    const char *own =
        formula_column(v, CHART + 1, t->figures + 1, t->figures + (uint32_t)t->o->year_count);
    page_text(page, t->top, 0, say(v->lang, area_word), STYLE_BOLD);
    page_answer_choice(page, t->top, 1, names, view_name(v, t->area), say(v->lang, errors[0]));
    page_text(page, t->top + 1, 0, say(v->lang, labels[0]), STYLE_BOLD);
    page_row_height(page, t->top + 1, 42);
    page_answer_choice(page, t->top + 1, 1, figures,
                       view_titled(v, &series_measured(v, &t->o->trends[0])->head),
                       say(v->lang, errors[1]));
    page_formula(
        page, t->top + 2, 0,
        arena_printf(
            v->arena, "IF(OR(%s=0,%s=0),\"%s\",IF(COUNTIF(%s,\">=-1E+300\")=0,\"%s\",\"\"))",
            t->area_number, t->measure_number, say(v->lang, unknown), own, say(v->lang, missing)),
        (struct page_result){.text = any ? "" : say(v->lang, missing)}, 0, STYLE_NOTICE);
    page_text(page, t->top + 3, 0, say(v->lang, labels[1]), STYLE_ROW_TEXT);
    page_formula(page, t->top + 3, 1,
                 arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)", formula_cell(v, t->top, 1),
                              range_text(page, names)),
                 (struct page_result){t->area + 1.0, NULL}, 0, STYLE_ROW_YEAR);
    page_formula(page, t->top + 3, 2,
                 arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)", formula_cell(v, t->top + 1, 1),
                              range_text(page, figures)),
                 (struct page_result){1, NULL}, 0, STYLE_ROW_YEAR);
}

static const struct pair ways[] = {
    {"lägre poäng", "lower points"}, {"högre poäng", "higher points"}, {"oförändrat", "unchanged"}};

static const char *way_formula(const struct trends *t, uint32_t row, bool reversed)
{
    const struct view *v = t->v;
    const char *change = formula_cell(v, row, CHANGE);
    return arena_printf(
        v->arena, "IF(ISNUMBER(%s),IF(ABS(%s)<0.000000001,\"%s\",IF(%s>0,\"%s\",\"%s\")),\"[x]\")",
        change, change, say(v->lang, ways[2]), change, say(v->lang, ways[!reversed]),
        say(v->lang, ways[reversed]));
}

static const char *way_text(const struct trends *t, double change, bool reversed)
{
    if (isnan(change))
        return "[x]";
    return say(t->v->lang, ways[fabs(change) < 1e-9 ? 2 : (change > 0) != reversed]);
}

static int32_t latest_year(const struct view *v, const struct trend *t)
{
    int32_t latest = 0;
    for (uint32_t i = 0; i < v->r->areas; i++) {
        int32_t period = v->r->indicators[t->indicator].cells[i].period;
        if (!isnan(t->change[i]) && period > latest)
            latest = period;
    }
    return latest / 100;
}

static void table_row(const struct trends *t, uint32_t k)
{
    const struct view *v = t->v;
    const struct trend *x = &t->o->trends[k];
    const struct indicator *i = series_measured(v, x);
    uint32_t row = t->head + 1 + k, before = k * ((uint32_t)v->r->areas + 1);
    double change = x->change[t->area];
    page_text(t->page, row, MEASURE, view_titled(v, &i->head), STYLE_ROW_TEXT);
    page_text(t->page, row, UNIT, unit_text(&i->unit, v->lang), STYLE_ROW_TEXT);
    page_number(t->page, row, YEAR, latest_year(v, x), 0, STYLE_ROW_YEAR);
    for (uint32_t c = S_THEN; c <= S_NOW; c++)
        page_formula(t->page, row, THEN + c - S_THEN,
                     arena_printf(v->arena, "IF(%s=0,\"[x]\",INDEX(%s,%u+%s))", t->area_number,
                                  series_column(t, c), (unsigned)before, t->area_number),
                     number(series_figure(v, x, c, t->area)), i->decimals, STYLE_ROW_NUMBER);
    page_formula(t->page, row, CHANGE,
                 arena_printf(v->arena, "IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s-%s,\"[x]\")",
                              formula_cell(v, row, THEN), formula_cell(v, row, NOW),
                              formula_cell(v, row, NOW), formula_cell(v, row, THEN)),
                 number(change), i->decimals, STYLE_ROW_BOLD_NUMBER);
    series_put(t->page, row, MEDIAN, series_median(v, x, x->change), i->decimals);
    page_formula(t->page, row, WAY, way_formula(t, row, i->reversed),
                 (struct page_result){.text = way_text(t, change, i->reversed)}, 0, STYLE_ROW_TEXT);
}

static void table(const struct trends *t)
{
    static const struct pair heads[TABLE] = {
        [MEASURE] = {"Siffra", "Figure"},
        [UNIT] = {"Enhet", "Unit"},
        [YEAR] = {"Senaste år", "Latest year"},
        [THEN] = {"Då", "Then"},
        [NOW] = {"Nu", "Now"},
        [CHANGE] = {"Ändring", "Change"},
        [MEDIAN] = {"Median av alla", "Median of all"},
        [WAY] = {"Åt vilket håll", "Which way"},
    };
    for (uint32_t c = 0; c < TABLE; c++)
        page_text(t->page, t->head, c, say(t->v->lang, heads[c]),
                  c == MEASURE || c == UNIT || c == WAY ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    for (uint32_t k = 0; k < t->o->trend_count; k++)
        table_row(t, k);
}

/* --- the chart -------------------------------------------------------------------------------- */

/* A series as it is shown first. */
static const double *shown(const struct trends *t, bool of_all)
{
    double *values = arena_array(t->v->arena, t->o->year_count + 1, sizeof *values);
    for (size_t k = 0; k < t->o->year_count; k++)
        values[k] = series_figure(t->v, &t->o->trends[0], S_YEARS + (uint32_t)k,
                                  of_all ? (uint32_t)t->v->r->areas : t->area);
    return values;
}

/* The years with the chosen area's figure and the median of all. */
static void figures(const struct trends *t)
{
    static const struct pair year = {"År", "Year"};
    const struct view *v = t->v;
    uint32_t rows = (uint32_t)v->r->areas + 1;
    page_text(t->page, t->figures, CHART, say(v->lang, year), STYLE_HEADING_RIGHT);
    page_formula(t->page, t->figures, CHART + 1, formula_cell(v, t->top, 1),
                 (struct page_result){.text = view_name(v, t->area)}, 0, STYLE_HEADING_RIGHT);
    page_text(t->page, t->figures, CHART + 2, series_median_word(v), STYLE_HEADING_RIGHT);
    const double *own = shown(t, false), *all = shown(t, true);
    for (uint32_t k = 0; k < t->o->year_count; k++) {
        uint32_t row = t->figures + 1 + k;
        const char *column = series_column(t, S_YEARS + k);
        page_number(t->page, row, CHART, t->o->first_year + (int32_t)k, 0, STYLE_ROW_YEAR);
        page_formula(t->page, row, CHART + 1,
                     arena_printf(v->arena, "IF(OR(%s=0,%s=0),\"[x]\",INDEX(%s,(%s-1)*%u+%s))",
                                  t->area_number, t->measure_number, column, t->measure_number,
                                  (unsigned)rows, t->area_number),
                     number(own[k]), 2, STYLE_ROW_NUMBER);
        page_formula(t->page, row, CHART + 2,
                     arena_printf(v->arena, "IF(%s=0,\"[x]\",INDEX(%s,%s*%u))", t->measure_number,
                                  column, t->measure_number, (unsigned)rows),
                     number(all[k]), 2, STYLE_ROW_NUMBER);
    }
}

/* Charts draw a text as 0. So a year without a value is drawn where the year before it lies, years
 * before the first where that lies, and a series without values on the other's first point. */
struct drawn {
    uint32_t column, values; /* of the first of three; of the figures */
    const double *own, *other;
};

static double first_of(const struct trends *t, const double *values, double *year)
{
    for (size_t k = 0; k < t->o->year_count; k++)
        if (isfinite(values[k])) {
            *year = (double)t->o->first_year + (double)k;
            return values[k];
        }
    *year = 0;
    return 0;
}

static const char *first_value(const struct trends *t, uint32_t values, uint32_t known)
{
    const struct view *v = t->v;
    uint32_t first = t->figures + 1, last = t->figures + (uint32_t)t->o->year_count;
    return arena_printf(
        v->arena, "INDEX(%s,MATCH(MIN(%s),%s,0))", formula_column(v, values, first, last),
        formula_column(v, known, first, last), formula_column(v, CHART, first, last));
}

static void drawn_row(const struct trends *t, const struct drawn *d, const struct drawn *others,
                      uint32_t k, double *x, double *y)
{
    const struct view *v = t->v;
    uint32_t row = t->figures + 1 + k, last = t->figures + (uint32_t)t->o->year_count;
    const char *year = formula_cell(v, row, CHART), *value = formula_cell(v, row, d->values);
    const char *known = formula_column(v, d->column + KNOWN, t->figures + 1, last);
    const char *theirs = formula_column(v, others->column + KNOWN, t->figures + 1, last);
    const char *before[2] = {formula_cell(v, row - 1, d->column + X),
                             formula_cell(v, row - 1, d->column + Y)};
    if (k == 0) {
        before[0] = arena_printf(v->arena, "IF(MIN(%s)>0,MIN(%s),IF(MIN(%s)>0,MIN(%s),%s))", known,
                                 known, theirs, theirs, year);
        before[1] = arena_printf(v->arena, "IFERROR(%s,IFERROR(%s,0))",
                                 first_value(t, d->values, d->column + KNOWN),
                                 first_value(t, others->values, others->column + KNOWN));
        *y = first_of(t, d->own, x);
        if (*x <= 0)
            *y = first_of(t, d->other, x);
        *x = *x > 0 ? *x : (double)t->o->first_year;
    }
    bool has = isfinite(d->own[k]);
    *x = has ? (double)t->o->first_year + k : *x;
    *y = has ? d->own[k] : *y;
    page_formula(t->page, row, d->column + KNOWN,
                 arena_printf(v->arena, "IF(ISNUMBER(%s),%s,\"\u2013\")", value, year),
                 has ? (struct page_result){*x, NULL} : (struct page_result){.text = "\u2013"}, 0,
                 STYLE_ROW_YEAR);
    page_formula(t->page, row, d->column + X,
                 arena_printf(v->arena, "IF(ISNUMBER(%s),%s,%s)", value, year, before[0]),
                 number(*x), 0, STYLE_ROW_YEAR);
    page_formula(t->page, row, d->column + Y,
                 arena_printf(v->arena, "IF(ISNUMBER(%s),%s,%s)", value, value, before[1]),
                 number(*y), 2, STYLE_ROW_NUMBER);
}

static void drawn(const struct trends *t, struct page_series *series)
{
    static const struct pair heads[DRAWN_COLUMNS] = {[KNOWN] = {"År med värde", "Year with value"},
                                                     [X] = {"Ritat år", "Year drawn"},
                                                     [Y] = {"Ritat värde", "Value drawn"}};
    const double *own = shown(t, false), *all = shown(t, true);
    const struct drawn d[] = {{DRAWN, CHART + 1, own, all},
                              {DRAWN + DRAWN_COLUMNS, CHART + 2, all, own}};
    uint32_t first = t->figures + 1, last = t->figures + (uint32_t)t->o->year_count;
    for (uint32_t s = 0; s < 2; s++) {
        double x = 0, y = 0;
        for (uint32_t c = 0; c < DRAWN_COLUMNS; c++)
            page_text(t->page, t->figures, d[s].column + c, say(t->v->lang, heads[c]),
                      STYLE_HEADING_RIGHT);
        for (uint32_t k = 0; k < t->o->year_count; k++)
            drawn_row(t, &d[s], &d[1 - s], k, &x, &y);
        uint32_t at = d[s].column;
        series[s] = (struct page_series){
            .name_cell = page_cell(t->page, t->figures, d[s].values),
            .categories = {t->page, first, at + X, last, at + X},
            .values = {t->page, first, at + Y, last, at + Y},
            .look = s == 0 ? SERIES_MAIN : SERIES_OTHER,
        };
    }
}

static void chart(const struct trends *t)
{
    static const struct pair name = {"Den valda siffran år för år", "The chosen figure by year"};
    static const struct pair alt = {
        "Linjer år för år: den valda kommunens värde (hel linje, runda punkter) mot medianen av "
        "alla (streckad linje, fyrkanter). Samma tal som i tabellen under.",
        "Lines by year: the value of the chosen area (solid, round points) against the median of "
        "all (dashed, squares). The same numbers as in the table below."};
    struct page_series series[2];
    drawn(t, series);
    page_chart(t->page, &(struct page_chart){
                            .row = t->head,
                            .column = CHART,
                            .kind = CHART_YEARS,
                            .title = say(t->v->lang, name),
                            .alt = say(t->v->lang, alt),
                            .series = series,
                            .count = 2,
                            .least = NAN,
                            .most = NAN,
                            .first = t->o->first_year,
                            .last = t->o->first_year + (double)t->o->year_count - 1,
                            .width = WIDTH,
                            .height = ROW * (CHART_ROWS - 1),
                        });
}

static void widths(const struct trends *t)
{
    const struct view *v = t->v;
    double name = 30, unit = 18;
    for (size_t k = 0; k < t->o->trend_count; k++) {
        const struct indicator *i = series_measured(v, &t->o->trends[k]);
        name = fmax(name, measure_width_for(view_titled(v, &i->head), 10, false));
        unit = fmax(unit, measure_width_for(unit_text(&i->unit, v->lang), 10, false));
    }
    page_column(t->page, MEASURE, fmin(name, NAME_MOST));
    page_column(t->page, UNIT, fmin(unit, 24));
    for (uint32_t c = YEAR; c < DRAWN + 2 * DRAWN_COLUMNS; c++)
        page_column(t->page, c, COLUMN);
    page_column(t->page, WAY, 13);
    page_column(t->page, TABLE, 1);
    page_column(t->page, CHART + 1, fmax(COLUMN, view_name_width(v)));
    page_column(t->page, CHART + 2, 12);
}

void sheet_trends(const struct view *v, struct page *page)
{
    static const struct pair title = {"Utveckling", "Trends"};
    static const struct pair about = {
        "Välj kommun och siffra i de gula cellerna. Tabellen visar ändringen på %d år, i siffrans "
        "enhet; diagrammet följer siffran år för år. Inga prognoser.",
        "Choose area and figure in the yellow cells. The table shows the change in %d years, in "
        "the unit of the figure; the chart follows the figure by year. No forecasts."};
    const struct outlook *o = v->r->outlook;
    struct trends t = {.v = v, .page = page, .o = o, .area = v->r->ranking[0]};
    page_head(page, say(v->lang, title), arena_printf(v->arena, say(v->lang, about), o->years));
    t.top = v->r->invented ? 4 : 3;
    t.head = t.top + 5;
    t.figures = t.head + CHART_ROWS;
    t.area_number = range_text(page, page_cell(page, t.top + 3, 1));
    t.measure_number = range_text(page, page_cell(page, t.top + 3, 2));
    widths(&t);
    choices(&t);
    table(&t);
    figures(&t);
    chart(&t);
    page_blank(page, t.top, LAST, STYLE_TEXT);
    page_print_columns(page, LAST);
    page_whole(page);
    page_protect(page);
}
