/* A workbook that somebody else saved, read as far as answers need it: sheets, cells that hold
 * something, and names that stand for one cell. What Excel, LibreOffice, Gnumeric and libraries
 * write differently is one thing here: shared and inline strings, rich text, formulas' stored
 * results, truths, dates, cells without a reference. Nothing is computed and nothing is fetched. */
#ifndef ETABLERA_REPORT_RETURNED_H
#define ETABLERA_REPORT_RETURNED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

enum returned_kind {
    RETURNED_EMPTY,
    RETURNED_NUMBER,
    RETURNED_TEXT,
    RETURNED_TRUTH, /* number: 0 or 1 */
    RETURNED_ERROR  /* #N/A and the like, in text */
};
enum returned_form { RETURNED_PLAIN, RETURNED_PERCENT, RETURNED_DATE }; /* how a number is shown */

struct returned_cell {
    uint32_t row, column; /* from 0 */
    enum returned_kind kind;
    enum returned_form form;
    double number;
    const char *text; /* RETURNED_TEXT, RETURNED_ERROR: UTF-8, trimmed, never empty */
};
struct returned_sheet {
    const char *name;
    struct returned_cell *cells; /* sorted by row, column; those that hold something */
    size_t count, capacity;
};
struct returned_name {
    const char *name;
    uint32_t sheet, row, column; /* sheet UINT32_MAX: its cell is gone (#REF!) */
};
struct returned {
    struct returned_sheet *sheets;
    size_t sheet_count, sheet_capacity;
    struct returned_name *names; /* those that stand for one cell, or for a block: its first */
    size_t name_count, name_capacity;
    bool from_1904; /* days are counted from 1904-01-01 */
};

enum returned_fault {
    RETURNED_WHOLE,
    RETURNED_UNREADABLE, /* *why = errno */
    RETURNED_NOTHING,    /* no bytes */
    RETURNED_LOCKED,     /* has a password */
    RETURNED_OLD,        /* .xls */
    RETURNED_OPEN,       /* .ods */
    RETURNED_APPLE,      /* .numbers */
    RETURNED_BINARY,     /* .xlsb */
    RETURNED_WRITTEN,    /* text: .csv, .html */
    RETURNED_FOREIGN,    /* something else */
    RETURNED_DAMAGED,    /* a part is cut, wrong or absent */
    RETURNED_TOO_LARGE   /* over LIMIT_RETURNED_... */
};

/* Everything is copied into the arena. On a fault *out is empty. */
enum returned_fault returned_read(const char *path, struct arena *arena, struct returned *out,
                                  int *why);
/* The same of bytes in memory. */
enum returned_fault returned_read_bytes(const char *data, size_t size, struct arena *arena,
                                        struct returned *out);

/* NULL when there is none of that name (in any case, as in spreadsheets). */
const struct returned_name *returned_name(const struct returned *x, const char *name);
/* NULL when the cell holds nothing. */
const struct returned_cell *returned_cell(const struct returned *x, uint32_t sheet, uint32_t row,
                                          uint32_t column);
/* The day of a cell that counts days; 0 when it does not lie in 1900-2199. */
int32_t returned_day(const struct returned *x, const struct returned_cell *cell);
/* "C7" */
const char *returned_address(struct arena *arena, uint32_t row, uint32_t column);

#endif
