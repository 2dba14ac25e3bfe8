/* Affärsidéer, Råd, Underlag: what to do and rely on. */
#include "report/sheets.h"

#define DASH "\u2013"

static const struct pair idea_about = {
    "Idéerna i ordning, den som passar bäst först. Prova i liten skala.",
    "The ideas in order, the best fit first. Try on a small scale."};
static const struct pair idea_heads[] = {{"Affärsidé", "Idea"},
                                         {"Bedömning", "Assessment"},
                                         {"Varför", "Why"},
                                         {"Första prov", "First trial"},
                                         {"Minsta lag", "Smallest team"},
                                         {"Kapital", "Capital"},
                                         {"Risk", "Risk"}};
static const struct pair advice_about = {
    "Råden kommer av siffrorna och av vad som är okänt. Ta dem i ordning.",
    "The advice comes from the figures and from what is unknown. Take it in order."};
static const struct pair evidence_about = {
    "Varifrån varje värde kommer. Poäng och platser är egen bearbetning.",
    "Where each value comes from. Points and places are our own processing."};
static const struct pair evidence_heads[] = {{"Id", "Id"},
                                             {"Indikator", "Indicator"},
                                             {"Värde", "Value"},
                                             {"Enhet", "Unit"},
                                             {"År", "Year"},
                                             {"Märke", "Mark"},
                                             {"Källa", "Source"},
                                             {"Fil och rad", "File and line"},
                                             {"Anmärkning", "Remark"}};

static const char *titled(const struct view *v, const char *what)
{
    return arena_printf(v->arena, "%s: %s", view_name(v, v->area), what);
}

static void put(struct page *page, uint32_t row, uint32_t column, const char *text)
{
    page_text(page, row, column, text && text[0] ? text : DASH, STYLE_ROW_WRAP);
}

static void headings(const struct view *v, struct page *page, uint32_t row,
                     const struct pair *heads, uint32_t count)
{
    for (uint32_t c = 0; c < count; c++)
        page_text(page, row, c, say(v->lang, heads[c]), STYLE_HEADING);
    page_freeze(page, row + 1, 0);
    page_repeat(page, row, row);
}

static const struct pair here = {"här", "here"};

static void idea_row(const struct view *v, struct page *page, uint32_t row, uint32_t index)
{
    const struct idea *idea = &v->m->ideas[index];
    const struct idea_result *r = &v->r->ideas[index];
    uint8_t grade = r->grade[v->area];
    page_text(page, row, 0, view_label(v, &idea->head), STYLE_ROW_WRAP);
    page_text(page, row, 1, idea_grade_text((enum idea_grade)grade, v->lang),
              (enum style)(STYLE_IDEA_STOPPED + grade));
    const char *why = r->why[v->lang][v->area], *has = r->has[v->lang][v->area];
    put(page, row, 2,
        has[0] ? arena_printf(v->arena, "%s (%s: %s)", why, say(v->lang, here), has) : why);
    const struct pair more[] = {{idea->first_trial, idea->first_trial_en},
                                {idea->size, idea->size_en},
                                {idea->capital, idea->capital_en},
                                {idea->risk, idea->risk_en}};
    for (uint32_t c = 0; c < sizeof more / sizeof more[0]; c++)
        put(page, row, 3 + c, say(v->lang, more[c]));
}

void card_ideas(const struct view *v, struct page *page)
{
    static const double widths[] = {28, 12, 34, 34, 24, 20, 34};
    page_columns(page, widths, 7);
    uint32_t row = page_head(page, titled(v, v->lang == LANG_EN ? "business ideas" : "affärsidéer"),
                             say(v->lang, idea_about));
    headings(v, page, row++, idea_heads, 7);
    for (size_t place = 1; place <= v->m->idea_count; place++)
        for (uint32_t i = 0; i < v->m->idea_count; i++)
            if (v->r->ideas[i].strength[v->area] == place)
                idea_row(v, page, row++, i);
}

bool card_advice_has(const struct view *v)
{
    return v->r->area[v->area].advice_count > 0;
}

void card_advice(const struct view *v, struct page *page)
{
    static const double widths[] = {5, 90};
    const struct area_result *a = &v->r->area[v->area];
    page_columns(page, widths, 2);
    uint32_t row = page_head(page, titled(v, v->lang == LANG_EN ? "advice" : "råd"),
                             say(v->lang, advice_about));
    for (size_t i = 0; i < a->advice_count && i < 10; i++, row++) {
        page_number(page, row, 0, (double)(i + 1), 0, STYLE_LABEL);
        bool en = v->lang == LANG_EN && a->advice[i].en && a->advice[i].en[0];
        page_text(page, row, 1, en ? a->advice[i].en : a->advice[i].sv, STYLE_PARAGRAPH);
    }
}

static const char *remark_of(const struct view *v, uint32_t index)
{
    const struct indicator_result *r = &v->r->indicators[index];
    const char **reasons = v->lang == LANG_EN ? r->reason_en : r->reason;
    const char *why = reasons != NULL && reasons[v->area] != NULL ? reasons[v->area] : "";
    if (!view_substituted(v, index, v->area))
        return why;
    const char *note = view_note(v, &view_used(v, index, v->area)->head);
    return arena_printf(v->arena, "%s%s%s", why, why[0] && note[0] ? ". " : "", note);
}

static void evidence_row(const struct view *v, struct page *page, uint32_t row, uint32_t index)
{
    const struct indicator *i = &v->m->indicators[index], *used = view_used(v, index, v->area);
    const struct cell *cell = &v->r->indicators[index].cells[v->area];
    put(page, row, 0, i->head.id);
    put(page, row, 1, view_measured(v, index, v->area));
    put_cell(page, row, 2, cell, used->decimals);
    put(page, row, 3, unit_text(&used->unit, v->lang));
    put_year(page, row, 4, cell);
    put(page, row, 5, view_mark(v, index, v->area));
    put(page, row, 6, view_publisher(v, cell));
    put(page, row, 7, view_origin(v, cell));
    put(page, row, 8, remark_of(v, index));
}

void card_evidence(const struct view *v, struct page *page)
{
    static const double widths[] = {6, 44, 12, 17, 7, 7, 24, 38, 46};
    page_columns(page, widths, 9);
    uint32_t head = page_head(page, titled(v, v->lang == LANG_EN ? "evidence" : "underlag"),
                              say(v->lang, evidence_about));
    uint32_t row = head + 1;
    for (size_t k = 0; k < v->shown.count; k++)
        evidence_row(v, page, row++, v->shown.items[k]);
    struct page_heading heads[9];
    for (size_t c = 0; c < 9; c++)
        heads[c] = (struct page_heading){say(v->lang, evidence_heads[c]),
                                         c == 2 || c == 4 ? STYLE_HEADING_RIGHT : STYLE_HEADING};
    if (row > head + 1)
        page_table(page, head, row - 1, "Underlag", heads, 9);
    page_freeze(page, head + 1, 2);
    page_repeat(page, head, head);
}
