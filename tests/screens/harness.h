/* A program in a pseudo terminal, as a person would see it: libvterm keeps the screen, and every byte is kept
 * too. */
#pragma once

#include "paletti/base/str.h"

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>
#include <vterm.h>

struct harness {
    pid_t pid;    /* of the program */
    pid_t keeper; /* its parent inside the terminal, which has job control */
    int fd;       /* the terminal's other side */
    int reports;  /* the keeper tells of stops and of the end here */
    VTerm *vterm;
    VTermScreen *screen;
    int w, h;
    struct str raw; /* every byte */
    size_t parsed;  /* so many of which libvterm has seen */
    int titles;     /* times that the terminal's title was set */
    bool alternate;
    int status; /* of the end, as waitpid tells it; -1: still runs */
    struct termios before;
};

struct harness_options {
    const char *const *argv;
    const char *const *env; /* NULL-terminated; nothing else is in the environment */
    int w, h;
};

void harness_start(struct harness *harness, const struct harness_options *options);
/* Kills what still runs, frees. */
void harness_done(struct harness *harness);
void harness_send(struct harness *harness, const char *bytes);
void harness_resize(struct harness *harness, int w, int h);
/* Reads until TEXT stands on the screen, for at most MS as a calm machine counts them; false when it does not. */
bool harness_wait(struct harness *harness, const char *text, int ms);
/* Reads until what was sent is read, and then nothing came for MS. */
void harness_settle(struct harness *harness, int ms);
/* The same, until the program waits for more, too: where it does no long work. */
void harness_rest(struct harness *harness, int ms);
/* Waits for the program to end, at most MS as a calm machine counts them; false when it still runs. */
bool harness_end(struct harness *harness, int ms);
/* Waits for the keeper's report of a stop. */
bool harness_stopped(struct harness *harness, int ms);
/* The screen as lines without blanks at their ends. */
void harness_text(struct harness *harness, struct str *to);
/* Whether the terminal's modes are what they were at the start. */
bool harness_restored(struct harness *harness);
