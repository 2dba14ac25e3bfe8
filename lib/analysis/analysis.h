/* model x data folder -> result. */
#ifndef ETABLERA_ANALYSIS_ANALYSIS_H
#define ETABLERA_ANALYSIS_ANALYSIS_H

#include "analysis/result.h"
#include "base/text.h"

struct analysis_options {
    const char *data_folder;
    int32_t day; /* 0 = the model's */
    int threads;
    const char *const *overrides; /* the changes in force, in words: result.overrides */
    size_t override_count;
};

/* Reads the sources that the model declares. NULL when nothing could be read (told). */
struct dataset_bundle; /* dataset + registers, owned */
struct dataset_bundle *analysis_read(const struct model *model, const struct analysis_options *o,
                                     struct diagnostics *d);
const struct dataset *bundle_data(const struct dataset_bundle *b);
void bundle_free(struct dataset_bundle *b);

/* Never fails on data: what cannot be judged is said in the result. The result points into the
 * model and the bundle, which must outlive it. */
struct result *analysis_run(const struct model *model, const struct dataset_bundle *b,
                            const struct analysis_options *o, struct diagnostics *d);
void result_free(struct result *r);

/* explain: why an area got what it got, as lines of text; when `what` is not NULL, of that alone.
 */
void explain(const struct result *r, uint32_t area, const struct ref *what, enum lang lang,
             struct text *out);
/* data: what was read, from where, how old, how complete. */
void describe_data(const struct result *r, enum lang lang, struct text *out);

#endif
