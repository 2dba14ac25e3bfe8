/* What of the tree is a cell where, and what stands beside it. */
#include "report/live.h"

#include <math.h>
#include <string.h>

#include "analysis/statistics.h"
#include "report/live_parts.h"
#include "rules/override.h"

enum {
    MOST_PAIRED = 40,   /* areas that are compared pair by pair: each pair is a cell */
    MOST_TERMS = 60,    /* parts that are written out one by one in a formula */
    MOST_PARTS = 240,   /* parts of a node: each is a column */
    MOST_BLOCKS = 200,  /* nodes */
    MOST_CELLS = 60000, /* formulas of the tree */
    MOST_PROFILES = 30,
    MOST_PEERS = 5
};

bool has_live(const struct view *v)
{
    return v->live != NULL && v->live->fixed == LIVE_MOVES;
}

const char *live_why(const struct view *v)
{
    static const struct pair why[] = {
        [LIVE_MOVES] = {"", ""},
        [LIVE_ROOTLESS] = {"", ""},
        [LIVE_POINTS] = {"poängen i de här reglerna följer själva vikterna",
                         "the points of these rules follow the weights themselves"},
        [LIVE_PAIRS] = {"områdena jämförs parvis och är fler än 40",
                        "the areas are compared pair by pair and are more than 40"},
        [LIVE_LARGE] = {"modellen är för stor för formler", "the model is too large for formulas"},
    };
    return v->live != NULL ? say(v->lang, why[v->live->fixed]) : "";
}

/* --- do points follow the weights? ------------------------------------------------------------ */

static bool follows_weights(const struct expr *e)
{
    if (e == NULL)
        return false;
    enum symbol_kind kind = e->ref.kind;
    if (e->op == EXPR_CALL && (e->function == FN_TOP || e->function == FN_ASSESSABLE))
        return true;
    if (e->op == EXPR_REF &&
        (e->ref.property != 'v' || kind == SYMBOL_NODE ||
         (kind >= SYMBOL_GATE && kind <= SYMBOL_ADVICE) || kind == SYMBOL_DERIVED))
        return true;
    for (uint32_t i = 0; i < e->arg_count; i++)
        if (follows_weights(e->args[i]))
            return true;
    return false;
}

static bool points_follow(const struct model *m)
{
    for (size_t k = 0; k < m->indicator_count; k++)
        if (follows_weights(m->indicators[k].formula))
            return true;
    for (size_t k = 0; k < m->count_count; k++)
        if (follows_weights(m->counts[k].where) || follows_weights(m->counts[k].sum))
            return true;
    for (size_t k = 0; k < m->peers_count; k++)
        for (size_t c = 0; c < m->peers[k].compared_count; c++)
            if (follows_weights(m->peers[k].compared[c].value))
                return true;
    return false;
}

/* --- weights ---------------------------------------------------------------------------------- */

struct making {
    const struct view *v;
    struct live *l;
    uint32_t *of_node, *of_indicator; /* weight; UINT32_MAX: none */
};

static double weight_of(const struct model *m, const struct child *c)
{
    return c->kind == SYMBOL_NODE ? m->nodes[c->index].weight : m->indicators[c->index].weight;
}

static void list_weights(struct making *k, uint32_t node, unsigned depth)
{
    const struct model *m = k->v->m;
    for (size_t i = 0; i < m->nodes[node].listed_count; i++) {
        const struct child *c = &m->nodes[node].listed[i];
        uint32_t at = (uint32_t)k->l->weight_count++;
        k->l->weights[at] = (struct live_weight){
            .kind = c->kind, .index = c->index, .depth = depth, .standard = weight_of(m, c)};
        if (c->kind == SYMBOL_NODE) {
            k->of_node[c->index] = at;
            list_weights(k, c->index, depth + 1);
        } else {
            k->of_indicator[c->index] = at;
        }
    }
}

static uint32_t weight_at(const struct making *k, enum symbol_kind kind, uint32_t index)
{
    return kind == SYMBOL_NODE        ? k->of_node[index]
           : kind == SYMBOL_INDICATOR ? k->of_indicator[index]
                                      : UINT32_MAX;
}

static bool is_overlay(const struct model *m, const struct scenario *s)
{
    for (size_t f = m->file_count - m->overlay_count; f < m->file_count; f++)
        if (strcmp(s->head.place.file, m->files[f]) == 0)
            return true;
    return false;
}

