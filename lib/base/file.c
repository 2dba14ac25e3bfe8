#define _DEFAULT_SOURCE /* madvise: posix_madvise leaves nothing */

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"

/* Below this size copying is cheaper than mapping, and safe when someone truncates the file. */
enum { MAP_FROM = 1 << 20, FIRST_READ = 64 << 10 };

static bool fail(int *why)
{
    *why = errno;
    return false;
}

/* Reads to the end: what fstat says is only a first guess, a pipe has no size. */
static bool read_all(int fd, size_t guess, size_t limit, struct file_bytes *out, int *why)
{
    size_t capacity = guess ? guess + 1 : FIRST_READ, n = 0;
    char *data = memory_alloc(capacity);
    for (;;) {
        ssize_t got = read(fd, data + n, capacity - n);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 || n + (size_t)got > limit) {
            *why = got < 0 ? errno : EFBIG;
            free(data);
            return false;
        }
        if (got == 0) {
            break;
        }
        n += (size_t)got;
        if (n == capacity) {
            capacity *= 2;
            data = memory_resize(data, capacity);
        }
    }
    *out = (struct file_bytes){data, n, false};
    return true;
}

static bool map_all(int fd, size_t size, struct file_bytes *out, int *why)
{
    void *data = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (data == MAP_FAILED) {
        return fail(why);
    }
    posix_madvise(data, size, POSIX_MADV_SEQUENTIAL);
    *out = (struct file_bytes){data, size, true};
    return true;
}

bool file_read(const char *path, size_t limit, struct file_bytes *out, int *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail(why);
    }
    struct stat st;
    bool ok = fstat(fd, &st) == 0;
    if (!ok) {
        *why = errno;
    } else if (S_ISDIR(st.st_mode)) {
        *why = EISDIR;
        ok = false;
    } else if (st.st_size > 0 && (size_t)st.st_size > limit) {
        *why = EFBIG;
        ok = false;
    } else if (S_ISREG(st.st_mode) && st.st_size >= MAP_FROM) {
        ok = map_all(fd, (size_t)st.st_size, out, why);
    } else {
        ok = read_all(fd, (size_t)st.st_size, limit, out, why);
    }
    close(fd);
    return ok;
}

void file_release(struct file_bytes *bytes)
{
    if (bytes->mapped) {
        munmap((void *)(uintptr_t)bytes->data, bytes->size);
    } else {
        free((void *)(uintptr_t)bytes->data);
    }
    *bytes = (struct file_bytes){0};
}

void file_leave(const struct file_bytes *bytes, size_t begin, size_t end)
{
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    begin = (begin + page - 1) / page * page;
    end = end / page * page;
    if (bytes->mapped && begin < end) {
        madvise((void *)(uintptr_t)(bytes->data + begin), end - begin, MADV_DONTNEED);
    }
}

