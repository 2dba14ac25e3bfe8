/* Private to the reader of workbooks: what returned.c and returned_cells.c share. */
#ifndef ETABLERA_REPORT_RETURNED_PARTS_H
#define ETABLERA_REPORT_RETURNED_PARTS_H

#include "report/returned.h"
#include "report/zip.h"

/* What cells refer to by number. */
struct returned_tables {
    const char **strings; /* shared strings */
    size_t string_count, string_capacity;
    uint8_t *forms; /* enum returned_form of each cell format */
    size_t form_count, form_capacity;
};

bool returned_read_strings(const struct zip_part *part, struct arena *arena,
                           struct returned_tables *t);
bool returned_read_forms(const struct zip_part *part, struct arena *arena,
                         struct returned_tables *t);
/* RETURNED_WHOLE, RETURNED_DAMAGED or RETURNED_TOO_LARGE; `room` is what is left of
 * LIMIT_RETURNED_CELLS. */
enum returned_fault returned_read_cells(const struct zip_part *part,
                                        const struct returned_tables *t, struct arena *arena,
                                        struct returned_sheet *sheet, size_t *room);

/* "$AB$12" -> row 11, column 27, and *end after it; false when it is no reference. */
bool returned_reference(const char *p, uint32_t *row, uint32_t *column, const char **end);

#endif
