/* The tree in the words of a spreadsheet. */
#include "report/live_formula.h"

#include <math.h>

#include "base/number.h"
#include "base/text.h"

/* Text is never greater than a number here, so this picks the cells with points. */
#define HAS_POINTS "\">=-1E+300\""

static const double SHARE_NOISE = 1e-9, PAIR_NOISE = 1e-9;

/* --- addresses -------------------------------------------------------------------------------- */

enum { LETTERS = 26, CELL_ROOM = 24 };

/* "AB", then the row. held: "AB$12". */
static char *address(char *buffer, uint32_t row, uint32_t column, bool held)
{
    char letters[8];
    size_t n = 0, at = 0;
    for (uint32_t c = column + 1; c > 0; c = (c - 1) / LETTERS)
        letters[n++] = (char)('A' + (c - 1) % LETTERS);
    while (n > 0)
        buffer[at++] = letters[--n];
    if (held)
        buffer[at++] = '$';
    number_text(buffer + at, (double)row + 1);
    return buffer;
}

const char *formula_cell(const struct view *v, uint32_t row, uint32_t column)
{
    char buffer[CELL_ROOM];
    return arena_strdup(v->arena, address(buffer, row, column, false));
}

const char *formula_column(const struct view *v, uint32_t column, uint32_t first, uint32_t last)
{
    char a[CELL_ROOM], b[CELL_ROOM];
    return arena_printf(v->arena, "%s:%s", address(a, first, column, true),
                        address(b, last, column, true));
}

/* What the formulas of a row are made of. */
struct row {
    const struct view *v;
    const struct live_block *b;
    uint32_t at, row, weights; /* area; rows */
    struct text t;
};

static struct row row_of(const struct view *v, const struct live_block *b, uint32_t at)
{
    return (struct row){v, b, at, b->first + at, b->head + 1, {0}};
}

static const char *finish(struct row *r)
{
    const char *copy = arena_strndup(r->v->arena, r->t.p, r->t.n);
    text_release(&r->t);
    return copy;
}

static void add_cell(struct row *r, uint32_t column)
{
    char buffer[CELL_ROOM];
    text_add(&r->t, address(buffer, r->row, column, false));
}

static void add_weight(struct row *r, uint32_t column)
{
    char buffer[CELL_ROOM];
    text_add(&r->t, address(buffer, r->weights, column, true));
}

static void add_number(struct row *r, double number)
{
    char buffer[64];
    text_add(&r->t, number_text(buffer, number));
}

/* Points (weights) of the first `count` parts. */
static void add_points(struct row *r, size_t count)
{
    add_cell(r, 1);
    text_addc(&r->t, ':');
    add_cell(r, (uint32_t)count);
}

static void add_weights(struct row *r, size_t count)
{
    add_weight(r, 1);
    text_addc(&r->t, ':');
    add_weight(r, (uint32_t)count);
}

/* SUMIF(B12:J12,">=-1E+300",B$9:J$9): the weight of the parts with points. */
static void add_weight_with_points(struct row *r, size_t count)
{
    text_add(&r->t, "SUMIF(");
    add_points(r, count);
    text_add(&r->t, "," HAS_POINTS ",");
    add_weights(r, count);
    text_addc(&r->t, ')');
}

/* How many parts with weight hold a number of that kind. */
static void add_count(struct row *r, const char *criterion)
{
    text_add(&r->t, "COUNTIFS(");
    add_points(r, r->b->count);
    text_printf(&r->t, ",%s,", criterion);
    add_weights(r, r->b->count);
    text_add(&r->t, ",\">0\")");
}

/* --- weights and parts ------------------------------------------------------------------------ */

const char *formula_weight(const struct view *v, struct page *page, const struct live_part *p)
{
    return range_text(page, live_now(v, p->weight));
}

