/* Units: read, combine, compare, convert. One table of words in units.c; a unit never written there
 * is an error, never a guess. */
#ifndef ETABLERA_RULES_UNITS_H
#define ETABLERA_RULES_UNITS_H

#include "base/text.h"
#include "rules/model.h"

/* Classes of units that meet only themselves. UNIT_UNKNOWN is a unit that was told as wrong: it
 * fits everything, so that nothing more is told about it. */
enum unit_apart { UNIT_ORDINARY, UNIT_POINTS_OF_PERCENT, UNIT_TEXT, UNIT_UNKNOWN = 255 };

/* A pure number, written without a unit. */
struct unit unit_none(void);
const struct unit *unit_points(void);
/* The unit of a word in the table by its Swedish name ("st", "%", "poäng", "år"). */
struct unit unit_named(const char *sv);
/* Reads a whole unit such as "kr/m²/år" or "st per 10 000 inv". False: *bad is the part that is not
 * known and *out is UNIT_UNKNOWN. */
bool unit_parse(struct arena *arena, struct str s, enum lang lang, struct unit *out,
                struct str *bad);
/* Bytes of the unit that follows a number at the start of s (blanks before it counted); 0 = none.
 */
size_t unit_after_number(struct str s, enum lang lang);
/* A word of a unit in the other language, or in the same one as the table has it. `one`: after
 * the number 1 or below the line ("kr/year"), where that is read back as the same word. NULL when
 * the word is not known. */
const char *unit_word_in(struct str word, enum lang from, enum lang to, bool one);
/* Word i of the table, all in both languages; en_one may be NULL. False after the last. */
bool unit_word_at(size_t i, const char **sv, const char **en, const char **en_one);
/* The known word nearest to a misspelt one, or NULL. */
const char *unit_nearest(struct arena *arena, struct str word, enum lang lang);

/* a * b, or a / b when divide. The text is put together from both, and words that meet cancel. */
struct unit unit_combine(struct arena *arena, struct unit a, struct unit b, bool divide);
struct unit unit_power(struct arena *arena, struct unit a, int power);
/* Half of every power, for a root; false when a power is odd. */
bool unit_root(struct unit a, struct unit *out);

bool unit_fits(const struct unit *a, const struct unit *b); /* the same but for the factor */
bool unit_is_pure(const struct unit *a);                    /* no dimension, not apart */
bool unit_is_plain(const struct unit *a); /* pure with factor 1: needs no unit after a number */
bool unit_is_unknown(const struct unit *a);

#endif
