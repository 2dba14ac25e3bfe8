/* The report of a night as lines of JSON. */
#include <math.h>

#include "analysis/diagnosis.h"
#include "analysis/earlier.h"
#include "base/date.h"
#include "base/json.h"
#include "night/night_report.h"
#include "report/tried.h"

static const char *const outcomes[] = {
    [NIGHT_BEGUN] = "pågår",
    [NIGHT_PUBLISHED] = "nya arbetsböcker",
    [NIGHT_SAME] = "inget ändrat",
    [NIGHT_FAILED] = "inga",
};
static const char *const states[] = {[UNIT_SAME] = "som förut",
                                     [UNIT_TAKEN] = "ny",
                                     [UNIT_HELD] = "togs inte",
                                     [UNIT_ABSENT] = "finns inte"};
static const char *const severities[] = {
    [SEVERITY_ERROR] = "fel", [SEVERITY_WARNING] = "varning", [SEVERITY_NOTE] = "upplysning"};

static void add_line(struct text *out, const char *key, struct json *what)
{
    struct json *line = json_new_object();
    json_put(line, key, what);
    json_print(line, false, out);
    text_addc(out, '\n');
    json_free(line);
}

static struct json *day_of(int32_t day)
{
    struct text t = {0};
    if (day <= 0)
        return json_new_null();
    text_printf(&t, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100), (int)(day % 100));
    struct json *j = json_new_text(t.p);
    text_release(&t);
    return j;
}

static void add_night(const struct night_report *r, struct text *out)
{
    struct json *j = json_new_object();
    json_put(j, "tid", json_new_text(r->at));
    json_put(j, "dag", day_of(r->day));
    json_put(j, "utfall", json_new_text(outcomes[r->outcome]));
    json_put(j, "mapp", json_new_text(r->out));
    json_put(j, "regler", json_new_text(r->rules));
    json_put(j, "godkända_regler", json_new_truth(r->old_rules));
    json_put(j, "sedan", day_of(r->approved_day));
    json_put(j, "fel", json_new_whole((int64_t)r->told->errors));
    json_put(j, "varningar", json_new_whole((int64_t)r->told->warnings));
    add_line(out, "natt", j);
}

static void add_unit(const struct night_report *r, const struct keep_unit *u, struct text *out)
{
    struct json *j = json_new_object();
    struct json *names = json_new_array();
    for (size_t i = 0; i < u->source_count; i++)
        json_append(names, json_new_text(u->sources[i]));
    json_put(j, "namn", names);
    json_put(j, "filer", json_new_text(u->glob));
    json_put(j, "läge", json_new_text(states[u->state]));
    json_put(j, "sedan", day_of(u->since));
    json_put(j, "hopp", json_new_whole((int64_t)u->jumps));
    if (u->state == UNIT_HELD)
        json_put(j, "varför", json_new_text(u->why[r->lang]));
    add_line(out, "källa", j);
}

static void add_difference(const struct difference *x, struct text *out)
{
    struct json *j = json_new_object();
    json_put(j, "namn", json_new_text(x->name));
    json_put(j, "egenskap", x->property ? json_new_text(x->property) : json_new_null());
    json_put(j, "förut", json_new_text(x->before ? x->before : ""));
    json_put(j, "nu", json_new_text(x->after ? x->after : ""));
    json_put(j, "fil", x->b.file ? json_new_text(x->b.file) : json_new_null());
    json_put(j, "rad", json_new_whole(x->b.line));
    add_line(out, "ändring", j);
}

static struct json *cell_of(const struct diff_side *side, uint32_t indicator, uint32_t area)
{
    const struct cell *c = &side->result->indicators[indicator].cells[area];
    return json_new_number(status_has_value(c->status) ? c->value : (double)NAN);
}

/* What was measured: the indicator itself, or the substitute that stood in; null: no value. */
static struct json *measured_on(const struct diff_side *side, uint32_t indicator, uint32_t area)
{
    const struct cell *c = &side->result->indicators[indicator].cells[area];
    return status_has_value(c->status)
               ? json_new_text(measured_in(side->result, indicator, area)->head.name)
               : json_new_null();
}

