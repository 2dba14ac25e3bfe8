/* etablera explain: why an area got what it got. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "road.h"

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
    return road_unknown(road->request,
                        "inget sådant namn i reglerna:", "no such name in the rules:", asked,
                        text_nearest(asked, names, model->order_count));
}

/* An area; else the medians of some. */
static int find_against(const struct road *road, struct question *question)
{
    const struct areas *areas = &road->result->data->areas;
    const char *asked = road->request->against;
    enum lang lang = road->request->lang;
    struct comparison *with = arena_alloc(road->told->arena, sizeof *with);
    for (uint32_t i = 0; i < areas->count; i++)
        if (strcmp(areas->items[i].code, asked) == 0 || name_eq(areas->items[i].name, asked))
            return road_area(road, asked, &question->against);
    question->comparison = with;
    switch (comparison_find(road->result, asked, question->area, lang, with, road->told->arena)) {
    case COMPARISON_FOUND:
        return EXIT_DONE;
    case COMPARISON_EMPTY:
        return road_unknown(road->request, "det finns inga i analysen att jämföra med:",
                            "there are none in the analysis to compare with:", asked, NULL);
    case COMPARISON_NO_PEERS:
        return road_unknown(road->request, "reglerna har inga liknande med det namnet:",
                            "the rules have no peers of that name:", asked, NULL);
    default:
        return road_area(road, asked, &question->against);
    }
}

static void print_explanation(const struct road *road, const struct question *question)
{
    struct text text = {0};
    road_print_changes(road);
    explain(road->result, road->bundle, question, &text);
    road_print(&text);
}

int cmd_explain(const struct request *request)
{
    const char *name = request->arguments[1];
    struct road road;
    struct ref what;
    struct question question = {.against = AREA_MEDIAN, .lang = request->lang};
    int code = road_go(&road, request, NULL);
    if (code == EXIT_DONE)
        code = road_area(&road, request->arguments[0], &question.area);
    if (code == EXIT_DONE && request->against)
        code = find_against(&road, &question);
    if (code == EXIT_DONE && name)
        code = find_name(&road, name, &what);
    question.what = name ? &what : NULL;
    if (code == EXIT_DONE && !name && !request->against)
        analysis_uncertainty(road.result, road.bundle, &road.options);
    if (code == EXIT_DONE)
        print_explanation(&road, &question);
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
