/* Which data a night uses. What is as it was when it was last approved is used; what has changed is
 * read and compared with it, source by source. A source that is missing, cannot be read, has lost
 * half of its rows or municipalities, or jumps, is not taken: the last approved files stand in for
 * it, and that is told. */
#ifndef ETABLERA_NIGHT_KEEP_H
#define ETABLERA_NIGHT_KEEP_H

#include "analysis/analysis.h"
#include "base/text.h"

/* A value that is this far from the last approved, as a share of it, has jumped; a source where
 * most have is not taken. Fewer than this share of rows or areas: halved. */
#define KEEP_JUMP 0.4
#define KEEP_HALF 0.5

enum unit_state {
    UNIT_SAME,   /* as approved */
    UNIT_TAKEN,  /* new or changed, and taken */
    UNIT_HELD,   /* changed or gone, and not taken: the approved files are used */
    UNIT_ABSENT, /* there is none, nor was there, or that was accepted */
};

/* Files that belong together: those of one pattern, which one or more sources read. */
struct keep_unit {
    const char *glob;
    const char **sources; /* names in the rules */
    size_t source_count;
    const char *label[2]; /* [lang] of the first */
    bool has_log;         /* the list of who answered what lies beside them */
    uint32_t print;       /* CRC-32 over names and bytes of the files in use; 0: none */
    size_t files;
    enum unit_state state;
    const char *why[2]; /* [lang] UNIT_HELD */
    int32_t since;      /* the day on which the files in use were taken; 0: not known */
    size_t jumps;       /* single values that jumped and were taken */
};

struct kept {
    struct keep_unit *units;
    size_t count;
    bool changed; /* is any unit in use other than the approved? */
};

struct keep_asked {
    const struct model *model;
    const struct analysis_options *options; /* data_folder: where new files are */
    const char *approved;                   /* folder of the last approved; NULL: none */
    const char *work;                       /* made anew: holds what the night is to read */
    const char *const *accepted;            /* sources that are taken whatever they say */
    size_t accepted_count;
    const char *const *refused; /* [lang] why nothing that has changed is taken; NULL: it is */
    int32_t day;
    enum lang lang;
};

/* CRC-32 over the names and bytes of a file, or of all files of a folder but the hidden ones. */
uint32_t keep_print_of(const char *path);
/* Units and their fingerprints, without copying or reading anything else: is there any change?
 * print and files are those of the new files; state is UNIT_SAME, UNIT_TAKEN or UNIT_ABSENT. */
struct kept *keep_look(const struct keep_asked *asked, struct arena *arena);
/* The first of `names` that is no source of theirs, and then what they are called in *all; NULL
 * when each is. */
const char *keep_unknown(const struct kept *kept, const char *const *names, size_t count,
                         struct text *all);
/* Decides, and leaves the files in `work`. False when they could not be copied (told). */
bool keep_decide(const struct keep_asked *asked, struct kept *kept, struct arena *arena,
                 struct diagnostics *d);

#endif
