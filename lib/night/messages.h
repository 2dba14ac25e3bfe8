/* What lib/night tells: codes 993-999. */
#ifndef ETABLERA_NIGHT_MESSAGES_H
#define ETABLERA_NIGHT_MESSAGES_H

#include "base/diagnostic.h"

/* Tells `code` about `file` with up to three arguments (unused: ""). */
void night_tell(struct diagnostics *d, const char *code, const char *file, const char *a,
                const char *b, const char *c);

#endif
