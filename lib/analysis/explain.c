/* Why an area got what it got: the tree with values, points, weights and origins, then gates,
 * ideas and advice with what decided them. */
#include "analysis/evaluate.h"
#include "analysis/plain.h"
#include "analysis/trace.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"

struct teller {
    const struct result *r;
    uint32_t area;
    enum lang lang;
    struct text *out;
};

static const char *say(const struct teller *t, const char *sv, const char *en)
{
    return t->lang == LANG_SV ? sv : en;
}

static const char *number(const struct teller *t, char *buffer, double v, int decimals)
{
    if (isnan(v))
        return "–";
    return number_fixed(buffer, v, decimals, t->lang == LANG_SV ? ',' : '.', true);
}

static void line(const struct teller *t, int depth, const char *text)
{
    for (int i = 0; i < depth; i++)
        text_add(t->out, "  ");
    text_add(t->out, text);
    text_addc(t->out, '\n');
}

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
                    head_label(&t->r->model->indicators[sub].head, t->lang));
    }
}

static const struct unit *unit_used(const struct teller *t, const struct indicator *ind,
                                    const struct indicator_result *x)
{
    uint8_t s = x->substitute[t->area];
    return s ? &t->r->model->indicators[ind->substitutes[s - 1]].unit : &ind->unit;
}

static void indicator(const struct teller *t, uint32_t k, double share, bool reversed, int depth)
{
    const struct indicator *ind = &t->r->model->indicators[k];
    const struct indicator_result *x = &t->r->indicators[k];
    char a[64], b[64], c[64], d[64];
    double p = reversed ? 100 - x->points[t->area] : x->points[t->area];
    for (int i = 0; i < depth; i++)
        text_add(t->out, "  ");
    text_printf(t->out, "%s: ", head_label(&ind->head, t->lang));
    if (!isnan(p))
        text_printf(t->out,
                    say(t, "%s poäng × andel %s = bidrag %s  (",
                        "%s points × share %s = contribution %s  ("),
                    number(t, a, p, 1), number(t, b, share, 3), number(t, c, p * share, 2));
    else
        text_printf(
            t->out, "%s (",
            say(t, "saknas, vikten delas på övriga", "missing, its weight goes to the others"));
    if (status_has_value(x->cells[t->area].status))
        text_printf(t->out, "%s %s", number(t, d, x->cells[t->area].value, ind->decimals),
                    unit_text(unit_used(t, ind, x), t->lang));
    origin(t, ind, x);
    text_add(t->out, ")\n");
}

static bool child_exists(const struct teller *t, const struct node *node, uint32_t index,
                         const struct child *c)
{
    if (c->kind == SYMBOL_NODE)
        return !isnan(t->r->nodes[c->index].score[t->area]);
    if (isnan(t->r->indicators[c->index].points[t->area]))
        return false;
    if (node->kind != NODE_CHALLENGE || t->r->indicators[c->index].substitute[t->area] == 0)
        return true;
    struct work w = {.model = t->r->model, .result = (struct result *)(uintptr_t)t->r};
    return !isnan(points_in(&w, c->index, index, t->area));
}

static const char *place(const struct teller *t, const struct node_result *x, char buffer[64])
{
    if (x->rank[t->area] <= 0)
        return say(t, "ingen plats", "no place");
    snprintf(buffer, 64, say(t, "plats %d av %zu", "place %d of %zu"), (int)x->rank[t->area],
             x->ranked);
    return buffer;
}

