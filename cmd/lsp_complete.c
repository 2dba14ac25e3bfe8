/* What may be written at the cursor. */
#include <string.h>

#include "lsp.h"

static const struct {
    int item; /* the protocol's number */
    const char *order;
} kinds[] = {
    [CHOICE_NAME] = {6, "1"},     [CHOICE_BLOCK] = {14, "1"}, [CHOICE_PROPERTY] = {10, "1"},
    [CHOICE_FUNCTION] = {3, "2"}, [CHOICE_WORD] = {14, "3"},  [CHOICE_UNIT] = {11, "1"},
};
enum { AREA_ITEM = 12 };

static struct json *item_json(const char *label, int kind, const char *order, struct json *range)
{
    struct json *j = json_new_object(), *edit = json_new_object();
    struct text sort = {0};
    text_printf(&sort, "%s%s", order, label);
    json_put(edit, "range", range);
    json_put(edit, "newText", json_new_text(label));
    json_put(j, "label", json_new_text(label));
    json_put(j, "kind", json_new_whole(kind));
    json_put(j, "sortText", json_new_text(sort.p));
    json_put(j, "textEdit", edit);
    text_release(&sort);
    return j;
}

static struct json *choice_json(const struct choice *c, struct json *range)
{
    struct json *j = item_json(c->text, kinds[c->kind].item, kinds[c->kind].order, range);
    if (c->detail[0])
        json_put(j, "detail", json_new_text(c->detail));
    if (c->help[0]) {
        struct json *help = json_new_object();
        json_put(help, "kind", json_new_text("markdown"));
        json_put(help, "value", json_new_text(c->help));
        json_put(j, "documentation", help);
    }
    return j;
}

struct json *lsp_complete(struct server *s, const struct json *params, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    unsigned line, column;
    if (!doc)
        return NULL;
    struct project *p = doc->project;
    if (p->area_count == 0) /* first of all: it may make the survey anew */
        project_result(s, p);
    const struct survey *survey = project_survey(s, p);
    if (!place_asked(s, survey, doc, params, &line, &column, fault))
        return NULL;
    struct arena *arena = arena_new();
    struct choices choices = survey_choices(survey, doc->path, line, column, s->lang, arena);
    struct str text = survey_line(survey, doc->path, line);
    struct place place = {.line = line, .column = choices.column};
    struct json *list = json_new_array();
    place.length = column - choices.column;
    for (size_t i = 0; i < choices.count; i++)
        json_append(list, choice_json(&choices.items[i], range_json(s, place, text)));
    for (size_t i = 0; choices.areas && i < p->area_count; i++)
        json_append(list, item_json(p->areas[i], AREA_ITEM, "1", range_json(s, place, text)));
    arena_free(arena);
    return list;
}
