/* Imports as the screen needs them: what a file looks like, what an import of it would do, and doing it. The shell's
 * `import` takes the same way. */
#pragma once

#include "paletti/app/command.h"

/* What a file or folder looks like by its first bytes (of a folder: by what lies in it): a format of `import`
 * ("mbox", "maildir", "csv", "vcard", "ics", "jsonl"), static; or NULL. Reads at most 4 KiB, and opens nothing but plain
 * files and folders. */
const char *import_guess_format(const char *path);

/* Strings are borrowed. Lists are lines: "a@b.example\nc@d.example"; or NULL. */
struct import_order {
    const char *format; /* NULL: guessed */
    const char *path;   /* "-": record lines from the standard input */
    const char *me;     /* my addresses, beside those of the `me` record */
    bool add_correspondents;
    int64_t at_least;          /* of these, only who has as many messages; 0: all */
    const char *correspondents; /* addresses that become clients, whoever else is unknown */
    bool remember_me;          /* the addresses of `me` are put into the `me` record; it is made where there is none */
    const char *my_name;       /* for that; or NULL */
    bool meetings;             /* of a calendar: appointments with clients are wanted */
    bool preview;              /* everything is read and checked, nothing is stored */
};

struct import_note {
    char *a, *b; /* skipped: where and why; unknown, mine: address and name or NULL */
    int64_t count;
    int64_t written; /* unknown, of a preview: how many of the messages I wrote */
    bool likely; /* mine: it is one */
};
struct import_notes {
    struct import_note *v;
    size_t n, cap;
};

enum { IMPORT_NEW, IMPORT_UPDATED, IMPORT_UNCHANGED, IMPORT_COUNTS };
struct import_type {
    const char *type; /* "interaction"; static */
    int64_t counts[IMPORT_COUNTS];
};

struct import_report {
    int64_t read;                  /* lines, messages, rows or cards */
    int64_t repaired;              /* malformed characters that were replaced */
    int64_t counts[IMPORT_COUNTS]; /* of all types together */
    struct import_type types[32];  /* those that came, in that order */
    size_t n_types;
    struct import_notes skipped, unknown; /* the most frequent first */
    struct import_notes mine;      /* of a preview: addresses that may be my own, the likeliest first */
    int64_t first, last;           /* between which the entries lie; INSTANT_NONE */
};

/* Carries ORDER out: all of it is stored, or nothing. PROGRESS (or NULL) is asked as the command's request is:
 * `progress`, `stop` and `ctx` of it count. The caller clears *RET, on success. */
int import_carry_out(struct app *app, const struct import_order *order, const struct request *progress,
                     struct import_report *ret, unsigned *ret_changes, struct err *err);
void import_report_clear(struct import_report *report);
