/* Räkneblad: the calculation itself, from points and weights to places. One block a node; first a
 * summary, and what the rules say as they stand. */
#include "report/sheets.h"

#include <math.h>

#include "base/number.h"
#include "report/live.h"
#include "report/live_formula.h"
#include "report/live_parts.h"
#include "report/measure.h"

enum { COLUMN_LEAST = 8, COLUMN_MOST = 16, PAGE_PIXELS = 1490 };

static const double SPARED = 2;
static const struct pair title = {"Räkneblad", "Calculation"};
static const struct pair about = {
    "Hur vikterna blir poäng och platser, cell för cell. Kommunerna står i listans ordning.",
    "How the weights become points and places, cell by cell. Areas stand in the order of the "
    "list."};
static const struct pair summary = {"Sammanställning", "Summary"};
static const struct pair summary_heads[SUMMARY_MORE] = {
    [SUMMARY_AREA] = {"Kommun", "Area"},
    [SUMMARY_ROUNDED] = {"Avrundad poäng", "Rounded points"},
    [SUMMARY_ORDER] = {"Ordning", "Order"},
    [SUMMARY_PLACE] = {"Plats", "Place"},
    [SUMMARY_MOVED] = {"Platser upp (+)", "Places up (+)"},
    [SUMMARY_NUMBER] = {"Nummer i ordningen", "Number in the order"},
    [SUMMARY_ROW] = {"Står på tabellens rad", "Stands in the table's row"},
    [SUMMARY_FIRST] = {"Första med poängen", "First with the points"},
};
static const struct pair shown = {"Poäng i varje del", "Points in each part"};
static const struct pair standard = {"Som reglerna säger nu", "As the rules say now"};
static const struct pair place = {"Plats", "Place"};
static const struct pair peer = {"Liknande, rad", "Peer, row"};
static const struct pair block_heads[] = {{"Vikt som räknas", "Weight that counts"},
                                          {"Vikt med värde", "Weight with a value"},
                                          {"Täckning", "Coverage"},
                                          {"Grad (0\u20132)", "Grade (0\u20132)"},
                                          {"Poäng", "Points"}};
static const struct pair weight_row = {"Vikt", "Weight"};
static const struct pair imputed = {"ersatt värde (1 = ja)", "imputed value (1 = yes)"};
static const struct pair medians = {"Medianen av varje mått", "The median of each measure"};
static const struct pair duels = {"Parvis: andel av vikten som talar för raden mot kolumnen",
                                  "In pairs: share of the weight for the row against the column"};

struct calculation {
    const struct view *v;
    struct page *page;
    const struct live *l;
    double most; /* no column is wider, but the first */
};

static struct page_result number(double value)
{
    return isnan(value) ? (struct page_result){.text = "[x]"} : (struct page_result){value, NULL};
}

static void put(const struct calculation *c, uint32_t row, uint32_t column, const char *formula,
                double value, int decimals, enum style style)
{
    page_formula(c->page, row, column, formula, number(value), decimals, style);
}

static void names(const struct calculation *c, uint32_t first)
{
    for (uint32_t i = 0; i < c->l->areas; i++)
        page_text(c->page, first + i, 0, view_name(c->v, i), STYLE_ROW_BOLD);
}

/* --- one node --------------------------------------------------------------------------------- */

static const struct head *head_of(const struct calculation *c, const struct live_part *p)
{
    return p->kind == SYMBOL_NODE ? &c->v->m->nodes[p->index].head
                                  : &c->v->m->indicators[p->index].head;
}

