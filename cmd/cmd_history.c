/* etablera history: what earlier nights gave. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/file.h"
#include "command.h"
#include "history/history.h"
#include "report/history_show.h"
#include "road.h"
#include "state.h"

enum { RUNS_SHOWN = 30 };

static bool is_named(const struct history_name *n, const char *asked)
{
    return strcmp(n->name, asked) == 0 || name_eq(n->label[LANG_SV], asked) ||
           name_eq(n->label[LANG_EN], asked) || name_eq(n->name, asked);
}

static const struct history_name *find(const struct history_name *names, size_t count,
                                       const char *asked)
{
    for (size_t i = 0; i < count; i++)
        if (is_named(&names[i], asked))
            return &names[i];
    return NULL;
}

struct known {
    struct arena *arena;
    struct history_name *areas, *nodes;
    size_t area_count, node_count;
};

static int unknown(const struct request *request, const struct known *k, const char *asked)
{
    size_t count = 0;
    const char **names = arena_array(k->arena, k->area_count + k->node_count, sizeof *names);
    for (size_t i = 0; i < k->area_count; i++)
        names[count++] = k->areas[i].label[request->lang];
    for (size_t i = 0; i < k->node_count; i++)
        names[count++] = k->nodes[i].name;
    return road_unknown(request, "historiken känner inget sådant område eller index:",
                        "the history knows no such area or index:", asked,
                        text_nearest(asked, names, count));
}

/* The index of the last run's ranking, when nothing else was asked for. */
static const struct history_name *root_of(struct history *h, const struct known *k)
{
    size_t count;
    struct history_run *runs = history_runs(h, k->arena, 1, &count);
    const struct history_name *root = count ? find(k->nodes, k->node_count, runs[0].root) : NULL;
    return root ? root : k->node_count ? &k->nodes[0] : NULL;
}

static int show(struct history *h, const struct request *request, const struct known *k,
                struct text *out)
{
    const char *const *asked = request->arguments;
    enum print_format format = road_format(request);
    if (asked[0] == NULL) {
        show_runs(h, RUNS_SHOWN, format, request->lang, out);
        return EXIT_DONE;
    }
    const struct history_name *area = find(k->areas, k->area_count, asked[0]);
    const char *wanted = area == NULL ? asked[0] : asked[1];
    const struct history_name *node =
        wanted ? find(k->nodes, k->node_count, wanted) : root_of(h, k);
    if (node == NULL)
        return unknown(request, k, wanted ? wanted : asked[0]);
    if (area == NULL && asked[1] != NULL)
        return unknown(request, k, asked[0]);
    if (area != NULL)
        show_area(h, area, node, wanted == NULL, RUNS_SHOWN, format, request->lang, out);
    else
        show_node(h, node, RUNS_SHOWN, format, request->lang, out);
    return EXIT_DONE;
}

int cmd_history(const struct request *request)
{
    struct road road;
    road_begin(&road, request, NULL);
    const char *path = state_path(road.told->arena, request, STATE_HISTORY);
    if (!file_exists(path))
        return road_end(&road, road_unknown(request, "det finns ingen historik:",
                                            "there is no history:", path, NULL));
    struct history *h = history_open(path, road.told);
    int code = h == NULL ? EXIT_WORLD : EXIT_DONE;
    if (h != NULL) {
        struct text out = {0};
        struct known k = {.arena = road.told->arena};
        k.areas = history_areas(h, k.arena, &k.area_count);
        k.nodes = history_nodes(h, k.arena, &k.node_count);
        code = show(h, request, &k, &out);
        road_print(&out);
    }
    history_close(h);
    road_tell(&road);
    return road_end(&road, code);
}
