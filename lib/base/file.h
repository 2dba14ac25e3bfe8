/* Files: read whole, list, make folders, publish. */
#ifndef ETABLERA_BASE_FILE_H
#define ETABLERA_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"

/* A file in memory (mapped or read). data[size] need not be NUL. */
struct file_bytes {
    const char *data;
    size_t size;
    bool mapped;
};

/* False on failure: *why is then errno. Refuses files over `limit` bytes (errno EFBIG). */
bool file_read(const char *path, size_t limit, struct file_bytes *out, int *why);
void file_release(struct file_bytes *bytes);
/* These bytes are not needed for now: they leave the memory, and come back from the disk when they
 * are read again. Nothing is done of a file that was not mapped. */
void file_leave(const struct file_bytes *bytes, size_t begin, size_t end);

/* CRC-32 as in zip and gzip (polynomial EDB88320): evidence of which bytes were read. */
uint32_t file_crc32(const char *data, size_t size);
/* The checksum of A followed by B, from those of A and of B and the size of B. */
uint32_t file_crc32_join(uint32_t a, uint32_t b, size_t size_of_b);

bool file_is_folder(const char *path);
bool file_exists(const char *path);
/* Makes a folder and those above it (0755). */
bool file_make_folder(const char *path, int *why);
/* What errno means, for people: "filen finns inte". */
const char *why_text(int why, enum lang lang);
/* Files in `folder` that match `pattern` ('*' and '?' within one path part; '/' separates), sorted
 * by bytes. Paths are `folder`/match. *count gets the number. A folder that cannot be listed is
 * among them as `folder`/., so that nothing in it is left out in silence: reading it fails. */
char **file_glob(struct arena *arena, const char *folder, const char *pattern, size_t *count);
/* Does the path, as written, match the pattern? Part by part, as file_glob() does. */
bool path_matches(const char *pattern, const char *path);
/* The path below `folder` that a pattern without matches most likely meant, for a suggestion: a
 * folder or a file with a name near to it. NULL when there is none. */
const char *file_nearest(struct arena *arena, const char *folder, const char *pattern);
char *path_join(struct arena *arena, const char *a, const char *b);
const char *path_base(const char *path);

/* A file under way: written in a private folder (0700) beside the target, then synced and renamed
 * over it. Old or new, never between. A symlink at the target is replaced, not followed. */
struct publish;
/* NULL on failure, *why = errno. */
struct publish *publish_begin(const char *target, int *why);
const char *publish_path(const struct publish *p);   /* write here */
const char *publish_folder(const struct publish *p); /* private, for a library's temporary files */
/* fsync, rename; frees p. False: old file kept, *why = errno. */
bool publish_commit(struct publish *p, int *why);
/* fsync of a folder after its last publish_commit(): a loss of power brings no old file back. */
bool publish_settle(const char *folder, int *why);
void publish_abandon(struct publish *p); /* removes what was written; frees p */
/* Writes a whole text through publish. */
bool publish_bytes(const char *target, const char *data, size_t size, int *why);
/* Removes private folders left in `folder` by runs that died. */
void publish_clean(const char *folder);

/* An exclusive lock on folder/.etablera.lock, held until the process ends or is released.
 * Returns a handle >= 0; -1 when another process holds it (*holder = its id, or 0); -2 on failure.
 */
int folder_lock(const char *folder, long *holder, int *why);
void folder_unlock(int handle);

#endif
