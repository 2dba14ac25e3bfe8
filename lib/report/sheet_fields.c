/* Fyra fält: the first two indices under the root against each other, with their medians. */
#include "report/sheets.h"

#include <math.h>

enum column { C_NUMBER, C_AREA, C_X, C_Y, C_FIELD, C_POSITION, COLUMNS };

static double score(const struct view *v, size_t k, uint32_t area)
{
    return v->r->nodes[v->indices.items[k]].score[area];
}

bool sheet_fields_has(const struct view *v)
{
    return v->indices.count >= 2 && v->r->nodes[v->indices.items[0]].ranked > 0 &&
           v->r->nodes[v->indices.items[1]].ranked > 0;
}

/* "Behov högt, förutsättningar lågt": above the median or not. */
static const char *field_text(const struct view *v, uint32_t area)
{
    static const struct pair fields[2][2] = {
        {{"Båda under medianen", "Both below the median"}, {"Bara %s över", "Only %s above"}},
        {{"Bara %s över", "Only %s above"}, {"Båda över medianen", "Both above the median"}}};
    double x = score(v, 0, area), y = score(v, 1, area);
    if (!isfinite(x) || !isfinite(y))
        return "[x]";
    bool right = x > v->r->nodes[v->indices.items[0]].median;
    bool up = y > v->r->nodes[v->indices.items[1]].median;
    const char *text = say(v->lang, fields[right][up]);
    return right == up
               ? text
               : arena_printf(v->arena, text,
                              view_label(v, &v->m->nodes[v->indices.items[right ? 0 : 1]].head));
}

static void field_row(const struct view *v, struct page *page, uint32_t row, uint32_t number,
                      uint32_t area)
{
    uint32_t position = v->r->area[area].position;
    page_number(page, row, C_NUMBER, number, 0, STYLE_ROW_NUMBER);
    page_text(page, row, C_AREA, view_name(v, area), STYLE_ROW_BOLD);
    put_score(page, row, C_X, score(v, 0, area), false);
    put_score(page, row, C_Y, score(v, 1, area), false);
    page_text(page, row, C_FIELD, field_text(v, area), STYLE_ROW_TEXT);
    page_text(page, row, C_POSITION,
              position < v->m->position_count ? view_label(v, &v->m->positions[position].head)
                                              : "\u2013",
              STYLE_ROW_TEXT);
}

/* Whole tens around every score of both. */
static void ends(const struct view *v, double *least, double *most)
{
    *least = INFINITY;
    *most = -INFINITY;
    for (uint32_t a = 0; a < v->r->areas; a++)
        for (size_t k = 0; k < 2; k++)
            if (isfinite(score(v, k, a))) {
                *least = fmin(*least, score(v, k, a));
                *most = fmax(*most, score(v, k, a));
            }
    *least = 10 * floor(*least / 10);
    *most = 10 * ceil(*most / 10);
    if (*most <= *least)
        *most = *least + 10;
}

/* Two points for each median; returns the row of the first. */
static uint32_t put_medians(const struct view *v, struct page *page, uint32_t row, double least,
                            double most)
{
    static const struct pair line = {"Streckad linje: median av %s", "Dashed line: median of %s"};
    for (uint32_t k = 0; k < 4; k++) {
        const struct node *node = &v->m->nodes[v->indices.items[k / 2]];
        double at = v->r->nodes[v->indices.items[k / 2]].median, end = k % 2 ? most : least;
        page_text(page, row + k, C_FIELD,
                  arena_printf(v->arena, say(v->lang, line), view_label(v, &node->head)),
                  STYLE_SMALL);
        page_number(page, row + k, C_X, k < 2 ? at : end, 1, STYLE_NUMBER);
        page_number(page, row + k, C_Y, k < 2 ? end : at, 1, STYLE_NUMBER);
    }
    return row;
}

static void draw(const struct view *v, struct page *page, uint32_t first, uint32_t last,
                 uint32_t medians, double least, double most)
{
    static const struct pair title = {"%s mot %s", "%s against %s"};
    static const struct pair alt = {
        "Punktdiagram: varje kommun som en punkt med sitt nummer ur tabellen bredvid. Streckade "
        "linjer visar medianerna och delar ytan i fyra fält.",
        "Scatter: each area is a point with its number in the table beside. Dashed lines show the "
        "medians and part the area in four fields."};
    static const struct pair areas = {"Kommuner", "Areas"}, lines = {"Median", "Median"};
    const char *x = view_label(v, &v->m->nodes[v->indices.items[0]].head);
    const char *y = view_label(v, &v->m->nodes[v->indices.items[1]].head);
    const char **labels = arena_array(v->arena, v->r->areas, sizeof *labels);
    for (size_t i = 0; i < v->r->areas; i++)
        labels[i] = arena_printf(v->arena, "%zu", i + 1);
    struct page_series series[] = {
        {.name = say(v->lang, areas),
         .categories = {page, first, C_X, last, C_X},
         .values = {page, first, C_Y, last, C_Y},
         .look = SERIES_MAIN,
         .labels = labels},
        {.name = say(v->lang, lines),
         .categories = {page, medians, C_X, medians + 1, C_X},
         .values = {page, medians, C_Y, medians + 1, C_Y},
         .look = SERIES_RULE},
        {.name = say(v->lang, lines),
         .categories = {page, medians + 2, C_X, medians + 3, C_X},
         .values = {page, medians + 2, C_Y, medians + 3, C_Y},
         .look = SERIES_RULE},
    };
    page_chart(page, &(struct page_chart){
                         .row = first - 1,
                         .column = COLUMNS + 1,
                         .kind = CHART_SCATTER,
                         .title = arena_printf(v->arena, say(v->lang, title), x, y),
                         .alt = say(v->lang, alt),
                         .x_name = x,
                         .y_name = y,
                         .series = series,
                         .count = 3,
                         .least = least,
                         .most = most,
                         .width = 700,
                         .height = 620,
                         .no_legend = true,
                     });
}

void sheet_fields(const struct view *v, struct page *page)
{
    static const struct pair title = {"Fyra fält", "Four fields"};
    static const struct pair about = {
        "%s mot %s. Siffran vid punkten är kommunens nummer i tabellen; streckade linjer är "
        "medianerna.",
        "%s against %s. The figure at the point is the area's number in the table; dashed lines "
        "are "
        "the medians."};
    const char *x = view_label(v, &v->m->nodes[v->indices.items[0]].head);
    const char *y = view_label(v, &v->m->nodes[v->indices.items[1]].head);
    const struct pair heads[COLUMNS] = {{"Nr", "No"}, {"Kommun", "Area"}, {x, x},
                                        {y, y},       {"Fält", "Field"},  {"Läge", "Position"}};
    const double widths[COLUMNS] = {6, view_name_width(v), 10, 18, 27, 24};
    double least, most;
    page_columns(page, widths, COLUMNS);
    page_column(page, COLUMNS, 2);
    uint32_t head =
        page_head(page, say(v->lang, title), arena_printf(v->arena, say(v->lang, about), x, y));
    uint32_t row = head + 1;
    for (uint32_t i = 0; i < v->r->areas; i++)
        field_row(v, page, row++, i + 1, v->r->ranking[i]);
    put_table(v, page, head, row, "Falt", heads, COLUMNS, 0xD);
    ends(v, &least, &most);
    uint32_t medians = put_medians(v, page, row + 1, least, most);
    draw(v, page, head + 1, row - 1, medians, least, most);
    page_print_columns(page, COLUMNS + 11);
}
