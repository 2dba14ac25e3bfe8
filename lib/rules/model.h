/* The checked rules. Built by rules_load(), read only after that. Every node keeps its place in the
 * text, so that any later message can point at the analyst's line. All strings are UTF-8 in the
 * model's arena. Nothing here knows what the indicators are about. */
#ifndef ETABLERA_RULES_MODEL_H
#define ETABLERA_RULES_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"

/* --- units ------------------------------------------------------------------------------------ */

enum { DIMENSIONS = 7 }; /* people, things, kr, m, s, points, kg */

/* A unit is a factor times a product of base dimensions. "%" is 0.01 of nothing. Percentage points
 * and text stand apart: they meet only themselves. */
struct unit {
    double factor;
    int8_t power[DIMENSIONS];
    uint8_t apart;       /* 0, or a class of its own: see units.c */
    const char *sv, *en; /* as written, in both languages ("personer", "people") */
};

/* --- expressions ------------------------------------------------------------------------------ */

enum symbol_kind {
    SYMBOL_VARIABLE,   /* a source's column: model.variables */
    SYMBOL_FACT,       /* model.facts */
    SYMBOL_ASSUMPTION, /* model.assumptions */
    SYMBOL_COUNT,      /* model.counts */
    SYMBOL_INDICATOR,  /* model.indicators: measures, indicators and substitutes */
    SYMBOL_NODE,       /* model.nodes: dimensions, indices, challenges */
    SYMBOL_GATE,
    SYMBOL_FLAG,
    SYMBOL_POSITION,
    SYMBOL_IDEA,
    SYMBOL_ADVICE,
    SYMBOL_SCENARIO,
    SYMBOL_SOURCE,
    SYMBOL_REGISTER,
    SYMBOL_TEST,
    SYMBOL_TABLE,
    SYMBOL_PEERS,
    SYMBOL_GUIDE,   /* steps and strategy questions */
    SYMBOL_CALC,    /* rows of the calculation */
    SYMBOL_COLUMN,  /* a register's column, only inside its own counts */
    SYMBOL_DERIVED, /* a value the analysis gives: enum derived */
    SYMBOL_KINDS
};

/* Values that the analysis computes for each area and that conditions and texts may name.
 * Names: derived.c in lib/rules (table of rows sv/en/unit/is_text). */
enum derived {
    DERIVED_STRONG_IDEAS,      /* starka_idéer [st] */
    DERIVED_POSSIBLE_IDEAS,    /* möjliga_idéer [st]: strong or possible */
    DERIVED_OLDEST_VALUE,      /* äldsta_värde [år]: base year - year of the oldest value used */
    DERIVED_SEX_GAP,           /* könsgap [%]: largest gap women/men among indicators by sex */
    DERIVED_RANK_SPAN,         /* plats_spann [st]: places the rank moves under +-25 % weights */
    DERIVED_PEER_BETTER,       /* liknande_bättre: a peer scores lower on the same top challenge */
    DERIVED_NEIGHBOUR_SAME,    /* granne_samma: a neighbour has the same top challenge */
    DERIVED_BRANCH_PERCENTILE, /* bransch_percentil [%]: percentile rank of the best idea's branch
                                */
    DERIVED_AREA,              /* kommun (text) */
    DERIVED_NEIGHBOUR,         /* granne (text) */
    DERIVED_PEER,              /* liknande (text) */
    DERIVED_TOP_CHALLENGE,     /* toppmått (text): label of the top challenge */
    DERIVED_MISSING_LIST,      /* saknas_lista (text) */
    DERIVED_OLD_LIST,          /* gamla_lista (text) */
    DERIVED_SEX_GAP_NAME,      /* könsgap_mått (text) */
    DERIVED_RANK,              /* plats [st]: rank in the model's root index */
    DERIVED_RANK_LOW,          /* plats_bäst [st] */
    DERIVED_RANK_HIGH,         /* plats_sämst [st] */
    DERIVED_COUNT
};

