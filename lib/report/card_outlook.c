/* Liknande, trend, scenarier: whom to learn from, how it went, and three pictures of what lies
 * ahead. */
#include "report/card.h"

#include <math.h>

#include "analysis/contribution.h"
#include "analysis/outlook.h"
#include "base/date.h"
#include "base/text.h"
#include "report/measure.h"

enum { COLUMNS = 8, MOST_TRENDS = 14, MOST_LESSONS = 4, MOST_AGAINST = 2 };

static const struct pair title = {"liknande, trend, scenarier", "peers, trend, scenarios"};
static const struct pair about = {
    "Vilka ni kan lära av, hur det har gått och tre tänkta fortsättningar. De är bilder, inga "
    "prognoser.",
    "Whom you can learn from, how it went and three ways on. They are pictures, no forecasts."};
static const struct pair peers_word = {"Liknande kommuner och grannar",
                                       "Similar areas and neighbours"};
static const struct pair neighbours_word = {"Grannar", "Neighbours"};
static const struct pair against_word = {"Mot", "Against"};
static const struct pair lesson_word = {"Liknande kommuner med lägre poäng",
                                        "Similar areas with fewer points"};
static const struct pair lesson_about = {
    "De ligger på eller under medianen, ni över. Fråga om de har gjort något, eller om det bara "
    "ser annorlunda ut hos dem.",
    "They are at or below the median, you above. Ask whether they have done something, or whether "
    "things just are different there."};
static const struct pair lesson_heads[] = {{"Utmaning", "Challenge"},
                                           {"Kommun att ringa", "Area to call"},
                                           {"Poäng där", "Points there"},
                                           {"Medianen", "Median"},
                                           {"Poäng hos er", "Points with you"}};
static const struct pair no_lesson = {
    "Ingen som liknar er ligger under medianen där ni ligger över den.",
    "Nobody like you is below the median where you are above it."};
static const struct pair nothing_to_learn = {
    "Utmaningar som beror på läge eller ålder står inte här: %s.",
    "Challenges that come of place or age are not shown here: %s."};
static const struct pair trend_word = {"Så har det gått på %d år", "How it went in %d years"};
static const struct pair trend_heads[COLUMNS] = {{"Siffra", "Figure"},
                                                 {"Enhet", "Unit"},
                                                 {"År", "Years"},
                                                 {"Då", "Then"},
                                                 {"Nu", "Now"},
                                                 {"Ändring", "Change"},
                                                 {"Ändring, medianen", "Change, median"},
                                                 {"Åt vilket håll", "Which way"}};
static const struct pair ways[] = {
    {"lägre poäng", "lower points"}, {"högre poäng", "higher points"}, {"oförändrat", "unchanged"}};
static const struct pair trend_note = {
    "Ändringen är i siffrans enhet, för % i procentenheter, och räknad före avrundning. Kronor är "
    "inte omräknade för prisändringar. Jämför med medianens ändring: det som ändras lika i alla "
    "kommuner flyttar ingen. Högre poäng drar mot plats 1.",
    "The change is in the unit of the figure, for % in percentage points, and taken before "
    "rounding. Money is not adjusted for prices. Compare with the median's change: what changes "
    "alike in all areas moves nobody. Higher points pull towards place 1."};
static const struct pair past_word = {"Plats tidigare nätter, och från vilken dag: %s.",
                                      "Place in earlier nights, and from which day: %s."};
static const struct pair no_trend = {"Kan inte visas: ingen siffra har en serie med båda åren.",
                                     "Cannot be shown: no figure has a series with both years."};
static const struct pair scenario_word = {"Nu och tre tänkta fortsättningar, %d år till",
                                          "Now and three ways on, %d more years"};
static const struct pair basis = {
    "%zu av %zu siffror har en serie med båda åren; de andra står stilla här. Alla kommuner ändras "
    "samtidigt i räkningen: därför kan poängen stiga fast platsen blir sämre, och tvärtom. Läs "
    "platsen som ungefär; den har inget spann här. %s",
    "%zu of %zu figures have a series with both years; the others stand still here. All areas "
    "change at once in the sum: so points may rise while the place falls, and the other way. Read "
    "the place as approximate; it has no range here. %s"};
static const struct pair kinds[] = {
    {"Nu", "Now"},
    {"Som ni själva har ändrats", "As you have changed yourselves"},
    {"Som de liknande som ändrats minst mot plats 1", "As those like you moving least to place 1"},
    {"Som de liknande som ändrats mest mot plats 1", "As those like you moving most to place 1"}};
static const struct pair least_most = {
    "Minst och mest räknas för varje siffra: som den fjärdedel av liknande kommuner där den gått "
    "minst, eller mest, åt det håll som ger poäng. Är de för få räknas alla.",
    "Least and most are taken for each figure: as the quarter of similar areas where it went "
    "least, or most, in the direction that gives points. If they are too few all areas count."};
