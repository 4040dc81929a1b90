#include "own_editor.h"

#include "cmdline.h"

#include "paletti/app/typing.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    FAREWELL_MS = 300, /* for the editor to save and end in, when we have to */
};

enum { SUFFIX = sizeof ".txt" - 1 };

/* --- the file --- */

static int write_all(int fd, const char *text, size_t n)
{
    while (n > 0) {
        ssize_t written = write(fd, text, n);
        if (written < 0 && errno != EINTR)
            return -1;
        if (written > 0) {
            text += written;
            n -= (size_t)written;
        }
    }
    return 0;
}

int own_editor_lend(const struct own_editor *editor, const char *text, char **ret_path, struct err *err)
{
    if (file_private_dir(editor->folder, err) < 0)
        return -1;
    char *path = str_format("%s/%s", editor->folder, TYPING_FILE_NAME);
    int fd = mkostemps(path, SUFFIX, O_CLOEXEC);
    int r = fd < 0 ? -1 : write_all(fd, text, strlen(text));

    if (r < 0)
        err_errno(err, errno, _("no file can be written for your editor in %s"), editor->folder);
    if (fd >= 0)
        r = close(fd) < 0 && r == 0 ? err_errno(err, errno, _("%s cannot be written"), path) : r;
    if (r < 0 && fd >= 0)
        unlink(path);
    if (r < 0) {
        free(path);
        return -1;
    }
    *ret_path = path;
    return 0;
}

/* --- the program --- */

static int start(const struct own_editor *editor, const char *path, pid_t *ret_pid, struct err *err)
{
    const char *command = editor->command && *editor->command ? editor->command : "vi";
    struct cmdline words = {0};
    posix_spawnattr_t attributes;
    sigset_t none;

    if (cmdline_split(command, editor->home, &words, err) < 0)
        return err_prefix(err, "VISUAL, EDITOR");
    if (words.n == 0) {
        cmdline_done(&words);
        return err_set(err, _("VISUAL or EDITOR names no program"));
    }
    MEM_GROW(words.v, words.n, words.cap);
    words.v[words.n++] = mem_string(path);
    MEM_GROW(words.v, words.n, words.cap);
    words.v[words.n] = NULL;
    sigemptyset(&none);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    int error = posix_spawnp(ret_pid, words.v[0], NULL, &attributes, words.v, environ);
    posix_spawnattr_destroy(&attributes);
    if (error != 0)
        err_errno(err, error, _("your editor \"%s\" cannot be started; VISUAL or EDITOR names another one"), words.v[0]);
    cmdline_done(&words);
    return error == 0 ? 0 : -1;
}

/* The editor was stopped, alone or with us: so are we, until somebody brings us back. */
static void stop_too(void)
{
    sigset_t stop;

    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    raise(SIGTSTP);
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    sigprocmask(SIG_BLOCK, &stop, NULL);
}

/* True when it ended. */
static bool has_ended(pid_t pid, int *ret_status)
{
    pid_t r;

    while ((r = waitpid(pid, ret_status, WNOHANG | WUNTRACED)) == pid && WIFSTOPPED(*ret_status)) {
        stop_too();
        kill(pid, SIGCONT);
    }
    return r == pid || r < 0;
}

/* Waits for the end of the editor. What the terminal sends by its keys is for the editor; what is to end us ends it, too. */
static void wait_for(const struct own_editor *editor, pid_t pid, int *ret_status, int *ret_ended)
{
    struct pollfd ready = {editor->signals, POLLIN, 0};
    struct signalfd_siginfo info;

    while (!has_ended(pid, ret_status)) {
        int n = poll(&ready, 1, *ret_ended ? FAREWELL_MS : -1);
        if (n == 0)
            return;
        while (read(editor->signals, &info, sizeof info) == (ssize_t)sizeof info) {
            if (info.ssi_signo == SIGTSTP)
                stop_too();
            if (info.ssi_signo != SIGHUP && info.ssi_signo != SIGTERM)
                continue;
            *ret_ended = (int)info.ssi_signo;
            kill(pid, SIGHUP);
        }
    }
}

/* --- what came of it --- */

/* The editor failed: what it had written by then is not thrown away, and not taken for what was meant. */
static int say_failed(const char *path, const char *before, int status, struct err *err)
{
    _cleanup_free_ char *now = NULL;
    bool same = typing_file_read(path, before, &now, NULL) == 0 && str_equal(now, before);

    if (WIFSIGNALED(status))
        err_set(err, _("Your editor was ended by signal %d: the text is as it was."), WTERMSIG(status));
    else
        err_set(err, _("Your editor ended with %d: the text is as it was."), WEXITSTATUS(status));
    if (same) {
        unlink(path);
        return -1;
    }
    _cleanup_free_ char *said = mem_string(err->text);
    return err_set(err, _("%s What it wrote is kept in %s"), said, path);
}

int own_editor_run(const struct own_editor *editor, const char *path, const char *text, char **ret, int *ret_ended,
                   struct err *err)
{
    pid_t pid;
    int status = 0;

    *ret_ended = 0;
    if (start(editor, path, &pid, err) < 0) {
        unlink(path);
        return -1;
    }
    wait_for(editor, pid, &status, ret_ended);
    if (status != 0 && *ret_ended == 0)
        return say_failed(path, text, status, err);
    if (typing_file_read(path, text, ret, err) == 0)
        return 0;
    _cleanup_free_ char *said = mem_string(err->text);
    return err_set(err, _("%s: the text is as it was; what your editor wrote is kept in %s"), said, path);
}
