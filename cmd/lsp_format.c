/* The layout of etablera fmt, for one file. */
#include <string.h>

#include "lsp.h"
#include "rules/format.h"

/* Lines in a text, as editors count them; *last gets where the last one begins. */
static size_t lines_of(struct str text, size_t *last)
{
    size_t lines = 0;
    *last = 0;
    for (size_t i = 0; i < text.n; i++) {
        bool pair = text.p[i] == '\r' && i + 1 < text.n && text.p[i + 1] == '\n';
        if ((text.p[i] == '\n' || text.p[i] == '\r') && !pair) {
            lines++;
            *last = i + 1;
        }
    }
    return lines;
}

static struct json *whole_edit(const struct server *s, struct str before, struct str after)
{
    struct json *list = json_new_array();
    size_t last, lines = lines_of(before, &last);
    if (str_eq(before, after))
        return list;
    struct json *edit = json_new_object();
    struct str end = {before.p + last, before.n - last};
    json_put(edit, "range", lines_json(s, 1, (unsigned)lines + 1, end));
    json_put(edit, "newText", json_new_text(after.p));
    json_append(list, edit);
    return list;
}

/* Nothing when the rules have errors: those are shown already. */
struct json *lsp_format(struct server *s, const struct json *params, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    if (!doc)
        return NULL;
    struct diagnostics *told = diagnostics_new(s->lang);
    struct rules_asked asked = {0};
    struct formatting made;
    struct json *result = NULL;
    asked.unsaved = project_unsaved(s, doc->project, told->arena, &asked.unsaved_count);
    if (rules_format_unsaved(doc->path, &asked, told, &made)) {
        for (size_t i = 0; i < made.count; i++)
            if (strcmp(made.files[i].path, doc->path) == 0)
                result = whole_edit(s, (struct str){doc->text.p, doc->text.n}, made.files[i].after);
        formatting_free(&made);
    }
    diagnostics_free(told);
    return result;
}
