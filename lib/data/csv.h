/* CSV in strict mode over libcsv, with what it lacks: line numbers, row lengths, a ceiling on
 * fields, and the repair of quotes that PxWeb does not escape.
 *
 * A reader names the columns it wants; each such column has a slot that holds the latest field. A
 * slot's version changes only when its bytes do, so whoever interprets a column can skip the work
 * on the long runs of equal values that statistics files consist of. */
#ifndef ETABLERA_DATA_CSV_H
#define ETABLERA_DATA_CSV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct csv_slot {
    char *p;
    size_t n, capacity;
    uint32_t version;
};

enum csv_trouble {
    CSV_RAGGED,       /* another number of fields than the heading: detail = fields found */
    CSV_QUOTES,       /* unescaped quotes, repaired: the row is used */
    CSV_BROKEN,       /* quotes that could not be repaired: the line is left out */
    CSV_UNTERMINATED, /* a quote that never closes: nothing after it is read */
    CSV_TOO_LARGE     /* a field over LIMIT_FIELD: nothing after it is read */
};

struct csv_row {
    unsigned line;
    size_t offset; /* of the line's first byte in the data */
};

struct csv_scan {
    char delimiter;
    size_t columns;         /* fields that each row must have */
    const int32_t *slot_of; /* [columns]: slot of a column, -1 when nobody asks for it */
    struct csv_slot *slots; /* released with csv_slots_free() */
    size_t slot_count;
    unsigned first_line;  /* number of the line at `begin` */
    bool stop_at_trouble; /* leave at the first quote that is wrong */
    void (*row)(void *context, const struct csv_row *row);
    void (*trouble)(void *context, enum csv_trouble kind, const struct csv_row *row, size_t detail);
    void *context;
    /* Out: */
    unsigned lines; /* physical lines passed */
    bool troubled;  /* a quote was wrong somewhere */
};

/* Reads data[begin, end). Returns false when it stopped before the end. */
bool csv_scan(struct csv_scan *scan, const char *data, size_t begin, size_t end);

struct csv_slot *csv_slots_new(size_t count);
void csv_slots_free(struct csv_slot *slots, size_t count);

/* One record as fields, copied into the arena; for headings and samples. */
struct csv_record {
    struct str *fields;
    size_t count;
    unsigned line; /* from 1 at data */
    size_t offset, end;
};
/* Reads up to `most` records from the start of data; a record that libcsv refuses is read by the
 * forgiving rule. Returns how many. */
size_t csv_records(struct arena *arena, const char *data, size_t n, char delimiter,
                   struct csv_record *out, size_t most);

/* Where a field stands in a line: bytes from its start. False when the line has no such field. */
bool csv_field_span(const char *line, size_t n, char delimiter, size_t column, size_t *start,
                    size_t *length);
/* Length of the line at data[at], without CR and LF. */
size_t csv_line_length(const char *data, size_t n, size_t at);
/* Splits data[begin, end) in two at the first line end from `wanted` on. Should that stand inside
 * quotes, csv_scan() of the first part meets a quote that never closes, and is troubled. */
size_t csv_split(const char *data, size_t begin, size_t end, size_t wanted);

#endif
