/* Other values for the model's scalars: asked for as text, computed from the model before them. */
#include "helper.h"

#include <math.h>
#include <unistd.h>

#include "../temporary.h"
#include "base/file.h"
#include "rules/override.h"

static const char RULES[] =
    SOURCE "antagande hyra \"Hyra\" [kr/m²/år]\n"
           "  från 2020-01-01: 800\n"
           "  från 2024-01-01: 900\n"
           "antagande yta \"Yta\" [m²]\n"
           "  värde: 10\n"
           "index topp \"Topp\"\n"
           "indikator a \"A\" [%]\n"
           "  under: topp\n  formel: andel\n  riktning: högre\n  skala: 0 % till 10 %\n"
           "  kalibrerad: nej\n  vikt: 3\n"
           "indikator b \"B\" [min]\n"
           "  under: topp\n  formel: tid\n  riktning: lägre\n  skala: 10 min till 60 min\n"
           "  kalibrerad: nej\n  vikt: 1\n"
           "indikator c \"C\" [min]\n"
           "  under: topp\n  formel: tid\n  riktning: lägre\n  skala: 10 min till 60 min\n"
           "  kalibrerad: nej\n  vikt: 0\n"
           "indikator d \"D\" [min]\n"
           "  formel: tid\n  skala: trappa 0 min => 0; 30 min => 50; 60 min => 100\n"
           "  kalibrerad: nej\n"
           "utmaning u \"U\"\n  väger: a 60; b 40 omvänd; c 0\n"
           "index utan_b \"Utan B\"\n  variant_av: topp\n  utan: b\n"
           "scenario dyrt \"Dyrt\"\n  sätt: hyra = hyra * 1,2\n  sätt: a.vikt = b.vikt * 2\n";

struct asked {
    struct told told;
    char path[4200];
};

static struct asked ask(const char *scenario, const char *set, const char *second)
{
    struct asked t = {.told = {.d = diagnostics_new(LANG_SV)}};
    struct arena *arena = arena_new();
    snprintf(t.path, sizeof t.path, "%s/a.regler", temporary_folder(arena));
    FILE *f = fopen(t.path, "wb");
    cr_assert(f && fputs(RULES, f) >= 0 && fclose(f) == 0);
    const char *sets[] = {set, second};
    struct rules_asked asked = {.scenarios = &scenario,
                                .scenario_count = scenario != NULL,
                                .sets = sets,
                                .set_count = (size_t)(set != NULL) + (second != NULL)};
    t.told.model = rules_load_asked(t.path, &asked, t.told.d);
    diagnostics_sort(t.told.d);
    arena_free(arena);
    return t;
}

static struct model *in_force(const struct asked *t)
{
    const struct model *m = t->told.model;
    cr_assert(m != NULL, "%s", codes(&t->told));
    return model_changed(m, m->changes, m->change_count, m->arena);
}

static void expect_code(const char *set, const char *code)
{
    struct asked t = ask(NULL, set, NULL);
    cr_expect(t.told.model == NULL && strcmp(codes(&t.told), code) == 0, "%s: %s", set,
              codes(&t.told));
    cr_expect(t.told.d->count && strcmp(t.told.d->items[0].place.file, "--set") == 0);
    cr_expect(t.told.d->count && strcmp(t.told.d->items[0].place.text, set) == 0);
    told_free(&t.told);
}

Test(override, a_scenario_is_computed_from_the_model_before_it)
{
    struct asked t = ask("dyrt", NULL, NULL);
    struct model *m = in_force(&t);
    cr_expect_eq(m->assumptions[0].values[0].value, 800 * 1.2);
    cr_expect_eq(m->assumptions[0].values[1].value, 900 * 1.2);
    cr_expect_eq(m->indicators[0].weight, 2);
    cr_expect_eq(t.told.model->indicators[0].weight, 3, "the model as written is kept");
    cr_expect_eq(t.told.model->assumptions[0].values[1].value, 900);
    told_free(&t.told);
}

Test(override, each_value_sees_those_before_it)
{
    struct asked t = ask("dyrt", "a.vikt=a.vikt+1", "B.Vikt = a.vikt");
    struct model *m = in_force(&t);
    cr_expect_eq(m->indicators[0].weight, 3);
    cr_expect_eq(m->indicators[1].weight, 3);
    told_free(&t.told);
}

Test(override, units_are_converted)
{
    struct asked t = ask(NULL, "b.skala.högst = 1,5 h", "yta = 0,2 ha");
    struct model *m = in_force(&t);
    cr_expect_eq(m->indicators[1].high, 90);
    cr_expect_float_eq(m->assumptions[1].values[0].value, 2000, 1e-9);
    told_free(&t.told);
}

