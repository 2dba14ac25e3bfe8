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

/* Rules by themselves, neither a prefix nor a file that lies over other rules; else NULL. */
static const char *rules_in(const char *asked)
{
    bool other = after(asked, "scenario:") || after(asked, "data:") || rules_is_overlay(asked);
    return other ? NULL : asked;
}

static void add_to(struct repeated *list, const char *value)
{
    if (value && list->count < MOST_REPEATED)
        list->values[list->count++] = value;
}

/* A side that names no rules has the other's. */
static int find_side(struct side *side, const struct request *request, size_t which)
{
    const char *asked = request->arguments[which], *other = request->arguments[1 - which];
    const char *data = after(asked, "data:"), *scenario = after(asked, "scenario:");
    const char *rules = rules_in(asked);
    side->request = *request;
    side->label = asked;
    if (which == 1 && request->against_data)
        side->request.data = request->against_data;
    if (data)
        side->request.data = data;
    add_to(&side->request.scenarios, scenario);
    if (!rules && !data && !scenario)
        add_to(&side->request.overlays, asked);
    return road_find(&side->road, &side->request, rules ? rules : rules_in(other));
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
        codes[i] = find_side(&sides[i], request, i);
        if (codes[i] == EXIT_DONE)
            codes[i] = road_side(&sides[i].road);
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
