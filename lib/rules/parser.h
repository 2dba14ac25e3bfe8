/* Expressions: words to trees. Names are not looked up here. */
#ifndef ETABLERA_RULES_PARSER_H
#define ETABLERA_RULES_PARSER_H

#include "rules/keywords.h"
#include "rules/reading.h"

/* A walk over the words of a value. */
struct cursor {
    struct reading *r;
    const struct rule_text *file;
    const struct lexeme *items;
    size_t at;
    unsigned depth, terms;
};

struct cursor cursor_over(struct reading *r, const struct property *p);
const struct lexeme *cursor_peek(const struct cursor *c);
struct place cursor_place(const struct cursor *c); /* of the word under the cursor */
bool cursor_is_mark(const struct cursor *c, int mark);
bool cursor_take_mark(struct cursor *c, int mark);
bool cursor_is_word(const struct cursor *c, enum keyword word);
bool cursor_take_word(struct cursor *c, enum keyword word);
bool cursor_at_end(const struct cursor *c);
/* Takes a word of the table; tells the choices and returns false when it is another. */
bool cursor_choose(struct cursor *c, const struct word_table *table, int *value);
/* Takes a quoted text, a name or [unit]; false and told when something else stands there. */
bool cursor_text(struct cursor *c, const char **out);
bool cursor_name(struct cursor *c, struct lexeme *out);
/* True at the end of the value; tells what is too much and returns false otherwise. */
bool cursor_end(struct cursor *c);
/* Tells a word after a number that is no unit, "5 prsoner"; false: there is none. */
bool cursor_told_unknown_unit(struct cursor *c);
/* Tells that something else was expected here; gives what was told, for a better hint. */
struct diagnostic *cursor_unexpected(struct cursor *c, const char *sv, const char *en);
/* "0,5" where values are separated by commas is two numbers and a comma. Where no comma can stand
 * it is told as one number with the wrong sign; NULL when it is not that. */
struct diagnostic *cursor_told_decimal_comma(const struct cursor *c);

/* NULL when an error was told. */
struct expr *parse_condition(struct cursor *c); /* with och/eller */
struct expr *parse_sum(struct cursor *c);       /* without comparison */
/* A unit in words; an unknown one is told, and *out is then UNIT_UNKNOWN. */
bool parse_unit(struct reading *r, const struct rule_text *file, struct str s, struct unit *out);

struct expr *expr_new(struct reading *r, enum expr_op op, struct place place, uint32_t args);

#endif