static void node(const struct teller *t, uint32_t k, int depth)
{
    static const char *const HOW[][2] = {
        [AGGREGATE_MEAN] = {"vägt medel", "weighted mean"},
        [AGGREGATE_GEOMETRIC] = {"geometriskt medel", "geometric mean"},
        [AGGREGATE_HARMONIC] = {"harmoniskt medel", "harmonic mean"},
        [AGGREGATE_MINIMUM] = {"minsta", "minimum"},
        [AGGREGATE_SUM] = {"summa", "sum"},
        [AGGREGATE_POWER] = {"potensmedel", "power mean"},
    };
    const struct node *n = &t->r->model->nodes[k];
    const struct node_result *x = &t->r->nodes[k];
    char a[64], b[64], c[64];
    struct text head = {0};
    text_printf(&head,
                say(t, "%s: %s poäng, %s, %s, täckning %s %% (%s)",
                    "%s: %s points, %s, %s, coverage %s %% (%s)"),
                head_label(&n->head, t->lang), number(t, a, x->score[t->area], 1), place(t, x, b),
                grade_text((enum grade)x->grade[t->area], t->lang),
                number(t, c, 100 * x->coverage[t->area], 0), HOW[n->aggregation][t->lang]);
    line(t, depth, head.p);
    text_release(&head);
    double sum = 0;
    for (size_t i = 0; i < n->child_count; i++)
        if (child_exists(t, n, k, &n->children[i]))
            sum += n->children[i].weight;
    for (size_t i = 0; i < n->child_count; i++) {
        const struct child *child = &n->children[i];
        bool exists = child_exists(t, n, k, child);
        if (child->kind == SYMBOL_NODE)
            node(t, child->index, depth + 1);
        else
            indicator(t, child->index, exists ? child->weight / sum : NAN, child->reversed,
                      depth + 1);
    }
}

/* --- conditions --------------------------------------------------------------------------------
 */

static const char *truth_text(const struct teller *t, int8_t truth)
{
    return truth == TRUTH_YES  ? say(t, "ja", "yes")
           : truth == TRUTH_NO ? say(t, "nej", "no")
                               : say(t, "okänd", "unknown");
}

static void conditions(const struct teller *t, const char *title, const struct gate *gates,
                       const struct flag *flags, size_t count, const struct condition_result *c)
{
    if (!count)
        return;
    text_printf(t->out, "\n%s\n", title);
    for (size_t k = 0; k < count; k++) {
        const struct head *h = gates ? &gates[k].head : &flags[k].head;
        const struct expr *x = gates ? gates[k].condition : flags[k].condition;
        text_printf(t->out, "  %s: %s  (", head_label(h, t->lang),
                    truth_text(t, c[k].truth[t->area]));
        plain_add(t->out, t->r->model, x, t->lang);
        text_printf(t->out, ", %s:%u)\n", x->place.file, x->place.line);
    }
}

static void idea(const struct teller *t, const struct idea *idea, const struct idea_result *x)
{
    const char *why = x->why[t->lang][t->area], *has = x->has[t->lang][t->area];
    text_printf(t->out, "%s: %s", head_label(&idea->head, t->lang),
                idea_grade_text((enum idea_grade)x->grade[t->area], t->lang));
    if (why[0])
        text_printf(t->out, ", %s", why);
    if (has[0])
        text_printf(t->out, " (%s: %s)", say(t, "här", "here"), has);
    text_addc(t->out, '\n');
}

static void ideas(const struct teller *t)
{
    const struct model *m = t->r->model;
    if (!m->idea_count)
        return;
    text_printf(t->out, "\n%s\n", say(t, "Affärsidéer", "Business ideas"));
    for (size_t s = 1; s <= m->idea_count; s++)
        for (size_t k = 0; k < m->idea_count; k++) {
            const struct idea_result *x = &t->r->ideas[k];
            if (x->strength[t->area] != s)
                continue;
            text_add(t->out, "  ");
            idea(t, &m->ideas[k], x);
        }
}

static void advice(const struct teller *t)
{
    const struct area_result *a = &t->r->area[t->area];
    if (!a->advice_count)
        return;
    text_printf(t->out, "\n%s\n", say(t, "Råd", "Advice"));
    for (size_t k = 0; k < a->advice_count; k++)
        text_printf(t->out, "  %zu. %s\n", k + 1, say(t, a->advice[k].sv, a->advice[k].en));
}