static const struct pair picture_head = {"Tänkt fortsättning", "Way on"};
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
    static const struct pair leads[] = {{"Drar er mot plats 1:", "Pulls you towards place 1:"},
                                        {"Drar bort:", "Pulls away:"}};
    static const struct pair more[] = {{"Mot plats 1 också:", "Towards place 1 too:"},
                                       {"Drar bort också:", "Away too:"}};
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
    row = card_gap(page, card_section(page, row, say(v->lang, peers_word), COLUMNS));
    for (uint32_t k = 0; k < v->m->peers_count && k < 4; k++)
        row = line(v, page, row, view_label(v, &v->m->peers[k].head), peers_text(v, k));
    row = line(v, page, row, say(v->lang, neighbours_word), neighbours);
    if (v->m->peers_count > 0)
        row = line(v, page, row,
                   arena_printf(v->arena, "%s %s", say(v->lang, against_word),
                                card_lower(v, view_label(v, &v->m->peers[0].head))),
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
    return card_headings(v, page, row, lesson_heads, HEADS, 0x1C);
}

static void lesson_row(const struct view *v, struct page *page, uint32_t row, uint32_t node)
{
    const struct node_result *n = &v->r->nodes[node];
    uint32_t other = v->r->lessons[node][v->area].area;
    page_text(page, row, 0, view_label(v, &v->m->nodes[node].head), STYLE_ROW_WRAP);
    page_text(page, row, 1, view_name(v, other), STYLE_ROW_BOLD);
    put_score(page, row, 2, n->score[other], false);
    put_score(page, row, 3, n->median, false);
    put_score(page, row, 4, n->score[v->area], false);
    for (uint32_t c = 5; c < COLUMNS; c++)
        page_blank(page, row, c, STYLE_ROW_TEXT);
}

/* Those that the rules say nobody can act on, and that the area has a place in. */
static uint32_t not_taught(const struct view *v, struct page *page, uint32_t row)
{
    struct text t = {0};
    for (size_t i = 0; i < v->challenges.count; i++) {
        const struct node *node = &v->m->nodes[v->challenges.items[i]];
        if (node->no_lesson && v->r->nodes[v->challenges.items[i]].rank[v->area] > 0)
            text_printf(&t, "%s%s", t.n > 0 ? ", " : "", card_lower(v, view_label(v, &node->head)));
    }
    const char *names = card_keep(v, &t);
    if (!names[0])
        return row;
    return card_lines(v, page, row, arena_printf(v->arena, say(v->lang, nothing_to_learn), names));
}

/* The challenges with the best places first. */
static uint32_t lessons(const struct view *v, struct page *page, uint32_t row)
{
    size_t shown = 0;
    if (v->m->peers_count == 0 || v->challenges.count == 0)
        return row;
    struct list list = card_challenges(v);
    row = card_gap(page, card_section(page, row, say(v->lang, lesson_word), COLUMNS));
    for (size_t i = 0; i < list.count && shown < MOST_LESSONS; i++) {
        if (!card_has_lesson(v, list.items[i]))
            continue;
        if (shown++ == 0) {
            row = card_lines(v, page, row, say(v->lang, lesson_about));
            row = lesson_headings(v, page, row);
        }
        lesson_row(v, page, row++, list.items[i]);
    }
    if (shown == 0)
        row = card_lines(v, page, row, say(v->lang, no_lesson));
    return not_taught(v, page, row) + 1;
}

/* --- trend ------------------------------------------------------------------------------------ */

