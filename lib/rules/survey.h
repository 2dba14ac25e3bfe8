/* What stands where in rule files, for editors: also in rules with errors, as far as they were
 * understood. Lines and columns count from 1, columns in characters, as in struct place. */
#ifndef ETABLERA_RULES_SURVEY_H
#define ETABLERA_RULES_SURVEY_H

#include "base/diagnostic.h"
#include "base/text.h"
#include "rules/model.h"

struct rules_asked;

/* A name where it stands: its declaration or a use of it. */
struct mention {
    struct ref ref;
    uint32_t owner; /* SYMBOL_COLUMN: the register */
    struct place place;
};

struct survey;

/* Reads a file or a folder as rules_load_asked() does, and tells the same. Never NULL. */
struct survey *survey_new(const char *path, const struct rules_asked *asked, struct diagnostics *d);
void survey_free(struct survey *s);

/* The checked model; NULL when an error was told. It belongs to the survey. */
struct model *survey_model(const struct survey *s);
/* What a thing is called, its label and place: known also when the model has errors, but then only
 * name, label, English label (may be NULL) and place. NULL for kinds that have none. */
const struct head *survey_head(const struct survey *s, const struct mention *m);
/* "%" of a thing that has a unit, else ""; "ja/nej" and "text" are said in words. */
const char *survey_unit(const struct survey *s, const struct mention *m, enum lang lang);
bool survey_same(const struct mention *a, const struct mention *b);

/* The files read, in order; path as in places. */
size_t survey_file_count(const struct survey *s);
const char *survey_file(const struct survey *s, size_t i);
/* A line without its end; empty when there is none. */
struct str survey_line(const struct survey *s, const char *file, unsigned line);
unsigned survey_line_count(const struct survey *s, const char *file);

/* All mentions, sorted by file, line and column, each place once. */
const struct mention *survey_mentions(const struct survey *s, size_t *count);

/* A block: for outlines. */
struct landmark {
    const char *word;  /* as the language writes it */
    const char *name;  /* "" when it has none */
    const char *label; /* "" when it has none */
    enum symbol_kind kind;
    struct place place;   /* of the name or the heading */
    unsigned first, last; /* lines */
};
/* Those of one file in order; in the arena. */
struct landmark *survey_landmarks(const struct survey *s, const char *file, struct arena *arena,
                                  size_t *count);

/* --- what stands at a place ------------------------------------------------------------------- */

enum standing_kind {
    STANDS_NOTHING,
    STANDS_NAME,     /* mention */
    STANDS_BLOCK,    /* a block's word */
    STANDS_PROPERTY, /* a property's word */
    STANDS_FUNCTION,
    STANDS_WORD, /* a word of the language in a value */
    STANDS_UNIT
};
struct standing {
    enum standing_kind kind;
    struct place place;
    const struct mention *mention;
    struct text help; /* Markdown; of a name: nothing. The caller releases it. */
};
struct standing survey_at(const struct survey *s, const char *file, unsigned line, unsigned column,
                          enum lang lang);

/* --- what may stand there --------------------------------------------------------------------- */

enum choice_kind {
    CHOICE_NAME,
    CHOICE_BLOCK,
    CHOICE_PROPERTY,
    CHOICE_FUNCTION,
    CHOICE_WORD,
    CHOICE_UNIT
};
struct choice {
    enum choice_kind kind;
    const char *text;
    const char *detail; /* label and unit, or what it is; "" when nothing */
    const char *help;   /* "" when nothing */
};
struct choices {
    struct choice *items; /* in the arena */
    size_t count, capacity;
    unsigned column; /* where the word begins that they would replace */
    bool areas;      /* the name of an area is expected, in quotes */
};
/* What may stand where the cursor is (column: the character after it). */
struct choices survey_choices(const struct survey *s, const char *file, unsigned line,
                              unsigned column, enum lang lang, struct arena *arena);

/* --- another name ----------------------------------------------------------------------------- */

/* Why a thing cannot be called that, in the reader's language; NULL when it can. Says no to what
 * is no name, is a word of either dialect, or is a name already. */
const char *survey_name_fault(const struct survey *s, const char *name, enum lang lang,
                              struct arena *arena);

#endif
