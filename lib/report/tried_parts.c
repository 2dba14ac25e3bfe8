#include "report/tried_parts.h"

#include <math.h>

#include "base/number.h"
#include "report/lines.h"

static const struct area *area_of(const struct diff *d, size_t i)
{
    return d->areas[i].b != UINT32_MAX ? &d->b.result->data->areas.items[d->areas[i].b]
                                       : &d->a.result->data->areas.items[d->areas[i].a];
}

const char *diff_area_name(const struct diff *d, size_t i)
{
    return area_of(d, i)->name;
}

const char *diff_area_code(const struct diff *d, size_t i)
{
    return area_of(d, i)->code;
}

static bool differ(double a, double b)
{
    return isnan(a) != isnan(b) || a < b || a > b;
}

bool diff_rank_moved(const struct diff *d, size_t i)
{
    return differ(diff_rank(&d->a, d->areas[i].a), diff_rank(&d->b, d->areas[i].b));
}

bool diff_area_moved(const struct diff *d, size_t i)
{
    int decimals = d->b.model->rank_decimals;
    double a = diff_score(&d->a, d->areas[i].a), b = diff_score(&d->b, d->areas[i].b);
    return diff_rank_moved(d, i) || isnan(a) != isnan(b) ||
           (!isnan(a) && differ(number_round(a, decimals), number_round(b, decimals)));
}

static bool is_in(const uint32_t *items, size_t count, size_t wanted)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == wanted)
            return true;
    return false;
}

size_t part_of(const struct diff *d, size_t difference)
{
    size_t p = 0;
    while (p < d->part_count &&
           !is_in(d->parts[p].differences, d->parts[p].difference_count, difference))
        p++;
    return p;
}

size_t part_of_source(const struct diff *d, size_t source)
{
    size_t p = 0;
    while (p < d->part_count && !is_in(d->parts[p].sources, d->parts[p].source_count, source))
        p++;
    return p;
}

static void add_part_name(const struct diff *d, const struct diff_part *p, struct text *out)
{
    for (size_t i = 0; i < p->difference_count; i++) {
        const struct difference *x = &d->differences.items[p->differences[i]];
        text_printf(out, "%s%s", out->n ? " + " : "", x->name);
        if (x->kind == DIFFERENCE_LINE)
            text_printf(out, ".%s", x->property);
    }
    for (size_t i = 0; i < p->source_count; i++)
        text_printf(out, "%s%s",
                    i        ? ", "
                    : out->n ? " + data: "
                             : "data: ",
                    d->sources[p->sources[i]].name);
}

void part_name(const struct diff *d, size_t part, enum lang lang, struct text *out)
{
    const struct diff_part *p = &d->parts[part];
    struct text name = {0};
    if (p->kind == PART_ORDER)
        text_add(&name, lang == LANG_SV ? "blockens ordning och filerna bredvid reglerna"
                                        : "the order of the blocks and the files beside the rules");
    else if (p->kind == PART_ALL)
        text_add(&name, lang == LANG_SV ? "allt: områdena är inte desamma"
                                        : "everything: the areas are not the same");
    if (p->kind != PART_ALL)
        add_part_name(d, p, &name);
    text_add(out, name.p ? name.p : "");
    text_release(&name);
}

double between_score(const struct diff *d, size_t i, size_t player)
{
    return d->between ? d->between->score[player][d->areas[i].a] : NAN;
}

double between_rank(const struct diff *d, size_t i, size_t player)
{
    return d->between ? d->between->rank[player][d->areas[i].a] : NAN;
}

const char *moved_kind_text(enum moved_kind kind, enum lang lang)
{
    static const char *const TEXTS[][2] = {
        [MOVED_CLASS] = {"klass", "class"}, [MOVED_GATE] = {"krav", "gate"},
        [MOVED_FLAG] = {"flagga", "flag"},  [MOVED_IDEA] = {"affärsidé", "idea"},
        [MOVED_ADVICE] = {"råd", "advice"},
    };
    return TEXTS[kind][lang];
}

