/* Memory by lifetime: everything of one phase (input, model, result, scratch) lives in one arena
 * and is freed with it. No function here returns NULL: when memory is out the program says so once
 * and leaves with exit code 3 (nothing has been published by then, so nothing is lost). */
#ifndef ETABLERA_BASE_ARENA_H
#define ETABLERA_BASE_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

/* Zeroed memory, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
void *arena_array(struct arena *arena, size_t count, size_t size);

/* Grows an array that lives in the arena: when count == *capacity, the array is moved to one twice
 * as large (the old one stays until the arena is freed). Returns the array to use. */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t *capacity, size_t size);

char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* malloc/realloc that end the program with exit 3 when memory is out; for buffers that are too
 * large or too short-lived for an arena. The caller frees with free(). */
void *memory_alloc(size_t size);
void *memory_resize(void *pointer, size_t size);

#endif
