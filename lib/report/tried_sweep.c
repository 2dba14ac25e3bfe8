/* A sweep: one row a value, and where places change. */
#include <math.h>
#include <string.h>

#include "report/lines.h"
#include "report/tried.h"
#include "rules/override.h"

enum { SHOWN = 10, VALUE_WIDTH = 9, CELL_WIDTH = 11, BETWEEN = 2 };

static const char *area_name(const struct sweep *s, uint32_t area)
{
    return s->base->data->areas.items[area].name;
}

static void add_target(const struct sweep *s, enum lang lang, struct text *out)
{
    scalar_name(s->base->model, s->target, lang, out);
}

/* --- text ------------------------------------------------------------------------------------- */

static void add_heading(const struct sweep *s, enum lang lang, struct text *out)
{
    const char *unit = unit_text(scalar_unit(s->base->model, s->target), lang);
    add_target(s, lang, out);
    text_printf(out, "%s%s%s (%s ", unit[0] ? " [" : "", unit, unit[0] ? "]" : "",
                lang == LANG_SV ? "i reglerna" : "in the rules");
    add_plain(out, s->now, lang);
    text_add(out, lang == LANG_SV ? "): plats och poäng\n\n" : "): place and score\n\n");
}

/* As wide as the longest name. */
static size_t column_width(const struct sweep *s, const uint32_t *areas, size_t count)
{
    size_t widest = CELL_WIDTH;
    for (size_t i = 0; i < count; i++) {
        const char *name = area_name(s, areas[i]);
        size_t n = utf8_count(name, strlen(name));
        widest = n > widest ? n : widest;
    }
    return widest + BETWEEN;
}

static void add_cell(const struct sweep *s, size_t k, uint32_t area, size_t width, enum lang lang,
                     struct text *out)
{
    size_t from = out->n;
    int32_t rank = s->rank[k][area];
    if (rank)
        text_printf(out, "%2d ", (int)rank);
    else
        text_add(out, "   ");
    add_fixed(out, s->score[k][area], s->base->model->rank_decimals, false, lang);
    pad_to(out, from, width);
}

static void trim(struct text *out)
{
    while (out->n && out->p[out->n - 1] == ' ')
        out->p[--out->n] = '\0';
    text_addc(out, '\n');
}

static bool row_moves(const struct sweep *s, size_t k, const uint32_t *areas, size_t count)
{
    for (size_t i = 0; k > 0 && i < count; i++)
        if (s->rank[k][areas[i]] != s->rank[k - 1][areas[i]])
            return true;
    return false;
}

static void add_table(const struct sweep *s, const uint32_t *areas, size_t count, enum lang lang,
                      struct text *out)
{
    size_t from = out->n, width = column_width(s, areas, count);
    text_add(out, lang == LANG_SV ? "värde" : "value");
    pad_to(out, from, VALUE_WIDTH + 2);
    for (size_t i = 0; i < count; i++) {
        from = out->n;
        text_add(out, area_name(s, areas[i]));
        pad_to(out, from, width);
    }
    trim(out);
    for (size_t k = 0; k < s->count; k++) {
        from = out->n;
        add_plain(out, s->values[k], lang);
        pad_to(out, from, VALUE_WIDTH);
        text_add(out, row_moves(s, k, areas, count) ? "* " : "  ");
        for (size_t i = 0; i < count; i++)
            add_cell(s, k, areas[i], width, lang, out);
        trim(out);
    }
}

static void add_place(struct text *out, int32_t rank, enum lang lang)
{
    if (rank > 0)
        text_printf(out, "%d", (int)rank);
    else
        text_add(out, lang == LANG_SV ? "ingen plats" : "no place");
}

/* Who got a place or lost it, shown or not: the places under theirs move for that reason alone. */
static void came_or_went(const struct sweep *s, size_t k, enum lang lang, struct text *out)
{
    size_t told = 0;
    for (uint32_t i = 0; i < s->base->areas; i++)
        if ((s->rank[k - 1][i] > 0) != (s->rank[k][i] > 0))
            text_printf(out, "%s%s", told++ ? ", " : "    ", area_name(s, i));
    if (told)
        text_add(out,
                 lang == LANG_SV
                     ? ": täckningen går över eller under gränsen; den som får eller mister sin "
                       "plats flyttar alla efter sig\n"
                     : ": the coverage crosses the limit; an area that gets or loses its place "
                       "moves all after it\n");
}

