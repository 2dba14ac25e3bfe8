/* Contributions add up: on the shipped model for every area and node, on invented trees with every
 * aggregation, missing values and zeros; and small cases by hand. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>

#include "analysis/analysis.h"
#include "analysis/contribution.h"
#include "base/arena.h"
#include "rules/rules.h"

static const double EXACT = 1e-9;

static double sum_of(const struct contributions *c)
{
    double sum = 0;
    for (size_t i = 0; i < c->count; i++)
        sum += c->items[i].effect;
    return sum;
}

static double fault(const struct contributions *c)
{
    return fabs(c->reference + sum_of(c) - c->score);
}

/* --- the shipped model ------------------------------------------------------------------------ */

struct shipped {
    struct diagnostics *d;
    struct model *m;
    struct dataset_bundle *b;
    struct result *r;
    double largest;
    size_t tried;
};

static void try_pair(struct shipped *s, uint32_t node, uint32_t area, uint32_t reference)
{
    struct arena *arena = arena_new();
    const struct node_result *x = &s->r->nodes[node];
    struct contributions c = contributions_of(s->r, node, area, reference, NULL, arena);
    cr_expect(reference != AREA_MEDIAN || isnan(x->score[area]) || !isnan(c.reference),
              "the medians have all that an area has");
    if (isnan(x->score[area]) || isnan(c.reference)) {
        cr_expect(c.count == 0, "nothing to add up");
    } else {
        cr_expect(c.score == x->score[area], "node %u, area %u: another score", node, area);
        cr_expect(c.count > 0 && fault(&c) < EXACT, "node %u, area %u against %u: %g", node, area,
                  reference, fault(&c));
        s->largest = fmax(s->largest, fault(&c));
        s->tried++;
    }
    arena_free(arena);
}

/* Against the medians of some areas. Of one area alone they are its own points. */
static void try_group(struct shipped *s, uint32_t node, uint32_t area, struct area_group g)
{
    struct arena *arena = arena_new();
    double score = s->r->nodes[node].score[area];
    struct contributions c = contributions_of(s->r, node, area, AREA_MEDIAN, &g, arena);
    bool both = !isnan(score) && !isnan(c.reference);
    cr_expect(both ? c.count > 0 && c.score == score && fault(&c) < EXACT : c.count == 0,
              "node %u, area %u against %zu areas: %g", node, area, g.count, fault(&c));
    s->tried += both;
    s->largest = both ? fmax(s->largest, fault(&c)) : s->largest;
    for (size_t i = 0; i < g.count; i++) {
        struct area_group one = {&g.areas[i], 1};
        struct contributions alone = contributions_of(s->r, node, area, AREA_MEDIAN, &one, arena);
        struct contributions other = contributions_of(s->r, node, area, g.areas[i], NULL, arena);
        cr_expect(alone.count == other.count, "one area is its own median");
        for (size_t k = 0; k < alone.count && k < other.count; k++)
            cr_expect(fabs(alone.items[k].effect - other.items[k].effect) < EXACT);
    }
    arena_free(arena);
}

Test(contribution, every_area_against_its_neighbours_and_peers)
{
    struct shipped s = {.d = diagnostics_new(LANG_SV)};
    struct analysis_options o = {.data_folder = "fixtures", .threads = 1};
    struct arena *arena = arena_new();
    size_t groups = 0;
    s.m = rules_load("rules/asf", s.d);
    cr_assert(s.m != NULL);
    s.b = analysis_read(s.m, &o, s.d);
    s.r = analysis_run(s.m, s.b, &o, s.d);
    for (uint32_t node = 0; node < s.m->node_count; node++)
        for (uint32_t area = 0; area < s.r->areas; area++) {
            try_group(&s, node, area, group_of_neighbours(s.r, area));
            for (uint32_t k = 0; k < s.m->peers_count; k++) {
                struct area_group g = group_of_peers(s.r, k, area, arena);
                groups += g.count > 0;
                try_group(&s, node, area, g);
            }
        }
    cr_log_info("%zu sums, largest fault %g\n", s.tried, s.largest);
    cr_expect(groups > 33 && s.tried > 33 * 20, "%zu groups, %zu sums", groups, s.tried);
    arena_free(arena);
    result_free(s.r);
    bundle_free(s.b);
    model_free(s.m);
    diagnostics_free(s.d);
}

