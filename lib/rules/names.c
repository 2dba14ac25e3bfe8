#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "rules/derived.h"
#include "rules/habits.h"
#include "rules/keywords.h"
#include "rules/tell.h"
#include "rules/units.h"

enum { FIRST_SLOTS = 1024 };

/* Where the model keeps the things of each kind. */
static const struct {
    size_t items, count, size;
} kinds[SYMBOL_KINDS] = {
#define KIND(kind, array, number, type)                                                            \
    [kind] = {offsetof(struct model, array), offsetof(struct model, number), sizeof(struct type)}
    KIND(SYMBOL_VARIABLE, variables, variable_count, variable),
    KIND(SYMBOL_FACT, facts, fact_count, fact),
    KIND(SYMBOL_ASSUMPTION, assumptions, assumption_count, assumption),
    KIND(SYMBOL_COUNT, counts, count_count, count),
    KIND(SYMBOL_INDICATOR, indicators, indicator_count, indicator),
    KIND(SYMBOL_NODE, nodes, node_count, node),
    KIND(SYMBOL_GATE, gates, gate_count, gate),
    KIND(SYMBOL_FLAG, flags, flag_count, flag),
    KIND(SYMBOL_POSITION, positions, position_count, position),
    KIND(SYMBOL_IDEA, ideas, idea_count, idea),
    KIND(SYMBOL_ADVICE, advice, advice_count, advice),
    KIND(SYMBOL_SCENARIO, scenarios, scenario_count, scenario),
    KIND(SYMBOL_SOURCE, sources, source_count, source),
    KIND(SYMBOL_REGISTER, registers, register_count, rule_register),
    KIND(SYMBOL_TEST, tests, test_count, test),
    KIND(SYMBOL_TABLE, tables, table_count, rule_table),
    KIND(SYMBOL_PEERS, peers, peers_count, peers),
    KIND(SYMBOL_GUIDE, guides, guide_count, guide),
    KIND(SYMBOL_CALC, calcs, calc_count, calc),
#undef KIND
};

size_t symbol_size(enum symbol_kind kind)
{
    return kinds[kind].size;
}

void *symbol_item(struct model *model, struct ref ref)
{
    char *items = NULL;
    memcpy(&items, (const char *)model + kinds[ref.kind].items, sizeof items);
    return items + ref.index * kinds[ref.kind].size;
}

const struct head *model_head(const struct model *model, struct ref ref)
{
    if (ref.kind == SYMBOL_DERIVED) {
        return &derived_row((enum derived)ref.index)->head;
    }
    if (ref.kind >= SYMBOL_KINDS || kinds[ref.kind].size == 0) {
        return NULL;
    }
    const char *items = NULL;
    memcpy(&items, (const char *)model + kinds[ref.kind].items, sizeof items);
    /* every struct that is declared begins with its head */
    return (const void *)(items + ref.index * kinds[ref.kind].size);
}

bool model_find(const struct model *model, const char *name, struct ref *ref)
{
    enum derived derived;
    for (int kind = 0; kind < SYMBOL_KINDS; kind++) {
        size_t n = 0;
        if (kinds[kind].size) {
            memcpy(&n, (const char *)model + kinds[kind].count, sizeof n);
        }
        for (uint32_t i = 0; i < n; i++) {
            *ref = (struct ref){(enum symbol_kind)kind, i, 'v', 0};
            if (name_eq(model_head(model, *ref)->name, name)) {
                return true;
            }
        }
    }
    if (!derived_find(name, &derived)) {
        return false;
    }
    *ref = (struct ref){SYMBOL_DERIVED, (uint32_t)derived, 'v', 0};
    return true;
}

const char *head_label(const struct head *head, enum lang lang)
{
    return lang == LANG_SV ? head->sv : head->en;
}

/* --- the name space --------------------------------------------------------------------------- */

static uint32_t hash_of(const char *key)
{
    uint32_t h = 2166136261u; /* FNV-1a */
    for (; *key; key++) {
        h = (h ^ (unsigned char)*key) * 16777619u;
    }
    return h;
}

static uint32_t *slot_of(const struct reading *r, const char *key)
{
    size_t i = hash_of(key) & (r->slot_count - 1);
    while (r->slots[i] && strcmp(r->symbols[r->slots[i] - 1].key, key) != 0) {
        i = (i + 1) & (r->slot_count - 1);
    }
    return &r->slots[i];
}

static void reserve_slots(struct reading *r)
{
    if (r->slot_count > 2 * (r->symbol_count + 1)) {
        return;
    }
    r->slot_count = r->slot_count ? r->slot_count * 2 : FIRST_SLOTS;
    r->slots = arena_array(r->arena, r->slot_count, sizeof *r->slots);
    for (size_t i = 0; i < r->symbol_count; i++) {
        *slot_of(r, r->symbols[i].key) = (uint32_t)i + 1;
    }
}

static bool refuse_name(struct reading *r, struct place place, struct str name, enum lang lang)
{
    enum derived derived;
    bool known = derived_find(said(r, name), &derived);
    if (known || word_is_reserved(name, lang)) {
        tell(r, "E108", place, said(r, name), NULL);
    }
    return known || word_is_reserved(name, lang);
}