enum expr_op {
    EXPR_NUMBER,
    EXPR_TEXT,
    EXPR_TRUTH, /* literal; truth: 1 yes, 0 no, -1 unknown */
    EXPR_REF,   /* symbol; property 'v' value, or another scalar's: see struct change */
    EXPR_SCALE, /* args[0] * number: unit conversion put in by the checker */
    EXPR_NEGATE,
    EXPR_NOT,
    EXPR_ADD,
    EXPR_SUBTRACT,
    EXPR_MULTIPLY,
    EXPR_DIVIDE,
    EXPR_POWER,
    EXPR_EQ,
    EXPR_NE,
    EXPR_LT,
    EXPR_LE,
    EXPR_GT,
    EXPR_GE,
    EXPR_AND,
    EXPR_OR,
    EXPR_IS,   /* args[0] is `is`: two-valued */
    EXPR_LIKE, /* args[0] (text) matches pattern */
    EXPR_CALL  /* function(args) */
};
enum is_what { IS_YES, IS_NO, IS_UNKNOWN, IS_MISSING };

/* Functions: table in rules/functions.c (name sv/en, arity, units, help, spreadsheet counterpart).
 */
enum function {
    FN_MIN,
    FN_MAX,
    FN_MEAN,
    FN_SUM,
    FN_MEDIAN,
    FN_ABS,
    FN_ROUND,
    FN_LN,
    FN_EXP,
    FN_SQRT,
    FN_IF,      /* om(villkor; a; b) */
    FN_MISSING, /* saknas(x): two-valued */
    FN_MEAN_ALL,
    FN_MEDIAN_ALL,
    FN_SUM_ALL,         /* over the areas, skipping missing */
    FN_RANK,            /* rang(x): 1 = highest; for a node its published rank */
    FN_PERCENTILE_RANK, /* percentilrang(x) [%]: 100 (lower + half of the other equals)/(n - 1) */
    FN_PERCENTILE,      /* percentil(x; 60 %): R type 7 over the areas */
    FN_SHARE_ALL,       /* andel_alla(villkor): share of the areas where it holds, of those known */
    FN_MEAN_NEIGHBOURS, /* medel_grannar(x): over the areas that share a border */
    FN_MEDIAN_NEIGHBOURS,
    FN_MEAN_PEERS, /* medel_liknande(x; namn): over those that a block of peers names */
    FN_MEDIAN_PEERS,
    FN_REST,       /* rest(y; x): residual of a simple regression over the areas */
    FN_CHANGE,     /* förändring(x; 5 år): (now - then)/then, a pure number */
    FN_MEAN_YEARS, /* medel_år(x; 3 år): mean of the last n years, needs half rounded up */
    FN_LATEST,     /* senaste(x; 3 år): latest value at most n years before the base year */
    FN_AT_YEAR,    /* vid(x; 2022): the value of that year */
    FN_SHARE_YES,  /* andel_ja(f1; f2; ...): weighted share of yes among known facts (their
                      weights); missing unless at least half the facts are known */
    FN_ASSESSABLE, /* bedömbar(node): at least preliminary */
    FN_TOP,        /* främst(x): x is the top challenge, or the best idea */
    FN_COUNT
};

struct ref {
    enum symbol_kind kind;
    uint32_t index; /* into the model's array of that kind; enum derived for SYMBOL_DERIVED */
    char property;
    uint32_t part; /* which of several, from 1: a challenge's part, a step of a scale; else 0 */
};

struct expr {
    enum expr_op op;
    struct place place;
    struct unit unit; /* of the result; for truths and texts factor 1, no power */
    bool is_truth, is_text;
    double number;    /* EXPR_NUMBER, EXPR_SCALE, EXPR_TRUTH (1/0/-1) */
    const char *text; /* EXPR_TEXT; EXPR_NUMBER/REF: as written */
    struct ref ref;   /* of a call over peers: which */
    enum is_what is;
    enum function function;
    struct pattern *pattern; /* EXPR_LIKE: rules/pattern.h */
    struct expr **args;
    uint32_t arg_count;
};

/* --- what is declared ------------------------------------------------------------------------- */

/* What every declared thing has. */
struct head {
    const char *name;
    const char *id;                /* short code of the domain (A01, G1), "" when none */
    const char *sv, *en;           /* label; en == sv when none was given */
    const char *source;            /* free text: where this comes from (källa:), "" when none */
    const char *note_sv, *note_en; /* "" when none */
    struct place place;            /* of the name */
};

