/* Rangordning: every area, best first, with what its place is made of. */
#include "report/sheets.h"

#include <math.h>

#include "analysis/uncertain.h"
#include "report/measure.h"

static const struct pair words[] = {
    {"Plats", "Place"},
    {"Kommun", "Area"},
    {"Grad", "Grade"},
    {"Klass", "Class"},
    {"Läge", "Position"},
    {"Täckn.", "Cover."},
    {"Störst utmaning", "Top challenge"},
    {"Rangordning", "Ranking"},
    {"Spann", "Span"},
    {"Grupp", "Group"},
    {"Om saknat", "If missing"},
};
enum word {
    W_PLACE,
    W_AREA,
    W_GRADE,
    W_CLASS,
    W_POSITION,
    W_COVERAGE,
    W_TOP,
    W_TITLE,
    W_SPAN,
    W_BAND,
    W_BOUNDS
};

/* Where the next column goes. */
struct cursor {
    const struct view *v;
    struct page *page;
    uint32_t head, column;
};

/* Twenty columns on one landscape page, in print of at least 7 points: they do without most of the
 * room that a measured width has beyond its text. A heading to the left keeps it, for the arrow of
 * the filter. */
static const double SPARED = 1.5;

/* A column at least as wide as the longest word of its heading. */
static void heading(struct cursor *c, const char *text, double width, bool right)
{
    page_column(c->page, c->column,
                fmax(width, measure_word_for(text, 10, true) - (right ? SPARED : 0)));
    page_text(c->page, c->head, c->column, text, right ? STYLE_HEADING_RIGHT : STYLE_HEADING);
}

static void column_scores(struct cursor *c, uint32_t node, double width, bool main)
{
    const struct view *v = c->v;
    heading(c, view_label(v, &v->m->nodes[node].head), width, true);
    for (uint32_t i = 0; i < v->r->areas; i++)
        put_score(c->page, c->head + 1 + i, c->column, v->r->nodes[node].score[v->r->ranking[i]],
                  main);
    uint32_t last = c->head + (uint32_t)v->r->areas;
    if (main)
        page_bars(c->page, c->head + 1, c->column, last);
    else
        page_shade(c->page, c->head + 1, c->column, last, c->column);
    c->column++;
}

static void column_ranks(struct cursor *c, uint32_t node)
{
    heading(c, say(c->v->lang, words[W_PLACE]), 5, true);
    for (uint32_t i = 0; i < c->v->r->areas; i++)
        put_rank(c->page, c->head + 1 + i, c->column,
                 c->v->r->nodes[node].rank[c->v->r->ranking[i]]);
    c->column++;
}

/* A column of texts: text_of gives the text of an area. */
static void column_texts(struct cursor *c, enum word word,
                         const char *(*text_of)(const struct view *, uint32_t), enum style style)
{
    double width = 0;
    for (uint32_t i = 0; i < c->v->r->areas; i++)
        width =
            fmax(width, measure_width_for(text_of(c->v, i), 10, style == STYLE_ROW_BOLD) - SPARED);
    heading(c, say(c->v->lang, words[word]), fmin(width, 40), false);
    for (uint32_t i = 0; i < c->v->r->areas; i++)
        page_text(c->page, c->head + 1 + i, c->column, text_of(c->v, c->v->r->ranking[i]), style);
    c->column++;
}

static const char *text_class(const struct view *v, uint32_t area)
{
    return outcome_text((enum gate_outcome)v->r->area[area].class_outcome, v->lang);
}

static const char *text_position(const struct view *v, uint32_t area)
{
    uint32_t p = v->r->area[area].position;
    return p < v->m->position_count ? view_label(v, &v->m->positions[p].head) : "\u2013";
}

static const char *text_top(const struct view *v, uint32_t area)
{
    uint32_t top = v->r->area[area].top_challenge;
    return top < v->m->node_count ? view_label(v, &v->m->nodes[top].head) : "\u2013";
}

static const char *text_span(const struct view *v, uint32_t area)
{
    const struct uncertain *u = v->r->uncertain;
    return u && u->low[area]
               ? arena_printf(v->arena, "%d\u2013%d", (int)u->low[area], (int)u->high[area])
               : "[x]";
}

static const char *text_band(const struct view *v, uint32_t area)
{
    int32_t band = v->r->uncertain->band[area];
    return band ? arena_printf(v->arena, "%d", (int)band) : "[x]";
}

static const char *text_bounds(const struct view *v, uint32_t area)
{
    int32_t low = v->r->rank_bound_low[area];
    return low > 0
               ? arena_printf(v->arena, "%d\u2013%d", (int)low, (int)v->r->rank_bound_high[area])
               : "[x]";
}

