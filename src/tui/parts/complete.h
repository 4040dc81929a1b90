/* Completion of a `:` line from the tables of actions and commands. */
#pragma once

#include "actions.h"

#include "paletti/app/app.h"

struct candidates {
    char **v; /* what could stand there, unquoted, sorted; commands before actions */
    size_t n, cap;
    size_t from; /* the byte of the line where the word begins */
    bool more;   /* the word goes on after any of these (a folder) */
};

void candidates_done(struct candidates *candidates);
/* What the word at the end of LINE could be. HOME: as for cmdline_split. */
int complete_line(struct app *app, const char *home, const char *line, struct candidates *ret,
                  struct err *err);
/* The word as it is to be typed: quoted where it holds blanks; whole when there is one candidate, else the
 * beginning that they all share. Empty when that is nothing. The caller owns it. */
char *complete_word(const struct candidates *candidates);
