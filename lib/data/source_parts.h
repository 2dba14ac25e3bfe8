/* The inside of the source reader: what source.c (files and sums), source_bind.c (headings to
 * columns) and source_rows.c (rows to observations) share. */
#ifndef ETABLERA_DATA_SOURCE_PARTS_H
#define ETABLERA_DATA_SOURCE_PARTS_H

#include "data/names.h"
#include "data/source.h"
#include "data/table.h"

enum { NO_SLOT = -1, SEEN_VALUES = 64 };

/* What a value cell is read into: a variable, in one column of the file. */
struct target {
    uint32_t column; /* index into spec->columns */
    int32_t slot;
    int32_t period; /* when periods come from headings */
    int32_t title_slot;
    const uint32_t *wanted; /* [group->count]: value of each condition's column; NULL when none */
    uint32_t next;          /* next target with the same wanted values, UINT32_MAX = last */
};

/* A column of the file that decides which variable a row is. Values are numbered from 1. */
struct condition {
    int32_t slot;
    struct names *values;
    uint32_t value_count;
};

/* Targets whose conditions are on the same columns; `table` finds them by the values. */
struct group {
    uint32_t *conditions;
    size_t count;
    uint32_t *table; /* open addressing: target + 1, 0 = free */
    size_t size;
};

/* The spec bound to one file's headings. Read only while rows are read. */
struct binding {
    struct arena *arena;
    const struct source_spec *spec;
    int32_t *slot_of;  /* [table columns] */
    size_t *column_of; /* [slots]: the other way */
    size_t slots;
    int32_t area, area2, period, month, sex, status;
    int32_t *filters; /* [spec->filter_count] */
    struct target *targets;
    size_t target_count, target_capacity;
    struct condition *conditions;
    size_t condition_count, condition_capacity;
    struct group *groups;
    size_t group_count, group_capacity;
};

/* Tells every heading that is missing; false when no row could be used. */
bool source_bind(struct binding *b, struct table *t, const struct source_spec *spec,
                 struct diagnostics *d);
uint32_t group_hash(const uint32_t *values, size_t n);

/* Periods and sexes as they are written. */
bool period_read(struct str s, int32_t *period);
bool month_read(struct str s, int32_t *month);
bool sex_read(struct str s, enum sex *sex);
/* A cell of a value column that is no plain number; false = not understood. */
bool mark_read(struct str s, const char *secret_mark, enum status *status);
/* 0 when the status column says nothing that concerns us. */
enum status status_column_read(struct str s, bool *says);

/* Observations of one variable from one piece. */
struct gathered {
    struct observation *items;
    size_t count, capacity;
};
struct mismatch {
    bool found;
    unsigned line;
    size_t offset;
    int32_t slot;
    const char *seen;
};

/* One piece of a file, read by one thread. Nothing in it is shared but what is const. */
struct piece {
    const struct table *table;
    const struct binding *binding;
    const struct area_register *areas;
    size_t area_count; /* under study */
    size_t begin, end;
    char decimal;
    bool stop_at_trouble;
    /* Out: */
    struct arena *arena;
    struct csv_scan scan;
    struct gathered *columns; /* [spec->column_count] */
    struct mismatch *titles;  /* [spec->column_count] */
    bool *filter_hit;         /* [spec->filter_count] */
    const char **seen;        /* [spec->filter_count * SEEN_VALUES] */
    size_t *seen_count;
    struct findings findings;
    uint64_t rows, used, other_areas, unknown_areas, filtered;
    uint32_t crc;
    size_t left; /* bytes of the file before this need not be in memory any more */
    bool not_utf8;
    const char *nul;              /* the first NUL byte, NULL when there is none */
    struct finding other_decimal; /* first number that only the other decimal sign explains */
    const char **texts;           /* of text columns, by the observation's value */
    size_t text_count, text_capacity;
    struct row_state *state;
};

void piece_read(struct piece *piece);
void piece_free(struct piece *piece);

#endif
