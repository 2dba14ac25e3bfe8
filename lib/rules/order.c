/* The order of evaluation: each comes after what it names. A ring is told with every link. */
#include <stdlib.h>
#include <string.h>

#include "rules/declare.h"
#include "rules/tell.h"

/* Kinds that are evaluated, in the order they come when nothing else decides. */
static const enum symbol_kind ordered[] = {
    SYMBOL_COUNT, SYMBOL_INDICATOR, SYMBOL_NODE,   SYMBOL_PEERS, SYMBOL_GATE, SYMBOL_FLAG,
    SYMBOL_IDEA,  SYMBOL_POSITION,  SYMBOL_ADVICE, SYMBOL_GUIDE, SYMBOL_CALC,
};
enum { KINDS = sizeof ordered / sizeof *ordered };

/* What a derived value rests on. */
enum need { NEED_NOTHING, NEED_IDEAS, NEED_CHALLENGES, NEED_PEERS, NEED_ROOT, NEED_INDICATORS };
static const enum need needs[DERIVED_COUNT] = {
    [DERIVED_STRONG_IDEAS] = NEED_IDEAS,
    [DERIVED_POSSIBLE_IDEAS] = NEED_IDEAS,
    [DERIVED_OLDEST_VALUE] = NEED_INDICATORS,
    [DERIVED_SEX_GAP] = NEED_INDICATORS,
    [DERIVED_RANK_SPAN] = NEED_ROOT,
    [DERIVED_PEER_BETTER] = NEED_PEERS,
    [DERIVED_PEER] = NEED_PEERS,
    [DERIVED_NEIGHBOUR_SAME] = NEED_CHALLENGES,
    [DERIVED_BRANCH_PERCENTILE] = NEED_IDEAS,
    [DERIVED_TOP_CHALLENGE] = NEED_CHALLENGES,
    [DERIVED_MISSING_LIST] = NEED_INDICATORS,
    [DERIVED_OLD_LIST] = NEED_INDICATORS,
    [DERIVED_SEX_GAP_NAME] = NEED_INDICATORS,
    [DERIVED_RANK] = NEED_ROOT,
    [DERIVED_RANK_LOW] = NEED_ROOT,
    [DERIVED_RANK_HIGH] = NEED_ROOT,
};

enum state { UNSEEN, ACTIVE, DONE };
struct visit {
    uint32_t node;
    size_t next; /* edge to follow */
};
struct graph {
    struct reading *r;
    size_t base[SYMBOL_KINDS], count;
    bool is_ordered[SYMBOL_KINDS];
    struct ref *refs;   /* [count] */
    uint8_t *state;     /* [count] */
    size_t *first;      /* [count + 1] into edges */
    struct edge *edges; /* by owner, as told within */
    struct visit *stack;
    size_t depth;
};

static size_t count_of(const struct reading *r, enum symbol_kind kind)
{
    return r->sizes[kind];
}

static uint32_t node_of(const struct graph *g, struct ref ref)
{
    return (uint32_t)(g->base[ref.kind] + ref.index);
}

/* --- edges that nobody wrote --------------------------------------------------------------------
 */

static void need_all(struct reading *r, const struct edge *e, enum symbol_kind kind)
{
    for (uint32_t i = 0; i < count_of(r, kind); i++) {
        bool wanted = kind != SYMBOL_NODE || r->model->nodes[i].kind == NODE_CHALLENGE;
        if (wanted) {
            edge_add(r, e->owner, (struct ref){kind, i, 'v', 0}, e->place);
        }
    }
}

static void expand_derived(struct reading *r)
{
    size_t n = r->edge_count;
    for (size_t i = 0; i < n; i++) {
        struct edge e = r->edges[i];
        if (e.target.kind != SYMBOL_DERIVED) {
            continue;
        }
        enum need need = needs[e.target.index];
        if (need == NEED_ROOT && r->model->root != UINT32_MAX) {
            edge_add(r, e.owner, (struct ref){SYMBOL_NODE, r->model->root, 'v', 0}, e.place);
        } else if (need == NEED_IDEAS) {
            need_all(r, &e, SYMBOL_IDEA);
        } else if (need == NEED_CHALLENGES || need == NEED_PEERS) {
            need_all(r, &e, SYMBOL_NODE);
            if (need == NEED_PEERS) {
                need_all(r, &e, SYMBOL_PEERS);
            }
        } else if (need == NEED_INDICATORS) {
            need_all(r, &e, SYMBOL_INDICATOR);
        }
    }
}

/* The first position that holds: each comes after the one before. Advice "annars" comes after the
 * rest of its group. */
