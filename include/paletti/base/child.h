/* Another program as a process of ours, its standard input, output and error in our hands. */
#pragma once

#include <poll.h>
#include <sys/types.h>

enum { CHILD_IN, CHILD_OUT, CHILD_ERRORS, CHILD_ENDS };

struct child {
    pid_t pid;                      /* 0: it was never started */
    struct pollfd ends[CHILD_ENDS]; /* ours, to be polled; fd -1: closed. Writing does not block */
};

/* Starts PROGRAM, looked up in PATH unless a slash is in it, without a shell; ARGUMENTS end with NULL, the first is its name. Our
 * signal mask and an ignored SIGPIPE are not the child's. Returns 0, or errno: nothing was started, and all ends are closed.
 * Whoever starts it waits for it. */
int child_start(struct child *ret, const char *program, char *const *arguments);
/* Closes our end, if it is open. */
void child_close(struct child *child, int end);
