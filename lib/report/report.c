/* result -> files, shared between threads. */
#define _POSIX_C_SOURCE 200809L
#include "report/report.h"

#include <pthread.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "data/names.h"
#include "report/clean.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/messages.h"
#include "report/part.h"
#include "report/workbook.h"

enum { MOST_THREADS = 64 };

/* One file to write. Files know nothing of each other, so any number of threads may share the
 * list; each file's messages are gathered apart and told in the list's order. */
struct job {
    const char *name, *path; /* name: below the folder */
    uint32_t area;           /* UINT32_MAX: not an area's workbook */
    bool (*table)(const struct result *, enum lang, const char *, struct diagnostics *);
    struct diagnostics *told; /* NULL: nothing */
    bool good;
};

struct run {
    const struct result *r;
    const struct report_options *o;
    struct diagnostics *d;
    struct arena *arena;
    struct job *jobs;
    size_t count, listed; /* listed: those of other parts too */
    pthread_mutex_t lock; /* guards the two below and the progress */
    size_t next, done;
    bool stopped; /* a file could not be written: the others would only say the same */
};

/* Model "asf" over "skane-33.csv" -> "asf-skane.xlsx": the areas file's name up to its first '-'.
 */
static char *name_of_all(struct run *run)
{
    const struct model *m = run->r->model;
    const char *file = m->areas_file && m->areas_file[0] ? path_base(m->areas_file) : "";
    char *stem = arena_strndup(run->arena, file, strcspn(file, "-."));
    const char *name = fold_name(run->arena, m->head.name);
    if (stem[0] == '\0')
        return arena_printf(run->arena, "%s.xlsx", name);
    return arena_printf(run->arena, "%s-%s.xlsx", name, fold_name(run->arena, stem));
}

/* "kommuner/1280-malmo.xlsx": only base names below the output folder, whatever the data say. */
static char *name_of_area(struct run *run, uint32_t area)
{
    const struct area *a = &run->r->data->areas.items[area];
    const char *code = fold_name(run->arena, a->code), *name = fold_name(run->arena, a->name);
    return arena_printf(run->arena, "kommuner/%s-%s.xlsx", code, name);
}

static bool make_folders(struct run *run)
{
    int why = 0;
    const char *path = path_join(run->arena, run->o->out_folder, "kommuner");
    if (file_make_folder(path, &why)) {
        publish_clean(path); /* what a run that died left behind */
        return true;
    }
    report_tell(run->d, "E904", path, why_text(why, run->d->lang));
    return false;
}

/* Of a part only each parts-th is written; the names are those of the whole. */
static void add_job(struct run *run, const char *name, uint32_t area,
                    bool (*table)(const struct result *, enum lang, const char *,
                                  struct diagnostics *))
{
    uint32_t parts = run->o->parts;
    if (parts > 0 && run->listed++ % parts + 1 != run->o->part)
        return;
    run->jobs[run->count++] = (struct job){.name = name,
                                           .path = path_join(run->arena, run->o->out_folder, name),
                                           .area = area,
                                           .table = table};
}

/* The longest first, so that no thread ends long after the others. */
static void list_jobs(struct run *run)
{
    static const struct {
        const char *name;
        bool (*write)(const struct result *, enum lang, const char *, struct diagnostics *);
    } tables[] = {{"korning.json", json_write},     {"poang.csv", csv_points},
                  {"rangordning.csv", csv_ranking}, {"samband.csv", csv_associations},
                  {"sakerhet.csv", csv_certainty},  {"kanslighet.csv", csv_sensitivity},
                  {"scenarier.csv", csv_scenarios}, /* only when somebody asked for scenarios */
                  {"andringar.csv", csv_changes}};  /* only beside an earlier run */
    const size_t table_count = sizeof tables / sizeof tables[0];
    struct names *names = names_new(run->arena);
    run->jobs = arena_array(run->arena, run->r->areas + 2 + table_count, sizeof *run->jobs);
    const char *all = name_of_all(run);
    add_job(run, all, UINT32_MAX, workbook_of_all);
    add_job(run, arena_printf(run->arena, "%.*s-enkel.xlsx", (int)(strlen(all) - 5), all),
            UINT32_MAX, workbook_plain);
    for (size_t i = 0; i < table_count; i++) {
        bool left_out = tables[i].write == csv_scenarios ? run->r->scenario_count == 0
                        : tables[i].write == csv_changes ? run->r->before == NULL
                                                         : false;
        if (!left_out)
            add_job(run, tables[i].name, UINT32_MAX, tables[i].write);
    }
    for (uint32_t a = 0; a < run->r->areas; a++) {
        const char *name = name_of_area(run, a);
        bool added;
        names_put(names, name, strlen(name), a, &added);
        if (!added)
            name = arena_printf(run->arena, "%.*s-%u.xlsx", (int)(strlen(name) - 5), name,
                                (unsigned)a + 1);
        add_job(run, name, a, NULL);
    }
}

