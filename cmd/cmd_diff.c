/* etablera diff: two sets of rules, scenarios or data side by side. */
#include <string.h>

#include "command.h"
#include "road.h"

struct side {
    struct request request;
    struct road road;
    const char *label;
};

/* What stands after a prefix; NULL when it does not begin so. */
static const char *after(const char *asked, const char *prefix)
{
    size_t n = strlen(prefix);
    return strncmp(asked, prefix, n) == 0 ? asked + n : NULL;
}

static int find_side(struct side *side, const struct request *request, const char *asked)
{
    const char *scenario = after(asked, "scenario:"), *data = after(asked, "data:");
    const char *rules = scenario || data ? NULL : asked;
    side->request = *request;
    side->label = asked;
    if (data)
        side->request.data = data;
    if (scenario && side->request.scenarios.count < MOST_REPEATED)
        side->request.scenarios.values[side->request.scenarios.count++] = scenario;
    return road_find(&side->road, &side->request, rules);
}

static int run_side(struct side *side)
{
    struct road *road = &side->road;
    int code = road_rules(road);
    if (code == EXIT_DONE)
        code = road_root(road);
    if (code == EXIT_DONE)
        code = road_data(road);
    if (code == EXIT_DONE)
        road->result = analysis_run(road->model, road->bundle, &road->options, road->told);
    return code;
}

static struct diff_side side_of(const struct side *side)
{
    const struct road *road = &side->road;
    return (struct diff_side){side->label, road->model, road->bundle, road->options, road->result};
}

static void print(const struct request *request, const struct side *sides)
{
    struct diff_side a = side_of(&sides[0]), b = side_of(&sides[1]);
    struct text text = {0};
    bool data_differs = strcmp(sides[0].road.data, sides[1].road.data) != 0;
    struct diff *diff = diff_run(&a, &b, data_differs, request->lang);
    print_diff(diff, road_format(request), request->lang, &text);
    road_print(&text);
    diff_free(diff);
}

int cmd_diff(const struct request *request)
{
    struct side sides[2];
    int codes[2];
    for (size_t i = 0; i < 2; i++) {
        codes[i] = find_side(&sides[i], request, request->arguments[i]);
        if (codes[i] == EXIT_DONE)
            codes[i] = run_side(&sides[i]);
    }
    if (codes[0] == EXIT_DONE && codes[1] == EXIT_DONE)
        print(request, sides);
    if (sides[0].road.told->errors > 0)
        road_tell(&sides[0].road);
    if (codes[0] == EXIT_DONE && codes[1] != EXIT_USAGE)
        road_hint(&sides[1].road);
    int first = road_end(&sides[0].road, codes[0]), second = road_end(&sides[1].road, codes[1]);
    return first != EXIT_DONE ? first : second;
}
