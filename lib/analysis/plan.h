/* One node's tree, laid out for scoring all areas again and again under other weights, points and
 * ways of putting parts together: columns over the areas, parts before wholes, no model to look in.
 * Under the rules' own settings it gives what score_node() gives, to the last bit. */
#ifndef ETABLERA_ANALYSIS_PLAN_H
#define ETABLERA_ANALYSIS_PLAN_H

#include "analysis/evaluate.h"

struct plan_leaf {
    uint32_t indicator;
    uint32_t node; /* the node it stands under */
    bool reversed; /* 100 - points */
    bool counted;  /* coverage counts it where it is missing */
    bool imputed;  /* some of its values are */
};

struct plan_part {
    bool is_node;
    uint32_t at; /* leaf or node of the plan; the part's own number is its weight's */
};

struct plan_node {
    uint32_t index;        /* node of the model */
    uint32_t first, count; /* of its parts */
    enum aggregation aggregation;
    double power, full, preliminary;
    double tolerance, floor; /* as in struct node */
    bool over_index;         /* some part is an index */
    bool had_is_known;       /* coverage has what is known: only leaves, nothing imputed */
    bool all_counted;        /* coverage counts every leaf under it, whether known or not */
};

struct plan {
    struct arena *arena;
    size_t areas;
    struct plan_leaf *leaves;
    size_t leaf_count;
    struct plan_node *nodes; /* the last is the top */
    size_t node_count;
    struct plan_part *parts;
    double *weights; /* [part_count] the rules' own */
    size_t part_count;
    bool *is_index;              /* [part_count] the lowest grade of such parts binds the whole */
    struct plan_column *columns; /* [leaf_count] the rules' own points */
};

/* Points of a leaf over the areas. */
struct plan_column {
    double *points;   /* [areas] 0 where there are none */
    double *known;    /* [areas] 1 or 0 */
    double *measured; /* [areas] 1 or 0: coverage counts it; an imputed value is known, no more */
    double *logs;     /* [areas] natural logarithm; 0 where it has none; NULL: not taken yet */
};

enum { PLAN_AS_WRITTEN = -1 };

/* What one scoring goes by. Weight 0 leaves a part out. */
struct plan_settings {
    const double *weights;             /* [part_count] */
    const struct plan_column *columns; /* [leaf_count] */
    int aggregation;                   /* of every node; PLAN_AS_WRITTEN: each as the rules say */
    const double *judged; /* [node_count * areas] 1 where the node is to be judged, else 0; NULL: by
                             the coverage that these weights and columns give */
};

/* The tree of a node of a finished run; the plan is freed with plan_free(). */
struct plan *plan_new(const struct work *w, uint32_t node);
void plan_free(struct plan *plan);

/* A column from points where NAN is missing; it lives in the arena. */
struct plan_column plan_column_of(const struct plan *plan, struct arena *arena,
                                  const double *points);

/* Room for scoring: one for each thread. */
struct plan_room;
struct plan_room *plan_room_new(const struct plan *plan);
void plan_room_free(struct plan_room *room);

/* Where each node is judged by its coverage under these settings: judged[node_count * areas]. */
void plan_judge(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                double *judged);

/* Scores of the top node into score[areas], NAN where it cannot be judged. */
void plan_score(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                double *score);

/* The same, of every node of the plan: scores[node_count * areas]. */
void plan_scores(const struct plan *plan, const struct plan_settings *s, struct plan_room *room,
                 double *scores);

#endif
