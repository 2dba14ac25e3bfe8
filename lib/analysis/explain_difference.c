/* The first lines of an explanation: the reference, what lifts and what holds back, the neighbours
 * in rank. */
#include "analysis/explain_parts.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/plain.h"

enum { MOST = 3 };

const struct indicator *tell_used(const struct teller *t, uint32_t k, uint32_t area)
{
    const struct indicator *own = &t->m->indicators[k];
    uint8_t s = t->r->indicators[k].substitute[area];
    return s ? &t->m->indicators[own->substitutes[s - 1]] : own;
}

/* May the two values be held against each other: are they of one measure? */
static bool comparable(const struct teller *t, uint32_t k)
{
    const struct indicator_result *x = &t->r->indicators[k];
    if (t->with && t->with->group)
        return isfinite(group_median_value(t->r, t->with->group, k, t->area));
    if (t->against == AREA_MEDIAN)
        return !x->mixed && isfinite(x->median_value);
    return tell_used(t, k, t->area) == tell_used(t, k, t->against);
}

static const char *value(const struct teller *t, const struct indicator *i, double v)
{
    const char *unit = unit_text(&i->unit, t->lang);
    return arena_printf(t->arena, "%s%s%s", tell_number(t, v, i->decimals), unit[0] ? " " : "",
                        unit);
}

/* "6,3 %, medianen 3,4 %", or in points where the measures differ. */
static void sides(const struct teller *t, const struct contribution *x)
{
    const struct indicator_result *r = &t->r->indicators[x->indicator];
    const struct indicator *i = tell_used(t, x->indicator, t->area);
    bool median = t->against == AREA_MEDIAN;
    const char *between =
        !is_compared(t) ? say(t, ", medianen", ", median") : say(t, " mot", " against");
    const char *missing = say(t, "saknas", "missing");
    double other = t->with && t->with->group
                       ? group_median_value(t->r, t->with->group, x->indicator, t->area)
                   : median ? r->median_value
                            : r->cells[t->against].value;
    if (isnan(x->points) || isnan(x->reference))
        text_printf(t->out, "%s%s %s",
                    isnan(x->points) ? missing
                                     : arena_printf(t->arena, say(t, "%s poäng", "%s points"),
                                                    tell_number(t, x->points, 1)),
                    between,
                    isnan(x->reference) ? missing
                                        : arena_printf(t->arena, say(t, "%s poäng", "%s points"),
                                                       tell_number(t, x->reference, 1)));
    else if (comparable(t, x->indicator))
        text_printf(t->out, "%s%s %s", value(t, i, r->cells[t->area].value), between,
                    value(t, i, other));
    else
        text_printf(t->out, say(t, "%s poäng%s %s", "%s points%s %s"), tell_number(t, x->points, 1),
                    between, tell_number(t, x->reference, 1));
}

void tell_contribution(const struct teller *t, const struct contribution *x)
{
    bool here = !isnan(x->points);
    uint32_t shown = here || t->against == AREA_MEDIAN ? t->area : t->against;
    const struct indicator *i = tell_used(t, x->indicator, shown);
    text_printf(t->out, "    %s  %s: ", tell_signed(t, x->effect, 2),
                head_label(&i->head, t->lang));
    sides(t, x);
    text_addc(t->out, '\n');
}

static double most(const struct teller *t, const struct contributions *c, bool holding,
                   size_t *count)
{
    const struct contribution *list[MOST];
    double sum = 0;
    size_t n = contributions_most(c, holding, true, list, MOST);
    if (n > 0)
        text_add(t->out, holding ? say(t, "  Håller tillbaka mest\n", "  Holds back most\n")
                                 : say(t, "  Lyfter mest\n", "  Lifts most\n"));
    for (size_t i = 0; i < n; i++) {
        tell_contribution(t, list[i]);
        sum += list[i]->effect;
    }
    *count += n;
    return sum;
}

/* What neither side's lists show: the other measures, and those that only the reference has. */
static void rest(const struct teller *t, const struct contributions *c, size_t shown, double sum)
{
    size_t alone = 0;
    double gap = 0;
    for (size_t i = 0; i < c->count; i++)
        if (isnan(c->items[i].points) || isnan(c->items[i].reference)) {
            alone++;
            gap += c->items[i].effect;
        }
    size_t others = c->count - shown - alone;
    if (others == 1)
        text_add(t->out, say(t, "  Det andra måttet: ", "  The other measure: "));
    else if (others > 1)
        text_printf(t->out, say(t, "  De %zu andra måtten: ", "  The other %zu measures: "),
                    others);
    if (others > 0)
        text_printf(t->out, "%s\n", tell_signed(t, c->score - c->reference - sum - gap, 2));
    if (alone > 0)
        text_printf(t->out,
                    say(t, "  Mått som saknas här, så att vikten går till de andra (%zu): %s\n",
                        "  Measures missing here, their weight goes to the others (%zu): %s\n"),
                    alone, tell_signed(t, gap, 2));
}

void tell_sum(const struct teller *t, const struct contributions *c)
{
    text_printf(t->out, say(t, "  Tillsammans: %s %s %s = %s\n", "  Together: %s %s %s = %s\n"),
                tell_number(t, c->reference, 2), c->score < c->reference ? "\u2212" : "+",
                tell_number(t, fabs(c->score - c->reference), 2), tell_number(t, c->score, 2));
}

void tell_difference(const struct teller *t, uint32_t node, const struct contributions *c)
{
    size_t shown = 0;
    if (c->count == 0)
        return;
    text_printf(t->out,
                say(t,
                    "En tänkt kommun med medianen i varje mått får %s poäng i %s. Skillnaden är "
                    "%s:\n",
                    "An imagined area with the median of every measure gets %s points in %s. The "
                    "difference is %s:\n"),
                tell_number(t, c->reference, 1), head_label(&t->m->nodes[node].head, t->lang),
                tell_signed(t, c->score - c->reference, 2));
    double sum = most(t, c, false, &shown);
    sum += most(t, c, true, &shown);
    rest(t, c, shown, sum);
    tell_sum(t, c);
}

void tell_next(const struct teller *t, uint32_t node)
{
    uint32_t up, down;
    double to_up, to_down;
    int decimals = t->m->rank_decimals > 1 ? t->m->rank_decimals : 1;
    bool above = next_in_rank(t->r, node, t->area, -1, &up, &to_up);
    bool below = next_in_rank(t->r, node, t->area, 1, &down, &to_down);
    if (!above && !below)
        return;
    text_add(t->out, say(t, "Närmast i listan: ", "Nearest in the list: "));
    if (above)
        text_printf(t->out, say(t, "%s poäng upp till %s", "%s points up to %s"),
                    tell_number(t, to_up, decimals), tell_name(t, up));
    if (below)
        text_printf(t->out, say(t, "%s%s poäng ner till %s", "%s%s points down to %s"),
                    above ? ", " : "", tell_number(t, to_down, decimals), tell_name(t, down));
    text_addc(t->out, '\n');
}
