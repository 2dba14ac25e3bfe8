/* etablera night: the whole road unattended. Either there are new workbooks in the morning, whole,
 * or yesterday's; and one report that says what changed, and why. */
#define _POSIX_C_SOURCE 200809L
#include <stdio.h>
#include <string.h>

#include "analysis/earlier.h"
#include "analysis/test.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/number.h"
#include "before.h"
#include "clock.h"
#include "history/history.h"
#include "night/keep.h"
#include "night/messages.h"
#include "night/night_report.h"
#include "report/report.h"
#include "road.h"
#include "state.h"

enum { KEPT_RUNS = 30, KEPT_DAYS = 400 };

struct night {
    const struct request *asked;
    struct request request; /* of the roads: with the day, and the data that is used */
    struct arena *arena;
    struct diagnostics *told; /* before there is a road */
    const char *state, *out, *rules, *data;
    char at[CLOCK_SIZE];
    int lock, out_lock;
    struct approved approved;
    struct kept *kept;
    uint32_t print; /* of everything that goes in */
    struct road road;
    struct before before;
    enum night_outcome outcome;
    bool old_rules, on_road;
};

/* --- beginning -------------------------------------------------------------------------------- */

static int busy(const struct night *n, const char *folder, long holder)
{
    fprintf(stderr,
            say(n->asked->lang,
                "etablera: \"%s\" används av en annan körning (process %ld); den här natten gör "
                "inget\n",
                "etablera: \"%s\" is in use by another run (process %ld); this night does "
                "nothing\n"),
            folder, holder);
    return EXIT_WORLD;
}

static int lock_folder(const struct night *n, const char *folder, int *lock)
{
    long holder = 0;
    int why = 0;
    bool made = file_make_folder(folder, &why);
    if (made)
        *lock = folder_lock(folder, &holder, &why);
    if (*lock >= 0)
        return EXIT_DONE;
    if (made && *lock == -1)
        return busy(n, folder, holder);
    fprintf(stderr,
            say(n->asked->lang, "etablera: kan inte skriva i mappen \"%s\": %s\n",
                "etablera: cannot write in the folder \"%s\": %s\n"),
            folder, why_text(why, n->asked->lang));
    return EXIT_WORLD;
}

/* A folder is switched whole: one that holds something else is not ours to switch. */
static int own_out(const struct night *n)
{
    size_t count;
    folder_names(n->arena, n->out, &count);
    if (count == 0 || file_exists(path_join(n->arena, n->out, "korning.json")))
        return EXIT_DONE;
    return road_unknown(
        n->asked, "mappen byts hel varje natt, men den har annat i sig:",
        "the folder is switched whole each night, but it holds other things:", n->out, NULL);
}

/* Without its last '/': the new folder stands beside it. */
static const char *plain_path(struct arena *arena, const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return arena_strndup(arena, path, length);
}

static const char *fresh_out(struct night *n)
{
    return arena_printf(n->arena, "%s.ny", n->out);
}

static int begin(struct night *n, const struct request *request)
{
    *n = (struct night){.asked = request, .request = *request, .lock = -1, .out_lock = -1};
    n->told = diagnostics_new(request->lang);
    n->arena = n->told->arena;
    int32_t today = clock_utc(n->at);
    n->request.day = request->day ? request->day : today;
    n->state = state_folder(request);
    n->out = plain_path(n->arena, request->out ? request->out : "out");
    struct road road;
    int code = road_find(&road, request, request->arguments[0]);
    n->rules = arena_strdup(n->arena, road.rules.p ? road.rules.p : "");
    n->data = road.data;
    if (code == EXIT_DONE)
        code = road_data_folder(&road);
    code = road_end(&road, code);
    if (code == EXIT_DONE)
        code = lock_folder(n, n->state, &n->lock);
    if (code == EXIT_DONE)
        code = own_out(n);
    if (code == EXIT_DONE)
        code = lock_folder(n, n->out, &n->out_lock);
    if (code != EXIT_DONE)
        return code;
    publish_clean(n->state);
    folder_remove(fresh_out(n));
    n->approved = approved_read(n->arena, n->state);
    return EXIT_DONE;
}

/* --- what goes in ----------------------------------------------------------------------------- */

static uint32_t join_number(uint32_t print, uint32_t value)
{
    unsigned char bytes[4];
    for (int i = 0; i < 4; i++)
        bytes[i] = (unsigned char)(value >> 8 * i);
    return file_crc32_join(print, file_crc32((const char *)bytes, 4), 4);
}

/* Which of an assumption's dated values is in force. */
static uint32_t in_force(const struct assumption *a, int32_t day)
{
    uint32_t k = 0;
    for (uint32_t i = 0; i < a->value_count; i++)
        k = a->values[i].day <= day ? i : k;
    return k;
}

