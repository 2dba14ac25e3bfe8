#include "rules/difference.h"

#include <string.h>

#include "rules/override.h"
#include "rules/pieces.h"
#include "rules/reach.h"

/* --- comparing -------------------------------------------------------------------------------- */

struct comparison {
    const struct model *a, *b;
    enum lang lang;  /* of the numbers, and of what is said about them */
    enum lang words; /* of what stands in the rules: the later rules' own */
    struct arena *arena;
    struct differences *out;
};

static struct difference *add(struct comparison *c, struct difference difference)
{
    struct differences *o = c->out;
    o->items = arena_grow(c->arena, o->items, o->count, &o->capacity, sizeof *o->items);
    o->items[o->count++] = difference;
    return &o->items[o->count - 1];
}

static bool same_days(const struct assumption *x, const struct assumption *y)
{
    bool same = x->value_count == y->value_count;
    for (size_t i = 0; same && i < x->value_count; i++) {
        same = x->values[i].day == y->values[i].day;
    }
    return same;
}

/* Challenges with the same parts, scales with as many steps. */
static bool same_parts(const struct comparison *c, struct ref x, struct ref y)
{
    if (x.kind == SYMBOL_INDICATOR) {
        const struct indicator *i = &c->a->indicators[x.index], *j = &c->b->indicators[y.index];
        return i->scale == j->scale && i->step_count == j->step_count;
    }
    const struct node *n = &c->a->nodes[x.index], *o = &c->b->nodes[y.index];
    bool same = n->kind == o->kind && n->listed_count == o->listed_count;
    for (size_t k = 0; same && k < n->listed_count; k++) {
        const struct child *a = &n->listed[k], *b = &o->listed[k];
        struct ref in_a = {a->kind, a->index, 'v', 0}, in_b = {b->kind, b->index, 'v', 0};
        same = a->reversed == b->reversed &&
               name_eq(model_head(c->a, in_a)->name, model_head(c->b, in_b)->name);
    }
    return same;
}

/* Is it the same scalar in b, so that only the number can differ? */
static bool scalar_in(const struct comparison *c, struct ref in_a, struct ref *in_b)
{
    const char *name = model_head(c->a, in_a)->name;
    if (!model_find(c->b, name, in_b) || in_b->kind != in_a.kind) {
        return false;
    }
    in_b->property = in_a.property;
    in_b->part = in_a.part;
    if (in_a.part && !same_parts(c, in_a, *in_b)) {
        return false;
    }
    const struct unit *x = scalar_unit(c->a, in_a);
    if (!scalar_exists(c->a, in_a) || !scalar_exists(c->b, *in_b)) {
        return false;
    }
    if (in_a.kind == SYMBOL_ASSUMPTION &&
        !same_days(&c->a->assumptions[in_a.index], &c->b->assumptions[in_b->index])) {
        return false;
    }
    return strcmp(x->sv, scalar_unit(c->b, *in_b)->sv) == 0;
}

static bool scalar_differs(const struct comparison *c, struct ref x, struct ref y)
{
    for (size_t k = 0; k < scalar_size(c->a, x); k++) {
        double was = scalar_value(c->a, x, k), is = scalar_value(c->b, y, k);
        if (was < is || was > is) {
            return true;
        }
    }
    return false;
}

/* The last change in force of a scalar, else where it stands in the files. */
static struct place place_in(const struct model *m, struct ref target)
{
    for (size_t i = m->change_count; i > 0; i--) {
        if (scalar_same(m->changes[i - 1].target, target)) {
            return m->changes[i - 1].place;
        }
    }
    return scalar_place(m, target);
}

static const char *scalar_said(struct comparison *c, const struct model *m, struct ref target)
{
    struct text t = {0};
    size_t n = scalar_size(m, target);
    for (size_t k = 0; k < n; k++) {
        text_add(&t, k ? ", " : "");
        scalar_text(m, target, scalar_value(m, target, k), c->lang, &t);
    }
    const char *said = arena_strdup(c->arena, t.p ? t.p : "");
    text_release(&t);
    return said;
}