struct rule_filter { /* "heading" = "value" */
    const char *heading, *value;
    struct place place;
};

struct variable {
    struct head head;
    uint32_t owner; /* source */
    const char *heading;
    struct place heading_place;
    struct rule_filter *where;
    size_t where_count;
    const char *title_heading, *title; /* NULL when none */
    struct unit unit;
    bool is_text;
};

enum year_from { YEAR_COLUMN, YEAR_HEADINGS, YEAR_STATED, YEAR_UNKNOWN };

/* How a source comes from the net to the data folder: "hämta:" and what belongs to it. */
enum fetch_way { FETCH_BY_HAND, FETCH_KOLADA, FETCH_PXWEB, FETCH_FORSAKRINGSKASSAN, FETCH_FILE };
struct rule_selection { /* one variable of a PxWeb table */
    const char *variable, *codes;
    bool summed; /* added up by the agency: no codes */
    struct place place;
};
struct rule_fetch {
    int way;              /* enum fetch_way */
    const char *from;     /* https://..., "" when not stated */
    const char *to;       /* below the data folder, "" when not stated: the source's file */
    const char *rate;     /* as written; NULL when not stated */
    int32_t calls, every; /* at most so many calls in so many seconds; 0 = the usual */
    struct rule_selection *selections;
    size_t selection_count;
    struct place place, from_place, to_place;
};

struct source {
    struct head head;
    struct rule_fetch fetch;
    const char *glob, *publisher, *table, *licence, *via, *address; /* "" when not stated */
    const char *encoding;                                           /* NULL = detect */
    char delimiter, decimal;                                        /* 0 = detect */
    const char *area_heading, *year_heading, *month_heading, *sex_heading, *status_heading;
    enum year_from year_from;
    int32_t year;
    const char *secret_mark;
    struct rule_filter *filters;
    size_t filter_count;
    bool optional;      /* frivillig: ja */
    bool invented;      /* påhittad: ja: a workbook made from it says so on every sheet */
    int32_t fresh_days; /* färsk: 0 = not stated */
    struct place file_place, area_place, year_place, sex_place;
};

struct rule_column {
    struct head head;
    const char *heading;
    struct unit unit;
    bool is_text;
};
struct rule_register {
    struct head head;
    struct rule_fetch fetch;
    const char *glob, *publisher, *table, *licence, *via, *address, *encoding, *area_heading;
    char delimiter, decimal;
    int32_t year; /* 0 unknown */
    struct rule_column *columns;
    size_t column_count;
    bool optional, invented;
    struct place file_place, area_place;
};

enum fact_type { FACT_YES_NO, FACT_NUMBER, FACT_TEXT };
struct fact {
    struct head head; /* label: the statement; question: what to ask at the meeting */
    enum fact_type type;
    struct unit unit;
    const char *column; /* heading in the facts file */
    const char *question_sv, *question_en;
    double weight;              /* in andel_ja */
    const char *const *choices; /* FACT_TEXT: the texts allowed, NULL = any */
    size_t choice_count;
};
struct facts_file { /* block fakta */
    bool present;
    const char *glob, *area_heading;
    struct place place;
};

struct dated_value {
    int32_t day; /* from, 0 = always */
    double value;
    struct place place;
};
struct assumption {
    struct head head;
    struct unit unit;
    struct dated_value *values; /* ascending days */
    size_t value_count;
    double low, high; /* osäkerhet; NAN when none */
    const char *evidence;
};

struct count {
    struct head head;
    struct unit unit;
    uint32_t reg;       /* register */
    struct expr *where; /* over the register's columns; NULL = all rows */
    struct expr *sum;   /* summera: a number column; NULL = count rows */
};

