/* Metadata and answers of PxWeb, and a side file, that hold any bytes: no address is longer than is
 * asked, and no part has more rows than cells are allowed. */
#include <assert.h>
#include <string.h>

#include "base/limits.h"
#include "data/pxweb.h"
#include "fuzz.h"

static const char *const globs[] = {"tests/fuzz/answers/pxweb*", NULL};
const struct fuzz_seeds fuzz_seeds = {globs, NULL, 3000, 4096};

static void ask(struct pxweb_table *t, const char *codes)
{
    struct pxweb_selection s[8];
    struct pxweb_part *parts = NULL;
    struct fault f;
    size_t n = 0, count = 0;
    for (; n < t->count && n < 8; n++)
        s[n] = (struct pxweb_selection){t->variables[n].code, codes, false};
    if (!pxweb_choose(t, s, n, &f) || !pxweb_parts(t, "https://a/T", n % 2, &parts, &count, &f))
        return;
    for (size_t i = 0; i < count; i++)
        assert(parts[i].rows <= LIMIT_CELLS && strlen(parts[i].address) <= LIMIT_ADDRESS);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const codes[] = {"*", "top(2)", "12*,1280", "[range(2020,2021)]", "0?"};
    const char *p = (const char *)data;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        struct arena *arena = arena_new();
        struct pxweb_table t;
        struct fault f;
        if (pxweb_table(arena, p, size, &t, &f))
            ask(&t, codes[i]);
        arena_free(arena);
    }
    struct arena *arena = arena_new();
    struct text heading = {0};
    struct str body;
    struct fault f;
    size_t half = size / 2;
    if (pxweb_join(&heading, p, half, half % 7, &body, arena, &f))
        pxweb_join(&heading, p + half, size - half, size % 7, &body, arena, &f);
    text_release(&heading);
    arena_free(arena);
    return 0;
}
