/* Sentences that several sheets say of the whole result. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "report/view.h"

static const struct pair most_points = {"Plats 1 har flest poäng.", "Place 1 has most points."};
static const struct pair nobody = {
    "INGEN kan bedömas: för mycket underlag saknas i alla. Poängen ska inte användas.",
    "NOBODY can be assessed: too much data is missing everywhere. Do not use the scores."};
static const struct pair everybody = {"Alla %zu bedöms på tillräckligt underlag.",
                                      "All %zu are assessed on sufficient data."};
static const struct pair some = {
    "PRELIMINÄRT. %zu av %zu kan rangordnas, %zu av dem på ofullständigt underlag. Poäng och "
    "platser kan ändras när underlaget blir bättre.",
    "PRELIMINARY. %zu of %zu can be ranked, %zu of them on incomplete data. Scores and places may "
    "change when the data get better."};
static const struct pair measures = {
    "Av %zu mått har %zu siffror för just det de ska mäta. %zu mäts med ett annat mått "
    "(ersättning) och %zu saknas i alla.",
    "Of %zu measures %zu have figures for what they should measure. %zu are measured by another "
    "(substitute) and %zu are missing everywhere."};
static const struct pair years = {" Siffrorna är från %d\u2013%d",
                                  " The figures are from %d\u2013%d"};
static const struct pair one_year = {" Siffrorna är från %d", " The figures are from %d"};
static const struct pair no_year = {"; för %zu mått är året okänt", "; of %zu the year is unknown"};

const char *view_meaning(const struct view *v)
{
    const char *note = has_root(v) ? view_note(v, &v->m->nodes[v->m->root].head) : "";
    return note[0] ? note : say(v->lang, most_points);
}

const char *view_basis(const struct view *v)
{
    const struct node_result *root = &v->r->nodes[v->m->root];
    size_t preliminary = 0;
    for (size_t a = 0; a < v->r->areas; a++)
        preliminary += root->rank[a] > 0 && root->grade[a] == GRADE_PRELIMINARY;
    if (root->ranked == 0)
        return say(v->lang, nobody);
    if (preliminary == 0 && root->ranked == v->r->areas)
        return arena_printf(v->arena, say(v->lang, everybody), v->r->areas);
    return arena_printf(v->arena, say(v->lang, some), root->ranked, v->r->areas, preliminary);
}

struct span {
    int first, last;
    size_t without; /* indicators with a value of unknown year */
};

static void widen(struct span *s, const struct view *v, const struct indicator_result *r)
{
    bool without = false;
    for (size_t a = 0; a < v->r->areas; a++) {
        if (!status_has_value(r->cells[a].status) || r->cells[a].period < 0)
            continue;
        int year = (int)period_year(r->cells[a].period);
        without = without || year == 0;
        if (year == 0)
            continue;
        s->first = s->first == 0 || year < s->first ? year : s->first;
        s->last = year > s->last ? year : s->last;
    }
    s->without += without;
}

const char *view_measures(const struct view *v)
{
    size_t own = 0, substituted = 0, missing = 0;
    struct span span = {0, 0, 0};
    for (size_t k = 0; k < v->indicators.count; k++) {
        const struct indicator_result *r = &v->r->indicators[v->indicators.items[k]];
        own += r->have > r->have_substitute;
        substituted += r->have > 0 && r->have == r->have_substitute;
        missing += r->have == 0;
        widen(&span, v, r);
    }
    struct text t = {0};
    text_printf(&t, say(v->lang, measures), v->indicators.count, own, substituted, missing);
    if (span.first > 0 && span.first < span.last)
        text_printf(&t, say(v->lang, years), span.first, span.last);
    else if (span.first > 0)
        text_printf(&t, say(v->lang, one_year), span.first);
    if (span.first > 0 && span.without > 0)
        text_printf(&t, say(v->lang, no_year), span.without);
    text_add(&t, span.first > 0 ? "." : "");
    const char *copy = arena_strdup(v->arena, t.p);
    text_release(&t);
    return copy;
}
const char *view_measured(const struct view *v, uint32_t indicator, uint32_t area)
{
    static const struct pair instead = {"i stället för", "in place of"};
    const char *label = view_label(v, &v->m->indicators[indicator].head);
    if (!view_substituted(v, indicator, area))
        return label;
    return arena_printf(v->arena, "%s (%s: %s)",
                        view_label(v, &view_used(v, indicator, area)->head), say(v->lang, instead),
                        label);
}

struct published view_published(const struct view *v, const char *source)
{
    const struct model *m = v->m;
    struct published p = {NULL, NULL, NULL, NULL, NULL};
    for (size_t i = 0; i < m->source_count; i++) {
        const struct source *s = &m->sources[i];
        if (strcmp(s->head.name, source) == 0)
            p = (struct published){s->publisher, s->table, s->licence, s->via, s->address};
    }
    for (size_t i = 0; i < m->register_count; i++) {
        const struct rule_register *s = &m->registers[i];
        if (strcmp(s->head.name, source) == 0)
            p = (struct published){s->publisher, s->table, s->licence, s->via, s->address};
    }
    if (p.publisher == NULL || p.publisher[0] == '\0')
        p.publisher = source;
    return p;
}

const char *view_fits(const struct view *v, const struct indicator *i)
{
    static const struct pair start = {"Rest av en rät linje, grovt:",
                                      "Residual of a straight line, rough:"};
    static const struct pair one = {"%s%s R² %s över %zu områden %d",
                                    "%s%s R² %s over %zu areas %d"};
    const struct indicator_result *r = &v->r->indicators[i - v->m->indicators];
    const char *text = "";
    for (size_t k = 0; k < r->fit_count; k++)
        text = arena_printf(v->arena, say(v->lang, one), k > 0 ? text : say(v->lang, start),
                            k > 0 ? ";" : "", view_number(v, r->fits[k].r2, 2), r->fits[k].n,
                            (int)r->fits[k].year);
    return text[0] ? arena_printf(v->arena, "%s.", text) : "";
}
