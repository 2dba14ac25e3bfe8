#include "analysis/diff.h"

#include <math.h>
#include <string.h>

#include "analysis/worlds.h"
#include "base/text.h"

/* --- areas ------------------------------------------------------------------------------------ */

static uint32_t area_in(const struct result *r, const char *code)
{
    for (uint32_t i = 0; i < r->areas; i++)
        if (strcmp(r->data->areas.items[i].code, code) == 0)
            return i;
    return UINT32_MAX;
}

static void match_areas(struct diff *d)
{
    const struct result *a = d->a.result, *b = d->b.result;
    d->areas = arena_array(d->arena, a->areas + b->areas + 1, sizeof *d->areas);
    for (size_t k = 0; k < b->areas; k++) {
        uint32_t i = b->ranking[k];
        d->areas[d->area_count++] = (struct diff_area){area_in(a, b->data->areas.items[i].code), i};
    }
    for (uint32_t i = 0; i < a->areas; i++)
        if (area_in(b, a->data->areas.items[i].code) == UINT32_MAX)
            d->areas[d->area_count++] = (struct diff_area){i, UINT32_MAX};
}

double diff_score(const struct diff_side *side, uint32_t area)
{
    bool known = area != UINT32_MAX && side->model->root != UINT32_MAX;
    return known ? side->result->nodes[side->model->root].score[area] : NAN;
}

double diff_rank(const struct diff_side *side, uint32_t area)
{
    bool known = area != UINT32_MAX && side->model->root != UINT32_MAX;
    int32_t rank = known ? side->result->nodes[side->model->root].rank[area] : 0;
    return rank ? (double)rank : NAN;
}

/* --- judgements ------------------------------------------------------------------------------- */

static const char *truth_word(int truth, enum lang lang)
{
    static const char *const WORDS[][3] = {{"okänt", "nej", "ja"}, {"unknown", "no", "yes"}};
    return WORDS[lang][truth + 1];
}

static void add_moved(struct diff *d, enum moved_kind kind, const struct head *head, size_t area,
                      const char *before, const char *after)
{
    if (strcmp(before, after) == 0)
        return;
    d->moved = arena_grow(d->arena, d->moved, d->moved_count, &d->moved_capacity, sizeof *d->moved);
    d->moved[d->moved_count++] = (struct moved){kind, head, (uint32_t)area, before, after};
}

/* What b has under the same name; false when it has none. */
static bool same_in_b(const struct diff *d, struct ref in_a, uint32_t *index)
{
    struct ref ref;
    const struct head *head = model_head(d->a.model, in_a);
    if (!model_find(d->b.model, head->name, &ref) || ref.kind != in_a.kind)
        return false;
    *index = ref.index;
    return true;
}

static void compare_truths(struct diff *d, enum symbol_kind kind, enum moved_kind moved,
                           const struct condition_result *a, const struct condition_result *b,
                           size_t count, enum lang lang)
{
    for (uint32_t k = 0; k < count; k++) {
        uint32_t other;
        struct ref ref = {kind, k, 'v', 0};
        if (!same_in_b(d, ref, &other))
            continue;
        for (size_t i = 0; i < d->area_count; i++) {
            struct diff_area x = d->areas[i];
            if (x.a != UINT32_MAX && x.b != UINT32_MAX)
                add_moved(d, moved, model_head(d->a.model, ref), i,
                          truth_word(a[k].truth[x.a], lang), truth_word(b[other].truth[x.b], lang));
        }
    }
}

static void compare_ideas(struct diff *d, enum lang lang)
{
    for (uint32_t k = 0; k < d->a.model->idea_count; k++) {
        uint32_t other;
        if (!same_in_b(d, (struct ref){SYMBOL_IDEA, k, 'v', 0}, &other))
            continue;
        for (size_t i = 0; i < d->area_count; i++) {
            struct diff_area x = d->areas[i];
            if (x.a == UINT32_MAX || x.b == UINT32_MAX)
                continue;
            add_moved(d, MOVED_IDEA, &d->a.model->ideas[k].head, i,
                      idea_grade_text((enum idea_grade)d->a.result->ideas[k].grade[x.a], lang),
                      idea_grade_text((enum idea_grade)d->b.result->ideas[other].grade[x.b], lang));
        }
    }
}

