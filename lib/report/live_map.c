/* Karta when the workbook computes: a list chooses what the tiles show. Under the map stands the
 * same as a table, which the tiles read. */
#include <math.h>

#include "base/number.h"
#include "report/live.h"
#include "report/live_formula.h"
#include "report/map.h"
#include "report/measure.h"

enum { TILE_WIDTH = 17 };
enum column { AREA, POINTS, ROUNDED, FIRST, PLACE, FIFTH, DOTS, COLUMNS };

static const struct pair title = {"Karta", "Map"};
static const struct pair about = {
    "En ruta per kommun på ungefärlig plats. Välj i den gula cellen vad kartan visar. Fler punkter "
    "och mörkare = högre.",
    "One tile per area, roughly placed. Choose in the yellow cell what the map shows. More dots "
    "and "
    "darker = higher."};
static const struct pair show = {"Visa", "Show"};
static const struct pair chosen = {"Nummer i listan", "Number in the list"};
static const struct pair choice_error = {"Välj i listan vad kartan ska visa.",
                                         "Choose in the list what the map shows."};
static const struct pair unknown = {"FEL: okänt val. Välj ur listan i den gula cellen.",
                                    "ERROR: unknown choice. Choose from the list in the yellow "
                                    "cell."};
static const struct pair place = {"plats", "place"};
static const struct pair table = {"Samma som tabell", "The same as a table"};
static const struct pair heads[COLUMNS] = {
    [AREA] = {"Kommun", "Area"},         [POINTS] = {"Poäng", "Points"},
    [ROUNDED] = {"Avrundad", "Rounded"}, [FIRST] = {"Första med poängen", "First with the points"},
    [PLACE] = {"Plats", "Place"},        [FIFTH] = {"Femtedel (5 högst)", "Fifth (5 highest)"},
    [DOTS] = {"Punkter", "Dots"},
};

struct map {
    const struct view *v;
    struct page *page;
    uint32_t top, choice, first, last; /* rows: of the tiles, of the choice, of the table's areas */
};

static const char *cells(const struct map *m, enum column column)
{
    return formula_column(m->v, column, m->first, m->last);
}

static void put(const struct map *m, uint32_t row, uint32_t column, const char *formula,
                double value, int decimals, enum style style)
{
    page_formula(m->page, row, column, formula,
                 isfinite(value) ? (struct page_result){value, NULL}
                                 : (struct page_result){.text = "[x]"},
                 decimals, style);
}

/* --- the table -------------------------------------------------------------------------------- */

static const char *number_cell(const struct map *m)
{
    return range_text(m->page, page_cell(m->page, m->first - 3, 1));
}

static const char *place_formula(const struct map *m, uint32_t row)
{
    const struct view *v = m->v;
    const char *own = formula_cell(v, row, ROUNDED), *all = cells(m, ROUNDED);
    if (v->m->ties == TIES_LAST)
        return arena_printf(v->arena, "IF(ISNUMBER(%s),RANK(%s,%s)+COUNTIF(%s,%s)-1,\"[x]\")", own,
                            own, all, all, own);
    return arena_printf(v->arena, "IF(ISNUMBER(%s),RANK(%s,%s),\"[x]\")", own, own,
                        v->m->ties == TIES_DENSE ? cells(m, FIRST) : all);
}

static const char *fifth_formula(const struct map *m, uint32_t row)
{
    const char *rank = formula_cell(m->v, row, PLACE), *all = cells(m, ROUNDED);
    const char *steps = "";
    for (int k = 1; k < MAP_CLASSES; k++)
        steps = arena_printf(m->v->arena, "%s-IF((%s-1)*%d>=%d*COUNTIF(%s,\">=-1E+300\"),1,0)",
                             steps, rank, MAP_CLASSES, k, all);
    return arena_printf(m->v->arena, "IF(ISNUMBER(%s),%d%s,0)", rank, MAP_CLASSES, steps);
}

static bool is_first(const struct map *m, uint32_t area, double own)
{
    const struct node_result *root = &m->v->r->nodes[m->v->m->root];
    for (uint32_t i = 0; i < area; i++)
        if (root->rank[i] == root->rank[area])
            return false;
    return !isnan(own);
}