Test(contribution, every_area_and_node_of_the_shipped_model)
{
    struct shipped s = {.d = diagnostics_new(LANG_SV)};
    struct analysis_options o = {.data_folder = "fixtures", .threads = 1};
    s.m = rules_load("rules/asf", s.d);
    cr_assert(s.m != NULL);
    s.b = analysis_read(s.m, &o, s.d);
    s.r = analysis_run(s.m, s.b, &o, s.d);
    for (uint32_t node = 0; node < s.m->node_count; node++)
        for (uint32_t area = 0; area < s.r->areas; area++) {
            try_pair(&s, node, area, AREA_MEDIAN);
            for (uint32_t other = 0; other < s.r->areas; other++)
                try_pair(&s, node, area, other);
        }
    cr_log_info("%zu sums, largest fault %g\n", s.tried, s.largest);
    cr_expect(s.r->areas == 33 && s.tried > 34 * 33 * 10, "%zu sums", s.tried);
    result_free(s.r);
    bundle_free(s.b);
    model_free(s.m);
    diagnostics_free(s.d);
}

/* --- invented trees ---------------------------------------------------------------------------
 */

enum { GROUPS = 3, EACH = 4, LEAVES = GROUPS * EACH, AREAS = 7, HOWS = AGGREGATE_KINDS };

struct invented {
    struct indicator ind[LEAVES];
    struct indicator_result res[LEAVES];
    double points[LEAVES][AREAS];
    uint8_t substitute[LEAVES][AREAS];
    struct child leaves[GROUPS][EACH], groups[GROUPS];
    struct node nodes[GROUPS + 1];
    struct model model;
    struct result result;
    uint32_t seed;
};

static double draw(struct invented *t)
{
    t->seed = t->seed * 1664525u + 1013904223u;
    return (double)(t->seed >> 8) / (1 << 24);
}

static void leaf(struct invented *t, uint32_t k)
{
    double weight = 1 + floor(9 * draw(t));
    t->ind[k] = (struct indicator){.weight = weight, .missing = k == 5 ? MISSING_FACT : 0};
    t->leaves[k / EACH][k % EACH] =
        (struct child){.kind = SYMBOL_INDICATOR, .index = k, .weight = weight};
    t->res[k] = (struct indicator_result){.points = t->points[k], .substitute = t->substitute[k]};
    for (size_t i = 0; i < AREAS; i++) {
        double what = draw(t);
        t->points[k][i] = what < 0.25 ? NAN : what < 0.32 ? 0 : 100 * draw(t);
    }
    double any = t->points[k][k % AREAS];
    t->res[k].median_points = isnan(any) ? 40 : any; /* sometimes 0 */
}

static bool has_floor(enum aggregation how)
{
    return how == AGGREGATE_GEOMETRIC || how == AGGREGATE_HARMONIC || how == AGGREGATE_POWER;
}

static void invent(struct invented *t, uint32_t seed, enum aggregation top, enum aggregation below)
{
    *t = (struct invented){.seed = seed};
    for (uint32_t k = 0; k < LEAVES; k++)
        leaf(t, k);
    for (uint32_t g = 0; g <= GROUPS; g++) {
        bool is_top = g == GROUPS;
        t->nodes[g] =
            (struct node){.kind = is_top ? NODE_INDEX : NODE_DIMENSION,
                          .aggregation = is_top ? top : below,
                          .power = seed % 2 ? 2.5 : -1.5,
                          .floor = seed % 3 == 0 && has_floor(is_top ? top : below) ? 15 : 0,
                          .tolerance = seed % 2 ? 20 : 0,
                          .weight = 1 + g,
                          .children = is_top ? t->groups : t->leaves[g],
                          .child_count = is_top ? GROUPS : EACH,
                          .full = 0.7,
                          .preliminary = 0.4,
                          .variant_of = UINT32_MAX};
        if (!is_top)
            t->groups[g] = (struct child){.kind = SYMBOL_NODE, .index = g, .weight = 1 + g};
    }
    t->model = (struct model){.indicators = t->ind,
                              .indicator_count = LEAVES,
                              .nodes = t->nodes,
                              .node_count = GROUPS + 1};
    t->result = (struct result){.model = &t->model, .indicators = t->res, .areas = AREAS};
}

