/* Liknande, trend, scenarier: whom to learn from, how it went, and three pictures of what lies
 * ahead. */
#include "report/card.h"

#include <math.h>

#include "analysis/contribution.h"
#include "analysis/outlook.h"
#include "base/date.h"
#include "base/text.h"

enum { COLUMNS = 6, MOST_TRENDS = 14, MOST_LESSONS = 4, MOST_AGAINST = 2 };

static const struct pair title = {"liknande, trend, scenarier", "peers, trend, scenarios"};
static const struct pair about = {
    "Vilka ni kan lära av, hur det har gått och tre tänkta lägen. Lägena är bilder, inga "
    "prognoser.",
    "Whom you can learn from, how it went and three pictures. The pictures are no forecasts."};
static const struct pair peers_word = {"Liknande kommuner och grannar",
                                       "Similar areas and neighbours"};
static const struct pair neighbours_word = {"Grannar", "Neighbours"};
static const struct pair against_word = {"Mot", "Against"};
static const struct pair lesson_word = {
    "Att lära av: lägst poäng av dem som liknar er, där ni ligger över medianen",
    "To learn from: lowest points of those like you, where you are above the median"};
static const struct pair lesson_heads[] = {{"Utmaning", "Challenge"},
                                           {"Fråga", "Ask"},
                                           {"Poäng där", "Points there"},
                                           {"Poäng hos er", "Points with you"}};
static const struct pair no_lesson = {"Ingen som liknar er har klart lägre poäng.",
                                      "Nobody like you has clearly fewer points."};
static const struct pair trend_word = {"Så har det gått på %d år", "How it went in %d years"};
static const struct pair trend_heads[COLUMNS] = {
    {"Siffra", "Figure"}, {"Enhet", "Unit"},     {"Då", "Then"},
    {"Nu", "Now"},        {"Ändring", "Change"}, {"Åt vilket håll", "Which way"}};
static const struct pair ways[] = {
    {"lägre poäng", "lower points"}, {"högre poäng", "higher points"}, {"oförändrat", "unchanged"}};
static const struct pair trend_note = {
    "Ändringen är i siffrans enhet; för % i procentenheter. Högre poäng drar mot plats 1.",
    "The change is in the unit of the figure; for % in percentage points. Higher points pull "
    "towards "
    "place 1."};
static const struct pair past_word = {"Plats tidigare nätter, och från vilken dag: %s.",
                                      "Place in earlier nights, and from which day: %s."};
static const struct pair no_trend = {"Kan inte visas: ingen siffra har en serie med båda åren.",
                                     "Cannot be shown: no figure has a series with both years."};
static const struct pair scenario_word = {"Nu och tre tänkta lägen",
                                          "Now and three pictures of what lies ahead"};
static const struct pair basis = {
    "%zu av %zu siffror har en serie med båda åren; för de andra kan ingen utveckling visas och de "
    "står stilla. Lägre och högre poäng: som den fjärdedel av liknande kommuner som gått minst och "
    "mest "
    "åt det håll som ger poäng. Alla kommuner ändras samtidigt, så platsen kan gå åt andra hållet. "
    "Platsen i ett tänkt läge har inget spann: läs den som ungefär. %s",
    "%zu of %zu figures have a series with both years; for the others no trend can be shown and "
    "they stand still. Lower and higher points: as the quarter of similar areas that went least "
    "and "
    "most "
    "in the direction that gives points. All areas change at once, so the place may go the other "
    "way. The place in a picture has no range: read it as approximate. %s"};
static const struct pair kinds[] = {{"Nu", "Now"},
                                    {"Som nu fortsätter", "As now goes on"},
                                    {"Lägre poäng", "Lower points"},
                                    {"Högre poäng", "Higher points"}};
static const struct pair picture_head = {"Läge", "Picture"};
static const struct pair place_head = {"Plats, ungefär", "Place, about"};

bool card_outlook_has(const struct view *v)
{
    return has_root(v) && (v->r->outlook != NULL || v->m->peers_count > 0 ||
                           v->r->area[v->area].neighbour_count > 0);
}

/* --- whom to learn from ----------------------------------------------------------------------- */

