/* Every ceiling of the program, in one place. Each has a test. */
#ifndef ETABLERA_BASE_LIMITS_H
#define ETABLERA_BASE_LIMITS_H

enum {
    LIMIT_FIELD = 1 << 20,        /* bytes in one CSV field */
    LIMIT_COLUMNS = 4096,         /* columns in a CSV file */
    LIMIT_RULE_FILE = 4 << 20,    /* bytes in a rule file */
    LIMIT_RULE_LINES = 20000,     /* lines in a rule file */
    LIMIT_RULE_LINE = 64 << 10,   /* bytes in one of them */
    LIMIT_FILTERS = 64,           /* conditions after "där" of one column */
    LIMIT_DEPTH = 100,            /* nesting of parentheses in a formula */
    LIMIT_TERMS = 1000,           /* operators in a formula: each is a level of the tree */
    LIMIT_SUGGESTIONS = 200,      /* unknown names in rules that get a "did you mean" */
    LIMIT_PATTERN = 1000,         /* bytes in a pattern */
    LIMIT_PATTERN_MATCH = 100000, /* steps in one match */
    LIMIT_DIAGNOSTICS = 20,       /* of each severity shown */
    LIMIT_ADVICE = 10,            /* advice texts for a municipality */
    LIMIT_CHILDREN = 256,         /* parts directly under one node */
    LIMIT_OUTRANKING = 60,        /* areas whose pairs are kept and printed */
    LIMIT_SWEEP = 1000,           /* values of one sweep */
    LIMIT_AREAS = 1 << 20
};
#define LIMIT_DATA_FILE ((size_t)4 << 30) /* bytes in a data file */

#endif