static void table_row(const struct map *m, uint32_t area)
{
    const struct view *v = m->v;
    const struct node_result *root = &v->r->nodes[v->m->root];
    uint32_t row = m->first + area;
    int decimals = v->m->rank_decimals, class = map_class(root->rank[area], root->ranked);
    double score = root->score[area],
           rounded = decimals < 0 ? score : number_round(score, decimals);
    struct page_range scores = live_shown_row(v, area);
    const char *points = formula_cell(v, row, POINTS), *own = formula_cell(v, row, ROUNDED);
    page_text(m->page, row, AREA, view_name(v, area), STYLE_ROW_BOLD);
    put(m, row, POINTS,
        arena_printf(v->arena, "IF(%s=0,\"[x]\",INDEX(%s,%s))", number_cell(m),
                     range_text(m->page, scores), number_cell(m)),
        score, 1, STYLE_ROW_NUMBER);
    put(m, row, ROUNDED,
        decimals < 0 ? points
                     : arena_printf(v->arena, "IF(ISNUMBER(%s),ROUND(%s,%d),\"[x]\")", points,
                                    points, decimals),
        rounded, decimals < 0 ? 2 : decimals, STYLE_ROW_NUMBER);
    if (v->m->ties == TIES_DENSE)
        page_formula(m->page, row, FIRST,
                     arena_printf(v->arena,
                                  "IF(ISNUMBER(%s),IF(COUNTIF(%s,%s)=1,%s,\"\u2013\"),\"\u2013\")",
                                  own, formula_column(v, ROUNDED, m->first, row), own, own),
                     is_first(m, area, rounded) ? (struct page_result){rounded, NULL}
                                                : (struct page_result){.text = "\u2013"},
                     1, STYLE_ROW_NUMBER);
    else
        page_text(m->page, row, FIRST, "\u2013", STYLE_ROW_MARK);
    put(m, row, PLACE, place_formula(m, row), root->rank[area] > 0 ? (double)root->rank[area] : NAN,
        0, STYLE_ROW_YEAR);
    put(m, row, FIFTH, fifth_formula(m, row), class, 0, STYLE_ROW_YEAR);
    page_formula(m->page, row, DOTS,
                 arena_printf(v->arena, "CHOOSE(%s+1,\"%s\",\"%s\",\"%s\",\"%s\",\"%s\",\"%s\")",
                              formula_cell(v, row, FIFTH), map_dots[0], map_dots[1], map_dots[2],
                              map_dots[3], map_dots[4], map_dots[5]),
                 (struct page_result){.text = map_dots[class]}, 0, STYLE_ROW_CENTER);
}

/* --- tiles ------------------------------------------------------------------------------------ */

static void tile(const struct map *m, uint32_t area)
{
    const struct view *v = m->v;
    const struct area *a = &v->r->data->areas.items[area];
    const struct node_result *root = &v->r->nodes[v->m->root];
    uint32_t row = m->top + (uint32_t)a->tile_row * MAP_TILE_ROWS;
    uint32_t column = (uint32_t)a->tile_column, its = m->first + area;
    int class = map_class(root->rank[area], root->ranked);
    const char *fifth = range_text(m->page, page_cell(m->page, its, FIFTH));
    page_text(m->page, row, column, a->name, (enum style)(STYLE_TILE_NAME + 1));
    put(m, row + 1, column, formula_cell(v, its, POINTS), root->score[area], 0,
        (enum style)(STYLE_TILE_FIGURE + 1));
    page_formula(m->page, row + 2, column,
                 arena_printf(v->arena, "IF(%s=0,\"%s\",\"%s \"&%s&\"  \"&%s)", fifth,
                              grade_text(GRADE_NONE, v->lang), say(v->lang, place),
                              formula_cell(v, its, PLACE), formula_cell(v, its, DOTS)),
                 (struct page_result){
                     .text = class == 0 ? grade_text(GRADE_NONE, v->lang)
                                        : arena_printf(v->arena, "%s %d  %s", say(v->lang, place),
                                                       (int)root->rank[area], map_dots[class])},
                 0, (enum style)(STYLE_TILE_FOOT + 1));
    for (int k = 0; k <= MAP_CLASSES; k++)
        if (k != 1)
            page_highlight(m->page, (struct page_range){m->page, row, column, row + 2, column},
                           arena_printf(v->arena, "%s=%d", fifth, k),
                           (enum style)(STYLE_TILE_FOOT + k));
}

/* --- legend and choice ------------------------------------------------------------------------ */

static double bound(const struct map *m, int class, bool highest)
{
    const struct node_result *root = &m->v->r->nodes[m->v->m->root];
    double found = NAN;
    for (size_t a = 0; a < m->v->r->areas; a++)
        if (map_class(root->rank[a], root->ranked) == class)
            found = isnan(found) ? root->score[a]
                    : highest    ? fmax(found, root->score[a])
                                 : fmin(found, root->score[a]);
    return found;
}