static void part_column(const struct calculation *c, const struct live_block *b,
                        const struct live_part *p)
{
    const struct view *v = c->v;
    page_text(c->page, b->head, p->column, view_titled(v, head_of(c, p)), STYLE_HEADING_RIGHT);
    if (p->weight == UINT32_MAX)
        page_number(c->page, b->head + 1, p->column, p->standard, 2, STYLE_ROW_BOLD_NUMBER);
    else
        put(c, b->head + 1, p->column, formula_weight(v, c->page, p), p->standard, 2,
            STYLE_ROW_BOLD_NUMBER);
    for (uint32_t at = 0; at < c->l->areas; at++)
        if (p->points != NULL)
            put_score(c->page, b->first + at, p->column, p->points[at], false);
        else
            put(c, b->first + at, p->column, formula_part(v, c->page, p, at),
                live_part_value(v, p, at), 1, STYLE_ROW_NUMBER);
    double median = live_part_value(v, p, c->l->areas);
    if (p->block != UINT32_MAX)
        put(c, b->first + c->l->areas, p->column, formula_part(v, c->page, p, c->l->areas), median,
            1, STYLE_ROW_NUMBER);
    else
        put_score(c->page, b->first + c->l->areas, p->column, median, false);
    if (p->imputed == 0)
        return;
    page_text(
        c->page, b->head, p->imputed,
        arena_printf(v->arena, "%s: %s", view_titled(v, head_of(c, p)), say(v->lang, imputed)),
        STYLE_HEADING_RIGHT);
    for (uint32_t at = 0; at <= c->l->areas; at++)
        page_number(c->page, b->first + at, p->imputed, live_part_imputed(v, p, at) ? 1 : 0, 0,
                    STYLE_ROW_NUMBER);
}

static void sums(const struct calculation *c, const struct live_block *b)
{
    const struct view *v = c->v;
    double sum = 0;
    for (size_t i = 0; i < b->count; i++)
        sum += b->parts[i].standard;
    const uint32_t columns[] = {b->all, b->have, b->coverage, b->grade, b->score};
    for (uint32_t i = 0; i < 5; i++)
        page_text(c->page, b->head, columns[i], say(v->lang, block_heads[i]), STYLE_HEADING_RIGHT);
    put(c, b->head + 1, b->all, formula_sum(v, b), sum, 2, STYLE_ROW_BOLD_NUMBER);
    for (uint32_t at = 0; at <= c->l->areas; at++) {
        uint32_t row = b->first + at;
        put(c, row, b->all, formula_all(v, b, at), b->value_all[at], 3, STYLE_ROW_NUMBER);
        put(c, row, b->have, formula_have(v, b, at), b->value_have[at], 3, STYLE_ROW_NUMBER);
        put(c, row, b->coverage, formula_coverage(v, b, at), b->value_coverage[at], 0,
            STYLE_ROW_PERCENT);
        put(c, row, b->grade, formula_grade(v, b, at), b->value_grade[at], 0, STYLE_ROW_NUMBER);
        put(c, row, b->score, formula_score(v, b, at), b->value_score[at], 1,
            STYLE_ROW_BOLD_NUMBER);
    }
}

static void pair_cell(const struct calculation *c, const struct live_block *b, uint32_t one,
                      uint32_t other)
{
    uint32_t row = b->pairs + one, column = 1 + other;
    bool both = b->value_grade[one] != GRADE_NONE && b->value_grade[other] != GRADE_NONE;
    if (one == other)
        page_text(c->page, row, column, "\u2013", STYLE_ROW_MARK);
    else
        page_formula(c->page, row, column, formula_pair(c->v, b, one, other),
                     both ? (struct page_result){live_pair(c->v, b, one, other), NULL}
                          : (struct page_result){.text = "\u2013"},
                     2, STYLE_ROW_NUMBER);
}

static void pairs(const struct calculation *c, const struct live_block *b)
{
    page_text(c->page, b->pairs - 2, 0, say(c->v->lang, duels), STYLE_SUBTITLE);
    page_text(c->page, b->pairs - 1, 0, say(c->v->lang, summary_heads[SUMMARY_AREA]),
              STYLE_HEADING);
    names(c, b->pairs);
    for (uint32_t i = 0; i < c->l->areas; i++) {
        page_text(c->page, b->pairs - 1, 1 + i, view_name(c->v, i), STYLE_HEADING_RIGHT);
        for (uint32_t j = 0; j < c->l->areas; j++)
            pair_cell(c, b, i, j);
    }
}

