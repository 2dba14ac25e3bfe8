/* A folder for one test. It lies where TMPDIR says, which CTest empties before and after. */
#ifndef TESTS_TEMPORARY_H
#define TESTS_TEMPORARY_H

#include <criterion/criterion.h>
#include <stdlib.h>

#include "base/arena.h"

static inline char *temporary_folder(struct arena *arena)
{
    const char *parent = getenv("TMPDIR");
    char *folder = arena_printf(arena, "%s/etablera-XXXXXX", parent && parent[0] ? parent : "/tmp");
    cr_assert(mkdtemp(folder) != NULL);
    return folder;
}

#endif
