/* Names: where they are declared, where they are used, and the outline of a file. */
#include <string.h>

#include "analysis/numbers.h"
#include "lsp.h"

struct str line_of(const struct survey *survey, const struct place *place)
{
    struct str line = place->file ? survey_line(survey, place->file, place->line) : (struct str){0};
    if (line.n == 0 && place->text)
        return (struct str){place->text, strcspn(place->text, "\n")};
    return line.p ? line : (struct str){"", 0};
}

bool table_mentions(const struct survey *survey, const struct mention *what, struct arena *arena,
                    struct mention **out, size_t *count)
{
    const struct model *m = survey_model(survey);
    size_t capacity = 0;
    *out = NULL;
    *count = 0;
    for (size_t i = 0; m && i < m->table_count; i++) {
        struct mention *found = NULL;
        size_t n = 0;
        if (!numbers_mentions(m, &m->tables[i], arena, &found, &n))
            return false;
        for (size_t k = 0; k < n; k++) {
            if (!survey_same(&found[k], what))
                continue;
            *out = arena_grow(arena, *out, *count, &capacity, sizeof **out);
            (*out)[(*count)++] = found[k];
        }
    }
    return true;
}

static struct json *location_json(const struct server *s, const struct survey *survey,
                                  struct place place)
{
    struct json *j = json_new_object();
    json_put(j, "uri", uri_json(s, place.file));
    json_put(j, "range", range_json(s, place, line_of(survey, &place)));
    return j;
}

static const struct mention *mention_asked(struct server *s, const struct json *params,
                                           const struct survey **survey, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    unsigned line, column;
    if (!doc)
        return NULL;
    *survey = project_survey(s, doc->project);
    if (!place_asked(s, *survey, doc, params, &line, &column, fault))
        return NULL;
    struct standing at = survey_at(*survey, doc->path, line, column, s->lang);
    text_release(&at.help);
    return at.mention;
}

struct json *lsp_define(struct server *s, const struct json *params, struct fault *fault)
{
    const struct survey *survey = NULL;
    const struct mention *m = mention_asked(s, params, &survey, fault);
    const struct head *head = m ? survey_head(survey, m) : NULL;
    if (!head || !head->place.file) /* what the analysis gives is declared nowhere */
        return NULL;
    return location_json(s, survey, head->place);
}

static bool is_declaration(const struct survey *survey, const struct mention *m)
{
    const struct head *head = survey_head(survey, m);
    return head && head->place.file && head->place.line == m->place.line &&
           head->place.column == m->place.column && strcmp(head->place.file, m->place.file) == 0;
}

struct json *lsp_refer(struct server *s, const struct json *params, struct fault *fault)
{
    const struct survey *survey = NULL;
    const struct mention *m = mention_asked(s, params, &survey, fault);
    bool declaration =
        json_is_yes(json_member(json_member(params, "context"), "includeDeclaration"));
    if (!m)
        return NULL;
    size_t count = 0;
    const struct mention *all = survey_mentions(survey, &count);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++)
        if (survey_same(&all[i], m) && (declaration || !is_declaration(survey, &all[i])))
            json_append(list, location_json(s, survey, all[i].place));
    struct arena *arena = arena_new();
    struct mention *found = NULL;
    table_mentions(survey, m, arena, &found, &count);
    for (size_t i = 0; i < count; i++)
        json_append(list, location_json(s, survey, found[i].place));
    arena_free(arena);
    return list;
}

/* --- the outline ------------------------------------------------------------------------------ */

/* The protocol's kinds, as near as they come. */
static const int symbol_kinds[SYMBOL_KINDS + 1] = {
    [SYMBOL_FACT] = 17,    [SYMBOL_ASSUMPTION] = 14, [SYMBOL_COUNT] = 13,   [SYMBOL_INDICATOR] = 13,
    [SYMBOL_NODE] = 5,     [SYMBOL_GATE] = 17,       [SYMBOL_FLAG] = 17,    [SYMBOL_POSITION] = 17,
    [SYMBOL_IDEA] = 23,    [SYMBOL_ADVICE] = 15,     [SYMBOL_SCENARIO] = 3, [SYMBOL_SOURCE] = 1,
    [SYMBOL_REGISTER] = 1, [SYMBOL_TEST] = 12,       [SYMBOL_TABLE] = 18,   [SYMBOL_KINDS] = 2,
    [SYMBOL_GUIDE] = 15,   [SYMBOL_CALC] = 16,
};

static struct json *symbol_json(const struct server *s, const struct survey *survey,
                                const struct landmark *l)
{
    struct json *j = json_new_object();
    struct text detail = {0};
    const char *file = l->place.file;
    text_printf(&detail, "%s%s%s", l->word, l->name[0] && l->label[0] ? " · " : "",
                l->name[0] ? l->label : "");
    json_put(j, "name", json_new_text(l->name[0] ? l->name : l->label[0] ? l->label : l->word));
    json_put(j, "detail", json_new_text(detail.p));
    json_put(j, "kind", json_new_whole(symbol_kinds[l->kind]));
    json_put(j, "range", lines_json(s, l->first, l->last, survey_line(survey, file, l->last)));
    json_put(j, "selectionRange", range_json(s, l->place, survey_line(survey, file, l->first)));
    text_release(&detail);
    return j;
}

struct json *lsp_symbols(struct server *s, const struct json *params, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    size_t count = 0;
    if (!doc)
        return NULL;
    const struct survey *survey = project_survey(s, doc->project);
    struct arena *arena = arena_new();
    struct landmark *all = survey_landmarks(survey, doc->path, arena, &count);
    struct json *list = json_new_array();
    for (size_t i = 0; i < count; i++)
        json_append(list, symbol_json(s, survey, &all[i]));
    arena_free(arena);
    return list;
}
