#ifndef ETABLERA_ANALYSIS_MESSAGES_H
#define ETABLERA_ANALYSIS_MESSAGES_H

#include "base/diagnostic.h"

/* Makes the messages of the analysis known to d. */
void analysis_messages(struct diagnostics *d);

#endif
