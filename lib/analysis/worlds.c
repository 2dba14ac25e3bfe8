#include "analysis/worlds.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/evaluate.h"
#include "analysis/compose.h"
#include "analysis/trial.h"
#include "base/text.h"
#include "rules/mixture.h"
#include "rules/override.h"
#include "rules/pieces.h"
#include "rules/rules.h"

/* What is as in b: the differences of the rules, the order, the sources. */
struct world_choice {
    bool *rules; /* [differences.count] */
    bool *data;  /* [source_count] */
    bool order;
};

enum base { BASE_NONE, BASE_A, BASE_B, BASE_MIXED };

/* The rules and data of a choice, with the numbers of a (of b: BASE_B). */
struct world {
    enum base base;
    struct world_choice choice;
    struct mixture mixture; /* BASE_MIXED: ours */
    const struct model *model;
    const struct dataset_bundle *bundle;
    struct dataset_bundle *composed; /* ours, when no side has it */
    struct arena *composing;         /* while it is put together */
    struct analysis_options options;
    struct result *run; /* ours, when no side has it */
    struct trial *trial;
};

enum { KEPT = 16 };

struct worlds {
    struct arena *arena;
    struct diff *d;
    struct diagnostics *unheard;
    struct read_data read[4]; /* [2 · rules of b + data of b] */
    struct dataset_bundle *own[4];
    struct world kept[KEPT];
    size_t next;
    struct world_choice wanted;
    bool settling; /* b itself is not to be used */
    bool *failed;
    struct change *changes;
    double *score;
    int32_t *rank;
};

/* --- reading ---------------------------------------------------------------------------------- */

static struct read_data read_other(struct worlds *w, size_t which)
{
    const struct diff_side *rules = which / 2 ? &w->d->b : &w->d->a;
    const struct diff_side *data = which % 2 ? &w->d->b : &w->d->a;
    struct analysis_options o = rules->options;
    o.data_folder = data->options.data_folder;
    if (w->d->data_differs)
        w->own[which] = analysis_read(rules->model, &o, w->unheard);
    /* what cannot be read was told when the side itself was read */
    return (struct read_data){rules->model, w->own[which] ? w->own[which] : rules->bundle};
}

static bool piece_counts(const struct diff *d, const char *name, struct arena *arena)
{
    bool counts = false;
    for (size_t side = 0; side < 2; side++) {
        const struct pieces *pieces = d->differences.pieces[side];
        const struct piece *piece = piece_named(pieces, text_lower(arena, name));
        counts = counts || (piece && piece->counts);
        for (size_t i = 0; strcmp(name, facts_name) == 0 && i < pieces->count; i++)
            counts = counts || (pieces->items[i].kind == BLOCK_FACTS && pieces->items[i].counts);
    }
    return counts;
}

static const char *publisher_of(const struct model *m, const char *name)
{
    for (size_t k = 0; k < m->source_count; k++)
        if (name_eq(m->sources[k].head.name, name))
            return m->sources[k].publisher;
    for (size_t k = 0; k < m->register_count; k++)
        if (name_eq(m->registers[k].head.name, name))
            return m->registers[k].publisher;
    return "";
}

static void add_source(struct diff *d, const struct model *m, const char *name)
{
    for (size_t i = 0; i < d->source_count; i++)
        if (name_eq(d->sources[i].name, name))
            return;
    d->sources[d->source_count++] =
        (struct diff_source){name, publisher_of(m, name), piece_counts(d, name, d->arena)};
}

/* By a's descriptions, then what only b's find. */
static void list_sources(struct worlds *w)
{
    struct diff *d = w->d;
    size_t most = d->a.model->source_count + d->a.model->register_count + d->b.model->source_count +
                  d->b.model->register_count + 2;
    d->sources = arena_array(d->arena, most, sizeof *d->sources);
    for (size_t rules = 0; d->data_differs && rules < 2; rules++) {
        const struct read_data *read = &w->read[2 * rules];
        size_t n;
        const char **names = compose_differences(&read[0], &read[1], w->arena, &n);
        for (size_t i = 0; i < n; i++)
            add_source(d, read->model, names[i]);
    }
}

