/* Two analyses side by side, in words. */
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "report/lines.h"
#include "report/tried.h"
#include "report/tried_parts.h"

enum { NAME_WIDTH = 20, RANK_WIDTH = 10, SCORE_WIDTH = 14 };

/* --- what differs ----------------------------------------------------------------------------- */

static void add_place(const struct place *place, const char *side, struct text *out)
{
    if (!place->file)
        return;
    text_printf(out, "         %s: %s", side, place->file);
    if (place->line)
        text_printf(out, ":%u", place->line);
    text_addc(out, '\n');
}

static void add_difference(const struct diff *d, size_t i, enum lang lang, struct text *out)
{
    const struct difference *x = &d->differences.items[i];
    const char *none = lang == LANG_SV ? "(saknas)" : "(none)";
    size_t part = part_of(d, i);
    if (part < d->part_count)
        text_printf(out, "  %3zu  %s", part + 1, x->name);
    else
        text_printf(out, "    –  %s", x->name);
    if (x->kind == DIFFERENCE_BLOCK_ADDED)
        text_printf(out, lang == LANG_SV ? ": nytt: %s" : ": new: %s", x->after);
    else if (x->kind == DIFFERENCE_BLOCK_REMOVED)
        text_printf(out, lang == LANG_SV ? ": borta: %s" : ": gone: %s", x->before);
    else
        text_printf(out, "%s%s: %s → %s", x->property ? ", " : "", x->property ? x->property : "",
                    x->before[0] ? x->before : none, x->after[0] ? x->after : none);
    text_addc(out, '\n');
    add_place(&x->a, "A", out);
    add_place(&x->b, "B", out);
}

static void add_source(const struct diff *d, size_t i, struct text *out)
{
    size_t part = part_of_source(d, i);
    if (part < d->part_count)
        text_printf(out, "  %3zu  data: %s\n", part + 1, d->sources[i].name);
    else
        text_printf(out, "    –  data: %s\n", d->sources[i].name);
}

/* What has no difference of its own to stand beside. */
static void add_rest(const struct diff *d, enum lang lang, struct text *out)
{
    for (size_t p = 0; p < d->part_count; p++)
        if (d->parts[p].kind == PART_ORDER || d->parts[p].kind == PART_ALL) {
            text_printf(out, "  %3zu  ", p + 1);
            part_name(d, p, lang, out);
            text_addc(out, '\n');
        }
}

static bool has_silent(const struct diff *d)
{
    bool silent = false;
    for (size_t i = 0; i < d->differences.count; i++)
        silent = silent || part_of(d, i) == d->part_count;
    for (size_t i = 0; i < d->source_count; i++)
        silent = silent || part_of_source(d, i) == d->part_count;
    return silent;
}

/* Changes under one number, of more than one block. */
static void add_joined(const struct diff *d, enum lang lang, struct text *out)
{
    for (size_t p = 0; p < d->part_count; p++) {
        const struct diff_part *part = &d->parts[p];
        bool blocks = false;
        for (size_t i = 1; i < part->difference_count && part->kind != PART_ALL; i++)
            blocks = blocks || strcmp(d->differences.items[part->differences[i]].name,
                                      d->differences.items[part->differences[0]].name) != 0;
        if (blocks)
            text_printf(out,
                        lang == LANG_SV ? "%zu: de hör ihop, reglerna går inte att läsa med bara "
                                          "några av dem\n"
                                        : "%zu: they belong together, the rules cannot be read "
                                          "with only some of them\n",
                        p + 1);
    }
}

static void add_differences(const struct diff *d, enum lang lang, struct text *out)
{
    text_add(out, lang == LANG_SV ? "\nVad som skiljer:\n" : "\nWhat differs:\n");
    for (size_t i = 0; i < d->differences.count; i++)
        add_difference(d, i, lang, out);
    for (size_t i = 0; i < d->source_count; i++)
        add_source(d, i, out);
    add_rest(d, lang, out);
    if (d->differences.count == 0 && d->source_count == 0 && d->part_count == 0)
        text_add(out, lang == LANG_SV ? "  ingenting\n" : "  nothing\n");
    if (has_silent(d))
        text_add(out, lang == LANG_SV ? "\n–: inga poäng i indexet vilar på det\n"
                                      : "\n–: no scores in the index rest on it\n");
    add_joined(d, lang, out);
}

