/* A folder with a file to open, the program on it in a terminal, and what is asked of both. Needs the environment
 * variables PALETTI (the program), FIXTURES and GOLDEN (folders), which meson sets. */
#pragma once

#include "harness.h"

/* The clock of all of them. */
#define NOW "2026-11-16T10:15:00+01:00"

struct place {
    char folder[64]; /* the person's home, too, and where the program runs */
    char *db, *home;
    const char *editor; /* "VISUAL=COMMAND", borrowed; or NULL */
};

/* Where no file is yet. */
void place_empty(struct place *place);
/* Imports the file FIXTURE, a path. */
void place_init(struct place *place, const char *fixture);
void place_done(struct place *place);
/* A path below FIXTURES; owned. */
char *place_fixture(const char *name);
void place_run(const char *command);
/* A file of so many record lines of `quejumbre`, enough for seconds of work; its path is owned. */
char *place_long_file(const struct place *place, int lines);
/* The file is whole: every judgement is what it should be. */
void place_check(const struct place *place);

/* TERM and LOCALE may be NULL: not set. WORD, or NULL, is one more for the program. */
void place_open(struct harness *harness, const struct place *place, const char *term, const char *locale, const char *word,
                int w, int h);
/* Waits for the first frame, and closes what the one before was killed in the middle of. */
void place_ready(struct harness *harness);
/* The first fixture on a screen of 80x24 that shows its first frame. */
void place_open_first(struct place *place, struct harness *harness);
void place_close(struct place *place, struct harness *harness);

/* Presses KEYS and waits until TEXT is seen. */
void press(struct harness *harness, const char *keys, const char *text);

/* Two screens are the same; the first line that differs is told, with WHERE. */
void expect_same(const struct str *shown, const struct str *wanted, const char *where);
/* The program ends at once on Q, and the terminal is as it was. */
void expect_quit(struct harness *harness);
/* All that was written are characters, and the sequences that a frame may be made of: cursor places, styles, clearing,
 * modes. No title was set. */
void expect_tame(const struct harness *harness, const char *where);
