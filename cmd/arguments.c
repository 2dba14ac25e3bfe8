/* argv -> struct request, by the tables of commands.c. */
#include "command.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { MOST_NAMES = 32 };

struct reader {
    struct request *request;
    char **argv;
    int argc, at;
    bool only_arguments; /* after "--" */
};

/* "etablera: what "subject"; menade du "near"?" and where to find help. Always false. */
static bool usage_error(const struct request *request, const char *sv, const char *en,
                        const char *subject, const char *near)
{
    enum lang lang = request->lang;
    fprintf(stderr, "etablera: %s \"%s\"", say(lang, sv, en), subject);
    if (near)
        fprintf(stderr, say(lang, "; menade du \"%s\"?", "; did you mean \"%s\"?"), near);
    fprintf(stderr, "\n%s: etablera --help%s%s%s\n", say(lang, "Hjälp", "Help"),
            request->command ? " " : "", request->command ? request->command->name : "",
            lang == LANG_EN ? " --lang en" : "");
    return false;
}

static unsigned bit_of(const struct request *request)
{
    return request->command ? request->command->bit : (unsigned)WITHOUT_COMMAND;
}

/* The row for that command where an option has several; else any of that name, else NULL. */
static const struct option *option_find(const char *name, size_t length, unsigned bit)
{
    const struct option *found = NULL;
    for (size_t i = 0; i < option_count; i++) {
        const struct option *row = &option_rows[i];
        bool named = strlen(row->name) == length && memcmp(row->name, name, length) == 0;
        if (named && (!found || row->commands & bit))
            found = row;
    }
    return found;
}

static bool unknown_option(const struct request *request, const char *argument, size_t length)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < option_count && count < MOST_NAMES; i++)
        if (option_rows[i].commands & bit_of(request))
            names[count++] = option_rows[i].name;
    struct text name = {0}, near = {0};
    text_addn(&name, argument + 2, length - 2);
    const char *found = text_nearest(name.p ? name.p : "", names, count);
    if (found)
        text_printf(&near, "--%s", found);
    usage_error(request, "okänt val", "unknown option", argument, near.p);
    text_release(&name);
    text_release(&near);
    return false;
}

static bool unknown_command(const struct request *request, const char *argument)
{
    const char *names[MOST_NAMES];
    size_t count = 0;
    for (; count < command_count && count < MOST_NAMES; count++)
        names[count] = command_rows[count].name;
    return usage_error(request, "okänt kommando", "unknown command", argument,
                       text_nearest(argument, names, count));
}

/* Is value one of the blank-separated choices? */
static bool is_choice(const char *choices, const char *value)
{
    size_t length = strlen(value);
    for (const char *p = choices; *p; p += *p == ' ') {
        size_t n = strcspn(p, " ");
        if (n == length && memcmp(p, value, n) == 0)
            return true;
        p += n;
    }
    return false;
}

/* "sv en" -> "sv eller en" */
static void add_choices(struct text *t, const char *choices, const char *between)
{
    for (const char *p = choices; *p; p++)
        if (*p == ' ')
            text_add(t, between);
        else
            text_addc(t, *p);
}

static bool wrong_value(const struct request *request, const struct option *option,
                        const char *value)
{
    struct text sv = {0}, en = {0};
    text_printf(&sv, "--%s ska vara ", option->name);
    text_printf(&en, "--%s should be ", option->name);
    add_choices(&sv, option->choices ? option->choices : option->value_sv, " eller ");
    add_choices(&en, option->choices ? option->choices : option->value_en, " or ");
    text_add(&sv, ", inte");
    text_add(&en, ", not");
    usage_error(request, sv.p, en.p, value, NULL);
    text_release(&sv);
    text_release(&en);
    return false;
}

/* The value after "=" or the next argument; NULL when there is none to take. */
static const char *value_of(struct reader *r, const struct option *option, const char *equals)
{
    if (equals)
        return equals + 1;
    if (!option->value_sv || r->at + 1 >= r->argc)
        return NULL;
    const char *next = r->argv[r->at + 1];
    if (option->value_optional && (next[0] == '-' || !command_find(next)))
        return NULL;
    r->at++;
    return next;
}

static bool read_option(struct reader *r, const char *argument)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals ? (size_t)(equals - argument) : strlen(argument);
    const struct option *option = option_find(argument + 2, length - 2, bit_of(r->request));
    if (!option)
        return unknown_option(r->request, argument, length);
    if (!(option->commands & bit_of(r->request)))
        return usage_error(r->request, "kommandot har inte valet", "the command has no option",
                           argument, NULL);
    if (equals && !option->value_sv)
        return usage_error(r->request,
                           "valet tar inget värde:", "the option takes no value:", argument, NULL);
    const char *value = value_of(r, option, equals);
    if (!value && option->value_sv && !option->value_optional)
        return usage_error(r->request, "värdet saknas efter", "the value is missing after",
                           argument, NULL);
    if (value && option->choices && !is_choice(option->choices, value))
        return wrong_value(r->request, option, value);
    return option->take(r->request, value) || wrong_value(r->request, option, value);
}

static bool read_argument(struct request *request, const char *argument)
{
    if (!request->command) {
        request->command = command_find(argument);
        return request->command || unknown_command(request, argument);
    }
    if (request->argument_count >= request->command->most)
        return usage_error(request, "ett argument för mycket:", "one argument too many:", argument,
                           NULL);
    request->arguments[request->argument_count++] = argument;
    return true;
}

/* The language decides how errors to its left are told, so it is looked for first. */
static void read_language(struct request *request, int argc, char **argv)
{
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
        if (strcmp(argv[i], "--lang=en") == 0 ||
            (i + 1 < argc && strcmp(argv[i], "--lang") == 0 && strcmp(argv[i + 1], "en") == 0))
            request->lang = LANG_EN;
}

/* "-h", and "help" where a command is expected. */
static bool asks_for_help(const struct reader *r, const char *argument)
{
    if (r->only_arguments)
        return false;
    return strcmp(argument, "-h") == 0 ||
           (!r->request->command &&
            (strcmp(argument, "help") == 0 || strcmp(argument, "hjälp") == 0));
}

static bool read_each(struct reader *r)
{
    for (r->at = 1; r->at < r->argc; r->at++) {
        const char *argument = r->argv[r->at];
        bool dashes = !r->only_arguments && argument[0] == '-' && argument[1] != '\0';
        if (dashes && strcmp(argument, "--") == 0) {
            r->only_arguments = true;
        } else if (asks_for_help(r, argument)) {
            r->request->print = print_help;
        } else if (dashes && argument[1] != '-') {
            return usage_error(r->request, "okänt val", "unknown option", argument, NULL);
        } else if (dashes ? !read_option(r, argument) : !read_argument(r->request, argument)) {
            return false;
        }
    }
    return true;
}

bool arguments_read(struct request *request, int argc, char **argv)
{
    struct reader r = {.request = request, .argv = argv, .argc = argc};
    read_language(request, argc, argv);
    if (!read_each(&r))
        return false;
    if (request->print)
        return true;
    if (!request->command) {
        print_usage(stderr, NULL, request->lang);
        return false;
    }
    if (request->argument_count < request->command->least)
        return usage_error(
            request, "argument saknas, kommandot tar", "an argument is missing, the command takes",
            say(request->lang, request->command->arguments_sv, request->command->arguments_en),
            NULL);
    return true;
}
