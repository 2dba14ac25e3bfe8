/* The files that a target needs, because what it tests reads files. */
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

static char made[4096];

static void remove_folder(void)
{
    char path[sizeof made + 300];
    DIR *d = opendir(made);
    for (struct dirent *e; d && (e = readdir(d)) != NULL;) {
        snprintf(path, sizeof path, "%s/%s", made, e->d_name);
        unlink(path);
    }
    if (d) {
        closedir(d);
    }
    rmdir(made);
}

const char *scratch_folder(void)
{
    if (!made[0]) {
        const char *tmp = getenv("TMPDIR");
        snprintf(made, sizeof made, "%s/etablera-fuzz-XXXXXX", tmp && *tmp ? tmp : "/tmp");
        must(mkdtemp(made) != NULL);
        atexit(remove_folder);
    }
    return made;
}

const char *scratch_write(const char *folder, const char *name, const void *data, size_t size)
{
    static char path[sizeof made + 300];
    must((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) < sizeof path);
    FILE *f = fopen(path, "wb");
    must(f != NULL);
    must(size == 0 || fwrite(data, 1, size, f) == size);
    must(fclose(f) == 0);
    return path;
}
