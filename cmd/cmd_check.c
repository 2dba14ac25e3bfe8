/* etablera check: the rules, and the data against them. */
#include <stdio.h>
#include <string.h>

#include "analysis/test.h"
#include "base/file.h"
#include "command.h"
#include "road.h"

static void print_told(struct road *road)
{
    const char *format = road->request->format;
    if (!format || strcmp(format, "gnu") != 0) {
        road_tell(road);
        return;
    }
    diagnostics_sort(road->told);
    diagnostics_print_gnu(road->told, stderr);
}

int cmd_check(const struct request *request)
{
    const char *rules = request->arguments[0];
    struct road road;
    int code = road_find(&road, request, rules);
    if (code == EXIT_DONE)
        code = road_rules(&road);
    bool with_data = request->data || file_is_folder(road.data);
    if (code == EXIT_DONE && !with_data)
        printf(
            say(request->lang,
                "Bara reglerna är granskade: datamappen \"%s\" finns inte (ange den med --data)\n",
                "Only the rules were checked: there is no data folder \"%s\" (name it with "
                "--data)\n"),
            road.data);
    if (code == EXIT_DONE && with_data)
        code = road_data(&road);
    if (code == EXIT_DONE && with_data)
        road_compute(&road);
    if (code == EXIT_DONE && with_data)
        tests_check(road.model, bundle_data(road.bundle), road.told);
    print_told(&road);
    road_print_changes(&road);
    if (code != EXIT_USAGE)
        printf(say(request->lang, "Fel: %zu, varningar: %zu\n", "Errors: %zu, warnings: %zu\n"),
               road.told->errors, road.told->warnings);
    return road_end(&road, code);
}
