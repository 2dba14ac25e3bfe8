/* One sheet for each index: its parts against the median, its figures, and on the first one the
 * challenges, on the last one what the rules only show. */
#include "report/card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "report/measure.h"

enum { COLUMNS = 10, SEXES = 8 };

static const struct pair about = {
    "Poäng 0\u2013100 med medianen bredvid. 0 = längst ner på skalan, inte att siffran är noll; "
    "100 = högst.",
    "Points 0\u2013100 beside the median. 0 = lowest on the scale, not that the figure is nought; "
    "100 = highest."};
static const struct pair parts_word = {"Delarna", "The parts"};
static const struct pair figures_word = {"Siffrorna, de som väger tyngst först",
                                         "The figures, the heaviest first"};
static const struct pair challenges_word = {
    "Utmaningarna, i ordning efter placering bland kommunerna",
    "The challenges, in order of the place among the areas"};
static const struct pair order_word = {
    "Nr 1 har störst behov. Ordningen följer placeringen: poängen är olika höga i olika "
    "utmaningar. Lär av: en liknande kommun på eller under medianen; \u2013 när ingen finns, eller "
    "ni "
    "inte ligger över.",
    "No. 1 has the greatest need. The order is by place: points differ in height between "
    "challenges. Learn from: a similar area at or below the median; \u2013 when there is none, or "
    "you "
    "are not above it."};
static const struct pair more_word = {"Andra siffror, utan poäng", "Other figures, without points"};
static const struct pair part_heads[] = {
    {"Del", "Part"},        {"Poäng", "Points"},
    {"Medianen", "Median"}, {"Bland kommunerna", "Among the areas"},
    {"Underlag", "Basis"},  {"Varav tänkt", "As intended"}};
static const struct pair challenge_heads[] = {
    {"Utmaning", "Challenge"}, {"Poäng", "Points"},   {"Medianen", "Median"},
    {"Placering", "Place"},    {"Underlag", "Basis"}, {"Varav tänkt", "As intended"},
    {"Lär av", "Learn from"}};
enum { PART_HEADS = 6 };
static const struct pair figure_heads[COLUMNS] = {
    {"Siffra", "Figure"}, {"Värde", "Value"}, {"Medianen", "Median"}, {"Enhet", "Unit"},
    {"År", "Year"},       {"Märke", "Mark"},  {"Källa", "Source"},    {"Poäng", "Points"},
    {"Kvinnor", "Women"}, {"Män", "Men"}};
static const struct pair challenge_foot = {
    "Staplar: poäng i utmaningarna, som i tabellen ovanför. En utmaning utan stapel saknar "
    "underlag.",
    "Bars: points in the challenges, as in the table above. One without a bar has no data."};
static const struct pair shares_word = {
    "Underlag: hur stor del av vikten som har en siffra. Varav tänkt: den del där siffran är det "
    "mått som skulle räknas, inte en reserv. Källans nummer står på sista bladet.",
    "Basis: how much of the weight has a figure. As intended: the part where the figure is the "
    "measure that should count, not a reserve. The source's number is on the last sheet."};
/* The legend tells of the marks that stand on the page, and of no other. */
enum mark { MARK_REPLACED, MARK_OLDER, MARK_NO_YEAR, MARK_DRAWN, MARK_MISSING, MARK_APART, MARKS };
static const struct {
    const char *mark;
    struct pair means;
} legend[MARKS] = {
    {"[r]", {"reserv: ett annat mått än det tänkta", "a reserve: not the measure intended"}},
    {"[e]", {"äldre eller beräknat", "older or computed"}},
    {"[å]", {"år okänt", "year unknown"}},
    {"[b]", {"poängen räknas på ett annat tal", "points computed on another number"}},
    {"[x]", {"saknas", "missing"}},
    {"[z]", {"går inte att jämföra", "cannot be compared"}},
};
static const struct pair not_divided = {" Ingen siffra här är delad på kvinnor och män.",
                                        " No figure here is divided into women and men."};
static const struct pair missing_word = {"Saknas", "Missing"};

static const struct pair in_parts = {"delarna", "the parts"};
static const struct pair in_challenges = {"utmaningarna", "the challenges"};

