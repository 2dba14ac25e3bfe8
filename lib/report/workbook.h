/* The two kinds of workbook: which sheets, in which order. */
#ifndef ETABLERA_REPORT_WORKBOOK_H
#define ETABLERA_REPORT_WORKBOOK_H

#include "analysis/result.h"

/* The workbook of all areas, and that of one. False after a told error; the old file is kept. */
bool workbook_of_all(const struct result *r, enum lang lang, const char *path,
                     struct diagnostics *d);
/* The plain edition: one table a sheet. */
bool workbook_plain(const struct result *r, enum lang lang, const char *path,
                    struct diagnostics *d);
bool workbook_of_area(const struct result *r, enum lang lang, uint32_t area, const char *path,
                      struct diagnostics *d);

#endif
