/* What the analysis tells people: codes 8xx. */
#include "analysis/messages.h"

static const struct message MESSAGES[] = {
    {"E801", "reglerna säger inte vilka områden de gäller",
     "the rules do not say which areas they are for", NULL, NULL,
     "skriv ett block modell med kommuner: och en CSV-fil med koder och namn",
     "write a model block with areas: and a CSV file of codes and names"},
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
     "skriv ja, nej eller okänd", "write ja, nej or okänd"},
    {"E805", "\"{0}\" får inga poäng för {1} områden som har ett värde",
     "\"{0}\" gives no points to {1} areas that have a value", "skalan klarar inte de värdena",
     "the scale cannot take those values",
     "andel och avstånd är förhållanden: de kräver värden från 0 och något annat än 0 att jämföra "
     "med",
     "share and distance are ratios: they need values from 0 and something else than 0 to compare "
     "with"},
    {"E806", "\"{0}\" har poäng under noll för {1} områden: {2} blir noll där",
     "\"{0}\" has points below zero for {1} areas: {2} becomes zero there",
     "geometriskt, harmoniskt och potens kan inte väga ihop poäng under 0",
     "geometric, harmonic and power cannot put points below 0 together",
     "skriv sammanvägning: medel (vanligt medelvärde), eller ge måttet en skala från 0 till 100 "
     "poäng, till exempel skala: minmax",
     "write aggregation: mean (the plain mean), or give the indicator a scale of 0 to 100 points, "
     "for example scale: minmax"},
    {"E820", "\"{0}\" är inget namn i reglerna", "\"{0}\" is no name in the rules", "finns inte",
     "does not exist", NULL, NULL},
    {"E821", "okänd kolumn \"{0}\" i tabellen", "unknown column \"{0}\" in the table", NULL, NULL,
     "kolumnerna heter namn, vikt, lägst, högst, värde, från och poäng",
     "the columns are called name, weight, low, high, value, from and points"},
    {"E822", "\"{0}\" är inget tal", "\"{0}\" is not a number", NULL, NULL,
     "skriv bara talet, i reglernas egen enhet; en tom ruta ändrar inget",
     "write the number alone, in the unit of the rules; an empty cell changes nothing"},
    {"E823", "\"{0}\" står två gånger i tabellen", "\"{0}\" stands twice in the table",
     "andra gången", "the second time", "ta bort den ena", "remove one of them"},
    {"E830", "\"{0}\" finns inte bland kommunerna", "\"{0}\" is not among the municipalities",
     "finns inte", "does not exist", NULL, NULL},
    {"W801", "\"{0}\" har samma poäng för {1} av {2} områden: den skiljer nästan inga åt",
     "\"{0}\" gives the same points to {1} of {2} areas: it tells hardly any apart", NULL, NULL,
     "se över skalan", "look at the scale"},
    {"W802", "\"{0}\" är fortfarande sned efter regeln för extremvärden",
     "\"{0}\" is still skewed after the rule for outliers", "några få områden drar ut skalan",
     "a few areas stretch the scale",
     "tillåt fler, skriv extremvärden: kapa_eller_logga 5, eller välj en skala efter plats",
     "allow more, write outliers: winsorise_or_log 5, or choose a scale by place"},
    {"W803", "ingen verkan: {0}", "no effect: {0}",
     "ingen poäng, plats, krav, flagga, affärsidé eller råd blir annorlunda",
     "no score, place, gate, flag, idea or advice differs", NULL, NULL},
    {"W804",
     "alla värden i \"{0}\" gäller {1}, men \"{2}\" läser {3} (basåret är {4}): den får inget "
     "värde",
     "all values of \"{0}\" are for {1}, but \"{2}\" reads {3} (the base year is {4}): it gets no "
     "value",
     "inget värde för {3}", "no value for {3}",
     "är året fel: rätta det vid källan; annars ändra \"basår:\" i blocket modell, eller läs ett "
     "visst år: "
     "vid({5}; {6})",
     "if the year is wrong, mend it at the source; else change \"base_year:\" in the model block, "
     "or "
     "read a given year: at({5}, {6})"},
};

void analysis_messages(struct diagnostics *d)
{
    diagnostics_use(d, MESSAGES, sizeof MESSAGES / sizeof MESSAGES[0]);
}