/* --- parts and challenges --------------------------------------------------------------------- */

static bool is_divided(const struct view *v, uint32_t index)
{
    const struct indicator_result *r = &v->r->indicators[index];
    return r->women && (isfinite(r->women[v->area]) || isfinite(r->men[v->area]));
}

/* The last two columns are for women and men: there when any figure is divided. */
static uint32_t figure_columns(const struct view *v)
{
    for (uint32_t i = 0; i < v->m->indicator_count; i++)
        if (is_divided(v, i))
            return COLUMNS;
    return SEXES;
}

/* A row goes on to the edge, as the band of headings does. */
static void fill(const struct view *v, struct page *page, uint32_t row, uint32_t from,
                 enum style style)
{
    for (uint32_t c = from; c < figure_columns(v); c++)
        page_blank(page, row, c, style);
}

static void part_row(const struct view *v, struct page *page, uint32_t row, uint32_t node,
                     bool bold, const char *where, unsigned *seen)
{
    const struct node_result *n = &v->r->nodes[node];
    if (!isfinite(n->score[v->area]) || !isfinite(n->median))
        *seen |= 1u << MARK_MISSING;
    page_text(page, row, 0, view_label(v, &v->m->nodes[node].head),
              bold ? STYLE_ROW_BOLD : STYLE_ROW_WRAP);
    put_score(page, row, 1, n->score[v->area], bold);
    put_score(page, row, 2, n->median, false);
    page_text(page, row, 3, where, STYLE_ROW_WRAP);
    const double shares[] = {n->coverage[v->area], card_intended(v, node)};
    for (uint32_t k = 0; k < 2; k++)
        page_text(page, row, 4 + k,
                  arena_printf(v->arena, "%s\u00A0%%", view_number(v, shares[k] * 100, 0)),
                  STYLE_ROW_MARK);
    fill(v, page, row, PART_HEADS, STYLE_ROW_TEXT);
}

/* Bars of the rows first to last-1 of a table of `what`. */
static void bars(const struct view *v, struct page *page, uint32_t row, uint32_t first,
                 uint32_t last, struct pair what)
{
    static const struct pair median = {"Medianen", "Median"};
    static const struct pair title = {"%s, poäng i %s", "%s, points in %s"};
    static const struct pair alt = {
        "Staplar: poäng för %s och medianen i %s, som i tabellen ovanför.",
        "Bars: points of %s and the median in %s, as in the table above."};
    struct page_range names = {page, first, 0, last - 1, 0};
    struct page_series series[] = {
        {view_name(v, v->area), .categories = names, .values = {page, first, 1, last - 1, 1}},
        {say(v->lang, median), .categories = names, .values = {page, first, 2, last - 1, 2},
         .look = SERIES_OTHER},
    };
    struct page_chart c = {.row = row,
                           .kind = CHART_BARS,
                           .series = series,
                           .count = 2,
                           .least = 0,
                           .most = 100,
                           .width = measure_column(page_width(page)),
                           .height = 70 + 30.0 * (last - first)};
    c.title =
        arena_printf(v->arena, say(v->lang, title), view_name(v, v->area), say(v->lang, what));
    c.alt = arena_printf(v->arena, say(v->lang, alt), view_name(v, v->area), say(v->lang, what));
    if (last > first)
        page_chart(page, &c);
}

/* Under its table, when there is room for it beside `keep` points. Returns the next row. */
static uint32_t challenge_chart(const struct view *v, struct page *page, uint32_t row,
                                uint32_t first, double keep)
{
    size_t count = v->challenges.count;
    double height = 70 + 30.0 * (double)count;
    if (count > 12 || card_left(page) < height * 0.75 + keep)
        return row;
    bars(v, page, row, first, first + (uint32_t)count, in_challenges);
    row += card_chart_rows(height);
    /* what is printed ends with the last text, so one stands below */
    page_text(page, row, 0, say(v->lang, challenge_foot), STYLE_SMALL);
    return row + 1;
}

static uint32_t short_headings(const struct view *v, struct page *page, uint32_t row,
                               const struct pair *heads, uint32_t count)
{
    fill(v, page, row, count, STYLE_HEADING);
    return card_headings(v, page, row, heads, count, 0x36);
}

