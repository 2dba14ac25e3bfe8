/* Which rules and data a night uses, and what they give. */
#include <string.h>

#include "analysis/test.h"
#include "base/file.h"
#include "night.h"
#include "night/messages.h"

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

enum attempt night_attempt(struct night *n)
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