static void add_moves(const struct sweep *s, size_t k, const uint32_t *areas, size_t count,
                      enum lang lang, struct text *out)
{
    size_t told = 0;
    text_add(out, "  ");
    add_plain(out, s->values[k - 1], lang);
    text_add(out, lang == LANG_SV ? " till " : " to ");
    add_plain(out, s->values[k], lang);
    for (size_t i = 0; i < count; i++) {
        int32_t was = s->rank[k - 1][areas[i]], is = s->rank[k][areas[i]];
        if (was == is)
            continue;
        text_printf(out, "%s%s ", told++ ? ", " : ": ", area_name(s, areas[i]));
        add_place(out, was, lang);
        text_add(out, "→");
        add_place(out, is, lang);
    }
    text_addc(out, '\n');
    came_or_went(s, k, lang, out);
}

static bool anyone_without(const struct sweep *s, const uint32_t *areas, size_t count)
{
    for (size_t k = 0; k < s->count; k++)
        for (size_t i = 0; i < count; i++)
            if (s->rank[k][areas[i]] == 0)
                return true;
    return false;
}

static void sweep_text(const struct sweep *s, const uint32_t *areas, size_t count, enum lang lang,
                       struct text *out)
{
    size_t moves = 0;
    add_heading(s, lang, out);
    add_table(s, areas, count, lang, out);
    for (size_t k = 1; k < s->count; k++)
        moves += row_moves(s, k, areas, count);
    text_add(out, moves == 0 ? lang == LANG_SV ? "\nInga platser byts\n" : "\nNo places change\n"
                  : lang == LANG_SV ? "\n* Platser byts\n"
                                    : "\n* Places change\n");
    if (anyone_without(s, areas, count))
        text_add(out, lang == LANG_SV ? "– Ingen plats: täckningen är under gränsen\n"
                                      : "– No place: the coverage is under the limit\n");
    for (size_t k = 1; k < s->count; k++)
        if (row_moves(s, k, areas, count))
            add_moves(s, k, areas, count, lang, out);
}

/* --- CSV and JSON: every area, unless one was asked for -----------------------------------------
 */

static void sweep_csv(const struct sweep *s, const uint32_t *areas, size_t count, struct text *out)
{
    struct text name = {0};
    add_target(s, LANG_SV, &name);
    text_add(out, "\xEF\xBB\xBFnamn;värde;kod;kommun;plats;poäng;ändringar\r\n");
    for (size_t k = 0; k < s->count; k++)
        for (size_t i = 0; i < count; i++) {
            uint32_t area = areas[i];
            add_field(out, name.p);
            text_addc(out, ';');
            add_plain(out, s->values[k], LANG_SV);
            text_printf(out, ";%s;", s->base->data->areas.items[area].code);
            add_field(out, area_name(s, area));
            text_addc(out, ';');
            if (s->rank[k][area]) {
                text_printf(out, "%d;", (int)s->rank[k][area]);
                add_plain(out, s->score[k][area], LANG_SV);
            } else {
                text_addc(out, ';');
            }
            add_changes(out, s->base->overrides, s->base->override_count);
        }
    text_release(&name);
}

static void json_row(const struct sweep *s, size_t k, const uint32_t *areas, size_t count,
                     struct text *out)
{
    text_add(out, "  {\"värde\": ");
    add_json_number(out, s->values[k]);
    text_add(out, ", \"kommuner\": [");
    for (size_t i = 0; i < count; i++) {
        uint32_t area = areas[i];
        text_add(out, i ? ",\n    {\"kod\": " : "\n    {\"kod\": ");
        add_json(out, s->base->data->areas.items[area].code);
        text_add(out, ", \"plats\": ");
        add_json_number(out, s->rank[k][area] ? (double)s->rank[k][area] : NAN);
        text_add(out, ", \"poäng\": ");
        add_json_number(out, s->score[k][area]);
        text_addc(out, '}');
    }
    text_add(out, "]}");
}

static void sweep_json(const struct sweep *s, const uint32_t *areas, size_t count, struct text *out)
{
    struct text name = {0};
    add_target(s, LANG_SV, &name);
    text_addc(out, '{');
    add_json_changes(out, s->base->overrides, s->base->override_count);
    text_add(out, " \"namn\": ");
    add_json(out, name.p);
    text_add(out, ", \"nu\": ");
    add_json_number(out, s->now);
    text_add(out, ", \"värden\": [\n");
    for (size_t k = 0; k < s->count; k++) {
        text_add(out, k ? ",\n" : "");
        json_row(s, k, areas, count, out);
    }
    text_add(out, "\n]}\n");
    text_release(&name);
}

void print_sweep(const struct sweep *s, uint32_t area, enum print_format format, enum lang lang,
                 struct text *out)
{
    bool one = area != UINT32_MAX;
    const uint32_t *areas = one ? &area : s->base->ranking;
    size_t count = one ? 1 : s->base->areas;
    if (format == PRINT_CSV)
        sweep_csv(s, areas, count, out);
    else if (format == PRINT_JSON)
        sweep_json(s, areas, count, out);
    else
        sweep_text(s, areas, count < SHOWN ? count : SHOWN, lang, out);
}
