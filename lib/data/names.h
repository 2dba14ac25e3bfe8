/* A table from bytes to a number: hash lookups for areas, wanted values and interned texts. */
#ifndef ETABLERA_DATA_NAMES_H
#define ETABLERA_DATA_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct names;

struct names *names_new(struct arena *arena);
/* The number of a name, or NULL when absent. Valid until the next names_put(). */
uint32_t *key_table_find(const struct names *names, const char *p, size_t n);
/* As key_table_find, but an absent name is added (its bytes copied) with `value`; *added tells
 * which.
 */
uint32_t *names_put(struct names *names, const char *p, size_t n, uint32_t value, bool *added);

#endif
