/* The tree of weights: who stands under whom, what it weighs, and which reserve serves whom. */
#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "rules/declare.h"
#include "rules/override.h"
#include "rules/tell.h"

/* --- children --------------------------------------------------------------------------------- */

static uint32_t parent_of(const struct model *m, struct ref ref)
{
    if (ref.kind == SYMBOL_INDICATOR) {
        return m->indicators[ref.index].parent;
    }
    return ref.kind == SYMBOL_NODE ? m->nodes[ref.index].parent : UINT32_MAX;
}

static double weight_of(const struct model *m, struct ref ref)
{
    return ref.kind == SYMBOL_INDICATOR ? m->indicators[ref.index].weight
                                        : m->nodes[ref.index].weight;
}

static struct place weight_place_of(const struct model *m, struct ref ref)
{
    return ref.kind == SYMBOL_INDICATOR ? m->indicators[ref.index].weight_place
                                        : m->nodes[ref.index].weight_place;
}

/* Every block in order of declaration: counted first, then filled. */
static void list_children(struct reading *r)
{
    struct model *m = r->model;
    size_t *count = arena_array(r->arena, m->node_count + 1, sizeof *count);
    for (size_t i = 0; i < r->block_count; i++) {
        uint32_t parent = parent_of(m, r->blocks[i].ref);
        if (parent != UINT32_MAX) {
            count[parent]++;
        }
    }
    for (size_t i = 0; i < m->node_count; i++) {
        if (count[i]) {
            m->nodes[i].listed = arena_array(r->arena, count[i], sizeof(struct child));
        }
    }
    for (size_t i = 0; i < r->block_count; i++) {
        struct ref ref = r->blocks[i].ref;
        uint32_t parent = parent_of(m, ref);
        if (parent == UINT32_MAX) {
            continue;
        }
        edge_add(r, (struct ref){SYMBOL_NODE, parent, 'v', 0}, ref, r->blocks[i].place);
        struct node *node = &m->nodes[parent];
        node->listed[node->listed_count++] =
            (struct child){ref.kind, ref.index, 0, false, weight_place_of(m, ref)};
    }
}

/* All parts of a node are weighed together, in arrays of a fixed size. */
static bool check_children(struct reading *r)
{
    bool fine = r->model->node_count <= LIMIT_NODES;
    if (!fine) {
        tell(r, "E429", r->model->nodes[LIMIT_NODES].head.place, "1 000", NULL);
    }
    for (size_t i = 0; i < r->model->node_count; i++) {
        const struct node *n = &r->model->nodes[i];
        size_t parts = n->listed_count > n->child_count ? n->listed_count : n->child_count;
        if (parts > LIMIT_CHILDREN) {
            const char *count = arena_printf(r->arena, "%zu", parts);
            tell(r, "E428", n->head.place, n->head.name, count, "256", NULL);
            fine = false;
        }
    }
    return fine;
}

static bool is_without(const struct node *n, const struct child *child)
{
    for (size_t i = 0; i < n->without_count; i++) {
        if (child->kind == SYMBOL_INDICATOR && n->without[i] == child->index) {
            return true;
        }
    }
    return false;
}

static void take_children(const struct model *m, struct node *n, struct arena *arena)
{
    n->children = arena_array(arena, n->listed_count, sizeof *n->children);
    n->child_count = 0;
    for (size_t i = 0; i < n->listed_count; i++) {
        struct child child = n->listed[i];
        if (n->kind != NODE_CHALLENGE) {
            child.weight = weight_of(m, (struct ref){child.kind, child.index, 'w', 0});
        }
        if (child.weight > 0) {
            n->children[n->child_count++] = child;
        }
    }
}

/* A variant has the other's children, but for those it is without. */
static void inherit_children(const struct node *base, struct node *n, struct arena *arena)
{
    n->children = arena_array(arena, base->child_count + 1, sizeof *n->children);
    n->child_count = 0;
    for (size_t i = 0; i < base->child_count; i++) {
        if (!is_without(n, &base->children[i])) {
            n->children[n->child_count++] = base->children[i];
        }
    }
}

void tree_weigh(struct model *m, struct arena *arena)
{
    for (size_t i = 0; i < m->node_count; i++) {
        if (m->nodes[i].listed_count) {
            take_children(m, &m->nodes[i], arena);
        }
    }
    for (size_t i = 0; i < m->node_count; i++) {
        if (m->nodes[i].inherits) {
            inherit_children(&m->nodes[m->nodes[i].variant_of], &m->nodes[i], arena);
        }
    }
}

static void find_variants(struct model *m)
{
    for (size_t i = 0; i < m->node_count; i++) {
        struct node *n = &m->nodes[i];
        if (n->variant_of == UINT32_MAX || n->variant_of == i || n->child_count ||
            n->listed_count) {
            continue;
        }
        n->inherits = true;
        n->aggregation = m->nodes[n->variant_of].aggregation;
        n->power = m->nodes[n->variant_of].power;
        n->tolerance = m->nodes[n->variant_of].tolerance;
        n->floor = m->nodes[n->variant_of].floor;
    }
}

static void fill_substitutes(struct reading *r)
{
    struct model *m = r->model;
    for (uint32_t i = 0; i < m->indicator_count; i++) {
        uint32_t target = m->indicators[i].substitute_for;
        if (m->indicators[i].role != ROLE_SUBSTITUTE || target == UINT32_MAX) {
            continue;
        }
        struct indicator *t = &m->indicators[target];
        uint32_t *list = arena_array(r->arena, t->substitute_count + 1, sizeof *list);
        if (t->substitute_count) {
            memcpy(list, t->substitutes, t->substitute_count * sizeof *list);
        }
        list[t->substitute_count++] = i;
        t->substitutes = list;
    }
}

