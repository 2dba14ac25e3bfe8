#include "rules/resolve.h"

#include <string.h>

#include "rules/derived.h"
#include "rules/keywords.h"
#include "rules/override.h"
#include "rules/tell.h"
#include "rules/units.h"

void pending_add(struct reading *r, struct pending pending)
{
    r->pending =
        arena_grow(r->arena, r->pending, r->pending_count, &r->pending_capacity, sizeof pending);
    r->pending[r->pending_count++] = pending;
}

void edge_add(struct reading *r, struct ref owner, struct ref target, struct place place)
{
    r->edges = arena_grow(r->arena, r->edges, r->edge_count, &r->edge_capacity, sizeof *r->edges);
    r->edges[r->edge_count++] = (struct edge){owner, target, place};
}

/* --- units ------------------------------------------------------------------------------------ */

const char *unit_shown(struct checker *k, const struct unit *unit)
{
    const char *text = unit_text(unit, k->r->d->lang);
    return text[0] ? text : say(k->r, "utan enhet", "no unit");
}

bool is_bare(const struct expr *e)
{
    while (e->op == EXPR_NEGATE) {
        e = e->args[0];
    }
    return e->op == EXPR_NUMBER && e->unit.sv[0] == '\0';
}

bool is_bare_zero(const struct expr *e)
{
    return is_bare(e) && e->op == EXPR_NUMBER && e->number >= 0 && e->number <= 0;
}

/* A difference of shares is in percentage points. */
static bool is_difference(const struct expr *e)
{
    return e->op == EXPR_SUBTRACT || e->op == EXPR_NEGATE ||
           (e->op == EXPR_CALL && (e->function == FN_REST || e->function == FN_ABS));
}

bool convert(struct checker *k, struct expr **slot, const struct unit *unit)
{
    struct expr *e = *slot;
    if (unit_is_unknown(unit) || unit_is_unknown(&e->unit)) {
        return true;
    }
    if (is_bare_zero(e)) {
        e->unit = *unit;
        return true;
    }
    bool points =
        unit->apart == UNIT_POINTS_OF_PERCENT && unit_is_pure(&e->unit) && is_difference(e);
    if (!unit_fits(&e->unit, unit) && !points) {
        return false;
    }
    double factor = e->unit.factor / unit->factor;
    if (factor < 1 || factor > 1) {
        struct expr *scaled = expr_new(k->r, EXPR_SCALE, e->place, 1);
        scaled->number = factor;
        scaled->args[0] = e;
        scaled->text = e->text;
        *slot = scaled;
    }
    (*slot)->unit = *unit;
    return true;
}

void tell_units(struct checker *k, const char *mark, const struct expr *a, const struct expr *b)
{
    const char *ua = unit_shown(k, &a->unit), *ub = unit_shown(k, &b->unit);
    struct diagnostic *item = tell(k->r, "E201", a->place, ua, mark, ub, NULL);
    tell_other(k->r, item, b->place, ub);
    if (a->unit.apart == UNIT_POINTS_OF_PERCENT || b->unit.apart == UNIT_POINTS_OF_PERCENT) {
        tell_hint(
            k->r, item, "procentenheter är en skillnad mellan två andelar; en andel skrivs med %",
            "percentage points are a difference of two shares; a share is written with %", "");
    }
}

static const char *kind_shown(struct checker *k, const struct expr *e)
{
    return e->is_text ? say(k->r, "en text", "a text")
                      : say(k->r, "ett villkor (ja eller nej)", "a condition (yes or no)");
}

/* The column with that heading, when a heading stands for its name; NULL. */
static const char *column_under(struct reading *r, const struct expr *e)
{
    const struct model *m = r->model;
    bool look = e->op == EXPR_TEXT && may_suggest(r, m->variable_count);
    for (size_t i = 0; look && i < m->variable_count; i++) {
        if (m->variables[i].heading && name_eq(m->variables[i].heading, e->text)) {
            return m->variables[i].head.name;
        }
    }
    return NULL;
}