enum indicator_role { ROLE_MEASURE, ROLE_INDICATOR, ROLE_SUBSTITUTE };
enum scale_kind { /* rows of scale_methods, rules/methods.h */
                  SCALE_NONE,
                  SCALE_GOALPOSTS,
                  SCALE_STEPS,
                  SCALE_DIRECT,
                  SCALE_MINMAX,
                  SCALE_ZSCORE,
                  SCALE_PERCENTILE,
                  SCALE_RANK,
                  SCALE_BORDA,
                  SCALE_EXPONENTIAL,
                  SCALE_CLASSES,
                  SCALE_TARGET,
                  SCALE_SHARE,
                  SCALE_DISTANCE,
                  SCALE_KINDS
};
/* Whom a scale compares with. */
enum compared { COMPARED_AREAS, COMPARED_ALL, COMPARED_FIXED };
/* Which of those values is held against (share of, distance to). */
enum anchor { ANCHOR_BEST, ANCHOR_MEAN, ANCHOR_WORST };
enum outlier_rule { /* rows of outlier_methods */
                    OUTLIER_NONE,
                    OUTLIER_WINSORISE,
                    OUTLIER_LOG,
                    OUTLIER_WINSORISE_LOG,
                    OUTLIER_KINDS
};
enum missing_rule { /* rows of missing_methods */
                    MISSING_SKIP,
                    MISSING_LAST,
                    MISSING_STOP,
                    MISSING_FACT,
                    MISSING_MEDIAN,
                    MISSING_MEAN,
                    MISSING_PEER_MEDIAN,
                    MISSING_PEER_MEAN,
                    MISSING_KINDS
};
enum year_rule { YEARS_BASE, YEARS_COMMON }; /* the base year; the latest year that most have */
enum tie_rule { TIES_COMPETITION, TIES_DENSE, TIES_LAST }; /* 1224, 1223, 1334 */
struct step {
    double from, points; /* points from this value on */
};
struct indicator {
    struct head head;
    enum indicator_role role;
    struct unit unit;
    struct expr *formula;
    uint32_t parent;         /* node; UINT32_MAX for none (measure, challenge-only, substitute) */
    uint32_t substitute_for; /* indicator, ROLE_SUBSTITUTE; else UINT32_MAX */
    uint32_t *substitutes;   /* of an indicator, in order of declaration */
    size_t substitute_count;
    uint32_t *challenges; /* ROLE_SUBSTITUTE: nodes (challenges) where it may count */
    size_t challenge_count;
    bool reversed;         /* lower value gives more points */
    bool direction_stated; /* else higher, since nobody said */
    bool clamped;          /* goalposts: points kept within 0-100 (default yes) */
    enum scale_kind scale;
    double low, high; /* goalposts, lowest first; in the indicator's unit */
    struct step *steps;
    size_t step_count;
    double points_low, points_high; /* min-max: from and to; both 0 = 0 and 100 */
    double mean, spread;            /* z: of the points; spread 0 = 0 and 1 */
    double target;                  /* in the indicator's unit */
    enum anchor anchor;             /* share, distance */
    int32_t classes;
    enum compared compared;
    double fixed_low, fixed_high;    /* COMPARED_FIXED: lowest and highest; NAN when not given */
    double fixed_mean, fixed_spread; /* or mean and standard deviation; NAN when not given */
    enum outlier_rule outliers;
    int32_t outliers_most;   /* at most so many values are drawn in */
    bool outliers_stated;    /* else the model's rule */
    bool calibrated;         /* kalibrerad: false is shown as "uncalibrated proposal" */
    const char *calibration; /* what the goalposts rest on */
    double weight;           /* within parent; 0 = not scored there */
    enum missing_rule missing;
    int32_t missing_years; /* MISSING_LAST: at most so many years old */
    enum year_rule years;
    int32_t years_back; /* YEARS_COMMON: at most so many years before the base year */
    int decimals;       /* how it is shown */
    struct expr *base;  /* bas: what a share is a share of, for sampling noise; NULL */
    struct place scale_place, weight_place, formula_place, compared_place, missing_place;
};

