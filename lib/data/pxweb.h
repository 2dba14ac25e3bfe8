/* PxWebApi, version 2: which selections a table has, the addresses that ask for them, and the parts
 * of an answer put together. Nothing here asks anybody; fetch_pxweb.c does.
 *
 * A variable that is left out of a question is left out of the answer without a word, the regions
 * too. So the rules must say something of every variable of the table: codes, or that it is summed
 * (which only some variables can be). */
#ifndef ETABLERA_DATA_PXWEB_H
#define ETABLERA_DATA_PXWEB_H

#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"
#include "data/fault.h"

/* What the rules say of one variable. */
struct pxweb_selection {
    const char *variable, *codes; /* "12*", "top(5)", "0180,1280", "from(2000)" */
    bool summed;
};

struct pxweb_variable {
    const char *code;
    bool can_be_summed, summed;
    const char *const *codes; /* [count] in the table's order */
    size_t count;
    bool *chosen; /* [count] */
    size_t chosen_count;
    const char *asked; /* as the rules write it; NULL: the chosen codes one by one */
};

struct pxweb_table {
    struct arena *arena;
    struct pxweb_variable *variables;
    size_t count;
    size_t time, measure; /* SIZE_MAX when the table does not say */
};

/* From the table's metadata (JSON-stat 2). */
bool pxweb_table(struct arena *arena, const char *p, size_t n, struct pxweb_table *out,
                 struct fault *f);
bool pxweb_choose(struct pxweb_table *t, const struct pxweb_selection *selections, size_t count,
                  struct fault *f);

/* One question: where, and how many rows its answer has under the heading. */
struct pxweb_part {
    const char *address;
    size_t rows;
};
/* Few enough cells and short enough addresses, split over the variable with the most codes.
 * years_in_headings: one column a year, else one a measure. */
bool pxweb_parts(const struct pxweb_table *t, const char *base, bool years_in_headings,
                 struct pxweb_part **parts, size_t *count, struct fault *f);
const char *pxweb_metadata_address(struct arena *arena, const char *base);

/* Is the answer the next part of those before it? Its heading must be the same as theirs (kept in
 * *heading), its rows as many as `rows`. *body: what of it belongs in the file. The bytes stay as
 * they are (Latin-1 as a rule). */
bool pxweb_join(struct text *heading, const char *p, size_t n, size_t rows, struct str *body,
                struct arena *arena, struct fault *f);

#endif