/* A model in which nothing is missing has no column for it. */
static bool has_bounds(const struct view *v)
{
    const int32_t *rank = v->r->nodes[v->m->root].rank;
    for (uint32_t i = 0; v->r->rank_bound_low != NULL && i < v->r->areas; i++)
        if (v->r->rank_bound_low[i] != rank[i] || v->r->rank_bound_high[i] != rank[i])
            return true;
    return false;
}

static const char *text_grade(const struct view *v, uint32_t area)
{
    return view_grade(v, v->m->root, area);
}

static void column_coverage(struct cursor *c)
{
    heading(c, say(c->v->lang, words[W_COVERAGE]), 6.5, true);
    for (uint32_t i = 0; i < c->v->r->areas; i++)
        page_number(c->page, c->head + 1 + i, c->column,
                    c->v->r->nodes[c->v->m->root].coverage[c->v->r->ranking[i]], 0,
                    STYLE_ROW_PERCENT);
    c->column++;
}

/* As printed, for every area: a variant that changes nothing has no column of its own. */
static bool same_scores(const struct view *v, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < v->r->areas; i++) {
        double x = v->r->nodes[a].score[i], y = v->r->nodes[b].score[i];
        if (isfinite(x) != isfinite(y) || fabs(x - y) >= 0.05)
            return false;
    }
    return true;
}

static void columns(struct cursor *c)
{
    const struct view *v = c->v;
    column_ranks(c, v->m->root);
    if (v->r->uncertain) {
        column_texts(c, W_SPAN, text_span, STYLE_ROW_CENTER);
        column_texts(c, W_BAND, text_band, STYLE_ROW_CENTER);
    }
    column_texts(c, W_AREA, view_name, STYLE_ROW_BOLD);
    column_scores(c, v->m->root, 10, true);
    column_texts(c, W_GRADE, text_grade, STYLE_ROW_TEXT);
    for (size_t i = 0; i < v->indices.count; i++) {
        column_scores(c, v->indices.items[i], 7, false);
        column_ranks(c, v->indices.items[i]);
    }
    for (size_t i = 0; i < v->dimensions.count; i++)
        column_scores(c, v->dimensions.items[i], 7, false);
    if (v->m->gate_count > 0)
        column_texts(c, W_CLASS, text_class, STYLE_ROW_TEXT);
    if (v->m->position_count > 0)
        column_texts(c, W_POSITION, text_position, STYLE_ROW_TEXT);
    column_coverage(c);
    if (has_bounds(v))
        column_texts(c, W_BOUNDS, text_bounds, STYLE_ROW_CENTER);
    for (size_t i = 0; i < v->variants.count; i++) {
        if (same_scores(v, v->variants.items[i], v->m->root))
            continue;
        column_scores(c, v->variants.items[i], 7, false);
        column_ranks(c, v->variants.items[i]);
    }
    if (has_challenges(v))
        column_texts(c, W_TOP, text_top, STYLE_ROW_TEXT);
}

void sheet_ranking(const struct view *v, struct page *page)
{
    static const struct pair rest = {
        "Poäng 0\u2013100. Lika poäng delar plats. [x] = kan inte bedömas.",
        "Points 0\u2013100. Equal points share a place. [x] = cannot be assessed."};
    static const struct pair spans = {
        "Spann: nio dragningar av tio. Samma grupp: kan inte skiljas åt.",
        "Span: nine draws of ten. Same group: cannot be told apart."};
    static const struct pair bounds = {
        "Om saknat: platsen om det som saknas i kommunen vore bäst eller sämst av alla.",
        "If missing: the place if what is missing in the area were the best or the worst of all."};
    const char *meaning = arena_printf(v->arena, "%s %s", view_meaning(v), say(v->lang, rest));
    struct cursor c = {v, page, page_head(page, say(v->lang, words[W_TITLE]), meaning), 0};
    page_text(page, c.head++, 0, view_basis(v), STYLE_NOTICE);
    page_text(page, c.head++, 0, view_measures(v), STYLE_SMALL);
    const char *more = arena_printf(v->arena, "%s%s%s", v->r->uncertain ? say(v->lang, spans) : "",
                                    v->r->uncertain && has_bounds(v) ? " " : "",
                                    has_bounds(v) ? say(v->lang, bounds) : "");
    if (more[0])
        page_text(page, c.head++, 0, more, STYLE_SMALL);
    columns(&c);
    page_filter(page, c.head, 0, c.head + (uint32_t)v->r->areas, c.column - 1);
    page_freeze(page, c.head + 1, v->r->uncertain ? 4 : 2);
    page_repeat(page, c.head, c.head);
}