static void expand_sequences(struct reading *r)
{
    const struct model *m = r->model;
    for (uint32_t i = 1; i < m->position_count; i++) {
        edge_add(r, (struct ref){SYMBOL_POSITION, i, 'v', 0},
                 (struct ref){SYMBOL_POSITION, i - 1, 'v', 0}, m->positions[i].head.place);
    }
    for (size_t k = 0; k < r->block_count; k++) {
        const struct block *b = &r->blocks[k];
        if (b->kind != BLOCK_ADVICE || !b->otherwise) {
            continue;
        }
        for (uint32_t j = 0; j < m->advice_count; j++) {
            if (m->advice[j].condition &&
                name_eq(m->advice[j].group, ((struct advice *)b->item)->group)) {
                edge_add(r, b->ref, (struct ref){SYMBOL_ADVICE, j, 'v', 0}, b->place);
            }
        }
    }
}

/* --- the graph -------------------------------------------------------------------------------- */

static void graph_nodes(struct graph *g)
{
    for (size_t k = 0; k < KINDS; k++) {
        g->base[ordered[k]] = g->count;
        g->is_ordered[ordered[k]] = true;
        g->count += count_of(g->r, ordered[k]);
    }
    struct arena *arena = g->r->arena;
    g->refs = arena_array(arena, g->count + 1, sizeof *g->refs);
    g->state = arena_array(arena, g->count + 1, sizeof *g->state);
    g->first = arena_array(arena, g->count + 2, sizeof *g->first);
    g->stack = arena_array(arena, g->count + 1, sizeof *g->stack);
    for (size_t k = 0; k < KINDS; k++) {
        for (uint32_t i = 0; i < count_of(g->r, ordered[k]); i++) {
            g->refs[g->base[ordered[k]] + i] = (struct ref){ordered[k], i, 'v', 0};
        }
    }
}

static bool in_graph(const struct graph *g, const struct edge *e)
{
    return e->owner.kind < SYMBOL_KINDS && e->target.kind < SYMBOL_KINDS &&
           g->is_ordered[e->owner.kind] && g->is_ordered[e->target.kind];
}

/* Counting sort by owner keeps the order in which they were told. */
static void graph_edges(struct graph *g)
{
    struct reading *r = g->r;
    g->edges = arena_array(r->arena, r->edge_count + 1, sizeof *g->edges);
    for (size_t i = 0; i < r->edge_count; i++) {
        if (in_graph(g, &r->edges[i])) {
            g->first[node_of(g, r->edges[i].owner) + 1]++;
        }
    }
    for (size_t i = 0; i < g->count; i++) {
        g->first[i + 1] += g->first[i];
    }
    size_t *at = arena_array(r->arena, g->count + 1, sizeof *at);
    memcpy(at, g->first, g->count * sizeof *at);
    for (size_t i = 0; i < r->edge_count; i++) {
        if (in_graph(g, &r->edges[i])) {
            g->edges[at[node_of(g, r->edges[i].owner)]++] = r->edges[i];
        }
    }
}

static const struct edge *edge_taken(const struct graph *g, size_t depth)
{
    return &g->edges[g->stack[depth].next - 1];
}

static void tell_cycle(struct graph *g, uint32_t target)
{
    struct reading *r = g->r;
    size_t from = 0;
    while (g->stack[from].node != target) {
        from++;
    }
    struct text links = {0};
    for (size_t i = from; i < g->depth; i++) {
        text_add(&links, model_head(r->model, g->refs[g->stack[i].node])->name);
        text_add(&links, " → ");
    }
    text_add(&links, model_head(r->model, g->refs[target])->name);
    struct diagnostic *item = tell(r, "E106", edge_taken(g, from)->place,
                                   model_head(r->model, g->refs[target])->name, links.p, NULL);
    if (g->depth - from > 1) {
        const struct edge *back = edge_taken(g, g->depth - 1);
        tell_other(r, item, back->place, say(r, "och här tillbaka", "and back here"));
    }
    text_release(&links);
}

static void push(struct graph *g, uint32_t node)
{
    g->state[node] = ACTIVE;
    g->stack[g->depth++] = (struct visit){node, g->first[node]};
}

static void pop(struct graph *g)
{
    struct model *m = g->r->model;
    uint32_t node = g->stack[--g->depth].node;
    g->state[node] = DONE;
    m->order[m->order_count++] = g->refs[node];
}

static void visit_from(struct graph *g, uint32_t start)
{
    push(g, start);
    while (g->depth > 0) {
        struct visit *top = &g->stack[g->depth - 1];
        if (top->next == g->first[top->node + 1]) {
            pop(g);
            continue;
        }
        uint32_t target = node_of(g, g->edges[top->next++].target);
        if (g->state[target] == UNSEEN) {
            push(g, target);
        } else if (g->state[target] == ACTIVE) {
            tell_cycle(g, target);
        }
    }
}

void order_build(struct reading *r)
{
    expand_derived(r);
    expand_sequences(r);
    struct graph g = {.r = r};
    graph_nodes(&g);
    graph_edges(&g);
    r->model->order = arena_array(r->arena, g.count + 1, sizeof *r->model->order);
    for (uint32_t i = 0; i < g.count; i++) {
        if (g.state[i] == UNSEEN) {
            visit_from(&g, i);
        }
    }
}
