/* Functions: what their arguments must be, and the unit of the result. */
#include <math.h>
#include <string.h>

#include "rules/functions.h"
#include "rules/keywords.h"
#include "rules/resolve.h"
#include "rules/tell.h"
#include "rules/units.h"

static bool check_arguments(struct checker *k, struct expr *e)
{
    bool fine = true;
    for (uint32_t i = 0; i < e->arg_count; i++) {
        fine = check_expression(k, &e->args[i]) && fine;
    }
    return fine;
}

static bool check_numbers(struct checker *k, struct expr *e)
{
    bool fine = check_arguments(k, e);
    for (uint32_t i = 0; i < e->arg_count && fine; i++) {
        fine = want_number(k, e->args[i]);
    }
    return fine;
}

static bool rule_same(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    uint32_t lead = 0; /* the first that is not a bare zero decides */
    while (lead + 1 < e->arg_count && is_bare_zero(e->args[lead])) {
        lead++;
    }
    struct unit unit = e->args[lead]->unit;
    for (uint32_t i = 0; i < e->arg_count; i++) {
        if (!convert(k, &e->args[i], &unit)) {
            tell_units(k, k->p->file->lang == LANG_SV ? ";" : ",", e->args[lead], e->args[i]);
            return false;
        }
    }
    e->unit = unit;
    return true;
}

static bool rule_round(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    e->unit = e->args[0]->unit;
    if (e->arg_count > 1 && !is_bare(e->args[1])) {
        tell(k->r, "E212", e->args[1]->place, NULL);
        return false;
    }
    return true;
}

static bool rule_pure(struct checker *k, struct expr *e)
{
    struct unit pure = unit_none();
    if (!check_numbers(k, e)) {
        return false;
    }
    if (!convert(k, &e->args[0], &pure)) {
        tell(k->r, "E213", e->args[0]->place, e->text, unit_shown(k, &e->args[0]->unit), NULL);
        return false;
    }
    return true;
}

static bool rule_root(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    struct unit base = e->args[0]->unit, root = unit_none();
    base.factor = 1;
    if (!unit_root(base, &root)) {
        tell(k->r, "E213", e->args[0]->place, e->text, unit_shown(k, &e->args[0]->unit), NULL);
        return false;
    }
    e->unit = root;
    return convert(k, &e->args[0], &base);
}

static bool rule_if(struct checker *k, struct expr *e)
{
    if (!check_arguments(k, e) || !want_truth(k, e->args[0])) {
        return false;
    }
    struct expr *a = e->args[1], *b = e->args[2];
    e->is_truth = a->is_truth;
    e->is_text = a->is_text;
    if (a->is_truth != b->is_truth || a->is_text != b->is_text) {
        tell(k->r, "E214", e->place, NULL);
        return false;
    }
    if (is_bare_zero(a)) {
        a->unit = b->unit;
    }
    if (!convert(k, &e->args[2], &a->unit)) {
        tell_units(k, k->p->file->lang == LANG_SV ? ";" : ",", a, b);
        return false;
    }
    e->unit = a->unit;
    return true;
}

static bool rule_missing(struct checker *k, struct expr *e)
{
    e->is_truth = true;
    return check_arguments(k, e);
}

static bool rule_rank(struct checker *k, struct expr *e)
{
    e->unit = unit_named("st");
    return check_numbers(k, e);
}

static bool rule_neighbours(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    e->unit = e->args[0]->unit;
    if (k->r->model->neighbours_file[0]) {
        return true;
    }
    bool sv = k->p->file->lang == LANG_SV;
    tell(k->r, "E426", e->place, e->text,
         sv ? "grannar: i blocket modell" : "neighbours: in the block model", NULL);
    return false;
}

static bool bare_name(struct checker *k, struct expr *e, struct expr *a);

