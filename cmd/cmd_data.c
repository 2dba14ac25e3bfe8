/* etablera data: what was read. */
#include <stdio.h>

#include "command.h"
#include "road.h"

int cmd_data(const struct request *request)
{
    struct road road;
    int code = road_go(&road, request, NULL);
    if (code == EXIT_DONE) {
        struct text text = {0};
        road_print_changes(&road);
        describe_data(road.result, request->lang, &text);
        fwrite(text.p, 1, text.n, stdout);
        text_release(&text);
    }
    road_hint(&road);
    return road_end(&road, code);
}
