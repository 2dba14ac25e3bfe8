/* What is known while rules are read: texts, blocks, names, and the model under way. Private to
 * lib/rules. The steps, each in a file of its own: lexer (text to words), blocks (words to blocks
 * and properties), names (one name space), declare_*.c (properties into the model), parser
 * (expressions), resolve (names and units in expressions), tree (weights and children), order. */
#ifndef ETABLERA_RULES_READING_H
#define ETABLERA_RULES_READING_H

#include "base/arena.h"
#include "base/diagnostic.h"
#include "base/text.h"
#include "rules/model.h"
#include "rules/survey.h"

/* --- text ------------------------------------------------------------------------------------- */

enum text_role { TEXT_RULES, TEXT_OVERLAY, TEXT_OPTION };

struct rule_text {
    uint32_t crc; /* CRC-32 of the bytes as they were handed in */
    const char *name;
    enum text_role role;
    const char *p; /* NUL-terminated, LF only */
    size_t n;
    size_t *lines;      /* where each line starts */
    const char **shown; /* the lines' own text, made when first needed */
    size_t line_count;
    enum lang lang;
    struct str bytes;             /* as they were read, with mark and line ends */
    struct column_memory *memory; /* tell.c: columns that were counted last */
    bool has_mark;                /* a byte order mark */
    bool has_crlf;                /* the first line ends in CRLF */
};

enum lexeme_kind {
    LEXEME_END,
    LEXEME_NAME,
    LEXEME_NUMBER,
    LEXEME_DATE,
    LEXEME_TEXT,
    LEXEME_PATTERN,
    LEXEME_UNIT,
    LEXEME_MARK
};
enum mark {
    MARK_PLUS = '+',
    MARK_MINUS = '-',
    MARK_TIMES = '*',
    MARK_DIVIDE = '/',
    MARK_POWER = '^',
    MARK_EQ = '=',
    MARK_LT = '<',
    MARK_GT = '>',
    MARK_OPEN = '(',
    MARK_CLOSE = ')',
    MARK_SEMICOLON = ';',
    MARK_COMMA = ',',
    MARK_COLON = ':',
    MARK_BAR = '|', /* only in the lines of a table */
    MARK_NE = 256,
    MARK_LE,
    MARK_GE,
    MARK_ARROW
};
struct lexeme {
    enum lexeme_kind kind;
    struct str s;     /* as written, quotes and brackets included */
    const char *text; /* TEXT: without quotes; PATTERN: without slashes */
    double number;
    int32_t day;     /* DATE */
    struct str unit; /* NUMBER: the unit after it, .n == 0 for none */
    int mark;
    bool ignore_case; /* PATTERN */
};

struct property_row;
struct block_row;
struct rules_asked;

struct property {
    const struct property_row *row;
    struct str name;
    const struct rule_text *file;
    struct lexeme *items; /* ended by LEXEME_END */
    size_t count;
    struct str raw;   /* free text as it stands, with its further lines; IS_FOR: "area" */
    const char *text; /* free text, lines joined */
    int32_t day;      /* "från 2024-01-01:" */
    bool broken;      /* an error was told: the value must not be read */
};

struct block {
    int kind; /* enum block_kind */
    const struct rule_text *file;
    struct str name;
    const char *label;          /* NULL when none */
    struct str unit;            /* without brackets; .p NULL when none */
    struct property head_words; /* what stands after the name: only items, count and file */
    struct place place;
    struct property *properties;
    size_t count, capacity;
    struct ref ref; /* what it declares */
    struct head *head;
    void *item;     /* the struct of the model that it fills */
    bool otherwise; /* "när: annars" was written */
    bool broken;    /* the head was told as wrong: its unit is not known */
};

/* --- names ------------------------------------------------------------------------------------ */

struct symbol {
    const char *name; /* as written */
    const char *key;  /* lower case */
    struct ref ref;   /* kind SYMBOL_KINDS: declared by a block that is not understood */
    struct place place;
};

/* --- what is left to do when everything is declared ----------------------------------------------
 */

/* An expression that waits for its names. */
enum expected { EXPECT_NUMBER, EXPECT_TRUTH, EXPECT_ANY };
struct pending {
    struct expr *expr;
    enum expected expected;
    const struct unit *unit; /* convert to this; NULL = any */
    struct expr **target;    /* gets the checked expression, NULL when it is broken */
    uint32_t reg;            /* inside räkna: the count; else UINT32_MAX */
    struct ref owner;        /* whose it is, for the order */
    struct place declared;   /* of the owner's name */
    const struct rule_text *file;
};

