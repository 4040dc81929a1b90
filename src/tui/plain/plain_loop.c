/* Lines from stdin, answers to stdout, and the signals meanwhile. */
#include "keeping.h"
#include "plain.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum {
    LINE_MAX_BYTES = 1 << 20,
    PROGRESS_EVERY_MS = 2000,
    WRITE_MOST = 256, /* what a terminal that says it is ready takes without blocking */
};

struct lines {
    struct app *app;
    struct plain plain;
    struct str in;
    size_t at;     /* where the next line begins in it */
    int signals;
    int ended;     /* the signal that ended it, or 0 */
    bool over;     /* no more lines come */
    bool skips;    /* what is left of a line that was refused */
    bool running;  /* a line is carried out */
    bool stopped;  /* Ctrl-C meanwhile */
    bool echo;     /* lines are not on the paper by themselves: they come from a file or a pipe */
    bool upkeep;   /* there may be some to do */
    int64_t told;  /* monotonic ms of the last progress */
};

/* --- signals --- */

static void take_signals(struct lines *lines)
{
    struct signalfd_siginfo info;

    while (read(lines->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        if (info.ssi_signo == SIGINT && lines->running)
            lines->stopped = true;
        else
            lines->ended = (int)info.ssi_signo;
    }
}

/* A terminal that was stopped (Ctrl-s) or a reader that sleeps must not keep us: in pieces that do not block, and what
 * is to end us ends us. */
static int write_out(void *ctx, const char *text, size_t len)
{
    struct lines *lines = ctx;

    while (len > 0) {
        struct pollfd ready[] = {{STDOUT_FILENO, POLLOUT, 0}, {lines->signals, POLLIN, 0}};
        poll(ready, ARRAY_LEN(ready), -1);
        if (ready[1].revents)
            take_signals(lines);
        if (lines->ended)
            return -1;
        if (!ready[0].revents)
            continue;
        ssize_t n = write(STDOUT_FILENO, text, len < WRITE_MOST ? len : WRITE_MOST);
        if (n < 0 && errno != EINTR && errno != EAGAIN)
            return -1;
        text += n > 0 ? n : 0;
        len -= n > 0 ? (size_t)n : 0;
    }
    return 0;
}

static void write_text(struct lines *lines, const char *text)
{
    if (write_out(lines, text, strlen(text)) < 0)
        lines->plain.gone = true;
}

static int64_t milliseconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void tell_progress(void *ctx)
{
    struct lines *lines = ctx;
    _cleanup_str_ struct str text = STR_INIT;
    int64_t now = milliseconds();

    if (lines->told == 0)
        lines->told = now;
    if (now - lines->told < PROGRESS_EVERY_MS)
        return;
    lines->told = now;
    progress_add_text(&lines->plain.shell->progress, &text);
    str_add(&text, "\n");
    write_text(lines, str_text(&text));
}

static bool wants_stop(void *ctx)
{
    struct lines *lines = ctx;

    tell_progress(lines);
    take_signals(lines);
    return lines->stopped || lines->ended;
}

/* --- lines --- */

static int something_came(void *ctx)
{
    struct lines *lines = ctx;
    struct pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {lines->signals, POLLIN, 0}};

    return poll(ready, ARRAY_LEN(ready), 0) != 0;
}

/* Where the next line begins in BYTES; N: not here. */
static size_t skip_line(struct lines *lines, const char *bytes, size_t n)
{
    const char *end = lines->skips ? memchr(bytes, '\n', n) : NULL;

    if (!lines->skips)
        return 0;
    lines->skips = !end;
    return end ? (size_t)(end - bytes) + 1 : n;
}

/* Behind the beginning of a line that has no end yet. */
static void take_bytes(struct lines *lines, const char *bytes, size_t n)
{
    size_t at = skip_line(lines, bytes, n);

    str_add_n(&lines->in, bytes + at, n - at);
    if (lines->in.len <= LINE_MAX_BYTES || memchr(bytes + at, '\n', n - at))
        return;
    str_clear(&lines->in);
    lines->skips = true;
    write_text(lines, _("A line of more than a million characters is not read: nothing of it was done. Write a shorter one"));
    write_text(lines, "\n");
}

