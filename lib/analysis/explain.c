/* Why an area got what it got: the difference to a reference taken apart, the tree with values,
 * points, contributions and origins, then gates, ideas and advice with what decided them. */
#include "analysis/explain_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/messages.h"
#include "analysis/trace.h"
#include "analysis/sensitivity.h"
#include "base/number.h"
#include "rules/methods.h"

const char *tell_number(const struct teller *t, double v, int decimals)
{
    char buffer[64];
    if (isnan(v))
        return "–";
    const char *text = number_fixed(buffer, v, decimals, t->lang == LANG_SV ? ',' : '.', true);
    return text[0] == '-' ? arena_printf(t->arena, "\u2212%s", text + 1)
                          : arena_strdup(t->arena, text);
}

const char *tell_signed(const struct teller *t, double v, int decimals)
{
    const char *digits = tell_number(t, fabs(v), decimals);
    return arena_printf(t->arena, "%s%s", number_round(v, decimals) < 0 ? "\u2212" : "+", digits);
}

const char *tell_name(const struct teller *t, uint32_t area)
{
    return t->r->data->areas.items[area].name;
}

const char *tell_place(const struct teller *t, uint32_t node, uint32_t area)
{
    const struct node_result *x = &t->r->nodes[node];
    if (x->rank[area] <= 0)
        return say(t, "ingen plats", "no place");
    return arena_printf(t->arena, say(t, "plats %d av %zu", "place %d of %zu"), (int)x->rank[area],
                        x->ranked);
}

/* --- the tree ----------------------------------------------------------------------------------
 */

/* file:line, year, status mark, and which substitute stood in. */
static void origin(const struct teller *t, const struct indicator *ind,
                   const struct indicator_result *x)
{
    const struct cell *c = &x->cells[t->area];
    const struct dataset *data = t->r->data;
    if (!status_has_value(c->status)) {
        text_printf(t->out, "%s", say(t, x->reason[t->area], x->reason_en[t->area]));
        return;
    }
    if (c->period > 0)
        text_printf(t->out, ", %d", (int)(c->period / 100));
    if (status_mark(c->status)[0])
        text_printf(t->out, " %s", status_mark(c->status));
    if (c->file != UINT32_MAX && c->line)
        text_printf(t->out, ", %s:%u", data->files[c->file].path, (unsigned)c->line);
    else if (c->file != UINT32_MAX)
        text_printf(t->out, ", %s", data->files[c->file].path);
    if (x->substitute[t->area]) {
        uint32_t sub = ind->substitutes[x->substitute[t->area] - 1];
        text_printf(t->out, say(t, ", reserv: %s", ", substitute: %s"),
                    head_label(&t->m->indicators[sub].head, t->lang));
    }
    if (x->reason[t->area])
        text_printf(t->out, ", %s", say(t, x->reason[t->area], x->reason_en[t->area]));
}

static const struct unit *unit_used(const struct teller *t, const struct indicator *ind,
                                    const struct indicator_result *x)
{
    uint8_t s = x->substitute[t->area];
    return s ? &t->m->indicators[ind->substitutes[s - 1]].unit : &ind->unit;
}

/* The contributions to the node at the top of the tree; NULL when there are none. */
static const struct contribution *find(const struct contributions *c, uint32_t k)
{
    for (size_t i = 0; c && i < c->count; i++)
        if (c->items[i].indicator == k)
            return &c->items[i];
    return NULL;
}

static void effect(const struct teller *t, double reference, double part)
{
    text_printf(t->out,
                !is_compared(t)
                    ? say(t, ", tänkt mediankommun %s, bidrag %s",
                          ", imagined median area %s, contribution %s")
                    : say(t, ", jämfört med %s, bidrag %s", ", against %s, contribution %s"),
                tell_number(t, reference, 1), tell_signed(t, part, 2));
}

static void value(const struct teller *t, uint32_t k)
{
    const struct indicator *ind = &t->m->indicators[k];
    const struct indicator_result *x = &t->r->indicators[k];
    text_add(t->out, "  (");
    if (status_has_value(x->cells[t->area].status))
        text_printf(t->out, "%s %s", tell_number(t, x->cells[t->area].value, ind->decimals),
                    unit_text(unit_used(t, ind, x), t->lang));
    origin(t, ind, x);
    text_add(t->out, ")\n");
}

static bool counts_here(const struct teller *t, const struct contributions *c,
                        const struct child *child)
{
    if (child->kind == SYMBOL_NODE)
        return !isnan(t->r->nodes[child->index].score[t->area]);
    const struct contribution *x = find(c, child->index);
    return x && !isnan(x->points);
}

