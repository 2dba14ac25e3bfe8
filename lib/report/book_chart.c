/* Charts. What the cells hold is stored in the chart: libxlsxwriter stores 0 for a formula. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "report/clean.h"
#include "report/xlsx.h"

/* A range of a chart whose values are stored when all cells are known. */
struct book_chart {
    struct book_chart *before;
    lxw_series_range *stored;
    struct page_range cells;
    bool is_text;
};

/* libxlsxwriter takes a name that starts with = for a formula: data must not become one. */
static char *chart_text(struct page *page, const char *text)
{
    const char *before = text[0] == '=' ? " " : "";
    return clean_text(page->book->arena, arena_printf(page->book->arena, "%s%s", before, text),
                      200);
}

static void store_later(struct book *book, lxw_series_range *stored, struct page_range cells,
                        bool is_text)
{
    struct book_chart *c = arena_alloc(book->arena, sizeof *c);
    *c = (struct book_chart){book->charts, stored, cells, is_text};
    book->charts = c;
}

/* Freed by libxlsxwriter together with the chart. */
static void store_point(lxw_series_range *stored, const struct meant_cell *cell, bool is_text)
{
    struct lxw_series_data_point *point = calloc(1, sizeof *point);
    if (point == NULL)
        abort();
    point->is_string = is_text && cell != NULL && cell->text != NULL;
    if (point->is_string)
        point->string = lxw_strdup(cell->text);
    else if (cell != NULL && cell->text == NULL)
        point->number = cell->number;
    else
        point->no_data = LXW_TRUE;
    STAILQ_INSERT_TAIL(stored->data_cache, point, list_pointers);
    stored->num_data_points++;
}

static void store_values(const struct book_chart *c)
{
    const struct page_range *r = &c->cells;
    bool is_text = false;
    for (uint32_t row = r->first_row; row <= r->last_row; row++)
        for (uint32_t column = r->first_column; column <= r->last_column; column++) {
            const struct meant_cell *cell = page_value(r->page, row, column);
            is_text = is_text || (c->is_text && cell != NULL && cell->text != NULL);
        }
    for (uint32_t row = r->first_row; row <= r->last_row; row++)
        for (uint32_t column = r->first_column; column <= r->last_column; column++)
            store_point(c->stored, page_value(r->page, row, column), is_text);
    c->stored->has_string_cache = is_text;
    c->stored->ignore_cache = LXW_TRUE;
}

void book_fill_charts(struct book *book)
{
    for (const struct book_chart *c = book->charts; c != NULL; c = c->before)
        store_values(c);
}

/* --- series ----------------------------------------------------------------------------------- */

enum { LEGEND_MOST = 8 };

static const struct drawn {
    lxw_color_t color;
    uint8_t dash, marker;
} drawn[] = {
    [SERIES_MAIN] = {0x0B3C6F, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_CIRCLE},
    [SERIES_OTHER] = {0xA6B4C2, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_SQUARE},
    [SERIES_THIRD] = {0x5C86B0, LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_MARKER_TRIANGLE},
    [SERIES_UNSEEN] = {0xFFFFFF, LXW_CHART_LINE_DASH_SOLID, LXW_CHART_MARKER_NONE},
    [SERIES_RULE] = {0x606060, LXW_CHART_LINE_DASH_DASH, LXW_CHART_MARKER_NONE},
};

static const uint8_t kinds[] = {
    [CHART_BARS] = LXW_CHART_BAR,
    [CHART_BARS_STACKED] = LXW_CHART_BAR_STACKED,
    [CHART_COLUMNS] = LXW_CHART_COLUMN,
    [CHART_LINES] = LXW_CHART_LINE,
    [CHART_RADAR] = LXW_CHART_RADAR_WITH_MARKERS,
    [CHART_SCATTER] = LXW_CHART_SCATTER,
    [CHART_YEARS] = LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS,
};

static bool is_filled(enum chart_kind kind)
{
    return kind == CHART_BARS || kind == CHART_BARS_STACKED || kind == CHART_COLUMNS;
}

static void draw_filled(lxw_chart_series *series, enum series_look look)
{
    bool unseen = look == SERIES_UNSEEN;
    lxw_chart_fill fill = {.color = drawn[look].color, .none = unseen};
    lxw_chart_line line = {.color = 0x404040, .width = 0.5, .none = unseen};
    chart_series_set_fill(series, &fill);
    chart_series_set_line(series, &line);
}

static void draw_line(lxw_chart_series *series, enum chart_kind kind, enum series_look look)
{
    lxw_color_t color = look == SERIES_OTHER ? 0x606060 : drawn[look].color;
    lxw_chart_line line = {.color = color,
                           .width = look == SERIES_RULE ? 1 : 2,
                           .dash_type = drawn[look].dash,
                           .none = kind == CHART_SCATTER && look != SERIES_RULE};
    lxw_chart_line edge = {.color = color, .width = 0.75};
    lxw_chart_fill fill = {.color = drawn[look].color};
    chart_series_set_line(series, &line);
    chart_series_set_marker_type(series, drawn[look].marker);
    if (drawn[look].marker == LXW_CHART_MARKER_NONE)
        return;
    chart_series_set_marker_size(series, 6);
    chart_series_set_marker_fill(series, &fill);
    chart_series_set_marker_line(series, &edge);
}

