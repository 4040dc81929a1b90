#include "services/program.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    OUT_MAX = 64 << 10,
    ERRORS_MAX = 500,
    SECRET_MAX = 16 << 10, /* tokens of some providers have thousands of bytes */
    SECRET_MS = 120000,    /* a person may have to type a passphrase */
    SLICE_MS = 20,
    GONE = 127, /* what a shell would call a program that is not there */
};

enum { TO, FROM, ERRORS, ENDS };

struct run {
    const struct program *program;
    struct program_end *end;
    struct pollfd ends[ENDS]; /* ours; -1: closed */
    size_t sent;
    pid_t pid;
};

static void close_end(struct run *run, int which)
{
    if (run->ends[which].fd >= 0)
        close(run->ends[which].fd);
    run->ends[which].fd = -1;
}

static char **make_arguments(const struct program *program)
{
    const struct texts *given = program->arguments;
    char **all = mem_zero(given->n + ARRAY_LEN(program->more) + 1, sizeof *all);
    size_t n = 0;

    for (size_t i = 0; i < given->n; i++)
        all[n++] = given->v[i];
    for (size_t i = 0; i < ARRAY_LEN(program->more) && program->more[i]; i++)
        all[n++] = (char *)program->more[i];
    return all;
}

static int spawn(struct run *run, const int theirs[ENDS])
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t pipe;
    _cleanup_free_ char **arguments = make_arguments(run->program);

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    posix_spawn_file_actions_init(&files);
    for (int i = 0; i < ENDS; i++)
        posix_spawn_file_actions_adddup2(&files, theirs[i], i);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &pipe);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
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
    return error == 0 ? 0 : err_errno(err, error, _("%s cannot be started"), run->program->arguments->v[0]);
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

int program_run(const struct program *program, struct program_end *ret, struct err *err)
{
    /* Room for all of it at once: growing would leave copies of a secret behind. */
    struct program_end end = {.out = {.s = mem_zero(1, OUT_MAX + 1), .cap = OUT_MAX + 1}};
    struct run run = {.program = program, .end = &end};
    int status = 0;
    pid_t gone;

    if (program->arguments->n == 0)
        return err_set(err, _("There is no program to be run"));
    if (start(&run, err) < 0) {
        str_done(&end.out);
        return -1;
    }
    int64_t until = program->clock() + program->wait_ms;
    while ((gone = waitpid(run.pid, &status, WNOHANG)) == 0 && program->clock() < until) {
        struct pollfd open = {.fd = -1};
        if (run.ends[TO].fd < 0 && run.ends[FROM].fd < 0 && run.ends[ERRORS].fd < 0)
            poll(&open, 1, SLICE_MS);
        else
            talk(&run);
    }
    end.late = gone == 0;
    if (end.late) {
        kill(run.pid, SIGKILL);
        while (waitpid(run.pid, &status, 0) < 0 && errno == EINTR)
            ;
    }
    drain(&run);
    end.signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    end.status = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    *ret = end;
    return 0;
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

/* Nothing of what it printed may stand in a sentence. */
static int judge_secret(const char *name, const struct program_end *end, struct str *ret, struct err *err)
{
    size_t n = strcspn(str_text(&end->out), "\r\n");

    if (end->late)
        return err_set(err, _("%s gave no secret within %d seconds: run it once by hand"), name,
                       SECRET_MS / 1000);
    if (end->signal || end->status == GONE)
        return err_set(err, _("%s could not give the secret: it died, or is not there"), name);
    if (end->status)
        return err_set(err, _("%s ended with status %d instead of the secret: run it once by hand"), name,
                       end->status);
    if (n == 0)
        return err_set(err, _("%s printed nothing: the first line it prints has to be the secret"), name);
    if (n > SECRET_MAX || strlen(str_text(&end->out)) < n)
        return err_set(err, _("The first line that %s printed is too long for a secret"), name);
    str_add_n(ret, end->out.s, n);
    return 0;
}

int program_secret(const struct texts *arguments, int64_t (*clock)(void), struct str *ret, struct err *err)
{
    struct program program = {.arguments = arguments, .wait_ms = SECRET_MS, .clock = clock};
    struct program_end end;

    if (program_run(&program, &end, err) < 0)
        return -1;
    *ret = (struct str){.s = mem_zero(1, SECRET_MAX + 2), .cap = SECRET_MAX + 2};
    int result = judge_secret(arguments->v[0], &end, ret, err);
    program_wipe(&end);
    if (result < 0)
        program_wipe_text(ret);
    return result;
}
