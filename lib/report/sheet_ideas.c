/* Affärsidéer: idea x area in words. */
#include "report/sheets.h"

#include <math.h>

#include "report/measure.h"

static const struct pair title = {"Affärsidéer", "Business ideas"};
static const struct pair about = {
    "Så väl passar varje idé i varje kommun. Vad som saknas står på bladet Idévillkor.",
    "How well each idea fits each area. What is lacking stands on the sheet Idea conditions."};
static const struct pair area_word = {"Kommun", "Area"};
static const struct pair order = {
    "Stark: alla krav och minst två stöd. Möjlig: alla krav. Möjlig om: något krav är okänt. Svag: "
    "något krav brister. Stoppad: ett hinder finns.",
    "Strong: all requirements and at least two supports. Possible: all requirements. Possible if: "
    "a "
    "requirement is unknown. Weak: a requirement fails. Stopped: there is an obstacle."};
/* Broad enough for short headings, so that one page holds all rows. */
enum { WIDTH = 14 };

static void idea_column(const struct view *v, struct page *page, uint32_t head, uint32_t idea)
{
    const char *label = view_label(v, &v->m->ideas[idea].head);
    page_column(page, idea + 1, fmax(WIDTH, measure_word_for(label, 10, true)));
    page_text(page, head, idea + 1, label, STYLE_HEADING);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        uint8_t grade = v->r->ideas[idea].grade[v->r->ranking[i]];
        page_text(page, head + 1 + i, idea + 1, idea_grade_text((enum idea_grade)grade, v->lang),
                  (enum style)(STYLE_IDEA_STOPPED + grade));
    }
}

void sheet_ideas(const struct view *v, struct page *page)
{
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about));
    page_text(page, head++, 0, say(v->lang, order), STYLE_SMALL);
    page_column(page, 0, view_name_width(v));
    page_text(page, head, 0, say(v->lang, area_word), STYLE_HEADING);
    for (uint32_t i = 0; i < v->r->areas; i++)
        page_text(page, head + 1 + i, 0, view_name(v, v->r->ranking[i]), STYLE_ROW_BOLD);
    for (uint32_t idea = 0; idea < v->m->idea_count; idea++)
        idea_column(v, page, head, idea);
    page_freeze(page, head + 1, 1);
    page_repeat(page, head, head);
}
