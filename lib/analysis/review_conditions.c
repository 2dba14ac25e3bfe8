/* Conditions held against the data: thresholds that no area is near, and what no area can get. */
#include "analysis/review.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/plain.h"

enum { FEWEST = 5 };

/* --- what a condition could become when everything unknown gets known ---------------------------
 */

/* Ideas rest on local facts, and so does what is counted of them. */
static bool rests_on_ideas(const struct expr *x)
{
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_IDEA)
        return true;
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_DERIVED)
        return x->ref.index == DERIVED_STRONG_IDEAS || x->ref.index == DERIVED_POSSIBLE_IDEAS ||
               x->ref.index == DERIVED_BRANCH_PERCENTILE;
    for (uint32_t i = 0; i < x->arg_count; i++)
        if (rests_on_ideas(x->args[i]))
            return true;
    return false;
}

/* Which challenge is foremost may change when one that nobody has figures for gets them. */
static bool rests_on_nothing(const struct work *w, const struct expr *x)
{
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_NODE)
        return w->result->nodes[x->ref.index].ranked == 0;
    for (uint32_t i = 0; i < x->arg_count; i++)
        if (rests_on_nothing(w, x->args[i]))
            return true;
    return false;
}

static void fill_unknown(struct work *w, int8_t *truth)
{
    for (size_t i = 0; i < w->n; i++)
        truth[i] = TRUTH_UNKNOWN;
}

static enum truth both(enum expr_op op, enum truth a, enum truth b)
{
    enum truth decides = op == EXPR_AND ? TRUTH_NO : TRUTH_YES;
    if (a == decides || b == decides)
        return decides;
    return a == TRUTH_UNKNOWN ? a : b;
}

/* As evaluate_truth, but "x is yes" is unknown as long as x is. */
static void could_be(struct work *w, const struct expr *x, int8_t *truth)
{
    if (rests_on_ideas(x) && x->op != EXPR_AND && x->op != EXPR_OR) {
        fill_unknown(w, truth);
    } else if (x->op == EXPR_AND || x->op == EXPR_OR) {
        int8_t *other = memory_alloc(w->n + 1);
        could_be(w, x->args[0], truth);
        could_be(w, x->args[1], other);
        for (size_t i = 0; i < w->n; i++)
            truth[i] = (int8_t)both(x->op, (enum truth)truth[i], (enum truth)other[i]);
        free(other);
    } else if (x->op == EXPR_NOT || (x->op == EXPR_IS && x->args[0]->is_truth && x->is <= IS_NO)) {
        bool turned = x->op == EXPR_NOT || x->is == IS_NO;
        could_be(w, x->args[0], truth);
        for (size_t i = 0; i < w->n; i++)
            if (truth[i] != TRUTH_UNKNOWN && turned)
                truth[i] = truth[i] == TRUTH_YES ? TRUTH_NO : TRUTH_YES;
    } else if (x->op == EXPR_IS || rests_on_nothing(w, x)) {
        fill_unknown(w, truth);
    } else {
        evaluate_truth(w, x, truth);
    }
}

static const char *kind_text(const struct work *w, const char *sv, const char *en)
{
    return w->d->lang == LANG_SV ? sv : en;
}

static void never(struct work *w, const struct expr *x, const char *kind, const struct head *head)
{
    int8_t *truth = memory_alloc(w->n + 1);
    size_t none = 0;
    could_be(w, x, truth);
    for (size_t i = 0; i < w->n; i++)
        none += truth[i] == TRUTH_NO;
    free(truth);
    if (w->n >= FEWEST && none == w->n)
        diagnose(w->d, "N804", x->place, kind, head_label(head, w->d->lang), NULL);
}

/* --- thresholds ------------------------------------------------------------------------------- */

struct range {
    double low, high;
    size_t known, holds;
};

