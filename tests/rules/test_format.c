/* One layout, and the same rules in the other dialect. */
#include "helper.h"

#include "rules/format.h"

struct laid {
    struct diagnostics *d;
    struct formatting f;
    bool fine;
};

static struct laid lay(const char *file, struct str text, enum format_lang to)
{
    struct laid l = {.d = diagnostics_new(LANG_SV)};
    l.fine = rules_format_text(file, text.p, text.n, to, l.d, &l.f);
    return l;
}

static void laid_free(struct laid *l)
{
    if (l->fine) {
        formatting_free(&l->f);
    }
    diagnostics_free(l->d);
}

static void expect_text(const char *file, const char *text, enum format_lang to, const char *wanted)
{
    struct laid l = lay(file, str_of(text), to);
    cr_expect(l.fine && l.f.count == 1, "%s\n%s", text, l.d->count ? l.d->items[0].message : "");
    cr_expect(l.fine && str_is(l.f.files[0].after, wanted), "%s\nis\n%.*s", wanted,
              (int)(l.fine ? l.f.files[0].after.n : 0), l.fine ? l.f.files[0].after.p : "");
    laid_free(&l);
}

static const char untidy[] = "\n\n# first   \n"
                             "ANTAGANDE  hyra   \"Hyra\"[ kr / m² /år ]  # \"rent\"\n"
                             "\n"
                             "\tfrån  2024-01-01 :800   #note\n"
                             "   # inside\n"
                             "# at the margin\n"
                             "  osäkerhet:700 kr/m²/år till  1 000kr/m²/år\n"
                             "\n\n\n"
                             "  belägg:   Egen enkät # text\n"
                             "      |andra   raden  \n"
                             "  |\n"
                             "# before the block\n"
                             "mått a \"A\"\n"
                             "  formel: min ( hyra/hyra;-2 ;  -( 3 -1)^2 )+\n"
                             "\n"
                             "     # between\n"
                             "     om(INTE(hyra≥5 kr/m²/år)och ja;1,50;1 210) # last\n"
                             "mått b \"B\" [personer per 10 000 inv]\n"
                             "  formel: 1 personer per 10 000 inv\n"
                             "# end\n\n\n";

static const char tidy[] =
    "# first\n"
    "antagande hyra \"Hyra\" [kr/m²/år]  # \"rent\"\n"
    "  från 2024-01-01: 800  #note\n"
    "  # inside\n"
    "# at the margin\n"
    "  osäkerhet: 700 kr/m²/år till 1 000 kr/m²/år\n"
    "\n"
    "  belägg:    Egen enkät # text\n"
    "    | andra   raden\n"
    "    |\n"
    "\n"
    "# before the block\n"
    "mått a \"A\"\n"
    "  formel:    min(hyra / hyra; -2; -(3 - 1)^2) +\n"
    "             # between\n"
    "             om(inte (hyra >= 5 kr/m²/år) och ja; 1,50; 1 210)  # last\n"
    "\n"
    "mått b \"B\" [personer per 10 000 inv]\n"
    "  formel:    1 personer per 10 000 inv\n"
    "# end\n";

static const char tidy_en[] =
    "# first\n"
    "assumption hyra \"Hyra\" [kr/m²/year]  # \"rent\"\n"
    "  from 2024-01-01: 800  #note\n"
    "  # inside\n"
    "# at the margin\n"
    "  range:     700 kr/m²/year to 1 000 kr/m²/year\n"
    "\n"
    "  evidence:  Egen enkät # text\n"
    "    | andra   raden\n"
    "    |\n"
    "\n"
    "# before the block\n"
    "measure a \"A\"\n"
    "  formula:   min(hyra / hyra, -2, -(3 - 1)^2) +\n"
    "             # between\n"
    "             if(not (hyra >= 5 kr/m²/year) and yes, 1.50, 1 210)  # last\n"
    "\n"
    "measure b \"B\" [people per 10 000 inh]\n"
    "  formula:   1 people per 10 000 inh\n"
    "# end\n";

Test(format, one_layout)
{
    expect_text("a.regler", untidy, FORMAT_SAME, tidy);
    expect_text("a.regler", tidy, FORMAT_SAME, tidy);
    expect_text("a.rules", tidy_en, FORMAT_SAME, tidy_en);
}

Test(format, both_dialects)
{
    expect_text("a.regler", untidy, FORMAT_EN, tidy_en);
    expect_text("a.rules", tidy_en, FORMAT_SV, tidy);
}

