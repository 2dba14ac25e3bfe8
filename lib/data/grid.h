/* A small CSV file read whole: every cell as UTF-8 text, with its place. For tables that people
 * keep by hand; statistics go through source.h. */
#ifndef ETABLERA_DATA_GRID_H
#define ETABLERA_DATA_GRID_H

#include "data/table.h"

struct grid_row {
    unsigned line;
    size_t offset;
    const char **cells; /* [table.columns], tidy, "" when empty */
};
struct grid {
    struct table table;
    struct grid_row *rows; /* those that are not blank throughout */
    size_t count, capacity;
};

/* False after a told error (nothing to close then). Rows that cannot be read are told and left out.
 */
bool grid_open(struct grid *g, const char *path, const char *shown, const struct table_spec *spec,
               struct diagnostics *d);
void grid_close(struct grid *g);
struct place grid_place(const struct grid *g, size_t row, size_t column);
struct place grid_heading_place(const struct grid *g, size_t column);
/* The cell as a number. Without a stated decimal sign (0) the one that goes with the delimiter is
 * tried first. False: it is none. */
bool grid_number(const struct grid *g, size_t row, size_t column, char decimal, double *out);

#endif
