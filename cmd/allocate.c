/* Memory that is out ends the program with exit code 3, also when a library asked for it:
 * libxlsxwriter does not survive a failed allocation, it crashes or writes half a workbook.
 * Nothing has been published at that point, so nothing is lost. These definitions stand before the
 * C library's own for the whole process; they pass every call on. Not in the sanitizer builds. */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "command.h"

void *malloc(size_t size);
void *calloc(size_t count, size_t size);
void *realloc(void *pointer, size_t size);

static _Noreturn void out_of_memory(void)
{
    static const char line[] = "etablera: minnet tog slut / out of memory\n";
    ssize_t written = write(STDERR_FILENO, line, sizeof line - 1);
    (void)written;
    _exit(EXIT_WORLD);
}

/* dlsym gives an object pointer; POSIX says its bits are the function's. */
static void next(const char *name, void *function, size_t size)
{
    void *found = dlsym(RTLD_NEXT, name);
    if (!found)
        out_of_memory();
    memcpy(function, &found, size);
}

void *malloc(size_t size)
{
    static void *(*real)(size_t);
    if (!real)
        next("malloc", &real, sizeof real);
    void *p = real(size);
    if (!p && size > 0)
        out_of_memory();
    return p;
}

void *calloc(size_t count, size_t size)
{
    static void *(*real)(size_t, size_t);
    if (!real)
        next("calloc", &real, sizeof real);
    void *p = real(count, size);
    if (!p && count > 0 && size > 0)
        out_of_memory();
    return p;
}

void *realloc(void *pointer, size_t size)
{
    static void *(*real)(void *, size_t);
    if (!real)
        next("realloc", &real, sizeof real);
    void *p = real(pointer, size);
    if (!p && size > 0)
        out_of_memory();
    return p;
}
