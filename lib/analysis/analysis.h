/* model x data folder -> result. */
#ifndef ETABLERA_ANALYSIS_ANALYSIS_H
#define ETABLERA_ANALYSIS_ANALYSIS_H

#include "analysis/contribution.h"
#include "analysis/result.h"
#include "base/text.h"

struct analysis_options {
    const char *data_folder;
    int32_t day; /* 0 = the model's */
    int threads;
    int32_t draws, seed;          /* of the rank intervals; 0 = the model's; -1 draws: none */
    const char *const *overrides; /* the changes in force, in words: result.overrides */
    size_t override_count;
};

/* Reads the sources that the model declares. NULL when nothing could be read (told). */
struct dataset_bundle; /* dataset + registers, owned */
struct dataset_bundle *analysis_read(const struct model *model, const struct analysis_options *o,
                                     struct diagnostics *d);
const struct dataset *bundle_data(const struct dataset_bundle *b);
/* An area under study by any spelling that the tables may use, "CODE Name" too. */
bool bundle_area(const struct dataset_bundle *b, const char *asked, uint32_t *area);
void bundle_free(struct dataset_bundle *b);

/* Never fails on data: what cannot be judged is said in the result. The result points into the
 * model and the bundle, which must outlive it. */
struct result *analysis_run(const struct model *model, const struct dataset_bundle *b,
                            const struct analysis_options *o, struct diagnostics *d);
void result_free(struct result *r);

/* How sure the places are, and what moves them: fills result.uncertain and result.sensitivity,
 * once. Both stay NULL where there is nothing to rank by or nothing to draw. */
void analysis_uncertainty(struct result *r, const struct dataset_bundle *b,
                          const struct analysis_options *o);

/* How the measures went over the model's years of trend, and three pictures of what lies ahead:
 * fills result.outlook. NULL where no measure has a series. */
void analysis_outlook(struct result *r, const struct dataset_bundle *b);

/* Medians to compare an area with. */
struct comparison {
    const struct area_group *group; /* NULL: of all areas */
    const char *who;                /* "medianen av 4 grannar (Alfa, Beta …)" */
};
enum comparison_found {
    COMPARISON_FOUND,
    COMPARISON_EMPTY,
    COMPARISON_NO_PEERS,
    COMPARISON_UNKNOWN
};
/* median, grannar/neighbours, liknande/peers (the first block) or liknande:NAMN. With none: the
 * area has no such among those studied; no peers: no block of that name. In the arena. */
enum comparison_found comparison_find(const struct result *r, const char *asked, uint32_t area,
                                      enum lang lang, struct comparison *out, struct arena *arena);

/* explain: why an area got what it got, as lines of text. */
struct question {
    uint32_t area, against; /* against: AREA_MEDIAN, or the area to compare with */
    const struct ref *what; /* of that alone; NULL: of all */
    enum lang lang;
    const struct comparison *comparison; /* in place of `against`; NULL */
};
void explain(const struct result *r, const struct dataset_bundle *b, const struct question *q,
             struct text *out);
/* check: tells of the model held against the data, beyond what a run tells. */
void analysis_review(const struct result *r, const struct dataset_bundle *b, struct diagnostics *d);
/* data: what was read, from where, how old, how complete. */
void describe_data(const struct result *r, enum lang lang, struct text *out);

#endif
