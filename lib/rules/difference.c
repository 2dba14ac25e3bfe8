#include "rules/difference.h"

#include <string.h>

#include "rules/keywords.h"
#include "rules/override.h"

/* --- blocks as lines of text ------------------------------------------------------------------ */

struct line {
    const char *key;  /* the property in Swedish, with its day */
    const char *word; /* as written */
    struct text value;
    const char *said; /* value, when it is whole */
    struct place place;
    bool is_free, is_met; /* is_met: the other has the same */
};

struct piece { /* a block */
    enum block_kind kind;
    const char *name;
    struct place place;
    struct line *lines;
    size_t count, capacity;
};

struct pieces {
    struct piece *items;
    size_t count, capacity;
};

struct cutter {
    struct arena *arena;
    struct pieces *pieces;
    const char *file;
    unsigned number; /* of the line */
    enum lang lang;
};

static struct str next_line(const char **p)
{
    size_t n = strcspn(*p, "\n");
    struct str line = {*p, n};
    *p += n + ((*p)[n] == '\n');
    return line;
}

static struct line *add_line(struct cutter *c, struct piece *piece)
{
    piece->lines =
        arena_grow(c->arena, piece->lines, piece->count, &piece->capacity, sizeof *piece->lines);
    struct line *line = &piece->lines[piece->count++];
    *line = (struct line){.place = {.file = c->file, .line = c->number}};
    return line;
}

/* Adds words with single blanks between them, without a comment when the text may have one. */
static void add_words(struct line *line, struct str s)
{
    bool quoted = false, blank = line->value.n > 0;
    for (size_t i = 0; i < s.n; i++) {
        bool is_blank = s.p[i] == ' ' || s.p[i] == '\t';
        bool starts = i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\t';
        if (s.p[i] == '#' && starts && !quoted && !line->is_free)
            return;
        quoted = quoted != (s.p[i] == '"');
        if (!is_blank && blank)
            text_addc(&line->value, ' ');
        if (!is_blank)
            text_addc(&line->value, s.p[i]);
        blank = is_blank && line->value.n > 0;
    }
}

/* The heading and unit of a block are a line of their own. */
static void cut_head(struct cutter *c, struct str s)
{
    struct str word = lex_name(s.p), name;
    enum block_kind kind = BLOCK_KINDS;
    const char *p = word.p + word.n;
    while (*p == ' ' || *p == '\t') {
        p++;
    }
    name = lex_name(p);
    block_find(word, c->lang, &kind);
    struct pieces *all = c->pieces;
    all->items = arena_grow(c->arena, all->items, all->count, &all->capacity, sizeof *all->items);
    struct piece *piece = &all->items[all->count++];
    *piece = (struct piece){.kind = kind,
                            .name = arena_strndup(c->arena, name.p, name.n),
                            .place = {.file = c->file, .line = c->number}};
    struct line *line = add_line(c, piece);
    line->key = line->word = arena_strndup(c->arena, word.p, word.n);
    add_words(line, (struct str){name.p + name.n, s.n - (size_t)(name.p + name.n - s.p)});
}

/* A property, or more of the one before it. */
static void cut_property(struct cutter *c, struct str s)
{
    struct piece *piece = &c->pieces->items[c->pieces->count - 1];
    struct str word = lex_name(s.p);
    const struct property_row *row = word.n ? property_find(piece->kind, word, c->lang) : NULL;
    const char *colon = memchr(s.p, ':', s.n);
    if (*s.p == '|' || !row || !colon) {
        struct str more = *s.p == '|' ? (struct str){s.p + 1, s.n - 1} : s;
        add_words(&piece->lines[piece->count - 1], more);
        return;
    }
    struct line *line = add_line(c, piece);
    struct str day = str_trim((struct str){word.p + word.n, (size_t)(colon - word.p) - word.n});
    line->word = arena_strndup(c->arena, word.p, (size_t)(colon - word.p));
    line->key = arena_printf(c->arena, "%s %.*s", row->sv, (int)day.n, day.p);
    line->is_free = (row->flags & IS_FREE) != 0;
    add_words(line, (struct str){colon + 1, s.n - (size_t)(colon + 1 - s.p)});
}

static bool ends_with(const char *s, const char *end)
{
    size_t n = strlen(s), m = strlen(end);
    return n >= m && name_eq(s + n - m, end);
}

/* Tests of the rules change no result, and have no names to be paired by. */
static void leave_out_tests(struct pieces *pieces)
{
    size_t kept = 0;
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].kind != BLOCK_TEST)
            pieces->items[kept++] = pieces->items[i];
    pieces->count = kept;
}