/* The weights under a scenario; NULL when it changes something else too. */
static const double *scenario_weights(const struct making *k, const struct scenario *s)
{
    const struct view *v = k->v;
    struct change *changes = arena_array(v->arena, s->override_count + 1, sizeof *changes);
    size_t count = scenario_changes(v->m, s, v->r->day, v->arena, changes);
    double *weights = arena_array(v->arena, k->l->weight_count + 1, sizeof *weights);
    for (size_t i = 0; i < k->l->weight_count; i++)
        weights[i] = k->l->weights[i].standard;
    for (size_t i = 0; i < count; i++) {
        struct ref target = changes[i].target;
        uint32_t at = target.property == 'w' && target.part == 0
                          ? weight_at(k, target.kind, target.index)
                          : UINT32_MAX;
        if (at == UINT32_MAX)
            return NULL;
        weights[at] = changes[i].values[0];
    }
    return count > 0 && count == s->override_count ? weights : NULL;
}

static void list_profiles(struct making *k)
{
    static const struct pair standard = {"Standard", "Standard"};
    static const struct pair own = {"Egna vikter", "Own weights"};
    const struct view *v = k->v;
    const struct model *m = v->m;
    struct live *l = k->l;
    l->profiles = arena_array(v->arena, m->scenario_count + 2, sizeof *l->profiles);
    double *weights = arena_array(v->arena, l->weight_count + 1, sizeof *weights);
    for (size_t i = 0; i < l->weight_count; i++)
        weights[i] = l->weights[i].standard;
    l->profiles[l->profile_count++] = (struct live_profile){say(v->lang, standard), weights};
    for (size_t s = 0; s < m->scenario_count && l->profile_count < MOST_PROFILES; s++) {
        const double *others =
            is_overlay(m, &m->scenarios[s]) ? NULL : scenario_weights(k, &m->scenarios[s]);
        if (others != NULL)
            l->profiles[l->profile_count++] =
                (struct live_profile){view_label(v, &m->scenarios[s].head), others};
    }
    l->profiles[l->profile_count++] = (struct live_profile){say(v->lang, own), NULL};
}

/* --- blocks ----------------------------------------------------------------------------------- */

static bool is_without(const struct node *top, const struct child *c)
{
    for (size_t i = 0; i < top->without_count; i++)
        if (c->kind == SYMBOL_INDICATOR && top->without[i] == c->index)
            return true;
    return false;
}

/* Does the node lack a part as it stands in the variant? */
static bool is_other(const struct model *m, uint32_t node, const struct node *top)
{
    for (size_t i = 0; i < m->nodes[node].listed_count; i++) {
        const struct child *c = &m->nodes[node].listed[i];
        if (is_without(top, c) || (c->kind == SYMBOL_NODE && is_other(m, c->index, top)))
            return true;
    }
    return false;
}

static uint32_t base_block(const struct live *l, uint32_t node)
{
    for (uint32_t b = 0; b < l->block_count; b++)
        if (l->blocks[b].node == node)
            return b;
    return UINT32_MAX;
}

static uint32_t add_block(struct making *k, uint32_t node, uint32_t top);

static void add_parts(struct making *k, struct live_block *b, bool nodes)
{
    const struct model *m = k->v->m;
    const struct node *n = &m->nodes[b->node], *top = &m->nodes[b->top];
    for (size_t i = 0; i < n->listed_count; i++) {
        const struct child *c = &n->listed[i];
        if ((c->kind == SYMBOL_NODE) != nodes || is_without(top, c))
            continue;
        struct live_part *p = &b->parts[b->count++];
        uint32_t weight = weight_at(k, c->kind, c->index);
        *p = (struct live_part){.kind = c->kind,
                                .index = c->index,
                                .weight = weight,
                                .standard = k->l->weights[weight].standard,
                                .block = UINT32_MAX};
        p->column = (uint32_t)b->count;
        if (!nodes) {
            p->fact = m->indicators[c->index].missing == MISSING_FACT;
            b->indicators++;
        } else if (b->top != m->root && !is_other(m, c->index, top)) {
            p->block = base_block(k->l, c->index);
        } else {
            p->block = add_block(k, c->index, b->top);
        }
        if (b->top == m->root) {
            k->l->weights[p->weight].block = (uint32_t)(b - k->l->blocks);
            k->l->weights[p->weight].column = p->column;
        }
    }
}