static bool has_advice(const struct diff_side *side, uint32_t area, const char *name)
{
    const struct area_result *r = &side->result->area[area];
    for (size_t k = 0; k < r->advice_count; k++)
        if (name_eq(side->model->advice[r->advice[k].advice].head.name, name))
            return true;
    return false;
}

/* Advice that one side gives and the other does not. */
static void compare_advice(struct diff *d, const struct diff_side *from, const struct diff_side *to,
                           enum lang lang)
{
    bool forth = from == &d->a;
    for (size_t i = 0; i < d->area_count; i++) {
        uint32_t here = forth ? d->areas[i].a : d->areas[i].b;
        uint32_t there = forth ? d->areas[i].b : d->areas[i].a;
        if (here == UINT32_MAX || there == UINT32_MAX)
            continue;
        const struct area_result *r = &from->result->area[here];
        for (size_t k = 0; k < r->advice_count; k++) {
            const struct head *head = &from->model->advice[r->advice[k].advice].head;
            if (!has_advice(to, there, head->name))
                add_moved(d, MOVED_ADVICE, head, i, truth_word(forth, lang),
                          truth_word(!forth, lang));
        }
    }
}

static void compare_judgements(struct diff *d, enum lang lang)
{
    const struct result *a = d->a.result, *b = d->b.result;
    for (size_t i = 0; i < d->area_count; i++) {
        struct diff_area x = d->areas[i];
        if (x.a != UINT32_MAX && x.b != UINT32_MAX)
            add_moved(d, MOVED_CLASS, NULL, i,
                      outcome_text((enum gate_outcome)a->area[x.a].class_outcome, lang),
                      outcome_text((enum gate_outcome)b->area[x.b].class_outcome, lang));
    }
    compare_truths(d, SYMBOL_GATE, MOVED_GATE, a->gates, b->gates, d->a.model->gate_count, lang);
    compare_truths(d, SYMBOL_FLAG, MOVED_FLAG, a->flags, b->flags, d->a.model->flag_count, lang);
    compare_ideas(d, lang);
    compare_advice(d, &d->a, &d->b, lang);
    compare_advice(d, &d->b, &d->a, lang);
}

static bool has_part(const struct diff *d, bool data)
{
    for (size_t p = 0; p < d->part_count; p++)
        if ((d->parts[p].kind == PART_DATA) == data)
            return true;
    return false;
}

/* Own data, the others' and the rules are worth telling apart when there is both. */
static void divide_between(struct diff *d)
{
    struct between_side a = {d->a.model, &d->a.options, d->a.bundle};
    struct between_side b = {d->b.model, &d->b.options, d->b.bundle};
    if (has_part(d, true) && has_part(d, false))
        d->between = between_run(&a, &b, d->arena);
}

static struct diff *side_by_side(const struct diff_side *a, const struct diff_side *b,
                                 enum lang lang)
{
    struct arena *arena = arena_new();
    struct diff *d = arena_alloc(arena, sizeof *d);
    *d = (struct diff){.arena = arena, .a = *a, .b = *b};
    d->differences = model_differences(a->model, b->model, lang, arena);
    match_areas(d);
    return d;
}

struct diff *diff_moves(const struct diff_side *a, const struct diff_side *b, enum lang lang)
{
    struct diff *d = side_by_side(a, b, lang);
    d->exact = true;
    compare_judgements(d, lang);
    return d;
}

struct diff *diff_run(const struct diff_side *a, const struct diff_side *b, bool data_differs,
                      enum lang lang)
{
    struct diff *d = side_by_side(a, b, lang);
    d->data_differs = data_differs;
    struct worlds *w = worlds_new(d);
    parts_list(d);
    worlds_settle(w);
    while (!shapley(d, w))
        parts_join(d, w);
    worlds_free(w);
    divide_between(d);
    compare_judgements(d, lang);
    return d;
}

void diff_free(struct diff *d)
{
    if (d)
        arena_free(d->arena);
}
