/* What declarations become: tree, order, scales, reserves, texts. */
#include "helper.h"

#define TREE                                                                                       \
    "index topp \"Topp\"\n  en: Top\n  sammanvägning: geometriskt\n"                              \
    "index sida \"Sida\"\n  variant_av: topp\n  utan: b\n"                                         \
    "dimension d \"D\"\n  under: topp\n  vikt: 2\n  full: 80 %\n"                                  \
    "indikator a \"A\" [%]\n  under: topp\n  formel: n / bef\n  skala: 0,5 % till 5 %\n"           \
    "  vikt: 1\n  id: A01\n"                                                                       \
    "indikator b \"B\" [st]\n  under: topp\n  formel: hus\n"                                       \
    "  skala: trappa 0 => 0; 1 => 40; 3 => 100\n  vikt: 1\n"                                       \
    "indikator c \"C\" [%]\n  under: d\n  formel: andel\n  skala: direkt\n  vikt: 0\n"             \
    "reserv a2 \"A2\" [%]\n  för: a\n  formel: andel\n  skala: 1 % till 2 %\n  utmaningar: u\n"   \
    "reserv a3 \"A3\" [%]\n  för: a\n  formel: 5 %\n  skala: 1 % till 2 %\n"                      \
    "utmaning u \"U\"\n  väger: a 60; b 40 omvänd\n"

/* Where a name stands in the order; order_count when it does not. */
static size_t position(const struct model *m, const char *name)
{
    size_t i = 0;
    while (i < m->order_count && strcmp(model_head(m, m->order[i])->name, name) != 0) {
        i++;
    }
    return i;
}

Test(model, tree_has_children_weights_and_root)
{
    struct told t = load(SOURCE TREE);
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct model *m = t.model;
    const struct node *top = &m->nodes[0];
    cr_expect(m->root == 0 && top->child_count == 3);
    cr_expect(top->aggregation == AGGREGATE_GEOMETRIC);
    cr_expect(top->children[0].kind == SYMBOL_NODE && top->children[0].weight > 1.9);
    cr_expect(top->children[1].kind == SYMBOL_INDICATOR && top->children[1].index == 0);
    cr_expect(m->nodes[1].variant_of == 0 && m->nodes[1].child_count == 2);
    cr_expect(m->nodes[2].child_count == 0 && m->nodes[2].full > 0.79);
    cr_expect(m->nodes[2].preliminary > 0.39 && m->nodes[2].preliminary < 0.41);
    const struct node *u = &m->nodes[3];
    cr_expect(u->kind == NODE_CHALLENGE && u->child_count == 2);
    cr_expect(!u->children[0].reversed && u->children[1].reversed);
    cr_expect_str_eq(m->indicators[0].head.id, "A01");
    cr_expect_str_eq(top->head.en, "Top");
    told_free(&t);
}

Test(model, reserves_and_steps)
{
    struct told t = load(SOURCE TREE);
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct model *m = t.model;
    const struct indicator *a = &m->indicators[0], *b = &m->indicators[1];
    cr_assert(a->substitute_count == 2);
    cr_expect_str_eq(m->indicators[a->substitutes[0]].head.name, "a2");
    cr_expect_str_eq(m->indicators[a->substitutes[1]].head.name, "a3");
    cr_expect(m->indicators[a->substitutes[0]].challenge_count == 1);
    cr_expect(b->scale == SCALE_STEPS && b->step_count == 3 && b->steps[2].points > 99);
    cr_expect(position(m, "a2") < position(m, "a") && position(m, "a3") < position(m, "a"));
    told_free(&t);
}

Test(model, each_comes_after_what_it_names)
{
    static const char rules[] = SOURCE TREE
        "krav g \"G\"\n  villkor: möjliga_idéer >= 1 st och m > 1 %\n  annars: villkorad\n"
        "affärsidé i \"I\"\n  kräver: n > 5 personer\n  stopp: främst(u) => \"nej\"\n"
        "läge l1 \"L1\"\n  när: g och topp > 5 poäng\n"
        "läge l2 \"L2\"\n  när: annars\n"
        "mått m \"M\" [%]\n  formel: m2 + c\n"
        "mått m2 \"M2\" [%]\n  formel: percentilrang(a)\n"
        "flagga f \"F\"\n  när: plats_spann > 3 st\n"
        "råd r1 \"R\"\n  grupp: x\n  när: annars\n  text: hej\n"
        "råd r2 \"R\"\n  grupp: x\n  när: l1 eller f\n  text: hej\n";
    static const char *const before[][2] = {
        {"m2", "m"},  {"c", "m"},   {"a", "m2"},    {"m", "g"},       {"i", "g"},    {"u", "i"},
        {"g", "l1"},  {"l1", "l2"}, {"topp", "l1"}, {"topp", "f"},    {"d", "topp"}, {"f", "r2"},
        {"l1", "r2"}, {"r2", "r1"}, {"a", "u"},     {"topp", "sida"}, {"a2", "a"},
    };
    struct told t = load(rules);
    cr_assert(t.model != NULL, "%s", codes(&t));
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t first = position(t.model, before[i][0]), then = position(t.model, before[i][1]);
        cr_expect(first < then && then < t.model->order_count, "%s %s", before[i][0], before[i][1]);
    }
    told_free(&t);
}

