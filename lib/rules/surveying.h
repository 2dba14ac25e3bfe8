/* What the files of a survey share. Private to lib/rules. */
#ifndef ETABLERA_RULES_SURVEYING_H
#define ETABLERA_RULES_SURVEYING_H

#include "rules/keywords.h"
#include "rules/reading.h"
#include "rules/survey.h"

struct survey {
    struct reading *reading;
    struct model *model; /* NULL when an error was told */
    bool built;          /* the texts could be read at all */
};

const struct rule_text *survey_text(const struct survey *s, const char *file);
struct str text_line(const struct rule_text *t, unsigned line);

/* help.c: what the words mean, in the reader's language; NULL when nothing is known. */
const char *block_help(enum block_kind kind, enum lang lang);
const char *word_help(struct str word, enum lang file_lang, enum lang lang);

/* expected.c: what the value of a property is made of. */
struct expected_value {
    property_reader *read;
    const char *help_sv, *help_en; /* what is written */
    const struct word_table *words[2];
    unsigned keywords; /* 1 << enum keyword: single words that may stand there */
    unsigned names;    /* 1 << enum symbol_kind */
    bool expression;   /* a formula or condition: all values, functions, operators */
};
/* NULL for a reader that is not in the table (a test sees to it that all are). */
const struct expected_value *expected_of(const struct property_row *row);

/* standing.c: the block that a line may belong to; NULL before the first. */
const struct block *block_around(const struct survey *s, const struct rule_text *t, unsigned line);
void property_help(const struct property_row *row, enum lang lang, struct text *out);
void function_help(enum function function, enum lang lang, struct text *out);

#endif
