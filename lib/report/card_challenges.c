/* The challenges as the sheets of an area show them: in the order by which the foremost is chosen,
 * and with the measures that each rests on. */
#include "report/card.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"

static bool comes_before(const struct view *v, uint32_t a, uint32_t b)
{
    const struct node_result *x = &v->r->nodes[a], *y = &v->r->nodes[b];
    int32_t i = x->rank[v->area], k = y->rank[v->area];
    if (i != k)
        return k <= 0 || (i > 0 && i < k);
    return isfinite(x->score[v->area]) && x->score[v->area] > y->score[v->area];
}

struct list card_challenges(const struct view *v)
{
    struct list out = {arena_array(v->arena, v->challenges.count + 1, sizeof(uint32_t)), 0};
    for (size_t i = 0; i < v->challenges.count; i++) {
        uint32_t node = v->challenges.items[i];
        size_t at = out.count++;
        for (; at > 0 && comes_before(v, node, out.items[at - 1]); at--)
            out.items[at] = out.items[at - 1];
        out.items[at] = node;
    }
    return out;
}

const char *card_number_of(const struct view *v, uint32_t node)
{
    static const struct pair number = {"nr %d av %zu", "no. %d of %zu"};
    const struct node_result *n = &v->r->nodes[node];
    if (n->rank[v->area] <= 0)
        return "\u2013";
    return arena_printf(v->arena, say(v->lang, number), (int)n->rank[v->area], n->ranked);
}

/* --- what counts ------------------------------------------------------------------------------ */

/* A substitute counts in a challenge only where the rules name it. */
static bool counts_in(const struct view *v, const struct node *node, uint32_t index)
{
    const struct indicator_result *r = &v->r->indicators[index];
    if (!r->points || !isfinite(r->points[v->area]))
        return false;
    if (node->kind != NODE_CHALLENGE || !view_substituted(v, index, v->area))
        return true;
    const struct indicator *used = view_used(v, index, v->area);
    for (size_t i = 0; i < used->challenge_count; i++)
        if (&v->m->nodes[used->challenges[i]] == node)
            return true;
    return false;
}

struct share {
    double have, own, all;
};

static struct share share_of(const struct view *v, uint32_t at, unsigned depth)
{
    const struct node *node = &v->m->nodes[at];
    struct share out = {0, 0, 0};
    double sum = 0;
    for (size_t c = 0; c < node->child_count && depth < 32; c++) {
        const struct child *child = &node->children[c];
        bool leaf = child->kind == SYMBOL_INDICATOR;
        double weight = node->kind == NODE_CHALLENGE ? child->weight
                        : leaf                       ? v->m->indicators[child->index].weight
                                                     : v->m->nodes[child->index].weight;
        struct share part = {0, 0, 1};
        if (!leaf) {
            part = share_of(v, child->index, depth + 1);
        } else if (counts_in(v, node, child->index)) {
            part.have = !is_imputed(&v->r->indicators[child->index], v->area);
            part.own = part.have > 0 && !view_substituted(v, child->index, v->area);
        } else if (v->m->indicators[child->index].missing == MISSING_FACT) {
            part.all = 0; /* an unanswered question is no gap in the statistics */
        }
        out.have += weight * part.have;
        out.own += weight * part.own;
        out.all += weight * part.all;
        sum += weight;
    }
    if (sum > 0)
        out = (struct share){out.have / sum, out.own / sum, out.all / sum};
    return out;
}

double card_intended(const struct view *v, uint32_t node)
{
    struct share s = share_of(v, node, 0);
    return s.all > 0 ? s.own / s.all : 0;
}

/* --- what a challenge rests on ---------------------------------------------------------------- */

/* ", 2024"; of an unknown year the mark, unless the name itself says that it is unknown. */
static const char *year_of(const struct view *v, uint32_t index)
{
    static const struct pair unknown = {"år okänt", "year unknown"};
    int32_t period = v->r->indicators[index].cells[v->area].period;
    const char *label = view_label(v, &view_used(v, index, v->area)->head);
    if (period > 0)
        return arena_printf(v->arena, ", %d", (int)period_year(period));
    bool said = period != PERIOD_UNKNOWN || strstr(label, say(v->lang, unknown));
    return said ? "" : ", [å]";
}

static void add_measure(const struct view *v, struct text *t, uint32_t index, bool instead)
{
    static const struct pair median = {", medianen %s", ", the median %s"};
    static const struct pair other = {", i stället för %s", ", in place of %s"};
    const struct indicator *used = view_used(v, index, v->area);
    const struct indicator_result *r = &v->r->indicators[index];
    text_printf(t, "%s %s", view_label(v, &used->head),
                view_value(v, used, r->cells[v->area].value));
    if (view_comparable(v, index, v->area))
        text_printf(t, say(v->lang, median), view_value(v, used, r->median_value));
    if (instead && view_substituted(v, index, v->area))
        text_printf(t, say(v->lang, other),
                    card_lower(v, view_label(v, &v->m->indicators[index].head)));
}