struct worlds *worlds_new(struct diff *d)
{
    struct arena *arena = arena_new();
    struct worlds *w = arena_alloc(arena, sizeof *w);
    size_t areas =
        d->a.result->areas > d->b.result->areas ? d->a.result->areas : d->b.result->areas;
    *w = (struct worlds){.arena = arena, .d = d, .unheard = diagnostics_new(LANG_SV)};
    w->read[0] = (struct read_data){d->a.model, d->a.bundle};
    w->read[3] = (struct read_data){d->b.model, d->b.bundle};
    w->read[1] = read_other(w, 1);
    w->read[2] = read_other(w, 2);
    list_sources(w);
    size_t most = d->differences.count + d->source_count + 2;
    w->failed = arena_array(arena, most, sizeof *w->failed);
    w->changes = arena_array(arena, 2 * d->differences.count + 1, sizeof *w->changes);
    w->score = arena_array(arena, areas + 1, sizeof *w->score);
    w->rank = arena_array(arena, areas + 1, sizeof *w->rank);
    for (size_t i = 0; i <= KEPT; i++) {
        struct world_choice *c = i < KEPT ? &w->kept[i].choice : &w->wanted;
        c->rules = arena_array(arena, d->differences.count + 1, sizeof *c->rules);
        c->data = arena_array(arena, d->source_count + 1, sizeof *c->data);
    }
    return w;
}

static void world_end(struct world *x)
{
    trial_free(x->trial);
    result_free(x->run);
    bundle_free(x->composed);
    model_free(x->mixture.written);
    *x = (struct world){.choice = x->choice};
}

void worlds_free(struct worlds *w)
{
    for (size_t i = 0; i < KEPT; i++)
        world_end(&w->kept[i]);
    for (size_t i = 0; i < 4; i++)
        bundle_free(w->own[i]);
    diagnostics_free(w->unheard);
    arena_free(w->arena);
}

/* --- one world -------------------------------------------------------------------------------- */

/* What cannot count is there whenever one of them has it, so that names are found. */
static void choose(struct worlds *w, const bool *taken, struct world_choice *c)
{
    const struct diff *d = w->d;
    for (size_t i = 0; i < d->differences.count; i++)
        c->rules[i] = !d->differences.items[i].counts &&
                      d->differences.items[i].kind == DIFFERENCE_BLOCK_ADDED;
    for (size_t i = 0; i < d->source_count; i++)
        c->data[i] = false;
    c->order = false;
    for (size_t p = 0; p < d->part_count; p++) {
        const struct diff_part *part = &d->parts[p];
        for (size_t i = 0; i < part->difference_count && part->kind != PART_NUMBER; i++)
            c->rules[part->differences[i]] = taken[p];
        for (size_t i = 0; i < part->source_count; i++)
            c->data[part->sources[i]] = taken[p];
        c->order = c->order || (part->kind == PART_ORDER && taken[p]);
    }
}

static bool same_choice(const struct worlds *w, const struct world_choice *a,
                        const struct world_choice *b)
{
    size_t rules = w->d->differences.count, data = w->d->source_count;
    return a->order == b->order && memcmp(a->rules, b->rules, rules * sizeof *a->rules) == 0 &&
           memcmp(a->data, b->data, data * sizeof *a->data) == 0;
}

static bool is_of_rules(const struct diff_part *p)
{
    return p->kind != PART_NUMBER && p->kind != PART_DATA;
}

static size_t count_of_rules(const struct diff *d, const bool *taken)
{
    size_t n = 0;
    for (size_t p = 0; p < d->part_count; p++)
        n += is_of_rules(&d->parts[p]) && (!taken || taken[p]);
    return n;
}

/* Whole rules where they can be had: so the ends are what the sides themselves gave. */
static enum base base_of(const struct worlds *w, const bool *taken)
{
    const struct diff *d = w->d;
    size_t rules = count_of_rules(d, NULL), some = count_of_rules(d, taken), all = 0;
    for (size_t p = 0; p < d->part_count; p++)
        all += taken[p];
    if (!w->settling && d->part_count && (all == d->part_count || (rules && some == rules)))
        return BASE_B;
    return some == 0 ? BASE_A : BASE_MIXED;
}

