/* --help, --version, the man page and the completion, all from the rows of commands.c. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { WIDTH = 90, COLUMN = 26 };

/* A text that is the same for every command. */
struct row {
    const char *left, *sv, *en;
};

static const struct row exit_rows[] = {
    {"0", "klart (även med varningar och saknade värden)",
     "done (also with warnings and missing values)"},
    {"1",
     "ett fel i data eller regler berättades; med --strict även en varning; night: även när en "
     "källa inte kunde hämtas",
     "an error in data or rules was told; with --strict a warning too; night: also when a source "
     "could not be fetched"},
    {"2", "kommandoraden är fel", "the command line is wrong"},
    {"3",
     "disk eller minne räckte inte till, eller en mapp går inte att skriva i; fetch: nätet svek; "
     "fetch och night: en annan pågår redan",
     "the disk or the memory failed, or a folder cannot be written in; fetch: the network failed; "
     "fetch and night: another one is under way"},
};

static const struct row environment_rows[] = {
    {"NO_COLOR", "satt till något: inga färger", "set to anything: no colours"},
    {"https_proxy", "adressen till en proxy, för fetch och night",
     "the address of a proxy, for fetch and night"},
    {"no_proxy", "värdar som nås utan proxy, skilda av komma",
     "hosts that are reached without the proxy, separated by commas"},
    {"STATE_DIRECTORY", "nattens mapp när --state inte anges; systemd sätter den",
     "the night's folder when --state is not given; systemd sets it"},
};

/* Where things lie that no option names; those of systemd's unit after those of all. */
static const struct row file_rows[] = {
    {"rules/asf", "reglerna, om mappen finns där man står; annars de installerade",
     "the rules, if the folder is there where one stands; else those installed"},
    {ETABLERA_DATADIR "/rules/asf", "de installerade reglerna; byts vid nästa installation",
     "the installed rules; replaced by the next installation"},
    {"tillstand/natt.txt", "nattens rapport; också natt.html och natt.jsonl",
     "the report of the night; also natt.html and natt.jsonl"},
    {"tillstand/historik.sqlite", "vad varje natt gav; en skadad ligger kvar som .skadad-1",
     "what each night gave; a damaged one is kept as .skadad-1"},
    {"tillstand/godkant/", "regler och data för den senaste natten med nya arbetsböcker",
     "rules and data of the last night with new workbooks"},
    {"tillstand/korningar/", "tidigare nätters arbetsböcker, efter tid (UTC)",
     "workbooks of earlier nights, by time (UTC)"},
    {"/var/lib/etablera/", "tjänstens mapp: data/, tillstand/ och resultat/",
     "the systemd unit's folder: data/, tillstand/ and resultat/"},
    {"/etc/default/etablera", "tjänstens val: ETABLERA_NIGHT, MAILTO, https_proxy",
     "the systemd unit's choices: ETABLERA_NIGHT, MAILTO, https_proxy"},
};

static const char about_sv[] =
    "Läser öppna kommundata, tillämpar regler som är skrivna i text och skriver rangordnade "
    "arbetsböcker där varje siffra kan följas till sin källa.";
static const char about_en[] =
    "Reads open municipal data, applies rules written as text, and writes ranked workbooks in "
    "which every figure can be followed to its source.";

/* Breaks a text into lines of WIDTH characters, each after `indent` blanks. */
static void print_wrapped(FILE *out, const char *text, size_t indent, size_t column)
{
    while (*text) {
        size_t n = strcspn(text, " ");
        size_t width = utf8_count(text, n);
        if (column > indent && column + 1 + width > WIDTH) {
            fprintf(out, "\n%*s", (int)indent, "");
            column = indent;
        } else if (column > indent) {
            fputc(' ', out);
            column++;
        }
        fwrite(text, 1, n, out);
        column += width;
        text += n;
        text += strspn(text, " ");
    }
    fputc('\n', out);
}

static void print_row(FILE *out, const char *left, const char *right)
{
    size_t width = utf8_count(left, strlen(left));
    fprintf(out, "  %s", left);
    if (width + 4 > COLUMN)
        fprintf(out, "\n%*s", COLUMN, "");
    else
        fprintf(out, "%*s", (int)(COLUMN - 2 - width), "");
    print_wrapped(out, right, COLUMN, COLUMN);
}

static void option_left(struct text *t, const struct option *option, enum lang lang)
{
    text_printf(t, "--%s", option->name);
    if (option->value_sv)
        text_printf(t, option->value_optional ? " [%s]" : " %s",
                    say(lang, option->value_sv, option->value_en));
}

static void print_options(FILE *out, unsigned bits, enum lang lang)
{
    for (size_t i = 0; i < option_count; i++) {
        if (!(option_rows[i].commands & bits))
            continue;
        struct text left = {0};
        option_left(&left, &option_rows[i], lang);
        print_row(out, left.p, say(lang, option_rows[i].help_sv, option_rows[i].help_en));
        text_release(&left);
    }
}

