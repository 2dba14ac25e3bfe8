/* etablera check: the rules, and the data against them. */
#include <stdio.h>
#include <string.h>

#include "analysis/test.h"
#include "base/file.h"
#include "command.h"
#include "road.h"

static void print_gnu(struct road *road)
{
    diagnostics_sort(road->told);
    diagnostics_print_gnu(road->told, stderr);
}

static void print_json(struct road *road)
{
    diagnostics_sort(road->told);
    diagnostics_print_json(road->told, stdout);
}

static const struct format {
    const char *name;
    void (*print)(struct road *road);
    bool counts; /* are the counts said in words after it? */
} formats[] = {{"text", road_tell, true}, {"gnu", print_gnu, true}, {"json", print_json, false}};

static const struct format *format_of(const struct request *request)
{
    for (size_t i = 0; request->format && i < sizeof formats / sizeof formats[0]; i++)
        if (strcmp(formats[i].name, request->format) == 0)
            return &formats[i];
    return &formats[0];
}

int cmd_check(const struct request *request)
{
    const char *rules = request->arguments[0];
    const struct format *format = format_of(request);
    struct road road;
    int code = road_find(&road, request, rules);
    if (code == EXIT_DONE)
        code = road_rules(&road);
    bool with_data = request->data || file_is_folder(road.data);
    if (code == EXIT_DONE && !with_data)
        fprintf(
            format->counts ? stdout : stderr,
            say(request->lang,
                "Bara reglerna är granskade: datamappen \"%s\" finns inte (ange den med --data)\n",
                "Only the rules were checked: there is no data folder \"%s\" (name it with "
                "--data)\n"),
            road.data);
    if (code == EXIT_DONE && with_data)
        code = road_review(&road);
    format->print(&road);
    if (format->counts)
        road_print_changes(&road);
    if (code != EXIT_USAGE && format->counts)
        printf(say(request->lang, "Fel: %zu, varningar: %zu\n", "Errors: %zu, warnings: %zu\n"),
               road.told->errors, road.told->warnings);
    return road_end(&road, code);
}
