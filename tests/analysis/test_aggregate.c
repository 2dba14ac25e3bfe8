/* Coverage, grade and score of nodes, computed by hand on a model built in memory. */
#include <criterion/criterion.h>
#include <math.h>

#include "analysis/evaluate.h"

enum { A, B, F, INDICATORS }; /* F rests on local facts */

struct fixture {
    struct indicator ind[INDICATORS];
    struct indicator_result res[INDICATORS];
    double points[INDICATORS][2];
    uint8_t substitute[INDICATORS][2];
    struct child children[INDICATORS];
    struct node nodes[1];
    struct model model;
    struct result result;
    struct work work;
    double wi[INDICATORS], wn[1];
};

/* Two areas: the first has A = 80, B = 20; the second lacks B. F is unknown in both. */
static void build(struct fixture *f, enum aggregation how)
{
    static const double weight[] = {60, 40, 50};
    *f = (struct fixture){0};
    for (uint32_t k = 0; k < INDICATORS; k++) {
        f->ind[k].missing = k == F ? MISSING_FACT : MISSING_SKIP;
        f->res[k] =
            (struct indicator_result){.points = f->points[k], .substitute = f->substitute[k]};
        f->children[k] = (struct child){.kind = SYMBOL_INDICATOR, .index = k, .weight = weight[k]};
        f->wi[k] = weight[k];
        f->points[k][0] = f->points[k][1] = NAN;
    }
    f->points[A][0] = f->points[A][1] = 80;
    f->points[B][0] = 20;
    f->nodes[0] = (struct node){.kind = NODE_DIMENSION,
                                .aggregation = how,
                                .children = f->children,
                                .child_count = INDICATORS,
                                .full = 0.7,
                                .preliminary = 0.6,
                                .variant_of = UINT32_MAX,
                                .power = 2};
    f->model = (struct model){
        .indicators = f->ind, .indicator_count = INDICATORS, .nodes = f->nodes, .node_count = 1};
    f->result = (struct result){.indicators = f->res, .areas = 2};
    f->work =
        (struct work){.model = &f->model, .result = &f->result, .n = 2, .weights = {f->wi, f->wn}};
}

Test(aggregate, coverage_grade_and_mean)
{
    struct fixture f;
    double score[2], coverage[2];
    uint8_t grade[2];
    build(&f, AGGREGATE_MEAN);
    score_node(&f.work, &f.work.weights, 0, score, coverage, grade);
    cr_expect(fabs(score[0] - 56) < 1e-12); /* 0.6 * 80 + 0.4 * 20 */
    cr_expect(fabs(score[1] - 80) < 1e-12); /* the weight goes to what exists */
    cr_expect(fabs(coverage[0] - 1) < 1e-12 && grade[0] == GRADE_FULL);
    cr_expect(fabs(coverage[1] - 0.6) < 1e-12 && grade[1] == GRADE_PRELIMINARY);
}

Test(aggregate, below_the_threshold_is_not_assessable)
{
    struct fixture f;
    double score[2];
    build(&f, AGGREGATE_MEAN);
    f.nodes[0].preliminary = 0.61;
    score_node(&f.work, &f.work.weights, 0, score, NULL, NULL);
    cr_expect(!isnan(score[0]) && isnan(score[1]));
}

Test(aggregate, every_aggregation_by_hand)
{
    static const double expected[] = {
        [AGGREGATE_MEAN] = 56,
        [AGGREGATE_GEOMETRIC] = 45.94793419988138, /* exp(.6 ln 80 + .4 ln 20) */
        [AGGREGATE_HARMONIC] = 36.36363636363637,  /* 1 / (.6/80 + .4/20) */
        [AGGREGATE_MINIMUM] = 20,
        [AGGREGATE_SUM] = 5600,                 /* 60 * 80 + 40 * 20, weights as they stand */
        [AGGREGATE_POWER] = 63.245553203367585, /* sqrt(.6 80^2 + .4 20^2) */
    };
    for (int how = AGGREGATE_MEAN; how <= AGGREGATE_POWER; how++) {
        struct fixture f;
        double score[2];
        build(&f, (enum aggregation)how);
        f.children[F].weight = f.wi[F] = 0; /* no weight: out of the shares */
        score_node(&f.work, &f.work.weights, 0, score, NULL, NULL);
        cr_expect(fabs(score[0] - expected[how]) < 1e-9, "%d: %.15g", how, score[0]);
    }
}

Test(aggregate, zero_is_not_rescued_by_a_geometric_mean)
{
    struct fixture f;
    double score[2];
    build(&f, AGGREGATE_GEOMETRIC);
    f.points[B][0] = 0;
    score_node(&f.work, &f.work.weights, 0, score, NULL, NULL);
    cr_expect(score[0] == 0);
}
