/* Kolada's programming interface, version 3: addresses to ask, pages to read, and the file that the
 * rows land in. Nothing here asks anybody; fetch_kolada.c does.
 *
 * A page is {"count", "values": [{"kpi", "municipality", "period", "values": [{"gender": "T",
 * "status", "value", "isdeleted"}]}], "next_url"}. Rows taken back, other areas and other key
 * figures than those asked for are left out and counted. */
#ifndef ETABLERA_DATA_KOLADA_H
#define ETABLERA_DATA_KOLADA_H

#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/fault.h"

enum { KOLADA_IDS = 25, KOLADA_PAGE = 5000 };

/* One key figure that the rules name. */
struct kolada_figure {
    const char *id;
    const char *wanted; /* title in the rules; NULL when they do not say */
    const char *title;  /* Kolada's; NULL when it has no such figure */
    bool asked;         /* its numbers are asked for */
    bool kept;          /* the earlier file's rows stand for it */
    size_t rows;
};

struct kolada_row;

struct kolada {
    struct arena *arena;
    struct kolada_figure *figures;
    size_t figure_count;
    const char *const *areas;
    size_t area_count;
    struct names *figure_names, *area_names, *cells;
    struct kolada_row *rows;
    size_t row_count, row_capacity;
    size_t taken_back, unasked;              /* rows left out */
    size_t secret_numbers, unknown_statuses; /* numbers left out; rows with a word not known */
    bool first_of_page;
};

/* The figures, in the order of the rules, once each; areas are codes. Both must outlive it. */
void kolada_begin(struct kolada *k, struct arena *arena, struct kolada_figure *figures,
                  size_t figure_count, const char *const *areas, size_t area_count);

/* The addresses that ask for titles, and for numbers of the figures that are `asked`; each has at
 * most KOLADA_IDS ids in a segment. In the arena. */
const char **kolada_title_addresses(const struct kolada *k, const char *base, size_t *count);
const char **kolada_value_addresses(const struct kolada *k, const char *base, size_t *count);

/* Read a page. False: the page is not what was asked for. *next: the next page, NULL after the
 * last.
 */
bool kolada_titles(struct kolada *k, const char *p, size_t n, const char **next, struct fault *f);
bool kolada_values(struct kolada *k, const char *p, size_t n, const char **next, struct fault *f);

/* The file: kpi;title;municipality;period;gender;value;status, in the order of the rules, areas,
 * years, T K M. Figures that are kept have the rows of `earlier`, an older file of that kind. */
void kolada_landing(struct kolada *k, struct str earlier, struct text *out);

#endif
