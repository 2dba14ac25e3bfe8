/* What text must be before it leaves the program: for a cell, a CSV field, a file or sheet name.
 * All functions copy into the arena and never fail. */
#ifndef ETABLERA_REPORT_CLEAN_H
#define ETABLERA_REPORT_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

enum { CELL_UNITS = 32767, SHEET_NAME_UNITS = 31 };

/* Valid UTF-8 of characters that XML 1.0 allows: bytes that are not UTF-8, control characters and
 * U+FFFE/FFFF become U+FFFD, CR a blank (LF and TAB stay). A text that a spreadsheet would read as
 * an escape (_x0041_) is escaped. Cut with an ellipsis at `units` UTF-16 units. */
char *clean_text(struct arena *arena, const char *text, size_t units);

/* A field of a CSV file: clean, without line breaks, and with ' in front when it starts with
 * = + - @ TAB or CR (a spreadsheet would take it for a formula). Quotes are the writer's task. */
char *clean_field(struct arena *arena, const char *text);

/* "Åä Öé" -> "aa-oe": lower-case ASCII letters, digits and
 * single '-'; never empty ("x"), never a path. */
char *fold_name(struct arena *arena, const char *text);

/* True when a spreadsheet accepts it: 1-31 units, none of []:*?/\, no control characters, no '
 * first or last, not "History". */
bool sheet_name_legal(const char *name);

/* True for internal links and https addresses without blanks, quotes or control characters. */
bool link_allowed(const char *address);

#endif
