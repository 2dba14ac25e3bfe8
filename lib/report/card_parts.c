/* Profil, Indikatorer, Utmaningar: the municipality against the median. */
#include "report/sheets.h"

#include <math.h>

static const struct pair profile_about = {
    "Poäng 0\u2013100 i varje del, jämfört med medianen. Plats 1 har flest poäng.",
    "Points 0\u2013100 in each part, against the median. Place 1 has most points."};
static const struct pair profile_heads[] = {{"Del", "Part"},        {"Poäng", "Points"},
                                            {"Median", "Median"},   {"Plats", "Place"},
                                            {"Bedömning", "Grade"}, {"Täckning", "Coverage"}};
static const struct pair indicator_about = {
    "Varje värde jämfört med medianen. Märken: [x] saknas, [e] äldre eller beräknat, [å] år okänt, "
    "[c] sekretess, [k] litet antal.",
    "Each value against the median. Marks: [x] missing, [e] older or computed, [å] year unknown, "
    "[c] secret, [k] small count."};
static const struct pair indicator_heads[] = {
    {"Indikator", "Indicator"}, {"Värde", "Value"}, {"Median", "Median"},
    {"Enhet", "Unit"},          {"År", "Year"},     {"Märke", "Mark"},
    {"Poäng", "Points"},        {"Plats", "Place"}};
static const struct pair challenge_about = {
    "Plats 1 har störst behov i utmaningen bland alla kommuner i analysen.",
    "Place 1 has the greatest need in the challenge among all areas in the analysis."};
static const struct pair lesson_head = {"Lär av", "Learn from"};
static const struct pair lesson_about = {
    "Lär av: den kommun som liknar er och har lägst poäng, lägre än er.",
    "Learn from: the area that is like yours and has the lowest points, lower than yours."};
static const struct pair median_word = {"Medianen", "Median"};

static const char *titled(const struct view *v, struct pair what)
{
    return arena_printf(v->arena, "%s: %s", view_name(v, v->area), say(v->lang, what));
}

static void headings(const struct view *v, struct page *page, uint32_t row,
                     const struct pair *heads, uint32_t count, unsigned right)
{
    for (uint32_t c = 0; c < count; c++)
        page_text(page, row, c, say(v->lang, heads[c]),
                  right >> c & 1 ? STYLE_HEADING_RIGHT : STYLE_HEADING);
}

static void part_row(const struct view *v, struct page *page, uint32_t row, uint32_t node,
                     bool bold)
{
    const struct node_result *n = &v->r->nodes[node];
    page_text(page, row, 0, view_label(v, &v->m->nodes[node].head),
              bold ? STYLE_ROW_BOLD : STYLE_ROW_WRAP);
    put_score(page, row, 1, n->score[v->area], bold);
    put_score(page, row, 2, n->median, false);
    put_rank(page, row, 3, n->rank[v->area]);
    page_text(page, row, 4, view_grade(v, node, v->area), STYLE_ROW_TEXT);
    page_number(page, row, 5, n->coverage[v->area], 0, STYLE_ROW_PERCENT);
}

static void chart(const struct view *v, struct page *page, uint32_t row, uint32_t first,
                  uint32_t last, struct pair what)
{
    uint32_t bars = last - first + 1;
    struct page_range names = {page, first, 0, last, 0};
    struct page_series series[] = {
        {view_name(v, v->area), .categories = names, .values = {page, first, 1, last, 1}},
        {say(v->lang, median_word), .categories = names, .values = {page, first, 2, last, 2},
         .look = SERIES_OTHER},
    };
    struct page_chart c = {
        .row = row,
        .kind = CHART_BARS,
        .title = titled(v, what),
        .series = series,
        .count = 2,
        .most = 100,
        .width = 690,
        .height = 110 + 42.0 * bars,
        .alt = v->lang == LANG_EN
                   ? arena_printf(v->arena,
                                  "Bars: points 0-100 of %s and of the median, as in the table "
                                  "above.",
                                  view_name(v, v->area))
                   : arena_printf(v->arena,
                                  "Staplar: poäng 0\u2013100 för %s och medianen, som i tabellen "
                                  "ovanför.",
                                  view_name(v, v->area)),
    };
    page_chart(page, &c);
    uint32_t rows = (uint32_t)(c.height / 20) + 1;
    page_text(page, row + rows, 0, c.alt, STYLE_SMALL);
}

void card_profile(const struct view *v, struct page *page)
{
    static const struct pair what = {"profil", "profile"};
    static const struct pair chart_title = {"poäng 0\u2013100", "points 0\u2013100"};
    static const double widths[] = {40, 11, 11, 9, 14, 11};
    page_columns(page, widths, 6);
    uint32_t row = page_head(page, titled(v, what), say(v->lang, profile_about));
    headings(v, page, row++, profile_heads, 6, 0x2E);
    part_row(v, page, row++, v->m->root, true);
    for (size_t i = 0; i < v->indices.count; i++)
        part_row(v, page, row++, v->indices.items[i], true);
    uint32_t first = row;
    for (size_t i = 0; i < v->dimensions.count; i++)
        part_row(v, page, row++, v->dimensions.items[i], false);
    for (size_t i = 0; i < v->variants.count; i++)
        part_row(v, page, row + (uint32_t)i, v->variants.items[i], false);
    if (v->dimensions.count > 0)
        chart(v, page, row + (uint32_t)v->variants.count + 1, first, row - 1, chart_title);
}