static struct range range_of(struct work *w, const struct expr *x)
{
    struct range r = {INFINITY, -INFINITY, 0, 0};
    struct cell *left = memory_alloc((w->n + 1) * sizeof *left);
    int8_t *truth = memory_alloc(w->n + 1);
    evaluate(w, x->args[0], w->model->base_year, left);
    evaluate_truth(w, x, truth);
    for (size_t i = 0; i < w->n; i++) {
        if (truth[i] == TRUTH_UNKNOWN)
            continue;
        r.known++;
        r.holds += truth[i] == TRUTH_YES;
        r.low = fmin(r.low, left[i].value);
        r.high = fmax(r.high, left[i].value);
    }
    free(truth);
    free(left);
    return r;
}

/* How many were told. */
static size_t threshold(struct work *w, const struct expr *x)
{
    enum lang lang = w->d->lang;
    const struct expr *left = x->args[0];
    while (left->op == EXPR_SCALE)
        left = left->args[0];
    bool of_result = left->op == EXPR_REF && left->ref.kind == SYMBOL_DERIVED;
    if (of_result || rests_on_ideas(x))
        return 0;
    struct range r = range_of(w, x);
    if (r.known < FEWEST || (r.holds > 0 && r.holds < r.known))
        return 0;
    struct text name = {0}, low = {0}, high = {0};
    plain_add(&name, w->model, x->args[0], lang);
    plain_add_compared(&low, w->model, x, r.low, false, lang);
    plain_add_compared(&high, w->model, x, r.high, false, lang);
    diagnose(w->d, "N803", x->args[1]->place, name.p, low.p, high.p,
             r.holds > 0 ? kind_text(w, "stämmer alltid", "always holds")
                         : kind_text(w, "stämmer aldrig", "never holds"),
             NULL);
    text_release(&name);
    text_release(&low);
    text_release(&high);
    return 1;
}

static size_t thresholds(struct work *w, const struct expr *x)
{
    size_t told = x->op >= EXPR_LT && x->op <= EXPR_GE ? threshold(w, x) : 0;
    for (uint32_t i = 0; i < x->arg_count; i++)
        if (x->args[i]->is_truth)
            told += thresholds(w, x->args[i]);
    return told;
}

/* --- all of them ------------------------------------------------------------------------------ */

/* A threshold out of reach says more than that the whole never holds. */
static void condition(struct work *w, const struct expr *x, const char *kind,
                      const struct head *head)
{
    if (x && thresholds(w, x) == 0)
        never(w, x, kind, head);
}

static void all_thresholds(struct work *w, struct expr *const *list, size_t count)
{
    for (size_t c = 0; c < count; c++)
        thresholds(w, list[c]);
}

static void ideas(struct work *w)
{
    w->originals_only = true; /* as ideas are judged */
    for (size_t k = 0; k < w->model->idea_count; k++) {
        const struct idea *idea = &w->model->ideas[k];
        for (size_t c = 0; c < idea->required_count; c++)
            condition(w, idea->required[c], kind_text(w, "affärsidén", "idea"), &idea->head);
        all_thresholds(w, idea->supporting, idea->supporting_count);
        all_thresholds(w, idea->stops, idea->stop_count);
    }
    w->originals_only = false;
}

void review_conditions(struct work *w)
{
    const struct model *m = w->model;
    for (size_t k = 0; k < m->gate_count; k++)
        condition(w, m->gates[k].condition, kind_text(w, "kravet", "gate"), &m->gates[k].head);
    for (size_t k = 0; k < m->flag_count; k++)
        condition(w, m->flags[k].condition, kind_text(w, "flaggan", "flag"), &m->flags[k].head);
    for (size_t k = 0; k < m->position_count; k++)
        condition(w, m->positions[k].condition, kind_text(w, "läget", "position"),
                  &m->positions[k].head);
    for (size_t k = 0; k < m->advice_count; k++)
        condition(w, m->advice[k].condition, kind_text(w, "rådet", "advice"), &m->advice[k].head);
    ideas(w);
}
