/* The places that areas have had, in words. */
#include <string.h>

#include "history/history.h"

enum { PLACES_SHOWN = 6, MOST_RUNS = 4000, DAY_LENGTH = 10 };

static const char *day_of(const struct history_run *runs, size_t count, int64_t number)
{
    for (size_t i = 0; i < count; i++)
        if (runs[i].number == number)
            return runs[i].at;
    return "";
}

/* Spans in which only the score differs are one place. */
static const char *places_of(const struct history_place *p, size_t count,
                             const struct history_run *runs, size_t run_count, struct arena *arena)
{
    const char *text = "";
    size_t shown = 0;
    for (size_t i = count; i > 0 && shown < PLACES_SHOWN; i--) {
        bool same = i > 1 && p[i - 2].rank == p[i - 1].rank;
        const char *day = day_of(runs, run_count, p[i - 1].first);
        if (same || p[i - 1].rank == 0 || day[0] == '\0')
            continue;
        text = arena_printf(arena, "%d (%.*s)%s%s", (int)p[i - 1].rank, DAY_LENGTH, day,
                            shown > 0 ? ", " : "", text);
        shown++;
    }
    return text;
}

const char *const *history_past(struct history *h, const struct result *r, struct arena *arena)
{
    const struct model *m = r->model;
    const char **past = arena_array(arena, r->areas + 1, sizeof *past);
    size_t run_count, count;
    struct history_run *runs = history_runs(h, arena, MOST_RUNS, &run_count);
    for (size_t a = 0; a < r->areas; a++) {
        past[a] = "";
        if (m->root == UINT32_MAX)
            continue;
        struct history_place *p = history_places(h, arena, r->data->areas.items[a].code,
                                                 m->nodes[m->root].head.name, &count);
        past[a] = places_of(p, count, runs, run_count, arena);
    }
    return past;
}
