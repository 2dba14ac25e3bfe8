/* What follows from the scores: top challenge, ideas, class, position, order of visits. None of
 * it changes a score. */
#include "analysis/evaluate.h"
#include "analysis/idea_words.h"
#include "analysis/plain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "rules/methods.h"

/* --- top challenge ---------------------------------------------------------------------------- */

/* Best rank among challenges that are at least preliminary, then points, then order. */
static void top_challenge(struct work *w, size_t i)
{
    const struct model *m = w->model;
    struct area_result *a = &w->result->area[i];
    a->top_challenge = UINT32_MAX;
    a->challenges_judged = 0;
    for (uint32_t k = 0; k < m->node_count; k++) {
        const struct node_result *r = &w->result->nodes[k];
        if (m->nodes[k].kind != NODE_CHALLENGE || r->grade[i] == GRADE_NONE)
            continue;
        a->challenges_judged++;
        const struct node_result *best =
            a->top_challenge == UINT32_MAX ? NULL : &w->result->nodes[a->top_challenge];
        if (!best || r->rank[i] < best->rank[i] ||
            (r->rank[i] == best->rank[i] && r->score[i] > best->score[i]))
            a->top_challenge = k;
    }
}

bool node_stands_out(const struct node_result *node, size_t area)
{
    return node->rank[area] > 0 && 3 * (size_t)node->rank[area] <= node->ranked + 2;
}

void run_top_challenges(struct work *w)
{
    for (size_t i = 0; i < w->n; i++)
        top_challenge(w, i);
}

/* --- ideas ------------------------------------------------------------------------------------ */

enum { MOST_MEASURED = 4 };

/* One condition of an idea over all areas, in words, with the values it was held against. */
struct tried {
    const struct expr *condition;
    int8_t *truth; /* [areas] */
    const char *text[2];
    const struct expr *measured[MOST_MEASURED]; /* left sides of its comparisons */
    struct cell *values[MOST_MEASURED];         /* [areas] each */
    struct cell *ranked[MOST_MEASURED];         /* [areas] what a percentile rank is of, or NULL */
    size_t count;
};

static bool is_comparison(enum expr_op op)
{
    return op >= EXPR_EQ && op <= EXPR_GE;
}

static void find_measured(struct tried *t, const struct expr *x)
{
    if (is_comparison(x->op) && !x->args[0]->is_text && t->count < MOST_MEASURED) {
        t->measured[t->count++] = x->args[0];
        return;
    }
    for (uint32_t i = 0;
         (x->op == EXPR_AND || x->op == EXPR_OR || x->op == EXPR_NOT) && i < x->arg_count; i++)
        find_measured(t, x->args[i]);
}

static const char *in_words(struct work *w, const struct expr *x, enum lang lang)
{
    struct text text = {0};
    plain_add(&text, w->model, x, lang);
    const char *copy = arena_strndup(w->result->arena, text.p, text.n);
    text_release(&text);
    return copy;
}

static struct cell *column_of(struct work *w, const struct expr *x)
{
    struct cell *column = memory_alloc((w->n + 1) * sizeof *column);
    evaluate(w, x, w->model->base_year, column);
    return column;
}

static const struct expr *percentile_of(const struct expr *x)
{
    while (x->op == EXPR_SCALE)
        x = x->args[0];
    return x->op == EXPR_CALL && x->function == FN_PERCENTILE_RANK ? x->args[0] : NULL;
}

static struct tried try_condition(struct work *w, const struct expr *x)
{
    struct tried t = {.condition = x, .truth = memory_alloc(w->n + 1)};
    evaluate_truth(w, x, t.truth);
    t.text[LANG_SV] = in_words(w, x, LANG_SV);
    t.text[LANG_EN] = in_words(w, x, LANG_EN);
    find_measured(&t, x);
    for (size_t k = 0; k < t.count; k++) {
        const struct expr *ranked = percentile_of(t.measured[k]);
        t.values[k] = column_of(w, t.measured[k]);
        t.ranked[k] = ranked ? column_of(w, ranked) : NULL;
    }
    return t;
}

static void tried_free(struct tried *t)
{
    for (size_t k = 0; k < t->count; k++) {
        free(t->values[k]);
        free(t->ranked[k]);
    }
    free(t->truth);
}

