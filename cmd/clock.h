/* The only clock of the program: for the page of `watch`, which tells when it was made. Nothing
 * that is computed may depend on it. */
#ifndef ETABLERA_CMD_CLOCK_H
#define ETABLERA_CMD_CLOCK_H

enum { CLOCK_SIZE = 32 };

/* "2026-03-01 14:05:09", by the machine's own time zone. */
void clock_text(char out[CLOCK_SIZE]);

#endif