static uint32_t figure_headings(const struct view *v, struct page *page, uint32_t row)
{
    fill(v, page, row, figure_columns(v), STYLE_HEADING);
    return card_headings(v, page, row, figure_heads, figure_columns(v), 0x396);
}

static uint32_t parts(const struct view *v, struct page *page, uint32_t row,
                      const struct list *nodes, const struct list *inside, unsigned *seen)
{
    row = card_section(page, row, say(v->lang, parts_word), figure_columns(v));
    row = short_headings(v, page, row, part_heads, PART_HEADS);
    for (size_t i = 0; i < nodes->count; i++)
        part_row(v, page, row++, nodes->items[i], true, card_third(v, nodes->items[i]), seen);
    uint32_t first = row;
    for (size_t i = 0; i < inside->count; i++)
        part_row(v, page, row++, inside->items[i], false, card_third(v, inside->items[i]), seen);
    if (row - first < 1 || row - first > 8)
        return row + 1;
    bars(v, page, row, first, row, in_parts);
    return row + card_chart_rows(70 + 30.0 * (row - first));
}

/* "Alfa (Publicerade)": who has the least need of those that are like it. */
static const char *lesson_text(const struct view *v, uint32_t node)
{
    const struct lesson *lesson = &v->r->lessons[node][v->area];
    if (lesson->area == UINT32_MAX || !card_has_lesson(v, node))
        return "\u2013";
    return view_name(v, lesson->area);
}

static void challenge_rows(const struct view *v, struct page *page, uint32_t row,
                           const struct list *list, unsigned *seen)
{
    bool peers = v->m->peers_count > 0 && v->r->lessons;
    for (size_t i = 0; i < list->count; i++, row++) {
        uint32_t node = list->items[i];
        part_row(v, page, row, node, node == v->r->area[v->area].top_challenge,
                 card_number_of(v, node), seen);
        if (peers)
            page_text(page, row, PART_HEADS, lesson_text(v, node), STYLE_ROW_TEXT);
    }
}

/* The measures behind each challenge: without them its points are a word only. */
static uint32_t challenge_measures(const struct view *v, struct page *page, uint32_t row,
                                   const struct list *list, unsigned *seen)
{
    static const struct pair rests = {"Vad utmaningarna vilar på", "What the challenges rest on"};
    row = card_section(page, row, say(v->lang, rests), figure_columns(v));
    row = card_gap(page, row);
    for (size_t i = 0; i < list->count; i++) {
        uint32_t node = list->items[i];
        const char *text = card_rests_on(v, node, true, "; ");
        if (v->r->nodes[node].rank[v->area] <= 0 || !text[0])
            continue;
        *seen |= (unsigned)(strstr(text, legend[MARK_NO_YEAR].mark) != NULL) << MARK_NO_YEAR;
        row = card_lines(
            v, page, row,
            arena_printf(v->arena, "\u2022 %s: %s.", view_label(v, &v->m->nodes[node].head), text));
    }
    const char *unjudged = card_unjudged(v);
    if (unjudged[0])
        row = card_lines(v, page, row, arena_printf(v->arena, "\u2022 %s", unjudged));
    return row + 1;
}

static uint32_t challenges(const struct view *v, struct page *page, uint32_t row, double keep,
                           unsigned *seen)
{
    struct list list = card_challenges(v);
    row = card_section(page, row, say(v->lang, challenges_word), figure_columns(v));
    row = short_headings(v, page, row, challenge_heads,
                         v->m->peers_count > 0 ? PART_HEADS + 1 : PART_HEADS);
    uint32_t first = row;
    challenge_rows(v, page, row, &list, seen);
    row = card_lines(v, page, row + (uint32_t)list.count, say(v->lang, order_word));
    row = card_lines(v, page, row, card_foremost(v));
    row = challenge_chart(v, page, row, first, keep + 40 + 18.0 * (double)list.count);
    return challenge_measures(v, page, row + 1, &list, seen);
}

/* --- figures ---------------------------------------------------------------------------------- */

