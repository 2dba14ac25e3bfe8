/* etablera watch: checks again each time a file is saved, and keeps a page beside the rules. */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/stamp.h"
#include "clock.h"
#include "command.h"
#include "report/control.h"
#include "road.h"

static const char page_name[] = "kontroll.html", lock_name[] = ".etablera.lock";

/* Milliseconds between two looks at the files, and how long they must stand still before they are
 * read: an editor may write in pieces. A file that never does is read after LONGEST_WAIT. */
enum { LOOK = 400, STILL = 100, LONGEST_WAIT = 5000 };

/* One check, with all that the page shows of it. */
struct check {
    struct road road;
    char clock[CLOCK_SIZE];
    struct test_summary tests;
    struct text failures;
    bool tested, statements_left_out;
};

struct watch {
    const struct request *request;
    struct arena *arena;
    const char *rules, *folder, *page; /* folder: where the page is kept */
    int lock;
    sigset_t ends; /* what ends the watch; blocked, so that a check is never cut short */
    struct stamps rule_files, data_files;
    struct check *now, *last, *first; /* last, first: of those that gave a ranking */
};

/* --- which files ------------------------------------------------------------------------------ */

static void stamp_rules(const struct watch *w, struct stamps *s)
{
    stamps_begin(s);
    if (file_is_folder(w->rules)) {
        stamps_add_all(s, w->rules, "*.regler");
        stamps_add_all(s, w->rules, "*.rules");
    } else {
        stamps_add(s, w->rules);
    }
    for (size_t i = 0; i < w->request->overlays.count; i++)
        stamps_add(s, w->request->overlays.values[i]);
}

/* Lists and tables that the rules name, in their folder; then the data. */
static void stamp_data(const struct model *m, const char *data, struct stamps *s)
{
    stamps_begin(s);
    const char *beside[] = {m->areas_file, m->register_file, m->neighbours_file};
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++)
        if (beside[i] && beside[i][0])
            stamps_add(s, path_join(s->arena, m->folder, beside[i]));
    for (size_t i = 0; i < m->peers_count; i++)
        if (m->peers[i].file && m->peers[i].file[0])
            stamps_add(s, path_join(s->arena, m->folder, m->peers[i].file));
    for (size_t i = 0; i < m->table_count; i++)
        stamps_add(s, path_join(s->arena, m->folder, m->tables[i].file));
    for (size_t i = 0; i < m->source_count; i++)
        stamps_add_all(s, data, m->sources[i].glob);
    for (size_t i = 0; i < m->register_count; i++)
        stamps_add_all(s, data, m->registers[i].glob);
    if (m->facts_file.present)
        stamps_add_all(s, data, m->facts_file.glob);
}

/* The files that the last check read, as they look now. Broken rules do not tell which data they
 * want: then those of the last good ones. */
static const struct model *newest_model(const struct watch *w)
{
    if (w->now && w->now->road.model)
        return w->now->road.model;
    return w->last ? w->last->road.model : NULL;
}

/* Replaces what is known by how the files look; the file that differs, NULL when none. */
static const char *look(struct watch *w)
{
    struct stamps rules = {0}, data = {0};
    const struct model *m = newest_model(w);
    stamp_rules(w, &rules);
    const char *saved = stamps_differing(&w->rule_files, &rules);
    if (m) {
        const char *folder = w->now ? w->now->road.data : "";
        stamp_data(m, folder, &data);
        saved = saved ? saved : stamps_differing(&w->data_files, &data);
    }
    saved = saved ? arena_strdup(w->arena, saved) : NULL;
    stamps_release(&w->rule_files);
    w->rule_files = rules;
    if (m) {
        stamps_release(&w->data_files);
        w->data_files = data;
    }
    return saved;
}

/* --- one check -------------------------------------------------------------------------------- */

static void check_free(struct check *c)
{
    if (!c)
        return;
    text_release(&c->failures);
    road_end(&c->road, EXIT_DONE);
    free(c);
}

