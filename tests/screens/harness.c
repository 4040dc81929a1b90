#include "harness.h"

#include "paletti/base/attr.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static _Noreturn void die(const char *what)
{
    perror(what);
    exit(2);
}

enum { PATIENCE = 10 }; /* times as long as a calm machine takes: how fast it is, tests/bench measures */

static int64_t now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int on_property(VTermProp property, VTermValue *value, void *ctx)
{
    struct harness *harness = ctx;

    if (property == VTERM_PROP_TITLE || property == VTERM_PROP_ICONNAME)
        harness->titles++;
    if (property == VTERM_PROP_ALTSCREEN)
        harness->alternate = value->boolean;
    return 1;
}

/* What the keeper tells: the program's pid, then each change of its state. */
struct report {
    pid_t pid;
    int status;
};

static _Noreturn void run_program(const struct harness_options *options)
{
    signal(SIGTTOU, SIG_IGN);
    setpgid(0, 0);
    tcsetpgrp(STDIN_FILENO, getpid());
    signal(SIGTTOU, SIG_DFL);
    execve(options->argv[0], (char *const *)options->argv, (char *const *)options->env);
    _exit(127);
}

/* Like a shell: the program is in a group of its own, so that it can be stopped. */
static _Noreturn void keep(const struct harness_options *options, int reports)
{
    pid_t pid = fork();

    if (pid == 0)
        run_program(options);
    struct report report = {pid, 0};
    signal(SIGTTOU, SIG_IGN);
    signal(SIGHUP, SIG_IGN);
    do {
        if (write(reports, &report, sizeof report) < 0)
            _exit(1);
        if (waitpid(pid, &report.status, WUNTRACED) < 0)
            _exit(1);
        tcsetpgrp(STDIN_FILENO, WIFSTOPPED(report.status) ? pid : getpid());
    } while (WIFSTOPPED(report.status));
    if (write(reports, &report, sizeof report) < 0)
        _exit(1);
    /* The terminal stays open until the test has looked at it. */
    pause();
    _exit(0);
}

void harness_start(struct harness *harness, const struct harness_options *options)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_property};
    struct winsize size = {.ws_col = (unsigned short)options->w, .ws_row = (unsigned short)options->h};
    struct report report;
    int ends[2];

    *harness = (struct harness){.w = options->w, .h = options->h, .status = -1};
    if (pipe(ends) < 0)
        die("pipe");
    harness->keeper = forkpty(&harness->fd, NULL, NULL, &size);
    if (harness->keeper < 0)
        die("forkpty");
    if (harness->keeper == 0)
        keep(options, ends[1]);
    close(ends[1]);
    harness->reports = ends[0];
    tcgetattr(harness->fd, &harness->before);
    if (read(harness->reports, &report, sizeof report) != sizeof report)
        die("the keeper");
    harness->pid = report.pid;
    harness->vterm = vterm_new(options->h, options->w);
    vterm_set_utf8(harness->vterm, 1);
    harness->screen = vterm_obtain_screen(harness->vterm);
    vterm_screen_set_callbacks(harness->screen, &callbacks, harness);
    vterm_screen_enable_altscreen(harness->screen, 1);
    vterm_screen_reset(harness->screen, 1);
}

void harness_done(struct harness *harness)
{
    if (harness->status == -1)
        kill(harness->pid, SIGKILL);
    kill(harness->keeper, SIGKILL);
    waitpid(harness->keeper, NULL, 0);
    close(harness->fd);
    close(harness->reports);
    vterm_free(harness->vterm);
    str_done(&harness->raw);
}

void harness_send(struct harness *harness, const char *bytes)
{
    struct pollfd ready = {harness->fd, POLLOUT, 0};

    /* A program that has ended reads no more. */
    if (poll(&ready, 1, 1000) > 0 && write(harness->fd, bytes, strlen(bytes)) < 0)
        die("write to the terminal");
}

void harness_resize(struct harness *harness, int w, int h)
{
    struct winsize size = {.ws_col = (unsigned short)w, .ws_row = (unsigned short)h};

    harness->w = w;
    harness->h = h;
    vterm_set_size(harness->vterm, h, w);
    if (ioctl(harness->fd, TIOCSWINSZ, &size) < 0)
        die("TIOCSWINSZ");
}

/* libvterm 0.1.4 loses a character whose bytes come in two pieces: the beginning of one waits for its end. */
static void parse(struct harness *harness)
{
    const char *s = harness->raw.s + harness->parsed;
    size_t n = harness->raw.len - harness->parsed, tail = 0;

    while (tail < 3 && tail < n && (s[n - 1 - tail] & 0xC0) == 0x80)
        tail++;
    unsigned char lead = tail < n ? (unsigned char)s[n - 1 - tail] : 0;
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (wanted > tail + 1)
        n -= tail + 1;
    vterm_input_write(harness->vterm, s, n);
    harness->parsed += n;
}