static void indicator_row(const struct view *v, struct page *page, uint32_t row, uint32_t index)
{
    const struct indicator *i = &v->m->indicators[index], *used = view_used(v, index, v->area);
    const struct indicator_result *r = &v->r->indicators[index];
    const struct cell *cell = &r->cells[v->area];
    bool other = view_substituted(v, index, v->area);
    page_text(page, row, 0, view_measured(v, index, v->area), STYLE_ROW_WRAP);
    put_cell(page, row, 1, cell, used->decimals);
    if (view_comparable(v, index, v->area))
        page_number(page, row, 2, r->median_value, used->decimals, STYLE_ROW_NUMBER);
    else if (!other && isfinite(r->median_value) && r->have_substitute == 0)
        page_number(page, row, 2, r->median_value, i->decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, 2, isfinite(r->median_value) ? "[z]" : "[x]", STYLE_ROW_MARK);
    const char *unit = unit_text(&used->unit, v->lang);
    page_text(page, row, 3, unit && unit[0] ? unit : "\u2013", STYLE_ROW_TEXT);
    put_year(page, row, 4, cell);
    const char *mark = status_mark(cell->status);
    page_text(page, row, 5, mark[0] ? mark : "\u2013", STYLE_ROW_CENTER);
    double points = r->points ? r->points[v->area] : NAN;
    if (status_has_value(cell->status) && !isfinite(points))
        page_text(page, row, 6, "[z]", STYLE_ROW_MARK); /* a measure without a scale */
    else
        put_score(page, row, 6, points, false);
    put_rank(page, row, 7, r->rank ? r->rank[v->area] : 0);
}

static void group_name(const struct view *v, struct page *page, uint32_t row, uint32_t parent)
{
    static const struct pair others = {"Övriga mått", "Other measures"};
    const char *name =
        parent < v->m->node_count ? view_label(v, &v->m->nodes[parent].head) : say(v->lang, others);
    page_text(page, row, 0, name, STYLE_GROUP);
    for (uint32_t c = 1; c < 8; c++)
        page_blank(page, row, c, STYLE_GROUP);
}

/* The indicators of one parent, under its name; parent UINT32_MAX: those of none. */
static uint32_t group(const struct view *v, struct page *page, uint32_t row, uint32_t parent)
{
    bool named = false;
    for (size_t k = 0; k < v->shown.count; k++) {
        uint32_t i = v->shown.items[k];
        if (v->m->indicators[i].parent != parent)
            continue;
        if (!named)
            group_name(v, page, row++, parent);
        named = true;
        indicator_row(v, page, row++, i);
    }
    return row;
}

/* Under the table: how little the lines explain that values are residuals of. */
static void fit_notes(const struct view *v, struct page *page, uint32_t row)
{
    for (size_t k = 0; k < v->shown.count; k++) {
        const struct indicator *used = view_used(v, v->shown.items[k], v->area);
        const char *fits = view_fits(v, used);
        if (fits[0])
            page_text(page, row++, 0,
                      arena_printf(v->arena, "%s: %s", view_label(v, &used->head), fits),
                      STYLE_SMALL);
    }
}

void card_indicators(const struct view *v, struct page *page)
{
    static const struct pair what = {"indikatorer", "indicators"};
    static const double widths[] = {57, 12, 12, 20, 7, 7, 9, 7};
    page_columns(page, widths, 8);
    uint32_t row = page_head(page, titled(v, what), say(v->lang, indicator_about));
    uint32_t head = row;
    headings(v, page, row++, indicator_heads, 8, 0xD6);
    for (uint32_t n = 0; n < v->m->node_count; n++)
        row = group(v, page, row, n);
    row = group(v, page, row, UINT32_MAX);
    page_bars(page, head + 1, 6, row);
    fit_notes(v, page, row + 1);
    page_freeze(page, head + 1, 1);
    page_repeat(page, head, head);
}

/* "Alfa 31,2 (Publicerade)": who has the least need of those that are like it. */
static const char *lesson_text(const struct view *v, uint32_t node)
{
    const struct lesson *lesson = &v->r->lessons[node][v->area];
    if (lesson->area == UINT32_MAX)
        return "\u2013";
    return arena_printf(v->arena, "%s %s (%s)", view_name(v, lesson->area),
                        view_number(v, v->r->nodes[node].score[lesson->area], 1),
                        view_label(v, &v->m->peers[lesson->peers].head));
}

void card_challenges(const struct view *v, struct page *page)
{
    static const struct pair what = {"utmaningar", "challenges"};
    static const struct pair chart_title = {"utmaningar, poäng 0\u2013100",
                                            "challenges, points 0\u2013100"};
    static const double widths[] = {40, 11, 11, 9, 14, 11, 32};
    page_columns(page, widths, v->m->peers_count ? 7 : 6);
    const char *about = say(v->lang, challenge_about);
    if (v->m->peers_count)
        about = arena_printf(v->arena, "%s %s", about, say(v->lang, lesson_about));
    uint32_t row = page_head(page, titled(v, what), about);
    headings(v, page, row, profile_heads, 6, 0x2E);
    if (v->m->peers_count)
        page_text(page, row, 6, say(v->lang, lesson_head), STYLE_HEADING);
    uint32_t first = ++row;
    for (size_t i = 0; i < v->challenges.count; i++) {
        part_row(v, page, row, v->challenges.items[i],
                 v->challenges.items[i] == v->r->area[v->area].top_challenge);
        if (v->m->peers_count)
            page_text(page, row, 6, lesson_text(v, v->challenges.items[i]), STYLE_ROW_WRAP);
        row++;
    }
    chart(v, page, row + 1, first, row - 1, chart_title);
}