static void run_tests(struct check *c)
{
    struct road *r = &c->road;
    c->tested = true;
    c->statements_left_out = !r->result && tests_need_data(r->model);
    c->tests =
        tests_run(r->model, r->bundle, r->result, &r->options, r->request->lang, &c->failures);
}

static struct check *check_new(struct watch *w)
{
    struct check *c = memory_alloc(sizeof *c);
    *c = (struct check){.tested = false};
    clock_text(c->clock);
    road_begin(&c->road, w->request, w->rules);
    if (road_rules(&c->road) == EXIT_DONE) {
        stamp_data(c->road.model, c->road.data, &w->data_files); /* before they are read */
        if (file_is_folder(c->road.data))
            road_review(&c->road);
        run_tests(c);
    }
    diagnostics_sort(c->road.told);
    return c;
}

static struct control_side side_of(const struct check *c)
{
    const struct road *r = &c->road;
    return (struct control_side){c->clock,
                                 {r->rules.p, r->model, r->bundle, r->options, r->result}};
}

static int page_error(const struct watch *w, int why)
{
    fprintf(stderr,
            say(w->request->lang,
                "etablera: kan inte skriva \"%s\": %s; ange en mapp som går att skriva i med "
                "--out\n",
                "etablera: cannot write \"%s\": %s; name a folder that can be written in with "
                "--out\n"),
            w->page, why_text(why, w->request->lang));
    return EXIT_WORLD;
}

/* The page as it should be now, in text; false: nobody could be told. */
static bool publish(struct watch *w, const char *saved, bool ended, const struct check *before)
{
    struct control_side shown, first, earlier;
    const struct check *c = w->now;
    struct control page = {
        .lang = w->request->lang,
        .rules = w->rules,
        .data = file_is_folder(c->road.data) ? c->road.data : NULL,
        .only_rules = !c->road.model,
        .clock = c->clock,
        .saved = saved,
        .ended = ended,
        .told = c->road.told,
        .tests = c->tested ? &c->tests : NULL,
        .failures = c->failures.p,
        .statements_left_out = c->statements_left_out,
    };
    if (w->last) {
        shown = side_of(w->last);
        first = side_of(w->first);
        page.shown = &shown;
        page.is_old = w->last != c;
        page.first = w->first == w->last ? &shown : &first;
    }
    if (before) {
        earlier = side_of(before);
        page.before = before == w->first ? &first : &earlier;
    }
    struct text text = {0};
    int why = 0;
    control_page(&page, &text);
    bool done = publish_bytes(w->page, text.p, text.n, &why);
    text_release(&text);
    if (!ended) {
        control_line(&page, &text);
        road_print(&text);
    }
    if (!done && ended)
        page_error(w, why);
    else if (!done)
        fprintf(stderr,
                say(w->request->lang,
                    "etablera: kan inte skriva \"%s\": %s; den skrivs nästa gång en fil sparas\n",
                    "etablera: cannot write \"%s\": %s; it is written the next time a file is "
                    "saved\n"),
                w->page, why_text(why, w->request->lang));
    return done;
}

/* Checks, and keeps what later checks are held against. */
static void check_now(struct watch *w, const char *saved)
{
    struct check *c = check_new(w), *before = w->last;
    bool ranked = c->road.result != NULL;
    if (w->now && w->now != w->last && w->now != w->first)
        check_free(w->now);
    w->now = c;
    if (ranked) {
        w->last = c;
        w->first = w->first ? w->first : c;
    }
    publish(w, saved, false, ranked ? before : NULL);
    if (ranked && before != w->first)
        check_free(before);
}

/* --- the watch -------------------------------------------------------------------------------- */

/* Has someone asked for the end within so many milliseconds? */
static bool ends_within(const struct watch *w, long milliseconds)
{
    struct timespec t = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    return sigtimedwait(&w->ends, NULL, &t) > 0;
}

