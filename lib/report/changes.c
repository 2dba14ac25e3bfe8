#include "report/changes.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "report/tried_parts.h"

#define DASH "\u2013"

struct view *changes_earlier(const struct view *v)
{
    struct view *earlier = arena_alloc(v->arena, sizeof *earlier);
    view_init(earlier, v->r->before->a.result, v->lang, v->arena);
    return earlier;
}

const char *changes_place(const struct view *v, const struct place *place)
{
    if (place->file == NULL)
        return "";
    return place->line ? arena_printf(v->arena, "%s:%u", place->file, place->line) : place->file;
}

/* --- which change a value belongs to ---------------------------------------------------------- */

/* The source or register of a cell; NULL when it has no file. */
static const char *source_of(const struct view *v, const struct cell *cell)
{
    return cell->file < v->r->data->file_count ? v->r->data->files[cell->file].source : NULL;
}

static size_t part_of_data(const struct diff *d, const char *source)
{
    for (size_t i = 0; source != NULL && i < d->source_count; i++)
        if (name_eq(d->sources[i].name, source))
            return part_of_source(d, i);
    return d->part_count;
}

/* Of a change to the rules that names what was measured. */
static size_t part_of_rule(const struct diff *d, const char *name)
{
    for (size_t i = 0; i < d->differences.count; i++)
        if (name_eq(d->differences.items[i].name, name) && part_of(d, i) < d->part_count)
            return part_of(d, i);
    return d->part_count;
}

static void add_part(const struct diff *d, struct value_words *w, size_t part)
{
    if (part < d->part_count && (w->part_count == 0 || w->parts[0] != part))
        w->parts[w->part_count++] = part;
}

/* --- an indicator's value --------------------------------------------------------------------- */

struct side_of_value {
    const char *text, *place;
    int year;
};

static struct side_of_value side_of(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct cell *cell = &v->r->indicators[indicator].cells[area];
    struct side_of_value s = {status_mark(cell->status), view_origin(v, cell), 0};
    if (!status_has_value(cell->status))
        return s;
    s.text = view_value(v, view_used(v, indicator, area), cell->value);
    s.year = cell->period > 0 ? (int)period_year(cell->period) : 0;
    return s;
}

static void indicator_words(const struct view *v, const struct view *earlier,
                            const struct changed_value *x, struct value_words *w)
{
    const struct diff *d = v->r->before;
    const struct diff_area *area = &d->areas[x->area];
    struct side_of_value was = side_of(earlier, x->in_a, area->a);
    struct side_of_value is = side_of(v, x->what.index, area->b);
    const struct cell *now = &v->r->indicators[x->what.index].cells[area->b];
    const struct cell *then = &earlier->r->indicators[x->in_a].cells[area->a];
    w->label = view_measured(v, x->what.index, area->b);
    w->before = was.text;
    w->after = is.text;
    w->before_year = was.year;
    w->after_year = is.year;
    w->was_in = was.place;
    w->is_in = is.place;
    size_t part = part_of_data(d, source_of(v, now));
    add_part(d, w, part < d->part_count ? part : part_of_data(d, source_of(earlier, then)));
    add_part(d, w, part_of_rule(d, view_used(v, x->what.index, area->b)->head.name));
}

/* --- a local fact ----------------------------------------------------------------------------- */

static const char *fact_text(const struct view *v, const struct fact *fact,
                             const struct fact_value *value)
{
    static const struct pair words[] = {
        {"okänt", "unknown"}, {"nej", "no"}, {"ja", "yes"}}; /* enum truth + 1 */
    if (fact->type == FACT_YES_NO)
        return say(v->lang, words[value->truth + 1]);
    if (fact->type == FACT_TEXT)
        return value->text ? value->text : say(v->lang, words[0]);
    return isfinite(value->number) ? view_number(v, value->number, 0) : say(v->lang, words[0]);
}

static const char *fact_place(const struct view *v, const struct fact_value *value)
{
    struct place place = {.line = value->line};
    if (value->file < v->r->data->file_count)
        place.file = v->r->data->files[value->file].path;
    return changes_place(v, &place);
}

static void fact_words(const struct view *v, const struct view *earlier,
                       const struct changed_value *x, struct value_words *w)
{
    const struct diff *d = v->r->before;
    const struct diff_area *area = &d->areas[x->area];
    const struct fact_value *was = &earlier->r->facts[x->in_a][area->a];
    const struct fact_value *is = &v->r->facts[x->what.index][area->b];
    w->label = view_label(v, &v->m->facts[x->what.index].head);
    w->before = fact_text(earlier, &earlier->m->facts[x->in_a], was);
    w->after = fact_text(v, &v->m->facts[x->what.index], is);
    w->was_in = fact_place(earlier, was);
    w->is_in = fact_place(v, is);
    size_t sources = v->r->data->file_count;
    if (is->file < sources)
        add_part(d, w, part_of_data(d, v->r->data->files[is->file].source));
}

struct value_words changes_words(const struct view *v, const struct view *earlier,
                                 const struct changed_value *x)
{
    const struct head *head = model_head(v->m, x->what);
    struct value_words w = {.area = diff_area_name(v->r->before, x->area), .id = head->id};
    if (x->what.kind == SYMBOL_FACT)
        fact_words(v, earlier, x, &w);
    else
        indicator_words(v, earlier, x, &w);
    return w;
}

size_t changes_from(const struct view *v, const struct changed_value *values, size_t count,
                    const char *source)
{
    const struct diff *d = v->r->before;
    size_t from = 0;
    for (size_t k = 0; k < count; k++) {
        uint32_t area = d->areas[values[k].area].b, index = values[k].what.index;
        const char *name = NULL;
        if (values[k].what.kind == SYMBOL_INDICATOR)
            name = source_of(v, &v->r->indicators[index].cells[area]);
        else if (v->r->facts[index][area].file < v->r->data->file_count)
            name = v->r->data->files[v->r->facts[index][area].file].source;
        from += name != NULL && name_eq(name, source);
    }
    return from;
}
