/* The report of a night. */
#include "night/night_report.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "night/night_values.h"
#include "report/html.h"
#include "report/lines.h"
#include "report/tried.h"

enum { FIRST_PLACES = 5 };

static const char *say(const struct night_report *r, const char *sv, const char *en)
{
    return r->lang == LANG_EN ? en : sv;
}

static void add_day(struct text *out, int32_t day)
{
    if (day > 0)
        text_printf(out, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                    (int)(day % 100));
    else
        text_add(out, "\u2013");
}

/* --- what happened, in one line ----------------------------------------------------------------
 */

static size_t held_count(const struct night_report *r)
{
    size_t count = 0;
    for (size_t i = 0; r->kept != NULL && i < r->kept->count; i++)
        count += r->kept->units[i].state == UNIT_HELD;
    return count;
}

enum verdict_of_night { ALL_WELL, LOOK, FAILED };

/* What one must know at seven in the morning. */
static enum verdict_of_night verdict_of(const struct night_report *r)
{
    if (r->outcome == NIGHT_FAILED || r->outcome == NIGHT_BEGUN)
        return FAILED;
    return r->told->errors > 0 || r->old_rules || held_count(r) > 0 ? LOOK : ALL_WELL;
}

/* Why there are no new workbooks: the first error, in one line. */
static void add_cause(const struct night_report *r, struct text *out)
{
    for (size_t i = 0; r->outcome == NIGHT_FAILED && i < r->told->count; i++)
        if (r->told->items[i].severity == SEVERITY_ERROR) {
            text_printf(out, say(r, " Orsak: %s.", " The cause: %s."), r->told->items[i].message);
            return;
        }
}

static void add_headline(const struct night_report *r, struct text *out)
{
    static const char *const verdicts[][2] = {
        [ALL_WELL] = {"OK", "OK"}, [LOOK] = {"SE EFTER", "LOOK"}, [FAILED] = {"FEL", "ERROR"}};
    static const char *const lines[][2] = {
        [NIGHT_BEGUN] = {"Natten har börjat men är inte klar; \"%s\" är som förut.",
                         "The night has begun and is not over; \"%s\" is as before."},
        [NIGHT_PUBLISHED] = {"Nya arbetsböcker ligger i \"%s\".", "New workbooks are in \"%s\"."},
        [NIGHT_SAME] = {"Inget har ändrats. Arbetsböckerna i \"%s\" gäller fortfarande.",
                        "Nothing has changed. The workbooks in \"%s\" still hold."},
        [NIGHT_FAILED] = {"Inga nya arbetsböcker. De i \"%s\" är orörda.",
                          "No new workbooks. Those in \"%s\" are untouched."},
    };
    text_printf(out, "%s \u2013 ", verdicts[verdict_of(r)][r->lang]);
    text_printf(out, lines[r->outcome][r->lang], r->out);
    if (r->outcome == NIGHT_SAME && r->approved_day > 0) {
        text_add(out, say(r, " De är från ", " They are of "));
        add_day(out, r->approved_day);
        text_addc(out, '.');
    }
    add_cause(r, out);
    size_t held = held_count(r);
    if (r->old_rules)
        text_add(out, say(r, " Reglerna godkändes inte: de senast godkända användes.",
                          " The rules were not approved: those last approved were used."));
    if (held > 0)
        text_printf(out, say(r, " Källor som inte togs: %zu.", " Sources not taken: %zu."), held);
}

/* Errors and warnings in one line; nothing when there are none. */
static void add_counts(const struct night_report *r, struct text *out)
{
    if (r->told->errors + r->told->warnings > 0)
        text_printf(out, say(r, "Fel: %zu, varningar: %zu.", "Errors: %zu, warnings: %zu."),
                    r->told->errors, r->told->warnings);
}

/* --- sources ---------------------------------------------------------------------------------- */

static const char *state_text(const struct night_report *r, const struct keep_unit *u)
{
    static const char *const texts[][2] = {
        [UNIT_SAME] = {"som förut", "as before"},
        [UNIT_TAKEN] = {"ny", "new"},
        [UNIT_HELD] = {"togs inte", "not taken"},
        [UNIT_ABSENT] = {"finns inte", "not there"},
    };
    return texts[u->state][r->lang];
}

static int age_days(const struct night_report *r, const struct keep_unit *u)
{
    return u->since > 0 && r->day > 0 ? (int)(date_number(r->day) - date_number(u->since)) : -1;
}

static void add_unit(const struct night_report *r, const struct keep_unit *u, struct text *out)
{
    size_t from = out->n;
    text_printf(out, "  %s", state_text(r, u));
    pad_to(out, from, 14);
    from = out->n;
    if (u->state != UNIT_ABSENT)
        add_day(out, u->since);
    pad_to(out, from, 12);
    text_add(out, u->label[r->lang]);
    int age = age_days(r, u);
    if (age > 0)
        text_printf(out,
                    age == 1 ? say(r, " (för %d dag sedan)", " (%d day ago)")
                             : say(r, " (för %d dagar sedan)", " (%d days ago)"),
                    age);
    if (u->state == UNIT_HELD)
        text_printf(out, ": %s", u->why[r->lang]);
    if (u->jumps > 0)
        text_printf(out,
                    say(r, "; tal som ändrats mer än 40 %%: %zu",
                        "; figures that changed more than 40 %%: %zu"),
                    u->jumps);
    text_addc(out, '\n');
}

