/* Between the files that lay out rules. Private to lib/rules. format.c (the road), format_lines.c
 * (lines of a file), format_value.c (blanks, line breaks and comments within a value),
 * format_table.c (tables of tests), format_words.c (the words of the other dialect). */
#ifndef ETABLERA_RULES_FORMATTING_H
#define ETABLERA_RULES_FORMATTING_H

#include "rules/keywords.h"
#include "rules/reading.h"

/* Properties stand at column 3, values at column 14 or one blank after a longer name, further lines
 * of a value at column 14, further lines of a text at column 5. */
enum { PROPERTY_INDENT = 2, VALUE_COLUMN = 13, TEXT_INDENT = 4 };

struct pen {
    struct text *out;
    const struct rule_text *file;
    enum lang to;
    struct arena *arena;
    bool on_one_line; /* breaks and comments within a value are left out */
};

/* format_words.c: adds the words in the language of the pen. */
enum written {
    WRITTEN_VALUE, /* a name, a number, a text */
    WRITTEN_WORD,  /* a word of the grammar: a sign after it is no operator */
    WRITTEN_CALL,  /* the name of a function */
    WRITTEN_MARK,
    WRITTEN_SIGN, /* a plus or minus that belongs to what follows */
    WRITTEN_NOT   /* belongs to the word before and was written with it */
};
/* The text of word i of the value, and what it is. `before` is what the word before it was. */
const char *written_text(const struct pen *pen, const struct block *b, const struct property *p,
                         size_t i, enum written before, enum written *what);
/* Where "(antaget)" starts in "år: 2022 (antaget)": a text for people. The number of words when
 * there is none. */
size_t remark_start(const struct property *p);
/* A unit without brackets. `one`: after the number 1. */
void write_unit(const struct pen *pen, struct str unit, bool one);
/* One line of a free text. first: its first word may be a word of the grammar. */
void write_text_line(const struct pen *pen, const struct block *b, const struct property *p,
                     struct str line, bool first);

/* format_value.c: the words, without the comment after the last. */
void write_words(const struct pen *pen, const struct block *b, const struct property *p);
/* The words from the first to the comment after the last. */
void write_value(const struct pen *pen, const struct block *b, const struct property *p);
/* Adds "  # comment" when one stands between from and the end of the line. */
void write_comment_after(const struct pen *pen, const char *from);
void write_blanks(const struct pen *pen, size_t n);

/* format_table.c: the lines of the table in a test, their columns aligned. */
struct table;
/* NULL when the block has no table. */
struct table *table_of(const struct pen *pen, const struct block *b);
/* The next line, with the comment after it. */
void write_table_line(const struct pen *pen, struct table *t, const struct property *p);

/* format_lines.c: the whole file, line ends as LF and no mark. blocks: those of the file, in order.
 */
void write_lines(const struct pen *pen, const struct block *blocks, size_t count);

#endif