/* The first block of peers when none is named. */
static bool rule_peers(struct checker *k, struct expr *e)
{
    struct expr *x = e->args[0], *named = e->arg_count > 1 ? e->args[1] : NULL;
    if (!check_expression(k, &e->args[0]) || !want_number(k, x)) {
        return false;
    }
    e->unit = e->args[0]->unit;
    if (named && !bare_name(k, e, named)) {
        return false;
    }
    if (named && named->ref.kind != SYMBOL_PEERS) {
        tell(k->r, "E219", named->place, e->text, NULL);
        return false;
    }
    if (k->r->model->peers_count == 0) {
        bool sv = k->p->file->lang == LANG_SV;
        tell(k->r, "E426", e->place, e->text, sv ? "ett block liknande" : "a block peers", NULL);
        return false;
    }
    e->ref = (struct ref){SYMBOL_PEERS, named ? named->ref.index : 0, 'v', 0};
    k->r->model->named[SYMBOL_PEERS][e->ref.index] = true;
    edge_add(k->r, k->p->owner, e->ref, e->place);
    return true;
}

static bool rule_share_all(struct checker *k, struct expr *e)
{
    return check_expression(k, &e->args[0]) && want_truth(k, e->args[0]);
}

static bool rule_percent(struct checker *k, struct expr *e)
{
    e->unit = unit_named("%");
    return check_numbers(k, e);
}

