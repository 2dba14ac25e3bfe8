/* Utmaningar: the rankings of the challenges side by side. */
#include "report/sheets.h"

#include <math.h>
#include <stdlib.h>

#include "report/measure.h"

enum { WIDTH_PLACE = 6, WIDTH_POINTS = 7, WIDTH_GRADE = 7, BROAD = 165 };
#define GROUP_PIXELS ((WIDTH_PLACE + WIDTH_POINTS + WIDTH_GRADE) * 7.0)

static const struct pair title = {"Utmaningar", "Challenges"};
static const struct pair about = {"Plats 1 har störst behov i den utmaningen. Poäng 0\u2013100. "
                                  "prel. = preliminär, [x] = kan inte bedömas.",
                                  "Place 1 has the greatest need in that challenge. Points "
                                  "0\u2013100. prel. = preliminary, [x] = cannot be assessed."};
static const struct pair area_word = {"Kommun", "Area"};
static const struct pair heads[] = {{"Plats", "Place"}, {"Poäng", "Points"}, {"Grad", "Grade"}};

static const struct pair grades[] = {[GRADE_NONE] = {"[x]", "[x]"},
                                     [GRADE_PRELIMINARY] = {"prel.", "prel."},
                                     [GRADE_FULL] = {"full", "full"}};

/* The challenge's name over its three columns, on as many rows as it needs. */
static void group_heading(const struct view *v, struct page *page, uint32_t row, uint32_t column,
                          const char *label, uint32_t rows)
{
    size_t lines = measure_lines(label, GROUP_PIXELS, 10, true), skip;
    uint32_t blank = rows - (uint32_t)lines;
    for (uint32_t k = 0; k < rows; k++) {
        size_t n = 0;
        if (k >= blank && label[0] != '\0') {
            n = measure_line(label, GROUP_PIXELS, 10, true, &skip);
            page_text(page, row + k, column, arena_strndup(v->arena, label, n), STYLE_GROUP);
            label += n + skip;
        }
        for (uint32_t c = n > 0 ? 1 : 0; c < 3; c++)
            page_blank(page, row + k, column + c, STYLE_GROUP);
    }
}

static uint32_t group_rows(const struct view *v)
{
    size_t most = 1;
    for (size_t k = 0; k < v->challenges.count; k++) {
        const char *label = view_label(v, &v->m->nodes[v->challenges.items[k]].head);
        size_t lines = measure_lines(label, GROUP_PIXELS, 10, true);
        most = lines > most ? lines : most;
    }
    return (uint32_t)most;
}

/* head: the row of the column headings; the names stand on the rows above it. */
static void challenge(const struct view *v, struct page *page, uint32_t head, uint32_t rows,
                      uint32_t column, uint32_t node)
{
    static const double widths[] = {WIDTH_PLACE, WIDTH_POINTS, WIDTH_GRADE};
    const struct node_result *n = &v->r->nodes[node];
    group_heading(v, page, head - rows, column, view_label(v, &v->m->nodes[node].head), rows);
    for (uint32_t c = 0; c < 3; c++) {
        page_column(page, column + c, widths[c]);
        page_text(page, head, column + c, say(v->lang, heads[c]),
                  c < 2 ? STYLE_HEADING_RIGHT : STYLE_HEADING);
    }
    for (uint32_t i = 0; i < v->r->areas; i++) {
        uint32_t area = v->r->ranking[i], row = head + 1 + i;
        put_rank(page, row, column, n->rank[area]);
        put_score(page, row, column + 1, n->score[area], false);
        page_text(page, row, column + 2, say(v->lang, grades[n->grade[area]]), STYLE_ROW_TEXT);
    }
    uint32_t first = head + 1, last = head + (uint32_t)v->r->areas;
    page_shade(page, first, column + 1, last, column + 1);
}

void sheet_challenges(const struct view *v, struct page *page)
{
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about));
    uint32_t top = head, rows = group_rows(v);
    page_column(page, 0, view_name_width(v));
    for (; head < top + rows; head++)
        page_blank(page, head, 0, STYLE_GROUP);
    page_text(page, head, 0, say(v->lang, area_word), STYLE_HEADING);
    for (uint32_t i = 0; i < v->r->areas; i++)
        page_text(page, head + 1 + i, 0, view_name(v, v->r->ranking[i]), STYLE_ROW_BOLD);
    for (uint32_t k = 0; k < v->challenges.count; k++)
        challenge(v, page, head, rows, 1 + 3 * k, v->challenges.items[k]);
    page_freeze(page, head + 1, 1);
    page_repeat(page, top, head);
}

/* --- place by place --------------------------------------------------------------------------- */

