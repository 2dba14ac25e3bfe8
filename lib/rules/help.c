/* What blocks and words of the language mean, in a sentence. */
#include "rules/surveying.h"

struct sentence {
    const char *sv, *en;
};

static const struct sentence blocks[BLOCK_KINDS] = {
    [BLOCK_MODEL] = {"Det som gäller hela analysen: områden, basår, dag och krav på täckning.",
                     "What holds for the whole analysis: areas, base year, day and coverage."},
    [BLOCK_SOURCE] = {"Filer med siffror per område, och vilka kolumner som används.",
                      "Files with figures for each area, and which columns are used."},
    [BLOCK_REGISTER] = {"En fil med en rad per företag eller enhet. Kolumnerna syns bara i räkna.",
                        "A file with a row for each company or unit. Its columns are seen only in "
                        "count."},
    [BLOCK_FACTS] = {"Filen med svaren på faktafrågorna, en rad per område.",
                     "The file with the answers to the facts, a row for each area."},
    [BLOCK_FACT] = {"En uppgift som ingen statistik har och som frågas på mötet.",
                    "Something that no statistics have, asked at the meeting."},
    [BLOCK_ASSUMPTION] = {"Ett tal som inte är statistik, med belägg och osäkerhet.",
                          "A number that is no statistic, with evidence and range."},
    [BLOCK_COUNT] = {"Räknar rader i ett register per område, eller summerar en kolumn.",
                     "Counts rows of a register for each area, or sums a column."},
    [BLOCK_MEASURE] = {"Ett tal per område som visas men inte ger poäng.",
                       "A number for each area that is shown but gives no points."},
    [BLOCK_INDICATOR] = {"Ett tal per område som ger poäng, med skala, riktning och vikt.",
                         "A number for each area that gives points, with scale, direction and "
                         "weight."},
    [BLOCK_SUBSTITUTE] = {"Räknas i stället för en indikator där den saknar värde.",
                          "Counts in place of an indicator where that has no value."},
    [BLOCK_DIMENSION] = {"Väger samman indikatorer till poäng 0-100.",
                         "Puts indicators together into points 0-100."},
    [BLOCK_INDEX] = {"Väger samman dimensioner. Det översta indexet ger rangordningen.",
                     "Puts dimensions together. The topmost index gives the ranking."},
    [BLOCK_CHALLENGE] = {"Väger samman indikatorer till hur stor en utmaning är.",
                         "Puts indicators together into how large a challenge is."},
    [BLOCK_GATE] = {"Ett villkor som måste hålla för att området ska bedömas som klart.",
                    "A condition that must hold for the area to be judged as ready."},
    [BLOCK_FLAG] = {"Ett villkor som visas när det stämmer.", "A condition shown when it holds."},
    [BLOCK_POSITION] = {"Ett läge: det första vars villkor stämmer är områdets.",
                        "A position: the first whose condition holds is the area's."},
    [BLOCK_IDEA] = {"En affärsidé: vad den kräver, vad som stöder den och vad som stoppar den.",
                    "A business idea: what it requires, what supports it and what stops it."},
    [BLOCK_ADVICE] = {"Ett råd som skrivs ut när villkoret stämmer.",
                      "Advice that is printed when its condition holds."},
    [BLOCK_SCENARIO] = {"Andra tal i reglerna, att räkna med på begäran (--scenario).",
                        "Other numbers in the rules, to compute with on request (--scenario)."},
    [BLOCK_TEST] = {"Ett prov: en tabell med påhittade områden eller påståenden om verkliga.",
                    "A test: a table of invented areas, or statements on real ones."},
    [BLOCK_STEP] = {"Ett steg att ta, med text efter hur det ser ut i området.",
                    "A step to take, with a text for how things stand in the area."},
    [BLOCK_QUESTION] = {"En strategifråga, besvarad med områdets siffror.",
                        "A strategy question, answered with the area's figures."},
    [BLOCK_CALC] = {"En rad i kalkylen: en ruta att fylla i, eller en formel.",
                    "A row of the calculation: a cell to fill in, or a formula."},
    [BLOCK_TABLE] = {"En CSV-fil med tal som gäller i stället för dem i reglerna.",
                     "A CSV file with numbers in place of those in the rules."},
};

static const struct {
    const char *word; /* Swedish */
    struct sentence help;
} words[] = {
    {"och", {"ja när båda sidor är ja", "yes when both sides are yes"}},
    {"eller", {"ja när någon sida är ja", "yes when either side is yes"}},
    {"inte", {"vänder ja och nej; okänd förblir okänd", "turns yes and no; unknown stays unknown"}},
    {"är", {"alltid ja eller nej, också om värdet saknas", "always yes or no, also when missing"}},
    {"liknar", {"söker ett mönster i en text", "looks for a pattern in a text"}},
    {"ja", {"villkoret stämmer", "the condition holds"}},
    {"nej", {"villkoret stämmer inte", "the condition does not hold"}},
    {"okänd", {"svaret är inte känt; det räknas aldrig som nej", "not known; never taken as no"}},
    {"saknad", {"värdet finns inte; det räknas aldrig som noll", "no value; never taken as zero"}},
    {"alltid", {"stämmer för alla områden", "holds for all areas"}},
    {"annars", {"när inget av de andra stämmer", "when none of the others holds"}},
    {"till", {"mellan det lägsta och det högsta", "between the lowest and the highest"}},
    {"oklippt", {"poängen får gå under 0 och över 100", "points may go below 0 and above 100"}},
    {"omvänd", {"räknas som 100 minus poängen", "counts as 100 minus the points"}},
    {"högre", {"höga värden ger höga poäng", "high values give high points"}},
    {"lägre", {"låga värden ger höga poäng", "low values give high points"}},
    {"trappa", {"poäng i steg: från värde => poäng", "points in steps: from value => points"}},
    {"direkt", {"värdet är poängen", "the value is the points"}},
    {"minmax", {"lägsta området 0, högsta 100", "lowest area 0, highest 100"}},
    {"z", {"avstånd till medelvärdet i standardavvikelser", "distance to the mean in deviations"}},
    {"geometriskt", {"geometriskt medelvärde: en svag del drar ner mer", "geometric mean"}},
    {"harmoniskt", {"harmoniskt medelvärde: en svag del drar ner mest", "harmonic mean"}},
    {"minsta", {"den svagaste delen gäller", "the weakest part counts"}},
    {"potens", {"potensmedelvärde med talet som exponent", "power mean with that exponent"}},
    {"senaste", {"det senaste värdet, högst så gammalt", "the latest value, at most so old"}},
    {"hoppa", {"delen räknas inte med när värdet saknas", "left out when the value is missing"}},
    {"stopp",
     {"inga poäng för helheten när värdet saknas", "no points for the whole when missing"}},
};

const char *block_help(enum block_kind kind, enum lang lang)
{
    return lang == LANG_SV ? blocks[kind].sv : blocks[kind].en;
}

const char *word_help(struct str word, enum lang file_lang, enum lang lang)
{
    static const struct word_table *const tables[] = {&keyword_words,     &is_words,
                                                      &direction_words,   &scale_words,
                                                      &aggregation_words, &missing_words};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const char *sv = word_in_lang(tables[t], word, file_lang, LANG_SV);
        for (size_t i = 0; sv && i < sizeof words / sizeof *words; i++) {
            if (name_eq(words[i].word, sv)) {
                return lang == LANG_SV ? words[i].help.sv : words[i].help.en;
            }
        }
    }
    return NULL;
}