enum node_kind { NODE_DIMENSION, NODE_INDEX, NODE_CHALLENGE };
enum aggregation { /* rows of aggregation_methods */
                   AGGREGATE_MEAN,
                   AGGREGATE_GEOMETRIC,
                   AGGREGATE_HARMONIC,
                   AGGREGATE_MINIMUM,
                   AGGREGATE_SUM,
                   AGGREGATE_POWER,
                   AGGREGATE_COPELAND,
                   AGGREGATE_KINDS
};
struct child {
    enum symbol_kind kind; /* SYMBOL_INDICATOR or SYMBOL_NODE */
    uint32_t index;
    double weight;
    bool reversed; /* challenge: 100 - points */
    struct place place;
};
struct node {
    struct head head;
    enum node_kind kind;
    uint32_t parent; /* node; UINT32_MAX for the top ones and challenges */
    double weight;   /* within parent */
    enum aggregation aggregation;
    double power;
    double tolerance;       /* Copeland: parts nearer each other than this are equal */
    double floor;           /* golv: parts below it count as it; 0 = none */
    struct child *children; /* in order of declaration, weight > 0 only */
    size_t child_count;
    struct child *listed; /* the same with those of weight 0: another weight may bring them in; the
                             weights here are in force only in a challenge */
    size_t listed_count;
    bool inherits;            /* the children are those of variant_of, but for `without` */
    double full, preliminary; /* coverage thresholds as shares 0-1 */
    uint32_t *without;        /* utan: a variant of another index without these indicators */
    size_t without_count;
    uint32_t variant_of; /* node; UINT32_MAX */
    bool no_lesson;      /* inget_att_lära: nobody can act on it, so nobody is to be asked */
    const char *sheet_sv, *sheet_en; /* blad: its sheet in an area's workbook, "" = its label */
    struct place weight_place, aggregation_place;
};

enum gate_outcome {
    OUTCOME_READY,
    OUTCOME_WARNING,
    OUTCOME_CONDITIONAL,
    OUTCOME_NOT_ASSESSABLE,
    OUTCOME_ADVISED_AGAINST,
    OUTCOME_QUESTION
};
struct gate {
    struct head head;
    struct expr *condition;
    enum gate_outcome failed, unknown;
    const char *question_sv, *question_en; /* "" when none */
};
struct flag {
    struct head head;
    struct expr *condition;
};
struct position { /* the first whose condition holds; condition NULL = otherwise */
    struct head head;
    struct expr *condition;
};

struct idea {
    struct head head;
    const char *what_sv, *what_en, *private_buyers, *public_buyers, *size, *capital, *route,
        *first_trial, *risk;
    /* The same in English: the Swedish text where none is given. */
    const char *private_buyers_en, *public_buyers_en, *size_en, *capital_en, *route_en,
        *first_trial_en, *risk_en;
    struct expr **required;
    size_t required_count;
    struct expr **supporting;
    size_t supporting_count;
    struct expr **stops;
    const char **stop_texts, **stop_texts_en; /* what to do instead, "" when none */
    size_t stop_count;
    uint32_t *challenges;
    size_t challenge_count;
    struct expr *branch; /* NULL when none */
};

struct advice {
    struct head head;
    const char *group;      /* category, e.g. "grind", "läge" */
    struct expr *condition; /* NULL = otherwise: no other of the same group held */
    const char *text_sv, *text_en;
    int priority;        /* 1 first */
    bool originals_only; /* endast_original: not printed when a named indicator used a substitute */
};

/* steg, strategifråga: something to do or to ask, answered with the area's own figures. The first
 * answer whose condition holds and whose placeholders can be filled is shown. */
enum guide_kind { GUIDE_STEP, GUIDE_QUESTION };
struct guide_answer {
    struct expr *condition; /* NULL = otherwise */
    const char *text_sv, *text_en;
    struct place place;
};
struct guide {
    struct head head; /* label: the step or the question */
    enum guide_kind kind;
    int32_t number; /* in this order, those of one kind */
    struct guide_answer *answers;
    size_t answer_count;
    const char *question_sv, *question_en; /* to ask at the meeting when no answer is shown; "" */
};

/* A row of the calculation that a reader fills in: no score rests on it. Without a formula it is a
 * cell to fill in, with what is suggested or empty. */
struct calc {
    struct head head;
    struct unit unit;
    struct expr *suggestion; /* over the area's values; NULL = nothing is known */
    struct expr *formula;    /* over other rows and the area's values; NULL = a cell to fill in */
    double low, high;        /* what may be filled in; NAN: any number from 0 */
    int decimals;
    struct place formula_place, suggestion_place;
};

