/* A fuzz target without a fuzzer: its seeds as they are, then a fixed set of changed ones, the same
 * in every run. A fault ends the program, and with it the test.
 * Usage: replay_NAME            replays
 *        replay_NAME FOLDER     writes the seeds to FOLDER, for libFuzzer; prints its -max_len
 *        replay_NAME - FILE...  replays these files only */
#define _POSIX_C_SOURCE 200809L

#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "fuzz.h"

struct seed {
    const uint8_t *p;
    size_t n;
};
struct seeds {
    struct seed *items;
    size_t count, capacity;
    struct arena *arena;
};

static uint64_t state = 0x9E3779B97F4A7C15u;

static size_t below(size_t n) /* xorshift64 */
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return n ? (size_t)(state % n) : 0;
}

static void add_file(struct seeds *s, const char *path)
{
    struct file_bytes bytes;
    int why;
    if (!file_read(path, (size_t)1 << 24, &bytes, &why)) {
        fprintf(stderr, "%s: %s\n", path, strerror(why));
        exit(3);
    }
    s->items = arena_grow(s->arena, s->items, s->count, &s->capacity, sizeof *s->items);
    uint8_t *copy = arena_alloc(s->arena, bytes.size + 1);
    memcpy(copy, bytes.size ? bytes.data : "", bytes.size);
    s->items[s->count++] = (struct seed){copy, bytes.size};
    file_release(&bytes);
}

static void add_files(struct seeds *s, const char *folder, const char *glob)
{
    size_t count;
    char **paths = file_glob(s->arena, folder, glob, &count);
    if (count == 0) {
        fprintf(stderr, "%s/%s: no such seeds (run in the project's root)\n", folder, glob);
        exit(3);
    }
    for (size_t i = 0; i < count; i++) {
        add_file(s, paths[i]);
    }
}

/* The target gets a block of the exact size, so that a sanitizer sees one byte too far. */
static void try(const uint8_t *p, size_t n)
{
    uint8_t *copy = memory_alloc(n);
    memcpy(copy, p, n);
    LLVMFuzzerTestOneInput(copy, n);
    free(copy);
}

/* Room for n more bytes at `at`, or as many as fit. */
static size_t open_gap(uint8_t *p, size_t *n, size_t most, size_t at, size_t gap)
{
    gap = gap < most - *n ? gap : most - *n;
    memmove(p + at + gap, p + at, *n - at);
    *n += gap;
    return gap;
}

/* One change: a bit, a byte, a byte that means something, a piece gone, doubled, or from another
 * seed. */
static void change(const struct seeds *s, uint8_t *p, size_t *n, size_t most)
{
    static const char telling[] = "\0\xFF\xC2\xA0\"\"\n\r;,:.-{}()[]|/\\<>=%0129 \t";
    size_t at = below(*n + 1), length = below(1 + below(64));
    const struct seed *other = &s->items[below(s->count)];
    size_t from = below(other->n + 1);
    switch (*n ? below(7) : 6) {
    case 0:
        p[at % *n] ^= (uint8_t)(1u << below(8));
        break;
    case 1:
        p[at % *n] = (uint8_t)below(256);
        break;
    case 2:
        p[at % *n] = (uint8_t)telling[below(sizeof telling - 1)];
        break;
    case 3:
        length = length < *n - at ? length : *n - at;
        memmove(p + at, p + at + length, *n - at - length);
        *n -= length;
        break;
    case 4:
        length = open_gap(p, n, most, at, length < *n - at ? length : *n - at);
        memcpy(p + at, p + at + length, length);
        break;
    case 5:
        length = open_gap(p, n, most, at, 1);
        memset(p + at, telling[below(sizeof telling - 1)], length);
        break;
    default:
        length = open_gap(p, n, most, at, length < other->n - from ? length : other->n - from);
        memcpy(p + at, other->p + from, length);
    }
}

static void try_changed(const struct seeds *s)
{
    size_t most = fuzz_seeds.longest;
    uint8_t *p = memory_alloc(most + 1);
    for (unsigned round = 0; round < fuzz_seeds.rounds; round++) {
        const struct seed *seed = &s->items[below(s->count)];
        size_t n = seed->n < most ? seed->n : most;
        size_t from =
            round % 2 ? below(seed->n - n + 1) : 0; /* where headings stand, or anywhere */
        memcpy(p, seed->p + from, n);
        for (size_t changes = 1 + below(6); changes > 0; changes--) {
            change(s, p, &n, most);
        }
        try(p, n);
    }
    free(p);
}

static void write_all(const struct seeds *s, const char *folder)
{
    char name[32];
    for (size_t i = 0; i < s->count; i++) {
        snprintf(name, sizeof name, "seed-%04zu", i);
        scratch_write(folder, name, s->items[i].p, s->items[i].n);
    }
}

int main(int argc, char **argv)
{
    struct seeds s = {.arena = arena_new()};
    bool given = argc > 2 && strcmp(argv[1], "-") == 0;
    for (int i = 2; given && i < argc; i++) {
        add_file(&s, argv[i]);
    }
    for (size_t i = 0; !given && fuzz_seeds.globs[i]; i++) {
        add_files(&s, ".", fuzz_seeds.globs[i]);
    }
    if (!given && fuzz_seeds.make) {
        fuzz_seeds.make(scratch_folder());
        add_files(&s, scratch_folder(), "*");
    }
    if (argc == 2) {
        write_all(&s, argv[1]);
        printf("%zu\n", fuzz_seeds.longest);
    } else {
        for (size_t i = 0; i < s.count; i++) {
            try(s.items[i].p, s.items[i].n);
        }
        if (!given) {
            try_changed(&s);
        }
        printf("%zu seeds, %u changed\n", s.count, given ? 0 : fuzz_seeds.rounds);
    }
    arena_free(s.arena);
    return 0;
}