static void compare_scalar(void *context, struct ref x)
{
    struct comparison *c = context;
    struct ref y;
    if (!scalar_in(c, x, &y) || !scalar_differs(c, x, y)) {
        return;
    }
    const char *before = scalar_said(c, c->a, x), *after = scalar_said(c, c->b, y);
    struct difference *last = c->out->count ? &c->out->items[c->out->count - 1] : NULL;
    if (x.property == 'h' && last && last->scalar_count == 1 && last->in_a[0].kind == x.kind &&
        last->in_a[0].index == x.index && last->in_a[0].property == 'l') {
        const char *to = c->lang == LANG_SV ? "till" : "to"; /* both ends move together */
        last->name = arena_printf(c->arena, "%s.%s", model_head(c->a, x)->name,
                                  word_text(&property_words, 's', c->lang));
        last->before = arena_printf(c->arena, "%s %s %s", last->before, to, before);
        last->after = arena_printf(c->arena, "%s %s %s", last->after, to, after);
        last->in_a[1] = x;
        last->in_b[1] = y;
        last->scalar_count = 2;
        return;
    }
    struct text name = {0};
    scalar_name(c->a, x, c->lang, &name);
    add(c, (struct difference){.kind = DIFFERENCE_NUMBER,
                               .name = arena_strdup(c->arena, name.p),
                               .before = before,
                               .after = after,
                               .a = place_in(c->a, x),
                               .b = place_in(c->b, y),
                               .in_a = {x},
                               .in_b = {y},
                               .scalar_count = 1});
    text_release(&name);
}

/* Is the line no more than a number that was compared as one? */
static bool is_number_line(const struct comparison *c, const char *block, const char *key)
{
    static const struct {
        const char *key;
        char property;
        uint32_t part;
    } numbers[] = {{"vikt", 'w', 0}, {"skala", 'l', 0}, {"värde", 'v', 0},
                   {"från", 'v', 0}, {"väger", 'w', 1}, {"skala", 'f', 1}};
    struct ref x, y;
    if (!model_find(c->a, block, &x)) {
        return false;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strncmp(key, numbers[i].key, strcspn(key, " ")) != 0) {
            continue;
        }
        x.property = numbers[i].property;
        x.part = numbers[i].part;
        bool scale = x.property == 'l' && x.kind == SYMBOL_INDICATOR;
        if (scalar_exists(c->a, x) && scalar_in(c, x, &y) &&
            (!scale || c->a->indicators[x.index].clamped == c->b->indicators[y.index].clamped)) {
            return true;
        }
    }
    return false;
}

static void meet(struct piece *x, struct piece *y)
{
    for (size_t i = 0; i < x->count; i++) {
        for (size_t k = 0; k < y->count && !x->lines[i].is_met; k++) {
            if (!y->lines[k].is_met && name_eq(x->lines[i].key, y->lines[k].key) &&
                strcmp(x->lines[i].sense, y->lines[k].sense) == 0) {
                x->lines[i].is_met = y->lines[k].is_met = true;
            }
        }
    }
}

static struct line *left_with_key(struct piece *y, const char *key)
{
    for (size_t k = 0; k < y->count; k++) {
        if (!y->lines[k].is_met && name_eq(y->lines[k].key, key)) {
            return &y->lines[k];
        }
    }
    return NULL;
}

static void add_lines(struct comparison *c, const struct piece *x, struct line *in_x,
                      const struct piece *y, struct line *in_y)
{
    const struct line *any = in_x ? in_x : in_y;
    if (is_number_line(c, x->name, any->key)) {
        return;
    }
    add(c, (struct difference){.kind = DIFFERENCE_LINE,
                               .name = x->name,
                               .property = any->word,
                               .before = in_x ? in_x->said : "",
                               .after = in_y ? in_y->said : "",
                               .a = in_x ? in_x->place : (struct place){0},
                               .b = in_y ? in_y->place : (struct place){0},
                               .piece = {x, y},
                               .line = {in_x, in_y},
                               .counts = (x->counts || y->counts) && !any->is_text});
    if (in_x) {
        in_x->difference = c->out->count;
    }
    if (in_y) {
        in_y->difference = c->out->count;
    }
}

