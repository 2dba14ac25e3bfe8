/* Draws, intervals, bands and sensitivity: against closed forms, published values and a generator
 * written anew in Python. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/placing.h"
#include "analysis/plan.h"
#include "analysis/random.h"
#include "analysis/sensitivity.h"
#include "analysis/trial.h"
#include "analysis/uncertain.h"

#include "../temporary.h"
#include "shipped.h"

/* --- random numbers ---------------------------------------------------------------------------
 */

/* Philox4x32-10 written from the paper in Python; its block of zeroes is the published 6627e8d5
 * e169c58d bc57ac4c 9b00dbd8. Counter (block, stream, draw low, draw high), key (seed, 0x65746162);
 * each pair of words is a number (53 bits + 1/2) / 2^53. */
Test(random, the_same_numbers_as_the_papers_generator)
{
    static const double first[] = {0x1.d502e33ea307cp-4, 0x1.4793fee081d25p-2,
                                   0x1.e05f5b193a862p-3};
    static const double second[] = {0x1.a80366711dfe4p-1, 0x1.ac88dc703d19dp-2,
                                    0x1.a6fbcaa7bf2e5p-2};
    double u[3];
    random_uniforms(1, 1, 0, u, 3);
    for (int i = 0; i < 3; i++)
        cr_expect(u[i] == first[i], "number %d: %a", i, u[i]);
    random_uniforms(7, 3, (UINT64_C(1) << 33) + 5, u, 3);
    for (int i = 0; i < 3; i++)
        cr_expect(u[i] == second[i], "number %d: %a", i, u[i]);
}

/* 50 of 1 000: mean 50, variance 47.5. With 20 000 draws the mean is within 0.2 (four standard
 * errors), the variance within 2.5. A rate of 3 events: mean and variance 3. */
Test(random, counts_have_their_mean_and_variance)
{
    double sum[2] = {0}, squares[2] = {0};
    const int n = 20000;
    for (int i = 0; i < n; i++) {
        struct random_source s = random_source_at(1, 4, (uint64_t)i);
        double x[2] = {random_binomial(&s, 0.05, 1000), random_poisson(&s, 3)};
        for (int k = 0; k < 2; k++) {
            sum[k] += x[k];
            squares[k] += x[k] * x[k];
        }
    }
    double mean = sum[0] / n, rate = sum[1] / n;
    cr_expect(fabs(mean - 50) < 0.2, "%g", mean);
    cr_expect(fabs(squares[0] / n - mean * mean - 47.5) < 2.5);
    cr_expect(fabs(rate - 3) < 0.05, "%g", rate);
    cr_expect(fabs(squares[1] / n - rate * rate - 3) < 0.15);
}

/* Bisection on the series of the incomplete gamma function (Python). */
Test(random, gamma_quantiles)
{
    cr_expect(fabs(random_gamma_at(0.1, 2.5) - 0.805153993) < 1e-6);
    cr_expect(fabs(random_gamma_at(0.5, 2.5) - 2.175730096) < 1e-6);
    cr_expect(fabs(random_gamma_at(0.9, 2.5) - 4.618178450) < 1e-6);
}

/* --- plan and places --------------------------------------------------------------------------
 */

static bool same(double a, double b)
{
    return (isnan(a) && isnan(b)) || a == b;
}

/* Every index and dimension of the shipped model, with its own weights and with others. */
Test(plan, scores_as_score_node_does_to_the_last_bit)
{
    struct shipped s;
    shipped_open(&s);
    struct work w = work_again(s.r, s.b, s.d);
    w.weights = weights_of(s.m, s.arena);
    double score[64];
    size_t scored = 0;
    for (uint32_t node = 0; node < s.m->node_count; node++) {
        struct plan *p = plan_new(&w, node);
        struct plan_room *room = plan_room_new(p);
        plan_score(p, &(struct plan_settings){p->weights, p->columns, PLAN_AS_WRITTEN, NULL}, room,
                   score);
        for (size_t i = 0; i < s.r->areas; i++) {
            cr_expect(same(score[i], s.r->nodes[node].score[i]), "%s, area %zu: %.17g, %.17g",
                      s.m->nodes[node].head.name, i, score[i], s.r->nodes[node].score[i]);
            scored += !isnan(score[i]);
        }
        plan_room_free(room);
        plan_free(p);
    }
    cr_expect(scored > 200);
    shipped_close(&s);
}

