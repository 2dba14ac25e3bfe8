/* The history on standard output. */
#include "report/history_show.h"

#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/number.h"
#include "data/dataset.h"
#include "report/lines.h"

enum { LINE_WIDTH = 40, NAME_WIDTH = 16 };

/* The runs that are shown, and what is gathered for them. */
struct shown {
    struct arena *arena;
    struct history *h;
    struct history_run *runs;
    size_t count;
    enum lang lang;
    struct text *out;
};

static struct shown begin(struct history *h, size_t most, enum lang lang, struct text *out)
{
    struct shown s = {.arena = arena_new(), .h = h, .lang = lang, .out = out};
    s.runs = history_runs(h, s.arena, most, &s.count);
    return s;
}

static const char *words(const struct shown *s, const char *sv, const char *en)
{
    return s->lang == LANG_EN ? en : sv;
}

/* "2026-11-22 03:00" of "2026-11-22T03:00:00Z". */
static void add_time(struct text *out, const char *at)
{
    size_t n = strlen(at);
    text_addn(out, at, n < 10 ? n : 10);
    if (n >= 16)
        text_printf(out, " %.5s", at + 11);
}

static const struct history_run *run_of(const struct shown *s, int64_t number)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->runs[i].number == number)
            return &s->runs[i];
    return NULL;
}

static void none_yet(const struct shown *s)
{
    text_add(s->out, words(s,
                           "Historiken har ingen körning än. Den får sin första den natt då något "
                           "har ändrats.\n",
                           "The history has no run yet. It gets its first on the night when "
                           "something has changed.\n"));
}

/* --- runs ------------------------------------------------------------------------------------- */

static const char *outcome(const struct shown *s, const struct history_run *r)
{
    if (r->number == 1)
        return words(s, "första natten", "first night");
    return r->same ? words(s, "inget ändrat", "nothing changed")
                   : words(s, "nya arbetsböcker", "new workbooks");
}

/* A whole number of a CSV file; empty when it is not known. */
static void add_known(struct text *out, int64_t number)
{
    text_addc(out, ';');
    if (number >= 0)
        text_printf(out, "%lld", (long long)number);
}

static void runs_csv(const struct shown *s)
{
    text_add(s->out, "\xEF\xBB\xBFkorning;tid;dag;rangordnade;omraden;andrade_filer;"
                     "andrade_varden;flyttade_platser;fel;varningar;inget_andrat;gamla_regler;"
                     "kallor_ej_tagna\r\n");
    for (size_t i = 0; i < s->count; i++) {
        const struct history_run *r = &s->runs[i];
        text_printf(s->out, "%lld;%s;", (long long)r->number, r->at);
        if (r->day)
            text_printf(s->out, "%04d-%02d-%02d", (int)(r->day / 10000), (int)(r->day / 100 % 100),
                        (int)(r->day % 100));
        text_printf(s->out, ";%zu;%zu;%zu;%zu;%zu;%zu;%zu;%d", r->ranked, r->areas, r->files,
                    r->values, r->places, r->errors, r->warnings, r->same);
        add_known(s->out, r->old_rules);
        add_known(s->out, r->held);
        text_add(s->out, "\r\n");
    }
}

/* What was not as it should be that night. */
static void add_kept(const struct shown *s, const struct history_run *r)
{
    if (r->old_rules > 0)
        text_add(s->out, words(s, "  gamla regler", "  old rules"));
    if (r->held > 0)
        text_printf(s->out, words(s, "  källor som inte togs: %lld", "  sources not taken: %lld"),
                    (long long)r->held);
}

static void run_text(const struct shown *s, const struct history_run *r)
{
    size_t from = s->out->n;
    add_time(s->out, r->at);
    pad_to(s->out, from, 18);
    text_add(s->out, outcome(s, r));
    pad_to(s->out, from, 36);
    text_printf(s->out, words(s, "%zu av %zu", "%zu of %zu"), r->ranked, r->areas);
    pad_to(s->out, from, 47);
    if (r->number == 1)
        text_add(s->out, "      \u2013       \u2013        \u2013");
    else
        text_printf(s->out, "%7zu %7zu %8zu", r->files, r->values, r->places);
    text_printf(s->out, " %4zu %10zu", r->errors, r->warnings);
    add_kept(s, r);
    text_addc(s->out, '\n');
}