static void do_job(struct run *run, struct job *job)
{
    job->told = diagnostics_new(run->d->lang);
    job->good = job->table
                    ? job->table(run->r, run->o->lang, job->path, job->told)
                    : workbook_of_area(run->r, run->o->lang, job->area, job->path, job->told);
    if (job->told->count == 0) {
        diagnostics_free(job->told);
        job->told = NULL;
    }
}

static void *work(void *context)
{
    struct run *run = context;
    pthread_mutex_lock(&run->lock);
    while (run->next < run->count && !run->stopped) {
        struct job *job = &run->jobs[run->next++];
        pthread_mutex_unlock(&run->lock);
        do_job(run, job);
        pthread_mutex_lock(&run->lock);
        run->done++;
        run->stopped = run->stopped || !job->good;
        if (run->o->progress != NULL)
            run->o->progress(run->o->context, job->path, run->done, run->count);
    }
    pthread_mutex_unlock(&run->lock);
    return NULL;
}

/* This thread works too; a thread that could not be started is only missed as speed. One thread
 * more than asked for, since one or another always waits for the disk. */
static void work_together(struct run *run)
{
    pthread_t threads[MOST_THREADS];
    size_t wanted = run->o->threads > 1 ? (size_t)run->o->threads : 0, started = 0;
    if (wanted > MOST_THREADS)
        wanted = MOST_THREADS;
    while (started < wanted && pthread_create(&threads[started], NULL, work, run) == 0)
        started++;
    work(run);
    while (started > 0)
        pthread_join(threads[--started], NULL);
}

static bool settle(struct run *run)
{
    const char *folders[] = {run->o->out_folder,
                             path_join(run->arena, run->o->out_folder, "kommuner")};
    for (size_t i = 0; i < 2; i++) {
        int why = 0;
        if (!publish_settle(folders[i], &why)) {
            report_tell(run->d, "E901", folders[i], why_text(why, run->d->lang));
            return false;
        }
    }
    return true;
}

static void tell_unwritten(struct run *run, size_t count)
{
    report_tell(run->d, "E906", run->o->out_folder, arena_printf(run->arena, "%zu", count));
}

enum { STRANGERS_SHOWN = 5 };

/* Workbooks of municipalities that are no longer in the list would be taken for today's. */
static void tell_strangers(struct run *run)
{
    const char *folder = path_join(run->arena, run->o->out_folder, "kommuner");
    struct names *ours = names_new(run->arena);
    struct text strangers = {0};
    size_t count, found = 0;
    for (size_t i = 0; i < run->count; i++) {
        const char *name = path_base(run->jobs[i].path);
        names_put(ours, name, strlen(name), 0, NULL);
    }
    char **files = file_glob(run->arena, folder, "*.xlsx", &count);
    for (size_t i = 0; i < count; i++) {
        const char *name = path_base(files[i]);
        if (key_table_find(ours, name, strlen(name)))
            continue;
        if (found++ < STRANGERS_SHOWN)
            text_printf(&strangers, "%s%s", found > 1 ? ", " : "", name);
    }
    if (found > 0) {
        text_add(&strangers, found > STRANGERS_SHOWN ? " …" : "");
        diagnostics_use(run->d, report_messages, report_message_count);
        diagnose(run->d, "N908", (struct place){.file = folder}, folder,
                 arena_printf(run->arena, "%zu", found), strangers.p, NULL);
    }
    text_release(&strangers);
}

/* Says what a part is and holds, when all of it is there. */
static bool note_part(struct run *run)
{
    if (run->o->parts == 0)
        return true;
    const char **names = arena_array(run->arena, run->count + 1, sizeof *names);
    for (size_t i = 0; i < run->count; i++)
        names[i] = run->jobs[i].name;
    struct part_list list = {names, run->count, run->listed};
    return part_note(run->r, run->o, &list, run->d);
}

/* There is something to rank by, and nobody could be. */
static bool nobody_ranked(const struct result *r)
{
    return r->model->root < r->model->node_count && r->nodes[r->model->root].ranked == 0;
}

bool report_write(const struct result *r, const struct report_options *o, struct diagnostics *d,
                  size_t *written)
{
    struct run run = {.r = r, .o = o, .d = d, .arena = arena_new()};
    *written = 0;
    if (nobody_ranked(r)) {
        report_tell(d, "E907", o->out_folder, "");
        arena_free(run.arena);
        return true;
    }
    pthread_mutex_init(&run.lock, NULL);
    bool made = make_folders(&run);
    if (made) {
        list_jobs(&run);
        work_together(&run);
    }
    for (size_t i = 0; i < run.count; i++) {
        *written += run.jobs[i].good;
        if (run.jobs[i].told != NULL) {
            diagnostics_append(d, run.jobs[i].told);
            diagnostics_free(run.jobs[i].told);
        }
    }
    if (*written < run.count)
        tell_unwritten(&run, run.count - *written);
    bool good = made && *written == run.count && note_part(&run) && settle(&run);
    if (good && o->parts == 0)
        tell_strangers(&run);
    pthread_mutex_destroy(&run.lock);
    arena_free(run.arena);
    return good;
}