bool want_number(struct checker *k, const struct expr *e)
{
    if (!e->is_truth && !e->is_text) {
        return true;
    }
    struct diagnostic *item = tell(k->r, "E206", e->place, kind_shown(k, e), NULL);
    if (e->is_text) {
        tell_hint(k->r, item, "{0} är text: ta bort den ur formeln, eller skriv en kolumn med tal",
                  "{0} is text: take it out of the formula, or write a column of numbers",
                  e->op == EXPR_REF ? e->text : say(k->r, "det", "this"));
    }
    tell_hint(k->r, item, "skriv kolumnens namn: {0}", "write the column's name: {0}",
              column_under(k->r, e));
    return false;
}

bool want_truth(struct checker *k, const struct expr *e)
{
    if (e->is_truth) {
        return true;
    }
    tell(k->r, "E204", e->place, e->is_text ? kind_shown(k, e) : say(k->r, "ett tal", "a number"),
         NULL);
    return false;
}

/* --- names ------------------------------------------------------------------------------------ */

/* What can stand after a name: each of its numbers. */
struct properties {
    struct reading *r;
    const char **items;
    size_t count, capacity, skip;
};

static void count_property(void *context, struct ref target)
{
    (void)target;
    ((struct properties *)context)->count++;
}

/* May they be looked through? A scale may have thousands of steps: they are not even counted when
 * the budget is spent. */
static bool may_list(struct reading *r, struct ref item)
{
    struct properties p = {.r = r};
    if (r->unsuggested) {
        return false;
    }
    scalar_each_of(r->model, item, count_property, &p);
    return may_suggest(r, 4 * p.count); /* each is put together first */
}

static void add_property(void *context, struct ref target)
{
    struct properties *p = context;
    struct text name = {0};
    if (target.property == 'v') {
        return; /* the name alone */
    }
    scalar_name(p->r->model, target, p->r->d->lang, &name);
    p->items = arena_grow(p->r->arena, p->items, p->count, &p->capacity, sizeof *p->items);
    p->items[p->count++] = arena_strdup(p->r->arena, name.p + p->skip);
    text_release(&name);
}

static void tell_property(struct reading *r, struct place place, struct str base, struct str rest,
                          struct ref item)
{
    enum { SHOWN = 6 };
    struct properties p = {.r = r, .skip = base.n + 1};
    struct text list = {0};
    struct diagnostic *told = tell(r, "E139", place, said(r, base), said(r, rest), NULL);
    if (!may_list(r, item)) {
        return;
    }
    scalar_each_of(r->model, item, add_property, &p);
    const char *near = text_nearest(said(r, rest), p.items, p.count);
    if (near) {
        tell_hint(r, told, "menade du \"{0}\"?", "did you mean \"{0}\"?", near);
        return;
    }
    for (size_t i = 0; i < p.count && i < SHOWN; i++) {
        text_printf(&list, "%s%s", i ? ", " : "", p.items[i]);
    }
    text_add(&list, p.count > SHOWN ? " …" : "");
    tell_hint(r, told, "de som finns är {0}", "those that exist are {0}", p.count ? list.p : NULL);
    text_release(&list);
}

static size_t dot_in(struct str s)
{
    size_t n = 0;
    while (n < s.n && s.p[n] != '.') {
        n++;
    }
    return n;
}

/* The register that has such a column, for the message; NULL when none has. */
static const struct rule_column *column_anywhere(struct reading *r, struct str name,
                                                 const struct rule_register **owner)
{
    size_t dot = dot_in(name);
    struct str last = dot < name.n ? (struct str){name.p + dot + 1, name.n - dot - 1} : name;
    for (size_t i = 0; i < r->model->register_count; i++) {
        const struct rule_register *g = &r->model->registers[i];
        for (size_t j = 0; j < g->column_count; j++) {
            if (name_eq(g->columns[j].head.name, said(r, last))) {
                *owner = g;
                return &g->columns[j];
            }
        }
    }
    return NULL;
}

static bool derived_name(struct reading *r, struct str name, struct ref *out)
{
    enum derived derived;
    if (!derived_find(said(r, name), &derived)) {
        return false;
    }
    *out = (struct ref){SYMBOL_DERIVED, (uint32_t)derived, 'v', 0};
    return true;
}

