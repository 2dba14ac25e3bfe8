/* What the analysis tells people: codes 8xx. */
#include "analysis/messages.h"

static const struct message MESSAGES[] = {
    {"E801", "områdesfilen {0} gick inte att läsa", "the file of areas {0} could not be read", NULL,
     NULL, "ange en CSV-fil med koder och namn efter \"kommuner:\"",
     "name a CSV file of codes and names after \"areas:\""},
    {"E802", "mönstret tog för många steg på en text och avbröts",
     "the pattern took too many steps on a text and was stopped", "för dyrt mönster",
     "pattern too costly", "gör mönstret enklare, utan upprepning inuti upprepning",
     "make the pattern simpler, without a repetition inside a repetition"},
    {"E803", "\"{0}\" saknar värde för {1} och regeln säger stopp",
     "\"{0}\" has no value for {1} and the rule says stop", NULL, NULL,
     "fyll på källan, eller välj en annan regel efter \"saknas:\"",
     "complete the source, or choose another rule after \"missing:\""},
    {"E804", "{0}, {1}: svaret \"{2}\" på \"{3}\" går inte att tolka",
     "{0}, {1}: the answer \"{2}\" to \"{3}\" cannot be understood", NULL, NULL,
     "skriv ja, nej eller okänd (eller ett tal där ett tal ska stå)",
     "write ja, nej or okänd (or a number where a number is wanted)"},
    {"E830", "\"{0}\" finns inte bland kommunerna", "\"{0}\" is not among the municipalities",
     "finns inte", "does not exist", NULL, NULL},
    {"W801", "\"{0}\" har samma poäng för {1} av {2} områden: den skiljer nästan inga åt",
     "\"{0}\" gives the same points to {1} of {2} areas: it tells hardly any apart", NULL, NULL,
     "se över skalan", "look at the scale"},
    {"W802", "{0}: värdena är äldre än {1} dagar", "{0}: the values are older than {1} days", NULL,
     NULL, NULL, NULL},
    {"W803", "ingen verkan: {0}", "no effect: {0}",
     "ingen poäng, plats, krav, flagga, affärsidé eller råd blir annorlunda",
     "no score, place, gate, flag, idea or advice differs", NULL, NULL},
};

void analysis_messages(struct diagnostics *d)
{
    diagnostics_use(d, MESSAGES, sizeof MESSAGES / sizeof MESSAGES[0]);
}