const char *formula_part(const struct view *v, struct page *page, const struct live_part *p,
                         uint32_t at)
{
    const struct live *l = v->live;
    if (p->block != UINT32_MAX)
        return formula_cell(v, l->blocks[p->block].first + at, l->blocks[p->block].score);
    return range_text(page, live_points(v, p->index, at));
}

const char *formula_sum(const struct view *v, const struct live_block *b)
{
    struct row r = row_of(v, b, 0);
    text_add(&r.t, "SUM(");
    add_weights(&r, b->count);
    text_addc(&r.t, ')');
    return finish(&r);
}

/* --- coverage --------------------------------------------------------------------------------- */

/* "+I$9*K48": the weight of each part that is a node times a column of its own block. */
static void add_nodes(struct row *r, bool have)
{
    char buffer[CELL_ROOM];
    for (size_t i = r->b->indicators; i < r->b->count; i++) {
        const struct live_block *its = &r->v->live->blocks[r->b->parts[i].block];
        text_addc(&r->t, '+');
        add_weight(r, r->b->parts[i].column);
        text_printf(&r->t, "*%s",
                    address(buffer, its->first + r->at, have ? its->have : its->all, false));
    }
}

/* The sum of the weights stands in the row of weights, in the column of `all`. */
static const char *finish_share(struct row *r)
{
    text_add(&r->t, ")/");
    add_weight(r, r->b->all);
    text_add(&r->t, ",0)");
    return finish(r);
}

static void begin_share(struct row *r)
{
    text_add(&r->t, "IF(");
    add_weight(r, r->b->all);
    text_add(&r->t, ">0,(");
}

const char *formula_all(const struct view *v, const struct live_block *b, uint32_t at)
{
    struct row r = row_of(v, b, at);
    begin_share(&r);
    if (b->indicators > 0) {
        text_add(&r.t, "SUM(");
        add_weights(&r, b->indicators);
        text_addc(&r.t, ')');
    } else {
        text_addc(&r.t, '0');
    }
    for (size_t i = 0; i < b->indicators; i++) {
        if (!b->parts[i].fact)
            continue;
        text_add(&r.t, "-IF(ISNUMBER(");
        add_cell(&r, b->parts[i].column);
        text_add(&r.t, "),0,");
        add_weight(&r, b->parts[i].column);
        text_addc(&r.t, ')');
    }
    add_nodes(&r, false);
    return finish_share(&r);
}

const char *formula_have(const struct view *v, const struct live_block *b, uint32_t at)
{
    struct row r = row_of(v, b, at);
    begin_share(&r);
    if (b->indicators > 0)
        add_weight_with_points(&r, b->indicators);
    else
        text_addc(&r.t, '0');
    for (size_t i = 0; i < b->indicators; i++) {
        if (b->parts[i].imputed == 0)
            continue;
        text_addc(&r.t, '-');
        add_cell(&r, b->parts[i].imputed);
        text_addc(&r.t, '*');
        add_weight(&r, b->parts[i].column);
    }
    add_nodes(&r, true);
    return finish_share(&r);
}

const char *formula_coverage(const struct view *v, const struct live_block *b, uint32_t at)
{
    struct row r = row_of(v, b, at);
    text_add(&r.t, "IF(");
    add_cell(&r, b->all);
    text_add(&r.t, ">0,");
    add_cell(&r, b->have);
    text_addc(&r.t, '/');
    add_cell(&r, b->all);
    text_add(&r.t, ",0)");
    return finish(&r);
}