bool resolve_name(struct reading *r, struct str name, struct place place, struct ref *out)
{
    size_t dot = dot_in(name);
    struct str base = {name.p, dot}, rest = {name.p + dot, name.n - dot};
    const struct symbol *symbol = names_find(r, base);
    const struct rule_register *owner = NULL;
    if (!symbol && derived_name(r, base, out)) {
        mention_add(r, *out, UINT32_MAX, place, utf8_count(base.p, base.n));
        return true;
    }
    if (symbol && symbol->ref.kind == SYMBOL_KINDS) {
        return false;
    }
    if ((!symbol || symbol->ref.kind == SYMBOL_REGISTER) && column_anywhere(r, name, &owner)) {
        tell(r, "E403", place, said(r, name), owner->head.name, NULL);
        return false;
    }
    if (!symbol) {
        names_unknown(r, place, base);
        return false;
    }
    mention_add(r, symbol->ref, UINT32_MAX, place, utf8_count(base.p, base.n));
    *out = symbol->ref;
    out->property = 'v';
    rest = rest.n ? (struct str){rest.p + 1, rest.n - 1} : rest;
    if (rest.n && !scalar_path(r->model, rest, out)) {
        tell_property(r, place, base, rest, symbol->ref);
        return false;
    }
    r->model->named[out->kind][out->index] = true;
    return true;
}

/* Inside räkna: the register's own columns, bare or as register.column. */
static const struct rule_column *own_column(struct reading *r, const struct pending *p,
                                            struct str name, uint32_t *index)
{
    uint32_t reg = p->reg == UINT32_MAX ? UINT32_MAX : r->model->counts[p->reg].reg;
    if (reg == UINT32_MAX) {
        return NULL;
    }
    const struct rule_register *g = &r->model->registers[reg];
    size_t dot = dot_in(name);
    if (dot < name.n && !name_eq(said(r, (struct str){name.p, dot}), g->head.name)) {
        return NULL;
    }
    struct str last = dot < name.n ? (struct str){name.p + dot + 1, name.n - dot - 1} : name;
    for (size_t i = 0; i < g->column_count; i++) {
        if (name_eq(g->columns[i].head.name, said(r, last))) {
            *index = (uint32_t)i;
            return &g->columns[i];
        }
    }
    return NULL;
}

static void set_type(struct expr *e, struct unit unit, bool truth, bool text)
{
    e->unit = unit;
    e->is_truth = truth;
    e->is_text = text;
}

static void type_of_fact(const struct fact *f, struct expr *e)
{
    set_type(e, f->unit, f->type == FACT_YES_NO, f->type == FACT_TEXT);
}

/* The type of a value; false for kinds that have none. */
static bool set_ref_type(struct reading *r, struct expr *e)
{
    const struct model *m = r->model;
    uint32_t i = e->ref.index;
    switch (e->ref.kind) {
    case SYMBOL_VARIABLE:
        set_type(e, m->variables[i].unit, false, m->variables[i].is_text);
        break;
    case SYMBOL_FACT:
        type_of_fact(&m->facts[i], e);
        break;
    case SYMBOL_ASSUMPTION:
        set_type(e, m->assumptions[i].unit, false, false);
        break;
    case SYMBOL_COUNT:
        set_type(e, m->counts[i].unit, false, false);
        break;
    case SYMBOL_INDICATOR:
        set_type(e, m->indicators[i].unit, false, false);
        break;
    case SYMBOL_NODE:
        set_type(e, unit_named("poäng"), false, false);
        break;
    case SYMBOL_GATE:
    case SYMBOL_FLAG:
    case SYMBOL_POSITION:
    case SYMBOL_IDEA:
        set_type(e, unit_none(), true, false);
        break;
    case SYMBOL_DERIVED: {
        const struct derived_row *row = derived_row((enum derived)i);
        set_type(e, row->unit[0] ? unit_named(row->unit) : unit_none(), row->type == DERIVED_TRUTH,
                 row->type == DERIVED_TEXT);
        break;
    }
    default:
        return false;
    }
    if (e->ref.property != 'v') {
        bool number = e->ref.kind == SYMBOL_INDICATOR || e->ref.kind == SYMBOL_NODE;
        set_type(e, number ? *scalar_unit(m, e->ref) : e->unit, false, false);
        return number && (e->ref.property == 'w' || e->ref.kind == SYMBOL_INDICATOR);
    }
    return true;
}