static void place_columns(const struct view *v, struct live_block *b)
{
    uint32_t column = (uint32_t)b->count + 1;
    for (size_t i = 0; i < b->indicators; i++)
        if (v->r->indicators[b->parts[i].index].imputed_count > 0)
            b->parts[i].imputed = column++;
    b->all = column++;
    b->have = column++;
    b->coverage = column++;
    b->grade = column++;
    b->score = column;
}

static uint32_t add_block(struct making *k, uint32_t node, uint32_t top)
{
    uint32_t at = (uint32_t)k->l->block_count++;
    struct live_block *b = &k->l->blocks[at];
    size_t room = k->v->m->nodes[node].listed_count;
    *b = (struct live_block){.node = node, .top = top};
    b->parts = arena_array(k->v->arena, room + 1, sizeof *b->parts);
    add_parts(k, b, false);
    add_parts(k, b, true);
    place_columns(k->v, b);
    return at;
}

/* --- challenges on weighted nodes --------------------------------------------------------------
 */

/* A substitute counts in a challenge only where it names that challenge. */
static bool counts_in(const struct view *v, uint32_t indicator, uint32_t area, uint32_t challenge)
{
    uint8_t s = v->r->indicators[indicator].substitute[area];
    if (s == 0)
        return true;
    const struct indicator *sub = &v->m->indicators[v->m->indicators[indicator].substitutes[s - 1]];
    for (size_t i = 0; i < sub->challenge_count; i++)
        if (sub->challenges[i] == challenge)
            return true;
    return false;
}

/* Has the node the same scores there as in the ranking? */
static bool same_there(const struct making *k, uint32_t node)
{
    const struct view *v = k->v;
    const struct node *n = &v->m->nodes[node];
    if (base_block(k->l, node) == UINT32_MAX)
        return false;
    for (size_t i = 0; i < n->listed_count; i++) {
        const struct child *c = &n->listed[i];
        if (c->kind == SYMBOL_NODE && !same_there(k, c->index))
            return false;
        for (uint32_t a = 0; c->kind == SYMBOL_INDICATOR && a < k->l->areas; a++)
            if (!isnan(v->r->indicators[c->index].points[a]) && !counts_in(v, c->index, a, node))
                return false;
    }
    return true;
}

static const double *points_there(const struct making *k, uint32_t challenge, const struct child *c)
{
    const struct view *v = k->v;
    uint32_t areas = k->l->areas;
    double *points = arena_array(v->arena, areas + 1, sizeof *points);
    double *known = arena_array(v->arena, areas + 1, sizeof *known);
    size_t n = 0;
    for (uint32_t a = 0; a < areas; a++) {
        double p =
            counts_in(v, c->index, a, challenge) ? v->r->indicators[c->index].points[a] : NAN;
        points[a] = c->reversed ? 100 - p : p;
        if (!isnan(p))
            known[n++] = points[a];
    }
    points[areas] = median_of(known, n);
    return points;
}

static void add_challenge_parts(struct making *k, struct live_block *b, bool nodes)
{
    const struct model *m = k->v->m;
    const struct node *n = &m->nodes[b->node];
    for (size_t i = 0; i < n->child_count; i++) {
        const struct child *c = &n->children[i];
        if ((c->kind == SYMBOL_NODE) != nodes)
            continue;
        struct live_part *p = &b->parts[b->count++];
        *p = (struct live_part){.kind = c->kind,
                                .index = c->index,
                                .weight = UINT32_MAX,
                                .standard = c->weight,
                                .block = nodes ? base_block(k->l, c->index) : UINT32_MAX,
                                .column = (uint32_t)b->count};
        if (nodes)
            continue;
        p->points = points_there(k, b->node, c);
        p->fact = m->indicators[c->index].missing == MISSING_FACT;
        b->indicators++;
    }
}

static bool under_nodes(const struct model *m, uint32_t node)
{
    for (size_t i = 0; i < m->nodes[node].child_count; i++)
        if (m->nodes[node].children[i].kind == SYMBOL_NODE)
            return true;
    return false;
}

