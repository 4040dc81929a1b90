/* The shell's side: words in, text for people or JSON out, exit codes. interchange.md, section 3. */
#pragma once

#include "paletti/app/command.h"

#include <stdbool.h>

enum cli_task {
    CLI_SCREEN,     /* no command: the screen */
    CLI_COMMAND,
    CLI_HELP,       /* --help: of the command, or of all */
    CLI_VERSION,
    CLI_COMPLETION, /* --completion SHELL: a script made from the command table */
    CLI_MANUAL,     /* --manual: the commands' part of paletti(1) */
    CLI_MANUAL_KEYS, /* --manual-keys: the keys' part of paletti-keys(7); main asks the screen for it */
};

enum cli_color { CLI_COLOR_AUTO, CLI_COLOR_ALWAYS, CLI_COLOR_NEVER };

/* What the words of the command line say; strings are borrowed from them. */
struct cli {
    enum cli_task task;
    const struct command *command;
    char **words; /* those behind the command that are not global options; owned array */
    size_t n_words;
    const char *db, *language, *shell;
    int64_t now; /* INSTANT_NONE: the clock's */
    bool json, plain;
    enum cli_color color;
};

/* Global options may stand before and after the command's name. A failure is wrong usage (exit code 2). *RET is to be
 * released (cli_done) in either case. */
int cli_parse(int argc, char **argv, struct cli *ret, struct err *err);
void cli_done(struct cli *cli);

/* What is known of the terminal; filled by main from the environment. */
struct cli_terminal {
    bool no_color;    /* NO_COLOR is set */
    bool dumb;        /* TERM is dumb or missing */
    bool utf8;        /* the locale is */
};

/* How far something long has come, on standard error where that is a terminal; zeroed at first. */
struct cli_progress {
    int64_t started_ms, shown_ms;
    bool shown;
};
/* Fits app_options.upgrading, CTX being a struct cli_progress. */
void cli_upgrading(void *ctx, int step, int steps, int64_t done, int64_t total);

/* Runs the task (not CLI_SCREEN; APP may be NULL where no file is needed) and returns the exit code, with its answer
 * written out and checked, or one line on stderr. */
int cli_run(const struct cli *cli, struct app *app, const struct cli_terminal *terminal);
/* Writes TEXT out, and returns the exit code. */
int cli_tell(const char *text);
/* One line on stderr, safe: "paletti: SENTENCE". */
void cli_complain(const char *sentence);
