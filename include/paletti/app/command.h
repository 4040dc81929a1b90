/* The one command table: what the shell, the screen's `:` line and its keys all enter. Completions, --help
 * and the manual page are made from it. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/app.h"

struct command;

/* Where a word comes from when it is completed. */
enum complete {
    COMPLETE_NONE,
    COMPLETE_FILE,
    COMPLETE_CLIENT,
    COMPLETE_REF,    /* of an entry, a request or an invoice */
    COMPLETE_RECORD, /* such a ref, or a client */
    COMPLETE_TYPE,  /* of records */
    COMPLETE_FIELD, /* "due_on=", of the type or the record that the first word names */
    COMPLETE_FORMAT,
    COMPLETE_INSTANT,
    COMPLETE_PICTURE, /* a name of plot.h */
    COMPLETE_SETTING,      /* a name of settings.h */
    COMPLETE_SETTING_VALUE /* what the one named before it may be */
};

/* An option of one command: "--limit N". */
struct option {
    const char *name;  /* "limit", without dashes */
    const char *value; /* N_("N"), or NULL: a switch */
    const char *help;  /* N_() */
    enum complete complete;
    const char *const *values; /* NULL-terminated choices, or NULL */
    unsigned flags;            /* enum option_flag */
};

enum option_flag {
    OPTION_REQUIRED = 1 << 0,
    OPTION_REPEATS = 1 << 1, /* given several times, the values are joined by newlines */
    OPTION_NUMBER = 1 << 2,  /* a whole number, 0 or more */
};

/* A word of one command: CLIENT, FILE. */
struct argument {
    const char *name; /* N_("CLIENT") */
    bool required;
    bool rest; /* takes all that follow, joined by spaces (search WORDS), and one by one in `rest` */
    enum complete complete;
    const char *const *values; /* NULL-terminated choices, or NULL */
};

/* Units of progress that are no translated words: bytes that are read, and those that a commit writes, which is not stopped
 * any more. */
#define PROGRESS_BYTES   "bytes"
#define PROGRESS_WRITTEN "written"

/* How a command was called, parsed by the table. Strings are borrowed from the words, or from `joined`. */
struct request {
    const struct command *command;
    const char *arguments[4];
    const char *options[12]; /* in the order of the command's options; a switch given is "" */
    const char **rest;      /* owned: the words that an argument which takes all that follow was made of, one by one */
    size_t n_rest, cap_rest;
    char *joined[13];       /* owned: what several words became; by option, the last one is the argument's */
    void (*progress)(void *ctx, int64_t done, int64_t total, const char *unit); /* or NULL */
    bool (*stop)(void *ctx);         /* whether the person wants to stop (Ctrl-C); or NULL */
    void (*aside)(const char *sentence); /* what is said beside the answer and is no part of it; or NULL */
    void *ctx;
};

enum command_flag {
    COMMAND_WRITES = 1 << 0,  /* changes the file */
    COMMAND_STREAMS = 1 << 1, /* its answer is a stream of record lines rather than one document (export) */
    COMMAND_OPENS = 1 << 2,   /* on a terminal the screen opens on the file that it made (demo) */
};

/* Exit codes of the shell that a run returns as positive outcomes. */
enum { EXIT_DUE_TODAY = 10, EXIT_OVERDUE = 11 };

struct command {
    const char *name;
    const char *help;   /* one line, N_() */
    const char *manual; /* a paragraph or more for --help and the manual page, N_() */
    const struct argument *arguments;
    size_t n_arguments;
    const struct option *options;
    size_t n_options;
    unsigned flags;
    /* 0: done; positive: a documented exit code; negative: err. *RET_CHANGES is a mask of enum change. */
    int (*run)(struct app *app, const struct request *request, struct answer *answer, unsigned *ret_changes,
               struct err *err);
};

extern const struct command commands[];
extern const size_t commands_n;
const struct command *command_find(const char *name);

/* Fills RET from the words behind the command's name. Options may stand anywhere; "--" ends them. Fails with
 * a sentence that names the word and shows the usage. The caller ends with request_done. */
int command_parse(const struct command *command, char *const *words, size_t n, struct request *ret,
                  struct err *err);
void request_done(struct request *request);
/* "import --format FORMAT [--me ADDRESS] FILE"; the caller owns it. */
char *command_usage(const struct command *command);
