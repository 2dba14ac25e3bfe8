#include "rules/reach.h"

#include <string.h>

#include "rules/derived.h"
#include "rules/functions.h"

struct link { /* a block that says itself what it serves: under: PARENT, för: ORIGINAL */
    const char *to;
    struct piece *from;
};

struct walk {
    struct pieces *sides[2];
    struct link *links;
    size_t link_count;
    struct piece **stack;
    size_t depth;
    bool needed; /* every name is followed: those that only must exist too */
};

static bool is_link(const struct line *line)
{
    return strcmp(line->key, "under") == 0 || strcmp(line->key, "för") == 0;
}

static void list_links(struct walk *w, const struct pieces *pieces)
{
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *piece = &pieces->items[i];
        for (size_t k = 0; k < piece->count; k++)
            if (is_link(&piece->lines[k]) && piece->lines[k].name_count)
                w->links[w->link_count++] = (struct link){piece->lines[k].names[0], piece};
    }
}

static void reach(struct walk *w, struct piece *piece)
{
    if (!piece || (w->needed ? piece->is_needed : piece->counts))
        return;
    piece->is_needed = true;
    piece->counts = piece->counts || !w->needed;
    w->stack[w->depth++] = piece;
}

static bool reach_name(struct walk *w, const char *key)
{
    struct piece *a = piece_owner(w->sides[0], key), *b = piece_owner(w->sides[1], key);
    reach(w, a);
    reach(w, b);
    return a || b;
}

static void reach_kind(struct walk *w, enum block_kind kind)
{
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < w->sides[side]->count; i++)
            if (kind == BLOCK_KINDS || w->sides[side]->items[i].kind == kind)
                reach(w, &w->sides[side]->items[i]);
}

/* A value that the whole analysis gives, or a function that asks for one. */
static bool is_of_the_whole(const char *name)
{
    enum derived derived;
    enum function function;
    bool top = (function_find(name, LANG_SV, &function) && function == FN_TOP) ||
               (function_find(name, LANG_EN, &function) && function == FN_TOP);
    return top || derived_find(name, &derived);
}

static void follow_line(struct walk *w, const struct line *line)
{
    bool only_must_exist = is_link(line) || strcmp(line->key, "utmaningar") == 0;
    bool is_read = !line->is_text || (w->needed && line->is_required);
    if (!is_read || (only_must_exist && !w->needed))
        return;
    for (size_t i = 0; i < line->name_count; i++)
        if (!reach_name(w, line->names[i]) && !line->is_text && is_of_the_whole(line->names[i]))
            reach_kind(w, BLOCK_KINDS);
}

static void follow(struct walk *w)
{
    while (w->depth > 0) {
        struct piece *piece = w->stack[--w->depth];
        for (size_t i = 0; i < piece->count && piece->kind != BLOCK_MODEL; i++)
            follow_line(w, &piece->lines[i]);
        for (size_t i = 0; i < w->link_count; i++)
            if (strcmp(w->links[i].to, piece->key) == 0)
                reach(w, w->links[i].from);
        if (piece->kind == BLOCK_FACT)
            reach_kind(w, BLOCK_FACTS);
    }
}

void reach_find(struct pieces *a, struct pieces *b, const char *root_a, const char *root_b,
                struct arena *arena)
{
    struct walk w = {.sides = {a, b}};
    size_t lines = 1;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < w.sides[side]->count; i++)
            lines += w.sides[side]->items[i].count;
    w.links = arena_array(arena, lines, sizeof *w.links);
    w.stack = arena_array(arena, 2 * (a->count + b->count + 1), sizeof *w.stack);
    list_links(&w, a);
    list_links(&w, b);
    reach_kind(&w, BLOCK_MODEL);
    if (root_a)
        reach_name(&w, text_lower(arena, root_a));
    if (root_b)
        reach_name(&w, text_lower(arena, root_b));
    follow(&w);
    w.needed = true;
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < w.sides[side]->count; i++)
            if (w.sides[side]->items[i].counts)
                w.stack[w.depth++] = &w.sides[side]->items[i];
    follow(&w);
}