bool file_is_folder(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

static bool make_one(const char *path, int *why)
{
    if (mkdir(path, 0755) == 0) {
        return true;
    }
    int error = errno;
    if (error == EEXIST && file_is_folder(path)) {
        return true;
    }
    *why = error == EEXIST ? ENOTDIR : error;
    return false;
}

bool file_make_folder(const char *path, int *why)
{
    struct text part = {0};
    bool ok = true;
    for (const char *p = path; ok && *p; p++) {
        if (*p == '/' && part.n > 0 && part.p[part.n - 1] != '/') {
            ok = make_one(part.p, why);
        }
        text_addc(&part, *p);
    }
    if (ok && part.n > 0) {
        ok = make_one(part.p, why);
    }
    text_release(&part);
    return ok;
}

char *path_join(struct arena *arena, const char *a, const char *b)
{
    size_t n = strlen(a);
    if (n == 0 || b[0] == '/') {
        return arena_strdup(arena, b);
    }
    return arena_printf(arena, "%s%s%s", a, a[n - 1] == '/' ? "" : "/", b);
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* '*' any bytes, '?' one character. Backtracks only to the last star: linear in practice. */
static bool matches(const char *pattern, const char *name)
{
    const char *star = NULL, *retry = NULL;
    while (*name) {
        if (*pattern == '?') {
            size_t used;
            utf8_decode(name, strlen(name), &used);
            name += used;
            pattern++;
        } else if (*pattern == '*') {
            star = ++pattern;
            retry = name;
        } else if (*pattern == *name) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star;
            name = ++retry;
        } else {
            return false;
        }
    }
    while (*pattern == '*') {
        pattern++;
    }
    return *pattern == '\0';
}

bool path_matches(const char *pattern, const char *path)
{
    for (;;) {
        size_t n = strcspn(pattern, "/"), k = strcspn(path, "/");
        struct text a = {0}, b = {0};
        text_addn(&a, pattern, n);
        text_addn(&b, path, k);
        bool fits = matches(a.p, b.p) && (pattern[n] == '/') == (path[k] == '/');
        text_release(&a);
        text_release(&b);
        if (!fits || !pattern[n]) {
            return fits;
        }
        pattern += n + 1;
        path += k + 1;
    }
}

struct found {
    struct arena *arena;
    char **paths;
    size_t count, capacity;
};

static void put_found(struct found *f, char *path)
{
    f->paths = arena_grow(f->arena, f->paths, f->count, &f->capacity, sizeof *f->paths);
    f->paths[f->count++] = path;
}

/* Is there certainly nothing there? Anything else is for the one who opens it to tell. */
static bool is_absent(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

static void add_found(struct found *f, char *path)
{
    struct stat st;
    bool known = stat(path, &st) == 0;
    if (known ? !S_ISDIR(st.st_mode) : !is_absent(errno)) {
        put_found(f, path);
    }
}

static void glob_in(struct found *f, const char *folder, const char *pattern);

/* The rest of the pattern below folder/name. */
static void glob_below(struct found *f, const char *folder, const char *name, const char *rest)
{
    char *path = path_join(f->arena, folder, name);
    if (*rest == '\0') {
        add_found(f, path);
        return;
    }
    struct stat st;
    bool known = stat(path, &st) == 0;
    if (known && S_ISDIR(st.st_mode)) {
        glob_in(f, path, rest);
    } else if (!known && !is_absent(errno)) {
        put_found(f, path);
    }
}

static void glob_in(struct found *f, const char *folder, const char *pattern)
{
    size_t n = strcspn(pattern, "/");
    const char *part = arena_strndup(f->arena, pattern, n);
    const char *rest = pattern + n + (pattern[n] == '/');
    if (strcmp(part, "..") == 0 || n == 0) {
        return; /* never out of the data folder */
    }
    if (!strpbrk(part, "*?")) {
        glob_below(f, folder, part, rest);
        return;
    }
    DIR *dir = opendir(folder);
    int error = dir ? 0 : errno;
    for (struct dirent *e; dir && (errno = 0, e = readdir(dir)) != NULL;) {
        if (e->d_name[0] != '.' && matches(part, e->d_name)) {
            glob_below(f, folder, e->d_name, rest);
        }
    }
    if (dir) {
        error = errno;
        closedir(dir);
    }
    if (error != 0 && !is_absent(error)) {
        put_found(f, path_join(f->arena, folder, ".")); /* whoever reads it tells why */
    }
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **file_glob(struct arena *arena, const char *folder, const char *pattern, size_t *count)
{
    struct found f = {.arena = arena};
    glob_in(&f, *folder ? folder : ".", pattern);
    if (f.count > 1) {
        qsort(f.paths, f.count, sizeof *f.paths, compare_paths);
    }
    *count = f.count;
    return f.paths;
}

/* --- what was meant -------------------------------------------------------------------------- */

/* The name without its ending, and without '*' and '?'. */
static const char *stem_of(struct arena *arena, const char *name, size_t most)
{
    const char *dot = strrchr(name, '.');
    size_t n = dot && dot != name ? (size_t)(dot - name) : strlen(name);
    struct text t = {0};
    text_add(&t, "");
    for (size_t i = 0, used = 1, letters = 0; i < n && letters < most; i += used, letters++) {
        utf8_decode(name + i, n - i, &used);
        text_addn(&t, name + i, name[i] == '*' || name[i] == '?' ? 0 : used);
    }
    const char *stem = arena_strdup(arena, t.p);
    text_release(&t);
    return stem;
}

static const char *ending_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot && dot != name ? dot : "";
}

struct listing {
    const char **names, **stems;
    size_t count, name_capacity, stem_capacity;
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Folders, or files with the same ending as `like`, sorted. */
static void list_names(struct arena *arena, const char *folder, const char *like, bool folders,
                       struct listing *out)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        return;
    }
    for (struct dirent *e; (e = readdir(dir)) != NULL;) {
        bool is_folder = file_is_folder(path_join(arena, folder, e->d_name));
        size_t n = strlen(e->d_name);
        bool wanted = folders || name_eq(ending_of(e->d_name), ending_of(like));
        if (e->d_name[0] == '.' || is_folder != folders || !wanted ||
            utf8_valid_length(e->d_name, n) != n) {
            continue;
        }
        out->names =
            arena_grow(arena, out->names, out->count, &out->name_capacity, sizeof *out->names);
        out->names[out->count++] = arena_strdup(arena, e->d_name);
    }
    closedir(dir);
    if (out->count > 1) {
        qsort(out->names, out->count, sizeof *out->names, compare_names);
    }
    out->stems = arena_array(arena, out->count + 1, sizeof *out->stems);
}

static const char *nearest_in(struct arena *arena, const char *folder, const char *part,
                              bool folders)
{
    struct listing list = {0};
    list_names(arena, folder, part, folders, &list);
    const char *wanted = stem_of(arena, part, SIZE_MAX), *found = NULL;
    size_t whole = strpbrk(part, "*?") ? utf8_count(wanted, strlen(wanted)) : SIZE_MAX;
    for (int begun = 0; begun <= (whole < SIZE_MAX) && *wanted && !found; begun++) {
        for (size_t i = 0; i < list.count; i++) { /* the second time: how the names begin */
            list.stems[i] = stem_of(arena, list.names[i], begun ? whole : SIZE_MAX);
        }
        found = text_nearest(wanted, list.stems, list.count);
    }
    for (size_t i = 0; found && i < list.count; i++) {
        if (list.stems[i] == found) {
            return list.names[i];
        }
    }
    return NULL;
}

const char *file_nearest(struct arena *arena, const char *folder, const char *pattern)
{
    const char *path = *folder ? folder : ".", *below = "";
    bool changed = false;
    size_t n;
    for (; pattern[n = strcspn(pattern, "/")] == '/'; pattern += n + 1) {
        const char *part = arena_strndup(arena, pattern, n);
        if (n == 0 || strcmp(part, "..") == 0 || strpbrk(part, "*?")) {
            return NULL;
        }
        if (!file_is_folder(path_join(arena, path, part))) {
            part = nearest_in(arena, path, part, true);
            changed = true;
        }
        if (!part) {
            return NULL;
        }
        path = path_join(arena, path, part);
        below = *below ? path_join(arena, below, part) : part;
    }
    size_t count = 0;
    if (changed) {
        file_glob(arena, path, pattern, &count);
    }
    const char *name = count > 0 ? pattern : nearest_in(arena, path, pattern, false);
    return name && *below ? path_join(arena, below, name) : name;
}

const char *why_text(int why, enum lang lang)
{
    static const struct {
        int why;
        const char *sv, *en;
    } rows[] = {
        {ENOENT, "filen finns inte", "the file does not exist"},
        {EACCES, "behörighet saknas", "permission is missing"},
        {EPERM, "behörighet saknas", "permission is missing"},
        {ENOSPC, "disken är full", "the disk is full"},
        {EISDIR, "det är en mapp, ingen fil", "it is a folder, not a file"},
        {ENOTDIR, "en del av sökvägen är ingen mapp", "a part of the path is not a folder"},
        {EROFS, "disken går inte att skriva på", "the disk cannot be written to"},
        {EFBIG, "filen är för stor", "the file is too large"},
        {EIO, "disken gick inte att läsa eller skriva", "the disk could not be read or written"},
        {ENOMEM, "minnet räcker inte", "there is not enough memory"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (rows[i].why == why) {
            return lang == LANG_SV ? rows[i].sv : rows[i].en;
        }
    }
    return strerror(why);
}

int folder_lock(const char *folder, long *holder, int *why)
{
    struct arena *scratch = arena_new();
    const char *path = path_join(scratch, folder, ".etablera.lock");
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    int error = errno;
    arena_free(scratch);
    if (fd < 0) {
        *why = error;
        return -2;
    }
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    if (fcntl(fd, F_SETLK, &lock) == 0) {
        return fd;
    }
    error = errno;
    *holder = 0;
    if ((error == EACCES || error == EAGAIN) && fcntl(fd, F_GETLK, &lock) == 0 &&
        lock.l_type != F_UNLCK) {
        *holder = (long)lock.l_pid;
    }
    close(fd);
    *why = error;
    return error == EACCES || error == EAGAIN ? -1 : -2;
}

void folder_unlock(int handle)
{
    if (handle >= 0) {
        close(handle);
    }
}