static void few_effects(const struct view *v, struct text *t, const struct contributions *c,
                        bool holding)
{
    static const struct pair leads[] = {{"Höjer era poäng:", "Raises your points:"},
                                        {"Sänker dem:", "Lowers them:"}};
    static const struct pair more[] = {{"Höjer också:", "Also raises:"},
                                       {"Sänker också:", "Also lowers:"}};
    const struct contribution *effects[MOST_AGAINST];
    const char *names[MOST_AGAINST];
    size_t count = contributions_most(c, holding, true, effects, MOST_AGAINST);
    for (size_t i = 0; i < count; i++)
        names[i] =
            card_lower(v, view_label(v, &view_used(v, effects[i]->indicator, v->area)->head));
    card_list(v, t, say(v->lang, leads[holding]), say(v->lang, more[holding]), names, count);
}

/* "Medianen av 3 ger 42,4 poäng, ni har 34,5. Lyfter: …" */
static const char *against_text(const struct view *v, struct area_group group)
{
    static const struct pair pattern = {"Medianen av %zu ger %s poäng, ni har %s.",
                                        "The median of %zu gives %s points, you have %s."};
    static const struct pair one = {"%s ger %s poäng, ni har %s.",
                                    "%s gives %s points, you have %s."};
    if (group.count == 0)
        return "";
    struct contributions c =
        contributions_of(v->r, v->m->root, v->area, AREA_MEDIAN, &group, v->arena);
    if (c.count == 0)
        return "";
    struct text t = {0};
    const char *there = view_number(v, c.reference, 1), *here = view_number(v, c.score, 1);
    if (group.count == 1)
        text_printf(&t, say(v->lang, one), view_name(v, group.areas[0]), there, here);
    else
        text_printf(&t, say(v->lang, pattern), group.count, there, here);
    few_effects(v, &t, &c, false);
    few_effects(v, &t, &c, true);
    return card_keep(v, &t);
}

static const char *peers_text(const struct view *v, uint32_t block)
{
    static const struct pair outside = {"utanför analysen: ", "outside the analysis: "};
    const struct peers_result *p = &v->r->peers[block];
    bool told = false;
    struct text t = {0};
    for (size_t i = 0; i < p->count[v->area]; i++) {
        const struct peer *peer = &p->list[v->area][i];
        bool first = peer->area == UINT32_MAX && !told;
        text_printf(&t, "%s%s%s",
                    i == 0  ? ""
                    : first ? "; "
                            : ", ",
                    first ? say(v->lang, outside) : "", peer->name);
        told = told || first;
    }
    if (t.n == 0 && p->why[v->lang][v->area])
        text_add(&t, p->why[v->lang][v->area]);
    return card_keep(v, &t);
}

static uint32_t line(const struct view *v, struct page *page, uint32_t row, const char *label,
                     const char *text)
{
    return text[0] ? card_lines(v, page, row, arena_printf(v->arena, "%s: %s", label, text)) : row;
}

static const char *neighbours_text(const struct view *v)
{
    const struct area_result *a = &v->r->area[v->area];
    struct text t = {0};
    for (size_t i = 0; i < a->neighbour_count; i++)
        text_printf(&t, "%s%s", i > 0 ? ", " : "", view_name(v, a->neighbours[i]));
    return card_keep(v, &t);
}

static uint32_t companions(const struct view *v, struct page *page, uint32_t row)
{
    const char *neighbours = neighbours_text(v);
    row = card_section(page, row, say(v->lang, peers_word), COLUMNS);
    for (uint32_t k = 0; k < v->m->peers_count && k < 4; k++)
        row = line(v, page, row, view_label(v, &v->m->peers[k].head), peers_text(v, k));
    row = line(v, page, row, say(v->lang, neighbours_word), neighbours);
    if (v->m->peers_count > 0)
        row = line(v, page, row,
                   arena_printf(v->arena, "%s %s", say(v->lang, against_word),
                                view_label(v, &v->m->peers[0].head)),
                   against_text(v, group_of_peers(v->r, 0, v->area, v->arena)));
    row = line(v, page, row,
               arena_printf(v->arena, "%s %s", say(v->lang, against_word),
                            card_lower(v, say(v->lang, neighbours_word))),
               against_text(v, group_of_neighbours(v->r, v->area)));
    return row + 1;
}

