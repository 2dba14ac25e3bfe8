/* The questions to the meeting: what only people on the spot know, with cells to answer in. The
 * cells have names, by which answers.c finds them when the workbook comes back. */
#include "report/sheets.h"

#include <math.h>
#include <string.h>

#include "report/answer_words.h"
#include "report/answers.h"

enum { COLUMN_ID, COLUMN_QUESTION, COLUMN_KNOWN, COLUMN_ANSWER, COLUMN_NOTE, COLUMNS, LISTS = 6 };

static const struct pair yes_no[] = {{"ja", "yes"}, {"nej", "no"}, {"okänd", "unknown"}};
static const struct pair list_heads[] = {{"Svara", "Answer"}, {"Välj", "Choose"}};
static const struct pair unknown = {"okänd", "unknown"};
static const struct pair asks[] = {
    [FORM_YES_NO] = {"Svara ja, nej eller okänd.", "Answer yes, no or unknown."}, /* said once */
    [FORM_COUNT] = {"Svara med ett helt tal, 0 eller mer.",
                    "Answer with a whole number, 0 or more."},
    [FORM_NUMBER] = {"Svara med ett tal, 0 eller mer.", "Answer with a number, 0 or more."},
    [FORM_PERCENT] = {"Svara i procent: ett tal från 0 till 100.",
                      "Answer in per cent: a number from 0 to 100."},
    [FORM_CHOICE] = {"Välj i listan.", "Choose in the list."},
    [FORM_TEXT] = {"Svara med högst 500 tecken.", "Answer with at most 500 characters."},
};
static const struct pair short_text = {"Högst 500 tecken.", "At most 500 characters."};
static const struct pair day_error = {"Skriv dagen som 2026-03-01.",
                                      "Write the day as 2026-03-01."};
static const struct pair nobody = {"ingen angiven", "nobody named"};

bool card_questions_has(const struct view *v)
{
    return v->m->fact_count > 0;
}

/* "Välj i listan: a, b eller okänd." */
static const char *choose_text(const struct view *v, const struct fact *fact)
{
    static const struct pair lead = {"Välj i listan: ", "Choose in the list: "};
    static const struct pair last = {" eller ", " or "};
    const char *text = say(v->lang, lead);
    for (size_t i = 0; i < fact->choice_count; i++)
        text = arena_printf(v->arena, "%s%s%s", text, i > 0 ? ", " : "", fact->choices[i]);
    return arena_printf(v->arena, "%s%s%s.", text, say(v->lang, last), say(v->lang, unknown));
}

static const char *question_of(const struct view *v, const struct fact *fact)
{
    bool en = v->lang == LANG_EN && fact->question_en && fact->question_en[0];
    const char *text = en ? fact->question_en : fact->question_sv;
    const char *label = view_label(v, &fact->head);
    const char *ask = say(v->lang, asks[answer_form(fact)]);
    const char *remark = say(v->lang, answer_words[WORD_NOTE]);
    if (answer_form(fact) == FORM_CHOICE)
        ask = choose_text(v, fact);
    if (answer_form(fact) == FORM_YES_NO) /* the head of the sheet says it for all of them */
        ask = "";
    const char *said = arena_printf(v->arena, "%s.%s%s", label, ask[0] ? " " : "", ask);
    return text && text[0] ? arena_printf(v->arena, "%s\n%s: %s", said, remark, text) : said;
}

/* "ja (Samordnaren, 2026-03-01)"; a dash when nobody knows. */
static const char *known_of(const struct view *v, uint32_t index)
{
    const struct fact_value *f = &v->r->facts[index][v->area];
    const struct fact *fact = &v->m->facts[index];
    if (!fact_known(f))
        return "\u2013";
    const char *text = f->text;
    if (fact->type == FACT_YES_NO)
        text = say(v->lang, yes_no[f->truth == TRUTH_YES ? 0 : 1]);
    else if (fact->type == FACT_NUMBER)
        text =
            arena_printf(v->arena, "%s %s", view_number(v, f->number, floor(f->number) < f->number),
                         unit_text(&fact->unit, v->lang));
    if (f->who == NULL)
        return text;
    return arena_printf(v->arena, "%s (%s, %s)", text, f->who[0] ? f->who : say(v->lang, nobody),
                        view_day(v, f->day));
}