Test(plan, other_weights_as_score_node_has_them)
{
    struct shipped s;
    shipped_open(&s);
    struct work w = work_again(s.r, s.b, s.d);
    double u[2], score[64], expected[64];
    for (uint64_t draw = 0; draw < 50; draw++) {
        w.weights = weights_of(s.m, s.arena);
        for (size_t k = 0; k < s.m->indicator_count; k++) {
            random_uniforms(3, (uint32_t)k, draw, u, 2);
            w.weights.indicator[k] *= u[0] < 0.1 ? 0 : 0.5 + u[1];
        }
        struct plan *p = plan_new(&w, s.m->root);
        struct plan_room *room = plan_room_new(p);
        plan_score(p, &(struct plan_settings){p->weights, p->columns, PLAN_AS_WRITTEN, NULL}, room,
                   score);
        score_node(&w, &w.weights, s.m->root, expected, NULL, NULL);
        for (size_t i = 0; i < s.r->areas; i++)
            cr_expect(same(score[i], expected[i]), "draw %d, area %zu", (int)draw, i);
        plan_room_free(room);
        plan_free(p);
    }
    shipped_close(&s);
}

/* Every node put together in another way, as a model that says so comes out. */
Test(plan, other_aggregations_as_score_node_has_them)
{
    static const enum aggregation ways[] = {AGGREGATE_MEAN, AGGREGATE_GEOMETRIC, AGGREGATE_HARMONIC,
                                            AGGREGATE_MINIMUM, AGGREGATE_COPELAND};
    struct shipped s;
    shipped_open(&s);
    struct work w = work_again(s.r, s.b, s.d);
    w.weights = weights_of(s.m, s.arena);
    struct plan *p = plan_new(&w, s.m->root);
    struct plan_room *room = plan_room_new(p);
    struct model other = *s.m;
    other.nodes = arena_array(s.arena, s.m->node_count, sizeof *other.nodes);
    double score[64], expected[64];
    for (size_t k = 0; k < sizeof ways / sizeof ways[0]; k++) {
        size_t scored = 0;
        for (size_t n = 0; n < s.m->node_count; n++) {
            other.nodes[n] = s.m->nodes[n];
            other.nodes[n].aggregation = ways[k];
        }
        w.model = &other;
        score_node(&w, &w.weights, s.m->root, expected, NULL, NULL);
        plan_score(p, &(struct plan_settings){p->weights, p->columns, (int)ways[k], NULL}, room,
                   score);
        for (size_t i = 0; i < s.r->areas; i++) {
            cr_expect(same(score[i], expected[i]), "%d, area %zu: %.17g, %.17g", (int)ways[k], i,
                      score[i], expected[i]);
            scored += expected[i] > 0;
        }
        cr_expect(scored > (ways[k] == AGGREGATE_MEAN ? 30 : 3), "%d: %zu", (int)ways[k], scored);
    }
    plan_room_free(room);
    plan_free(p);
    shipped_close(&s);
}

Test(placing, the_same_places_as_rank_scores)
{
    struct model m = {0};
    enum { MOST = 200 };
    double score[MOST], u[MOST];
    int32_t rank[MOST], expected[MOST];
    static const size_t sizes[] = {1, 2, 33, 63, 64, MOST};
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        struct placing *p = placing_new(sizes[k]);
        for (uint64_t draw = 0; draw < 40; draw++) {
            random_uniforms(1, 1, draw, u, sizes[k]);
            for (size_t i = 0; i < sizes[k]; i++) /* many equal, some missing, some negative */
                score[i] = u[i] < 0.1 ? NAN : floor(u[i] * 60) / 4 - 3;
            m.rank_decimals = draw % 2 ? 1 : -1;
            m.ties = (enum tie_rule)(draw % 3);
            placing_rank(p, &m, score, sizes[k], rank);
            rank_scores(&m, score, sizes[k], expected);
            cr_expect(memcmp(rank, expected, sizes[k] * sizeof *rank) == 0, "%zu areas", sizes[k]);
        }
        placing_free(p);
    }
}

/* --- a model with a known answer --------------------------------------------------------------
 */

