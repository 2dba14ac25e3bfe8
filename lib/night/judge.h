/* A reading of the data, compared with the last approved one. */
#ifndef ETABLERA_NIGHT_JUDGE_H
#define ETABLERA_NIGHT_JUDGE_H

#include "analysis/analysis.h"

enum { MOST_READERS = 32 }; /* sources that read the same files */

struct reading {
    struct dataset_bundle *bundle; /* NULL: nothing could be read */
    struct diagnostics *told;
    struct analysis_options options;
};
struct reading reading_of(const struct model *m, const struct analysis_options *o,
                          const char *folder, enum lang lang);
void reading_free(struct reading *r);

struct verdict {
    bool good;
    const char *why[2]; /* [lang] when not */
    size_t jumps;       /* values that jumped */
    const char *jumped; /* the first of them, in words */
};
/* The files are gone. */
void verdict_gone(struct verdict *v);
/* A file of them cannot be opened; why: errno. */
void verdict_unreadable(struct verdict *v, struct arena *arena, const char *name, int why);
/* Is what the sources say in `fresh` to be taken in place of what they said in `approved`?
 * may_lose: single values may go, as an answer that somebody takes back. */
void reading_judge(const struct reading *approved, const struct reading *fresh,
                   const char *const *sources, size_t source_count, bool may_lose, enum lang lang,
                   struct arena *arena, struct verdict *out);

#endif
