/* Old or new, never between: a private folder beside the target, fsync, rename. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/folder.h"

#define PRIVATE_PREFIX ".etablera-"

struct publish {
    struct arena *arena;
    char *target, *parent; /* parent: the folder that holds the target */
    char *folder, *path;
};

static char *parent_of(struct arena *arena, const char *path)
{
    const char *base = path_base(path);
    if (base == path) {
        return arena_strdup(arena, ".");
    }
    size_t n = (size_t)(base - path);
    return arena_strndup(arena, path, n > 1 ? n - 1 : 1);
}

struct publish *publish_begin(const char *target, int *why)
{
    if (*path_base(target) == '\0') {
        *why = EISDIR;
        return NULL;
    }
    struct arena *arena = arena_new();
    struct publish *p = arena_alloc(arena, sizeof *p);
    p->arena = arena;
    p->target = arena_strdup(arena, target);
    p->parent = parent_of(arena, target);
    const char *name = arena_printf(arena, PRIVATE_PREFIX "%ld-XXXXXX", (long)getpid());
    p->folder = path_join(arena, p->parent, name);
    if (!mkdtemp(p->folder)) {
        *why = errno;
        arena_free(arena);
        return NULL;
    }
    p->path = path_join(arena, p->folder, path_base(target));
    return p;
}

const char *publish_path(const struct publish *p)
{
    return p->path;
}

const char *publish_folder(const struct publish *p)
{
    return p->folder;
}

static bool sync_path(const char *path, int flags, int *why)
{
    int fd = open(path, flags | O_CLOEXEC);
    if (fd < 0) {
        *why = errno;
        return false;
    }
    bool ok = fsync(fd) == 0;
    if (!ok) {
        *why = errno;
    }
    if (close(fd) != 0 && ok) {
        *why = errno;
        ok = false;
    }
    return ok;
}

bool publish_commit(struct publish *p, int *why)
{
    bool ok = sync_path(p->path, O_RDONLY | O_NOFOLLOW, why);
    if (ok && rename(p->path, p->target) != 0) {
        *why = errno;
        ok = false;
    }
    publish_abandon(p);
    return ok;
}

bool publish_settle(const char *folder, int *why)
{
    return sync_path(folder, O_RDONLY | O_DIRECTORY, why);
}

void publish_abandon(struct publish *p)
{
    if (p) {
        folder_remove(p->folder);
        arena_free(p->arena);
    }
}

static bool write_all(const char *path, const char *data, size_t size, int *why)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        *why = errno;
        return false;
    }
    bool ok = true;
    while (ok && size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno != EINTR) {
            *why = errno;
            ok = false;
        } else if (n > 0) {
            data += n;
            size -= (size_t)n;
        }
    }
    if (close(fd) != 0 && ok) {
        *why = errno;
        ok = false;
    }
    return ok;
}

bool publish_bytes(const char *target, const char *data, size_t size, int *why)
{
    struct publish *p = publish_begin(target, why);
    if (!p) {
        return false;
    }
    if (!write_all(publish_path(p), data, size, why)) {
        publish_abandon(p);
        return false;
    }
    return publish_commit(p, why);
}

/* Called while the folder's lock is held and before this process publishes anything in it: whatever
 * private folder lies there was left by a process that died. */
void publish_clean(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (strncmp(e->d_name, PRIVATE_PREFIX, strlen(PRIVATE_PREFIX)) == 0) {
            folder_remove_at(dirfd(dir), e->d_name);
        }
    }
    closedir(dir);
}