static void legend_row(const struct map *m, uint32_t row, uint32_t column, int class)
{
    const struct view *v = m->v;
    const struct node_result *root = &v->r->nodes[v->m->root];
    const char *fifths = cells(m, FIFTH), *points = cells(m, POINTS);
    double count = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        count += map_class(root->rank[a], root->ranked) == class;
    page_text(m->page, row, column, map_legend_text(v, class),
              (enum style)(STYLE_TILE_FOOT + class));
    const char *last = arena_printf(v->arena, "COUNTIF(%s,\">=%d\")", fifths, class);
    const char *first = arena_printf(v->arena, "COUNTIF(%s,\">%d\")+1", fifths, class);
    const char *none = arena_printf(v->arena, "IF(COUNTIF(%s,%d)=0,\"[x]\"", fifths, class);
    put(m, row, column + 1, arena_printf(v->arena, "%s,LARGE(%s,%s))", none, points, last),
        bound(m, class, false), 1, STYLE_ROW_NUMBER);
    put(m, row, column + 2, arena_printf(v->arena, "%s,LARGE(%s,%s))", none, points, first),
        bound(m, class, true), 1, STYLE_ROW_NUMBER);
    put(m, row, column + 3, arena_printf(v->arena, "COUNTIF(%s,%d)", fifths, class), count, 0,
        STYLE_ROW_NUMBER);
}

static void choice(const struct map *m)
{
    const struct view *v = m->v;
    const struct live *l = v->live;
    struct page_range names = live_shown_row(v, UINT32_MAX);
    size_t lines = 1;
    for (size_t i = 0; i < l->shown_count; i++) {
        const char *label = view_label(v, &v->m->nodes[l->shown[i].node].head);
        size_t its = measure_lines(label, measure_column(TILE_WIDTH) - 9, 10, false);
        lines = its > lines ? its : lines;
    }
    page_row_height(m->page, m->choice, 14.0 * (double)lines + 4);
    page_text(m->page, m->choice, 0, say(v->lang, show), STYLE_BOLD);
    page_answer_choice(m->page, m->choice, 1, names, view_label(v, &v->m->nodes[v->m->root].head),
                       say(v->lang, choice_error));
    const char *told = range_text(m->page, live_told(v));
    page_formula(m->page, m->choice + 1, 0,
                 arena_printf(v->arena, "IF(%s=0,\"%s\",IF(%s<>\"\",%s,IF(%s=0,\"\",%s)))",
                              number_cell(m), say(v->lang, unknown), told, told,
                              range_text(m->page, live_differ(v)), live_others(v, m->page)),
                 (struct page_result){.text = live_told_now(v)}, 0, STYLE_NOTICE);
    page_text(m->page, m->first - 3, 0, say(v->lang, chosen), STYLE_ROW_TEXT);
    put(m, m->first - 3, 1,
        arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)", formula_cell(v, m->choice, 1),
                     range_text(m->page, names)),
        1, 0, STYLE_ROW_YEAR);
}

void map_live(const struct view *v, struct page *page)
{
    static const double legend_widths[] = {3, 17, 8, 8, 8};
    struct map m = {.v = v, .page = page, .choice = v->live->top_row};
    uint32_t width = map_columns(v) < COLUMNS ? COLUMNS : map_columns(v);
    m.top = m.choice + 3;
    m.first = m.top + map_rows(v) + 5;
    m.last = m.first + v->live->areas - 1;
    page_head(page, say(v->lang, title), say(v->lang, about));
    for (uint32_t c = 0; c < width; c++)
        page_column(page, c, TILE_WIDTH);
    for (uint32_t c = 0; c < 5; c++)
        page_column(page, width + c, legend_widths[c]);
    map_heights(v, page, m.top);
    choice(&m);
    for (uint32_t a = 0; a < v->r->areas; a++)
        if (map_has_tile(v, a))
            tile(&m, a);
    map_legend_heads(v, page, m.top, width + 1);
    for (int class = MAP_CLASSES; class >= 1; class --)
        legend_row(&m, m.top + map_legend_row(class), width + 1, class);
    uint32_t below = m.first - 4;
    page_breaks(page, &below, 1);
    page_text(page, below, 0, say(v->lang, table), STYLE_SECTION);
    for (uint32_t c = 0; c < COLUMNS; c++)
        page_text(page, m.first - 1, c, say(v->lang, heads[c]),
                  c == AREA ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    for (uint32_t a = 0; a < v->r->areas; a++)
        table_row(&m, a);
    page_protect(page);
}