/* --- places and scores ------------------------------------------------------------------------ */

static void add_pair(struct text *out, double a, double b, int decimals, enum lang lang)
{
    add_fixed(out, a, decimals, false, lang);
    if ((isnan(a) && isnan(b)) || (a <= b && a >= b))
        return;
    text_add(out, " → ");
    add_fixed(out, b, decimals, false, lang);
}

/* Would it be printed as 0? */
static bool is_nothing(double value, int decimals)
{
    double rounded = number_round(value, decimals);
    return rounded >= 0 && rounded <= 0;
}

static void add_parts(const struct diff *d, size_t i, enum lang lang, struct text *out)
{
    int decimals = d->b.model->rank_decimals;
    if (d->part_count && isnan(d->parts[0].score[i])) {
        text_add(out, lang == LANG_SV
                          ? "går inte att dela upp: saknar poäng när bara några av dem görs"
                          : "cannot be divided: has no score when only some of them are made");
        return;
    }
    size_t from = out->n;
    for (size_t p = 0; p < d->part_count; p++) {
        const struct diff_part *part = &d->parts[p];
        if (is_nothing(part->score[i], decimals) && is_nothing(part->rank[i], 1))
            continue;
        text_printf(out, "%s%zu: ", out->n > from ? ", " : "", p + 1);
        add_fixed(out, part->score[i], decimals, true, lang);
        if (!d->exact) {
            text_add(out, " ± ");
            add_fixed(out, part->score_error[i], decimals + 1, false, lang);
        }
        text_add(out, " (");
        add_fixed(out, part->rank[i], 1, true, lang);
        text_addc(out, ')');
    }
}