void names_add(struct reading *r, const struct rule_text *file, struct str name, struct ref ref)
{
    struct place place = place_at(r, file, name);
    if (refuse_name(r, place, name, file->lang)) {
        return;
    }
    reserve_slots(r);
    const char *key = text_lower(r->arena, said(r, name));
    uint32_t *slot = slot_of(r, key);
    if (*slot) {
        const struct symbol *first = &r->symbols[*slot - 1];
        if (first->ref.kind != SYMBOL_KINDS && ref.kind != SYMBOL_KINDS) {
            struct diagnostic *item = tell(r, "E105", place, said(r, name),
                                           symbol_text(first->ref.kind, r->d->lang), NULL);
            tell_other(r, item, first->place, say(r, "första gången", "the first time"));
        }
        return;
    }
    r->symbols =
        arena_grow(r->arena, r->symbols, r->symbol_count, &r->symbol_capacity, sizeof *r->symbols);
    r->symbols[r->symbol_count++] = (struct symbol){
        .name = arena_strndup(r->arena, name.p, name.n), .key = key, .ref = ref, .place = place};
    *slot = (uint32_t)r->symbol_count;
    mention_add(r, ref, UINT32_MAX, place, place.length);
}

const struct symbol *names_find(struct reading *r, struct str name)
{
    if (r->slot_count == 0) {
        return NULL;
    }
    uint32_t slot = *slot_of(r, text_lower(r->arena, said(r, name)));
    return slot ? &r->symbols[slot - 1] : NULL;
}

bool name_is_derived(struct reading *r, struct str name)
{
    enum derived derived;
    return derived_find(said(r, name), &derived);
}

bool symbol_is_shown(const struct symbol *symbol)
{
    return !symbol || (symbol->ref.kind != SYMBOL_SOURCE && symbol->ref.kind != SYMBOL_REGISTER &&
                       symbol->ref.kind != SYMBOL_SCENARIO && symbol->ref.kind != SYMBOL_ADVICE &&
                       symbol->ref.kind != SYMBOL_TABLE && symbol->ref.kind != SYMBOL_PEERS &&
                       symbol->ref.kind != SYMBOL_GUIDE && symbol->ref.kind != SYMBOL_CALC);
}

const char *names_nearest(struct reading *r, struct str name, const struct symbol **found)
{
    size_t n = 0;
    *found = NULL;
    if (!may_suggest(r, r->symbol_count)) {
        return NULL;
    }
    const char **names =
        arena_array(r->arena, r->symbol_count + DERIVED_COUNT, sizeof(const char *));
    for (; n < r->symbol_count; n++) {
        names[n] = r->symbols[n].name;
    }
    for (int i = 0; i < DERIVED_COUNT; i++) {
        names[n++] = derived_row((enum derived)i)->head.name;
    }
    const char *nearest = text_nearest(said(r, name), names, n);
    *found = nearest ? names_find(r, str_of(nearest)) : NULL;
    return nearest;
}

const char *names_of_kind(struct reading *r, enum symbol_kind kind,
                          bool (*fits)(const struct reading *r, uint32_t index))
{
    enum { SHOWN = 6 };
    struct text list = {0};
    size_t n = 0;
    if (!may_suggest(r, r->symbol_count)) {
        return NULL;
    }
    for (size_t i = 0; i < r->symbol_count; i++) {
        const struct symbol *s = &r->symbols[i];
        if (s->ref.kind == kind && (!fits || fits(r, s->ref.index)) && n++ < SHOWN) {
            text_printf(&list, "%s%s", n > 1 ? ", " : "", s->name);
        }
    }
    text_add(&list, n > SHOWN ? " …" : "");
    const char *kept = n ? arena_strdup(r->d->arena, list.p) : NULL;
    text_release(&list);
    return kept;
}

/* The line from the place on. */
static const char *line_from(struct place place)
{
    const char *p = place.text ? place.text : "";
    for (unsigned i = 1; i < place.column && *p; i++) {
        for (p++; ((unsigned char)*p & 0xC0) == 0x80; p++) {
        }
    }
    return p;
}

/* Does the line begin with these words, and end or go on with another sign? */
static bool begins_with(struct reading *r, const char *line, size_t length, const char *words)
{
    size_t n = words ? strlen(words) : 0;
    return n > 0 && n <= length && (n == length || strchr(" ;,#)\t", line[n])) &&
           name_eq(arena_strndup(r->arena, line, n), words);
}

/* A block's heading or its id where its name should stand. */
static const struct block *block_labelled(struct reading *r, struct place place)
{
    const struct block *best = NULL;
    size_t longest = 0;
    const char *line = line_from(place);
    size_t length = strlen(line);
    for (size_t i = 0; i < r->block_count; i++) {
        const struct block *b = &r->blocks[i];
        const char *label = b->name.n && begins_with(r, line, length, b->label) ? b->label : NULL;
        for (size_t k = 0; !label && b->name.n && k < b->count; k++) {
            const struct property *p = &b->properties[k];
            bool id = p->row && strcmp(p->row->sv, "id") == 0 && p->text;
            label = id && begins_with(r, line, length, p->text) ? p->text : NULL;
        }
        if (label && strlen(label) > longest) {
            longest = strlen(label);
            best = b;
        }
    }
    return best;
}

