/* What the process may still do: no new privileges, the files and the network of one job (Landlock), the
 * system calls that such a job needs (seccomp). Where a kernel lacks one of them the others hold. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum confine_net { CONFINE_NO_NET, CONFINE_MAIL };

struct confine_needs {
    const char *read;  /* a file, or a folder with all in it; NULL: none but the system's own */
    const char *write; /* a file that is made or replaced in its folder; NULL: nothing is written */
    enum confine_net net;
    uint16_t port; /* CONFINE_MAIL: the only one, beside that of names (53) */
};

struct confined {
    int landlock; /* the version of it that holds, 0: none */
    bool seccomp;
    const char *why; /* static, translated: what does not hold, and why; NULL: all of it does */
};

/* It cannot be taken back. Programs cannot be started any more. */
void confine_process(const struct confine_needs *needs, struct confined *ret);
