/* paletti-courier: one job in, records and events out. It opens no database and keeps nothing. */
#include "job.h"

#include "paletti/base/i18n.h"
#include "paletti/base/language.h"
#include "paletti/base/str.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* The time that the machine slept counts: it counts for whoever is asked to send something only so long. */
static int64_t milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_BOOTTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What people wrote to each other must not lie about in a core file, nor in one that others may read. */
static void keep_private(void)
{
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    prctl(PR_SET_DUMPABLE, 0);
    umask(077);
    /* With it libcurl would write the keys of its connections into a file. */
    unsetenv("SSLKEYLOGFILE");
}

static void complain(const char *text)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, "paletti-courier: %s\n", text);
    if (write(STDERR_FILENO, str_text(&line), line.len) < 0)
        return; /* nobody is there to be told */
}

int main(int argc, char **argv)
{
    struct err err;

    keep_private();
    signal(SIGPIPE, SIG_IGN); /* a peer that hangs up is an error like another */
    language_characters();
    language_init(PALETTI_LOCALEDIR);

    if (argc == 2 && strcmp(argv[1], "--version") == 0) {
        static const char version[] = "paletti-courier " PALETTI_VERSION "\n";
        return write(STDOUT_FILENO, version, sizeof version - 1) == (ssize_t)sizeof version - 1 ? 0 : 1;
    }
    if (argc > 1) {
        complain(_("It takes no arguments: the job comes on standard input, as a line of JSON "
                   "(paletti-courier(1))"));
        return 2;
    }
    int result = job_run_confined(STDIN_FILENO, STDOUT_FILENO, milliseconds, &err);
    if (result < 0)
        complain(err.text);
    return result == 0 ? 0 : 1;
}
