/* etablera night: the whole road unattended. Either there are new workbooks in the morning, whole,
 * or yesterday's; and one report that says what changed, and why. */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
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
    bool result_changed;       /* the folder is not as the last night left it */
    const char *const *refuse; /* [lang] why no new data is taken; NULL: it is */
};

/* Where things are told: before there is a road, and on it. */
static struct diagnostics *told_of(const struct night *n)
{
    return n->on_road ? n->road.told : n->told;
}

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

/* EXIT_DONE, EXIT_WORLD when another has it (said), or -1: *why is errno. */
static int lock_folder(const struct night *n, const char *folder, int *lock, int *why)
{
    long holder = 0;
    *lock = -2;
    if (file_make_folder(folder, why))
        *lock = folder_lock(folder, &holder, why);
    return *lock >= 0 ? EXIT_DONE : *lock == -1 ? busy(n, folder, holder) : -1;
}

static int lock_state(struct night *n)
{
    int why = 0, code = lock_folder(n, n->state, &n->lock, &why);
    if (code < 0)
        fprintf(stderr,
                say(n->asked->lang, "etablera: kan inte skriva i mappen \"%s\": %s\n",
                    "etablera: cannot write in the folder \"%s\": %s\n"),
                n->state, why_text(why, n->asked->lang));
    return code < 0 ? EXIT_WORLD : code;
}

/* That is a night without new workbooks, with a report that says so. */
static int cannot_use_out(const struct night *n, int why)
{
    if (n->told->errors == 0)
        night_tell(n->told, "E997", n->out, why_text(why, n->asked->lang), "", "");
    return EXIT_DONE;
}

static int lock_out(struct night *n)
{
    int why = 0, code = lock_folder(n, n->out, &n->out_lock, &why);
    return code < 0 ? cannot_use_out(n, why) : code;
}