static uint32_t lesson_headings(const struct view *v, struct page *page, uint32_t row)
{
    enum { HEADS = sizeof lesson_heads / sizeof lesson_heads[0] };
    for (uint32_t c = HEADS; c < COLUMNS; c++)
        page_blank(page, row, c, STYLE_HEADING);
    return card_headings(v, page, row, lesson_heads, HEADS, 0xC);
}

/* The challenges with the best places first. */
static uint32_t lessons(const struct view *v, struct page *page, uint32_t row)
{
    size_t shown = 0;
    if (v->m->peers_count == 0 || v->challenges.count == 0)
        return row;
    row = card_section(page, row, say(v->lang, lesson_word), COLUMNS);
    for (int32_t rank = 1; rank <= (int32_t)v->r->areas; rank++)
        for (size_t i = 0; i < v->challenges.count; i++) {
            uint32_t node = v->challenges.items[i];
            const struct node_result *n = &v->r->nodes[node];
            const struct lesson *lesson = &v->r->lessons[node][v->area];
            if (n->rank[v->area] != rank || lesson->area == UINT32_MAX || shown == MOST_LESSONS ||
                !card_has_lesson(v, node))
                continue;
            if (shown++ == 0)
                row = lesson_headings(v, page, row);
            page_text(page, row, 0, view_label(v, &v->m->nodes[node].head), STYLE_ROW_WRAP);
            page_text(page, row, 1, view_name(v, lesson->area), STYLE_ROW_BOLD);
            put_score(page, row, 2, n->score[lesson->area], false);
            put_score(page, row, 3, n->score[v->area], false);
            for (uint32_t c = 4; c < COLUMNS; c++)
                page_blank(page, row, c, STYLE_ROW_TEXT);
            row++;
        }
    if (shown == 0)
        page_text(page, row++, 0, say(v->lang, no_lesson), STYLE_SMALL);
    return row + 1;
}

/* --- trend ------------------------------------------------------------------------------------ */

