/* The folder where the nightly run keeps what it must remember. */
#ifndef ETABLERA_CMD_STATE_H
#define ETABLERA_CMD_STATE_H

#include "base/arena.h"
#include "command.h"

#define STATE_HISTORY "historik.sqlite"

/* --state, else systemd's STATE_DIRECTORY, else "tillstand" here. */
const char *state_folder(const struct request *request);
/* A file or folder in it. */
const char *state_path(struct arena *arena, const struct request *request, const char *name);

#endif
