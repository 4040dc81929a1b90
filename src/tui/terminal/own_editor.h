/* The person's own editor ($VISUAL, $EDITOR) for a long text: a file of mode 0600 in a private folder, the program started
 * without a shell, and whatever happens to it, no text lost. */
#pragma once

#include "paletti/base/err.h"

#include <stdbool.h>

struct own_editor {
    const char *command; /* the program and its arguments, quoted as on the `:` line; NULL: vi */
    const char *folder;  /* of the file; made when missing */
    const char *home;    /* what ~ stands for, or NULL */
    int signals;         /* a signalfd of the blocked signals, SIGCHLD among them */
};

/* Writes TEXT into a new file for the editor; *RET_PATH is owned. */
int own_editor_lend(const struct own_editor *editor, const char *text, char **ret_path, struct err *err);
/* Has that file edited on this process's terminal, which is in its usual mode. 0: *RET is the new text (owned): a newline that
 * editors put behind the last line is taken off again where TEXT had none. The file is there until the caller has kept it.
 * Negative: TEXT stands, and the file is gone; where the editor wrote something and then failed, it is there, and ERR says so.
 * *RET_ENDED: the signal that is to end this process meanwhile (SIGHUP, SIGTERM), or 0; what was written by then is in *RET. */
int own_editor_run(const struct own_editor *editor, const char *path, const char *text, char **ret, int *ret_ended,
                   struct err *err);
