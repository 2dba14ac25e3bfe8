/* What was asked for beside the files: scenarios by name, single values, overlay files. Each is
 * read as text of the language, so that a mistake in an option is told as one in a file is. */
#include <math.h>
#include <string.h>

#include "rules/declare.h"
#include "rules/override.h"
#include "rules/parser.h"
#include "rules/rules.h"
#include "rules/tell.h"

/* --- options as text -------------------------------------------------------------------------- */

static void add_layer(struct reading *r, const struct scenario *scenario, const char *origin)
{
    r->layers =
        arena_grow(r->arena, r->layers, r->layer_count, &r->layer_capacity, sizeof *r->layers);
    r->layers[r->layer_count++] = (struct layer){scenario, origin};
}

/* The words of an option's text; false when told. */
static bool read_option(struct reading *r, const char *option, const char *value,
                        struct property *out)
{
    struct rule_text *file = text_new(r, option, value, strlen(value), TEXT_OPTION);
    const char *end = NULL;
    if (!file) {
        return false;
    }
    file->lang = r->text_count ? r->texts[0]->lang : LANG_SV;
    *out = (struct property){.file = file, .name = {file->p, file->n}};
    if (!lex_value(r, file, file->p, out, &end)) {
        return false;
    }
    if (out->count == 0 || *end) {
        struct str rest = {end, *end ? 1 : 0};
        tell(r, "E132", place_at(r, file, rest), say(r, "ett värde på en rad", "a value on a line"),
             NULL);
        return false;
    }
    return true;
}

static void choose_scenario(struct reading *r, const char *value)
{
    struct property p;
    struct ref ref;
    struct place place;
    if (!read_option(r, "--scenario", value, &p)) {
        return;
    }
    struct cursor c = cursor_over(r, &p);
    if (!take_ref(&c, SYMBOL_SCENARIO, &ref, &place) || !cursor_end(&c)) {
        return;
    }
    const struct scenario *s = &r->model->scenarios[ref.index];
    add_layer(r, s, arena_printf(r->arena, "--scenario %s", s->head.name));
}

/* One value is a scenario of one line. */
static void set_value(struct reading *r, const char *value)
{
    struct property p;
    if (!read_option(r, "--set", value, &p)) {
        return;
    }
    struct block *block = arena_alloc(r->arena, sizeof *block);
    struct scenario *scenario = arena_alloc(r->arena, sizeof *scenario);
    *block = (struct block){.kind = BLOCK_SCENARIO,
                            .file = p.file,
                            .place = value_place(r, &p),
                            .count = 1,
                            .ref = {SYMBOL_SCENARIO, UINT32_MAX, 'v', 0}};
    scenario->head.name = "";
    read_set(r, block, &p, scenario);
    add_layer(r, scenario, arena_printf(r->arena, "--set %s", value));
}

static void take_overlays(struct reading *r)
{
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        if (b->file->role != TEXT_OVERLAY) {
            continue;
        }
        if (b->kind != BLOCK_SCENARIO) {
            tell(r, "E420", b->place, b->name.n ? said(r, b->name) : b->label, NULL);
        } else if (b->item) {
            add_layer(r, b->item, arena_printf(r->arena, "--overlay %s", b->file->name));
        }
    }
}

void changes_declare(struct reading *r)
{
    take_overlays(r);
    for (size_t i = 0; r->asked && i < r->asked->scenario_count; i++) {
        choose_scenario(r, r->asked->scenarios[i]);
    }
    for (size_t i = 0; r->asked && i < r->asked->set_count; i++) {
        set_value(r, r->asked->sets[i]);
    }
}

/* --- values ----------------------------------------------------------------------------------- */

/* A thing has a weight under its own parent, and others in challenges. */
static bool is_weight_of(const struct model *m, const struct weight_note *w, struct ref target)
{
    uint32_t parent = w->parent;
    if (target.part) {
        const struct child *child = &m->nodes[target.index].listed[target.part - 1];
        return parent == target.index && w->owner.kind == child->kind &&
               w->owner.index == child->index;
    }
    return w->owner.kind == target.kind && w->owner.index == target.index && parent != UINT32_MAX &&
           m->nodes[parent].kind != NODE_CHALLENGE;
}

/* A weight is written with % when its siblings are. */
static bool check_percent(struct reading *r, const struct override *o)
{
    for (size_t i = 0; o->percent && i < r->weight_count; i++) {
        const struct weight_note *w = &r->weights[i];
        if (!w->percent && is_weight_of(r->model, w, o->target)) {
            struct diagnostic *item =
                tell(r, "E406", o->value_place, r->model->nodes[w->parent].head.name, NULL);
            tell_other(r, item, w->place, say(r, "utan %", "without %"));
            return false;
        }
    }
    return true;
}

/* Was something in its block told as wrong, so that what it should have is not known? A parent that
 * is written and not there has been told. */
static bool is_half_read(const struct reading *r, struct ref target)
{
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        bool same = b->ref.kind == target.kind && b->ref.index == target.index;
        for (size_t k = 0; same && k < b->count; k++) {
            const struct property *p = &b->properties[k];
            if (p->broken || (target.property == 'w' && p->row->read == read_parent)) {
                return true;
            }
        }
    }
    return false;
}