static void wait_for_lines(struct lines *lines)
{
    struct pollfd ready[] = {{STDIN_FILENO, POLLIN, 0}, {lines->signals, POLLIN, 0}};
    char bytes[4096];
    struct err err;

    while (lines->upkeep && !something_came(lines))
        lines->upkeep = app_idle(lines->app, something_came, lines, &err) > 0;
    if (poll(ready, ARRAY_LEN(ready), -1) < 0)
        return;
    if (ready[1].revents)
        take_signals(lines);
    if (!ready[0].revents)
        return;
    ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n > 0)
        take_bytes(lines, bytes, (size_t)n);
    else if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN))
        lines->over = true;
}

/* The next line, of those that came whole, or at the end the last one; the caller owns it. NULL: none yet. */
static char *next_line(struct lines *lines)
{
    const char *s = str_text(&lines->in) + lines->at;
    size_t left = lines->in.len - lines->at;
    const char *end = memchr(s, '\n', left);
    struct str line = STR_INIT;

    if (!end && (!lines->over || left == 0)) {
        _cleanup_free_ char *rest = mem_string_n(s, left);
        str_clear(&lines->in);
        str_add_n(&lines->in, rest, left);
        lines->at = 0;
        return NULL;
    }
    size_t n = end ? (size_t)(end - s) : left;
    lines->at += n + (end != NULL);
    while (n > 0 && (s[n - 1] == '\r' || s[n - 1] == ' '))
        n--;
    text_repair(&line, s, n);
    return str_take(&line);
}

static bool carry_out(struct lines *lines, const char *line)
{
    if (lines->echo) {
        _cleanup_str_ struct str echo = STR_INIT;
        str_add(&echo, "> ");
        text_safe(&echo, line, true);
        str_add_char(&echo, '\n');
        write_text(lines, str_text(&echo));
    }
    app_changed(lines->app);
    shell_refresh(lines->plain.shell);
    lines->running = lines->upkeep = true;
    bool stays = plain_line(&lines->plain, line);
    keeping_pause(lines->plain.shell);
    lines->running = lines->stopped = false;
    lines->told = 0;
    return stays;
}

static void run(struct lines *lines)
{
    bool stays = true, asks = !lines->echo;

    keeping_offer(lines->plain.shell);
    plain_begin(&lines->plain);
    while (stays && !lines->ended && !lines->plain.gone) {
        _cleanup_free_ char *line = next_line(lines);
        if (line) {
            stays = carry_out(lines, line);
            asks = !lines->echo;
            continue;
        }
        if (lines->over)
            break;
        if (asks)
            write_text(lines, "> ");
        asks = false;
        wait_for_lines(lines);
    }
}

int plain_run(struct app *app, struct shell *shell, bool ascii, struct err *err)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM, SIGPIPE};
    struct lines lines = {.app = app, .echo = !isatty(STDIN_FILENO), .upkeep = true};
    const struct shell_host host = {&lines, tell_progress, wants_stop};
    sigset_t handled, before;

    sigemptyset(&handled);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        sigaddset(&handled, numbers[i]);
    sigprocmask(SIG_BLOCK, &handled, &before);
    sigdelset(&handled, SIGPIPE); /* the failing write says it */
    lines.signals = signalfd(-1, &handled, SFD_NONBLOCK | SFD_CLOEXEC);
    shell->host = &host;
    plain_init(&lines.plain, shell, ascii, write_out, &lines);
    run(&lines);
    shell->host = NULL;
    bool gone = lines.plain.gone && !lines.ended;
    plain_done(&lines.plain);
    str_done(&lines.in);
    close(lines.signals);
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigtimedwait(&pipe, NULL, &(struct timespec){0}); /* so that it does not end us behind our own message */
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (gone)
        return err_set(err, _("the answer could not be written: the disk is full, or whoever reads it has gone"));
    return lines.ended;
}
