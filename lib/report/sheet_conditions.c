/* Idévillkor: what decided each idea's assessment, and where. Areas whose idea was decided by the
 * same condition share a row. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "report/sheets.h"

static const struct pair title = {"Idévillkor", "Idea conditions"};
static const struct pair about = {
    "Det villkor som brister, är okänt eller stoppar idén. Inom parentes: vad kommunen har.",
    "The condition that fails, is unknown or stops the idea. In parentheses: what the area has."};
static const struct pair heads[] = {{"Affärsidé", "Idea"},
                                    {"Bedömning", "Assessment"},
                                    {"Villkor", "Condition"},
                                    {"Antal", "Number"},
                                    {"Kommuner", "Areas"}};
static const struct pair all_hold = {"allt som krävs finns", "all that is required is there"};

enum { HEADS = sizeof heads / sizeof heads[0] };

struct verdict {
    uint8_t grade;
    const char *why, *has;
    uint32_t area;
    size_t place; /* in the ranking */
};

/* Strongest first. */
static int by_kind(const struct verdict *x, const struct verdict *y)
{
    if (x->grade != y->grade)
        return x->grade > y->grade ? -1 : 1;
    return strcmp(x->why, y->why);
}

static int by_kind_and_place(const void *a, const void *b)
{
    const struct verdict *x = a, *y = b;
    int order = by_kind(x, y);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static const char *names_of(const struct view *v, const struct verdict *group, size_t count)
{
    struct text names = {0};
    for (size_t i = 0; i < count; i++) {
        text_printf(&names, "%s%s", i > 0 ? ", " : "", view_name(v, group[i].area));
        if (group[i].has[0])
            text_printf(&names, " (%s)", group[i].has);
    }
    const char *copy = arena_strndup(v->arena, names.p, names.n);
    text_release(&names);
    return copy;
}

static void put_group(const struct view *v, struct page *page, uint32_t row, uint32_t idea,
                      const struct verdict *group, size_t count)
{
    page_text(page, row, 0, view_label(v, &v->m->ideas[idea].head), STYLE_WRAP);
    page_text(page, row, 1, idea_grade_text((enum idea_grade)group->grade, v->lang),
              (enum style)(STYLE_IDEA_STOPPED + group->grade));
    put_words(page, row, 2, group->why[0] ? group->why : say(v->lang, all_hold));
    page_number(page, row, 3, (double)count, 0, STYLE_NUMBER);
    put_words(page, row, 4, names_of(v, group, count));
}

static void gather(const struct view *v, uint32_t idea, struct verdict *verdicts)
{
    const struct idea_result *r = &v->r->ideas[idea];
    for (uint32_t i = 0; i < v->r->areas; i++) {
        uint32_t area = v->r->ranking[i];
        verdicts[i] =
            (struct verdict){r->grade[area], r->why[v->lang][area], r->has[v->lang][area], area, i};
    }
    if (v->r->areas > 1)
        qsort(verdicts, v->r->areas, sizeof *verdicts, by_kind_and_place);
}

void sheet_conditions(const struct view *v, struct page *page)
{
    static const double widths[] = {30, 13, 50, 8, 80};
    page_columns(page, widths, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    struct verdict *verdicts = arena_array(v->arena, v->r->areas + 1, sizeof *verdicts);
    for (uint32_t idea = 0; idea < v->m->idea_count; idea++) {
        gather(v, idea, verdicts);
        for (size_t from = 0, to; from < v->r->areas; from = to) {
            for (to = from + 1; to < v->r->areas && by_kind(&verdicts[from], &verdicts[to]) == 0;)
                to++;
            put_group(v, page, row++, idea, verdicts + from, to - from);
        }
    }
    put_table(v, page, head, row, "Villkor", heads, HEADS, 0x8);
}
