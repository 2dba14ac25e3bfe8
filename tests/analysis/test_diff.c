/* What a change caused: against the definition, computed with whole runs. */
#include "shipped.h"

#include <math.h>

#include "analysis/diff.h"

static struct model *with(struct shipped *s, const struct change *changes, size_t n)
{
    return model_changed(s->m, changes, n, s->arena);
}

static double score_of(struct shipped *s, const struct model *m, uint32_t area)
{
    struct result *r = analysis_run(m, s->b, &s->o, s->d);
    double score = r->nodes[m->root].score[area];
    result_free(r);
    return score;
}

Test(diff, two_changes_by_the_definition)
{
    struct shipped s;
    struct all_scalars all = {.count = 0};
    shipped_open(&s);
    scalar_each(s.m, take_scalar, &all);
    struct ref first = all.refs[0], second = all.refs[3];
    double values[] = {scalar_value(s.m, first, 0) * 2, scalar_value(s.m, second, 0) * 3 + 1};
    struct change changes[] = {change_to(s.m, first, &values[0], s.arena),
                               change_to(s.m, second, &values[1], s.arena)};
    struct model *both = with(&s, changes, 2);
    struct result *r = analysis_run(both, s.b, &s.o, s.d);
    struct diff_side a = {"a", s.m, s.b, s.o, s.r}, b = {"b", both, s.b, s.o, r};
    struct diff *d = diff_run(&a, &b, false, LANG_SV);
    cr_assert_eq(d->part_count, 2);
    cr_expect(d->exact);
    size_t held = 0;
    for (size_t i = 0; i < d->area_count; i += 7) {
        uint32_t area = d->areas[i].a;
        double none = s.r->nodes[s.m->root].score[area],
               all_taken = r->nodes[s.m->root].score[area];
        double one = score_of(&s, with(&s, &changes[0], 1), area);
        double two = score_of(&s, with(&s, &changes[1], 1), area);
        if (isnan(none) || isnan(one) || isnan(two) || isnan(all_taken))
            continue;
        held++;
        cr_expect_float_eq(d->parts[0].score[i], ((one - none) + (all_taken - two)) / 2, 1e-9);
        cr_expect_float_eq(d->parts[1].score[i], ((two - none) + (all_taken - one)) / 2, 1e-9);
    }
    cr_expect(held >= 3, "%zu", held);
    diff_free(d);
    result_free(r);
    shipped_close(&s);
}

Test(diff, a_model_against_itself)
{
    struct shipped s;
    shipped_open(&s);
    struct diff_side side = {"a", s.m, s.b, s.o, s.r};
    struct diff *d = diff_run(&side, &side, false, LANG_SV);
    cr_expect(d->differences.count == 0 && d->part_count == 0 && d->moved_count == 0);
    cr_expect_eq(d->area_count, s.r->areas);
    diff_free(d);
    shipped_close(&s);
}
