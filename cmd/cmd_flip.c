/* etablera flip: the smallest change that swaps two areas. */
#include "command.h"
#include "road.h"

int cmd_flip(const struct request *request)
{
    struct road road;
    uint32_t areas[2] = {0, 0};
    int code = road_go(&road, request, NULL);
    if (code == EXIT_DONE)
        code = road_root(&road);
    for (size_t i = 0; i < 2 && code == EXIT_DONE; i++)
        code = road_area(&road, request->arguments[i], &areas[i]);
    if (code == EXIT_DONE && areas[0] == areas[1])
        code = road_unknown(request, "samma område två gånger:", "the same area twice:",
                            request->arguments[1], NULL);
    if (code == EXIT_DONE) {
        struct text text = {0};
        enum print_format format = road_format(request);
        struct flips *flips =
            flip_find(road.bundle, &road.options, road.result, areas[0], areas[1]);
        if (format == PRINT_TEXT)
            road_print_changes(&road);
        print_flips(flips, format, request->lang, &text);
        road_print(&text);
        flips_free(flips);
    }
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
