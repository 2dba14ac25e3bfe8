#include "rules/override.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "rules/keywords.h"
#include "rules/units.h"

/* --- changes ---------------------------------------------------------------------------------- */

static void *copy_of(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(arena, count + 1, size);
    if (count) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

/* The parts of a challenge and the steps of a scale are shared with the model until one of them is
 * another. */
static void own_parts(struct model *copy, const struct model *m, struct ref target,
                      struct arena *arena)
{
    if (target.part && target.kind == SYMBOL_NODE) {
        struct node *n = &copy->nodes[target.index];
        if (n->listed == m->nodes[target.index].listed) {
            n->listed = copy_of(arena, n->listed, n->listed_count, sizeof *n->listed);
        }
    } else if (target.part) {
        struct indicator *i = &copy->indicators[target.index];
        if (i->steps == m->indicators[target.index].steps) {
            i->steps = copy_of(arena, i->steps, i->step_count, sizeof *i->steps);
        }
    }
}

static void put_values(struct model *copy, const struct model *m, const struct change *change,
                       struct arena *arena)
{
    if (change->target.kind != SYMBOL_ASSUMPTION) {
        own_parts(copy, m, change->target, arena);
        *scalar_slot(copy, change->target) = change->values[0];
        return;
    }
    struct assumption *a = &copy->assumptions[change->target.index];
    if (a->values == m->assumptions[change->target.index].values) {
        a->values = copy_of(arena, a->values, a->value_count, sizeof *a->values);
    }
    for (size_t k = 0; k < a->value_count; k++) {
        a->values[k].value = change->values[k];
    }
}

void model_put(struct model *copy, const struct model *m, const struct change *changes,
               size_t count, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        put_values(copy, m, &changes[i], arena);
    }
}

void model_take_back(struct model *copy, const struct model *m, const struct change *changes,
                     size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct ref target = changes[i].target;
        if (target.kind == SYMBOL_ASSUMPTION) {
            copy->assumptions[target.index].values = m->assumptions[target.index].values;
        } else {
            *scalar_slot(copy, target) = scalar_value(m, target, 0);
        }
    }
}

struct model *model_changed(const struct model *m, const struct change *changes, size_t count,
                            struct arena *arena)
{
    struct model *copy = arena_alloc(arena, sizeof *copy);
    bool weighs = false;
    *copy = *m;
    copy->indicators = copy_of(arena, m->indicators, m->indicator_count, sizeof *m->indicators);
    copy->nodes = copy_of(arena, m->nodes, m->node_count, sizeof *m->nodes);
    copy->assumptions = copy_of(arena, m->assumptions, m->assumption_count, sizeof *m->assumptions);
    model_put(copy, m, changes, count, arena);
    for (size_t i = 0; i < count; i++) {
        weighs = weighs || changes[i].target.property == 'w';
    }
    if (weighs) {
        tree_weigh(copy, arena);
    }
    return copy;
}

size_t scenario_changes(const struct model *m, const struct scenario *s, int32_t day,
                        struct arena *arena, struct change *out)
{
    size_t count = 0;
    const char *origin = arena_printf(arena, "--scenario %s", s->head.name);
    day = day ? day : m->base_year * 10000 + 1231;
    for (size_t i = 0; i < s->override_count; i++) {
        const struct override *o = &s->overrides[i];
        size_t n = o->value ? scalar_size(m, o->target) : 0;
        double *values = arena_array(arena, n + 1, sizeof *values);
        bool whole = n > 0;
        for (size_t k = 0; k < n; k++) {
            bool dated = o->target.kind == SYMBOL_ASSUMPTION;
            int32_t on = dated ? m->assumptions[o->target.index].values[k].day : day;
            values[k] = constant_value(m, o->value, on);
            whole = whole && isfinite(values[k]);
        }
        if (whole) {
            out[count++] = (struct change){o->target, values, origin, o->place, false};
        }
    }
    return count;
}

struct change change_to(const struct model *m, struct ref target, const double *value,
                        struct arena *arena)
{
    size_t n = scalar_size(m, target);
    double *values = arena_array(arena, n + 1, sizeof *values);
    for (size_t k = 0; k < n; k++) {
        values[k] = *value;
    }
    return (struct change){.target = target, .values = values, .origin = ""};
}

/* Every dated value, when there are several; one when they all are the same. */
static void add_values(const struct model *m, struct ref target, const double *values,
                       enum lang lang, struct text *out)
{
    size_t n = scalar_size(m, target);
    for (size_t k = 0; k < n; k++) {
        double value = values ? values[k] : scalar_value(m, target, k);
        double before = k == 0 ? NAN : values ? values[k - 1] : scalar_value(m, target, k - 1);
        if (value >= before && value <= before) {
            continue;
        }
        text_add(out, k ? ", " : "");
        scalar_text(m, target, value, lang, out);
    }
}

static void add_share(const struct model *before, const struct change *change, enum lang lang,
                      struct text *out)
{
    struct arena *arena = arena_new();
    struct model *after = model_changed(before, change, 1, arena);
    char a[64], b[64], sign = lang == LANG_SV ? ',' : '.';
    double was = scalar_share(before, change->target), is = scalar_share(after, change->target);
    if (!isnan(was) && !isnan(is)) {
        text_printf(out,
                    lang == LANG_SV ? "; %s %% av vikten under %s i stället för %s %%, syskonen "
                                      "delar resten som förut"
                                    : "; %s %% of the weight under %s instead of %s %%, the "
                                      "siblings share the rest as before",
                    number_fixed(a, is * 100, 1, sign, false),
                    scalar_parent(before, change->target)->head.name,
                    number_fixed(b, was * 100, 1, sign, false));
    }
    arena_free(arena);
}

void change_text(const struct model *before, const struct change *change, enum lang lang,
                 struct text *out)
{
    scalar_name(before, change->target, lang, out);
    text_add(out, " = ");
    add_values(before, change->target, change->values, lang, out);
    text_add(out, lang == LANG_SV ? " i stället för " : " instead of ");
    add_values(before, change->target, NULL, lang, out);
    text_printf(out, " (%s", change->origin);
    if (change->target.property == 'w') {
        add_share(before, change, lang, out);
    }
    text_addc(out, ')');
}
