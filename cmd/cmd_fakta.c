/* etablera fakta: answers of returned workbooks, into the local facts. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "command.h"
#include "data/fact_log.h"
#include "report/facts_take.h"
#include "road.h"

struct paths {
    const char **items;
    size_t count, capacity;
};

/* --- which files ------------------------------------------------------------------------------ */

static void add_path(struct paths *p, struct arena *arena, const char *path)
{
    p->items = arena_grow(arena, p->items, p->count, &p->capacity, sizeof *p->items);
    p->items[p->count++] = path;
}

/* Each argument, or the workbooks in it; "~$" is what Excel leaves beside an open one. */
static int list_paths(const struct request *request, struct arena *arena, struct paths *out)
{
    for (size_t i = 0; i < request->argument_count; i++) {
        const char *path = request->arguments[i];
        size_t count = 0, before = out->count;
        if (!file_is_folder(path)) {
            add_path(out, arena, path);
            continue;
        }
        char **found = file_glob(arena, path, "*.xlsx", &count);
        for (size_t k = 0; k < count; k++)
            if (strncmp(path_base(found[k]), "~$", 2) != 0)
                add_path(out, arena, found[k]);
        if (out->count == before)
            return road_unknown(request, "inga arbetsböcker (.xlsx) i mappen",
                                "no workbooks (.xlsx) in the folder", path, NULL);
    }
    return EXIT_DONE;
}

/* --- the lock --------------------------------------------------------------------------------- */

/* Held from before the facts are read until they are written. */
static int lock_facts(const struct road *road, int *lock)
{
    const struct request *request = road->request;
    const char *glob = road->model->facts_file.glob;
    struct arena *arena = road->told->arena;
    const char *below = arena_strndup(arena, glob, (size_t)(path_base(glob) - glob));
    const char *folder = path_join(arena, road->data, below);
    long holder = 0;
    int why = 0;
    if (request->dry)
        return EXIT_DONE;
    *lock = file_make_folder(folder, &why) ? folder_lock(folder, &holder, &why) : -2;
    if (*lock >= 0) {
        const char *log = fact_log_path(arena, road->data, glob);
        publish_clean(folder); /* what a run that died left behind */
        publish_clean(arena_strndup(arena, log, (size_t)(path_base(log) - log)));
        return EXIT_DONE;
    }
    if (*lock == -1)
        fprintf(stderr,
                say(request->lang,
                    "etablera: \"%s\" används av en annan körning (process %ld); vänta på den\n",
                    "etablera: \"%s\" is in use by another run (process %ld); wait for it\n"),
                folder, holder);
    else
        fprintf(stderr,
                say(request->lang, "etablera: kan inte skriva i mappen \"%s\": %s\n",
                    "etablera: cannot write in the folder \"%s\": %s\n"),
                folder, why_text(why, request->lang));
    return EXIT_WORLD;
}

/* --- what is said ----------------------------------------------------------------------------- */

static const char *outcome_words(enum fact_outcome outcome, enum lang lang)
{
    static const char *const english[] = {
        [FACT_ENTERED] = "entered",
        [FACT_CONFIRMED] = "confirmed",
        [FACT_UNKNOWN] = "unknown",
        [FACT_KEPT] = "unknown, what is known stays",
        [FACT_CONFLICT] = "conflict, what is known stays",
        [FACT_UNREAD] = "could not be read",
        [FACT_REMARK] = "only a remark",
    };
    return lang == LANG_EN ? english[outcome] : fact_outcome_word(outcome);
}

static void print_day(int32_t day)
{
    printf("%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100));
}

static void print_book(const struct road *road, const struct answers *book)
{
    enum lang lang = road->request->lang;
    printf("%s: %s", path_base(book->path),
           bundle_data(road->bundle)->areas.items[book->area].name);
    if (book->day != 0) {
        fputs(", ", stdout);
        print_day(book->day);
    }
    printf(", %s\n", book->who[0] ? book->who : say(lang, "ingen angiven", "nobody named"));
}

static void print_step(const struct road *road, const struct fact_step *s)
{
    enum lang lang = road->request->lang;
    printf("  %s: ", road->model->facts[s->answer->fact].column);
    if (s->outcome == FACT_ENTERED)
        printf("%s -> ", s->before[0] ? s->before : say(lang, "okänd", "unknown"));
    printf("%s%s(%s)\n", s->answer->text, s->answer->text[0] ? " " : "",
           outcome_words(s->outcome, lang));
}

static void print_steps(const struct road *road, const struct answers *books, size_t count,
                        const struct fact_steps *steps)
{
    enum lang lang = road->request->lang;
    for (size_t i = 0; i < count; i++) {
        print_book(road, &books[i]);
        if (books[i].count == 0)
            printf("  %s\n", say(lang, "inga svar ifyllda", "no answers filled in"));
        for (size_t k = 0; k < steps->count; k++)
            if (steps->items[k].book == &books[i])
                print_step(road, &steps->items[k]);
    }
    printf(say(lang, "Nya svar: %zu, oförändrade: %zu\n", "New answers: %zu, unchanged: %zu\n"),
           steps->entered, steps->same);
    for (size_t i = 0; i < steps->file_count; i++)
        printf("%s: %s\n",
               road->request->dry ? say(lang, "Skulle skriva", "Would write")
                                  : say(lang, "Skrev", "Wrote"),
               steps->files[i]);
}

/* --- the command ------------------------------------------------------------------------------ */

static int take(struct road *road, const struct paths *paths, struct arena *arena)
{
    struct fact_log log = {0};
    struct fact_steps steps;
    struct answers *books = arena_array(arena, paths->count + 1, sizeof *books);
    size_t count = 0;
    road->bundle = facts_read(road->model, &road->options, road->told, &log);
    if (!road->bundle || road->told->errors > 0) {
        road_tell(road);
        return EXIT_TOLD;
    }
    for (size_t i = 0; i < paths->count; i++)
        count += answers_read(paths->items[i], road->model, road->bundle, road->request->day, arena,
                              &books[count], road->told);
    struct facts_asked asked = {.m = road->model,
                                .b = road->bundle,
                                .log = &log,
                                .data_folder = road->data,
                                .arena = arena,
                                .dry = road->request->dry};
    enum facts_taken taken = facts_take(&asked, books, count, &steps, road->told);
    if (taken == FACTS_DONE)
        print_steps(road, books, count, &steps);
    fflush(stdout);
    road_tell(road);
    return taken == FACTS_DONE ? EXIT_DONE : taken == FACTS_REFUSED ? EXIT_TOLD : EXIT_WORLD;
}

int cmd_fakta(const struct request *request)
{
    struct road road;
    struct arena *arena = arena_new();
    struct paths paths = {0};
    int lock = -1;
    int code = road_find(&road, request, NULL);
    if (code == EXIT_DONE)
        code = list_paths(request, arena, &paths);
    if (code == EXIT_DONE && (code = road_rules(&road)) != EXIT_DONE)
        road_tell(&road);
    if (code == EXIT_DONE && !road.model->facts_file.present)
        code = road_unknown(request, "reglerna har inga lokala fakta:",
                            "the rules have no local facts:", road.rules.p, NULL);
    if (code == EXIT_DONE)
        code = road_data_folder(&road);
    if (code == EXIT_DONE)
        code = lock_facts(&road, &lock);
    if (code == EXIT_DONE)
        code = take(&road, &paths, arena);
    folder_unlock(lock);
    code = road_end(&road, code);
    arena_free(arena);
    return code;
}