static void fill_coverage(struct model *m)
{
    for (size_t i = 0; i < m->node_count; i++) {
        struct node *n = &m->nodes[i];
        bool index = n->kind == NODE_INDEX;
        n->full = !isnan(n->full) ? n->full : index ? m->full_index : m->full_dimension;
        n->preliminary = !isnan(n->preliminary) ? n->preliminary
                         : index                ? m->preliminary_index
                                                : m->preliminary_dimension;
    }
}

static void find_root(struct model *m)
{
    m->root = UINT32_MAX;
    for (uint32_t i = 0; i < m->node_count && m->root == UINT32_MAX; i++) {
        const struct node *n = &m->nodes[i];
        if (n->kind == NODE_INDEX && n->parent == UINT32_MAX && n->variant_of == UINT32_MAX) {
            m->root = i;
        }
    }
}

/* --- weights ---------------------------------------------------------------------------------- */

static bool same_family(const struct reading *r, const struct weight_note *a,
                        const struct weight_note *b)
{
    (void)r;
    return a->parent != UINT32_MAX && a->parent == b->parent;
}

/* Most siblings are written one way: the first that is not is the odd one. */
static void tell_mixed(struct reading *r, size_t first, bool most_percent)
{
    const struct weight_note *head = &r->weights[first], *odd = NULL, *usual = NULL;
    for (size_t i = first; i < r->weight_count; i++) {
        const struct weight_note *w = &r->weights[i];
        if (same_family(r, head, w)) {
            odd = odd || w->percent == most_percent ? odd : w;
            usual = usual || w->percent != most_percent ? usual : w;
        }
    }
    const char *parent = r->model->nodes[head->parent].head.name;
    struct diagnostic *item = tell(r, "E406", odd->place, parent, NULL);
    tell_other(r, item, usual->place, most_percent ? "%" : say(r, "utan %", "without %"));
    tell_hint(r, item, "skriv % här: de andra vikterna under {0} är i %",
              "write % here: the other weights under {0} are in %", most_percent ? parent : NULL);
}

static void check_family(struct reading *r, size_t first)
{
    const struct weight_note *head = &r->weights[first];
    double sum = 0;
    size_t percents = 0, others = 0;
    for (size_t i = first; i < r->weight_count; i++) {
        const struct weight_note *w = &r->weights[i];
        if (!same_family(r, head, w)) {
            continue;
        }
        percents += w->percent;
        others += !w->percent;
        sum += w->weight;
    }
    if (percents && others) {
        tell_mixed(r, first, percents > others);
    } else if (head->percent && fabs(sum - 100) > 1e-6) {
        char buffer[64];
        tell(r, "E401", head->place, r->model->nodes[head->parent].head.name,
             number_text_decimal(buffer, sum, r->d->lang == LANG_SV ? ',' : '.'), NULL);
    }
}

static void check_weights(struct reading *r)
{
    for (size_t i = 0; i < r->weight_count; i++) {
        struct weight_note *w = &r->weights[i];
        if (w->parent == UINT32_MAX) {
            w->parent = parent_of(r->model, w->owner);
        }
    }
    for (size_t i = 0; i < r->weight_count; i++) {
        bool seen = r->weights[i].parent == UINT32_MAX;
        for (size_t j = 0; j < i && !seen; j++) {
            seen = same_family(r, &r->weights[j], &r->weights[i]);
        }
        if (!seen) {
            check_family(r, i);
        }
    }
}

static bool says_under(const struct block *b)
{
    for (size_t i = 0; i < b->count; i++) {
        if (b->properties[i].row->read == read_parent) {
            return true;
        }
    }
    return false;
}

/* A weight under nothing. What a challenge weighs has its weight there. */
static void check_weightless(struct reading *r)
{
    const struct model *m = r->model;
    bool *weighed = arena_array(r->arena, m->indicator_count + 1, sizeof *weighed);
    for (size_t i = 0; i < m->node_count; i++) {
        for (size_t k = 0; k < m->nodes[i].listed_count; k++) {
            const struct child *child = &m->nodes[i].listed[k];
            weighed[child->kind == SYMBOL_INDICATOR ? child->index : m->indicator_count] = true;
        }
        for (size_t k = 0; k < m->nodes[i].child_count; k++) {
            const struct child *child = &m->nodes[i].children[k];
            weighed[child->kind == SYMBOL_INDICATOR ? child->index : m->indicator_count] = true;
        }
    }
    for (size_t k = 0; k < r->block_count; k++) {
        const struct block *b = &r->blocks[k];
        const struct indicator *i = b->kind == BLOCK_INDICATOR ? b->item : NULL;
        if (i && i->weight_place.line && !weighed[b->ref.index] && !says_under(b)) {
            tell(r, "W421", i->weight_place, i->head.name, NULL);
        }
    }
}

static void note_invented(struct model *m)
{
    for (size_t i = 0; i < m->source_count; i++) {
        m->invented = m->invented || m->sources[i].invented;
    }
    for (size_t i = 0; i < m->register_count; i++) {
        m->invented = m->invented || m->registers[i].invented;
    }
}

void tree_build(struct reading *r)
{
    list_children(r);
    if (!check_children(r)) {
        return;
    }
    find_variants(r->model);
    tree_weigh(r->model, r->arena);
    fill_substitutes(r);
    fill_coverage(r->model);
    find_root(r->model);
    if (!r->is_mixture) {
        check_weights(r);
        check_weightless(r);
    }
    note_invented(r->model);
}
