/* Slices of text, a growing text buffer, and what the whole program knows about UTF-8.
 * A slice does not own its bytes. All text inside the program is UTF-8. */
#ifndef ETABLERA_BASE_TEXT_H
#define ETABLERA_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

struct str {
    const char *p;
    size_t n;
};

struct str str_of(const char *text);
bool str_eq(struct str a, struct str b);
bool str_is(struct str a, const char *b);
struct str str_trim(struct str s); /* blanks, tabs, NBSP, CR, LF at both ends */

/* A growing, always NUL-terminated text. Sticky: append freely. Init with {0}. */
struct text {
    char *p;
    size_t n, cap;
};

void text_add(struct text *t, const char *s);
void text_addn(struct text *t, const char *s, size_t n);
void text_addc(struct text *t, char c);
void text_printf(struct text *t, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_release(struct text *t);

/* Position of the first byte that is not valid UTF-8 (RFC 3629: no overlong forms, no surrogates),
 * or n when all is valid. */
size_t utf8_valid_length(const char *p, size_t n);
/* Decodes one code point at p (n bytes left, valid UTF-8); *used gets its length in bytes. */
uint32_t utf8_decode(const char *p, size_t n, size_t *used);
/* Writes a code point as UTF-8; returns the number of bytes (1-4). */
size_t utf8_encode(uint32_t c, char out[4]);
size_t utf8_count(const char *p, size_t n); /* characters in valid UTF-8 */
/* Lower case for ASCII, Latin-1 and Latin Extended-A letters (enough for Nordic names). */
uint32_t utf8_lower(uint32_t c);
/* The whole text in lower case, into the arena. */
char *text_lower(struct arena *arena, const char *s);
/* Compares names case-insensitively. */
bool name_eq(const char *a, const char *b);
/* The nearest of n candidates to `name` for a suggestion, or NULL when none is near. Damerau-
 * Levenshtein distance where a/å/ä, o/ö, e/é cost half, and a candidate that `name` is a prefix of
 * (three characters or more) comes first. */
const char *text_nearest(const char *name, const char *const *candidates, size_t n);

#endif
