#define _POSIX_C_SOURCE 200809L
#include "road.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/effect.h"
#include "analysis/evidence.h"
#include "analysis/numbers.h"
#include "analysis/scenarios.h"
#include "analysis/test.h"
#include "base/file.h"
#include "base/limits.h"
#include "rules/override.h"

enum { LINK_SIZE = 4096, MOST_THREADS = 8 };

static const char default_rules[] = "rules/asf";
static const char default_data[] = "fixtures";

bool colour_wanted(int descriptor)
{
    const char *no = getenv("NO_COLOR");
    const char *term = getenv("TERM");
    return isatty(descriptor) && !(no && *no) && term && strcmp(term, "dumb") != 0;
}

/* --- folders ---------------------------------------------------------------------------------- */

/* PREFIX/bin/etablera -> PREFIX/share/etablera/rules/asf, wherever PREFIX was moved to. */
static bool beside_program(struct text *path)
{
    char link[LINK_SIZE];
    ssize_t n = readlink("/proc/self/exe", link, sizeof link - 1);
    if (n <= 0)
        return false;
    link[n] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(link, '/');
        if (!slash)
            return false;
        *slash = '\0';
    }
    text_printf(path, "%s/share/etablera/%s", link, default_rules);
    return file_is_folder(path->p);
}

static void find_rules(struct text *path, const char *given)
{
    if (given || file_is_folder(default_rules)) {
        text_add(path, given ? given : default_rules);
        return;
    }
    if (beside_program(path))
        return;
    text_release(path);
    *path = (struct text){0};
    text_add(path, ETABLERA_DATADIR "/rules/asf");
}

static int missing_path(const struct request *request, const char *sv, const char *en,
                        const char *path, const char *option)
{
    enum lang lang = request->lang;
    fprintf(stderr, "etablera: %s \"%s\" %s; %s %s\n", say(lang, sv, en), path,
            say(lang, "finns inte", "does not exist"),
            say(lang, "ange en annan med", "name another with"), option);
    return EXIT_USAGE;
}

static int default_threads(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    if (n < 1)
        return 1;
    return n > MOST_THREADS ? MOST_THREADS : (int)n;
}

/* Commands that show scores alone need not know how sure the places are. */
static int32_t draws_for(const struct request *request)
{
    const unsigned scores_alone = FOR_SWEEP | FOR_FLIP | FOR_DATA;
    return request->command && (request->command->bit & scores_alone) ? -1 : request->draws;
}

void road_begin(struct road *road, const struct request *request, const char *rules)
{
    *road = (struct road){.request = request};
    road->told = diagnostics_new(request->lang);
    find_rules(&road->rules, rules ? rules : request->rules);
    road->data = request->data ? request->data : default_data;
    road->options = (struct analysis_options){
        .data_folder = road->data,
        .day = request->day,
        .threads = request->threads ? request->threads : default_threads(),
        .draws = draws_for(request),
        .seed = request->seed,
    };
}

int road_find(struct road *road, const struct request *request, const char *rules)
{
    road_begin(road, request, rules);
    if (!file_exists(road->rules.p))
        return missing_path(request, "reglerna", "the rules", road->rules.p, "--rules");
    return EXIT_DONE;
}

/* --- the steps -------------------------------------------------------------------------------- */

/* Each change in words, beside what those before it made. */
static void put_in_force(struct road *road)
{
    struct model *m = road->written;
    const struct model *now = m;
    const char **texts = arena_array(m->arena, m->change_count + 1, sizeof *texts);
    for (size_t i = 0; i < m->change_count; i++) {
        struct text text = {0};
        change_text(now, &m->changes[i], road->request->lang, &text);
        texts[i] = arena_strdup(m->arena, text.p);
        text_release(&text);
        now = model_changed(now, &m->changes[i], 1, m->arena);
    }
    road->model = now;
    road->options.overrides = texts;
    road->options.override_count = m->change_count;
}

