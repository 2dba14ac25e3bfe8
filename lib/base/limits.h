/* Every ceiling of the program, in one place. Each has a test. */
#ifndef ETABLERA_BASE_LIMITS_H
#define ETABLERA_BASE_LIMITS_H

enum {
    LIMIT_FIELD = 1 << 20,        /* bytes in one CSV field */
    LIMIT_COLUMNS = 4096,         /* columns in a CSV file */
    LIMIT_RULE_FILE = 1 << 20,    /* bytes in a rule file */
    LIMIT_RULE_LINES = 20000,     /* lines in a rule file */
    LIMIT_RULE_LINE = 64 << 10,   /* bytes in one of them */
    LIMIT_RULE_WORDS = 100000,    /* words and signs in all rules of a model, texts left out */
    LIMIT_RULE_ITEMS = 8000,      /* blocks and properties in them */
    LIMIT_DATED = 50,             /* days with a value of their own of one assumption */
    LIMIT_FILTERS = 64,           /* conditions after "där" of one column */
    LIMIT_DEPTH = 100,            /* nesting of parentheses in a formula */
    LIMIT_TERMS = 1000,           /* operators in a formula: each is a level of the tree */
    LIMIT_ARGUMENTS = 64,         /* values between the parentheses of a function */
    LIMIT_SUGGESTIONS = 200,      /* unknown names in rules that get a "did you mean" */
    LIMIT_COMPARED = 50000,       /* known names that unknown ones are compared with */
    LIMIT_PATTERN = 1000,         /* bytes in a pattern */
    LIMIT_PATTERNS = 64 << 10,    /* bytes that all patterns take, as written and compiled */
    LIMIT_PATTERN_MATCH = 100000, /* steps in one match */
    LIMIT_DIAGNOSTICS = 20,       /* of each severity shown */
    LIMIT_TOLD = 1000,    /* messages of each severity that are kept; the others are only counted */
    LIMIT_ADVICE = 10,    /* advice texts for a municipality */
    LIMIT_NODES = 1000,   /* dimensions, indices and challenges of a model */
    LIMIT_CHILDREN = 256, /* parts directly under one node */
    LIMIT_OUTRANKING = 60,  /* areas whose pairs are kept and printed */
    LIMIT_PAIRED = 400,     /* indicators whose pairs are kept and printed */
    LIMIT_SWEEP = 1000,     /* values of one sweep */
    LIMIT_DRAWS = 10000000, /* draws of the rank intervals */
    LIMIT_SEED = 1000000,
    LIMIT_SAMPLES = 65536,          /* base samples of the sensitivity indices */
    LIMIT_UNCERTAIN_AREAS = 4096,   /* areas that get intervals: memory grows with the square */
    LIMIT_MESSAGE = 32 << 20,       /* bytes in a message of an editor, and in a text it holds */
    LIMIT_HEADER = 1024,            /* bytes in a line before one */
    LIMIT_RETURNED_FILE = 32 << 20, /* bytes in a workbook that comes back */
    LIMIT_RETURNED_UNPACKED = 128 << 20, /* and in its parts together */
    LIMIT_RETURNED_CELLS = 500000,       /* cells in it that hold something */
    LIMIT_ANSWER = 500,                  /* characters in an answer */
    LIMIT_WHOLE_ANSWER =
        64 << 20,         /* bytes in an answer that is read whole (JSON, a part of a table) */
    LIMIT_PAGES = 500,    /* pages of one answer */
    LIMIT_ADDRESS = 2000, /* bytes in an address that is asked */
    LIMIT_CELLS = 150000, /* numbers in one answer from PxWeb */
    LIMIT_CALLS = 500,    /* questions that one source is split in */
    LIMIT_AREAS = 1 << 20
};
#define LIMIT_DATA_FILE ((size_t)4 << 30) /* bytes in a data file */

#endif
