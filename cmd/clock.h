/* The only clock of the program: for the page of `watch`, which tells when it was made, for the
 * night, whose day is the day, and for `fetch`, which waits and notes when a file came. Nothing
 * that is computed may depend on it but through --date. */
#ifndef ETABLERA_CMD_CLOCK_H
#define ETABLERA_CMD_CLOCK_H

#include <stdint.h>

enum { CLOCK_SIZE = 32 };

/* Seconds since 1970 in UTC; milliseconds since some moment, never backwards. */
int64_t clock_seconds(void);
int64_t clock_milliseconds(void);

/* "2026-03-01 14:05:09", by the machine's own time zone. */
void clock_text(char out[CLOCK_SIZE]);
/* "2026-03-01T13:05:09Z"; returns the day, 20260301. Both in UTC, so that summer time moves none.
 */
int32_t clock_utc(char out[CLOCK_SIZE]);

#endif
