/* The texts that the editor holds. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "lsp.h"

struct document *document_find(const struct server *s, const char *uri)
{
    for (struct document *d = s->documents; uri && d; d = d->next)
        if (strcmp(d->uri, uri) == 0)
            return d;
    return NULL;
}

static const char *asked_uri(const struct json *params)
{
    return json_text_of(json_member(json_member(params, "textDocument"), "uri"));
}

struct document *document_asked(const struct server *s, const struct json *params,
                                struct fault *fault)
{
    struct document *d = document_find(s, asked_uri(params));
    if (!d)
        fail(fault, FAULT_PARAMS, "textDocument.uri: not open");
    return d;
}

static void set_old(struct document *d)
{
    d->project->rules_old = d->project->data_old = true;
}

static void remove_document(struct server *s, struct document *d)
{
    struct document **at = &s->documents;
    while (*at != d)
        at = &(*at)->next;
    *at = d->next;
    set_old(d);
    free(d->uri);
    free(d->path);
    text_release(&d->text);
    free(d);
}

static void set_text(struct document *d, const char *p)
{
    d->text.n = 0;
    text_add(&d->text, p);
}

static char *copy(const char *s)
{
    size_t n = strlen(s) + 1;
    return memcpy(memory_alloc(n), s, n);
}

/* What is no file has no folder, and so no model. */
struct json *lsp_did_open(struct server *s, const struct json *params, struct fault *fault)
{
    const struct json *item = json_member(params, "textDocument");
    const char *text = json_text_of(json_member(item, "text"));
    const char *uri = json_text_of(json_member(item, "uri"));
    char *path = uri_to_path(uri);
    struct document *old = document_find(s, uri);
    if (!path || !text) {
        free(path);
        return fail(fault, FAULT_PARAMS, "textDocument");
    }
    if (old)
        remove_document(s, old);
    struct document *d = memory_alloc(sizeof *d);
    path = project_path(s, path);
    *d = (struct document){.uri = copy(uri), .path = path, .next = s->documents};
    json_whole_of(json_member(item, "version"), &d->version);
    set_text(d, text);
    s->documents = d;
    d->project = project_of(s, path);
    set_old(d);
    return NULL;
}

/* --- changes ---------------------------------------------------------------------------------- */

static bool take_position(const struct server *s, const struct document *d, const struct json *j,
                          size_t *out)
{
    int64_t line, column;
    if (!json_whole_of(json_member(j, "line"), &line) ||
        !json_whole_of(json_member(j, "character"), &column) || line < 0 || column < 0)
        return false;
    *out =
        position_in_text((struct str){d->text.p, d->text.n}, (size_t)line, (size_t)column, s->unit);
    return true;
}

static void replace(struct document *d, size_t from, size_t to, const char *text)
{
    struct text made = {0};
    text_addn(&made, d->text.p, from);
    text_add(&made, text);
    text_addn(&made, d->text.p + to, d->text.n - to);
    text_release(&d->text);
    d->text = made;
}

/* One change: of a range, or of the whole. */
static bool take_change(const struct server *s, struct document *d, const struct json *change)
{
    const struct json *range = json_member(change, "range");
    const char *text = json_text_of(json_member(change, "text"));
    size_t from = 0, to = 0;
    if (text && !range) {
        set_text(d, text);
        return true;
    }
    if (!text || !take_position(s, d, json_member(range, "start"), &from) ||
        !take_position(s, d, json_member(range, "end"), &to) || from > to ||
        d->text.n + strlen(text) > LIMIT_MESSAGE)
        return false;
    replace(d, from, to, text);
    return true;
}

struct json *lsp_did_change(struct server *s, const struct json *params, struct fault *fault)
{
    struct document *d = document_asked(s, params, fault);
    const struct json *changes = json_member(params, "contentChanges");
    if (!d)
        return NULL;
    set_old(d);
    json_whole_of(json_member(json_member(params, "textDocument"), "version"), &d->version);
    for (size_t i = 0; i < json_count(changes); i++)
        if (!take_change(s, d, json_item(changes, i))) {
            /* What the editor holds is not known any more: the file on disk counts. */
            remove_document(s, d);
            return fail(fault, FAULT_PARAMS, "contentChanges");
        }
    return NULL;
}

struct json *lsp_did_save(struct server *s, const struct json *params, struct fault *fault)
{
    struct document *d = document_asked(s, params, fault);
    if (d)
        set_old(d);
    return NULL;
}

struct json *lsp_did_close(struct server *s, const struct json *params, struct fault *fault)
{
    struct document *d = document_asked(s, params, fault);
    if (d)
        remove_document(s, d);
    return NULL;
}

/* Files changed outside the editor, those with data too. */
struct json *lsp_files_changed(struct server *s, const struct json *params, struct fault *fault)
{
    (void)params;
    (void)fault;
    for (struct project *p = s->projects; p; p = p->next)
        p->rules_old = p->data_old = true;
    return NULL;
}

void server_release(struct server *s)
{
    while (s->documents)
        remove_document(s, s->documents);
    while (s->projects) {
        struct project *next = s->projects->next;
        project_free(s->projects);
        s->projects = next;
    }
    free(s->root);
    s->root = NULL;
}
