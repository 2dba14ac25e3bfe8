/* The functions of the language as a table of Markdown, for the reference. */
#include <stdio.h>

#include "command.h"
#include "rules/functions.h"

/* What the arguments are and what comes out, by the rule of the function's units. */
static const struct {
    const char *sv, *en;
} units[] = {
    [RULE_SAME] = {"värdenas", "the values'"},
    [RULE_ROUND] = {"värdets", "the value's"},
    [RULE_PURE] = {"ingen", "none"},
    [RULE_ROOT] = {"roten ur värdets", "the root of the value's"},
    [RULE_IF] = {"de två värdenas", "the two values'"},
    [RULE_MISSING] = {"ja eller nej", "yes or no"},
    [RULE_RANK] = {"st", "pcs"},
    [RULE_NEIGHBOURS] = {"värdets", "the value's"},
    [RULE_PEERS] = {"värdets", "the value's"},
    [RULE_SHARE_ALL] = {"ingen, 0 till 1", "none, 0 to 1"},
    [RULE_PERCENT] = {"%", "%"},
    [RULE_PERCENTILE] = {"värdets", "the value's"},
    [RULE_REST] = {"det första värdets", "the first value's"},
    [RULE_CHANGE] = {"ingen", "none"},
    [RULE_YEARS] = {"värdets", "the value's"},
    [RULE_AT] = {"värdets", "the value's"},
    [RULE_SHARE] = {"ingen, 0 till 1", "none, 0 to 1"},
    [RULE_ASSESSABLE] = {"ja eller nej", "yes or no"},
    [RULE_TOP] = {"ja eller nej", "yes or no"},
};

static void print_arguments(const struct function_row *row, enum lang lang)
{
    if (row->most == 0)
        printf("%u %s", row->least, say(lang, "eller fler", "or more"));
    else if (row->most > row->least)
        printf("%u %s %u", row->least, say(lang, "eller", "or"), row->most);
    else
        printf("%u", row->least);
}

int print_functions(const struct request *request)
{
    enum lang lang = request->lang;
    puts(say(lang, "| funktion | engelska | värden | enhet ut | vad | i kalkylblad |",
             "| function | Swedish | values | unit out | what | in a spreadsheet |"));
    puts("|---|---|---|---|---|---|");
    for (int i = 0; i < FN_COUNT; i++) {
        const struct function_row *row = function_row((enum function)i);
        printf("| `%s` | `%s` | ", say(lang, row->sv, row->en), say(lang, row->en, row->sv));
        print_arguments(row, lang);
        printf(" | %s | %s | `%s` |\n", say(lang, units[row->rule].sv, units[row->rule].en),
               say(lang, row->help_sv, row->help_en), row->sheet);
    }
    return EXIT_DONE;
}
