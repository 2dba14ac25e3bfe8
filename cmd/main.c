/* etablera: reads the command line, lets one command do its work, and sees to it that what was
 * printed was also written. Nothing here or below calls setlocale: numbers never depend on it. */
#include "command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

/* A full disk under stdout is told by the last flush, or not at all. */
static int finish(const struct request *request, int code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(
        stderr, "etablera: %s: %s\n",
        say(request->lang, "kan inte skriva till standard ut", "cannot write to standard output"),
        why_text(errno ? errno : EIO, request->lang));
    return EXIT_WORLD;
}

int main(int argc, char **argv)
{
    struct request request = {.lang = LANG_SV};
    if (!arguments_read(&request, argc, argv))
        return EXIT_USAGE;
    int code = request.print ? request.print(&request) : request.command->run(&request);
    return finish(&request, code);
}