static bool is_under(const struct view *v, uint32_t node, const struct list *nodes)
{
    for (size_t depth = 0; node < v->m->node_count && depth < 32; depth++) {
        for (size_t i = 0; i < nodes->count; i++)
            if (nodes->items[i] == node)
                return true;
        node = v->m->nodes[node].parent;
    }
    return nodes->count == 0; /* no root: all figures */
}

static bool has_value(const struct view *v, uint32_t index)
{
    return status_has_value(v->r->indicators[index].cells[v->area].status);
}

/* "[r] [e]", and what else stands in the row, for the legend. */
static const char *marks_of(const struct view *v, uint32_t index, unsigned *seen)
{
    const struct indicator_result *r = &v->r->indicators[index];
    const char *mark = view_mark(v, index, v->area);
    bool replaced = view_substituted(v, index, v->area);
    bool apart = !view_comparable(v, index, v->area);
    for (size_t i = 0; i < MARKS; i++)
        *seen |= (unsigned)(strcmp(mark, legend[i].mark) == 0) << i;
    *seen |= (unsigned)replaced << MARK_REPLACED;
    *seen |= (unsigned)(r->cells[v->area].period == PERIOD_UNKNOWN) << MARK_NO_YEAR;
    *seen |= (unsigned)(apart && !isfinite(r->median_value)) << MARK_MISSING;
    bool pointless = v->m->indicators[index].role != ROLE_MEASURE &&
                     !(r->points && isfinite(r->points[v->area]));
    *seen |= (unsigned)((apart && isfinite(r->median_value)) || pointless) << MARK_APART;
    if (!replaced)
        return mark[0] ? mark : "\u2013";
    return arena_printf(v->arena, "%s%s%s", legend[MARK_REPLACED].mark, mark[0] ? " " : "", mark);
}

static void figure_row(const struct view *v, struct page *page, uint32_t row, uint32_t index,
                       unsigned *seen)
{
    uint32_t columns = figure_columns(v);
    const struct indicator *used = view_used(v, index, v->area);
    const struct indicator_result *r = &v->r->indicators[index];
    const struct cell *cell = &r->cells[v->area];
    const char *unit = unit_text(&used->unit, v->lang);
    page_text(page, row, 0, view_label(v, &used->head), STYLE_ROW_WRAP);
    put_cell(page, row, 1, cell, used->decimals);
    if (view_comparable(v, index, v->area))
        page_number(page, row, 2, r->median_value, used->decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, 2, isfinite(r->median_value) ? "[z]" : "[x]", STYLE_ROW_MARK);
    page_text(page, row, 3, unit && unit[0] ? unit : "\u2013", STYLE_ROW_WRAP);
    put_year(page, row, 4, cell);
    page_text(page, row, 5, marks_of(v, index, seen), STYLE_ROW_CENTER);
    size_t source = card_source(v, index);
    page_text(page, row, 6, source > 0 ? arena_printf(v->arena, "%zu", source) : "\u2013",
              STYLE_ROW_CENTER);
    if (v->m->indicators[index].role == ROLE_MEASURE)
        page_text(page, row, 7, "\u2013", STYLE_ROW_MARK); /* it never has points */
    else if (r->points && isfinite(r->points[v->area]))
        put_score(page, row, 7, r->points[v->area], false);
    else
        page_text(page, row, 7, "[z]", STYLE_ROW_MARK);
    for (uint32_t sex = 0; SEXES + sex < columns; sex++) {
        const double *values = sex == 0 ? r->women : r->men;
        if (values && isfinite(values[v->area]))
            page_number(page, row, SEXES + sex, values[v->area], used->decimals, STYLE_ROW_NUMBER);
        else
            page_text(page, row, SEXES + sex, "\u2013", STYLE_ROW_MARK);
    }
    fill(v, page, row, columns, STYLE_ROW_TEXT);
}

struct heavy {
    uint32_t indicator;
    double share;
};

static int by_share(const void *a, const void *b)
{
    const struct heavy *x = a, *y = b;
    if (x->share < y->share || x->share > y->share)
        return x->share < y->share ? 1 : -1;
    return x->indicator < y->indicator ? -1 : x->indicator > y->indicator;
}