struct override { /* sätt: NAME.property = expression */
    struct ref target;
    struct expr *value;
    bool percent; /* a weight written with % */
    struct place place, value_place;
};
struct scenario {
    struct head head;
    struct override *overrides;
    size_t override_count;
};

/* --- uncertainty ------------------------------------------------------------------------------ */

enum vary_weights { VARY_NOTHING, VARY_UNIFORM, VARY_DIRICHLET };
struct alternatives { /* one is drawn, all with equal chance; none: as the rules say */
    int *items;
    size_t count;
};
enum { ALTERNATIVE_AS_WRITTEN = -1 };

/* What the intervals of the ranks vary. A model without the block has the defaults. */
struct uncertainty {
    bool declared;
    struct place place;
    int32_t draws; /* 0: no intervals */
    int32_t seed;
    int32_t top;     /* the chance to be among so many first */
    int32_t samples; /* of the sensitivity indices; 0: none */
    enum vary_weights weights;
    double share;                     /* VARY_UNIFORM: weight x (1 +- share) */
    double concentration;             /* VARY_DIRICHLET */
    struct alternatives aggregations; /* enum aggregation, or ALTERNATIVE_AS_WRITTEN */
    struct alternatives scales;       /* enum scale_kind */
    struct alternatives outliers;     /* enum outlier_rule */
    struct alternatives missing;      /* enum vary_missing */
    bool leave_out;                   /* one indicator at a time, or none */
    bool assumptions;                 /* those that state a range, uniformly within it */
    bool sampling;                    /* noise of counts, where `bas:` names the denominator */
    double together; /* a band takes those that its first stands above in fewer of the draws */
};
enum vary_missing { VARY_SKIP, VARY_MEDIAN };

/* Another value for one scalar: a weight ('w'; of a challenge's part too), a goalpost ('l', 'h'),
 * where a step begins and its points ('f', 'p'), an assumption's value ('v'). */
struct change {
    struct ref target;
    const double *values; /* of an assumption one for each dated value, else one */
    const char *origin;   /* the option or file it comes from */
    struct place place;
    bool from_table; /* of the rules, not asked for with an option */
};

struct rule_table { /* tabell: a CSV of numbers in place of those in the rules */
    struct head head;
    const char *file, *encoding; /* file: relative to the rules' folder; encoding NULL = detect */
    char delimiter, decimal;     /* 0 = detect */
    struct place file_place;
};

/* liknande: which areas are like each other. From a file of published groups, or the nearest by
 * standardised distance. */
struct compared_value {
    struct expr *value; /* NULL when broken */
    double weight;
};
struct peers {
    struct head head;
    const char *file, *group; /* relative to the rules' folder; "" when none */
    struct compared_value *compared;
    size_t compared_count;
    double least; /* share of the weight that two areas must both have values for */
    int32_t most; /* at most so many peers; 0 = all */
    struct place file_place, group_place;
};

/* --- tests of the rules ----------------------------------------------------------------------- */

enum test_use {
    TEST_AREA,     /* the row's name */
    TEST_GIVEN,    /* ref gets the cells */
    TEST_VALUE,    /* the expression must come out as the cells say */
    TEST_POINTS,   /* points of the indicator ref */
    TEST_GRADE,    /* grade of the idea ref: 0 stopped, weak, possible if, possible, 4 strong */
    TEST_POSITION, /* which position the area has: an index */
    TEST_ADVICE    /* is the advice ref shown? */
};
struct test_column {
    enum test_use use;
    struct ref ref;
    int32_t year;       /* given: of the value; 0 = the source's own year, else the base year */
    struct expr *value; /* TEST_VALUE */
    struct unit unit;   /* of its numbers */
    bool is_truth, is_text;
    struct place place;
    const char *text; /* as written */
};
struct test_cell {
    bool missing;
    double number;     /* in the column's unit; truths 1 and 0; a grade or a position */
    const char *text;  /* of a text */
    int decimals;      /* as written: what comes out is rounded to them; 0 = must be the same */
    double as_written; /* number times this is the number as written, in the unit written */
    struct place place;
};
struct test_row {
    const char *name; /* "" when no column names the rows */
    struct test_cell *cells;
    struct place place; /* of the whole row */
};
struct statement { /* on the real data */
    const char *area;
    struct expr *condition;
    struct place area_place, place;
};
struct test { /* the rows of the table are all the areas there are */
    struct head head;
    struct test_column *columns;
    size_t column_count;
    struct test_row *rows;
    size_t row_count;
    struct place columns_place;
    struct statement *statements;
    size_t statement_count;
};