void names_unknown(struct reading *r, struct place place, struct str name)
{
    const struct symbol *near = NULL;
    size_t before = r->suggested;
    const char *nearest = names_nearest(r, name, &near);
    bool looked = r->suggested > before; /* else the budget for looking is spent */
    struct diagnostic *item = tell(r, "E101", place, said(r, name), NULL);
    if (near && near->ref.kind != SYMBOL_KINDS) {
        bool here = strcmp(near->place.file, place.file) == 0;
        const char *what = arena_printf(
            r->d->arena, say(r, "\"%s\"? (%s, %s%srad %u)", "\"%s\"? (%s, %s%sline %u)"), nearest,
            symbol_text(near->ref.kind, r->d->lang), here ? "" : near->place.file, here ? "" : " ",
            near->place.line);
        tell_hint(r, item, "menade du {0}", "did you mean {0}", what);
    } else {
        tell_hint(r, item, "menade du \"{0}\"?", "did you mean \"{0}\"?", nearest);
    }
    const struct block *labelled = looked ? block_labelled(r, place) : NULL;
    if (labelled) {
        const char *label = labelled->label ? labelled->label : "";
        tell_hint(r, item, "menade du {0}?", "did you mean {0}?",
                  arena_printf(r->d->arena, "%s%s%s%s", said(r, labelled->name), *label ? " (" : "",
                               label, *label ? ")" : ""));
    }
    habit_of_name(r, item, name);
}

/* --- what the blocks declare ------------------------------------------------------------------ */

static struct ref next_ref(struct reading *r, enum symbol_kind kind)
{
    return (struct ref){kind, (uint32_t)r->sizes[kind]++, 'v', 0};
}

/* kolumn: NAMN = … in a source declares a variable. */
static void declare_columns(struct reading *r, struct block *b)
{
    for (size_t i = 0; i < b->count; i++) {
        struct property *p = &b->properties[i];
        if (!p->row || strcmp(p->row->sv, "kolumn") != 0) {
            continue;
        }
        bool named = p->count > 0 && p->items[0].kind == LEXEME_NAME && !p->broken;
        struct ref ref = next_ref(r, SYMBOL_VARIABLE);
        if (named) {
            names_add(r, p->file, p->items[0].s, ref);
        } else if (p->count > 0 && p->items[0].kind == LEXEME_NAME) {
            names_add(r, p->file, p->items[0].s, (struct ref){SYMBOL_KINDS, 0, 'v', 0});
        }
    }
}

static void allocate(struct reading *r)
{
    for (int kind = 0; kind < SYMBOL_KINDS; kind++) {
        if (kinds[kind].size) {
            size_t n = r->sizes[kind];
            void *items = arena_array(r->arena, n ? n : 1, kinds[kind].size);
            memcpy((char *)r->model + kinds[kind].items, &items, sizeof items);
            memcpy((char *)r->model + kinds[kind].count, &n, sizeof n);
        }
    }
}

static void fill_head(struct reading *r, struct block *b)
{
    char *name = arena_strndup(r->arena, b->name.p, b->name.n);
    *b->head = (struct head){
        .name = name,
        .id = "",
        .sv = b->label ? b->label : name,
        .source = "",
        .note_sv = "",
        .note_en = "",
        .place = b->place,
    };
}

static void attach(struct reading *r, struct block *b)
{
    if (b->ref.kind != SYMBOL_KINDS) {
        b->item = symbol_item(r->model, b->ref);
        b->head = b->item;
    } else if (b->kind == BLOCK_MODEL) {
        b->item = r->model;
        b->head = &r->model->head;
    } else {
        b->item =
            b->kind == BLOCK_FACTS ? (void *)&r->model->facts_file : (void *)&r->model->uncertainty;
        b->head = arena_alloc(r->arena, sizeof *b->head);
    }
    fill_head(r, b);
}

void names_declare(struct reading *r)
{
    r->sizes = arena_array(r->arena, SYMBOL_KINDS, sizeof *r->sizes);
    for (size_t i = 0; i < r->block_count; i++) {
        struct block *b = &r->blocks[i];
        enum symbol_kind kind = block_row((enum block_kind)b->kind)->symbol;
        b->ref = (struct ref){SYMBOL_KINDS, 0, 'v', 0};
        if (kind != SYMBOL_KINDS) {
            b->ref = next_ref(r, kind);
            if (b->name.n) {
                names_add(r, b->file, b->name, b->ref);
            }
        }
        if (b->kind == BLOCK_SOURCE) {
            declare_columns(r, b);
        }
    }
    allocate(r);
    for (size_t kind = 0; kind < SYMBOL_KINDS; kind++) {
        r->model->named[kind] = arena_array(r->arena, r->sizes[kind] + 1, sizeof(bool));
    }
    for (size_t i = 0; i < r->block_count; i++) {
        attach(r, &r->blocks[i]);
    }
}
