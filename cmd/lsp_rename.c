/* Another name for a thing, in every file of the model. What would come out is read before it is
 * handed out: it must be without errors, and every name must mean what it meant. */
#include <string.h>

#include "lsp.h"

struct renaming {
    struct server *s;
    struct project *project;
    const struct survey *survey;
    const struct mention *what;
    const char *name;
    struct arena *arena;
    struct mention *places; /* all to be changed, those of tables last */
    size_t count, in_rules;
};

/* --- may it be renamed ------------------------------------------------------------------------ */

/* The name at the place, when it can have another: else NULL and a fault. */
static const struct mention *renamed(struct server *s, const struct json *params,
                                     struct project **project, struct fault *fault)
{
    const struct document *doc = document_asked(s, params, fault);
    unsigned line, column;
    if (!doc)
        return NULL;
    const struct survey *survey = project_survey(s, doc->project);
    *project = doc->project;
    if (!place_asked(s, survey, doc, params, &line, &column, fault))
        return NULL;
    struct standing at = survey_at(survey, doc->path, line, column, s->lang);
    text_release(&at.help);
    if (!at.mention)
        fail(fault, FAULT_FAILED, say(s->lang, "här står inget namn", "there is no name here"));
    else if (at.mention->ref.kind == SYMBOL_DERIVED)
        fail(fault, FAULT_FAILED,
             say(s->lang, "det här är ett ord i språket och kan inte byta namn",
                 "this is a word of the language and cannot be renamed"));
    else if (!survey_model(survey))
        fail(fault, FAULT_FAILED,
             say(s->lang, "rätta felen i reglerna först: annars hittas inte alla ställen",
                 "mend the errors of the rules first: else not every place is found"));
    return fault->code ? NULL : at.mention;
}

struct json *lsp_prepare_rename(struct server *s, const struct json *params, struct fault *fault)
{
    struct project *p = NULL;
    const struct mention *m = renamed(s, params, &p, fault);
    if (!m)
        return NULL;
    struct json *j = json_new_object();
    struct str line = survey_line(p->survey, m->place.file, m->place.line);
    json_put(j, "range", range_json(s, m->place, line));
    json_put(j, "placeholder", json_new_text(survey_head(p->survey, m)->name));
    return j;
}

/* --- the places ------------------------------------------------------------------------------- */

/* Behind those in the rules; false when a table cannot be edited as UTF-8. */
static bool find_in_tables(struct renaming *r)
{
    struct mention *found = NULL;
    size_t n = 0;
    bool fine = table_mentions(r->survey, r->what, r->arena, &found, &n);
    struct mention *all = arena_array(r->arena, r->count + n + 1, sizeof *all);
    for (size_t i = 0; i < r->count + n; i++)
        all[i] = i < r->count ? r->places[i] : found[i - r->count];
    r->places = all;
    r->count += n;
    return fine;
}

static void find_in_rules(struct renaming *r)
{
    size_t n = 0;
    const struct mention *all = survey_mentions(r->survey, &n);
    r->places = arena_array(r->arena, n + 1, sizeof *r->places);
    for (size_t i = 0; i < n; i++)
        if (survey_same(&all[i], r->what))
            r->places[r->count++] = all[i];
    r->in_rules = r->count;
}

/* --- the proof -------------------------------------------------------------------------------- */

/* A file's text with the new name in it. */
static struct str edited(const struct renaming *r, const char *file)
{
    struct text t = {0};
    size_t at = 0;
    text_add(&t, "");
    for (unsigned line = 1; line <= survey_line_count(r->survey, file); line++) {
        struct str s = survey_line(r->survey, file, line);
        size_t done = 0;
        text_add(&t, line > 1 ? "\n" : "");
        for (; at < r->in_rules; at++) { /* sorted by file, line and column */
            const struct place *p = &r->places[at].place;
            bool before = strcmp(p->file, file) < 0;
            if (!before && (strcmp(p->file, file) != 0 || p->line != line))
                break;
            if (before)
                continue;
            size_t from = position_byte(s.p, s.n, p->column - 1, COLUMN_CHARACTERS);
            text_addn(&t, s.p + done, from - done);
            text_add(&t, r->name);
            done = from + position_byte(s.p + from, s.n - from, p->length, COLUMN_CHARACTERS);
        }
        text_addn(&t, s.p + done, s.n - done);
    }
    struct str made = {arena_strndup(r->arena, t.p, t.n), t.n};
    text_release(&t);
    return made;
}

