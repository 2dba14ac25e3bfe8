/* etablera fetch: open data into the data folder. What is asked, checked and landed is in
 * lib/data/fetch.h; here are the folder's lock, the clock, signals, progress and the summary. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "analysis/fetch_plan.h"
#include "base/file.h"
#include "base/number.h"
#include "base/stamp.h"
#include "clock.h"
#include "command.h"
#include "data/side.h"
#include "road.h"

enum {
    USUAL_TIMEOUT = 300,
    USUAL_RETRIES = 4,
    USUAL_WAIT = 120,
    USUAL_MEGABYTES = 512,
    DAY = 86400,
    SHOW_EVERY = 200 /* milliseconds between two lines of progress */
};

struct run {
    const struct request *request;
    struct road road;
    struct fetch_plan plan;
    struct fetcher *fetcher;
    int lock;
    sigset_t ends; /* blocked, so that nothing is left half; looked for while waiting */
    int caught;    /* one of them, 0: none */
    bool terminal;
    const char *now; /* the source under way, for the progress */
    int64_t shown;   /* when progress was last shown */
};

/* --- time, signals, progress ------------------------------------------------------------------ */

static int64_t milliseconds(void *person)
{
    (void)person;
    return clock_milliseconds();
}

static int64_t seconds(void *person)
{
    (void)person;
    return clock_seconds();
}

static bool wait_for(void *person, int64_t length)
{
    struct run *r = person;
    struct timespec t = {(time_t)(length / 1000), (long)(length % 1000) * 1000000};
    int signal = r->caught ? r->caught : sigtimedwait(&r->ends, NULL, &t);
    r->caught = signal > 0 ? signal : 0;
    return !r->caught;
}

static bool stopped(void *person)
{
    struct run *r = person;
    sigset_t waiting;
    if (r->caught)
        return true;
    sigemptyset(&waiting);
    sigpending(&waiting);
    return sigismember(&waiting, SIGINT) || sigismember(&waiting, SIGTERM) ||
           sigismember(&waiting, SIGHUP);
}

static const char *megabytes(char buffer[32], int64_t bytes, enum lang lang)
{
    char decimal = lang == LANG_EN ? '.' : ',';
    return number_fixed(buffer, (double)bytes / 1e6, bytes < 100000 ? 3 : 1, decimal, true);
}

static void progress(void *person, int64_t bytes)
{
    struct run *r = person;
    char buffer[32];
    int64_t now = r->terminal ? clock_milliseconds() : 0;
    if (!r->terminal || now - r->shown < SHOW_EVERY)
        return;
    r->shown = now;
    fprintf(stderr, "\r\033[K%s: %s MB", r->now, megabytes(buffer, bytes, r->request->lang));
    fflush(stderr);
}

static void progress_end(const struct run *r)
{
    if (r->terminal && r->shown)
        fputs("\r\033[K", stderr);
}

/* --- which sources ---------------------------------------------------------------------------- */

static bool listed(const struct repeated *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (name_eq(list->values[i], name))
            return true;
    return false;
}

static int check_names(const struct run *r, const struct repeated *list)
{
    const struct fetch_plan *p = &r->plan;
    const char **names = arena_array(r->road.told->arena, p->count + 1, sizeof *names);
    for (size_t k = 0; k < p->count; k++)
        names[k] = p->sources[k].name;
    for (size_t i = 0; i < list->count; i++) {
        bool known = false;
        for (size_t k = 0; k < p->count; k++)
            known = known || name_eq(list->values[i], names[k]);
        if (!known)
            return road_unknown(r->request, "ingen källa som hämtas heter",
                                "no source that is fetched is called", list->values[i],
                                text_nearest(list->values[i], names, p->count));
    }
    return EXIT_DONE;
}

static bool is_wanted(const struct run *r, const struct fetch_source *s)
{
    return r->request->only.count == 0 || listed(&r->request->only, s->name);
}

/* --- what is said ----------------------------------------------------------------------------- */

/* "hämtad 2026-03-01, 3 dygn gammal" */
static void print_day(const struct run *r, const char *sv, const char *en, int64_t at)
{
    enum lang lang = r->request->lang;
    int64_t days = (clock_seconds() - at) / DAY;
    days = days > 0 ? days : 0;
    printf("%s %.10s, ", say(lang, sv, en), time_text(r->road.told->arena, at));
    printf(say(lang, "%lld dygn gammal", days == 1 ? "%lld day old" : "%lld days old"),
           (long long)days);
}

/* When the newest of the files that a source reads was last written; -1: there is none. */
static int64_t newest_of(const struct run *r, const char *glob)
{
    struct stamps files = {0};
    int64_t newest = -1;
    stamps_begin(&files);
    stamps_add_all(&files, r->road.data, glob);
    for (size_t i = 0; i < files.count; i++)
        newest = files.items[i].seconds > newest ? files.items[i].seconds : newest;
    stamps_release(&files);
    return newest;
}

