/* What stands under the pointer: what the rules say of it, and its value in every area. */
#include <math.h>
#include <string.h>

#include "analysis/values.h"
#include "base/number.h"
#include "lsp.h"
#include "report/document.h"

/* --- values ----------------------------------------------------------------------------------- */

/* Characters that would be markup in a cell. */
static void add_cell(struct text *out, const char *text)
{
    for (; *text; text++) {
        if (strchr("\\`*_[]<>|#", *text))
            text_addc(out, '\\');
        text_addc(out, *text);
    }
}

static void add_points(struct text *out, double points, enum lang lang)
{
    char digits[64];
    if (isnan(points))
        text_add(out, "–");
    else
        text_add(out, number_fixed(digits, points, 1, lang == LANG_SV ? ',' : '.', false));
}

static void add_row(const struct server *s, const struct result *r, const struct values *v,
                    const struct value_row *row, struct text *out)
{
    struct text value = {0};
    value_text(v, row, s->lang, &value);
    text_add(out, "| ");
    add_cell(out, r->data->areas.items[row->area].name);
    text_add(out, " | ");
    add_cell(out, value.p ? value.p : "");
    if (v->has_points) {
        text_add(out, " | ");
        add_points(out, row->points, s->lang);
    }
    text_add(out, " |\n");
    text_release(&value);
}

static void add_values(const struct server *s, const struct document *doc, struct ref ref,
                       struct text *out)
{
    const struct result *r = doc->project->road.result; /* made by lsp_hover() */
    struct arena *arena = arena_new();
    struct values v = {0};
    if (r)
        v = values_of(r, doc->project->road.bundle, ref, s->lang, arena);
    if (!r)
        text_printf(out, "\n*%s*\n",
                    say(s->lang, "Inga värden: det finns ingen data att räkna med",
                        "No values: there is no data to compute with"));
    if (v.count) {
        text_printf(out, "\n| %s | %s |%s\n|:--|--:|%s\n", say(s->lang, "Område", "Area"),
                    say(s->lang, "Värde", "Value"),
                    !v.has_points ? "" : say(s->lang, " Poäng |", " Points |"),
                    v.has_points ? "--:|" : "");
    }
    for (size_t i = 0; i < v.count; i++)
        add_row(s, r, &v, &v.rows[i], out);
    arena_free(arena);
}

/* --- names ------------------------------------------------------------------------------------ */

/* "### Label [unit]" and where it stands: of what the document has no chapter on. */
static void add_head(const struct server *s, const struct survey *survey, const struct mention *m,
                     struct text *out)
{
    const struct head *head = survey_head(survey, m);
    const char *label = head ? head_label(head, s->lang) : NULL;
    const char *unit = survey_unit(survey, m, s->lang);
    if (!head)
        return;
    text_add(out, "### ");
    add_cell(out, label ? label : head->sv);
    if (unit[0]) {
        text_add(out, " \\[");
        add_cell(out, unit);
        text_add(out, "\\]");
    }
    text_printf(out, "\n\n`%s`", head->name);
    if (head->place.file)
        text_printf(out, " `%s:%u`", head->place.file, head->place.line);
    text_add(out, "\n");
}

static void add_name(const struct server *s, const struct document *doc,
                     const struct survey *survey, const struct mention *m, struct text *out)
{
    const struct model *model = survey_model(survey);
    if (model)
        document_thing(model, m->ref, s->lang, out);
    if (out->n == 0)
        add_head(s, survey, m, out);
    if (model)
        add_values(s, doc, m->ref, out);
    else
        text_printf(out, "\n*%s*\n",
                    say(s->lang, "Värden visas när reglerna är utan fel",
                        "Values are shown when the rules are without errors"));
}

struct json *lsp_hover(struct server *s, const struct json *params, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    unsigned line, column;
    if (!doc)
        return NULL;
    project_result(s, doc->project); /* first of all: it may make the survey anew */
    const struct survey *survey = project_survey(s, doc->project);
    if (!place_asked(s, survey, doc, params, &line, &column, fault))
        return NULL;
    struct standing at = survey_at(survey, doc->path, line, column, s->lang);
    if (at.kind == STANDS_NAME)
        add_name(s, doc, survey, at.mention, &at.help);
    struct json *result = NULL;
    if (at.kind != STANDS_NOTHING && at.help.n > 0) {
        struct json *contents = json_new_object();
        result = json_new_object();
        json_put(contents, "kind", json_new_text("markdown"));
        json_put(contents, "value", json_new_text(at.help.p));
        json_put(result, "contents", contents);
        json_put(result, "range",
                 range_json(s, at.place, survey_line(survey, doc->path, at.place.line)));
    }
    text_release(&at.help);
    return result;
}
