/* Areas pair by pair, by hand. */
#include <criterion/criterion.h>
#include <math.h>

#include "analysis/evaluate.h"
#include "analysis/pairwise.h"
#include "base/limits.h"

/* weights 3 2 1: a wins the first, b the second, equal in the third: (3 + 0.5) / 6 */
Test(pairwise, ties_and_gaps_give_half)
{
    static const double weight[] = {3, 2, 1}, a[] = {5, 1, 4}, b[] = {4, 2, 4}, gap[] = {5, NAN, 4};
    struct pairwise p = {weight, 3, 0};
    cr_expect(fabs(pairwise_share(&p, a, b) - 3.5 / 6) < 1e-12);
    cr_expect(fabs(pairwise_share(&p, b, a) - 2.5 / 6) < 1e-12);
    cr_expect(fabs(pairwise_share(&p, gap, b) - 4.5 / 6) < 1e-12);
    p.tolerance = 1; /* a step of 1 is no step: all equal */
    cr_expect(fabs(pairwise_share(&p, a, b) - 0.5) < 1e-12);
    cr_expect(pairwise_beats(0.5) == 0 && pairwise_beats(0.6) == 1 && pairwise_beats(0.4) == -1);
}

/* Weights of 0.1 and 0.2 against 0.3 do not sum to the same in floating point; a tie it is. */
Test(pairwise, the_last_bit_decides_nothing)
{
    static const double weight[] = {0.1, 0.2, 0.3}, a[] = {1, 1, 0}, b[] = {0, 0, 1};
    struct pairwise p = {weight, 3, 0};
    cr_expect(pairwise_beats(pairwise_share(&p, a, b)) == 0);
    cr_expect(pairwise_beats(pairwise_share(&p, b, a)) == 0);
    static const double almost[] = {0.1 + 0.2, 0, 0}, exact[] = {0.3, 0, 0};
    cr_expect(pairwise_sign(&p, almost[0], exact[0]) == 0);
}

enum { A, B, C, PARTS, AREAS = 4 };

/* Points of four areas in three parts of weight 1. The first beats all, the second two, the third
 * and fourth tie each other: 100, 66.7, 16.7, 16.7. */
Test(pairwise, copeland_is_the_share_of_rivals_beaten)
{
    double points[PARTS][AREAS] = {{9, 8, 3, 2}, {9, 8, 2, 3}, {1, 0, 5, 5}};
    uint8_t substitute[AREAS] = {0};
    struct indicator ind[PARTS] = {0};
    struct indicator_result res[PARTS];
    struct child children[PARTS];
    double wi[PARTS], wn[1] = {0}, score[AREAS];
    for (uint32_t k = 0; k < PARTS; k++) {
        res[k] = (struct indicator_result){.points = points[k], .substitute = substitute};
        children[k] = (struct child){.kind = SYMBOL_INDICATOR, .index = k, .weight = 1};
        wi[k] = 1;
    }
    struct node node = {.kind = NODE_INDEX,
                        .aggregation = AGGREGATE_COPELAND,
                        .children = children,
                        .child_count = PARTS,
                        .full = 0.5,
                        .preliminary = 0.5,
                        .variant_of = UINT32_MAX};
    struct model m = {.indicators = ind, .indicator_count = PARTS, .nodes = &node, .node_count = 1};
    struct result r = {.indicators = res, .areas = AREAS};
    struct work w = {.model = &m, .result = &r, .n = AREAS, .weights = {wi, wn}};
    score_node(&w, &w.weights, 0, score, NULL, NULL);
    static const double wanted[AREAS] = {100, 200 / 3., 50 / 3., 50 / 3.};
    for (size_t i = 0; i < AREAS; i++)
        cr_expect(fabs(score[i] - wanted[i]) < 1e-12, "%zu: %g", i, score[i]);
    for (uint32_t k = 0; k < 2;
         k++) /* the last has too little to take part: it is nobody's rival */
        points[k][3] = NAN;
    score_node(&w, &w.weights, 0, score, NULL, NULL);
    cr_expect(score[0] >= 100 && score[0] <= 100 && score[1] >= 50 && score[1] <= 50);
    cr_expect(isnan(score[3]));
}

/* The pairs are kept for as many areas as anyone looks at, and no more. */
Test(pairwise, the_matrix_has_a_limit)
{
    enum { MOST = LIMIT_OUTRANKING };
    double points[MOST + 1], score[MOST + 1], coverage[MOST + 1], weight = 1, none = 0;
    uint8_t substitute[MOST + 1] = {0}, grade[MOST + 1];
    int32_t rank[MOST + 1];
    for (size_t i = 0; i <= MOST; i++)
        points[i] = (double)i;
    struct indicator ind = {0};
    struct indicator_result res = {.points = points, .substitute = substitute};
    struct child child = {.kind = SYMBOL_INDICATOR, .weight = 1};
    struct node node = {.kind = NODE_INDEX,
                        .aggregation = AGGREGATE_COPELAND,
                        .children = &child,
                        .child_count = 1,
                        .variant_of = UINT32_MAX};
    struct model m = {.indicators = &ind, .indicator_count = 1, .nodes = &node, .node_count = 1};
    struct node_result at = {.score = score, .coverage = coverage, .grade = grade, .rank = rank};
    struct result r = {.arena = arena_new(), .indicators = &res, .nodes = &at};
    struct work w = {.model = &m, .result = &r, .n = MOST, .weights = {&weight, &none}};
    run_node(&w, 0);
    cr_assert(at.outranking != NULL);
    cr_expect(at.outranking[1] <= 0 && at.outranking[MOST] >= 1 && isnan(at.outranking[0]));
    cr_expect(rank[MOST - 1] == 1 && rank[0] == MOST);
    w.n = MOST + 1;
    run_node(&w, 0);
    cr_expect(at.outranking == NULL && rank[MOST] == 1);
    arena_free(r.arena);
}
