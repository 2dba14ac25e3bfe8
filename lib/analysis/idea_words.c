/* What speaks for an idea in an area, and what has to be found out, in plain words. Each comparison
 * and answer of a condition is judged by itself: of "a or b" one may be known. */
#include "analysis/idea_words.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/plain.h"
#include "base/number.h"
#include "base/text.h"

enum { MOST_LEAVES = 24 };

/* A part of a condition that is a comparison or a statement. */
struct leaf {
    const struct expr *x, *measured, *ranked; /* measured: its left side; ranked: inside a
                                                 percentile rank; NULL */
    int8_t *truth;                            /* [areas] */
    struct cell *values, *below;              /* [areas] of measured, of ranked; NULL */
    size_t condition;                         /* which of the idea's, from 0 */
};

struct leaves {
    struct work *w;
    struct leaf items[MOST_LEAVES];
    size_t count;
};

static struct cell *column_of(struct work *w, const struct expr *x)
{
    struct cell *column = memory_alloc((w->n + 1) * sizeof *column);
    evaluate(w, x, w->model->base_year, column);
    return column;
}

static const struct expr *ranked_in(const struct expr *x)
{
    while (x->op == EXPR_SCALE)
        x = x->args[0];
    return x->op == EXPR_CALL && x->function == FN_PERCENTILE_RANK ? x->args[0] : NULL;
}

static void find(struct leaves *l, const struct expr *x, size_t condition)
{
    bool joins = x->op == EXPR_AND || x->op == EXPR_OR;
    for (uint32_t i = 0; joins && i < x->arg_count; i++)
        find(l, x->args[i], condition);
    if (joins || l->count == MOST_LEAVES)
        return;
    struct leaf *leaf = &l->items[l->count++];
    bool compares = x->op >= EXPR_EQ && x->op <= EXPR_GE && !x->args[0]->is_text;
    *leaf = (struct leaf){.x = x, .condition = condition, .truth = memory_alloc(l->w->n + 1)};
    evaluate_truth(l->w, x, leaf->truth);
    if (!compares)
        return;
    leaf->measured = x->args[0];
    leaf->ranked = ranked_in(x->args[0]);
    leaf->values = column_of(l->w, leaf->measured);
    if (leaf->ranked)
        leaf->below = column_of(l->w, leaf->ranked);
}

static void release(struct leaves *l)
{
    for (size_t k = 0; k < l->count; k++) {
        free(l->items[k].truth);
        free(l->items[k].values);
        free(l->items[k].below);
    }
}

/* "Utpendling 34 %, högre än i 81 % av kommunerna"; a statement as it stands. */
static void add_value(const struct leaves *l, struct text *t, const struct leaf *leaf, bool named,
                      size_t area, enum lang lang)
{
    static const char *const than[2][2] = {{", högre än i ", ", higher than in "},
                                           {", lägre än i ", ", lower than in "}};
    static const char *const of_all[] = {" av kommunerna", " of the municipalities"};
    const struct model *m = l->w->model;
    if (leaf->measured == NULL) {
        plain_add(t, m, leaf->x, lang);
        return;
    }
    const struct expr *what = leaf->ranked ? leaf->ranked : leaf->measured;
    if (named) {
        plain_add(t, m, what, lang);
        text_add(t, " ");
    }
    if (leaf->ranked) {
        plain_add_value(t, m, what, leaf->below[area].value, lang);
        bool low = leaf->x->op == EXPR_LT || leaf->x->op == EXPR_LE;
        double share = leaf->values[area].value;
        text_add(t, than[low][lang]);
        plain_add_number(t, number_round(low ? 100 - share : share, 0), &leaf->measured->unit,
                         lang);
        text_add(t, of_all[lang]);
    } else {
        plain_add_value(t, m, what, leaf->values[area].value, lang);
    }
}

/* The substitute that stands in, in the scores, for what the expression names. */
static uint32_t replaced_in(const struct work *w, const struct expr *x, size_t area)
{
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_INDICATOR)
        return w->result->indicators[x->ref.index].substitute[area] > 0 ? x->ref.index : UINT32_MAX;
    uint32_t found = UINT32_MAX;
    for (uint32_t i = 0; i < x->arg_count && found == UINT32_MAX; i++)
        found = replaced_in(w, x->args[i], area);
    return found;
}

/* " (närmaste mått: Invånare 80 år och äldre 5,5 %)": what is known, though it answers another
 * question. */
static void add_nearest(const struct leaves *l, struct text *t, const struct leaf *leaf,
                        size_t area, enum lang lang)
{
    static const char *const nearest[] = {" (närmaste mått: ", " (nearest measure: "};
    const struct model *m = l->w->model;
    uint32_t k = replaced_in(l->w, leaf->x, area);
    if (k == UINT32_MAX)
        return;
    const struct indicator_result *r = &l->w->result->indicators[k];
    uint8_t which = r->substitute[area];
    if (which > m->indicators[k].substitute_count)
        return;
    const struct indicator *used = &m->indicators[m->indicators[k].substitutes[which - 1]];
    text_printf(t, "%s%s ", nearest[lang], head_label(&used->head, lang));
    plain_add_number(t, number_round(r->cells[area].value, used->decimals), &used->unit, lang);
    text_add(t, ")");
}