/* The same number as last night: then the same workbooks would come out. The day counts by its
 * year, in which ages are counted, and by the dated assumptions in force. */
static uint32_t print_of_night(const struct night *n)
{
    static const char version[] = ETABLERA_VERSION;
    const struct model *m = n->road.model;
    uint32_t print = file_crc32(version, strlen(version));
    print = join_number(print, keep_print_of(n->road.rules.p));
    print = join_number(print, (uint32_t)n->asked->lang);
    print = join_number(print, (uint32_t)(n->request.day / 10000));
    print = join_number(print, (uint32_t)n->asked->draws);
    print = join_number(print, (uint32_t)n->asked->seed);
    for (size_t i = 0; i < m->assumption_count; i++)
        print = join_number(print, in_force(&m->assumptions[i], n->request.day));
    for (size_t i = 0; i < n->kept->count; i++) {
        print = join_number(print, n->kept->units[i].print);
        print = join_number(print, n->kept->units[i].state == UNIT_HELD);
    }
    print = join_number(print, n->old_rules);
    return print;
}

static void set_since(struct night *n)
{
    for (size_t i = 0; i < n->kept->count; i++) {
        struct keep_unit *u = &n->kept->units[i];
        int32_t since = approved_since(&n->approved, u->glob);
        u->since = u->state == UNIT_TAKEN || since == 0 ? n->request.day : since;
    }
}

/* --- an attempt with one set of rules --------------------------------------------------------- */

enum attempt {
    ATTEMPT_GOOD,
    ATTEMPT_SAME,  /* nothing has changed since the last approved night */
    ATTEMPT_RULES, /* they do not check */
    ATTEMPT_TESTS, /* their own tests do not hold */
    ATTEMPT_DATA,  /* nothing could be read or ranked */
    ATTEMPT_WORLD  /* disk */
};

static const char *first_error(const struct night *n)
{
    for (size_t i = 0; i < n->road.told->count; i++) {
        const struct diagnostic *d = &n->road.told->items[i];
        if (d->severity == SEVERITY_ERROR)
            return d->place.file ? arena_printf(n->arena, "%s:%u: %s", d->place.file, d->place.line,
                                                d->message)
                                 : arena_strdup(n->arena, d->message);
    }
    return "";
}

static struct keep_asked keep_asked_of(struct night *n)
{
    return (struct keep_asked){
        .model = n->road.model,
        .options = &n->road.options,
        .approved = n->approved.is ? n->approved.data : NULL,
        .work = path_join(n->arena, n->state, STATE_WORK),
        .accepted = n->asked->accepted.values,
        .accepted_count = n->asked->accepted.count,
        .day = n->request.day,
        .lang = n->asked->lang,
    };
}

/* The rules' own tests; the first that does not hold in *why. */
static bool tests_hold(struct night *n, const char **why)
{
    struct text failures = {0};
    struct road *r = &n->road;
    struct test_summary sum =
        tests_run(r->model, r->bundle, r->result, &r->options, n->asked->lang, &failures);
    size_t line = failures.n > 0 ? strcspn(failures.p, "\n") : 0;
    *why = arena_strndup(n->arena, failures.p ? failures.p : "", line);
    text_release(&failures);
    return sum.failed == 0;
}

static bool nothing_new(const struct night *n)
{
    return n->approved.is && n->print == n->approved.print &&
           file_exists(path_join(n->arena, n->out, "korning.json"));
}

/* Reads the data that was chosen, and computes. */
static enum attempt compute(struct night *n)
{
    struct road *r = &n->road;
    n->request.data = r->data = path_join(n->arena, n->state, STATE_WORK);
    r->options.data_folder = r->data;
    if (road_data(r) != EXIT_DONE)
        return ATTEMPT_DATA;
    road_compute(r);
    bool ranked = r->result != NULL && r->model->root != UINT32_MAX &&
                  r->result->nodes[r->model->root].ranked > 0;
    return ranked ? ATTEMPT_GOOD : ATTEMPT_DATA;
}

