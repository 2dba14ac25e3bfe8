/* The earlier state that a run is held against: rules, data or both, given with --before-rules and
 * --before-data. What is not given is as in the run. */
#ifndef ETABLERA_CMD_BEFORE_H
#define ETABLERA_CMD_BEFORE_H

#include "road.h"

struct before {
    bool asked;
    struct request request;
    struct road road;
    struct diff *diff;
};

/* Finds, reads and computes the earlier state, and fills now->result->before, which lives until
 * before_end(). EXIT_DONE, also when nothing was asked for. `now` has its result. */
int before_run(struct before *before, struct road *now);
/* Frees, and tells the errors of the earlier state. Returns `code`, or what went wrong before when
 * it was EXIT_DONE. Before road_end() of the run. */
int before_end(struct before *before, int code);

#endif