static void runs_text(const struct shown *s)
{
    text_add(s->out, words(s,
                           "tid (UTC)         utfall            rangordnade  filer  värden  platser"
                           "  fel  varningar\n",
                           "time (UTC)        outcome           ranked       files  values   places"
                           "  err   warnings\n"));
    for (size_t i = 0; i < s->count; i++)
        run_text(s, &s->runs[i]);
    text_add(s->out,
             words(s, "\nfiler, värden, platser: hur många som inte är som i körningen före.\n",
                   "\nfiles, values, places: how many are not as in the run before.\n"));
}

void show_runs(struct history *h, size_t most, enum print_format format, enum lang lang,
               struct text *out)
{
    struct shown s = begin(h, most, lang, out);
    if (format == PRINT_CSV)
        runs_csv(&s);
    else if (s.count == 0)
        none_yet(&s);
    else
        runs_text(&s);
    arena_free(s.arena);
}

/* --- one area --------------------------------------------------------------------------------- */

/* Is any of the runs shown in the span? The first and last that are. */
static bool span_runs(const struct shown *s, const struct history_place *p,
                      const struct history_run **first, const struct history_run **last)
{
    *first = *last = NULL;
    for (size_t i = 0; i < s->count; i++)
        if (s->runs[i].number >= p->first && s->runs[i].number <= p->last) {
            *first = *first ? *first : &s->runs[i];
            *last = &s->runs[i];
        }
    return *first != NULL;
}

/* The place as a mark on a line from the first place to the last. */
static void add_mark(struct text *out, int32_t rank, size_t areas)
{
    size_t width = areas < LINE_WIDTH ? areas : LINE_WIDTH;
    size_t at = width < 2 || areas < 2 ? 0 : (size_t)(rank - 1) * (width - 1) / (areas - 1);
    for (size_t i = 0; i < width; i++)
        text_add(out, rank > 0 && i == at ? "\u25CF" : "\u00B7");
}

static void add_score(const struct shown *s, double score, size_t width)
{
    size_t from = s->out->n;
    add_fixed(s->out, score, 1, false, s->lang);
    size_t n = utf8_count(s->out->p + from, s->out->n - from);
    struct text cell = {0};
    text_addn(&cell, s->out->p + from, s->out->n - from);
    s->out->n = from;
    for (size_t i = n; i < width; i++)
        text_addc(s->out, ' ');
    text_addn(s->out, cell.p, cell.n);
    text_release(&cell);
}

static void place_text(const struct shown *s, const struct history_place *p)
{
    const struct history_run *first, *last;
    if (!span_runs(s, p, &first, &last))
        return;
    add_time(s->out, first->at);
    text_add(s->out, "  ");
    if (p->rank > 0)
        text_printf(s->out, "%3d ", (int)p->rank);
    else
        text_add(s->out, "  \u2013 ");
    add_score(s, p->score, 6);
    text_add(s->out, "  ");
    add_mark(s->out, p->rank, first->areas);
    int64_t runs = p->last - p->first + 1;
    if (runs > 1)
        text_printf(s->out, words(s, "  %lld körningar", "  %lld runs"), (long long)runs);
    text_addc(s->out, '\n');
}

static void add_amount(const struct shown *s, double value, const struct history_measure *m,
                       const char *status)
{
    if (isnan(value)) {
        text_add(s->out, status_said(status, s->lang));
        return;
    }
    add_plain(s->out, number_round(value, 4), s->lang);
    if (m->unit[s->lang][0])
        text_printf(s->out, " %s", m->unit[s->lang]);
}

