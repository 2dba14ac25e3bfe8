/* Råd, tio steg, strategifrågor: what to do, in order, with the area's own figures. */
#include "report/card.h"

#include <math.h>

enum { COLUMNS = 3 };

static const struct pair about = {
    "Råden kommer av siffrorna och av vad som är okänt. Börja med de tre första; resten är stöd.",
    "The advice comes from the figures and from what is unknown. Begin with the first three; the "
    "rest is support."};
static const struct pair advice_word = {"Råd i ordning: börja här", "Advice, in order: begin here"};
static const struct pair kinds[] = {
    {"Stegen: hela vägen, som minneslista", "The steps: the whole way, as a checklist"},
    {"Strategifrågor: att svara på tillsammans", "Strategy questions: to answer together"}};
/* Each list counts from 1: the word before tells which. */
static const struct pair advice_number = {"Råd %d", "Advice %d"};
static const struct pair numbers[] = {{"Steg %d", "Step %d"}, {"Fråga %d", "Question %d"}};
static const struct pair names[] = {
    {"råd", "advice"}, {"steg", "steps"}, {"strategifrågor", "questions"}};
static const struct pair ask = {"Fråga vid mötet: %s", "Ask at the meeting: %s"};
static const struct pair ask_all = {"Fråga vid mötet.", "Ask at the meeting."};
static const struct pair none = {"Inget råd stämmer på siffrorna.", "No advice fits the figures."};

static size_t guides_of(const struct view *v, enum guide_kind kind)
{
    size_t n = 0;
    for (size_t k = 0; k < v->m->guide_count; k++)
        n += v->m->guides[k].kind == kind;
    return n;
}

bool card_advice_has(const struct view *v)
{
    return v->m->advice_count > 0 || v->m->guide_count > 0;
}

const char *card_advice_title(const struct view *v)
{
    size_t has[] = {v->m->advice_count, guides_of(v, GUIDE_STEP), guides_of(v, GUIDE_QUESTION)};
    const char *text = "";
    for (size_t i = 0; i < 3; i++) {
        const char *number = i == 1 ? arena_printf(v->arena, "%zu ", has[i]) : "";
        if (has[i] > 0)
            text = arena_printf(v->arena, "%s%s%s%s", text, text[0] ? ", " : "", number,
                                say(v->lang, names[i]));
    }
    return text;
}

static void put_number(const struct view *v, struct page *page, uint32_t row, struct pair pattern,
                       int number)
{
    page_text(page, row, 0, arena_printf(v->arena, say(v->lang, pattern), number), STYLE_LABEL);
}

static uint32_t advice(const struct view *v, struct page *page, uint32_t row)
{
    const struct area_result *a = &v->r->area[v->area];
    if (v->m->advice_count == 0)
        return row;
    row = card_gap(page, card_section(page, row, say(v->lang, advice_word), COLUMNS));
    if (a->advice_count == 0)
        page_text(page, row++, 1, say(v->lang, none), STYLE_SMALL);
    for (size_t i = 0; i < a->advice_count && i < 10; i++, row++) {
        bool en = v->lang == LANG_EN && a->advice[i].en && a->advice[i].en[0];
        const struct head *head = &v->m->advice[a->advice[i].advice].head;
        put_number(v, page, row, advice_number, (int)i + 1);
        page_text(page, row, 1, view_label(v, head), STYLE_LABEL);
        card_put(page, row, 2, en ? a->advice[i].en : a->advice[i].sv);
    }
    return row + 1;
}

static const char *answer_text(const struct view *v, uint32_t k)
{
    const struct guide *g = &v->m->guides[k];
    const struct guide_result *r = v->r->guides ? &v->r->guides[k][v->area] : NULL;
    const char *question = v->lang == LANG_EN ? g->question_en : g->question_sv;
    if (r && r->sv)
        return v->lang == LANG_EN ? r->en : r->sv;
    return question && question[0] ? arena_printf(v->arena, say(v->lang, ask), question)
                                   : say(v->lang, ask_all);
}

/* Those of one kind in the order of their numbers; of equal numbers the first written first. */
static uint32_t guides(const struct view *v, struct page *page, uint32_t row, enum guide_kind kind)
{
    int32_t last = INT32_MIN;
    size_t left = guides_of(v, kind);
    if (left == 0)
        return row;
    row = card_gap(page, card_section(page, row, say(v->lang, kinds[kind]), COLUMNS));
    while (left > 0) {
        int32_t next = INT32_MAX;
        for (size_t k = 0; k < v->m->guide_count; k++) {
            const struct guide *g = &v->m->guides[k];
            if (g->kind == kind && g->number > last && g->number < next)
                next = g->number;
        }
        for (uint32_t k = 0; k < v->m->guide_count; k++) {
            const struct guide *g = &v->m->guides[k];
            if (g->kind != kind || g->number != next)
                continue;
            put_number(v, page, row, numbers[kind], (int)g->number);
            page_text(page, row, 1, view_label(v, &g->head), STYLE_LABEL);
            card_put(page, row++, 2, answer_text(v, k));
            left--;
        }
        last = next;
    }
    return row + 1;
}

void card_advice(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {11, 29, 78};
    page_columns(page, widths, COLUMNS);
    uint32_t row = card_head(v, page, card_advice_title(v), say(v->lang, about));
    row = advice(v, page, row);
    row = guides(v, page, row, GUIDE_STEP);
    guides(v, page, row, GUIDE_QUESTION);
}