static void block(const struct calculation *c, const struct live_block *b)
{
    const struct view *v = c->v;
    const struct node *node = &v->m->nodes[b->node];
    const char *label = view_titled(v, &node->head);
    if (b->top != v->m->root)
        label = arena_printf(v->arena, "%s (%s)", label, view_label(v, &v->m->nodes[b->top].head));
    page_text(c->page, b->head - 1, 0,
              arena_printf(v->arena, "%s: %s", label, aggregation_text(node->aggregation, v->lang)),
              STYLE_SECTION);
    page_text(c->page, b->head, 0, say(v->lang, summary_heads[SUMMARY_AREA]), STYLE_HEADING);
    page_text(c->page, b->head + 1, 0, say(v->lang, weight_row), STYLE_ROW_BOLD);
    names(c, b->first);
    page_text(c->page, b->first + c->l->areas, 0, say(v->lang, medians), STYLE_ROW_WRAP);
    for (size_t i = 0; i < b->count; i++)
        part_column(c, b, &b->parts[i]);
    sums(c, b);
    if (b->pairs > 0)
        pairs(c, b);
}

/* --- the summary ------------------------------------------------------------------------------ */

static double rounded(const struct calculation *c, uint32_t node, uint32_t area)
{
    double score = c->v->r->nodes[node].score[area];
    int decimals = c->v->m->rank_decimals;
    return decimals < 0 ? score : number_round(score, decimals);
}

/* Places under the rule for equal scores: after a gap, without gaps, or before it. */
static const char *place_formula(const struct calculation *c, const struct live_shown *s,
                                 uint32_t row)
{
    const struct view *v = c->v;
    uint32_t first = c->l->summary_first, last = first + c->l->areas - 1;
    const char *own = formula_cell(v, row, s->rounded);
    const char *all = formula_column(v, s->rounded, first, last);
    if (v->m->ties == TIES_DENSE)
        all = formula_column(v, s->first, first, last);
    if (v->m->ties == TIES_LAST)
        return arena_printf(v->arena, "IF(ISNUMBER(%s),RANK(%s,%s)+COUNTIF(%s,%s)-1,\"[x]\")", own,
                            own, all, all, own);
    return arena_printf(v->arena, "IF(ISNUMBER(%s),RANK(%s,%s),\"[x]\")", own, own, all);
}

static bool is_first(const struct calculation *c, uint32_t node, uint32_t area)
{
    double own = rounded(c, node, area);
    for (uint32_t i = 0; i < area; i++) {
        double other = rounded(c, node, i);
        if (other >= own && other <= own)
            return false;
    }
    return !isnan(own);
}

static void put_first(const struct calculation *c, const struct live_shown *s, uint32_t area)
{
    const struct view *v = c->v;
    uint32_t first = c->l->summary_first, row = first + area;
    const char *own = formula_cell(v, row, s->rounded);
    if (s->first == 0)
        return;
    if (v->m->ties != TIES_DENSE)
        page_text(c->page, row, s->first, "\u2013", STYLE_ROW_MARK);
    else
        page_formula(
            c->page, row, s->first,
            arena_printf(v->arena, "IF(ISNUMBER(%s),IF(COUNTIF(%s,%s)=1,%s,\"\u2013\"),\"\u2013\")",
                         own, formula_column(v, s->rounded, first, row), own, own),
            is_first(c, s->node, area) ? (struct page_result){rounded(c, s->node, area), NULL}
                                       : (struct page_result){.text = "\u2013"},
            1, STYLE_ROW_NUMBER);
}

static void put_place(const struct calculation *c, const struct live_shown *s, uint32_t area)
{
    const struct view *v = c->v;
    const struct live_block *b = &c->l->blocks[s->block];
    uint32_t row = c->l->summary_first + area;
    const char *score = formula_cell(v, b->first + area, b->score);
    int decimals = v->m->rank_decimals;
    int32_t rank = v->r->nodes[s->node].rank[area];
    put(c, row, s->rounded,
        decimals < 0 ? score
                     : arena_printf(v->arena, "IF(ISNUMBER(%s),ROUND(%s,%d),\"[x]\")", score, score,
                                    decimals),
        rounded(c, s->node, area), decimals < 0 ? 2 : decimals, STYLE_ROW_NUMBER);
    put_first(c, s, area);
    put(c, row, s->place, place_formula(c, s, row), rank > 0 ? (double)rank : NAN, 0,
        STYLE_ROW_YEAR);
}

