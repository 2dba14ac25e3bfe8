/* The two tables of the command line: commands and options. */
#include "command.h"

#include <string.h>

#include "base/date.h"
#include "base/number.h"

enum { MOST_THREADS = 64 };

/* --- what an option does to the request ------------------------------------------------------- */

static bool take_rules(struct request *request, const char *value)
{
    request->rules = value;
    return *value != '\0';
}

static bool take_data(struct request *request, const char *value)
{
    request->data = value;
    return *value != '\0';
}

static bool take_out(struct request *request, const char *value)
{
    request->out = value;
    return *value != '\0';
}

static bool take_date(struct request *request, const char *value)
{
    return date_parse(value, strlen(value), &request->day);
}

static bool take_lang(struct request *request, const char *value)
{
    request->lang = strcmp(value, "en") == 0 ? LANG_EN : LANG_SV;
    request->lang_given = true;
    return true;
}

static bool take_format(struct request *request, const char *value)
{
    request->format = value;
    return true;
}

static bool take_check(struct request *request, const char *value)
{
    (void)value;
    request->check = true;
    return true;
}

static bool take_strict(struct request *request, const char *value)
{
    (void)value;
    request->strict = true;
    return true;
}

static bool take_threads(struct request *request, const char *value)
{
    double number;
    if (!number_parse(value, strlen(value), '.', &number))
        return false;
    if (!(number >= 1 && number <= MOST_THREADS))
        return false;
    request->threads = (int)number;
    return (double)request->threads >= number;
}

static bool take_help(struct request *request, const char *value)
{
    request->print = print_help;
    if (value)
        request->command = command_find(value);
    return !value || request->command;
}

static bool take_version(struct request *request, const char *value)
{
    (void)value;
    request->print = print_version;
    return true;
}

static bool take_man(struct request *request, const char *value)
{
    (void)value;
    request->print = print_man;
    return true;
}

static bool take_completion(struct request *request, const char *value)
{
    (void)value;
    request->print = print_completion;
    return true;
}

static bool take_vscode(struct request *request, const char *value)
{
    request->format = value;
    request->print = print_vscode;
    return true;
}

static bool take_notepad(struct request *request, const char *value)
{
    (void)value;
    request->print = print_notepad;
    return true;
}

/* --- the tables ------------------------------------------------------------------------------- */

enum {
    FOR_DATA_ROAD = FOR_RUN | FOR_CHECK | FOR_EXPLAIN | FOR_DATA,
    FOR_ALL = FOR_DATA_ROAD | FOR_FMT | FOR_RULES
};

const struct command command_rows[] = {
    {"run", FOR_RUN, "[REGLER]", "[RULES]", 0, 1, cmd_run, "Läs data, räkna och skriv arbetsböcker",
     "Read data, compute and write workbooks",
     "Läser datamappen som reglerna beskriver, räknar poäng, rangordning, krav, affärsidéer och "
     "råd, och skriver en arbetsbok för alla områden, en för varje område samt rangordning.csv, "
     "poang.csv och korning.json. En fil är alltid antingen den gamla eller den nya, aldrig halv.",
     "Reads the data folder that the rules describe, computes points, ranking, gates, business "
     "ideas and advice, and writes one workbook for all areas, one for each area, and "
     "rangordning.csv, poang.csv and korning.json. A file is always the old or the new one, never "
     "half."},
    {"check", FOR_CHECK, "[REGLER]", "[RULES]", 0, 1, cmd_check,
     "Granska reglerna, och datan mot dem", "Check the rules, and the data against them",
     "Visar alla fel på en gång, med fil, rad och kolumn. REGLER är en fil eller en mapp. Datan "
     "läses också, när datamappen finns.",
     "Shows all errors at once, with file, line and column. RULES is a file or a folder. Data is "
     "read too, when the data folder exists."},
    {"explain", FOR_EXPLAIN, "KOMMUN [NAMN]", "AREA [NAME]", 1, 2, cmd_explain,
     "Förklara varför ett område fick sitt resultat", "Explain why an area got its result",
     "KOMMUN är kod eller namn. NAMN är ett namn i reglerna (indikator, dimension, index, "
     "utmaning, krav, flagga eller affärsidé); utan NAMN förklaras helheten.",
     "AREA is a code or a name. NAME is a name in the rules (indicator, dimension, index, "
     "challenge, gate, flag or idea); without NAME the whole is explained."},
    {"data", FOR_DATA, "", "", 0, 0, cmd_data, "Visa vad som lästes", "Show what was read",
     "Visar källor, filer, år, täckning och vad som lämnades utanför.",
     "Shows sources, files, years, coverage and what was left out."},
    {"rules", FOR_RULES, "[REGLER]", "[RULES]", 0, 1, cmd_rules,
     "Skriv reglerna som ett dokument att läsa", "Print the rules as a document to read",
     "Skriver vad varje del väger och varje indikator, utmaning, krav, affärsidé, råd, faktum, "
     "antagande och scenario i ord, med fil och rad. Dokumentet skrivs på standard ut.",
     "Prints what each part weighs and every indicator, challenge, gate, business idea, advice, "
     "fact, assumption and scenario in words, with file and line. The document goes to standard "
     "output."},
    {"fmt", FOR_FMT, "REGLER", "RULES", 1, 1, cmd_fmt,
     "Skriv reglerna med en uppställning, eller på det andra språket",
     "Lay the rules out in one way, or in the other language",
     "REGLER är en fil eller en mapp. Kommentarer, rubriker och texter står kvar som de är. Filer "
     "med fel rörs inte. Med --lang skrivs samma regler på svenska (.regler) eller engelska "
     "(.rules): en fil bredvid den gamla eller i mappen som --out anger, en mapp i den nya mapp "
     "som --out anger. Ingen fil som finns skrivs över med en översättning.",
     "RULES is a file or a folder. Comments, headings and texts stay as they are. Files with "
     "errors are not touched. With --lang the same rules are written in Swedish (.regler) or "
     "English (.rules): a file beside the old one or in the folder that --out names, a folder in "
     "the new folder that --out names. No file that exists is written over by a translation."},
};
const size_t command_count = sizeof command_rows / sizeof command_rows[0];

