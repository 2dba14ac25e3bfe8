/* Rangordning: every area, best first, with what its place is made of. */
#include "report/sheets.h"

#include <math.h>

#include "analysis/uncertain.h"
#include "report/live.h"
#include "report/live_formula.h"
#include "report/measure.h"

static const struct pair words[] = {
    {"Plats", "Place"},   {"Kommun", "Area"},         {"Grad", "Grade"},
    {"Täckn.", "Cover."}, {"Rangordning", "Ranking"}, {"Flytt", "Move"},
};
enum word { W_PLACE, W_AREA, W_GRADE, W_COVERAGE, W_TITLE, W_MOVE };

/* Where the next column goes. */
struct cursor {
    const struct view *v;
    struct page *page;
    uint32_t head, column, frozen; /* frozen: columns that stay */
};

/* Twenty columns on one landscape page, in print of at least 7 points: they do without most of the
 * room that a measured width has beyond its text. A heading to the left keeps it, for the arrow of
 * the filter. */
static const double SPARED = 1.8, SPARED_TEXT = 1.2;

/* A column at least as wide as the longest word of its heading. */
static void heading(struct cursor *c, const char *text, double width, bool right)
{
    page_column(c->page, c->column,
                fmax(width, measure_word_for(text, 10, true) - (right ? SPARED : 0)));
    page_text(c->page, c->head, c->column, text, right ? STYLE_HEADING_RIGHT : STYLE_HEADING);
}

static void end_scores(struct cursor *c, bool main)
{
    uint32_t last = c->head + (uint32_t)c->v->r->areas;
    if (main)
        page_bars(c->page, c->head + 1, c->column, last);
    else
        page_shade(c->page, c->head + 1, c->column, last, c->column);
    c->column++;
}

/* "INDEX(column, row of the area that stands here now)". */
static const char *pick(const struct cursor *c, struct page_range column, uint32_t number)
{
    struct page_range row = live_summary(c->v, SUMMARY_ROW);
    row.first_row = row.last_row = row.first_row + number;
    return arena_printf(c->v->arena, "INDEX(%s,%s)", range_text(c->page, column),
                        range_text(c->page, row));
}

static void put_number(struct cursor *c, uint32_t number, const char *formula, double value,
                       int decimals, enum style style)
{
    page_formula(c->page, c->head + 1 + number, c->column, formula,
                 isfinite(value) ? (struct page_result){value, NULL}
                                 : (struct page_result){.text = "[x]"},
                 decimals, style);
}

static void column_scores(struct cursor *c, uint32_t node, double width, bool main)
{
    const struct view *v = c->v;
    heading(c, view_label(v, &v->m->nodes[node].head), width, true);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        double score = v->r->nodes[node].score[v->r->ranking[i]];
        if (has_live(v) && live_shown_of(v, node) != NULL)
            put_number(c, i, pick(c, live_scores(v, node), i), score, 1,
                       main ? STYLE_ROW_BOLD_NUMBER : STYLE_ROW_NUMBER);
        else
            put_score(c->page, c->head + 1 + i, c->column, score, main);
    }
    end_scores(c, main);
}

static void column_ranks(struct cursor *c, uint32_t node)
{
    const struct view *v = c->v;
    const struct live_shown *s = has_live(v) ? live_shown_of(v, node) : NULL;
    heading(c, say(v->lang, words[W_PLACE]), 5, true);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        int32_t rank = v->r->nodes[node].rank[v->r->ranking[i]];
        if (s != NULL && s->place > 0)
            put_number(c, i, pick(c, live_summary(v, s->place), i), rank > 0 ? (double)rank : NAN,
                       0, STYLE_ROW_NUMBER);
        else
            put_rank(c->page, c->head + 1 + i, c->column, rank);
    }
    c->column++;
}

/* How many places up or down, held against the rules' own weights. */
static void column_moves(struct cursor *c)
{
    const struct view *v = c->v;
    heading(c, say(v->lang, words[W_MOVE]), 5, false);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        const char *moved = pick(c, live_summary(v, SUMMARY_MOVED), i);
        bool ranked = v->r->nodes[v->m->root].rank[v->r->ranking[i]] > 0;
        page_formula(c->page, c->head + 1 + i, c->column,
                     arena_printf(v->arena,
                                  "IF(ISNUMBER(%s),IF(%s>0,\"\u25B2 \"&%s,IF(%s<0,\"\u25BC "
                                  "\"&ABS(%s),\"\u2013\")),\"[x]\")",
                                  moved, moved, moved, moved, moved),
                     (struct page_result){.text = ranked ? "\u2013" : "[x]"}, 0, STYLE_ROW_CENTER);
    }
    c->column++;
}

