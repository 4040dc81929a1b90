/* The screen: what plain `paletti` opens. */
#pragma once

#include "paletti/app/app.h"

enum tui_color { TUI_COLOR_AUTO, TUI_COLOR_ALWAYS, TUI_COLOR_NEVER };

/* Strings are borrowed for the length of the run. */
struct tui_options {
    const char *config_home; /* XDG_CONFIG_HOME, resolved; paletti/keys below it is the person's own key file */
    const char *theme;       /* "dark", "light", "contrast", "mono"; NULL: what the terminal says, else dark */
    enum tui_color color;    /* NO_COLOR and a terminal without colours win over it (screens.md) */
};

/* Opens the screen on the terminal of stdin and stdout and stays until the person leaves or a signal ends it; the
 * terminal is then as it was. The locale must have been set by the caller. Reads TERM, NO_COLOR and COLORFGBG.
 *
 * 0: the person quit. Positive: the number of the signal that ended it (SIGHUP, SIGINT, SIGTERM); the shell expects
 * 128 + that as exit code. Negative: no terminal that can show a screen, a key file with a mistake, or a file that
 * cannot be read; ERR says so and what to do instead. */
int tui_run(struct app *app, const struct tui_options *options, struct err *err);
