/* What the model makes of the dataset. Reports read this and nothing else. Indices of areas,
 * indicators, nodes and so on are those of the model and of data->areas. Matrices are stored row by
 * row: [thing][area]. Everything lives in the result's arena. */
#ifndef ETABLERA_ANALYSIS_RESULT_H
#define ETABLERA_ANALYSIS_RESULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/association.h"
#include "analysis/fit.h"
#include "base/diagnostic.h"
#include "data/dataset.h"
#include "rules/model.h"

enum truth { TRUTH_UNKNOWN = -1, TRUTH_NO = 0, TRUTH_YES = 1 };
enum grade { GRADE_NONE, GRADE_PRELIMINARY, GRADE_FULL }; /* ej bedömbar, preliminär, full */
enum idea_grade { IDEA_STOPPED, IDEA_WEAK, IDEA_POSSIBLE_IF, IDEA_POSSIBLE, IDEA_STRONG };

/* One indicator (or measure, substitute) over all areas. */
struct indicator_result {
    struct cell *cells;  /* [areas] value in the indicator's own unit (of the substitute used) */
    double *points;      /* [areas] 0-100; NAN when none */
    uint8_t *substitute; /* [areas] 0 = its own value, k = its k-th substitute */
    int32_t *rank;       /* [areas] rank by value in the direction of the scale; 0 = none */
    const char **reason; /* [areas] why missing (sv), NULL when it is not; or how it was derived */
    const char **reason_en;
    double *treated; /* [areas] what the outlier rule put in place of the value, which stays in
                        cells;   NAN where it did nothing, or for a substitute */
    size_t treated_count;
    uint8_t treatment; /* enum treatment of analysis/outlier.h: what the rule did */
    bool still_skewed; /* it did not get the values to pass */
    uint8_t *imputed;  /* [areas] the value was computed in place of a missing one; NULL: none */
    size_t imputed_count;
    const struct fit *fits; /* lines that values are the residuals of, those that were used */
    size_t fit_count;
    int32_t common_year; /* YEARS_COMMON: the year that was found; 0 */
    double share;        /* of the weight of the root, nominally; 0 when it is not under it */
    double importance;   /* squared correlation of the points with the root's score; NAN */
    double median_value, median_points; /* over the areas that have one; NAN */
    double *women, *men;                /* [areas] NAN; NULL when the figure is not divided */
    size_t have;                        /* areas with a value */
    size_t have_substitute;             /* of them by a substitute */
    bool mixed; /* they are not all of one measure: some by a substitute, or by different ones */
};

/* Was the area's value computed in place of a missing one? Then it counts in no coverage. */
static inline bool is_imputed(const struct indicator_result *r, size_t area)
{
    return r->imputed != NULL && r->imputed[area] != 0;
}

/* One dimension, index or challenge over all areas. */
struct node_result {
    double *score;      /* [areas] NAN when not assessable */
    double *coverage;   /* [areas] 0-1 */
    uint8_t *grade;     /* [areas] enum grade */
    int32_t *rank;      /* [areas] competition rank among those assessable, 1 = highest; 0 = none */
    double *outranking; /* [areas][areas] Copeland: share of weight by which the row outranks the
                           column; NAN where one takes no part; NULL elsewhere */
    double *importance; /* [child_count] squared correlation of each part with the node; NAN with
                           too few areas */
    struct reliability reliability; /* of the parts that have values: Cronbach's alpha */
    double median;
    size_t ranked; /* how many have a rank */
};

struct condition_result {
    int8_t *truth; /* [areas] enum truth */
};

struct idea_result {
    uint8_t *grade;      /* [areas] enum idea_grade */
    const char **why[2]; /* [lang][areas] the condition that fails, is unknown or stops, in words;
                            "" when none */
    const char *
        *has[2]; /* [lang][areas] what the area has of what it asks; "" when nothing to say */
    const char **fits[2]; /* [lang][areas] what speaks for it, "" when nothing is known to */
    const char **ask[2];  /* [lang][areas] of the first required condition that is false, else
                             unknown, the parts that are: "x är minst 5 (här: 3)", "x är minst 5
                             eller om y"; "" when there is none */
    size_t *supporting;   /* [areas] supporting conditions that hold */
    size_t *strength;     /* [areas] order among the area's ideas, 1 = best */
};

struct advice_item {
    uint32_t advice;     /* model->advice */
    const char *sv, *en; /* text with placeholders filled */
};

/* A step or strategy question in an area, with its answer. */
struct guide_result {
    const char *sv, *en; /* the answer; NULL: nothing is known, so it is a question to ask */
};

/* A row of the calculation as it stands before anybody fills anything in. */
struct calc_result {
    double *value; /* [areas] suggested, or computed from what is suggested; NAN when unknown */
};
/* A part of a formula that names no row has the same value however the rows are filled in. */
struct calc_fixed {
    const struct expr *x;
    double *value; /* [areas] NAN when unknown */
};