/* Named after what is measured now or, when nothing is, was. */
static void value_text(const struct shown *s, const struct history_value *v)
{
    const struct history_run *r = run_of(s, v->run);
    const struct history_measure *m = isnan(v->value) && !isnan(v->old) ? &v->was : &v->measure;
    if (r == NULL)
        return;
    add_time(s->out, r->at);
    text_printf(s->out, "  %s", m->label[s->lang]);
    if (strcmp(m->name, v->indicator) != 0)
        text_printf(s->out, words(s, " (i stället för: %s)", " (in place of: %s)"),
                    v->label[s->lang]);
    text_add(s->out, ": ");
    if (!isnan(v->old) && strcmp(v->was.name, m->name) != 0)
        text_printf(s->out, "%s ", v->was.label[s->lang]);
    add_amount(s, v->old, &v->was, v->old_status);
    text_add(s->out, " \u2192 ");
    add_amount(s, v->value, &v->measure, v->status);
    if (v->year && !isnan(v->value))
        text_printf(s->out, " (%d)", (int)v->year);
    if (v->file[0])
        text_printf(s->out, ", %s:%u", v->file, (unsigned)v->line);
    text_addc(s->out, '\n');
}

static void area_csv(const struct shown *s, const char *area, const char *node,
                     const struct history_place *p, size_t count)
{
    text_add(s->out, "\xEF\xBB\xBFkod;nod;fran;till;fran_korning;till_korning;plats;poang\r\n");
    for (size_t i = 0; i < count; i++) {
        const struct history_run *first, *last;
        if (!span_runs(s, &p[i], &first, &last))
            continue;
        add_field(s->out, area);
        text_addc(s->out, ';');
        add_field(s->out, node);
        text_printf(s->out, ";%s;%s;%lld;%lld;", first->at, last->at, (long long)p[i].first,
                    (long long)p[i].last);
        if (p[i].rank > 0)
            text_printf(s->out, "%d", (int)p[i].rank);
        text_addc(s->out, ';');
        if (!isnan(p[i].score))
            add_plain(s->out, p[i].score, LANG_SV);
        text_add(s->out, "\r\n");
    }
}

static void area_text(const struct shown *s, const struct history_name *area,
                      const struct history_name *node, bool whole, const struct history_place *p,
                      size_t count, size_t most)
{
    size_t changed;
    struct history_value *values =
        history_values(s->h, s->arena, area->name, whole ? NULL : node->name, most, &changed);
    text_printf(s->out, words(s, "%s, %s: plats och poäng\n\n", "%s, %s: place and score\n\n"),
                area->label[s->lang], node->label[s->lang]);
    for (size_t i = 0; i < count; i++)
        place_text(s, &p[i]);
    if (changed > 0)
        text_add(s->out, words(s, "\nVärden som ändrats\n\n", "\nValues that changed\n\n"));
    for (size_t i = 0; i < changed; i++)
        value_text(s, &values[i]);
}

void show_area(struct history *h, const struct history_name *area, const struct history_name *node,
               bool whole, size_t most, enum print_format format, enum lang lang, struct text *out)
{
    struct shown s = begin(h, most, lang, out);
    size_t count;
    struct history_place *p = history_places(h, s.arena, area->name, node->name, &count);
    if (format == PRINT_CSV)
        area_csv(&s, area->name, node->name, p, count);
    else
        area_text(&s, area, node, whole, p, count, most);
    arena_free(s.arena);
}

/* --- one node --------------------------------------------------------------------------------- */

struct course {
    const struct history_name *area;
    int32_t first, last, best, worst;
    double score;
};

