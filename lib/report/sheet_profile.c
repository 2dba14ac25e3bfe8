/* Profil: one area at a time, chosen in a list, held against the median of all and against those
 * like it; what lifts it, what holds it back, and what is unknown. Follows the weights. */
#include "report/sheets.h"

#include <math.h>

#include "report/live.h"
#include "report/live_formula.h"
#include "report/live_profile.h"
#include "report/measure.h"

enum {
    MOST = 5,
    UNKNOWN_ROWS = 6,
    COLUMN = 9,
    RADAR_WIDTH = 465,
    SCATTER_WIDTH = 330,
    CHART_HEIGHT = 380
};
enum column { NAME, CHOSEN, MEDIAN, PEERS, PLACE, CHARTS, FIRST_PEER = 1, LAST = 16 };

static const struct pair title = {"Profil", "Profile"};
static const struct pair about = {
    "Välj kommun i den gula cellen. Tabeller och diagram följer med, och följer bladet Vikter.",
    "Choose an area in the yellow cell. Tables and charts follow, and follow the sheet Weights."};
static const struct pair labels[] = {{"Kommun", "Area"},
                                     {"Nummer i listan", "Number in the list"},
                                     {"Plats", "Place"},
                                     {"Täckning", "Coverage"}};
static const struct pair choice_error = {"Välj en kommun i listan.", "Choose an area in the list."};
static const struct pair unknown_area = {
    "FEL: okänd kommun. Välj ur listan i den gula cellen.",
    "ERROR: unknown area. Choose from the list in the yellow cell."};
static const struct pair others = {"Andra vikter än reglernas räknas (bladet Vikter).",
                                   "Other weights than the rules' count (sheet Weights)."};
static const struct pair heads[] = {
    [NAME] = {"Poäng", "Points"},
    [CHOSEN] = {"", ""},
    [MEDIAN] = {"Median, alla", "Median, all"},
    [PEERS] = {"Median, liknande", "Median, similar"},
    [PLACE] = {"Plats", "Place"},
};
static const struct pair like = {"Liknande kommuner: %s", "Similar areas: %s"};
static const struct pair lifts = {"Lyfter mest", "Lifts most"};
static const struct pair holds = {"Håller tillbaka mest", "Holds back most"};
static const struct pair effect_heads[] = {
    {"Poäng", "Points"}, {"Median", "Median"}, {"Bidrag", "Effect"}};
static const struct pair effect_note = {
    "Bidrag: så många poäng av skillnaden mot en tänkt kommun med medianen av varje mått.",
    "Effect: so many points of the difference to an imagined area with the median of each "
    "measure."};
static const struct pair unknown = {"Okänt här: mått utan värde", "Unknown here: no value"};
static const struct pair count_label = {"Antal", "Number"};
static const struct pair workings = {"Så räknas bidragen", "How the effects are computed"};
static const struct pair working_heads[CONTRIBUTION_COLUMNS] = {
    [CONTRIBUTION_NAME] = {"Del", "Part"},
    [CONTRIBUTION_POINTS] = {"Poäng", "Points"},
    [CONTRIBUTION_MEDIAN] = {"Median", "Median"},
    [CONTRIBUTION_WEIGHT] = {"Vikt", "Weight"},
    [CONTRIBUTION_OWN] = {"Poäng, ifylld", "Points, filled"},
    [CONTRIBUTION_OTHER] = {"Median, ifylld", "Median, filled"},
    [CONTRIBUTION_COUNTS] = {"Vikt som räknas", "Weight that counts"},
    [CONTRIBUTION_SLOPE] = {"Lutning i sin del", "Slope in its part"},
    [CONTRIBUTION_CHAIN] = {"Lutning i allt", "Slope in all"},
    [CONTRIBUTION_EFFECT] = {"Bidrag", "Effect"},
    [CONTRIBUTION_LIFTS] = {"Ordning, lyfter", "Order, lifts"},
    [CONTRIBUTION_HOLDS] = {"Ordning, håller tillbaka", "Order, holds back"},
    [CONTRIBUTION_UNKNOWN] = {"Okända hit", "Unknown so far"},
    [CONTRIBUTION_PARENT] = {"Ingår i rad nr", "Part of row no."},
};