static void summary(const struct teller *t)
{
    const struct result *r = t->r;
    const struct area_result *a = &r->area[t->area];
    const struct area *area = &r->data->areas.items[t->area];
    text_printf(t->out, "%s %s\n", area->code, area->name);
    if (r->model->gate_count)
        text_printf(t->out, "%s: %s (%s)\n", say(t, "Klass", "Class"),
                    outcome_text((enum gate_outcome)a->class_outcome, t->lang),
                    say(t, a->class_why_sv, a->class_why_en));
    if (a->position != UINT32_MAX)
        text_printf(t->out, "%s: %s\n", say(t, "Läge", "Position"),
                    head_label(&r->model->positions[a->position].head, t->lang));
    text_addc(t->out, '\n');
}

/* Value, points and scale of what was measured, then every figure that it was computed from. */
static void explain_indicator(const struct teller *t, uint32_t k)
{
    const struct indicator *ind = &t->r->model->indicators[k];
    const struct indicator_result *x = &t->r->indicators[k];
    uint8_t s = x->substitute[t->area];
    const struct indicator *used = s ? &t->r->model->indicators[ind->substitutes[s - 1]] : ind;
    char low[64], high[64];
    indicator(t, k, 1, false, 0);
    if (used->scale == SCALE_GOALPOSTS)
        text_printf(t->out,
                    say(t, "  Skala: 0 poäng vid %s, 100 poäng vid %s\n",
                        "  Scale: 0 points at %s, 100 points at %s\n"),
                    number(t, low, used->reversed ? used->high : used->low, used->decimals),
                    number(t, high, used->reversed ? used->low : used->high, used->decimals));
    if (used->formula)
        trace_formula(t->out, t->r, used->formula, t->area, x->cells[t->area].period, t->lang);
}

static void explain_name(const struct teller *t, struct ref ref)
{
    const struct model *m = t->r->model;
    const struct head *h = model_head(m, ref);
    if (ref.kind == SYMBOL_NODE) {
        node(t, ref.index, 0);
    } else if (ref.kind == SYMBOL_INDICATOR) {
        explain_indicator(t, ref.index);
    } else if (ref.kind == SYMBOL_GATE) {
        conditions(t, say(t, "Krav", "Gate"), &m->gates[ref.index], NULL, 1,
                   &t->r->gates[ref.index]);
    } else if (ref.kind == SYMBOL_FLAG) {
        conditions(t, say(t, "Flagga", "Flag"), NULL, &m->flags[ref.index], 1,
                   &t->r->flags[ref.index]);
    } else if (ref.kind == SYMBOL_IDEA) {
        idea(t, &m->ideas[ref.index], &t->r->ideas[ref.index]);
    } else if (ref.kind == SYMBOL_VARIABLE) {
        trace_variable(t->out, t->r, ref.index, t->area, 0, t->lang);
    } else if (h) {
        text_printf(t->out, "%s (%s:%u)\n", head_label(h, t->lang), h->place.file, h->place.line);
    }
}

void explain(const struct result *r, uint32_t area, const struct ref *what, enum lang lang,
             struct text *out)
{
    struct teller t = {r, area, lang, out};
    const struct model *m = r->model;
    summary(&t);
    if (what) {
        explain_name(&t, *what);
        return;
    }
    for (uint32_t k = 0; k < m->node_count; k++)
        if (m->nodes[k].parent == UINT32_MAX && m->nodes[k].kind == NODE_INDEX &&
            m->nodes[k].variant_of == UINT32_MAX)
            node(&t, k, 0);
    for (uint32_t k = 0; k < m->node_count; k++)
        if (m->nodes[k].kind == NODE_CHALLENGE)
            node(&t, k, 0);
    conditions(&t, say(&t, "Krav", "Gates"), m->gates, NULL, m->gate_count, r->gates);
    conditions(&t, say(&t, "Flaggor", "Flags"), NULL, m->flags, m->flag_count, r->flags);
    ideas(&t);
    advice(&t);
}
