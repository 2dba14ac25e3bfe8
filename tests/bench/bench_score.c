/* Scoring of many areas: 33 755 (the neighbourhoods of the English Indices of Deprivation) by 7
 * domains: rank, exponential transform, weighted sum, rank of the whole. Then the whole analysis of
 * the same. Times are of processor, after reading, best
 * of several. Usage: bench_score */
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "analysis/evaluate.h"
#include "rules/rules.h"

enum { AREAS = 33755, DOMAINS = 7, BEST_OF = 9 };

static const char RULES[] = "modell m \"Påhittad\"\n  kommuner: \"a.csv\"\n  basår: 2024\n"
                            "källa k \"K\"\n  fil: k.csv\n  kommun: \"K\"\n  år: 2024\n"
                            "  kolumn: v1 = \"1\" [st]\n  kolumn: v2 = \"2\" [st]\n"
                            "  kolumn: v3 = \"3\" [st]\n  kolumn: v4 = \"4\" [st]\n"
                            "  kolumn: v5 = \"5\" [st]\n  kolumn: v6 = \"6\" [st]\n"
                            "  kolumn: v7 = \"7\" [st]\n"
                            "index imd \"Index\"\n  sammanvägning: summa\n";
static const double WEIGHTS[DOMAINS] = {22.5, 22.5, 13.5, 13.5, 9.3, 9.3, 9.4};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static struct model *make_model(struct diagnostics *d)
{
    struct text t = {0};
    text_add(&t, RULES);
    for (int k = 1; k <= DOMAINS; k++)
        text_printf(&t,
                    "indikator d%d \"D\" [st]\n  under: imd\n  formel: v%d\n"
                    "  skala: exponentiell\n  vikt: %d,%d\n",
                    k, k, (int)WEIGHTS[k - 1], (int)(10 * WEIGHTS[k - 1] + 0.5) % 10);
    struct model *m = rules_load_text("m.regler", t.p, t.n, d);
    text_release(&t);
    return m;
}

static struct dataset_bundle *make_data(const struct model *m)
{
    struct area *items = calloc(AREAS, sizeof *items);
    for (size_t i = 0; items && i < AREAS; i++)
        items[i] = (struct area){"P", "P\xC3\xA5hittad", "", -1, -1};
    struct dataset_bundle *b = bundle_new(m, (struct areas){AREAS, items});
    free(items);
    uint32_t seed = 1;
    for (size_t k = 0; k < m->variable_count; k++) {
        size_t s = dataset_series(b->data, m->variables[k].head.name, true);
        for (uint32_t i = 0; i < AREAS; i++) {
            seed = seed * 1664525u + 1013904223u;
            dataset_add(b->data, s, i, 202400, SEX_TOTAL, STATUS_OBSERVED, (double)(seed >> 8), 0,
                        1);
        }
    }
    dataset_freeze(b->data);
    for (size_t k = 0; k < m->variable_count; k++)
        b->series[k] = dataset_series(b->data, m->variables[k].head.name, false);
    return b;
}

/* From values to places: what the benchmark's limit is about. */
static double score_all(const struct result *r, double *score, int32_t *rank)
{
    struct arena *arena = arena_new();
    struct result own = *r;
    struct work w = {.model = r->model, .result = &own, .n = r->areas};
    w.weights = weights_of(r->model, arena);
    double start = now();
    for (size_t k = 0; k < r->model->indicator_count; k++)
        scale_points(&r->model->indicators[k], r->indicators[k].cells, r->areas,
                     r->indicators[k].points);
    score_node(&w, &w.weights, r->model->root, score, NULL, NULL);
    rank_scores(r->model, score, r->areas, rank);
    double took = now() - start;
    arena_free(arena);
    return took;
}

int main(void)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct model *m = make_model(d);
    if (!m)
        return 1;
    struct dataset_bundle *b = make_data(m);
    struct analysis_options o = {0};
    double *score = calloc(AREAS, sizeof *score), best = 1e9, whole = 1e9;
    int32_t *rank = calloc(AREAS, sizeof *rank);
    for (int k = 0; score && rank && k < BEST_OF; k++) {
        double start = now();
        struct result *r = analysis_run(m, b, &o, d);
        double took = now() - start, scored = score_all(r, score, rank);
        whole = took < whole ? took : whole;
        best = scored < best ? scored : best;
        if (memcmp(rank, r->nodes[m->root].rank, AREAS * sizeof *rank) != 0)
            return 1;
        result_free(r);
    }
    printf("%d areas x %d domains, rank, exponential, weighted sum, rank  %8.3f s\n", AREAS,
           DOMAINS, best);
    printf("the whole analysis of them (spans, bounds, importance)        %8.3f s\n", whole);
    free(rank);
    free(score);
    bundle_free(b);
    model_free(m);
    diagnostics_free(d);
    return 0;
}
