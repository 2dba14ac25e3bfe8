/* What a night leaves: workbooks, the report, the history, and what is approved from now on. */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/folder.h"
#include "history/history.h"
#include "night.h"
#include "night/messages.h"
#include "report/report.h"

enum { KEPT_RUNS = 30, KEPT_DAYS = 400 };

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

bool night_write_reports(struct night *n, const char *folder)
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

bool night_publish(struct night *n)
{
    compare(n);
    n->outcome = NIGHT_PUBLISHED;
    bool good = write_books(n) && night_write_reports(n, fresh_out(n)) && switch_out(n);
    if (!good)
        n->outcome = NIGHT_FAILED;
    folder_remove(fresh_out(n));
    return good;
}

void night_print_report(struct night *n)
{
    struct night_report report = report_of(n);
    struct text text = {0};
    night_text(&report, &text);
    road_print(&text);
}

/* --- remembering -------------------------------------------------------------------------------
 */

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

void night_remember(struct night *n)
{
    bool remembered = remember(n);
    if (n->outcome == NIGHT_PUBLISHED)
        approve(n, remembered);
}
