/* The whole road on a small model of invented areas: every expected figure is computed by hand in
 * the comment beside it. */
#include <criterion/criterion.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "analysis/analysis.h"
#include "analysis/uncertain.h"
#include "rules/rules.h"

#include "../temporary.h"

static const char AREAS[] = "kod;kommun\n9001;Alfa\n9002;Beta\n9003;Gamma\n9004;Delta\n";

/* Delta lacks 2024 (has 2022) for jobs; Gamma lacks jobs altogether and has a substitute. */
static const char DATA[] = "kod;år;arbetslösa;invånare\n"
                           "9001;2024;50;1000\n9002;2024;20;1000\n9003;2024;..;2000\n"
                           "9004;2022;30;1000\n9004;2024;..;1000\n";
static const char OTHER[] =
    "kod;sökande per 1000;butiker\n9001;99;5\n9002;99;1\n9003;40;3\n9004;99;\n";
static const char FACTS[] = "kod;vilja;antal\n9001;ja;2\n9002;nej;okänd\n9003;okänd;\n9004;;0\n";

static const char RULES[] = "modell liten \"Liten modell\"\n"
                            "  kommuner: \"omraden.csv\"\n"
                            "  basår: 2024\n"
                            "  rådordning: grind 2; läge 1\n"
                            "källa folk \"Folk\"\n"
                            "  fil: data.csv\n"
                            "  kommun: \"kod\"\n"
                            "  år: kolumn \"år\"\n"
                            "  kolumn: arblösa = \"arbetslösa\" [personer]\n"
                            "  kolumn: inv = \"invånare\" [personer]\n"
                            "källa annat \"Annat\"\n"
                            "  fil: annat.csv\n"
                            "  kommun: \"kod\"\n"
                            "  år: okänt\n"
                            "  kolumn: sökande = \"sökande per 1000\" [st]\n"
                            "  kolumn: butiker = \"butiker\" [st]\n"
                            "fakta lokala \"Lokala fakta\"\n"
                            "  fil: fakta.csv\n"
                            "  kommun: \"kod\"\n"
                            "faktum vilja \"Någon vill\"\n"
                            "  kolumn: \"vilja\"\n"
                            "  typ: ja_nej\n"
                            "  vikt: 1\n"
                            "  fråga: Vem vill?\n"
                            "faktum antal \"Antal företag\"\n"
                            "  kolumn: \"antal\"\n"
                            "  typ: tal [st]\n"
                            "  fråga: Hur många?\n"
                            "index rot \"Rot\"\n"
                            "  sammanvägning: geometriskt\n"
                            "index behov \"Behov\"\n"
                            "  under: rot\n"
                            "  vikt: 1\n"
                            "index villkor \"Villkor\"\n"
                            "  under: rot\n"
                            "  vikt: 1\n"
                            "indikator arbetslöshet \"Arbetslöshet\" [%]\n"
                            "  formel: arblösa / inv\n"
                            "  under: behov\n"
                            "  riktning: högre\n"
                            "  skala: 0 % till 10 %\n"
                            "  vikt: 1\n"
                            "  saknas: senaste 3 år\n"
                            "reserv sökande_r \"Sökande\" [st]\n"
                            "  för: arbetslöshet\n"
                            "  formel: sökande\n"
                            "  riktning: högre\n"
                            "  skala: 0 st till 200 st\n"
                            "indikator handel \"Butiker\" [st]\n"
                            "  formel: butiker\n"
                            "  under: villkor\n"
                            "  riktning: högre\n"
                            "  skala: 0 st till 5 st\n"
                            "  vikt: 1\n"
                            "  saknas: hoppa över\n"
                            "krav vill \"Någon vill starta\"\n"
                            "  villkor: vilja eller antal >= 1 st\n"
                            "  annars: villkorad\n"
                            "  okänd: villkorad\n"
                            "läge högt \"Högt\"\n"
                            "  när: behov >= 50 poäng\n"
                            "läge lågt \"Lågt\"\n"
                            "  när: annars\n"
                            "affärsidé ställe \"Ett ställe\"\n"
                            "  en: A place\n"
                            "  kräver: arbetslöshet >= 3 %\n"
                            "  kräver: percentilrang(handel) >= 50 % eller vilja\n"
                            "  stopp: inte vilja => \"börja med ett möte\"\n"
                            "affärsidé lugnt \"Där det är lugnt\"\n"
                            "  en: Where it is calm\n"
                            "  kräver: arbetslöshet <= 4 %\n"
                            "  kräver: percentilrang(handel) > 10 %\n"
                            "råd ingen_vill \"Ingen vill\"\n"
                            "  grupp: grind\n"
                            "  när: vilja är nej\n"
                            "  text: Arbetslösheten är {arbetslöshet} i {kommun}.\n"
                            "  text_en: Unemployment is {arbetslöshet} in {kommun}.\n"
                            "  prioritet: 1\n"
                            "råd ofylld \"Ofylld\"\n"
                            "  grupp: grind\n"
                            "  när: alltid\n"
                            "  text: Granne {granne}.\n"
                            "  text_en: Neighbour {granne}.\n"
                            "  prioritet: 2\n";