static void add_units(const struct night_report *r, struct text *out)
{
    text_add(out, say(r, "Källor, och när filerna som används togs in:\n",
                      "Sources, and when the files in use were taken in:\n"));
    for (size_t i = 0; i < r->kept->count; i++)
        add_unit(r, &r->kept->units[i], out);
}

/* --- what changed ----------------------------------------------------------------------------- */

static void add_changes_since(const struct night_report *r, struct text *out)
{
    text_add(out, say(r, "Ändrat sedan de senast godkända (A), från ",
                      "Changed since those last approved (A), of "));
    add_day(out, r->approved_day);
    text_add(out, ":\n\n");
    print_diff(r->diff, PRINT_TEXT, r->lang, out);
    if (out->n > 0 && out->p[out->n - 1] != '\n')
        text_addc(out, '\n');
    night_values(r, out);
}

static void add_first_places(const struct night_report *r, struct text *out)
{
    const struct result *x = r->result;
    const struct node_result *root = &x->nodes[x->model->root];
    text_add(out, say(r, "Först i rangordningen: ", "First in the ranking: "));
    for (size_t i = 0; i < x->areas && i < FIRST_PLACES && root->rank[x->ranking[i]] > 0; i++) {
        uint32_t a = x->ranking[i];
        text_printf(out, "%s%d %s (", i ? ", " : "", (int)root->rank[a],
                    x->data->areas.items[a].name);
        add_fixed(out, root->score[a], 1, false, r->lang);
        text_addc(out, ')');
    }
    text_add(out, ".\n");
    const struct node_result *before =
        r->diff != NULL ? &r->diff->a.result->nodes[r->diff->a.result->model->root] : NULL;
    text_printf(out, say(r, "Rangordnade: %zu av %zu", "Ranked: %zu of %zu"), (size_t)root->ranked,
                (size_t)x->areas);
    if (before != NULL)
        text_printf(out, say(r, " (förut %zu)", " (before %zu)"), (size_t)before->ranked);
    text_add(out, ".\n");
}

static void add_told(const struct night_report *r, struct text *out)
{
    for (size_t i = 0; i < r->told->count; i++)
        diagnostic_text(&r->told->items[i], r->lang, out);
}

void night_text(const struct night_report *r, struct text *out)
{
    text_printf(out, say(r, "etablera, natten %s (UTC)\n\n", "etablera, the night %s (UTC)\n\n"),
                r->at);
    add_headline(r, out);
    text_addc(out, '\n');
    add_counts(r, out);
    text_add(out, r->told->errors + r->told->warnings > 0 ? "\n\n" : "\n");
    if (r->told->count > 0) {
        add_told(r, out);
        text_addc(out, '\n');
    }
    if (r->result != NULL && r->result->model->root != UINT32_MAX)
        add_first_places(r, out);
    if (r->diff != NULL) {
        text_addc(out, '\n');
        add_changes_since(r, out);
    }
    if (r->kept != NULL) {
        text_addc(out, '\n');
        add_units(r, out);
    }
}

/* --- as a page -------------------------------------------------------------------------------- */

typedef void part(const struct night_report *r, struct text *out);

static void add_part(const struct night_report *r, const char *element, part *what,
                     struct text *out)
{
    struct text text = {0};
    text_add(&text, "");
    what(r, &text);
    if (text.n > 0) {
        text_printf(out, "<%s>", element);
        html_add(out, text.p);
        text_printf(out, "</%s>\n", element);
    }
    text_release(&text);
}

void night_page(const struct night_report *r, struct text *out)
{
    text_printf(out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
                r->lang == LANG_EN ? "en" : "sv");
    text_printf(out, say(r, "Natten %s", "The night %s"), r->at);
    text_add(out,
             "</title>\n<style>\n"
             "body { font: 16px/1.5 sans-serif; color: #111; background: #fff; margin: 2em; }\n"
             "main { max-width: 60em; }\n"
             "p[class] { font-weight: bold; border-left: 1em solid; padding-left: 1em; }\n"
             ".ok { border-color: #1d6b36; } .look { border-color: #9a6700; }\n"
             ".failed { border-color: #a40e26; }\n"
             "pre { font: 14px/1.5 monospace; overflow-x: auto; }\n"
             "</style>\n</head>\n<body>\n<main>\n<h1>");
    text_printf(out, say(r, "etablera, natten %s (UTC)", "etablera, the night %s (UTC)"), r->at);
    text_add(out, "</h1>\n");
    static const char *const classes[] = {[ALL_WELL] = "ok", [LOOK] = "look", [FAILED] = "failed"};
    struct text headline = {0};
    add_headline(r, &headline);
    text_printf(out, "<p class=\"%s\">", classes[verdict_of(r)]);
    html_add(out, headline.p);
    text_add(out, "</p>\n");
    text_release(&headline);
    add_part(r, "p", add_counts, out);
    add_part(r, "pre", add_told, out);
    if (r->result != NULL && r->result->model->root != UINT32_MAX)
        add_part(r, "p", add_first_places, out);
    if (r->diff != NULL) {
        text_printf(out, "<h2>%s</h2>\n", say(r, "Vad som ändrats", "What changed"));
        add_part(r, "pre", add_changes_since, out);
    }
    if (r->kept != NULL) {
        text_printf(out, "<h2>%s</h2>\n", say(r, "Källor", "Sources"));
        add_part(r, "pre", add_units, out);
    }
    text_add(out, "</main>\n</body>\n</html>\n");
}