/* "25 av 67": of the weight of what exists here; NULL when it does not count. */
static const char *share(const struct teller *t, const struct contributions *c,
                         const struct node *n, const struct child *child)
{
    char own[64], all[64], mark = t->lang == LANG_SV ? ',' : '.';
    double sum = 0;
    for (size_t i = 0; i < n->child_count; i++)
        sum += counts_here(t, c, &n->children[i]) ? n->children[i].weight : 0;
    if (!counts_here(t, c, child))
        return NULL;
    number_text_decimal(own, child->weight, mark);
    number_text_decimal(all, number_round(sum, 10), mark);
    return arena_printf(t->arena, say(t, "%s av %s", "%s of %s"), own, all);
}

static void indicator(const struct teller *t, uint32_t k, const struct contributions *c,
                      bool reversed, const char *part, int depth)
{
    const struct indicator *ind = &t->m->indicators[k];
    const struct contribution *x = find(c, k);
    double p = t->r->indicators[k].points[t->area];
    text_printf(t->out, "%*s%s: ", 2 * depth, "", head_label(&ind->head, t->lang));
    bool shown = depth == 0 && status_has_value(t->r->indicators[k].cells[t->area].status);
    if (isnan(p) && shown)
        text_add(t->out, say(t, "ger inga poäng", "gives no points"));
    else if (isnan(p))
        text_add(t->out, say(t, "saknas, vikten delas på övriga",
                             "missing, its weight goes to the others"));
    else
        text_printf(t->out, say(t, "%s poäng", "%s points"),
                    tell_number(t, reversed ? 100 - p : p, 1));
    if (part)
        text_printf(t->out, say(t, ", vikt %s", ", weight %s"), part);
    else if (!isnan(p) && depth > 0)
        text_add(t->out, say(t, ", räknas inte här", ", does not count here"));
    if (x)
        effect(t, reversed ? 100 - x->reference : x->reference, x->effect);
    value(t, k);
}

/* "vägt medel" for the commonest, else the word of the rules. */
static const char *aggregation_name(enum aggregation a, enum lang lang)
{
    static const char *const HOW[AGGREGATE_KINDS][2] = {
        [AGGREGATE_MEAN] = {"vägt medel", "weighted mean"},
        [AGGREGATE_GEOMETRIC] = {"geometriskt medel", "geometric mean"},
        [AGGREGATE_HARMONIC] = {"harmoniskt medel", "harmonic mean"},
        [AGGREGATE_POWER] = {"potensmedel", "power mean"},
    };
    return HOW[a][lang] ? HOW[a][lang] : method_name(&aggregation_methods[a], lang);
}

static void node(const struct teller *t, uint32_t k, const struct contributions *c, int depth)
{
    const struct node *n = &t->m->nodes[k];
    const struct node_result *x = &t->r->nodes[k];
    text_printf(t->out,
                say(t, "%*s%s: %s poäng, %s, %s, täckning %s %% (%s)",
                    "%*s%s: %s points, %s, %s, coverage %s %% (%s)"),
                2 * depth, "", head_label(&n->head, t->lang), tell_number(t, x->score[t->area], 1),
                tell_place(t, k, t->area), grade_text((enum grade)x->grade[t->area], t->lang),
                tell_number(t, 100 * x->coverage[t->area], 0),
                aggregation_name(n->aggregation, t->lang));
    if (!isnan(c->nodes[k]))
        effect(t, c->reference_nodes[k], c->nodes[k]);
    text_addc(t->out, '\n');
    for (size_t i = 0; i < n->child_count; i++) {
        const struct child *child = &n->children[i];
        if (child->kind == SYMBOL_NODE)
            node(t, child->index, c, depth + 1);
        else
            indicator(t, child->index, c, child->reversed, share(t, c, n, child), depth + 1);
    }
}

static struct contributions contributions(const struct teller *t, uint32_t k)
{
    return contributions_of(t->r, k, t->area, t->against, t->with ? t->with->group : NULL,
                            t->arena);
}

static void tree(const struct teller *t, uint32_t k)
{
    struct contributions c = contributions(t, k);
    if (is_compared(t)) {
        tell_against(t, k, &c);
        return;
    }
    tell_difference(t, k, &c);
    tell_companions(t, k);
    tell_next(t, k);
    text_addc(t->out, '\n');
    node(t, k, &c, 0);
}