struct picking {
    const struct worlds *w;
    const struct world *x;
};

/* Is the block as in b? It is read as a whole. */
static bool is_read_as_b(const struct world *x, const struct diff *d, const char *key)
{
    const struct piece *in_a = piece_named(d->differences.pieces[0], key);
    const struct piece *in_b = piece_named(d->differences.pieces[1], key);
    for (size_t i = 0; i < d->differences.count; i++) {
        const struct difference *y = &d->differences.items[i];
        bool its = (in_a && y->piece[0] == in_a) || (in_b && y->piece[1] == in_b);
        if (its && y->counts)
            return x->choice.rules[i];
    }
    return !in_a;
}

static size_t pick(void *context, const char *name)
{
    const struct picking *p = context;
    const struct diff *d = p->w->d;
    const char *key = text_lower(p->x->composing, name);
    bool rules = p->x->base == BASE_B || (p->x->base == BASE_MIXED && is_read_as_b(p->x, d, key));
    const struct piece *piece = piece_named(d->differences.pieces[rules], key);
    bool fact = piece && piece->kind == BLOCK_FACT, data = false;
    for (size_t i = 0; i < d->source_count; i++)
        if (name_eq(d->sources[i].name, fact ? facts_name : name))
            data = p->x->choice.data[i];
    return 2 * (size_t)rules + data;
}

static bool is_any(const bool *items, size_t count, bool value)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == value)
            return true;
    return false;
}

/* The sides' own, when it is one of them; else put together. */
static void find_data(struct worlds *w, struct world *x, bool whole)
{
    const struct diff *d = w->d;
    bool none = !is_any(x->choice.data, d->source_count, true);
    if (x->base == BASE_A && none) {
        x->bundle = d->a.bundle;
    } else if (x->base == BASE_B && (whole || d->source_count == 0)) {
        x->bundle = d->b.bundle;
    } else {
        struct picking p = {w, x};
        x->composing = arena_new();
        x->bundle = x->composed = compose_sources(x->model, w->read, 4, pick, &p);
        arena_free(x->composing);
    }
}

/* False when the rules do not hold together. `whole`: everything is as in b. */
static bool world_begin(struct worlds *w, struct world *x, enum base base, bool whole)
{
    const struct diff *d = w->d;
    const struct diff_side *side = base == BASE_B ? &d->b : &d->a;
    x->base = base;
    x->options = side->options;
    x->model = side->model;
    if (base == BASE_MIXED) {
        if (!mixture_read(&d->differences, d->a.model, d->b.model, x->choice.rules, x->choice.order,
                          &x->mixture))
            return false;
        x->model = x->mixture.model;
    }
    find_data(w, x, whole);
    if (x->bundle != side->bundle || base == BASE_MIXED)
        x->run = run_scores(x->model, x->bundle, &x->options, w->unheard);
    x->trial = trial_new(x->model, x->bundle, &x->options, x->run ? x->run : side->result);
    return true;
}

static void copy_choice(const struct worlds *w, struct world_choice *to,
                        const struct world_choice *from)
{
    memcpy(to->rules, from->rules, w->d->differences.count * sizeof *to->rules);
    memcpy(to->data, from->data, w->d->source_count * sizeof *to->data);
    to->order = from->order;
}

/* Of those made last, else made now. NULL: the rules do not hold together. */
static struct world *world_at(struct worlds *w, const bool *taken)
{
    enum base base = base_of(w, taken);
    choose(w, taken, &w->wanted);
    for (size_t i = 0; i < KEPT; i++) {
        struct world *x = &w->kept[i];
        if (x->base == base && x->trial && same_choice(w, &x->choice, &w->wanted))
            return x;
    }
    struct world *x = &w->kept[w->next++ % KEPT];
    world_end(x);
    copy_choice(w, &x->choice, &w->wanted);
    bool whole = base == BASE_B && !is_any(taken, w->d->part_count, false);
    if (world_begin(w, x, base, whole))
        return x;
    x->base = BASE_NONE;
    memcpy(w->failed, taken, w->d->part_count * sizeof *w->failed);
    return NULL;
}

