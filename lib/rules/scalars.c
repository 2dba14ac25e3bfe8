/* The scalars of a model: every number of the rules that has a name of its own. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "rules/keywords.h"
#include "rules/override.h"
#include "rules/units.h"

static const struct indicator *indicator_of(const struct model *m, struct ref target)
{
    return &m->indicators[target.index];
}

static bool is_goalpost(struct ref target)
{
    return target.property == 'l' || target.property == 'h';
}

static bool is_of_step(struct ref target)
{
    return target.property == 'f' || target.property == 'p';
}

bool scalar_same(struct ref a, struct ref b)
{
    return a.kind == b.kind && a.index == b.index && a.property == b.property && a.part == b.part;
}

/* How many numbers of that property a thing has, apart from one of its own. */
static uint32_t parts_of(const struct model *m, struct ref target)
{
    if (target.kind == SYMBOL_NODE && target.property == 'w') {
        const struct node *n = &m->nodes[target.index];
        return n->kind == NODE_CHALLENGE ? (uint32_t)n->listed_count : 0;
    }
    bool steps = target.kind == SYMBOL_INDICATOR && is_of_step(target) &&
                 indicator_of(m, target)->scale == SCALE_STEPS;
    return steps ? (uint32_t)indicator_of(m, target)->step_count : 0;
}

bool scalar_exists(const struct model *m, struct ref target)
{
    if (target.part || is_of_step(target)) {
        return target.part >= 1 && target.part <= parts_of(m, target);
    }
    if (target.kind == SYMBOL_ASSUMPTION) {
        return target.property == 'v';
    }
    if (target.kind == SYMBOL_INDICATOR && is_goalpost(target)) {
        return indicator_of(m, target)->scale == SCALE_GOALPOSTS;
    }
    if (target.property != 'w') {
        return false;
    }
    return target.kind == SYMBOL_INDICATOR
               ? indicator_of(m, target)->parent != UINT32_MAX
               : target.kind == SYMBOL_NODE && m->nodes[target.index].parent != UINT32_MAX;
}

/* --- names ------------------------------------------------------------------------------------ */

static const struct child *part_of(const struct model *m, struct ref target)
{
    return &m->nodes[target.index].listed[target.part - 1];
}

static const struct head *part_head(const struct model *m, struct ref target)
{
    const struct child *child = part_of(m, target);
    return model_head(m, (struct ref){child->kind, child->index, 'v', 0});
}

static bool word_anywhere(const struct word_table *table, struct str s, int *value)
{
    return word_find(table, s, LANG_SV, value) || word_find(table, s, LANG_EN, value);
}

/* "steg12": 12; 0 when it is no step. */
static uint32_t step_number(struct str s)
{
    size_t n = s.n;
    int unused = 0;
    uint32_t number = 0;
    while (n > 0 && s.p[n - 1] >= '0' && s.p[n - 1] <= '9') {
        n--;
    }
    for (size_t i = n; i < s.n && number < 100000; i++) {
        number = number * 10 + (uint32_t)(s.p[i] - '0');
    }
    return word_anywhere(&step_words, (struct str){s.p, n}, &unused) ? number : 0;
}

static uint32_t part_named(const struct model *m, struct ref target, struct str name)
{
    struct text wanted = {0};
    uint32_t parts = parts_of(m, target), found = 0;
    text_addn(&wanted, name.p, name.n);
    for (target.part = 1; target.part <= parts && !found; target.part++) {
        found = name_eq(part_head(m, target)->name, wanted.p) ? target.part : 0;
    }
    text_release(&wanted);
    return found;
}

/* Takes the last word of a path off it. */
static struct str last_word(struct str *path)
{
    size_t dot = path->n;
    while (dot > 0 && path->p[dot - 1] != '.') {
        dot--;
    }
    struct str word = {path->p + dot, path->n - dot};
    path->n = dot ? dot - 1 : 0;
    return word;
}

bool scalar_path(const struct model *m, struct str path, struct ref *target)
{
    int value = 0, scale = 0;
    if (!word_anywhere(&property_words, last_word(&path), &value) || value == 's') {
        return false;
    }
    target->property = (char)value;
    target->part = 0;
    if (path.n == 0) {
        return !is_of_step(*target);
    }
    struct str before = last_word(&path);
    if (target->property == 'w' && path.n == 0) {
        target->part = part_named(m, *target, before);
        return target->part > 0;
    }
    if (is_of_step(*target)) {
        target->part = step_number(before);
        before = path.n ? last_word(&path) : before;
        bool fits = step_number(before) || word_anywhere(&property_words, before, &scale);
        return fits && path.n == 0 && (scale == 's' || scale == 0) && scalar_exists(m, *target);
    }
    return is_goalpost(*target) && path.n == 0 && word_anywhere(&property_words, before, &scale) &&
           scale == 's';
}

bool scalar_find(const struct model *m, const char *name, struct ref *out)
{
    struct text base = {0};
    const char *dot = strchr(name, '.');
    text_addn(&base, name, dot ? (size_t)(dot - name) : strlen(name));
    bool found = base.n > 0 && model_find(m, base.p, out);
    text_release(&base);
    out->property = 'v';
    return found && (!dot || scalar_path(m, str_of(dot + 1), out)) && scalar_exists(m, *out);
}

