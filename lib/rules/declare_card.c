/* What only an area's own workbook shows: steps, strategy questions and the calculation. */
#include <math.h>
#include <string.h>

#include "base/text.h"
#include "rules/declare.h"
#include "rules/parser.h"
#include "rules/tell.h"
#include "rules/units.h"

/* --- steps and strategy questions ------------------------------------------------------------- */

static struct guide_answer *last_answer(struct guide *g)
{
    return g->answer_count > 0 ? &g->answers[g->answer_count - 1] : NULL;
}

/* när = villkor | "annars" | "alltid": the text below it is shown when it holds. */
void read_answer_when(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct guide *g = item;
    if (!g->answers) { /* made once: the waiting list points into it */
        g->answers = arena_array(r->arena, b->count, sizeof *g->answers);
    }
    struct guide_answer *a = &g->answers[g->answer_count++];
    a->place = place_at(r, p->file, p->name);
    take_when(r, b, p, &a->condition);
}

/* The property right above is one that `reader` reads; else told. */
static bool stands_under(struct reading *r, const struct block *b, const struct property *p,
                         property_reader *reader, const char *sv, const char *en)
{
    bool has = p > b->properties && p[-1].row->read == reader;
    if (!has) {
        const char *word = b->file->lang == LANG_SV ? sv : en;
        tell(r, "E418", place_at(r, p->file, p->name), said(r, p->name), word, NULL);
    }
    return has;
}

void read_answer_text(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct guide_answer *a = last_answer(item);
    if (stands_under(r, b, p, read_answer_when, "när", "when") && a) {
        a->text_sv = p->text;
    }
}

void read_answer_text_en(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct guide_answer *a = last_answer(item);
    if (stands_under(r, b, p, read_answer_text, "text", "text") && a) {
        a->text_en = p->text;
    }
}

void check_guide(struct reading *r, const struct block *b)
{
    struct guide *g = b->item;
    bool broken = false;
    for (size_t i = 0; i < b->count; i++) {
        broken = broken || b->properties[i].broken;
    }
    for (size_t i = 0; i < g->answer_count; i++) {
        struct guide_answer *a = &g->answers[i];
        if (!a->text_sv && !broken) {
            tell(r, "E460", a->place, said(r, b->name), NULL);
        }
        a->text_sv = a->text_sv ? a->text_sv : "";
    }
}

/* --- the calculation -------------------------------------------------------------------------- */

static struct expr *whole(struct reading *r, struct property *p)
{
    struct cursor c = cursor_over(r, p);
    struct expr *e = parse_condition(&c);
    return e && cursor_end(&c) ? e : NULL;
}

void read_suggestion(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct calc *k = item;
    k->suggestion_place = value_place(r, p);
    await(r, b, p, whole(r, p), EXPECT_NUMBER, &k->unit, &k->suggestion);
}

void read_calc_formula(struct reading *r, struct block *b, struct property *p, void *item)
{
    struct calc *k = item;
    k->formula_place = value_place(r, p);
    await(r, b, p, whole(r, p), EXPECT_NUMBER, &k->unit, &k->formula);
}

/* gräns = mängd "till" mängd */
void read_limits(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    struct calc *k = item;
    struct cursor c = cursor_over(r, p);
    double low = NAN, high = NAN;
    if (take_bounds(&c, p, &k->unit, true, &low, &high) && cursor_end(&c)) {
        k->low = low;
        k->high = high;
    }
}

static bool stands_in(const struct block *b, property_reader *reader)
{
    bool has = false;
    for (size_t i = 0; i < b->count; i++) {
        has = has || b->properties[i].row->read == reader;
    }
    return has;
}

void check_calc(struct reading *r, const struct block *b)
{
    const struct calc *k = b->item;
    if (stands_in(b, read_suggestion) && stands_in(b, read_calc_formula)) {
        tell(r, "E461", k->suggestion_place, said(r, b->name), NULL);
    }
}

bool expression_names(const struct expr *e, enum symbol_kind kind)
{
    bool names = e->op == EXPR_REF && e->ref.kind == kind;
    for (uint32_t i = 0; i < e->arg_count && !names; i++) {
        names = expression_names(e->args[i], kind);
    }
    return names;
}

/* Names anything at all: what a number rests on then says where it comes from. */
static bool names_something(const struct expr *e)
{
    bool names = e->op == EXPR_REF;
    for (uint32_t i = 0; i < e->arg_count && !names; i++) {
        names = names_something(e->args[i]);
    }
    return names;
}

/* Functions of one row at a time; the others look at other areas or years. */
static bool is_of_one_row(enum function f)
{
    static const enum function fine[] = {FN_MIN, FN_MAX,   FN_MEAN, FN_SUM, FN_MEDIAN, FN_ABS,
                                         FN_LN,  FN_ROUND, FN_EXP,  FN_IF,  FN_SQRT};
    bool found = false;
    for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
        found = found || fine[i] == f;
    }
    return found;
}

/* What a spreadsheet can compute when a reader fills in. */
static void check_formula(struct reading *r, const struct expr *e)
{
    bool fine = e->op != EXPR_IS && e->op != EXPR_LIKE && !e->is_text &&
                (e->op != EXPR_CALL || is_of_one_row(e->function));
    if (!expression_names(e, SYMBOL_CALC)) {
        return;
    }
    if (!fine) {
        const char *what = e->op == EXPR_CALL ? e->text : NULL;
        tell(r, "E462", e->place, what ? what : say(r, "det här", "this"), NULL);
        return;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        check_formula(r, e->args[i]);
    }
}

static const struct expr *row_named(const struct expr *e)
{
    if (e->op == EXPR_REF && e->ref.kind == SYMBOL_CALC) {
        return e;
    }
    const struct expr *found = NULL;
    for (uint32_t i = 0; i < e->arg_count && !found; i++) {
        found = row_named(e->args[i]);
    }
    return found;
}

void calcs_check(struct reading *r)
{
    const struct model *m = r->model;
    for (size_t i = 0; i < m->calc_count; i++) {
        const struct calc *k = &m->calcs[i];
        const struct expr *row = k->suggestion ? row_named(k->suggestion) : NULL;
        if (k->formula) {
            check_formula(r, k->formula);
        }
        if (row) {
            tell(r, "E463", row->place, row->text, NULL);
        } else if (k->suggestion && !k->head.source[0] && !names_something(k->suggestion)) {
            tell(r, "E464", k->suggestion_place, k->head.name, NULL);
        }
    }
}

/* --- sheets ----------------------------------------------------------------------------------- */

enum { SHEET_NAME = 31 };

void read_sheet(struct reading *r, struct block *b, struct property *p, void *item)
{
    (void)b;
    size_t n = strlen(p->text);
    bool fine = utf8_count(p->text, n) <= SHEET_NAME &&
                p->text[strcspn(p->text, "[]:*?/\\")] == 0 && p->text[0] != '\'' &&
                p->text[n - 1] != '\'';
    if (!fine) {
        struct str s = {p->raw.p, strcspn(p->raw.p, "\n")};
        tell(r, "E465", place_at(r, p->file, str_trim(s)), p->text, NULL);
        return;
    }
    *(const char **)(void *)((char *)item + p->row->offset) = p->text;
}
