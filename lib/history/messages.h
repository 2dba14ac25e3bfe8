/* What lib/history tells: codes 990-999. */
#ifndef ETABLERA_HISTORY_MESSAGES_H
#define ETABLERA_HISTORY_MESSAGES_H

#include "base/diagnostic.h"

extern const struct message history_messages[];
extern const size_t history_message_count;

/* Tells `code` about the file `path` with one argument (may be ""). */
void history_say(struct diagnostics *d, const char *code, const char *path, const char *argument);

#endif
