#include "paletti/base/child.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

void child_close(struct child *child, int end)
{
    if (child->ends[end].fd >= 0)
        close(child->ends[end].fd);
    child->ends[end].fd = -1;
}

static int spawn(struct child *child, const char *program, char *const *arguments,
                 const int theirs[CHILD_ENDS])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, pipe;

    sigemptyset(&none);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    for (int i = 0; i < CHILD_ENDS; i++)
        posix_spawn_file_actions_adddup2(&files, theirs[i], i);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(&child->pid, program, &files, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return error;
}

static int make_pipes(struct child *child, int theirs[CHILD_ENDS])
{
    for (int i = 0; i < CHILD_ENDS; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) < 0)
            return errno;
        theirs[i] = ends[i == CHILD_IN ? 0 : 1];
        child->ends[i] =
            (struct pollfd){.fd = ends[i == CHILD_IN ? 1 : 0], .events = i == CHILD_IN ? POLLOUT : POLLIN};
    }
    return fcntl(child->ends[CHILD_IN].fd, F_SETFL, O_NONBLOCK) < 0 ? errno : 0;
}

int child_start(struct child *ret, const char *program, char *const *arguments)
{
    struct child child = {.ends = {{.fd = -1}, {.fd = -1}, {.fd = -1}}};
    int theirs[CHILD_ENDS] = {-1, -1, -1};

    int error = make_pipes(&child, theirs);
    if (error == 0)
        error = spawn(&child, program, arguments, theirs);
    for (int i = 0; i < CHILD_ENDS; i++) {
        if (theirs[i] >= 0)
            close(theirs[i]);
        if (error != 0)
            child_close(&child, i);
    }
    if (error != 0)
        child.pid = 0;
    *ret = child;
    return error;
}