/* Of what was placed by hand all that is known is when the file was written here. */
static void print_age(const struct run *r, const char *glob, int64_t fetched)
{
    enum lang lang = r->request->lang;
    int64_t written = fetched == 0 ? newest_of(r, glob) : -1;
    if (fetched > 0)
        print_day(r, "hämtad", "fetched", fetched);
    else if (written > 0)
        print_day(r, "inlagd för hand, sparad", "placed by hand, saved", written);
    else
        fputs(say(lang, "ingen fil", "no file"), stdout);
}

static void print_by_hand(const struct run *r)
{
    const struct fetch_plan *p = &r->plan;
    if (r->request->only.count || !p->by_hand_count)
        return;
    printf(say(r->request->lang, "Läggs in för hand: ", "Placed by hand: "));
    for (size_t i = 0; i < p->by_hand_count; i++)
        printf("%s%s", i ? ", " : "", p->by_hand[i].name);
    putchar('\n');
}

static void print_report(const struct run *r, const struct fetch_source *s,
                         const struct fetch_report *report)
{
    static const char *const said[][2] = {
        [FETCH_NEW] = {"ny fil", "new file"},
        [FETCH_UNCHANGED] = {"oförändrad", "unchanged"},
        [FETCH_PARTLY] = {"ny fil, men med delar av den gamla", "new file, with parts of the old"},
        [FETCH_KEPT] = {"togs inte emot", "not accepted"},
        [FETCH_NO_WORLD] = {"kunde inte skrivas", "could not be written"},
        [FETCH_STOPPED] = {"avbruten", "stopped"},
    };
    char buffer[32], received[32];
    enum lang lang = r->request->lang;
    printf("%s: %s; ", s->name, say(lang, said[report->end][0], said[report->end][1]));
    if (report->end == FETCH_NEW || report->end == FETCH_PARTLY)
        printf(say(lang, "%s, %s MB", "%s, %s MB"), s->target,
               megabytes(buffer, report->bytes, lang));
    else
        print_age(r, s->target, report->fetched);
    bool one = report->calls == 1;
    printf(say(lang, one ? " (%u fråga, %s MB)\n" : " (%u frågor, %s MB)\n",
               one ? " (%u question, %s MB)\n" : " (%u questions, %s MB)\n"),
           report->calls, megabytes(received, (int64_t)report->received, lang));
}

/* --- the three ways --------------------------------------------------------------------------- */

static void tell_plan(struct run *r)
{
    for (size_t i = 0; i < r->plan.count; i++) {
        const struct fetch_source *s = &r->plan.sources[i];
        struct text t = {0};
        if (!is_wanted(r, s))
            continue;
        text_printf(&t, "%s → %s\n", s->name, s->target);
        fetch_tell(r->fetcher, s, &t);
        fputs(t.p, stdout);
        text_release(&t);
    }
    print_by_hand(r);
}

static void tell_ages(const struct run *r)
{
    for (size_t i = 0; i < r->plan.count; i++) {
        const struct fetch_source *s = &r->plan.sources[i];
        if (!is_wanted(r, s))
            continue;
        printf("%s: %s, ", s->name, s->target);
        print_age(r, s->target, fetch_age(r->road.data, s));
        putchar('\n');
    }
    for (size_t i = 0; i < r->plan.by_hand_count && !r->request->only.count; i++) {
        printf("%s: %s, ", r->plan.by_hand[i].name, r->plan.by_hand[i].glob);
        print_age(r, r->plan.by_hand[i].glob, 0);
        putchar('\n');
    }
}

static int fetch_all(struct run *r)
{
    int code = EXIT_DONE;
    for (size_t i = 0; i < r->plan.count && !stopped(r); i++) {
        const struct fetch_source *s = &r->plan.sources[i];
        struct fetch_report report;
        if (!is_wanted(r, s))
            continue;
        r->now = s->name;
        fetch_one(r->fetcher, s, listed(&r->request->fewer, s->name), &report);
        progress_end(r);
        print_report(r, s, &report);
        fflush(stdout);
        bool told = report.end == FETCH_KEPT || report.end == FETCH_PARTLY || report.part_failed;
        int own = report.world ? EXIT_WORLD : told ? EXIT_TOLD : EXIT_DONE;
        code = own > code ? own : code;
    }
    print_by_hand(r);
    return code;
}

/* --- beginning and end ------------------------------------------------------------------------ */

