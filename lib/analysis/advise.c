/* Advice: which texts hold, in what order, with their placeholders filled. A text with an unfilled
 * placeholder is dropped, never printed. */
#include "analysis/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "rules/override.h"

/* --- placeholders ------------------------------------------------------------------------------
 */

static bool add_number(struct text *t, double value, int decimals, const struct unit *unit,
                       enum lang lang)
{
    char buffer[64];
    if (isnan(value))
        return false;
    text_add(t, number_fixed(buffer, value, decimals, lang == LANG_SV ? ',' : '.', true));
    if (unit && unit->factor == 0.01 && !unit->apart)
        text_add(t, lang == LANG_SV ? "\u00a0%" : "%");
    return true;
}

static bool add_cell(struct text *t, const struct cell *c, int decimals, const struct unit *unit,
                     enum lang lang)
{
    return status_has_value(c->status) && add_number(t, c->value, decimals, unit, lang);
}

static bool add_derived(struct work *w, struct text *t, uint32_t which, uint32_t area,
                        enum lang lang)
{
    const char *text = derived_text(w, (enum derived)which, area, lang);
    if (text) {
        text_add(t, text);
        return true;
    }
    struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
    derived_value(w, (enum derived)which, cells);
    bool filled = add_cell(t, &cells[area], 0, NULL, lang);
    free(cells);
    return filled;
}

/* Writes what a name stands for in this area; false when there is nothing to write. */
static bool fill_in(struct work *w, struct text *t, struct ref ref, uint32_t area, enum lang lang)
{
    const struct result *r = w->result;
    const struct model *m = w->model;
    uint32_t k = ref.index;
    switch (ref.kind) {
    case SYMBOL_DERIVED:
        return add_derived(w, t, k, area, lang);
    case SYMBOL_INDICATOR:
        return add_cell(t, &r->indicators[k].cells[area], m->indicators[k].decimals,
                        &m->indicators[k].unit, lang);
    case SYMBOL_COUNT:
        return add_cell(t, &r->counts[k][area], 0, &m->counts[k].unit, lang);
    case SYMBOL_NODE:
        return add_number(t, r->nodes[k].score[area], m->rank_decimals, NULL, lang);
    case SYMBOL_ASSUMPTION:
        return add_number(t, assumption_on(&m->assumptions[k], w->day), 0, &m->assumptions[k].unit,
                          lang);
    case SYMBOL_FACT:
        if (m->facts[k].type == FACT_NUMBER)
            return add_number(t, r->facts[k][area].number, 0, &m->facts[k].unit, lang);
        if (r->facts[k][area].text)
            text_add(t, r->facts[k][area].text);
        return r->facts[k][area].text != NULL;
    case SYMBOL_VARIABLE: {
        struct expr x = {.op = EXPR_REF, .ref = ref};
        struct cell *cells = memory_alloc((w->n + 1) * sizeof *cells);
        evaluate(w, &x, m->base_year, cells);
        bool filled = add_cell(t, &cells[area], 0, &m->variables[k].unit, lang);
        free(cells);
        return filled;
    }
    default:
        return false;
    }
}

const char *fill_text(struct work *w, const char *text, uint32_t area, enum lang lang)
{
    struct text t = {0};
    bool whole = true;
    for (const char *p = text; *p && whole; p++) {
        if (p[0] == '{' && p[1] == '{') {
            text_addc(&t, *p++);
            continue;
        }
        const char *end = *p == '{' ? strchr(p, '}') : NULL;
        if (!end) {
            text_addc(&t, *p);
            continue;
        }
        char name[256];
        size_t n = (size_t)(end - p - 1) < sizeof name - 1 ? (size_t)(end - p - 1) : 0;
        memcpy(name, p + 1, n);
        name[n] = '\0';
        struct ref ref;
        whole = model_find(w->model, name, &ref) && fill_in(w, &t, ref, area, lang);
        p = end;
    }
    const char *made = whole && t.n ? arena_strdup(w->result->arena, t.p) : NULL;
    text_release(&t);
    return made;
}

/* --- which advice holds ------------------------------------------------------------------------
 */

static bool used_substitute(struct work *w, uint32_t indicator, uint32_t area)
{
    return w->result->indicators[indicator].substitute[area] != 0;
}

/* Does the condition rest on an indicator that stood in by a substitute in this area? */
static bool rests_on_substitute(struct work *w, const struct expr *x, uint32_t area)
{
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_INDICATOR)
        return used_substitute(w, x->ref.index, area);
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_NODE) {
        const struct node *node = &w->model->nodes[x->ref.index];
        for (size_t c = 0; c < node->child_count; c++)
            if (node->children[c].kind == SYMBOL_INDICATOR &&
                used_substitute(w, node->children[c].index, area))
                return true;
    }
    for (uint32_t a = 0; a < x->arg_count; a++)
        if (rests_on_substitute(w, x->args[a], area))
            return true;
    return false;
}

/* [advice][area] truths; "annars" holds where no other of its group does. */
static int8_t *advice_truths(struct work *w)
{
    const struct model *m = w->model;
    int8_t *truth = memory_alloc(m->advice_count * w->n + 1);
    for (size_t k = 0; k < m->advice_count; k++)
        if (m->advice[k].condition)
            evaluate_truth(w, m->advice[k].condition, truth + k * w->n);
    for (size_t k = 0; k < m->advice_count; k++) {
        for (size_t i = 0; !m->advice[k].condition && i < w->n; i++) {
            bool other = false;
            for (size_t j = 0; j < m->advice_count; j++)
                other = other || (j != k && m->advice[j].condition &&
                                  name_eq(m->advice[j].group, m->advice[k].group) &&
                                  truth[j * w->n + i] == TRUTH_YES);
            truth[k * w->n + i] = other ? TRUTH_NO : TRUTH_YES;
        }
    }
    return truth;
}

static void add_advice(struct work *w, uint32_t k, uint32_t area)
{
    const struct advice *a = &w->model->advice[k];
    struct area_result *r = &w->result->area[area];
    if (a->originals_only && a->condition && rests_on_substitute(w, a->condition, area))
        return;
    const char *sv = fill_text(w, a->text_sv, area, LANG_SV);
    const char *en = fill_text(w, a->text_en, area, LANG_EN);
    if (sv && en)
        r->advice[r->advice_count++] = (struct advice_item){k, sv, en};
}

static void add_group(struct work *w, const char *group, size_t most, const int8_t *truth,
                      uint32_t area)
{
    const struct model *m = w->model;
    struct area_result *r = &w->result->area[area];
    size_t before = r->advice_count;
    for (int priority = 0; priority <= 9; priority++)
        for (uint32_t k = 0; k < m->advice_count; k++) {
            bool full =
                r->advice_count >= LIMIT_ADVICE || (most && r->advice_count - before >= most);
            if (!full && m->advice[k].priority == priority && name_eq(m->advice[k].group, group) &&
                truth[k * w->n + area] == TRUTH_YES)
                add_advice(w, k, area);
        }
}

void run_advice(struct work *w)
{
    const struct model *m = w->model;
    int8_t *truth = advice_truths(w);
    for (uint32_t i = 0; i < w->n; i++)
        for (size_t g = 0; g < m->advice_order_count; g++)
            add_group(w, m->advice_order[g], (size_t)m->advice_max[g], truth, i);
    free(truth);
}