static void set_labels(struct page *page, lxw_chart_series *series, const struct page_series *s)
{
    size_t count = (size_t)(s->values.last_row - s->values.first_row + 1) *
                   (s->values.last_column - s->values.first_column + 1);
    lxw_chart_data_label *items = arena_array(page->book->arena, count, sizeof *items);
    lxw_chart_data_label **list =
        arena_array(page->book->arena, count + 1, sizeof(lxw_chart_data_label *));
    lxw_chart_font font = {.size = 9};
    for (size_t i = 0; i < count; i++) {
        items[i].value = chart_text(page, s->labels[i]);
        list[i] = &items[i];
    }
    chart_series_set_labels(series);
    chart_series_set_labels_font(series, &font);
    chart_series_set_labels_position(series, LXW_CHART_LABEL_POSITION_RIGHT);
    book_check(page->book, chart_series_set_labels_custom(series, list));
}

static void set_name(struct page *page, lxw_chart_series *series, const struct page_series *s)
{
    if (s->name != NULL) {
        chart_series_set_name(series, chart_text(page, s->name));
        return;
    }
    const struct page_range *at = &s->name_cell;
    chart_series_set_name_range(series, at->page->name, at->first_row, (lxw_col_t)at->first_column);
    store_later(page->book, series->title.range, *at, true);
}

static void add_series(struct page *page, lxw_chart *chart, const struct page_chart *c,
                       const struct page_series *s)
{
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    const struct page_range *x = &s->categories, *y = &s->values;
    chart_series_set_categories(series, x->page->name, x->first_row, (lxw_col_t)x->first_column,
                                x->last_row, (lxw_col_t)x->last_column);
    chart_series_set_values(series, y->page->name, y->first_row, (lxw_col_t)y->first_column,
                            y->last_row, (lxw_col_t)y->last_column);
    store_later(page->book, series->categories, *x, true);
    store_later(page->book, series->values, *y, false);
    set_name(page, series, s);
    if (is_filled(c->kind))
        draw_filled(series, s->look);
    else
        draw_line(series, c->kind, s->look);
    if (s->labels != NULL)
        set_labels(page, series, s);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void set_range(lxw_chart_axis *axis, const struct page_chart *c)
{
    lxw_chart_line grid = {.color = 0xD5DCE4, .width = 0.5};
    if (!isnan(c->least))
        chart_axis_set_min(axis, c->least);
    if (!isnan(c->most))
        chart_axis_set_max(axis, c->most);
    chart_axis_major_gridlines_set_visible(axis, LXW_TRUE);
    chart_axis_major_gridlines_set_line(axis, &grid);
}

static void set_axis_name(struct page *page, lxw_chart_axis *axis, const char *name)
{
    lxw_chart_font font = {.size = 10};
    if (name == NULL)
        return;
    chart_axis_set_name(axis, chart_text(page, name));
    chart_axis_set_name_font(axis, &font);
}

/* Every year has its mark, or every second where they are many. */
static void set_years(lxw_chart_axis *axis, const struct page_chart *c)
{
    chart_axis_set_min(axis, c->first);
    chart_axis_set_max(axis, c->last);
    chart_axis_set_major_unit(axis, c->last - c->first > 12 ? 2 : 1);
    chart_axis_set_num_format(axis, "0");
    chart_axis_major_gridlines_set_visible(axis, LXW_FALSE);
}

/* In a bar chart libxlsxwriter's y axis is the one with the categories. */
static void set_axes(struct page *page, lxw_chart *chart, const struct page_chart *c)
{
    bool lying = c->kind == CHART_BARS || c->kind == CHART_BARS_STACKED;
    if (lying) {
        chart_axis_set_reverse(chart->y_axis);
        chart_axis_set_crossing_max(chart->y_axis);
        if (c->both_ways)
            chart_axis_set_label_position(chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    }
    set_range(lying ? chart->x_axis : chart->y_axis, c);
    if (c->kind == CHART_SCATTER)
        set_range(chart->x_axis, c);
    if (c->kind == CHART_YEARS)
        set_years(chart->x_axis, c);
    if (c->kind == CHART_RADAR) {
        lxw_chart_font small = {.size = 9};
        chart_axis_set_num_font(chart->x_axis, &small); /* names stand all round: they need room */
        return;
    }
    set_axis_name(page, chart->x_axis, c->x_name);
    set_axis_name(page, chart->y_axis, c->y_name);
}

static void set_legend(lxw_chart *chart, const struct page_chart *c)
{
    int16_t unseen[LEGEND_MOST + 1];
    size_t count = 0;
    for (size_t i = 0; i < c->count && count < LEGEND_MOST; i++)
        if (c->series[i].look == SERIES_UNSEEN || c->series[i].look == SERIES_RULE)
            unseen[count++] = (int16_t)i;
    unseen[count] = -1;
    chart_legend_set_position(chart,
                              c->no_legend ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM);
    if (count > 0 && !c->no_legend)
        chart_legend_delete_series(chart, unseen);
}

void page_chart(struct page *page, const struct page_chart *c)
{
    if (page->book->code != NULL)
        return;
    lxw_chart *chart = workbook_add_chart(page->book->workbook, kinds[c->kind]);
    lxw_chart_font title_font = {.size = 11, .bold = LXW_TRUE};
    for (size_t i = 0; i < c->count; i++)
        add_series(page, chart, c, &c->series[i]);
    chart_title_set_name(chart, chart_text(page, c->title));
    chart_title_set_name_font(chart, &title_font);
    set_axes(page, chart, c);
    set_legend(chart, c);
    lxw_chart_options options = {
        .x_scale = c->width / 480.0,
        .y_scale = c->height / 288.0,
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .description = clean_text(page->book->arena, c->alt, 255),
    };
    book_check(page->book, worksheet_insert_chart_opt(page->sheet, c->row, (lxw_col_t)c->column,
                                                      chart, &options));
}