struct placed {
    const struct node_result *node;
    uint32_t area;
    size_t order; /* in the ranking */
};

static int by_rank(const void *a, const void *b)
{
    const struct placed *x = a, *y = b;
    int32_t p = x->node->rank[x->area], q = y->node->rank[y->area];
    if (p != q)
        return p > 0 && (q <= 0 || p < q) ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* "Alfa *": preliminary; "Alfa (3)": shares the place with the one above. */
static const char *placed_name(const struct view *v, const struct placed *p, size_t line)
{
    int32_t rank = p->node->rank[p->area];
    const char *star = p->node->grade[p->area] == GRADE_PRELIMINARY ? " *" : "";
    const char *shared = (size_t)rank != line ? arena_printf(v->arena, " (%d)", (int)rank) : "";
    return arena_printf(v->arena, "%s%s%s", view_name(v, p->area), shared, star);
}

static void challenge_in_order(const struct view *v, struct page *page, uint32_t head,
                               uint32_t column, uint32_t node)
{
    const struct node_result *n = &v->r->nodes[node];
    struct placed *all = arena_array(v->arena, v->r->areas + 1, sizeof *all);
    for (size_t i = 0; i < v->r->areas; i++)
        all[i] = (struct placed){n, v->r->ranking[i], i};
    if (v->r->areas > 1)
        qsort(all, v->r->areas, sizeof *all, by_rank);
    for (size_t i = 0; i < v->r->areas; i++) {
        uint32_t row = head + 1 + (uint32_t)i;
        bool placed = n->rank[all[i].area] > 0;
        page_text(page, row, column, placed ? placed_name(v, &all[i], i + 1) : "\u2013",
                  STYLE_ROW_TEXT);
        put_score(page, row, column + 1, placed ? n->score[all[i].area] : NAN, false);
    }
    page_shade(page, head + 1, column + 1, head + (uint32_t)v->r->areas, column + 1);
}

/* Challenges in which nobody can be judged have no columns. */
static const char *unjudged_text(const struct view *v)
{
    static const struct pair start = {"Kan inte bedömas i någon kommun: ",
                                      "Cannot be assessed in any area: "};
    const char *text = "";
    for (size_t k = 0; k < v->challenges.count; k++)
        if (v->r->nodes[v->challenges.items[k]].ranked == 0)
            text = arena_printf(v->arena, "%s%s%s", text, text[0] ? ", " : say(v->lang, start),
                                view_label(v, &v->m->nodes[v->challenges.items[k]].head));
    return text[0] ? arena_printf(v->arena, "%s.", text) : text;
}

void sheet_challenge_places(const struct view *v, struct page *page)
{
    static const struct pair in_order = {"Utmaningar i ordning", "Challenges in order"};
    static const struct pair said = {
        "Störst behov överst i varje utmaning, med poäng. * = preliminärt underlag. (3) = delar "
        "plats 3. \u2013 = kan inte bedömas.",
        "Greatest need first in each challenge, with points. * = preliminary data. (3) = shares "
        "place 3. \u2013 = cannot be assessed."};
    static const struct pair place = {"Plats", "Place"}, points = {"Poäng", "Points"};
    uint32_t head = page_head(page, say(v->lang, in_order), say(v->lang, said)), column = 1;
    const char *nobody = unjudged_text(v);
    if (nobody[0])
        page_text(page, head++, 0, nobody, STYLE_SMALL);
    size_t judged = 0;
    for (size_t k = 0; k < v->challenges.count; k++)
        judged += v->r->nodes[v->challenges.items[k]].ranked > 0;
    /* Few columns are broad, or they would be printed so large that the rows do not fit one page.
     */
    double room = judged > 0 ? BROAD / (double)judged - WIDTH_POINTS : 0;
    double width = fmax(view_name_width(v) + 2, fmin(room, 30));
    page_column(page, 0, 6);
    page_text(page, head, 0, say(v->lang, place), STYLE_HEADING_RIGHT);
    for (uint32_t i = 0; i < v->r->areas; i++)
        page_number(page, head + 1 + i, 0, i + 1, 0, STYLE_ROW_NUMBER);
    for (uint32_t k = 0; k < v->challenges.count; k++) {
        uint32_t node = v->challenges.items[k];
        if (v->r->nodes[node].ranked == 0)
            continue;
        page_column(page, column, width);
        page_column(page, column + 1, 7);
        page_text(page, head, column, view_label(v, &v->m->nodes[node].head), STYLE_HEADING);
        page_text(page, head, column + 1, say(v->lang, points), STYLE_HEADING_RIGHT);
        challenge_in_order(v, page, head, column, node);
        column += 2;
    }
    page_freeze(page, head + 1, 1);
    page_repeat(page, head, head);
}
