/* result -> files, one after the other. */
#include "report/report.h"

#include <string.h>

#include "base/file.h"
#include "report/clean.h"
#include "report/csv.h"
#include "report/json.h"
#include "report/messages.h"
#include "report/workbook.h"

struct run {
    const struct result *r;
    const struct report_options *o;
    struct diagnostics *d;
    struct arena *arena;
    size_t done, of, written;
};

static void count(struct run *run, const char *path, bool good)
{
    run->written += good;
    run->done++;
    if (run->o->progress != NULL)
        run->o->progress(run->o->context, path, run->done, run->of);
}

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
    if (file_make_folder(path, &why))
        return true;
    report_tell(run->d, "E904", path, strerror(why));
    return false;
}

static bool seen_before(char *const *names, uint32_t area)
{
    for (uint32_t i = 0; i < area; i++)
        if (strcmp(names[i], names[area]) == 0)
            return true;
    return false;
}

static void write_areas(struct run *run)
{
    char **names = arena_array(run->arena, run->r->areas + 1, sizeof *names);
    for (uint32_t a = 0; a < run->r->areas; a++) {
        names[a] = name_of_area(run, a);
        if (seen_before(names, a))
            names[a] = arena_printf(run->arena, "%.*s-%u.xlsx", (int)(strlen(names[a]) - 5),
                                    names[a], (unsigned)a + 1);
        const char *path = path_join(run->arena, run->o->out_folder, names[a]);
        count(run, path, workbook_of_area(run->r, run->o->lang, a, path, run->d));
    }
}

static void write_tables(struct run *run)
{
    static const struct {
        const char *name;
        bool (*write)(const struct result *, enum lang, const char *, struct diagnostics *);
    } files[] = {
        {"rangordning.csv", csv_ranking}, {"poang.csv", csv_points}, {"korning.json", json_write}};
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        const char *path = path_join(run->arena, run->o->out_folder, files[i].name);
        count(run, path, files[i].write(run->r, run->o->lang, path, run->d));
    }
}

bool report_write(const struct result *r, const struct report_options *o, struct diagnostics *d,
                  size_t *written)
{
    struct run run = {.r = r, .o = o, .d = d, .arena = arena_new(), .of = r->areas + 4};
    if (make_folders(&run)) {
        const char *path = path_join(run.arena, o->out_folder, name_of_all(&run));
        count(&run, path, workbook_of_all(r, o->lang, path, d));
        write_areas(&run);
        write_tables(&run);
    }
    bool good = run.written == run.of;
    *written = run.written;
    arena_free(run.arena);
    return good;
}