struct area_result {
    uint8_t
        class_outcome; /* enum gate_outcome: READY, CONDITIONAL, NOT_ASSESSABLE, ADVISED_AGAINST */
    const char *class_why_sv, *class_why_en; /* which gates, or "preliminärt underlag" */
    uint32_t position;      /* model->positions; UINT32_MAX when the indices are missing */
    uint32_t top_challenge; /* node; UINT32_MAX */
    uint32_t best_idea;     /* UINT32_MAX */
    size_t challenges_judged;
    struct advice_item advice[10];
    size_t advice_count;
    uint32_t *questions; /* model->facts that are unknown */
    size_t question_count;
    uint32_t *neighbours;
    size_t neighbour_count;
    double oldest_value; /* years; NAN when no value has a year */
    size_t order;        /* 1..n: turordning: class, then root score, then file order */
};

struct uncertain;
struct sensitivity;
struct outlook;

/* An area that is like another. */
struct peer {
    uint32_t area;    /* UINT32_MAX: outside the study */
    const char *name; /* of the area */
    double distance;  /* standardised; NAN when a file names it */
    size_t shared;    /* values that both have, of those compared */
};
struct peers_result {
    struct peer **list;  /* [areas] the nearest first; those of a file in its order, inside first */
    size_t *count;       /* [areas] */
    const char **why[2]; /* [lang][areas] why there is none; NULL when there are some */
    size_t compared;     /* how many values are compared: those that tell areas apart */
};

/* The peer with the least need in a challenge, when it is less than the area's own. */
struct lesson {
    uint32_t area;  /* UINT32_MAX: none */
    uint32_t peers; /* the block of peers that named it */
};

struct fact_value {
    int8_t truth;     /* yes/no facts */
    double number;    /* number facts; NAN unknown */
    const char *text; /* as written; NULL unknown */
    uint32_t file, line;
    const char *who; /* gave the answer; NULL not known, "" did not say */
    int32_t day;     /* of the answer; 0 not known */
};

struct scenario_result; /* scenarios.h */
struct diff;            /* diff.h */

struct result {
    struct arena *arena;
    const struct model *model;
    const struct dataset *data;
    int32_t day; /* the day of the analysis (--date, else dag:), 0 when none */
    size_t areas;
    struct indicator_result *indicators;    /* [model->indicator_count] */
    struct node_result *nodes;              /* [model->node_count] */
    struct condition_result *gates, *flags; /* [gate_count], [flag_count] */
    struct idea_result *ideas;
    struct guide_result **guides; /* [guide_count][areas] */
    struct calc_result *calcs;    /* [calc_count] */
    struct calc_fixed *fixed;
    size_t fixed_count;
    struct cell **counts;                  /* [count_count][areas] */
    struct fact_value **facts;             /* [fact_count][areas] */
    struct area_result *area;              /* [areas] */
    struct peers_result *peers;            /* [model->peers_count] */
    struct lesson **lessons;               /* [node_count][areas]; NULL for what is no challenge */
    const struct uncertain *uncertain;     /* how sure the places are; NULL when not asked for */
    const struct sensitivity *sensitivity; /* and what moves them */
    const struct outlook *outlook;         /* trend, and what lies ahead */
    int32_t *rank_bound_low, *rank_bound_high; /* [areas] best and worst place if every value that
                                      is missing there were the best or the worst that any area has;
                                      the rank where nothing is missing; 0 = none; NULL without a
                                      root */
    double **reference; /* [indicator_count] values of all areas in the data, for scales that
                           compare with them; NULL elsewhere */
    size_t reference_count;
    uint32_t *ranking; /* areas in the order of the ranking: ranked first by rank
                          then score then file order, then those not assessable */
    bool preliminary;  /* any ranked area is preliminary in the root index */
    bool invented;
    const struct scenario_result *scenarios; /* of the first scenario_count of the model's */
    size_t scenario_count;                   /* 0 when nobody asked */
    const struct diff *before;               /* an earlier run beside this one; NULL: none given */
    const char *const *past; /* [areas] places of earlier nights, in words; NULL: no history */
    const char *program;     /* name and version of what made this; NULL: not said */
    /* [data->file_count] and [model->file_count] SHA-256 of what was read, "" where it is not
     * known; NULL when nobody asked */
    const char *const *digests, *const *rule_digests;
    const char *const *overrides; /* the changes in force, in words */
    size_t override_count;
    const char **remarks; /* lines for the cover, in the reader's language: errors told so far */
    size_t remark_count;
};

/* Text of a grade, class, idea grade in a language: "full", "preliminär", "ej bedömbar" … */
const char *grade_text(enum grade g, enum lang lang);
/* "vägt medelvärde": how the parts of a node are put together. */
const char *aggregation_text(enum aggregation a, enum lang lang);
const char *outcome_text(enum gate_outcome o, enum lang lang);
const char *idea_grade_text(enum idea_grade g, enum lang lang);

/* In the first third of the areas that have a place in the node: a challenge that stands out. */
bool node_stands_out(const struct node_result *node, size_t area);

#endif
