/* LD_PRELOAD: the FAULT_AT-th allocation of the process fails, and FAULT_TOLD is then made: so the
 * test knows that it hit. Every later one goes through. With FAULT_AT=0 none fails, and FAULT_TOLD
 * gets how many there were. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

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

static int opened(void)
{
    const char *told = getenv("FAULT_TOLD");
    return told != NULL ? open(told, O_WRONLY | O_CREAT, 0644) : -1;
}

static int fails(void)
{
    if (atomic_fetch_add(&calls, 1) + 1 != at())
        return 0;
    int fd = opened();
    if (fd >= 0)
        close(fd);
    return 1;
}

__attribute__((destructor)) static void tell_count(void)
{
    char text[24];
    size_t n = sizeof text;
    int fd = at() == 0 ? opened() : -1;
    for (long left = atomic_load(&calls); left > 0 && n > 0; left /= 10)
        text[--n] = (char)('0' + left % 10);
    if (fd >= 0) {
        ssize_t written = write(fd, text + n, sizeof text - n);
        (void)written;
        close(fd);
    }
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

/* What a library may ask for beside the three. */
int posix_memalign(void **pointer, size_t alignment, size_t size)
{
    void *p = fails() ? NULL : __libc_memalign(alignment, size);
    if (p == NULL)
        return 12; /* ENOMEM */
    *pointer = p;
    return 0;
}

void *aligned_alloc(size_t alignment, size_t size)
{
    return fails() ? NULL : __libc_memalign(alignment, size);
}