static void add_challenges(struct making *k)
{
    const struct view *v = k->v;
    for (size_t i = 0; i < v->challenges.count; i++) {
        uint32_t node = v->challenges.items[i];
        const struct node *n = &v->m->nodes[node];
        bool good = under_nodes(v->m, node);
        for (size_t c = 0; c < n->child_count && good; c++)
            good = n->children[c].kind != SYMBOL_NODE || same_there(k, n->children[c].index);
        if (!good)
            continue;
        struct live_block *b = &k->l->blocks[k->l->block_count++];
        *b = (struct live_block){.node = node, .top = node};
        b->parts = arena_array(v->arena, n->child_count + 1, sizeof *b->parts);
        add_challenge_parts(k, b, false);
        add_challenge_parts(k, b, true);
        place_columns(v, b);
    }
}

const char *live_stored_why(const struct view *v)
{
    static const struct pair start = {"Räknas inte om här, för att ersättningar ingår: %s",
                                      "Not recomputed here, since substitutes take part: %s"};
    const char *text = "";
    for (size_t i = 0; has_live(v) && i < v->live->shown_count; i++) {
        const struct live_shown *s = &v->live->shown[i];
        const char *label = view_label(v, &v->m->nodes[s->node].head);
        if (s->follows && s->block == UINT32_MAX)
            text = text[0] ? arena_printf(v->arena, "%s, %s", text, label)
                           : arena_printf(v->arena, say(v->lang, start), label);
    }
    return text[0] ? arena_printf(v->arena, "%s.", text) : "";
}

const char *live_others(const struct view *v, const struct page *from)
{
    static const struct pair others = {"Andra vikter än reglernas räknas (bladet Vikter).",
                                       "Other weights than the rules' count (sheet Weights)."};
    const char *text = arena_printf(v->arena, "\"%s\"", say(v->lang, others));
    struct page_range why =
        page_cell(view_page(v, "Rakneblad"), v->live->shown_head - 1, STORED_WHY_COLUMN);
    return live_stored_why(v)[0]
               ? arena_printf(v->arena, "%s&\" \"&%s", text, range_text(from, why))
               : text;
}

/* --- what does not fit ------------------------------------------------------------------------ */

static bool written_out(const struct node *n)
{
    return n->floor > 0 || (n->aggregation != AGGREGATE_MEAN && n->aggregation != AGGREGATE_SUM);
}

static enum live_fixed fault_of(const struct view *v)
{
    const struct live *l = v->live;
    size_t cells = 0;
    for (size_t i = 0; i < l->block_count; i++) {
        const struct live_block *b = &l->blocks[i];
        const struct node *n = &v->m->nodes[b->node];
        bool pairs = n->aggregation == AGGREGATE_COPELAND;
        if (pairs && l->areas > MOST_PAIRED)
            return LIVE_PAIRS;
        if (b->count > (written_out(n) ? MOST_TERMS : MOST_PARTS) || b->score > MOST_PARTS)
            return LIVE_LARGE;
        cells += (b->count + 6) * l->areas + (pairs ? (size_t)l->areas * l->areas : 0);
    }
    bool points = v->indicators.count <= MOST_PARTS;
    return cells <= MOST_CELLS && points && 4 * l->shown_count <= MOST_PARTS &&
                   l->block_count <= MOST_BLOCKS
               ? LIVE_MOVES
               : LIVE_LARGE;
}

/* --- rows ------------------------------------------------------------------------------------- */

static void place_rows(const struct view *v, struct live *l)
{
    uint32_t row = l->top_row;
    l->choice_row = row;
    l->told_row = row + 1;
    l->differ_row = row + 2;
    l->weights_head = row + 7; /* after the number of the profile and two lines of help */
    l->weights_first = row + 8;
    l->summary_head = row + 2;
    l->summary_first = row + 3;
    row = l->summary_first + l->areas + 1;
    l->shown_head = row + 1;
    l->shown_first = row + 2;
    row = l->shown_first + l->areas + 1;
    l->standard_head = row + 1;
    l->standard_first = row + 2;
    row = l->standard_first + l->areas + 1;
    for (size_t i = 0; i < l->block_count; i++) {
        struct live_block *b = &l->blocks[i];
        b->head = row + 1;
        b->first = row + 3;
        row = b->first + l->areas + 2;
        if (v->m->nodes[b->node].aggregation == AGGREGATE_COPELAND) {
            b->pairs = row + 2;
            row = b->pairs + l->areas + 1;
        }
    }
}

