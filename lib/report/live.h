/* The part of the workbook for all areas that computes: the tree under the root index as cells that
 * follow the weights, from the sheet of weights up to the places. Points do not follow the weights:
 * they are stored on their sheet, and everything above them is a formula.
 *
 * Here stands which cell is where and what each one holds; live_formula.h makes the formulas. The
 * values are computed here a second time, the way the formulas do it, so that cells that the result
 * does not know (sums of weight, the area of medians) have one; scores, coverage, grades and places
 * are the result's own. */
#ifndef ETABLERA_REPORT_LIVE_H
#define ETABLERA_REPORT_LIVE_H

#include "report/view.h"

/* Why the workbook shows its ranking as it is, without formulas. */
enum live_fixed {
    LIVE_MOVES,    /* it has formulas */
    LIVE_ROOTLESS, /* nothing is ranked */
    LIVE_POINTS,   /* points of some indicator follow the weights */
    LIVE_PAIRS,    /* more areas than are compared pair by pair in a sheet */
    LIVE_LARGE     /* more cells, columns or parts than a sheet of this kind takes */
};

/* A weight of the rules: one row on the sheet of weights, in the order of the tree. */
struct live_weight {
    enum symbol_kind kind; /* SYMBOL_NODE or SYMBOL_INDICATOR */
    uint32_t index;
    uint32_t block;  /* its parent's, in live.blocks */
    uint32_t column; /* of its weight in that block */
    unsigned depth;  /* 0 right under the root */
    double standard; /* as the rules say now */
};

/* A part of a node. */
struct live_part {
    enum symbol_kind kind; /* SYMBOL_NODE or SYMBOL_INDICATOR */
    uint32_t index;
    uint32_t
        weight; /* in live.weights; UINT32_MAX: it is the challenge's own, and nobody's choice */
    double standard;      /* as the rules say now */
    const double *points; /* [areas + 1] of an indicator of a challenge, that of medians last: a
                             substitute may not count there, and points may be turned round; else
                             NULL */
    uint32_t block;       /* of a node: its own in live.blocks; UINT32_MAX for an indicator */
    uint32_t column;
    uint32_t imputed; /* column that says where the points rest on no figure; 0: none */
    bool fact;        /* an unknown local fact is no gap */
};

/* A node on the sheet of the calculation, or a challenge that rests on nodes under the root: areas
 * as rows in the order of the areas' file, and last the area that has the median of every
 * indicator. */
struct live_block {
    uint32_t node;
    uint32_t top; /* the root, or a variant of it: the node as it is without some parts; of a
                     challenge itself */
    struct live_part *parts;  /* indicators first */
    size_t count, indicators; /* of parts */
    uint32_t head, first;     /* rows: of the headings, with the weights under it; of area 0 */
    uint32_t all, have, coverage, grade, score; /* columns */
    uint32_t pairs; /* Copeland: row of the first of the areas' pairs, from column 1; else 0 */
    double *value_all, *value_have, *value_coverage,
        *value_score; /* [areas + 1]; score NAN: none */
    uint8_t *value_grade;
};

/* A choice on the sheet of weights. */
struct live_profile {
    const char *name;
    const double *weights; /* [weight_count]; NULL: the reader's own */
};

/* A node that the map can show. */
struct live_shown {
    uint32_t node;
    uint32_t block;                 /* UINT32_MAX: stored, it does not follow the weights */
    bool follows;                   /* it would follow the weights though it is stored */
    uint32_t rounded, first, place; /* columns of the summary; 0: its places are not kept */
};

struct live {
    enum live_fixed fixed;
    uint32_t areas, top_row; /* top_row: where the content of a sheet begins */
    struct live_weight *weights;
    size_t weight_count;
    struct live_profile *profiles; /* the standard first, the reader's own last */
    size_t profile_count;
    struct live_block *blocks; /* the root's first, each before those of its parts */
    size_t block_count;
    struct live_shown *shown; /* the root first */
    size_t shown_count;
    uint32_t peers, peer_count; /* whose peers the profile shows; how many columns they take */
    uint32_t *place_of;         /* [areas] 0, 1, … in the ranking under the standard weights */

