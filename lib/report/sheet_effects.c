/* Bidrag: the difference between the area that is chosen on Profil and the area of medians, part by
 * part, and how it is computed. */
#include "report/effects.h"

#include <math.h>

#include "report/live_formula.h"
#include "report/measure.h"
#include "report/sheets.h"

enum { COLUMN = 11, NAME_LEAST = 30, NAME_MOST = 50, PARTS_BELOW = 3 };

static const struct pair title = {"Bidrag", "Effects"};
static const struct pair about = {
    "Varför kommunen ligger över eller under medianen: den som är vald på bladet Profil. Följer "
    "bladet Vikter.",
    "Why the area is above or below the median: the one chosen on the sheet Profile. Follows the "
    "sheet Weights."};
static const struct pair area_word = {"Kommun", "Area"};
static const struct pair note = {
    "Bidrag: så många poäng av skillnaden mot en tänkt kommun med medianen av varje mått.",
    "Effect: so many points of the difference to an imagined area with the median of each "
    "measure."};
static const struct pair part_heads[EFFECTS_COLUMNS] = {
    [EFFECTS_PART] = {"Del", "Part"},
    [EFFECTS_SUM] = {"Bidrag", "Effect"},
    [EFFECTS_LIFTS] = {"Lyfter", "Lifts"},
    [EFFECTS_HOLDS] = {"Håller tillbaka", "Holds back"},
};
static const struct pair together = {"Hela skillnaden", "The whole difference"};
static const struct pair workings = {"Så räknas bidragen", "How the effects are computed"};
static const struct pair heads[CONTRIBUTION_COLUMNS] = {
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

/* --- where ------------------------------------------------------------------------------------ */

struct page_range profile_choice(const struct view *v)
{
    return page_cell(view_page(v, "Profil"), v->live->top_row, 1);
}

struct page_range profile_number(const struct view *v)
{
    return page_cell(view_page(v, "Profil"), v->live->top_row + 2, 1);
}

struct effects effects_of(const struct view *v)
{
    struct effects e = {.c = live_contributions(v, v->r->ranking[0])};
    e.parts = arena_array(v->arena, v->live->weight_count + 1, sizeof *e.parts);
    e.part_count = live_effect_parts(v, e.parts);
    e.parts_head = v->live->top_row + PARTS_BELOW;
    e.c.first = e.parts_head + (uint32_t)e.part_count + 5;
    e.c.number = profile_number(v);
    return e;
}

struct page_range effects_parts(const struct view *v, const struct effects *e, uint32_t column)
{
    return (struct page_range){view_page(v, "Bidrag"), e->parts_head + 1, column,
                               e->parts_head + (uint32_t)e->part_count, column};
}

struct page_range effects_heading(const struct view *v, const struct effects *e, uint32_t column)
{
    return page_cell(view_page(v, "Bidrag"), e->parts_head, column);
}

const char *effects_workings(const struct view *v, const struct effects *e, const struct page *from,
                             uint32_t column)
{
    uint32_t first = e->c.first + 1;
    struct page_range range = {view_page(v, "Bidrag"), first, column,
                               first + (uint32_t)v->live->weight_count - 1, column};
    return range_text(from, range);
}

const char *effects_name(const struct view *v, uint32_t weight)
{
    const struct live_weight *w = &v->live->weights[weight];
    return view_titled(v, w->kind == SYMBOL_NODE ? &v->m->nodes[w->index].head
                                                 : &v->m->indicators[w->index].head);
}

/* --- the sheet -------------------------------------------------------------------------------- */

static void put(struct page *page, uint32_t row, uint32_t column, const char *formula, double value)
{
    page_formula(page, row, column, formula, (struct page_result){value, NULL}, 1,
                 column == EFFECTS_SUM ? STYLE_ROW_BOLD_NUMBER : STYLE_ROW_NUMBER);
}

static void part_row(const struct view *v, struct page *page, const struct effects *e, size_t k)
{
    uint32_t row = e->parts_head + 1 + (uint32_t)k;
    double effect = live_effect_of(&e->c, e->parts[k]);
    const char *own = formula_cell(v, row, EFFECTS_SUM);
    page_text(page, row, EFFECTS_PART, effects_name(v, e->parts[k]), STYLE_ROW_TEXT);
    put(page, row, EFFECTS_SUM, live_effect_formula(v, &e->c, e->parts[k]), effect);
    put(page, row, EFFECTS_LIFTS, arena_printf(v->arena, "MAX(%s,0)", own), fmax(effect, 0));
    put(page, row, EFFECTS_HOLDS, arena_printf(v->arena, "MIN(%s,0)", own), fmin(effect, 0));
}

static void parts(const struct view *v, struct page *page, const struct effects *e)
{
    uint32_t last = e->parts_head + 1 + (uint32_t)e->part_count;
    double sum = 0;
    for (uint32_t c = 0; c < EFFECTS_COLUMNS; c++)
        page_text(page, e->parts_head, c, say(v->lang, part_heads[c]),
                  c == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    for (size_t k = 0; k < e->part_count; k++) {
        part_row(v, page, e, k);
        sum += live_effect_of(&e->c, e->parts[k]);
    }
    page_text(page, last, EFFECTS_PART, say(v->lang, together), STYLE_ROW_BOLD);
    put(page, last, EFFECTS_SUM,
        arena_printf(v->arena, "SUM(%s)", range_text(page, effects_parts(v, e, EFFECTS_SUM))), sum);
}

void sheet_effects(const struct view *v, struct page *page)
{
    struct effects e = effects_of(v);
    uint32_t top = v->live->top_row, head = e.c.first - 1;
    double name = NAME_LEAST;
    page_head(page, say(v->lang, title), say(v->lang, about));
    for (uint32_t k = 0; k < v->live->weight_count; k++)
        name = fmax(name, measure_width_for(effects_name(v, k), 10, false));
    page_column(page, 0, fmin(name, NAME_MOST));
    for (uint32_t c = 1; c < CONTRIBUTION_COLUMNS; c++)
        page_column(page, c, COLUMN);
    page_column(page, 1, fmax(COLUMN, view_name_width(v)));
    page_text(page, top, 0, say(v->lang, area_word), STYLE_BOLD);
    page_formula(page, top, 1, range_text(page, profile_choice(v)),
                 (struct page_result){.text = view_name(v, e.c.area)}, 0, STYLE_BOLD);
    page_text(page, top + 1, 0, say(v->lang, note), STYLE_SUBTITLE);
    parts(v, page, &e);
    page_text(page, head - 1, 0, say(v->lang, workings), STYLE_SECTION);
    for (uint32_t c = 0; c < CONTRIBUTION_COLUMNS; c++)
        page_text(page, head, c, say(v->lang, heads[c]),
                  c == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    live_put_contributions(v, page, &e.c);
    page_repeat(page, head, head);
}