static void show(struct live *l, uint32_t node, uint32_t block, bool follows)
{
    l->shown[l->shown_count++] =
        (struct live_shown){.node = node, .block = block, .follows = follows};
}

/* The root has its places in columns of their own; those of indices and variants come last. */
static void place_ranks(struct live *l, const struct view *v)
{
    uint32_t column = SUMMARY_MORE;
    for (size_t i = 0; i < l->shown_count; i++) {
        struct live_shown *s = &l->shown[i];
        if (i == 0) {
            s->rounded = SUMMARY_ROUNDED;
            s->first = SUMMARY_FIRST;
            s->place = SUMMARY_PLACE;
        } else if (s->block != UINT32_MAX && v->m->nodes[s->node].kind == NODE_INDEX) {
            s->rounded = column++;
            s->first = v->m->ties == TIES_DENSE ? column++ : 0;
            s->place = column++;
        }
    }
}

/* The root, what is under it, its variants, then the challenges. */
static void list_shown(struct live *l, const struct view *v)
{
    const struct list *lists[] = {&v->indices, &v->dimensions};
    l->shown = arena_array(v->arena, v->m->node_count + 1, sizeof *l->shown);
    show(l, v->m->root, 0, true);
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->count; i++)
            show(l, lists[k]->items[i], base_block(l, lists[k]->items[i]), true);
    for (uint32_t b = 0; b < l->block_count; b++)
        if (v->m->nodes[l->blocks[b].top].variant_of == v->m->root &&
            l->blocks[b].node == v->m->root)
            show(l, l->blocks[b].top, b, true);
    for (size_t i = 0; i < v->challenges.count; i++)
        show(l, v->challenges.items[i], base_block(l, v->challenges.items[i]),
             under_nodes(v->m, v->challenges.items[i]));
    place_ranks(l, v);
}

static void add_variants(struct making *k)
{
    const struct view *v = k->v;
    for (size_t i = 0; i < v->variants.count; i++) {
        const struct node *n = &v->m->nodes[v->variants.items[i]];
        if (n->inherits && !live_same_scores(v, v->variants.items[i], v->m->root))
            add_block(k, v->m->root, v->variants.items[i]);
    }
}

static uint32_t *numbers(const struct view *v, size_t count)
{
    uint32_t *list = arena_array(v->arena, count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++)
        list[i] = UINT32_MAX;
    return list;
}

uint32_t live_peer(const struct view *v, uint32_t area, uint32_t k)
{
    const struct peers_result *p = &v->r->peers[v->live->peers];
    for (size_t i = 0; i < p->count[area]; i++)
        if (p->list[area][i].area != UINT32_MAX && k-- == 0)
            return p->list[area][i].area;
    return UINT32_MAX;
}

/* The first block that gives every area somebody to be held against; else the first. */
static void choose_peers(const struct view *v, struct live *l)
{
    bool found = false;
    for (uint32_t p = 0; p < v->m->peers_count && !found; p++) {
        l->peers = p;
        found = true;
        for (uint32_t a = 0; a < l->areas; a++)
            found = found && live_peer(v, a, 0) != UINT32_MAX;
    }
    l->peers = found ? l->peers : 0;
    for (uint32_t a = 0; v->m->peers_count > 0 && a < l->areas; a++)
        while (l->peer_count < MOST_PEERS && live_peer(v, a, l->peer_count) != UINT32_MAX)
            l->peer_count++;
}

static void make(struct making *k)
{
    const struct view *v = k->v;
    struct live *l = k->l;
    list_weights(k, v->m->root, 0);
    list_profiles(k);
    l->blocks =
        arena_array(v->arena, v->m->node_count * (v->variants.count + 1) + 1, sizeof *l->blocks);
    add_block(k, v->m->root, v->m->root);
    add_variants(k);
    add_challenges(k);
    list_shown(l, v);
    l->fixed = fault_of(v);
    if (l->fixed != LIVE_MOVES)
        return;
    l->place_of = numbers(v, l->areas);
    for (uint32_t i = 0; i < l->areas; i++)
        l->place_of[v->r->ranking[i]] = i;
    choose_peers(v, l);
    place_rows(v, l);
    live_values(v, l);
}