/* "Platsen ligger mellan 7 och 12 i nio dragningar av tio (median 9); mest rör den …" */
static void certainty(const struct teller *t)
{
    const struct uncertain *u = t->r->uncertain;
    const struct sensitivity *x = t->r->sensitivity;
    if (!u || !u->median[t->area])
        return;
    text_printf(t->out,
                say(t, "Hur säkert: plats %d–%d i nio dragningar av tio, median %d",
                    "How sure: place %d–%d in nine draws of ten, median %d"),
                (int)u->low[t->area], (int)u->high[t->area], (int)u->median[t->area]);
    uint32_t widest = x && x->widest ? x->widest[t->area] : UINT32_MAX;
    if (widest != UINT32_MAX) {
        text_add(t->out, say(t, "; mest rör den ", "; moved most by "));
        factor_text(t->m, &x->factors[widest], t->lang, t->out);
    }
    text_addc(t->out, '\n');
}

/* Those of the same band, in the order of the ranking. */
static void companions(const struct teller *t)
{
    const struct uncertain *u = t->r->uncertain;
    size_t told = 0;
    for (size_t k = 0; u && u->band[t->area] && k < t->r->areas; k++) {
        uint32_t area = t->r->ranking[k];
        if (area == t->area || u->band[area] != u->band[t->area])
            continue;
        text_add(t->out,
                 told++ ? ", " : say(t, "Kan inte skiljas från: ", "Cannot be told from: "));
        text_add(t->out, tell_name(t, area));
    }
    text_add(t->out, told ? "\n" : "");
}

static void summary(const struct teller *t)
{
    const struct result *r = t->r;
    const struct area_result *a = &r->area[t->area];
    const struct area *area = &r->data->areas.items[t->area];
    uint32_t root = t->m->root;
    text_printf(t->out, "%s %s", area->code, area->name);
    if (root != UINT32_MAX && isnan(r->nodes[root].score[t->area]))
        text_printf(t->out,
                    say(t, ": ej bedömbar i %s, %s %% av vikten har ett värde",
                        ": cannot be assessed in %s, %s %% of the weight has a value"),
                    head_label(&t->m->nodes[root].head, t->lang),
                    tell_number(t, 100 * r->nodes[root].coverage[t->area], 0));
    else if (root != UINT32_MAX)
        text_printf(t->out, say(t, ": %s, %s poäng i %s", ": %s, %s points in %s"),
                    tell_place(t, root, t->area), tell_number(t, r->nodes[root].score[t->area], 1),
                    head_label(&t->m->nodes[root].head, t->lang));
    text_addc(t->out, '\n');
    certainty(t);
    companions(t);
    if (root != UINT32_MAX && r->rank_bound_low[t->area] > 0 &&
        (r->rank_bound_low[t->area] != r->nodes[root].rank[t->area] ||
         r->rank_bound_high[t->area] != r->nodes[root].rank[t->area]))
        text_printf(t->out,
                    say(t, "Om det som saknas vore bäst eller sämst av alla: plats %d till %d\n",
                        "If what is missing were the best or the worst of all: place %d to %d\n"),
                    (int)r->rank_bound_low[t->area], (int)r->rank_bound_high[t->area]);
    const char *why = say(t, a->class_why_sv, a->class_why_en);
    if (t->m->gate_count)
        text_printf(t->out, why[0] ? "%s: %s (%s)\n" : "%s: %s\n", say(t, "Klass", "Class"),
                    outcome_text((enum gate_outcome)a->class_outcome, t->lang), why);
    if (a->position != UINT32_MAX)
        text_printf(t->out, "%s: %s\n", say(t, "Läge", "Position"),
                    head_label(&t->m->positions[a->position].head, t->lang));
}

/* What the line explains, so that nobody takes the residual for more than it is. */
static void fits_of(const struct teller *t, const struct indicator_result *x)
{
    for (size_t k = 0; k < x->fit_count; k++) {
        const struct fit *f = &x->fits[k];
        text_printf(t->out,
                    say(t,
                        "  Rät linje %d: R² %s över %zu områden, %s per steg i det "
                        "som förklarar. Grovt: värdet är det som linjen inte "
                        "förklarar.\n",
                        "  Straight line %d: R² %s over %zu areas, %s per step of what "
                        "explains. Rough: the value is what the line does not explain.\n"),
                    (int)f->year, tell_number(t, f->r2, 2), f->n, tell_number(t, f->slope, 3));
    }
}

