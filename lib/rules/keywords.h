/* The words of the language in both languages. One grammar, two tables: .regler reads the Swedish
 * column, .rules the English. */
#ifndef ETABLERA_RULES_KEYWORDS_H
#define ETABLERA_RULES_KEYWORDS_H

#include "rules/reading.h"
#include "rules/word.h"

struct word_table { /* words that may stand each at the start of a larger row */
    const struct word *words;
    size_t count, stride; /* bytes from one word to the next */
};

/* Words inside expressions and values. */
enum keyword {
    WORD_AND,
    WORD_OR,
    WORD_NOT,
    WORD_IS,
    WORD_LIKE,
    WORD_YES,
    WORD_NO,
    WORD_UNKNOWN,
    WORD_MISSING,
    WORD_ALWAYS,
    WORD_OTHERWISE,
    WORD_TO,
    WORD_WHERE,
    WORD_TITLE,
    WORD_IN,
    WORD_COLUMN,
    WORD_HEADINGS,
    WORD_GROUP,
    WORD_UNCLAMPED,
    WORD_MEAN,
    WORD_SPREAD,
    WORD_BEST,
    WORD_WORST,
    WORD_REVERSED,
    WORD_SKIP,
    WORD_LATEST,
    WORD_STOP,
    WORD_FACT,
    WORD_YES_NO,
    WORD_NUMBER,
    WORD_TEXT
};
extern const struct word_table keyword_words, yes_words, truth_words, is_words, direction_words,
    scale_words, aggregation_words, outcome_words, delimiter_words, decimal_words, encoding_words,
    fact_words, fetch_words, selection_words, missing_words, property_words, step_words,
    absent_words, grade_words, points_words, for_words, year_words, vary_weight_words,
    vary_aggregation_words, vary_scale_words, vary_outlier_words, vary_missing_words,
    compared_words, outlier_words, year_rule_words;

const struct word *word_at(const struct word_table *table, size_t i);
/* False when the text is no word of the table in that language (case-insensitive). */
bool word_find(const struct word_table *table, struct str s, enum lang lang, int *value);
const char *word_text(const struct word_table *table, int value, enum lang lang);
/* The word in the other language, or in the same one as the table writes it first ("okänt" is also
 * read as "okänd"); NULL when it is no word of the table. */
const char *word_in_lang(const struct word_table *table, struct str s, enum lang from,
                         enum lang to);
/* "högre, lägre": all words of the table, for a message. */
const char *word_list(struct arena *arena, const struct word_table *table, enum lang lang);
/* Words that cannot be names. */
bool word_is_reserved(struct str s, enum lang lang);

/* --- blocks and properties -------------------------------------------------------------------- */

enum {
    IS_FREE = 1,     /* free text to the end of the line, and on lines that begin with | */
    IS_REQUIRED = 2, /* must stand in the block */
    IS_REPEATED = 4, /* may stand more than once */
    IS_DATED = 8,    /* a day stands between the word and the colon */
    IS_FOR = 16      /* för "area" stands there */
};

/* Reads the value of a property into item + row->offset. Errors are told by the reader. */
typedef void property_reader(struct reading *r, struct block *b, struct property *p, void *item);

struct property_row {
    const char *sv, *en;
    property_reader *read;
    size_t offset;
    unsigned flags;
    const struct word_table *words; /* for readers of words */
};

enum block_kind {
    BLOCK_MODEL,
    BLOCK_SOURCE,
    BLOCK_REGISTER,
    BLOCK_FACTS,
    BLOCK_FACT,
    BLOCK_ASSUMPTION,
    BLOCK_COUNT,
    BLOCK_MEASURE,
    BLOCK_INDICATOR,
    BLOCK_SUBSTITUTE,
    BLOCK_DIMENSION,
    BLOCK_INDEX,
    BLOCK_CHALLENGE,
    BLOCK_GATE,
    BLOCK_FLAG,
    BLOCK_POSITION,
    BLOCK_IDEA,
    BLOCK_ADVICE,
    BLOCK_SCENARIO,
    BLOCK_TEST,
    BLOCK_TABLE,
    BLOCK_PEERS,
    BLOCK_UNCERTAINTY,
    BLOCK_STEP,
    BLOCK_QUESTION,
    BLOCK_CALC,
    BLOCK_KINDS
};

struct block_row {
    const char *sv, *en;
    enum symbol_kind symbol; /* SYMBOL_KINDS: declares no name */
    bool has_unit, needs_label;
    const struct property_row *properties;
    size_t property_count;
    bool unnamed; /* a heading follows the word, no name */
};

const struct block_row *block_row(enum block_kind kind);
bool block_find(struct str s, enum lang lang, enum block_kind *out);
/* The property of that block, or of every block; NULL when there is none. */
const struct property_row *property_find(enum block_kind kind, struct str s, enum lang lang);
/* Those of every block. */
const struct property_row *property_common(size_t *count);
/* A property that every block has: it fills the head. */
bool property_is_common(const struct property_row *row);
/* A line of a table: it begins with |, and is a property without a name. */
extern const struct property_row table_line;
/* The nearest name of a property in that block, or NULL. */
const char *property_nearest(struct arena *arena, enum block_kind kind, struct str s,
                             enum lang lang);
const char *block_nearest(struct arena *arena, struct str s, enum lang lang);
/* What kind of thing a name is, for messages: "indikator", "kolumn". */
const char *symbol_text(enum symbol_kind kind, enum lang lang);

#endif