const char *formula_grade(const struct view *v, const struct live_block *b, uint32_t at)
{
    const struct node *n = &v->m->nodes[b->node];
    struct row r = row_of(v, b, at);
    text_add(&r.t, "IF(");
    add_count(&r, HAS_POINTS);
    text_add(&r.t, "=0,0,MIN(IF(");
    add_cell(&r, b->coverage);
    text_add(&r.t, ">=");
    add_number(&r, number_round(n->full - SHARE_NOISE, 12));
    text_add(&r.t, ",2,IF(");
    add_cell(&r, b->coverage);
    text_add(&r.t, ">=");
    add_number(&r, number_round(n->preliminary - SHARE_NOISE, 12));
    text_add(&r.t, ",1,0))");
    for (size_t i = b->indicators; i < b->count; i++) {
        const struct live_block *its = &v->live->blocks[b->parts[i].block];
        char buffer[CELL_ROOM];
        if (v->m->nodes[its->node].kind != NODE_INDEX)
            continue;
        text_add(&r.t, ",IF(");
        add_weight(&r, b->parts[i].column);
        text_printf(&r.t, ">0,%s,2)", address(buffer, its->first + at, its->grade, false));
    }
    text_add(&r.t, "))");
    return finish(&r);
}

/* --- scores ----------------------------------------------------------------------------------- */

/* The points of a part, lifted to the floor where there is one. */
static void add_term(struct row *r, size_t i)
{
    double least = r->v->m->nodes[r->b->node].floor;
    if (least > 0)
        text_add(&r->t, "MAX(");
    add_cell(r, r->b->parts[i].column);
    if (least > 0) {
        text_addc(&r->t, ',');
        add_number(r, least);
        text_addc(&r->t, ')');
    }
}

/* IF(AND(ISNUMBER(B12),B$9>0), … for each part; `otherwise` when it takes no part. */
static void add_each(struct row *r, const char *between, const char *otherwise,
                     void (*add)(struct row *r, size_t i))
{
    for (size_t i = 0; i < r->b->count; i++) {
        text_add(&r->t, i > 0 ? between : "");
        text_add(&r->t, "IF(AND(ISNUMBER(");
        add_cell(r, r->b->parts[i].column);
        text_add(&r->t, "),");
        add_weight(r, r->b->parts[i].column);
        text_add(&r->t, ">0),");
        add(r, i);
        text_printf(&r->t, ",%s)", otherwise);
    }
}

static void add_weighted(struct row *r, size_t i)
{
    add_weight(r, r->b->parts[i].column);
    text_addc(&r->t, '*');
    add_term(r, i);
}

static void add_product(struct row *r)
{
    if (r->v->m->nodes[r->b->node].floor > 0) {
        text_addc(&r->t, '(');
        add_each(r, "+", "0", add_weighted);
        text_addc(&r->t, ')');
        return;
    }
    text_add(&r->t, "SUMPRODUCT(");
    add_points(r, r->b->count);
    text_addc(&r->t, ',');
    add_weights(r, r->b->count);
    text_addc(&r->t, ')');
}

static void add_mean(struct row *r)
{
    add_product(r);
    text_addc(&r->t, '/');
    add_weight_with_points(r, r->b->count);
}

/* A mean from zero up is 0 when a part is at or under it. */
static bool begin_low(struct row *r, const char *criterion)
{
    if (r->v->m->nodes[r->b->node].floor > 0)
        return false;
    text_add(&r->t, "IF(");
    add_count(r, criterion);
    text_add(&r->t, ">0,0,");
    return true;
}

static void add_power_of(struct row *r, size_t i)
{
    add_term(r, i);
    text_addc(&r->t, '^');
    text_addc(&r->t, '(');
    add_weight(r, r->b->parts[i].column);
    text_addc(&r->t, '/');
    add_weight_with_points(r, r->b->count);
    text_addc(&r->t, ')');
}

static void add_geometric(struct row *r)
{
    bool low = begin_low(r, "\"<=0\"");
    add_each(r, "*", "1", add_power_of);
    text_add(&r->t, low ? ")" : "");
}

static void add_inverse(struct row *r, size_t i)
{
    add_weight(r, r->b->parts[i].column);
    text_addc(&r->t, '/');
    add_term(r, i);
}

static void add_harmonic(struct row *r)
{
    bool low = begin_low(r, "\"<=0\"");
    add_weight_with_points(r, r->b->count);
    text_add(&r->t, "/(");
    add_each(r, "+", "0", add_inverse);
    text_add(&r->t, low ? "))" : ")");
}

