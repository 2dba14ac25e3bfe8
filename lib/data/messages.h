/* The catalogue of what reading data can tell: E5xx errors, W5xx warnings, N5xx notes. */
#ifndef ETABLERA_DATA_MESSAGES_H
#define ETABLERA_DATA_MESSAGES_H

#include "base/diagnostic.h"

/* Makes the catalogue known; telling it twice does nothing. */
void messages_data_use(struct diagnostics *d);
/* Tells E508 at a place in the rules that names a file of a folder that is not there, and the one
 * perhaps meant. */
void tell_no_such_file(const char *folder, const char *file, struct place place,
                       struct diagnostics *d);
/* The table itself, for --help and for tests. */
const struct message *messages_data(size_t *count);

#endif
