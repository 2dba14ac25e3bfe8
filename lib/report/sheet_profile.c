/* Profil: one area at a time, chosen in a list, held against the median of all and against those
 * like it; what lifts it, what holds it back, and what is unknown. Follows the weights. One page.
 */
#include "report/profile.h"

#include <math.h>

#include "analysis/statistics.h"
#include "report/live_formula.h"
#include "report/measure.h"
#include "report/sheets.h"

enum { MOST = 5, UNKNOWN_MOST = 12, COLUMN = 9, NAME_LEAST = 30, NAME_MOST = 50 };

static const struct pair title = {"Profil", "Profile"};
static const struct pair about = {
    "Välj kommun i den gula cellen. Tabeller och diagram följer med, och följer bladet Vikter.",
    "Choose an area in the yellow cell. Tables and charts follow, and follow the sheet Weights."};
static const struct pair labels[] = {
    {"Kommun", "Area"}, {"Nummer i listan", "Number in the list"}, {"Täckning", "Coverage"}};
static const struct pair choice_error = {"Välj en kommun i listan.", "Choose an area in the list."};
static const struct pair unknown_area = {
    "FEL: okänd kommun. Välj ur listan i den gula cellen.",
    "ERROR: unknown area. Choose from the list in the yellow cell."};
static const struct pair heads[] = {
    [PROFILE_NAME] = {"Poäng", "Points"},
    [PROFILE_CHOSEN] = {"", ""},
    [PROFILE_MEDIAN] = {"Median, alla", "Median, all"},
    [PROFILE_PEERS] = {"Median, liknande", "Median, similar"},
    [PROFILE_PLACE] = {"Plats", "Place"},
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
static struct page_result number(double value)
{
    return isfinite(value) ? (struct page_result){value, NULL}
                           : (struct page_result){.text = "[x]"};
}

static const char *number_cell(const struct profile *p)
{
    return range_text(p->page, profile_number(p->v));
}

/* What a column of the sheet of the calculation has for the chosen area. */
static const char *pick(const struct profile *p, struct page_range column)
{
    return arena_printf(p->v->arena, "IF(%s=0,\"[x]\",INDEX(%s,%s))", number_cell(p),
                        range_text(p->page, column), number_cell(p));
}

void profile_put(const struct profile *p, uint32_t row, uint32_t column, const char *formula,
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
    page_text(p->page, p->top, PROFILE_NAME, say(v->lang, labels[0]), STYLE_BOLD);
    page_answer_choice(p->page, p->top, PROFILE_CHOSEN, names, view_name(v, p->area),
                       say(v->lang, choice_error));
    page_formula(p->page, p->top + 1, PROFILE_NAME,
                 arena_printf(v->arena, "IF(%s=0,\"%s\",IF(%s<>\"\",%s,IF(%s=0,\"\",%s)))",
                              number_cell(p), say(v->lang, unknown_area), told, told,
                              range_text(p->page, live_differ(v)), live_others(v, p->page)),
                 (struct page_result){.text = live_told_now(v)}, 0, STYLE_NOTICE);
    for (uint32_t i = 1; i < 3; i++)
        page_text(p->page, p->top + 1 + i, PROFILE_NAME, say(v->lang, labels[i]), STYLE_ROW_TEXT);
    profile_put(p, p->top + 2, PROFILE_CHOSEN,
                arena_printf(v->arena, "IFERROR(MATCH(%s,%s,0),0)",
                             range_text(p->page, profile_choice(v)), range_text(p->page, names)),
                p->area + 1.0, 0, STYLE_ROW_YEAR);
    profile_put(p, p->top + 3, PROFILE_CHOSEN,
                pick(p, (struct page_range){view_page(v, "Rakneblad"), b->first, b->coverage,
                                            b->first + p->l->areas - 1, b->coverage}),
                root->coverage[p->area], 0, STYLE_ROW_PERCENT);
}

/* --- points ----------------------------------------------------------------------------------- */

static double median_of_all(const struct profile *p, uint32_t node)
{
    double *values = arena_array(p->v->arena, p->l->areas + 1, sizeof *values);
    size_t n = 0;
    for (uint32_t i = 0; i < p->l->areas; i++)
        if (isfinite(p->v->r->nodes[node].score[i]))
            values[n++] = p->v->r->nodes[node].score[i];
    return median_of(values, n);
}

/* "INDEX(column, row of the k-th that is like the chosen area)", or a dash. */
static const char *pick_peer(const struct profile *p, struct page_range column, uint32_t k)
{
    return arena_printf(p->v->arena, "IFERROR(INDEX(%s,%s),\"\u2013\")",
                        range_text(p->page, column), pick(p, live_peer_column(p->v, k)));
}

static void peer_cells(const struct profile *p, uint32_t row, uint32_t node)
{
    const struct view *v = p->v;
    double *values = arena_array(v->arena, p->l->areas + 1, sizeof *values);
    size_t n = 0;
    for (uint32_t k = 0; k < p->l->peer_count; k++) {
        uint32_t peer = live_peer(v, p->area, k);
        double score = peer == UINT32_MAX ? NAN : v->r->nodes[node].score[peer];
        page_formula(p->page, row, PROFILE_PEER + k, pick_peer(p, live_scores(v, node), k),
                     peer == UINT32_MAX ? (struct page_result){.text = "\u2013"} : number(score), 1,
                     STYLE_ROW_NUMBER);
        if (isfinite(score))
            values[n++] = score;
    }
    if (p->l->peer_count > 0)
        profile_put(p, row, PROFILE_PEERS,
                    arena_printf(v->arena, "IFERROR(MEDIAN(%s:%s),\"[x]\")",
                                 formula_cell(v, row, PROFILE_PEER),
                                 formula_cell(v, row, PROFILE_PEER + p->l->peer_count - 1)),
                    median_of(values, n), 1, STYLE_ROW_NUMBER);
    else
        page_text(p->page, row, PROFILE_PEERS, "\u2013", STYLE_ROW_MARK);
}

/* Places are kept of the root, indices and variants. */
static void put_place(const struct profile *p, uint32_t row, const struct live_shown *s)
{
    int32_t rank = p->v->r->nodes[s->node].rank[p->area];
    if (s->place == 0)
        page_text(p->page, row, PROFILE_PLACE, "\u2013", STYLE_ROW_MARK);
    else
        profile_put(p, row, PROFILE_PLACE, pick(p, live_summary(p->v, s->place)),
                    rank > 0 ? (double)rank : NAN, 0, STYLE_ROW_YEAR);
}

static void points_row(const struct profile *p, uint32_t k)
{
    const struct view *v = p->v;
    uint32_t node = p->l->shown[k].node, row = p->head + 1 + k;
    struct page_range scores = live_scores(v, node);
    page_text(p->page, row, PROFILE_NAME, view_label(v, &v->m->nodes[node].head),
              k == 0 ? STYLE_ROW_BOLD : STYLE_ROW_TEXT);
    profile_put(p, row, PROFILE_CHOSEN, pick(p, scores), v->r->nodes[node].score[p->area], 1,
                STYLE_ROW_BOLD_NUMBER);
    profile_put(p, row, PROFILE_MEDIAN,
                arena_printf(v->arena, "IFERROR(MEDIAN(%s),\"[x]\")", range_text(p->page, scores)),
                median_of_all(p, node), 1, STYLE_ROW_NUMBER);
    put_place(p, row, &p->l->shown[k]);
    peer_cells(p, row, node);
}

static void peer_headings(const struct profile *p)
{
    const struct view *v = p->v;
    if (p->l->peer_count > 0)
        page_text(p->page, p->head - 1, PROFILE_PEER,
                  arena_printf(v->arena, say(v->lang, like),
                               view_label(v, &v->m->peers[p->l->peers].head)),
                  STYLE_SUBTITLE);
    for (uint32_t k = 0; k < p->l->peer_count; k++) {
        uint32_t peer = live_peer(v, p->area, k);
        page_formula(
            p->page, p->head, PROFILE_PEER + k, pick_peer(p, live_summary(v, SUMMARY_AREA), k),
            (struct page_result){.text = peer == UINT32_MAX ? "\u2013" : view_name(v, peer)}, 0,
            STYLE_HEADING_RIGHT);
    }
}

static void points_table(const struct profile *p)
{
    const struct view *v = p->v;
    for (uint32_t c = 0; c < PROFILE_PEER; c++)
        if (c != PROFILE_CHOSEN)
            page_text(p->page, p->head, c, say(v->lang, heads[c]),
                      c == PROFILE_NAME ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    page_formula(p->page, p->head, PROFILE_CHOSEN, range_text(p->page, profile_choice(v)),
                 (struct page_result){.text = view_name(v, p->area)}, 0, STYLE_HEADING_RIGHT);
    peer_headings(p);
    for (uint32_t k = 0; k < p->l->shown_count; k++)
        points_row(p, k);
}

/* --- lists ------------------------------------------------------------------------------------ */

static const char *working_column(const struct profile *p, uint32_t column)
{
    return effects_workings(p->v, &p->e, p->page, column);
}

static uint32_t line_with(const struct profile *p, uint32_t column, double wanted)
{
    for (uint32_t k = 0; k < p->l->weight_count; k++)
        if (fabs(p->e.c.value[k + 1][column] - wanted) < 0.5)
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
    double effect = its == UINT32_MAX ? 0 : p->e.c.value[its + 1][CONTRIBUTION_EFFECT];
    bool moves = up ? effect > 1e-9 : effect < -1e-9;
    const char *at =
        arena_printf(v->arena, "MATCH(%u,%s,0)", (unsigned)k, working_column(p, order));
    const char *test =
        arena_printf(v->arena, "INDEX(%s,%s)%s", working_column(p, CONTRIBUTION_EFFECT), at,
                     up ? ">0.000000001" : "<-0.000000001");
    page_formula(p->page, row, PROFILE_NAME,
                 arena_printf(v->arena, "IFERROR(IF(%s,INDEX(%s,%s),\"\u2013\"),\"\u2013\")", test,
                              working_column(p, CONTRIBUTION_NAME), at),
                 (struct page_result){.text = moves ? effects_name(v, its) : "\u2013"}, 0,
                 STYLE_ROW_TEXT);
    for (uint32_t c = 0; c < 3; c++)
        page_formula(p->page, row, 1 + c,
                     arena_printf(v->arena, "IFERROR(IF(%s,INDEX(%s,%s),\"\u2013\"),\"\u2013\")",
                                  test, working_column(p, from[c]), at),
                     moves ? number(p->e.c.value[its + 1][from[c]])
                           : (struct page_result){.text = "\u2013"},
                     1, c == 2 ? STYLE_ROW_BOLD_NUMBER : STYLE_ROW_NUMBER);
}

static void effect_list(const struct profile *p, uint32_t row, const struct pair *head,
                        uint32_t order)
{
    page_text(p->page, row, PROFILE_NAME, say(p->v->lang, *head), STYLE_HEADING);
    for (uint32_t c = 0; c < 3; c++)
        page_text(p->page, row, 1 + c, say(p->v->lang, effect_heads[c]), STYLE_HEADING_RIGHT);
    for (uint32_t k = 1; k <= MOST; k++)
        effect_row(p, row + k, order, k);
}

/* Beside the others: how many, and the first of them. */
static void unknown_list(const struct profile *p, uint32_t row)
{
    const struct view *v = p->v;
    const char *counts = working_column(p, CONTRIBUTION_UNKNOWN);
    double count = p->e.c.value[p->l->weight_count][CONTRIBUTION_UNKNOWN];
    page_text(p->page, row, PROFILE_PEER, say(v->lang, unknown), STYLE_GROUP);
    for (uint32_t c = PROFILE_PEER + 1; c < PROFILE_GAP - 1; c++)
        page_blank(p->page, row, c, STYLE_GROUP);
    profile_put(p, row, PROFILE_GAP - 1, arena_printf(v->arena, "MAX(%s)", counts), count, 0,
                STYLE_HEADING_RIGHT);
    for (uint32_t k = 1; k <= UNKNOWN_MOST; k++) {
        uint32_t its = line_with(p, CONTRIBUTION_UNKNOWN, k);
        page_formula(p->page, row + k, PROFILE_PEER,
                     arena_printf(v->arena, "IFERROR(INDEX(%s,MATCH(%u,%s,0)),\"\")",
                                  working_column(p, CONTRIBUTION_NAME), (unsigned)k, counts),
                     (struct page_result){.text = its == UINT32_MAX ? "" : effects_name(v, its)}, 0,
                     STYLE_TEXT);
    }
}

static void lists(struct profile *p)
{
    static const struct pair elsewhere = {
        "Vad en del betyder hänger då på de andra delarna eller kommunerna, och kan inte räknas i "
        "några få celler. Bidragen står i kommunbladen.",
        "What a part means then hangs on the other parts or areas, and cannot be computed in a few "
        "cells. The effects stand in the areas' workbooks."};
    const struct view *v = p->v;
    if (!p->effects) {
        page_text(p->page, p->lists - 1, PROFILE_NAME, live_no_contributions(v), STYLE_NOTICE);
        page_text(p->page, p->lists, PROFILE_NAME, say(v->lang, elsewhere), STYLE_SUBTITLE);
        return;
    }
    p->e = effects_of(v);
    page_text(p->page, p->lists - 1, PROFILE_NAME, say(v->lang, effect_note), STYLE_SUBTITLE);
    effect_list(p, p->lists, &lifts, CONTRIBUTION_LIFTS);
    effect_list(p, p->lists + MOST + 2, &holds, CONTRIBUTION_HOLDS);
    unknown_list(p, p->lists);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void widths(const struct profile *p)
{
    double name = NAME_LEAST;
    for (uint32_t k = 0; k < p->l->weight_count; k++)
        name = fmax(name, measure_width_for(effects_name(p->v, k), 10, false));
    name = fmin(name, NAME_MOST);
    page_column(p->page, PROFILE_NAME, name);
    for (uint32_t c = PROFILE_CHOSEN; c <= PROFILE_LINES + 1; c++)
        page_column(p->page, c, COLUMN);
    page_column(p->page, PROFILE_CHOSEN, fmax(COLUMN, view_name_width(p->v)));
    page_column(p->page, PROFILE_MEDIAN, COLUMN + 1.5);
    for (uint32_t c = PROFILE_PEER; c < PROFILE_GAP; c++) /* names stand across them too */
        page_column(p->page, c, fmax(COLUMN, (name + 1) / (PROFILE_GAP - PROFILE_PEER)));
    page_column(p->page, PROFILE_GAP, 1);
    for (uint32_t c = PROFILE_CHARTS; c <= PROFILE_LAST; c++)
        page_column(p->page, c, COLUMN - 1);
    page_column(p->page, PROFILE_LINES, 2 * COLUMN);
}

void sheet_profile(const struct view *v, struct page *page)
{
    struct profile p = {.v = v, .page = page, .l = v->live};
    p.top = v->live->top_row;
    p.head = p.top + 5;
    p.lists = p.head + (uint32_t)v->live->shown_count + 3;
    p.area = v->r->ranking[0];
    p.effects = live_has_contributions(v);
    page_head(page, say(v->lang, title), say(v->lang, about));
    widths(&p);
    choice(&p);
    points_table(&p);
    lists(&p);
    uint32_t end = profile_charts(&p);
    page_blank(page, end > page_rows(page) ? end : page_rows(page), PROFILE_LAST, STYLE_TEXT);
    page_print_columns(page, PROFILE_LAST);
    page_whole(page);
    page_protect(page);
}
