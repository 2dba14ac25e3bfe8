/* From the agencies to the data folder. A source is described by a plain struct (made from the
 * rules by analysis). An answer takes the old file's place only when it is what was asked for,
 * whole, and readable by the source's own reader; otherwise the old file stays, and that is told
 * with the address, what came, what was kept and how old it is. */
#ifndef ETABLERA_DATA_FETCH_H
#define ETABLERA_DATA_FETCH_H

#include "base/text.h"
#include "data/ask.h"
#include "data/pxweb.h"
#include "data/source.h"

enum fetched_from { FETCHED_FILE, FETCHED_KOLADA, FETCHED_PXWEB, FETCHED_FORSAKRINGSKASSAN };

struct fetch_source {
    const char *name;
    enum fetched_from kind;
    const char *address;
    const char *target, *glob; /* below the data folder: the file, and what the source reads */
    const char *publisher, *table, *licence; /* "" when not stated */
    int calls, every;                        /* at most so many in so many seconds; 0: the usual */
    const struct pxweb_selection *selections;
    size_t selection_count;
    const struct source_spec *source; /* either this ... */
    const struct register_spec *reg;  /* ... or this reads it */
    struct place place;
};

struct fetch_options {
    struct ask_options ask;
    const char *folder;        /* of data; locked by the caller */
    const struct areas *areas; /* under study */
    const struct area_register *known;
    const char *const *area_codes; /* whose numbers are asked for */
    size_t area_code_count;
    int threads;
    bool dry; /* ask nothing: say what would be asked */
};

enum fetch_end {
    FETCH_NEW,       /* a new file */
    FETCH_UNCHANGED, /* asked, and the same as before */
    FETCH_PARTLY,    /* a new file, with something kept from the old one */
    FETCH_KEPT,      /* not taken: the old file stays, if there is one */
    FETCH_NO_WORLD,  /* the disk */
    FETCH_STOPPED
};

struct fetch_report {
    enum fetch_end end;
    int64_t bytes;     /* of the file */
    uint64_t received; /* bytes of all answers */
    unsigned calls;
    bool world;       /* kept for the sake of the network, the other side or the disk */
    bool part_failed; /* something of it was kept from the old file, told */
    int64_t fetched;  /* when the file that is used was fetched; 0: placed by hand, -1: none */
};

struct fetcher;

/* NULL: the authority could not be read, *why. */
struct fetcher *fetcher_new(const struct fetch_options *options, struct diagnostics *d, int *why);
void fetcher_free(struct fetcher *f);

/* Asks, checks and lands. allow_fewer: areas, years and values may be fewer than before. */
void fetch_one(struct fetcher *f, const struct fetch_source *source, bool allow_fewer,
               struct fetch_report *out);
/* The addresses that would be asked, one a line with what they are conditional on. What depends on
 * an answer is said in words. */
void fetch_tell(struct fetcher *f, const struct fetch_source *source, struct text *out);
/* When the file that is there was fetched (struct fetch_report.fetched). */
int64_t fetch_age(const char *folder, const struct fetch_source *source);

/* The catalogue: E95x-E97x, W95x, N95x. */
void messages_fetch_use(struct diagnostics *d);

#endif