struct profile {
    const struct view *v;
    struct page *page;
    const struct live *l;
    uint32_t top, head, lists, peers; /* rows: of the choice, of the table, of what is under it */
    uint32_t area;                    /* shown first */
    bool effects;
    struct live_contributions c;
};

static struct page_result number(double value)
{
    return isfinite(value) ? (struct page_result){value, NULL}
                           : (struct page_result){.text = "[x]"};
}

static const char *number_cell(const struct profile *p)
{
    return range_text(p->page, page_cell(p->page, p->top + 2, CHOSEN));
}

/* What a column of the sheet of the calculation has for the chosen area. */
static const char *pick(const struct profile *p, struct page_range column)
{
    return arena_printf(p->v->arena, "IF(%s=0,\"[x]\",INDEX(%s,%s))", number_cell(p),
                        range_text(p->page, column), number_cell(p));
}

static void put(const struct profile *p, uint32_t row, uint32_t column, const char *formula,
                double value, int decimals, enum style style)
{
    page_formula(p->page, row, column, formula, number(value), decimals, style);
}

/* --- the choice ------------------------------------------------------------------------------- */

static void choice(const struct profile *p)
{
    const struct view *v = p->v;
    const struct node_result *root = &v->r->nodes[v->m->root];
    const struct live_block *b = &p->l->blocks[0];
    struct page_range names = live_summary(v, SUMMARY_AREA);
    const char *told = range_text(p->page, live_told(v));
    page_text(p->page, p->top, NAME, say(v->lang, labels[0]), STYLE_BOLD);
    page_answer_choice(p->page, p->top, CHOSEN, names, view_name(v, p->area),
                       say(v->lang, choice_error));
    page_formula(p->page, p->top + 1, NAME,
                 arena_printf(v->arena, "IF(%s=0,\"%s\",IF(%s<>\"\",%s,IF(%s=0,\"\",\"%s\")))",
                              number_cell(p), say(v->lang, unknown_area), told, told,
                              range_text(p->page, live_differ(v)), say(v->lang, others)),
                 (struct page_result){.text = live_told_now(v)}, 0, STYLE_NOTICE);
    for (uint32_t i = 1; i < 4; i++)
        page_text(p->page, p->top + 1 + i, NAME, say(v->lang, labels[i]), STYLE_ROW_TEXT);
    put(p, p->top + 2, CHOSEN,
        arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)", formula_cell(v, p->top, CHOSEN),
                     range_text(p->page, names)),
        p->area + 1.0, 0, STYLE_ROW_YEAR);
    put(p, p->top + 3, CHOSEN, pick(p, live_summary(v, SUMMARY_PLACE)),
        root->rank[p->area] > 0 ? (double)root->rank[p->area] : NAN, 0, STYLE_ROW_YEAR);
    put(p, p->top + 4, CHOSEN,
        pick(p, (struct page_range){view_page(v, "Rakneblad"), b->first, b->coverage,
                                    b->first + p->l->areas - 1, b->coverage}),
        root->coverage[p->area], 0, STYLE_ROW_PERCENT);
}

/* --- points ----------------------------------------------------------------------------------- */

static double median(double *values, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t j = i; j > 0 && values[j - 1] > values[j]; j--) {
            double kept = values[j];
            values[j] = values[j - 1];
            values[j - 1] = kept;
        }
    return n == 0 ? NAN : n % 2 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

static double median_of_all(const struct profile *p, uint32_t node)
{
    double *values = arena_array(p->v->arena, p->l->areas + 1, sizeof *values);
    size_t n = 0;
    for (uint32_t i = 0; i < p->l->areas; i++)
        if (isfinite(p->v->r->nodes[node].score[i]))
            values[n++] = p->v->r->nodes[node].score[i];
    return median(values, n);
}