static void add_minimum(struct row *r)
{
    text_add(&r->t, "MIN(");
    add_each(r, ",", "1E+300", add_term);
    text_addc(&r->t, ')');
}

static void add_raised(struct row *r, size_t i)
{
    add_weighted(r, i);
    text_add(&r->t, "^(");
    add_number(r, r->v->m->nodes[r->b->node].power);
    text_addc(&r->t, ')');
}

static void add_power(struct row *r)
{
    double power = r->v->m->nodes[r->b->node].power;
    bool low = begin_low(r, power < 0 ? "\"<=0\"" : "\"<0\"");
    text_add(&r->t, "((");
    add_each(r, "+", "0", add_raised);
    text_add(&r->t, ")/");
    add_weight_with_points(r, r->b->count);
    text_add(&r->t, ")^(1/(");
    add_number(r, power);
    text_add(&r->t, low ? ")))" : "))");
}

/* 100 times the share of the rivals that are beaten; an even duel counts half. */
static void add_copeland(struct row *r)
{
    char from[CELL_ROOM], to[CELL_ROOM];
    uint32_t row = r->b->pairs + r->at;
    if (r->at == r->v->live->areas) { /* the area of medians meets nobody */
        text_add(&r->t, "\"[x]\"");
        return;
    }
    const char *duels = arena_printf(r->v->arena, "%s:%s", address(from, row, 1, false),
                                     address(to, row, r->v->live->areas, false));
    text_printf(&r->t,
                "IF(COUNTIF(%s," HAS_POINTS ")=0,100,100*(COUNTIF(%s,\">0.500000001\")+0.5*"
                "COUNTIFS(%s,\">=0.499999999\",%s,\"<=0.500000001\"))/COUNTIF(%s," HAS_POINTS "))",
                duels, duels, duels, duels, duels);
}

const char *formula_score(const struct view *v, const struct live_block *b, uint32_t at)
{
    static void (*const adders[AGGREGATE_KINDS])(struct row *) = {
        [AGGREGATE_MEAN] = add_mean,         [AGGREGATE_GEOMETRIC] = add_geometric,
        [AGGREGATE_HARMONIC] = add_harmonic, [AGGREGATE_MINIMUM] = add_minimum,
        [AGGREGATE_SUM] = add_product,       [AGGREGATE_POWER] = add_power,
        [AGGREGATE_COPELAND] = add_copeland,
    };
    struct row r = row_of(v, b, at);
    text_add(&r.t, "IF(");
    add_cell(&r, b->grade);
    text_add(&r.t, "=0,\"[x]\",");
    adders[v->m->nodes[b->node].aggregation](&r);
    text_addc(&r.t, ')');
    return finish(&r);
}

const char *formula_pair(const struct view *v, const struct live_block *b, uint32_t one,
                         uint32_t other)
{
    struct row r = row_of(v, b, one), o = row_of(v, b, other);
    char near[64], a[CELL_ROOM], z[CELL_ROOM];
    number_text(near, fmax(v->m->nodes[b->node].tolerance, PAIR_NOISE));
    text_printf(&r.t, "IF(OR(%s=0,%s=0),\"\u2013\",(", address(a, r.row, b->grade, false),
                address(z, o.row, b->grade, false));
    for (size_t i = 0; i < b->count; i++) {
        uint32_t column = b->parts[i].column;
        address(a, r.row, column, false);
        address(z, o.row, column, false);
        text_add(&r.t, i > 0 ? "+" : "");
        add_weight(&r, column);
        text_printf(&r.t,
                    "*IF(AND(ISNUMBER(%s),ISNUMBER(%s)),IF(ABS(%s-%s)<=%s,0.5,IF(%s>%s,1,0)),0.5)",
                    a, z, a, z, near, a, z);
    }
    text_add(&r.t, ")/");
    add_weight(&r, b->all);
    text_addc(&r.t, ')');
    return finish(&r);
}
