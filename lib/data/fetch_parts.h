/* The inside of fetching: what fetch.c (the road), fetch_ask.c (asking within a job), the kinds and
 * landing.c (is it what was asked for?) share. */
#ifndef ETABLERA_DATA_FETCH_PARTS_H
#define ETABLERA_DATA_FETCH_PARTS_H

#include "base/file.h"
#include "data/fetch.h"
#include "data/kolada.h"
#include "data/side.h"

struct fetcher {
    struct fetch_options options;
    struct asker *asker;
    struct diagnostics *d;
};

/* One source under way. */
struct job {
    struct fetcher *f;
    const struct fetch_source *source;
    struct arena *arena;
    bool allow_fewer;
    const char *path; /* of the file that is there or will be */
    struct publish *publish;
    bool has_old, has_side;
    struct side old;
    const char *old_digest;
    const char *question; /* digest of what is asked */

    struct side_answer *answers;
    size_t answer_count, answer_capacity;
    unsigned calls, parts;
    uint64_t received;
    unsigned again; /* tries after the first */
    int64_t waited; /* seconds */
    bool failed, stopped, no_world, nobody, answered;
    bool world; /* failed for the sake of the network or the other side */

    bool has_first; /* an answer that came while asking whether anything is newer */
    const char *first_address, *first_part;
    struct side_answer first;
    bool first_sized;

    struct kolada kolada;
    struct kolada_figure *figures;
    const size_t *figure_of; /* [columns of the source]: SIZE_MAX when the column names none */
    struct text kept;        /* names of figures whose old rows stand */
};

/* --- fetch_ask.c ------------------------------------------------------------------------------ */

/* What is wrong with the source's answer: told once, at the source's place, with what is kept. The
 * job has then failed. what: as it came, or as it stands in the rules. False. */
bool job_refuse(struct job *j, const char *code, const char *address, const char *what);
/* The same for what the new file lacks of the old one: E964-E966, at the column's place. */
bool job_refuse_loss(struct job *j, const struct fault *f, struct place place, const char *name);
/* Part of the source: the job goes on without it. */
void job_leave_part(struct job *j, const char *code, struct place place, const char *name,
                    const char *what);
/* The disk: told with the path. False. */
bool job_no_world(struct job *j, const char *path, int why);

/* An answer of status 200 and one of the kinds in `types` (NULL: any text). Its bytes lie in a file
 * of the job's private folder. False: told. */
struct came {
    const char *path;
    bool sized;
};
enum wanted_type { WANTED_JSON, WANTED_CSV, WANTED_ANY };
bool job_ask(struct job *j, const char *address, enum wanted_type type, struct came *out);
/* The same, read whole (at most LIMIT_WHOLE_ANSWER); the caller releases it. */
bool job_read(struct job *j, const char *address, enum wanted_type type, struct file_bytes *out);
/* Asks whether anything is newer than what is there. True: nothing is. */
bool job_is_unchanged(struct job *j);

/* --- the kinds -------------------------------------------------------------------------------- */

/* Makes the candidate at publish_path(). False: told. */
bool fill_kolada(struct job *j);
bool fill_pxweb(struct job *j);
bool fill_forsakringskassan(struct job *j);
bool fill_file(struct job *j);
/* Writes the candidate of Kolada anew, after figures were marked as kept. */
bool rewrite_kolada(struct job *j);
/* The addresses that are known before anything is asked. */
void kolada_plan(struct job *j);
const char **job_addresses(struct job *j, size_t *count);
/* Tells of what was left out of a file that landed. */
void kolada_remarks(struct job *j);

/* --- landing.c -------------------------------------------------------------------------------- */

/* Adds to the candidate (a new one when `anew`). False: told. */
bool job_write(struct job *j, struct str bytes, bool anew);
/* Reads the candidate as the source is read, and holds it against the file that is there. False:
 * told, or (for figures of Kolada) *again: some were marked as kept. */
bool landing_check(struct job *j, bool *again);

#endif
