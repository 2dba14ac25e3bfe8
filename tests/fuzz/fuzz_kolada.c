/* Pages of Kolada and rows of Försäkringskassan that hold any bytes. What is taken is a CSV that
 * has one line for each row and no line of its own. */
#include <assert.h>
#include <string.h>

#include "data/forsakringskassan.h"
#include "data/kolada.h"
#include "fuzz.h"

static const char *const globs[] = {"tests/fuzz/answers/kolada*.json",
                                    "tests/fuzz/answers/fk*.json", NULL};
const struct fuzz_seeds fuzz_seeds = {globs, NULL, 3000, 4096};

static size_t lines(const struct text *t)
{
    size_t n = 0;
    for (size_t i = 0; i < t->n; i++)
        n += t->p[i] == '\n';
    return n;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const areas[] = {"1280", "1214"};
    struct arena *arena = arena_new();
    struct kolada_figure figures[] = {{.id = "N03937", .asked = true},
                                      {.id = "U09804", .asked = true}};
    struct kolada k;
    struct fault f;
    struct text out = {0}, rows = {0};
    const char *next = NULL, *p = (const char *)data;
    kolada_begin(&k, arena, figures, 2, areas, 2);
    kolada_titles(&k, p, size, &next, &f);
    bool fine = kolada_values(&k, p, size, &next, &f);
    assert(fine == (f.code == NULL));
    kolada_landing(&k, (struct str){p, size}, &out);
    assert(lines(&out) == 1 + k.row_count);
    fine = forsakringskassan_landing(p, size, "kommun_kod", arena, &rows, &f);
    assert(fine == (f.code == NULL));
    text_release(&out);
    text_release(&rows);
    arena_free(arena);
    return 0;
}