static struct pieces cut(const struct model *m, struct arena *arena)
{
    struct pieces pieces = {0};
    for (size_t i = 0; i < m->file_count; i++) {
        struct cutter c = {.arena = arena,
                           .pieces = &pieces,
                           .file = m->files[i],
                           .lang = ends_with(m->files[i], ".rules") ? LANG_EN : LANG_SV};
        for (const char *p = m->file_texts[i]; *p;) {
            struct str line = next_line(&p), inner = str_trim(line);
            c.number++;
            if (inner.n == 0 || *inner.p == '#') {
                continue;
            }
            if (inner.p == line.p) {
                cut_head(&c, inner);
            } else if (pieces.count) {
                cut_property(&c, inner);
            }
        }
    }
    for (size_t i = 0; i < pieces.count; i++) {
        for (size_t k = 0; k < pieces.items[i].count; k++) {
            struct line *line = &pieces.items[i].lines[k];
            line->said = arena_strdup(arena, line->value.p ? line->value.p : "");
            text_release(&line->value);
        }
    }
    leave_out_tests(&pieces);
    return pieces;
}

/* --- comparing -------------------------------------------------------------------------------- */

struct comparison {
    const struct model *a, *b;
    enum lang lang;
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
    } numbers[] = {{"vikt ", 'w', 0}, {"skala ", 'l', 0}, {"värde ", 'v', 0},
                   {"från ", 'v', 0}, {"väger ", 'w', 1}, {"skala ", 'f', 1}};
    struct ref x, y;
    if (!model_find(c->a, block, &x)) {
        return false;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strncmp(key, numbers[i].key, strlen(numbers[i].key)) != 0) {
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
                strcmp(x->lines[i].said, y->lines[k].said) == 0) {
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

static void add_lines(struct comparison *c, const struct piece *piece, const struct line *x,
                      const struct line *y)
{
    if (is_number_line(c, piece->name, x ? x->key : y->key)) {
        return;
    }
    struct difference *d = add(c, (struct difference){.kind = DIFFERENCE_LINE,
                                                      .name = piece->name,
                                                      .property = x ? x->word : y->word,
                                                      .before = x ? x->said : "",
                                                      .after = y ? y->said : ""});
    d->is_silent = piece->kind == BLOCK_SCENARIO;
    if (x) {
        d->a = x->place;
    }
    if (y) {
        d->b = y->place;
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
        add_lines(c, x, &x->lines[i], other);
    }
    for (size_t k = 0; k < y->count; k++) {
        if (!y->lines[k].is_met) {
            add_lines(c, y, NULL, &y->lines[k]);
        }
    }
}

static struct piece *piece_named(struct pieces *pieces, const char *name)
{
    for (size_t i = 0; i < pieces->count; i++) {
        if (name_eq(pieces->items[i].name, name)) {
            return &pieces->items[i];
        }
    }
    return NULL;
}

static void add_alone(struct comparison *c, const struct piece *piece, enum difference_kind kind)
{
    bool removed = kind == DIFFERENCE_BLOCK_REMOVED;
    const char *head =
        arena_printf(c->arena, "%s %s %s", piece->lines[0].word, piece->name, piece->lines[0].said);
    struct difference *d = add(c, (struct difference){.kind = kind,
                                                      .name = piece->name,
                                                      .property = "",
                                                      .before = removed ? head : "",
                                                      .after = removed ? "" : head});
    *(removed ? &d->a : &d->b) = piece->place;
    d->is_silent = piece->kind == BLOCK_SCENARIO;
}

struct differences model_differences(const struct model *a, const struct model *b, enum lang lang,
                                     struct arena *arena)
{
    struct differences out = {0};
    struct comparison c = {a, b, lang, arena, &out};
    scalar_each(a, compare_scalar, &c);
    struct pieces x = cut(a, arena), y = cut(b, arena);
    for (size_t i = 0; i < x.count; i++) {
        struct piece *other = piece_named(&y, x.items[i].name);
        if (other) {
            compare_pieces(&c, &x.items[i], other);
        } else {
            add_alone(&c, &x.items[i], DIFFERENCE_BLOCK_REMOVED);
        }
    }
    for (size_t i = 0; i < y.count; i++) {
        if (!piece_named(&x, y.items[i].name)) {
            add_alone(&c, &y.items[i], DIFFERENCE_BLOCK_ADDED);
        }
    }
    return out;
}
