/* What the value of each property is made of, by the function that reads it. */
#include "rules/declare.h"
#include "rules/surveying.h"

#define BIT(x) (1u << (x))
#define EXPRESSION(reader, sv, en)                                                                 \
    {                                                                                              \
        .read = reader, .help_sv = sv, .help_en = en, .expression = true                           \
    }
#define NAMES(reader, bits, sv, en)                                                                \
    {                                                                                              \
        .read = reader, .help_sv = sv, .help_en = en, .names = bits                                \
    }
#define SAID(reader, sv, en)                                                                       \
    {                                                                                              \
        .read = reader, .help_sv = sv, .help_en = en                                               \
    }
#define WORDS(reader, table, sv, en)                                                               \
    {                                                                                              \
        .read = reader, .help_sv = sv, .help_en = en, .words = { table }                           \
    }

static const struct expected_value rows[] = {
    SAID(read_text, "en fri text", "a free text"),
    SAID(read_quoted, "en text inom citattecken", "a text in quotes"),
    SAID(read_quoted_area, "kolumnens rubrik inom citattecken", "the column's heading in quotes"),
    SAID(read_heading_sex, "kolumnens rubrik inom citattecken", "the column's heading in quotes"),
    WORDS(read_yes, &yes_words, "ja eller nej", "yes or no"),
    SAID(read_integer, "ett heltal", "a whole number"),
    SAID(read_day_value, "en dag, 2026-01-15", "a day, 2026-01-15"),
    SAID(read_share, "en andel, 60 %", "a share, 60 %"),
    SAID(read_amount_plain, "ett tal utan enhet", "a number without a unit"),
    EXPRESSION(read_expression, "en formel i blockets enhet", "a formula in the block's unit"),
    EXPRESSION(read_number_expression, "en formel", "a formula"),
    EXPRESSION(read_truth, "ett villkor", "a condition"),
    EXPRESSION(read_truths, "ett villkor", "a condition"),
    EXPRESSION(read_stop, "ett villkor, sedan => \"vad man gör hellre\"",
               "a condition, then => \"what to do rather\""),
    EXPRESSION(read_expectation, "ett villkor som ska stämma för området",
               "a condition that is to hold for the area"),
    {.read = read_when,
     .help_sv = "ett villkor, alltid eller annars",
     .help_en = "a condition, always or otherwise",
     .keywords = BIT(WORD_ALWAYS) | BIT(WORD_OTHERWISE),
     .expression = true},
    {.read = read_answer_when,
     .help_sv = "ett villkor, alltid eller annars",
     .help_en = "a condition, always or otherwise",
     .keywords = BIT(WORD_ALWAYS) | BIT(WORD_OTHERWISE),
     .expression = true},
    SAID(read_answer_text, "en fri text, på raden under när",
         "a free text, on the line below when"),
    SAID(read_answer_text_en, "en fri text, på raden under text",
         "a free text, on the line below text"),
    EXPRESSION(read_suggestion, "ett tal eller en formel i blockets enhet",
               "a number or a formula in the block's unit"),
    EXPRESSION(read_calc_formula, "en formel över kalkylens rader, i blockets enhet",
               "a formula over the rows of the calculation, in the block's unit"),
    SAID(read_limits, "lägst till högst, 0 % till 100 %", "lowest to highest, 0 % to 100 %"),
    SAID(read_sheet, "bladets namn, högst 31 tecken", "the sheet's name, at most 31 characters"),
    SAID(read_word, "ett ord", "a word"),
    SAID(read_glob, "en fil eller ett mönster, mapp/*.csv", "a file or a pattern, folder/*.csv"),
    SAID(read_facts_glob, "en fil under datamappen", "a file below the data folder"),
    {.read = read_compare,
     .help_sv = "namn vikt; namn: vad som jämförs",
     .help_en = "name weight, name: what is compared",
     .names = BIT(SYMBOL_INDICATOR) | BIT(SYMBOL_VARIABLE) | BIT(SYMBOL_NODE)},
    SAID(read_years, "en tid i år, 4 år", "a time in years, 4 years"),
    WORDS(read_vary_weights, NULL, "25 %, dirichlet 50 eller fasta", "25 %, dirichlet 50 or fixed"),
    WORDS(read_alternatives, NULL, "alternativ med lika chans; ett eller flera",
          "alternatives with equal chance, one or more"),
    SAID(read_draws, "ett heltal, 10 000", "a whole number, 10 000"),
    SAID(read_seed, "ett heltal från 1", "a whole number from 1"),
    SAID(read_samples, "ett heltal, 256", "a whole number, 256"),
    SAID(read_order, "grupp och högsta antal: läge 1; steg 3", "group and most: steps 1, advice 3"),
    SAID(read_column, "namn = \"rubrik\" [där \"h\" = \"v\"] [titel \"text\" i \"rubrik\"] [enhet]",
         "name = \"heading\" [where \"h\" = \"v\"] [title \"text\" in \"heading\"] [unit]"),
    SAID(read_register_column, "namn = \"rubrik\" [enhet]", "name = \"heading\" [unit]"),
    SAID(read_filter, "\"rubrik\" = \"värde\"", "\"heading\" = \"value\""),
    WORDS(read_year, &year_words, "kolumn \"rubrik\", rubriker, ett årtal eller okänt",
          "column \"heading\", headings, a year or unknown"),
    {.read = read_register_year,
     .help_sv = "ett årtal eller okänt",
     .help_en = "a year or unknown",
     .keywords = BIT(WORD_UNKNOWN)},
    SAID(read_encoding, "utf-8, windows-1252 eller latin-1", "utf-8, windows-1252 or latin-1"),
    WORDS(read_char, NULL, "tecknet i ord", "the character in words"),
    SAID(read_fresh, "en tid, 400 dagar", "a time, 400 days"),
    WORDS(read_fetch, &fetch_words, "hur filen hämtas", "how the file is fetched"),
    SAID(read_fetch_from, "en adress, https://…", "an address, https://…"),
    SAID(read_fetch_to, "en fil under datamappen", "a file below the data folder"),
    SAID(read_rate, "anrop och tid, 30/10 s", "calls and time, 30/10 s"),
    WORDS(read_selection, &selection_words, "\"Variabel\" = \"koder\", eller \"Variabel\" summeras",
          "\"Variable\" = \"codes\", or \"Variable\" summed"),
    WORDS(read_fact_type, &fact_words, "ja_nej, tal [enhet] eller text: \"a\", \"b\"",
          "yes_no, number [unit] or text: \"a\", \"b\""),
    NAMES(read_register_of, BIT(SYMBOL_REGISTER), "ett register", "a register"),
    SAID(read_dated, "ett tal i blockets enhet", "a number in the block's unit"),
    SAID(read_value_always, "ett tal i blockets enhet", "a number in the block's unit"),
    SAID(read_range, "lägst till högst, 12 m² till 20 m²", "lowest to highest, 12 m² to 20 m²"),
    EXPRESSION(read_sum_column, "en talkolumn i registret", "a number column of the register"),
    NAMES(read_parent, BIT(SYMBOL_NODE), "en dimension eller ett index", "a dimension or an index"),
    {.read = read_scale,
     .help_sv = "lägst till högst, eller trappa, direkt, minmax, z, percentil, rang, ingen",
     .help_en = "lowest to highest, or steps, direct, minmax, z, percentile, rank, none",
     .words = {&scale_words},
     .keywords = BIT(WORD_UNCLAMPED) | BIT(WORD_TO)},
    WORDS(read_calibrated, &yes_words, "ja eller nej, sedan komma och vad den vilar på",
          "yes or no, then a comma and what it rests on"),
    WORDS(read_missing, &missing_words, "hoppa över, senaste 3 år, stopp eller fakta",
          "skip, latest 3 years, stop or fact"),
    SAID(read_weight, "ett tal; syskon skrivs alla utan eller alla med %",
         "a number; siblings all without or all with %"),
    SAID(read_node_weight, "ett tal; syskon skrivs alla utan eller alla med %",
         "a number; siblings all without or all with %"),
    NAMES(read_substitute_for, BIT(SYMBOL_INDICATOR), "en indikator", "an indicator"),
    NAMES(read_challenges, BIT(SYMBOL_NODE), "utmaningar", "challenges"),
    NAMES(read_idea_challenges, BIT(SYMBOL_NODE), "utmaningar", "challenges"),
    NAMES(read_without, BIT(SYMBOL_INDICATOR), "indikatorer", "indicators"),
    NAMES(read_variant_of, BIT(SYMBOL_NODE), "ett index", "an index"),
    {.read = read_weighs,
     .help_sv = "namn vikt [omvänd]; namn vikt",
     .help_en = "name weight [reversed], name weight",
     .keywords = BIT(WORD_REVERSED),
     .names = BIT(SYMBOL_INDICATOR) | BIT(SYMBOL_NODE)},
    WORDS(read_aggregation, &aggregation_words, "hur delarna vägs samman",
          "how the parts are put together"),
    WORDS(read_direction, NULL, "vilken ände som ger 100 poäng", "which end gives 100 points"),
    WORDS(read_outcome, NULL, "vad området då blir", "what the area then becomes"),
    SAID(read_stop_en, "den engelska texten till stoppet ovanför",
         "the English text of the stop above"),
    {.read = read_set,
     .help_sv = "namn.vikt = tal, namn.skala.lägst = tal eller antagande = tal",
     .help_en = "name.weight = number, name.scale.low = number or assumption = number",
     .names = BIT(SYMBOL_ASSUMPTION) | BIT(SYMBOL_INDICATOR) | BIT(SYMBOL_NODE)},
    EXPRESSION(read_table_line, "| kommun | namn | => namn | och rader under",
               "| area | name | => name | and rows below"),
};

const struct expected_value *expected_of(const struct property_row *row)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].read == row->read) {
            return &rows[i];
        }
    }
    return NULL;
}
