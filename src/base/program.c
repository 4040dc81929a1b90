#include "paletti/base/program.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    OUT_MAX = 64 << 10,
    ERRORS_MAX = 500,
    SLICE_MS = 20,
};

enum { TO, FROM, ERRORS, ENDS };

struct run {
    const struct program *program;
    struct program_end *end;
    struct pollfd ends[ENDS]; /* ours; -1: closed */
    size_t sent;
    pid_t pid;
};

static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void close_end(struct run *run, int which)
{
    if (run->ends[which].fd >= 0)
        close(run->ends[which].fd);
    run->ends[which].fd = -1;
}

static char **make_arguments(const struct program *program)
{
    char **all = mem_zero(program->n + ARRAY_LEN(program->more) + 1, sizeof *all);
    size_t n = 0;

    for (size_t i = 0; i < program->n; i++)
        all[n++] = program->arguments[i];
    for (size_t i = 0; i < ARRAY_LEN(program->more) && program->more[i]; i++)
        all[n++] = (char *)program->more[i];
    return all;
}

/* Our signal mask and the ignored SIGPIPE are not the program's. */
static int spawn(struct run *run, const int theirs[ENDS])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t none, pipe;
    _cleanup_free_ char **arguments = make_arguments(run->program);

    sigemptyset(&none);
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    for (int i = 0; i < ENDS; i++)
        posix_spawn_file_actions_adddup2(&files, theirs[i], i);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    int error = posix_spawnp(&run->pid, arguments[0], &files, &attributes, arguments, environ);
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return error;
}

static int start(struct run *run, struct err *err)
{
    int theirs[ENDS] = {-1, -1, -1}, error = 0;

    for (int i = 0; i < ENDS; i++)
        run->ends[i].fd = -1;
    for (int i = 0; i < ENDS && error == 0; i++) {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) < 0) {
            error = errno;
            break;
        }
        theirs[i] = i == TO ? ends[0] : ends[1];
        run->ends[i] =
            (struct pollfd){.fd = i == TO ? ends[1] : ends[0], .events = i == TO ? POLLOUT : POLLIN};
        if (fcntl(run->ends[i].fd, F_SETFL, O_NONBLOCK) < 0)
            error = errno;
    }
    if (error == 0)
        error = spawn(run, theirs);
    for (int i = 0; i < ENDS; i++)
        if (theirs[i] >= 0)
            close(theirs[i]);
    for (int i = 0; error != 0 && i < ENDS; i++)
        close_end(run, i);
    return error == 0 ? 0 : err_errno(err, error, _("%s cannot be started"), run->program->arguments[0]);
}

static void send_some(struct run *run)
{
    const struct str *input = run->program->input;
    size_t left = input ? input->len - run->sent : 0;
    ssize_t n = left ? write(run->ends[TO].fd, input->s + run->sent, left) : 0;

    if (n > 0)
        run->sent += (size_t)n;
    if (!input || run->sent == input->len || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(run, TO);
}

/* Of the output the beginning is kept, of the complaints the end; the rest is read and dropped. */
static void keep(struct run *run, int which)
{
    char piece[4096];
    ssize_t n = read(run->ends[which].fd, piece, sizeof piece);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        close_end(run, which);
    if (n > 0 && which == FROM && run->end->out.len + (size_t)n <= OUT_MAX)
        str_add_n(&run->end->out, piece, (size_t)n);
    if (n > 0 && which == ERRORS) {
        struct str *errors = &run->end->errors;
        str_add_n(errors, piece, (size_t)n);
        if (errors->len > ERRORS_MAX) {
            memmove(errors->s, errors->s + errors->len - ERRORS_MAX, ERRORS_MAX + 1);
            errors->len = ERRORS_MAX;
        }
    }
    explicit_bzero(piece, sizeof piece);
}

static void talk(struct run *run)
{
    if (poll(run->ends, ENDS, SLICE_MS) <= 0)
        return;
    if (run->ends[TO].fd >= 0 && run->ends[TO].revents)
        send_some(run);
    for (int i = FROM; i <= ERRORS; i++)
        if (run->ends[i].fd >= 0 && run->ends[i].revents)
            keep(run, i);
}

/* What is left in the pipes of a program that is gone; a child of its own may hold them open, and is not
 * awaited. */
static void drain(struct run *run)
{
    for (int i = FROM; i <= ERRORS; i++)
        for (int more = OUT_MAX; more > 0 && run->ends[i].fd >= 0 && poll(&run->ends[i], 1, 0) > 0;
             more -= 4096)
            keep(run, i);
    for (int i = 0; i < ENDS; i++)
        close_end(run, i);
}

/* Until it is gone, or its time is over: then it is ended. Returns its status. */
static int attend(struct run *run)
{
    int64_t until = clock_ms() + run->program->wait_ms;
    int status = 0;
    pid_t gone;

    while ((gone = waitpid(run->pid, &status, WNOHANG)) == 0 && clock_ms() < until) {
        struct pollfd open = {.fd = -1};
        if (run->ends[TO].fd < 0 && run->ends[FROM].fd < 0 && run->ends[ERRORS].fd < 0)
            poll(&open, 1, SLICE_MS);
        else
            talk(run);
    }
    run->end->late = gone == 0;
    if (gone == 0) {
        kill(run->pid, SIGKILL);
        while (waitpid(run->pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    return status;
}

int program_run(const struct program *program, struct program_end *ret, struct err *err)
{
    /* Room for all of it at once: growing would leave copies of a secret behind. */
    struct program_end end = {.out = {.s = mem_zero(1, OUT_MAX + 1), .cap = OUT_MAX + 1}};
    struct run run = {.program = program, .end = &end};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

    if (program->n == 0 || start(&run, err) < 0) {
        str_done(&end.out);
        return program->n == 0 ? err_set(err, _("There is no program to be run")) : -1;
    }
    sigaction(SIGPIPE, &ignore, &before);
    int status = attend(&run);
    drain(&run);
    sigaction(SIGPIPE, &before, NULL);
    end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    *ret = end;
    return 0;
}

static bool is_program(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 && S_ISREG(st.st_mode) && access(path, X_OK) == 0;
}

bool program_there(const char *name)
{
    const char *path = getenv("PATH");

    if (strchr(name, '/'))
        return is_program(name);
    for (path = path ? path : "/bin:/usr/bin"; *path;) {
        size_t n = strcspn(path, ":");
        _cleanup_free_ char *file = str_format("%.*s/%s", n > 0 ? (int)n : 1, n > 0 ? path : ".", name);
        if (is_program(file))
            return true;
        path += n + (path[n] == ':');
    }
    return false;
}

void program_wipe_text(struct str *text)
{
    if (text->s)
        explicit_bzero(text->s, text->cap);
    str_done(text);
}

void program_wipe(struct program_end *end)
{
    program_wipe_text(&end->out);
    program_wipe_text(&end->errors);
}