struct small {
    struct arena *arena;
    const char *folder;
    struct diagnostics *d;
    struct model *m;
    struct dataset_bundle *b;
    struct result *r;
};

static void put(const char *folder, const char *name, const char *text)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    cr_assert(f != NULL);
    fwrite(text, 1, strlen(text), f);
    fclose(f);
}

static void run_small(struct small *s)
{
    s->arena = arena_new();
    s->folder = temporary_folder(s->arena);
    put(s->folder, "omraden.csv", AREAS);
    put(s->folder, "data.csv", DATA);
    put(s->folder, "annat.csv", OTHER);
    put(s->folder, "fakta.csv", FACTS);
    put(s->folder, "liten.regler", RULES);
    char path[4096];
    snprintf(path, sizeof path, "%s/liten.regler", s->folder);
    struct analysis_options o = {.data_folder = s->folder, .day = 20260101, .threads = 1};
    s->d = diagnostics_new(LANG_SV);
    s->m = rules_load(path, s->d);
    if (!s->m)
        diagnostics_print(s->d, stderr, 0, false);
    cr_assert(s->m != NULL);
    s->b = analysis_read(s->m, &o, s->d);
    cr_assert(s->b != NULL);
    s->r = analysis_run(s->m, s->b, &o, s->d);
}

static void end_small(struct small *s)
{
    arena_free(s->arena);
    result_free(s->r);
    bundle_free(s->b);
    model_free(s->m);
    diagnostics_free(s->d);
}