/* A text that is stored for each area under the rules' weights. */
static const char *stored_formula(const struct cursor *c, uint32_t stored, uint32_t number)
{
    const char *text = pick(c, live_stored_column(c->v, stored), number);
    if (!live_stored[stored].follows)
        return text;
    return arena_printf(c->v->arena, "IF(%s=0,%s,\"\u2013\")",
                        range_text(c->page, live_differ(c->v)), text);
}

/* A column of texts: text_of gives the text of an area. `formula`: what finds it, for area number
 * i of the order; NULL where it is as it is. */
static void column_texts(struct cursor *c, const char *head,
                         const char *(*text_of)(const struct view *, uint32_t), enum style style,
                         uint32_t stored)
{
    const struct view *v = c->v;
    double width = 0;
    for (uint32_t i = 0; i < v->r->areas; i++)
        width = fmax(width,
                     measure_width_for(text_of(v, i), 10, style == STYLE_ROW_BOLD) - SPARED_TEXT);
    heading(c, head, fmin(width, 40), false);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        const char *text = text_of(v, v->r->ranking[i]);
        if (has_live(v))
            page_formula(c->page, c->head + 1 + i, c->column,
                         stored < STORED_COUNT ? stored_formula(c, stored, i)
                                               : pick(c, live_summary(v, SUMMARY_AREA), i),
                         (struct page_result){.text = text}, 0, style);
        else
            page_text(c->page, c->head + 1 + i, c->column, text, style);
    }
    c->column++;
}

static void column_stored(struct cursor *c, uint32_t stored, enum style style)
{
    const struct live_stored *s = &live_stored[stored];
    if (s->has == NULL || s->has(c->v))
        column_texts(c, say(c->v->lang, s->head), s->text, style, stored);
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

static bool has_uncertain(const struct view *v)
{
    return v->r->uncertain != NULL;
}

static bool has_classes(const struct view *v)
{
    return v->m->gate_count > 0;
}

static bool has_positions(const struct view *v)
{
    return v->m->position_count > 0;
}

const struct live_stored live_stored[STORED_COUNT] = {
    [STORED_SPAN] = {{"Spann", "Span"}, has_uncertain, text_span, true},
    [STORED_BAND] = {{"Grupp", "Group"}, has_uncertain, text_band, true},
    [STORED_CLASS] = {{"Klass", "Class"}, has_classes, text_class, true},
    [STORED_POSITION] = {{"Läge", "Position"}, has_positions, text_position, true},
    [STORED_BOUNDS] = {{"Om saknat", "If missing"}, has_bounds, text_bounds, true},
    [STORED_TOP] = {{"Störst utmaning", "Top challenge"}, has_challenges, text_top, false},
};

/* A column of the root's block on the sheet of the calculation. */
static struct page_range root_column(const struct view *v, uint32_t column)
{
    const struct live_block *b = &v->live->blocks[0];
    return (struct page_range){view_page(v, "Rakneblad"), b->first, column,
                               b->first + v->live->areas - 1, column};
}

static void column_grade(struct cursor *c)
{
    const struct view *v = c->v;
    double width = 0;
    for (int g = GRADE_NONE; g <= GRADE_FULL; g++)
        width = fmax(width, measure_width_for(grade_text((enum grade)g, v->lang), 10, false));
    heading(c, say(v->lang, words[W_GRADE]), width - SPARED, false);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        const char *text = view_grade(v, v->m->root, v->r->ranking[i]);
        if (!has_live(v)) {
            page_text(c->page, c->head + 1 + i, c->column, text, STYLE_ROW_TEXT);
            continue;
        }
        page_formula(c->page, c->head + 1 + i, c->column,
                     arena_printf(v->arena, "CHOOSE(%s+1,\"%s\",\"%s\",\"%s\")",
                                  pick(c, root_column(v, v->live->blocks[0].grade), i),
                                  grade_text(GRADE_NONE, v->lang),
                                  grade_text(GRADE_PRELIMINARY, v->lang),
                                  grade_text(GRADE_FULL, v->lang)),
                     (struct page_result){.text = text}, 0, STYLE_ROW_TEXT);
    }
    c->column++;
}