static void answer_cell(const struct view *v, struct page *page, uint32_t row, uint32_t index,
                        struct page_range yes, struct page_range choices)
{
    const struct fact *fact = &v->m->facts[index];
    enum answer_form form = answer_form(fact);
    const char *error = say(v->lang, asks[form]);
    uint32_t c = COLUMN_ANSWER;
    switch (form) {
    case FORM_YES_NO:
        page_answer_choice(page, row, c, yes, "", error);
        break;
    case FORM_CHOICE:
        page_answer_choice(page, row, c, choices, "", error);
        break;
    case FORM_COUNT:
        page_answer_whole(page, row, c, NAN, 0, ANSWER_MOST, error);
        break;
    case FORM_NUMBER:
        page_answer_number(page, row, c, NAN, 0, ANSWER_MOST, 2, error);
        break;
    case FORM_PERCENT:
        page_answer_number(page, row, c, NAN, 0, 100, 1, error);
        break;
    case FORM_TEXT:
        page_answer_text(page, row, c, "", error);
        break;
    }
    page_define(page, answer_name(v->arena, fact), page_cell(page, row, c));
    page_answer_text(page, row, COLUMN_NOTE, "", say(v->lang, short_text));
    page_define(page, answer_note_name(v->arena, fact), page_cell(page, row, COLUMN_NOTE));
}

/* The texts of a drop-down, under a heading, beside what is printed. */
static struct page_range list_of(const struct view *v, struct page *page, uint32_t row,
                                 uint32_t column, struct pair head, const char *const *texts,
                                 size_t count)
{
    page_text(page, row, column, say(v->lang, head), STYLE_HEADING);
    for (uint32_t i = 0; i < count; i++)
        page_text(page, row + 1 + i, column, texts[i], STYLE_ROW_TEXT);
    return (struct page_range){page, row + 1, column, row + (uint32_t)count, column};
}

static void label_of(const struct view *v, struct page *page, uint32_t row, enum answer_word word)
{
    page_text(page, row, COLUMN_QUESTION, say(v->lang, answer_words[word]), STYLE_LABEL);
}

/* Whose answers these are. */
static uint32_t put_who(const struct view *v, struct page *page, uint32_t row)
{
    const uint32_t at = COLUMN_KNOWN;
    label_of(v, page, row, WORD_CODE);
    page_text(page, row, at, v->r->data->areas.items[v->area].code, STYLE_BOLD);
    page_define(page, ANSWER_CODE, page_cell(page, row++, at));
    label_of(v, page, row, WORD_MODEL);
    page_text(page, row, at, v->m->head.name, STYLE_BOLD);
    page_define(page, ANSWER_MODEL, page_cell(page, row++, at));
    label_of(v, page, row, WORD_WHO);
    page_answer_text(page, row, at, "", say(v->lang, short_text));
    page_define(page, ANSWER_WHO, page_cell(page, row++, at));
    label_of(v, page, row, WORD_DAY);
    page_answer_day(page, row, at, say(v->lang, day_error));
    page_define(page, ANSWER_DAY, page_cell(page, row++, at));
    return row + 1;
}

void questions_columns(struct page *page)
{
    static const double widths[] = {5, 62, 17, 11, 31, 3, 10, 14, 14, 14};
    page_columns(page, widths, sizeof widths / sizeof widths[0]);
    page_print_columns(page, COLUMN_NOTE);
}

uint32_t questions_part(const struct view *v, struct page *page, uint32_t row)
{
    const char *answers[3];
    for (size_t i = 0; i < 3; i++)
        answers[i] = say(v->lang, yes_no[i]);
    row = put_who(v, page, row);
    struct page_range yes = list_of(v, page, row, LISTS, list_heads[0], answers, 3);
    uint32_t next = LISTS + 1;
    for (uint32_t c = 0; c < COLUMNS; c++)
        page_text(page, row, c, say(v->lang, answer_words[c]), STYLE_HEADING);
    uint32_t head = row++;
    for (uint32_t k = 0; k < v->m->fact_count; k++, row++) {
        const struct fact *fact = &v->m->facts[k];
        struct page_range choices = yes;
        if (answer_form(fact) == FORM_CHOICE) {
            const char **texts = arena_array(v->arena, fact->choice_count + 1, sizeof *texts);
            memcpy(texts, fact->choices, fact->choice_count * sizeof *texts);
            texts[fact->choice_count] = say(v->lang, unknown);
            choices = list_of(v, page, head, next++, list_heads[1], texts, fact->choice_count + 1);
        }
        page_text(page, row, COLUMN_ID,
                  fact->head.id && fact->head.id[0] ? fact->head.id : "\u2013", STYLE_ROW_WRAP);
        page_text(page, row, COLUMN_QUESTION, question_of(v, fact), STYLE_ROW_WRAP);
        page_text(page, row, COLUMN_KNOWN, known_of(v, k), STYLE_ROW_WRAP);
        answer_cell(v, page, row, k, yes, choices);
    }
    return row;
}
