#include "courier.h"

#include "lines.h"
#include "stop.h"

#include "paletti/base/child.h"
#include "paletti/base/i18n.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    SLICE_MS = 10,      /* between two looks at stop and time */
    COMPLAINT = 300,    /* bytes of stderr that are kept */
    FAREWELL_MS = 2000, /* to end in, once its output is closed */
};

struct run {
    const struct courier_job *job;
    struct child child;
    size_t sent;
    struct lines lines;
    char complaint[COMPLAINT + 1]; /* the last the courier said on stderr */
    size_t complained;
    int64_t heard_ms; /* when the last line came */
    bool done;        /* it said so */
};

static int64_t clock_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- starting and ending the process --- */

static int start(struct run *run, struct err *err)
{
    char name[] = "paletti-courier";
    char *const argv[] = {name, NULL};
    int error = child_start(&run->child, run->job->program, argv);

    return error == 0 ? 0 : err_errno(err, error, _("the courier %s cannot be started"), run->job->program);
}

/* Ends it if it does not end by itself within WAIT_MS, and returns its status. */
static int finish(struct run *run, int wait_ms)
{
    const struct timespec pause = {.tv_nsec = 5000000};
    int64_t until = clock_ms() + wait_ms;
    int status = 0;
    pid_t gone = 0;

    for (int i = 0; i < CHILD_ENDS; i++)
        child_close(&run->child, i);
    if (run->child.pid <= 0)
        return 0;
    while ((gone = waitpid(run->child.pid, &status, WNOHANG)) == 0 && clock_ms() < until)
        nanosleep(&pause, NULL);
    if (gone == 0)
        kill(run->child.pid, SIGKILL);
    while (gone == 0 && waitpid(run->child.pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

/* --- talking --- */

static void send_some(struct run *run)
{
    const struct str *input = run->job->input;
    ssize_t n = write(run->child.ends[CHILD_IN].fd, input->s + run->sent, input->len - run->sent);

    if (n > 0)
        run->sent += (size_t)n;
    /* A courier that does not read its job to the end has its reasons, and tells them on its output. */
    if (run->sent == input->len || (n < 0 && errno != EAGAIN && errno != EINTR))
        child_close(&run->child, CHILD_IN);
}

static void keep_complaint(struct run *run)
{
    char piece[512];
    ssize_t n = read(run->child.ends[CHILD_ERRORS].fd, piece, sizeof piece);

    if (n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR))
        child_close(&run->child, CHILD_ERRORS);
    for (ssize_t i = 0; i < n; i++) {
        if (run->complained == COMPLAINT)
            memmove(run->complaint, run->complaint + 1, --run->complained);
        run->complaint[run->complained++] = piece[i];
    }
}

static int nonsense(struct err *err)
{
    return err_prefix(err, _("the courier answered nonsense, and nothing of it was stored"));
}

static int take_line(struct run *run, const char *line, size_t len, struct err *err)
{
    struct event event;

    run->heard_ms = clock_ms();
    if (run->done) {
        err_set(err, _("a line after it was done"));
        return nonsense(err);
    }
    if (event_parse(line, len, &event, err) < 0)
        return nonsense(err);
    int r = event.kind == EVENT_FAILED ? err_set(err, "%s", event.why)
                                       : run->job->event(run->job->ctx, &event, line, len, err);
    run->done = event.kind == EVENT_DONE;
    if (run->job->ended)
        *run->job->ended |= run->done || event.kind == EVENT_FAILED;
    event_clear(&event);
    return r;
}

static int take_lines(struct run *run, struct err *err)
{
    const char *line;
    size_t len;

    if (lines_fill(&run->lines, run->child.ends[CHILD_OUT].fd, err) < 0) {
        err_prefix(err, _("the courier's answer"));
        return -1;
    }
    while (lines_next(&run->lines, &line, &len) == 0)
        if (take_line(run, line, len, err) < 0)
            return -1;
    if (run->lines.over)
        child_close(&run->child, CHILD_OUT);
    return 0;
}

static int check_time(const struct run *run, struct err *err)
{
    int limit = run->job->stall_ms ? run->job->stall_ms : COURIER_STALL_MS;
    int seconds = (limit + 999) / 1000;

    if (run->job->stop && run->job->stop(run->job->stop_ctx))
        return stop_said(err);
    if (clock_ms() - run->heard_ms <= limit)
        return 0;
    return err_set(err,
                   P_("the courier said nothing for %d second and was stopped; nothing was stored",
                      "the courier said nothing for %d seconds and was stopped; nothing was stored", seconds),
                   seconds);
}

static void hear_again(struct run *run, const char *line, size_t len)
{
    struct event event;
    struct err ignored;

    if (event_parse(line, len, &event, &ignored) < 0)
        return;
    run->job->event(run->job->ctx, &event, line, len, &ignored);
    event_clear(&event);
}

/* Kills it, then hears what lies in the pipe: between the last look and its end it may have done anything. */
static void hear_out(struct run *run)
{
    struct pollfd *out = &run->child.ends[CHILD_OUT];
    const char *line;
    size_t len;
    struct err ignored;

    if (run->child.pid <= 0)
        return;
    kill(run->child.pid, SIGKILL);
    while (waitpid(run->child.pid, NULL, 0) < 0 && errno == EINTR)
        ;
    run->child.pid = 0;
    do
        while (lines_next(&run->lines, &line, &len) == 0)
            hear_again(run, line, len);
    while (!run->lines.over && out->fd >= 0 && poll(out, 1, 0) > 0 &&
           lines_fill(&run->lines, out->fd, &ignored) == 0);
}

/* Until the courier closes its output. */
static int talk(struct run *run, struct err *err)
{
    run->heard_ms = clock_ms();
    while (run->child.ends[CHILD_OUT].fd >= 0) {
        if (poll(run->child.ends, CHILD_ENDS, SLICE_MS) < 0 && errno != EINTR)
            return err_errno(err, errno, _("the courier cannot be heard"));
        if (run->child.ends[CHILD_IN].fd >= 0 && run->child.ends[CHILD_IN].revents)
            send_some(run);
        if (run->child.ends[CHILD_ERRORS].fd >= 0 && run->child.ends[CHILD_ERRORS].revents)
            keep_complaint(run);
        if (run->child.ends[CHILD_OUT].revents && take_lines(run, err) < 0)
            return -1;
        if (check_time(run, err) < 0)
            return -1;
    }
    return 0;
}

/* It ended without saying that it was done. */
static int died(struct run *run, int status, struct err *err)
{
    while (run->complained && strchr(" \n\r\t", run->complaint[run->complained - 1]))
        run->complained--;
    run->complaint[run->complained] = '\0';
    if (WIFSIGNALED(status))
        err_set(err, _("the courier died (%s); nothing was stored"), strsignal(WTERMSIG(status)));
    else if (WEXITSTATUS(status) == 127)
        err_set(err, _("the courier %s cannot be started: is it installed?"), run->job->program);
    else
        err_set(err, _("the courier ended in the middle of the job (exit code %d); nothing was stored"),
                WEXITSTATUS(status));
    if (run->complained) {
        struct err said = *err;
        err_set(err, "%s: %s", said.text, run->complaint);
    }
    return -1;
}

int courier_run(const struct courier_job *job, struct err *err)
{
    struct run run = {.job = job};
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;

    lines_init(&run.lines, LINES_RECORD_MAX);
    sigaction(SIGPIPE, &ignore, &before);
    int r = start(&run, err);
    if (r == 0)
        r = talk(&run, err);
    if (r < 0 && job->to_the_end)
        hear_out(&run);
    int status = finish(&run, r < 0 ? 0 : FAREWELL_MS);
    sigaction(SIGPIPE, &before, NULL);
    lines_done(&run.lines);
    if (r < 0)
        return r;
    return run.done && status == 0 ? 0 : died(&run, status, err);
}
