/* Tests of the rules through the analysis: what a table gives is all that there is. Every expected
 * figure is computed by hand. */
#include <criterion/criterion.h>
#include <string.h>

#include "analysis/test.h"
#include "rules/rules.h"

#define HEAD                                                                                          \
    "modell m \"M\"\n  kommuner: \"a.csv\"\n  basår: 2024\n  rådordning: steg 3\n"                  \
    "källa s \"S\"\n  fil: a.csv\n  kommun: \"K\"\n  år: kolumn \"Å\"\n"                           \
    "  kolumn: n = \"N\" [personer]\n  kolumn: bef = \"B\" [personer]\n"                              \
    "källa gammal \"G\"\n  fil: b.csv\n  kommun: \"K\"\n  år: 2022\n"                               \
    "  kolumn: g = \"G\" [personer]\n"                                                                \
    "källa okänd_tid \"O\"\n  fil: c.csv\n  kommun: \"K\"\n  år: okänt\n"                         \
    "  kolumn: o = \"O\" [%]\n  kolumn: slag = \"S\" [text]\n"                                        \
    "register företag \"F\"\n  fil: d.csv\n  kommun: \"K\"\n  kolumn: namn = \"N\" [text]\n"         \
    "räkna caféer \"C\" [st]\n  ur: företag\n  där: namn liknar /café/i\n"                       \
    "fakta f \"F\"\n  fil: f.csv\n"                                                                   \
    "faktum vill \"V\"\n  kolumn: \"K1\"\n  typ: ja_nej\n"                                            \
    "faktum del \"D\"\n  kolumn: \"K2\"\n  typ: tal [%]\n"                                            \
    "antagande gräns \"G\" [personer]\n  från 2020-01-01: 10\n"                                     \
    "index topp \"T\"\n"                                                                              \
    "indikator kvot \"K\" [%]\n  under: topp\n  formel: n / bef\n  skala: 1 % till 5 %\n"             \
    "  riktning: lägre\n  vikt: 1\n"                                                                 \
    "indikator tid \"T\" [%]\n  under: topp\n  formel: förändring(n; 5 år)\n"                      \
    "  skala: 0 % till 50 %\n  vikt: 3\n"                                                             \
    "reserv tid_r \"TR\" [%]\n  för: tid\n  formel: o\n  skala: 0 % till 10 %\n"                     \
    "mått gammalt \"G\" [personer]\n  formel: senaste(g; 3 år)\n"                                   \
    "krav k \"K\"\n  villkor: n >= gräns och vill\n  annars: villkorad\n"                            \
    "krav c \"C\"\n  villkor: caféer >= 2 st eller del > 40 %\n  annars: villkorad\n"                \
    "flagga stad \"S\"\n  när: slag = \"Stad\"\n"                                                    \
    "läge högt \"H\"\n  när: topp >= 60 poäng\nläge lågt \"L\"\n  när: annars\n"               \
    "affärsidé kafé \"K\"\n  kräver: n >= 10 personer\n  stöd: vill\n  stöd: caféer >= 1 st\n" \
    "  stopp: bef < 100 personer\n"                                                                   \
    "råd möte \"M\"\n  grupp: steg\n  när: vill är nej\n  text: Hej\n"

static struct test_summary run(const char *tests, struct text *out)
{
    struct diagnostics *d = diagnostics_new(LANG_SV);
    struct text rules = {0};
    struct analysis_options o = {.threads = 1};
    text_add(&rules, HEAD);
    text_add(&rules, tests);
    struct model *m = rules_load_text("a.regler", rules.p, rules.n, d);
    if (!m)
        diagnostics_print(d, stderr, 0, false);
    cr_assert(m != NULL);
    text_add(out, "");
    struct test_summary sum = tests_run(m, NULL, NULL, &o, LANG_SV, out);
    model_free(m);
    diagnostics_free(d);
    text_release(&rules);
    return sum;
}

static void expect_all(const char *tests, size_t cases)
{
    struct text out = {0};
    struct test_summary sum = run(tests, &out);
    cr_expect(sum.cases == cases && sum.failed == 0, "%zu cases:\n%s", sum.cases, out.p);
    text_release(&out);
}

/* 3 % is half way between 5 % (0 points) and 1 % (100 points); 8 % and 0,5 % are outside. */
Test(prov, scale_direction_clamping_and_missing)
{
    expect_all("prov \"P\"\n"
               "  | kommun | n  | bef   | => kvot | kvot.poäng |\n"
               "  | A      | 30 | 1 000 | 3 %     | 50         |\n"
               "  | B      | 80 | 1 000 | 8 %     | 0          |\n"
               "  | C      | 5  | 1 000 | 0,5 %   | 100        |\n"
               "  | D      |    | 1 000 | saknas  |            |\n"
               "  | E      | 1  | 0     | saknas  | saknas     |\n",
               10);
}

/* (60 - 50)/50 = 20 %, of 50 % = 40 points; without 2019 the substitute: 2,5 % of 10 % = 25 points.
 * The source of g says 2022, two years before the base year. */
Test(prov, years_and_substitutes)
{
    expect_all("prov \"P\"\n"
               "  | n  | n 2019 | o     | g | g 2023 | => tid | tid.poäng | gammalt |\n"
               "  | 60 | 50     | 2,5 % | 7 |        | 20     | 40        | 7       |\n"
               "  | 60 |        | 2,5 % | 7 | 9      | 2,5 %  | 25        | 9       |\n",
               6);
}

