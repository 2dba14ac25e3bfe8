/* Where in a line of UTF-8 a column is, for those who count otherwise: editors count bytes or
 * UTF-16 code units from 0, messages count characters from 1. A column past the end of the line is
 * its end, one inside a character is the character's start. */
#ifndef ETABLERA_BASE_POSITION_H
#define ETABLERA_BASE_POSITION_H

#include "base/text.h"

enum column_unit { COLUMN_CHARACTERS, COLUMN_BYTES, COLUMN_UTF16 };

/* Units in valid UTF-8. */
size_t position_units(const char *p, size_t n, enum column_unit unit);
/* The byte at which so many units have passed. */
size_t position_byte(const char *p, size_t n, size_t units, enum column_unit unit);

/* Byte in a text at a line (from 0; LF, CRLF and CR end one) and a column in it. */
size_t position_in_text(struct str text, size_t line, size_t column, enum column_unit unit);

#endif