/* --- CSV: one row an area and change ---------------------------------------------------------- */

static void csv_number(struct text *out, double value)
{
    text_addc(out, ';');
    if (!isnan(value))
        add_plain(out, value, LANG_SV);
}

static void csv_row(const struct diff *d, size_t i, size_t p, enum lang lang, struct text *out)
{
    const struct diff_part *part = &d->parts[p];
    text_printf(out, "%s;", diff_area_code(d, i));
    add_field(out, diff_area_name(d, i));
    csv_number(out, diff_rank(&d->a, d->areas[i].a));
    csv_number(out, diff_rank(&d->b, d->areas[i].b));
    csv_number(out, diff_score(&d->a, d->areas[i].a));
    csv_number(out, diff_score(&d->b, d->areas[i].b));
    text_addc(out, ';');
    struct text name = {0};
    part_name(d, p, lang, &name);
    add_field(out, name.p);
    text_release(&name);
    csv_number(out, part->score[i]);
    csv_number(out, part->rank[i]);
    csv_number(out, part->score_error[i]);
    csv_number(out, part->rank_error[i]);
    for (size_t k = 0; k < BETWEEN_PLAYERS; k++) {
        csv_number(out, between_score(d, i, k));
        csv_number(out, between_rank(d, i, k));
    }
    add_changes(out, d->b.result->overrides, d->b.result->override_count);
}

void diff_csv(const struct diff *d, enum lang lang, struct text *out)
{
    text_add(out, "\xEF\xBB\xBFkod;kommun;plats_a;plats_b;poäng_a;poäng_b;ändring;poäng_del;"
                  "plats_del;poäng_fel;plats_fel;poäng_egna_data;plats_egna_data;poäng_andras_data;"
                  "plats_andras_data;poäng_regler;plats_regler;ändringar\r\n");
    for (size_t i = 0; i < d->area_count; i++)
        for (size_t p = 0; p < d->part_count; p++)
            csv_row(d, i, p, lang, out);
}

/* --- JSON ------------------------------------------------------------------------------------- */

static void json_text(struct text *out, const char *key, const char *value)
{
    text_printf(out, "\"%s\": ", key);
    add_json(out, value);
}

static void json_number(struct text *out, const char *key, double value)
{
    text_printf(out, ", \"%s\": ", key);
    add_json_number(out, value);
}

static void json_side(const struct diff_side *side, const char *key, struct text *out)
{
    text_printf(out, "\"%s\": {", key);
    json_text(out, "namn", side->label);
    text_add(out, ", ");
    add_json_changes(out, side->result->overrides, side->result->override_count);
    json_text(out, "data", side->options.data_folder);
    text_add(out, "},\n ");
}

static void json_place(const struct place *place, const char *side, struct text *out)
{
    if (place->file) {
        text_printf(out, ", \"fil_%s\": ", side);
        add_json(out, place->file);
        text_printf(out, ", \"rad_%s\": %u", side, place->line);
    }
}

static void json_differences(const struct diff *d, struct text *out)
{
    static const char *const KINDS[] = {
        [DIFFERENCE_NUMBER] = "tal",
        [DIFFERENCE_LINE] = "egenskap",
        [DIFFERENCE_BLOCK_ADDED] = "nytt block",
        [DIFFERENCE_BLOCK_REMOVED] = "borttaget block",
    };
    text_add(out, "\"skillnader\": [");
    for (size_t i = 0; i < d->differences.count; i++) {
        const struct difference *x = &d->differences.items[i];
        size_t part = part_of(d, i);
        text_add(out, i ? ",\n  {" : "\n  {");
        json_text(out, "slag", KINDS[x->kind]);
        text_add(out, ", ");
        json_text(out, "namn", x->name);
        text_add(out, ", ");
        json_text(out, "egenskap", x->property ? x->property : "");
        text_add(out, ", ");
        json_text(out, "a", x->before);
        text_add(out, ", ");
        json_text(out, "b", x->after);
        json_number(out, "ändring", part < d->part_count ? (double)part + 1 : NAN);
        json_place(&x->a, "a", out);
        json_place(&x->b, "b", out);
        text_addc(out, '}');
    }
    text_add(out, "],\n ");
}

