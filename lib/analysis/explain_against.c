/* An area against another, or against the medians of some: everything that makes the difference,
 * largest first. And in short how the area stands against its peers and neighbours. */
#include "analysis/explain_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 3 };
static const double NOTICED = 0.005; /* a smaller effect is printed as 0,00 */

/* --- whom to compare with ----------------------------------------------------------------------
 */

static void add_names(const struct result *r, const struct area_group *g, struct text *out)
{
    for (size_t i = 0; i < g->count; i++)
        text_printf(out, "%s%s", i > 0 ? ", " : "", r->data->areas.items[g->areas[i]].name);
}

static const char *kept(struct text *t, struct arena *arena)
{
    const char *copy = arena_strndup(arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

/* "medianen av 2 grannar (Alfa, Beta)" */
static void of_group(const struct result *r, const char *who, struct area_group group,
                     enum lang lang, struct comparison *out, struct arena *arena)
{
    struct area_group *own = arena_alloc(arena, sizeof *own);
    struct text t = {0};
    *own = group;
    text_printf(&t, lang == LANG_SV ? "medianen av %s (" : "the median of %s (", who);
    add_names(r, own, &t);
    text_addc(&t, ')');
    *out = (struct comparison){own, kept(&t, arena)};
}

enum word { W_MEDIAN, W_NEIGHBOURS, W_PEERS };
static const char *const words[][2] = {
    [W_MEDIAN] = {"median", "median"},
    [W_NEIGHBOURS] = {"grannar", "neighbours"},
    [W_PEERS] = {"liknande", "peers"},
};

static bool is_word(const char *asked, size_t length, enum word which)
{
    for (size_t lang = 0; lang < 2; lang++)
        if (strlen(words[which][lang]) == length && strncmp(words[which][lang], asked, length) == 0)
            return true;
    return false;
}

static const struct head *block_head(const struct result *r, uint32_t block)
{
    return &r->model->peers[block].head;
}

static enum comparison_found of_peers(const struct result *r, const char *name, uint32_t area,
                                      enum lang lang, struct comparison *out, struct arena *arena)
{
    const struct model *m = r->model;
    for (uint32_t k = 0; k < m->peers_count; k++) {
        const char *label = head_label(block_head(r, k), lang);
        if (name && !name_eq(name, block_head(r, k)->name) && !name_eq(name, label))
            continue;
        struct area_group g = group_of_peers(r, k, area, arena);
        const char *who = arena_printf(
            arena, lang == LANG_SV ? "%zu liknande: %s" : "%zu peers: %s", g.count, label);
        of_group(r, who, g, lang, out, arena);
        return g.count ? COMPARISON_FOUND : COMPARISON_EMPTY;
    }
    return name ? COMPARISON_NO_PEERS : COMPARISON_EMPTY;
}

enum comparison_found comparison_find(const struct result *r, const char *asked, uint32_t area,
                                      enum lang lang, struct comparison *out, struct arena *arena)
{
    const char *colon = strchr(asked, ':');
    size_t length = colon ? (size_t)(colon - asked) : strlen(asked);
    if (is_word(asked, length, W_MEDIAN) && !colon) {
        *out = (struct comparison){
            NULL,
            arena_printf(arena, lang == LANG_SV ? "medianen av alla %zu" : "the median of all %zu",
                         r->areas)};
        return COMPARISON_FOUND;
    }
    if (is_word(asked, length, W_NEIGHBOURS) && !colon) {
        struct area_group g = group_of_neighbours(r, area);
        const char *who =
            arena_printf(arena, lang == LANG_SV ? "%zu grannar" : "%zu neighbours", g.count);
        of_group(r, who, g, lang, out, arena);
        return g.count ? COMPARISON_FOUND : COMPARISON_EMPTY;
    }
    if (is_word(asked, length, W_PEERS))
        return of_peers(r, colon ? colon + 1 : NULL, area, lang, out, arena);
    return COMPARISON_UNKNOWN;
}

/* --- largest first -----------------------------------------------------------------------------
 */
static int by_size(const void *p, const void *q)
{
    const struct contribution *a = p, *b = q;
    if (fabs(a->effect) != fabs(b->effect))
        return fabs(a->effect) > fabs(b->effect) ? -1 : 1;
    return (a->indicator > b->indicator) - (a->indicator < b->indicator);
}

/* Nodes under the one asked for, with their part of the difference. */
static void parts(const struct teller *t, uint32_t node, const struct contributions *c, int depth)
{
    const struct node *n = &t->m->nodes[node];
    for (size_t i = 0; i < n->child_count; i++) {
        uint32_t k = n->children[i].index;
        if (n->children[i].kind != SYMBOL_NODE || isnan(c->nodes[k]))
            continue;
        text_printf(
            t->out,
            say(t, "%*s%s: %s mot %s, bidrag %s\n", "%*s%s: %s against %s, contribution %s\n"),
            2 * depth, "", head_label(&t->m->nodes[k].head, t->lang),
            tell_number(t, t->r->nodes[k].score[t->area], 1),
            tell_number(t, c->reference_nodes[k], 1), tell_signed(t, c->nodes[k], 2));
        parts(t, k, c, depth + 1);
    }
}

static void all(const struct teller *t, const struct contributions *c)
{
    size_t unseen = 0;
    qsort(c->items, c->count, sizeof *c->items, by_size);
    for (size_t i = 0; i < c->count; i++) {
        bool noticed = fabs(c->items[i].effect) >= NOTICED;
        unseen += !noticed;
        if (noticed)
            tell_contribution(t, &c->items[i]);
    }
    if (unseen > 0)
        text_printf(t->out,
                    say(t, "  Utan betydelse (under 0,005): %zu mått\n",
                        "  Of no account (below 0.005): %zu measures\n"),
                    unseen);
    tell_sum(t, c);
}

static void tell_sides(const struct teller *t, uint32_t node, const struct contributions *c)
{
    const char *label = head_label(&t->m->nodes[node].head, t->lang);
    const double *score = t->r->nodes[node].score;
    text_printf(t->out, say(t, "%s: %s har %s poäng (%s), ", "%s: %s has %s points (%s), "), label,
                tell_name(t, t->area), tell_number(t, score[t->area], 1),
                tell_place(t, node, t->area));
    if (t->with)
        text_printf(t->out, say(t, "%s ger %s poäng.\n", "%s gives %s points.\n"), t->with->who,
                    tell_number(t, c->reference, 1));
    else
        text_printf(t->out, say(t, "%s har %s poäng (%s).\n", "%s has %s points (%s).\n"),
                    tell_name(t, t->against), tell_number(t, score[t->against], 1),
                    tell_place(t, node, t->against));
}

void tell_against(const struct teller *t, uint32_t node, const struct contributions *c)
{
    tell_sides(t, node, c);
    if (c->count == 0) {
        text_add(t->out,
                 say(t, "En av dem går inte att bedöma, så skillnaden kan inte delas upp.\n",
                     "One of them cannot be assessed: there is no difference to take apart.\n"));
        return;
    }
    text_printf(t->out,
                say(t, "Skillnaden är %s poäng. Den kommer av, störst först:\n",
                    "The difference is %s points. It comes from, largest first:\n"),
                tell_signed(t, c->score - c->reference, 2));
    all(t, c);
    text_add(t->out, say(t, "Delarna\n", "The parts\n"));
    parts(t, node, c, 1);
}

/* --- peers and neighbours in short -------------------------------------------------------------
 */

static void some(const struct teller *t, const struct contributions *c, bool holding)
{
    const struct contribution *list[MOST];
    size_t n = contributions_most(c, holding, true, list, MOST);
    if (n > 0)
        text_add(t->out, holding ? say(t, "  Håller tillbaka mest: ", "  Holds back most: ")
                                 : say(t, "  Lyfter mest: ", "  Lifts most: "));
    for (size_t i = 0; i < n; i++)
        text_printf(t->out, "%s%s (%s)%s", i > 0 ? "; " : "",
                    head_label(&tell_used(t, list[i]->indicator, t->area)->head, t->lang),
                    tell_signed(t, list[i]->effect, 2), i + 1 == n ? "\n" : "");
}

static void against_group(const struct teller *t, uint32_t node, const char *who,
                          struct area_group group)
{
    struct contributions c = contributions_of(t->r, node, t->area, AREA_MEDIAN, &group, t->arena);
    if (c.count == 0)
        return;
    text_printf(
        t->out,
        say(t, "Mot medianen av %s, %s poäng: %s\n", "Against the median of %s, %s points: %s\n"),
        who, tell_number(t, c.reference, 1), tell_signed(t, c.score - c.reference, 2));
    some(t, &c, false);
    some(t, &c, true);
}

/* The first block of peers is the one that advice speaks of. */
void tell_companions(const struct teller *t, uint32_t node)
{
    struct area_group near = group_of_neighbours(t->r, t->area), peers = {NULL, 0};
    if (t->m->peers_count > 0)
        peers = group_of_peers(t->r, 0, t->area, t->arena);
    if (peers.count > 0)
        against_group(t, node,
                      arena_printf(t->arena, say(t, "%zu liknande (%s)", "%zu peers (%s)"),
                                   peers.count, head_label(block_head(t->r, 0), t->lang)),
                      peers);
    if (near.count > 0)
        against_group(t, node,
                      arena_printf(t->arena,
                                   say(t, near.count == 1 ? "%zu granne" : "%zu grannar",
                                       near.count == 1 ? "%zu neighbour" : "%zu neighbours"),
                                   near.count),
                      near);
}
