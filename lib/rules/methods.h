/* The methods that rules can choose: one row each, with its name in both languages, what it does,
 * whose it is and how a spreadsheet would do it. What computes them has the same enum as index, in
 * lib/analysis. The tables are in the order of the enum. */
#ifndef ETABLERA_RULES_METHODS_H
#define ETABLERA_RULES_METHODS_H

#include "base/text.h"
#include "rules/model.h"
#include "rules/word.h"

struct reading;

/* What a scale reads of those that it compares with. */
enum method_reads {
    READS_NOTHING, /* each value alone */
    READS_ENDS,    /* lowest and highest */
    READS_ANCHOR,  /* best, worst or mean */
    READS_MOMENTS, /* mean and standard deviation */
    READS_ORDER    /* every value */
};

struct method {
    struct word word; /* what is written; "" for goalposts, which are written as two numbers */
    const char *help_sv, *help_en;
    const char *source; /* whose formula it is */
    const char *sheet;  /* the spreadsheet's counterpart */
    enum method_reads reads;
    bool below_zero; /* a scale that can give less than 0 points however it is set */
};

extern const struct method scale_methods[SCALE_KINDS], outlier_methods[OUTLIER_KINDS],
    missing_methods[MISSING_KINDS], aggregation_methods[AGGREGATE_KINDS];

/* The word that chooses it. */
const char *method_name(const struct method *method, enum lang lang);
const char *method_help(const struct method *method, enum lang lang);
/* Can the points of this scale, as it is set, be below zero? */
bool scale_goes_below_zero(const struct indicator *indicator);
/* Does the scale hold an area against others? */
bool scale_compares(enum scale_kind kind);

/* Tells of methods that do not go together; fills in the model's outlier rule. */
void methods_check(struct reading *r);

#endif