static void print_rows(FILE *out, const struct row *rows, size_t count, enum lang lang)
{
    for (size_t i = 0; i < count; i++)
        print_row(out, rows[i].left, say(lang, rows[i].sv, rows[i].en));
}

void print_usage(FILE *out, const struct command *command, enum lang lang)
{
    const char *usage = say(lang, "Användning", "Usage");
    if (command) {
        const char *arguments = say(lang, command->arguments_sv, command->arguments_en);
        fprintf(out, "%s: etablera %s%s%s %s\n", usage, command->name, *arguments ? " " : "",
                arguments, say(lang, "[VAL]", "[OPTIONS]"));
        return;
    }
    fprintf(out, "%s: etablera %s\n\n%s:\n", usage,
            say(lang, "KOMMANDO [VAL]", "COMMAND [OPTIONS]"), say(lang, "Kommandon", "Commands"));
    for (size_t i = 0; i < command_count; i++) {
        struct text left = {0};
        text_printf(&left, "%s %s", command_rows[i].name,
                    say(lang, command_rows[i].arguments_sv, command_rows[i].arguments_en));
        print_row(out, left.p, say(lang, command_rows[i].help_sv, command_rows[i].help_en));
        text_release(&left);
    }
    fprintf(out, "\n%s\n",
            say(lang, "Hjälp om ett kommando: etablera --help KOMMANDO (English: --lang en)",
                "Help on a command: etablera --help COMMAND --lang en"));
}

int print_help(const struct request *request)
{
    const struct command *command = request->command;
    enum lang lang = request->lang;
    if (!command) {
        print_wrapped(stdout, say(lang, about_sv, about_en), 0, 0);
        fputc('\n', stdout);
    }
    print_usage(stdout, command, lang);
    if (command) {
        fputc('\n', stdout);
        print_wrapped(stdout, say(lang, command->detail_sv, command->detail_en), 0, 0);
    }
    printf("\n%s:\n", say(lang, "Val", "Options"));
    print_options(stdout, command ? command->bit : WITHOUT_COMMAND, lang);
    printf("\n%s:\n", say(lang, "Slutkoder", "Exit codes"));
    print_rows(stdout, exit_rows, sizeof exit_rows / sizeof exit_rows[0], lang);
    return EXIT_DONE;
}

int print_version(const struct request *request)
{
    (void)request;
    puts("etablera " ETABLERA_VERSION);
    return EXIT_DONE;
}

/* --- man page --------------------------------------------------------------------------------- */

/* roff reads "-" as a hyphen and "\" as a command. */
static void put_roff(const char *text)
{
    for (; *text; text++) {
        if (*text == '-' || *text == '\\')
            putchar('\\');
        putchar(*text);
        if (*text == '\\')
            putchar('e');
    }
}

static void man_row(const char *left, const char *right)
{
    fputs(".TP\n.B ", stdout);
    put_roff(left);
    putchar('\n');
    put_roff(right);
    putchar('\n');
}

static void man_options(unsigned bits, enum lang lang)
{
    for (size_t i = 0; i < option_count; i++) {
        if (!(option_rows[i].commands & bits))
            continue;
        struct text left = {0};
        option_left(&left, &option_rows[i], lang);
        man_row(left.p, say(lang, option_rows[i].help_sv, option_rows[i].help_en));
        text_release(&left);
    }
}

static void man_rows(const char *sv, const char *en, const struct row *rows, size_t count,
                     enum lang lang)
{
    printf(".SH %s\n", say(lang, sv, en));
    for (size_t i = 0; i < count; i++)
        man_row(rows[i].left, say(lang, rows[i].sv, rows[i].en));
}

static void man_command(const struct command *command, enum lang lang)
{
    printf(".SS etablera %s ", command->name);
    put_roff(say(lang, command->arguments_sv, command->arguments_en));
    fputs("\n", stdout);
    put_roff(say(lang, command->detail_sv, command->detail_en));
    putchar('\n');
    man_options(command->bit & ~(unsigned)WITHOUT_COMMAND, lang);
}

int print_man(const struct request *request)
{
    enum lang lang = request->lang;
    puts(".TH ETABLERA 1 \"\" \"etablera " ETABLERA_VERSION "\"");
    printf(".SH %s\netablera \\- ", say(lang, "NAMN", "NAME"));
    put_roff(say(lang, "rangordnade arbetsböcker av öppna kommundata",
                 "ranked workbooks from open municipal data"));
    printf("\n.SH %s\n.B etablera\n", say(lang, "SYNTAX", "SYNOPSIS"));
    put_roff(say(lang, "KOMMANDO [VAL]", "COMMAND [OPTIONS]"));
    printf("\n.SH %s\n", say(lang, "BESKRIVNING", "DESCRIPTION"));
    put_roff(say(lang, about_sv, about_en));
    printf("\n.SH %s\n", say(lang, "KOMMANDON", "COMMANDS"));
    for (size_t i = 0; i < command_count; i++)
        man_command(&command_rows[i], lang);
    printf(".SH %s\n", say(lang, "VAL UTAN KOMMANDO", "OPTIONS WITHOUT A COMMAND"));
    man_options(WITHOUT_COMMAND, lang);
    man_rows("SLUTKODER", "EXIT STATUS", exit_rows, sizeof exit_rows / sizeof exit_rows[0], lang);
    man_rows("MILJÖ", "ENVIRONMENT", environment_rows,
             sizeof environment_rows / sizeof environment_rows[0], lang);
    man_rows("FILER", "FILES", file_rows, sizeof file_rows / sizeof file_rows[0], lang);
    return EXIT_DONE;
}

