/* What lib/history tells, in both languages. */
#include "history/messages.h"

const struct message history_messages[] = {
    {"W990", "historiken \"{0}\" var skadad eller ingen historik; den ligger nu som \"{1}\"",
     "the history \"{0}\" was damaged or no history; it is now at \"{1}\"", NULL, NULL,
     "en ny historik är påbörjad. Rangordning och arbetsböcker berörs inte",
     "a new history is begun. Ranking and workbooks are not affected"},
    {"E991", "historiken \"{0}\" kan inte öppnas: {1}", "the history \"{0}\" cannot be opened: {1}",
     NULL, NULL, "se till att mappen finns, går att skriva i och har plats kvar",
     "see that the folder exists, is writable and has room left"},
    {"E992", "körningen kunde inte skrivas i historiken \"{0}\": {1}",
     "the run could not be written in the history \"{0}\": {1}", NULL, NULL,
     "historiken är som förut; arbetsböckerna berörs inte",
     "the history is as before; the workbooks are not affected"},
};
const size_t history_message_count = sizeof history_messages / sizeof history_messages[0];

void history_say(struct diagnostics *d, const char *code, const char *path, const char *argument)
{
    struct place place = {.file = path};
    diagnostics_use(d, history_messages, history_message_count);
    diagnose(d, code, place, path, argument, (const char *)NULL);
}