/* --- numbers ---------------------------------------------------------------------------------- */

static struct ref target_in(const struct world *x, const struct diff *d, const struct difference *y,
                            size_t k)
{
    struct ref target = x->base == BASE_B ? y->in_b[k] : y->in_a[k];
    if (x->base == BASE_MIXED &&
        model_find(x->model, model_head(d->a.model, target)->name, &target))
        target.property = y->in_a[k].property;
    return target;
}

/* The numbers that the world has otherwise than they are taken. */
static size_t changes_for(struct worlds *w, const struct world *x, const bool *taken)
{
    const struct diff *d = w->d;
    size_t n = 0;
    for (size_t p = 0; p < d->part_count; p++) {
        if (d->parts[p].kind != PART_NUMBER || taken[p] == (x->base == BASE_B))
            continue;
        const struct difference *y = &d->differences.items[d->parts[p].differences[0]];
        for (size_t k = 0; k < y->scalar_count; k++) {
            const struct model *from = taken[p] ? d->b.model : d->a.model;
            struct ref source = taken[p] ? y->in_b[k] : y->in_a[k];
            struct ref target = target_in(x, d, y, k);
            size_t size = scalar_size(from, source);
            double *values = arena_array(w->arena, size + 1, sizeof *values);
            for (size_t v = 0; v < size; v++)
                values[v] = scalar_value(from, source, v);
            if (scalar_exists(x->model, target) && scalar_size(x->model, target) == size)
                w->changes[n++] = (struct change){.target = target, .values = values, .origin = ""};
        }
    }
    return n;
}

bool worlds_run(struct worlds *w, const bool *taken, double *score, double *rank)
{
    const struct diff *d = w->d;
    struct world *x = world_at(w, taken);
    if (!x)
        return false;
    size_t n = changes_for(w, x, taken);
    trial_run(x->trial, w->changes, n, w->score, w->rank);
    for (size_t i = 0; i < d->area_count; i++) {
        uint32_t area = x->base == BASE_B ? d->areas[i].b : d->areas[i].a;
        bool known = area != UINT32_MAX && w->rank[area] > 0;
        score[i] = known ? w->score[area] : NAN;
        rank[i] = known ? (double)w->rank[area] : NAN;
    }
    return true;
}

bool worlds_hold(struct worlds *w, const bool *taken)
{
    return world_at(w, taken) != NULL;
}

const bool *worlds_failed(const struct worlds *w)
{
    return w->failed;
}

/* --- what is left ----------------------------------------------------------------------------- */

static bool same_texts(const struct model *a, const struct model *b)
{
    bool same = a->file_count == b->file_count && strcmp(a->folder, b->folder) == 0;
    for (size_t i = 0; same && i < a->file_count; i++)
        same = strcmp(a->file_texts[i], b->file_texts[i]) == 0;
    return same;
}

void worlds_settle(struct worlds *w)
{
    struct diff *d = w->d;
    bool all = d->part_count && d->parts[0].kind == PART_ALL, differs = false;
    if (all || same_texts(d->a.model, d->b.model))
        return;
    bool *taken = arena_array(w->arena, d->part_count + 1, sizeof *taken);
    double *score = arena_array(w->arena, d->area_count + 1, sizeof *score);
    double *rank = arena_array(w->arena, d->area_count + 1, sizeof *rank);
    for (size_t p = 0; p < d->part_count; p++)
        taken[p] = true;
    w->settling = true;
    bool holds = worlds_run(w, taken, score, rank);
    w->settling = false;
    for (size_t i = 0; holds && i < d->area_count; i++) {
        double has = diff_score(&d->b, d->areas[i].b);
        differs = differs || isnan(has) != isnan(score[i]) || fabs(has - score[i]) > 1e-9;
    }
    if (differs)
        part_add(d, PART_ORDER);
}
