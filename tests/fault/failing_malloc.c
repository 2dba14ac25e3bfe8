/* LD_PRELOAD: the FAULT_AT-th allocation of the process fails, and FAULT_TOLD is then made: so the
 * test knows that it hit. Every later one goes through.
 * With FAULT_EVERY=K instead, the process splits at every K-th: a child in which it fails, and
 * which should end at once with FAULT_CODE, and the process itself, which goes on as if nothing had
 * been. FAULT_TOLD then gets how many allocations there were, how many failed, how many of those
 * children ended otherwise, and the number of the first such. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { FAULT_CODE = 3, PATIENCE = 20 /* seconds */ };

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *pointer, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

static atomic_long calls, failed, wrong, first_wrong;
static long fail_at = -1, every = -1;
static _Thread_local int splitting;

/* The environment is read by hand: getenv is safe here, but strtol's locale may not be set up. */
static long number_in(const char *name)
{
    const char *text = getenv(name);
    long n = 0;
    for (; text != NULL && *text >= '0' && *text <= '9'; text++)
        n = n * 10 + (*text - '0');
    return n;
}

static void begin(void)
{
    if (every >= 0)
        return;
    fail_at = number_in("FAULT_AT");
    every = number_in("FAULT_EVERY");
}

static int opened(void)
{
    const char *told = getenv("FAULT_TOLD");
    return told != NULL ? open(told, O_WRONLY | O_CREAT, 0644) : -1;
}

/* In the child: 1. In the process itself: 0, when the child has ended. */
static int split(long n)
{
    int status = 0, error = errno;
    splitting = 1;
    pid_t child = fork();
    if (child == 0) {
        every = 0;
        alarm(PATIENCE);
        return 1;
    }
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    splitting = 0;
    errno = error;
    atomic_fetch_add(&failed, child > 0);
    if ((child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != FAULT_CODE) &&
        atomic_fetch_add(&wrong, 1) == 0)
        atomic_store(&first_wrong, n);
    return 0;
}

static int fails(void)
{
    begin();
    if (splitting)
        return 0;
    long n = atomic_fetch_add(&calls, 1) + 1;
    if (every > 0 && n % every == 0)
        return split(n);
    if (n != fail_at)
        return 0;
    int fd = opened();
    if (fd >= 0)
        close(fd);
    return 1;
}

__attribute__((destructor)) static void tell_counts(void)
{
    int fd = every > 0 ? opened() : -1;
    if (fd >= 0) {
        splitting = 1;
        dprintf(fd, "%ld %ld %ld %ld\n", atomic_load(&calls), atomic_load(&failed),
                atomic_load(&wrong), atomic_load(&first_wrong));
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
