#include "rules/keywords.h"

#include <string.h>

#include "rules/declare.h"
#include "rules/methods.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))
#define TABLE(name, ...)                                                                           \
    static const struct word name##_rows[] = {__VA_ARGS__};                                        \
    const struct word_table name = {name##_rows, COUNT_OF(name##_rows), sizeof(struct word)}
#define METHODS(name, methods)                                                                     \
    const struct word_table name = {&methods[0].word, COUNT_OF(methods), sizeof(struct method)}

TABLE(keyword_words, {"och", "and", WORD_AND}, {"eller", "or", WORD_OR}, {"inte", "not", WORD_NOT},
      {"är", "is", WORD_IS}, {"liknar", "like", WORD_LIKE}, {"ja", "yes", WORD_YES},
      {"nej", "no", WORD_NO}, {"okänd", "unknown", WORD_UNKNOWN},
      {"okänt", "unknown", WORD_UNKNOWN}, {"saknad", "missing", WORD_MISSING},
      {"alltid", "always", WORD_ALWAYS}, {"annars", "otherwise", WORD_OTHERWISE},
      {"till", "to", WORD_TO}, {"där", "where", WORD_WHERE}, {"titel", "title", WORD_TITLE},
      {"i", "in", WORD_IN}, {"kolumn", "column", WORD_COLUMN},
      {"rubriker", "headings", WORD_HEADINGS}, {"grupp", "group", WORD_GROUP},
      {"oklippt", "unclamped", WORD_UNCLAMPED}, {"medel", "mean", WORD_MEAN},
      {"spridning", "spread", WORD_SPREAD}, {"bästa", "best", WORD_BEST},
      {"sämsta", "worst", WORD_WORST}, {"omvänd", "reversed", WORD_REVERSED});
TABLE(yes_words, {"ja", "yes", 1}, {"nej", "no", 0});
TABLE(truth_words, {"ja", "yes", 1}, {"nej", "no", 0}, {"okänd", "unknown", -1},
      {"okänt", "unknown", -1});
TABLE(is_words, {"ja", "yes", IS_YES}, {"nej", "no", IS_NO}, {"okänd", "unknown", IS_UNKNOWN},
      {"okänt", "unknown", IS_UNKNOWN}, {"saknad", "missing", IS_MISSING},
      {"saknat", "missing", IS_MISSING});
TABLE(direction_words, {"högre", "higher", 0}, {"lägre", "lower", 1});
METHODS(scale_words, scale_methods);
METHODS(outlier_words, outlier_methods);
METHODS(missing_words, missing_methods);
METHODS(aggregation_words, aggregation_methods);
TABLE(compared_words, {"kommunerna", "areas", COMPARED_AREAS}, {"alla", "all", COMPARED_ALL},
      {"fast", "fixed", COMPARED_FIXED});
TABLE(year_rule_words, {"basår", "base_year", YEARS_BASE}, {"gemensamt", "common", YEARS_COMMON});
TABLE(outcome_words, {"villkorad", "conditional", OUTCOME_CONDITIONAL},
      {"avråds", "advised_against", OUTCOME_ADVISED_AGAINST},
      {"ej_bedömbar", "not_assessable", OUTCOME_NOT_ASSESSABLE},
      {"varning", "warning", OUTCOME_WARNING}, {"fråga", "question", OUTCOME_QUESTION});
TABLE(delimiter_words, {"semikolon", "semicolon", ';'}, {"komma", "comma", ','},
      {"tabb", "tab", '\t'});
TABLE(decimal_words, {"komma", "comma", ','}, {"punkt", "point", '.'});
TABLE(fetch_words, {"kolada", "kolada", FETCH_KOLADA}, {"pxweb", "pxweb", FETCH_PXWEB},
      {"försäkringskassan", "forsakringskassan", FETCH_FORSAKRINGSKASSAN},
      {"fil", "file", FETCH_FILE});
TABLE(selection_words, {"summeras", "summed", 0});
TABLE(fact_words, {"ja_nej", "yes_no", FACT_YES_NO}, {"tal", "number", FACT_NUMBER},
      {"text", "text", FACT_TEXT});
TABLE(vary_weight_words, {"fasta", "fixed", VARY_NOTHING},
      {"dirichlet", "dirichlet", VARY_DIRICHLET});
TABLE(vary_aggregation_words, {"som_skrivet", "as_written", ALTERNATIVE_AS_WRITTEN},
      {"medel", "mean", AGGREGATE_MEAN}, {"geometriskt", "geometric", AGGREGATE_GEOMETRIC},
      {"harmoniskt", "harmonic", AGGREGATE_HARMONIC}, {"minsta", "minimum", AGGREGATE_MINIMUM});
TABLE(vary_scale_words, {"som_skrivet", "as_written", ALTERNATIVE_AS_WRITTEN},
      {"minmax", "minmax", SCALE_MINMAX}, {"percentil", "percentile", SCALE_PERCENTILE});
TABLE(vary_outlier_words, {"som_skrivet", "as_written", ALTERNATIVE_AS_WRITTEN},
      {"ingen", "none", OUTLIER_NONE}, {"kapa", "winsorise", OUTLIER_WINSORISE});
TABLE(vary_missing_words, {"hoppa", "skip", VARY_SKIP}, {"median", "median", VARY_MEDIAN});
TABLE(year_words, {"kolumn", "column", WORD_COLUMN}, {"rubriker", "headings", WORD_HEADINGS},
      {"okänt", "unknown", WORD_UNKNOWN}, {"okänd", "unknown", WORD_UNKNOWN});
/* after the dot of a name: arbetslöshet.vikt, arbetslöshet.skala.lägst */
TABLE(property_words, {"värde", "value", 'v'}, {"vikt", "weight", 'w'}, {"lägst", "low", 'l'},
      {"högst", "high", 'h'}, {"skala", "scale", 's'}, {"från", "from", 'f'},
      {"poäng", "points", 'p'});
/* with the step's number right after it: lön.skala.steg2.poäng */
TABLE(step_words, {"steg", "step", 0});
/* in the tables of tests */
TABLE(absent_words, {"saknas", "missing", 0}, {"saknad", "missing", 0}, {"okänd", "unknown", 1},
      {"okänt", "unknown", 1});
TABLE(grade_words, {"stoppad", "stopped", 0}, {"svag", "weak", 1}, {"möjlig om", "possible if", 2},
      {"möjlig", "possible", 3}, {"stark", "strong", 4});
TABLE(points_words, {"poäng", "points", 0});
TABLE(for_words, {"för", "for", 0});

/* Words of the grammar that would make a name unreadable. */
TABLE(reserved_words, {"och", "and", 0}, {"eller", "or", 0}, {"inte", "not", 0}, {"är", "is", 0},
      {"liknar", "like", 0}, {"ja", "yes", 0}, {"nej", "no", 0}, {"okänd", "unknown", 0},
      {"okänt", "unknown", 0}, {"saknad", "missing", 0}, {"alltid", "always", 0},
      {"annars", "otherwise", 0}, {"omvänd", "reversed", 0});

static const char *word_in(const struct word *w, enum lang lang)
{
    return lang == LANG_SV ? w->sv : w->en;
}

const struct word *word_at(const struct word_table *table, size_t i)
{
    return (const struct word *)(const void *)((const char *)table->words + i * table->stride);
}

/* Most words of a table begin with another letter. Small letters are capitals with one bit more;
 * what begins beyond ASCII is left to name_eq(). */
static bool may_be(const char *word, const char *known)
{
    unsigned char a = (unsigned char)*word, b = (unsigned char)*known;
    return (a | 0x20) == (b | 0x20) || a >= 0x80;
}

bool word_find(const struct word_table *table, struct str s, enum lang lang, int *value)
{
    char word[64];
    if (s.n >= sizeof word) {
        return false;
    }
    if (s.n) {
        memcpy(word, s.p, s.n);
    }
    word[s.n] = '\0';
    for (size_t i = 0; i < table->count; i++) {
        const char *known = word_in(word_at(table, i), lang);
        if (may_be(word, known) && name_eq(word, known)) {
            *value = word_at(table, i)->value;
            return true;
        }
    }
    return false;
}

const char *word_text(const struct word_table *table, int value, enum lang lang)
{
    for (size_t i = 0; i < table->count; i++) {
        if (word_at(table, i)->value == value) {
            return word_in(word_at(table, i), lang);
        }
    }
    return "";
}

const char *word_in_lang(const struct word_table *table, struct str s, enum lang from, enum lang to)
{
    int value = 0;
    return word_find(table, s, from, &value) ? word_text(table, value, to) : NULL;
}

const char *word_list(struct arena *arena, const struct word_table *table, enum lang lang)
{
    struct text t = {0};
    for (size_t i = 0; i < table->count; i++) {
        const struct word *w = word_at(table, i);
        bool again = i > 0 && w->value == word_at(table, i - 1)->value;
        if (!again && w->sv[0]) {
            text_add(&t, t.n ? ", " : "");
            text_add(&t, word_in(w, lang));
        }
    }
    char *list = arena_strndup(arena, t.p ? t.p : "", t.n);
    text_release(&t);
    return list;
}

bool word_is_reserved(struct str s, enum lang lang)
{
    int value = 0;
    return word_find(&reserved_words, s, lang, &value);
}

/* --- properties ------------------------------------------------------------------------------- */

#define AT(type, field) offsetof(struct type, field)
#define FREE(sv, en, type, field)                                                                  \
    {                                                                                              \
        sv, en, read_text, AT(type, field), IS_FREE, NULL                                          \
    }
#define QUOTED(sv, en, type, field)                                                                \
    {                                                                                              \
        sv, en, read_quoted, AT(type, field), 0, NULL                                              \
    }

static const struct property_row common_rows[] = {
    FREE("en", "en", head, en),
    FREE("källa", "source", head, source),
    FREE("id", "id", head, id),
    FREE("not", "note", head, note_sv),
    FREE("not_en", "note_en", head, note_en),
};

static const struct property_row model_rows[] = {
    FREE("version", "version", model, version),
    {"kommuner", "areas", read_quoted, AT(model, areas_file), IS_REQUIRED, NULL},
    QUOTED("register", "register", model, register_file),
    QUOTED("grannar", "neighbours", model, neighbours_file),
    {"basår", "base_year", read_integer, AT(model, base_year), 0, NULL},
    {"dag", "day", read_day_value, AT(model, day), 0, NULL},
    {"trend", "trend", read_years, AT(model, trend_years), 0, NULL},
    {"avrundning", "rounding", read_integer, AT(model, rank_decimals), 0, NULL},
    {"lika", "ties", read_ties, 0, 0, NULL},
    {"extremvärden", "outliers", read_model_outliers, 0, 0, NULL},
    {"full_dimension", "full_dimension", read_share, AT(model, full_dimension), 0, NULL},
    {"preliminär_dimension", "preliminary_dimension", read_share, AT(model, preliminary_dimension),
     0, NULL},
    {"full_index", "full_index", read_share, AT(model, full_index), 0, NULL},
    {"preliminär_index", "preliminary_index", read_share, AT(model, preliminary_index), 0, NULL},
    FREE("säger_inte", "does_not_say", model, limits_sv),
    FREE("säger_inte_en", "does_not_say_en", model, limits_en),
    FREE("kontakt", "contact", model, contact),
    {"rådordning", "advice_order", read_order, 0, 0, NULL},
    {"påhittad", "invented", read_yes, AT(model, invented), 0, NULL},
};

#define FETCHED(type)                                                                              \
    {"hämta", "fetch", read_fetch, AT(type, fetch), 0, &fetch_words},                              \
        {"hämtas_från", "fetched_from", read_fetch_from, AT(type, fetch), IS_FREE, NULL},          \
        {"hämtas_till", "fetched_to", read_fetch_to, AT(type, fetch), IS_FREE, NULL},              \
    {                                                                                              \
        "takt", "rate", read_rate, AT(type, fetch), IS_FREE, NULL                                  \
    }

static const struct property_row source_rows[] = {
    {"fil", "file", read_glob, AT(source, glob), IS_FREE | IS_REQUIRED, NULL},
    FREE("utgivare", "publisher", source, publisher),
    FREE("tabell", "table", source, table),
    FREE("licens", "licence", source, licence),
    FREE("via", "via", source, via),
    FREE("adress", "address", source, address),
    {"kommun", "area", read_quoted_area, AT(source, area_heading), IS_REQUIRED, NULL},
    {"år", "year", read_year, 0, IS_REQUIRED, NULL},
    QUOTED("månad", "month", source, month_heading),
    {"kön", "sex", read_heading_sex, AT(source, sex_heading), 0, NULL},
    QUOTED("status", "status", source, status_heading),
    {"teckenkod", "encoding", read_encoding, AT(source, encoding), IS_FREE, NULL},
    {"avgränsare", "delimiter", read_char, AT(source, delimiter), 0, &delimiter_words},
    {"decimaltecken", "decimal", read_char, AT(source, decimal), 0, &decimal_words},
    QUOTED("sekretess", "secret", source, secret_mark),
    {"filter", "filter", read_filter, 0, IS_REPEATED, NULL},
    {"frivillig", "optional", read_yes, AT(source, optional), 0, NULL},
    {"påhittad", "invented", read_yes, AT(source, invented), 0, NULL},
    {"färsk", "fresh", read_fresh, AT(source, fresh_days), 0, NULL},
    FETCHED(source),
    {"urval", "selection", read_selection, AT(source, fetch), IS_REPEATED, NULL},
    {"kolumn", "column", read_column, 0, IS_REPEATED | IS_REQUIRED, NULL},
};

static const struct property_row register_rows[] = {
    {"fil", "file", read_glob, AT(rule_register, glob), IS_FREE | IS_REQUIRED, NULL},
    FREE("utgivare", "publisher", rule_register, publisher),
    FREE("tabell", "table", rule_register, table),
    FREE("licens", "licence", rule_register, licence),
    FREE("via", "via", rule_register, via),
    FREE("adress", "address", rule_register, address),
    {"kommun", "area", read_quoted_area, AT(rule_register, area_heading), IS_REQUIRED, NULL},
    {"år", "year", read_register_year, AT(rule_register, year), 0, NULL},
    {"teckenkod", "encoding", read_encoding, AT(rule_register, encoding), IS_FREE, NULL},
    {"avgränsare", "delimiter", read_char, AT(rule_register, delimiter), 0, &delimiter_words},
    {"decimaltecken", "decimal", read_char, AT(rule_register, decimal), 0, &decimal_words},
    {"frivillig", "optional", read_yes, AT(rule_register, optional), 0, NULL},
    {"påhittad", "invented", read_yes, AT(rule_register, invented), 0, NULL},
    FETCHED(rule_register),
    {"kolumn", "column", read_register_column, 0, IS_REPEATED | IS_REQUIRED, NULL},
};

static const struct property_row facts_rows[] = {
    {"fil", "file", read_facts_glob, AT(facts_file, glob), IS_FREE | IS_REQUIRED, NULL},
    QUOTED("kommun", "area", facts_file, area_heading),
};

static const struct property_row fact_rows[] = {
    {"kolumn", "column", read_quoted, AT(fact, column), IS_REQUIRED, NULL},
    {"typ", "type", read_fact_type, 0, IS_REQUIRED, NULL},
    {"vikt", "weight", read_amount_plain, AT(fact, weight), 0, NULL},
    FREE("fråga", "question", fact, question_sv),
    FREE("fråga_en", "question_en", fact, question_en),
};

static const struct property_row assumption_rows[] = {
    {"från", "from", read_dated, 0, IS_REPEATED | IS_DATED, NULL},
    {"värde", "value", read_value_always, 0, 0, NULL},
    {"osäkerhet", "range", read_range, 0, 0, NULL},
    FREE("belägg", "evidence", assumption, evidence),
};

static const struct property_row count_rows[] = {
    {"ur", "from", read_register_of, AT(count, reg), IS_REQUIRED, NULL},
    {"där", "where", read_truth, AT(count, where), 0, NULL},
    {"summera", "sum", read_sum_column, AT(count, sum), 0, NULL},
};

#define FORMULA                                                                                    \
    {                                                                                              \
        "formel", "formula", read_expression, AT(indicator, formula), IS_REQUIRED, NULL            \
    }
#define DIRECTION                                                                                  \
    {                                                                                              \
        "riktning", "direction", read_direction, AT(indicator, reversed), 0, &direction_words      \
    }
#define DECIMALS                                                                                   \
    {                                                                                              \
        "decimaler", "decimals", read_integer, AT(indicator, decimals), 0, NULL                    \
    }
#define SCALE                                                                                      \
    {                                                                                              \
        "skala", "scale", read_scale, 0, 0, NULL                                                   \
    }
#define COMPARED                                                                                   \
    {                                                                                              \
        "jämförs", "compared", read_compared, 0, 0, NULL                                           \
    }
#define OUTLIERS                                                                                   \
    {                                                                                              \
        "extremvärden", "outliers", read_outliers, 0, 0, NULL                                      \
    }
#define YEARS                                                                                      \
    {                                                                                              \
        "årsregel", "year_rule", read_year_rule, 0, 0, NULL                                        \
    }
#define CALIBRATED                                                                                 \
    {                                                                                              \
        "kalibrerad", "calibrated", read_calibrated, 0, IS_FREE, NULL                              \
    }
#define MISSING                                                                                    \
    {                                                                                              \
        "saknas", "missing", read_missing, 0, 0, NULL                                              \
    }

static const struct property_row measure_rows[] = {FORMULA, DIRECTION, DECIMALS};
#define BASE                                                                                       \
    {                                                                                              \
        "bas", "base", read_number_expression, AT(indicator, base), 0, NULL                        \
    }
static const struct property_row indicator_rows[] = {
    FORMULA,
    {"under", "under", read_parent, AT(indicator, parent), 0, NULL},
    DIRECTION,
    SCALE,
    COMPARED,
    OUTLIERS,
    YEARS,
    CALIBRATED,
    {"vikt", "weight", read_weight, 0, 0, NULL},
    MISSING,
    DECIMALS,
    BASE,
};
static const struct property_row substitute_rows[] = {
    {"för", "for", read_substitute_for, AT(indicator, substitute_for), IS_REQUIRED, NULL},
    FORMULA,
    DIRECTION,
    SCALE,
    COMPARED,
    OUTLIERS,
    YEARS,
    CALIBRATED,
    MISSING,
    DECIMALS,
    BASE,
    {"utmaningar", "challenges", read_challenges, 0, 0, NULL},
};

#define AGGREGATION                                                                                \
    {                                                                                              \
        "sammanvägning", "aggregation", read_aggregation, 0, 0, NULL                               \
    }
#define FLOOR                                                                                      \
    {                                                                                              \
        "golv", "floor", read_amount_plain, AT(node, floor), 0, NULL                               \
    }
#define FULL                                                                                       \
    {                                                                                              \
        "full", "full", read_share, AT(node, full), 0, NULL                                        \
    }
#define PRELIMINARY                                                                                \
    {                                                                                              \
        "preliminär", "preliminary", read_share, AT(node, preliminary), 0, NULL                    \
    }

static const struct property_row node_rows[] = {
    {"under", "under", read_parent, AT(node, parent), 0, NULL},
    {"vikt", "weight", read_node_weight, 0, 0, NULL},
    AGGREGATION,
    FLOOR,
    FULL,
    PRELIMINARY,
    {"variant_av", "variant_of", read_variant_of, AT(node, variant_of), 0, NULL},
    {"utan", "without", read_without, 0, 0, NULL},
    {"blad", "sheet", read_sheet, AT(node, sheet_sv), IS_FREE, NULL},
    {"blad_en", "sheet_en", read_sheet, AT(node, sheet_en), IS_FREE, NULL},
};
static const struct property_row challenge_rows[] = {
    {"väger", "weighs", read_weighs, 0, IS_REPEATED | IS_REQUIRED, NULL},
    AGGREGATION,
    FLOOR,
    FULL,
    PRELIMINARY,
    {"inget_att_lära", "nothing_to_learn", read_yes, AT(node, no_lesson), 0, NULL},
};

static const struct property_row gate_rows[] = {
    {"villkor", "condition", read_truth, AT(gate, condition), IS_REQUIRED, NULL},
    {"annars", "otherwise", read_outcome, AT(gate, failed), IS_REQUIRED, &outcome_words},
    {"okänd", "unknown", read_outcome, AT(gate, unknown), 0, &outcome_words},
    FREE("fråga", "question", gate, question_sv),
    FREE("fråga_en", "question_en", gate, question_en),
};
static const struct property_row flag_rows[] = {
    {"när", "when", read_truth, AT(flag, condition), IS_REQUIRED, NULL},
};
static const struct property_row position_rows[] = {
    {"när", "when", read_when, AT(position, condition), IS_REQUIRED, NULL},
};
static const struct property_row idea_rows[] = {
    FREE("vad", "what", idea, what_sv),
    FREE("vad_en", "what_en", idea, what_en),
    FREE("privat_kund", "private_buyers", idea, private_buyers),
    FREE("privat_kund_en", "private_buyers_en", idea, private_buyers_en),
    FREE("offentlig_kund", "public_buyers", idea, public_buyers),
    FREE("offentlig_kund_en", "public_buyers_en", idea, public_buyers_en),
    FREE("lag", "team", idea, size),
    FREE("lag_en", "team_en", idea, size_en),
    FREE("kapital", "capital", idea, capital),
    FREE("kapital_en", "capital_en", idea, capital_en),
    FREE("avtalsväg", "route", idea, route),
    FREE("avtalsväg_en", "route_en", idea, route_en),
    FREE("första_prov", "first_trial", idea, first_trial),
    FREE("första_prov_en", "first_trial_en", idea, first_trial_en),
    FREE("risk", "risk", idea, risk),
    FREE("risk_en", "risk_en", idea, risk_en),
    {"kräver", "requires", read_truths, AT(idea, required), IS_REPEATED, NULL},
    {"stöd", "supports", read_truths, AT(idea, supporting), IS_REPEATED, NULL},
    {"stopp", "stops", read_stop, 0, IS_REPEATED, NULL},
    {"stopp_en", "stops_en", read_stop_en, 0, IS_FREE | IS_REPEATED, NULL},
    {"utmaningar", "challenges", read_idea_challenges, 0, 0, NULL},
    {"bransch", "branch", read_number_expression, AT(idea, branch), 0, NULL},
};
static const struct property_row advice_rows[] = {
    {"grupp", "group", read_word, AT(advice, group), IS_REQUIRED, NULL},
    {"när", "when", read_when, AT(advice, condition), IS_REQUIRED, NULL},
    {"text", "text", read_text, AT(advice, text_sv), IS_FREE | IS_REQUIRED, NULL},
    FREE("text_en", "text_en", advice, text_en),
    {"prioritet", "priority", read_integer, AT(advice, priority), 0, NULL},
    {"endast_original", "originals_only", read_yes, AT(advice, originals_only), 0, NULL},
};
static const struct property_row scenario_rows[] = {
    {"sätt", "set", read_set, 0, IS_REPEATED | IS_REQUIRED, NULL},
};
static const struct property_row test_rows[] = {
    {"vänta", "expect", read_expectation, 0, IS_REPEATED | IS_FOR, NULL},
};
static const struct property_row table_rows[] = {
    {"fil", "file", read_glob, AT(rule_table, file), IS_FREE | IS_REQUIRED, NULL},
    {"teckenkod", "encoding", read_encoding, AT(rule_table, encoding), IS_FREE, NULL},
    {"avgränsare", "delimiter", read_char, AT(rule_table, delimiter), 0, &delimiter_words},
    {"decimaltecken", "decimal", read_char, AT(rule_table, decimal), 0, &decimal_words},
};
static const struct property_row peers_rows[] = {
    {"fil", "file", read_quoted, AT(peers, file), 0, NULL},
    QUOTED("grupp", "group", peers, group),
    {"jämför", "compare", read_compare, 0, IS_REPEATED, NULL},
    {"minst", "at_least", read_share, AT(peers, least), 0, NULL},
    {"antal", "number", read_integer, AT(peers, most), 0, NULL},
};
static const struct property_row guide_rows[] = {
    {"nummer", "number", read_integer, AT(guide, number), IS_REQUIRED, NULL},
    {"när", "when", read_answer_when, 0, IS_REPEATED | IS_REQUIRED, NULL},
    {"text", "text", read_answer_text, 0, IS_FREE | IS_REPEATED | IS_REQUIRED, NULL},
    {"text_en", "text_en", read_answer_text_en, 0, IS_FREE | IS_REPEATED, NULL},
    FREE("fråga", "question", guide, question_sv),
    FREE("fråga_en", "question_en", guide, question_en),
};
static const struct property_row calc_rows[] = {
    {"förslag", "suggestion", read_suggestion, AT(calc, suggestion), 0, NULL},
    {"formel", "formula", read_calc_formula, AT(calc, formula), 0, NULL},
    {"gräns", "limits", read_limits, 0, 0, NULL},
    {"decimaler", "decimals", read_integer, AT(calc, decimals), 0, NULL},
};
static const struct property_row uncertainty_rows[] = {
    {"dragningar", "draws", read_draws, AT(uncertainty, draws), 0, NULL},
    {"frö", "seed", read_seed, AT(uncertainty, seed), 0, NULL},
    {"topp", "top", read_integer, AT(uncertainty, top), 0, NULL},
    {"känslighet", "sensitivity", read_samples, AT(uncertainty, samples), 0, NULL},
    {"vikter", "weights", read_vary_weights, 0, 0, &vary_weight_words},
    {"sammanvägning", "aggregation", read_alternatives, AT(uncertainty, aggregations), 0,
     &vary_aggregation_words},
    {"skala", "scale", read_alternatives, AT(uncertainty, scales), 0, &vary_scale_words},
    {"extremvärden", "outliers", read_alternatives, AT(uncertainty, outliers), 0,
     &vary_outlier_words},
    {"saknas", "missing", read_alternatives, AT(uncertainty, missing), 0, &vary_missing_words},
    {"utelämna_en", "leave_one_out", read_yes, AT(uncertainty, leave_out), 0, NULL},
    {"antaganden", "assumptions", read_yes, AT(uncertainty, assumptions), 0, NULL},
    {"urval", "sampling", read_yes, AT(uncertainty, sampling), 0, NULL},
    {"åtskilda", "told_apart", read_share, AT(uncertainty, together), 0, NULL},
};
const struct property_row table_line = {"|", "|", read_table_line, 0, IS_REPEATED, NULL};

/* --- blocks ----------------------------------------------------------------------------------- */

#define ROWS(name) name##_rows, COUNT_OF(name##_rows)

static const struct block_row blocks[BLOCK_KINDS] = {
    [BLOCK_MODEL] = {"modell", "model", SYMBOL_KINDS, false, true, ROWS(model)},
    [BLOCK_SOURCE] = {"källa", "source", SYMBOL_SOURCE, false, true, ROWS(source)},
    [BLOCK_REGISTER] = {"register", "register", SYMBOL_REGISTER, false, true, ROWS(register)},
    [BLOCK_FACTS] = {"fakta", "facts", SYMBOL_KINDS, false, true, ROWS(facts)},
    [BLOCK_FACT] = {"faktum", "fact", SYMBOL_FACT, false, true, ROWS(fact)},
    [BLOCK_ASSUMPTION] = {"antagande", "assumption", SYMBOL_ASSUMPTION, true, true,
                          ROWS(assumption)},
    [BLOCK_COUNT] = {"räkna", "count", SYMBOL_COUNT, true, true, ROWS(count)},
    [BLOCK_MEASURE] = {"mått", "measure", SYMBOL_INDICATOR, true, true, ROWS(measure)},
    [BLOCK_INDICATOR] = {"indikator", "indicator", SYMBOL_INDICATOR, true, true, ROWS(indicator)},
    [BLOCK_SUBSTITUTE] = {"reserv", "substitute", SYMBOL_INDICATOR, true, true, ROWS(substitute)},
    [BLOCK_DIMENSION] = {"dimension", "dimension", SYMBOL_NODE, false, true, ROWS(node)},
    [BLOCK_INDEX] = {"index", "index", SYMBOL_NODE, false, true, ROWS(node)},
    [BLOCK_CHALLENGE] = {"utmaning", "challenge", SYMBOL_NODE, false, true, ROWS(challenge)},
    [BLOCK_GATE] = {"krav", "gate", SYMBOL_GATE, false, true, ROWS(gate)},
    [BLOCK_FLAG] = {"flagga", "flag", SYMBOL_FLAG, false, true, ROWS(flag)},
    [BLOCK_POSITION] = {"läge", "position", SYMBOL_POSITION, false, true, ROWS(position)},
    [BLOCK_IDEA] = {"affärsidé", "idea", SYMBOL_IDEA, false, true, ROWS(idea)},
    [BLOCK_ADVICE] = {"råd", "advice", SYMBOL_ADVICE, false, true, ROWS(advice)},
    [BLOCK_SCENARIO] = {"scenario", "scenario", SYMBOL_SCENARIO, false, true, ROWS(scenario)},
    [BLOCK_TEST] = {"prov", "test", SYMBOL_TEST, false, true, ROWS(test), true},
    [BLOCK_TABLE] = {"tabell", "table", SYMBOL_TABLE, false, true, ROWS(table)},
    [BLOCK_PEERS] = {"liknande", "peers", SYMBOL_PEERS, false, true, ROWS(peers)},
    [BLOCK_UNCERTAINTY] = {"osäkerhet", "uncertainty", SYMBOL_KINDS, false, true, ROWS(uncertainty),
                           true},
    [BLOCK_STEP] = {"steg", "step", SYMBOL_GUIDE, false, true, ROWS(guide)},
    [BLOCK_QUESTION] = {"strategifråga", "strategy_question", SYMBOL_GUIDE, false, true,
                        ROWS(guide)},
    [BLOCK_CALC] = {"kalkyl", "calculation", SYMBOL_CALC, true, true, ROWS(calc)},
};

static const struct word symbol_words[SYMBOL_KINDS] = {
    [SYMBOL_VARIABLE] = {"kolumn", "column", 0},
    [SYMBOL_FACT] = {"faktum", "fact", 0},
    [SYMBOL_ASSUMPTION] = {"antagande", "assumption", 0},
    [SYMBOL_COUNT] = {"räkning", "count", 0},
    [SYMBOL_INDICATOR] = {"mått eller indikator", "measure or indicator", 0},
    [SYMBOL_NODE] = {"dimension, index eller utmaning", "dimension, index or challenge", 0},
    [SYMBOL_GATE] = {"krav", "gate", 0},
    [SYMBOL_FLAG] = {"flagga", "flag", 0},
    [SYMBOL_POSITION] = {"läge", "position", 0},
    [SYMBOL_IDEA] = {"affärsidé", "idea", 0},
    [SYMBOL_ADVICE] = {"råd", "advice", 0},
    [SYMBOL_SCENARIO] = {"scenario", "scenario", 0},
    [SYMBOL_SOURCE] = {"källa", "source", 0},
    [SYMBOL_REGISTER] = {"register", "register", 0},
    [SYMBOL_TEST] = {"prov", "test", 0},
    [SYMBOL_TABLE] = {"tabell", "table", 0},
    [SYMBOL_PEERS] = {"liknande kommuner", "peers", 0},
    [SYMBOL_GUIDE] = {"steg eller strategifråga", "step or strategy question", 0},
    [SYMBOL_CALC] = {"rad i kalkylen", "row of the calculation", 0},
    [SYMBOL_COLUMN] = {"registerkolumn", "register column", 0},
    [SYMBOL_DERIVED] = {"värde som analysen ger", "value that the analysis gives", 0},
};

const struct block_row *block_row(enum block_kind kind)
{
    return &blocks[kind];
}

static const char *copy_of(struct arena *arena, struct str s)
{
    return arena_strndup(arena, s.p, s.n);
}

/* Is s the word, in that language? */
static bool is_word(struct str s, const char *sv, const char *en, enum lang lang)
{
    struct word word = {sv, en, 0};
    int unused = 0;
    return s.n > 0 && may_be(s.p, lang == LANG_SV ? sv : en) &&
           word_find(&(struct word_table){&word, 1, sizeof word}, s, lang, &unused);
}

bool block_find(struct str s, enum lang lang, enum block_kind *out)
{
    for (int i = 0; i < BLOCK_KINDS; i++) {
        if (is_word(s, blocks[i].sv, blocks[i].en, lang)) {
            *out = (enum block_kind)i;
            return true;
        }
    }
    return false;
}

static const struct property_row *find_row(const struct property_row *rows, size_t n, struct str s,
                                           enum lang lang)
{
    for (size_t i = 0; i < n; i++) {
        if (is_word(s, rows[i].sv, rows[i].en, lang)) {
            return &rows[i];
        }
    }
    return NULL;
}

const struct property_row *property_find(enum block_kind kind, struct str s, enum lang lang)
{
    const struct property_row *row =
        find_row(blocks[kind].properties, blocks[kind].property_count, s, lang);
    return row ? row : find_row(common_rows, COUNT_OF(common_rows), s, lang);
}

const struct property_row *property_common(size_t *count)
{
    *count = COUNT_OF(common_rows);
    return common_rows;
}

bool property_is_common(const struct property_row *row)
{
    return row >= common_rows && row < common_rows + COUNT_OF(common_rows);
}

const char *property_nearest(struct arena *arena, enum block_kind kind, struct str s,
                             enum lang lang)
{
    const char *names[64];
    size_t n = 0;
    for (size_t i = 0; i < blocks[kind].property_count; i++) {
        const struct property_row *row = &blocks[kind].properties[i];
        names[n++] = lang == LANG_SV ? row->sv : row->en;
    }
    for (size_t i = 0; i < COUNT_OF(common_rows); i++) {
        names[n++] = lang == LANG_SV ? common_rows[i].sv : common_rows[i].en;
    }
    return text_nearest(copy_of(arena, s), names, n);
}

const char *block_nearest(struct arena *arena, struct str s, enum lang lang)
{
    const char *names[BLOCK_KINDS];
    for (int i = 0; i < BLOCK_KINDS; i++) {
        names[i] = lang == LANG_SV ? blocks[i].sv : blocks[i].en;
    }
    return text_nearest(copy_of(arena, s), names, BLOCK_KINDS);
}

const char *symbol_text(enum symbol_kind kind, enum lang lang)
{
    return kind < SYMBOL_KINDS ? word_in(&symbol_words[kind], lang) : "";
}