void live_make(struct view *v)
{
    struct live *l = arena_alloc(v->arena, sizeof *l);
    const struct model *m = v->m;
    *l = (struct live){.areas = (uint32_t)v->r->areas, .top_row = v->r->invented ? 4 : 3};
    l->fixed = !has_root(v) || l->areas == 0 ? LIVE_ROOTLESS
               : points_follow(m)            ? LIVE_POINTS
                                             : LIVE_MOVES;
    v->live = l;
    if (l->fixed != LIVE_MOVES)
        return;
    struct making k = {v, l, numbers(v, m->node_count), numbers(v, m->indicator_count)};
    l->weights = arena_array(v->arena, m->node_count + m->indicator_count + 1, sizeof *l->weights);
    make(&k);
}

/* As printed, for every area: a variant that changes nothing has no column of its own. */
bool live_same_scores(const struct view *v, uint32_t a, uint32_t b)
{
    for (uint32_t i = 0; i < v->r->areas; i++) {
        double x = v->r->nodes[a].score[i], y = v->r->nodes[b].score[i];
        if (isfinite(x) != isfinite(y) || fabs(x - y) >= 0.05)
            return false;
    }
    return true;
}

/* --- cells ------------------------------------------------------------------------------------ */

static struct page_range on(const struct view *v, const char *key, uint32_t row, uint32_t column,
                            uint32_t last_row)
{
    return (struct page_range){view_page(v, key), row, column, last_row, column};
}

struct page_range live_now(const struct view *v, uint32_t weight)
{
    uint32_t row = v->live->weights_first + weight;
    return on(v, "Vikter", row, WEIGHTS_NOW, row);
}

struct page_range live_choice(const struct view *v)
{
    return on(v, "Vikter", v->live->choice_row, 1, v->live->choice_row);
}

struct page_range live_differ(const struct view *v)
{
    return on(v, "Vikter", v->live->differ_row, 1, v->live->differ_row);
}

struct page_range live_told(const struct view *v)
{
    return on(v, "Vikter", v->live->told_row, 1, v->live->told_row);
}

const struct live_shown *live_shown_of(const struct view *v, uint32_t node)
{
    for (size_t i = 0; i < v->live->shown_count; i++)
        if (v->live->shown[i].node == node)
            return &v->live->shown[i];
    return NULL;
}

struct page_range live_scores(const struct view *v, uint32_t node)
{
    const struct live_shown *s = live_shown_of(v, node);
    const struct live *l = v->live;
    return on(v, "Rakneblad", l->shown_first, 1 + (uint32_t)(s - l->shown),
              l->shown_first + l->areas - 1);
}

struct page_range live_shown_row(const struct view *v, uint32_t area)
{
    const struct live *l = v->live;
    uint32_t row = area == UINT32_MAX ? l->shown_head : l->shown_first + area;
    return (struct page_range){view_page(v, "Rakneblad"), row, 1, row, (uint32_t)l->shown_count};
}

struct page_range live_summary(const struct view *v, uint32_t column)
{
    const struct live *l = v->live;
    return on(v, "Rakneblad", l->summary_first, column, l->summary_first + l->areas - 1);
}

struct page_range live_stored_places(const struct view *v)
{
    const struct live *l = v->live;
    return on(v, "Rakneblad", l->standard_first, 1, l->standard_first + l->areas - 1);
}

struct page_range live_stored_column(const struct view *v, uint32_t stored)
{
    const struct live *l = v->live;
    uint32_t column = STORED_COLUMN + STORED_STEP * stored;
    return on(v, "Rakneblad", l->standard_first, column, l->standard_first + l->areas - 1);
}

struct page_range live_peer_column(const struct view *v, uint32_t k)
{
    const struct live *l = v->live;
    uint32_t column = STORED_COLUMN + STORED_STEP * STORED_COUNT + k;
    return on(v, "Rakneblad", l->standard_first, column, l->standard_first + l->areas - 1);
}

struct page_range live_points(const struct view *v, uint32_t indicator, uint32_t area)
{
    uint32_t column = 1, row = v->live->top_row + 1 + v->live->place_of[area];
    while (column <= v->indicators.count && v->indicators.items[column - 1] != indicator)
        column++;
    return on(v, "Poang", row, column, row);
}
