/* The functions of the language: one row each. The order of the table is enum function's. */
#ifndef ETABLERA_RULES_FUNCTIONS_H
#define ETABLERA_RULES_FUNCTIONS_H

#include "base/text.h"
#include "rules/model.h"

/* What the arguments must be and what comes out. */
enum unit_rule {
    RULE_SAME,       /* every argument in the unit of the first, which is the result's */
    RULE_ROUND,      /* the first's unit; the second is a plain number */
    RULE_PURE,       /* pure number in and out */
    RULE_ROOT,       /* half the powers */
    RULE_IF,         /* condition; two of the same kind */
    RULE_MISSING,    /* anything; a truth */
    RULE_RANK,       /* a number or a node; [st] */
    RULE_NEIGHBOURS, /* a number; its unit */
    RULE_PEERS,      /* a number and perhaps a block of peers; the number's unit */
    RULE_SHARE_ALL,  /* a truth; pure */
    RULE_PERCENT,    /* a number or a node; [%] */
    RULE_PERCENTILE, /* x and a share; x's unit */
    RULE_REST,       /* y and x; y's unit */
    RULE_CHANGE,     /* variables and years; pure */
    RULE_YEARS,      /* variables and years; x's unit */
    RULE_AT,         /* variables and a year; x's unit */
    RULE_SHARE,      /* yes/no facts; pure */
    RULE_ASSESSABLE, /* a node; a truth */
    RULE_TOP         /* a challenge or an idea; a truth */
};

struct function_row {
    const char *sv, *en;
    unsigned least, most; /* arguments; most 0 = any number */
    enum unit_rule rule;
    const char *help_sv, *help_en;
    const char *sheet; /* the spreadsheet's counterpart */
};

const struct function_row *function_row(enum function function);
/* False when there is no such function in that language (case-insensitive). */
bool function_find(const char *name, enum lang lang, enum function *out);
const char *function_nearest(const char *name, enum lang lang);

#endif
