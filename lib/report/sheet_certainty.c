/* Säkerhet: how sure each place is. Känslighet: what the ranking hangs on. */
#include "report/sheets.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/diagnosis.h"
#include "analysis/sensitivity.h"
#include "base/text.h"
#include "report/measure.h"

static const char *kept(const struct view *v, struct text *t)
{
    const char *copy = arena_strndup(v->arena, t->p ? t->p : "", t->n);
    text_release(t);
    return copy;
}

static const char *factor_name(const struct view *v, const struct factor *f)
{
    struct text t = {0};
    factor_text(v->m, f, v->lang, &t);
    return kept(v, &t);
}

/* A note on as many lines as the columns of the table are wide; returns the row after it. */
static uint32_t put_note(const struct view *v, struct page *page, uint32_t row,
                         const double *widths, size_t count, const char *text)
{
    double pixels = 0;
    size_t skip;
    for (size_t c = 0; c < count; c++)
        pixels += measure_column(widths[c]);
    while (*text) {
        size_t n = measure_line(text, pixels, 10, false, &skip);
        page_text(page, row++, 0, arena_strndup(v->arena, text, n), STYLE_SMALL);
        text += n + skip;
    }
    return row;
}

static void put_share(struct page *page, uint32_t row, uint32_t column, double share)
{
    if (isfinite(share))
        page_number(page, row, column, share, 0, STYLE_ROW_PERCENT);
    else
        page_text(page, row, column, "[x]", STYLE_ROW_MARK);
}

/* --- how sure ---------------------------------------------------------------------------------
 */

bool sheet_certainty_has(const struct view *v)
{
    return has_root(v) && v->r->uncertain != NULL;
}

/* What was drawn, on lines of its own under the title; returns the row after them. */
static uint32_t put_draws(const struct view *v, struct page *page, uint32_t row,
                          const double *widths, size_t count)
{
    static const struct pair drawn = {"Ändras i varje dragning, lika för alla: %s.",
                                      "Changed in each draw, alike for all: %s."};
    static const struct pair counted = {"%s dragningar, frö %u. Dragningar utan rangordning: %s.",
                                        "%s draws, seed %u. Draws without a ranking: %s."};
    static const struct pair beside = {
        "Räknas inte in: att målvärdena är förslag, att värden är ersatta, och det som saknas för "
        "alla. %s",
        "Not counted in: that goalposts are proposals, that values are substituted, and what is "
        "missing for all. %s"};
    const struct uncertain *u = v->r->uncertain;
    struct text t = {0};
    uncertainty_text(&v->m->uncertainty, v->lang, &t);
    row = put_note(v, page, row, widths, count,
                   arena_printf(v->arena, say(v->lang, drawn), kept(v, &t)));
    const char *failed = view_number(v, (double)u->failed, 0);
    row = put_note(v, page, row, widths, count,
                   arena_printf(v->arena, say(v->lang, beside), view_measures(v)));
    row = put_note(v, page, row, widths, count,
                   arena_printf(v->arena, say(v->lang, counted), view_number(v, u->draws, 0),
                                (unsigned)u->seed, failed));
    return row;
}

static void certainty_row(const struct view *v, struct page *page, uint32_t row, uint32_t area)
{
    const struct uncertain *u = v->r->uncertain;
    const struct sensitivity *x = v->r->sensitivity;
    uint32_t widest = x && x->widest ? x->widest[area] : UINT32_MAX;
    put_rank(page, row, 0, v->r->nodes[v->m->root].rank[area]);
    page_text(page, row, 1, view_name(v, area), STYLE_ROW_BOLD);
    put_rank(page, row, 2, u->median[area]);
    put_rank(page, row, 3, u->low[area]);
    put_rank(page, row, 4, u->high[area]);
    put_share(page, row, 5, u->among_top[area]);
    put_rank(page, row, 6, u->band[area]);
    page_text(page, row, 7, widest != UINT32_MAX ? factor_name(v, &x->factors[widest]) : "\u2013",
              STYLE_ROW_TEXT);
    put_share(page, row, 8,
              widest != UINT32_MAX ? fmin(x->total[widest * v->r->areas + area], 1) : NAN);
}