static void add_area(const struct diff *d, size_t i, enum lang lang, struct text *out)
{
    int decimals = d->b.model->rank_decimals;
    size_t from = out->n;
    text_printf(out, "  %s", diff_area_name(d, i));
    pad_to(out, from, NAME_WIDTH);
    add_pair(out, diff_rank(&d->a, d->areas[i].a), diff_rank(&d->b, d->areas[i].b), 0, lang);
    pad_to(out, from, NAME_WIDTH + RANK_WIDTH);
    double a = number_round(diff_score(&d->a, d->areas[i].a), decimals);
    double b = number_round(diff_score(&d->b, d->areas[i].b), decimals);
    add_pair(out, a, b, decimals, lang);
    pad_to(out, from, NAME_WIDTH + RANK_WIDTH + SCORE_WIDTH);
    add_parts(d, i, lang, out);
    while (out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
    text_addc(out, '\n');
}

static void add_areas(const struct diff *d, enum lang lang, struct text *out)
{
    bool sv = lang == LANG_SV;
    size_t moved = 0, places = 0;
    for (size_t i = 0; i < d->area_count; i++) {
        moved += diff_area_moved(d, i);
        places += diff_rank_moved(d, i);
    }
    if (moved == 0) {
        text_add(out,
                 sv ? "\nInga platser eller poäng ändras\n" : "\nNo places or scores change\n");
        return;
    }
    text_printf(out,
                sv ? "\nPlatser som ändras: %zu av %zu (plats eller poäng: %zu). Plats, poäng, och "
                     "vad varje "
                     "ändring står\nför: poäng (platser; minus är uppåt). Delar som är 0,0 (0,0) "
                     "står inte med.\n"
                   : "\nPlaces that change: %zu of %zu (place or score: %zu). Place, score, and "
                     "what each change "
                     "accounts\nfor: score (places; minus is upwards). Parts that are 0.0 (0.0) "
                     "are left out.\n",
                places, d->area_count, moved);
    if (!d->exact)
        text_printf(out,
                    sv ? "Delarna är medel över %d slumpade ordningar, ± medelfelet\n"
                       : "The parts are means over %d random orders, ± the standard error\n",
                    d->samples);
    for (size_t i = 0; i < d->area_count; i++)
        if (diff_area_moved(d, i))
            add_area(d, i, lang, out);
}

/* --- own data, others' data, rules ------------------------------------------------------------ */

enum { PLAYER_WIDTH = 16 };

static void add_between(const struct diff *d, enum lang lang, struct text *out)
{
    bool sv = lang == LANG_SV;
    int decimals = d->b.model->rank_decimals;
    if (!d->between)
        return;
    text_add(out, sv ? "\nDetsamma delat i tre: kommunens egna data, de andras data och reglerna. "
                       "Poäng (platser)\n                      egna data       andras data     "
                       "reglerna\n"
                     : "\nThe same in three: the area's own data, the others' data and the rules. "
                       "Score (places)\n                      own data        others' data    "
                       "the rules\n");
    for (size_t i = 0; i < d->area_count; i++) {
        size_t from = out->n;
        if (!diff_area_moved(d, i) || isnan(between_score(d, i, BETWEEN_RULES)))
            continue;
        text_printf(out, "  %s", diff_area_name(d, i));
        for (size_t k = 0; k < BETWEEN_PLAYERS; k++) {
            pad_to(out, from, NAME_WIDTH + 2 + k * PLAYER_WIDTH);
            add_fixed(out, between_score(d, i, k), decimals, true, lang);
            text_add(out, " (");
            add_fixed(out, between_rank(d, i, k), 1, true, lang);
            text_addc(out, ')');
        }
        text_addc(out, '\n');
    }
}

/* --- judgements ------------------------------------------------------------------------------- */

static bool same_move(const struct moved *x, const struct moved *y)
{
    return x->kind == y->kind && x->head == y->head && strcmp(x->before, y->before) == 0 &&
           strcmp(x->after, y->after) == 0;
}

static void add_move(const struct diff *d, size_t k, enum lang lang, struct text *out)
{
    const struct moved *x = &d->moved[k];
    for (size_t i = 0; i < k; i++)
        if (same_move(&d->moved[i], x))
            return; /* told with the first */
    text_printf(out, "  %s", moved_kind_text(x->kind, lang));
    if (x->head)
        text_printf(out, " \"%s\"", head_label(x->head, lang));
    text_printf(out, ", %s → %s:", x->before, x->after);
    for (size_t i = k; i < d->moved_count; i++)
        if (same_move(&d->moved[i], x))
            text_printf(out, "%s%s", i == k ? " " : ", ", diff_area_name(d, d->moved[i].area));
    text_addc(out, '\n');
}

static void add_side(const struct diff_side *side, const char *letter, enum lang lang,
                     struct text *out)
{
    text_printf(out, "%s: %s\n", letter, side->label);
    for (size_t i = 0; i < side->result->override_count; i++)
        text_printf(out, "   %s: %s\n", lang == LANG_SV ? "Ändrat" : "Changed",
                    side->result->overrides[i]);
}

static void diff_text(const struct diff *d, enum lang lang, struct text *out)
{
    add_side(&d->a, "A", lang, out);
    add_side(&d->b, "B", lang, out);
    add_differences(d, lang, out);
    add_areas(d, lang, out);
    add_between(d, lang, out);
    if (d->moved_count == 0) {
        text_add(out, lang == LANG_SV ? "\nInget bedöms annorlunda\n"
                                      : "\nNothing is judged otherwise\n");
        return;
    }
    text_add(out,
             lang == LANG_SV ? "\nVad som bedöms annorlunda:\n" : "\nWhat is judged otherwise:\n");
    for (size_t k = 0; k < d->moved_count; k++)
        add_move(d, k, lang, out);
}

void print_diff(const struct diff *d, enum print_format format, enum lang lang, struct text *out)
{
    if (format == PRINT_CSV)
        diff_csv(d, lang, out);
    else if (format == PRINT_JSON)
        diff_json(d, lang, out);
    else
        diff_text(d, lang, out);
}
