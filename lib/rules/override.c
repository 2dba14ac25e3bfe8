#include "rules/override.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "rules/keywords.h"
#include "rules/units.h"

/* --- scalars ---------------------------------------------------------------------------------- */

static const struct indicator *indicator_of(const struct model *m, struct ref target)
{
    return &m->indicators[target.index];
}

bool scalar_exists(const struct model *m, struct ref target)
{
    bool goalpost = target.property == 'l' || target.property == 'h';
    if (target.kind == SYMBOL_ASSUMPTION) {
        return target.property == 'v';
    }
    if (target.kind == SYMBOL_INDICATOR && goalpost) {
        return indicator_of(m, target)->scale == SCALE_GOALPOSTS;
    }
    if (target.property != 'w') {
        return false;
    }
    return target.kind == SYMBOL_INDICATOR
               ? indicator_of(m, target)->parent != UINT32_MAX
               : target.kind == SYMBOL_NODE && m->nodes[target.index].parent != UINT32_MAX;
}

static bool property_letter(const char *word, char *out)
{
    const char *dot = strrchr(word, '.');
    struct str last = str_of(dot ? dot + 1 : word);
    int value = 0;
    if (!word_find(&property_words, last, LANG_SV, &value) &&
        !word_find(&property_words, last, LANG_EN, &value)) {
        return false;
    }
    *out = (char)value;
    return true;
}

bool scalar_find(const struct model *m, const char *name, struct ref *out)
{
    struct text base = {0};
    const char *dot = strchr(name, '.');
    text_addn(&base, name, dot ? (size_t)(dot - name) : strlen(name));
    bool found = base.n > 0 && model_find(m, base.p, out);
    text_release(&base);
    out->property = 'v';
    return found && (!dot || property_letter(dot + 1, &out->property)) && scalar_exists(m, *out);
}

static void visit_each(const struct model *m, enum symbol_kind kind, size_t count,
                       const char *letters, void (*visit)(void *, struct ref), void *context)
{
    for (uint32_t i = 0; i < count; i++) {
        for (const char *p = letters; *p; p++) {
            struct ref target = {kind, i, *p};
            if (scalar_exists(m, target)) {
                visit(context, target);
            }
        }
    }
}

void scalar_each(const struct model *m, void (*visit)(void *context, struct ref target),
                 void *context)
{
    visit_each(m, SYMBOL_NODE, m->node_count, "w", visit, context);
    visit_each(m, SYMBOL_INDICATOR, m->indicator_count, "wlh", visit, context);
    visit_each(m, SYMBOL_ASSUMPTION, m->assumption_count, "v", visit, context);
}

size_t scalar_size(const struct model *m, struct ref target)
{
    return target.kind == SYMBOL_ASSUMPTION ? m->assumptions[target.index].value_count : 1;
}

/* Where the number of a weight or goalpost lies in its struct. */
static double *number_of(const struct model *m, struct ref target)
{
    if (target.kind == SYMBOL_NODE) {
        return &m->nodes[target.index].weight;
    }
    struct indicator *i = &m->indicators[target.index];
    return target.property == 'w' ? &i->weight : target.property == 'l' ? &i->low : &i->high;
}

double scalar_value(const struct model *m, struct ref target, size_t k)
{
    return target.kind == SYMBOL_ASSUMPTION ? m->assumptions[target.index].values[k].value
                                            : *number_of(m, target);
}

double scalar_on(const struct model *m, struct ref target, int32_t day)
{
    return target.kind == SYMBOL_ASSUMPTION ? assumption_on(&m->assumptions[target.index], day)
                                            : *number_of(m, target);
}

const struct unit *scalar_unit(const struct model *m, struct ref target)
{
    static const struct unit pure = {.factor = 1, .sv = "", .en = ""};
    if (target.kind == SYMBOL_ASSUMPTION) {
        return &m->assumptions[target.index].unit;
    }
    return target.property == 'w' ? &pure : &m->indicators[target.index].unit;
}

struct place scalar_place(const struct model *m, struct ref target)
{
    if (target.kind == SYMBOL_ASSUMPTION) {
        const struct assumption *a = &m->assumptions[target.index];
        return a->value_count && a->values[0].place.file ? a->values[0].place : a->head.place;
    }
    if (target.kind == SYMBOL_NODE) {
        return m->nodes[target.index].weight_place;
    }
    const struct indicator *i = indicator_of(m, target);
    return target.property == 'w' ? i->weight_place : i->scale_place;
}

bool scalar_allows(const struct model *m, struct ref target, double value)
{
    if (!isfinite(value)) {
        return false;
    }
    if (target.property == 'w') {
        return value >= 0;
    }
    if (target.property == 'l') {
        return value < m->indicators[target.index].high;
    }
    return target.property != 'h' || value > m->indicators[target.index].low;
}

void scalar_name(const struct model *m, struct ref target, enum lang lang, struct text *out)
{
    text_add(out, model_head(m, target)->name);
    if (target.property == 'l' || target.property == 'h') {
        text_printf(out, ".%s", word_text(&property_words, 's', lang));
    }
    if (target.property != 'v') {
        text_printf(out, ".%s", word_text(&property_words, target.property, lang));
    }
}

void scalar_text(const struct model *m, struct ref target, double value, enum lang lang,
                 struct text *out)
{
    char buffer[64];
    double shown = number_round(value, 10);
    const char *unit = unit_text(scalar_unit(m, target), lang);
    text_printf(out, "%s%s%s", number_text_decimal(buffer, shown, lang == LANG_SV ? ',' : '.'),
                unit[0] ? " " : "", unit);
}

static const struct node *parent_node(const struct model *m, struct ref target)
{
    uint32_t parent = target.kind == SYMBOL_NODE ? m->nodes[target.index].parent
                                                 : m->indicators[target.index].parent;
    return parent == UINT32_MAX ? NULL : &m->nodes[parent];
}

double scalar_share(const struct model *m, struct ref target)
{
    const struct node *parent = target.property == 'w' ? parent_node(m, target) : NULL;
    double sum = 0;
    for (size_t i = 0; parent && i < parent->child_count; i++) {
        sum += parent->children[i].weight;
    }
    return sum > 0 ? *number_of(m, target) / sum : NAN;
}

/* --- changes ---------------------------------------------------------------------------------- */

static void *copy_of(struct arena *arena, const void *items, size_t count, size_t size)
{
    void *copy = arena_array(arena, count + 1, size);
    if (count) {
        memcpy(copy, items, count * size);
    }
    return copy;
}

static void put_values(struct model *m, const struct change *change, struct arena *arena)
{
    if (change->target.kind != SYMBOL_ASSUMPTION) {
        *number_of(m, change->target) = change->values[0];
        return;
    }
    struct assumption *a = &m->assumptions[change->target.index];
    a->values = copy_of(arena, a->values, a->value_count, sizeof *a->values);
    for (size_t k = 0; k < a->value_count; k++) {
        a->values[k].value = change->values[k];
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
    for (size_t i = 0; i < count; i++) {
        put_values(copy, &changes[i], arena);
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
                    parent_node(before, change->target)->head.name,
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
