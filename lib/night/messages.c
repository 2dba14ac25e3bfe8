/* What lib/night tells, in both languages. */
#include "night/messages.h"

static const struct message night_messages[] = {
    {"E993", "reglerna i \"{0}\" har fel: {1}; natten räknade efter de senast godkända, från {2}",
     "the rules in \"{0}\" have errors: {1}; the night used those last approved, of {2}", NULL,
     NULL, "etablera check {0} visar felen; rättade regler används nästa natt",
     "etablera check {0} shows the errors; mended rules are used the next night"},
    {"E994",
     "reglernas egna prov i \"{0}\" stämmer inte: {1}; natten räknade efter de senast godkända, "
     "från {2}",
     "the rules' own tests in \"{0}\" do not hold: {1}; the night used those last approved, of {2}",
     NULL, NULL, "etablera test {0} --data DATA visar vad som inte stämmer",
     "etablera test {0} --data DATA shows what does not hold"},
    {"E995", "källan {0} togs inte: {1}; de senast godkända filerna används, från {2}",
     "the source {0} was not taken: {1}; the files last approved are used, of {2}", NULL, NULL,
     "stämmer de nya filerna: kör natten en gång med --accept {3}; annars lägg tillbaka de gamla",
     "if the new files are right: run the night once with --accept {3}; else put the old ones "
     "back"},
    {"W996", "källan {0}: {1} tal är mer än 40 % från de senast godkända: {2}",
     "the source {0}: {1} figures are more than 40 % off those last approved: {2}", NULL, NULL,
     "de används; jämför med utgivaren", "they are used; compare with the publisher"},
    {"W986", "källan {0} togs för att --accept säger det: {1}",
     "the source {0} was taken since --accept says so: {1}", NULL, NULL, NULL, NULL},
    {"E981",
     "reglernas egna prov i \"{0}\" stämmer inte med nattens filer: {1}; inget av det som är nytt "
     "togs",
     "the rules' own tests in \"{0}\" do not hold with tonight's files: {1}; nothing new was taken",
     NULL, NULL, "proven håller på de godkända filerna: se vad som är fel i de nya",
     "the tests hold with the approved files: see what is wrong in the new ones"},
    {"E980", "ingen källa heter \"{0}\" (--accept)", "no source is called \"{0}\" (--accept)", NULL,
     NULL, "de heter {1}", "they are called {1}"},
    {"E982", "hämtningen till \"{0}\" misslyckades", "fetching to \"{0}\" failed", NULL, NULL,
     "filerna som finns används; se att datamappen går att skriva i och kör etablera fetch",
     "the files that are there are used; see that the data folder is writable and run etablera "
     "fetch"},
    {"E983", "datamappen \"{0}\" finns inte", "the data folder \"{0}\" does not exist", NULL, NULL,
     "lägg tillbaka den, eller ange en annan med --data",
     "put it back, or name another with --data"},
    {"W984", "natten {0} blev inte klar", "the night {0} did not come to its end", NULL, NULL,
     "den avbröts; den här natten har gjort om allt",
     "it was cut off; this night did it all again"},
    {"W985", "mappen \"{0}\" hade ändrats sedan den skrevs; den skrevs på nytt",
     "the folder \"{0}\" had changed since it was written; it was written anew", NULL, NULL,
     "det som låg där är flyttat till korningar", "what lay there is moved to korningar"},
    {"W989", "{0} kommuner har inte längre någon plats: {1}",
     "{0} areas no longer have a place: {1}", NULL, NULL,
     "deras underlag räcker inte längre: se vad som ändrats",
     "their material no longer suffices: see what has changed"},
    {"W987", "det godkända underlaget i \"{0}\" är skadat och används inte",
     "the approved material in \"{0}\" is damaged and is not used", NULL, NULL,
     "natten jämfördes inte med något, och är ny grund för nästa",
     "the night was compared with nothing, and is the new ground for the next"},
    {"N988", "första natten: det finns inget att jämföra med",
     "the first night: there is nothing to compare with", NULL, NULL,
     "det som användes är godkänt från nu", "what was used is approved from now on"},
    {"E997", "kan inte skriva i \"{0}\": {1}", "cannot write in \"{0}\": {1}", NULL, NULL,
     "se till att mappen finns, går att skriva i och har plats kvar. Det gamla resultatet är orört",
     "see that the folder exists, is writable and has room left. The old result is untouched"},
};

void night_tell(struct diagnostics *d, const char *code, const char *a, const char *b,
                const char *c, const char *e)
{
    diagnostics_use(d, night_messages, sizeof night_messages / sizeof night_messages[0]);
    diagnose(d, code, (struct place){0}, a, b, c, e, (const char *)NULL);
}

const char *night_day(struct arena *arena, int32_t day)
{
    if (day <= 0)
        return "\u2013";
    return arena_printf(arena, "%04d-%02d-%02d", (int)(day / 10000), (int)(day / 100 % 100),
                        (int)(day % 100));
}