#define BOTH_SV                                                                                    \
    "källa s \"S\"\n"                                                                             \
    "  fil:       a, b; c 0,5.csv\n"                                                               \
    "  kommun:    \"Kommun, 1,5\"\n"                                                               \
    "  år:        okänt (ca 1,5; antaget)\n"                                                     \
    "  decimaltecken: punkt\n"                                                                     \
    "  avgränsare: komma\n"                                                                       \
    "  färsk:     1 år\n"                                                                        \
    "  kolumn:    till = \"N\" där \"k\" = \"och\" och \"j\" = \"2\" titel \"T\" i \"U\" [st]\n"  \
    "  kolumn:    tid = \"M\" [kr/månader]\n"                                                     \
    "\n"                                                                                           \
    "register g \"G\"\n"                                                                           \
    "  fil:       g.csv\n"                                                                         \
    "  kommun:    \"K\"\n"                                                                         \
    "  kolumn:    plats = \"P\" [text]\n"                                                          \
    "\n"                                                                                           \
    "räkna r \"R\" [st]\n"                                                                        \
    "  ur:        g\n"                                                                             \
    "  där:       plats liknar /a; b, \\/ och/i\n"                                                \
    "\n"                                                                                           \
    "index x \"X\"\n"                                                                              \
    "  en:        X, och 1,5\n"                                                                    \
    "  sammanvägning: copeland 0,5\n"                                                             \
    "\n"                                                                                           \
    "indikator i1 \"I\" [kr/månad]\n"                                                             \
    "  under:     x\n"                                                                             \
    "  vikt:      1,5\n"                                                                           \
    "  formel:    medel_år(tid; 3 år)\n"                                                         \
    "  skala:     -1 kr/månad till 2 kr/månad oklippt\n"                                         \
    "  kalibrerad: nej, ja och 1,5\n"                                                              \
    "  riktning:  lägre\n"                                                                        \
    "  saknas:    hoppa över\n"                                                                   \
    "\n"                                                                                           \
    "indikator low \"L\" [kr]\n"                                                                   \
    "  formel:    1 kr\n"                                                                          \
    "  skala:     trappa 0 kr => 0; 1,5 kr => 100\n"                                               \
    "\n"                                                                                           \
    "indikator i2 \"I\" [kr/månad]\n"                                                             \
    "  under:     x\n"                                                                             \
    "  vikt:      1\n"                                                                             \
    "  formel:    tid\n"                                                                           \
    "  skala:     z medel 100 spridning 10\n"                                                      \
    "  jämförs:   fast medel 4 kr/månad spridning 1,5 kr/månad\n"                              \
    "  extremvärden: kapa 3\n"                                                                    \
    "  årsregel:  gemensamt 5 år\n"                                                              \
    "  saknas:    median_liknande\n"                                                               \
    "\n"                                                                                           \
    "indikator i3 \"I\" [kr/månad]\n"                                                             \
    "  formel:    tid\n"                                                                           \
    "  skala:     andel bästa\n"                                                                  \
    "  jämförs:   kommunerna\n"                                                                  \
    "  extremvärden: kapa_eller_logga 3\n"                                                        \
    "  saknas:    medel\n"                                                                         \
    "\n"                                                                                           \
    "indikator i4 \"I\" [kr/månad]\n"                                                             \
    "  formel:    tid\n"                                                                           \
    "  skala:     minmax 1 till 10\n"                                                              \
    "  jämförs:   fast 1 kr/månad till 2 kr/månad\n"                                           \
    "\n"                                                                                           \
    "indikator i5 \"I\" [kr/månad]\n"                                                             \
    "  formel:    tid\n"                                                                           \
    "  skala:     mål 2 kr/månad oklippt\n"                                                      \
    "\n"                                                                                           \
    "liknande lk \"L\"\n"                                                                        \
    "  fil:       \"l.csv\"\n"                                                                    \
    "\n"                                                                                           \
    "utmaning u \"U\"\n"                                                                           \
    "  väger:     i1 60 omvänd; i1 40; low 1\n"                                                  \
    "\n"                                                                                           \
    "faktum f \"F\"\n"                                                                             \
    "  kolumn:    \"f\"\n"                                                                         \
    "  typ:       text: \"ja\", \"b\"\n"                                                           \
    "  fråga:     Vem, {kommun} och {plats_bäst}? {{ {i1.vikt} {f}\n"                            \
    "\n"                                                                                           \
    "krav k \"K\"\n"                                                                               \
    "  villkor:   plats < 3 st och (till är inte saknad eller saknas(tid)) och f är okänd\n"    \
    "  annars:    ej_bedömbar\n"                                                                  \
    "  okänd:     fråga\n"                                                                       \
    "\n"                                                                                           \
    "läge z \"Z\"\n"                                                                              \
    "  när:       annars\n"                                                                       \
    "\n"                                                                                           \
    "scenario w \"W\"\n"                                                                           \
    "  sätt:      i1.skala.lägst = -2,5 kr/månad\n"                                             \
    "  sätt:      u.low.vikt = 2\n"                                                               \
    "  sätt:      low.skala.steg2.från = 1,8 kr\n"                                               \
    "  sätt:      low.skala.steg2.poäng = 90\n"                                                  \
    "  sätt:      i1.vikt = 2\n"

