/* What lib/night tells: codes 981-999. */
#ifndef ETABLERA_NIGHT_MESSAGES_H
#define ETABLERA_NIGHT_MESSAGES_H

#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"

/* Tells `code` with up to four arguments (unused: ""). */
void night_tell(struct diagnostics *d, const char *code, const char *a, const char *b,
                const char *c, const char *e);

/* "2026-11-22", "–" for 0. */
const char *night_day(struct arena *arena, int32_t day);

#endif