static const char HEAD[] = "modell liten \"Liten\"\n"
                           "  kommuner: \"omraden.csv\"\n"
                           "  basår: 2024\n"
                           "  avrundning: 6\n"
                           "källa tal \"Tal\"\n"
                           "  fil: pahittad.csv\n"
                           "  kommun: \"kod\"\n"
                           "  år: 2024\n"
                           "  kolumn: ett = \"ett\" [poäng]\n"
                           "  kolumn: två = \"två\" [poäng]\n"
                           "  kolumn: folk = \"folk\" [personer]\n"
                           "  kolumn: sökande = \"sökande\" [personer]\n"
                           "index rot \"Rot\"\n";
static const char TWO[] = "indikator första \"Första\" [poäng]\n"
                          "  formel: ett\n  under: rot\n  riktning: högre\n"
                          "  skala: 0 poäng till 100 poäng\n  vikt: 1\n"
                          "indikator andra \"Andra\" [poäng]\n"
                          "  formel: två\n  under: rot\n  riktning: högre\n"
                          "  skala: 0 poäng till 100 poäng\n  vikt: 1\n";
static const char AREAS[] = "kod;kommun\n9001;Alfa\n9002;Beta\n9003;Gamma\n";

struct known {
    struct arena *arena;
    struct diagnostics *d;
    struct model *m;
    struct dataset_bundle *b;
    struct analysis_options o;
    struct result *r;
};

static void put(const char *folder, const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    cr_assert(f != NULL);
    fwrite(text, 1, strlen(text), f);
    fclose(f);
}

static void open_known(struct known *k, const char *data, const char *rules, const char *block)
{
    char path[4096], text[8192];
    k->arena = arena_new();
    const char *folder = temporary_folder(k->arena);
    snprintf(path, sizeof path, "%s/liten.regler", folder);
    snprintf(text, sizeof text, "%s%s%s", HEAD, rules, block);
    put(folder, "omraden.csv", AREAS);
    put(folder, "pahittad.csv", data);
    put(folder, "liten.regler", text);
    k->o = (struct analysis_options){.data_folder = folder, .threads = 1};
    k->d = diagnostics_new(LANG_SV);
    k->m = rules_load(path, k->d);
    if (!k->m)
        diagnostics_print(k->d, stderr, 0, false);
    cr_assert(k->m != NULL);
    k->b = analysis_read(k->m, &k->o, k->d);
    cr_assert(k->b != NULL);
    k->r = analysis_run(k->m, k->b, &k->o, k->d);
}

static void close_known(struct known *k)
{
    result_free(k->r);
    bundle_free(k->b);
    model_free(k->m);
    diagnostics_free(k->d);
    arena_free(k->arena);
}

/* Alfa has 60 and 40, Beta 51 and 51, weights v and w uniform in 0,75-1,25. Alfa stands above when
 * (60v + 40w)/(v + w) > 51, that is 9v > 11w. The area of that corner of the square is the integral
 * of 9v/11 - 0,75 over v from 11/12 to 1,25: 0,0454545; divided by the square, 0,25: 2/11. Gamma
 * has nothing and no place. */
static const char ALFA_BETA[] =
    "kod;ett;två;folk;sökande\n9001;60;40;1;1\n9002;51;51;1;1\n9003;;;1;1\n";

