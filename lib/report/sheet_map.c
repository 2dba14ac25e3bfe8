/* Karta: one tile per area at its rough place. Figure, dots and colour say the same. */
#include "report/sheets.h"

#include <math.h>

enum { CLASSES = 5, TILE_ROWS = 4 };

static const struct pair title = {"Karta", "Map"};
static const struct pair place = {"plats", "place"};
static const struct pair legend[] = {{"Femtedel", "Fifth"}, {"Från", "From"},
                                     {"Till", "To"},        {"Antal", "Number"},
                                     {"högsta", "highest"}, {"lägsta", "lowest"}};
static const char *const dots[CLASSES + 1] = {"", "●○○○○", "●●○○○", "●●●○○", "●●●●○", "●●●●●"};

bool sheet_map_has(const struct view *v)
{
    for (size_t a = 0; has_root(v) && a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_row >= 0)
            return true;
    return false;
}

/* 5 for the highest fifth of the ranked areas, 0 for those without a place. */
static int class_of(const struct view *v, size_t area)
{
    const struct node_result *root = &v->r->nodes[v->m->root];
    if (root->rank[area] <= 0 || root->ranked == 0)
        return 0;
    int class = CLASSES - (int)(((size_t)root->rank[area] - 1) * CLASSES / root->ranked);
    return class < 1 ? 1 : class;
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
                           dots[class]),
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
    const char *end = class == CLASSES ? say(v->lang, legend[4])
                      : class == 1     ? say(v->lang, legend[5])
                                       : "";
    page_text(page, row, column, arena_printf(v->arena, "%s %s", dots[class], end),
              (enum style)(STYLE_TILE_FOOT + class));
    put_score(page, row, column + 1, low, false);
    put_score(page, row, column + 2, high, false);
    page_number(page, row, column + 3, (double)count, 0, STYLE_ROW_NUMBER);
}

static uint32_t columns_of(const struct view *v)
{
    int most = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_column > most)
            most = v->r->data->areas.items[a].tile_column;
    return (uint32_t)most + 1;
}

static void heights(const struct view *v, struct page *page, uint32_t top)
{
    for (size_t a = 0; a < v->r->areas; a++) {
        const struct area *area = &v->r->data->areas.items[a];
        if (area->tile_row < 0)
            continue;
        uint32_t row = top + (uint32_t)area->tile_row * TILE_ROWS;
        page_row_height(page, row, 16);
        page_row_height(page, row + 1, 22);
        page_row_height(page, row + 2, 15);
        page_row_height(page, row + 3, 4);
    }
}

void sheet_map(const struct view *v, struct page *page)
{
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
    uint32_t top = page_head(page, say(v->lang, title), text), width = columns_of(v);
    for (uint32_t c = 0; c < width; c++)
        page_column(page, c, 15);
    for (uint32_t c = 0; c < 5; c++)
        page_column(page, width + c, legend_widths[c]);
    heights(v, page, top);
    for (uint32_t a = 0; a < v->r->areas; a++)
        if (v->r->data->areas.items[a].tile_row >= 0 && v->r->data->areas.items[a].tile_column >= 0)
            tile(v, page, top, a);
    for (uint32_t c = 0; c < 4; c++)
        page_text(page, top, width + 1 + c, say(v->lang, legend[c]),
                  c == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    static const uint32_t rows[CLASSES] = {1, 2, 4, 5, 6};
    for (int class = CLASSES; class >= 1; class --)
        legend_row(v, page, top + rows[CLASSES - class], width + 1, class);
}
