/* The command line: what can be asked for (tables) and what was asked for (struct request).
 * --help, the man pages and the shell completion are printed from the rows of these tables. */
#ifndef ETABLERA_CMD_COMMAND_H
#define ETABLERA_CMD_COMMAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diagnostic.h"

enum exit_code {
    EXIT_DONE = 0,
    EXIT_TOLD = 1,  /* an error in data or rules was told */
    EXIT_USAGE = 2, /* the command line asks for what does not exist */
    EXIT_WORLD = 3  /* disk, memory */
};

enum { MOST_ARGUMENTS = 400, MOST_REPEATED = 32 };

/* An option that may be given more than once. */
struct repeated {
    const char *values[MOST_REPEATED];
    size_t count;
};

struct command;

/* What was asked for. Texts belong to argv; NULL when not given. */
struct request {
    const struct command *command; /* NULL: none */
    const char *arguments[MOST_ARGUMENTS];
    size_t argument_count;
    const char *rules, *data, *out, *format, *area, *against, *against_data;
    const char *before_rules, *before_data; /* run: the earlier state */
    const char *state;                      /* night, history: the folder that remembers */
    struct repeated sets, scenarios, overlays;
    struct repeated accepted; /* night: sources taken whatever they say */
    int32_t day;              /* 0: the model's */
    enum lang lang;
    int threads;
    uint32_t shard, shards;      /* run: which part of how many; 0: all */
    int32_t draws, seed;         /* of the rank intervals; 0: the model's, -1 draws: none */
    size_t checks;               /* watch: how many, 0: until stopped */
    const char *authority;       /* fetch: one more to trust */
    struct repeated only, fewer; /* fetch: sources */
    int32_t timeout, retries, most_megabytes, most_wait; /* fetch; retries -1: none, 0: the usual */
    bool offline;
    bool strict, check, dry, lang_given;
    int (*print)(const struct request *request); /* --help, --version, --print-...: instead */
};

struct command {
    const char *name;
    unsigned bit;                              /* which options it takes: struct option.commands */
    const char *arguments_sv, *arguments_en;   /* as in the usage line */
    size_t least, most;                        /* number of arguments */
    int (*run)(const struct request *request); /* returns an exit code */
    const char *help_sv, *help_en;             /* one line */
    const char *detail_sv, *detail_en;         /* a paragraph */
};

/* What the shell can fill in after an option. */
enum completes { COMPLETES_NOTHING, COMPLETES_FOLDER, COMPLETES_CHOICE, COMPLETES_COMMAND };

struct option {
    const char *name;                /* without the dashes */
    const char *value_sv, *value_en; /* name of its value; NULL when it takes none */
    const char *choices;             /* "sv en"; NULL when any */
    enum completes completes;
    bool value_optional;
    unsigned commands; /* bits of the commands that take it */
    bool (*take)(struct request *request, const char *value); /* false: not such a value */
    const char *help_sv, *help_en;
};

/* Bit of the options that stand without a command. */
enum {
    WITHOUT_COMMAND = 1,
    FOR_RUN = 2,
    FOR_CHECK = 4,
    FOR_EXPLAIN = 8,
    FOR_DATA = 16,
    FOR_SWEEP = 32,
    FOR_FLIP = 64,
    FOR_DIFF = 128,
    FOR_TEST = 256,
    FOR_FMT = 512,
    FOR_RULES = 1024,
    FOR_LSP = 2048,
    FOR_WATCH = 4096,
    FOR_HISTORY = 1 << 13,
    FOR_NIGHT = 1 << 14,
    FOR_MERGE = 1 << 17,
    FOR_FAKTA = 1 << 15,
    FOR_FETCH = 1 << 18
};

extern const struct command command_rows[];
extern const size_t command_count;
extern const struct option option_rows[];
extern const size_t option_count;

/* NULL when there is none of that name. */
const struct command *command_find(const char *name);

/* One function a command, each in its own file. */
int cmd_run(const struct request *request);
int cmd_check(const struct request *request);
int cmd_explain(const struct request *request);
int cmd_data(const struct request *request);
int cmd_sweep(const struct request *request);
int cmd_flip(const struct request *request);
int cmd_diff(const struct request *request);
int cmd_test(const struct request *request);
int cmd_fmt(const struct request *request);
int cmd_rules(const struct request *request);
int cmd_lsp(const struct request *request);
int cmd_watch(const struct request *request);
int cmd_fetch(const struct request *request);
/* The same for the night, by these rules: tells into `told`, but for errors of rules that do not
 * hold, which the night tells of itself. */
int fetch_by_rules(const struct request *request, const char *rules, struct diagnostics *told);
int cmd_merge(const struct request *request);
int cmd_night(const struct request *request);
int cmd_history(const struct request *request);
int cmd_fakta(const struct request *request);

/* Fills the request; tells a usage error on stderr and returns false when it cannot. */
bool arguments_read(struct request *request, int argc, char **argv);

/* help.c: on stdout, EXIT_DONE. */
int print_help(const struct request *request);
int print_version(const struct request *request);
int print_man(const struct request *request);
int print_completion(const struct request *request);
/* editor_vscode.c, editor_notepad.c: colours for rule files, from the words of the language. */
int print_vscode(const struct request *request);
int print_notepad(const struct request *request);
/* functions.c */
int print_functions(const struct request *request);
void print_usage(FILE *out, const struct command *command, enum lang lang);

static inline const char *say(enum lang lang, const char *sv, const char *en)
{
    return lang == LANG_EN ? en : sv;
}

#endif