static uint32_t find(const struct model *m, const char *name)
{
    struct ref ref;
    cr_assert(model_find(m, name, &ref), "%s", name);
    return ref.index;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

Test(run, values_points_and_ranks_by_hand)
{
    struct small s;
    run_small(&s);
    const struct indicator_result *x = &s.r->indicators[find(s.m, "arbetslöshet")];
    cr_expect(near(x->cells[0].value, 5) && near(x->points[0], 50));
    cr_expect(near(x->cells[1].value, 2) && near(x->points[1], 20));
    /* Gamma: no own value; 40 of 200 = 20 points from the substitute, year not stated */
    cr_expect(x->substitute[2] == 1 && near(x->points[2], 20));
    cr_expect(x->cells[2].status == STATUS_NO_YEAR);
    /* Delta: the latest year in which the whole formula has a value is 2022, line 5: 30/1000 */
    cr_expect(near(x->cells[3].value, 3) && x->cells[3].status == STATUS_AGED);
    cr_expect(x->cells[3].period == 202200 && x->cells[3].line == 5);
    const struct node_result *root = &s.r->nodes[s.m->root];
    cr_expect(near(root->score[0], sqrt(50 * 100)));
    cr_expect(near(root->score[1], sqrt(20 * 20)));
    cr_expect(near(root->score[2], sqrt(20 * 60)));
    cr_expect(isnan(root->score[3]) && root->rank[3] == 0, "no shops known: not assessable");
    cr_expect(root->rank[0] == 1 && root->rank[2] == 2 && root->rank[1] == 3);
    cr_expect(s.r->ranking[3] == 3, "the one without a rank stays in the list, last");
    end_small(&s);
}

Test(run, gates_positions_advice_and_questions)
{
    struct small s;
    run_small(&s);
    uint32_t gate = find(s.m, "vill");
    static const int8_t expected[] = {TRUTH_YES, TRUTH_UNKNOWN, TRUTH_UNKNOWN, TRUTH_UNKNOWN};
    for (size_t i = 0; i < 4; i++)
        cr_expect(s.r->gates[gate].truth[i] == expected[i], "area %zu: %d", i,
                  s.r->gates[gate].truth[i]);
    cr_expect(s.r->area[0].class_outcome == OUTCOME_READY);
    cr_expect(s.r->area[1].class_outcome == OUTCOME_CONDITIONAL);
    cr_expect(s.r->area[3].class_outcome == OUTCOME_NOT_ASSESSABLE);
    cr_expect(s.r->area[0].position == find(s.m, "högt"));
    cr_expect(s.r->area[1].position == find(s.m, "lågt"));
    cr_expect(s.r->area[1].advice_count == 1, "the text without a neighbour is dropped");
    cr_expect_str_eq(s.r->area[1].advice[0].sv, "Arbetslösheten är 2,0\u00a0% i Beta.");
    cr_expect(s.r->area[0].advice_count == 0);
    cr_expect(s.r->area[0].question_count == 0 && s.r->area[2].question_count == 2);
    end_small(&s);
}

/* Percentile ranks of 5, 1 and 3 shops: 100, 0 and 50 %. Gamma's unemployment is a substitute's. */
Test(run, ideas_say_why_in_words_and_what_the_area_has)
{
    struct small s;
    run_small(&s);
    const struct idea_result *place = &s.r->ideas[find(s.m, "ställe")];
    const struct idea_result *calm = &s.r->ideas[find(s.m, "lugnt")];
    cr_expect(place->grade[0] == IDEA_POSSIBLE);
    cr_expect_str_eq(place->why[LANG_SV][0], "");
    cr_expect(place->grade[1] == IDEA_STOPPED);
    cr_expect_str_eq(place->why[LANG_SV][1],
                     "stoppas av: Någon vill: nej. I stället: börja med ett möte");
    cr_expect(place->grade[2] == IDEA_POSSIBLE_IF, "a substitute decides no idea");
    cr_expect_str_eq(place->why[LANG_SV][2],
                     "okänt: Arbetslöshet är minst 3 %. Ersättning finns, men svarar inte på just "
                     "detta: Sökande");
    cr_expect_str_eq(place->has[LANG_SV][2], "");
    cr_expect_str_eq(place->why[LANG_SV][3],
                     "okänt: Butiker är högre än i minst 50 % av kommunerna eller någon vill");
    cr_expect_str_eq(place->why[LANG_EN][3], "unknown: Butiker is higher than in at least 50 % of "
                                             "the municipalities or någon vill");
    cr_expect(calm->grade[0] == IDEA_WEAK);
    cr_expect_str_eq(calm->why[LANG_SV][0], "gäller inte: Arbetslöshet är högst 4 %");
    cr_expect_str_eq(calm->has[LANG_SV][0], "5 %");
    cr_expect(calm->grade[1] == IDEA_WEAK);
    cr_expect_str_eq(calm->why[LANG_SV][1],
                     "gäller inte: Butiker är högre än i mer än 10 % av kommunerna");
    cr_expect_str_eq(calm->has[LANG_SV][1], "1 st, högre än i 0 %");
    end_small(&s);
}

/* What holds is told with its value; of what is unknown only that part, and the nearest measure. */
Test(run, ideas_say_what_speaks_for_them_and_what_to_find_out)
{
    struct small s;
    run_small(&s);
    const struct idea_result *place = &s.r->ideas[find(s.m, "ställe")];
    const struct idea_result *calm = &s.r->ideas[find(s.m, "lugnt")];
    cr_expect_str_eq(place->fits[LANG_SV][0],
                     "Arbetslöshet 5 %; Butiker 5 st, högre än i 100 % av kommunerna; någon vill");
    cr_expect_str_eq(place->ask[LANG_SV][0], "");
    cr_expect_str_eq(place->fits[LANG_SV][1], "", "nothing of it holds");
    cr_expect_str_eq(place->ask[LANG_EN][1], "arbetslöshet is at least 3 % (here: 2 %)");
    cr_expect_str_eq(place->fits[LANG_SV][2], "Butiker 3 st, högre än i 50 % av kommunerna");
    cr_expect_str_eq(place->ask[LANG_SV][2],
                     "arbetslöshet är minst 3 % (närmaste mått: Sökande 40 st)");
    cr_expect_str_eq(place->ask[LANG_SV][3],
                     "butiker är högre än i minst 50 % av kommunerna eller om någon vill");
    cr_expect_str_eq(calm->ask[LANG_SV][0], "arbetslöshet är högst 4 % (här: 5 %)");
    cr_expect_str_eq(calm->fits[LANG_SV][1], "Arbetslöshet 2 %");
    cr_expect_str_eq(calm->ask[LANG_SV][1], "butiker är högre än i mer än 10 % av kommunerna "
                                            "(här: 1 st, högre än i 0 % av kommunerna)");
    end_small(&s);
}

Test(run, the_span_of_a_place)
{
    struct small s;
    run_small(&s);
    /* Alfa is first in both parts and Beta last: no weight moves them. Delta has no place. */
    struct analysis_options o = {.threads = 1};
    analysis_uncertainty(s.r, s.b, &o);
    const struct uncertain *u = s.r->uncertain;
    cr_assert(u != NULL);
    cr_expect(u->low[0] == 1 && u->high[0] == 1);
    cr_expect(u->low[1] == 3 && u->high[1] == 3);
    cr_expect(u->low[3] == 0 && u->high[3] == 0);
    end_small(&s);
}

Test(run, explain_follows_a_value_to_each_of_its_figures)
{
    struct small s;
    run_small(&s);
    struct ref what = {SYMBOL_INDICATOR, find(s.m, "arbetslöshet"), 'v', 0};
    struct text text = {0};
    explain(s.r, s.b, &(struct question){3, AREA_MEDIAN, &what, LANG_SV, NULL}, &text);
    static const char *const wanted[] = {"Skala: 0 poäng vid 0,0, 100 poäng vid 10,0",
                                         "Formel: arblösa / inv  (", "2022: 30, data.csv:5",
                                         "2022: 1000, data.csv:5", "2024: 1000, data.csv:6"};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++)
        cr_expect(strstr(text.p, wanted[i]) != NULL, "%s in:\n%s", wanted[i], text.p);
    text_release(&text);
    end_small(&s);
}

