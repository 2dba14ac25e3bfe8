/* Answers that came back, into the local facts: what counts, what is only written down, and the
 * files. What is known is changed only by a newer answer; "unknown" and an empty cell change
 * nothing; nothing that somebody answered is lost (svar.csv, data/fact_log.h). */
#ifndef ETABLERA_REPORT_FACTS_TAKE_H
#define ETABLERA_REPORT_FACTS_TAKE_H

#include "report/answers.h"

struct fact_step {
    const struct answers *book;
    const struct answer *answer;
    enum fact_outcome outcome;
    const char *before; /* what was known, as written; "" nothing */
    int32_t before_day; /* 0: not known */
    bool new_row;       /* a row of svar.csv that was not there */
};
struct fact_steps {
    struct fact_step *items;
    size_t count;
    size_t entered, same; /* same: answers that changed nothing and are no news */
    const char **files;   /* those written, or that would be */
    size_t file_count;
};

struct facts_asked {
    const struct model *m;
    const struct dataset_bundle *b;
    const struct fact_log *log;
    const char *data_folder;
    struct arena *arena;
    bool dry; /* decide and tell, write nothing */
};
enum facts_taken {
    FACTS_DONE,
    FACTS_REFUSED,  /* told; nothing was written */
    FACTS_UNWRITTEN /* told; the old files are whole */
};

/* Puts the books in the order of their days and takes them one by one. */
enum facts_taken facts_take(const struct facts_asked *asked, struct answers *books, size_t count,
                            struct fact_steps *out, struct diagnostics *d);

#endif
