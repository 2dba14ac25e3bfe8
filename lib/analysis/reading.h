/* Parts of reading that fetching shares: what the rules declare, as plain descriptions. All of it
 * lives as long as the bundle. */
#ifndef ETABLERA_ANALYSIS_READING_H
#define ETABLERA_ANALYSIS_READING_H

#include "analysis/evaluate.h"

/* The model's areas and the register of all, nothing read yet; NULL: told. */
struct dataset_bundle *bundle_areas(const struct model *m, struct diagnostics *d);
struct source_spec bundle_source(struct dataset_bundle *b, const struct model *m, uint32_t k);
struct register_spec bundle_register(struct dataset_bundle *b, const struct model *m, size_t k);

#endif