/* Value, points and scale of what was measured, then every figure that it was computed from. */
static void explain_indicator(const struct teller *t, uint32_t k)
{
    const struct indicator *ind = &t->m->indicators[k];
    const struct indicator_result *x = &t->r->indicators[k];
    uint8_t s = x->substitute[t->area];
    const struct indicator *used = s ? &t->m->indicators[ind->substitutes[s - 1]] : ind;
    struct contributions c = {0};
    if (t->m->root != UINT32_MAX)
        c = contributions(t, t->m->root);
    indicator(t, k, &c, false, NULL, 0);
    if (used->scale == SCALE_GOALPOSTS)
        text_printf(t->out,
                    say(t, "  Skala: 0 poäng vid %s, 100 poäng vid %s\n",
                        "  Scale: 0 points at %s, 100 points at %s\n"),
                    tell_number(t, used->reversed ? used->high : used->low, used->decimals),
                    tell_number(t, used->reversed ? used->low : used->high, used->decimals));
    fits_of(t, &t->r->indicators[used - t->m->indicators]);
    if (used->formula)
        trace_formula(t->out, t->r, used->formula, t->area, x->cells[t->area].period, t->lang);
}

static void explain_variable(const struct teller *t, uint32_t k)
{
    trace_variable(t->out, t->r, k, t->area, 0, t->lang);
}

static void explain_node(const struct teller *t, uint32_t k)
{
    tree(t, k);
    if (!is_compared(t))
        tell_model(t, k);
}

static void (*const EXPLAIN[SYMBOL_KINDS])(const struct teller *, uint32_t) = {
    [SYMBOL_NODE] = explain_node,
    [SYMBOL_INDICATOR] = explain_indicator,
    [SYMBOL_GATE] = tell_gate,
    [SYMBOL_FLAG] = tell_flag,
    [SYMBOL_POSITION] = tell_position,
    [SYMBOL_IDEA] = tell_idea,
    [SYMBOL_ADVICE] = tell_advice,
    [SYMBOL_PEERS] = tell_peers,
    [SYMBOL_GUIDE] = tell_guide,
    [SYMBOL_CALC] = tell_calc,
    [SYMBOL_VARIABLE] = explain_variable,
};

static void explain_name(const struct teller *t, struct ref ref)
{
    const struct head *h = model_head(t->m, ref);
    if (EXPLAIN[ref.kind])
        EXPLAIN[ref.kind](t, ref.index);
    else if (h)
        text_printf(t->out, "%s (%s:%u)\n", head_label(h, t->lang), h->place.file, h->place.line);
}

static void explain_all(const struct teller *t)
{
    for (uint32_t k = 0; k < t->m->node_count; k++)
        if (t->m->nodes[k].parent == UINT32_MAX && t->m->nodes[k].kind == NODE_INDEX &&
            t->m->nodes[k].variant_of == UINT32_MAX)
            tree(t, k);
    if (is_compared(t))
        return;
    for (uint32_t k = 0; k < t->m->node_count; k++)
        if (t->m->nodes[k].kind == NODE_CHALLENGE) {
            struct contributions c = contributions(t, k);
            node(t, k, &c, 0);
        }
    tell_all_peers(t);
    tell_conditions(t);
    tell_questions(t);
}

/* What the marks after a year mean, when any was printed. */
static void legend(const struct teller *t)
{
    static const struct {
        const char *mark, *sv, *en;
    } marks[] = {
        {" [å]", "[å] källan säger inget år", "[å] the source states no year"},
        {" [e]", "[e] ett äldre år eller ett beräknat värde", "[e] an earlier year or an estimate"},
    };
    size_t told = 0;
    bool used[sizeof marks / sizeof *marks];
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        used[k] = t->out->p && strstr(t->out->p, marks[k].mark);
    for (size_t k = 0; k < sizeof marks / sizeof *marks; k++)
        if (used[k])
            text_printf(t->out, "%s%s", told++ ? "; " : "\n", say(t, marks[k].sv, marks[k].en));
    text_add(t->out, told ? "\n" : "");
}

void explain(const struct result *r, const struct dataset_bundle *b, const struct question *q,
             struct text *out)
{
    struct arena *arena = arena_new();
    struct diagnostics *told = diagnostics_new(q->lang); /* what was told already when computing */
    analysis_messages(told);
    struct work w = work_again(r, b, told);
    struct teller t = {r, r->model, &w, q->area, q->against, q->comparison, q->lang, arena, out};
    if (!is_compared(&t))
        summary(&t);
    if (q->what)
        explain_name(&t, *q->what);
    else
        explain_all(&t);
    legend(&t);
    diagnostics_free(told);
    arena_free(arena);
}
