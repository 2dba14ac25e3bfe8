/* The shipped model on the shipped data, for tests that try values. */
#ifndef TESTS_ANALYSIS_SHIPPED_H
#define TESTS_ANALYSIS_SHIPPED_H

#include <criterion/criterion.h>

#include "analysis/analysis.h"
#include "rules/override.h"
#include "rules/rules.h"

struct shipped {
    struct diagnostics *d;
    struct model *m;
    struct dataset_bundle *b;
    struct analysis_options o;
    struct result *r;
    struct arena *arena;
};

static inline void shipped_open(struct shipped *s)
{
    *s = (struct shipped){.d = diagnostics_new(LANG_SV),
                          .o = {.data_folder = "fixtures", .threads = 1},
                          .arena = arena_new()};
    s->m = rules_load("rules/asf", s->d);
    cr_assert(s->m != NULL);
    s->b = analysis_read(s->m, &s->o, s->d);
    cr_assert(s->b != NULL);
    s->r = analysis_run(s->m, s->b, &s->o, s->d);
}

static inline void shipped_close(struct shipped *s)
{
    result_free(s->r);
    bundle_free(s->b);
    model_free(s->m);
    diagnostics_free(s->d);
    arena_free(s->arena);
}

/* All scalars, for loops. */
struct all_scalars {
    struct ref refs[1000];
    size_t count;
};

static inline void take_scalar(void *context, struct ref target)
{
    struct all_scalars *all = context;
    cr_assert(all->count < 1000);
    all->refs[all->count++] = target;
}

#endif