int road_rules(struct road *road)
{
    const struct request *q = road->request;
    struct rules_asked asked = {
        .overlays = q->overlays.values,
        .overlay_count = q->overlays.count,
        .scenarios = q->scenarios.values,
        .scenario_count = q->scenarios.count,
        .sets = q->sets.values,
        .set_count = q->sets.count,
        .day = q->day,
        .read_table = numbers_read,
    };
    road->written = rules_load_asked(road->rules.p, &asked, road->told);
    if (!road->written)
        return EXIT_TOLD;
    put_in_force(road);
    return EXIT_DONE;
}

void road_adopt(struct road *road, struct model *written)
{
    road->written = written;
    put_in_force(road);
}

int road_data_folder(const struct road *road)
{
    if (!file_is_folder(road->data))
        return missing_path(road->request, "datamappen", "the data folder", road->data, "--data");
    return EXIT_DONE;
}

int road_data(struct road *road)
{
    int code = road_data_folder(road);
    if (code != EXIT_DONE)
        return code;
    road->bundle = analysis_read(road->model, &road->options, road->told);
    return road->bundle ? EXIT_DONE : EXIT_TOLD;
}

void road_compute(struct road *road)
{
    road->result = analysis_run(road->model, road->bundle, &road->options, road->told);
    if (road->result)
        effect_tell(road->written, road->bundle, &road->options, road->result, road->told);
}

int road_review(struct road *road)
{
    int code = road_data(road);
    if (code == EXIT_DONE)
        road_compute(road);
    if (road->result)
        analysis_review(road->result, road->bundle, road->told);
    if (road->result)
        tests_check(road->model, bundle_data(road->bundle), road->told);
    return code;
}

int road_run(struct road *road)
{
    int code = road_rules(road);
    if (code == EXIT_DONE)
        code = road_data(road);
    if (code == EXIT_DONE)
        road_compute(road);
    if (code == EXIT_DONE && !road->result)
        code = EXIT_TOLD;
    return code;
}

int road_side(struct road *road)
{
    int code = road_rules(road);
    if (code == EXIT_DONE)
        code = road_root(road);
    if (code == EXIT_DONE)
        code = road_data(road);
    if (code == EXIT_DONE)
        road->result = analysis_run(road->model, road->bundle, &road->options, road->told);
    return code;
}

int road_complete(struct road *road)
{
    scenarios_run(road->result, road->bundle, &road->options, road->request->lang);
    analysis_uncertainty(road->result, road->bundle, &road->options);
    analysis_outlook(road->result, road->bundle);
    road->result->program = "etablera " ETABLERA_VERSION;
    return analysis_evidence(road->result, road->data, road->told) ? EXIT_DONE : EXIT_WORLD;
}

int road_go(struct road *road, const struct request *request, const char *rules)
{
    int code = road_find(road, request, rules);
    return code == EXIT_DONE ? road_run(road) : code;
}

/* --- what was asked about --------------------------------------------------------------------- */

int road_unknown(const struct request *request, const char *sv, const char *en, const char *name,
                 const char *near)
{
    enum lang lang = request->lang;
    fprintf(stderr, "etablera: %s \"%s\"", say(lang, sv, en), name);
    if (near)
        fprintf(stderr, say(lang, "; menade du \"%s\"?", "; did you mean \"%s\"?"), near);
    fputc('\n', stderr);
    return EXIT_USAGE;
}

int road_area(const struct road *road, const char *asked, uint32_t *area)
{
    const struct areas *areas = &road->result->data->areas;
    const char **names = arena_array(road->told->arena, areas->count, sizeof *names);
    for (uint32_t i = 0; i < areas->count; i++) {
        names[i] = areas->items[i].name;
        *area = i;
        if (strcmp(areas->items[i].code, asked) == 0 || name_eq(names[i], asked))
            return EXIT_DONE;
    }
    if (bundle_area(road->bundle, asked, area))
        return EXIT_DONE;
    return road_unknown(road->request, "inget sådant område:", "no such area:", asked,
                        text_nearest(asked, names, areas->count));
}