static void column_coverage(struct cursor *c)
{
    const struct view *v = c->v;
    heading(c, say(v->lang, words[W_COVERAGE]), 6.5, true);
    for (uint32_t i = 0; i < v->r->areas; i++) {
        double coverage = v->r->nodes[v->m->root].coverage[v->r->ranking[i]];
        if (has_live(v))
            put_number(c, i, pick(c, root_column(v, v->live->blocks[0].coverage), i), coverage, 0,
                       STYLE_ROW_PERCENT);
        else
            page_number(c->page, c->head + 1 + i, c->column, coverage, 0, STYLE_ROW_PERCENT);
    }
    c->column++;
}

static void columns(struct cursor *c)
{
    const struct view *v = c->v;
    column_ranks(c, v->m->root);
    if (has_live(v))
        column_moves(c);
    column_stored(c, STORED_SPAN, STYLE_ROW_CENTER);
    column_stored(c, STORED_BAND, STYLE_ROW_CENTER);
    column_texts(c, say(v->lang, words[W_AREA]), view_name, STYLE_ROW_BOLD, STORED_COUNT);
    c->frozen = c->column;
    column_scores(c, v->m->root, 9, true);
    column_grade(c);
    for (size_t i = 0; i < v->indices.count; i++) {
        column_scores(c, v->indices.items[i], 7, false);
        column_ranks(c, v->indices.items[i]);
    }
    for (size_t i = 0; i < v->dimensions.count; i++)
        column_scores(c, v->dimensions.items[i], 7, false);
    column_stored(c, STORED_CLASS, STYLE_ROW_TEXT);
    column_stored(c, STORED_POSITION, STYLE_ROW_TEXT);
    column_coverage(c);
    column_stored(c, STORED_BOUNDS, STYLE_ROW_CENTER);
    for (size_t i = 0; i < v->variants.count; i++) {
        if (live_same_scores(v, v->variants.items[i], v->m->root))
            continue;
        column_scores(c, v->variants.items[i], 7, false);
        column_ranks(c, v->variants.items[i]);
    }
    column_stored(c, STORED_TOP, STYLE_ROW_TEXT);
}

/* What is wrong with the weights, or that they are others than the rules'. */
static void tell_weights(struct cursor *c)
{
    static const struct pair others = {
        "Andra vikter än reglernas räknas (bladet Vikter). Spann, grupp, klass, läge och Om saknat "
        "gäller reglernas vikter och visas som \u2013. Flytt är mot reglerna.",
        "Other weights than the rules' count (sheet Weights). Span, group, class, position and If "
        "missing hold for the rules' weights and are shown as \u2013. Move is against the rules."};
    const struct view *v = c->v;
    const char *told = range_text(c->page, live_told(v));
    page_formula(c->page, c->head++, 0,
                 arena_printf(v->arena, "IF(%s<>\"\",%s,IF(%s=0,\"\",\"%s\"))", told, told,
                              range_text(c->page, live_differ(v)), say(v->lang, others)),
                 (struct page_result){.text = live_told_now(v)}, 0, STYLE_NOTICE);
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
    static const struct pair fixed = {"Platserna står fast och följer inga ändrade vikter",
                                      "The places are fixed and follow no changed weights"};
    const char *meaning = arena_printf(v->arena, "%s %s", view_meaning(v), say(v->lang, rest));
    struct cursor c = {v, page, page_head(page, say(v->lang, words[W_TITLE]), meaning), 0, 0};
    page_text(page, c.head++, 0, view_basis(v), STYLE_NOTICE);
    page_text(page, c.head++, 0, view_measures(v), STYLE_SUBTITLE);
    const char *more = arena_printf(v->arena, "%s%s%s", v->r->uncertain ? say(v->lang, spans) : "",
                                    v->r->uncertain && has_bounds(v) ? " " : "",
                                    has_bounds(v) ? say(v->lang, bounds) : "");
    if (more[0])
        page_text(page, c.head++, 0, more, STYLE_SUBTITLE);
    if (has_live(v))
        tell_weights(&c);
    else if (live_why(v)[0])
        page_text(page, c.head++, 0,
                  arena_printf(v->arena, "%s: %s.", say(v->lang, fixed), live_why(v)),
                  STYLE_NOTICE);
    columns(&c);
    page_filter(page, c.head, 0, c.head + (uint32_t)v->r->areas, c.column - 1);
    page_freeze(page, c.head + 1, c.frozen);
    page_repeat(page, c.head, c.head);
}
