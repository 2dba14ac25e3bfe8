/* The result as the sheets look at it: the tree under the root flattened, language, and texts made
 * of values. Nothing here knows what an indicator is about. */
#ifndef ETABLERA_REPORT_VIEW_H
#define ETABLERA_REPORT_VIEW_H

#include "analysis/result.h"
#include "report/book.h"

/* A text in both languages. */
struct pair {
    const char *sv, *en;
};
static inline const char *say(enum lang lang, struct pair p)
{
    return lang == LANG_EN ? p.en : p.sv;
}

struct list {
    uint32_t *items;
    size_t count;
};

struct sheet;
struct live;

struct view {
    const struct result *r;
    const struct model *m;
    enum lang lang;
    struct arena *arena;
    uint32_t area;              /* of a municipality's workbook; UINT32_MAX in the one for all */
    struct list indices;        /* nodes: indices under the root, top down */
    struct list dimensions;     /* nodes: dimensions under the root, in order */
    struct list challenges;     /* nodes */
    struct list variants;       /* nodes: variants of the root */
    struct list indicators;     /* those with a scale or a place in the tree, in order */
    struct list shown;          /* indicators and measures: everything but substitutes */
    const struct sheet *sheets; /* of this book */
    size_t sheet_count;
    struct page **pages; /* [sheet_count] NULL for a sheet that is left out */
    struct live *live;   /* formulas of the workbook for all; NULL elsewhere */
};

/* One sheet of a book: a row of a table. */
struct sheet {
    const char *key; /* ASCII: the table's name */
    struct pair name, about;
    bool landscape;
    bool (*has)(const struct view *v); /* NULL: always there */
    void (*write)(const struct view *v, struct page *page);
    struct pair instead; /* told on the cover when it is left out, and why */
};

/* The page of a sheet of this book; NULL when it is left out. */
struct page *view_page(const struct view *v, const char *key);

void view_init(struct view *v, const struct result *r, enum lang lang, struct arena *arena);

const char *view_name(const struct view *v, uint32_t area);
const char *view_label(const struct view *v, const struct head *head);
/* "A01 Label", or the label when there is no id. */
const char *view_titled(const struct view *v, const struct head *head);
const char *view_note(const struct view *v, const struct head *head);
/* A number for running text, "–" when it is none. */
const char *view_number(const struct view *v, double value, int decimals);
/* "12,5 %": a value with the unit of the indicator. */
const char *view_value(const struct view *v, const struct indicator *i, double value);
const char *view_day(const struct view *v, int32_t day);
const char *view_version(const struct view *v);
/* Decimals that an indicator is shown with; of the substitute when one is used. */
const struct indicator *view_used(const struct view *v, uint32_t indicator, uint32_t area);
/* What place 1 means: the note of the root index when the rules give one. */
const char *view_meaning(const struct view *v);
/* How many areas are ranked, and how many of them on incomplete data. */
const char *view_basis(const struct view *v);
/* How many of the indicators have their own figures, a substitute's or none, and from what years.
 */
const char *view_measures(const struct view *v);
/* "Substitute (in place of: Indicator)", or the indicator's label: what was measured in an area. */
const char *view_measured(const struct view *v, uint32_t indicator, uint32_t area);
/* What the rules say of whoever published a source's or register's files; "" or NULL when nothing,
 * but the publisher is never empty. */
struct published {
    const char *publisher, *table, *licence, *via, *address;
};
struct published view_published(const struct view *v, const char *source);
/* "Rest av en rät linje, grovt: R² 0,42 över 33 områden 2024." where the indicator's values are
 * residuals; else "". */
const char *view_fits(const struct view *v, const struct indicator *i);
/* The label of the root index, or of the model. */
const char *view_root(const struct view *v);
/* True when the indicator's value in the area is by a substitute. */
bool view_substituted(const struct view *v, uint32_t indicator, uint32_t area);
/* True when the median is of the same measure as the area's value: all areas that have a value have
 * their own, or all the same substitute's. */
bool view_comparable(const struct view *v, uint32_t indicator, uint32_t area);
const char *view_file(const struct view *v, const struct cell *cell); /* "–" when none */
/* "[b]" when the points were computed on another number than the value, else the status mark. */
const char *view_mark(const struct view *v, uint32_t indicator, uint32_t area);
/* "file:line", and " m.fl." when the value was computed from more figures; "" when none. */
const char *view_origin(const struct view *v, const struct cell *cell);
const char *view_publisher(const struct view *v, const struct cell *cell);
/* "plats 9 av 33" / "ej bedömbar". */
const char *view_place(const struct view *v, uint32_t node, uint32_t area);
const char *view_grade(const struct view *v, uint32_t node, uint32_t area);

/* Width of a column for the names of the areas. */
double view_name_width(const struct view *v);

/* Cells: number or mark. */
void put_score(struct page *page, uint32_t row, uint32_t column, double score, bool bold);
void put_rank(struct page *page, uint32_t row, uint32_t column, int32_t rank);
void put_cell(struct page *page, uint32_t row, uint32_t column, const struct cell *cell,
              int decimals);
/* A year, "[å]" when it is not known, "[x]" when there is no value. */
void put_year(struct page *page, uint32_t row, uint32_t column, const struct cell *cell);
/* Wrapped text, "–" when there is none. */
void put_words(struct page *page, uint32_t row, uint32_t column, const char *text);
/* The headings in row `head` over the rows up to and without `row`, as a marked-up table that says
 * so when it is empty. `right`: a bit for each column of numbers. */
void put_table(const struct view *v, struct page *page, uint32_t head, uint32_t row,
               const char *name, const struct pair *heads, size_t count, unsigned right);

bool has_root(const struct view *v);
bool has_challenges(const struct view *v);
bool has_ideas(const struct view *v);

#endif
