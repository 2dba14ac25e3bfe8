/* Frågor till mötet: what only people know, with cells to answer in. */
#include "report/sheets.h"

#define DASH "\u2013"

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