/* What is not shown is named: what is missing, and what found no room. */
static void add_name(const struct view *v, struct text *t, uint32_t index)
{
    text_printf(t, "%s%s", t->n > 0 ? "; " : "",
                card_lower(v, view_label(v, &v->m->indicators[index].head)));
}

static uint32_t left_out(const struct view *v, struct page *page, uint32_t row, struct text *t,
                         struct pair label)
{
    static const struct pair where = {"många; alla siffror står i den gemensamma arbetsboken",
                                      "many; all figures are in the workbook for all areas"};
    enum { MOST = 600 };
    if (t->n == 0)
        return row;
    const char *text = card_keep(v, t);
    if (utf8_count(text, strlen(text)) > MOST)
        text = say(v->lang, where);
    return card_lines(v, page, row, arena_printf(v->arena, "%s: %s.", say(v->lang, label), text));
}

static uint32_t figures(const struct view *v, struct page *page, uint32_t row,
                        const struct list *nodes, double keep, unsigned *seen)
{
    static const struct pair no_room = {"Fick inte plats", "Found no room"};
    struct heavy *list = arena_array(v->arena, v->m->indicator_count + 1, sizeof *list);
    struct text missing = {0}, rest = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < v->m->indicator_count; i++) {
        const struct indicator *ind = &v->m->indicators[i];
        if (ind->role != ROLE_INDICATOR || !is_under(v, ind->parent, nodes))
            continue;
        if (has_value(v, i))
            list[n++] = (struct heavy){i, v->r->indicators[i].share};
        else
            add_name(v, &missing, i);
    }
    if (n > 1)
        qsort(list, n, sizeof *list, by_share);
    row = card_section(page, row, say(v->lang, figures_word), figure_columns(v));
    row = figure_headings(v, page, row);
    for (size_t i = 0; i < n; i++) {
        if (card_left(page) > keep)
            figure_row(v, page, row++, list[i].indicator, seen);
        else
            add_name(v, &rest, list[i].indicator);
    }
    row = left_out(v, page, row, &rest, no_room);
    row = left_out(v, page, row, &missing, missing_word);
    for (size_t i = 0; i < n && card_left(page) > keep; i++) {
        const struct indicator *used = view_used(v, list[i].indicator, v->area);
        const char *fits = view_fits(v, used); /* how little the line explains */
        if (fits[0])
            row = card_lines(v, page, row,
                             arena_printf(v->arena, "%s: %s", view_label(v, &used->head), fits));
    }
    return row + 1;
}

/* Measures that give no points: those with a value, as far as the page goes. */
static uint32_t others(const struct view *v, struct page *page, uint32_t row, unsigned *seen)
{
    enum { KEEP = 110 };
    static const struct pair no_room = {"Fick inte plats", "Found no room"};
    struct text rest = {0};
    size_t n = 0;
    for (uint32_t i = 0; i < v->m->indicator_count; i++)
        n += v->m->indicators[i].role == ROLE_MEASURE && has_value(v, i);
    if (n == 0)
        return row;
    row = card_section(page, row, say(v->lang, more_word), figure_columns(v));
    row = figure_headings(v, page, row);
    for (uint32_t i = 0; i < v->m->indicator_count; i++) {
        if (v->m->indicators[i].role != ROLE_MEASURE || !has_value(v, i))
            continue;
        if (card_left(page) > KEEP)
            figure_row(v, page, row++, i, seen);
        else
            add_name(v, &rest, i);
    }
    return left_out(v, page, row, &rest, no_room) + 1;
}

/* --- what people have answered ---------------------------------------------------------------- */

static const char *answer_text(const struct view *v, uint32_t k)
{
    const struct fact_value *value = &v->r->facts[k][v->area];
    const struct fact *fact = &v->m->facts[k];
    if (value->truth != TRUTH_UNKNOWN && fact->type == FACT_YES_NO)
        return v->lang == LANG_EN ? (value->truth == TRUTH_YES ? "yes" : "no")
                                  : (value->truth == TRUTH_YES ? "ja" : "nej");
    if (fact->type == FACT_NUMBER && isfinite(value->number))
        return arena_printf(v->arena, "%s %s", view_number(v, value->number, 0),
                            unit_text(&fact->unit, v->lang));
    return value->text;
}

