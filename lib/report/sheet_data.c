/* Data: one row per area and indicator, with where the value stands in its file. */
#include "report/sheets.h"

#include <math.h>

static const struct pair title = {"Data", "Data"};
static const struct pair about = {
    "Ett värde per rad, gjort för skärm och filter: utskrivet blir det många sidor. m.fl. = räknat "
    "av flera siffror, första platsen visas. Märken: se Noter. Poäng är egen bearbetning.",
    "One value per row, made for the screen and filters: it prints on many pages. and others = "
    "computed from several figures, the first place is shown. Marks: see Notes. Points are our own "
    "processing."};
static const struct pair others = {"m.fl.", "and others"};
static const struct pair own = {"eget", "own"};
static const struct pair heads[] = {
    {"Kod", "Code"},
    {"Kommun", "Area"},
    {"Id", "Id"},
    {"Indikator", "Indicator"},
    {"Värde", "Value"},
    {"Enhet", "Unit"},
    {"År", "Year"},
    {"Status", "Status"},
    {"Värdet är", "The value is"},
    {"Poäng", "Points"},
    {"Källa", "Source"},
    {"Fil", "File"},
    {"Rad", "Line"},
};
enum { COLUMNS = sizeof heads / sizeof heads[0], MOST_ROWS = 100000 };

static const char *text_or_dash(const char *text)
{
    return text && text[0] ? text : "\u2013";
}

static void number_or_mark(struct page *page, uint32_t row, uint32_t column, double value,
                           int decimals, const char *mark)
{
    if (isfinite(value))
        page_number(page, row, column, value, decimals, STYLE_NUMBER);
    else
        page_text(page, row, column, mark, STYLE_MARK);
}

static const struct pair substitute = {"ersättning", "substitute"};

static const struct pair computed = {"beräknat", "computed"};

/* Whose it is, and what was done to it. */
static const char *whose(const struct view *v, uint32_t indicator, uint32_t area)
{
    const struct indicator_result *r = &v->r->indicators[indicator];
    const char **reasons = v->lang == LANG_EN ? r->reason_en : r->reason;
    const char *word = say(v->lang, is_imputed(r, area)                    ? computed
                                    : view_substituted(v, indicator, area) ? substitute
                                                                           : own);
    const char *fits = is_imputed(r, area) ? "" : view_fits(v, view_used(v, indicator, area));
    bool more = reasons != NULL && reasons[area] != NULL;
    if (fits[0])
        word = arena_printf(v->arena, "%s. %s", word, fits);
    return more ? arena_printf(v->arena, "%s: %s", word, reasons[area]) : word;
}

static void data_row(const struct view *v, struct page *page, uint32_t row, uint32_t area,
                     uint32_t index)
{
    const struct area *a = &v->r->data->areas.items[area];
    const struct indicator *i = &v->m->indicators[index], *used = view_used(v, index, area);
    const struct indicator_result *result = &v->r->indicators[index];
    const struct cell *cell = &result->cells[area];
    bool has = status_has_value(cell->status);
    bool known = has && cell->period > 0, placed = cell->file < v->r->data->file_count;
    page_text(page, row, 0, a->code, STYLE_TEXT);
    page_text(page, row, 1, a->name, STYLE_TEXT);
    page_text(page, row, 2, text_or_dash(i->head.id), STYLE_TEXT);
    page_text(page, row, 3, view_measured(v, index, area), STYLE_WRAP);
    number_or_mark(page, row, 4, has ? cell->value : NAN, used->decimals,
                   status_mark(cell->status));
    page_text(page, row, 5, text_or_dash(unit_text(&used->unit, v->lang)), STYLE_TEXT);
    if (known)
        page_number(page, row, 6, cell->period / 100, 0, STYLE_YEAR);
    else
        page_text(page, row, 6, has ? "[å]" : "[x]", STYLE_MARK);
    page_text(page, row, 7, text_or_dash(view_mark(v, index, area)), STYLE_TEXT);
    page_text(page, row, 8, has ? whose(v, index, area) : "\u2013", STYLE_WRAP);
    number_or_mark(page, row, 9, result->points ? result->points[area] : NAN, 1,
                   has ? "[z]" : "[x]");
    page_text(page, row, 10, text_or_dash(view_publisher(v, cell)), STYLE_WRAP);
    page_text(page, row, 11,
              cell->more ? arena_printf(v->arena, "%s %s", view_file(v, cell), say(v->lang, others))
                         : view_file(v, cell),
              STYLE_WRAP);
    number_or_mark(page, row, 12, placed ? (double)cell->line : NAN, 0, "[z]");
}

/* A sheet holds 1 048 576 rows, and long before that no one reads it. */
bool sheet_data_has(const struct view *v)
{
    return v->r->areas * v->shown.count <= MOST_ROWS;
}

void sheet_data(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {6, 14, 5.5, 38, 10, 16.5, 6, 7, 20, 7.5, 22, 39, 6.5};
    page_columns(page, widths, COLUMNS);
    uint32_t head = page_head(page, say(v->lang, title), say(v->lang, about)), row = head + 1;
    for (uint32_t area = 0; area < v->r->areas; area++)
        for (size_t k = 0; k < v->shown.count; k++)
            data_row(v, page, row++, area, v->shown.items[k]);
    struct page_heading headings[COLUMNS];
    for (size_t c = 0; c < COLUMNS; c++)
        headings[c] = (struct page_heading){
            say(v->lang, heads[c]),
            c == 4 || c == 6 || c == 9 || c == 12 ? STYLE_HEADING_RIGHT : STYLE_HEADING};
    if (row > head + 1)
        page_table(page, head, row - 1, "Data", headings, COLUMNS);
    page_freeze(page, head + 1, 4);
    page_repeat(page, head, head);
}
