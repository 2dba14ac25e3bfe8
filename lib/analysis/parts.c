/* Which changes are told one by one, and which together. */
#include <stdlib.h>
#include <string.h>

#include "analysis/compose.h"
#include "analysis/worlds.h"
#include "base/text.h"
#include "rules/pieces.h"

struct diff_part *part_add(struct diff *d, enum part_kind kind)
{
    struct diff_part *p = &d->parts[d->part_count++];
    size_t n = d->area_count + 1;
    *p = (struct diff_part){
        .kind = kind,
        .differences = arena_array(d->arena, d->differences.count + 1, sizeof *p->differences),
        .sources = arena_array(d->arena, d->source_count + 1, sizeof *p->sources),
        .score = arena_array(d->arena, n, sizeof(double)),
        .rank = arena_array(d->arena, n, sizeof(double)),
        .score_error = arena_array(d->arena, n, sizeof(double)),
        .rank_error = arena_array(d->arena, n, sizeof(double))};
    return p;
}

static void part_take(struct diff_part *part, uint32_t difference)
{
    part->differences[part->difference_count++] = difference;
}

/* --- listing ---------------------------------------------------------------------------------- */

/* What is read is described by a block as a whole. */
static bool is_reading(const struct piece *piece)
{
    return piece && (piece->kind == BLOCK_SOURCE || piece->kind == BLOCK_REGISTER ||
                     piece->kind == BLOCK_FACTS || piece->kind == BLOCK_FACT);
}

/* The part that a difference of the same description of data is in; NULL when none. */
static struct diff_part *part_with(struct diff *d, const struct difference *x)
{
    for (size_t p = 0; p < d->part_count; p++)
        if (d->parts[p].kind == PART_RULES) {
            const struct difference *y = &d->differences.items[d->parts[p].differences[0]];
            if (y->piece[0] == x->piece[0] && y->piece[1] == x->piece[1])
                return &d->parts[p];
        }
    return NULL;
}

static void list_rules(struct diff *d)
{
    for (uint32_t i = 0; i < d->differences.count; i++)
        if (d->differences.items[i].counts && d->differences.items[i].kind == DIFFERENCE_NUMBER)
            part_take(part_add(d, PART_NUMBER), i);
    for (uint32_t i = 0; i < d->differences.count; i++) {
        const struct difference *x = &d->differences.items[i];
        if (!x->counts || x->kind == DIFFERENCE_NUMBER)
            continue;
        struct diff_part *with = is_reading(x->piece[0]) ? part_with(d, x) : NULL;
        part_take(with ? with : part_add(d, PART_RULES), i);
    }
}

static struct diff_part *part_of_publisher(struct diff *d, const char *publisher)
{
    for (size_t p = 0; p < d->part_count; p++)
        if (d->parts[p].kind == PART_DATA &&
            name_eq(d->sources[d->parts[p].sources[0]].publisher, publisher))
            return &d->parts[p];
    return NULL;
}

/* One part a source; a publisher when they are many. */
static void list_data(struct diff *d)
{
    size_t counting = 0;
    for (size_t i = 0; i < d->source_count; i++)
        counting += d->sources[i].counts;
    for (uint32_t i = 0; i < d->source_count; i++) {
        if (!d->sources[i].counts)
            continue;
        struct diff_part *with = counting > MOST_EXACT && d->sources[i].publisher[0]
                                     ? part_of_publisher(d, d->sources[i].publisher)
                                     : NULL;
        with = with ? with : part_add(d, PART_DATA);
        with->sources[with->source_count++] = i;
    }
}

static void list_all(struct diff *d)
{
    struct diff_part *all = part_add(d, PART_ALL);
    for (uint32_t i = 0; i < d->differences.count; i++)
        if (d->differences.items[i].counts)
            part_take(all, i);
    for (uint32_t i = 0; i < d->source_count; i++)
        all->sources[all->source_count++] = i;
}

void parts_list(struct diff *d)
{
    size_t most = d->differences.count + d->source_count + 2;
    d->parts = arena_array(d->arena, most, sizeof *d->parts);
    if (!same_areas(d->a.bundle, d->b.bundle)) {
        list_all(d);
        return;
    }
    list_rules(d);
    list_data(d);
}

/* --- joining ---------------------------------------------------------------------------------- */

static bool is_of_rules(const struct diff_part *p)
{
    return p->kind == PART_RULES || p->kind == PART_ORDER;
}

/* Leaves out, last first, what the mixture can do without: more and more of it, or less. */
static void narrow(struct diff *d, struct worlds *w, bool *set, const bool *kept, bool holds)
{
    for (size_t p = d->part_count; p > 0; p--) {
        if (!set[p - 1] || (kept && kept[p - 1]))
            continue;
        set[p - 1] = false;
        if (worlds_hold(w, set) != holds)
            set[p - 1] = true;
    }
}

/* All of the set become one part, where the first of them stood. */
static void join(struct diff *d, const bool *set)
{
    struct diff_part *first = NULL;
    size_t kept = 0;
    for (size_t p = 0; p < d->part_count; p++) {
        struct diff_part part = d->parts[p];
        if (!set[p] || !first) {
            d->parts[kept++] = part;
            first = set[p] ? &d->parts[kept - 1] : first;
            continue;
        }
        for (size_t i = 0; i < part.difference_count; i++)
            part_take(first, part.differences[i]);
    }
    d->part_count = kept;
}

/* The fewest of those taken that do not hold together, with the fewest others that make them. */
void parts_join(struct diff *d, struct worlds *w)
{
    bool *few = arena_array(d->arena, d->part_count + 1, sizeof *few);
    bool *set = arena_array(d->arena, d->part_count + 1, sizeof *set);
    for (size_t p = 0; p < d->part_count; p++) {
        few[p] = worlds_failed(w)[p] && is_of_rules(&d->parts[p]);
        set[p] = is_of_rules(&d->parts[p]);
    }
    narrow(d, w, few, NULL, false);
    narrow(d, w, set, few, true);
    join(d, set);
}
