/* Whole folders. renameat2() is Linux's. */
#define _GNU_SOURCE
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

enum { DEEPEST_FOLDER = 8, COPY_LIMIT = 1 << 30 };

static void remove_tree(int at, const char *name, int depth)
{
    int fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
    if (!dir) {
        if (fd >= 0)
            close(fd);
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        if (unlinkat(fd, e->d_name, 0) != 0 && depth < DEEPEST_FOLDER)
            remove_tree(fd, e->d_name, depth + 1);
    }
    closedir(dir);
    unlinkat(at, name, AT_REMOVEDIR);
}

void folder_remove_at(int at, const char *name)
{
    remove_tree(at, name, 0);
}

void folder_remove(const char *path)
{
    remove_tree(AT_FDCWD, path, 0);
}

void folder_remove_file(const char *path)
{
    unlink(path);
}

static char *parent_of(struct arena *arena, const char *path)
{
    const char *base = path_base(path);
    size_t n = (size_t)(base - path);
    return n == 0 ? arena_strdup(arena, ".") : arena_strndup(arena, path, n > 1 ? n - 1 : 1);
}

bool folder_copy_file(const char *from, const char *to, int *why)
{
    struct arena *arena = arena_new();
    struct file_bytes bytes;
    bool good =
        file_make_folder(parent_of(arena, to), why) && file_read(from, COPY_LIMIT, &bytes, why);
    if (good) {
        good = publish_bytes(to, bytes.data, bytes.size, why);
        file_release(&bytes);
    }
    arena_free(arena);
    return good;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool folder_names(struct arena *arena, const char *folder, char ***names, size_t *count, int *why)
{
    size_t capacity = 0;
    DIR *dir = opendir(folder);
    *names = NULL;
    *count = 0;
    *why = dir ? 0 : errno;
    if (!dir)
        return *why == ENOENT || *why == ENOTDIR;
    for (struct dirent *e; (errno = 0, e = readdir(dir)) != NULL;)
        if (e->d_name[0] != '.') {
            *names = arena_grow(arena, *names, *count, &capacity, sizeof **names);
            (*names)[(*count)++] = arena_strdup(arena, e->d_name);
        }
    *why = errno;
    closedir(dir);
    if (*count > 1)
        qsort(*names, *count, sizeof **names, by_bytes);
    return *why == 0;
}

static bool copy_tree(struct arena *arena, const char *from, const char *to, int depth, int *why)
{
    size_t count;
    char **names;
    if (!folder_names(arena, from, &names, &count, why) || !file_make_folder(to, why))
        return false;
    for (size_t i = 0; i < count; i++) {
        const char *source = path_join(arena, from, names[i]);
        const char *target = path_join(arena, to, names[i]);
        struct stat st;
        if (lstat(source, &st) != 0) {
            *why = errno;
            return false;
        }
        bool good = true;
        if (S_ISDIR(st.st_mode) && depth < DEEPEST_FOLDER)
            good = copy_tree(arena, source, target, depth + 1, why);
        else if (S_ISREG(st.st_mode))
            good = folder_copy_file(source, target, why);
        if (!good)
            return false;
    }
    return true;
}

bool folder_copy(const char *from, const char *to, int *why)
{
    struct arena *arena = arena_new();
    bool good = copy_tree(arena, from, to, 0, why);
    arena_free(arena);
    return good;
}

bool folder_exchange(const char *fresh, const char *place, bool *exchanged, int *why)
{
    struct arena *arena = arena_new();
    *exchanged = renameat2(AT_FDCWD, fresh, AT_FDCWD, place, RENAME_EXCHANGE) == 0;
    bool good = *exchanged;
    if (!good && errno == ENOENT)
        good = renameat2(AT_FDCWD, fresh, AT_FDCWD, place, RENAME_NOREPLACE) == 0;
    if (!good)
        *why = errno;
    else
        good = publish_settle(parent_of(arena, place), why);
    arena_free(arena);
    return good;
}

bool folder_is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}
