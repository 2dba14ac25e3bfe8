#include "data/messages.h"

static const struct message table[] = {
    {"E501", "{0} har ingen kolumn \"{1}\"", "{0} has no column \"{1}\"",
     "rubriken finns inte i filen", "the heading is not in the file",
     "närmast är \"{2}\" (kolumn {3})", "the nearest is \"{2}\" (column {3})"},
    {"E502", "ingen rad i {0} har \"{1}\" = \"{2}\"", "no row in {0} has \"{1}\" = \"{2}\"",
     "urvalet träffar inget", "the filter matches nothing", "närmast är \"{3}\"",
     "the nearest is \"{3}\""},
    {"E503", "{0} väntade titeln \"{1}\" men filen har \"{2}\"",
     "{0} expected the title \"{1}\" but the file has \"{2}\"", "annan titel", "another title",
     "kolumnen används inte; är det samma uppgift, skriv den nya titeln i reglerna, annars hämta "
     "rätt fil",
     "the column is not used; if it is the same figure, write the new title in the rules, else "
     "fetch the right file"},
    {"E504", "\"{0}\" är inget tal", "\"{0}\" is not a number", "här väntas ett tal",
     "a number is expected here",
     "rätta cellen, eller skriv \"..\" om värdet saknas; decimaltecknet är \"{1}\"",
     "mend the cell, or write \"..\" if there is no value; the decimal sign is \"{1}\""},
    {"E505", "raden har {0} fält men rubrikraden {1}", "the row has {0} fields but the heading {1}",
     NULL, NULL,
     "raden används inte; se efter om en avgränsare saknas eller står i ett värde. Är raden den "
     "sista är filen troligen avklippt: hämta den igen",
     "the row is not used; see whether a delimiter is missing or stands inside a value. If the row "
     "is "
     "the last, the file is probably cut off: fetch it again"},
    {"E506", "samma cell två gånger: {0}, {1}, {2}", "the same cell twice: {0}, {1}, {2}", NULL,
     NULL,
     "den första används; ta bort den ena raden, eller välj rader i källan, till exempel filter: "
     "\"kön\" = \"totalt\"",
     "the first is used; remove one of the rows, or choose rows in the source, for example filter: "
     "\"sex\" = \"total\""},
    {"E507", "ingen fil passar \"{0}\"", "no file matches \"{0}\"", "filen saknas",
     "the file is missing", "hämta filen till datamappen, eller rätta namnet i reglerna",
     "fetch the file into the data folder, or mend the name in the rules"},
    {"E508", "{0} kunde inte läsas: {1}", "{0} could not be read: {1}", NULL, NULL, NULL, NULL},
    {"E509", "{0} är tom", "{0} is empty", NULL, NULL, "hämta filen igen", "fetch the file again"},
    {"E510", "{0} är skriven i UTF-16", "{0} is written in UTF-16", NULL, NULL,
     "spara om den som \"CSV UTF-8\"", "save it again as \"CSV UTF-8\""},
    {"E511", "{0} har bara vagnretur som radslut", "{0} has only carriage returns as line ends",
     NULL, NULL, "öppna den i Excel och spara som \"CSV UTF-8\"",
     "open it in Excel and save as \"CSV UTF-8\""},
    {"E512", "{0} innehåller en nollbyte", "{0} holds a NUL byte", NULL, NULL,
     "filen är skadad eller ingen textfil; hämta den igen",
     "the file is damaged or is not a text file; fetch it again"},
    {"E513", "ett citattecken öppnas men stängs aldrig", "a quote is opened but never closed", NULL,
     NULL, "inget efter raden läses; stäng citatet, eller hämta filen igen om den är avklippt",
     "nothing after the line is read; close the quote, or fetch the file again if it is cut off"},
    {"E514", "citattecknen på raden går inte att tyda", "the quotes on the line make no sense",
     NULL, NULL,
     "raden används inte; öppna filen i Anteckningar och ta bort citattecknen på raden, eller "
     "skriv två i rad (\"\") inne i ett värde",
     "the row is not used; open the file in Notepad and remove the quotes on the line, or write "
     "two "
     "in a row (\"\") inside a value"},
    {"E515", "{0} är inte {1}", "{0} is not {1}", NULL, NULL,
     "öppna filen i Excel och spara som \"CSV UTF-8\"; står teckenkod: i källans regler, ta bort "
     "den raden",
     "open the file in Excel and save as \"CSV UTF-8\"; if the source's rules have encoding:, "
     "remove that line"},
    {"E516", "både decimalkomma och decimalpunkt: \"{0}\" på rad {1} och \"{2}\" på rad {3}",
     "both decimal comma and decimal point: \"{0}\" on line {1} and \"{2}\" on line {3}", NULL,
     NULL, "skriv alla tal i filen med samma decimaltecken, till exempel komma",
     "write all numbers in the file with the same decimal sign, for example a comma"},
    {"E517", "\"{0}\" är ingen period", "\"{0}\" is not a period", "här väntas en period",
     "a period is expected here", "skriv 2024, 2024M08, 2024-08 eller 2024K3",
     "write 2024, 2024M08, 2024-08 or 2024K3"},
    {"E518", "ett fält är större än {0} byte", "a field is larger than {0} bytes", NULL, NULL,
     "inget efter raden läses; oftast ett citattecken som inte stängs",
     "nothing after the line is read; most often a quote that is not closed"},
    {"E519", "{0} har rubriker men inga rader", "{0} has headings but no rows", NULL, NULL,
     "hämta filen igen; ett urval utan träff ger ofta en sådan fil",
     "fetch the file again; a selection without hits often gives such a file"},
    {"E520", "{0} har fler än {1} kolumner", "{0} has more than {1} columns", NULL, NULL,
     "ta bort kolumner som inte används, eller dela upp tabellen i flera filer",
     "remove columns that are not used, or split the table into several files"},
    {"E521", "{0} är {1}, inte CSV", "{0} is {1}, not CSV", NULL, NULL,
     "hämta eller spara den som CSV", "fetch or save it as CSV"},
    {"E522", "{0} har ingen kolumn \"{1}\"", "{0} has no column \"{1}\"", NULL, NULL,
     "områdesfilen ska ha kolumnerna kod och namn",
     "the file of areas needs columns code and name"},
    {"E523", "koden \"{0}\" står två gånger", "the code \"{0}\" stands twice", NULL, NULL,
     "ta bort den ena raden", "remove one of the rows"},
    {"E524", "okänd teckenkodning \"{0}\"", "unknown encoding \"{0}\"", NULL, NULL,
     "skriv utf-8, windows-1252 eller latin-1", "write utf-8, windows-1252 or latin-1"},
    {"E525", "två filer passar \"{0}\" och har samma celler ({1} st)",
     "two files match \"{0}\" and have the same cells ({1})", "den andra filen", "the second file",
     "ta bort den ena filen ur mappen om den är en kopia; tills dess används cellerna i {2}",
     "remove one of the files from the folder if it is a copy; until then the cells of {2} are "
     "used"},
    {"E530", "{0}: {1} fel till av slaget {2}", "{0}: {1} more errors of kind {2}", NULL, NULL,
     "rätta de första av dem, och kontrollera igen", "mend the first of them, and check again"},
    {"W501", "citattecken som inte är dubblerade; raden lästes ändå",
     "quotes that are not doubled; the row was read all the same", NULL, NULL,
     "skriv två citattecken där texten ska ha ett, eller spara tabellen igen i Excel som CSV UTF-8",
     "write two quotes where the text should have one, or save the table again in Excel as CSV "
     "UTF-8"},
    {"W502", "okänt område \"{0}\"", "unknown area \"{0}\"", "känns inte igen", "not recognised",
     "raden används inte; rätta stavningen eller koden",
     "the row is not used; mend the spelling or the code"},
    {"W504", "{0} av {1} kommuner saknas i källan {2} för {3}: {4}",
     "{0} of {1} municipalities are missing in source {2} for {3}: {4}", NULL, NULL,
     "rätta felstavade namn, fyll på rader eller tomma celler; finns inget värde gäller saknas: i "
     "reglerna",
     "mend misspelt names, add rows or fill empty cells; if there is no value, missing: in the "
     "rules "
     "applies"},
    {"W505", "källan {0} har ingen rad för {1}", "source {0} has no row for {1}", NULL, NULL,
     "öppna filen: finns modellens kommuner i den, och stämmer filter: och där med vad som står i "
     "kolumnerna?",
     "open the file: does it hold the model's areas, and do filter: and where fit what stands in "
     "the columns?"},
    {"W506", "rubriken \"{0}\" läses som \"{1}\"", "the heading \"{0}\" is read as \"{1}\"", NULL,
     NULL, "inget behöver göras: skriv \"{1}\" i reglerna",
     "nothing needs to be done: write \"{1}\" in the rules"},
    {"W507", "okänt kön \"{0}\"", "unknown sex \"{0}\"", "känns inte igen", "not recognised",
     "raden används inte; skriv totalt, män eller kvinnor",
     "the row is not used; write total, men or women"},
    {"W508", "rubriken \"{0}\" står mer än en gång; den första används",
     "the heading \"{0}\" stands more than once; the first is used", NULL, NULL,
     "döp om eller ta bort den ena kolumnen", "rename or remove one of the columns"},
    {"W509", "{0} av {1} kommuner saknas i registret {2}: {3}",
     "{0} of {1} municipalities are missing in register {2}: {3}", NULL, NULL, NULL, NULL},
    {"W510", "ingen fil passar \"{0}\"; källan {1} är frivillig",
     "no file matches \"{0}\"; source {1} is optional", "filen saknas", "the file is missing",
     "menade du {2}?", "did you mean {2}?"},
    {"W530", "{0}: {1} varningar till av slaget {2}", "{0}: {1} more warnings of kind {2}", NULL,
     NULL, NULL, NULL},
    {"N501", "ingen fil passar \"{0}\"; källan {1} är frivillig",
     "no file matches \"{0}\"; source {1} is optional", NULL, NULL,
     "lägg filen i datamappen om den ska vara med; annars räknas utan den",
     "put the file in the data folder if it is to be used; else it is left out"},
    {"N503", "den frivilliga källan {0} har ingen rad för {1} av {2} kolumner: {3}",
     "the optional source {0} has no row for {1} of {2} columns: {3}", NULL, NULL,
     "måtten räknas med sina reserver eller räknas inte alls",
     "their substitutes are used, or they are not counted at all"},
    {"N502", "rubriken \"{0}\" innehåller en avgränsare utan citattecken; den lästes som en kolumn",
     "the heading \"{0}\" holds a delimiter without quotes; it was read as one column", NULL, NULL,
     "inget behöver göras: skriv hela rubriken, som den står här, i reglerna",
     "nothing needs to be done: write the whole heading, as it stands here, in the rules"},
    {"W919", "svaret på raden har utfallet \"{0}\", som inte finns",
     "the answer on the line has the outcome \"{0}\", which does not exist", NULL, NULL,
     "raden räknas inte; skriv som etablera fakta skriver, till exempel {1}",
     "the line is not counted; write as etablera fakta writes, for example {1}"},
};

const struct message *messages_data(size_t *count)
{
    *count = sizeof table / sizeof *table;
    return table;
}

void messages_data_use(struct diagnostics *d)
{
    diagnostics_use(d, table, sizeof table / sizeof *table);
}
