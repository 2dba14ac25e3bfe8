/* Utveckling: how the municipality's measures went, and three pictures of what lies ahead. */
#include "report/sheets.h"

#include <math.h>

#include "analysis/outlook.h"

static const struct pair title = {"utveckling och tre tänkta lägen", "trend and three pictures"};
static const struct pair about = {
    "En illustration, ingen prognos: förändringen över %d år läggs på en gång till.",
    "An illustration, no forecast: the change over %d years is added once more."};
static const struct pair basis = {
    "%zu av %zu mått har en serie med båda åren; de andra står stilla.",
    "%zu of %zu measures have a series with both years; the others stand still."};
static const struct pair peers_word = {
    "Färre och fler poäng: som den fjärdedel av liknande kommuner som ändrats minst och mest åt "
    "det "
    "håll som ger poäng. Alla ändras samtidigt, så platsen kan gå åt andra hållet.",
    "Fewer and more points: as the quarter of similar areas that changed least and most in the "
    "direction that gives points. All change at once, so the place may go the other way."};
static const struct pair kinds[] = {{"Nu", "Now"},
                                    {"Som hittills", "As so far"},
                                    {"Färre poäng", "Fewer points"},
                                    {"Fler poäng", "More points"}};
static const struct pair picture_word = {"Läge", "Picture"};
static const struct pair place_word = {"Plats", "Place"};
static const struct pair trend_heads[] = {
    {"Mått", "Measure"},   {"Enhet", "Unit"},        {"Då", "Then"},        {"Nu", "Now"},
    {"Ändring", "Change"}, {"Färre poäng", "Fewer"}, {"Fler poäng", "More"}};
enum { TREND_HEADS = sizeof trend_heads / sizeof trend_heads[0] };

bool card_outlook_has(const struct view *v)
{
    return has_root(v) && v->r->outlook != NULL;
}

static void picture_row(const struct view *v, struct page *page, uint32_t row, int kind)
{
    const struct outlook *o = v->r->outlook;
    page_text(page, row, 0, say(v->lang, kinds[kind]), STYLE_ROW_BOLD);
    for (uint32_t n = 0; n < o->node_count; n++)
        put_score(page, row, 1 + n,
                  kind == 0 ? v->r->nodes[o->nodes[n]].score[v->area]
                            : o->score[kind - 1][n][v->area],
                  n == 0);
    put_rank(page, row, 1 + (uint32_t)o->node_count,
             kind == 0 ? v->r->nodes[o->nodes[0]].rank[v->area] : o->rank[kind - 1][v->area]);
}

static uint32_t pictures(const struct view *v, struct page *page, uint32_t row)
{
    const struct outlook *o = v->r->outlook;
    page_text(page, row, 0, say(v->lang, picture_word), STYLE_HEADING);
    for (uint32_t n = 0; n < o->node_count; n++)
        page_text(page, row, 1 + n, view_label(v, &v->m->nodes[o->nodes[n]].head),
                  STYLE_HEADING_RIGHT);
    page_text(page, row++, 1 + (uint32_t)o->node_count, say(v->lang, place_word),
              STYLE_HEADING_RIGHT);
    for (int kind = 0; kind <= OUTLOOK_KINDS; kind++)
        picture_row(v, page, row++, kind);
    return row;
}

static void put_figure(struct page *page, uint32_t row, uint32_t column, double value, int decimals)
{
    if (isfinite(value))
        page_number(page, row, column, value, decimals, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

static void trend_row(const struct view *v, struct page *page, uint32_t row, const struct trend *t)
{
    const struct indicator *used = view_used(v, t->indicator, v->area);
    double now = v->r->indicators[t->indicator].cells[v->area].value;
    page_text(page, row, 0, view_measured(v, t->indicator, v->area), STYLE_ROW_WRAP);
    page_text(page, row, 1, unit_text(&used->unit, v->lang), STYLE_ROW_WRAP);
    put_figure(page, row, 2, t->then[v->area], used->decimals);
    put_figure(page, row, 3, now, used->decimals);
    put_figure(page, row, 4, t->change[v->area], used->decimals);
    put_figure(page, row, 5, t->low[v->area], used->decimals);
    put_figure(page, row, 6, t->high[v->area], used->decimals);
}

void card_outlook(const struct view *v, struct page *page)
{
    static const double widths[] = {50, 15, 15, 15, 12, 12, 12};
    const struct outlook *o = v->r->outlook;
    const char *head = arena_printf(v->arena, "%s: %s", view_name(v, v->area), say(v->lang, title));
    size_t here = 0;
    page_columns(page, widths, sizeof widths / sizeof widths[0]);
    uint32_t row =
        page_head(page, head, arena_printf(v->arena, say(v->lang, about), (int)o->years));
    for (size_t k = 0; k < o->trend_count; k++)
        here += isfinite(o->trends[k].change[v->area]);
    page_text(page, row++, 0, arena_printf(v->arena, say(v->lang, basis), here, o->measure_count),
              STYLE_SMALL);
    page_text(page, row++, 0, say(v->lang, peers_word), STYLE_SMALL);
    row = pictures(v, page, row + 1) + 1;
    for (uint32_t c = 0; c < TREND_HEADS; c++)
        page_text(page, row, c, say(v->lang, trend_heads[c]),
                  c > 1 ? STYLE_HEADING_RIGHT : STYLE_HEADING);
    row++;
    for (size_t k = 0; k < o->trend_count; k++)
        if (isfinite(o->trends[k].change[v->area]))
            trend_row(v, page, row++, &o->trends[k]);
}