bool type_of(struct reading *r, struct ref ref, struct unit *unit, bool *is_truth, bool *is_text)
{
    struct expr e = {.op = EXPR_REF, .ref = ref};
    bool has = set_ref_type(r, &e);
    *unit = e.unit;
    *is_truth = e.is_truth;
    *is_text = e.is_text;
    return has;
}

/* "kolumn" or "register.kolumn" */
static void mention_column(struct checker *k, const struct expr *e, uint32_t index)
{
    uint32_t reg = k->r->model->counts[k->p->reg].reg;
    struct place place = e->place;
    struct str name = str_of(e->text);
    size_t before = dot_in(name) < name.n ? utf8_count(name.p, dot_in(name)) : 0;
    if (before) {
        mention_add(k->r, (struct ref){SYMBOL_REGISTER, reg, 'v', 0}, UINT32_MAX, place, before);
        place.column += (unsigned)before + 1;
        before++;
    }
    mention_add(k->r, (struct ref){SYMBOL_COLUMN, index, 'v', 0}, reg, place,
                utf8_count(name.p, name.n) - before);
}

static bool check_ref(struct checker *k, struct expr *e)
{
    struct reading *r = k->r;
    struct str name = str_of(e->text);
    uint32_t index = 0;
    const struct rule_column *column = own_column(r, k->p, name, &index);
    if (column) {
        e->ref = (struct ref){SYMBOL_COLUMN, index, 'v', 0};
        mention_column(k, e, index);
        set_type(e, column->unit, false, column->is_text);
        return !unit_is_unknown(&column->unit) || column->is_text;
    }
    if (k->p->reg != UINT32_MAX && r->model->counts[k->p->reg].reg == UINT32_MAX) {
        return false; /* the register itself was told as unknown */
    }
    if (!resolve_name(r, name, e->place, &e->ref)) {
        return false;
    }
    if (k->p->reg != UINT32_MAX && e->ref.kind != SYMBOL_ASSUMPTION) {
        tell(r, "E405", e->place, e->text, NULL);
        return false;
    }
    if (!set_ref_type(r, e)) {
        tell(r, "E410", e->place, e->text,
             e->ref.property != 'v' ? say(r, "en egenskap som den inte har", "a property it lacks")
                                    : symbol_text(e->ref.kind, r->d->lang),
             NULL);
        return false;
    }
    if (e->ref.property == 'v') {
        edge_add(r, k->p->owner, e->ref, e->place);
    }
    return true;
}

/* --- operators -------------------------------------------------------------------------------- */

static const char *const op_marks[] = {
    [EXPR_ADD] = "+",   [EXPR_SUBTRACT] = "-", [EXPR_MULTIPLY] = "*", [EXPR_DIVIDE] = "/",
    [EXPR_POWER] = "^", [EXPR_EQ] = "=",       [EXPR_NE] = "<>",      [EXPR_LT] = "<",
    [EXPR_LE] = "<=",   [EXPR_GT] = ">",       [EXPR_GE] = ">=",
};

static bool check_both(struct checker *k, struct expr *e)
{
    bool a = check_expression(k, &e->args[0]);
    bool b = check_expression(k, &e->args[1]);
    return a && b;
}

