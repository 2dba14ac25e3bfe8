/* Local facts: what people on the spot answered. */
#ifndef ETABLERA_ANALYSIS_FACTS_H
#define ETABLERA_ANALYSIS_FACTS_H

#include "analysis/analysis.h"
#include "data/fact_log.h"

/* What an answer says, without where it stands or who gave it; v->text points at `text`. Numbers
 * have a decimal comma. False when it cannot be understood. */
bool fact_take(const struct fact *fact, const char *text, struct fact_value *v);
/* Is it an answer, or unknown? */
bool fact_known(const struct fact_value *v);
/* Do both say the same? */
bool fact_same(const struct fact_value *a, const struct fact_value *b);

/* Only the areas and their local facts: what analysis_read() reads of them and nothing else. The
 * log of answers goes to *log, in the bundle's arena. NULL when they could not be read (told). */
struct dataset_bundle *facts_read(const struct model *m, const struct analysis_options *o,
                                  struct diagnostics *d, struct fact_log *log);
/* What the local facts say of an area, as written; NULL when nothing. */
const char *facts_text(const struct dataset_bundle *b, uint32_t fact, uint32_t area);

/* Fills result.facts[k][i]; private to lib/analysis. */
struct work;
void run_answer(struct work *w, uint32_t k, size_t i);

#endif
