/* What lib/report tells: codes E9xx. */
#ifndef ETABLERA_REPORT_MESSAGES_H
#define ETABLERA_REPORT_MESSAGES_H

#include "base/diagnostic.h"

extern const struct message report_messages[];
extern const size_t report_message_count;

/* Tells `code` about the file `path` with one argument (may be ""). */
void report_tell(struct diagnostics *d, const char *code, const char *path, const char *argument);

#endif
