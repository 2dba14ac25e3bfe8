/* Poäng: area x indicator, points 0-100. */
#include "report/sheets.h"

#include <math.h>

#include "base/text.h"

static const struct pair title = {"Poäng", "Points"};
static const struct pair about = {
    "Varje indikators poäng, 0\u2013100. 100 = starkast skäl eller bäst läge. [x] = ingen poäng.",
    "The points of each indicator, 0\u2013100. 100 = strongest reason or best position. [x] = "
    "none."};
static const struct pair area_word = {"Kommun", "Area"};

/* Headings of a table must differ: a label already used gets its name after it. */
static const char *heading_of(const struct view *v, const struct page_heading *before, size_t count,
                              const struct head *head)
{
    const char *text = view_titled(v, head);
    for (size_t i = 0; i < count; i++)
        if (name_eq(before[i].text, text))
            return arena_printf(v->arena, "%s (%s)", text, head->name);
    return text;
}

static void points_column(const struct view *v, struct page *page, uint32_t head, uint32_t column,
                          uint32_t indicator)
{
    page_column(page, column, 4);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        uint32_t area = v->r->ranking[i];
        double points = v->r->indicators[indicator].points[area];
        if (isfinite(points))
            page_number(page, head + 1 + i, column, points, 0, STYLE_NUMBER);
        else
            page_text(page, head + 1 + i, column, "[x]", STYLE_MARK);
    }
}

void sheet_points(const struct view *v, struct page *page)
{
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about));
    uint32_t last = head + (uint32_t)v->r->areas;
    size_t count = v->indicators.count < 250 ? v->indicators.count : 250;
    struct page_heading *headings = arena_array(v->arena, count + 1, sizeof *headings);
    headings[0] = (struct page_heading){say(v->lang, area_word), STYLE_HEADING};
    page_column(page, 0, view_name_width(v));
    for (uint32_t i = 0; i < v->r->areas; i++)
        page_text(page, head + 1 + i, 0, view_name(v, v->r->ranking[i]), STYLE_BOLD);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t indicator = v->indicators.items[k];
        const char *text = heading_of(v, headings, k + 1, &v->m->indicators[indicator].head);
        headings[k + 1] = (struct page_heading){text, STYLE_HEADING_TURNED};
        points_column(v, page, head, k + 1, indicator);
    }
    page_row_height(page, head, 190);
    page_table(page, head, last, "Poang", headings, count + 1);
    if (count > 0)
        page_shade(page, head + 1, 1, last, (uint32_t)count);
    page_freeze(page, head + 1, 1);
    page_repeat(page, head, head);
}