static const char *keep(struct work *w, struct text *t)
{
    const char *copy = arena_strndup(w->result->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

/* A label inside a sentence; a short name in capitals stands. */
static const char *lower_first(struct work *w, const char *label)
{
    size_t used = 0, next = 0, n = strlen(label);
    char first[4];
    if (n < 2)
        return label;
    uint32_t c = utf8_decode(label, n, &used), after = utf8_decode(label + used, n - used, &next);
    if (utf8_lower(after) != after)
        return label;
    return arena_printf(w->result->arena, "%.*s%s", (int)utf8_encode(utf8_lower(c), first), first,
                        label + used);
}

/* What holds: of the conditions that are not false, each part that is true. */
static const char *speaks_for(const struct leaves *l, size_t area, enum lang lang)
{
    struct text t = {0};
    for (size_t k = 0; k < l->count; k++) {
        if (l->items[k].truth[area] != TRUTH_YES)
            continue;
        text_add(&t, t.n > 0 ? "; " : "");
        add_value(l, &t, &l->items[k], true, area, lang);
    }
    return keep(l->w, &t);
}

/* " (här: 3,4 %, högre än i 47 % av kommunerna)" */
static void add_here(const struct leaves *l, struct text *t, const struct leaf *leaf, size_t area,
                     enum lang lang)
{
    if (leaf->measured == NULL || !status_has_value(leaf->values[area].status))
        return;
    text_add(t, lang == LANG_SV ? " (här: " : " (here: ");
    add_value(l, t, leaf, false, area, lang);
    text_add(t, ")");
}

/* The parts of one condition that are of a truth: "a eller om b" of what is unknown, "a (här: 3)
 * och b" of what is false. */
static const char *parts_of(const struct leaves *l, size_t condition, bool either, int8_t truth,
                            size_t area, enum lang lang)
{
    static const char *const asked[2][2] = {{" och om ", " and whether "},
                                            {" eller om ", " or whether "}};
    static const char *const false_too[2][2] = {{"; ", "; "}, {", inte heller ", ", nor "}};
    const char *const(*between)[2] = truth == TRUTH_UNKNOWN ? asked : false_too;
    struct text t = {0};
    for (size_t k = 0; k < l->count; k++) {
        const struct leaf *leaf = &l->items[k];
        if (leaf->condition != condition || leaf->truth[area] != truth)
            continue;
        struct text one = {0};
        text_add(&t, t.n > 0 ? between[either][lang] : "");
        plain_add(&one, l->w->model, leaf->x, lang);
        text_add(&t, lower_first(l->w, keep(l->w, &one)));
        if (truth == TRUTH_UNKNOWN)
            add_nearest(l, &t, leaf, area, lang);
        else
            add_here(l, &t, leaf, area, lang);
    }
    return keep(l->w, &t);
}

/* The first required condition that is false, else the first that is unknown. */
static void condition_words(const struct leaves *l, const struct idea *idea, int8_t *const *truth,
                            struct idea_result *r, size_t area)
{
    size_t found = SIZE_MAX;
    for (size_t c = 0; c < idea->required_count; c++) {
        bool first = found == SIZE_MAX ||
                     (truth[c][area] == TRUTH_NO && truth[found][area] == TRUTH_UNKNOWN);
        if (truth[c][area] != TRUTH_YES && first)
            found = c;
    }
    for (int lang = LANG_SV; lang <= LANG_EN; lang++) {
        r->fits[lang][area] = speaks_for(l, area, (enum lang)lang);
        r->ask[lang][area] = "";
        if (found != SIZE_MAX)
            r->ask[lang][area] = parts_of(l, found, idea->required[found]->op == EXPR_OR,
                                          truth[found][area], area, (enum lang)lang);
    }
}

void idea_words(struct work *w, const struct idea *idea, struct idea_result *r)
{
    struct leaves l = {.w = w};
    size_t needed = idea->required_count;
    int8_t **truth = memory_alloc((needed + 1) * sizeof *truth);
    for (size_t c = 0; c < needed; c++) {
        find(&l, idea->required[c], c);
        truth[c] = memory_alloc(w->n + 1);
        evaluate_truth(w, idea->required[c], truth[c]);
    }
    for (size_t c = 0; c < idea->supporting_count; c++)
        find(&l, idea->supporting[c], needed + c);
    for (size_t i = 0; i < w->n; i++)
        condition_words(&l, idea, truth, r, i);
    for (size_t c = 0; c < needed; c++)
        free(truth[c]);
    free(truth);
    release(&l);
}
