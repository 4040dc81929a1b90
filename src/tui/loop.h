/* The one loop. */
#pragma once

#include "shell.h"
#include "terminal.h"

/* Runs until the person quits (0) or a signal ends it (its number). A terminal that is gone counts as SIGHUP.
 */
int loop_run(struct app *app, struct shell *shell, struct terminal *terminal, bool ascii);