/* "7 512 personer": what the area has, "saknas" for what it has not; "" when it has nothing. */
static const char *what_it_has(struct work *w, const struct tried *t, size_t area, enum lang lang)
{
    struct text text = {0};
    size_t known = 0;
    for (size_t k = 0; k < t->count; k++) {
        const struct cell *cell = &t->values[k][area];
        known += status_has_value(cell->status);
        text_add(&text, k > 0 ? "; " : "");
        if (!status_has_value(cell->status)) {
            text_add(&text, lang == LANG_SV ? "saknas" : "missing");
            continue;
        }
        if (t->ranked[k]) {
            plain_add_value(&text, w->model, percentile_of(t->measured[k]),
                            t->ranked[k][area].value, lang);
            text_add(&text, lang == LANG_SV ? ", högre än i " : ", higher than in ");
        }
        plain_add_value(&text, w->model, t->measured[k], cell->value, lang);
    }
    const char *copy = arena_strdup(w->result->arena, known > 0 ? text.p : "");
    text_release(&text);
    return copy;
}

/* The substitute that stands in, in the scores, for an indicator which the expression names and the
 * area has no figure for; NULL when there is none. */
static const struct indicator *substitute_in(const struct work *w, const struct expr *x,
                                             size_t area)
{
    const struct model *m = w->model;
    if (x->op == EXPR_REF && x->ref.kind == SYMBOL_INDICATOR) {
        const struct indicator *i = &m->indicators[x->ref.index];
        uint8_t k = w->result->indicators[x->ref.index].substitute[area];
        return k > 0 && k <= i->substitute_count ? &m->indicators[i->substitutes[k - 1]] : NULL;
    }
    const struct indicator *found = NULL;
    for (uint32_t i = 0; i < x->arg_count && found == NULL; i++)
        found = substitute_in(w, x->args[i], area);
    return found;
}

/* A condition speaks of one figure; that another stands in for it in the scores is said, so that
 * nobody thinks that nothing is known. */
static void add_substitute(struct work *w, struct idea_result *r, size_t area,
                           const struct tried *t)
{
    static const char *const pattern[] = {"%s. Ersättning finns, men svarar inte på just detta: %s",
                                          "%s. A substitute exists, but does not answer this: %s"};
    const struct indicator *s = substitute_in(w, t->condition, area);
    for (int lang = LANG_SV; s != NULL && lang <= LANG_EN; lang++)
        r->why[lang][area] = arena_printf(w->result->arena, pattern[lang], r->why[lang][area],
                                          head_label(&s->head, (enum lang)lang));
}

static void say_why(struct work *w, struct idea_result *r, size_t area, const char *const *verdict,
                    const struct tried *t)
{
    for (int lang = LANG_SV; lang <= LANG_EN; lang++) {
        r->why[lang][area] = arena_printf(w->result->arena, "%s: %s", verdict[lang], t->text[lang]);
        r->has[lang][area] = what_it_has(w, t, area, (enum lang)lang);
    }
}

static const struct tried *first_with(const struct tried *t, size_t count, size_t area,
                                      enum truth truth)
{
    for (size_t c = 0; c < count; c++)
        if (t[c].truth[area] == (int8_t)truth)
            return &t[c];
    return NULL;
}

static void add_instead(struct work *w, const char **why, const char *word, const char *text)
{
    if (text[0])
        *why = arena_printf(w->result->arena, "%s%s%s", *why, word, text);
}

static void grade_idea(struct work *w, const struct idea *idea, struct idea_result *r, size_t i,
                       const struct tried *tried)
{
    static const char *const stopped[] = {"stoppas av", "stopped by"},
                             *const fails[] = {"gäller inte", "does not hold"},
                             *const depends[] = {"okänt", "unknown"};
    const struct tried *supporting = tried + idea->required_count,
                       *stops = supporting + idea->supporting_count;
    const struct tried *stop = first_with(stops, idea->stop_count, i, TRUTH_YES);
    const struct tried *no = first_with(tried, idea->required_count, i, TRUTH_NO);
    const struct tried *unknown = first_with(tried, idea->required_count, i, TRUTH_UNKNOWN);
    for (int lang = LANG_SV; lang <= LANG_EN; lang++)
        r->why[lang][i] = r->has[lang][i] = "";
    r->supporting[i] = 0;
    for (size_t c = 0; c < idea->supporting_count; c++)
        r->supporting[i] += supporting[c].truth[i] == TRUTH_YES;
    if (stop) {
        r->grade[i] = IDEA_STOPPED;
        say_why(w, r, i, stopped, stop);
        add_instead(w, &r->why[LANG_SV][i], ". I stället: ", idea->stop_texts[stop - stops]);
        add_instead(w, &r->why[LANG_EN][i], ". Instead: ", idea->stop_texts_en[stop - stops]);
    } else if (no) {
        r->grade[i] = IDEA_WEAK;
        say_why(w, r, i, fails, no);
    } else if (unknown) {
        r->grade[i] = IDEA_POSSIBLE_IF;
        say_why(w, r, i, depends, unknown);
        add_substitute(w, r, i, unknown);
    } else {
        r->grade[i] = r->supporting[i] >= 2 ? IDEA_STRONG : IDEA_POSSIBLE;
    }
}