/* Parties, resources, premises and whatever else the rules ask people. */
static uint32_t answers(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair head = {"Parter, resurser, lokaler: det som människor har svarat",
                                     "Parties, resources, premises: what people have answered"};
    static const struct pair none = {
        "Inga svar har kommit in än: alla %zu frågor står på bladet med frågor till mötet.",
        "No answers have come in yet: all %zu questions are on the sheet of questions."};
    static const struct pair some = {"%zu av %zu frågor är obesvarade, se bladet med frågor.",
                                     "%zu of %zu questions are unanswered, see the sheet."};
    size_t open = v->r->area[v->area].question_count, all = v->m->fact_count;
    if (all == 0)
        return row;
    row = card_section(page, row, say(v->lang, head), figure_columns(v));
    for (uint32_t k = 0; k < all && card_left(page) > 40; k++) {
        const char *text = answer_text(v, k);
        bool unknown = v->r->facts[k][v->area].truth == TRUTH_UNKNOWN &&
                       !isfinite(v->r->facts[k][v->area].number) && !v->r->facts[k][v->area].text;
        if (unknown || !text)
            continue;
        page_text(page, row, 0, view_label(v, &v->m->facts[k].head), STYLE_ROW_WRAP);
        page_text(page, row++, 1, text, STYLE_ROW_BOLD);
    }
    const char *said = open == all ? arena_printf(v->arena, say(v->lang, none), all)
                                   : arena_printf(v->arena, say(v->lang, some), open, all);
    if (open > 0)
        page_text(page, row++, 0, said, STYLE_SMALL);
    return row + 1;
}

static const char *marks_text(const struct view *v, unsigned seen)
{
    struct text t = {0};
    for (size_t i = 0; i < MARKS; i++)
        if (seen >> i & 1)
            text_printf(&t, "%s%s %s", t.n > 0 ? ", " : "", legend[i].mark,
                        say(v->lang, legend[i].means));
    text_add(&t, t.n > 0 ? "." : "");
    if (figure_columns(v) < COLUMNS)
        text_add(&t, say(v->lang, not_divided));
    return card_keep(v, &t);
}

/* --- the sheet -------------------------------------------------------------------------------- */

/* Dimensions and indices right under the nodes. */
static struct list inside_of(const struct view *v, const struct list *nodes)
{
    struct list out = {arena_array(v->arena, v->m->node_count + 1, sizeof(uint32_t)), 0};
    for (size_t i = 0; i < nodes->count; i++) {
        const struct node *n = &v->m->nodes[nodes->items[i]];
        for (size_t c = 0; c < n->child_count; c++)
            if (n->children[c].kind == SYMBOL_NODE)
                out.items[out.count++] = n->children[c].index;
    }
    return out;
}

/* Points that the figures of a page take at most: some names need two lines. */
static double figures_height(const struct view *v, const struct list *nodes)
{
    size_t n = 0;
    for (uint32_t i = 0; i < v->m->indicator_count; i++)
        n += v->m->indicators[i].role == ROLE_INDICATOR && has_value(v, i) &&
             is_under(v, v->m->indicators[i].parent, nodes);
    return 170 + 20.0 * (double)n;
}

void card_index(const struct view *v, struct page *page, const struct list *nodes, bool first,
                bool last, const char *name)
{
    static const double widths[COLUMNS] = {36, 8.5, 9.5, 19, 9.5, 11.5, 8, 8, 8, 8};
    struct list inside = inside_of(v, nodes);
    page_columns(page, widths, figure_columns(v));
    uint32_t row = card_head(v, page, card_lower(v, name), say(v->lang, about));
    unsigned seen = 0; /* marks */
    row = parts(v, page, row, nodes, &inside, &seen);
    if (first && has_challenges(v))
        row = challenges(v, page, row, figures_height(v, nodes), &seen);
    row = figures(v, page, row, nodes, last ? 330 : 80, &seen);
    if (last) {
        row = others(v, page, row, &seen);
        row = answers(v, page, row);
    }
    row = card_lines(v, page, row, marks_text(v, seen));
    card_lines(v, page, row, say(v->lang, shares_word));
}