/* summa: the right side is converted to the left's unit; a bare 0 fits anything */
static bool check_sum(struct checker *k, struct expr *e)
{
    if (!check_both(k, e) || !want_number(k, e->args[0]) || !want_number(k, e->args[1])) {
        return false;
    }
    if (is_bare_zero(e->args[0])) {
        e->args[0]->unit = e->args[1]->unit;
    }
    if (!convert(k, &e->args[1], &e->args[0]->unit)) {
        tell_units(k, op_marks[e->op], e->args[0], e->args[1]);
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

static bool check_product(struct checker *k, struct expr *e)
{
    if (!check_both(k, e) || !want_number(k, e->args[0]) || !want_number(k, e->args[1])) {
        return false;
    }
    e->unit = unit_combine(k->r->arena, e->args[0]->unit, e->args[1]->unit, e->op == EXPR_DIVIDE);
    return true;
}

static bool check_power(struct checker *k, struct expr *e)
{
    if (!check_both(k, e) || !want_number(k, e->args[0]) || !want_number(k, e->args[1])) {
        return false;
    }
    const struct expr *power = e->args[1];
    if (unit_is_plain(&e->args[0]->unit) && unit_is_plain(&power->unit)) {
        return true;
    }
    int whole = power->op == EXPR_NUMBER && power->number <= 4 && power->number >= 0
                    ? (int)power->number
                    : -1;
    if (whole < 0 || power->number > whole || !is_bare(power)) {
        tell(k->r, "E209", e->place, unit_shown(k, &e->args[0]->unit), NULL);
        return false;
    }
    e->unit = unit_power(k->r->arena, e->args[0]->unit, whole);
    return true;
}

/* A rank is a place in a list: "rang(x) <= 10" needs no unit. */
static bool is_place(const struct expr *e)
{
    if (e->op == EXPR_CALL) {
        return e->function == FN_RANK;
    }
    return e->op == EXPR_REF && e->ref.kind == SYMBOL_DERIVED &&
           (e->ref.index == DERIVED_RANK || e->ref.index == DERIVED_RANK_LOW ||
            e->ref.index == DERIVED_RANK_HIGH || e->ref.index == DERIVED_RANK_SPAN);
}

/* A bare number as the analyst wrote it. */
static const struct expr *unsigned_number(const struct expr *e)
{
    while (e->op == EXPR_NEGATE) {
        e = e->args[0];
    }
    return e;
}

static bool check_threshold(struct checker *k, struct expr *bare, const struct expr *other)
{
    if (!is_bare(bare) || unit_is_plain(&other->unit) || unit_is_unknown(&other->unit)) {
        return true;
    }
    if (is_place(other)) {
        bare->unit = other->unit;
        return true;
    }
    const struct expr *number = unsigned_number(bare);
    const char *cure = with_unit(k->r, k->p->file, number->text, number->number, &other->unit);
    struct diagnostic *item = tell(k->r, "E203", bare->place, cure, NULL);
    tell_other(k->r, item, other->place, unit_shown(k, &other->unit));
    return false;
}

/* A text fact is compared with one of the texts it can have. */
static bool check_choice(struct checker *k, const struct expr *fact, const struct expr *text)
{
    if (fact->op != EXPR_REF || fact->ref.kind != SYMBOL_FACT || text->op != EXPR_TEXT) {
        return true;
    }
    const struct fact *f = &k->r->model->facts[fact->ref.index];
    for (size_t i = 0; i < f->choice_count; i++) {
        if (name_eq(f->choices[i], text->text)) {
            return true;
        }
    }
    if (f->choice_count == 0) {
        return true;
    }
    struct diagnostic *item = tell(k->r, "E408", text->place, text->text, f->head.name, NULL);
    tell_hint(k->r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?",
              text_nearest(text->text, f->choices, f->choice_count));
    return false;
}

static bool check_text_comparison(struct checker *k, struct expr *e)
{
    const struct expr *a = e->args[0], *b = e->args[1];
    if (!a->is_text || !b->is_text || (e->op != EXPR_EQ && e->op != EXPR_NE)) {
        tell(k->r, "E208", e->place, NULL);
        return false;
    }
    return check_choice(k, a, b) && check_choice(k, b, a);
}

/* "fråga = ja" says the same as "fråga": the comparison becomes the condition itself. */
static bool check_truth_comparison(struct checker *k, struct expr *e)
{
    struct expr *a = e->args[0], *b = e->args[1];
    bool fine = a->is_truth && b->is_truth && b->op == EXPR_TRUTH && (int)b->number >= 0 &&
                (e->op == EXPR_EQ || e->op == EXPR_NE);
    if (!fine) {
        tell(k->r, "E206", a->is_truth ? a->place : b->place, kind_shown(k, a->is_truth ? a : b),
             NULL);
        return false;
    }
    bool same = ((int)b->number == 1) == (e->op == EXPR_EQ);
    e->op = same ? EXPR_AND : EXPR_NOT;
    e->args[1] = a; /* "a och a" is a */
    e->arg_count = same ? 2 : 1;
    return true;
}

static bool check_comparison(struct checker *k, struct expr *e)
{
    if (!check_both(k, e)) {
        return false;
    }
    struct expr *a = e->args[0], *b = e->args[1];
    if (a->is_text || b->is_text) {
        return check_text_comparison(k, e);
    }
    if (a->is_truth || b->is_truth) {
        return check_truth_comparison(k, e);
    }
    if (!check_threshold(k, b, a) || !check_threshold(k, a, b)) {
        return false;
    }
    if (!convert(k, &e->args[1], &a->unit)) {
        tell_units(k, op_marks[e->op], a, b);
        return false;
    }
    return true;
}

static bool check_logic(struct checker *k, struct expr *e)
{
    bool fine = true;
    for (uint32_t i = 0; i < e->arg_count; i++) {
        fine = check_expression(k, &e->args[i]) && want_truth(k, e->args[i]) && fine;
    }
    return fine;
}

static bool check_negate(struct checker *k, struct expr *e)
{
    if (!check_expression(k, &e->args[0]) || !want_number(k, e->args[0])) {
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

static bool check_is(struct checker *k, struct expr *e)
{
    if (!check_expression(k, &e->args[0])) {
        return false;
    }
    if (e->is == IS_YES || e->is == IS_NO) {
        return want_truth(k, e->args[0]);
    }
    return true;
}

static bool check_like(struct checker *k, struct expr *e)
{
    if (!check_expression(k, &e->args[0])) {
        return false;
    }
    if (!e->args[0]->is_text) {
        tell(k->r, "E210", e->args[0]->place, NULL);
        return false;
    }
    return true;
}

static bool check_literal(struct checker *k, struct expr *e)
{
    (void)k;
    (void)e;
    return true;
}

static bool (*const checks[])(struct checker *, struct expr *) = {
    [EXPR_NUMBER] = check_literal,   [EXPR_TEXT] = check_literal,   [EXPR_TRUTH] = check_literal,
    [EXPR_REF] = check_ref,          [EXPR_SCALE] = check_literal,  [EXPR_NEGATE] = check_negate,
    [EXPR_NOT] = check_logic,        [EXPR_ADD] = check_sum,        [EXPR_SUBTRACT] = check_sum,
    [EXPR_MULTIPLY] = check_product, [EXPR_DIVIDE] = check_product, [EXPR_POWER] = check_power,
    [EXPR_EQ] = check_comparison,    [EXPR_NE] = check_comparison,  [EXPR_LT] = check_comparison,
    [EXPR_LE] = check_comparison,    [EXPR_GT] = check_comparison,  [EXPR_GE] = check_comparison,
    [EXPR_AND] = check_logic,        [EXPR_OR] = check_logic,       [EXPR_IS] = check_is,
    [EXPR_LIKE] = check_like,        [EXPR_CALL] = check_call,
};

bool check_expression(struct checker *k, struct expr **slot)
{
    struct expr *e = *slot;
    if (!checks[e->op](k, e)) {
        return false;
    }
    if (e->op == EXPR_REF && e->ref.kind == SYMBOL_IDEA && e->ref.property == 'v') {
        tell(k->r, "E409", e->place, e->text, NULL);
        return false;
    }
    return true;
}

/* --- all -------------------------------------------------------------------------------------- */

static bool check_result(struct checker *k, struct expr **slot)
{
    const struct pending *p = k->p;
    if (p->expected == EXPECT_TRUTH) {
        return want_truth(k, *slot);
    }
    if (p->expected == EXPECT_ANY) {
        return true;
    }
    if (!want_number(k, *slot)) {
        return false;
    }
    if (!p->unit || convert(k, slot, p->unit)) {
        return true;
    }
    struct diagnostic *item = tell(k->r, "E211", (*slot)->place, unit_shown(k, &(*slot)->unit),
                                   unit_shown(k, p->unit), NULL);
    tell_other(k->r, item, p->declared, unit_shown(k, p->unit));
    return false;
}

void resolve_all(struct reading *r)
{
    for (size_t i = 0; i < r->pending_count && !reading_is_given_up(r); i++) {
        struct checker k = {r, &r->pending[i]};
        struct expr *e = r->pending[i].expr;
        bool fine = check_expression(&k, &e) && check_result(&k, &e);
        *r->pending[i].target = fine ? e : NULL;
    }
}
