#define _POSIX_C_SOURCE 200809L

#include "base/stamp.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

void stamps_begin(struct stamps *s)
{
    stamps_release(s);
    s->arena = arena_new();
}

void stamps_release(struct stamps *s)
{
    if (s->arena)
        arena_free(s->arena);
    *s = (struct stamps){0};
}

void stamps_add(struct stamps *s, const char *path)
{
    struct stat st;
    if (stat(path, &st) != 0)
        return;
    s->items = arena_grow(s->arena, s->items, s->count, &s->capacity, sizeof *s->items);
    s->items[s->count++] = (struct stamp){
        .path = arena_strdup(s->arena, path),
        .size = (int64_t)st.st_size,
        .seconds = (int64_t)st.st_mtim.tv_sec,
        .nanoseconds = (int64_t)st.st_mtim.tv_nsec,
        .number = (uint64_t)st.st_ino,
        .device = (uint64_t)st.st_dev,
    };
}

void stamps_add_all(struct stamps *s, const char *folder, const char *pattern)
{
    size_t count;
    char **paths = file_glob(s->arena, folder, pattern, &count);
    for (size_t i = 0; i < count; i++)
        stamps_add(s, paths[i]);
}

static bool same(const struct stamp *a, const struct stamp *b)
{
    return a->size == b->size && a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
           a->number == b->number && a->device == b->device;
}

static bool holds(const struct stamps *s, const char *path)
{
    for (size_t i = 0; i < s->count; i++)
        if (strcmp(s->items[i].path, path) == 0)
            return true;
    return false;
}

const char *stamps_differing(const struct stamps *before, const struct stamps *after)
{
    for (size_t i = 0; i < before->count || i < after->count; i++) {
        const struct stamp *a = i < before->count ? &before->items[i] : NULL;
        const struct stamp *b = i < after->count ? &after->items[i] : NULL;
        if (!a || !b)
            return a ? a->path : b->path;
        if (strcmp(a->path, b->path) != 0)
            return holds(after, a->path) ? b->path : a->path;
        if (!same(a, b))
            return b->path;
    }
    return NULL;
}
