/* Kalkyl: cells to fill in, and formulas that compute as soon as they are. */
#include "report/card.h"

#include <math.h>

#include "base/text.h"

enum { COLUMNS = 4, VALUE = 1 };

static const struct pair title = {"kalkyl", "calculation"};
static const struct pair about = {
    "Fyll i de inramade rutorna. Skriv 0 om det inte finns. En rad räknas när allt den behöver är "
    "ifyllt; annars står \u2013.",
    "Fill in the framed cells. Write 0 for what does not exist. A row is computed when all it "
    "needs is filled in; else \u2013."};
static const struct pair input_heads[COLUMNS] = {{"Fyll i", "Fill in"},
                                                 {"Värde", "Value"},
                                                 {"Enhet", "Unit"},
                                                 {"Varifrån ni får talet", "Where to get it"}};
static const struct pair output_heads[COLUMNS] = {{"Så blir det", "The outcome"},
                                                  {"Värde", "Value"},
                                                  {"Enhet", "Unit"},
                                                  {"Att tänka på", "To bear in mind"}};
static const struct pair fill_in = {"Fyll i.", "Fill in."};
static const struct pair limits = {"Skriv ett tal från %s till %s.",
                                   "Write a number from %s to %s."};
static const struct pair note = {
    "Kalkylen är er egen och påverkar inte rangordningen. Spara boken när ni fyllt i.",
    "The calculation is your own and does not affect the ranking. Save the workbook when you have "
    "filled it in."};

static double most_of(const struct calc *row)
{
    return isfinite(row->high) ? row->high : 1e9;
}

/* Where a suggestion comes from: the row's note, its own source, or the evidence of what it names.
 */
static const char *source_text(const struct view *v, uint32_t k)
{
    const struct calc *row = &v->m->calcs[k];
    const struct expr *from = row->suggestion;
    const char *text = view_note(v, &row->head);
    if (!isfinite(v->r->calcs[k].value[v->area]))
        return text[0] ? text : say(v->lang, fill_in);
    if (text[0] || row->head.source[0])
        return text[0] ? text : row->head.source;
    if (from && from->op == EXPR_REF && from->ref.kind == SYMBOL_ASSUMPTION)
        return v->m->assumptions[from->ref.index].evidence;
    const struct head *head = from && from->op == EXPR_REF ? model_head(v->m, from->ref) : NULL;
    return head ? view_label(v, head) : "";
}

static void common(const struct view *v, struct page *page, uint32_t row, uint32_t k,
                   const char *last)
{
    const struct calc *c = &v->m->calcs[k];
    page_text(page, row, 0, view_label(v, &c->head), c->formula ? STYLE_ROW_BOLD : STYLE_ROW_WRAP);
    page_text(page, row, 2, unit_text(&c->unit, v->lang), STYLE_ROW_TEXT);
    page_text(page, row, 3, last, STYLE_ROW_WRAP); /* blank when there is nothing to say */
}

static void input_row(const struct view *v, struct page *page, uint32_t row, uint32_t k)
{
    const struct calc *c = &v->m->calcs[k];
    double least = isfinite(c->low) ? c->low : 0, most = most_of(c);
    common(v, page, row, k, source_text(v, k));
    page_answer_number(page, row, VALUE, v->r->calcs[k].value[v->area], least, most, c->decimals,
                       arena_printf(v->arena, say(v->lang, limits), view_number(v, least, 0),
                                    view_number(v, most, 0)));
}

static void formula_row(const struct view *v, struct page *page, uint32_t row, uint32_t k,
                        const char *const *cells)
{
    const struct calc *c = &v->m->calcs[k];
    double value = v->r->calcs[k].value[v->area];
    struct page_result result = {isfinite(value) ? value : 0, isfinite(value) ? NULL : "\u2013"};
    common(v, page, row, k, view_note(v, &c->head));
    page_formula(page, row, VALUE, card_formula(v, c->formula, cells), result, c->decimals,
                 STYLE_ROW_BOLD_NUMBER);
}

void card_calculation(const struct view *v, struct page *page)
{
    static const double widths[COLUMNS] = {41, 12, 17, 34};
    size_t n = v->m->calc_count, inputs = 0;
    const char **cells = arena_array(v->arena, n + 1, sizeof *cells);
    page_columns(page, widths, COLUMNS);
    uint32_t row = card_head(v, page, say(v->lang, title), say(v->lang, about));
    for (size_t k = 0; k < n; k++)
        inputs += v->m->calcs[k].formula == NULL;
    uint32_t first[2] = {row + 1, row + (uint32_t)inputs + 3};
    uint32_t next[2] = {first[0], first[1]};
    for (size_t k = 0; k < n; k++) {
        uint32_t *at = &next[v->m->calcs[k].formula != NULL];
        cells[k] = range_text(page, page_cell(page, (*at)++, VALUE));
    }
    card_headings(v, page, row, input_heads, COLUMNS, 0x2);
    card_headings(v, page, first[1] - 1, output_heads, COLUMNS, 0x2);
    next[0] = first[0];
    next[1] = first[1];
    for (uint32_t k = 0; k < n; k++) {
        if (v->m->calcs[k].formula)
            formula_row(v, page, next[1]++, k, cells);
        else
            input_row(v, page, next[0]++, k);
    }
    card_lines(v, page, next[1] + 1, say(v->lang, note));
    page_protect(page);
}