/* Reads once, waiting at most MS; false when nothing came. */
static bool pump(struct harness *harness, int ms)
{
    struct pollfd ready = {harness->fd, POLLIN, 0};
    char bytes[65536];

    if (poll(&ready, 1, ms) <= 0)
        return false;
    ssize_t n = read(harness->fd, bytes, sizeof bytes);
    if (n <= 0)
        return false;
    str_add_n(&harness->raw, bytes, (size_t)n);
    parse(harness);
    return true;
}

bool harness_wait(struct harness *harness, const char *text, int ms)
{
    int64_t end = now_ms() + (int64_t)ms * PATIENCE;

    for (;;) {
        _cleanup_str_ struct str shown = STR_INIT;
        harness_text(harness, &shown);
        if (strstr(str_text(&shown), text))
            return true;
        if (now_ms() >= end)
            return false;
        pump(harness, 50);
    }
}

/* Whether something that was sent waits for the program to read it. */
static bool waits(const struct harness *harness)
{
    const char *name = ptsname(harness->fd);
    int n = 0, fd = name ? open(name, O_RDONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;

    if (fd >= 0 && ioctl(fd, FIONREAD, &n) < 0)
        n = 0;
    if (fd >= 0)
        close(fd);
    return n > 0;
}

/* Whether the program waits for something, rather than for its turn on a busy machine. One that is stopped or gone does. */
static bool rests(const struct harness *harness)
{
    _cleanup_free_ char *path = str_format("/proc/%d/stat", (int)harness->pid);
    FILE *stat = fopen(path, "re");
    char state = 'X';

    if (stat && fscanf(stat, "%*d (%*[^)]) %c", &state) != 1)
        state = 'X';
    if (stat)
        fclose(stat);
    return state != 'R' && state != 'D';
}

enum { TURN_MS = 10000 }; /* a busy machine lets a program wait */

void harness_settle(struct harness *harness, int ms)
{
    for (int64_t end = now_ms() + TURN_MS; waits(harness) && now_ms() < end;)
        pump(harness, 5);
    while (pump(harness, ms))
        ;
}

void harness_rest(struct harness *harness, int ms)
{
    int64_t end = now_ms() + TURN_MS;

    do
        harness_settle(harness, ms);
    while ((waits(harness) || !rests(harness)) && now_ms() < end);
}

/* The next report within MS. */
static bool take_report(struct harness *harness, int ms, struct report *ret)
{
    int64_t end = now_ms() + (int64_t)ms * PATIENCE;
    struct pollfd ready = {harness->reports, POLLIN, 0};

    while (now_ms() < end) {
        pump(harness, 5);
        if (poll(&ready, 1, 0) > 0)
            return read(harness->reports, ret, sizeof *ret) == sizeof *ret;
    }
    return false;
}

bool harness_end(struct harness *harness, int ms)
{
    struct report report;

    while (take_report(harness, ms, &report)) {
        if (WIFSTOPPED(report.status))
            continue;
        harness->status = report.status;
        harness_settle(harness, 20);
        return true;
    }
    return false;
}

bool harness_stopped(struct harness *harness, int ms)
{
    struct report report;

    return take_report(harness, ms, &report) && WIFSTOPPED(report.status);
}

static void add_cell(struct harness *harness, int x, int y, struct str *to)
{
    VTermScreenCell cell;

    vterm_screen_get_cell(harness->screen, (VTermPos){y, x}, &cell);
    if (cell.chars[0] == (uint32_t)-1) /* the right half of a wide one */
        return;
    if (cell.chars[0] == 0)
        str_add_char(to, ' ');
    for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
        str_add_rune(to, (int)cell.chars[i]);
}

void harness_text(struct harness *harness, struct str *to)
{
    for (int y = 0; y < harness->h; y++) {
        size_t from = to->len;
        for (int x = 0; x < harness->w; x++)
            add_cell(harness, x, y, to);
        while (to->len > from && to->s[to->len - 1] == ' ')
            to->s[--to->len] = '\0';
        str_add_char(to, '\n');
    }
}

bool harness_restored(struct harness *harness)
{
    struct termios now;

    tcgetattr(harness->fd, &now);
    return now.c_lflag == harness->before.c_lflag && now.c_iflag == harness->before.c_iflag &&
           now.c_oflag == harness->before.c_oflag && !harness->alternate;
}