static enum attempt attempt(struct night *n, const char *rules, const char **why)
{
    struct road *r = &n->road;
    n->request.data = n->data;
    road_begin(r, &n->request, rules);
    diagnostics_append(r->told, n->told);
    n->on_road = true;
    if (road_rules(r) != EXIT_DONE) {
        *why = first_error(n);
        return ATTEMPT_RULES;
    }
    struct keep_asked asked = keep_asked_of(n);
    n->kept = keep_look(&asked, n->arena);
    n->print = print_of_night(n);
    set_since(n);
    if (nothing_new(n))
        return ATTEMPT_SAME;
    if (!keep_decide(&asked, n->kept, n->arena, r->told))
        return ATTEMPT_WORLD;
    for (size_t i = 0; i < n->kept->count; i++)
        if (n->kept->units[i].state == UNIT_HELD)
            night_tell(r->told, "E995", NULL, n->kept->units[i].label[n->asked->lang],
                       n->kept->units[i].why[n->asked->lang],
                       night_day(n->arena, approved_since(&n->approved, n->kept->units[i].glob)));
    set_since(n);
    n->print = print_of_night(n);
    if (nothing_new(n))
        return ATTEMPT_SAME;
    enum attempt got = compute(n);
    if (got == ATTEMPT_GOOD && !n->old_rules && !tests_hold(n, why))
        return ATTEMPT_TESTS;
    return got;
}

/* The rules as they stand; when they do not hold, those last approved. */
static enum attempt attempt_both(struct night *n)
{
    const char *why = "";
    enum attempt got = attempt(n, n->rules, &why);
    if ((got != ATTEMPT_RULES && got != ATTEMPT_TESTS) || !n->approved.is)
        return got;
    night_tell(n->told, got == ATTEMPT_RULES ? "E993" : "E994", NULL, n->rules, why,
               night_day(n->arena, n->approved.day));
    road_end(&n->road, EXIT_DONE);
    n->old_rules = true;
    return attempt(n, n->approved.rules, &why);
}

/* --- fetching --------------------------------------------------------------------------------- */

/* What can be fetched is fetched into the data folder, by the rules as they stand or, when they do
 * not hold, by those last approved. What failed is told, and the last good file is there. */
static void fetch(struct night *n)
{
    const char *rules = n->rules;
    if (n->asked->offline || n->asked->data == NULL)
        return;
    struct road road;
    road_begin(&road, n->asked, rules);
    bool hold = road_rules(&road) == EXIT_DONE;
    road_end(&road, EXIT_DONE);
    if (!hold && !n->approved.is)
        return;
    fetch_by_rules(n->asked, hold ? rules : n->approved.rules, n->told);
    fflush(stdout);
}

/* --- publishing ------------------------------------------------------------------------------- */

static bool write_text(struct night *n, const char *folder, const char *name,
                       void (*write)(const struct night_report *, struct text *),
                       const struct night_report *report)
{
    struct text text = {0};
    int why = 0;
    write(report, &text);
    const char *path = path_join(n->arena, folder, name);
    bool good = publish_bytes(path, text.p, text.n, &why);
    if (!good)
        night_tell(n->road.told, "E997", NULL, path, why_text(why, n->asked->lang), "");
    text_release(&text);
    return good;
}

static struct night_report report_of(struct night *n)
{
    diagnostics_sort(n->road.told);
    return (struct night_report){
        .lang = n->asked->lang,
        .outcome = n->outcome,
        .at = n->at,
        .day = n->request.day,
        .approved_day = n->approved.day,
        .out = n->out,
        .rules = n->rules,
        .old_rules = n->old_rules,
        .kept = n->kept,
        .result = n->outcome == NIGHT_PUBLISHED ? n->road.result : NULL,
        .diff = n->outcome == NIGHT_PUBLISHED ? n->before.diff : NULL,
        .told = n->road.told,
    };
}

static bool write_reports(struct night *n, const char *folder)
{
    struct night_report report = report_of(n);
    bool text = write_text(n, folder, "natt.txt", night_text, &report);
    bool page = write_text(n, folder, "natt.html", night_page, &report);
    return write_text(n, folder, "natt.jsonl", night_lines, &report) && text && page;
}

/* The earlier night, so that the workbooks can say what changed. */
static void compare(struct night *n)
{
    if (!n->approved.is)
        return;
    n->request.before_rules = n->approved.rules;
    n->request.before_data = n->approved.data;
    int code = before_run(&n->before, &n->road);
    if (code != EXIT_DONE)
        n->before.diff = NULL;
}

/* What the workbooks say of earlier nights. Without a history they say nothing of them. */
static void recall(struct night *n)
{
    const char *path = path_join(n->arena, n->state, STATE_HISTORY);
    struct history *h = file_exists(path) ? history_open(path, n->road.told) : NULL;
    if (h != NULL)
        n->road.result->past = history_past(h, n->road.result, n->arena);
    history_close(h);
}

static bool write_books(struct night *n)
{
    struct road *r = &n->road;
    if (road_complete(r) != EXIT_DONE)
        return false;
    recall(n);
    struct report_options options = {
        .out_folder = fresh_out(n), .lang = n->asked->lang, .threads = r->options.threads};
    size_t written = 0;
    int why = 0;
    if (!file_make_folder(options.out_folder, &why)) {
        night_tell(r->told, "E997", NULL, options.out_folder, why_text(why, n->asked->lang), "");
        return false;
    }
    return report_write(r->result, &options, r->told, &written) && written > 0;
}

