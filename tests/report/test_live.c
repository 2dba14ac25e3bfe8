/* What the computing sheets store beside their formulas is what the program gives: scores of every
 * node that has no number of its own in the result, and the parts of every area's difference to the
 * area of medians (analysis/contribution.h). */
#include "../analysis/shipped.h"

#include <math.h>

#include "report/live.h"
#include "report/live_profile.h"

static const double EXACT = 1e-9;

static struct view view_of(struct shipped *s)
{
    struct view v;
    view_init(&v, s->r, LANG_SV, s->arena);
    live_make(&v);
    cr_assert(v.live->fixed == LIVE_MOVES);
    return v;
}

Test(live, contributions_are_the_programs)
{
    struct shipped s;
    shipped_open(&s);
    struct view v = view_of(&s);
    size_t tried = 0;
    cr_assert(live_has_contributions(&v));
    for (uint32_t area = 0; area < s.r->areas; area++) {
        struct live_contributions own = live_contributions(&v, area);
        struct contributions c = contributions_of(s.r, s.m->root, area, AREA_MEDIAN, NULL, s.arena);
        cr_expect_float_eq(own.value[0][CONTRIBUTION_OWN], c.score, EXACT);
        cr_expect_float_eq(own.value[0][CONTRIBUTION_OTHER], c.reference, EXACT);
        for (uint32_t k = 0; k < v.live->weight_count; k++)
            for (size_t i = 0; i < c.count; i++) {
                if (v.live->weights[k].kind != SYMBOL_INDICATOR ||
                    c.items[i].indicator != v.live->weights[k].index)
                    continue;
                cr_expect_float_eq(own.value[k + 1][CONTRIBUTION_EFFECT], c.items[i].effect, EXACT,
                                   "area %u, %s", (unsigned)area,
                                   s.m->indicators[c.items[i].indicator].head.name);
                tried++;
            }
    }
    cr_expect(tried > 33 * 10, "%zu parts", tried);
    shipped_close(&s);
}

Test(live, the_weights_of_the_tree_are_all_there)
{
    struct shipped s;
    shipped_open(&s);
    struct view v = view_of(&s);
    size_t listed = 0;
    for (size_t b = 0; b < v.live->block_count; b++)
        if (v.live->blocks[b].top == s.m->root)
            listed += v.live->blocks[b].count;
    cr_expect_eq(listed, v.live->weight_count);
    cr_expect(v.live->profile_count >= 3, "the standard, a scenario of weights, one's own");
    cr_expect(v.live->profiles[v.live->profile_count - 1].weights == NULL);
    shipped_close(&s);
}
