/* etablera rules: the rules as a document, on stdout. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "report/document.h"
#include "road.h"

int cmd_rules(const struct request *request)
{
    struct road road;
    int code = road_find(&road, request, request->arguments[0]);
    if (code == EXIT_DONE)
        code = road_rules(&road);
    if (code == EXIT_DONE) {
        struct text text = {0};
        bool html = request->format && strcmp(request->format, "html") == 0;
        document_write(road.model, html, request->lang, &text);
        fwrite(text.p ? text.p : "", 1, text.n, stdout);
        fflush(stdout); /* before what is told on the other stream */
        text_release(&text);
    }
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
