/* What is being typed in dialogs is kept in the file at each pause, and offered again when the program ended before it was
 * saved (app/typing.h). */
#pragma once

#include "shell.h"

/* Keeps what changed. False: something could not be kept just now; try again soon. It never waits. */
bool keeping_pause(struct shell *shell);
/* Something was typed that is not kept yet. */
bool keeping_owes(const struct shell *shell);
/* VIEW is about to go: what was typed there is saved, or not wanted. */
void keeping_drop(struct shell *shell, struct view *view);
/* VIEW is about to go, but what was typed stays. False: it could not be kept, and that was said. */
bool keeping_put_aside(struct shell *shell, struct view *view);
/* At the start: what was cut off is offered. */
void keeping_offer(struct shell *shell);
/* Lists what was put aside, or cut off. */
void keeping_resume(struct shell *shell);
/* Goes on with the one kept as ID; forgets it. */
void keeping_take(struct shell *shell, int64_t id);
void keeping_forget(struct shell *shell, int64_t id);
