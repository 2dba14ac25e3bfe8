/* Times the draws of a model: bench_draws RULES DATA DRAWS THREADS. Prints seconds, best of five,
 * of the draws, and of the sensitivity indices where the rules ask for them. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "analysis/sensitivity.h"
#include "base/number.h"
#include "rules/rules.h"

enum { TIMES = 5 };

static double now(void)
{
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static int32_t whole(const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    return *end || value < 0 || value > 100000000 ? 0 : (int32_t)value;
}

int main(int argc, char **argv)
{
    if (argc != 5)
        return 2;
    struct diagnostics *d = diagnostics_new(LANG_EN);
    struct model *m = rules_load(argv[1], d);
    struct analysis_options o = {
        .data_folder = argv[2], .draws = whole(argv[3]), .threads = whole(argv[4])};
    struct dataset_bundle *b = m ? analysis_read(m, &o, d) : NULL;
    if (!b) {
        diagnostics_print(d, stderr, 0, false);
        return 1;
    }
    struct result *r = analysis_run(m, b, &o, d);
    double best[2] = {1e9, 1e9};
    for (int i = 0; i < TIMES; i++) {
        struct arena *arena = arena_new();
        double start = now();
        const struct uncertain *u = uncertain_run(r, b, &o, arena);
        double drawn = now();
        const struct sensitivity *s =
            m->uncertainty.samples ? sensitivity_run(r, b, &o, arena) : NULL;
        double done = now();
        best[0] = drawn - start < best[0] ? drawn - start : best[0];
        best[1] = s && done - drawn < best[1] ? done - drawn : best[1];
        if (!u)
            return 1;
        arena_free(arena);
    }
    printf("%.6f %.6f\n", best[0], best[1] < 1e9 ? best[1] : 0);
    result_free(r);
    bundle_free(b);
    model_free(m);
    diagnostics_free(d);
    return 0;
}
