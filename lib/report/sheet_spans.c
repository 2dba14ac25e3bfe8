/* Platsspann: within which places each area lies, drawn, and in which it ends with other weights.
 */
#include "report/sheets.h"

#include <math.h>

#include "analysis/scenarios.h"
#include "analysis/uncertain.h"
#include "base/text.h"

/* Columns of the table. The last three are what the bars are drawn from: a bar reaches half a place
 * beyond its ends, so that one place is seen too. */
enum column {
    C_PLACE,
    C_AREA,
    C_LOW,
    C_MEDIAN,
    C_HIGH,
    C_BEST,
    C_WORST,
    C_EMPTY,
    C_LEFT,
    C_RIGHT,
    COLUMNS
};
static const struct pair heads[COLUMNS] = {
    [C_PLACE] = {"Plats", "Place"},
    [C_AREA] = {"Kommun", "Area"},
    [C_LOW] = {"Bäst", "Best"},
    [C_MEDIAN] = {"Median", "Median"},
    [C_HIGH] = {"Sämst", "Worst"},
    [C_BEST] = {"Bäst i scenarier", "Best in scenarios"},
    [C_WORST] = {"Sämst i scenarier", "Worst in scenarios"},
    [C_EMPTY] = {"Före stapeln", "Before the bar"},
    [C_LEFT] = {"Bäst till median", "Best to median"},
    [C_RIGHT] = {"Median till sämst", "Median to worst"},
};

bool sheet_spans_has(const struct view *v)
{
    return has_root(v) && v->r->uncertain != NULL;
}

/* The best and worst place in the run and its scenarios; 0: none. */
static void scenario_span(const struct view *v, uint32_t area, int32_t *best, int32_t *worst)
{
    *best = *worst = v->r->nodes[v->m->root].rank[area];
    for (size_t k = 0; k < v->r->scenario_count; k++) {
        int32_t rank = v->r->scenarios[k].rank[area];
        if (rank <= 0)
            continue;
        *best = *best <= 0 || rank < *best ? rank : *best;
        *worst = rank > *worst ? rank : *worst;
    }
}

static void put_part(struct page *page, uint32_t row, uint32_t column, bool known, double size)
{
    if (known)
        page_number(page, row, column, size, 1, STYLE_ROW_NUMBER);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

static void span_row(const struct view *v, struct page *page, uint32_t row, uint32_t area)
{
    const struct uncertain *u = v->r->uncertain;
    int32_t low = u->low[area], median = u->median[area], high = u->high[area], best, worst;
    bool known = low > 0 && median > 0 && high > 0;
    scenario_span(v, area, &best, &worst);
    put_rank(page, row, C_PLACE, v->r->nodes[v->m->root].rank[area]);
    page_text(page, row, C_AREA, view_name(v, area), STYLE_ROW_BOLD);
    put_rank(page, row, C_LOW, low);
    put_rank(page, row, C_MEDIAN, median);
    put_rank(page, row, C_HIGH, high);
    put_rank(page, row, C_BEST, best);
    put_rank(page, row, C_WORST, worst);
    put_part(page, row, C_EMPTY, known, low - 0.5);
    put_part(page, row, C_LEFT, known, median - low + 0.5);
    put_part(page, row, C_RIGHT, known, high - median + 0.5);
}

static void draw_spans(const struct view *v, struct page *page, uint32_t first, uint32_t last)
{
    static const struct pair title = {"Platsen i nio dragningar av tio",
                                      "The place in nine draws of ten"};
    static const struct pair alt = {
        "Liggande staplar, en per kommun i rangordningens ordning, från bästa till sämsta plats i "
        "nio dragningar av tio. Mörkt till ljust möts vid medianen.",
        "Lying bars, one per area in the order of the ranking, from the best to the worst place in "
        "nine draws of ten. Dark meets light at the median."};
    static const struct pair place = {"Plats", "Place"};
    static const enum series_look looks[] = {SERIES_UNSEEN, SERIES_MAIN, SERIES_OTHER};
    struct page_series series[3];
    for (uint32_t k = 0; k < 3; k++)
        series[k] = (struct page_series){
            .name = say(v->lang, heads[C_EMPTY + k]),
            .categories = {page, first, C_AREA, last, C_AREA},
            .values = {page, first, C_EMPTY + k, last, C_EMPTY + k},
            .look = looks[k],
        };
    page_chart(page, &(struct page_chart){
                         .row = first - 1,
                         .column = COLUMNS + 1,
                         .kind = CHART_BARS_STACKED,
                         .title = say(v->lang, title),
                         .alt = say(v->lang, alt),
                         .x_name = say(v->lang, place),
                         .series = series,
                         .count = 3,
                         .least = 0,
                         .most = (double)v->r->areas + 1,
                         .width = 636,
                         .height = 20 + 20.0 * (double)(last - first + 1),
                         .no_legend = true,
                     });
}

/* The scenarios that move a place, by name. */
static const char *scenarios_text(const struct view *v)
{
    static const struct pair none = {"Inget scenario i reglerna flyttar någon.",
                                     "No scenario of the rules moves anybody."};
    static const struct pair start = {"Scenarier som flyttar platser: ",
                                      "Scenarios that move places: "};
    struct text t = {0};
    for (size_t k = 0; k < v->r->scenario_count; k++)
        if (v->r->scenarios[k].effect == EFFECT_RANKS)
            text_printf(&t, "%s%s (%zu)", t.n ? ", " : say(v->lang, start),
                        view_label(v, &v->m->scenarios[k].head), v->r->scenarios[k].moved);
    const char *copy = t.n ? arena_printf(v->arena, "%s.", t.p) : say(v->lang, none);
    text_release(&t);
    return copy;
}

void sheet_spans(const struct view *v, struct page *page)
{
    static const struct pair title = {"Platsspann", "Place spans"};
    static const struct pair about = {
        "Staplarna går från bästa till sämsta plats i nio dragningar av tio; mörkt möter ljust vid "
        "medianen.",
        "The bars go from the best to the worst place in nine draws of ten; dark meets light at "
        "the "
        "median."};
    const double widths[COLUMNS] = {7, view_name_width(v), 7, 8, 8, 10, 11, 12, 10, 11};
    page_columns(page, widths, COLUMNS);
    page_column(page, COLUMNS, 2);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about));
    page_text(page, head++, 0, scenarios_text(v), STYLE_SMALL);
    uint32_t row = head + 1;
    for (size_t i = 0; i < v->r->areas; i++)
        span_row(v, page, row++, v->r->ranking[i]);
    put_table(v, page, head, row, "Platsspann", heads, COLUMNS, 0x3FD);
    draw_spans(v, page, head + 1, row - 1);
    page_print_columns(page, COLUMNS + 10);
}
