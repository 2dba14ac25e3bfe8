/* How wide a text is on paper, so that rows become high enough and nothing is cut. Widths are those
 * of the default spreadsheet font (Calibri or its twin Carlito), to a few per cent. */
#ifndef ETABLERA_REPORT_MEASURE_H
#define ETABLERA_REPORT_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

/* Width in pixels at 96 dpi of n bytes of text at `size` points. */
double measure_width(const char *text, size_t n, double size, bool bold);
/* Bytes of text that go on one line of `pixels`: up to a blank or line break, at least one word.
 * *skip gets the bytes of the blank or break after it. */
size_t measure_line(const char *text, double pixels, double size, bool bold, size_t *skip);
/* Number of lines that text takes when wrapped at `pixels`; at least 1. */
size_t measure_lines(const char *text, double pixels, double size, bool bold);
/* The column width in characters that a text needs on one line, and that its longest word needs. */
double measure_width_for(const char *text, double size, bool bold);
double measure_word_for(const char *text, double size, bool bold);
/* Pixels inside a column of a width in characters. */
double measure_column(double width);

#endif