struct model {
    struct arena *arena;
    struct head head; /* the model block */
    const char *version;
    const char *folder;                       /* of the rules */
    const char *areas_file;                   /* relative to the rules' folder */
    const char *register_file;                /* all known areas, "" when none */
    struct place areas_place, register_place; /* of the two; line 0 when not written */
    const char *neighbours_file;              /* CSV, relative to the rules' folder; "" when none */
    int32_t base_year, day;                   /* day: dag:, 0 when not stated */
    int32_t trend_years;                      /* over which change is shown and carried on */
    int rank_decimals;                        /* points are rounded to this before ranking */
    enum tie_rule ties;
    enum outlier_rule outliers; /* of the indicators that state none */
    int32_t outliers_most;
    double full_dimension, preliminary_dimension, full_index, preliminary_index;
    const char *limits_sv, *limits_en; /* vad analysen inte säger, "" when none */
    const char *contact;
    const char *const *advice_order; /* groups in the order they are printed */
    const int *advice_max;           /* at most so many of each; 0 = any */
    size_t advice_order_count;
    bool invented; /* påhittad: ja in the model or any source */

    struct uncertainty uncertainty;

    struct source *sources;
    size_t source_count;
    struct variable *variables;
    size_t variable_count;
    struct rule_register *registers;
    size_t register_count;
    struct facts_file facts_file;
    struct fact *facts;
    size_t fact_count;
    struct assumption *assumptions;
    size_t assumption_count;
    struct count *counts;
    size_t count_count;
    struct indicator *indicators;
    size_t indicator_count;
    struct node *nodes;
    size_t node_count;
    struct gate *gates;
    size_t gate_count;
    struct flag *flags;
    size_t flag_count;
    struct position *positions;
    size_t position_count;
    struct idea *ideas;
    size_t idea_count;
    struct advice *advice;
    size_t advice_count;
    struct scenario *scenarios;
    size_t scenario_count;
    struct test *tests;
    size_t test_count;
    struct rule_table *tables;
    size_t table_count;
    struct guide *guides;
    size_t guide_count;
    struct calc *calcs;
    size_t calc_count;
    struct peers *peers; /* the first is meant where none is named */
    size_t peers_count;
    /* Those of tables, then those asked for with options, in the order they count; not in force
     * here: see override.h. */
    struct change *changes;
    size_t change_count;

    /* All indicators, counts and so on in an order where each comes after what it names:
     * (SYMBOL_COUNT, SYMBOL_INDICATOR, SYMBOL_NODE, SYMBOL_GATE, SYMBOL_FLAG, SYMBOL_IDEA ...). */
    struct ref *order;
    size_t order_count;
    bool *named[SYMBOL_KINDS]; /* [count of the kind] does any expression or text name it? */
    uint32_t root; /* node: the first index without parent and not a variant; UINT32_MAX if none */
    const char *const *files;         /* rule files read, in order */
    const char *const *file_texts;    /* their text, for the sheet of rules and for messages */
    const uint32_t *file_crcs;        /* CRC-32 of their bytes as they were read */
    size_t file_count, overlay_count; /* the last of them lie over the rules */
};

const struct head *model_head(const struct model *model, struct ref ref);
/* What a name stands for (case-insensitive, either dialect's derived names); false: nothing. */
bool model_find(const struct model *model, const char *name, struct ref *ref);
/* Does anything of that kind stand in it? */
bool expression_names(const struct expr *e, enum symbol_kind kind);
const char *head_label(const struct head *head, enum lang lang);
/* The unit as people write it in that language; "" for none. */
const char *unit_text(const struct unit *unit, enum lang lang);

#endif
