#include "data/names.h"

#include <string.h>

struct entry {
    const char *p; /* NULL: free */
    size_t n;
    uint64_t hash;
    uint32_t value;
};

struct names {
    struct arena *arena;
    struct entry *entries;
    size_t count, size; /* size: a power of two */
};

enum { FIRST_SIZE = 32 };

/* Eight bytes at a time, mixed by multiplication; the finish is MurmurHash3's. */
static uint64_t hash_bytes(const char *p, size_t n)
{
    uint64_t h = n * UINT64_C(0x9E3779B97F4A7C15);
    while (n > 0) {
        uint64_t part = 0;
        size_t k = n < 8 ? n : 8;
        memcpy(&part, p, k);
        h = (h ^ part) * UINT64_C(0xFF51AFD7ED558CCD);
        h ^= h >> 32;
        p += k;
        n -= k;
    }
    h *= UINT64_C(0xC4CEB9FE1A85EC53);
    return h ^ h >> 33;
}

struct names *names_new(struct arena *arena)
{
    struct names *names = arena_alloc(arena, sizeof *names);
    names->arena = arena;
    names->size = FIRST_SIZE;
    names->entries = arena_array(arena, names->size, sizeof *names->entries);
    return names;
}

static struct entry *place_of(const struct names *names, const char *p, size_t n, uint64_t hash)
{
    size_t mask = names->size - 1, i = (size_t)hash & mask;
    for (;; i = (i + 1) & mask) {
        struct entry *e = &names->entries[i];
        if (!e->p || (e->hash == hash && e->n == n && memcmp(e->p, p, n) == 0)) {
            return e;
        }
    }
}

uint32_t *key_table_find(const struct names *names, const char *p, size_t n)
{
    struct entry *e = place_of(names, p, n, hash_bytes(p, n));
    return e->p ? &e->value : NULL;
}

static void make_room(struct names *names)
{
    struct names larger = *names;
    larger.size *= 2;
    larger.entries = arena_array(names->arena, larger.size, sizeof *larger.entries);
    for (size_t i = 0; i < names->size; i++) {
        const struct entry *e = &names->entries[i];
        if (e->p) {
            *place_of(&larger, e->p, e->n, e->hash) = *e;
        }
    }
    *names = larger;
}

uint32_t *names_put(struct names *names, const char *p, size_t n, uint32_t value, bool *added)
{
    if (names->count * 2 >= names->size) {
        make_room(names);
    }
    uint64_t hash = hash_bytes(p, n);
    struct entry *e = place_of(names, p, n, hash);
    if (added) {
        *added = e->p == NULL;
    }
    if (!e->p) {
        *e = (struct entry){arena_strndup(names->arena, p, n), n, hash, value};
        names->count++;
    }
    return &e->value;
}