static void peer_cells(const struct profile *p, uint32_t row, uint32_t node)
{
    const struct view *v = p->v;
    uint32_t its = row - p->head + p->peers; /* in the table of peers */
    double values[MOST + 1];
    size_t n = 0;
    if (p->l->peer_count > 0)
        page_text(p->page, its, NAME, view_label(v, &v->m->nodes[node].head), STYLE_ROW_TEXT);
    for (uint32_t k = 0; k < p->l->peer_count; k++) {
        uint32_t peer = live_peer(v, p->area, k);
        double score = peer == UINT32_MAX ? NAN : v->r->nodes[node].score[peer];
        page_formula(p->page, its, FIRST_PEER + k,
                     arena_printf(v->arena, "IFERROR(INDEX(%s,%s),\"\u2013\")",
                                  range_text(p->page, live_scores(v, node)),
                                  pick(p, live_peer_column(v, k))),
                     peer == UINT32_MAX ? (struct page_result){.text = "\u2013"} : number(score), 1,
                     STYLE_ROW_NUMBER);
        if (isfinite(score))
            values[n++] = score;
    }
    if (p->l->peer_count > 0)
        put(p, row, PEERS,
            arena_printf(v->arena, "IFERROR(MEDIAN(%s:%s),\"[x]\")",
                         formula_cell(v, its, FIRST_PEER),
                         formula_cell(v, its, FIRST_PEER + p->l->peer_count - 1)),
            median(values, n), 1, STYLE_ROW_NUMBER);
    else
        page_text(p->page, row, PEERS, "\u2013", STYLE_ROW_MARK);
}

/* Places are kept of the root, indices and variants. */
static void put_place(const struct profile *p, uint32_t row, const struct live_shown *s)
{
    int32_t rank = p->v->r->nodes[s->node].rank[p->area];
    if (s->place == 0)
        page_text(p->page, row, PLACE, "\u2013", STYLE_ROW_MARK);
    else
        put(p, row, PLACE, pick(p, live_summary(p->v, s->place)), rank > 0 ? (double)rank : NAN, 0,
            STYLE_ROW_YEAR);
}

static void points_row(const struct profile *p, uint32_t k)
{
    const struct view *v = p->v;
    uint32_t node = p->l->shown[k].node, row = p->head + 1 + k;
    struct page_range scores = live_scores(v, node);
    page_text(p->page, row, NAME, view_label(v, &v->m->nodes[node].head),
              k == 0 ? STYLE_ROW_BOLD : STYLE_ROW_TEXT);
    put(p, row, CHOSEN, pick(p, scores), v->r->nodes[node].score[p->area], 1,
        STYLE_ROW_BOLD_NUMBER);
    put(p, row, MEDIAN,
        arena_printf(v->arena, "IFERROR(MEDIAN(%s),\"[x]\")", range_text(p->page, scores)),
        median_of_all(p, node), 1, STYLE_ROW_NUMBER);
    put_place(p, row, &p->l->shown[k]);
    peer_cells(p, row, node);
}