    /* Sheet of weights. */
    uint32_t choice_row, differ_row, told_row; /* in column B */
    uint32_t weights_head, weights_first;      /* rows */
    /* Sheet of the calculation: the summary. */
    uint32_t summary_head, summary_first;
    uint32_t shown_head, shown_first; /* live.shown from column 1 */
    /* and what the rules say as they stand */
    uint32_t standard_head, standard_first;
};

/* Columns of the sheet of weights. */
enum {
    WEIGHTS_NAME,
    WEIGHTS_RULES,
    WEIGHTS_OWN,
    WEIGHTS_NOW,
    WEIGHTS_SHARE,
    WEIGHTS_TOTAL,
    WEIGHTS_CHANGED,
    WEIGHTS_PROFILES /* the first of them: the standard */
};
/* Columns of the summary on the sheet of the calculation. */
enum live_summary_column {
    SUMMARY_AREA,
    SUMMARY_ROUNDED,
    SUMMARY_ORDER,
    SUMMARY_PLACE,
    SUMMARY_MOVED,
    SUMMARY_NUMBER,
    SUMMARY_ROW,
    SUMMARY_FIRST, /* the score where it stands for the first time, for places without gaps */
    SUMMARY_MORE   /* the same of indices and variants */
};

/* Fills v->live, in v->arena. */
void live_make(struct view *v);
/* Two nodes have the same scores as printed. */
bool live_same_scores(const struct view *v, uint32_t a, uint32_t b);

/* Cells. */
struct page_range live_now(const struct view *v, uint32_t weight);
struct page_range live_differ(const struct view *v); /* how many weights are not the rules' own */
struct page_range live_told(const struct view *v);   /* what is wrong; "" when nothing is */
struct page_range live_choice(const struct view *v); /* the profile that is chosen */
/* A column of the summary, and of a node's scores there, over the areas. */
struct page_range live_summary(const struct view *v, uint32_t column);
struct page_range live_scores(const struct view *v, uint32_t node);
/* The scores of one row of live.shown: an area's, or UINT32_MAX: the headings. */
struct page_range live_shown_row(const struct view *v, uint32_t area);
/* NULL when the node is not among live.shown. */
const struct live_shown *live_shown_of(const struct view *v, uint32_t node);
struct page_range live_points(const struct view *v, uint32_t indicator, uint32_t area);
/* What the rules say as they stand, over the areas; the places first. */
struct page_range live_stored_column(const struct view *v, uint32_t stored);
struct page_range live_stored_places(const struct view *v);
const char *live_told_now(const struct view *v); /* what it says under the rules' weights */
const char *live_why(const struct view *v);      /* why it is fixed, in words; "" when it is not */
/* What follows the weights though it is stored, and why, in words; "" when nothing does. */
const char *live_stored_why(const struct view *v);
/* A part of a formula: the text that others weights than the rules' count, and what does not follow
 * them. */
const char *live_others(const struct view *v, const struct page *from);

bool has_live(const struct view *v);
/* The rows of an area's k-th peer among those studied; UINT32_MAX: none. */
uint32_t live_peer(const struct view *v, uint32_t area, uint32_t k);
struct page_range live_peer_column(const struct view *v, uint32_t k);

/* What is stored of each area under the rules' own weights: a column each on the sheet of the
 * calculation, after the area's name. */
struct live_stored {
    struct pair head;
    bool (*has)(const struct view *v); /* NULL: always */
    const char *(*text)(const struct view *v, uint32_t area);
    bool follows; /* it would follow the weights: shown only while they are the rules' own */
};
enum {
    STORED_SPAN,
    STORED_BAND,
    STORED_CLASS,
    STORED_POSITION,
    STORED_BOUNDS,
    STORED_TOP,
    STORED_COUNT,
    STORED_COLUMN = 2,     /* of the first of them; before it stands the place */
    STORED_WHY_COLUMN = 3, /* of what does not follow the weights, over the scores of all parts */
    STORED_STEP = 2        /* columns from one to the next: texts reach over the empty one */
};
extern const struct live_stored live_stored[STORED_COUNT];

#endif
