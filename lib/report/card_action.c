/* Affärsidéer, Råd, Frågor till mötet, Underlag: what to do, ask and rely on. */
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
static const struct pair question_about = {
    "Det här vet bara ni. Fyll i de gula rutorna på mötet; okänd är också ett svar. Svaren förs "
    "sedan "
    "in i filen med lokala fakta, en kolumn per Id.",
    "Only you know this. Fill in the yellow boxes at the meeting; unknown is an answer too. The "
    "answers then go into the file of local facts, one column per Id."};
static const struct pair question_heads[] = {{"Id", "Id"},
                                             {"Fråga", "Question"},
                                             {"Svar", "Answer"},
                                             {"Vem, var och när", "Who, where, when"}};
static const struct pair choices[] = {{"ja", "yes"}, {"nej", "no"}, {"okänd", "unknown"}};
static const struct pair choice_head = {"Svara", "Answer"};
static const struct pair choice_error = {"Välj ja, nej eller okänd.", "Choose yes, no or unknown."};
static const struct pair length_error = {"Högst 500 tecken.", "At most 500 characters."};
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

bool card_questions_has(const struct view *v)
{
    return v->r->area[v->area].question_count > 0;
}

static const char *question_of(const struct view *v, const struct fact *fact)
{
    const char *text = v->lang == LANG_EN && fact->question_en && fact->question_en[0]
                           ? fact->question_en
                           : fact->question_sv;
    const char *label = view_label(v, &fact->head);
    if (text == NULL || text[0] == '\0')
        text = "";
    if (fact->type != FACT_YES_NO)
        return text[0] ? text : label;
    return arena_printf(v->arena, v->lang == LANG_EN ? "%s: is that so? %s" : "%s: stämmer det? %s",
                        label, text);
}

void card_questions(const struct view *v, struct page *page)
{
    static const double widths[] = {6, 74, 14, 30, 3, 10};
    const struct area_result *a = &v->r->area[v->area];
    page_columns(page, widths, 6);
    uint32_t head = page_head(
        page, titled(v, v->lang == LANG_EN ? "questions for the meeting" : "frågor till mötet"),
        say(v->lang, question_about));
    headings(v, page, head, question_heads, 4);
    page_text(page, head, 5, say(v->lang, choice_head), STYLE_HEADING);
    for (uint32_t i = 0; i < 3; i++)
        page_text(page, head + 1 + i, 5, say(v->lang, choices[i]), STYLE_ROW_TEXT);
    for (uint32_t i = 0; i < a->question_count; i++) {
        const struct fact *fact = &v->m->facts[a->questions[i]];
        uint32_t row = head + 1 + i;
        put(page, row, 0, fact->head.id);
        put(page, row, 1, question_of(v, fact));
        if (fact->type == FACT_YES_NO)
            page_answer_choice(page, row, 2, (struct page_range){page, head + 1, 5, head + 3, 5},
                               "", say(v->lang, choice_error));
        else
            page_answer_text(page, row, 2, "", say(v->lang, length_error));
        page_answer_text(page, row, 3, "", say(v->lang, length_error));
    }
    page_print_columns(page, 3);
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
