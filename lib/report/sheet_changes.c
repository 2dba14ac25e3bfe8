/* Ändringar: what differs from an earlier run, which places it moved and what caused which.
 * Ändrade värden: every value that differs. */
#include "report/sheets.h"

#include <math.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "report/changes.h"
#include "report/measure.h"
#include "report/tried_parts.h"

#define DASH "\u2013"

bool sheet_changes_has(const struct view *v)
{
    return v->r->before != NULL;
}

static const char *kept(const struct view *v, struct text *t)
{
    const char *copy = arena_strndup(v->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

/* --- running text over several columns -------------------------------------------------------- */

enum { COLUMNS = 10, NARROW = 7 };
static const double widths[COLUMNS] = {16, 8, 8, 9, 9, 9, 84, 11, 11, 11};

/* Text from column 1 to the last, on as many rows as it needs; returns the row after. */
static uint32_t put_running(const struct view *v, struct page *page, uint32_t row, const char *text,
                            enum style style)
{
    double pixels = 0;
    size_t skip;
    for (size_t c = 1; c < COLUMNS; c++)
        pixels += measure_column(widths[c]);
    do {
        size_t n = measure_line(text, pixels - 24, 10, false, &skip);
        page_text(page, row++, 1, arena_strndup(v->arena, text, n), style);
        text += n + skip;
    } while (*text);
    return row;
}

static uint32_t section(const struct view *v, struct page *page, uint32_t row, struct pair text)
{
    page_text(page, row, 0, say(v->lang, text), STYLE_SECTION);
    for (uint32_t c = 1; c < COLUMNS; c++)
        page_blank(page, row, c, STYLE_SECTION);
    page_row_height(page, row + 1, 4);
    return row + 2;
}

static uint32_t item(const struct view *v, struct page *page, uint32_t row, const char *label,
                     const char *text)
{
    page_text(page, row, 0, label, STYLE_BOLD);
    return put_running(v, page, row, text, STYLE_TEXT);
}

/* --- what differs ----------------------------------------------------------------------------- */

static const char *number_of_part(const struct view *v, size_t part)
{
    return part < v->r->before->part_count ? arena_printf(v->arena, "%zu", part + 1) : DASH;
}

/* "namn.vikt: 27 → 30 (förut: a.regler:45; nu: b.regler:45)" */
static const char *difference_text(const struct view *v, const struct difference *x)
{
    static const struct pair none = {"(saknas)", "(none)"};
    static const struct pair fresh = {"%s: nytt: %s", "%s: new: %s"};
    static const struct pair gone = {"%s: borta: %s", "%s: gone: %s"};
    static const struct pair were = {"förut", "before"}, are = {"nu", "now"};
    struct text t = {0};
    if (x->kind == DIFFERENCE_BLOCK_ADDED)
        text_printf(&t, say(v->lang, fresh), x->name, x->after);
    else if (x->kind == DIFFERENCE_BLOCK_REMOVED)
        text_printf(&t, say(v->lang, gone), x->name, x->before);
    else
        text_printf(&t, "%s%s%s: %s → %s", x->name, x->property ? ", " : "",
                    x->property ? x->property : "", x->before[0] ? x->before : say(v->lang, none),
                    x->after[0] ? x->after : say(v->lang, none));
    if (x->a.file)
        text_printf(&t, " (%s: %s", say(v->lang, were), changes_place(v, &x->a));
    if (x->b.file)
        text_printf(&t, "%s%s: %s", x->a.file ? "; " : " (", say(v->lang, are),
                    changes_place(v, &x->b));
    text_add(&t, x->a.file || x->b.file ? ")" : "");
    return kept(v, &t);
}

static const char *source_text(const struct view *v, const struct diff_source *source,
                               size_t values)
{
    static const struct pair pattern = {
        "Data: %s%s%s. Värden som skiljer: %zu, se bladet Ändrade värden",
        "Data: %s%s%s. Values that differ: %zu, see the sheet Changed values"};
    struct ref ref;
    bool known = model_find(v->m, source->name, &ref);
    const char *label = known ? view_label(v, model_head(v->m, ref)) : source->name;
    bool by = source->publisher && source->publisher[0];
    return arena_printf(v->arena, say(v->lang, pattern), label, by ? ", " : "",
                        by ? source->publisher : "", values);
}

static uint32_t put_differences(const struct view *v, struct page *page, uint32_t row,
                                const struct changed_value *values, size_t count)
{
    static const struct pair nothing = {"Varken regler eller data skiljer.",
                                        "Neither rules nor data differ."};
    static const struct pair silent = {
        "\u2013 i stället för nummer: inga poäng i slutresultatet vilar på ändringen.",
        "\u2013 in place of a number: no points of the total rest on the change."};
    const struct diff *d = v->r->before;
    bool any_silent = false;
    for (size_t i = 0; i < d->differences.count; i++) {
        size_t part = part_of(d, i);
        any_silent = any_silent || part == d->part_count;
        row = item(v, page, row, number_of_part(v, part),
                   difference_text(v, &d->differences.items[i]));
    }
    for (size_t i = 0; i < d->source_count; i++) {
        size_t part = part_of_source(d, i);
        any_silent = any_silent || part == d->part_count;
        row = item(
            v, page, row, number_of_part(v, part),
            source_text(v, &d->sources[i], changes_from(v, values, count, d->sources[i].name)));
    }
    for (size_t p = 0; p < d->part_count; p++)
        if (d->parts[p].kind == PART_ORDER || d->parts[p].kind == PART_ALL) {
            struct text name = {0};
            part_name(d, p, v->lang, &name);
            row = item(v, page, row, number_of_part(v, p), kept(v, &name));
        }
    if (d->differences.count == 0 && d->source_count == 0 && d->part_count == 0)
        row = put_running(v, page, row, say(v->lang, nothing), STYLE_TEXT);
    if (any_silent)
        row = put_running(v, page, row, say(v->lang, silent), STYLE_SMALL);
    return row + 1;
}

/* --- places ----------------------------------------------------------------------------------- */

static bool prints_as_zero(double value, int decimals)
{
    double rounded = number_round(value, decimals);
    return rounded >= 0 && rounded <= 0;
}

static const char *signed_number(const struct view *v, double value, int decimals)
{
    const char *text = view_number(v, value, decimals);
    bool plus = !prints_as_zero(value, decimals) && value > 0;
    return plus ? arena_printf(v->arena, "+%s", text) : text;
}

/* "1,5 platser upp": the rank falls when the place gets better. */
static const char *steps_text(const struct view *v, double rank)
{
    static const struct pair up = {"%s platser upp", "%s places up"};
    static const struct pair down = {"%s platser ned", "%s places down"};
    static const struct pair still = {"ingen plats", "no place"};
    if (prints_as_zero(rank, 1))
        return say(v->lang, still);
    return arena_printf(v->arena, say(v->lang, rank < 0 ? up : down),
                        view_number(v, fabs(rank), 1));
}

/* "1: +0,8 poäng, 1,5 platser upp; 3: −0,2 poäng, ingen plats" */
static const char *why_text(const struct view *v, size_t i)
{
    static const struct pair no = {
        "Går inte att dela upp: får inga poäng när bara några av ändringarna görs",
        "Cannot be divided: has no points when only some of the changes are made"};
    static const struct pair one = {"%s%zu: %s%s poäng, %s", "%s%zu: %s%s points, %s"};
    const struct diff *d = v->r->before;
    int decimals = d->b.model->rank_decimals;
    struct text t = {0};
    if (d->part_count && isnan(d->parts[0].score[i]))
        return say(v->lang, no);
    for (size_t p = 0; p < d->part_count; p++) {
        const struct diff_part *x = &d->parts[p];
        if (prints_as_zero(x->score[i], decimals) && prints_as_zero(x->rank[i], 1))
            continue;
        const char *error =
            d->exact
                ? ""
                : arena_printf(v->arena, " ± %s", view_number(v, x->score_error[i], decimals + 1));
        text_printf(&t, say(v->lang, one), t.n ? "; " : "", p + 1,
                    signed_number(v, x->score[i], decimals), error, steps_text(v, x->rank[i]));
    }
    return t.n ? kept(v, &t) : DASH;
}

static void put_place(struct page *page, uint32_t row, uint32_t column, double rank)
{
    if (isnan(rank))
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
    else
        page_number(page, row, column, rank, 0, STYLE_ROW_NUMBER);
}

static void put_signed(const struct view *v, struct page *page, uint32_t row, uint32_t column,
                       double rank)
{
    page_text(page, row, column, isnan(rank) ? "[x]" : signed_number(v, rank, 1), STYLE_ROW_MARK);
}

static void area_row(const struct view *v, struct page *page, uint32_t row, size_t i)
{
    const struct diff *d = v->r->before;
    double was = diff_rank(&d->a, d->areas[i].a), is = diff_rank(&d->b, d->areas[i].b);
    page_text(page, row, 0, diff_area_name(d, i), STYLE_ROW_BOLD);
    put_place(page, row, 1, was);
    put_place(page, row, 2, is);
    page_text(page, row, 3, isnan(was) || isnan(is) ? DASH : signed_number(v, was - is, 0),
              STYLE_ROW_MARK);
    put_score(page, row, 4, diff_score(&d->a, d->areas[i].a), false);
    put_score(page, row, 5, diff_score(&d->b, d->areas[i].b), false);
    page_text(page, row, 6, why_text(v, i), STYLE_ROW_WRAP);
    for (size_t k = 0; d->between != NULL && k < BETWEEN_PLAYERS; k++)
        put_signed(v, page, row, NARROW + (uint32_t)k, -between_rank(d, i, k));
}

static uint32_t put_area_heads(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair heads[COLUMNS] = {
        {"Kommun", "Area"},
        {"Plats förut", "Place before"},
        {"Plats nu", "Place now"},
        {"Flyttad", "Moved"},
        {"Poäng förut", "Points before"},
        {"Poäng nu", "Points now"},
        {"Vad varje ändring står för", "What each change accounts for"},
        {"Egna data", "Own data"},
        {"Andras data", "Others' data"},
        {"Reglerna", "The rules"}};
    uint32_t last = v->r->before->between ? COLUMNS : NARROW;
    for (uint32_t c = 0; c < last; c++)
        page_text(page, row, c, say(v->lang, heads[c]),
                  c == 0 || c == 6 ? STYLE_HEADING : STYLE_HEADING_RIGHT);
    return row + 1;
}

static uint32_t put_areas(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair none = {"Inga platser eller poäng ändras.",
                                     "No places or points change."};
    static const struct pair moved = {
        "%zu av %zu kommuner byter plats. Plus i kolumnen Flyttad är uppåt.",
        "%zu of %zu areas change place. Plus in the column Moved is upwards."};
    static const struct pair exact = {
        " Siffran före kolon är ändringens nummer ovan. Delarna blir tillsammans hela flytten "
        "(Shapley).",
        " The figure before the colon is the number of the change above. The parts sum to the "
        "whole move (Shapley)."};
    static const struct pair drawn = {
        " Siffran före kolon är ändringens nummer ovan. Delarna är medel över %d slumpade "
        "ordningar (Shapley), ± medelfelet.",
        " The figure before the colon is the number of the change above. The parts are means over "
        "%d random orders (Shapley), ± the standard error."};
    static const struct pair three = {
        "De tre sista kolumnerna delar flytten i platser på kommunens egna data, de andras data "
        "och reglerna.",
        "The last three columns divide the move in places among the area's own data, the others' "
        "data and the rules."};
    const struct diff *d = v->r->before;
    size_t places = 0, any = 0;
    for (size_t i = 0; i < d->area_count; i++) {
        places += diff_rank_moved(d, i);
        any += diff_area_moved(d, i);
    }
    if (any == 0)
        return put_running(v, page, row, say(v->lang, none), STYLE_TEXT) + 1;
    const char *how =
        d->exact ? say(v->lang, exact) : arena_printf(v->arena, say(v->lang, drawn), d->samples);
    const char *said = arena_printf(v->arena, say(v->lang, moved), places, d->area_count);
    row = put_running(v, page, row, arena_printf(v->arena, "%s%s", said, how), STYLE_TEXT);
    if (d->between)
        row = put_running(v, page, row, say(v->lang, three), STYLE_TEXT);
    row = put_area_heads(v, page, row);
    page_repeat(page, row - 1, row - 1);
    for (size_t i = 0; i < d->area_count; i++)
        if (diff_area_moved(d, i))
            area_row(v, page, row++, i);
    return row + 1;
}

/* --- judgements ------------------------------------------------------------------------------- */

static bool same_move(const struct moved *x, const struct moved *y)
{
    return x->kind == y->kind && x->head == y->head && strcmp(x->before, y->before) == 0 &&
           strcmp(x->after, y->after) == 0;
}

static bool is_first(const struct diff *d, size_t k)
{
    for (size_t i = 0; i < k; i++)
        if (same_move(&d->moved[i], &d->moved[k]))
            return false;
    return true;
}

static uint32_t put_judgements(const struct view *v, struct page *page, uint32_t row)
{
    static const struct pair none = {"Inget bedöms annorlunda.", "Nothing is judged otherwise."};
    static const struct pair given = {"ges nu", "is given now"};
    static const struct pair gone = {"ges inte längre", "is no longer given"};
    const struct diff *d = v->r->before;
    const char *yes = v->lang == LANG_EN ? "yes" : "ja"; /* as diff.c says it */
    for (size_t k = 0; k < d->moved_count; k++) {
        const struct moved *x = &d->moved[k];
        struct text t = {0};
        if (!is_first(d, k))
            continue; /* told with the first */
        if (x->head)
            text_printf(&t, "%s: ", view_label(v, x->head));
        if (x->kind == MOVED_ADVICE)
            text_printf(&t, "%s: ", say(v->lang, strcmp(x->after, yes) == 0 ? given : gone));
        else
            text_printf(&t, "%s → %s: ", x->before, x->after);
        for (size_t i = k, named = 0; i < d->moved_count; i++)
            if (same_move(&d->moved[i], x))
                text_printf(&t, "%s%s", named++ ? ", " : "", diff_area_name(d, d->moved[i].area));
        row = item(v, page, row, moved_kind_text(x->kind, v->lang), kept(v, &t));
    }
    if (d->moved_count == 0)
        row = put_running(v, page, row, say(v->lang, none), STYLE_TEXT);
    return row + 1;
}

void sheet_changes(const struct view *v, struct page *page)
{
    static const struct pair title = {"Ändringar", "Changes"};
    static const struct pair about = {"Vad som skiljer från en tidigare körning, och vad som "
                                      "flyttade vad.",
                                      "What differs from an earlier run, and what moved what."};
    static const struct pair compared = {"Tidigare: reglerna %s, data %s. Nu: reglerna %s, data "
                                         "%s.",
                                         "Before: the rules %s, data %s. Now: the rules %s, data "
                                         "%s."};
    static const struct pair parts[] = {{"Det som ändrats", "What has changed"},
                                        {"Platser som flyttats", "Places that moved"},
                                        {"Det som bedöms annorlunda", "What is judged otherwise"}};
    const struct diff *d = v->r->before;
    size_t count;
    struct changed_value *values = earlier_values(d, v->arena, &count);
    page_columns(page, widths, d->between ? COLUMNS : NARROW);
    uint32_t row = page_head(page, say(v->lang, title), say(v->lang, about));
    row = item(v, page, row, "",
               arena_printf(v->arena, say(v->lang, compared), d->a.label, d->a.options.data_folder,
                            d->b.label, d->b.options.data_folder)) +
          1;
    row = put_differences(v, page, section(v, page, row, parts[0]), values, count);
    row = put_areas(v, page, section(v, page, row, parts[1]));
    put_judgements(v, page, section(v, page, row, parts[2]));
}

/* --- every value ------------------------------------------------------------------------------ */

enum { MOST_VALUES = 20000 };

static void put_year_of(struct page *page, uint32_t row, uint32_t column, int year)
{
    if (year > 0)
        page_number(page, row, column, year, 0, STYLE_YEAR);
    else
        page_text(page, row, column, DASH, STYLE_MARK);
}

static const char *parts_of(const struct view *v, const struct value_words *w)
{
    if (w->part_count == 0)
        return DASH;
    if (w->part_count == 1)
        return number_of_part(v, w->parts[0]);
    return arena_printf(v->arena, "%zu, %zu", w->parts[0] + 1, w->parts[1] + 1);
}

void sheet_changed_values(const struct view *v, struct page *page)
{
    static const struct pair title = {"Ändrade värden", "Changed values"};
    static const struct pair about = {
        "Värden och lokala fakta som skiljer från den tidigare körningen. Ändring: numret på "
        "bladet Ändringar; \u2013 = rör inga poäng.",
        "Values and local facts that differ from the earlier run. Change: the number on the sheet "
        "Changes; \u2013 = moves no points."};
    static const struct pair all = {" De första %d av %zu; alla står i andringar.csv.",
                                    " The first %d of %zu; all are in andringar.csv."};
    static const struct pair heads[] = {{"Kommun", "Area"},          {"Id", "Id"},
                                        {"Mått", "Measure"},         {"Förut", "Before"},
                                        {"År förut", "Year before"}, {"Nu", "Now"},
                                        {"År nu", "Year now"},       {"Ändring", "Change"},
                                        {"Stod i", "Stood in"},      {"Står i", "Stands in"}};
    enum { HEADS = sizeof heads / sizeof heads[0] };
    const double columns[HEADS] = {view_name_width(v), 6, 44, 18, 7, 18, 7, 9, 34, 34};
    size_t count;
    struct changed_value *values = earlier_values(v->r->before, v->arena, &count);
    struct view *earlier = changes_earlier(v);
    const char *said = say(v->lang, about);
    if (count > MOST_VALUES)
        said = arena_printf(v->arena, "%s%s", said,
                            arena_printf(v->arena, say(v->lang, all), MOST_VALUES, count));
    page_columns(page, columns, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), said), row = head + 1;
    for (size_t k = 0; k < count && k < MOST_VALUES; k++, row++) {
        struct value_words w = changes_words(v, earlier, &values[k]);
        const char *texts[HEADS] = {w.area,  w.id, w.label,         w.before, NULL,
                                    w.after, NULL, parts_of(v, &w), w.was_in, w.is_in};
        for (uint32_t c = 0; c < HEADS; c++)
            if (c != 4 && c != 6)
                put_words(page, row, c, texts[c]);
        put_year_of(page, row, 4, w.before_year);
        put_year_of(page, row, 6, w.after_year);
    }
    put_table(v, page, head, row, "Andrade", heads, HEADS, 0x50);
}