#define BOTH_EN                                                                                    \
    "source s \"S\"\n"                                                                             \
    "  file:      a, b; c 0,5.csv\n"                                                               \
    "  area:      \"Kommun, 1,5\"\n"                                                               \
    "  year:      unknown (ca 1,5; antaget)\n"                                                     \
    "  decimal:   point\n"                                                                         \
    "  delimiter: comma\n"                                                                         \
    "  fresh:     1 year\n"                                                                        \
    "  column:    till = \"N\" where \"k\" = \"och\" and \"j\" = \"2\" title \"T\" in \"U\" "      \
    "[pcs]\n"                                                                                      \
    "  column:    tid = \"M\" [kr/months]\n"                                                       \
    "\n"                                                                                           \
    "register g \"G\"\n"                                                                           \
    "  file:      g.csv\n"                                                                         \
    "  area:      \"K\"\n"                                                                         \
    "  column:    plats = \"P\" [text]\n"                                                          \
    "\n"                                                                                           \
    "count r \"R\" [pcs]\n"                                                                        \
    "  from:      g\n"                                                                             \
    "  where:     plats like /a; b, \\/ och/i\n"                                                   \
    "\n"                                                                                           \
    "index x \"X\"\n"                                                                              \
    "  en:        X, och 1,5\n"                                                                    \
    "  aggregation: copeland 0.5\n"                                                                \
    "\n"                                                                                           \
    "indicator i1 \"I\" [kr/month]\n"                                                              \
    "  under:     x\n"                                                                             \
    "  weight:    1.5\n"                                                                           \
    "  formula:   mean_years(tid, 3 years)\n"                                                      \
    "  scale:     -1 kr/month to 2 kr/month unclamped\n"                                           \
    "  calibrated: no, ja och 1,5\n"                                                               \
    "  direction: lower\n"                                                                         \
    "  missing:   skip\n"                                                                          \
    "\n"                                                                                           \
    "indicator low \"L\" [kr]\n"                                                                   \
    "  formula:   1 kr\n"                                                                          \
    "  scale:     steps 0 kr => 0, 1.5 kr => 100\n"                                                \
    "\n"                                                                                           \
    "indicator i2 \"I\" [kr/month]\n"                                                              \
    "  under:     x\n"                                                                             \
    "  weight:    1\n"                                                                             \
    "  formula:   tid\n"                                                                           \
    "  scale:     z mean 100 spread 10\n"                                                          \
    "  compared:  fixed mean 4 kr/month spread 1.5 kr/month\n"                                     \
    "  outliers:  winsorise 3\n"                                                                   \
    "  year_rule: common 5 years\n"                                                                \
    "  missing:   median_peers\n"                                                                  \
    "\n"                                                                                           \
    "indicator i3 \"I\" [kr/month]\n"                                                              \
    "  formula:   tid\n"                                                                           \
    "  scale:     share best\n"                                                                    \
    "  compared:  areas\n"                                                                         \
    "  outliers:  winsorise_or_log 3\n"                                                            \
    "  missing:   mean\n"                                                                          \
    "\n"                                                                                           \
    "indicator i4 \"I\" [kr/month]\n"                                                              \
    "  formula:   tid\n"                                                                           \
    "  scale:     minmax 1 to 10\n"                                                                \
    "  compared:  fixed 1 kr/month to 2 kr/month\n"                                                \
    "\n"                                                                                           \
    "indicator i5 \"I\" [kr/month]\n"                                                              \
    "  formula:   tid\n"                                                                           \
    "  scale:     target 2 kr/month unclamped\n"                                                   \
    "\n"                                                                                           \
    "peers lk \"L\"\n"                                                                        \
    "  file:      \"l.csv\"\n"                                                                    \
    "\n"                                                                                           \
    "challenge u \"U\"\n"                                                                          \
    "  weighs:    i1 60 reversed, i1 40, low 1\n"                                                  \
    "\n"                                                                                           \
    "fact f \"F\"\n"                                                                               \
    "  column:    \"f\"\n"                                                                         \
    "  type:      text: \"ja\", \"b\"\n"                                                           \
    "  question:  Vem, {area} och {place_best}? {{ {i1.weight} {f}\n"                              \
    "\n"                                                                                           \
    "gate k \"K\"\n"                                                                               \
    "  condition: place < 3 pcs and (till is not missing or missing(tid)) and f is unknown\n"      \
    "  otherwise: not_assessable\n"                                                                \
    "  unknown:   question\n"                                                                      \
    "\n"                                                                                           \
    "position z \"Z\"\n"                                                                           \
    "  when:      otherwise\n"                                                                     \
    "\n"                                                                                           \
    "scenario w \"W\"\n"                                                                           \
    "  set:       i1.scale.low = -2.5 kr/month\n"                                                  \
    "  set:       u.low.weight = 2\n"                                                              \
    "  set:       low.scale.step2.from = 1.8 kr\n"                                                 \
    "  set:       low.scale.step2.points = 90\n"                                                   \
    "  set:       i1.weight = 2\n"

