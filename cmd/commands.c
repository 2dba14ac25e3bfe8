/* The two tables of the command line: commands and options. */
#include "command.h"

#include <string.h>

#include "base/date.h"
#include "base/limits.h"
#include "base/number.h"

enum { MOST_SECONDS = 3600, MOST_RETRIES = 10, MOST_MEGABYTES = 4000 };
enum { MOST_THREADS = 64, MOST_CHECKS = 1000000, MOST_SHARDS = 10000 };

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

static bool take_state(struct request *request, const char *value)
{
    request->state = value;
    return *value != '\0';
}

static bool take_out(struct request *request, const char *value)
{
    request->out = value;
    return *value != '\0';
}

/* "3/8" */
static bool take_shard(struct request *request, const char *value)
{
    double part, parts;
    const char *slash = strchr(value, '/');
    if (slash == NULL || !number_parse(value, (size_t)(slash - value), '.', &part) ||
        !number_parse(slash + 1, strlen(slash + 1), '.', &parts))
        return false;
    if (!(part >= 1 && part <= parts && parts <= MOST_SHARDS))
        return false;
    request->shard = (uint32_t)part;
    request->shards = (uint32_t)parts;
    return request->shard == part && request->shards == parts;
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

static bool take_against(struct request *request, const char *value)
{
    request->against = value;
    return *value != '\0';
}

static bool take_against_data(struct request *request, const char *value)
{
    request->against_data = value;
    return *value != '\0';
}

static bool take_before_rules(struct request *request, const char *value)
{
    request->before_rules = value;
    return *value != '\0';
}

static bool take_before_data(struct request *request, const char *value)
{
    request->before_data = value;
    return *value != '\0';
}

static bool take_check(struct request *request, const char *value)
{
    (void)value;
    request->check = true;
    return true;
}

static bool take_dry(struct request *request, const char *value)
{
    (void)value;
    request->dry = true;
    return true;
}

static bool take_strict(struct request *request, const char *value)
{
    (void)value;
    request->strict = true;
    return true;
}

/* A whole number from `least` to `most`. */
static bool take_whole(const char *value, int32_t least, int32_t most, int32_t *out)
{
    double number;
    if (!number_parse(value, strlen(value), '.', &number))
        return false;
    if (!(number >= least && number <= most))
        return false;
    *out = (int32_t)number;
    return (double)*out >= number;
}

static bool take_threads(struct request *request, const char *value)
{
    int32_t threads = 0;
    bool good = take_whole(value, 1, MOST_THREADS, &threads);
    request->threads = threads;
    return good;
}

static bool take_draws(struct request *request, const char *value)
{
    bool good = take_whole(value, 0, LIMIT_DRAWS, &request->draws);
    request->draws = request->draws ? request->draws : -1;
    return good;
}

static bool take_seed(struct request *request, const char *value)
{
    return take_whole(value, 1, LIMIT_SEED, &request->seed);
}

static bool take_checks(struct request *request, const char *value)
{
    int32_t checks = 0;
    bool good = take_whole(value, 1, MOST_CHECKS, &checks);
    request->checks = (size_t)checks;
    return good;
}

static bool take_repeated(struct repeated *list, const char *value)
{
    if (*value == '\0' || list->count == MOST_REPEATED)
        return false;
    list->values[list->count++] = value;
    return true;
}

static bool take_set(struct request *request, const char *value)
{
    return take_repeated(&request->sets, value);
}

static bool take_scenario(struct request *request, const char *value)
{
    return take_repeated(&request->scenarios, value);
}

static bool take_overlay(struct request *request, const char *value)
{
    return take_repeated(&request->overlays, value);
}

static bool take_accept(struct request *request, const char *value)
{
    return take_repeated(&request->accepted, value);
}

static bool take_area(struct request *request, const char *value)
{
    request->area = value;
    return *value != '\0';
}

static bool take_authority(struct request *request, const char *value)
{
    request->authority = value;
    return *value != '\0';
}

static bool take_only(struct request *request, const char *value)
{
    return take_repeated(&request->only, value);
}

static bool take_fewer(struct request *request, const char *value)
{
    return take_repeated(&request->fewer, value);
}

static bool take_offline(struct request *request, const char *value)
{
    (void)value;
    request->offline = true;
    return true;
}

static bool take_timeout(struct request *request, const char *value)
{
    return take_whole(value, 1, MOST_SECONDS, &request->timeout);
}

static bool take_wait(struct request *request, const char *value)
{
    return take_whole(value, 1, MOST_SECONDS, &request->most_wait);
}

static bool take_retries(struct request *request, const char *value)
{
    bool good = take_whole(value, 0, MOST_RETRIES, &request->retries);
    request->retries = request->retries ? request->retries : -1;
    return good;
}

static bool take_megabytes(struct request *request, const char *value)
{
    return take_whole(value, 1, MOST_MEGABYTES, &request->most_megabytes);
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

static bool take_functions(struct request *request, const char *value)
{
    (void)value;
    request->print = print_functions;
    return true;
}

/* --- the tables ------------------------------------------------------------------------------- */

enum {
    FOR_DATA_ROAD = FOR_RUN | FOR_CHECK | FOR_EXPLAIN | FOR_DATA | FOR_SWEEP | FOR_FLIP | FOR_DIFF |
                    FOR_TEST | FOR_WATCH,
    FOR_ALL = FOR_DATA_ROAD | FOR_FMT | FOR_RULES | FOR_LSP | FOR_HISTORY | FOR_NIGHT | FOR_MERGE |
              FOR_FAKTA | FOR_FETCH
};

const struct command command_rows[] = {
    {"run", FOR_RUN, "[REGLER]", "[RULES]", 0, 1, cmd_run, "Läs data, räkna och skriv arbetsböcker",
     "Read data, compute and write workbooks",
     "Läser datamappen som reglerna beskriver, räknar poäng, rangordning, krav, affärsidéer och "
     "råd, och skriver en arbetsbok för alla områden, en för varje område samt rangordning.csv, "
     "poang.csv, korning.json och, när reglerna har scenarier, scenarier.csv. En fil är alltid "
     "antingen den gamla eller den nya, aldrig halv.",
     "Reads the data folder that the rules describe, computes points, ranking, gates, business "
     "ideas and advice, and writes one workbook for all areas, one for each area, and "
     "rangordning.csv, poang.csv, korning.json and, when the rules have scenarios, "
     "scenarier.csv. A file is always the old or the new one, never "
     "half."},
    {"check", FOR_CHECK, "[REGLER]", "[RULES]", 0, 1, cmd_check,
     "Granska reglerna, och datan mot dem", "Check the rules, and the data against them",
     "Visar alla fel på en gång, med fil, rad och kolumn. REGLER är en fil eller en mapp. Datan "
     "läses också, när datamappen finns, och reglerna hålls mot den: skalor som kapar, mått som "
     "säger samma sak, gränser som ingen når, namn som inget använder.",
     "Shows all errors at once, with file, line and column. RULES is a file or a folder. Data is "
     "read too, when the data folder exists, and the rules are held against it: scales that cut "
     "off, measures that say the same, thresholds that nobody reaches, names that nothing uses."},
    {"explain", FOR_EXPLAIN, "KOMMUN [NAMN]", "AREA [NAME]", 1, 2, cmd_explain,
     "Förklara varför ett område fick sitt resultat", "Explain why an area got its result",
     "KOMMUN är kod eller namn. NAMN är ett namn i reglerna (indikator, dimension, index, "
     "utmaning, krav, flagga, läge, affärsidé eller råd); utan NAMN förklaras helheten. Bidragen "
     "från "
     "måtten blir tillsammans exakt skillnaden mot medianen, eller mot ett annat område.",
     "AREA is a code or a name. NAME is a name in the rules (indicator, dimension, index, "
     "challenge, gate, flag, position, idea or advice); without NAME the whole is explained. The "
     "contributions of the measures make up exactly the difference to the median, or to another "
     "area."},
    {"sweep", FOR_SWEEP, "NAMN FRÅN TILL STEG", "NAME FROM TO STEP", 4, 4, cmd_sweep,
     "Prova många värden på ett tal", "Try many values of a number",
     "Räknar om för varje värde på en vikt, en skalas ände eller ett antagande, och visar poäng "
     "och plats för de tio första (med --for: för ett område) och var platser byts.",
     "Computes for each value of a weight, an end of a scale or an assumption, and shows score and "
     "place of the first ten (with --for: of one area) and where places change."},
    {"flip", FOR_FLIP, "KOMMUN KOMMUN", "AREA AREA", 2, 2, cmd_flip,
     "Visa den minsta ändring som byter två områden",
     "Show the smallest change that swaps two areas",
     "Söker den vikt, skala eller det antagande som behöver ändras minst för att det område som "
     "ligger efter ska gå förbi det andra, och visar talet som behövs.",
     "Looks for the weight, scale or assumption that needs to change least for the area behind to "
     "pass the other, and shows the number needed."},
    {"diff", FOR_DIFF, "A B", "A B", 2, 2, cmd_diff,
     "Jämför två uppsättningar regler, scenarier eller data",
     "Compare two sets of rules, scenarios or data",
     "A och B är var för sig regler (en fil eller mapp), en fil med bara scenarier, scenario:NAMN "
     "eller data:MAPP. En sida utan egna regler har den andras. Visar vad som skiljer, vilka "
     "platser och bedömningar det flyttar, och hur mycket varje ändring står för.",
     "A and B are each rules (a file or folder), a file of nothing but scenarios, scenario:NAME or "
     "data:FOLDER. A side without rules of its own has the other's. Shows what differs, which "
     "places and judgements it moves, and how much each change accounts for."},
    {"data", FOR_DATA, "", "", 0, 0, cmd_data, "Visa vad som lästes", "Show what was read",
     "Visar källor, filer, år, täckning och vad som lämnades utanför.",
     "Shows sources, files, years, coverage and what was left out."},
    {"test", FOR_TEST, "[REGLER]", "[RULES]", 0, 1, cmd_test, "Kör reglernas egna prov",
     "Run the rules' own tests",
     "Kör alla block prov: tabeller, där raderna är hela området, och påståenden om verklig data. "
     "Visar det som inte stämmer med de värden som gick in, och vilka regler inget prov nämner. "
     "Slutkoden är 1 när något inte stämmer och när inget prov finns.",
     "Runs every test block: tables, whose rows are the whole area, and statements on the real "
     "data. Shows what does not hold with the values that went into it, and which rules no test "
     "names. The exit code is 1 when something does not hold and when there is no test."},
    {"fakta", FOR_FAKTA, "FIL.xlsx …", "FILE.xlsx …", 1, MOST_ARGUMENTS, cmd_fakta,
     "För in kommunernas svar ur ifyllda arbetsböcker",
     "Enter the municipalities' answers from workbooks they filled in",
     "FIL är en kommuns arbetsbok som kommit tillbaka med svar, eller en mapp med sådana. Svaren "
     "förs in i datamappens lokala fakta, och nästa run räknar med dem. Vem som svarade, vilken "
     "dag och vad svaret ersatte skrivs i svar/svar.csv bredvid. En tom ruta ändrar inget, och "
     "ett svar ersätter aldrig ett som är lika nytt eller nyare. Det som inte går att läsa visas "
     "med blad, ruta och råd, och slutkoden är då 1; de andra svaren förs in ändå.",
     "FILE is an area's workbook that came back with answers, or a folder of such. The answers go "
     "into the data folder's local facts, and the next run uses them. Who answered, on what day "
     "and what the answer replaced is written in svar/svar.csv beside them. An empty cell changes "
     "nothing, and an answer never replaces one that is as new or newer. What cannot be read is "
     "shown with sheet, cell and advice, and the exit code is then 1; the other answers are "
     "entered all the same."},
    {"watch", FOR_WATCH, "[REGLER]", "[RULES]", 0, 1, cmd_watch,
     "Granska igen varje gång en fil sparas", "Check again each time a file is saved",
     "Granskar som check, kör proven och räknar, varje gång en regelfil eller datafil sparas, och "
     "skriver kontroll.html bredvid reglerna: felen, annars rangordningen och vad sparningen "
     "flyttade. Sidan läser om sig själv i webbläsaren, också genom en delad mapp. Avsluta med "
     "Ctrl-C.",
     "Checks as check does, runs the tests and computes, each time a rule file or data file is "
     "saved, and writes kontroll.html beside the rules: the errors, else the ranking and what the "
     "save moved. The page reads itself anew in the browser, through a shared folder too. End "
     "with Ctrl-C."},
    {"night", FOR_NIGHT, "[REGLER]", "[RULES]", 0, 1, cmd_night,
     "Kör hela vägen obevakat, och berätta vad som ändrats",
     "Run the whole road unattended, and tell what changed",
     "Hämtar det som går att hämta (när --data anges), granskar reglerna, kör deras prov, läser "
     "datan, räknar och skriver allt i en ny mapp som "
     "byter plats med den gamla i ett steg. Regler som inte håller ersätts av de senast godkända, "
     "en källa som saknas, har krympt till hälften eller hoppar mer än 40 % av sina senast "
     "godkända "
     "filer, och det står först i rapporten och på omslaget. Har inget ändrats görs inget. "
     "Rapporten skrivs ut och ligger som natt.txt, natt.html och natt.jsonl i båda mapparna.",
     "Fetches what can be fetched (when --data is given), checks the rules, runs their tests, "
     "reads the data, computes and writes everything in a new "
     "folder that changes places with the old one in one step. Rules that do not hold are replaced "
     "by those last approved, a source that is missing, has shrunk to half or jumps more than 40 % "
     "by its files last approved, and that stands first in the report and on the cover. When "
     "nothing has changed nothing is done. The report is printed and lies as natt.txt, natt.html "
     "and natt.jsonl in both folders."},
    {"merge", FOR_MERGE, "MAPP ...", "FOLDER ...", 1, MOST_ARGUMENTS, cmd_merge,
     "Sätt ihop en körning som gjorts i delar", "Put together a run that was made in parts",
     "Varje MAPP har en eller flera delar, skrivna med run --shard. Inget skrivs om inte alla "
     "delar "
     "finns, hör till samma körning och är som de skrevs. Resultatet är samma bytes som av en "
     "körning i ett stycke.",
     "Each FOLDER has one or more parts, written with run --shard. Nothing is written unless all "
     "parts are there, belong to one run and are as they were written. The result is the same "
     "bytes as of a run in one piece."},
    {"history", FOR_HISTORY, "[KOMMUN] [INDEX]", "[AREA] [INDEX]", 0, 2, cmd_history,
     "Visa vad tidigare nätter gav", "Show what earlier nights gave",
     "Utan ord: de senaste körningarna, och hur mycket som ändrades i var och en. KOMMUN (kod "
     "eller namn): dess platser och poäng, och värden som ändrats, med fil och rad; med ett INDEX "
     "bara de som räknas i det. INDEX (ett index, en dimension eller en utmaning): alla områdens "
     "platser, "
     "och hur de flyttat.",
     "Without words: the latest runs, and how much changed in each. AREA (code or name): its "
     "places and scores, and values that changed, with file and line; with an INDEX only those "
     "that count in it. INDEX (an index, a dimension or a challenge): the places of all areas, and "
     "how they moved."},
    {"fetch", FOR_FETCH, "", "", 0, 0, cmd_fetch, "Hämta öppna data till datamappen",
     "Fetch open data into the data folder",
     "Hämtar det som källorna i reglerna säger hur det hämtas, till mappen som --data anger. Ett "
     "svar tas bara när det är det som efterfrågades: annars ligger den gamla filen kvar, och det "
     "sägs vad som kom och hur gammal filen är. Slutkoden är 1 när ett svar inte stämmer med "
     "reglerna, 3 när nätet, den andra sidan eller disken sviker.",
     "Fetches what the sources of the rules say how to fetch, into the folder that --data names. "
     "An answer is taken only when it is what was asked for: otherwise the old file stays, and it "
     "is said what came and how old the file is. The exit code is 1 when an answer is not what "
     "the rules ask for, 3 when the network, the other side or the disk fails."},
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
    {"lsp", FOR_LSP, "", "", 0, 0, cmd_lsp, "Hjälp en redigerare medan reglerna skrivs",
     "Help an editor while rules are written",
     "Startas av redigeraren, inte för hand: talar Language Server Protocol på standard in och ut. "
     "Ger samma fel som check medan man skriver, visar vad namn, ord och enheter betyder och "
     "värdet i varje område, fyller i, går till ett namns block, byter namn i alla filer och "
     "ställer upp som fmt. Modellen är mappen som filen ligger i, eller den som --rules anger.",
     "Started by the editor, not by hand: speaks the Language Server Protocol on standard input "
     "and output. Gives the errors of check while one writes, shows what names, words and units "
     "mean and the value in each area, completes, goes to a name's block, renames in all files "
     "and lays out as fmt. The model is the folder of the file, or the one that --rules names."},
};
const size_t command_count = sizeof command_rows / sizeof command_rows[0];

const struct option option_rows[] = {
    {"rules", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false,
     FOR_DATA_ROAD | FOR_RULES | FOR_LSP | FOR_NIGHT | FOR_FAKTA | FOR_FETCH, take_rules,
     "Regler: en mapp eller en fil (annars rules/asf, eller de installerade)",
     "Rules: a folder or a file (else rules/asf, or those installed)"},
    {"data", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false,
     FOR_DATA_ROAD | FOR_LSP | FOR_NIGHT | FOR_FAKTA, take_data, "Datamapp (annars fixtures)",
     "Data folder (else fixtures)"},
    {"data", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_FETCH, take_data,
     "Mapp som ska fyllas; den görs om den inte finns",
     "Folder to fill; made when it does not exist"},
    {"only", "KÄLLA", "SOURCE", NULL, COMPLETES_NOTHING, false, FOR_FETCH, take_only,
     "Bara den källan; får ges flera gånger", "That source only; may be repeated"},
    {"dry-run", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_FETCH, take_dry,
     "Fråga ingen: visa vad som skulle frågas", "Ask nobody: show what would be asked"},
    {"offline", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_FETCH, take_offline,
     "Fråga ingen: visa hur gammal varje fil är", "Ask nobody: show how old each file is"},
    {"offline", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_NIGHT, take_offline,
     "Hämta inget: räkna på filerna som de ligger", "Fetch nothing: use the files as they lie"},
    {"allow-fewer", "KÄLLA", "SOURCE", NULL, COMPLETES_NOTHING, false, FOR_FETCH | FOR_NIGHT,
     take_fewer,
     "Ta emot färre kommuner, år och värden än förut från den källan; får ges flera gånger",
     "Accept fewer areas, years and values than before from that source; may be repeated"},
    {"ca", "FIL", "FILE", NULL, COMPLETES_FOLDER, false, FOR_FETCH | FOR_NIGHT, take_authority,
     "Lita också på utfärdaren i filen (PEM); certifikat kontrolleras alltid",
     "Trust the authority in the file (PEM) too; certificates are always verified"},
    {"timeout", "SEKUNDER", "SECONDS", NULL, COMPLETES_NOTHING, false, FOR_FETCH | FOR_NIGHT,
     take_timeout, "Längsta tid för ett svar (annars 300)",
     "Longest time for an answer (else 300)"},
    {"retries", "0-10", "0-10", NULL, COMPLETES_NOTHING, false, FOR_FETCH | FOR_NIGHT, take_retries,
     "Så många nya försök, efter 1, 2, 4 … sekunder (annars 4)",
     "So many more tries, after 1, 2, 4 … seconds (else 4)"},
    {"max-wait", "SEKUNDER", "SECONDS", NULL, COMPLETES_NOTHING, false, FOR_FETCH | FOR_NIGHT,
     take_wait, "Vänta högst så länge när en server ber om det (annars 120)",
     "Wait at most so long when a server asks for it (else 120)"},
    {"max-size", "MB", "MB", NULL, COMPLETES_NOTHING, false, FOR_FETCH | FOR_NIGHT, take_megabytes,
     "Största svar, uppackat (annars 512)", "Largest answer, unpacked (else 512)"},
    {"out", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_RUN | FOR_MERGE, take_out,
     "Mapp som resultatet skrivs i (annars out)", "Folder to write the result in (else out)"},
    {"out", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_WATCH, take_out,
     "Mapp som kontroll.html skrivs i (annars reglernas)",
     "Folder to write kontroll.html in (else that of the rules)"},
    {"out", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_NIGHT, take_out,
     "Mapp att lämna över, som byts hel (annars out)",
     "Folder to hand over, switched whole (else out)"},
    {"shard", "I/N", "I/N", NULL, COMPLETES_NOTHING, false, FOR_RUN, take_shard,
     "Skriv bara del I av N av filerna; merge sätter ihop delarna",
     "Write only part I of N of the files; merge puts the parts together"},
    {"accept", "KÄLLA", "SOURCE", NULL, COMPLETES_NOTHING, false, FOR_NIGHT, take_accept,
     "Ta källans nya filer fast de skiljer sig mycket från de godkända; får ges flera gånger",
     "Take the source's new files though they differ much from those approved; may be repeated"},
    {"date", "ÅÅÅÅ-MM-DD", "YYYY-MM-DD", NULL, COMPLETES_NOTHING, false, FOR_NIGHT, take_date,
     "Nattens dag (annars dagens, UTC)", "Day of the night (else today's, UTC)"},
    {"state", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_HISTORY | FOR_NIGHT, take_state,
     "Mapp som nattens körning minns i (annars STATE_DIRECTORY eller tillstand)",
     "Folder in which the nightly run remembers (else STATE_DIRECTORY or tillstand)"},
    {"checks", "ANTAL", "NUMBER", NULL, COMPLETES_NOTHING, false, FOR_WATCH, take_checks,
     "Sluta efter så många granskningar", "End after so many checks"},
    {"date", "ÅÅÅÅ-MM-DD", "YYYY-MM-DD", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD | FOR_LSP,
     take_date, "Analysens dag (annars den som reglerna anger)",
     "Day of the analysis (else that of the rules)"},
    {"date", "ÅÅÅÅ-MM-DD", "YYYY-MM-DD", NULL, COMPLETES_NOTHING, false, FOR_FAKTA, take_date,
     "Svarens dag i de arbetsböcker som inte anger någon",
     "Day of the answers in workbooks that tell none"},
    {"dry-run", NULL, NULL, NULL, COMPLETES_NOTHING, false, FOR_FAKTA, take_dry,
     "Skriv inget: visa vad som skulle föras in", "Write nothing: show what would be entered"},
    {"format", "FORMAT", "FORMAT", "text gnu json", COMPLETES_CHOICE, false, FOR_CHECK, take_format,
     "text med markering; gnu: en rad per fel, för redigerare; json: på standard ut, för program",
     "text with carets; gnu: one line an error, for editors; json: on standard out, for programs"},
    {"against", "KOMMUN", "AREA", NULL, COMPLETES_NOTHING, false, FOR_EXPLAIN, take_against,
     "Allt i skillnaden mot ett område, eller mot medianen av liknande, grannar eller alla "
     "(liknande, liknande:NAMN, grannar, median), största bidraget först",
     "All of the difference to an area, or to the median of peers, neighbours or all (peers, "
     "peers:NAME, neighbours, median), largest contribution first"},
    {"against-data", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_DIFF, take_against_data,
     "Datamapp för B (annars samma som för A)", "Data folder of B (else the same as of A)"},
    {"before-rules", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_RUN, take_before_rules,
     "Reglerna som de var förra gången: bladet Ändringar visar vad som skiljer (annars som nu)",
     "The rules as they were last time: the sheet Changes shows what differs (else as now)"},
    {"before-data", "MAPP", "FOLDER", NULL, COMPLETES_FOLDER, false, FOR_RUN, take_before_data,
     "Datamappen som den var förra gången, till bladet Ändringar (annars som nu)",
     "The data folder as it was last time, for the sheet Changes (else as now)"},
    {"for", "KOMMUN", "AREA", NULL, COMPLETES_NOTHING, false, FOR_SWEEP, take_area,
     "Bara detta område", "This area only"},
    {"format", "FORMAT", "FORMAT", "text csv json", COMPLETES_CHOICE, false,
     FOR_SWEEP | FOR_FLIP | FOR_DIFF, take_format,
     "text, csv för kalkylprogram eller json för andra program",
     "text, csv for spreadsheets or json for other programs"},
    {"format", "FORMAT", "FORMAT", "text csv", COMPLETES_CHOICE, false, FOR_HISTORY, take_format,
     "text, eller csv för kalkylprogram", "text, or csv for spreadsheets"},
    {"set", "NAMN=VÄRDE", "NAME=VALUE", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD, take_set,
     "Räkna med ett annat tal, t.ex. NAMN.vikt=3; får ges flera gånger",
     "Compute with another number, e.g. NAME.vikt=3; may be repeated"},
    {"scenario", "NAMN", "NAME", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD, take_scenario,
     "Räkna med ett scenario ur reglerna; får ges flera gånger",
     "Compute with a scenario of the rules; may be repeated"},
    {"overlay", "FIL", "FILE", NULL, COMPLETES_FOLDER, false, FOR_DATA_ROAD, take_overlay,
     "Räkna med alla scenarier i en fil utanför reglerna; får ges flera gånger",
     "Compute with all scenarios of a file outside the rules; may be repeated"},
    {"format", "FORMAT", "FORMAT", "markdown html", COMPLETES_CHOICE, false, FOR_RULES, take_format,
     "markdown (annars), eller html: en sida att öppna i webbläsaren",
     "markdown (else), or html: a page to open in the browser"},
    {"strict", NULL, NULL, NULL, COMPLETES_NOTHING, false,
     FOR_DATA_ROAD | FOR_RULES | FOR_NIGHT | FOR_FAKTA | FOR_FETCH, take_strict,
     "Även varningar ger slutkod 1", "Warnings give exit code 1 too"},
    {"threads", "1-64", "1-64", NULL, COMPLETES_NOTHING, false, FOR_DATA_ROAD | FOR_LSP | FOR_NIGHT,
     take_threads, "Högst så många trådar (resultatet beror inte på det)",
     "At most so many threads (the result does not depend on it)"},
    {"draws", "ANTAL", "NUMBER", NULL, COMPLETES_NOTHING, false, FOR_RUN | FOR_EXPLAIN | FOR_NIGHT,
     take_draws, "Så många dragningar för platsernas spann (annars reglernas; 0: inga)",
     "So many draws for the spans of the places (else the rules'; 0: none)"},
    {"seed", "TAL", "NUMBER", NULL, COMPLETES_NOTHING, false, FOR_RUN | FOR_EXPLAIN | FOR_NIGHT,
     take_seed, "Frö till dragningarna (annars reglernas): samma frö ger samma spann",
     "Seed of the draws (else the rules'): the same seed gives the same spans"},
    {"lang", "SPRÅK", "LANGUAGE", "sv en", COMPLETES_CHOICE, false,
     FOR_DATA_ROAD | FOR_RULES | FOR_LSP | FOR_HISTORY | FOR_NIGHT | FOR_MERGE | FOR_FAKTA |
         FOR_FETCH | WITHOUT_COMMAND,
     take_lang, "Språk: sv eller en (annars sv)", "Language: sv or en (else sv)"},
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
    {"print-vscode", "DEL", "PART", "package configuration grammar extension", COMPLETES_CHOICE,
     false, WITHOUT_COMMAND, take_vscode,
     "Skriv en fil i tillägget för VS Code (grammar: språkets)",
     "Print a file of the extension for VS Code (grammar: of the language)"},
    {"print-notepad", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND, take_notepad,
     "Skriv användarspråket för Notepad++", "Print the user language for Notepad++"},
    {"print-functions", NULL, NULL, NULL, COMPLETES_NOTHING, false, WITHOUT_COMMAND, take_functions,
     "Skriv språkets funktioner som en tabell", "Print the functions of the language as a table"},
};
const size_t option_count = sizeof option_rows / sizeof option_rows[0];

const struct command *command_find(const char *name)
{
    for (size_t i = 0; i < command_count; i++)
        if (strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    return NULL;
}