static void put_figure(struct page *page, uint32_t row, uint32_t column, double value, int decimals)
{
    if (isfinite(value))
        page_number(page, row, column, value, decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

/* "2020–2024": the two years that are compared. */
static const char *years_of(const struct view *v, const struct trend *t)
{
    int32_t period = v->r->indicators[t->indicator].cells[v->area].period;
    if (period <= 0)
        return "\u2013";
    int year = (int)period_year(period);
    return arena_printf(v->arena, "%d\u2013%d", year - (int)v->r->outlook->years, year);
}

static void trend_row(const struct view *v, struct page *page, uint32_t row, const struct trend *t)
{
    const struct indicator *used = view_used(v, t->indicator, v->area);
    double now = v->r->indicators[t->indicator].cells[v->area].value;
    double change = t->change[v->area];
    int way = fabs(change) > 1e-12 ? (change > 0) != used->reversed : 2;
    page_text(page, row, 0, view_label(v, &used->head), STYLE_ROW_WRAP);
    page_text(page, row, 1, unit_text(&used->unit, v->lang), STYLE_ROW_WRAP);
    page_text(page, row, 2, years_of(v, t), STYLE_ROW_TEXT);
    put_figure(page, row, 3, t->then[v->area], used->decimals);
    put_figure(page, row, 4, now, used->decimals);
    put_figure(page, row, 5, change, used->decimals);
    put_figure(page, row, 6, t->median[v->area], used->decimals);
    page_text(page, row, 7, say(v->lang, ways[way]), STYLE_ROW_TEXT);
}

static uint32_t trends(const struct view *v, struct page *page, uint32_t row)
{
    const struct outlook *o = v->r->outlook;
    uint32_t first = row + 2;
    row = card_section(page, row,
                       arena_printf(v->arena, say(v->lang, trend_word), (int)v->m->trend_years),
                       COLUMNS);
    row = card_headings(v, page, row, trend_heads, COLUMNS, 0x78);
    for (size_t k = 0; o && k < o->trend_count; k++)
        if (isfinite(o->trends[k].change[v->area]) && row - first < MOST_TRENDS)
            trend_row(v, page, row++, &o->trends[k]);
    row = card_lines(v, page, row, say(v->lang, row == first ? no_trend : trend_note));
    if (v->r->past != NULL && v->r->past[v->area][0] != '\0')
        row = card_lines(v, page, row,
                         arena_printf(v->arena, say(v->lang, past_word), v->r->past[v->area]));
    return row + 1;
}

/* --- scenarios -------------------------------------------------------------------------------- */

static const char *node_name(const struct view *v, uint32_t node)
{
    return node == v->m->root ? card_root(v) : view_label(v, &v->m->nodes[node].head);
}

static void picture_row(const struct view *v, struct page *page, uint32_t row, int kind,
                        uint32_t nodes)
{
    const struct outlook *o = v->r->outlook;
    page_text(page, row, 0, say(v->lang, kinds[kind]), STYLE_ROW_WRAP);
    for (uint32_t n = 0; n < nodes; n++)
        put_score(page, row, 1 + n,
                  kind == 0 ? v->r->nodes[o->nodes[n]].score[v->area]
                            : o->score[kind - 1][n][v->area],
                  n == 0);
    put_rank(page, row, 1 + nodes,
             kind == 0 ? v->r->nodes[o->nodes[0]].rank[v->area] : o->rank[kind - 1][v->area]);
}

static void chart(const struct view *v, struct page *page, uint32_t row, uint32_t first,
                  uint32_t nodes, const char *title_of)
{
    static const struct pair alt = {
        "Staplar: poäng nu och i de tre fortsättningarna, som i tabellen ovanför.",
        "Columns: points now and in the three ways on, as in the table above."};
    static const enum series_look looks[] = {SERIES_MAIN, SERIES_THIRD, SERIES_OTHER};
    struct page_series series[3];
    for (uint32_t n = 0; n < nodes && n < 3; n++)
        series[n] = (struct page_series){
            node_name(v, v->r->outlook->nodes[n]), .categories = {page, first, 0, first + 3, 0},
            .values = {page, first, 1 + n, first + 3, 1 + n}, .look = looks[n]};
    struct page_chart c = {.row = row,
                           .kind = CHART_COLUMNS,
                           .title = title_of,
                           .alt = say(v->lang, alt),
                           .series = series,
                           .count = nodes < 3 ? nodes : 3,
                           .least = 0,
                           .most = 100,
                           .width = measure_column(page_width(page)),
                           .height = 170};
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
    const char *title_of = arena_printf(v->arena, say(v->lang, scenario_word), (int)o->years);
    row = card_gap(page, card_section(page, row, title_of, COLUMNS));
    row = card_lines(
        v, page, row,
        arena_printf(v->arena, say(v->lang, basis), here, o->measure_count, view_meaning(v)));
    row = card_lines(v, page, row, say(v->lang, least_most));
    page_text(page, row, 0, say(v->lang, picture_head), STYLE_HEADING);
    for (uint32_t n = 0; n < nodes; n++)
        page_text(page, row, 1 + n, node_name(v, o->nodes[n]), STYLE_HEADING_RIGHT);
    for (uint32_t c = 2 + nodes; c < COLUMNS; c++)
        page_blank(page, row, c, STYLE_HEADING);
    page_text(page, row++, 1 + nodes, say(v->lang, place_head), STYLE_HEADING_RIGHT);
    for (int kind = 0; kind <= OUTLOOK_KINDS; kind++)
        picture_row(v, page, row + (uint32_t)kind, kind, nodes);
    if (card_left(page) > 150)
        chart(v, page, row + OUTLOOK_KINDS + 1, row, nodes, title_of);
}

void card_outlook(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {37, 14, 11, 14, 9, 9, 10, 11.5};
    page_columns(page, widths, COLUMNS);
    uint32_t row = card_head(v, page, say(v->lang, title), say(v->lang, about));
    row = companions(v, page, row);
    row = lessons(v, page, row);
    row = trends(v, page, row);
    if (v->r->outlook)
        pictures(v, page, row);
}