static void points_table(const struct profile *p)
{
    const struct view *v = p->v;
    if (p->l->peer_count > 0)
        page_text(p->page, p->peers - 1, NAME,
                  arena_printf(v->arena, say(v->lang, like),
                               view_label(v, &v->m->peers[p->l->peers].head)),
                  STYLE_SECTION);
    if (p->l->peer_count > 0)
        page_text(p->page, p->peers, NAME, say(v->lang, heads[NAME]), STYLE_HEADING);
    for (uint32_t c = 0; c < CHARTS; c++)
        if (c != CHOSEN)
            page_text(p->page, p->head, c, say(v->lang, heads[c]),
                      c == NAME ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    page_formula(p->page, p->head, CHOSEN, formula_cell(v, p->top, CHOSEN),
                 (struct page_result){.text = view_name(v, p->area)}, 0, STYLE_HEADING_RIGHT);
    for (uint32_t k = 0; k < p->l->peer_count; k++) {
        uint32_t peer = live_peer(v, p->area, k);
        page_formula(
            p->page, p->peers, FIRST_PEER + k,
            arena_printf(v->arena, "IFERROR(INDEX(%s,%s),\"\u2013\")",
                         range_text(p->page, live_summary(v, SUMMARY_AREA)),
                         pick(p, live_peer_column(v, k))),
            (struct page_result){.text = peer == UINT32_MAX ? "\u2013" : view_name(v, peer)}, 0,
            STYLE_HEADING_RIGHT);
    }
    for (uint32_t k = 0; k < p->l->shown_count; k++)
        points_row(p, k);
}

/* --- lists ------------------------------------------------------------------------------------ */

static const char *working_column(const struct profile *p, uint32_t column)
{
    return formula_column(p->v, column, p->c.first + 1, p->c.first + (uint32_t)p->l->weight_count);
}

static const char *part_name(const struct profile *p, uint32_t weight)
{
    const struct live_weight *w = &p->l->weights[weight];
    return view_titled(p->v, w->kind == SYMBOL_NODE ? &p->v->m->nodes[w->index].head
                                                    : &p->v->m->indicators[w->index].head);
}

static uint32_t line_with(const struct profile *p, uint32_t column, double wanted)
{
    for (uint32_t k = 0; k < p->l->weight_count; k++)
        if (fabs(p->c.value[k + 1][column] - wanted) < 0.5)
            return k;
    return UINT32_MAX;
}

/* The k-th of an order, when it moves anything that way. */
static void effect_row(const struct profile *p, uint32_t row, uint32_t order, uint32_t k)
{
    static const uint32_t from[] = {CONTRIBUTION_POINTS, CONTRIBUTION_MEDIAN, CONTRIBUTION_EFFECT};
    const struct view *v = p->v;
    bool up = order == CONTRIBUTION_LIFTS;
    uint32_t its = line_with(p, order, k);
    double effect = its == UINT32_MAX ? 0 : p->c.value[its + 1][CONTRIBUTION_EFFECT];
    bool moves = up ? effect > 1e-9 : effect < -1e-9;
    const char *at =
        arena_printf(v->arena, "MATCH(%u,%s,0)", (unsigned)k, working_column(p, order));
    const char *test =
        arena_printf(v->arena, "INDEX(%s,%s)%s", working_column(p, CONTRIBUTION_EFFECT), at,
                     up ? ">0.000000001" : "<-0.000000001");
    page_formula(p->page, row, NAME,
                 arena_printf(v->arena, "IFERROR(IF(%s,INDEX(%s,%s),\"\u2013\"),\"\u2013\")", test,
                              working_column(p, CONTRIBUTION_NAME), at),
                 (struct page_result){.text = moves ? part_name(p, its) : "\u2013"}, 0,
                 STYLE_ROW_TEXT);
    for (uint32_t c = 0; c < 3; c++)
        page_formula(p->page, row, 1 + c,
                     arena_printf(v->arena, "IFERROR(IF(%s,INDEX(%s,%s),\"\u2013\"),\"\u2013\")",
                                  test, working_column(p, from[c]), at),
                     moves ? number(p->c.value[its + 1][from[c]])
                           : (struct page_result){.text = "\u2013"},
                     1, c == 2 ? STYLE_ROW_BOLD_NUMBER : STYLE_ROW_NUMBER);
}

static void effect_list(const struct profile *p, uint32_t row, const struct pair *head,
                        uint32_t order)
{
    page_text(p->page, row, NAME, say(p->v->lang, *head), STYLE_HEADING);
    for (uint32_t c = 0; c < 3; c++)
        page_text(p->page, row, 1 + c, say(p->v->lang, effect_heads[c]), STYLE_HEADING_RIGHT);
    for (uint32_t k = 1; k <= MOST; k++)
        effect_row(p, row + k, order, k);
}

static void unknown_list(const struct profile *p, uint32_t row)
{
    const struct view *v = p->v;
    const char *counts = working_column(p, CONTRIBUTION_UNKNOWN);
    double count = p->c.value[p->l->weight_count][CONTRIBUTION_UNKNOWN];
    page_text(p->page, row, PLACE, say(v->lang, count_label), STYLE_HEADING_RIGHT);
    put(p, row + 1, PLACE, arena_printf(v->arena, "MAX(%s)", counts), count, 0, STYLE_ROW_YEAR);
    page_text(p->page, row, CHARTS, say(v->lang, unknown), STYLE_GROUP);
    for (uint32_t c = CHARTS + 1; c <= CHARTS + MOST; c++)
        page_blank(p->page, row, c, STYLE_GROUP);
    for (uint32_t k = 1; k <= 2 * UNKNOWN_ROWS; k++) {
        uint32_t its = line_with(p, CONTRIBUTION_UNKNOWN, k);
        page_formula(p->page, row + k, CHARTS,
                     arena_printf(v->arena, "IFERROR(INDEX(%s,MATCH(%u,%s,0)),\"\")",
                                  working_column(p, CONTRIBUTION_NAME), (unsigned)k, counts),
                     (struct page_result){.text = its == UINT32_MAX ? "" : part_name(p, its)}, 0,
                     STYLE_TEXT);
    }
}

static void workings_table(const struct profile *p)
{
    uint32_t head = p->c.first - 1;
    page_text(p->page, head - 1, NAME, say(p->v->lang, workings), STYLE_SECTION);
    for (uint32_t c = 0; c < CONTRIBUTION_COLUMNS; c++)
        page_text(p->page, head, c, say(p->v->lang, working_heads[c]),
                  c == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    live_put_contributions(p->v, p->page, &p->c);
}

/* --- charts ----------------------------------------------------------------------------------- */

static struct page_range rows(const struct profile *p, uint32_t column, uint32_t first,
                              size_t count)
{
    return (struct page_range){p->page, first, column, first + (uint32_t)count - 1, column};
}

static void radar(const struct profile *p, uint32_t column)
{
    static const struct pair name = {"Dimensioner, poäng 0\u2013100",
                                     "Dimensions, points 0\u2013100"};
    static const struct pair alt = {"Vald kommun i varje dimension mot medianen av alla och av "
                                    "liknande kommuner. Samma tal som "
                                    "i tabellen.",
                                    "The chosen area in each dimension against the median of all "
                                    "and of similar areas. The same "
                                    "numbers as in the table."};
    const struct view *v = p->v;
    uint32_t first = p->head + 2 + (uint32_t)v->indices.count;
    size_t count = v->dimensions.count;
    struct page_series series[3] = {
        {.look = SERIES_MAIN}, {.look = SERIES_OTHER}, {.look = SERIES_THIRD}};
    for (uint32_t i = 0; i < 3; i++) {
        series[i].name_cell = page_cell(p->page, p->head, CHOSEN + i);
        series[i].categories = rows(p, NAME, first, count);
        series[i].values = rows(p, CHOSEN + i, first, count);
    }
    struct page_chart chart = {.row = p->head,
                               .column = column,
                               .kind = CHART_RADAR,
                               .title = say(v->lang, name),
                               .alt = say(v->lang, alt),
                               .series = series,
                               .count = p->l->peer_count > 0 ? 3 : 2,
                               .least = 0,
                               .most = 100,
                               .width = RADAR_WIDTH,
                               .height = CHART_HEIGHT};
    if (count >= 3)
        page_chart(p->page, &chart);
}

/* Lines through the chosen point: in LibreOffice the others lie above it. Their ends stand in a
 * small table. */
static void put_lines(const struct profile *p, uint32_t row)
{
    static const struct pair lines = {"Linjer i diagrammet", "Lines in the chart"};
    const struct view *v = p->v;
    page_text(p->page, row, NAME, say(v->lang, lines), STYLE_SUBTITLE);
    for (uint32_t end = 0; end < 4; end++)
        for (uint32_t axis = 0; axis < 2; axis++) {
            const char *own = formula_cell(v, p->head + 2 + axis, CHOSEN);
            double score = v->r->nodes[v->indices.items[axis]].score[p->area];
            if (end / 2 == axis)
                put(p, row + end, CHOSEN + axis,
                    arena_printf(v->arena, "IF(ISNUMBER(%s),%s,0)", own, own),
                    isfinite(score) ? score : 0, 1, STYLE_ROW_NUMBER);
            else
                page_number(p->page, row + end, CHOSEN + axis, end % 2 ? 100 : 0, 0,
                            STYLE_ROW_NUMBER);
        }
}

/* Two indices: all areas, and the chosen one among them. */
static void scatter(const struct profile *p, uint32_t row, uint32_t column)
{
    static const struct pair all = {"Alla kommuner", "All areas"};
    static const struct pair alt = {
        "Alla kommuner efter sina två index; linjerna går genom den valda.",
        "All areas by their two indices; the lines go through the chosen one."};
    const struct view *v = p->v;
    uint32_t ends = p->peers + (uint32_t)p->l->shown_count + 2;
    if (v->indices.count != 2)
        return;
    const char *x = view_label(v, &v->m->nodes[v->indices.items[0]].head);
    const char *y = view_label(v, &v->m->nodes[v->indices.items[1]].head);
    struct page_series series[4] = {{.name = say(v->lang, all),
                                     .look = SERIES_OTHER,
                                     .categories = live_scores(v, v->indices.items[0]),
                                     .values = live_scores(v, v->indices.items[1])},
                                    {.look = SERIES_MAIN,
                                     .name_cell = page_cell(p->page, p->head, CHOSEN),
                                     .categories = rows(p, CHOSEN, p->head + 2, 1),
                                     .values = rows(p, CHOSEN, p->head + 3, 1)}};
    for (uint32_t k = 0; k < 2; k++)
        series[2 + k] = (struct page_series){.name = k == 0 ? x : y,
                                             .look = SERIES_RULE,
                                             .categories = rows(p, CHOSEN, ends + 2 * k, 2),
                                             .values = rows(p, MEDIAN, ends + 2 * k, 2)};
    put_lines(p, ends);
    struct page_chart chart = {.row = row,
                               .column = column,
                               .kind = CHART_SCATTER,
                               .title = arena_printf(v->arena, "%s \u2013 %s", x, y),
                               .alt = say(v->lang, alt),
                               .x_name = x,
                               .y_name = y,
                               .series = series,
                               .count = 4,
                               .least = 0,
                               .most = 100,
                               .width = SCATTER_WIDTH,
                               .height = CHART_HEIGHT};
    page_chart(p->page, &chart);
}

static void widths(const struct profile *p)
{
    double name = 30;
    for (uint32_t k = 0; k < p->l->weight_count; k++)
        name = fmax(name, measure_width_for(part_name(p, k), 10, false));
    page_column(p->page, NAME, fmin(name, 50));
    for (uint32_t c = CHOSEN; c < CONTRIBUTION_COLUMNS + 3; c++)
        page_column(p->page, c, COLUMN);
    page_column(p->page, CHOSEN, fmax(COLUMN, view_name_width(p->v)));
}

void sheet_profile(const struct view *v, struct page *page)
{
    struct profile p = {.v = v, .page = page, .l = v->live};
    enum { BESIDE = CHARTS + 7 };
    p.top = v->live->top_row;
    p.head = p.top + 7;
    p.lists = p.head + (uint32_t)v->live->shown_count + 3;
    p.peers = p.lists + 2 * MOST + 6;
    p.area = v->r->ranking[0];
    p.effects = live_has_contributions(v);
    page_head(page, say(v->lang, title), say(v->lang, about));
    widths(&p);
    choice(&p);
    radar(&p, CHARTS);
    scatter(&p, p.head, BESIDE);
    page_blank(page, p.top, LAST, STYLE_TEXT);
    if (p.effects) {
        p.c = live_contributions(v, p.area);
        p.c.first = p.peers + (uint32_t)v->live->shown_count + 9;
        p.c.number = p.top + 2;
        p.c.number_column = CHOSEN;
        page_text(page, p.lists - 1, NAME, say(v->lang, effect_note), STYLE_SUBTITLE);
        effect_list(&p, p.lists, &lifts, CONTRIBUTION_LIFTS);
        effect_list(&p, p.lists + MOST + 2, &holds, CONTRIBUTION_HOLDS);
        unknown_list(&p, p.lists);
        workings_table(&p);
    }
    points_table(&p);
    page_protect(page);
}