/* A weight, for the sums over siblings. */
struct weight_note {
    struct ref owner;
    uint32_t parent;
    double weight;
    bool percent;
    struct place place;
};

/* A scenario in force: chosen by name, read from an overlay file, or made from one --set. */
struct layer {
    const struct scenario *scenario;
    const char *origin;
};

/* owner needs target before it. */
struct edge {
    struct ref owner, target;
    struct place place;
};

struct reading {
    struct model *model;
    struct arena *arena;
    struct diagnostics *d;

    struct rule_text **texts;
    size_t text_count, text_capacity;
    struct block *blocks;
    size_t block_count, block_capacity;

    struct symbol *symbols;
    size_t symbol_count, symbol_capacity;
    uint32_t *slots; /* hash of keys to symbol + 1 */
    size_t slot_count;
    size_t suggested, compared; /* times that a nearest name was looked for, among how many */
    size_t words;     /* in all texts; over LIMIT_RULE_WORDS: told, and the rest is not read */
    size_t items;     /* blocks and properties; over LIMIT_RULE_ITEMS: likewise */
    bool unsuggested; /* a nearest name was not looked for: the budget was spent */
    struct lexeme *scratch; /* words of the line under way */
    size_t scratch_capacity;
    size_t pattern_size; /* bytes that the patterns take */

    struct pending *pending;
    size_t pending_count, pending_capacity;
    struct weight_note *weights;
    size_t weight_count, weight_capacity;
    struct edge *edges;
    size_t edge_count, edge_capacity;

    size_t *sizes;        /* [SYMBOL_KINDS] declared so far */
    size_t next_variable; /* columns are read in the order they were declared */
    struct pattern **patterns;
    size_t pattern_count, pattern_capacity;

    const struct rules_asked *asked; /* NULL: nothing */
    bool is_mixture;                 /* of two models: the sum of written weights says nothing */
    bool surveyed;                   /* where names stand is kept */
    struct mention *mentions;
    size_t mention_count, mention_capacity;
    struct layer *layers;
    size_t layer_count, layer_capacity;
};

/* The model and what must be freed beside its arena. */
struct model_store {
    struct model model; /* first */
    struct pattern **patterns;
    size_t pattern_count;
};

/* --- telling ---------------------------------------------------------------------------------- */

extern const struct message rule_messages[];
extern const size_t rule_message_count;

struct column_memory *column_memory_new(struct arena *arena);
struct place place_at(struct reading *r, const struct rule_text *file, struct str s);
/* From the start of a to the end of b when they are on one line; else a. */
struct place place_join(struct place a, struct place b);
/* The text in the reader's language. */
const char *say(const struct reading *r, const char *sv, const char *en);
const char *said(struct reading *r, struct str s);
/* Sets the second place of a diagnostic. */
void tell_other(struct reading *r, struct diagnostic *item, struct place other, const char *label);
/* Replaces the hint: a sentence with {0} replaced by name. Nothing when name is NULL. */
void tell_hint(struct reading *r, struct diagnostic *item, const char *sv, const char *en,
               const char *name);

/* A limit was met, or more was told than anyone reads: what follows is not read, nor told as wrong
 * for what was not read. */
bool reading_is_given_up(const struct reading *r);

/* May one more nearest name be looked for among n? Each costs time, and only the first are read. */
bool may_suggest(struct reading *r, size_t n);

/* What may have been meant by a number without its unit: "0,05 %", or "5 %" if it is a share. */
const char *with_unit(struct reading *r, const struct rule_text *file, const char *written,
                      double number, const struct unit *unit);

/* What PCRE2 says of a pattern, in the reader's language (messages.c). */
const char *pattern_fault_text(const struct reading *r, const char *why);

/* --- steps ------------------------------------------------------------------------------------ */

/* load.c: the whole road, for those who need more of it than the model. reading_add_path takes a
 * file or a folder. reading_finish returns NULL when an error was told since `errors_before`, and
 * has then freed all; else model_free(r->model) frees all. */
struct reading *reading_begin(struct diagnostics *d);
void reading_add_path(struct reading *r, const char *path);
void reading_add_text(struct reading *r, const char *name, const char *p, size_t n);
struct model *reading_finish(struct reading *r, size_t errors_before);
/* All steps after the texts; nothing is freed. */
void reading_build(struct reading *r);