/* A folder is switched whole: one that holds something else is not ours to switch. */
static int own_out(const struct night *n)
{
    size_t count, length = strlen(n->out);
    char **names;
    int why = 0;
    if (!folder_names(n->arena, n->out, &names, &count, &why))
        return cannot_use_out(n, why);
    if (folder_is_link(n->out))
        return road_unknown(n->asked, "mappen byts hel varje natt, men den är en länk:",
                            "the folder is switched whole each night, but it is a link:", n->out,
                            NULL);
    if (strncmp(n->state, n->out, length) == 0 && (n->state[length] == '/' || !n->state[length]))
        return road_unknown(
            n->asked, "mappen byts hel varje natt; --state kan inte ligga i den:",
            "the folder is switched whole each night; --state cannot be in it:", n->state, NULL);
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

/* What earlier nights left: was one cut off, and what was last approved? */
static void look_back(struct night *n)
{
    const char *cut = begun_read(n->arena, n->state);
    publish_clean(n->state);
    folder_remove(fresh_out(n));
    n->approved = approved_read(n->arena, n->state);
    if (cut != NULL)
        night_tell(n->told, "W984", cut, "", "", "");
    if (n->approved.damaged)
        night_tell(n->told, "W987", path_join(n->arena, n->state, STATE_APPROVED), "", "", "");
    else if (!n->approved.is)
        night_tell(n->told, "N988", "", "", "", "");
}

static int begin(struct night *n, const struct request *request)
{
    *n = (struct night){.asked = request, .request = *request, .lock = -1, .out_lock = -1};
    n->told = diagnostics_new(request->lang);
    n->arena = n->told->arena;
    int32_t today = clock_utc(n->at);
    n->request.day = request->day ? request->day : today;
    n->state = plain_path(n->arena, state_folder(request));
    n->out = plain_path(n->arena, request->out ? request->out : "out");
    struct road road;
    road_begin(&road, request, request->arguments[0]);
    n->rules = arena_strdup(n->arena, road.rules.p ? road.rules.p : "");
    n->data = road.data;
    road_end(&road, EXIT_DONE);
    int code = own_out(n);
    if (code == EXIT_DONE)
        code = lock_state(n);
    if (code == EXIT_DONE)
        code = lock_out(n);
    if (code == EXIT_DONE)
        look_back(n);
    return code;
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
    ATTEMPT_WORLD, /* disk */
    ATTEMPT_ASKED  /* --accept names no source */
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
        .refused = n->refuse,
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

/* The same as last night, and the folder is as it was left. */
static bool nothing_new(struct night *n)
{
    if (!n->approved.is || !n->approved.remembered || n->print != n->approved.print)
        return false;
    n->result_changed = keep_print_of(n->out) != n->approved.result;
    return !n->result_changed;
}

/* Every name that --accept gives is a source's. */
static bool accepted_exist(const struct night *n)
{
    const struct repeated *asked = &n->asked->accepted;
    struct text names = {0};
    const char *unknown = keep_unknown(n->kept, asked->values, asked->count, &names);
    if (unknown != NULL)
        night_tell(n->road.told, "E980", unknown, names.p, "", "");
    text_release(&names);
    return unknown == NULL;
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

static void tell_held(const struct night *n)
{
    for (size_t i = 0; i < n->kept->count; i++) {
        const struct keep_unit *u = &n->kept->units[i];
        if (u->state == UNIT_HELD)
            night_tell(n->road.told, "E995", u->label[n->asked->lang], u->why[n->asked->lang],
                       night_day(n->arena, approved_since(&n->approved, u->glob)), u->sources[0]);
    }
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
    if (!accepted_exist(n))
        return ATTEMPT_ASKED;
    n->print = print_of_night(n);
    set_since(n);
    if (nothing_new(n))
        return ATTEMPT_SAME;
    if (!keep_decide(&asked, n->kept, n->arena, r->told))
        return ATTEMPT_WORLD;
    tell_held(n);
    set_since(n);
    n->print = print_of_night(n);
    if (nothing_new(n))
        return ATTEMPT_SAME;
    if (n->result_changed)
        night_tell(r->told, "W985", n->out, "", "", "");
    enum attempt got = compute(n);
    if (got == ATTEMPT_GOOD && n->refuse == NULL && !tests_hold(n, why))
        return ATTEMPT_TESTS;
    return got;
}

/* The rules as they stand; when they do not hold, those last approved. When the rules' own tests
 * fail with rules that held before, it is the new data that is wrong, and none of it is taken. */
static enum attempt attempt_all(struct night *n)
{
    static const char *const refused[] = {
        [LANG_SV] = "reglernas egna prov stämmer inte med det som är nytt",
        [LANG_EN] = "the rules' own tests do not hold with what is new"};
    const char *why = "", *rules = n->rules;
    enum attempt got = attempt(n, rules, &why);
    if ((got != ATTEMPT_RULES && got != ATTEMPT_TESTS) || !n->approved.is)
        return got;
    if (got == ATTEMPT_RULES || keep_print_of(rules) != keep_print_of(n->approved.rules)) {
        night_tell(n->told, got == ATTEMPT_RULES ? "E993" : "E994", rules, why,
                   night_day(n->arena, n->approved.day), "");
        road_end(&n->road, EXIT_DONE);
        n->old_rules = true;
        rules = n->approved.rules;
        got = attempt(n, rules, &why);
        if (got != ATTEMPT_TESTS)
            return got;
    }
    night_tell(n->told, "E981", n->rules, why, "", "");
    road_end(&n->road, EXIT_DONE);
    n->refuse = refused;
    return attempt(n, rules, &why);
}

/* --- fetching --------------------------------------------------------------------------------- */

/* What can be fetched is fetched into the data folder, by the rules as they stand or, when they do
 * not hold, by those last approved. What failed is told, and the last good file is there. */
static void fetch(struct night *n)
{
    const char *rules = n->rules;
    bool gone = n->approved.is && !file_is_folder(n->data); /* not to be begun anew */
    if (gone || n->asked->offline || n->asked->data == NULL)
        return;
    struct road road;
    road_begin(&road, n->asked, rules);
    bool hold = road_rules(&road) == EXIT_DONE;
    road_end(&road, EXIT_DONE);
    if (!hold && !n->approved.is)
        return;
    size_t errors = n->told->errors;
    int code = fetch_by_rules(n->asked, hold ? rules : n->approved.rules, n->told);
    fflush(stdout);
    if (code != EXIT_DONE && n->told->errors == errors)
        night_tell(n->told, "E982", n->data, "", "", "");
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
        night_tell(told_of(n), "E997", path, why_text(why, n->asked->lang), "", "");
    text_release(&text);
    return good;
}

static struct night_report report_of(struct night *n)
{
    diagnostics_sort(told_of(n));
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
        .told = told_of(n),
    };
}

static bool write_reports(struct night *n, const char *folder)
{
    struct night_report report = report_of(n);
    bool text = write_text(n, folder, "natt.txt", night_text, &report);
    bool page = write_text(n, folder, "natt.html", night_page, &report);
    return write_text(n, folder, "natt.jsonl", night_lines, &report) && text && page;
}

/* Those that had a place and have none. */
static void tell_lost(struct night *n)
{
    enum { NAMED = 10 };
    const struct diff *d = n->before.diff;
    struct text names = {0};
    size_t lost = 0;
    for (size_t i = 0; i < d->area_count; i++) {
        const struct diff_area *area = &d->areas[i];
        bool had = area->a != UINT32_MAX && !isnan(diff_rank(&d->a, area->a));
        bool has = area->b != UINT32_MAX && !isnan(diff_rank(&d->b, area->b));
        if (had && !has && lost++ < NAMED)
            text_printf(&names, "%s%s", lost > 1 ? ", " : "",
                        d->a.result->data->areas.items[area->a].name);
    }
    if (lost > NAMED)
        text_add(&names, " \u2026");
    if (lost > 0)
        night_tell(n->road.told, "W989", arena_printf(n->arena, "%zu", lost), names.p, "", "");
    text_release(&names);
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
    else
        tell_lost(n);
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
        night_tell(r->told, "E997", options.out_folder, why_text(why, n->asked->lang), "", "");
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
        night_tell(n->road.told, "E997", n->out, why_text(why, n->asked->lang), "", "");
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

/* A history that cannot be written is told, and nothing else suffers; the next night computes anew,
 * so that the history gets what it lacks. */
static bool remember(struct night *n)
{
    struct diagnostics *told = n->road.told;
    bool good = false;
    if (n->outcome == NIGHT_FAILED)
        return false;
    struct history *h = history_open(path_join(n->arena, n->state, STATE_HISTORY), told);
    struct history_entry entry = {.at = n->at,
                                  .tool = ETABLERA_VERSION,
                                  .errors = told->errors,
                                  .warnings = told->warnings,
                                  .old_rules = n->old_rules};
    if (h == NULL)
        return false;
    for (size_t i = 0; i < n->kept->count; i++)
        entry.held += n->kept->units[i].state == UNIT_HELD;
    if (n->outcome == NIGHT_SAME) {
        good = history_repeat(h, &entry, told);
    } else if (n->outcome == NIGHT_PUBLISHED) {
        entry.files = files_of(n, &entry.file_count);
        good = history_add(h, n->road.result, &entry, told);
    }
    history_close(h);
    return good;
}

static void approve(struct night *n, bool remembered)
{
    struct approving now = {
        .rules = n->road.rules.p,
        .work = n->road.data,
        .print = n->print,
        .result = keep_print_of(n->out),
        .day = n->request.day,
        .kept = n->kept,
        .remembered = remembered,
    };
    int why = 0;
    if (!approved_write(n->arena, n->state, &now, &why))
        night_tell(n->road.told, "E997", n->state, why_text(why, n->asked->lang), "", "");
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

/* Until the night is over, the report says that it is not: a night that is cut off leaves no
 * reassuring words of the night before. */
static void mark_begun(struct night *n)
{
    int why = 0;
    n->outcome = NIGHT_BEGUN;
    if (!begun_write(n->arena, n->state, n->at, &why))
        night_tell(n->told, "E997", n->state, why_text(why, n->asked->lang), "", "");
    else
        write_reports(n, n->state);
}

static int spend(struct night *n)
{
    static const int codes[] = {
        [ATTEMPT_GOOD] = EXIT_DONE,   [ATTEMPT_SAME] = EXIT_DONE, [ATTEMPT_RULES] = EXIT_TOLD,
        [ATTEMPT_TESTS] = EXIT_TOLD,  [ATTEMPT_DATA] = EXIT_TOLD, [ATTEMPT_WORLD] = EXIT_WORLD,
        [ATTEMPT_ASKED] = EXIT_USAGE,
    };
    fetch(n);
    if (!file_is_folder(n->data))
        night_tell(n->told, "E983", n->data, "", "", "");
    enum attempt got = attempt_all(n);
    n->outcome = got == ATTEMPT_SAME ? NIGHT_SAME : NIGHT_FAILED;
    int code = codes[got];
    if (got == ATTEMPT_GOOD && !publish(n))
        code = EXIT_WORLD;
    bool remembered = remember(n);
    if (n->outcome == NIGHT_PUBLISHED)
        approve(n, remembered);
    folder_remove(path_join(n->arena, n->state, STATE_WORK));
    return code;
}

int cmd_night(const struct request *request)
{
    struct night n;
    int code = begin(&n, request);
    if (code != EXIT_DONE)
        return end(&n, code);
    mark_begun(&n);
    if (n.told->errors == 0) {
        code = spend(&n);
    } else { /* nothing can be written where it should be */
        n.outcome = NIGHT_FAILED;
        code = EXIT_WORLD;
    }
    if (!write_reports(&n, n.state))
        code = EXIT_WORLD;
    print_report(&n);
    begun_remove(n.arena, n.state);
    return end(&n, code);
}
