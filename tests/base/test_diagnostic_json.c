/* What is told as JSON: quotes, control characters and bytes that are no UTF-8 stay harmless. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/diagnostic.h"

static const struct message TABLE[] = {
    {"W999", "sagt: {0}", "said: {0}", "här", "here", NULL, NULL},
    {"N999", "inget ställe", "no place", NULL, NULL, "gör så", "do this"},
};

Test(diagnostic_json, odd_bytes_and_missing_places)
{
    char shown[2000] = "";
    struct diagnostics *d = diagnostics_new(LANG_SV);
    diagnostics_use(d, TABLE, 2);
    struct place place = {"a\\b.regler", 3, 0, 0, NULL};
    diagnose(d, "W999", place, "\"å\"\n\x01 \xff", NULL);
    diagnose(d, "N999", (struct place){0}, NULL);
    FILE *f = fmemopen(shown, sizeof shown, "w");
    diagnostics_print_json(d, f);
    fclose(f);
    cr_expect_str_eq(
        shown, "{\"fel\": 0, \"varningar\": 1, \"upplysningar\": 1, \"meddelanden\": [\n"
               "{\"kod\": \"W999\", \"slag\": \"varning\", \"fil\": \"a\\\\b.regler\", \"rad\": 3, "
               "\"kolumn\": null, \"längd\": null, \"text\": \"sagt: \\\"å\\\"\\u000a\\u0001 "
               "\xEF\xBF\xBD\", "
               "\"märke\": \"här\", \"råd\": null, \"även\": null},\n"
               "{\"kod\": \"N999\", \"slag\": \"upplysning\", \"fil\": null, \"rad\": null, "
               "\"kolumn\": null, \"längd\": null, \"text\": \"inget ställe\", \"märke\": null, "
               "\"råd\": \"gör så\", \"även\": null}\n]}\n");
    diagnostics_free(d);
}
