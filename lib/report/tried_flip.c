/* The smallest changes that swap two areas. */
#include <math.h>

#include "report/lines.h"
#include "report/tried.h"
#include "rules/override.h"

enum { NUMBER_WIDTH = 11, AREA_WIDTH = 16 };

static const char *area_name(const struct flips *f, uint32_t area)
{
    return f->base->data->areas.items[area].name;
}

static void add_place(const struct flips *f, int32_t rank, double score, enum lang lang,
                      struct text *out)
{
    text_printf(out, "%2d ", (int)rank);
    add_fixed(out, score, f->base->model->rank_decimals, false, lang);
}

static void add_now(const struct flips *f, uint32_t area, enum lang lang, struct text *out)
{
    const struct node_result *root = &f->base->nodes[f->base->model->root];
    text_printf(out, "%s (%s %d, ", area_name(f, area), lang == LANG_SV ? "plats" : "place",
                (int)root->rank[area]);
    add_fixed(out, root->score[area], f->base->model->rank_decimals, false, lang);
    text_add(out, lang == LANG_SV ? " poäng)" : " points)");
}

static void add_name(const struct flips *f, const struct flip *flip, enum lang lang,
                     struct text *out)
{
    const char *unit = unit_text(scalar_unit(f->base->model, flip->target), lang);
    text_add(out, "  ");
    scalar_name(f->base->model, flip->target, lang, out);
    text_printf(out, "%s%s%s", unit[0] ? " [" : "", unit, unit[0] ? "]" : "");
}

/* The column of names is as wide as the longest. */
static size_t name_width(const struct flips *f, enum lang lang)
{
    size_t width = 0;
    for (size_t i = 0; i < f->count; i++) {
        struct text name = {0};
        add_name(f, &f->items[i], lang, &name);
        size_t n = utf8_count(name.p, name.n);
        width = n > width ? n : width;
        text_release(&name);
    }
    return width + 2;
}

static void add_head(const struct flips *f, size_t width, enum lang lang, struct text *out)
{
    size_t from = out->n;
    text_add(out, lang == LANG_SV ? "  tal" : "  number");
    pad_to(out, from, width);
    text_add(out, lang == LANG_SV ? "nu" : "now");
    pad_to(out, from, width + NUMBER_WIDTH);
    text_add(out, lang == LANG_SV ? "behövs" : "needed");
    pad_to(out, from, width + 2 * NUMBER_WIDTH);
    text_add(out, lang == LANG_SV ? "ändring" : "change");
    pad_to(out, from, width + 3 * NUMBER_WIDTH);
    text_add(out, area_name(f, f->ahead));
    pad_to(out, from, width + 3 * NUMBER_WIDTH + AREA_WIDTH);
    text_printf(out, "%s\n", area_name(f, f->behind));
}

static void add_row(const struct flips *f, const struct flip *flip, size_t width, enum lang lang,
                    struct text *out)
{
    size_t from = out->n;
    add_name(f, flip, lang, out);
    pad_to(out, from, width);
    add_plain(out, flip->now, lang);
    pad_to(out, from, width + NUMBER_WIDTH);
    add_plain(out, flip->value, lang);
    pad_to(out, from, width + 2 * NUMBER_WIDTH);
    add_fixed(out, flip->relative * 100, 1, true, lang);
    text_add(out, " %");
    pad_to(out, from, width + 3 * NUMBER_WIDTH);
    add_place(f, flip->rank[0], flip->score[0], lang, out);
    pad_to(out, from, width + 3 * NUMBER_WIDTH + AREA_WIDTH);
    add_place(f, flip->rank[1], flip->score[1], lang, out);
    text_addc(out, '\n');
}

