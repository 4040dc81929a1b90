#include "paletti/base/program.h"

#include "paletti/base/child.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <signal.h>
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

struct run {
    const struct program *program;
    struct program_end *end;
    struct child child;
    size_t sent;
};

static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
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

static int start(struct run *run, struct err *err)
{
    _cleanup_free_ char **arguments = make_arguments(run->program);
    int error = child_start(&run->child, arguments[0], arguments);

    return error == 0 ? 0 : err_errno(err, error, _("%s cannot be started"), arguments[0]);
}

static void send_some(struct run *run)
{
    const struct str *input = run->program->input;
    size_t left = input ? input->len - run->sent : 0;
    ssize_t n = left ? write(run->child.ends[CHILD_IN].fd, input->s + run->sent, left) : 0;

    if (n > 0)
        run->sent += (size_t)n;
    if (!input || run->sent == input->len || (n < 0 && errno != EAGAIN && errno != EINTR))
        child_close(&run->child, CHILD_IN);
}

/* Of the output the beginning is kept, of the complaints the end; the rest is read and dropped. */
static void keep(struct run *run, int which)
{
    char piece[4096];
    ssize_t n = read(run->child.ends[which].fd, piece, sizeof piece);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        child_close(&run->child, which);
    if (n > 0 && which == CHILD_OUT && run->end->out.len + (size_t)n <= OUT_MAX)
        str_add_n(&run->end->out, piece, (size_t)n);
    if (n > 0 && which == CHILD_ERRORS) {
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
    if (poll(run->child.ends, CHILD_ENDS, SLICE_MS) <= 0)
        return;
    if (run->child.ends[CHILD_IN].fd >= 0 && run->child.ends[CHILD_IN].revents)
        send_some(run);
    for (int i = CHILD_OUT; i <= CHILD_ERRORS; i++)
        if (run->child.ends[i].fd >= 0 && run->child.ends[i].revents)
            keep(run, i);
}

/* What is left in the pipes of a program that is gone; a child of its own may hold them open, and is not
 * awaited. */
static void drain(struct run *run)
{
    for (int i = CHILD_OUT; i <= CHILD_ERRORS; i++)
        for (int more = OUT_MAX; more > 0 && run->child.ends[i].fd >= 0 && poll(&run->child.ends[i], 1, 0) > 0;
             more -= 4096)
            keep(run, i);
    for (int i = 0; i < CHILD_ENDS; i++)
        child_close(&run->child, i);
}

/* Until it is gone, or its time is over: then it is ended. Returns its status. */
static int attend(struct run *run)
{
    int64_t until = clock_ms() + run->program->wait_ms;
    int status = 0;
    pid_t gone;

    while ((gone = waitpid(run->child.pid, &status, WNOHANG)) == 0 && clock_ms() < until) {
        struct pollfd open = {.fd = -1};
        if (run->child.ends[CHILD_IN].fd < 0 && run->child.ends[CHILD_OUT].fd < 0 && run->child.ends[CHILD_ERRORS].fd < 0)
            poll(&open, 1, SLICE_MS);
        else
            talk(run);
    }
    run->end->late = gone == 0;
    if (gone == 0) {
        kill(run->child.pid, SIGKILL);
        while (waitpid(run->child.pid, &status, 0) < 0 && errno == EINTR)
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
