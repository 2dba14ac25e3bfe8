/* Read-back: is the workbook on disk the one that was meant? libxlsxwriter reports success on a
 * full disk, so nothing is published before this has said yes. */
#ifndef ETABLERA_REPORT_VERIFY_H
#define ETABLERA_REPORT_VERIFY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A value that was written. Text cells have text != NULL. A cell with a formula (without "=") holds
 * the value as its stored result. */
struct meant_cell {
    uint32_t row, column; /* from 0 */
    double number;
    const char *text;
    const char *formula; /* NULL: none */
};
struct meant_sheet {
    const char *name;
    const struct meant_cell *cells; /* sorted by row, column; no cell twice */
    size_t count;
};

enum verify_fault {
    VERIFY_WHOLE,
    VERIFY_UNREADABLE, /* the file cannot be opened */
    VERIFY_ZIP,        /* a part is cut, does not inflate, or its CRC-32 is wrong */
    VERIFY_PART,       /* an expected part is absent */
    VERIFY_XML,        /* a part is not well-formed XML */
    VERIFY_NAMES,      /* the sheets are not those meant */
    VERIFY_COUNT,      /* a sheet holds another number of values */
    VERIFY_VALUE       /* a value differs */
};

struct verify_report {
    enum verify_fault fault;
    char part[80];
    uint32_t row, column; /* VERIFY_VALUE, from 0 */
};

/* True when the workbook at path is whole: every part inflates with the right CRC-32 and parses,
 * all expected parts are there, and each sheet holds exactly the cells meant (numbers within the 16
 * digits the format carries, texts and formulas identical). */
bool verify_workbook(const char *path, const struct meant_sheet *sheets, size_t count,
                     struct verify_report *report);

#endif
