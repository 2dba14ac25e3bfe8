/* Texts of others on their way into an address or a file of ours. */
#ifndef ETABLERA_DATA_LANDING_TEXT_H
#define ETABLERA_DATA_LANDING_TEXT_H

#include <stdbool.h>

#include "base/text.h"

/* Percent-encoded, but for letters, digits, - . _ ~ and the characters of `also`. */
void text_add_encoded(struct text *t, const char *s, const char *also);
/* A cell of CSV: in quotes where it must be, with line ends as blanks. What a spreadsheet would
 * take for a formula gets an apostrophe before it. */
void text_add_cell(struct text *t, const char *s, char delimiter);

#endif
