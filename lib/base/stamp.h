/* How files look from outside (size, time, number on the disk): enough to see that one was saved.
 * Asked for again and again, since nobody is told of a change in a folder of another machine, and
 * editors that save write a new file and rename it. */
#ifndef ETABLERA_BASE_STAMP_H
#define ETABLERA_BASE_STAMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

struct stamp {
    const char *path;
    int64_t size, seconds, nanoseconds;
    uint64_t number, device;
};

/* Init with stamps_begin(), which also empties. */
struct stamps {
    struct arena *arena;
    struct stamp *items;
    size_t count, capacity;
};

void stamps_begin(struct stamps *s);
void stamps_release(struct stamps *s);
/* A file; one that does not exist is left out. */
void stamps_add(struct stamps *s, const char *path);
/* The files that match, as in file_glob(). */
void stamps_add_all(struct stamps *s, const char *folder, const char *pattern);
/* A file that is in one and not in the other, or looks otherwise; NULL: no difference. Both were
 * made by the same calls. */
const char *stamps_differing(const struct stamps *before, const struct stamps *after);

#endif