static void visit_one(const struct model *m, struct ref target, const char *letters,
                      void (*visit)(void *, struct ref), void *context)
{
    for (const char *p = letters; *p; p++) {
        target.property = *p;
        target.part = 0;
        if (scalar_exists(m, target)) {
            visit(context, target);
        }
    }
}

/* A step's beginning and its points come together. */
static void visit_parts(const struct model *m, struct ref target, const char *letters,
                        void (*visit)(void *, struct ref), void *context)
{
    target.property = letters[0];
    uint32_t parts = parts_of(m, target);
    for (target.part = 1; target.part <= parts; target.part++) {
        for (const char *p = letters; *p; p++) {
            target.property = *p;
            visit(context, target);
        }
    }
}

void scalar_each_of(const struct model *m, struct ref item,
                    void (*visit)(void *context, struct ref target), void *context)
{
    const char *letters = item.kind == SYMBOL_NODE         ? "w"
                          : item.kind == SYMBOL_INDICATOR  ? "wlh"
                          : item.kind == SYMBOL_ASSUMPTION ? "v"
                                                           : "";
    visit_one(m, item, letters, visit, context);
    if (item.kind == SYMBOL_NODE || item.kind == SYMBOL_INDICATOR) {
        visit_parts(m, item, item.kind == SYMBOL_NODE ? "w" : "fp", visit, context);
    }
}

void scalar_each(const struct model *m, void (*visit)(void *context, struct ref target),
                 void *context)
{
    const struct {
        enum symbol_kind kind;
        size_t count;
    } kinds[] = {{SYMBOL_NODE, m->node_count},
                 {SYMBOL_INDICATOR, m->indicator_count},
                 {SYMBOL_ASSUMPTION, m->assumption_count}};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (uint32_t i = 0; i < kinds[k].count; i++) {
            scalar_each_of(m, (struct ref){kinds[k].kind, i, 'v', 0}, visit, context);
        }
    }
}

size_t scalar_size(const struct model *m, struct ref target)
{
    return target.kind == SYMBOL_ASSUMPTION ? m->assumptions[target.index].value_count : 1;
}

double *scalar_slot(const struct model *m, struct ref target)
{
    if (target.kind == SYMBOL_NODE) {
        struct node *n = &m->nodes[target.index];
        return target.part ? &n->listed[target.part - 1].weight : &n->weight;
    }
    struct indicator *i = &m->indicators[target.index];
    if (is_of_step(target)) {
        struct step *step = &i->steps[target.part - 1];
        return target.property == 'f' ? &step->from : &step->points;
    }
    return target.property == 'w' ? &i->weight : target.property == 'l' ? &i->low : &i->high;
}

double scalar_value(const struct model *m, struct ref target, size_t k)
{
    return target.kind == SYMBOL_ASSUMPTION ? m->assumptions[target.index].values[k].value
                                            : *scalar_slot(m, target);
}

double scalar_on(const struct model *m, struct ref target, int32_t day)
{
    return target.kind == SYMBOL_ASSUMPTION ? assumption_on(&m->assumptions[target.index], day)
                                            : *scalar_slot(m, target);
}

const struct unit *scalar_unit(const struct model *m, struct ref target)
{
    static const struct unit pure = {.factor = 1, .sv = "", .en = ""};
    if (target.kind == SYMBOL_ASSUMPTION) {
        return &m->assumptions[target.index].unit;
    }
    if (target.property == 'p') {
        return unit_points();
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
        return target.part ? part_of(m, target)->place : m->nodes[target.index].weight_place;
    }
    const struct indicator *i = indicator_of(m, target);
    return target.property == 'w' ? i->weight_place : i->scale_place;
}

static bool step_allows(const struct indicator *i, struct ref target, double value)
{
    if (target.property == 'p') {
        return true;
    }
    size_t k = target.part - 1;
    return (k == 0 || value > i->steps[k - 1].from) &&
           (k + 1 == i->step_count || value < i->steps[k + 1].from);
}

bool scalar_allows(const struct model *m, struct ref target, double value)
{
    if (!isfinite(value)) {
        return false;
    }
    if (is_of_step(target)) {
        return step_allows(indicator_of(m, target), target, value);
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
    if (is_goalpost(target) || is_of_step(target)) {
        text_printf(out, ".%s", word_text(&property_words, 's', lang));
    }
    if (is_of_step(target)) {
        text_printf(out, ".%s%u", word_text(&step_words, 0, lang), (unsigned)target.part);
    } else if (target.part) {
        text_printf(out, ".%s", part_head(m, target)->name);
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

const struct node *scalar_parent(const struct model *m, struct ref target)
{
    if (target.property != 'w') {
        return NULL;
    }
    uint32_t parent = target.part                  ? target.index
                      : target.kind == SYMBOL_NODE ? m->nodes[target.index].parent
                                                   : m->indicators[target.index].parent;
    return parent == UINT32_MAX ? NULL : &m->nodes[parent];
}

double scalar_share(const struct model *m, struct ref target)
{
    const struct node *parent = scalar_parent(m, target);
    double sum = 0;
    for (size_t i = 0; parent && i < parent->child_count; i++) {
        sum += parent->children[i].weight;
    }
    return sum > 0 ? *scalar_slot(m, target) / sum : NAN;
}
