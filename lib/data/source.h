/* From CSV files to a dataset. A source is described by a plain struct (made from the rules by
 * analysis); nothing here knows an agency, a heading or a municipality. */
#ifndef ETABLERA_DATA_SOURCE_H
#define ETABLERA_DATA_SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diagnostic.h"
#include "data/dataset.h"

struct area_register; /* data/register_of_areas: codes and all spellings of names -> area */

/* Reads a CSV of codes and names (";", "," or tab; headings kod/code, kommun/namn/name/country,
 * optional lan/group, rad/row, kolumn/column), UTF-8. False after a told error. */
bool areas_read(const char *path, struct arena *arena, struct areas *out, struct diagnostics *d);

/* `study`: the areas that get an index. `known`: every area that may be recognised and left out
 * knowingly (all 290); may be empty. Spellings: code, code without its leading zero, "CODE Name",
 * "CODE - Name", "Name kommun", "Name stad", genitive ("Names kommun"), transliterated
 * (a for å and ä, o for ö), any case, NBSP and trailing blanks. */
struct area_register *area_register_new(struct arena *arena, const struct areas *study,
                                        const struct areas *known);
enum area_kind {
    AREA_STUDY,  /* *index into study */
    AREA_KNOWN,  /* another known area: left out knowingly */
    AREA_ABOVE,  /* county, region, nation, total, "Uppgift saknas" */
    AREA_UNKNOWN /* told */
};
/* "CODE Name" whose code is another area's: that area's name, and the code; NULL otherwise. */
const char *area_of_code(const struct area_register *r, const char *text, struct arena *arena,
                         const char **code);
enum area_kind area_find(const struct area_register *r, const char *p, size_t n, uint32_t *index);

enum period_from { PERIOD_FROM_COLUMN, PERIOD_FROM_HEADINGS, PERIOD_STATED, PERIOD_NOT_STATED };

struct source_filter {
    const char *heading, *value;
    struct place place; /* of the line in the rules, for messages */
};

/* One variable that the source gives. */
struct source_column {
    const char *variable;
    const char *heading; /* with "{år}" or "{year}" in it when periods come from headings */
    const struct source_filter *where; /* rows that are this variable (long files), all must hold */
    size_t where_count;
    const char *title_heading, *title; /* expected title beside the id; NULL when none */
    bool is_text;
    bool is_percent; /* "55,0 %" is 55,0 */
    struct place place;
    const char *label;          /* what messages call it; NULL: as the variable */
    struct place heading_place; /* of the heading; line 0: as place */
};

struct source_spec {
    const char *name, *glob; /* glob: relative to the data folder */
    const char *encoding;    /* NULL = detect; "utf-8", "windows-1252", "latin-1" */
    char delimiter, decimal; /* 0 = detect */
    int skip_lines;          /* title lines above the heading; -1 = detect */
    const char *area_heading;
    const char *area_heading2; /* optional: county part of a split code, NULL when none */
    enum period_from period_from;
    const char *period_heading, *month_heading;
    int32_t period; /* when PERIOD_STATED */
    const char *sex_heading;
    const char *status_heading;
    const struct source_filter *filters;
    size_t filter_count;
    const struct source_column *columns;
    size_t column_count;
    const char *secret_mark; /* additional mark that means secret; NULL when none */
    int64_t expected_areas;  /* -1: all under study */
    bool optional;           /* no file is a note, not an error */
    struct place place, file_place, area_place, period_place, sex_place;
};

/* Reads every file that matches into the dataset (one more data_file each). Errors and counts are
 * told; rows that cannot be used are never guessed. Returns false when nothing could be read.
 * threads: 1 or more; the result does not depend on it. */
bool source_read(struct dataset *data, const struct area_register *areas,
                 const struct source_spec *spec, const char *folder, int threads,
                 struct diagnostics *d);

/* A register: one row per unit. Kept as columns of text for conditions over rows. */
struct register_column {
    const char *name, *heading;
    bool is_number;
    struct place place;
};
struct register_spec {
    const char *name, *glob, *area_heading;
    const char *encoding;
    char delimiter, decimal;
    int32_t period; /* year of the register, PERIOD_UNKNOWN when not stated */
    const struct register_column *columns;
    size_t column_count;
    bool optional;
    bool partial; /* areas without a row are expected and not told */
    struct place place, file_place, area_place;
};
struct register_table {
    size_t rows;
    uint32_t *area;     /* [rows] */
    uint32_t *line;     /* [rows] */
    uint32_t file;      /* index into dataset.files (first file) */
    const char ***text; /* [column][row], UTF-8, "" when empty */
    double **number;    /* [column][row] for number columns; NAN when missing; else NULL */
    bool *area_covered; /* [areas]: area has at least one row */
};
bool register_read(struct dataset *data, const struct area_register *areas,
                   const struct register_spec *spec, const char *folder, struct register_table *out,
                   struct diagnostics *d);

#endif