static bool same_mentions(const struct survey *a, const struct survey *b)
{
    size_t n = 0, m = 0;
    const struct mention *x = survey_mentions(a, &n), *y = survey_mentions(b, &m);
    bool same = n == m;
    for (size_t i = 0; same && i < n; i++)
        same = survey_same(&x[i], &y[i]) && x[i].place.line == y[i].place.line;
    return same;
}

static bool means_the_same(const struct renaming *r)
{
    size_t files = survey_file_count(r->survey);
    struct rules_unsaved *texts = arena_array(r->arena, files + 1, sizeof *texts);
    struct diagnostics *told = diagnostics_new(r->s->lang);
    for (size_t i = 0; i < files; i++) {
        texts[i].path = survey_file(r->survey, i);
        texts[i].text = edited(r, texts[i].path);
    }
    struct rules_asked asked = {
        .day = r->s->request->day, .unsaved = texts, .unsaved_count = files};
    struct survey *again = survey_new(r->project->folder, &asked, told);
    bool same = survey_model(again) && same_mentions(r->survey, again);
    survey_free(again);
    diagnostics_free(told);
    return same;
}

/* --- the edits -------------------------------------------------------------------------------- */

static struct json *edit_json(const struct renaming *r, const struct place *place)
{
    struct json *j = json_new_object();
    json_put(j, "range", range_json(r->s, *place, line_of(r->survey, place)));
    json_put(j, "newText", json_new_text(r->name));
    return j;
}

static struct json *changes_json(const struct renaming *r)
{
    struct json *result = json_new_object(), *changes = json_new_object();
    for (size_t i = 0; i < r->count; i++) {
        const char *file = r->places[i].place.file;
        bool first = true;
        for (size_t k = 0; k < i && first; k++)
            first = strcmp(r->places[k].place.file, file) != 0;
        if (!first)
            continue;
        struct json *edits = json_new_array(), *uri = uri_json(r->s, file);
        for (size_t k = i; k < r->count; k++)
            if (strcmp(r->places[k].place.file, file) == 0)
                json_append(edits, edit_json(r, &r->places[k].place));
        json_put(changes, json_text_of(uri), edits);
        json_free(uri);
    }
    json_put(result, "changes", changes);
    return result;
}

static struct json *edits_for(struct renaming *r, struct fault *fault)
{
    enum lang lang = r->s->lang;
    const char *now = survey_head(r->survey, r->what)->name;
    const char *why = name_eq(now, r->name) ? NULL /* only small letters for large, or nothing */
                                            : survey_name_fault(r->survey, r->name, lang, r->arena);
    if (why)
        return fail(fault, FAULT_FAILED, why);
    find_in_rules(r);
    if (!find_in_tables(r))
        return fail(fault, FAULT_FAILED,
                    say(lang, "en tabell i CSV är inte sparad som UTF-8: spara om den först",
                        "a CSV table is not saved as UTF-8: save it so first"));
    if (!means_the_same(r))
        return fail(fault, FAULT_FAILED,
                    say(lang, "med det namnet skulle reglerna betyda något annat",
                        "with that name the rules would mean something else"));
    return changes_json(r);
}

struct json *lsp_rename(struct server *s, const struct json *params, struct fault *fault)
{
    const char *name = json_text_of(json_member(params, "newName"));
    struct renaming r = {.s = s, .name = name};
    if (!name)
        return fail(fault, FAULT_PARAMS, "newName");
    r.what = renamed(s, params, &r.project, fault);
    if (!r.what)
        return NULL;
    r.survey = r.project->survey;
    r.arena = arena_new();
    struct json *result = edits_for(&r, fault);
    arena_free(r.arena);
    return result;
}
