/* The folder where the nightly run keeps what it must remember:
 *
 *   historik.sqlite   what each run gave (lib/history)
 *   godkant/          the rules and the data of the last night that was published, and godkant.json
 *   korningar/        hand-over folders of earlier nights
 *   natt.txt, natt.html, natt.jsonl   the latest report
 *   arbete/           what a night reads; made anew each time
 *   paborjad          the time of a night under way, or that was cut off */
#ifndef ETABLERA_CMD_STATE_H
#define ETABLERA_CMD_STATE_H

#include "base/arena.h"
#include "base/json.h"
#include "command.h"
#include "night/keep.h"

#define STATE_HISTORY "historik.sqlite"
#define STATE_APPROVED "godkant"
#define STATE_RUNS "korningar"
#define STATE_WORK "arbete"

/* --state, else systemd's STATE_DIRECTORY, else "tillstand" here. */
const char *state_folder(const struct request *request);
/* A file or folder in it. */
const char *state_path(struct arena *arena, const struct request *request, const char *name);

/* What was last approved. */
struct approved {
    bool is;           /* there is one, whole */
    bool damaged;      /* there is one, and it is not as it was written */
    const char *rules; /* file or folder */
    const char *data;  /* folder */
    uint32_t print;    /* of everything that went in */
    uint32_t result;   /* of the folder that was handed over; 0: not known */
    int32_t day;
    bool remembered;      /* the history has it too */
    struct json *sources; /* pattern -> day on which its files were taken; NULL */
};
/* Arena-owned but for sources: approved_end(). */
struct approved approved_read(struct arena *arena, const char *state);
void approved_end(struct approved *a);
/* The day on which the files of a pattern were taken; 0: not known. */
int32_t approved_since(const struct approved *a, const char *glob);
/* What a night used becomes what is approved, at once or not at all. */
struct approving {
    const char *rules, *work; /* the rules and the data that were used */
    uint32_t print, result;
    int32_t day;
    const struct kept *kept;
    bool remembered; /* the history has it too */
};
bool approved_write(struct arena *arena, const char *state, const struct approving *now, int *why);

/* The time of a night that was begun and did not come to its end; NULL when there is none. */
const char *begun_read(struct arena *arena, const char *state);
bool begun_write(struct arena *arena, const char *state, const char *at, int *why);
void begun_remove(struct arena *arena, const char *state);

/* Moves a hand-over folder that has been replaced among the earlier ones, and removes those beyond
 * `keep` or older than `days`. What cannot be moved is copied. */
bool runs_keep(struct arena *arena, const char *state, const char *old, const char *at, size_t keep,
               int32_t days, int32_t today, int *why);

#endif
