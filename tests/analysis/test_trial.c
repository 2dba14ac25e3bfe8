/* Trying a value gives what a whole run of the changed model gives, to the last bit. */
#include "shipped.h"

#include <math.h>
#include <string.h>

#include "analysis/sweep.h"
#include "analysis/trial.h"

static void compare(struct shipped *s, struct trial *t, struct ref target, double value)
{
    struct change change = change_to(s->m, target, &value, s->arena);
    struct model *m = model_changed(s->m, &change, 1, s->arena);
    struct result *whole = analysis_run(m, s->b, &s->o, s->d);
    double score[64];
    int32_t rank[64];
    struct text name = {0};
    cr_assert(s->r->areas < 64);
    trial_run(t, &change, 1, score, rank);
    scalar_name(s->m, target, LANG_SV, &name);
    const struct node_result *root = &whole->nodes[m->root];
    cr_expect_arr_eq(rank, root->rank, s->r->areas * sizeof *rank, "%s", name.p);
    for (size_t i = 0; i < s->r->areas; i++)
        cr_expect((isnan(score[i]) && isnan(root->score[i])) ||
                      memcmp(&score[i], &root->score[i], sizeof score[i]) == 0,
                  "%s: %g is %g", name.p, score[i], root->score[i]);
    bool moved = memcmp(root->score, s->r->nodes[m->root].score, s->r->areas * sizeof *score) != 0;
    cr_expect(!moved || trial_reaches(t, target), "%s reaches", name.p);
    text_release(&name);
    result_free(whole);
}

Test(trial, every_number_as_in_a_whole_run)
{
    struct shipped s;
    struct all_scalars all = {.count = 0};
    shipped_open(&s);
    struct trial *t = trial_new(s.m, s.b, &s.o, s.r);
    scalar_each(s.m, take_scalar, &all);
    cr_assert(all.count > 100, "%zu", all.count);
    for (size_t i = 0; i < all.count; i++) {
        double now = scalar_value(s.m, all.refs[i], 0);
        double value = all.refs[i].property == 'l' ? now - 0.3 * fabs(now) - 0.1 : now * 1.3 + 0.1;
        compare(&s, t, all.refs[i], value);
        if (all.refs[i].property == 'w' && i % 5 == 0)
            compare(&s, t, all.refs[i], 0);
    }
    trial_free(t);
    shipped_close(&s);
}

Test(sweep, values_and_what_is_not_allowed)
{
    struct shipped s;
    double bad = 0;
    shipped_open(&s);
    struct all_scalars all = {.count = 0};
    scalar_each(s.m, take_scalar, &all);
    struct ref weight = all.refs[0];
    struct sweep *sweep = sweep_run(s.b, &s.o, s.r, weight, 0, 0.3, 0.1, &bad);
    cr_assert(sweep != NULL && sweep->count == 4);
    cr_expect_eq(sweep->values[3], 0.3);
    sweep_free(sweep);
    sweep = sweep_run(s.b, &s.o, s.r, weight, 20, 10, 4, &bad);
    cr_assert(sweep != NULL && sweep->count == 3);
    cr_expect_eq(sweep->values[2], 12);
    sweep_free(sweep);
    cr_expect(sweep_run(s.b, &s.o, s.r, weight, -2, 10, 1, &bad) == NULL && bad < -1);
    cr_expect(sweep_run(s.b, &s.o, s.r, weight, 0, 10, 0, &bad) == NULL && isnan(bad));
    cr_expect(sweep_run(s.b, &s.o, s.r, weight, 0, 10, 1e-9, &bad) == NULL && isnan(bad));
    shipped_close(&s);
}
