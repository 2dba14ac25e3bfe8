/* etablera run --before-rules, --before-data: what there was before. */
#include "before.h"

#include <string.h>

/* Earlier rules are taken as they stand: options that change numbers belong to the run, and are
 * told as changes. */
static void ask(struct before *before, const struct request *now)
{
    before->request = *now;
    before->request.before_rules = before->request.before_data = NULL;
    if (now->before_data)
        before->request.data = now->before_data;
    if (now->before_rules) {
        before->request.sets.count = 0;
        before->request.scenarios.count = 0;
        before->request.overlays.count = 0;
    }
}

static struct diff_side side_of(const struct road *road)
{
    return (struct diff_side){road->rules.p, road->model, road->bundle, road->options,
                              road->result};
}

int before_run(struct before *before, struct road *now)
{
    const struct request *request = now->request;
    *before = (struct before){.asked = request->before_rules || request->before_data};
    if (!before->asked)
        return EXIT_DONE;
    ask(before, request);
    int code = road_find(&before->road, &before->request,
                         request->before_rules ? request->before_rules : now->rules.p);
    if (code == EXIT_DONE)
        code = road_root(now);
    if (code == EXIT_DONE)
        code = road_side(&before->road);
    if (code != EXIT_DONE)
        return code;
    struct diff_side a = side_of(&before->road), b = side_of(now);
    bool data_differs = strcmp(before->road.data, now->data) != 0;
    now->result->before = before->diff = diff_run(&a, &b, data_differs, request->lang);
    return EXIT_DONE;
}

int before_end(struct before *before, int code)
{
    if (!before->asked)
        return code;
    if (before->road.told->errors > 0)
        road_tell(&before->road);
    diff_free(before->diff);
    int earlier = road_end(&before->road, EXIT_DONE);
    return code != EXIT_DONE ? code : earlier;
}