Test(uncertain, two_areas_and_two_weights_have_a_closed_form)
{
    struct known k;
    open_known(&k, ALFA_BETA, TWO,
               "osäkerhet \"Vikter\"\n  dragningar: 20 000\n  topp: 1\n  känslighet: 0\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_assert(u && u->factor_count == 2 && u->draws == 20000);
    /* standard error sqrt(2/11 * 9/11 / 20 000) = 0.0027: four of them */
    cr_expect(fabs(u->among_top[0] - 2.0 / 11) < 0.011, "%g", u->among_top[0]);
    cr_expect(fabs(u->among_top[1] - 9.0 / 11) < 0.011, "%g", u->among_top[1]);
    cr_expect(u->median[0] == 2 && u->low[0] == 1 && u->high[0] == 2);
    cr_expect(u->median[1] == 1 && u->low[1] == 1 && u->high[1] == 2);
    cr_expect(u->band[0] == 1 && u->band[1] == 1, "Beta stands above in 82 % < 90 %: one band");
    cr_expect(u->median[2] == 0 && u->placed[2] == 0 && isnan(u->among_top[2]));
    cr_expect(u->band[2] == 0 && u->failed == 0);
    close_known(&k);
}

/* Told apart at 80 %: Beta stands above in 82 % of the draws. */
Test(uncertain, bands_open_where_the_first_stands_above_often_enough)
{
    struct known k;
    open_known(&k, ALFA_BETA, TWO, "osäkerhet \"Vikter\"\n  åtskilda: 80 %\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_expect(u->bands == 2 && u->band[1] == 1 && u->band[0] == 2);
    close_known(&k);
}

/* A concentration of 50 and equal weights: shares are Beta(25, 25), so the share of the first has
 * mean 1/2 and standard deviation sqrt(1/4/51) = 0,0700. Alfa stands above when its share is over
 * 11/20, which a Beta(25, 25) is as often as Bin(49; 0,55) is at most 24: 0.240296 (Python). */
Test(uncertain, dirichlet_weights_have_a_closed_form)
{
    struct known k;
    open_known(&k, ALFA_BETA, TWO,
               "osäkerhet \"Vikter\"\n  dragningar: 20 000\n  topp: 1\n  vikter: dirichlet 50\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_expect(fabs(u->among_top[0] - 0.240296) < 0.0125, "%g", u->among_top[0]);
    close_known(&k);
}

/* Three alternatives with equal chance. Alfa (81, 25): mean 53, geometric 45, lowest 25. Beta (49,
 * 49): 49 by all. So Alfa is first in a third of the draws. */
Test(uncertain, alternatives_are_drawn_with_equal_chance)
{
    struct known k;
    open_known(&k, "kod;ett;två;folk;sökande\n9001;81;25;1;1\n9002;49;49;1;1\n9003;9;9;1;1\n", TWO,
               "osäkerhet \"Sätt\"\n  dragningar: 20 000\n  topp: 1\n  vikter: fasta\n"
               "  sammanvägning: medel; geometriskt; minsta\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_assert(u->factor_count == 1);
    cr_expect(fabs(u->among_top[0] - 1.0 / 3) < 0.0134, "%g", u->among_top[0]);
    cr_expect(u->median[2] == 3 && u->low[2] == 3 && u->high[2] == 3);
    close_known(&k);
}

/* Without an indicator or with both: three choices. Alfa (60, 40) and Beta (51, 51): Alfa is above
 * only without the second. */
Test(uncertain, one_indicator_at_a_time_is_left_out)
{
    struct known k;
    open_known(&k, ALFA_BETA, TWO,
               "osäkerhet \"En\"\n  dragningar: 20 000\n  topp: 1\n  vikter: fasta\n"
               "  utelämna_en: ja\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_expect(fabs(u->among_top[0] - 1.0 / 3) < 0.0134, "%g", u->among_top[0]);
    close_known(&k);
}

/* Gamma has 70 and lacks the second. Skipped: 70, over Beta's 60. Filled with the median of 40 and
 * 60 it has 60, as Beta, and both are first. */
Test(uncertain, missing_values_are_skipped_or_filled)
{
    struct known k;
    open_known(&k, "kod;ett;två;folk;sökande\n9001;60;40;1;1\n9002;60;60;1;1\n9003;70;;1;1\n", TWO,
               "osäkerhet \"Saknas\"\n  dragningar: 20 000\n  topp: 1\n  vikter: fasta\n"
               "  saknas: hoppa; median\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_expect(u->among_top[2] == 1, "%g", u->among_top[2]);
    cr_expect(fabs(u->among_top[1] - 0.5) < 0.0142, "%g", u->among_top[1]);
    close_known(&k);
}

/* 40 + a against 51, a uniform in 0-20: above when a > 11, 9 of 20. */
Test(uncertain, assumptions_vary_within_their_range)
{
    struct known k;
    open_known(
        &k, "kod;ett;två;folk;sökande\n9001;40;1;1;1\n9002;51;0;1;1\n9003;;;1;1\n",
        "antagande tillägg \"Tillägg\" [poäng]\n  värde: 5\n  osäkerhet: 0 poäng till 20 poäng\n"
        "indikator första \"Första\" [poäng]\n  formel: ett + tillägg * två / (1 poäng)\n"
        "  under: rot\n  riktning: högre\n  skala: 0 poäng till 100 poäng\n  vikt: 1\n",
        "osäkerhet \"Antaganden\"\n  dragningar: 4 000\n  topp: 1\n  antaganden: ja\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_assert(u->factor_count == 1 && u->factors[0].kind == FACTOR_ASSUMPTION);
    cr_expect(fabs(u->among_top[0] - 0.45) < 0.032, "%g", u->among_top[0]);
    close_known(&k);
}

/* 5 of 100 against 6 of 100, drawn anew: first when X >= Y, X ~ Bin(100; 0,05), Y ~ Bin(100; 0,06).
 * The double sum over both (Python): 0.438981. */
Test(uncertain, counts_over_few_people_are_noisy)
{
    struct known k;
    open_known(
        &k, "kod;ett;två;folk;sökande\n9001;1;1;100;5\n9002;1;1;100;6\n9003;;;;\n",
        "indikator andel \"Andel\" [%]\n  formel: sökande / folk\n  bas: folk\n  under: rot\n"
        "  riktning: högre\n  skala: 0 % till 50 %\n  vikt: 1\n",
        "osäkerhet \"Urval\"\n  dragningar: 20 000\n  topp: 1\n  urval: ja\n");
    struct uncertain *u = uncertain_run(k.r, k.b, &k.o, k.arena);
    cr_assert(u->factor_count == 1 && u->factors[0].kind == FACTOR_SAMPLING);
    cr_expect(fabs(u->among_top[0] - 0.438981) < 0.0140, "%g", u->among_top[0]);
    close_known(&k);
}

/* --- the shipped model ------------------------------------------------------------------------
 */

Test(uncertain, the_same_bytes_for_any_number_of_threads)
{
    struct shipped s;
    shipped_open(&s);
    static const int threads[] = {1, 2, 8, 1};
    struct uncertain *first = NULL;
    s.o.draws = 2000;
    for (size_t k = 0; k < 4; k++) {
        s.o.threads = threads[k];
        struct uncertain *u = uncertain_run(s.r, s.b, &s.o, s.arena);
        size_t n = s.r->areas * sizeof(int32_t);
        first = first ? first : u;
        cr_expect(memcmp(u->median, first->median, n) == 0);
        cr_expect(memcmp(u->low, first->low, n) == 0 && memcmp(u->high, first->high, n) == 0);
        cr_expect(memcmp(u->band, first->band, n) == 0 && u->failed == first->failed);
        cr_expect(memcmp(u->among_top, first->among_top, s.r->areas * sizeof(double)) == 0);
    }
    s.o.seed = 2;
    struct uncertain *other = uncertain_run(s.r, s.b, &s.o, s.arena);
    cr_expect(memcmp(other->among_top, first->among_top, s.r->areas * sizeof(double)) != 0,
              "another seed draws other numbers");
    shipped_close(&s);
}

Test(uncertain, every_place_lies_within_reach)
{
    struct shipped s;
    shipped_open(&s);
    struct uncertain *u = uncertain_run(s.r, s.b, &s.o, s.arena);
    for (size_t i = 0; i < s.r->areas; i++) {
        cr_expect(u->low[i] >= 1 && u->low[i] <= u->median[i] && u->median[i] <= u->high[i]);
        cr_expect(u->high[i] <= (int32_t)s.r->areas && u->placed[i] == u->draws);
        cr_expect(u->band[i] >= 1 && u->band[i] <= (int32_t)u->bands);
    }
    shipped_close(&s);
}

/* --- sensitivity ------------------------------------------------------------------------------
 */

/* Ishigami and Homma (1990), a = 7, b = 0.1: sin x1 + a sin^2 x2 + b x3^4 sin x1, x uniform in
 * -pi..pi. Known: S1 = 0.3139, S2 = 0.4424, S3 = 0; totals 0.5576, 0.4424, 0.2437. */
static double ishigami(const double *u)
{
    double x[3];
    for (int i = 0; i < 3; i++)
        x[i] = 3.14159265358979323846 * (2 * u[i] - 1);
    return sin(x[0]) + 7 * sin(x[1]) * sin(x[1]) + 0.1 * pow(x[2], 4) * sin(x[0]);
}

Test(sobol, ishigamis_function)
{
    enum { N = 4096 };
    static double a[N], b[N], ab[3][N];
    static const double first[] = {0.3139, 0.4424, 0}, total[] = {0.5576, 0.4424, 0.2437};
    for (uint64_t i = 0; i < N; i++) {
        double u[3], v[3];
        random_uniforms(1, 2, i, u, 3);
        random_uniforms(1, 3, i, v, 3);
        a[i] = ishigami(u);
        b[i] = ishigami(v);
        for (int k = 0; k < 3; k++) {
            double kept = u[k];
            u[k] = v[k];
            ab[k][i] = ishigami(u);
            u[k] = kept;
        }
    }
    for (int k = 0; k < 3; k++) {
        struct sobol_index x = sobol_index(a, b, ab[k], N, 1, 200);
        cr_expect(x.first_low <= first[k] && first[k] <= x.first_high, "S%d %g: %g to %g", k + 1,
                  x.first, x.first_low, x.first_high);
        cr_expect(x.total_low <= total[k] && total[k] <= x.total_high, "T%d %g: %g to %g", k + 1,
                  x.total, x.total_low, x.total_high);
        cr_expect(x.total_high - x.total_low < 0.1, "the interval says something");
    }
}

/* What does not vary has no indices. */
Test(sobol, nothing_varies)
{
    double a[] = {1, 1, 1, 1};
    struct sobol_index x = sobol_index(a, a, a, 4, 1, 20);
    cr_expect(isnan(x.first) && isnan(x.total) && isnan(x.total_low));
}

/* The place without an indicator is the place when its weight is 0. */
Test(sensitivity, left_out_is_weight_zero)
{
    struct shipped s;
    shipped_open(&s);
    struct sensitivity *x = sensitivity_run(s.r, s.b, &s.o, s.arena);
    struct trial *t = trial_new(s.m, s.b, &s.o, s.r);
    double score[64];
    int32_t rank[64];
    size_t moved = 0, compared = 0;
    for (size_t k = 0; k < x->left_out_count; k++) {
        const double none = 0;
        struct ref weight = x->left_out[k].part;
        weight.property = 'w';
        struct change change = change_to(s.m, weight, &none, s.arena);
        trial_run(t, &change, 1, score, rank);
        bool all = true; /* without some parts too little is left to judge by */
        for (size_t i = 0; i < s.r->areas; i++)
            all = all && rank[i] > 0;
        if (!all)
            continue;
        compared++;
        cr_expect(memcmp(rank, x->left_out[k].rank, s.r->areas * sizeof *rank) == 0, "part %zu", k);
        moved += x->left_out[k].moved > 0;
    }
    cr_expect(compared >= 30 && moved > 5, "%zu compared, %zu moved", compared, moved);
    trial_free(t);
    shipped_close(&s);
}

Test(sensitivity, the_same_bytes_for_any_number_of_threads)
{
    struct shipped s;
    shipped_open(&s);
    s.m->uncertainty.samples = 32;
    struct sensitivity *one = sensitivity_run(s.r, s.b, &s.o, s.arena);
    s.o.threads = 8;
    struct sensitivity *eight = sensitivity_run(s.r, s.b, &s.o, s.arena);
    size_t n = one->factor_count;
    cr_expect(memcmp(one->model, eight->model, n * sizeof *one->model) == 0);
    cr_expect(memcmp(one->total, eight->total, n * s.r->areas * sizeof(double)) == 0);
    cr_expect(memcmp(one->widest, eight->widest, s.r->areas * sizeof(uint32_t)) == 0);
    shipped_close(&s);
}

/* Alfa's place depends on two equal weights alone; the totals of both are high and alike. */
Test(sensitivity, each_place_has_its_own_indices)
{
    struct known k;
    open_known(&k, ALFA_BETA, TWO, "osäkerhet \"Vikter\"\n  känslighet: 2 000\n");
    struct sensitivity *x = sensitivity_run(k.r, k.b, &k.o, k.arena);
    cr_assert(x->factor_count == 2);
    double one = x->total[0], two = x->total[3];
    cr_expect(one > 0.4 && two > 0.4 && fabs(one - two) < 0.15, "%g %g", one, two);
    cr_expect(isnan(x->total[2]) && x->widest[2] == UINT32_MAX, "Gamma has no place");
    close_known(&k);
}