/* Names that are words elsewhere stay: "till" is a column, "plats" one of a register. */
Test(format, every_kind_of_word)
{
    expect_text("a.regler", BOTH_SV, FORMAT_SAME, BOTH_SV);
    expect_text("a.regler", BOTH_SV, FORMAT_EN, BOTH_EN);
    expect_text("a.rules", BOTH_EN, FORMAT_SAME, BOTH_EN);
    expect_text("a.rules", BOTH_EN, FORMAT_SV, BOTH_SV);
}

Test(format, one_word_for_one_thing)
{
    expect_text("a.regler",
                "krav k \"K\"\n  villkor: k2 är saknat eller place ≠ 2×1 st\n  annars: varning\n"
                "mått k2 \"A\"\n  formel: −1\n",
                FORMAT_SAME,
                "krav k \"K\"\n  villkor:   k2 är saknad eller plats <> 2 * 1 st\n"
                "  annars:    varning\n\nmått k2 \"A\"\n  formel:    -1\n");
    expect_text(
        "a.regler",
        "index a \"A\"\nutmaning u \"U\"\n  väger: b 60, b 40;\nindikator b \"B\"\n  formel: 1\n",
        FORMAT_SAME,
        "index a \"A\"\n\nutmaning u \"U\"\n  väger:     b 60; b 40\n\nindikator b \"B\"\n"
        "  formel:    1\n");
}

Test(format, mark_and_line_ends_are_kept)
{
    expect_text("a.regler", "\xEF\xBB\xBFmått a \"A\"\r\n\r\n formel:1\r\n", FORMAT_EN,
                "\xEF\xBB\xBFmeasure a \"A\"\r\n  formula:   1\r\n");
    expect_text("a.regler", "# a\n", FORMAT_SAME, "# a\n");
    expect_text("a.regler", "", FORMAT_SAME, "");
    expect_text("a.regler", "\n \n", FORMAT_SAME, "");
    expect_text("a.regler", "mått a \"A\"\n formel:1", FORMAT_SAME,
                "mått a \"A\"\n  formel:    1\n");
}

/* What a cell is depends on its column; what would mean something else in the other dialect gets
 * quotes in both. */
#define TESTED_SV                                                                                  \
    "källa s \"S\"\n"                                                                             \
    "  fil:       a.csv\n"                                                                         \
    "  kommun:    \"kod\"\n"                                                                       \
    "  år:        2024\n"                                                                         \
    "  kolumn:    antal = \"a\" [personer]\n"                                                      \
    "  kolumn:    namn = \"n\" [text]\n"                                                           \
    "\n"                                                                                           \
    "index x \"X\"\n"                                                                              \
    "\n"                                                                                           \
    "indikator i \"I\" [%]\n"                                                                      \
    "  under:     x\n"                                                                             \
    "  formel:    antal / 200 personer\n"                                                          \
    "  skala:     0 % till 10 %\n"                                                                 \
    "  vikt:      1\n"                                                                             \
    "\n"                                                                                           \
    "läge z \"Z\"\n"                                                                              \
    "  när:       x >= 50 poäng\n"                                                               \
    "\n"                                                                                           \
    "affärsidé ide \"Idé\"\n"                                                                   \
    "  kräver:    antal >= 5 personer\n"                                                          \
    "\n"
