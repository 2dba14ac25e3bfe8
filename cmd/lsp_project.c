/* A folder of rules as an editor sees it: with its unsaved texts, read when somebody asks. */
#define _XOPEN_SOURCE 700
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "analysis/numbers.h"
#include "base/file.h"
#include "lsp.h"

static char *copy(const char *s, size_t n)
{
    char *made = memory_alloc(n + 1);
    memcpy(made, s, n);
    made[n] = '\0';
    return made;
}

/* --- which ------------------------------------------------------------------------------------ */

/* The folder of a path as the editor writes it; with --rules the one that this names. */
static char *folder_for(const struct server *s, const char *path)
{
    if (s->request->rules) {
        char *real = realpath(s->request->rules, NULL);
        return real ? real : copy(s->request->rules, strlen(s->request->rules));
    }
    size_t n = (size_t)(path_base(path) - path);
    return copy(path, n > 1 ? n - 1 : n);
}

/* The model that --rules names is known by its real path: a file opened through a link is the same.
 */
char *project_path(const struct server *s, char *path)
{
    size_t n = (size_t)(path_base(path) - path);
    char *folder = copy(path, n > 1 ? n - 1 : n);
    char *real = s->request->rules ? realpath(folder, NULL) : NULL;
    free(folder);
    if (!real)
        return path;
    struct text made = {0};
    text_printf(&made, "%s/%s", strcmp(real, "/") == 0 ? "" : real, path + n);
    free(real);
    free(path);
    return made.p;
}

struct project *project_of(struct server *s, const char *path)
{
    char *folder = folder_for(s, path);
    for (struct project *p = s->projects; p; p = p->next)
        if (strcmp(p->folder, folder) == 0) {
            free(folder);
            return p;
        }
    struct project *p = memory_alloc(sizeof *p);
    *p = (struct project){
        .folder = folder, .rules_old = true, .data_old = true, .next = s->projects};
    s->projects = p;
    return p;
}

/* --- freeing ---------------------------------------------------------------------------------- */

/* What points into the model goes before it. */
static void forget(struct project *p)
{
    p->road.written = NULL; /* the survey's */
    if (p->survey)
        road_end(&p->road, EXIT_DONE);
    survey_free(p->survey);
    p->survey = NULL;
    p->road = (struct road){0};
}

void project_free(struct project *p)
{
    forget(p);
    for (size_t i = 0; i < p->told_count; i++)
        free(p->told[i]);
    free(p->told);
    if (p->names)
        arena_free(p->names);
    free(p->data);
    free(p->folder);
    free(p);
}

/* --- rules ------------------------------------------------------------------------------------ */

const struct rules_unsaved *project_unsaved(const struct server *s, const struct project *p,
                                            struct arena *arena, size_t *count)
{
    size_t n = 0;
    for (const struct document *d = s->documents; d; d = d->next)
        n += d->project == p;
    struct rules_unsaved *all = arena_array(arena, n + 1, sizeof *all);
    *count = 0;
    for (const struct document *d = s->documents; d; d = d->next)
        if (d->project == p)
            all[(*count)++] = (struct rules_unsaved){d->path, {d->text.p, d->text.n}};
    return all;
}

/* The data folder beside the editor's, when there is none where the program runs. */
static void find_data(const struct server *s, struct project *p)
{
    free(p->data);
    p->data = NULL;
    if (!s->request->data && s->root && !file_is_folder(p->road.data)) {
        struct text path = {0};
        text_printf(&path, "%s/%s", s->root, p->road.data);
        p->data = path.p;
        p->road.data = p->road.options.data_folder = p->data;
    }
}

const struct survey *project_survey(struct server *s, struct project *p)
{
    if (!p->rules_old)
        return p->survey;
    forget(p);
    road_begin(&p->road, s->request, p->folder);
    find_data(s, p);
    struct rules_asked asked = {.day = s->request->day, .read_table = numbers_read};
    asked.unsaved = project_unsaved(s, p, p->road.told->arena, &asked.unsaved_count);
    p->survey = survey_new(p->folder, &asked, p->road.told);
    p->rules_old = false;
    p->data_old = true;
    if (!survey_model(p->survey)) {
        p->data_old = false;
        project_publish(s, p);
    }
    return p->survey;
}

/* --- data ------------------------------------------------------------------------------------- */

static void keep_areas(struct project *p)
{
    const struct areas *areas = &bundle_data(p->road.bundle)->areas;
    if (p->names)
        arena_free(p->names);
    p->names = arena_new();
    p->areas = arena_array(p->names, areas->count + 1, sizeof *p->areas);
    p->area_count = areas->count;
    for (size_t i = 0; i < areas->count; i++)
        p->areas[i] = arena_strdup(p->names, areas->items[i].name);
}

/* One number of what a file is like now: it differs when the file was written. */
static uint64_t stamp_of(const struct project *p)
{
    const struct dataset *data = bundle_data(p->road.bundle);
    uint64_t sum = 14695981039346656037u; /* FNV-1a over whole words */
    struct arena *scratch = arena_new();
    for (size_t i = 0; i < data->file_count; i++) {
        struct stat st = {0};
        const char *path = data->files[i].path;
        if (stat(path, &st) != 0 && stat(path_join(scratch, p->road.data, path), &st) != 0)
            continue;
        uint64_t words[] = {(uint64_t)st.st_ino, (uint64_t)st.st_size, (uint64_t)st.st_mtim.tv_sec,
                            (uint64_t)st.st_mtim.tv_nsec};
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            sum = (sum ^ words[k]) * 1099511628211u;
    }
    arena_free(scratch);
    return sum;
}

static void read_data(struct project *p)
{
    if (!file_is_folder(p->road.data))
        return;
    road_adopt(&p->road, survey_model(p->survey));
    road_review(&p->road);
    if (p->road.bundle) {
        keep_areas(p);
        p->stamp = stamp_of(p);
    }
}

const struct result *project_result(struct server *s, struct project *p)
{
    bool changed = !p->rules_old && !p->data_old && p->road.bundle && p->stamp != stamp_of(p);
    p->rules_old = p->rules_old || changed;
    project_survey(s, p);
    if (p->data_old) {
        p->data_old = false;
        read_data(p);
        project_publish(s, p);
    }
    return p->road.result;
}

bool server_is_idle(const struct server *s)
{
    bool idle = true;
    for (const struct project *p = s->projects; p; p = p->next)
        idle = idle && !p->rules_old && !p->data_old;
    return idle;
}

void server_idle(struct server *s)
{
    for (struct project *p = s->projects; p; p = p->next)
        if (p->rules_old || p->data_old)
            project_result(s, p);
}