void run_idea(struct work *w, uint32_t index)
{
    const struct idea *idea = &w->model->ideas[index];
    size_t count = idea->required_count + idea->supporting_count + idea->stop_count, k = 0;
    struct tried *tried = memory_alloc((count + 1) * sizeof *tried);
    struct expr *const *lists[] = {idea->required, idea->supporting, idea->stops};
    const size_t counts[] = {idea->required_count, idea->supporting_count, idea->stop_count};
    w->originals_only = true;
    for (size_t l = 0; l < 3; l++)
        for (size_t c = 0; c < counts[l]; c++)
            tried[k++] = try_condition(w, lists[l][c]);
    idea_words(w, idea, &w->result->ideas[index]);
    w->originals_only = false;
    for (size_t i = 0; i < w->n; i++)
        grade_idea(w, idea, &w->result->ideas[index], i, tried);
    while (k > 0)
        tried_free(&tried[--k]);
    free(tried);
}

static bool idea_before(const struct work *w, size_t a, size_t b, size_t i)
{
    const struct idea_result *x = &w->result->ideas[a], *y = &w->result->ideas[b];
    if (x->grade[i] != y->grade[i])
        return x->grade[i] > y->grade[i];
    if (x->supporting[i] != y->supporting[i])
        return x->supporting[i] > y->supporting[i];
    return a < b;
}

/* Orders each area's ideas: grade, supporting conditions, order in the rules. */
void run_ideas_done(struct work *w)
{
    size_t count = w->model->idea_count;
    for (size_t i = 0; i < w->n; i++) {
        w->result->area[i].best_idea = UINT32_MAX;
        for (size_t a = 0; a < count; a++) {
            size_t better = 0;
            for (size_t b = 0; b < count; b++)
                better += b != a && idea_before(w, b, a, i);
            w->result->ideas[a].strength[i] = better + 1;
            if (better == 0 && w->result->ideas[a].grade[i] >= IDEA_POSSIBLE_IF)
                w->result->area[i].best_idea = (uint32_t)a;
        }
    }
}

/* --- position and class ------------------------------------------------------------------------
 */

void run_position(struct work *w)
{
    const struct model *m = w->model;
    int8_t *truth = memory_alloc(w->n + 1);
    for (size_t i = 0; i < w->n; i++)
        w->result->area[i].position = UINT32_MAX;
    for (uint32_t k = 0; k < m->position_count; k++) {
        if (m->positions[k].condition)
            evaluate_truth(w, m->positions[k].condition, truth);
        for (size_t i = 0; i < w->n; i++) {
            bool assessed = m->root == UINT32_MAX || w->result->nodes[m->root].grade[i];
            bool holds = !m->positions[k].condition || truth[i] == TRUTH_YES;
            if (assessed && holds && w->result->area[i].position == UINT32_MAX)
                w->result->area[i].position = k;
        }
    }
    free(truth);
}

struct reasons {
    struct text sv, en;
};

static void add_reason(struct reasons *r, const char *sv, const char *en)
{
    if (r->sv.n) {
        text_add(&r->sv, "; ");
        text_add(&r->en, "; ");
    }
    text_add(&r->sv, sv);
    text_add(&r->en, en);
}

static void add_gate(struct work *w, struct reasons *why, const struct gate *g, enum truth t)
{
    struct arena *a = w->result->arena;
    add_reason(why, arena_printf(a, "%s: %s", g->head.sv, t == TRUTH_NO ? "ej uppfyllt" : "okänt"),
               arena_printf(a, "%s: %s", g->head.en, t == TRUTH_NO ? "not met" : "unknown"));
}

/* First that holds: a gate that advises against; an index not assessable; a gate that makes it
 * conditional, or preliminary data; else ready. */
