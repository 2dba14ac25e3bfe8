/* Expressions over the areas, column by column. Private to lib/analysis. */
#ifndef ETABLERA_ANALYSIS_EVALUATE_H
#define ETABLERA_ANALYSIS_EVALUATE_H

#include "analysis/analysis.h"
#include "analysis/fit.h"
#include "analysis/scale.h"
#include "analysis/statistics.h"
#include "data/fact_log.h"
#include "data/source.h"

/* Peers as a file names them. */
struct published {
    uint32_t **inside;     /* [areas], each ended by UINT32_MAX */
    const char ***outside; /* [areas] names of those that are not studied, each ended by NULL */
};

struct dataset_bundle {
    struct arena *arena;
    struct dataset *data;
    struct area_register *areas;
    struct register_table *registers; /* [model->register_count] */
    bool *register_read;              /* [model->register_count] */
    size_t *series;                   /* [model->variable_count] series, SIZE_MAX when absent */
    size_t *fact_series;              /* [model->fact_count] */
    const struct fact_log_row ***answered; /* [model->fact_count][areas] the last answer that was
                                              taken in, NULL none; NULL when nobody read them */
    uint32_t **neighbours;                 /* [areas], each ended by UINT32_MAX */
    struct published *published;           /* [model->peers_count] */
    struct dataset_bundle *all; /* of every area in the model's register, for the scales that
                                   compare       with them; NULL when none does */
    struct cell **counts; /* [model->count_count] given, in place of a register; NULL when none */
    bool shares_data;     /* data belongs to others, or to the arena */
};

bool compares_with_all(const struct model *model);
/* A bundle over these areas with nothing read into it. */
struct dataset_bundle *bundle_new(const struct model *model, struct areas areas);

/* A file with invented values says so in its name; whoever reads it cannot forget it. */
bool names_invented(const char *path);

/* Weights apart from the model, so that a run with other weights needs no other model. */
struct weights {
    double *indicator; /* [indicator_count] within its parent */
    double *node;      /* [node_count] within its parent */
};

struct work {
    const struct model *model;
    const struct dataset_bundle *bundle;
    struct result *result;
    struct diagnostics *d;
    size_t n; /* areas */
    int32_t day;
    struct weights weights;
    const struct area_group *medians_of; /* AREA_MEDIAN has their medians; NULL: those of all */
    struct fits *fits; /* where lines that values rest on are noted; NULL: nowhere */
    bool scores_only;  /* medians, places and reasons of indicators are not asked for */
    const struct analysis_options *options; /* NULL: the model's own */
    bool originals_only; /* a substitute's value counts as missing: the text speaks of the original
                          */
};

/* To evaluate again what a finished result rests on; the result is not changed. Weights are not
 * set. */
struct work work_again(const struct result *r, const struct dataset_bundle *b,
                       struct diagnostics *d);

/* The model's own weights, in the arena. */
struct weights weights_of(const struct model *m, struct arena *arena);
/* The weight that a child has in its parent. */
double child_weight(const struct weights *w, const struct node *node, const struct child *c);

/* Evaluates x for every area into out[n], with variables read at `year`. Truths are 1 or 0; an
 * unknown truth has a missing status. The year is the oldest of the operands'; 0 when one of them
 * states none. */
void evaluate(struct work *w, const struct expr *x, int32_t year, struct cell *out);
enum truth cell_truth(const struct cell *c);
/* Text value of x for an area; NULL when unknown. */
const char *evaluate_text(struct work *w, const struct expr *x, uint32_t area);
/* Evaluates a condition into truths [n]. */
void evaluate_truth(struct work *w, const struct expr *x, int8_t *truth);

struct cell cell_missing(enum status status);
struct cell cell_number(double value);

/* functions over areas and years (functions.c) */
void evaluate_call(struct work *w, const struct expr *x, int32_t year, struct cell *out);
/* A literal argument such as "5 år" or "60 %". */
double literal_number(const struct expr *x);
/* A variable, fact, derived value and so on (refer.c). */
void evaluate_ref(struct work *w, const struct expr *x, int32_t year, struct cell *out);
void derived_value(struct work *w, enum derived which, struct cell *out);
const char *derived_text(struct work *w, enum derived which, uint32_t area, enum lang lang);

/* peers.c: who is like whom, and what to learn from them */
struct peers_result peers_room(struct arena *arena, size_t areas);
void run_peers(struct work *w, uint32_t index);
void run_lessons(struct work *w);

/* statistics.c */
/* Competition ranks "1224" of values rounded to `decimals` (< 0: not rounded), 1 = highest; NAN
 * gets 0. Returns how many were ranked. */
size_t rank_values(const double *values, size_t n, int decimals, bool lowest_first, int32_t *rank);
/* 100 (lower + half of the other equals) / (n - 1); NAN stays NAN; a single value gets 50. */
void percentile_rank(const double *values, size_t n, double *out);

/* The place of `equal` areas that come after `before` others with `values` different scores. */
int32_t place_of(enum tie_rule ties, size_t before, size_t equal, size_t values);
/* Competition ranks and the other tie rules, of scores as the model rounds them. */
size_t rank_scores(const struct model *m, const double *scores, size_t n, int32_t *rank);

struct indicator_result indicator_room(struct arena *arena, size_t areas);
/* steps of the method; run_scores: counts, indicators and nodes alone, as analysis_run computes
 * them when no formula names a condition. For result_free(). */
struct result *run_scores(const struct model *m, const struct dataset_bundle *b,
                          const struct analysis_options *o, struct diagnostics *d);
void run_count(struct work *w, uint32_t index);
void run_indicator(struct work *w, uint32_t index);
void run_node(struct work *w, uint32_t index);
void run_idea(struct work *w, uint32_t index);
void run_ideas_done(struct work *w);
void run_position(struct work *w);
void run_classes(struct work *w);
void run_top_challenges(struct work *w);
void run_advice(struct work *w);
void run_guides(struct work *w);
void run_calcs(struct work *w);
void run_sexes(struct work *w);
/* A text with its {names} filled for an area, in the result's arena; NULL when one has no value. */
const char *fill_text(struct work *w, const char *text, uint32_t area, enum lang lang);
/* The rank intervals, once, for whoever first asks. */
void run_uncertain(struct work *w);
void run_rank_bounds(struct work *w);
void run_importance(struct work *w);
/* Computes values in place of the missing ones that no substitute fills (impute.c). */
void impute(struct work *w, const struct indicator *ind, struct indicator_result *r);

/* What n > 0 parts come to together; `power` is of AGGREGATE_POWER. */
double aggregate(enum aggregation how, const double *score, const double *weight, size_t n,
                 double power);
/* Score of a node for every area under given weights (NAN when not assessable); coverage and grade
 * may be NULL. */
void score_node(const struct work *w, const struct weights *weights, uint32_t node, double *score,
                double *coverage, uint8_t *grade);
/* Points of an indicator that may count in a challenge (NAN when a substitute may not). */
double points_in(const struct work *w, uint32_t indicator, uint32_t node, uint32_t area);

/* The points of an indicator as they count under a node of a challenge's tree (or of another); NAN
 * when it has none there. The median is of the areas that have points there. */
double points_counted(const struct work *w, bool challenge, uint32_t indicator, uint32_t node,
                      uint32_t area);
double median_points_in(const struct work *w, uint32_t indicator, uint32_t node);
/* Scores of a node and of all under it as they count there, for the areas given: into
 * scores[node_count][count], NAN for other nodes and where not assessable. */
void score_tree(const struct work *w, uint32_t node, const uint32_t *areas, size_t count,
                double *scores);

#endif