/* A class, a gate, a flag, an idea or advice that is judged otherwise. */
static void add_judgement(const struct diff *d, const struct moved *x, struct text *out)
{
    const struct diff_area *area = &d->areas[x->area];
    const struct diff_side *side = area->b != UINT32_MAX ? &d->b : &d->a;
    uint32_t i = area->b != UINT32_MAX ? area->b : area->a;
    struct json *j = json_new_object();
    json_put(j, "kod", json_new_text(side->result->data->areas.items[i].code));
    json_put(j, "slag", json_new_text(moved_kind_text(x->kind, LANG_SV)));
    json_put(j, "namn", x->head ? json_new_text(x->head->name) : json_new_null());
    json_put(j, "förut", json_new_text(x->before));
    json_put(j, "nu", json_new_text(x->after));
    add_line(out, "bedömning", j);
}

static void add_value(const struct diff *d, const struct changed_value *x, struct text *out)
{
    const struct diff_area *area = &d->areas[x->area];
    struct json *j = json_new_object();
    json_put(j, "kod", json_new_text(d->b.result->data->areas.items[area->b].code));
    if (x->what.kind == SYMBOL_INDICATOR) {
        const struct cell *c = &d->b.result->indicators[x->what.index].cells[area->b];
        const struct dataset *data = d->b.result->data;
        bool has_file = c->file < data->file_count;
        json_put(j, "namn", json_new_text(d->b.model->indicators[x->what.index].head.name));
        json_put(j, "mått_förut", measured_on(&d->a, x->in_a, area->a));
        json_put(j, "mått", measured_on(&d->b, x->what.index, area->b));
        json_put(j, "förut", cell_of(&d->a, x->in_a, area->a));
        json_put(j, "nu", cell_of(&d->b, x->what.index, area->b));
        json_put(j, "år", json_new_whole(period_year(c->period)));
        json_put(j, "fil", has_file ? json_new_text(data->files[c->file].path) : json_new_null());
        json_put(j, "rad", json_new_whole(has_file ? c->line : 0));
    } else {
        json_put(j, "namn", json_new_text(d->b.model->facts[x->what.index].head.name));
    }
    add_line(out, "värde", j);
}

static void add_move(const struct diff *d, size_t i, struct text *out)
{
    const struct diff_area *area = &d->areas[i];
    double was = diff_rank(&d->a, area->a), is = diff_rank(&d->b, area->b);
    if (area->b == UINT32_MAX || was == is || (isnan(was) && isnan(is)))
        return;
    struct json *j = json_new_object();
    json_put(j, "kod", json_new_text(d->b.result->data->areas.items[area->b].code));
    json_put(j, "förut", json_new_number(was));
    json_put(j, "nu", json_new_number(is));
    add_line(out, "plats", j);
}

static void add_changes_of(const struct diff *d, struct text *out)
{
    struct arena *arena = arena_new();
    size_t count;
    struct changed_value *values = earlier_values(d, arena, &count);
    for (size_t i = 0; i < d->differences.count; i++)
        add_difference(&d->differences.items[i], out);
    for (size_t k = 0; k < count; k++)
        add_value(d, &values[k], out);
    for (size_t i = 0; i < d->area_count; i++)
        add_move(d, i, out);
    for (size_t i = 0; i < d->moved_count; i++)
        add_judgement(d, &d->moved[i], out);
    arena_free(arena);
}

void night_lines(const struct night_report *r, struct text *out)
{
    add_night(r, out);
    for (size_t i = 0; r->kept != NULL && i < r->kept->count; i++)
        add_unit(r, &r->kept->units[i], out);
    if (r->diff != NULL)
        add_changes_of(r->diff, out);
    for (size_t i = 0; i < r->told->count; i++) {
        const struct diagnostic *item = &r->told->items[i];
        struct json *j = json_new_object();
        json_put(j, "kod", json_new_text(item->code));
        json_put(j, "slag", json_new_text(severities[item->severity]));
        json_put(j, "fil", item->place.file ? json_new_text(item->place.file) : json_new_null());
        json_put(j, "rad", json_new_whole(item->place.line));
        json_put(j, "text", json_new_text(item->message));
        json_put(j, "råd", item->hint ? json_new_text(item->hint) : json_new_null());
        add_line(out, "meddelande", j);
    }
}
