/* What a name is worth in each area, read out of a finished result: for those who ask of a single
 * thing. */
#ifndef ETABLERA_ANALYSIS_VALUES_H
#define ETABLERA_ANALYSIS_VALUES_H

#include "analysis/analysis.h"

struct value_row {
    uint32_t area;
    struct cell cell;                   /* look at its status first */
    const char *text;                   /* of what is a text, or a grade; NULL when there is none */
    double points;                      /* of an indicator; NAN when none */
    const struct indicator *substitute; /* whose value it is, in its own unit; NULL: its own */
};
struct values {
    struct value_row *rows; /* [areas], largest value first, those without last; in the arena */
    size_t count;           /* 0: a thing without values */
    struct unit unit;
    bool is_truth, has_points, has_years;
};
/* Of a source's column the newest value of each area, whatever its year. */
struct values values_of(const struct result *r, const struct dataset_bundle *b, struct ref ref,
                        enum lang lang, struct arena *arena);
/* "12,5 % (2024)", "ja", "okänd", the text, or "saknas". */
void value_text(const struct values *v, const struct value_row *row, enum lang lang,
                struct text *out);

#endif
