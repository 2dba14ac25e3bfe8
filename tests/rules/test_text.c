/* Encodings, line ends, blanks, limits, both dialects. */
#include "helper.h"

#include "base/limits.h"

static const char plain[] = "mått x \"X\" [%]\n  formel: 5 %\n  not: en text\n    | till\n";

static void expect_codes(const char *text, size_t size, const char *wanted)
{
    struct told t = load_as("a.regler", text, size);
    cr_expect_str_eq(codes(&t), wanted);
    told_free(&t);
}

Test(text, bom_crlf_tabs_and_hard_blanks_are_accepted)
{
    static const char *const texts[] = {
        "\xEF\xBB\xBFmått x \"X\" [%]\r\n\tformel:\t5\xC2\xA0%\r\n",
        "mått x \"X\" [%]\r  formel: 5 %\r",
        "\n\n# kommentar\nmått  x\t\"X\"   [%]  # en till\n\n\xC2\xA0 formel :5%   # tre\n",
        "MÅTT x \"X\" [%]\n FORMEL: 5 %",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct told t = load(texts[i]);
        cr_expect(t.model && t.model->indicators[0].formula->number > 4.9, "%zu: %s", i, codes(&t));
        told_free(&t);
    }
}

Test(text, other_encodings_are_refused_with_the_cure)
{
    expect_codes("\xFF\xFEm\0\xE5\0", 6, "E120");
    expect_codes("m\0a\0", 4, "E120");
    expect_codes("m\xE5tt x\n", 7, "E121");
    expect_codes("abc\0d", 5, "E127");
    static char line[LIMIT_RULE_LINE + 2];
    memset(line, 'a', sizeof line - 1);
    line[0] = '#';
    expect_codes(line, LIMIT_RULE_LINE, "");
    expect_codes(line, LIMIT_RULE_LINE + 1, "E128");
    struct told t = load_as("a.regler", "# ett\nm\xE5tt x\n", 13);
    cr_expect(t.d->items[0].place.line == 2);
    cr_expect(strstr(t.d->items[0].hint, "UTF-8") != NULL);
    told_free(&t);
}

Test(text, size_and_lines_have_ceilings)
{
    size_t size = (size_t)LIMIT_RULE_FILE + 1;
    char *text = memory_alloc(size);
    memset(text, ' ', size);
    for (size_t i = 0; i < size; i += LIMIT_RULE_LINE)
        text[i] = '\n';
    expect_codes(text, size, "E122");
    expect_codes(text, size - 1, "");
    memset(text, '\n', LIMIT_RULE_LINES + 1);
    expect_codes(text, LIMIT_RULE_LINES, "");
    expect_codes(text, LIMIT_RULE_LINES + 1, "E123");
    free(text);
}

/* A file full of unknown names took minutes. */
Test(text, suggestions_have_a_ceiling)
{
    struct text t = {0};
    for (int i = 0; i <= LIMIT_SUGGESTIONS; i++) {
        text_printf(&t, "mått matt_%d \"X\"\n  formel: mat_%d\n", i, i);
    }
    struct told told = load_as("a.regler", t.p, t.n);
    size_t with = 0;
    for (size_t i = 0; i < told.d->count; i++) {
        const char *hint = told.d->items[i].hint;
        with += hint && strstr(hint, "menade du");
    }
    cr_expect(told.d->errors == LIMIT_SUGGESTIONS + 1 && with == LIMIT_SUGGESTIONS, "%zu", with);
    told_free(&told);
    text_release(&t);
}

Test(text, empty_is_an_empty_model)
{
    expect_codes("", 0, "");
    expect_codes("\xEF\xBB\xBF", 3, "");
    expect_codes(plain, sizeof plain - 1, "");
}

Test(text, free_texts_go_on_after_a_bar)
{
    struct told t = load("mått x \"X\"\n  formel: 1\n  not: ett # två\n    | \"tre\" \n\t|fyra\n");
    cr_assert(t.model != NULL, "%s", codes(&t));
    cr_expect_str_eq(t.model->indicators[0].head.note_sv, "ett # två \"tre\" fyra");
    told_free(&t);
}

