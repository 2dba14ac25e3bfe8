/* What a change caused: against the definition, computed with whole runs. */
#include "shipped.h"

#include <math.h>

#include "analysis/compose.h"
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

/* --- own data, the others', the rules --------------------------------------------------------- */

static void expect_scores(const struct result *got, const struct result *own,
                          const struct result *others, uint32_t area)
{
    uint32_t root = own->model->root;
    for (uint32_t i = 0; i < own->areas; i++) {
        const struct result *from = i == area ? own : others;
        double wanted = from->nodes[root].score[i], is = got->nodes[root].score[i];
        cr_expect(isnan(wanted) ? isnan(is) : is >= wanted && is <= wanted, "area %u: %g, not %g",
                  i, is, wanted);
    }
}

/* Where scores rest on each area's own data, exchanging the scores gives the same. So it is with
 * the shipped model on this data: its one formula over all areas has no values here. */
Test(between, one_areas_data_exchanged)
{
    struct shipped s;
    shipped_open(&s);
    struct analysis_options empty = {.data_folder = "tests/bench", .threads = 1};
    struct dataset_bundle *none = analysis_read(s.m, &empty, s.d);
    cr_assert(none != NULL);
    struct read_data full = {s.m, s.b}, nothing = {s.m, none};
    struct result *without = run_scores(s.m, none, &s.o, s.d);
    for (uint32_t area = 0; area < s.r->areas; area += 8) {
        struct dataset_bundle *one = compose_area(&full, &nothing, area);
        struct dataset_bundle *rest = compose_area(&nothing, &full, area);
        struct result *a = run_scores(s.m, one, &s.o, s.d);
        struct result *b = run_scores(s.m, rest, &s.o, s.d);
        expect_scores(a, s.r, without, area);
        expect_scores(b, without, s.r, area);
        result_free(a);
        result_free(b);
        bundle_free(one);
        bundle_free(rest);
    }
    result_free(without);
    bundle_free(none);
    shipped_close(&s);
}

/* One formula of the shipped model is over all areas: without its weight no score rests on others'
 * data, and a scale over all areas makes them rest on it again. */
Test(between, what_is_local)
{
    struct shipped s;
    shipped_open(&s);
    cr_expect(!between_is_local(s.m));
    size_t found = 0, none = 0;
    for (uint32_t i = 0; i < s.m->indicator_count; i++) {
        struct ref weight = {SYMBOL_INDICATOR, i, 'w', 0};
        if (!scalar_exists(s.m, weight) || !(s.m->indicators[i].weight > 0))
            continue;
        double zero = 0;
        struct change change = change_to(s.m, weight, &zero, s.arena);
        struct model *m = model_changed(s.m, &change, 1, s.arena);
        none++;
        if (!between_is_local(m))
            continue;
        found++;
        struct indicator *other = &m->indicators[i ? 0 : 1];
        other->scale = SCALE_RANK;
        cr_expect(!between_is_local(m));
    }
    cr_expect(found == 1 && none > 20, "%zu of %zu", found, none);
    shipped_close(&s);
}