#define TESTED_EN                                                                                  \
    "source s \"S\"\n"                                                                             \
    "  file:      a.csv\n"                                                                         \
    "  area:      \"kod\"\n"                                                                       \
    "  year:      2024\n"                                                                          \
    "  column:    antal = \"a\" [people]\n"                                                        \
    "  column:    namn = \"n\" [text]\n"                                                           \
    "\n"                                                                                           \
    "index x \"X\"\n"                                                                              \
    "\n"                                                                                           \
    "indicator i \"I\" [%]\n"                                                                      \
    "  under:     x\n"                                                                             \
    "  formula:   antal / 200 people\n"                                                            \
    "  scale:     0 % to 10 %\n"                                                                   \
    "  weight:    1\n"                                                                             \
    "\n"                                                                                           \
    "position z \"Z\"\n"                                                                           \
    "  when:      x >= 50 points\n"                                                                \
    "\n"                                                                                           \
    "idea ide \"Idé\"\n"                                                                          \
    "  requires:  antal >= 5 people\n"                                                             \
    "\n"

static const char table_untidy[] =
    "prov   \"P | ett\" # först\n"
    "\n"
    "   # i provet\n"
    " |kommun|antal|antal  2020|namn|=>i|i.poäng|x≥1,5 poäng|LÄGE|ide\n"
    " |Saknas| 1 personer||unknown|0,5 %|5,00|ja|z|möjlig om|  # en\n"
    "# vid kanten\n"
    " |S:t A|−20|1 000|Ort 3,5|saknad|okänt||okänt|stark|\n"
    " |\"A|B\"|2|3|Ort 5|7 %|||saknas|Svag|\n"
    " |6 st|2|3|liknar /x|y/|7 %|||saknas|svag|\n"
    "  not: text\n"
    "  vänta  för  \"A\" : i>1,5 %  och (x är saknat eller inte antal=2 personer) # sist\n"
    "tabell t \"T\"\n  fil: t.csv\n teckenkod: utf-8\n  avgränsare: tabb\n decimaltecken: komma\n";
static const char table_sv[] =
    "prov \"P | ett\"  # först\n"
    "  # i provet\n"
    "  | kommun | antal      | antal 2020 | namn           | => i   | i.poäng | x >= 1,5 poäng | "
    "läge   | ide       |\n"
    "  | Saknas | 1 personer |            | \"unknown\"      |  0,5 % |    5,00 | ja             | "
    "z      | möjlig om |  # en\n"
    "# vid kanten\n"
    "  | S:t A  |        -20 |      1 000 | \"Ort 3,5\"      | saknas |   okänd |                | "
    "okänd  | stark     |\n"
    "  | \"A|B\"  |          2 |          3 | Ort 5          |    7 % |         |                | "
    "saknas | svag      |\n"
    "  | \"6 st\" |          2 |          3 | \"liknar /x|y/\" |    7 % |         |                "
    "| saknas | svag      |\n"
    "  not:       text\n"
    "  vänta för \"A\": i > 1,5 % och (x är saknad eller inte antal = 2 personer)  # sist\n"
    "\n"
    "tabell t \"T\"\n"
    "  fil:       t.csv\n"
    "  teckenkod: utf-8\n"
    "  avgränsare: tabb\n"
    "  decimaltecken: komma\n";
static const char table_en[] =
    "test \"P | ett\"  # först\n"
    "  # i provet\n"
    "  | area   | antal    | antal 2020 | namn           | => i    | i.points | x >= 1.5 points | "
    "position | ide         |\n"
    "  | Saknas | 1 people |            | \"unknown\"      |   0.5 % |     5.00 | yes             "
    "| z        | possible if |  # en\n"
    "# vid kanten\n"
    "  | S:t A  |      -20 |      1 000 | \"Ort 3,5\"      | missing |  unknown |                 "
    "| unknown  | strong      |\n"
    "  | \"A|B\"  |        2 |          3 | Ort 5          |     7 % |          |                 "
    "| missing  | weak        |\n"
    "  | \"6 st\" |        2 |          3 | \"liknar /x|y/\" |     7 % |          |                "
    " | missing  | weak        |\n"
    "  note:      text\n"
    "  expect for \"A\": i > 1.5 % and (x is missing or not antal = 2 people)  # sist\n"
    "\n"
    "table t \"T\"\n"
    "  file:      t.csv\n"
    "  encoding:  utf-8\n"
    "  delimiter: tab\n"
    "  decimal:   comma\n";

