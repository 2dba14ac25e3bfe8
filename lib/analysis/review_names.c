/* What is declared and never named: columns, assumptions, counts and facts; one note for each
 * source or register, and for all of a kind. */
#include "analysis/review.h"

#include <stdio.h>

#include "base/text.h"

enum { SHOWN = 8 };

struct unused {
    struct text names; /* the first few */
    const struct head *first;
    size_t count;
};

static void add(struct unused *u, const struct head *head)
{
    if (u->count == 0)
        u->first = head;
    if (u->count < SHOWN)
        text_printf(&u->names, "%s%s", u->count > 0 ? ", " : "", head->name);
    else if (u->count == SHOWN)
        text_add(&u->names, " \u2026");
    u->count++;
}

static void columns(struct work *w, uint32_t source)
{
    const struct model *m = w->model;
    struct unused u = {.count = 0};
    char number[32];
    for (size_t v = 0; v < m->variable_count; v++)
        if (m->variables[v].owner == source && !m->named[SYMBOL_VARIABLE][v])
            add(&u, &m->variables[v].head);
    snprintf(number, sizeof number, "%zu", u.count);
    if (u.count > 0)
        diagnose(w->d, "N801", u.first->place, m->sources[source].head.name, number, u.names.p,
                 NULL);
    text_release(&u.names);
}

static bool names_column(const struct expr *e, uint32_t column)
{
    if (!e)
        return false;
    if (e->op == EXPR_REF && e->ref.kind == SYMBOL_COLUMN && e->ref.index == column)
        return true;
    for (uint32_t i = 0; i < e->arg_count; i++)
        if (names_column(e->args[i], column))
            return true;
    return false;
}

/* The columns of a register are named only in the counts out of it. */
static void register_columns(struct work *w, uint32_t reg)
{
    const struct model *m = w->model;
    const struct rule_register *g = &m->registers[reg];
    struct unused u = {.count = 0};
    char number[32];
    for (uint32_t c = 0; c < g->column_count; c++) {
        bool used = false;
        for (size_t k = 0; k < m->count_count && !used; k++)
            used = m->counts[k].reg == reg &&
                   (names_column(m->counts[k].where, c) || names_column(m->counts[k].sum, c));
        if (!used)
            add(&u, &g->columns[c].head);
    }
    snprintf(number, sizeof number, "%zu", u.count);
    if (u.count > 0)
        diagnose(w->d, "N805", u.first->place, g->head.name, number, u.names.p, NULL);
    text_release(&u.names);
}

static void tell(struct work *w, struct unused *u, const char *sv, const char *en)
{
    if (u->count > 0)
        diagnose(w->d, "N802", u->first->place, w->d->lang == LANG_SV ? sv : en, u->names.p, NULL);
    text_release(&u->names);
}

void review_unused(struct work *w)
{
    const struct model *m = w->model;
    struct unused assumptions = {.count = 0}, counts = {.count = 0}, facts = {.count = 0};
    for (uint32_t s = 0; s < m->source_count; s++)
        columns(w, s);
    for (uint32_t g = 0; g < m->register_count; g++)
        register_columns(w, g);
    for (size_t k = 0; k < m->assumption_count; k++)
        if (!m->named[SYMBOL_ASSUMPTION][k])
            add(&assumptions, &m->assumptions[k].head);
    for (size_t k = 0; k < m->count_count; k++)
        if (!m->named[SYMBOL_COUNT][k])
            add(&counts, &m->counts[k].head);
    for (size_t k = 0; k < m->fact_count; k++)
        if (!m->named[SYMBOL_FACT][k])
            add(&facts, &m->facts[k].head);
    tell(w, &assumptions, "antaganden som", "assumptions");
    tell(w, &counts, "räkningar som", "counts");
    tell(w, &facts, "fakta som", "facts");
}
