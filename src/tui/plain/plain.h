/* paletti told line by line, without a screen: for screen readers, logs, pipes and terminals that cannot place a
 * cursor. It is the same shell with the same views, actions, dialogs and commands. A line is the number of an item, keys or
 * the name of an action, /words, or a command; where text is typed it is the text. After each line it is told what
 * changed: a sentence, the rows of the view at most a page at a time, and what is selected. */
#pragma once

#include "shell.h"

struct plain {
    struct shell *shell;
    int (*write)(void *ctx, const char *text, size_t len); /* whole lines; negative: nobody listens any more */
    void *ctx;
    struct canvas canvas;
    const struct view *view; /* the one told last; only compared */
    uint64_t hinted;         /* bits IN_... whose keys were told */
    struct str heading, rows, title;
    struct str out; /* told when the line is done */
    bool gone;
};

/* SHELL and CTX are borrowed for its life. ASCII: the locale is not UTF-8. */
void plain_init(struct plain *plain, struct shell *shell, bool ascii,
                int (*write)(void *ctx, const char *text, size_t len), void *ctx);
void plain_done(struct plain *plain);
/* What there is at the beginning. */
void plain_begin(struct plain *plain);
/* Carries out LINE, valid UTF-8 without its newline, and tells what came of it. False: it ends here. */
bool plain_line(struct plain *plain, const char *line);

/* Appends what differs from what was told before (plain_page.c). */
void plain_tell(struct plain *plain);
/* The next time everything is told. */
void plain_forget(struct plain *plain);
/* Appends a line, made safe. */
void plain_say(struct plain *plain, const char *text);

/* Reads lines from stdin until they end, the person quits (0), or a signal comes (its number). Negative: the answers
 * could not be written. */
int plain_run(struct app *app, struct shell *shell, bool ascii, struct err *err);
