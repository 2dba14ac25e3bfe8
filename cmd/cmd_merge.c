/* etablera merge: the parts of one run, made by several machines or processes, become the run. */
#include <stdio.h>

#include "base/file.h"
#include "command.h"
#include "report/report.h"
#include "road.h"

static const char default_out[] = "out";

int cmd_merge(const struct request *request)
{
    const char *out = request->out ? request->out : default_out;
    struct road road;
    size_t written = 0;
    bool world = false;
    int lock = -1;
    road_begin(&road, request, NULL);
    int code = road_lock_out(request, out, &lock);
    if (code == EXIT_DONE && !report_merge(request->arguments, request->argument_count, out,
                                           road.told, &written, &world))
        code = world ? EXIT_WORLD : EXIT_TOLD;
    road_tell(&road);
    if (code == EXIT_DONE)
        printf(say(request->lang, "Arbetsböckerna ligger i %s (%zu filer skrivna)\n",
                   "The workbooks are in %s (%zu files written)\n"),
               out, written);
    folder_unlock(lock);
    return road_end(&road, code);
}
