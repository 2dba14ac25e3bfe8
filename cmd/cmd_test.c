/* etablera test: the rules' own tests. */
#include <stdio.h>

#include "analysis/test.h"
#include "command.h"
#include "road.h"

static void print_summary(enum lang lang, const struct test_summary *sum)
{
    if (sum->cases == 0) {
        puts(say(lang, "Inget prov kördes: reglerna har inget block prov",
                 "No test ran: the rules have no test block"));
        return;
    }
    printf(say(lang,
               "Prov: %zu, fall: %zu, stämmer inte: %zu. Regler som något prov nämner: %zu av "
               "%zu\n",
               "Tests: %zu, cases: %zu, do not hold: %zu. Rules that a test names: %zu of %zu\n"),
           sum->tests, sum->cases, sum->failed, sum->touched, sum->rules);
}

int cmd_test(const struct request *request)
{
    struct road road;
    int code = road_find(&road, request, request->arguments[0]);
    if (code == EXIT_DONE)
        code = road_rules(&road);
    bool with_data = code == EXIT_DONE && tests_need_data(road.model);
    if (with_data)
        code = road_data(&road);
    if (code == EXIT_DONE && with_data)
        road_compute(&road);
    if (code == EXIT_DONE) {
        road_print_changes(&road);
        struct text text = {0};
        struct test_summary sum =
            tests_run(road.model, road.bundle, road.result, &road.options, request->lang, &text);
        print_summary(request->lang, &sum);
        if (text.n > 0)
            putchar('\n');
        fwrite(text.p ? text.p : "", 1, text.n, stdout);
        text_release(&text);
        fflush(stdout);
        code = sum.failed > 0 || sum.cases == 0 ? EXIT_TOLD : EXIT_DONE;
    }
    if (code != EXIT_USAGE)
        road_hint(&road);
    return road_end(&road, code);
}
