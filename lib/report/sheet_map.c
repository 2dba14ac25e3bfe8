/* Karta: one tile per area at its rough place. Figure, dots and colour say the same. */
#include "report/sheets.h"

#include <math.h>

#include "report/live.h"
#include "report/map.h"

enum { CLASSES = MAP_CLASSES, TILE_ROWS = MAP_TILE_ROWS };

static const struct pair title = {"Karta", "Map"};
static const struct pair place = {"plats", "place"};
static const struct pair legend[] = {{"Femtedel", "Fifth"}, {"Från", "From"},
                                     {"Till", "To"},        {"Antal", "Number"},
                                     {"högsta", "highest"}, {"lägsta", "lowest"}};
const char *const map_dots[MAP_CLASSES + 1] = {"", "●○○○○", "●●○○○", "●●●○○", "●●●●○", "●●●●●"};

bool sheet_map_has(const struct view *v)
{
    for (size_t a = 0; has_root(v) && a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_row >= 0)
            return true;
    return false;
}

int map_class(int32_t rank, size_t ranked)
{
    if (rank <= 0 || ranked == 0)
        return 0;
    int class = CLASSES - (int)(((size_t)rank - 1) * CLASSES / ranked);
    return class < 1 ? 1 : class;
}

static int class_of(const struct view *v, size_t area)
{
    const struct node_result *root = &v->r->nodes[v->m->root];
    return map_class(root->rank[area], root->ranked);
}

bool map_has_tile(const struct view *v, uint32_t area)
{
    const struct area *a = &v->r->data->areas.items[area];
    return a->tile_row >= 0 && a->tile_column >= 0;
}

static void tile(const struct view *v, struct page *page, uint32_t top, uint32_t area)
{
    const struct area *a = &v->r->data->areas.items[area];
    const struct node_result *root = &v->r->nodes[v->m->root];
    int class = class_of(v, area);
    uint32_t row = top + (uint32_t)a->tile_row * TILE_ROWS, column = (uint32_t)a->tile_column;
    page_text(page, row, column, a->name, (enum style)(STYLE_TILE_NAME + class));
    if (class == 0) {
        page_text(page, row + 1, column, "[x]", (enum style)STYLE_TILE_FIGURE);
        page_text(page, row + 2, column, grade_text(GRADE_NONE, v->lang),
                  (enum style)STYLE_TILE_FOOT);
        return;
    }
    page_number(page, row + 1, column, root->score[area], 0,
                (enum style)(STYLE_TILE_FIGURE + class));
    page_text(page, row + 2, column,
              arena_printf(v->arena, "%s %d  %s", say(v->lang, place), (int)root->rank[area],
                           map_dots[class]),
              (enum style)(STYLE_TILE_FOOT + class));
}

static void legend_row(const struct view *v, struct page *page, uint32_t row, uint32_t column,
                       int class)
{
    double low = INFINITY, high = -INFINITY;
    size_t count = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        if (class_of(v, a) == class) {
            low = fmin(low, v->r->nodes[v->m->root].score[a]);
            high = fmax(high, v->r->nodes[v->m->root].score[a]);
            count++;
        }
    page_text(page, row, column, map_legend_text(v, class), (enum style)(STYLE_TILE_FOOT + class));
    put_score(page, row, column + 1, low, false);
    put_score(page, row, column + 2, high, false);
    page_number(page, row, column + 3, (double)count, 0, STYLE_ROW_NUMBER);
}

const char *map_legend_text(const struct view *v, int class)
{
    const char *end = class == CLASSES ? say(v->lang, legend[4])
                      : class == 1     ? say(v->lang, legend[5])
                                       : "";
    return arena_printf(v->arena, "%s %s", map_dots[class], end);
}

uint32_t map_legend_row(int class)
{
    static const uint32_t rows[CLASSES + 1] = {0, 6, 5, 4, 2, 1};
    return rows[class];
}

void map_legend_heads(const struct view *v, struct page *page, uint32_t row, uint32_t column)
{
    for (uint32_t c = 0; c < 4; c++)
        page_text(page, row, column + c, say(v->lang, legend[c]),
                  c == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
}

uint32_t map_rows(const struct view *v)
{
    int most = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_row > most)
            most = v->r->data->areas.items[a].tile_row;
    return ((uint32_t)most + 1) * TILE_ROWS;
}

uint32_t map_columns(const struct view *v)
{
    int most = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_column > most)
            most = v->r->data->areas.items[a].tile_column;
    return (uint32_t)most + 1;
}

void map_heights(const struct view *v, struct page *page, uint32_t top)
{
    for (size_t a = 0; a < v->r->areas; a++) {
        const struct area *area = &v->r->data->areas.items[a];
        if (area->tile_row < 0)
            continue;
        uint32_t row = top + (uint32_t)area->tile_row * TILE_ROWS;
        page_row_height(page, row, 16);
        page_row_height(page, row + 1, 20);
        page_row_height(page, row + 2, 15);
        page_row_height(page, row + 3, 3);
    }
}

void sheet_map(const struct view *v, struct page *page)
{
    if (has_live(v)) {
        map_live(v, page);
        return;
    }
    static const double legend_widths[] = {3, 17, 8, 8, 8};
    const char *text =
        v->lang == LANG_EN
            ? arena_printf(v->arena,
                           "One tile per area, roughly placed. The figure is points in %s; more "
                           "dots and darker = higher.",
                           view_root(v))
            : arena_printf(v->arena,
                           "En ruta per kommun på ungefärlig plats. Siffran är poäng i %s; fler "
                           "punkter och mörkare = högre.",
                           view_root(v));
    uint32_t top = page_head(page, say(v->lang, title), text), width = map_columns(v);
    for (uint32_t c = 0; c < width; c++)
        page_column(page, c, 15);
    for (uint32_t c = 0; c < 5; c++)
        page_column(page, width + c, legend_widths[c]);
    map_heights(v, page, top);
    for (uint32_t a = 0; a < v->r->areas; a++)
        if (map_has_tile(v, a))
            tile(v, page, top, a);
    map_legend_heads(v, page, top, width + 1);
    for (int class = CLASSES; class >= 1; class --)
        legend_row(v, page, top + map_legend_row(class), width + 1, class);
}
