/* A CSV file with one row an area, opened to be changed in single cells. Every other byte of it
 * stays: order of rows and columns, quotes, remarks in columns of one's own. Only the encoding may
 * change: a Windows-1252 file is written as UTF-8 with a byte order mark. */
#ifndef ETABLERA_REPORT_FACTS_TABLE_H
#define ETABLERA_REPORT_FACTS_TABLE_H

#include "analysis/analysis.h"

struct facts_table;

/* NULL after a told error. */
struct facts_table *facts_table_open(const char *path, const char *area_heading,
                                     const struct dataset_bundle *b, struct arena *arena,
                                     struct diagnostics *d);
/* The same of a text that is not yet a file. */
struct facts_table *facts_table_new(const char *path, const char *text, const char *area_heading,
                                    const struct dataset_bundle *b, struct arena *arena);

const char *facts_table_path(const struct facts_table *f);
bool facts_table_has_column(const struct facts_table *f, const char *heading);
bool facts_table_has_area(const struct facts_table *f, uint32_t area);
/* Puts a text in a cell. A row for an area that has none is added, with its code and name. False
 * when there is no such column, or the row cannot be taken apart. */
bool facts_table_put(struct facts_table *f, uint32_t area, const char *code, const char *name,
                     const char *heading, const char *text);
/* The whole as it should be written, and a look at it: is each cell that was not put as it was?
 * False when not; nothing must then be written. */
bool facts_table_text(const struct facts_table *f, struct text *out);

#endif
