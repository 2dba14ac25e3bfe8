/* Two analyses side by side: what differs in the rules and the data, which places and judgements
 * it moved, and how much of each move each change caused.
 *
 * A change's part is its Shapley value (Shapley 1953): the mean of what it adds over every order in
 * which the changes can be made. The parts sum to the whole move. With more than MOST_EXACT changes
 * the mean is over orders drawn with a fixed seed, and its standard error is given.
 *
 * A change is a number, a block, one property of a block, or a source of data. Changes that cannot
 * be made one without the other (a formula and the block that it names) are one. */
#ifndef ETABLERA_ANALYSIS_DIFF_H
#define ETABLERA_ANALYSIS_DIFF_H

#include "analysis/analysis.h"
#include "analysis/between.h"
#include "rules/difference.h"

enum { MOST_EXACT = 8, MOST_SAMPLES = 100, LEAST_SAMPLES = 20, MOST_WORLDS = 600 };

struct diff_side {
    const char *label;         /* as asked for */
    const struct model *model; /* with its changes in force */
    const struct dataset_bundle *bundle;
    struct analysis_options options;
    const struct result *result;
};

enum part_kind {
    PART_NUMBER,
    PART_RULES, /* a block or a property, or several that need each other */
    PART_ORDER, /* the order of blocks, and the files that stand beside the rules */
    PART_DATA,  /* a source, or several of one publisher */
    PART_ALL    /* everything: the areas are not the same */
};
struct diff_part { /* one change whose part is told */
    enum part_kind kind;
    uint32_t *differences; /* differences.items */
    size_t difference_count;
    uint32_t *sources; /* diff.sources */
    size_t source_count;
    /* [areas] NAN where the area has no score in some combination */
    double *score, *rank;
    double *score_error, *rank_error; /* standard errors; 0 when exact */
};

struct diff_area {
    uint32_t a, b; /* areas on each side; UINT32_MAX when it is on the other only */
};

enum moved_kind { MOVED_CLASS, MOVED_GATE, MOVED_FLAG, MOVED_IDEA, MOVED_ADVICE };
struct moved { /* one judgement of one area that differs; grades and truths in words */
    enum moved_kind kind;
    const struct head *head; /* of the gate, flag, idea or advice; NULL for the class */
    uint32_t area;           /* of diff.areas */
    const char *before, *after;
};

struct diff_source {              /* that says something else in b's data */
    const char *name, *publisher; /* of the source or register; facts_name */
    bool counts;                  /* can it move a score in the root index? */
};

struct diff {
    struct arena *arena;
    struct diff_side a, b;
    bool data_differs;
    struct differences differences;
    struct diff_source *sources;
    size_t source_count;
    struct diff_part *parts;
    size_t part_count;
    bool exact;
    int samples;             /* orders drawn, when not exact */
    struct diff_area *areas; /* in b's ranking, then those that only a has */
    size_t area_count;
    struct between *between; /* by a's areas; NULL unless both rules and data moved something */
    struct moved *moved;
    size_t moved_count, moved_capacity;
};

struct diff *diff_run(const struct diff_side *a, const struct diff_side *b, bool data_differs,
                      enum lang lang);
/* The same without the parts, at once: what differs and what moved. */
struct diff *diff_moves(const struct diff_side *a, const struct diff_side *b, enum lang lang);
void diff_free(struct diff *d);

/* Score (NAN) and rank (0: NAN) in the root of one of diff.areas on a side. */
double diff_score(const struct diff_side *side, uint32_t area);
double diff_rank(const struct diff_side *side, uint32_t area);

#endif
