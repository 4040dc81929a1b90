/* While a command runs long, keys go on being answered: one moves, looks, searches, filters; what would change the file
 * is refused with a sentence.
 *
 * There is one thread. The command asks every now and then whether it is to stop; the loop uses that moment to carry out
 * what keys came and to paint a frame. The command is in the middle of its transaction then, and often of a statement, so
 * that its own connection to the file is out of bounds: SQLite forbids to use it from there, and rows would be seen that may
 * be taken back. Views read through a second one (app_beside), which shows the file as it was before the command began.
 *
 * A dialog whose work it is (an import) steps behind the panes when one looks around, and stays there when the work is
 * done, until one goes back to it: no key that was meant for a list decides there. */
#pragma once

#include "shell.h"

/* Between these two, keys may be given to the shell, and frames taken from it, although its command runs. */
void meanwhile_begin(struct shell *shell);
void meanwhile_end(struct shell *shell);
/* Between them: whether the file cannot be read while it is written, so that only what is there can be painted. */
bool meanwhile_blind(const struct shell *shell);
/* Whether KEY ends the command: Ctrl-c, and Esc where nothing is open that it would close. */
bool meanwhile_stops(const struct shell *shell, uint32_t key);
/* As shell_key. */
void meanwhile_key(struct shell *shell, uint32_t key);

/* --- for the shell --- */

/* WHAT is about to run; borrowed. It has ended. */
void meanwhile_watch(struct shell *shell, const char *what);
void meanwhile_over(struct shell *shell);
/* Whether a command runs: then it is said that what was asked for has to wait. The sentence alone; always -1. */
bool meanwhile_refuses(struct shell *shell);
int meanwhile_refuse(const struct shell *shell, struct err *err);
/* Whether VIEW works long itself, and so holds what it reads from: it is left alone as long as a command runs. */
bool meanwhile_rests(const struct shell *shell, const struct view *view);
/* Whether VIEW may be opened: while a command runs nothing is that would have to be saved, or works long itself. Else it
 * is said. */
bool meanwhile_opens(struct shell *shell, const struct view *view);
