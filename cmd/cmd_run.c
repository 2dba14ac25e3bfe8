/* etablera run: the whole road, into a folder. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "analysis/scenarios.h"
#include "base/file.h"
#include "before.h"
#include "command.h"
#include "report/report.h"
#include "road.h"

static const char default_out[] = "out";

/* One line that is written over, on a terminal only. */
static void show_progress(void *context, const char *what, size_t done, size_t of)
{
    (void)context;
    fprintf(stderr, "\r\033[K  %zu/%zu %s", done, of, what);
    if (done >= of)
        fputs("\r\033[K", stderr);
    fflush(stderr);
}

/* --- the summary ------------------------------------------------------------------------------ */

static size_t count_preliminary(const struct result *r, const struct node_result *node)
{
    size_t count = 0;
    for (size_t i = 0; i < r->areas; i++)
        count += node->rank[i] > 0 && node->grade[i] == GRADE_PRELIMINARY;
    return count;
}

static void print_ranked(const struct result *r, enum lang lang)
{
    if (r->model->root == UINT32_MAX) {
        puts(say(lang, "Reglerna har inget index att rangordna efter",
                 "The rules have no index to rank by"));
        return;
    }
    const struct node_result *root = &r->nodes[r->model->root];
    printf(say(lang, "Rangordnade: %zu av %zu, varav %zu preliminärt\n",
               "Ranked: %zu of %zu, %zu of them preliminary\n"),
           root->ranked, r->areas, count_preliminary(r, root));
}

/* A scenario that moves nothing with these data is told here: nobody would look for it. */
static void print_scenarios(const struct result *r, enum lang lang)
{
    static const char *const SAID[][2] = {
        [EFFECT_NOTHING] = {"ingen verkan på den här datan", "no effect on these data"},
        [EFFECT_JUDGEMENTS] = {"bara bedömningar ändras", "only judgements change"},
        [EFFECT_SCORES] = {"poäng ändras, inga platser", "scores change, no places"},
        [EFFECT_RANKS] = {"områden som byter plats", "areas that change place"},
    };
    for (size_t k = 0; k < r->scenario_count; k++) {
        const struct scenario_result *s = &r->scenarios[k];
        printf("Scenario %s: %s", r->model->scenarios[k].head.name, SAID[s->effect][lang]);
        if (s->effect == EFFECT_RANKS)
            printf(": %zu", s->moved);
        putchar('\n');
    }
}

static void print_summary(const struct road *road, const char *out, size_t written)
{
    enum lang lang = road->request->lang;
    road_print_changes(road);
    print_ranked(road->result, lang);
    print_scenarios(road->result, lang);
    if (written > 0)
        printf(say(lang, "Arbetsböckerna ligger i %s (%zu filer skrivna)\n",
                   "The workbooks are in %s (%zu files written)\n"),
               out, written);
    printf(say(lang, "Fel: %zu, varningar: %zu\n", "Errors: %zu, warnings: %zu\n"),
           road->told->errors, road->told->warnings);
}

/* --- the command ------------------------------------------------------------------------------ */

static int write_out(struct road *road, const char *out)
{
    struct report_options options = {
        .out_folder = out,
        .lang = road->request->lang,
        .threads = road->options.threads,
        .part = road->request->shard,
        .parts = road->request->shards,
        .progress = isatty(STDERR_FILENO) ? show_progress : NULL,
    };
    size_t written = 0;
    bool whole = report_write(road->result, &options, road->told, &written);
    road_tell(road);
    print_summary(road, out, written);
    return whole ? EXIT_DONE : EXIT_WORLD;
}

int cmd_run(const struct request *request)
{
    const char *out = request->out ? request->out : default_out;
    struct road road;
    int lock = -1;
    int code = road_find(&road, request, request->arguments[0]);
    if (code == EXIT_DONE) /* before reading: what cannot be written need not be read */
        code = road_lock_out(request, out, &lock);
    if (code != EXIT_DONE)
        return road_end(&road, code);
    struct before before = {0};
    code = road_run(&road);
    if (code == EXIT_DONE)
        code = before_run(&before, &road);
    if (code == EXIT_DONE)
        code = road_complete(&road);
    if (code == EXIT_DONE)
        code = write_out(&road, out);
    else
        road_tell(&road);
    folder_unlock(lock);
    return road_end(&road, before_end(&before, code));
}
