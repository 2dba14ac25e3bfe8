/* What was told, to the editor: for every file of the model, also those without errors. */
#define _POSIX_C_SOURCE 200809L
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "lsp.h"

enum { PATH_SIZE = 4096 };

/* A place's file as an absolute path, in the arena. Data files are told below their folder. */
static const char *full_path(const struct project *p, const char *file, struct arena *arena)
{
    char here[PATH_SIZE];
    if (!file || file[0] == '\0')
        return survey_file_count(p->survey) ? survey_file(p->survey, 0) : p->folder;
    if (!file_exists(file) && file_exists(path_join(arena, p->road.data, file)))
        file = path_join(arena, p->road.data, file);
    if (file[0] == '/' || !getcwd(here, sizeof here))
        return file;
    return path_join(arena, here, file);
}

static struct json *place_json(const struct server *s, const struct project *p,
                               const struct place *place)
{
    return range_json(s, *place, line_of(p->survey, place));
}

static const char *message_of(const struct diagnostic *item, struct arena *arena)
{
    const char *label = item->label ? item->label : "", *hint = item->hint ? item->hint : "";
    return arena_printf(arena, "%s%s%s%s%s", item->message, label[0] ? "\n" : "", label,
                        hint[0] ? "\n= " : "", hint);
}

static struct json *item_json(const struct server *s, const struct project *p,
                              const struct diagnostic *item, struct arena *arena)
{
    static const int severities[] = {
        [SEVERITY_ERROR] = 1, [SEVERITY_WARNING] = 2, [SEVERITY_NOTE] = 3};
    struct json *j = json_new_object();
    json_put(j, "range", place_json(s, p, &item->place));
    json_put(j, "severity", json_new_whole(severities[item->severity]));
    json_put(j, "code", json_new_text(item->code));
    json_put(j, "source", json_new_text("etablera"));
    json_put(j, "message", json_new_text(message_of(item, arena)));
    if (item->other.file) {
        struct json *list = json_new_array(), *related = json_new_object();
        struct json *location = json_new_object();
        json_put(location, "uri", uri_json(s, full_path(p, item->other.file, arena)));
        json_put(location, "range", place_json(s, p, &item->other));
        json_put(related, "location", location);
        json_put(related, "message", json_new_text(item->other_label ? item->other_label : ""));
        json_append(list, related);
        json_put(j, "relatedInformation", list);
    }
    return j;
}

/* The files to speak of: those of the rules, those with something told, those told of before. */
struct files {
    const char **uris;
    size_t count;
    struct arena *arena;
};

static const char *uri_of(const struct server *s, const char *path, struct arena *arena)
{
    struct json *j = uri_json(s, path);
    const char *uri = arena_strdup(arena, json_text_of(j));
    json_free(j);
    return uri;
}

static void add_uri(struct files *f, const char *uri)
{
    for (size_t i = 0; i < f->count; i++)
        if (strcmp(f->uris[i], uri) == 0)
            return;
    f->uris[f->count++] = uri;
}

static void publish_one(struct server *s, const struct project *p, const char *uri,
                        const char *const *of_items, struct arena *arena)
{
    const struct diagnostics *d = p->road.told;
    struct json *params = json_new_object(), *list = json_new_array();
    const struct document *doc = document_find(s, uri);
    for (size_t i = 0; i < d->count; i++)
        if (strcmp(of_items[i], uri) == 0)
            json_append(list, item_json(s, p, &d->items[i], arena));
    json_put(params, "uri", json_new_text(uri));
    if (doc)
        json_put(params, "version", json_new_whole(doc->version));
    json_put(params, "diagnostics", list);
    server_notify(s, "textDocument/publishDiagnostics", params);
}

/* Those with something told are remembered: it must be taken back when it no longer holds. */
static void remember(struct project *p, const char *const *uris, size_t count)
{
    for (size_t i = 0; i < p->told_count; i++)
        free(p->told[i]);
    p->told = memory_resize(p->told, (count + 1) * sizeof *p->told);
    p->told_count = 0;
    for (size_t i = 0; i < count; i++) {
        size_t n = strlen(uris[i]) + 1;
        p->told[p->told_count++] = memcpy(memory_alloc(n), uris[i], n);
    }
}

void project_publish(struct server *s, struct project *p)
{
    struct diagnostics *d = p->road.told;
    struct arena *arena = arena_new();
    size_t most = d->count + survey_file_count(p->survey) + p->told_count;
    struct files f = {arena_array(arena, most + 1, sizeof *f.uris), 0, arena};
    const char **of_items = arena_array(arena, d->count + 1, sizeof *of_items);
    diagnostics_sort(d);
    for (size_t i = 0; i < survey_file_count(p->survey); i++)
        add_uri(&f, uri_of(s, survey_file(p->survey, i), arena));
    for (size_t i = 0; i < d->count; i++) {
        of_items[i] = uri_of(s, full_path(p, d->items[i].place.file, arena), arena);
        add_uri(&f, of_items[i]);
    }
    size_t now = f.count;
    for (size_t i = 0; i < p->told_count; i++)
        add_uri(&f, arena_strdup(arena, p->told[i]));
    for (size_t i = 0; i < f.count; i++)
        publish_one(s, p, f.uris[i], of_items, arena);
    remember(p, f.uris, now);
    arena_free(arena);
}
