/* What lib/night tells, in both languages. */
#include "night/messages.h"

static const struct message night_messages[] = {
    {"E993", "reglerna i \"{0}\" har fel: {1}; natten räknade efter de senast godkända, från {2}",
     "the rules in \"{0}\" have errors: {1}; the night used those last approved, of {2}", NULL,
     NULL, "etablera check visar felen; rättade regler används nästa natt",
     "etablera check shows the errors; mended rules are used the next night"},
    {"E994",
     "reglernas egna prov i \"{0}\" stämmer inte: {1}; natten räknade efter de senast godkända, "
     "från {2}",
     "the rules' own tests in \"{0}\" do not hold: {1}; the night used those last approved, of {2}",
     NULL, NULL, "etablera test visar vad som inte stämmer",
     "etablera test shows what does not hold"},
    {"E995", "källan {0} togs inte: {1}; de senast godkända filerna används, från {2}",
     "the source {0} was not taken: {1}; the files last approved are used, of {2}", NULL, NULL,
     "stämmer de nya talen: kör natten med --accept och källans namn",
     "if the new figures are right: run the night with --accept and the name of the source"},
    {"W996", "källan {0}: {1} tal är mer än 40 % från de senast godkända: {2}",
     "the source {0}: {1} figures are more than 40 % off those last approved: {2}", NULL, NULL,
     "de används; jämför med utgivaren", "they are used; compare with the publisher"},
    {"E997", "kan inte skriva i \"{0}\": {1}", "cannot write in \"{0}\": {1}", NULL, NULL,
     "se till att mappen finns, går att skriva i och har plats kvar. Det gamla resultatet är orört",
     "see that the folder exists, is writable and has room left. The old result is untouched"},
};

void night_tell(struct diagnostics *d, const char *code, const char *file, const char *a,
                const char *b, const char *c)
{
    struct place place = {.file = file};
    diagnostics_use(d, night_messages, sizeof night_messages / sizeof night_messages[0]);
    diagnose(d, code, place, a, b, c, (const char *)NULL);
}

const char *night_day(struct arena *arena, int32_t day)
{
    if (day <= 0)
        return "\u2013";
    return arena_printf(arena, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                        (int)(day % 100));
}