/* Can it be set, and to that? Told and false when it cannot. */
static bool check_override(struct reading *r, const struct override *o)
{
    if (!o->value) {
        return false; /* told when it was read */
    }
    if (!scalar_exists(r->model, o->target)) {
        if (is_half_read(r, o->target)) {
            return false;
        }
        tell(r, "E421", o->place, model_head(r->model, o->target)->name, NULL);
        return false;
    }
    const struct expr *fault = constant_fault(o->value);
    if (fault) {
        tell(r, "E422", fault->place, NULL);
        return false;
    }
    return o->target.property != 'w' || check_percent(r, o);
}

static const double *values_of(struct reading *r, const struct model *now, const struct override *o,
                               int32_t day)
{
    size_t n = scalar_size(now, o->target);
    double *values = arena_array(r->arena, n + 1, sizeof *values);
    for (size_t k = 0; k < n; k++) {
        bool dated = o->target.kind == SYMBOL_ASSUMPTION;
        int32_t on = dated ? now->assumptions[o->target.index].values[k].day : day;
        values[k] = constant_value(now, o->value, on);
        if (!isfinite(values[k])) {
            tell(r, "E423", o->value_place, NULL);
            return NULL;
        }
        if (o->target.property == 'w' && values[k] < 0) {
            tell(r, "E419", o->value_place, NULL);
            return NULL;
        }
    }
    return values;
}

/* Both ends may be set by the same scenario, so the scale is looked at when all are in force. */
static void check_scales(struct reading *r, const struct model *after, const struct layer *layer)
{
    for (size_t i = 0; i < layer->scenario->override_count; i++) {
        const struct override *o = &layer->scenario->overrides[i];
        bool goalpost = o->target.property == 'l' || o->target.property == 'h';
        if ((goalpost || o->target.property == 'f') && scalar_exists(after, o->target) &&
            !scalar_allows(after, o->target, scalar_value(after, o->target, 0))) {
            tell(r, goalpost ? "E424" : "E425", o->value_place, NULL);
            return;
        }
    }
}

/* Puts a layer's changes behind `out`; how many. */
static size_t layer_changes(struct reading *r, const struct model *now, const struct layer *layer,
                            int32_t day, struct change *out)
{
    const struct scenario *s = layer->scenario;
    size_t n = 0;
    for (size_t i = 0; i < s->override_count; i++) {
        const struct override *o = &s->overrides[i];
        const double *values = check_override(r, o) ? values_of(r, now, o, day) : NULL;
        if (values) {
            out[n++] = (struct change){o->target, values, layer->origin, o->place, false};
        }
    }
    return n;
}

static bool is_asked_for(const struct reading *r, const struct scenario *s)
{
    for (size_t i = 0; i < r->layer_count; i++) {
        if (r->layers[i].scenario == s) {
            return true;
        }
    }
    return false;
}

static bool sets_scale(const struct scenario *s)
{
    for (size_t i = 0; i < s->override_count; i++) {
        char property = s->overrides[i].target.property;
        if (property == 'l' || property == 'h' || property == 'f') {
            return true;
        }
    }
    return false;
}

/* Scenarios that nobody asked for now must be right too. */
static void check_others(struct reading *r, int32_t day)
{
    struct model *after = NULL; /* one copy for all of them */
    for (size_t i = 0; i < r->model->scenario_count; i++) {
        const struct scenario *s = &r->model->scenarios[i];
        struct layer layer = {s, ""};
        if (is_asked_for(r, s)) {
            continue;
        }
        struct arena *scratch = arena_new();
        struct change *made = arena_array(scratch, s->override_count + 1, sizeof *made);
        size_t n = layer_changes(r, r->model, &layer, day, made);
        if (n > 0 && sets_scale(s)) {
            after = after ? after : model_changed(r->model, NULL, 0, r->arena);
            model_put(after, r->model, made, n, r->arena);
            check_scales(r, after, &layer);
            model_take_back(after, r->model, made, n);
        }
        arena_free(scratch);
    }
}

/* Tables come first: they are part of the rules. Not read when the rules are broken, where names
 * that are told would be told again. */
static struct change *take_tables(struct reading *r, size_t *count)
{
    struct change *all = NULL, *made = NULL;
    const struct model *now = r->model;
    size_t capacity = 0;
    bool wanted = r->asked && r->asked->read_table && r->d->errors == 0;
    for (size_t i = 0; wanted && i < r->model->table_count; i++) {
        size_t n = r->asked->read_table(now, &r->model->tables[i], r->arena, r->d, &made);
        for (size_t k = 0; k < n; k++) {
            all = arena_grow(r->arena, all, *count, &capacity, sizeof *all);
            all[(*count)++] = made[k];
        }
        now = model_changed(now, made, n, r->arena);
    }
    return all;
}

void changes_build(struct reading *r)
{
    struct model *m = r->model;
    const struct model *now = m;
    int32_t day = r->asked && r->asked->day ? r->asked->day : m->day;
    day = day ? day : m->base_year * 10000 + 1231;
    size_t tables = 0, room = 1;
    const struct change *from_tables = take_tables(r, &tables);
    for (size_t i = 0; i < r->layer_count; i++) {
        room += r->layers[i].scenario->override_count;
    }
    m->changes = arena_array(r->arena, room + tables, sizeof *m->changes);
    for (; m->change_count < tables; m->change_count++) {
        m->changes[m->change_count] = from_tables[m->change_count];
    }
    now = model_changed(m, m->changes, tables, r->arena);
    for (size_t i = 0; i < r->layer_count; i++) {
        struct change *made = m->changes + m->change_count;
        size_t n = layer_changes(r, now, &r->layers[i], day, made);
        m->change_count += n;
        now = model_changed(now, made, n, r->arena);
        check_scales(r, now, &r->layers[i]);
    }
    check_others(r, day);
}