static bool rule_percentile(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    const struct expr *share = e->args[1];
    double value = share->number * share->unit.factor;
    if (share->op != EXPR_NUMBER || !unit_is_pure(&share->unit) || value < 0 || value > 1) {
        tell(k->r, "E215", share->place, NULL);
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

static bool rule_rest(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

/* --- over time -------------------------------------------------------------------------------- */

/* A year can only be chosen for what comes from a source. */
static const struct expr *not_from_source(const struct expr *e, size_t *variables)
{
    if (e->op == EXPR_REF) {
        *variables += e->ref.kind == SYMBOL_VARIABLE;
        return e->ref.kind == SYMBOL_VARIABLE || e->ref.kind == SYMBOL_ASSUMPTION ? NULL : e;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        const struct expr *found = not_from_source(e->args[i], variables);
        if (found) {
            return found;
        }
    }
    return NULL;
}

static bool check_series(struct checker *k, struct expr *e)
{
    if (!check_numbers(k, e)) {
        return false;
    }
    size_t variables = 0;
    const struct expr *other = not_from_source(e->args[0], &variables);
    if (other || variables == 0) {
        tell(k->r, "E207", (other ? other : e->args[0])->place, e->text, NULL);
        return false;
    }
    return true;
}

/* "5 år": a whole number of years. */
static bool check_years(struct checker *k, struct expr **slot)
{
    struct expr *e = *slot;
    struct unit years = unit_named("år");
    double number = e->number * e->unit.factor / years.factor;
    bool fine = e->op == EXPR_NUMBER && unit_fits(&e->unit, &years) && number >= 1 - 1e-9 &&
                number <= 100 && fabs(number - round(number)) < 1e-9;
    if (!fine) {
        tell(k->r, "E216", e->place, NULL);
        return false;
    }
    e->number = round(number);
    e->unit = years;
    return true;
}

static bool rule_change(struct checker *k, struct expr *e)
{
    return check_series(k, e) && check_years(k, &e->args[1]);
}

static bool rule_years(struct checker *k, struct expr *e)
{
    if (!check_series(k, e) || !check_years(k, &e->args[1])) {
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

static bool rule_at(struct checker *k, struct expr *e)
{
    if (!check_series(k, e)) {
        return false;
    }
    const struct expr *year = e->args[1];
    if (!is_bare(year) || year->op != EXPR_NUMBER || year->number < 1900 || year->number > 2200) {
        tell(k->r, "E217", year->place, NULL);
        return false;
    }
    e->unit = e->args[0]->unit;
    return true;
}

/* --- over facts and results ------------------------------------------------------------------- */

static bool rule_share(struct checker *k, struct expr *e)
{
    if (!check_arguments(k, e)) {
        return false;
    }
    for (uint32_t i = 0; i < e->arg_count; i++) {
        const struct expr *a = e->args[i];
        if (a->op != EXPR_REF || a->ref.kind != SYMBOL_FACT || !a->is_truth) {
            tell(k->r, "E218", a->place, NULL);
            return false;
        }
    }
    return true;
}

/* Only a name may stand here: it is looked up without being taken for its value. */
static bool bare_name(struct checker *k, struct expr *e, struct expr *a)
{
    if (a->op != EXPR_REF) {
        tell(k->r, "E219", a->place, e->text, NULL);
        return false;
    }
    if (!resolve_name(k->r, str_of(a->text), a->place, &a->ref)) {
        return false;
    }
    edge_add(k->r, k->p->owner, a->ref, a->place);
    return true;
}

static bool rule_assessable(struct checker *k, struct expr *e)
{
    struct expr *a = e->args[0];
    e->is_truth = true;
    if (!bare_name(k, e, a)) {
        return false;
    }
    a->unit = unit_named("poäng");
    if (a->ref.kind != SYMBOL_NODE || a->ref.property != 'v') {
        tell(k->r, "E219", a->place, e->text, NULL);
        return false;
    }
    return true;
}

/* Which is foremost depends on all of its kind. */
static void depend_on_all(struct checker *k, struct ref ref, struct place place)
{
    const struct model *m = k->r->model;
    size_t n = ref.kind == SYMBOL_IDEA ? m->idea_count : m->node_count;
    for (uint32_t i = 0; i < n; i++) {
        if (ref.kind == SYMBOL_IDEA || m->nodes[i].kind == NODE_CHALLENGE) {
            edge_add(k->r, k->p->owner, (struct ref){ref.kind, i, 'v', 0}, place);
        }
    }
}

static bool rule_top(struct checker *k, struct expr *e)
{
    struct expr *a = e->args[0];
    e->is_truth = true;
    if (!bare_name(k, e, a)) {
        return false;
    }
    const struct model *m = k->r->model;
    bool challenge = a->ref.kind == SYMBOL_NODE && m->nodes[a->ref.index].kind == NODE_CHALLENGE;
    if (!challenge && a->ref.kind != SYMBOL_IDEA) {
        tell(k->r, "E219", a->place, e->text, NULL);
        return false;
    }
    depend_on_all(k, a->ref, a->place);
    return true;
}

static bool (*const rules[])(struct checker *, struct expr *) = {
    [RULE_SAME] = rule_same,
    [RULE_ROUND] = rule_round,
    [RULE_PURE] = rule_pure,
    [RULE_ROOT] = rule_root,
    [RULE_IF] = rule_if,
    [RULE_MISSING] = rule_missing,
    [RULE_RANK] = rule_rank,
    [RULE_PERCENT] = rule_percent,
    [RULE_PERCENTILE] = rule_percentile,
    [RULE_REST] = rule_rest,
    [RULE_CHANGE] = rule_change,
    [RULE_YEARS] = rule_years,
    [RULE_AT] = rule_at,
    [RULE_SHARE] = rule_share,
    [RULE_ASSESSABLE] = rule_assessable,
    [RULE_TOP] = rule_top,
    [RULE_NEIGHBOURS] = rule_neighbours,
    [RULE_PEERS] = rule_peers,
    [RULE_SHARE_ALL] = rule_share_all,
};

/* medel(x; 3 år) is the mean of three years, unless x is itself in years. */
static bool means_years(struct checker *k, struct expr *e)
{
    const struct unit years = unit_named("år");
    const struct expr *last = e->args[e->arg_count - 1];
    bool looks = e->function == FN_MEAN && e->arg_count == 2 && last->op == EXPR_NUMBER &&
                 strcmp(last->unit.sv, years.sv) == 0;
    if (looks && check_expression(k, &e->args[0]) && !unit_fits(&e->args[0]->unit, &years)) {
        e->function = FN_MEAN_YEARS;
    }
    return looks;
}

bool check_call(struct checker *k, struct expr *e)
{
    size_t told = k->r->d->errors;
    if (means_years(k, e) && k->r->d->errors > told) {
        return false;
    }
    if (k->p->reg != UINT32_MAX && function_row(e->function)->rule >= RULE_RANK) {
        tell(k->r, "E405", e->place, e->text, NULL);
        return false;
    }
    return rules[function_row(e->function)->rule](k, e);
}