/* lexer.c: reads a value from p to the end of its logical line (which goes on after an operator,
 * "(" or ";"). *end is the end of its last line. False when an error was told. */
bool lex_value(struct reading *r, const struct rule_text *file, const char *p, struct property *out,
               const char **end);
/* A line of a table: no more than that line, and | is a mark. */
bool lex_line(struct reading *r, const struct rule_text *file, const char *p, struct property *out,
              const char **end);
/* Bytes of the quoted text at p, its quotes included; 0 when there is none on the line. */
size_t lex_quoted(const char *p);
/* A name (letters, digits, _) at p; length 0 when there is none. */
struct str lex_name(const char *p);
size_t lex_blank(const char *p);
/* After the blanks at p; the end of p's line; the start of the line after such an end. */
const char *lex_after_blanks(const char *p);
const char *lex_line_end(const char *p);
const char *lex_next_line(const char *end);
/* Tells of typographic quotes and dashes at p; false when there are none. */
bool lex_typographic(struct reading *r, const struct rule_text *file, const char *p);

/* blocks.c */
void blocks_read(struct reading *r, const struct rule_text *file);

/* survey.c: keeps that a name stands at the start of `place`, `characters` long. */
void mention_add(struct reading *r, struct ref ref, uint32_t owner, struct place place,
                 size_t characters);

/* names.c */
void names_add(struct reading *r, const struct rule_text *file, struct str name, struct ref ref);
const struct symbol *names_find(struct reading *r, struct str name);
bool name_is_derived(struct reading *r, struct str name);
/* Has a value, a label or a text that can be printed; NULL (a derived value) too. */
bool symbol_is_shown(const struct symbol *symbol);
/* The nearest known name, or NULL (always after LIMIT_SUGGESTIONS: each looks through all names);
 * *found is its symbol (NULL for a derived value). */
const char *names_nearest(struct reading *r, struct str name, const struct symbol **found);
/* Tells E101 with a suggestion, unless the name belongs to a block that was not understood. */
void names_unknown(struct reading *r, struct place place, struct str name);
/* The first few names of a kind that `fits` takes (NULL: all), with commas; NULL when none. */
const char *names_of_kind(struct reading *r, enum symbol_kind kind,
                          bool (*fits)(const struct reading *r, uint32_t index));
void names_declare(struct reading *r); /* every block's name and every column */
size_t symbol_size(enum symbol_kind kind);
void *symbol_item(struct model *model, struct ref ref);

/* declare.c */
void declare_all(struct reading *r);
/* declare_test.c: the cells, when the kinds and units of the columns are known */
void tests_build(struct reading *r);
/* The cells of a table's line; each is ended like a line of its own. */
struct table_cells {
    struct property *cells;
    size_t count;
};
struct table_cells table_cells(struct arena *arena, const struct property *p);
/* The words of a cell (or a line) as they stand. */
struct str cell_words(const struct property *cell);
/* "namn.poäng"; *base is what stands before the dot. */
bool is_points(struct str name, enum lang lang, struct str *base);

/* resolve.c, placeholders.c, tree.c, order.c */
void pending_add(struct reading *r, struct pending pending);
void resolve_all(struct reading *r);
void contradictions_check(struct reading *r); /* contradiction.c */
void calcs_check(struct reading *r);          /* declare_card.c */
/* Looks up NAME or NAME.property (vikt, skala.lägst, …); told and false when there is none. */
bool resolve_name(struct reading *r, struct str name, struct place place, struct ref *out);
/* What a value of that name is; false for kinds that have none. */
bool type_of(struct reading *r, struct ref ref, struct unit *unit, bool *is_truth, bool *is_text);
void placeholders_check(struct reading *r);
bool text_has_placeholders(const struct block *b, const struct property *p);
/* The next {name} in text at or after `at`: what is between the braces, and *end after them. False
 * when there is none; an unclosed brace gives .p == NULL and stands at *end - 1. */
bool placeholder_next(const char *at, const char *last, struct str *inside, const char **end);
void tree_build(struct reading *r);
/* changes.c: what was asked for beside the files. */
void changes_declare(struct reading *r);
void changes_build(struct reading *r);
/* load.c: NULL when told. Stands in r->texts only when it is a file. */
struct rule_text *text_new(struct reading *r, const char *name, const char *p, size_t n,
                           enum text_role role);
void order_build(struct reading *r);
struct expr *expr_new(struct reading *r, enum expr_op op, struct place place, uint32_t args);
void edge_add(struct reading *r, struct ref owner, struct ref target, struct place place);

#endif
