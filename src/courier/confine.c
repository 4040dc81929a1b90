#include "confine.h"

#include "confine_calls.h"
#include "confine_files.h"

#include "paletti/base/i18n.h"

#include <sys/prctl.h>

#if defined(__SANITIZE_ADDRESS__)
#define WATCHED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define WATCHED 1
#endif
#endif
#ifndef WATCHED
#define WATCHED 0
#endif

void confine_process(const struct confine_needs *needs, struct confined *ret)
{
    *ret = (struct confined){0};
    if (WATCHED) {
        /* They look into the process from outside, which is what must not be. */
        ret->why = _("not confined: built to be watched by sanitizers");
        return;
    }
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
        ret->why = _("not confined: the kernel cannot keep a program from gaining privileges");
        return;
    }
    ret->landlock = confine_files(needs);
    ret->seccomp = confine_calls(needs);
    if (!ret->landlock && !ret->seccomp)
        ret->why = _("the kernel has neither Landlock nor seccomp: files and system calls are not confined");
    else if (!ret->landlock)
        ret->why = _("the kernel has no Landlock: files are not confined");
    else if (!ret->seccomp)
        ret->why = _("the kernel has no seccomp: system calls are not confined");
}
