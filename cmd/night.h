/* A night under way: what the files night_*.c and cmd_night.c share. In order: begin (locks, what
 * earlier nights left), attempt (which rules and data are used, and what they give), publish (the
 * workbooks, the report, what is remembered). */
#ifndef ETABLERA_CMD_NIGHT_H
#define ETABLERA_CMD_NIGHT_H

#include "before.h"
#include "clock.h"
#include "night/night_report.h"
#include "road.h"
#include "state.h"

struct night {
    const struct request *asked;
    struct request request; /* of the roads: with the day, and the data that is used */
    struct arena *arena;
    struct diagnostics *told; /* before there is a road */
    const char *state, *out, *rules, *data;
    char at[CLOCK_SIZE];
    int lock, out_lock;
    struct approved approved;
    struct kept *kept;
    uint32_t print; /* of everything that goes in */
    struct road road;
    struct before before;
    enum night_outcome outcome;
    bool old_rules, on_road;
    bool result_changed;       /* the folder is not as the last night left it */
    const char *const *refuse; /* [lang] why no new data is taken; NULL: it is */
};

enum attempt {
    ATTEMPT_GOOD,
    ATTEMPT_SAME,  /* nothing has changed since the last approved night */
    ATTEMPT_RULES, /* they do not check */
    ATTEMPT_TESTS, /* their own tests do not hold */
    ATTEMPT_DATA,  /* nothing could be read or ranked */
    ATTEMPT_WORLD, /* disk */
    ATTEMPT_ASKED  /* --accept names no source */
};

/* Where things are told: before there is a road, and on it. */
struct diagnostics *told_of(const struct night *n);
/* The folder that takes the place of the one that was handed over; beside it. */
const char *fresh_out(const struct night *n);

/* night_begin.c. EXIT_DONE, or an exit code when the night cannot begin (said). */
int night_begin(struct night *n, const struct request *request);
/* What can be fetched is fetched; what failed is told, and the last good file is there. */
void night_fetch(struct night *n);

/* night_attempt.c. The rules as they stand; when they do not hold, those last approved. When the
 * rules' own tests fail with rules that held before, it is the new data that is wrong, and none of
 * it is taken. */
enum attempt night_attempt(struct night *n);

/* night_publish.c. False: told, and what was handed over before is as it was. */
bool night_publish(struct night *n);
bool night_write_reports(struct night *n, const char *folder);
void night_print_report(struct night *n);
/* In the history, and as what is approved from now on. */
void night_remember(struct night *n);

#endif
