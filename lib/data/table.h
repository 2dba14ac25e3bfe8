/* A CSV file opened: what its bytes are, its encoding and delimiter, where its headings stand. Both
 * the reader of sources and the reader of registers begin here, and tell their findings here. */
#ifndef ETABLERA_DATA_TABLE_H
#define ETABLERA_DATA_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"
#include "base/file.h"
#include "data/csv.h"
#include "data/dataset.h"
#include "data/encoding.h"

struct table_spec {
    const char *source;   /* name of the source or register */
    const char *encoding; /* NULL = detect */
    char delimiter;       /* 0 = detect */
    int skip_lines;       /* -1 = detect */
    const char *area_heading;
};

struct table {
    struct arena *arena; /* lives as long as the table */
    const char *shown;   /* path as people see it */
    struct file_bytes bytes;
    enum encoding encoding;
    bool bom, stated; /* how sure the encoding is */
    char delimiter;
    char **headings; /* UTF-8, tidy */
    size_t columns;
    unsigned heading_line, body_line;
    size_t heading_offset, body; /* bytes from the start of the file */
    struct csv_record sample;    /* the first row below the headings */
};

/* Opens a file; false after a told error (nothing to close then). */
bool table_open(struct table *t, const char *path, const char *shown, const struct table_spec *spec,
                struct diagnostics *d);
void table_close(struct table *t);

/* Column of a heading, SIZE_MAX when absent. */
size_t table_find(const struct table *t, const char *heading);
/* As table_find; tells E501 at `place` (the line in the rules) when absent. */
size_t table_column(struct table *t, const char *heading, struct place place,
                    struct diagnostics *d);

/* The place of a field; column SIZE_MAX = the line as a whole. */
struct place table_place(const struct table *t, unsigned line, size_t offset, size_t column);

/* Tells what keeps bytes from being CSV at all (empty, UTF-16, a web page ...); false when nothing
 * does. Needs t->shown and t->bytes. */
bool table_tell_shape(const struct table *t, struct diagnostics *d);

/* Tells that no file matches: an error, or a note when the source is optional; a warning when a
 * file with a name near to the pattern lies there. */
void table_tell_no_file(const char *folder, const char *glob, const char *source, bool optional,
                        struct place place, struct diagnostics *d);

/* Tells a NUL byte at an offset. */
void table_tell_nul(const struct table *t, size_t offset, struct diagnostics *d);

/* "UTF-8", "UTF-8 BOM" or "Windows-1252". */
const char *table_encoding(const struct table *t);

/* ---- Findings in rows: the first few singly, the rest counted ---- */

enum finding_kind {
    FINDING_RAGGED,
    FINDING_QUOTES,
    FINDING_BROKEN,
    FINDING_UNTERMINATED,
    FINDING_TOO_LARGE,
    FINDING_AREA,
    FINDING_NUMBER,
    FINDING_PERIOD,
    FINDING_SEX,
    FINDING_KINDS
};
enum { FINDINGS_TOLD = 5 };

struct finding {
    unsigned line;
    size_t offset, column, detail;
    const char *text; /* UTF-8, or NULL */
};
struct findings {
    struct finding told[FINDING_KINDS][FINDINGS_TOLD];
    size_t count[FINDING_KINDS];
};

struct area_register; /* data/source.h */

/* `text` is copied into the arena when it is among those told. */
void findings_add(struct findings *f, enum finding_kind kind, const struct csv_row *row,
                  size_t column, size_t detail, struct str text, struct arena *arena);
/* Those of a piece further down in the file, whose lines began at 0. */
void findings_join(struct findings *f, const struct findings *later, unsigned line_base);
void findings_tell(const struct findings *f, const struct table *t, char decimal,
                   const struct area_register *areas, struct diagnostics *d);
enum finding_kind finding_of(enum csv_trouble trouble);
/* One more sum of `code` with its count; nothing when count is 0. */
void tell_rest(const char *file, const char *code, size_t count, struct diagnostics *d);

/* "A, B, C", at most 12, or the first 10 and how many more. `missing` has one flag an area. */
const char *area_list(const struct areas *areas, const bool *missing, struct diagnostics *d);

#endif
