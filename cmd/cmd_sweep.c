/* etablera sweep: many values of one number. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "command.h"
#include "road.h"

/* Decimal comma or point; never a point that could part thousands. */
static bool read_number(const struct request *request, const char *text, double *out)
{
    size_t n = strlen(text);
    const char *point = strchr(text, '.');
    bool unclear = point && strlen(point) == 4;
    if (!unclear && (number_parse(text, n, ',', out) || number_parse(text, n, '.', out)))
        return true;
    road_unknown(request, "det här är inget tal:", "this is not a number:", text, NULL);
    return false;
}

static int refuse(const struct request *request, double bad)
{
    char buffer[64] = "";
    enum lang lang = request->lang;
    if (isnan(bad))
        return road_unknown(request, "för många steg, eller ett steg som är 0:",
                            "too many steps, or a step of 0:", request->arguments[3], NULL);
    number_text_decimal(buffer, bad, lang == LANG_SV ? ',' : '.');
    return road_unknown(request, "talet kan inte vara", "the number cannot be", buffer, NULL);
}

int cmd_sweep(const struct request *request)
{
    const char *const *a = request->arguments;
    struct road road;
    struct ref target;
    uint32_t area = UINT32_MAX;
    double from, to, step, bad;
    int code = road_go(&road, request, NULL);
    if (code == EXIT_DONE)
        code = road_root(&road);
    if (code == EXIT_DONE)
        code = road_scalar(&road, a[0], &target);
    if (code == EXIT_DONE && request->area)
        code = road_area(&road, request->area, &area);
    if (code == EXIT_DONE &&
        !(read_number(request, a[1], &from) && read_number(request, a[2], &to) &&
          read_number(request, a[3], &step)))
        code = EXIT_USAGE;
    struct sweep *sweep = NULL;
    if (code == EXIT_DONE) {
        sweep = sweep_run(road.bundle, &road.options, road.result, target, from, to, step, &bad);
        code = sweep ? EXIT_DONE : refuse(request, bad);
    }
    if (sweep) {
        struct text text = {0};
        enum print_format format = road_format(request);
        if (format == PRINT_TEXT)
            road_print_changes(&road);
        print_sweep(sweep, area, format, request->lang, &text);
        road_print(&text);
    }
    sweep_free(sweep);
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