/* --- completion ------------------------------------------------------------------------------- */

static void completion_names(void)
{
    for (size_t i = 0; i < command_count; i++)
        printf("%s%s", i ? " " : "", command_rows[i].name);
}

static void completion_options(unsigned bits)
{
    const char *between = "";
    for (size_t i = 0; i < option_count; i++) {
        if (!(option_rows[i].commands & bits))
            continue;
        printf("%s--%s", between, option_rows[i].name);
        between = " ";
    }
}

/* How bash fills in the value of one option; a row for each enum completes. */
static void completes_folder(const struct option *option)
{
    (void)option;
    fputs("COMPREPLY=($(compgen -f -- \"$word\"))", stdout);
}

/* Two commands may take different choices after the same name: bash is given all of them. */
static bool is_repeated(const struct option *option)
{
    for (const struct option *o = option_rows; o < option; o++)
        if (strcmp(o->name, option->name) == 0)
            return true;
    return false;
}

static void completes_choice(const struct option *option)
{
    fputs("COMPREPLY=($(compgen -W \"", stdout);
    for (const struct option *o = option; o < option_rows + option_count; o++)
        if (strcmp(o->name, option->name) == 0)
            printf("%s%s", o == option ? "" : " ", o->choices);
    fputs("\" -- \"$word\"))", stdout);
}

static void completes_command(const struct option *option)
{
    (void)option;
    fputs("COMPREPLY=($(compgen -W \"", stdout);
    completion_names();
    fputs("\" -- \"$word\"))", stdout);
}

static void completes_nothing(const struct option *option)
{
    (void)option;
    fputs("COMPREPLY=()", stdout);
}

static void (*const fillers[])(const struct option *) = {
    [COMPLETES_NOTHING] = completes_nothing,
    [COMPLETES_FOLDER] = completes_folder,
    [COMPLETES_CHOICE] = completes_choice,
    [COMPLETES_COMMAND] = completes_command,
};

static bool has_namesake(const struct option *option)
{
    for (size_t i = 0; i < option_count; i++)
        if (&option_rows[i] != option && strcmp(option_rows[i].name, option->name) == 0)
            return true;
    return false;
}

/* What stands before the value: the command counts where it decides what may follow. */
static void completion_pattern(const struct option *option)
{
    const char *between = "";
    if (!has_namesake(option)) {
        printf("    *\" --%s\") ", option->name);
        return;
    }
    fputs("    ", stdout);
    if (option->commands & WITHOUT_COMMAND) {
        printf("\"--%s --%s\"", option->name, option->name);
        between = "|";
    }
    for (size_t i = 0; i < command_count; i++) {
        if (!(option->commands & command_rows[i].bit))
            continue;
        printf("%s\"%s --%s\"", between, command_rows[i].name, option->name);
        between = "|";
    }
    fputs(") ", stdout);
}

int print_completion(const struct request *request)
{
    (void)request;
    puts("# bash completion for etablera, printed by etablera --print-completion\n"
         "_etablera() {\n"
         "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "    case \"${COMP_WORDS[1]} $before\" in");
    for (size_t i = 0; i < option_count; i++) {
        if (!option_rows[i].value_sv || is_repeated(&option_rows[i]))
            continue;
        completion_pattern(&option_rows[i]);
        fillers[option_rows[i].completes](&option_rows[i]);
        puts("; return ;;");
    }
    puts("    esac\n"
         "    if [[ $word != -* && $COMP_CWORD -gt 1 ]]; then\n"
         "        COMPREPLY=($(compgen -f -- \"$word\"))\n"
         "        return\n"
         "    fi\n"
         "    local words\n"
         "    case ${COMP_WORDS[1]} in");
    for (size_t i = 0; i < command_count; i++) {
        printf("    %s) words=\"", command_rows[i].name);
        completion_options(command_rows[i].bit);
        puts("\" ;;");
    }
    fputs("    *) words=\"", stdout);
    completion_names();
    putchar(' ');
    completion_options(WITHOUT_COMMAND);
    puts("\" ;;\n"
         "    esac\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$word\"))\n"
         "}\n"
         "complete -o filenames -F _etablera etablera");
    return EXIT_DONE;
}
