/* The two encodings that Swedish open data comes in. Bytes are converted only where they are kept.
 */
#ifndef ETABLERA_DATA_ENCODING_H
#define ETABLERA_DATA_ENCODING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

enum encoding { ENCODING_UTF8, ENCODING_WINDOWS_1252 };

/* "utf-8", "windows-1252", "cp1252", "latin-1", "iso-8859-1" in any case. False when unknown. */
bool encoding_named(const char *name, enum encoding *out);

/* Bytes as UTF-8: the same slice when it needs no conversion, else a copy in the arena. In a UTF-8
 * file *valid becomes false when the bytes are not UTF-8; they are then read as Windows-1252. */
struct str encoding_decode(enum encoding encoding, struct str bytes, struct arena *arena,
                           bool *valid);

/* Trimmed, NBSP as blank, runs of blanks as one: how headings and names are compared. */
struct str encoding_tidy(struct str s, struct arena *arena);

enum shape { SHAPE_TEXT, SHAPE_EMPTY, SHAPE_UTF16, SHAPE_NUL, SHAPE_CR_ONLY, SHAPE_WEB, SHAPE_ZIP };
/* What the bytes are, before anyone tries to read them as CSV. *at: where the trouble is. NUL bytes
 * are looked for in the first MiB; the readers look through the rest as they come to it. */
enum shape encoding_shape(const char *p, size_t n, size_t *at);
/* Length of a UTF-8 byte order mark at the start: 3 or 0. */
size_t encoding_bom(const char *p, size_t n);

#endif