void sheet_certainty(const struct view *v, struct page *page)
{
    static const struct pair title = {"Säkerhet", "Certainty"};
    static const struct pair about = {
        "Nio dragningar av tio ligger mellan bäst och sämst. Samma grupp: kan inte skiljas åt.",
        "Nine draws of ten lie between best and worst. Same group: cannot be told apart."};
    static const struct pair top = {"Bland de %u första", "Among the %u first"};
    static const struct pair heads[] = {
        {"Plats", "Place"},      {"Kommun", "Area"},
        {"Median", "Median"},    {"Bäst", "Best"},
        {"Sämst", "Worst"},      {"Bland de första", "Among the first"},
        {"Grupp", "Group"},      {"Rör platsen mest", "Moves the place most"},
        {"Så mycket", "So much"}};
    enum { HEADS = sizeof heads / sizeof heads[0] };
    struct pair own[HEADS];
    const double widths[HEADS] = {7, view_name_width(v), 8, 7, 8, 12, 8, 44, 10};
    page_columns(page, widths, HEADS);
    uint32_t head = put_draws(v, page, page_head(page, say(v->lang, title), say(v->lang, about)),
                              widths, HEADS);
    uint32_t row = head + 1;
    for (size_t i = 0; i < v->r->areas; i++)
        certainty_row(v, page, row++, v->r->ranking[i]);
    for (size_t c = 0; c < HEADS; c++)
        own[c] = heads[c];
    const char *among = arena_printf(v->arena, say(v->lang, top), (unsigned)v->r->uncertain->top);
    own[5] = (struct pair){among, among};
    put_table(v, page, head, row, "Sakerhet", own, HEADS, 0x17D);
}

/* --- what it hangs on -------------------------------------------------------------------------
 */

bool sheet_sensitivity_has(const struct view *v)
{
    return has_root(v) && v->r->sensitivity != NULL;
}

/* One thing that could be otherwise, and what that does to the ranking. */
struct line {
    const struct part_left_out *part; /* NULL for what is no part */
    const struct sobol_index *index;  /* NULL for what is not drawn */
    const struct part_check *check;   /* NULL for what is no part */
    const char *name;
    size_t order;
};

static bool same_thing(struct ref a, struct ref b)
{
    return a.kind == b.kind && a.index == b.index;
}

/* The first letter large; these names begin with plain ones. */
static const char *capital(const struct view *v, const char *text)
{
    char *copy = arena_strdup(v->arena, text);
    if (copy[0] >= 'a' && copy[0] <= 'z')
        copy[0] = (char)(copy[0] - 'a' + 'A');
    return copy;
}

static const struct part_check *check_of(const struct diagnosis *d, struct ref part)
{
    for (size_t k = 0; k < d->part_count; k++)
        if (same_thing(d->parts[k].part, part))
            return &d->parts[k];
    return NULL;
}

static struct line *lines_of(const struct view *v, const struct diagnosis *d, size_t *count)
{
    const struct sensitivity *x = v->r->sensitivity;
    struct line *lines =
        arena_array(v->arena, x->left_out_count + x->factor_count + 1, sizeof *lines);
    size_t n = 0;
    for (size_t k = 0; k < x->left_out_count; k++)
        lines[n++] = (struct line){&x->left_out[k], NULL, check_of(d, x->left_out[k].part),
                                   view_label(v, model_head(v->m, x->left_out[k].part)), k};
    for (size_t f = 0; x->model && f < x->factor_count; f++) {
        size_t k = 0;
        while (k < x->left_out_count && !(x->factors[f].kind == FACTOR_WEIGHT &&
                                          same_thing(x->factors[f].target, lines[k].part->part)))
            k++;
        if (k == x->left_out_count) {
            k = n++;
            lines[k] =
                (struct line){NULL, NULL, NULL, capital(v, factor_name(v, &x->factors[f])), k};
        }
        lines[k].index = &x->model[f];
    }
    *count = n;
    return lines;
}