static void put_figure(struct page *page, uint32_t row, uint32_t column, double value, int decimals)
{
    if (isfinite(value))
        page_number(page, row, column, value, decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

/* "Label, 2020–2024": the two years that are compared. */
static const char *dated(const struct view *v, const struct head *head, const struct trend *t)
{
    int32_t period = v->r->indicators[t->indicator].cells[v->area].period;
    if (period <= 0)
        return view_label(v, head);
    int year = (int)period_year(period);
    return arena_printf(v->arena, "%s, %d\u2013%d", view_label(v, head),
                        year - (int)v->r->outlook->years, year);
}

static void trend_row(const struct view *v, struct page *page, uint32_t row, const struct trend *t)
{
    const struct indicator *used = view_used(v, t->indicator, v->area);
    double now = v->r->indicators[t->indicator].cells[v->area].value;
    double change = t->change[v->area];
    int way = fabs(change) > 1e-12 ? (change > 0) != used->reversed : 2;
    page_text(page, row, 0, dated(v, &used->head, t), STYLE_ROW_WRAP);
    page_text(page, row, 1, unit_text(&used->unit, v->lang), STYLE_ROW_WRAP);
    put_figure(page, row, 2, t->then[v->area], used->decimals);
    put_figure(page, row, 3, now, used->decimals);
    put_figure(page, row, 4, change, used->decimals);
    page_text(page, row, 5, say(v->lang, ways[way]), STYLE_ROW_TEXT);
}

static uint32_t trends(const struct view *v, struct page *page, uint32_t row)
{
    const struct outlook *o = v->r->outlook;
    uint32_t first = row + 2;
    row = card_section(page, row,
                       arena_printf(v->arena, say(v->lang, trend_word), (int)v->m->trend_years),
                       COLUMNS);
    row = card_headings(v, page, row, trend_heads, COLUMNS, 0x1C);
    for (size_t k = 0; o && k < o->trend_count; k++)
        if (isfinite(o->trends[k].change[v->area]) && row - first < MOST_TRENDS)
            trend_row(v, page, row++, &o->trends[k]);
    if (row == first)
        page_text(page, row++, 0, say(v->lang, no_trend), STYLE_SMALL);
    else
        page_text(page, row++, 0, say(v->lang, trend_note), STYLE_SMALL);
    if (v->r->past != NULL && v->r->past[v->area][0] != '\0')
        row = card_lines(v, page, row,
                         arena_printf(v->arena, say(v->lang, past_word), v->r->past[v->area]));
    return row + 1;
}

/* --- scenarios -------------------------------------------------------------------------------- */

static void picture_row(const struct view *v, struct page *page, uint32_t row, int kind,
                        uint32_t nodes)
{
    const struct outlook *o = v->r->outlook;
    page_text(page, row, 0, say(v->lang, kinds[kind]), STYLE_ROW_BOLD);
    for (uint32_t n = 0; n < nodes; n++)
        put_score(page, row, 1 + n,
                  kind == 0 ? v->r->nodes[o->nodes[n]].score[v->area]
                            : o->score[kind - 1][n][v->area],
                  n == 0);
    put_rank(page, row, 1 + nodes,
             kind == 0 ? v->r->nodes[o->nodes[0]].rank[v->area] : o->rank[kind - 1][v->area]);
}

static void chart(const struct view *v, struct page *page, uint32_t row, uint32_t first,
                  uint32_t nodes)
{
    static const struct pair alt = {
        "Staplar: poäng nu och i de tre lägena, som i tabellen ovanför.",
        "Columns: points now and in the three pictures, as in the table above."};
    static const enum series_look looks[] = {SERIES_MAIN, SERIES_THIRD, SERIES_OTHER};
    struct page_series series[3];
    for (uint32_t n = 0; n < nodes && n < 3; n++)
        series[n] = (struct page_series){view_label(v, &v->m->nodes[v->r->outlook->nodes[n]].head),
                                         .categories = {page, first, 0, first + 3, 0},
                                         .values = {page, first, 1 + n, first + 3, 1 + n},
                                         .look = looks[n]};
    struct page_chart c = {.row = row,
                           .kind = CHART_COLUMNS,
                           .title = say(v->lang, scenario_word),
                           .alt = say(v->lang, alt),
                           .series = series,
                           .count = nodes < 3 ? nodes : 3,
                           .least = 0,
                           .most = 100,
                           .width = 850,
                           .height = 220};
    page_chart(page, &c);
    /* what is printed ends with the last text, so one stands below */
    card_lines(v, page, row + card_chart_rows(c.height), c.alt);
}

static void pictures(const struct view *v, struct page *page, uint32_t row)
{
    const struct outlook *o = v->r->outlook;
    uint32_t nodes = o->node_count > COLUMNS - 2 ? COLUMNS - 2 : (uint32_t)o->node_count;
    size_t here = 0;
    for (size_t k = 0; k < o->trend_count; k++)
        here += isfinite(o->trends[k].change[v->area]);
    row = card_section(page, row, say(v->lang, scenario_word), COLUMNS);
    row = card_lines(
        v, page, row,
        arena_printf(v->arena, say(v->lang, basis), here, o->measure_count, view_meaning(v)));
    page_text(page, row, 0, say(v->lang, picture_head), STYLE_HEADING);
    for (uint32_t n = 0; n < nodes; n++)
        page_text(page, row, 1 + n, view_label(v, &v->m->nodes[o->nodes[n]].head),
                  STYLE_HEADING_RIGHT);
    for (uint32_t c = 2 + nodes; c < COLUMNS; c++)
        page_blank(page, row, c, STYLE_HEADING);
    page_text(page, row++, 1 + nodes, say(v->lang, place_head), STYLE_HEADING_RIGHT);
    for (int kind = 0; kind <= OUTLOOK_KINDS; kind++)
        picture_row(v, page, row + (uint32_t)kind, kind, nodes);
    if (card_left(page) > 200)
        chart(v, page, row + OUTLOOK_KINDS + 1, row, nodes);
}

void card_outlook(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {46, 18, 15, 13, 12, 14};
    page_columns(page, widths, COLUMNS);
    uint32_t row = card_head(v, page, say(v->lang, title), say(v->lang, about));
    row = companions(v, page, row);
    row = lessons(v, page, row);
    row = trends(v, page, row);
    if (v->r->outlook)
        pictures(v, page, row);
}
