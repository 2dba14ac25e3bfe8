/* The plain edition: how its tables are made, and which there are. */
#include "report/plain.h"

#include <math.h>

#include "base/text.h"
#include "report/measure.h"

enum { WRAPPED = 16, MOST_ROWS = 100000 };

/* --- a table ------------------------------------------------------------------------------------
 */

void plain_begin(struct plain *p, const struct view *v, struct page *page, struct pair title,
                 struct pair about)
{
    *p = (struct plain){.v = v, .page = page};
    p->head = page_head(page, say(v->lang, title), say(v->lang, about));
    p->row = p->head + 1;
}

void plain_column(struct plain *p, const char *head, const char *name, double width)
{
    struct arena *arena = p->v->arena;
    for (size_t i = 0; i < p->count; i++)
        if (name_eq(p->headings[i].text, head))
            head = arena_printf(arena, "%s (%s)", head, name);
    width = fmax(width, measure_word_for(head, 10, true));
    if (p->count == p->capacity) {
        size_t capacity = p->capacity;
        p->headings = arena_grow(arena, p->headings, p->count, &capacity, sizeof *p->headings);
        p->widths = arena_grow(arena, p->widths, p->count, &p->capacity, sizeof *p->widths);
    }
    p->headings[p->count] = (struct page_heading){head, STYLE_LABEL};
    p->widths[p->count] = width;
    page_column(p->page, (uint32_t)p->count++, width);
}

void plain_columns(struct plain *p, const struct plain_column *columns, size_t count)
{
    for (size_t i = 0; i < count; i++)
        plain_column(p, say(p->v->lang, columns[i].head), "2", columns[i].width);
}

static void next(struct plain *p)
{
    if (++p->column < p->count)
        return;
    p->column = 0;
    p->row++;
}

void plain_text(struct plain *p, const char *text)
{
    enum style style = p->widths[p->column] > WRAPPED ? STYLE_WRAP : STYLE_TEXT;
    page_text(p->page, p->row, p->column, text && text[0] ? text : "\u2013", style);
    next(p);
}

void plain_number(struct plain *p, double value, int decimals, const char *mark)
{
    if (isfinite(value))
        page_number(p->page, p->row, p->column, value, decimals, STYLE_NUMBER);
    else
        page_text(p->page, p->row, p->column, mark, STYLE_MARK);
    next(p);
}

void plain_rank(struct plain *p, int32_t rank)
{
    plain_number(p, rank > 0 ? (double)rank : (double)NAN, 0, "[x]");
}

void plain_day(struct plain *p, int32_t day)
{
    plain_text(p, day ? view_day(p->v, day) : "");
}

void plain_area(struct plain *p, uint32_t area)
{
    plain_text(p, p->v->r->data->areas.items[area].code);
    plain_text(p, p->v->r->data->areas.items[area].name);
}

void plain_link(struct plain *p, const char *sheet)
{
    page_link_sheet(p->page, p->row, p->column, sheet, sheet);
    next(p);
}

void plain_end(struct plain *p, const char *name)
{
    static const struct pair nothing = {"Inga rader", "No rows"};
    if (p->row == p->head + 1) {
        plain_text(p, say(p->v->lang, nothing));
        while (p->column > 0)
            plain_text(p, NULL);
    }
    page_table(p->page, p->head, p->row - 1, name, p->headings, p->count);
    page_freeze(p->page, p->head + 1, 0);
    page_repeat(p->page, p->head, p->head);
}

/* --- the sheets ---------------------------------------------------------------------------------
 */

static bool has_facts(const struct view *v)
{
    return v->m->fact_count > 0;
}

static bool fits_values(const struct view *v)
{
    return v->r->areas * v->shown.count <= MOST_ROWS;
}

static bool fits_scores(const struct view *v)
{
    return has_root(v) && v->r->areas * (v->indicators.count + v->m->node_count) <= MOST_ROWS;
}

const struct sheet plain_sheets[] = {
    {.key = "Innehall", .name = {"Innehåll", "Contents"}, .write = plain_contents},
    {.key = "Rangordning",
     .name = {"Rangordning", "Ranking"},
     .about = {"en rad per kommun, i rangordningens ordning",
               "one row per area, in the order of the ranking"},
     .landscape = true,
     .has = has_root,
     .write = plain_ranking},
    {.key = "Poang",
     .name = {"Poäng", "Points"},
     .about = {"en rad per kommun och del: poäng och plats i varje mått, dimension och index",
               "one row per area and part: points and place in each measure, dimension and index"},
     .landscape = true,
     .has = fits_scores,
     .write = plain_scores},
    {.key = "Varden",
     .name = {"Värden", "Values"},
     .about = {"en rad per kommun och mått: värde, år, status och källa",
               "one row per area and measure: value, year, status and source"},
     .landscape = true,
     .has = fits_values,
     .write = plain_values},
    {.key = "Utmaningar",
     .name = {"Utmaningar", "Challenges"},
     .about = {"en rad per kommun och utmaning: poäng, plats och grad",
               "one row per area and challenge: points, place and grade"},
     .landscape = true,
     .has = has_challenges,
     .write = plain_challenges},
    {.key = "Ideer",
     .name = {"Affärsidéer", "Business ideas"},
     .about = {"en rad per kommun och idé: bedömning och vad som avgör",
               "one row per area and idea: assessment and what decides"},
     .landscape = true,
     .has = has_ideas,
     .write = plain_ideas},
    {.key = "Rad",
     .name = {"Råd", "Advice"},
     .about = {"en rad per kommun och råd, i ordning", "one row per area and advice, in order"},
     .landscape = true,
     .write = plain_advice},
    {.key = "Fragor",
     .name = {"Frågor", "Questions"},
     .about = {"en rad per kommun och fråga: svaret, av vem och vilken dag",
               "one row per area and question: the answer, by whom and on what day"},
     .landscape = true,
     .has = has_facts,
     .write = plain_facts},
    {.key = "Kallor",
     .name = {"Källor", "Sources"},
     .about = {"en rad per fil som lästes", "one row per file that was read"},
     .landscape = true,
     .write = plain_files},
    {.key = "Andringar",
     .name = {"Ändrade regler", "Changed rules"},
     .about = {"en rad per tal som ändrats för den här körningen, och per fel som visats",
               "one row per number changed for this run, and per error that was told"},
     .landscape = true,
     .write = plain_changes},
    {.key = "Marken",
     .name = {"Märken", "Marks"},
     .about = {"vad märken och ord betyder", "what marks and words mean"},
     .landscape = true,
     .write = plain_marks},
};
const size_t plain_sheet_count = sizeof plain_sheets / sizeof plain_sheets[0];
