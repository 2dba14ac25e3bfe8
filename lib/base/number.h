/* The only place where text becomes a number and a number becomes text. Never depends on the
 * locale. */
#ifndef ETABLERA_BASE_NUMBER_H
#define ETABLERA_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* Reads a whole field as a decimal number: optional sign (- + or U+2212), digits, optional decimal
 * sign `decimal` (',' or '.'), optional exponent (e-05). Thousands may be grouped in threes by
 * blank, NBSP (U+00A0) or narrow NBSP (U+202F), and by '.' when decimal is ',' is NOT accepted.
 * Surrounding blanks are allowed. "0x1p3", "nan", "inf" are not numbers. False = not a number;
 * *out is untouched. */
bool number_parse(const char *p, size_t n, char decimal, double *out);

/* Shortest text that reads back to the same double, with '.' as decimal sign: "0.1", "12", "1e+30".
 * buffer holds at least 32 bytes; returns it. Value must be finite. */
char *number_text(char *buffer, double value);
/* As number_text but with the given decimal sign. */
char *number_text_decimal(char *buffer, double value, char decimal);
/* Fixed number of decimals, rounded half away from zero on 15 significant digits, thousands grouped
 * by NBSP when group is true. "-0,0" becomes "0,0". */
char *number_fixed(char *buffer, double value, int decimals, char decimal, bool group);
/* Rounds half away from zero on 15 significant decimal digits (1.005 -> 1.01), as spreadsheets do.
 */
double number_round(double value, int decimals);

#endif