static void compare_pieces(struct comparison *c, struct piece *x, struct piece *y)
{
    meet(x, y);
    for (size_t i = 0; i < x->count; i++) {
        if (x->lines[i].is_met) {
            continue;
        }
        struct line *other = left_with_key(y, x->lines[i].key);
        if (other) {
            other->is_met = true;
        }
        add_lines(c, x, &x->lines[i], y, other);
    }
    for (size_t k = 0; k < y->count; k++) {
        if (!y->lines[k].is_met) {
            add_lines(c, x, NULL, y, &y->lines[k]);
        }
    }
}

/* The same block: a block of another kind is another block. */
static struct piece *same_piece(const struct pieces *pieces, const struct piece *as)
{
    struct piece *piece = piece_named(pieces, as->key);
    return piece && piece->kind == as->kind ? piece : NULL;
}

static void add_alone(struct comparison *c, struct piece *piece, enum difference_kind kind)
{
    bool removed = kind == DIFFERENCE_BLOCK_REMOVED;
    const struct block_row *row = block_row(piece->kind);
    struct text head = {0};
    text_printf(&head, "%s %s", c->words == LANG_SV ? row->sv : row->en, piece->name);
    for (size_t i = 0; i < piece->count; i++) {
        const char *key = piece->lines[i].key;
        if (key == line_heading || key == line_unit) {
            text_printf(&head, " %s", piece->lines[i].said);
        }
    }
    const char *said = arena_strdup(c->arena, head.p);
    text_release(&head);
    struct difference *d = add(c, (struct difference){.kind = kind,
                                                      .name = piece->name,
                                                      .property = "",
                                                      .before = removed ? said : "",
                                                      .after = removed ? "" : said,
                                                      .counts = piece->counts});
    d->piece[removed ? 0 : 1] = piece;
    *(removed ? &d->a : &d->b) = piece->place;
    piece->difference = c->out->count;
}

/* --- all of it -------------------------------------------------------------------------------- */

static bool is_english(const struct model *m)
{
    const char *name = m->file_count ? m->files[0] : "";
    size_t n = strlen(name);
    return n >= 6 && name_eq(name + n - 6, ".rules");
}

static const char *root_name(const struct model *m)
{
    return m->root != UINT32_MAX ? m->nodes[m->root].head.name : NULL;
}

static void find_counting(struct comparison *c)
{
    for (size_t i = 0; i < c->out->count; i++) {
        struct difference *d = &c->out->items[i];
        if (d->kind != DIFFERENCE_NUMBER) {
            continue;
        }
        const char *key = text_lower(c->arena, model_head(c->a, d->in_a[0])->name);
        for (size_t side = 0; side < 2; side++) {
            const struct piece *piece = piece_named(c->out->pieces[side], key);
            d->counts = d->counts || !piece || piece->counts;
        }
    }
}

struct differences model_differences(const struct model *a, const struct model *b, enum lang lang,
                                     struct arena *arena)
{
    struct differences out = {0};
    enum lang words = is_english(b) ? LANG_EN : LANG_SV;
    struct pieces *x = arena_alloc(arena, sizeof *x), *y = arena_alloc(arena, sizeof *y);
    struct comparison c = {a, b, lang, words, arena, &out};
    scalar_each(a, compare_scalar, &c);
    *x = pieces_of(a, words, arena);
    *y = pieces_of(b, words, arena);
    out.pieces[0] = x;
    out.pieces[1] = y;
    reach_find(x, y, root_name(a), root_name(b), arena);
    find_counting(&c);
    for (size_t i = 0; i < x->count; i++) {
        struct piece *other = same_piece(y, &x->items[i]);
        if (other) {
            compare_pieces(&c, &x->items[i], other);
        } else {
            add_alone(&c, &x->items[i], DIFFERENCE_BLOCK_REMOVED);
        }
    }
    for (size_t i = 0; i < y->count; i++) {
        if (!same_piece(x, &y->items[i])) {
            add_alone(&c, &y->items[i], DIFFERENCE_BLOCK_ADDED);
        }
    }
    return out;
}
