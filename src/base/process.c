#include "paletti/base/process.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BEGAN = 22, TEXT_MAX = 4096 }; /* the field of /proc/PID/stat: clock ticks since the machine's start */

/* What has ended, and is only kept until its parent asks: proc(5), the state behind the name. */
static bool ended(const char *name_end)
{
    return strncmp(name_end, ") Z", 3) == 0 || strncmp(name_end, ") X", 3) == 0;
}

/* The start of process PID as text, or NULL when it does not run. proc(5): the name in brackets may hold
 * anything. */
static char *began(long pid)
{
    _cleanup_free_ char *path = str_format("/proc/%ld/stat", pid);
    _cleanup_str_ struct str text = STR_INIT;

    if (file_read(path, TEXT_MAX, &text, NULL) < 0)
        return NULL;
    char *at = strrchr(str_text(&text), ')');
    if (at && ended(at))
        return NULL;
    for (int field = 2; at && field < BEGAN; field++) {
        at = strchr(at, ' ');
        at += at != NULL;
    }
    return at ? mem_string_n(at, strcspn(at, " \n")) : NULL;
}

static char *boot(void)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (file_read("/proc/sys/kernel/random/boot_id", TEXT_MAX, &text, NULL) < 0)
        return mem_string("");
    return mem_string_n(str_text(&text), strcspn(str_text(&text), "\n"));
}

static char *name_of(long pid)
{
    _cleanup_free_ char *machine = boot(), *start = began(pid);

    return str_format("%s:%ld:%s", machine, pid, start ? start : "");
}

char *process_self(void)
{
    return name_of((long)getpid());
}

bool process_lives(const char *name)
{
    const char *pid = strchr(name, ':');
    _cleanup_free_ char *now = name_of(pid ? strtol(pid + 1, NULL, 10) : 0);

    return str_equal(name, now);
}