/* A to B is B to A with the sign changed, indicator by indicator. */
static void try_mirror(const struct invented *t, uint32_t a, uint32_t b, struct arena *arena)
{
    struct contributions there = contributions_of(&t->result, GROUPS, a, b, NULL, arena);
    struct contributions back = contributions_of(&t->result, GROUPS, b, a, NULL, arena);
    cr_expect(there.count == back.count);
    for (size_t i = 0; i < there.count; i++)
        cr_expect(fabs(there.items[i].effect + back.items[i].effect) < EXACT);
}

static void try_tree(const struct invented *t, size_t *tried, double *largest)
{
    struct arena *arena = arena_new();
    for (uint32_t a = 0; a < AREAS; a++)
        for (uint32_t b = 0; b <= AREAS; b++) {
            uint32_t reference = b < AREAS ? b : AREA_MEDIAN;
            struct contributions c =
                contributions_of(&t->result, GROUPS, a, reference, NULL, arena);
            if (c.count == 0)
                continue;
            cr_expect(fault(&c) < EXACT, "%d over %d, %u-%u: %g", (int)t->nodes[GROUPS].aggregation,
                      (int)t->nodes[0].aggregation, a, b, fault(&c));
            cr_expect(fabs(c.nodes[GROUPS] - (c.score - c.reference)) < EXACT);
            *largest = fmax(*largest, fault(&c));
            ++*tried;
            if (b < a)
                try_mirror(t, a, b, arena);
        }
    arena_free(arena);
}

Test(contribution, every_aggregation_over_every_other_with_gaps_and_zeros)
{
    double largest = 0;
    for (int top = 0; top < HOWS; top++)
        for (int below = 0; below < HOWS; below++) {
            size_t tried = 0;
            for (uint32_t seed = 1; seed <= 40; seed++) {
                struct invented t;
                invent(&t, seed, (enum aggregation)top, (enum aggregation)below);
                try_tree(&t, &tried, &largest);
            }
            cr_expect(tried > 500, "%d over %d: %zu sums", top, below, tried);
        }
    cr_log_info("largest fault %g\n", largest);
}

/* --- by hand ---------------------------------------------------------------------------------- */

/* Two parts of equal weight under one node; area 0 against area 1. */
static struct contributions two(struct invented *t, enum aggregation how, const double *area,
                                const double *reference, struct arena *arena)
{
    invent(t, 1, how, how);
    t->nodes[0].child_count = 2;
    t->nodes[0].preliminary = 0.1;
    for (uint32_t k = 0; k < 2; k++) {
        t->ind[k].weight = t->leaves[0][k].weight = 1;
        t->points[k][0] = area[k];
        t->points[k][1] = reference[k];
    }
    return contributions_of(&t->result, 0, 0, 1, NULL, arena);
}

/* Areas 1, 2 and 3 have 10, 30, 20 and 60, none, 80 in the two parts: the medians are 20 and 70,
 * the mean 45; area 0 has 50 and 90: 70. So 25 = 15 + 10. */
Test(contribution, the_median_of_three_by_hand)
{
    struct arena *arena = arena_new();
    struct invented t;
    const uint32_t three[] = {1, 2, 3};
    const struct area_group g = {three, 3};
    two(&t, AGGREGATE_MEAN, (double[]){50, 90}, (double[]){10, 60}, arena);
    t.points[0][2] = 30;
    t.points[1][2] = NAN;
    t.points[0][3] = 20;
    t.points[1][3] = 80;
    struct contributions c = contributions_of(&t.result, 0, 0, AREA_MEDIAN, &g, arena);
    cr_assert(c.count == 2);
    cr_expect(fabs(c.score - 70) < EXACT && fabs(c.reference - 45) < EXACT);
    cr_expect(fabs(c.items[0].effect - 15) < EXACT && fabs(c.items[1].effect - 10) < EXACT);
    cr_expect(c.items[0].reference == 20 && c.items[1].reference == 70);
    arena_free(arena);
}