/* The rows are the whole area: 20, 30 and 10 have places 2, 1 and 3, and 20 is their mean. The root
 * is 1/4 of kvot and 3/4 of tid: 25 of 1 000 = 2,5 % = 62,5 points; 5 of 20 = 25 % = 50 points;
 * (62,5 + 150)/4 = 53,125, rounded as scores are. */
Test(prov, ranks_means_and_nodes_over_the_rows)
{
    expect_all("prov \"P\"\n"
               "  | n  | bef   | => rang(n) | medel_alla(n) | n = medel_alla(n) |\n"
               "  | 20 | 1 000 | 2          | 20 personer   | ja                |\n"
               "  | 30 | 1 000 | 1          | 20            | nej               |\n"
               "  | 10 | 1 000 | 3          | 20            | nej               |\n"
               "prov \"R\"\n"
               "  | n  | n 2019 | bef   | => topp | läge | högt |\n"
               "  | 25 | 20     | 1 000 | 53,1    | lågt | nej  |\n",
               12);
}

Test(prov, gates_flags_ideas_and_advice)
{
    expect_all(
        "prov \"P\"\n"
        "  | n  | bef | vill | caféer | del | slag   | => k  | c     | stad | kafé      | möte |\n"
        "  | 10 | 500 | ja   | 2      |     | Stad   | ja    | ja    | ja   | stark     | nej  |\n"
        "  | 10 | 500 | nej  | 0      | 41  | \"By\" | nej   | ja    | nej  | möjlig    | ja   |\n"
        "  | 9  | 500 | ja   |        | 40  |        | nej   | okänd | okänd | svag     | nej  |\n"
        "  |    | 500 | okänd | 1     | 40 % | Stad  | okänd | nej   | ja   | möjlig om | nej  |\n"
        "  | 10 | 99  | ja   | 1      | 40  | By     | ja    | nej   | nej  | stoppad   | nej  |\n",
        25);
}

Test(prov, an_assumption_is_given_for_the_whole_table)
{
    expect_all("prov \"P\"\n  | n | vill | gräns | => k |\n  | 15 | ja | 20 | nej |\n"
               "  | 20 | ja |  | ja |\n"
               "prov \"som i reglerna\"\n  | n | vill | => k |\n  | 15 | ja | ja |\n",
               3);
}

/* 1/3 is 33,3 % with one decimal, and 33 % is not what comes out. */
Test(prov, a_number_is_compared_as_it_is_written)
{
    struct text out = {0};
    struct test_summary sum = run("prov \"P\"\n  | n | bef | => kvot |\n  | 1 | 3 | 33,3 % |\n"
                                  "  | 1 | 3 | 33,33 |\n  | 1 | 3 | 33,34 |\n  | 1 | 3 | 33 % |\n",
                                  &out);
    cr_expect(sum.cases == 4 && sum.failed == 2, "%s", out.p);
    cr_expect(strstr(out.p, "33,333333 %") != NULL, "%s", out.p);
    text_release(&out);
}

Test(prov, a_failing_row_shows_each_value_under_its_term)
{
    struct text out = {0};
    struct test_summary sum =
        run("prov \"Andel\"\n  | kommun | n   | bef   | => kvot |\n  | Alfa   | 20  | 1 000 |     "
            "3 % |\n",
            &out);
    cr_expect(sum.failed == 1);
    static const char *const wanted[] = {
        "a.regler:80:32: stämmer inte: \"Andel\", Alfa\n",
        "    79 |   | kommun | n   | bef   | => kvot |\n"
        "    80 |   | Alfa   | 20  | 1 000 |     3 % |\n"
        "       |                                ^^^ kvot, fick 2 %\n",
        "       = värde 2 %, 75 poäng\n",
        "   formel: n / bef\n"
        "       |           20 personer\n"
        "       |               1\u00a0000 personer\n",
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        cr_expect(strstr(out.p, wanted[i]) != NULL, "%s in:\n%s", wanted[i], out.p);
    text_release(&out);
}

/* kvot is named, and the substitute stood in for tid; nothing else is. */
Test(prov, rules_that_no_test_names_are_listed)
{
    struct text out = {0};
    struct test_summary sum = run(
        "prov \"P\"\n  | n | bef | o | => kvot | tid.poäng |\n  | 1 | 100 | 5 | 1 | 50 |\n", &out);
    cr_expect(sum.failed == 0 && sum.touched == 3 && sum.rules == 9, "%zu of %zu:\n%s", sum.touched,
              sum.rules, out.p);
    cr_expect(strstr(out.p, "indikatorer och mått:\n    gammalt\n") != NULL, "%s", out.p);
    cr_expect(strstr(out.p, "  krav:\n    k, c\n") != NULL, "%s", out.p);
    text_release(&out);
}

Test(prov, at_most_twenty_are_shown)
{
    struct text out = {0}, tests = {0};
    text_add(&tests, "prov \"P\"\n  | n | bef | => kvot |\n");
    for (int i = 0; i < 25; i++)
        text_add(&tests, "  | 1 | 100 | 2 |\n");
    struct test_summary sum = run(tests.p, &out);
    size_t shown = 0;
    for (const char *p = out.p; (p = strstr(p, "stämmer inte: ")) != NULL; p++)
        shown++;
    cr_expect(sum.failed == 25 && shown == 20, "%zu shown", shown);
    cr_expect(strstr(out.p, "\noch 5 till som inte visas\n") != NULL, "%s", out.p);
    text_release(&out);
    text_release(&tests);
}