/* What an area had over the runs shown; false when it was not among them. */
static bool course_of(const struct shown *s, const struct history_name *area, const char *node,
                      struct course *c)
{
    size_t count;
    struct history_place *p = history_places(s->h, s->arena, area->name, node, &count);
    bool any = false;
    *c = (struct course){.area = area, .score = NAN};
    for (size_t i = 0; i < count; i++) {
        const struct history_run *first, *last;
        if (!span_runs(s, &p[i], &first, &last))
            continue;
        c->first = any ? c->first : p[i].rank;
        c->last = p[i].rank;
        c->score = p[i].score;
        if (p[i].rank > 0) {
            c->best = c->best == 0 || p[i].rank < c->best ? p[i].rank : c->best;
            c->worst = p[i].rank > c->worst ? p[i].rank : c->worst;
        }
        any = true;
    }
    return any && s->count > 0 && p[count - 1].last == s->runs[s->count - 1].number;
}

static void course_csv(const struct shown *s, const char *node, const struct course *c)
{
    const int32_t ranks[] = {c->first, c->last, c->best, c->worst};
    add_field(s->out, node);
    text_addc(s->out, ';');
    add_field(s->out, c->area->name);
    text_addc(s->out, ';');
    add_field(s->out, c->area->label[LANG_SV]);
    for (size_t i = 0; i < 4; i++) {
        text_addc(s->out, ';');
        if (ranks[i] > 0)
            text_printf(s->out, "%d", (int)ranks[i]);
    }
    text_addc(s->out, ';');
    if (!isnan(c->score))
        add_plain(s->out, c->score, LANG_SV);
    text_add(s->out, "\r\n");
}

static void course_text(const struct shown *s, const struct course *c, size_t areas)
{
    size_t from = s->out->n;
    if (c->last > 0)
        text_printf(s->out, "%3d  ", (int)c->last);
    else
        text_add(s->out, "  \u2013  ");
    text_add(s->out, c->area->label[s->lang]);
    pad_to(s->out, from, 5 + NAME_WIDTH);
    add_score(s, c->score, 6);
    text_add(s->out, "  ");
    add_mark(s->out, c->last, areas);
    if (c->first > 0 && c->last > 0 && c->first != c->last)
        text_printf(s->out, "  %s%d", c->last < c->first ? "\u25B2" : "\u25BC",
                    (int)(c->last < c->first ? c->first - c->last : c->last - c->first));
    if (c->best != c->worst)
        text_printf(s->out, words(s, "  bäst %d, sämst %d", "  best %d, worst %d"), (int)c->best,
                    (int)c->worst);
    text_addc(s->out, '\n');
}

/* By place in the last run; those without one last, in their own order. */
static size_t next_course(const struct course *all, const bool *used, size_t count)
{
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        if (used[i])
            continue;
        if (best == SIZE_MAX ||
            (all[i].last > 0 && (all[best].last == 0 || all[i].last < all[best].last)))
            best = i;
    }
    return best;
}

void show_node(struct history *h, const struct history_name *node, size_t most,
               enum print_format format, enum lang lang, struct text *out)
{
    struct shown s = begin(h, most, lang, out);
    size_t named, count = 0;
    struct history_name *areas = history_areas(h, s.arena, &named);
    struct course *all = arena_array(s.arena, named + 1, sizeof *all);
    bool *used = arena_array(s.arena, named + 1, sizeof *used);
    for (size_t i = 0; i < named; i++)
        count += course_of(&s, &areas[i], node->name, &all[count]);
    if (format == PRINT_CSV)
        text_add(out, "\xEF\xBB\xBFnod;kod;kommun;forsta;sista;bast;samst;poang\r\n");
    else if (s.count > 0) {
        text_printf(out, words(&s, "%s, plats och poäng ", "%s, place and score "),
                    node->label[lang]);
        add_time(out, s.runs[s.count - 1].at);
        text_add(out, words(&s, "; flyttat sedan ", "; moved since "));
        add_time(out, s.runs[0].at);
        text_add(out, "\n\n");
    } else
        none_yet(&s);
    for (size_t k = 0; k < count; k++) {
        size_t i = next_course(all, used, count);
        used[i] = true;
        if (format == PRINT_CSV)
            course_csv(&s, node->name, &all[i]);
        else
            course_text(&s, &all[i], s.runs[s.count - 1].areas);
    }
    arena_free(s.arena);
}
