/* LD_PRELOAD: the FAULT_AT-th allocation of the process fails, and FAULT_TOLD is then made: so the
 * test knows that it hit. Every later one goes through. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);

static atomic_long calls;
static long fail_at = -1;

/* The environment is read by hand: getenv is safe here, but strtol's locale may not be set up. */
static long at(void)
{
    if (fail_at < 0) {
        const char *text = getenv("FAULT_AT");
        long n = 0;
        for (; text != NULL && *text >= '0' && *text <= '9'; text++)
            n = n * 10 + (*text - '0');
        fail_at = n;
    }
    return fail_at;
}

static int fails(void)
{
    if (at() == 0 || atomic_fetch_add(&calls, 1) + 1 != at())
        return 0;
    const char *told = getenv("FAULT_TOLD");
    int fd = told != NULL ? open(told, O_WRONLY | O_CREAT, 0644) : -1;
    if (fd >= 0)
        close(fd);
    return 1;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *pointer, size_t size)
{
    return fails() ? NULL : __libc_realloc(pointer, size);
}