/* The file that was saved, when all stand still again; NULL: the watch is to end. */
static const char *wait_for_save(struct watch *w)
{
    const char *saved = NULL;
    while (!saved) {
        if (ends_within(w, LOOK))
            return NULL;
        saved = look(w);
    }
    for (int waited = 0; waited < LONGEST_WAIT; waited += STILL) {
        if (ends_within(w, STILL))
            return NULL;
        if (!look(w))
            break;
    }
    return saved;
}

static int lock_page(struct watch *w)
{
    int why = 0;
    long holder = 0;
    if (w->request->out && !file_make_folder(w->folder, &why))
        return page_error(w, why);
    w->lock = folder_lock(w->folder, &holder, &why);
    if (w->lock >= 0) {
        publish_clean(w->folder); /* what a watch that died left behind */
        return EXIT_DONE;
    }
    if (w->lock != -1)
        return page_error(w, why);
    fprintf(stderr,
            say(w->request->lang,
                "etablera: en annan granskning (process %ld) skriver redan \"%s\"; avsluta den "
                "eller ange en annan mapp med --out\n",
                "etablera: another watch (process %ld) writes \"%s\" already; end it or name "
                "another folder with --out\n"),
            holder, w->page);
    return EXIT_WORLD;
}

static void begin(struct watch *w, const struct request *request, const char *rules)
{
    *w = (struct watch){.request = request, .arena = arena_new(), .lock = -1};
    w->rules = arena_strdup(w->arena, rules);
    size_t above = (size_t)(path_base(w->rules) - w->rules);
    w->folder = request->out               ? request->out
                : file_is_folder(w->rules) ? w->rules
                : above                    ? arena_strndup(w->arena, w->rules, above)
                                           : ".";
    w->page = path_join(w->arena, w->folder, page_name);
    sigemptyset(&w->ends);
    sigaddset(&w->ends, SIGINT);
    sigaddset(&w->ends, SIGTERM);
    sigaddset(&w->ends, SIGHUP);
    sigprocmask(SIG_BLOCK, &w->ends, NULL);
}

static int end(struct watch *w)
{
    int code = EXIT_DONE;
    bool told = w->now == NULL || publish(w, NULL, true, NULL);
    if (!told)
        code = EXIT_WORLD;
    else if (w->now && w->request->checks)
        code = w->now->road.told->errors > 0 ? EXIT_TOLD : EXIT_DONE;
    if (w->lock >= 0)
        unlink(path_join(w->arena, w->folder, lock_name));
    folder_unlock(w->lock);
    if (w->now != w->last && w->now != w->first)
        check_free(w->now);
    if (w->last != w->first)
        check_free(w->last);
    check_free(w->first);
    stamps_release(&w->rule_files);
    stamps_release(&w->data_files);
    arena_free(w->arena);
    return code;
}

static void go_on(struct watch *w)
{
    const char *saved = NULL;
    stamp_rules(w, &w->rule_files);
    for (size_t count = 1;; count++) {
        check_now(w, saved);
        if (count == w->request->checks || !(saved = wait_for_save(w)))
            return;
    }
}

int cmd_watch(const struct request *request)
{
    struct road road;
    struct watch w;
    int code = road_find(&road, request, request->arguments[0]);
    if (code == EXIT_DONE && request->data)
        code = road_data_folder(&road);
    if (code != EXIT_DONE)
        return road_end(&road, code);
    begin(&w, request, road.rules.p);
    road_end(&road, code);
    code = lock_page(&w);
    if (code == EXIT_DONE) {
        printf(say(request->lang, "Sidan är %s. Avsluta med Ctrl-C.\n",
                   "The page is %s. End with Ctrl-C.\n"),
               w.page);
        go_on(&w);
    }
    int ended = end(&w);
    return code == EXIT_DONE ? ended : code;
}