static void expect_all(const char *text, const char *const *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++)
        cr_expect(strstr(text, wanted[i]) != NULL, "%s in:\n%s", wanted[i], text);
}

/* Points 50, 20, 20, 30 and 100, 20, 60: medians 25 and 60, reference sqrt(25 x 60) = 38,73. Alfa
 * has 70,71: the log-mean of the two, 31.98 / ln(70.71 / 38.73) = 53.12, times half of ln(50/25) =
 * 18,41 and half of ln(100/60) = 13,57. */
Test(run, explain_takes_the_difference_apart)
{
    struct small s;
    run_small(&s);
    struct text text = {0};
    explain(s.r, s.b, &(struct question){0, AREA_MEDIAN, NULL, LANG_SV, NULL}, &text);
    static const char *const wanted[] = {"9001 Alfa: plats 1 av 3, 70,7 poäng i Rot\n",
                                         "Skillnaden är +31,98:\n  Lyfter mest\n",
                                         "    +18,41  Arbetslöshet: 50,0 poäng, medianen 25,0\n",
                                         "    +13,57  Butiker: 5,0 st, medianen 3,0 st\n",
                                         "  Tillsammans: 38,73 + 31,98 = 70,71\n",
                                         "Närmast i listan: 36,1 poäng ner till Gamma\n"};
    expect_all(text.p, wanted, sizeof wanted / sizeof wanted[0]);
    text_release(&text);
    end_small(&s);
}

/* Beta against Alfa: sqrt(20 x 20) = 20 and sqrt(50 x 100); log-mean 50.71 / ln(70.71 / 20) =
 * 40.15; half of ln(20/50) and of ln(20/100). */
Test(run, explain_against_another_area_largest_first)
{
    struct small s;
    run_small(&s);
    struct text text = {0};
    explain(s.r, s.b, &(struct question){1, 0, NULL, LANG_SV, NULL}, &text);
    static const char *const wanted[] = {
        "Rot: Beta har 20,0 poäng (plats 3 av 3), Alfa har 70,7 poäng (plats 1 av 3).",
        "    \u221232,31  Butiker: 1,0 st mot 5,0 st\n    \u221218,40  Arbetslöshet: 2,0 % mot 5,0 "
        "%\n",
        "  Tillsammans: 70,71 \u2212 50,71 = 20,00\n",
        "  Behov: 20,0 mot 50,0, bidrag \u221218,40\n"};
    expect_all(text.p, wanted, sizeof wanted / sizeof wanted[0]);
    text_release(&text);
    explain(s.r, s.b, &(struct question){3, 0, NULL, LANG_SV, NULL}, &text);
    cr_expect(strstr(text.p, "En av dem går inte att bedöma") != NULL, "%s", text.p);
    text_release(&text);
    end_small(&s);
}

Test(run, explain_says_why_not_and_how_far)
{
    struct small s;
    run_small(&s);
    struct text text = {0};
    explain(s.r, s.b, &(struct question){0, AREA_MEDIAN, NULL, LANG_SV, NULL}, &text);
    static const char *const wanted[] = {
        "Där det är lugnt: svag\n    fattas: Arbetslöshet är högst 4 %\n"
        "      här 5 %, 1 procentenhet över gränsen\n",
        "Antal företag är minst 1 st: här 2 st, 1 st över gränsen\n",
        "Råd som inte visas, och varför\n  Ingen vill: någon vill: ja, ska vara nej\n"};
    expect_all(text.p, wanted, sizeof wanted / sizeof wanted[0]);
    text_release(&text);
    end_small(&s);
}
