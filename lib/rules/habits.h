/* What people write who come from a spreadsheet or another language, and how it is written here:
 * hints for messages that else would only say that something is not understood. Each leaves the
 * message's own hint alone when it knows nothing better. */
#ifndef ETABLERA_RULES_HABITS_H
#define ETABLERA_RULES_HABITS_H

#include "rules/reading.h"

/* A word or sign that stands where it cannot: items[at], after items[at - 1]. */
void habit_of_value(struct reading *r, struct diagnostic *item, const struct rule_text *file,
                    const struct lexeme *items, size_t at);
/* A name that does not exist. */
void habit_of_name(struct reading *r, struct diagnostic *item, struct str name);
/* A sign that the language does not have, at p. */
void habit_of_sign(struct reading *r, struct diagnostic *item, const char *p);
/* What stands after a block's name instead of its heading: a name in two words, or with a hyphen.
 */
void habit_of_head(struct reading *r, struct diagnostic *item, const struct block *b,
                   const struct lexeme *x);
/* A unit that does not exist: a name in its place? */
void habit_of_unit(struct reading *r, struct diagnostic *item, struct str unit);

#endif