static bool switch_out(struct night *n)
{
    bool exchanged = false;
    int why = 0;
    const char *fresh = fresh_out(n);
    bool good = folder_exchange(fresh, n->out, &exchanged, &why);
    if (good && exchanged && file_exists(path_join(n->arena, fresh, "korning.json")))
        good =
            runs_keep(n->arena, n->state, fresh, n->at, KEPT_RUNS, KEPT_DAYS, n->request.day, &why);
    if (!good)
        night_tell(n->road.told, "E997", NULL, n->out, why_text(why, n->asked->lang), "");
    folder_remove(fresh);
    return good;
}

static bool publish(struct night *n)
{
    compare(n);
    n->outcome = NIGHT_PUBLISHED;
    bool good = write_books(n) && write_reports(n, fresh_out(n)) && switch_out(n);
    if (!good)
        n->outcome = NIGHT_FAILED;
    folder_remove(fresh_out(n));
    return good;
}

/* --- remembering ------------------------------------------------------------------------------ */

static const struct history_file *files_of(struct night *n, size_t *count)
{
    const struct result *r = n->road.result;
    const struct model *m = r->model;
    *count = m->file_count + r->data->file_count;
    struct history_file *files = arena_array(n->arena, *count + 1, sizeof *files);
    for (size_t i = 0; i < m->file_count; i++)
        files[i] = (struct history_file){"regler", path_base(m->files[i]), r->rule_digests[i],
                                         strlen(m->file_texts[i])};
    for (size_t i = 0; i < r->data->file_count; i++)
        files[m->file_count + i] = (struct history_file){"data", r->data->files[i].path,
                                                         r->digests[i], r->data->files[i].size};
    return files;
}

/* A history that cannot be written is told, and nothing else suffers. */
static void remember(struct night *n)
{
    struct diagnostics *told = n->road.told;
    if (n->outcome == NIGHT_FAILED)
        return;
    struct history *h = history_open(path_join(n->arena, n->state, STATE_HISTORY), told);
    struct history_entry entry = {.at = n->at,
                                  .tool = ETABLERA_VERSION,
                                  .errors = told->errors,
                                  .warnings = told->warnings,
                                  .old_rules = n->old_rules};
    if (h == NULL)
        return;
    for (size_t i = 0; i < n->kept->count; i++)
        entry.held += n->kept->units[i].state == UNIT_HELD;
    if (n->outcome == NIGHT_SAME) {
        history_repeat(h, &entry, told);
    } else if (n->outcome == NIGHT_PUBLISHED) {
        entry.files = files_of(n, &entry.file_count);
        history_add(h, n->road.result, &entry, told);
    }
    history_close(h);
}

static void approve(struct night *n)
{
    int why = 0;
    if (!approved_write(n->arena, n->state, n->road.rules.p, n->road.data, n->print, n->request.day,
                        n->kept, &why))
        night_tell(n->road.told, "E997", NULL, n->state, why_text(why, n->asked->lang), "");
}

/* --- the whole -------------------------------------------------------------------------------- */

static int end(struct night *n, int code)
{
    if (n->on_road) {
        code = before_end(&n->before, code);
        code = road_end(&n->road, code);
    }
    approved_end(&n->approved);
    folder_unlock(n->out_lock);
    folder_unlock(n->lock);
    diagnostics_free(n->told);
    return code;
}

static void print_report(struct night *n)
{
    struct night_report report = report_of(n);
    struct text text = {0};
    night_text(&report, &text);
    road_print(&text);
}

int cmd_night(const struct request *request)
{
    struct night n;
    int code = begin(&n, request);
    if (code != EXIT_DONE)
        return end(&n, code);
    fetch(&n);
    enum attempt got = attempt_both(&n);
    n.outcome = got == ATTEMPT_SAME ? NIGHT_SAME : NIGHT_FAILED;
    code = got == ATTEMPT_WORLD ? EXIT_WORLD : got > ATTEMPT_SAME ? EXIT_TOLD : EXIT_DONE;
    if (got == ATTEMPT_GOOD && !publish(&n))
        code = EXIT_WORLD;
    remember(&n);
    if (n.outcome == NIGHT_PUBLISHED)
        approve(&n);
    folder_remove(path_join(n.arena, n.state, STATE_WORK));
    if (!write_reports(&n, n.state))
        code = EXIT_WORLD;
    print_report(&n);
    return end(&n, code);
}
