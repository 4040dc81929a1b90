/* The terminal itself: modes, size, colours and the writing of frames, one write(2) each. term.c is the one file that
 * includes curses, of which it uses the terminal descriptions (terminfo); cells, keys and the difference of frames
 * are ours. */
#pragma once

#include "canvas.h"
#include "decoder.h"

#include "paletti/base/err.h"
#include "paletti/tui/tui.h"

struct terminal;

/* Opens the terminal behind stdin and stdout and enters its full-screen mode; frames appear with terminal_show. Fails
 * when there is none, or none that can place a cursor. */
int terminal_open(const struct tui_options *options, struct terminal **ret, struct err *err);
/* Leaves the terminal as it was. Takes NULL. */
void terminal_close(struct terminal *terminal);
/* Out of the full-screen mode and back, for the time of a stop. */
void terminal_leave(struct terminal *terminal);
void terminal_enter(struct terminal *terminal);

/* How styles look from the next frame on: a theme's name; any other, or NULL: what fits the terminal's own colours. A
 * terminal without colours looks as it does. */
void terminal_theme(struct terminal *terminal, const char *name);
/* Whether the terminal tells of the mouse; off at first. Not every terminal can. */
void terminal_mouse(struct terminal *terminal, bool on);

/* Puts TEXT on the clipboard with the next frame (OSC 52), where the terminal lets programs do so: it does not say. Fails
 * on terminals that have none. */
int terminal_copy(struct terminal *terminal, const char *text, struct err *err);

/* Readable when keys came; reading never blocks. */
int terminal_fd(const struct terminal *terminal);
void terminal_size(const struct terminal *terminal, int *ret_w, int *ret_h);
/* Tells what this terminal's special keys send. */
void terminal_teach(const struct terminal *terminal, struct decoder *decoder);
/* Writes what differs from the frame before. When the terminal does not take it, waits until it does, or until
 * WAKE_FD is readable: then the rest is dropped and the next frame is a whole one. Negative: the terminal is gone. */
int terminal_show(struct terminal *terminal, const struct canvas *canvas, int wake_fd);
/* What is on the terminal is no longer known. */
void terminal_forget(struct terminal *terminal);
