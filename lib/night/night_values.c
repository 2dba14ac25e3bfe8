#include "night/night_values.h"

#include "analysis/diagnosis.h"
#include "analysis/earlier.h"
#include "base/date.h"
#include "base/number.h"
#include "report/lines.h"

enum { LINES_SHOWN = 40, NAMES_SHOWN = 5, TOGETHER = 3, STATUSES = STATUS_NOT_APPLICABLE + 1 };

struct listing {
    const struct night_report *r;
    const struct diff *d;
    struct arena *arena;
    struct changed_value *values;
    size_t count;
    size_t *gone;  /* [b's indicators][STATUSES] areas whose value went missing so */
    size_t *shown; /* of them, those in a line */
    struct text *out;
};

/* One side of a value: what was measured, and its cell. */
struct side {
    const struct diff_side *of;
    const struct indicator *measured;
    const struct cell *cell;
    bool has;
};

static const char *words(const struct listing *l, const char *sv, const char *en)
{
    return l->r->lang == LANG_EN ? en : sv;
}

static const char *label(const struct listing *l, const struct head *head)
{
    return words(l, head->sv, head->en);
}

static struct side side_of(const struct diff_side *of, uint32_t indicator, uint32_t area)
{
    const struct cell *c = &of->result->indicators[indicator].cells[area];
    return (struct side){of, measured_in(of->result, indicator, area), c,
                         status_has_value(c->status)};
}

static struct side before_of(const struct listing *l, const struct changed_value *x)
{
    return side_of(&l->d->a, x->in_a, l->d->areas[x->area].a);
}

static struct side now_of(const struct listing *l, const struct changed_value *x)
{
    return side_of(&l->d->b, x->what.index, l->d->areas[x->area].b);
}

/* --- values that went missing together -------------------------------------------------------- */

/* Where it is counted; SIZE_MAX for a value that did not go missing. */
static size_t gone_place(const struct listing *l, const struct changed_value *x)
{
    if (x->what.kind != SYMBOL_INDICATOR)
        return SIZE_MAX;
    struct side was = before_of(l, x), is = now_of(l, x);
    return was.has && !is.has ? (size_t)x->what.index * STATUSES + is.cell->status : SIZE_MAX;
}

static void count_gone(struct listing *l)
{
    size_t places = l->d->b.model->indicator_count * STATUSES;
    l->gone = arena_array(l->arena, places + 1, sizeof *l->gone);
    l->shown = arena_array(l->arena, places + 1, sizeof *l->shown);
    for (size_t k = 0; k < l->count; k++) {
        size_t place = gone_place(l, &l->values[k]);
        if (place != SIZE_MAX)
            l->gone[place]++;
    }
}

static const char *area_name(const struct listing *l, const struct changed_value *x)
{
    return l->d->b.result->data->areas.items[l->d->areas[x->area].b].name;
}

static void add_gone(struct listing *l, size_t first, size_t place)
{
    const struct indicator *i = &l->d->b.model->indicators[l->values[first].what.index];
    const char *word = status_word((uint8_t)(place % STATUSES));
    text_printf(l->out,
                words(l, "  %s: %zu områden har inget värde längre (%s): ",
                      "  %s: %zu areas have no value any longer (%s): "),
                label(l, &i->head), l->gone[place], status_said(word, l->r->lang));
    size_t named = 0;
    for (size_t k = first; k < l->count && named < NAMES_SHOWN; k++)
        if (gone_place(l, &l->values[k]) == place)
            text_printf(l->out, "%s%s", named++ > 0 ? ", " : "", area_name(l, &l->values[k]));
    if (l->gone[place] > named)
        text_printf(l->out, words(l, " och %zu till", " and %zu more"), l->gone[place] - named);
    text_addc(l->out, '\n');
    l->shown[place] = l->gone[place];
}

/* --- one value -------------------------------------------------------------------------------- */

static void add_side(const struct listing *l, const struct side *s, bool named)
{
    const struct dataset *data = s->of->result->data;
    const char *unit = words(l, s->measured->unit.sv, s->measured->unit.en);
    if (!s->has) {
        text_add(l->out, status_said(status_word(s->cell->status), l->r->lang));
        return;
    }
    if (named)
        text_printf(l->out, "%s ", label(l, &s->measured->head));
    add_plain(l->out, number_round(s->cell->value, 4), l->r->lang);
    if (unit != NULL && unit[0])
        text_printf(l->out, " %s", unit);
    if (period_year(s->cell->period) > 0)
        text_printf(l->out, " (%d)", (int)period_year(s->cell->period));
    if (s->cell->file < data->file_count)
        text_printf(l->out, " [%s:%u]", data->files[s->cell->file].path, (unsigned)s->cell->line);
}

/* Named after what is measured now or, when nothing is, was; another measure on the other side is
 * named there. */
static void add_indicator(const struct listing *l, const struct changed_value *x)
{
    struct side was = before_of(l, x), is = now_of(l, x);
    const struct indicator *own = &l->d->b.model->indicators[x->what.index];
    const struct indicator *now = is.has ? is.measured : was.has ? was.measured : own;
    bool other = is.has && was.has && !name_eq(was.measured->head.name, now->head.name);
    text_printf(l->out, "  %s, %s", area_name(l, x), label(l, &now->head));
    if (!name_eq(now->head.name, own->head.name))
        text_printf(l->out, words(l, " (i stället för: %s)", " (in place of: %s)"),
                    label(l, &own->head));
    text_add(l->out, ": ");
    add_side(l, &was, other);
    text_add(l->out, " \u2192 ");
    add_side(l, &is, false);
    text_addc(l->out, '\n');
}

static void add_fact(const struct listing *l, const struct changed_value *x)
{
    text_printf(l->out, "  %s, %s: %s\n", area_name(l, x),
                label(l, &l->d->b.model->facts[x->what.index].head),
                words(l, "nytt svar", "a new answer"));
}

/* Says value k, and how many it spoke of; 0 when a line has already said it. */
static size_t add_line(struct listing *l, size_t k)
{
    const struct changed_value *x = &l->values[k];
    size_t place = gone_place(l, x);
    if (place != SIZE_MAX && l->shown[place] > 0)
        return 0;
    if (place != SIZE_MAX && l->gone[place] >= TOGETHER) {
        add_gone(l, k, place);
        return l->gone[place];
    }
    if (x->what.kind == SYMBOL_INDICATOR)
        add_indicator(l, x);
    else
        add_fact(l, x);
    return 1;
}

void night_values(const struct night_report *r, struct text *out)
{
    struct listing l = {.r = r, .d = r->diff, .arena = arena_new(), .out = out};
    size_t lines = 0, said = 0;
    l.values = earlier_values(l.d, l.arena, &l.count);
    count_gone(&l);
    if (l.count > 0)
        text_printf(out, words(&l, "\nVärden som ändrats: %zu\n", "\nValues that changed: %zu\n"),
                    l.count);
    for (size_t k = 0; k < l.count && lines < LINES_SHOWN; k++) {
        size_t spoken = add_line(&l, k);
        said += spoken;
        lines += spoken > 0;
    }
    if (said < l.count)
        text_printf(out,
                    words(&l, "  och %zu till; alla står i andringar.csv\n",
                          "  and %zu more; all are in andringar.csv\n"),
                    l.count - said);
    arena_free(l.arena);
}
