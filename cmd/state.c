#include "state.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"

static const char default_state[] = "tillstand";

const char *state_folder(const struct request *request)
{
    const char *given = getenv("STATE_DIRECTORY");
    if (request->state != NULL)
        return request->state;
    /* systemd separates several folders by ':'; one is asked for. */
    return given != NULL && given[0] != '\0' && strchr(given, ':') == NULL ? given : default_state;
}

const char *state_path(struct arena *arena, const struct request *request, const char *name)
{
    return path_join(arena, state_folder(request), name);
}