/* Those without a score stand last, in the order of the list. */
static const char *order_formula(const struct calculation *c, uint32_t row)
{
    const struct view *v = c->v;
    uint32_t first = c->l->summary_first, last = first + c->l->areas - 1;
    const char *own = formula_cell(v, row, SUMMARY_ROUNDED);
    const char *all = formula_column(v, SUMMARY_ROUNDED, first, last);
    const char *above = formula_column(v, SUMMARY_ROUNDED, first, row);
    return arena_printf(v->arena,
                        "IF(ISNUMBER(%s),RANK(%s,%s)+COUNTIF(%s,%s)-1,COUNTIF(%s,\">=-1E+300\")+"
                        "%u-COUNTIF(%s,\">=-1E+300\"))",
                        own, own, all, above, own, all, (unsigned)(row - first + 1), above);
}

static void summary_area(const struct calculation *c, uint32_t area)
{
    const struct view *v = c->v;
    uint32_t row = c->l->summary_first + area;
    const char *stored = formula_cell(v, c->l->standard_first + area, 1);
    const char *now = formula_cell(v, row, SUMMARY_PLACE);
    bool ranked = v->r->nodes[v->m->root].rank[area] > 0;
    put(c, row, SUMMARY_ORDER, order_formula(c, row), c->l->place_of[area] + 1.0, 0,
        STYLE_ROW_YEAR);
    put(c, row, SUMMARY_MOVED,
        arena_printf(v->arena, "IF(AND(ISNUMBER(%s),ISNUMBER(%s)),%s-%s,\"[x]\")", stored, now,
                     stored, now),
        ranked ? 0 : NAN, 0, STYLE_ROW_YEAR);
    for (size_t i = 0; i < c->l->shown_count; i++)
        if (c->l->shown[i].place > 0)
            put_place(c, &c->l->shown[i], area);
}

/* Which row of this table has that number in the order. */
static void summary_order(const struct calculation *c, uint32_t number)
{
    const struct view *v = c->v;
    uint32_t first = c->l->summary_first, last = first + c->l->areas - 1, row = first + number;
    page_number(c->page, row, SUMMARY_NUMBER, number + 1.0, 0, STYLE_ROW_YEAR);
    put(c, row, SUMMARY_ROW,
        arena_printf(v->arena, "MATCH(%s,%s,0)", formula_cell(v, row, SUMMARY_NUMBER),
                     formula_column(v, SUMMARY_ORDER, first, last)),
        v->r->ranking[number] + 1.0, 0, STYLE_ROW_YEAR);
}

static void place_heads(const struct calculation *c, const struct live_shown *s)
{
    const struct view *v = c->v;
    const uint32_t columns[] = {s->rounded, s->first, s->place};
    const enum live_summary_column heads[] = {SUMMARY_ROUNDED, SUMMARY_FIRST, SUMMARY_PLACE};
    for (size_t i = 0; i < 3; i++)
        if (columns[i] > 0)
            page_text(c->page, c->l->summary_head, columns[i],
                      arena_printf(v->arena, "%s: %s", view_label(v, &v->m->nodes[s->node].head),
                                   say(v->lang, summary_heads[heads[i]])),
                      STYLE_HEADING_RIGHT);
}

/* It rests on weights of the tree, but is not computed here: shown while they are the rules' own.
 */
static void stored_score(const struct calculation *c, uint32_t row, uint32_t column, double score)
{
    const struct view *v = c->v;
    char buffer[64];
    const char *stored = isnan(score) ? "\"[x]\"" : number_text(buffer, score);
    put(c, row, column,
        arena_printf(v->arena, "IF(%s=0,%s,\"\u2013\")", range_text(c->page, live_differ(v)),
                     stored),
        score, 1, STYLE_ROW_NUMBER);
}

static void shown_column(const struct calculation *c, uint32_t k)
{
    const struct view *v = c->v;
    const struct live_shown *s = &c->l->shown[k];
    uint32_t column = 1 + k, first = c->l->shown_first;
    page_text(c->page, c->l->shown_head, column, view_label(v, &v->m->nodes[s->node].head),
              STYLE_HEADING_RIGHT);
    for (uint32_t i = 0; i < c->l->areas; i++) {
        double score = v->r->nodes[s->node].score[i];
        if (s->follows && s->block == UINT32_MAX)
            stored_score(c, first + i, column, score);
        else if (s->block == UINT32_MAX)
            put_score(c->page, first + i, column, score, false);
        else
            put(c, first + i, column,
                formula_cell(v, c->l->blocks[s->block].first + i, c->l->blocks[s->block].score),
                score, 1, STYLE_ROW_NUMBER);
    }
}