Test(text, folder_and_file_that_are_not_there)
{
    struct diagnostics *d = diagnostics_new(LANG_EN);
    cr_expect(rules_load("/nowhere/at/all.regler", d) == NULL);
    cr_expect(d->count == 1 && strcmp(d->items[0].code, "E125") == 0);
    cr_expect(rules_load("fixtures/broken", d) == NULL);
    cr_expect(d->count == 2 && strcmp(d->items[1].code, "E126") == 0);
    diagnostics_free(d);
}

static const char english[] = "source s \"S\"\n"
                              "  file: a.csv\n"
                              "  area: \"Kommun\"\n"
                              "  year: column \"Year\"\n"
                              "  column: n = \"N\" where \"k\" = \"1\" and \"l\" = \"2\" title "
                              "\"T\" in \"U\" [people] \"Many\"\n"
                              "  column: bef = \"B\" [people]\n"
                              "index need \"Need\"\n"
                              "  aggregation: minimum\n"
                              "indicator share \"Share\" [%]\n"
                              "  under: need\n"
                              "  formula: min(n, bef) / 1210.5 people\n"
                              "  direction: lower\n"
                              "  scale: 0.5 % to 5 % unclamped\n"
                              "  calibrated: yes, P5/P95 of 290, 2022\n"
                              "  weight: 3\n"
                              "  missing: latest 3 years\n"
                              "gate enough \"Enough\"\n"
                              "  condition: n >= 100 people and not (n is missing)\n"
                              "  otherwise: conditional\n"
                              "  unknown: question\n"
                              "advice go \"Go\"\n"
                              "  group: step\n"
                              "  when: always\n"
                              "  text: {area} has {n} people\n";

Test(text, english_dialect_says_the_same)
{
    struct told t = load_as("a.rules", english, sizeof english - 1);
    cr_assert(t.model != NULL, "%s", codes(&t));
    const struct model *m = t.model;
    cr_expect(m->variable_count == 2 && m->variables[0].where_count == 2);
    cr_expect_str_eq(m->variables[0].title, "T");
    cr_expect_str_eq(m->variables[0].title_heading, "U");
    cr_expect_str_eq(m->variables[0].head.sv, "Many");
    cr_expect_str_eq(unit_text(&m->variables[0].unit, LANG_SV), "personer");
    const struct indicator *i = &m->indicators[0];
    cr_expect(i->reversed && !i->clamped && i->calibrated && i->missing == MISSING_LAST);
    cr_expect(i->missing_years == 3 && i->low > 0.49 && i->low < 0.51);
    cr_expect_str_eq(i->calibration, "P5/P95 of 290, 2022");
    cr_expect(m->gates[0].failed == OUTCOME_CONDITIONAL);
    cr_expect(m->gates[0].unknown == OUTCOME_QUESTION);
    told_free(&t);
}

Test(text, each_dialect_refuses_the_other)
{
    static const char *const cases[][3] = {
        {"a.regler", "measure x \"X\"\n  formula: 1\n", "E103"},
        {"a.rules", "mått x \"X\"\n  formel: 1\n", "E103"},
        {"a.regler", "mått x \"X\"\n  formula: 1\n", "E102"},
        {"a.rules", "measure x \"X\"\n  formula: max(1; 2)\n", "E110"},
        {"a.regler", "mått x \"X\"\n  formel: max(1, 2)\n", "E110"},
        {"a.rules", "measure x \"X\"\n  formula: 1,210\n", "E113"},
        {"a.rules", "measure x \"X\"\n  formula: 1.210\n", "W113"},
        {"a.regler", "mått x \"X\"\n  formel: 0,125\n", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct told t = load_as(cases[i][0], cases[i][1], strlen(cases[i][1]));
        cr_expect(strcmp(codes(&t), cases[i][2]) == 0, "%s: %s", cases[i][1], codes(&t));
        told_free(&t);
    }
}
