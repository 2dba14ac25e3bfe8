/* What the files of the tests share. Private to lib/analysis/test*.c. */
#ifndef ETABLERA_ANALYSIS_TEST_PARTS_H
#define ETABLERA_ANALYSIS_TEST_PARTS_H

#include "analysis/evaluate.h"
#include "analysis/test.h"

/* One small world: a table's rows as areas, or the real data. */
struct trial {
    const struct model *model; /* the rules' own: labels and places */
    struct work work;
    enum lang lang;
    struct text *out;
};

/* What came out for a column and an area. */
struct outcome {
    bool has;
    double number; /* in the column's unit; truths 1 and 0; a grade, a position */
    const char *text;
};

/* The rules with the assumptions that the table gives; in the arena. */
const struct model *test_model(struct arena *arena, const struct model *m, const struct test *t);
/* The table's rows as a bundle. */
struct dataset_bundle *test_bundle(const struct model *m, const struct test *t);

/* test_show.c: what failed, with the values that went into it. */
void show_cell(struct trial *trial, const struct test *t, size_t row, size_t column,
               const struct outcome *got);
void show_statement(struct trial *trial, const struct test *t, const struct statement *s,
                    uint32_t area);
void show_unknown_area(struct trial *trial, const struct test *t, const struct statement *s);
/* test_terms.c: the lines that x stands on, with the value of each term under it. */
void show_terms(struct trial *trial, const struct expr *x, uint32_t area, int32_t year);

/* test_touch.c: which rules a test names. */
struct touch {
    const struct model *model;
    bool *touched[SYMBOL_KINDS];
};
struct touch *touch_new(struct arena *arena, const struct model *m);
void touch_ref(struct touch *t, struct ref ref);
void touch_expression(struct touch *t, const struct expr *x);
void touch_report(const struct touch *t, enum lang lang, struct text *out,
                  struct test_summary *sum);

#endif