static void class_of(struct work *w, size_t i)
{
    const struct model *m = w->model;
    struct area_result *a = &w->result->area[i];
    uint8_t grade = m->root == UINT32_MAX ? GRADE_FULL : w->result->nodes[m->root].grade[i];
    enum gate_outcome worst = OUTCOME_READY;
    struct reasons why = {{0}, {0}};
    if (grade == GRADE_NONE) {
        worst = OUTCOME_NOT_ASSESSABLE;
        add_reason(&why, "underlaget räcker inte", "not enough data");
    } else if (grade == GRADE_PRELIMINARY) {
        worst = OUTCOME_CONDITIONAL;
        add_reason(&why, "preliminärt underlag", "preliminary data");
    }
    for (size_t g = 0; g < m->gate_count; g++) {
        enum truth t = (enum truth)w->result->gates[g].truth[i];
        enum gate_outcome o = t == TRUTH_YES  ? OUTCOME_READY
                              : t == TRUTH_NO ? m->gates[g].failed
                                              : m->gates[g].unknown;
        if (o == OUTCOME_READY || o == OUTCOME_QUESTION || o == OUTCOME_WARNING)
            continue;
        add_gate(w, &why, &m->gates[g], t);
        worst = o > worst ? o : worst;
    }
    a->class_outcome = (uint8_t)worst;
    a->class_why_sv = arena_strdup(w->result->arena, why.sv.p ? why.sv.p : "");
    a->class_why_en = arena_strdup(w->result->arena, why.en.p ? why.en.p : "");
    text_release(&why.sv);
    text_release(&why.en);
}

struct ordered_area {
    uint32_t area;
    uint8_t class_outcome;
    double score;
};

static int by_class(const void *p, const void *q)
{
    const struct ordered_area *a = p, *b = q;
    if (a->class_outcome != b->class_outcome)
        return a->class_outcome < b->class_outcome ? -1 : 1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->area > b->area) - (a->area < b->area);
}

static int by_score(const void *p, const void *q)
{
    const struct ordered_area *a = p, *b = q;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    return (a->area > b->area) - (a->area < b->area);
}

/* Rounded score of the root for sorting; areas that cannot be assessed come last. */
static struct ordered_area *order_list(struct work *w)
{
    const struct model *m = w->model;
    struct ordered_area *list = memory_alloc((w->n + 1) * sizeof *list);
    for (size_t i = 0; i < w->n; i++) {
        double s = m->root == UINT32_MAX ? NAN : w->result->nodes[m->root].score[i];
        list[i] = (struct ordered_area){(uint32_t)i, w->result->area[i].class_outcome,
                                        isnan(s) ? -INFINITY : number_round(s, m->rank_decimals)};
    }
    return list;
}

void run_classes(struct work *w)
{
    for (size_t i = 0; i < w->n; i++)
        class_of(w, i);
    struct ordered_area *list = order_list(w);
    qsort(list, w->n, sizeof *list, by_class);
    for (size_t k = 0; k < w->n; k++)
        w->result->area[list[k].area].order = k + 1;
    qsort(list, w->n, sizeof *list, by_score);
    for (size_t k = 0; k < w->n; k++)
        w->result->ranking[k] = list[k].area;
    free(list);
}

/* --- words ------------------------------------------------------------------------------------ */

const char *grade_text(enum grade g, enum lang lang)
{
    static const char *const WORDS[][2] = {{"ej bedömbar", "not assessable"},
                                           {"preliminär", "preliminary"},
                                           {"tillräcklig", "sufficient"}};
    return WORDS[g][lang];
}

const char *aggregation_text(enum aggregation a, enum lang lang)
{
    return method_help(&aggregation_methods[a], lang);
}

const char *outcome_text(enum gate_outcome o, enum lang lang)
{
    static const char *const WORDS[][2] = {
        [OUTCOME_READY] = {"Klar att pröva", "Ready to try"},
        [OUTCOME_WARNING] = {"Varning", "Warning"},
        [OUTCOME_CONDITIONAL] = {"Villkorad", "Conditional"},
        [OUTCOME_NOT_ASSESSABLE] = {"Ej bedömbar", "Not assessable"},
        [OUTCOME_ADVISED_AGAINST] = {"Avråds", "Advised against"},
        [OUTCOME_QUESTION] = {"Fråga", "Question"},
    };
    return WORDS[o][lang];
}

const char *idea_grade_text(enum idea_grade g, enum lang lang)
{
    static const char *const WORDS[][2] = {{"stoppad", "stopped"},
                                           {"svag", "weak"},
                                           {"möjlig om", "possible if"},
                                           {"möjlig", "possible"},
                                           {"stark", "strong"}};
    return WORDS[g][lang];
}
