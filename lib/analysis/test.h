/* The tests of the rules: the tables on their own rows, the statements on the real data. */
#ifndef ETABLERA_ANALYSIS_TEST_H
#define ETABLERA_ANALYSIS_TEST_H

#include "analysis/analysis.h"

struct test_summary {
    size_t tests, cases, failed; /* a case: an expected cell, or a statement */
    size_t rules, touched;       /* those that a test names, of those that can be named */
};

/* Is there a statement on the real data? */
bool tests_need_data(const struct model *model);
/* Runs all tests. What fails, and the rules that no test touches, become lines of `out`. `real` and
 * `result` are what analysis_read() and analysis_run() made; NULL when no statement needs them. */
struct test_summary tests_run(const struct model *model, const struct dataset_bundle *real,
                              const struct result *result, const struct analysis_options *o,
                              enum lang lang, struct text *out);
/* Tells statements about areas that are not among those under study (E830). */
void tests_check(const struct model *model, const struct dataset *data, struct diagnostics *d);

#endif
