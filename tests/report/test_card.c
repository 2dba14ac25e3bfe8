/* Parts of the sheets for one area: sentences, names of sheets, the calculation as formulas. */
#include "helper.h"

#include "base/text.h"
#include "report/card.h"

static struct view *view_of(struct small *s, enum lang lang)
{
    struct view *v = arena_alloc(s->arena, sizeof *v);
    view_init(v, &s->result, lang, s->arena);
    v->area = 0;
    return v;
}

Test(card, a_label_inside_a_sentence)
{
    struct small *s = small_new("Aby", "Beby");
    struct view *v = view_of(s, LANG_SV);
    cr_expect(strcmp(card_lower(v, "Ålder"), "ålder") == 0);
    cr_expect(strcmp(card_lower(v, "Unga utan arbete"), "unga utan arbete") == 0);
    cr_expect(strcmp(card_lower(v, "LSS-insatser"), "LSS-insatser") == 0, "a short name stands");
    cr_expect(strcmp(card_lower(v, "R"), "R") == 0);
    cr_expect(strcmp(card_lower(v, ""), "") == 0);
    arena_free(s->arena);
}

Test(card, a_list_becomes_short_sentences)
{
    struct small *s = small_new("Aby", "Beby");
    struct view *v = view_of(s, LANG_SV);
    const char *few[] = {"ett", "två", "tre"};
    const char *long_one = "a b c d e f g h i j k l m n o";
    const char *many[] = {long_one, long_one};
    struct text t = {0};
    card_list(v, &t, "Det är", "Dessutom", few, 3);
    cr_expect(strcmp(t.p, "Det är ett, två och tre.") == 0, "%s", t.p);
    text_release(&t);
    t = (struct text){0};
    card_list(v, &t, "Det är", "Dessutom", many, 2);
    cr_expect(strcmp(t.p, "Det är a b c d e f g h i j k l m n o. "
                          "Dessutom a b c d e f g h i j k l m n o.") == 0,
              "%s", t.p);
    text_release(&t);
    arena_free(s->arena);
}

Test(card, sheets_have_the_names_of_the_rules)
{
    struct small *s = small_new("Aby", "Beby");
    struct view *v = view_of(s, LANG_SV);
    struct card_sheets sheets = card_sheets(v);
    cr_assert(sheets.count <= 8);
    cr_expect(strcmp(sheets.items[1].name.sv, "index_ett") == 0, "the label: %s",
              sheets.items[1].name.sv);
    s->model.nodes[0].sheet_sv = "Målgrupp";
    cr_expect(strcmp(card_sheets(v).items[1].name.sv, "Målgrupp") == 0);
    s->model.nodes[0].sheet_sv = "kalkyl"; /* that of another sheet, but for its capital */
    cr_expect(strcmp(card_sheets(v).items[1].name.sv, "Siffrorna") == 0);
    s->model.nodes[0].sheet_sv = "behov/brist";
    cr_expect(strcmp(card_sheets(v).items[1].name.sv, "Siffrorna") == 0, "no sheet may have it");
    s->model.root = UINT32_MAX; /* a model that ranks nothing */
    cr_expect(card_sheets(v).count <= 8);
    arena_free(s->arena);
}

/* (a + 2) * b, each tested for being filled in once; a fixed part that is unknown gives "–". */
Test(card, a_row_as_a_formula)
{
    struct small *s = small_new("Aby", "Beby");
    struct view *v = view_of(s, LANG_SV);
    double unknown[2] = {NAN, 4};
    struct expr a = {.op = EXPR_REF, .ref = {SYMBOL_CALC, 0, 'v', 0}};
    struct expr b = {.op = EXPR_REF, .ref = {SYMBOL_CALC, 1, 'v', 0}};
    struct expr two = {.op = EXPR_NUMBER, .number = 2};
    struct expr area = {.op = EXPR_REF, .ref = {SYMBOL_INDICATOR, 0, 'v', 0}};
    struct expr sum = {.op = EXPR_ADD, .args = (struct expr *[]){&a, &two}, .arg_count = 2};
    struct expr product = {
        .op = EXPR_MULTIPLY, .args = (struct expr *[]){&sum, &b}, .arg_count = 2};
    struct expr share = {.op = EXPR_DIVIDE, .args = (struct expr *[]){&a, &area}, .arg_count = 2};
    const char *cells[] = {"$B$5", "$B$6"};
    s->model.calc_count = 2;
    s->result.fixed = &(struct calc_fixed){&area, unknown};
    s->result.fixed_count = 1;
    const char *made = card_formula(v, &product, cells);
    cr_expect(strcmp(made,
                     "IFERROR(IF(AND(ISNUMBER($B$5),ISNUMBER($B$6)),(($B$5+2)*$B$6),\"\u2013\"),"
                     "\"\u2013\")") == 0,
              "%s", made);
    made = card_formula(v, &share, cells);
    cr_expect(strstr(made, "($B$5/NA())") != NULL, "%s", made);
    v->area = 1;
    made = card_formula(v, &share, cells);
    cr_expect(strstr(made, "($B$5/4)") != NULL, "%s", made);
    arena_free(s->arena);
}

/* A warning that the evidence is old stands with the evidence, not among the risks, wherever in the
 * condition its age is named. */
Test(card, a_flag_of_the_evidence_is_no_risk)
{
    struct expr oldest = {.op = EXPR_REF, .ref = {SYMBOL_DERIVED, DERIVED_OLDEST_VALUE, 'v', 0}};
    struct expr ideas = {.op = EXPR_REF, .ref = {SYMBOL_DERIVED, DERIVED_STRONG_IDEAS, 'v', 0}};
    struct expr two = {.op = EXPR_NUMBER, .number = 2};
    struct expr old = {.op = EXPR_ADD, .args = (struct expr *[]){&two, &oldest}, .arg_count = 2};
    struct expr few = {.op = EXPR_ADD, .args = (struct expr *[]){&two, &ideas}, .arg_count = 2};
    cr_expect(card_of_evidence(&(struct flag){.condition = &old}));
    cr_expect(!card_of_evidence(&(struct flag){.condition = &few}));
    cr_expect(!card_of_evidence(&(struct flag){.condition = NULL}));
}

Test(card, there_is_something_to_learn_only_above_the_median)
{
    struct small *s = small_new("Aby", "Beby");
    struct view *v = view_of(s, LANG_SV);
    struct node_result *n = &s->result.nodes[0];
    n->score[0] = 40;
    n->median = 40;
    cr_expect(!card_has_lesson(v, 0), "at the median");
    n->median = 39;
    cr_expect(!card_has_lesson(v, 0), "nobody is like it");
    struct lesson lesson = {1, 0}, *rows[] = {&lesson};
    s->result.lessons = rows;
    n->score[1] = 39;
    cr_expect(card_has_lesson(v, 0));
    n->score[1] = 39.5;
    cr_expect(!card_has_lesson(v, 0), "the other is above the median too");
    n->score[1] = 39;
    n->score[0] = NAN;
    cr_expect(!card_has_lesson(v, 0), "nobody knows");
    arena_free(s->arena);
}
