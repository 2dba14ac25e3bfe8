/* The dataset: area x variable x period x sex -> value, status, place of origin. Columnar, one
 * struct series a variable. Nothing else in the program holds data. Built by the source reader,
 * then frozen (sorted); read only after that. */
#ifndef ETABLERA_DATA_DATASET_H
#define ETABLERA_DATA_DATASET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/diagnostic.h"

/* What a cell is. Those up to STATUS_LAST_VALUE carry a number, the others never do. */
enum status {
    STATUS_OBSERVED, /* a number as published */
    STATUS_NOTHING,  /* "-" in PxWeb: a true zero, value 0 */
    STATUS_NO_YEAR,  /* a number whose year the source does not state; used and marked [å] */
    STATUS_AGED,     /* an earlier year's number used for the base year; marked [e] */
    STATUS_IMPUTED,  /* computed in place of a missing one; marked [e] */
    STATUS_LAST_VALUE = STATUS_IMPUTED,
    STATUS_MISSING,       /* empty, no row, not reported: [x] */
    STATUS_UNAVAILABLE,   /* ".." not available: [x] */
    STATUS_SECRET,        /* suppressed: [c] */
    STATUS_SMALL,         /* "<5": [k] */
    STATUS_NOT_APPLICABLE /* ".": [z] */
};
static inline bool status_has_value(uint8_t s)
{
    return s <= STATUS_LAST_VALUE;
}
/* "" for OBSERVED and NOTHING, else "[å]" "[e]" "[x]" "[c]" "[k]" "[z]". */
const char *status_mark(uint8_t status);
/* A machine word for CSV and JSON: "observerad", "inget", "år okänt", "äldre", "beräknad",
 * "saknas", "ej tillgänglig", "sekretess", "litet antal", "ej tillämplig". Same in both languages.
 */
const char *status_word(uint8_t status);
/* That word as it is said to people in a language; one that is no status as it is. */
const char *status_said(const char *word, enum lang lang);

enum sex { SEX_TOTAL, SEX_WOMEN, SEX_MEN };

/* The areas under study (33 municipalities, 290, or any list), in the order of their file. */
struct area {
    const char *code, *name, *group; /* group: county or any third column; "" when none */
    int tile_row, tile_column;       /* place on the tile map; -1 when none */
};
struct areas {
    size_t count;
    struct area *items;
};

/* All observations of one variable, sorted by (area, sex, period) once frozen. */
struct series {
    const char *name;   /* the variable's name in the rules */
    const char *source; /* the source's name in the rules */
    bool is_text;       /* value is then an index into dataset.texts */
    bool sorted;        /* in order already; private to dataset.c */
    size_t count, capacity;
    uint32_t *area;
    int32_t *period; /* base/date.h */
    uint8_t *sex;
    uint8_t *status;
    double *value;
    uint32_t *file; /* index into dataset.files */
    uint32_t *line;
};

struct data_file {
    const char *path;     /* relative to the data folder, as shown to people */
    const char *source;   /* name of the source or register that read it */
    const char *encoding; /* "UTF-8", "UTF-8 BOM", "Windows-1252" */
    char delimiter, decimal;
    uint64_t size, rows, used, other_areas, unknown_areas, filtered; /* counts of rows */
    uint32_t crc; /* CRC-32 of the bytes, as evidence of which file it was */
};

struct names;

struct dataset {
    struct arena *arena;
    struct areas areas;
    struct series *series;
    size_t series_count, series_capacity;
    struct data_file *files;
    size_t file_count, file_capacity;
    const char **texts;
    size_t text_count, text_capacity;
    struct names *text_names; /* text -> index, private to dataset.c */
};

struct dataset *dataset_new(struct areas areas); /* copies the areas into its own arena */
void dataset_free(struct dataset *data);
/* Index of a variable's series; made when `create`. SIZE_MAX when absent. */
size_t dataset_series(struct dataset *data, const char *name, bool create);
void dataset_add(struct dataset *data, size_t series, uint32_t area, int32_t period, enum sex sex,
                 enum status status, double value, uint32_t file, uint32_t line);
/* Index of a text in texts, added when new. */
size_t dataset_text(struct dataset *data, const char *text, size_t length);
/* Sorts every series. The same cell twice must have been told before (source.h); the first in file
 * order is kept. */
void dataset_freeze(struct dataset *data);

/* Observations on their way into a series: what a reader gathers from one piece of one file. */
struct observation {
    double value;
    uint32_t area;
    int32_t period;
    uint32_t line;
    uint8_t sex, status;
};
struct observations {
    const struct observation *items;
    size_t count;
    uint32_t file, line_base; /* added to each line */
};
/* Puts pieces, in file order, into a series that then is sorted; linear in the number of rows
 * unless the periods of an area are out of order. A cell that is there already is told by
 * twice(context, first, second) and left out. twice may be NULL. */
typedef void dataset_twice(void *context, const struct dataset *data, size_t series,
                           const struct observation *first, uint32_t first_file,
                           const struct observation *second, uint32_t second_file);
void dataset_store(struct dataset *data, size_t series, const struct observations *pieces,
                   size_t piece_count, dataset_twice *twice, void *context);

/* One cell read out of a frozen series. status MISSING, period 0 and file UINT32_MAX when absent.
 */
struct cell {
    double value; /* 0 when there is none: look at status first */
    uint8_t status;
    int32_t period;
    uint32_t file, line; /* of the first figure it was computed from */
    bool more;           /* computed from more figures than that one */
};
struct cell dataset_get(const struct dataset *data, size_t series, uint32_t area, int32_t period,
                        enum sex sex);
/* The observations of one area and sex: [*first, *end) in the series, ascending periods. */
void dataset_range(const struct dataset *data, size_t series, uint32_t area, enum sex sex,
                   size_t *first, size_t *end);
bool dataset_has_sex(const struct dataset *data, size_t series);

#endif