int road_root(const struct road *road)
{
    if (road->model->root != UINT32_MAX)
        return EXIT_DONE;
    return road_unknown(road->request, "inget index att rangordna efter i",
                        "no index to rank by in", road->rules.p, NULL);
}

struct names {
    const struct model *model;
    enum lang lang;
    struct arena *arena;
    const char **names;
    size_t count, capacity;
};

static void add_scalar_name(void *context, struct ref target)
{
    struct names *n = context;
    struct text text = {0};
    scalar_name(n->model, target, n->lang, &text);
    n->names = arena_grow(n->arena, n->names, n->count, &n->capacity, sizeof *n->names);
    n->names[n->count++] = arena_strdup(n->arena, text.p);
    text_release(&text);
}

int road_scalar(const struct road *road, const char *asked, struct ref *target)
{
    struct names n = {road->model, road->request->lang, road->told->arena, NULL, 0, 0};
    if (scalar_find(road->model, asked, target))
        return EXIT_DONE;
    scalar_each(road->model, add_scalar_name, &n);
    return road_unknown(road->request,
                        "inget sådant tal i reglerna:", "no such number in the rules:", asked,
                        text_nearest(asked, n.names, n.count));
}

static int out_error(const struct request *request, const char *out, int why)
{
    fprintf(stderr,
            say(request->lang,
                "etablera: kan inte skriva i mappen \"%s\": %s; ange en annan med --out\n",
                "etablera: cannot write in the folder \"%s\": %s; name another with --out\n"),
            out, why_text(why, request->lang));
    return EXIT_WORLD;
}

int road_lock_out(const struct request *request, const char *out, int *lock)
{
    int why = 0;
    long holder = 0;
    *lock = -1;
    if (!file_make_folder(out, &why))
        return out_error(request, out, why);
    *lock = folder_lock(out, &holder, &why);
    if (*lock >= 0) {
        publish_clean(out); /* what a run that died left behind */
        return EXIT_DONE;
    }
    if (*lock != -1)
        return out_error(request, out, why);
    fprintf(stderr,
            say(request->lang,
                "etablera: \"%s\" används av en annan körning (process %ld); vänta på den "
                "eller ange en annan mapp med --out\n",
                "etablera: \"%s\" is in use by another run (process %ld); wait for it or "
                "name another folder with --out\n"),
            out, holder);
    return EXIT_WORLD;
}

/* --- the end ---------------------------------------------------------------------------------- */

enum print_format road_format(const struct request *request)
{
    const char *format = request->format ? request->format : "text";
    return strcmp(format, "csv") == 0    ? PRINT_CSV
           : strcmp(format, "json") == 0 ? PRINT_JSON
                                         : PRINT_TEXT;
}

void road_print(struct text *text)
{
    fwrite(text->p, 1, text->n, stdout);
    fflush(stdout);
    text_release(text);
}

void road_print_changes(const struct road *road)
{
    enum lang lang = road->request->lang;
    for (size_t i = 0; i < road->options.override_count; i++)
        printf("%s: %s\n", say(lang, "Ändrat", "Changed"), road->options.overrides[i]);
}

void road_tell(struct road *road)
{
    if (!road->told)
        return;
    diagnostics_sort(road->told);
    diagnostics_print(road->told, stderr, LIMIT_DIAGNOSTICS, colour_wanted(STDERR_FILENO));
}

void road_hint(struct road *road)
{
    if (road->told->errors > 0) {
        road_tell(road);
        return;
    }
    if (road->told->warnings > 0)
        fprintf(stderr,
                say(road->request->lang,
                    "etablera: varningar: %zu; etablera check visar dem och granskar "
                    "mer\n",
                    "etablera: warnings: %zu; etablera check shows them and looks at more\n"),
                road->told->warnings);
}

int road_end(struct road *road, int code)
{
    bool strict = road->request->strict;
    if (code == EXIT_DONE && (road->told->errors > 0 || (strict && road->told->warnings > 0)))
        code = EXIT_TOLD;
    result_free(road->result);
    bundle_free(road->bundle);
    model_free(road->written);
    diagnostics_free(road->told);
    text_release(&road->rules);
    return code;
}