static void json_sources(const struct diff *d, struct text *out)
{
    text_add(out, "\"källor\": [");
    for (size_t i = 0; i < d->source_count; i++) {
        size_t part = part_of_source(d, i);
        text_add(out, i ? ", {" : "{");
        json_text(out, "namn", d->sources[i].name);
        json_number(out, "ändring", part < d->part_count ? (double)part + 1 : NAN);
        text_addc(out, '}');
    }
    text_add(out, "],\n ");
}

static void json_between(const struct diff *d, size_t i, struct text *out)
{
    static const char *const KEYS[] = {"egna_data", "andras_data", "regler"};
    for (size_t k = 0; d->between && k < BETWEEN_PLAYERS; k++) {
        text_printf(out, ", \"%s\": {", KEYS[k]);
        text_add(out, "\"poäng\": ");
        add_json_number(out, between_score(d, i, k));
        json_number(out, "plats", between_rank(d, i, k));
        text_addc(out, '}');
    }
}

static void json_area(const struct diff *d, size_t i, struct text *out)
{
    text_add(out, i ? ",\n  {" : "\n  {");
    json_text(out, "kod", diff_area_code(d, i));
    json_number(out, "plats_a", diff_rank(&d->a, d->areas[i].a));
    json_number(out, "plats_b", diff_rank(&d->b, d->areas[i].b));
    json_number(out, "poäng_a", diff_score(&d->a, d->areas[i].a));
    json_number(out, "poäng_b", diff_score(&d->b, d->areas[i].b));
    text_add(out, ", \"delar\": [");
    for (size_t p = 0; p < d->part_count; p++) {
        text_printf(out, "%s{\"ändring\": %zu", p ? ", " : "", p + 1);
        json_number(out, "poäng", d->parts[p].score[i]);
        json_number(out, "plats", d->parts[p].rank[i]);
        json_number(out, "poäng_fel", d->parts[p].score_error[i]);
        json_number(out, "plats_fel", d->parts[p].rank_error[i]);
        text_addc(out, '}');
    }
    text_add(out, "]");
    json_between(d, i, out);
    text_add(out, "}");
}

static void json_moved(const struct diff *d, size_t k, enum lang lang, struct text *out)
{
    const struct moved *x = &d->moved[k];
    text_add(out, k ? ",\n  {" : "\n  {");
    json_text(out, "slag", moved_kind_text(x->kind, lang));
    text_add(out, ", ");
    json_text(out, "namn", x->head ? x->head->name : "");
    text_add(out, ", ");
    json_text(out, "kod", diff_area_code(d, x->area));
    text_add(out, ", ");
    json_text(out, "a", x->before);
    text_add(out, ", ");
    json_text(out, "b", x->after);
    text_addc(out, '}');
}

void diff_json(const struct diff *d, enum lang lang, struct text *out)
{
    text_addc(out, '{');
    json_side(&d->a, "a", out);
    json_side(&d->b, "b", out);
    json_differences(d, out);
    json_sources(d, out);
    text_add(out, "\"ändringar\": [");
    for (size_t p = 0; p < d->part_count; p++) {
        text_add(out, p ? ", " : "");
        struct text name = {0};
        part_name(d, p, lang, &name);
        add_json(out, name.p);
        text_release(&name);
    }
    text_printf(out, "],\n \"exakt\": %s,\n \"kommuner\": [", d->exact ? "true" : "false");
    for (size_t i = 0; i < d->area_count; i++)
        json_area(d, i, out);
    text_add(out, "],\n \"bedömningar\": [");
    for (size_t k = 0; k < d->moved_count; k++)
        json_moved(d, k, lang, out);
    text_add(out, "]}\n");
}