const char *card_rests_on(const struct view *v, uint32_t node, bool years, const char *between)
{
    const struct node *n = &v->m->nodes[node];
    struct text t = {0};
    for (size_t c = 0; c < n->child_count; c++) {
        uint32_t index = n->children[c].index;
        if (n->children[c].kind != SYMBOL_INDICATOR || !counts_in(v, n, index))
            continue;
        text_add(&t, t.n > 0 ? between : "");
        add_measure(v, &t, index, !years);
        text_add(&t, years ? year_of(v, index) : "");
    }
    return card_keep(v, &t);
}

size_t card_lacks(const struct view *v, uint32_t node, struct text *t)
{
    const struct node *n = &v->m->nodes[node];
    size_t count = 0;
    for (size_t c = 0; c < n->child_count; c++) {
        uint32_t index = n->children[c].index;
        if (n->children[c].kind != SYMBOL_INDICATOR || counts_in(v, n, index))
            continue;
        text_printf(t, "%s%s", count++ > 0 ? ", " : "",
                    card_lower(v, view_label(v, &v->m->indicators[index].head)));
    }
    return count;
}

/* --- the foremost ----------------------------------------------------------------------------- */

/* The challenge with the most points, when it is another: so that nobody thinks it an error. */
static void add_most_points(const struct view *v, struct text *t, uint32_t top)
{
    static const struct pair other = {
        " Högst poäng har %s (%s), men där är placeringen lägre: %s.",
        " Most points has %s (%s), but the place there is lower: %s."};
    uint32_t most = top;
    for (size_t i = 0; i < v->challenges.count; i++) {
        uint32_t node = v->challenges.items[i];
        if (v->r->nodes[node].rank[v->area] > 0 &&
            v->r->nodes[node].score[v->area] > v->r->nodes[most].score[v->area])
            most = node;
    }
    if (most != top && v->r->nodes[most].rank[v->area] > v->r->nodes[top].rank[v->area])
        text_printf(t, say(v->lang, other), card_lower(v, view_label(v, &v->m->nodes[most].head)),
                    view_number(v, v->r->nodes[most].score[v->area], 1), card_number_of(v, most));
}

const char *card_foremost(const struct view *v)
{
    static const struct pair clear = {"%s: %s kommuner, den högsta placeringen bland utmaningarna.",
                                      "%s: %s areas, the highest place among the challenges."};
    static const struct pair weak = {
        "Ingen utmaning sticker ut. Högst placering har %s, %s kommuner.",
        "No challenge stands out. The highest place is in %s, %s areas."};
    uint32_t top = v->r->area[v->area].top_challenge;
    struct text t = {0};
    if (top >= v->m->node_count)
        return "";
    const char *label = view_label(v, &v->m->nodes[top].head);
    if (node_stands_out(&v->r->nodes[top], v->area))
        text_printf(&t, say(v->lang, clear), label, card_number_of(v, top));
    else
        text_printf(&t, say(v->lang, weak), card_lower(v, label), card_number_of(v, top));
    add_most_points(v, &t, top);
    return card_keep(v, &t);
}

const char *card_foremost_basis(const struct view *v)
{
    static const struct pair rests = {"Det vilar på: %s.", "It rests on: %s."};
    static const struct pair lacks = {" Det här vet vi inte: ", " This we do not know: "};
    static const struct pair thin = {
        " Bara %s\u00A0%% av vikten är känd: kontrollera den med egna uppgifter.",
        " Only %s %% of the weight is known: check it with figures of your own."};
    uint32_t top = v->r->area[v->area].top_challenge;
    if (top >= v->m->node_count)
        return "";
    const struct node_result *n = &v->r->nodes[top];
    struct text t = {0}, missing = {0};
    text_printf(&t, say(v->lang, rests), card_rests_on(v, top, false, "; "));
    if (card_lacks(v, top, &missing) > 0)
        text_printf(&t, "%s%s.", say(v->lang, lacks), missing.p);
    text_release(&missing);
    if (n->coverage[v->area] < 0.6)
        text_printf(&t, say(v->lang, thin), view_number(v, n->coverage[v->area] * 100, 0));
    return card_keep(v, &t);
}

const char *card_unjudged(const struct view *v)
{
    static const char *const few[][2] = {{"Noll", "None"}, {"En", "One"},    {"Två", "Two"},
                                         {"Tre", "Three"}, {"Fyra", "Four"}, {"Fem", "Five"},
                                         {"Sex", "Six"},   {"Sju", "Seven"}, {"Åtta", "Eight"}};
    static const struct pair pattern = {"%s av %s utmaningar kunde inte mätas: %s.",
                                        "%s of %s challenges could not be measured: %s."};
    enum { WORDS = sizeof few / sizeof few[0] };
    size_t all = v->challenges.count, count = 0;
    struct text names = {0};
    for (size_t i = 0; i < all; i++) {
        uint32_t node = v->challenges.items[i];
        if (v->r->nodes[node].rank[v->area] > 0)
            continue;
        text_printf(&names, "%s%s", count++ > 0 ? ", " : "",
                    card_lower(v, view_label(v, &v->m->nodes[node].head)));
    }
    const char *list = card_keep(v, &names);
    if (count == 0)
        return "";
    const char *first = count < WORDS ? few[count][v->lang] : arena_printf(v->arena, "%zu", count);
    const char *last =
        all < WORDS ? card_lower(v, few[all][v->lang]) : arena_printf(v->arena, "%zu", all);
    return arena_printf(v->arena, say(v->lang, pattern), first, last, list);
}