static void flips_text(const struct flips *f, enum lang lang, struct text *out)
{
    bool sv = lang == LANG_SV;
    if (!f->judged) {
        text_printf(out,
                    sv ? "%s och %s: minst en av dem har ingen plats att byta\n"
                       : "%s and %s: at least one of them has no place to swap\n",
                    area_name(f, f->ahead), area_name(f, f->behind));
        return;
    }
    add_now(f, f->ahead, lang, out);
    text_add(out, sv ? " ligger före " : " is ahead of ");
    add_now(f, f->behind, lang, out);
    text_addc(out, '\n');
    if (f->count == 0) {
        text_printf(out,
                    sv ? "Inget enskilt tal byter deras ordning: %zu prövade, vikter från 0 till "
                         "hundra gånger mer,\nskalor så länge lägst är under högst, antaganden "
                         "inom sin osäkerhet\n"
                       : "No single number swaps them: %zu were tried, weights from 0 to a hundred "
                         "times more,\nscales while low is under high, assumptions within their "
                         "range\n",
                    f->tried);
        return;
    }
    text_add(out,
             sv ? "Minsta enskilda ändringar som byter deras ordning, och plats och poäng då:\n\n"
                : "The smallest single changes that swap them, and place and score then:\n\n");
    size_t width = name_width(f, lang);
    add_head(f, width, lang, out);
    for (size_t i = 0; i < f->count; i++)
        add_row(f, &f->items[i], width, lang, out);
}

static void flips_csv(const struct flips *f, struct text *out)
{
    text_add(out, "\xEF\xBB\xBFnamn;nu;behövs;ändring;före;plats;poäng;efter;plats;poäng;"
                  "ändringar\r\n");
    for (size_t i = 0; i < f->count; i++) {
        const struct flip *flip = &f->items[i];
        scalar_name(f->base->model, flip->target, LANG_SV, out);
        text_addc(out, ';');
        add_plain(out, flip->now, LANG_SV);
        text_addc(out, ';');
        add_plain(out, flip->value, LANG_SV);
        text_addc(out, ';');
        add_plain(out, flip->relative, LANG_SV);
        for (size_t k = 0; k < 2; k++) {
            text_addc(out, ';');
            add_field(out, area_name(f, k ? f->behind : f->ahead));
            text_printf(out, ";%d;", (int)flip->rank[k]);
            add_plain(out, flip->score[k], LANG_SV);
        }
        add_changes(out, f->base->overrides, f->base->override_count);
    }
}

static void flips_json(const struct flips *f, struct text *out)
{
    const uint32_t areas[2] = {f->ahead, f->behind};
    text_addc(out, '{');
    add_json_changes(out, f->base->overrides, f->base->override_count);
    text_printf(out, " \"före\": \"%s\", \"efter\": \"%s\", \"prövade\": %zu, \"byten\": [",
                f->base->data->areas.items[areas[0]].code,
                f->base->data->areas.items[areas[1]].code, f->tried);
    for (size_t i = 0; i < f->count; i++) {
        const struct flip *flip = &f->items[i];
        text_add(out, i ? ",\n  {\"namn\": \"" : "\n  {\"namn\": \"");
        scalar_name(f->base->model, flip->target, LANG_SV, out);
        text_add(out, "\", \"nu\": ");
        add_json_number(out, flip->now);
        text_add(out, ", \"behövs\": ");
        add_json_number(out, flip->value);
        text_add(out, ", \"ändring\": ");
        add_json_number(out, flip->relative);
        text_printf(out, ", \"platser\": [%d, %d], \"poäng\": [", (int)flip->rank[0],
                    (int)flip->rank[1]);
        add_json_number(out, flip->score[0]);
        text_add(out, ", ");
        add_json_number(out, flip->score[1]);
        text_add(out, "]}");
    }
    text_add(out, "\n]}\n");
}

void print_flips(const struct flips *f, enum print_format format, enum lang lang, struct text *out)
{
    if (format == PRINT_CSV)
        flips_csv(f, out);
    else if (format == PRINT_JSON)
        flips_json(f, out);
    else
        flips_text(f, lang, out);
}