struct by_hand {
    enum aggregation how;
    double area[2], reference[2], effects[2];
};

Test(contribution, by_hand)
{
    static const struct by_hand cases[] = {
        /* (80 - 40) / 2 and (20 - 30) / 2 */
        {AGGREGATE_MEAN, {80, 20}, {40, 30}, {20, -5}},
        {AGGREGATE_SUM, {80, 20}, {40, 30}, {40, -10}},
        /* sqrt(64 * 16) = 32, sqrt(16 * 16) = 16: only the first part differs */
        {AGGREGATE_GEOMETRIC, {64, 16}, {16, 16}, {16, 0}},
        /* 40 against 10; L = 30 / ln 4; half of ln(80/20) and of ln(20/5) each: 15 and 15 */
        {AGGREGATE_GEOMETRIC, {80, 20}, {20, 5}, {15, 15}},
        /* equal in the mean (20) but made of other parts: L = 20, 20/2 ln 4 and 20/2 ln(1/4) */
        {AGGREGATE_GEOMETRIC, {40, 10}, {10, 40}, {13.862943611198906, -13.862943611198906}},
        /* the part at 0 takes all of the fall from 20 */
        {AGGREGATE_GEOMETRIC, {0, 80}, {20, 20}, {-20, 0}},
        /* 2 / (1/60 + 1/30) = 40 against 2 / (1/20 + 1/20) = 20: S R = 800, times half of
           1/20 - 1/60 = 1/30 and of 1/20 - 1/30 = 1/60 */
        {AGGREGATE_HARMONIC, {60, 30}, {20, 20}, {13.333333333333334, 6.666666666666667}},
        /* 10 -> 40: first is the lowest until 10 + 70t = 50 - 10t, t = 1/2: 35; then -5 */
        {AGGREGATE_MINIMUM, {80, 40}, {10, 50}, {35, -5}},
        {AGGREGATE_MINIMUM, {80, 80}, {10, 10}, {35, 35}},
        /* the second is missing here: the first stands for both. 80 - (40 + 20) / 2 = 50: of it
           (80 - 40) / 2 by the first, and (80 - 20) / 2 by not having the second */
        {AGGREGATE_MEAN, {80, NAN}, {40, 20}, {20, 30}},
        {AGGREGATE_MEAN, {80, NAN}, {40, NAN}, {40, NAN}},
        /* 80 against 10; L = 70 / ln 8; half of ln(80/20) and of ln(80/5) */
        {AGGREGATE_GEOMETRIC, {80, NAN}, {20, 5}, {23.333333333333332, 46.666666666666664}},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct invented t;
        const struct by_hand *x = &cases[i];
        struct contributions c = two(&t, x->how, x->area, x->reference, arena);
        size_t count = isnan(x->effects[1]) ? 1 : 2;
        cr_assert(c.count == count, "case %zu: %zu parts", i, c.count);
        for (size_t k = 0; k < count; k++)
            cr_expect(fabs(c.items[k].effect - x->effects[k]) < EXACT, "case %zu, part %zu: %.15g",
                      i, k, c.items[k].effect);
        cr_expect(count == 1 || isnan(c.items[1].points) == isnan(x->area[1]));
    }
    arena_free(arena);
}

/* Effects 20, -5 of the mean; the missing one is passed over when both must have it. */
Test(contribution, the_most_come_first)
{
    static const double area[] = {80, NAN}, reference[] = {40, 20};
    const struct contribution *most[2];
    struct arena *arena = arena_new();
    struct invented t;
    struct contributions c = two(&t, AGGREGATE_MEAN, area, reference, arena);
    cr_expect(contributions_most(&c, false, false, most, 2) == 2 && most[0]->indicator == 1);
    cr_expect(contributions_most(&c, false, true, most, 2) == 1 && most[0]->indicator == 0);
    cr_expect(contributions_most(&c, false, false, most, 1) == 1 && most[0]->indicator == 1);
    cr_expect(contributions_most(&c, true, false, most, 2) == 0);
    arena_free(arena);
}
