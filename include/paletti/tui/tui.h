/* The screen: what plain `paletti` opens. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/base/str.h"

enum tui_color { TUI_COLOR_AUTO, TUI_COLOR_ALWAYS, TUI_COLOR_NEVER };

/* Strings are borrowed for the length of the run. */
struct tui_options {
    const char *config_home; /* XDG_CONFIG_HOME, resolved; paletti/keys below it is the person's own key file */
    enum tui_color color;    /* a terminal without colours wins over it */
    bool no_color;           /* NO_COLOR is set: wins over `color` (screens.md) */
    bool plain;              /* no screen: lines in, lines out; so it is on a terminal that is dumb or not named, too */
    bool utf8;               /* the locale's character set; otherwise frames and text are ASCII */
    const char *term;        /* TERM, or NULL */
    const char *colorfgbg;   /* COLORFGBG, or NULL: tells some terminals' background */
    const char *editor;      /* VISUAL, or EDITOR, or NULL: what long texts are edited with */
    const char *home;        /* HOME, or NULL: what ~ stands for in commands */
    const char *greeting;    /* said at the foot until the first key; NULL: nothing */
};

/* With `plain`, reads lines from stdin and answers on stdout, whatever these are, until the lines end.
 *
 * Otherwise opens the screen on the terminal of stdin and stdout and stays until the person leaves or a signal ends it; the
 * terminal is then as it was.
 *
 * 0: the person quit. Positive: the number of the signal that ended it (SIGHUP, SIGINT, SIGTERM); the shell expects
 * 128 + that as exit code. Negative: no terminal that can show a screen, a key file with a mistake, or a file that
 * cannot be read; ERR says so and what to do instead. */
/* TUI_WANTS_DEMO: the person left for the demo, which is there. */
enum { TUI_WANTS_DEMO = 1 << 16 };
int tui_run(struct app *app, const struct tui_options *options, struct err *err);

/* Appends the keys' part of paletti-keys(7), as mdoc. */
void tui_manual_keys(struct str *to);