Test(override, weight_zero_leaves_the_tree_and_comes_back)
{
    struct asked t = ask(NULL, "b.vikt=0", "c.vikt=2");
    struct model *m = in_force(&t);
    cr_assert_eq(m->nodes[0].child_count, 2);
    cr_expect_eq(m->nodes[0].children[0].index, 0);
    cr_expect_eq(m->nodes[0].children[1].index, 2);
    cr_expect_eq(m->nodes[1].child_count, 2, "the variant follows");
    cr_expect_eq(t.told.model->nodes[0].child_count, 2);
    cr_expect_eq(t.told.model->nodes[0].children[1].index, 1);
    struct ref c = {SYMBOL_INDICATOR, 2, 'w', 0};
    cr_expect_float_eq(scalar_share(m, c), 0.4, 1e-15);
    told_free(&t.told);
}

Test(override, mistakes_are_told_on_the_option)
{
    expect_code("a.vikt=-1", "E419");
    expect_code("a.vikt=40 %", "E406");
    expect_code("aa.vikt=1", "E101");
    expect_code("a.vit=1", "E139");
    expect_code("andel=1 %", "E417");
    expect_code("hyra=5 min", "E211");
    expect_code("hyra=tid", "E211");
    expect_code("a.skala.lägst=10 %", "E424");
    expect_code("a.vikt=1/0", "E423");
    expect_code("a.vikt=bef/n", "E422");
    expect_code("a.vikt=", "E132");
    expect_code("a.vikt=1;2", "E107");
    expect_code("topp.vikt=1", "E421");
    expect_code("u.a.vikt=-1", "E419");
    expect_code("u.a.vikt=40 %", "E406");
    expect_code("u.d.vikt=1", "E139");
    expect_code("d.skala.steg4.poäng=1", "E139");
    expect_code("d.poäng=1", "E139");
    expect_code("d.skala.steg2.från=60 min", "E425");
    expect_code("d.skala.steg2.poäng=5 min", "E211");
}

Test(override, a_part_of_a_challenge_is_another_number_than_its_own_weight)
{
    struct asked t = ask(NULL, "u.a.vikt = u.b.vikt * 2", "u.c.vikt=10");
    struct model *m = in_force(&t);
    const struct node *u = &m->nodes[1];
    cr_assert_eq(u->child_count, 3, "c came in");
    cr_expect_eq(u->children[0].weight, 80);
    cr_expect_eq(u->children[1].weight, 40);
    cr_expect_eq(u->children[2].weight, 10);
    cr_expect_eq(m->indicators[0].weight, 3, "its own weight is left alone");
    cr_expect_eq(t.told.model->nodes[1].children[0].weight, 60, "the model as written is kept");
    cr_expect_eq(t.told.model->nodes[1].child_count, 2);
    struct ref a = {SYMBOL_NODE, 1, 'w', 1};
    cr_expect_float_eq(scalar_share(m, a), 80.0 / 130, 1e-15);
    told_free(&t.told);
}

Test(override, steps_of_a_scale)
{
    struct asked t = ask(NULL, "d.skala.steg2.från = 0,75 h", "d.steg3.poäng = 90");
    struct model *m = in_force(&t);
    const struct indicator *d = &m->indicators[3];
    cr_expect_eq(d->steps[1].from, 45);
    cr_expect_eq(d->steps[1].points, 50);
    cr_expect_eq(d->steps[2].points, 90);
    cr_expect_eq(t.told.model->indicators[3].steps[1].from, 30);
    cr_expect_eq(t.told.model->indicators[3].steps[2].points, 100);
    told_free(&t.told);
}

Test(override, names_of_scalars_in_both_languages)
{
    struct asked t = ask(NULL, NULL, NULL);
    const struct model *m = t.told.model;
    struct ref ref;
    struct text text = {0};
    cr_expect(scalar_find(m, "A.scale.low", &ref) && ref.property == 'l');
    cr_expect(scalar_find(m, "a.skala.högst", &ref) && ref.property == 'h');
    cr_expect(scalar_find(m, "hyra", &ref) && ref.kind == SYMBOL_ASSUMPTION);
    cr_expect(!scalar_find(m, "a", &ref));
    cr_expect(!scalar_find(m, "topp.vikt", &ref));
    cr_expect(!scalar_find(m, ".vikt", &ref));
    cr_expect(scalar_find(m, "U.B.weight", &ref) && ref.part == 2);
    cr_expect(scalar_find(m, "d.scale.step3.from", &ref) && ref.part == 3);
    cr_expect(!scalar_find(m, "d.scale.step0.from", &ref));
    cr_expect(!scalar_find(m, "d.scale.from", &ref));
    cr_expect(!scalar_find(m, "a.b.skala.lägst", &ref));
    scalar_name(m, (struct ref){SYMBOL_NODE, 1, 'w', 2}, LANG_EN, &text);
    cr_expect_str_eq(text.p, "u.b.weight");
    text_release(&text);
    text = (struct text){0};
    scalar_name(m, (struct ref){SYMBOL_INDICATOR, 3, 'p', 2}, LANG_SV, &text);
    cr_expect_str_eq(text.p, "d.skala.steg2.poäng");
    text_release(&text);
    text = (struct text){0};
    scalar_name(m, (struct ref){SYMBOL_INDICATOR, 0, 'l', 0}, LANG_SV, &text);
    cr_expect_str_eq(text.p, "a.skala.lägst");
    text_release(&text);
    told_free(&t.told);
}
