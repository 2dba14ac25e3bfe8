/* Whole folders: copied, exchanged, removed. */
#ifndef ETABLERA_BASE_FOLDER_H
#define ETABLERA_BASE_FOLDER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* Empties and removes `name` in the folder `at` (a descriptor or AT_FDCWD) without ever following a
 * symlink. What cannot be removed is left. */
void folder_remove_at(int at, const char *name);
void folder_remove(const char *path);
/* Removes a file; a folder or nothing is left as it is. */
void folder_remove_file(const char *path);
/* Copies a file, making the folders above it; synced. A symlink is not followed at the target. */
bool folder_copy_file(const char *from, const char *to, int *why);
/* Copies all regular files below `from`; hidden ones and symlinks are left out. `to` is made. */
bool folder_copy(const char *from, const char *to, int *why);
/* `fresh`, a whole folder beside `place`, takes its name, and what was at `place` is then at
 * `fresh`; at no moment is there none or half of one. *exchanged: there was one. False: nothing
 * happened, *why = errno. */
bool folder_exchange(const char *fresh, const char *place, bool *exchanged, int *why);
/* Is there a symbolic link of that name? */
bool folder_is_link(const char *path);
/* Names in a folder, sorted by bytes, without the hidden ones; none when there is no such folder.
 * False: it cannot be listed, *why = errno. */
bool folder_names(struct arena *arena, const char *folder, char ***names, size_t *count, int *why);

#endif
