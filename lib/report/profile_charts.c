/* The charts of the sheet Profil, one under another: points against medians, what lifts and holds
 * back, and the two indices of all areas. */
#include <math.h>

#include "report/live_formula.h"
#include "report/profile.h"

enum { WIDTH = 422, ROW = 20, RADAR_ROWS = 18, PARTS_ROWS = 13, SCATTER_ROWS = 13 };

static struct page_range rows(const struct profile *p, uint32_t column, uint32_t first,
                              size_t count)
{
    return (struct page_range){p->page, first, column, first + (uint32_t)count - 1, column};
}

/* Draws it in the column of charts; returns the row after it. */
static uint32_t draw(const struct profile *p, uint32_t row, uint32_t high, struct page_chart chart)
{
    chart.row = row;
    chart.column = PROFILE_CHARTS;
    chart.width = WIDTH;
    chart.height = ROW * (double)high - 6;
    page_chart(p->page, &chart);
    return row + high;
}

static uint32_t radar(const struct profile *p, uint32_t row)
{
    static const struct pair name = {"Dimensioner, poäng 0\u2013100",
                                     "Dimensions, points 0\u2013100"};
    static const struct pair alt = {"Vald kommun i varje dimension mot medianen av alla och av "
                                    "liknande kommuner. Samma tal som i tabellen.",
                                    "The chosen area in each dimension against the median of all "
                                    "and of similar areas. The same numbers as in the table."};
    const struct view *v = p->v;
    uint32_t first = p->head + 2 + (uint32_t)v->indices.count;
    size_t count = v->dimensions.count;
    struct page_series series[3] = {
        {.look = SERIES_MAIN}, {.look = SERIES_OTHER}, {.look = SERIES_THIRD}};
    for (uint32_t i = 0; i < 3; i++) {
        series[i].name_cell = page_cell(p->page, p->head, PROFILE_CHOSEN + i);
        series[i].categories = rows(p, PROFILE_NAME, first, count);
        series[i].values = rows(p, PROFILE_CHOSEN + i, first, count);
    }
    if (count < 3)
        return row;
    return draw(p, row, RADAR_ROWS,
                (struct page_chart){.kind = CHART_RADAR,
                                    .title = say(v->lang, name),
                                    .alt = say(v->lang, alt),
                                    .series = series,
                                    .count = p->l->peer_count > 0 ? 3 : 2,
                                    .least = 0,
                                    .most = 100});
}

/* Bars from 0: to the right what lifts, to the left what holds back. */
static uint32_t parts(const struct profile *p, uint32_t row)
{
    static const struct pair name = {"Skillnaden mot medianen, del för del (poäng)",
                                     "The difference to the median, part by part (points)"};
    static const struct pair alt = {
        "Liggande staplar, en per del: hur många poäng delen lyfter (mörkt, åt höger) eller håller "
        "tillbaka (ljust, åt vänster) den valda kommunen. Samma tal som överst på bladet Bidrag.",
        "Lying bars, one per part: how many points it lifts (dark, to the right) or holds back "
        "(light, to the left) the chosen area. The same numbers as first on the sheet Effects."};
    static const enum series_look looks[] = {SERIES_MAIN, SERIES_OTHER};
    struct page_series series[2];
    for (uint32_t k = 0; k < 2; k++)
        series[k] = (struct page_series){
            .name_cell = effects_heading(p->v, &p->e, EFFECTS_LIFTS + k),
            .categories = effects_parts(p->v, &p->e, EFFECTS_PART),
            .values = effects_parts(p->v, &p->e, EFFECTS_LIFTS + k),
            .look = looks[k],
        };
    if (!p->effects || p->e.part_count == 0)
        return row;
    return draw(p, row, PARTS_ROWS,
                (struct page_chart){.kind = CHART_BARS_STACKED,
                                    .title = say(p->v->lang, name),
                                    .alt = say(p->v->lang, alt),
                                    .series = series,
                                    .count = 2,
                                    .least = NAN,
                                    .most = NAN,
                                    .both_ways = true});
}

/* Lines through the chosen point: in LibreOffice the others lie above it. Their ends stand in a
 * small table, right of what is printed. */
static void put_lines(const struct profile *p)
{
    static const struct pair lines = {"Linjer i diagrammet", "Lines in the chart"};
    const struct view *v = p->v;
    page_text(p->page, p->head, PROFILE_LINES, say(v->lang, lines), STYLE_SUBTITLE);
    for (uint32_t end = 0; end < 4; end++)
        for (uint32_t axis = 0; axis < 2; axis++) {
            uint32_t row = p->head + 1 + end, column = PROFILE_LINES + axis;
            const char *own = formula_cell(v, p->head + 2 + axis, PROFILE_CHOSEN);
            double score = v->r->nodes[v->indices.items[axis]].score[p->area];
            if (end / 2 == axis)
                profile_put(p, row, column,
                            arena_printf(v->arena, "IF(ISNUMBER(%s),%s,0)", own, own),
                            isfinite(score) ? score : 0, 1, STYLE_ROW_NUMBER);
            else
                page_number(p->page, row, column, end % 2 ? 100 : 0, 0, STYLE_ROW_NUMBER);
        }
}

/* Two indices: all areas, and the chosen one among them. */
static uint32_t scatter(const struct profile *p, uint32_t row)
{
    static const struct pair all = {"Alla kommuner", "All areas"};
    static const struct pair alt = {
        "Alla kommuner efter sina två index; linjerna går genom den valda.",
        "All areas by their two indices; the lines go through the chosen one."};
    const struct view *v = p->v;
    if (v->indices.count != 2)
        return row;
    const char *x = view_label(v, &v->m->nodes[v->indices.items[0]].head);
    const char *y = view_label(v, &v->m->nodes[v->indices.items[1]].head);
    struct page_series series[4] = {{.name = say(v->lang, all),
                                     .look = SERIES_OTHER,
                                     .categories = live_scores(v, v->indices.items[0]),
                                     .values = live_scores(v, v->indices.items[1])},
                                    {.look = SERIES_MAIN,
                                     .name_cell = page_cell(p->page, p->head, PROFILE_CHOSEN),
                                     .categories = rows(p, PROFILE_CHOSEN, p->head + 2, 1),
                                     .values = rows(p, PROFILE_CHOSEN, p->head + 3, 1)}};
    for (uint32_t k = 0; k < 2; k++)
        series[2 + k] =
            (struct page_series){.name = k == 0 ? x : y,
                                 .look = SERIES_RULE,
                                 .categories = rows(p, PROFILE_LINES, p->head + 1 + 2 * k, 2),
                                 .values = rows(p, PROFILE_LINES + 1, p->head + 1 + 2 * k, 2)};
    put_lines(p);
    return draw(p, row, SCATTER_ROWS,
                (struct page_chart){.kind = CHART_SCATTER,
                                    .title = arena_printf(v->arena, "%s \u2013 %s", x, y),
                                    .alt = say(v->lang, alt),
                                    .x_name = x,
                                    .y_name = y,
                                    .series = series,
                                    .count = 4,
                                    .least = 0,
                                    .most = 100});
}

uint32_t profile_charts(const struct profile *p)
{
    return scatter(p, parts(p, radar(p, 0)));
}
