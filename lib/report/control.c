#include "report/control.h"

#include <math.h>
#include <string.h>

#include "base/limits.h"
#include "base/number.h"
#include "report/html.h"
#include "report/lines.h"
#include "report/tried_parts.h"

struct page {
    const struct control *c;
    struct text *out;
    struct diff *last, *since; /* against the check before, and the first; NULL */
};

static const char *say(const struct page *p, const char *sv, const char *en)
{
    return p->c->lang == LANG_EN ? en : sv;
}

static void add(const struct page *p, const char *markup)
{
    text_add(p->out, markup);
}

/* <tag>text</tag> */
static void element(const struct page *p, const char *tag, const char *text)
{
    text_printf(p->out, "<%s>", tag);
    html_add(p->out, text);
    text_printf(p->out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

/* --- what is wrong ---------------------------------------------------------------------------- */

/* As check prints it: the first line stands out, the advice is text, and the lines between keep
 * their columns. */
static void add_message(const struct page *p, const struct diagnostic *item)
{
    static const char *const CLASSES[] = {"fel", "varning", "upplysning"};
    struct text whole = {0};
    diagnostic_text(item, p->c->lang, &whole);
    text_printf(p->out, "<li class=\"%s\">", CLASSES[item->severity]);
    bool in_lines = false;
    for (char *line = whole.p, *next; line && *line; line = next) {
        next = strchr(line, '\n');
        *next++ = '\0';
        bool first = line == whole.p, advice = strncmp(line, "       = ", 9) == 0;
        if (in_lines && advice)
            add(p, "</pre>\n");
        if (!in_lines && !first && !advice)
            add(p, "<pre tabindex=\"0\">");
        in_lines = !first && !advice;
        if (first)
            element(p, "strong", line);
        else if (advice)
            element(p, "p", line + 7);
        else {
            html_add(p->out, line);
            text_addc(p->out, '\n');
        }
    }
    add(p, in_lines ? "</pre></li>\n" : "</li>\n");
    text_release(&whole);
}

static void add_messages(const struct page *p, enum severity from, enum severity to)
{
    static const char *const HEADS[][2] = {
        {"Fel", "Errors"}, {"Varningar", "Warnings"}, {"Upplysningar", "Notes"}};
    const struct diagnostics *d = p->c->told;
    const size_t counts[] = {d->errors, d->warnings, d->notes};
    for (size_t s = from; s <= (size_t)to; s++) {
        if (counts[s] == 0)
            continue;
        text_printf(p->out, "<h2>%s (%zu)</h2>\n<ol>\n", HEADS[s][p->c->lang], counts[s]);
        size_t shown = 0;
        for (size_t i = 0; i < d->count && shown < LIMIT_DIAGNOSTICS; i++)
            if ((size_t)d->items[i].severity == s) {
                add_message(p, &d->items[i]);
                shown++;
            }
        add(p, "</ol>\n");
        if (shown < counts[s])
            text_printf(
                p->out,
                say(p, "<p>och %zu till som inte visas</p>\n", "<p>and %zu more not shown</p>\n"),
                counts[s] - shown);
    }
}

/* --- what moved ------------------------------------------------------------------------------- */

static size_t count_moved(const struct diff *d)
{
    size_t count = 0;
    for (size_t i = 0; i < d->area_count; i++)
        count += diff_rank_moved(d, i);
    return count;
}

static bool has_effect(const struct diff *d)
{
    for (size_t i = 0; i < d->area_count; i++)
        if (diff_area_moved(d, i))
            return true;
    return d->moved_count > 0;
}

static void add_difference(const struct page *p, const struct difference *x)
{
    struct text t = {0};
    const char *none = say(p, "(saknas)", "(none)");
    if (x->kind == DIFFERENCE_BLOCK_ADDED)
        text_printf(&t, say(p, "%s: nytt: %s", "%s: new: %s"), x->name, x->after);
    else if (x->kind == DIFFERENCE_BLOCK_REMOVED)
        text_printf(&t, say(p, "%s: borta: %s", "%s: gone: %s"), x->name, x->before);
    else
        text_printf(&t, "%s%s%s: %s → %s", x->name, x->property ? ", " : "",
                    x->property ? x->property : "", x->before[0] ? x->before : none,
                    x->after[0] ? x->after : none);
    element(p, "li", t.p);
    text_release(&t);
}

static bool same_move(const struct moved *x, const struct moved *y)
{
    return x->kind == y->kind && x->head == y->head && strcmp(x->before, y->before) == 0 &&
           strcmp(x->after, y->after) == 0;
}

/* One line for all areas of which the same is judged otherwise; told with the first of them. */
static void add_judgement(const struct page *p, const struct diff *d, size_t k)
{
    const struct moved *x = &d->moved[k];
    for (size_t i = 0; i < k; i++)
        if (same_move(&d->moved[i], x))
            return;
    struct text t = {0};
    text_printf(&t, "%s%s%s, %s → %s:", moved_kind_text(x->kind, p->c->lang), x->head ? " " : "",
                x->head ? x->head->name : "", x->before, x->after);
    for (size_t i = k; i < d->moved_count; i++)
        if (same_move(&d->moved[i], x))
            text_printf(&t, "%s %s", i == k ? "" : ",", diff_area_name(d, d->moved[i].area));
    element(p, "li", t.p);
    text_release(&t);
}

static void add_moves(const struct page *p, const struct diff *d, const char *heading,
                      const char *clock)
{
    text_printf(p->out, say(p, "<h2>%s</h2>\n<p>Jämfört med %s: ", "<h2>%s</h2>\n<p>Against %s: "),
                heading, clock);
    if (!has_effect(d) && p->c->told->errors > 0)
        add(p, say(p, "inget ändrades, men felen ovan kan dölja vad sparningen betyder.</p>\n",
                   "nothing changed, but the errors above may hide what the save means.</p>\n"));
    else if (!has_effect(d))
        add(p, say(p, "<strong>ingen verkan</strong> på någon plats, poäng eller bedömning.</p>\n",
                   "<strong>no effect</strong> on any place, score or judgement.</p>\n"));
    else
        text_printf(p->out,
                    say(p, "ändrade platser: %zu, ändrade bedömningar: %zu.</p>\n",
                        "places that changed: %zu, judgements that changed: %zu.</p>\n"),
                    count_moved(d), d->moved_count);
    if (d->differences.count == 0)
        element(p, "p", say(p, "Reglerna säger detsamma.", "The rules say the same."));
    if (d->differences.count + d->moved_count == 0)
        return;
    add(p, "<ul>\n");
    for (size_t i = 0; i < d->differences.count; i++)
        add_difference(p, &d->differences.items[i]);
    for (size_t k = 0; k < d->moved_count; k++)
        add_judgement(p, d, k);
    add(p, "</ul>\n");
}

/* --- the ranking ------------------------------------------------------------------------------ */

static void add_number(const struct page *p, double value, int decimals)
{
    add(p, "<td class=\"tal\">");
    add_fixed(p->out, value, decimals, false, p->c->lang);
    add(p, "</td>");
}

/* "4 → 2 (upp 2)"; nothing when the place is the same. */
static void add_move(const struct page *p, const struct diff *d, size_t k)
{
    if (!d)
        return;
    add(p, "<td>");
    if (diff_rank_moved(d, k)) {
        double a = diff_rank(&d->a, d->areas[k].a), b = diff_rank(&d->b, d->areas[k].b);
        add_fixed(p->out, a, 0, false, p->c->lang);
        add(p, " → ");
        add_fixed(p->out, b, 0, false, p->c->lang);
        if (!isnan(a) && !isnan(b))
            text_printf(p->out, " (%s %d)", b < a ? say(p, "upp", "up") : say(p, "ner", "down"),
                        (int)fabs(a - b));
    }
    add(p, "</td>");
}

static void add_row(const struct page *p, size_t k)
{
    const struct diff_side *side = &p->c->shown->side;
    const struct result *r = side->result;
    uint32_t area = r->ranking[k];
    add(p, "<tr>");
    add_number(p, diff_rank(side, area), 0);
    add(p, "<th scope=\"row\">");
    html_add(p->out, r->data->areas.items[area].name);
    add(p, "</th>");
    double score = diff_score(side, area);
    int decimals = side->model->rank_decimals;
    add_number(p, isnan(score) ? score : number_round(score, decimals), decimals);
    enum grade grade = (enum grade)r->nodes[side->model->root].grade[area];
    text_printf(p->out, "<td>%s</td>", grade_text(grade, p->c->lang));
    add_move(p, p->last, k); /* both list b's areas in b's ranking */
    add_move(p, p->since, k);
    add(p, "</tr>\n");
}

static void add_table_head(const struct page *p)
{
    const struct diff_side *side = &p->c->shown->side;
    add(p, "<table>\n<caption>");
    html_add(p->out, head_label(&side->model->nodes[side->model->root].head, p->c->lang));
    text_printf(p->out, ", %s</caption>\n<thead><tr>", p->c->shown->clock);
    const char *heads[] = {say(p, "Plats", "Place"),
                           say(p, "Område", "Area"),
                           say(p, "Poäng", "Points"),
                           say(p, "Underlag", "Basis"),
                           p->last ? say(p, "Senaste sparningen", "Last save") : NULL,
                           p->since ? say(p, "Sedan början", "Since the start") : NULL};
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (heads[i])
            text_printf(p->out, "<th scope=\"col\">%s</th>", heads[i]);
    add(p, "</tr></thead>\n<tbody>\n");
}

static void add_ranking(const struct page *p)
{
    const struct control *c = p->c;
    if (!c->shown)
        return;
    text_printf(p->out, "<h2>%s</h2>\n", say(p, "Rangordning", "Ranking"));
    if (c->shown->side.model->root == UINT32_MAX) {
        element(p, "p",
                say(p, "Reglerna har inget index att rangordna efter.",
                    "The rules have no index to rank by."));
        return;
    }
    if (c->is_old)
        text_printf(
            p->out,
            say(p,
                "<p class=\"gammal\"><strong>Gammal</strong>: den här rangordningen gjordes "
                "%s, före felen ovan.</p>\n",
                "<p class=\"gammal\"><strong>Old</strong>: this ranking was made %s, before "
                "the errors above.</p>\n"),
            c->shown->clock);
    for (size_t i = 0; i < c->shown->side.result->override_count; i++) {
        struct text t = {0};
        text_printf(&t, "%s: %s", say(p, "Ändrat", "Changed"), c->shown->side.result->overrides[i]);
        element(p, "p", t.p);
        text_release(&t);
    }
    add_table_head(p);
    for (size_t k = 0; k < c->shown->side.result->areas; k++)
        add_row(p, k);
    add(p, "</tbody>\n</table>\n");
}

/* --- the rules' own tests --------------------------------------------------------------------- */

static void add_tests(const struct page *p)
{
    const struct test_summary *t = p->c->tests;
    if (!t || (t->cases == 0 && !p->c->statements_left_out))
        return;
    text_printf(p->out, "<h2>%s</h2>\n", say(p, "Prov", "Tests"));
    text_printf(p->out,
                say(p, "<p>Fall: %zu, stämmer: %zu, stämmer inte: %zu.</p>\n",
                    "<p>Cases: %zu, hold: %zu, do not hold: %zu.</p>\n"),
                t->cases, t->cases - t->failed, t->failed);
    if (p->c->statements_left_out)
        element(p, "p",
                say(p, "Påståenden om verklig data prövades inte.",
                    "Statements on the real data were not tried."));
    if (t->failed > 0) {
        add(p, "<pre tabindex=\"0\">");
        html_add(p->out, p->c->failures);
        add(p, "</pre>\n");
    }
}

/* --- the page --------------------------------------------------------------------------------- */

static void add_verdict(const struct page *p, struct text *out)
{
    const struct diagnostics *d = p->c->told;
    text_printf(out, say(p, "Fel: %zu, varningar: %zu", "Errors: %zu, warnings: %zu"), d->errors,
                d->warnings);
    if (p->c->tests && p->c->tests->failed > 0)
        text_printf(out, say(p, ", prov som inte stämmer: %zu", ", tests that do not hold: %zu"),
                    p->c->tests->failed);
}

static void add_top(const struct page *p)
{
    const struct control *c = p->c;
    text_printf(p->out,
                "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\" />\n"
                "<meta name=\"viewport\" content=\"width=device-width\" />\n",
                say(p, "sv", "en"));
    if (!c->ended)
        text_printf(p->out, "<meta http-equiv=\"refresh\" content=\"%d\" />\n", CONTROL_SECONDS);
    add(p, "<title>");
    add_verdict(p, p->out);
    add(p, "</title>\n<style>\n"
           "body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 1em auto; padding: 0 1em; "
           "color: #111; background: #fff; }\n"
           "pre { font: 14px/1.4 Consolas, monospace; overflow-x: auto; background: #f4f4f4; "
           "padding: .5em; margin: .3em 0; }\n"
           "li { margin: .7em 0; }\nli p { margin: .2em 0; }\n"
           ".fel { border-left: 6px solid #b00020; padding-left: .6em; }\n"
           ".varning { border-left: 6px dotted #8a5a00; padding-left: .6em; }\n"
           ".gammal { border: 2px dashed #111; padding: .5em; }\n"
           "table { border-collapse: collapse; }\ncaption { text-align: left; }\n"
           "th, td { padding: .1em .8em .1em 0; text-align: left; font-weight: normal; }\n"
           "thead th { border-bottom: 1px solid #111; font-weight: bold; }\n"
           ".tal { text-align: right; }\n</style>\n</head>\n<body>\n<main>\n<h1>");
    add_verdict(p, p->out);
    add(p, "</h1>\n");
}

static void add_status(const struct page *p)
{
    const struct control *c = p->c;
    struct text t = {0};
    text_printf(&t, say(p, "Granskat %s: %s", "Checked %s: %s"), c->clock, c->rules);
    if (!c->data)
        text_add(&t, say(p, "; det finns ingen datamapp (ange den med --data)",
                         "; there is no data folder (name it with --data)"));
    else if (c->only_rules)
        text_add(&t, say(p, "; datan läses när reglerna går att förstå",
                         "; the data is read when the rules can be understood"));
    else
        text_printf(&t, say(p, " mot datan i %s", " against the data in %s"), c->data);
    element(p, "p", t.p);
    text_release(&t);
    if (c->saved) {
        text_printf(&t, say(p, "Sparad: %s", "Saved: %s"), c->saved);
        element(p, "p", t.p);
        text_release(&t);
    }
    if (c->ended)
        element(p, "p",
                say(p, "Granskningen är avslutad: sidan ändras inte mer.",
                    "The watch has ended: this page changes no more."));
    else
        element(p, "p",
                say(p,
                    "Spara en regelfil eller en datafil: den granskas genast, och sidan läser om "
                    "sig själv.",
                    "Save a rule file or a data file: it is checked at once, and this page reads "
                    "itself anew."));
}

/* `last` and `since` are made here, for the page and for the line alike. */
static struct page page_of(const struct control *c, struct text *out)
{
    struct page p = {.c = c, .out = out};
    if (c->shown && c->before && !c->is_old)
        p.last = diff_moves(&c->before->side, &c->shown->side, c->lang);
    if (c->shown && c->first && c->first != c->shown && !c->is_old)
        p.since = diff_moves(&c->first->side, &c->shown->side, c->lang);
    return p;
}

static void page_free(const struct page *p)
{
    diff_free(p->last);
    diff_free(p->since);
}

void control_page(const struct control *c, struct text *out)
{
    struct page p = page_of(c, out);
    add_top(&p);
    add_status(&p);
    add_messages(&p, SEVERITY_ERROR, SEVERITY_ERROR);
    if (p.last)
        add_moves(&p, p.last, say(&p, "Vad senaste sparningen gjorde", "What the last save did"),
                  c->before->clock);
    if (p.since && c->first != c->before)
        add_moves(&p, p.since,
                  say(&p, "Vad som ändrats sedan början", "What changed since the start"),
                  c->first->clock);
    add_messages(&p, SEVERITY_WARNING, SEVERITY_NOTE);
    add_tests(&p);
    add_ranking(&p);
    add(&p, "</main>\n</body>\n</html>\n");
    page_free(&p);
}

void control_line(const struct control *c, struct text *out)
{
    struct page p = page_of(c, out);
    text_printf(out, "%s  ", c->clock);
    if (c->saved)
        text_printf(out, "%s  ", c->saved);
    add_verdict(&p, out);
    if (p.last && has_effect(p.last))
        text_printf(out, say(&p, ", ändrade platser: %zu", ", places that changed: %zu"),
                    count_moved(p.last));
    else if (p.last && c->told->errors == 0)
        text_add(out, say(&p, ", ingen verkan", ", no effect"));
    text_addc(out, '\n');
    page_free(&p);
}