Test(format, tests_and_tables)
{
    struct arena *arena = arena_new();
    const char *untidy_all = arena_printf(arena, "%s%s", TESTED_SV, table_untidy);
    const char *sv = arena_printf(arena, "%s%s", TESTED_SV, table_sv);
    const char *en = arena_printf(arena, "%s%s", TESTED_EN, table_en);
    expect_text("a.regler", untidy_all, FORMAT_SAME, sv);
    expect_text("a.regler", untidy_all, FORMAT_EN, en);
    expect_text("a.regler", sv, FORMAT_SAME, sv);
    expect_text("a.rules", en, FORMAT_SAME, en);
    expect_text("a.rules", en, FORMAT_SV, sv);
    arena_free(arena);
}

/* "position" is a name here and a word there. */
Test(format, a_column_that_would_mean_something_else)
{
    static const char text[] = "antagande position \"P\"\n  värde:     1\n\n"
                               "prov \"P\"\n  | => läge | position |\n  | saknas  |        1 |\n";
    expect_text("a.regler", text, FORMAT_SAME, text);
    struct laid l = lay("a.regler", str_of(text), FORMAT_EN);
    cr_assert(!l.fine && l.d->errors == 1);
    cr_expect_str_eq(l.d->items[0].code, "E141");
    laid_free(&l);
}

/* A file with errors gives nothing; neither does a name that is a word of the other dialect. */
Test(format, what_cannot_be_done_is_told)
{
    struct laid l = lay("a.regler", str_of("mått a \"A\"\n  formel: b\n"), FORMAT_SAME);
    cr_expect(!l.fine && l.d->errors == 1);
    laid_free(&l);
    l = lay("a.regler", str_of("mått missing \"A\"\n  formel: 1\n"), FORMAT_SAME);
    cr_expect(l.fine);
    laid_free(&l);
    l = lay("a.regler", str_of("mått missing \"A\"\n  formel: 1\n"), FORMAT_EN);
    cr_assert(!l.fine && l.d->errors == 1);
    cr_expect_str_eq(l.d->items[0].code, "E108");
    laid_free(&l);
}

/* Every word of every unit comes back. */
Test(format, units_come_back)
{
    static const char *const units[] = {
        "st",
        "företag",
        "platser",
        "ärenden",
        "personer",
        "person",
        "invånare",
        "inv",
        "barn",
        "elever",
        "anställda",
        "kr",
        "tkr",
        "Mkr",
        "mnkr",
        "m",
        "km",
        "mil",
        "m²",
        "kvm",
        "km²",
        "ha",
        "m³",
        "s",
        "min",
        "minuter",
        "h",
        "timmar",
        "timme",
        "dagar",
        "dag",
        "veckor",
        "vecka",
        "månader",
        "månad",
        "mån",
        "år",
        "kg",
        "g",
        "ton",
        "poäng",
        "%",
        "‰",
        "procent",
        "kvot",
        "index",
        "procentenheter",
        "kr per m² och år",
        "st per 1 000",
        "st per 10 000 inv",
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        for (int below = 0; below < 2; below++) {
            char text[200];
            snprintf(text, sizeof text, "antagande a \"A\" [%s%s]\n  värde:     1 %s%s\n",
                     below ? "kr/" : "", units[i], below ? "kr/" : "", units[i]);
            if (below && (strchr(units[i], ' ') || strcmp(units[i], "kr") == 0)) {
                continue;
            }
            if (strstr(units[i], "och")) { /* only in brackets */
                snprintf(text, sizeof text, "mått a \"A\" [%s]\n  formel:    0\n", units[i]);
            }
            struct laid en = lay("a.regler", str_of(text), FORMAT_EN);
            cr_assert(en.fine, "%s", text);
            struct laid sv = lay("a.rules", en.f.files[0].after, FORMAT_SV);
            cr_expect(sv.fine && str_is(sv.f.files[0].after, text), "%s\n%.*s", text,
                      (int)en.f.files[0].after.n, en.f.files[0].after.p);
            laid_free(&sv);
            laid_free(&en);
        }
    }
}