static struct fetch_options options_of(struct run *r)
{
    const struct request *q = r->request;
    int32_t most = q->most_megabytes ? q->most_megabytes : USUAL_MEGABYTES;
    return (struct fetch_options){
        .ask = {.http = {.authority = q->authority,
                         .agent = "etablera/" ETABLERA_VERSION,
                         .most_bytes = (int64_t)most * 1000000,
                         .seconds = q->timeout ? q->timeout : USUAL_TIMEOUT,
                         .stopped = stopped,
                         .progress = progress,
                         .person = r},
                .clock = {milliseconds, seconds, wait_for, r},
                .retries = q->retries < 0 ? 0
                           : q->retries   ? q->retries
                                          : USUAL_RETRIES,
                .most_wait = q->most_wait ? q->most_wait : USUAL_WAIT},
        .folder = r->road.data,
        .areas = r->plan.areas,
        .known = r->plan.known,
        .area_codes = r->plan.area_codes,
        .area_code_count = r->plan.area_code_count,
        .threads = r->road.options.threads,
        .dry = q->dry,
    };
}

static int folder_error(const struct run *r, int why)
{
    enum lang lang = r->request->lang;
    fprintf(stderr, "etablera: %s \"%s\": %s\n", say(lang, "kan inte skriva i", "cannot write in"),
            r->road.data, why_text(why, lang));
    return EXIT_WORLD;
}

static int lock_folder(struct run *r)
{
    int why = 0;
    long holder = 0;
    if (!file_make_folder(r->road.data, &why))
        return folder_error(r, why);
    r->lock = folder_lock(r->road.data, &holder, &why);
    if (r->lock >= 0)
        return EXIT_DONE;
    if (r->lock != -1)
        return folder_error(r, why);
    fprintf(stderr,
            say(r->request->lang,
                "etablera: en annan hämtning (process %ld) pågår redan till \"%s\"; vänta tills "
                "den är klar\n",
                "etablera: another fetch (process %ld) into \"%s\" is under way; wait until it is "
                "done\n"),
            holder, r->road.data);
    return EXIT_WORLD;
}

static int begin(struct run *r)
{
    int why = 0;
    struct fetch_options options = options_of(r);
    r->fetcher = fetcher_new(&options, r->road.told, &why);
    if (r->fetcher)
        return EXIT_DONE;
    fprintf(stderr, "etablera: --ca \"%s\": %s\n",
            r->request->authority ? r->request->authority : "",
            why == EINVAL ? say(r->request->lang, "ingen utfärdare i filen (PEM)",
                                "no authority in the file (PEM)")
                          : why_text(why, r->request->lang));
    return EXIT_USAGE;
}

static int go(struct run *r)
{
    int code = check_names(r, &r->request->only);
    if (code == EXIT_DONE)
        code = check_names(r, &r->request->fewer);
    if (code == EXIT_DONE && r->request->offline) {
        tell_ages(r);
        return code;
    }
    if (code == EXIT_DONE && !r->request->dry)
        code = lock_folder(r);
    if (code == EXIT_DONE)
        code = begin(r);
    if (code != EXIT_DONE)
        return code;
    if (r->request->dry) {
        tell_plan(r);
        return code;
    }
    return fetch_all(r);
}

/* From the rules to the last source; signals that came are left to the caller, in r->caught. */
static int run(struct run *r, const char *rules)
{
    sigemptyset(&r->ends);
    sigaddset(&r->ends, SIGINT);
    sigaddset(&r->ends, SIGTERM);
    sigaddset(&r->ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &r->ends, NULL);
    int code = road_find(&r->road, r->request, rules);
    code = code == EXIT_DONE ? road_rules(&r->road) : code;
    if (code == EXIT_DONE)
        code = fetch_plan_make(r->road.model, &r->plan, r->road.told) ? go(r) : EXIT_TOLD;
    fetcher_free(r->fetcher);
    fetch_plan_free(&r->plan);
    folder_unlock(r->lock);
    return code;
}

static int end(struct run *r, int code)
{
    code = road_end(&r->road, code);
    if (r->caught)
        raise(r->caught);
    sigprocmask(SIG_UNBLOCK, &r->ends, NULL); /* a signal that came ends the program here */
    return code;
}

int fetch_by_rules(const struct request *request, const char *rules, struct diagnostics *told)
{
    struct run r = {.request = request, .lock = -1, .terminal = isatty(STDERR_FILENO)};
    int code = run(&r, rules);
    if (r.road.model != NULL)
        diagnostics_append(told, r.road.told);
    return end(&r, code);
}

int cmd_fetch(const struct request *request)
{
    struct run r = {.request = request, .lock = -1, .terminal = isatty(STDERR_FILENO)};
    if (!request->data) {
        fprintf(stderr, "etablera: %s\n",
                say(request->lang, "ange mappen som ska fyllas med --data",
                    "name the folder to fill with --data"));
        return EXIT_USAGE;
    }
    int code = run(&r, NULL);
    road_tell(&r.road);
    return end(&r, code);
}
