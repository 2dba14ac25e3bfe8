/* etablera explain: why an area got what it got. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "road.h"

static int unknown(const struct request *request, const char *sv, const char *en, const char *name,
                   const char *near)
{
    enum lang lang = request->lang;
    fprintf(stderr, "etablera: %s \"%s\"", say(lang, sv, en), name);
    if (near)
        fprintf(stderr, say(lang, "; menade du \"%s\"?", "; did you mean \"%s\"?"), near);
    fputc('\n', stderr);
    return EXIT_USAGE;
}

/* By code, else by name in any case. */
static int find_area(const struct road *road, const char *asked, uint32_t *area)
{
    const struct areas *areas = &road->result->data->areas;
    const char **names = arena_array(road->told->arena, areas->count, sizeof *names);
    for (uint32_t i = 0; i < areas->count; i++) {
        names[i] = areas->items[i].name;
        *area = i;
        if (strcmp(areas->items[i].code, asked) == 0 || name_eq(names[i], asked))
            return EXIT_DONE;
    }
    return unknown(road->request, "inget sådant område:", "no such area:", asked,
                   text_nearest(asked, names, areas->count));
}

/* By name, id or label among what is computed (model->order), else any other name in the rules. */
static int find_name(const struct road *road, const char *asked, struct ref *what)
{
    const struct model *model = road->model;
    const char **names = arena_array(road->told->arena, model->order_count, sizeof *names);
    for (size_t i = 0; i < model->order_count; i++) {
        const struct head *head = model_head(model, model->order[i]);
        names[i] = head->name;
        *what = model->order[i];
        if (name_eq(head->name, asked) || (*head->id && name_eq(head->id, asked)) ||
            name_eq(head_label(head, road->request->lang), asked))
            return EXIT_DONE;
    }
    if (model_find(model, asked, what) && model_head(model, *what))
        return EXIT_DONE;
    return unknown(road->request,
                   "inget sådant namn i reglerna:", "no such name in the rules:", asked,
                   text_nearest(asked, names, model->order_count));
}

static void print_explanation(const struct road *road, uint32_t area, const struct ref *what)
{
    struct text text = {0};
    road_print_changes(road);
    explain(road->result, area, what, road->request->lang, &text);
    fwrite(text.p, 1, text.n, stdout);
    fflush(stdout); /* before what is told on the other stream */
    text_release(&text);
}

int cmd_explain(const struct request *request)
{
    const char *name = request->arguments[1];
    struct road road;
    uint32_t area = 0;
    struct ref what;
    int code = road_go(&road, request, NULL);
    if (code == EXIT_DONE)
        code = find_area(&road, request->arguments[0], &area);
    if (code == EXIT_DONE && name)
        code = find_name(&road, name, &what);
    if (code == EXIT_DONE)
        print_explanation(&road, area, name ? &what : NULL);
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
