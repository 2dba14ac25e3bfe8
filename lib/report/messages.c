/* What lib/report tells, in both languages. */
#include "report/messages.h"

const struct message report_messages[] = {
    {"E901", "kan inte skriva \"{0}\": {1}", "cannot write \"{0}\": {1}", NULL, NULL,
     "se till att mappen finns, går att skriva i och har plats kvar. Den gamla filen är orörd",
     "see that the folder exists, is writable and has room left. The old file is untouched"},
    {"E902", "arbetsboken \"{0}\" kunde inte skrivas: {1}",
     "the workbook \"{0}\" could not be written: {1}", NULL, NULL, "den gamla filen är orörd",
     "the old file is untouched"},
    {"E903", "arbetsboken \"{0}\" blev inte hel: {1}", "the workbook \"{0}\" is damaged: {1}", NULL,
     NULL, "är disken full? Den gamla filen är orörd",
     "is the disk full? The old file is untouched"},
    {"E904", "kan inte skapa mappen \"{0}\": {1}", "cannot make the folder \"{0}\": {1}", NULL,
     NULL, "se till att mappen ovanför finns och går att skriva i",
     "see that the folder above exists and is writable"},
    {"E905", "körningen \"{0}\" kunde inte skrivas som JSON: {1}",
     "the run \"{0}\" could not be written as JSON: {1}", NULL, NULL, NULL, NULL},
    {"E906", "{1} filer skrevs inte i \"{0}\" efter felet ovan",
     "{1} files were not written in \"{0}\" after the error above", NULL, NULL,
     "de som skrevs är hela, de andra är som förut; rätta felet och kör igen",
     "those written are whole, the others are as before; mend the error and run again"},
    {"N908", "\"{0}\" har {1} arbetsböcker som inte hör till den här körningen: {2}",
     "\"{0}\" has {1} workbooks that do not belong to this run: {2}", NULL, NULL,
     "de är från en tidigare lista av kommuner; ta bort dem om de inte behövs",
     "they are from an earlier list of areas; remove them if they are not needed"},
    {"E909", "delarna kan inte sättas ihop: \"{0}\": {1}",
     "the parts cannot be put together: \"{0}\": {1}", NULL, NULL,
     "gör om den delen med samma regler, data och val som de andra. Inget skrevs",
     "make that part again with the same rules, data and options as the others. Nothing was written"},
    {"E907", "ingen kan rangordnas: underlaget räcker inte för någon. Inget skrevs i \"{0}\"",
     "nobody can be ranked: the data suffice for no one. Nothing was written in \"{0}\"", NULL,
     NULL, "se felen och varningarna ovan; etablera data visar vad som lästes",
     "see the errors and warnings above; etablera data shows what was read"},
};
const size_t report_message_count = sizeof report_messages / sizeof report_messages[0];

void report_tell(struct diagnostics *d, const char *code, const char *path, const char *argument)
{
    struct place place = {.file = path};
    diagnostics_use(d, report_messages, report_message_count);
    diagnose(d, code, place, path, argument, (const char *)NULL);
}
