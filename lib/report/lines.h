/* Small parts of what is printed on standard output. */
#ifndef ETABLERA_REPORT_LINES_H
#define ETABLERA_REPORT_LINES_H

#include "base/diagnostic.h"
#include "base/text.h"
#include "rules/model.h"

/* A number as the reader writes it, without needless decimals. */
void add_plain(struct text *out, double value, enum lang lang);
/* With so many decimals; "–" for NAN. With `sign`, a plus before what is not negative. */
void add_fixed(struct text *out, double value, int decimals, bool sign, enum lang lang);
/* Blanks until the text that began at `from` is `width` characters wide. */
void pad_to(struct text *out, size_t from, size_t width);
/* CSV: quoted when it must be. The separator is not written. */
void add_field(struct text *out, const char *text);
/* The last field of a line: ";" and the changes in force. */
void add_changes(struct text *out, const char *const *changes, size_t count);
/* JSON: a quoted text; a number, null for NAN. */
void add_json(struct text *out, const char *text);
void add_json_number(struct text *out, double value);
/* {"ändringar": […], after it a comma. */
void add_json_changes(struct text *out, const char *const *changes, size_t count);

#endif
