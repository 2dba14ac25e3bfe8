#define _POSIX_C_SOURCE 200809L

#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_BLOCK = 16 << 10, LARGEST_BLOCK = 4 << 20, EXIT_WORLD = 3 };

struct block {
    struct block *next;
    size_t size, used;
    max_align_t data[];
};

struct arena {
    struct block *blocks; /* the first is the one being filled */
    size_t next_size;
};

/* Allocates nothing itself, hence write() and _exit(). */
static _Noreturn void out_of_memory(void)
{
    static const char line[] = "etablera: minnet är slut (out of memory)\n";
    ssize_t ignored = write(STDERR_FILENO, line, sizeof line - 1);
    (void)ignored;
    _exit(EXIT_WORLD);
}

void *memory_alloc(size_t size)
{
    void *p = malloc(size ? size : 1);
    if (!p) {
        out_of_memory();
    }
    return p;
}

void *memory_resize(void *pointer, size_t size)
{
    void *p = realloc(pointer, size ? size : 1);
    if (!p) {
        out_of_memory();
    }
    return p;
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_alloc(sizeof *arena);
    arena->blocks = NULL;
    arena->next_size = FIRST_BLOCK;
    return arena;
}

void arena_free(struct arena *arena)
{
    if (!arena) {
        return;
    }
    for (struct block *b = arena->blocks; b;) {
        struct block *next = b->next;
        free(b);
        b = next;
    }
    free(arena);
}

/* calloc leaves fresh pages untouched, so a large array costs nothing until it is written. */
static struct block *block_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct block)) {
        out_of_memory();
    }
    struct block *b = calloc(1, sizeof(struct block) + size);
    if (!b) {
        out_of_memory();
    }
    b->size = size;
    return b;
}

/* An array larger than a block gets one of its own behind the one being filled, so that the rest of
 * that block is not wasted. */
static void *alloc_alone(struct arena *arena, size_t size)
{
    struct block *b = block_new(size);
    b->used = size;
    if (arena->blocks) {
        b->next = arena->blocks->next;
        arena->blocks->next = b;
    } else {
        arena->blocks = b;
    }
    return b->data;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    const size_t align = sizeof(max_align_t);
    if (size > SIZE_MAX - align) {
        out_of_memory();
    }
    size = (size + align - 1) / align * align;
    struct block *b = arena->blocks;
    if (!b || b->size - b->used < size) {
        if (size > arena->next_size / 4) {
            return alloc_alone(arena, size);
        }
        b = block_new(arena->next_size);
        b->next = arena->blocks;
        arena->blocks = b;
        if (arena->next_size < LARGEST_BLOCK) {
            arena->next_size *= 2;
        }
    }
    void *p = (char *)b->data + b->used;
    b->used += size;
    return p;
}

void *arena_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size) {
        out_of_memory();
    }
    return arena_alloc(arena, count * size);
}

void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return array;
    }
    assert(count == *capacity);
    size_t larger = *capacity ? *capacity * 2 : 8;
    void *moved = arena_array(arena, larger, size);
    if (count) {
        memcpy(moved, array, count * size);
    }
    *capacity = larger;
    return moved;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    char *copy = arena_alloc(arena, length + 1);
    if (length) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_strndup(arena, text, strlen(text));
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    assert(format);
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length < 0) {
        out_of_memory();
    }
    char *text = arena_alloc(arena, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(text, (size_t)length + 1, format, args);
    va_end(args);
    return text;
}