Test(model, rings_are_told_with_every_link)
{
    struct told t = load("mått a \"A\"\n  formel: b\nmått b \"B\"\n  formel: c\n"
                         "mått c \"C\"\n  formel: rang(a) / 1 st\n");
    cr_assert(t.d->count == 1);
    cr_expect_str_eq(t.d->items[0].code, "E106");
    cr_expect(strstr(t.d->items[0].message, "a → b → c → a") != NULL, "%s", t.d->items[0].message);
    cr_expect(t.d->items[0].other.line == 6);
    told_free(&t);
    t = load("affärsidé i \"I\"\n  kräver: möjliga_idéer > 1 st\n");
    cr_expect_str_eq(codes(&t), "E106");
    told_free(&t);
}

Test(model, assumptions_are_sorted_and_scenarios_point_at_them)
{
    struct told t =
        load("antagande yta \"Y\" [m²]\n  från 2026-01-01: 14,5\n  från 2024-01-01: 15\n"
             "  osäkerhet: 12 m² till 0,2 ha\n"
             "scenario s \"S\"\n  sätt: yta = yta * 1,2\n");
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct assumption *a = &t.model->assumptions[0];
    cr_expect(a->value_count == 2 && a->values[0].day == 20240101);
    cr_expect(a->high > 1999 && a->high < 2001);
    cr_expect(t.model->scenarios[0].override_count == 1);
    cr_expect(t.model->scenarios[0].overrides[0].target.kind == SYMBOL_ASSUMPTION);
    told_free(&t);
}

Test(model, unknown_things_are_not_told_twice)
{
    static const char *const cases[][2] = {
        {"indikatr x \"X\"\n  formel: 1\nmått y \"Y\"\n  formel: x + kolumn_som\n", "E103 E101"},
        {"indikatr x \"X\"\n  formel: 1\nmått y \"Y\"\n  formel: x\n", "E103"},
        {"mått x \"X\" [krr]\n  formel: 5 kr\nmått y \"Y\" [st]\n  formel: x + 1 st\n", "E202"},
        {"krav k \"K\"\n  vilkor: ja\n  annars: villkorad\n", "E102"},
        {"mått x \"X\"\n  formel: (1 +\n", "E132"},
        {"mått x ”X” [st]\n  formel: 1 st\n", "E114"},
        {"räkna r \"R\"\n  ur: finns_ej\n  där: namn = \"x\"\n", "E101"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told t = load(cases[i][0]);
        cr_expect(strcmp(codes(&t), cases[i][1]) == 0, "%s: %s", cases[i][0], codes(&t));
        told_free(&t);
    }
}

/* English texts of an idea: the Swedish ones where none are given. */
Test(model, ideas_in_english)
{
    struct told t = load("faktum egen \"Egen\"\n  kolumn: \"K\"\n  typ: ja_nej\n"
                         "affärsidé a \"A\"\n  lag: fem\n  lag_en: five\n  risk: dyrt\n"
                         "  stopp: egen => \"vänta\"\n  stopp_en: wait\n"
                         "  stopp: egen är nej => \"dela\"\n");
    cr_assert(t.model != NULL && t.model->idea_count == 1);
    const struct idea *i = &t.model->ideas[0];
    cr_expect_str_eq(i->size, "fem");
    cr_expect_str_eq(i->size_en, "five");
    cr_expect_str_eq(i->risk_en, "dyrt");
    cr_expect_str_eq(i->first_trial_en, "");
    cr_assert(i->stop_count == 2);
    cr_expect_str_eq(i->stop_texts_en[0], "wait");
    cr_expect_str_eq(i->stop_texts_en[1], "dela");
    told_free(&t);
}

/* Everything that is printed of the shipped model is there in both languages. */
Test(model, shipped_ideas_and_advice_are_translated)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct model *m = rules_load("rules/asf", d);
    cr_assert(m != NULL);
    for (size_t k = 0; k < m->idea_count; k++) {
        const struct idea *i = &m->ideas[k];
        const char *pairs[][2] = {
            {i->what_sv, i->what_en},
            {i->private_buyers, i->private_buyers_en},
            {i->public_buyers, i->public_buyers_en},
            {i->size, i->size_en},
            {i->capital, i->capital_en},
            {i->route, i->route_en},
            {i->first_trial, i->first_trial_en},
            {i->risk, i->risk_en},
            {i->stop_count ? i->stop_texts[0] : "", i->stop_count ? i->stop_texts_en[0] : ""},
        };
        for (size_t p = 0; p < sizeof pairs / sizeof *pairs; p++) {
            cr_expect(!pairs[p][0][0] || strcmp(pairs[p][0], pairs[p][1]) != 0, "%s: %s",
                      i->head.name, pairs[p][0]);
        }
    }
    for (size_t k = 0; k < m->advice_count; k++) {
        cr_expect(strcmp(m->advice[k].text_sv, m->advice[k].text_en) != 0, "%s",
                  m->advice[k].head.name);
    }
    cr_expect(m->advice_count >= 52);
    model_free(m);
    diagnostics_free(d);
}

Test(model, shipped_rules_are_understood)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct model *m = rules_load("rules/asf", d);
    cr_assert(m != NULL && d->count == 0);
    cr_expect(m->root != UINT32_MAX && m->indicator_count > 40 && m->advice_count > 40);
    struct ref ref;
    cr_expect(model_find(m, "Etablering", &ref) && ref.kind == SYMBOL_NODE);
    cr_expect(model_find(m, "plats", &ref) && ref.kind == SYMBOL_DERIVED);
    cr_expect(!model_find(m, "finns_inte", &ref));
    model_free(m);
    diagnostics_free(d);
}