static double share_of(const struct line *l)
{
    return l->index && isfinite(l->index->total) ? l->index->total : 0;
}

/* The part that nobody has a place without comes before those that only move places. */
static double moved_of(const struct line *l)
{
    if (!l->part)
        return 0;
    return isnan(l->part->moved) ? HUGE_VAL : l->part->moved;
}

/* What moves most first. */
static int by_total(const void *a, const void *b)
{
    const struct line *x = a, *y = b;
    double p = share_of(x), q = share_of(y);
    if (p != q)
        return p > q ? -1 : 1;
    double s = moved_of(x), t = moved_of(y);
    if (s != t)
        return s > t ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Nothing that the sheet would print differs from zero. */
static bool is_still(const struct line *l)
{
    return share_of(l) < 0.005 && moved_of(l) <= 0;
}

/* Leaves the last ones, which move nothing, out of the count, and says how many they are. */
static const char *still_text(const struct view *v, const struct line *lines, size_t *count)
{
    static const struct pair pattern = {
        "Dessutom finns %zu delar som inte flyttar någon, de flesta "
        "för att värden saknas.",
        "There are also %zu parts that move nobody, most of them "
        "because values are missing."};
    size_t all = *count, still = 0;
    while (still < all && is_still(&lines[all - 1 - still]))
        still++;
    *count = all - still;
    return arena_printf(v->arena, say(v->lang, pattern), still);
}

static void sensitivity_row(struct page *page, uint32_t row, const struct line *l)
{
    const struct sobol_index none = {NAN, NAN, NAN, NAN, NAN, NAN};
    const struct sobol_index *x = l->index ? l->index : &none;
    page_text(page, row, 0, l->name, STYLE_ROW_WRAP);
    put_share(page, row, 1, fmin(fmax(x->first, 0), 1));
    put_share(page, row, 2, fmin(x->total, 1));
    put_share(page, row, 3, fmin(fmax(x->total_low, 0), 1));
    put_share(page, row, 4, fmin(x->total_high, 1));
    if (l->part) {
        page_number(page, row, 5, l->part->moved, 1, STYLE_ROW_NUMBER);
        page_number(page, row, 6, (double)l->part->moved_areas, 0, STYLE_ROW_NUMBER);
    } else {
        page_text(page, row, 5, "[x]", STYLE_ROW_MARK);
        page_text(page, row, 6, "[x]", STYLE_ROW_MARK);
    }
    const struct part_check *c = l->check;
    put_share(page, row, 7, c ? c->share : NAN);
    put_share(page, row, 8, c ? c->pearson * c->pearson : NAN);
    if (c && isfinite(c->pearson))
        page_number(page, row, 9, c->pearson, 2, STYLE_ROW_NUMBER);
    else
        page_text(page, row, 9, "[x]", STYLE_ROW_MARK);
}

/* What moves the ranking most, under the table. */
static void draw_shares(const struct view *v, struct page *page, uint32_t first, size_t count)
{
    enum { SHOWN = 12 };
    static const struct pair title = {"Det som rör rangordningen mest: andel i allt",
                                      "What moves the ranking most: share in all"};
    static const struct pair alt = {
        "Liggande staplar: de första raderna i tabellen, med andel ensamt och andel i allt.",
        "Lying bars: the first rows of the table, with share alone and share in all."};
    static const struct pair names[] = {{"Andel i allt", "Share in all"},
                                        {"Andel ensamt", "Share alone"}};
    uint32_t last = first + (uint32_t)(count < SHOWN ? count : SHOWN) - 1;
    if (count == 0 || v->r->sensitivity->model == NULL)
        return;
    struct page_series series[2];
    for (uint32_t k = 0; k < 2; k++)
        series[k] = (struct page_series){.name = say(v->lang, names[k]),
                                         .categories = {page, first, 0, last, 0},
                                         .values = {page, first, 2 - k, last, 2 - k},
                                         .look = k == 0 ? SERIES_MAIN : SERIES_OTHER};
    page_chart(page, &(struct page_chart){.row = first + (uint32_t)count + 1,
                                          .kind = CHART_BARS,
                                          .title = say(v->lang, title),
                                          .alt = say(v->lang, alt),
                                          .series = series,
                                          .count = 2,
                                          .least = 0,
                                          .most = NAN,
                                          .width = 860,
                                          .height = 520}); /* room for names of two lines */
    page_blank(page, first + (uint32_t)count + 28, 0, STYLE_TEXT); /* printed that far */
}

void sheet_sensitivity(const struct view *v, struct page *page)
{
    static const struct pair title = {"Känslighet", "Sensitivity"};
    static const struct pair about = {"Vad som händer med rangordningen om något annat gällde.",
                                      "What happens to the ranking if something else held."};
    static const struct pair shares = {
        "Andel: så mycket av rörelsen i dragningarna beror på detta ensamt, och i allt när annat "
        "ändras "
        "samtidigt (i allt, 95 %: från\u2013till). Andelarna i allt går i varandra och kan bli "
        "över 100 % "
        "ihop.",
        "Share: so much of the movement in the draws is due to this alone, and in all when other "
        "things change too (from\u2013to: 95%)."};
    static const struct pair without = {
        "Utan: så många platser flyttas kommunerna i medeltal, och så många flyttas, när delen tas "
        "bort. [x] = prövas inte.",
        "Without: so many places the areas move on average, and so many move, when the part is "
        "taken away. [x] = not tried."};
    static const struct pair weighs = {
        "Väger: andel av vikten i helheten. Betyder: andel av skillnaderna i helheten som delen "
        "följer. "
        "Samband: korrelation med helheten; minus = drar åt andra hållet.",
        "Weighs: share of the weight of the whole. Means: share of the differences in the whole "
        "that the part goes with. Goes with: correlation with the whole; minus = pulls the other "
        "way."};
    static const struct pair heads[] = {{"Det som kan vara annorlunda", "What could be otherwise"},
                                        {"Andel ensamt", "Share alone"},
                                        {"Andel i allt", "Share in all"},
                                        {"Från", "From"},
                                        {"Till", "To"},
                                        {"Utan: platser", "Without: places"},
                                        {"Utan: flyttas", "Without: moved"},
                                        {"Väger", "Weighs"},
                                        {"Betyder", "Means"},
                                        {"Samband", "Goes with"}};
    enum { HEADS = sizeof heads / sizeof heads[0] };
    static const double widths[HEADS] = {47, 9, 9, 7, 7, 10, 10, 8, 9, 10};
    size_t count;
    struct diagnosis d = diagnosis_of(v->r, v->arena);
    struct line *lines = lines_of(v, &d, &count);
    if (count > 1)
        qsort(lines, count, sizeof *lines, by_total);
    page_columns(page, widths, HEADS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about));
    head = put_note(v, page, head, widths, HEADS, say(v->lang, shares));
    head = put_note(v, page, head, widths, HEADS, say(v->lang, without));
    head = put_note(v, page, head, widths, HEADS, say(v->lang, weighs));
    head = put_note(v, page, head, widths, HEADS, still_text(v, lines, &count));
    uint32_t row = head + 1;
    for (size_t i = 0; i < count; i++)
        sensitivity_row(page, row++, &lines[i]);
    put_table(v, page, head, row, "Kanslighet", heads, HEADS, 0x3FE);
    draw_shares(v, page, head + 1, count);
}