const struct option option_rows[] = {
    {"rules", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_DATA_ROAD | FOR_RULES,
     take_rules, "Regler: en mapp eller en fil (annars rules/asf, eller de installerade)",
     "Rules: a folder or a file (else rules/asf, or those installed)"},
    {"data", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_DATA_ROAD, take_data,
     "Datamapp (annars fixtures)", "Data folder (else fixtures)"},
    {"out", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_RUN, take_out,
     "Mapp som resultatet skrivs i (annars out)", "Folder to write the result in (else out)"},
    {"date", "ÅÅÅÅ-MM-DD", "YYYY-MM-DD", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD, take_date,
     "Analysens dag (annars den som reglerna anger)",
     "Day of the analysis (else that of the rules)"},
    {"format", "FORMAT", "FORMAT", "text gnu", COMPLETES_CHOICE, false, FOR_CHECK, take_format,
     "text med markering, eller gnu: en rad per fel, för redigerare",
     "text with carets, or gnu: one line an error, for editors"},
    {"format", "FORMAT", "FORMAT", "markdown html", COMPLETES_CHOICE, false, FOR_RULES, take_format,
     "markdown (annars), eller html: en sida att öppna i webbläsaren",
     "markdown (else), or html: a page to open in the browser"},
    {"strict", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD | FOR_RULES, take_strict,
     "Även varningar ger slutkod 1", "Warnings give exit code 1 too"},
    {"threads", "1-64", "1-64", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD, take_threads,
     "Högst så många trådar (resultatet beror inte på det)",
     "At most so many threads (the result does not depend on it)"},
    {"lang", "SPRÅK", "LANGUAGE", "sv en", COMPLETES_CHOICE, false,
     FOR_DATA_ROAD | FOR_RULES | WITHOUT_COMMAND, take_lang, "Språk: sv eller en (annars sv)",
     "Language: sv or en (else sv)"},
    {"lang", "SPRÅK", "LANGUAGE", "sv en", COMPLETES_CHOICE, false, FOR_FMT, take_lang,
     "Skriv reglerna på det språket (meddelanden också)",
     "Write the rules in that language (messages too)"},
    {"out", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_FMT, take_out,
     "Med --lang: mapp som översättningen skrivs i",
     "With --lang: folder to write the translation in"},
    {"check", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_FMT, take_check,
     "Skriv inget: säg vilka filer som skulle ändras, slutkod 1 om någon",
     "Write nothing: name the files that would change, exit code 1 if any"},
    {"help", "KOMMANDO", "COMMAND", NULL, COMPLETES_COMMAND, true, FOR_ALL | WITHOUT_COMMAND,
     take_help, "Visa hjälp, för ett kommando eller alla", "Show help, for a command or all"},
    {"version", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND, take_version,
     "Visa version", "Show the version"},
    {"print-man", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND, take_man,
     "Skriv manualsidan", "Print the man page"},
    {"print-completion", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND,
     take_completion, "Skriv ifyllnad för bash", "Print completion for bash"},
    {"print-vscode", "DEL", "PART", "package configuration grammar", COMPLETES_CHOICE, false,
     WITHOUT_COMMAND, take_vscode, "Skriv en fil i tillägget för VS Code (grammar: språkets)",
     "Print a file of the extension for VS Code (grammar: of the language)"},
    {"print-notepad", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND, take_notepad,
     "Skriv användarspråket för Notepad++", "Print the user language for Notepad++"},
};
const size_t option_count = sizeof option_rows / sizeof option_rows[0];

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    return NULL;
}