static void summary_table(const struct calculation *c)
{
    const struct view *v = c->v;
    page_text(c->page, c->l->summary_head - 1, 0, say(v->lang, summary), STYLE_SECTION);
    for (uint32_t h = 0; h < SUMMARY_MORE; h++)
        page_text(c->page, c->l->summary_head, h, say(v->lang, summary_heads[h]),
                  h == 0 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    names(c, c->l->summary_first);
    for (uint32_t i = 0; i < c->l->areas; i++) {
        summary_area(c, i);
        summary_order(c, i);
    }
    for (uint32_t k = 1; k < c->l->shown_count; k++)
        if (c->l->shown[k].place > 0)
            place_heads(c, &c->l->shown[k]);
}

static void shown_table(const struct calculation *c)
{
    const struct view *v = c->v;
    page_text(c->page, c->l->shown_head - 1, 0, say(v->lang, shown), STYLE_SECTION);
    if (live_stored_why(v)[0])
        page_text(c->page, c->l->shown_head - 1, STORED_WHY_COLUMN, live_stored_why(v),
                  STYLE_NOTICE);
    page_text(c->page, c->l->shown_head, 0, say(v->lang, summary_heads[SUMMARY_AREA]),
              STYLE_HEADING);
    names(c, c->l->shown_first);
    for (uint32_t k = 0; k < c->l->shown_count; k++)
        shown_column(c, k);
}

/* --- widths ----------------------------------------------------------------------------------- */

/* Headings stand closer than a measured width says. */
static double word_of(const char *text)
{
    return measure_word_for(text, 10, true) - SPARED;
}

static double summary_width(const struct calculation *c, uint32_t column)
{
    const struct view *v = c->v;
    double width = column < SUMMARY_MORE ? word_of(say(v->lang, summary_heads[column])) : 0;
    for (uint32_t k = 1; k < c->l->shown_count; k++) {
        const struct live_shown *s = &c->l->shown[k];
        if (s->place > 0 && (column == s->rounded || column == s->first || column == s->place))
            width =
                word_of(arena_printf(v->arena, "%s:", view_label(v, &v->m->nodes[s->node].head)));
    }
    return width;
}

/* What is stored as text reaches over two columns. */
static double stored_width(const struct calculation *c, uint32_t column)
{
    const struct view *v = c->v;
    double width = 0;
    if (column < STORED_COLUMN || column >= STORED_COLUMN + STORED_STEP * STORED_COUNT)
        return 0;
    const struct live_stored *s = &live_stored[(column - STORED_COLUMN) / STORED_STEP];
    for (uint32_t i = 0; i < c->l->areas && (s->has == NULL || s->has(v)); i++)
        width = fmax(width, measure_width_for(s->text(v, i), 10, false) / STORED_STEP);
    return width;
}

/* As wide as the longest word of what stands over the column, up to `most`. */
static double width_of(const struct calculation *c, uint32_t column, double most)
{
    const struct view *v = c->v;
    double width = fmax(COLUMN_LEAST, summary_width(c, column));
    width = fmax(width, stored_width(c, column));
    if (column <= c->l->shown_count)
        width =
            fmax(width, word_of(view_label(v, &v->m->nodes[c->l->shown[column - 1].node].head)));
    for (size_t i = 0; i < c->l->block_count; i++) {
        const struct live_block *b = &c->l->blocks[i];
        if (column <= b->count)
            width = fmax(width, word_of(view_titled(v, head_of(c, &b->parts[column - 1]))));
    }
    return fmin(width, most);
}

/* --- as the rules say ------------------------------------------------------------------------- */

static void standard_table(const struct calculation *c)
{
    const struct view *v = c->v;
    uint32_t head = c->l->standard_head, first = c->l->standard_first;
    page_text(c->page, head - 1, 0, say(v->lang, standard), STYLE_SECTION);
    page_text(c->page, head, 0, say(v->lang, summary_heads[SUMMARY_AREA]), STYLE_HEADING);
    page_text(c->page, head, 1, say(v->lang, place), STYLE_HEADING_RIGHT);
    names(c, first);
    for (uint32_t i = 0; i < c->l->areas; i++)
        put_rank(c->page, first + i, 1, v->r->nodes[v->m->root].rank[i]);
    for (uint32_t k = 0; k < STORED_COUNT; k++) {
        const struct live_stored *s = &live_stored[k];
        bool has = s->has == NULL || s->has(v);
        uint32_t column = STORED_COLUMN + STORED_STEP * k;
        page_text(c->page, head, column, say(v->lang, s->head), STYLE_HEADING);
        page_blank(c->page, head, column + 1, STYLE_HEADING);
        double room = width_of(c, column, c->most) + width_of(c, column + 1, c->most);
        for (uint32_t i = 0; i < c->l->areas; i++) {
            const char *text = has ? s->text(v, i) : "\u2013";
            bool fits = measure_width_for(text, 10, false) <= room;
            page_text(c->page, first + i, column, text, fits ? STYLE_TEXT : STYLE_WRAP);
        }
    }
}

/* The peers of each area as rows of these tables. */
static void peers_table(const struct calculation *c)
{
    const struct view *v = c->v;
    for (uint32_t k = 0; k < c->l->peer_count; k++) {
        uint32_t column = live_peer_column(v, k).first_column;
        page_text(c->page, c->l->standard_head, column,
                  arena_printf(v->arena, "%s %u", say(v->lang, peer), (unsigned)k + 1),
                  STYLE_HEADING_RIGHT);
        for (uint32_t i = 0; i < c->l->areas; i++) {
            uint32_t other = live_peer(v, i, k), row = c->l->standard_first + i;
            if (other == UINT32_MAX)
                page_text(c->page, row, column, "\u2013", STYLE_ROW_MARK);
            else
                page_number(c->page, row, column, other + 1.0, 0, STYLE_ROW_YEAR);
        }
    }
}

/* As much room for words as leaves type of 7 points on a page. Returns the width of the widest. */
static double widths(const struct calculation *c, uint32_t last)
{
    double name = fmax(view_name_width(c->v), 24), most = COLUMN_MOST + 0.5, sum = INFINITY;
    while (most > COLUMN_LEAST && sum > PAGE_PIXELS) {
        most -= 0.5;
        sum = measure_column(name);
        for (uint32_t i = 1; i <= last; i++)
            sum += measure_column(width_of(c, i, most)) + 5;
    }
    page_column(c->page, 0, name);
    for (uint32_t i = 1; i <= last; i++)
        page_column(c->page, i, width_of(c, i, most));
    return most;
}

/* Each table begins a page, so that none is parted from its headings. */
static void breaks(const struct calculation *c)
{
    uint32_t *rows = arena_array(c->v->arena, 2 * c->l->block_count + 3, sizeof *rows);
    size_t n = 0;
    rows[n++] = c->l->shown_head - 1;
    rows[n++] = c->l->standard_head - 1;
    for (size_t i = 0; i < c->l->block_count; i++) {
        rows[n++] = c->l->blocks[i].head - 1;
        if (c->l->blocks[i].pairs > 0)
            rows[n++] = c->l->blocks[i].pairs - 2;
    }
    page_breaks(c->page, rows, n);
}

static uint32_t last_column(const struct live *l)
{
    uint32_t last = STORED_COLUMN + STORED_STEP * STORED_COUNT + l->peer_count - 1;
    last = l->shown_count > last ? (uint32_t)l->shown_count : last;
    for (size_t i = 0; i < l->shown_count; i++)
        last = l->shown[i].place > last ? l->shown[i].place : last;
    for (size_t i = 0; i < l->block_count; i++) {
        const struct live_block *b = &l->blocks[i];
        last = b->score > last ? b->score : last;
        last = b->pairs > 0 && l->areas > last ? l->areas : last;
    }
    return last;
}

void sheet_calculation(const struct view *v, struct page *page)
{
    struct calculation c = {v, page, v->live, 0};
    page_head(page, say(v->lang, title), say(v->lang, about));
    c.most = widths(&c, last_column(v->live));
    breaks(&c);
    summary_table(&c);
    shown_table(&c);
    standard_table(&c);
    peers_table(&c);
    for (size_t i = 0; i < v->live->block_count; i++)
        block(&c, &v->live->blocks[i]);
    page_freeze(page, 0, 1);
}
