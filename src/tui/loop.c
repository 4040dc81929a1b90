/* The one loop: it waits for keys, signals and the clock. All keys that are queued are carried out, then one
 * frame is written. */
#include "loop.h"

#include "keeping.h"
#include "meanwhile.h"
#include "own_editor.h"

#include "pointing.h"

#include "paletti/app/settings.h"
#include "paletti/app/typing.h"

#include "paletti/base/mem.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/signalfd.h>
#include <time.h>
#include <unistd.h>

enum {
    KEEP_MS = 1000,    /* what is typed without a pause is kept so often */
    KEEP_LAST_MS = 50, /* between the last tries to keep it */
    KEEP_LAST = 8,     /* of which there are so many */
    ESCAPE_MS = 25,    /* a lone ESC is the key when nothing follows it by then */
    PAUSE_MS = 150,    /* no key for so long: a moment for upkeep */
    PROGRESS_MS = 100, /* between frames while a command runs, and before the first */
    ANSWER_MS = 10,    /* between looks at the keys then */
    READ_MOST = 64,    /* reads before a frame, so that a flood of keys still shows something */
};

struct loop {
    struct app *app;
    struct shell *shell;
    struct terminal *terminal;
    struct decoder *decoder;
    struct canvas canvas;
    const char *theme; /* set at the moment */
    bool mouse;
    int signals;
    int ended;       /* the signal that ended it, or 0 */
    bool gone;       /* the terminal is */
    bool upkeep;     /* there may be some to do */
    bool cancelled;  /* Ctrl-c while a command runs */
    int64_t painted; /* monotonic ms of the last frame */
    int64_t kept;    /* the same, when what is typed was kept last */
    int64_t minute;  /* of the clock, that the screen shows */
    int64_t events;  /* of the terminal, carried out so far */
    int64_t answered; /* while a command runs: when keys were looked for last */
    int64_t escape;  /* the same: when bytes came last */
    int stage;       /* of the progress painted last */
    char *lent;      /* what the person's editor wrote last, until it is kept; or NULL */
};

static int64_t milliseconds(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void handled_signals(sigset_t *ret)
{
    static const int numbers[] = {SIGHUP, SIGINT, SIGTERM, SIGWINCH, SIGTSTP, SIGCONT, SIGCHLD};

    sigemptyset(ret);
    for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
        sigaddset(ret, numbers[i]);
}

static void resize(struct loop *loop)
{
    int w, h;

    terminal_size(loop->terminal, &w, &h);
    shell_resize(loop->shell, w, h);
    terminal_forget(loop->terminal);
}

static void suspend(struct loop *loop)
{
    sigset_t stop;

    terminal_leave(loop->terminal);
    sigemptyset(&stop);
    sigaddset(&stop, SIGTSTP);
    raise(SIGTSTP);
    /* Here it takes effect; SIGCONT brings us back. */
    sigprocmask(SIG_UNBLOCK, &stop, NULL);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    terminal_enter(loop->terminal);
    resize(loop);
    shell_refresh(loop->shell);
}

static void on_signal(struct loop *loop, int number)
{
    switch (number) {
    case SIGWINCH:
        resize(loop);
        break;
    case SIGTSTP:
        suspend(loop);
        break;
    case SIGCONT:
        terminal_enter(loop->terminal);
        resize(loop);
        break;
    case SIGCHLD:
        break;
    case SIGINT:
        if (loop->shell->progress.on) /* as Ctrl-c is where it is a key */
            loop->cancelled = true;
        else
            loop->ended = number;
        break;
    default:
        loop->ended = number;
    }
}

/* False: none came. */
static bool take_signals(struct loop *loop)
{
    struct signalfd_siginfo info;
    bool came = false;

    while (read(loop->signals, &info, sizeof info) == (ssize_t)sizeof info) {
        on_signal(loop, (int)info.ssi_signo);
        came = true;
    }
    return came;
}

static bool take_bytes(struct loop *loop)
{
    char bytes[4096];
    ssize_t n = read(terminal_fd(loop->terminal), bytes, sizeof bytes);

    if (n > 0)
        decoder_feed(loop->decoder, bytes, (size_t)n);
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        loop->gone = true;
    return n > 0;
}

static void apply_settings(struct loop *loop)
{
    struct app *app = loop->shell->scene.app;
    const char *theme = app_choice(app, "theme");
    bool mouse = str_equal(app_choice(app, "mouse"), "on");

    if (theme != loop->theme)
        terminal_theme(loop->terminal, theme);
    if (mouse != loop->mouse)
        terminal_mouse(loop->terminal, mouse);
    loop->theme = theme;
    loop->mouse = mouse;
}

/* What only the loop can do for the shell. */
static bool grant(struct loop *loop)
{
    unsigned wishes = shell_wishes(loop->shell);

    if (wishes & WISH_REDRAW)
        terminal_forget(loop->terminal);
    if (wishes & WISH_SETTINGS)
        apply_settings(loop);
    if (wishes & WISH_SUSPEND)
        suspend(loop);
    return !(wishes & WISH_QUIT);
}

/* A terminal may still tell of the mouse, or tell what was never asked for. */
static void point(struct loop *loop, const struct event *event)
{
    if (loop->mouse)
        shell_point(loop->shell, event);
}

static void press(struct loop *loop, uint32_t key)
{
    if (!loop->shell->progress.on)
        shell_key(loop->shell, key);
    else if (meanwhile_stops(loop->shell, key))
        loop->cancelled = true;
    else
        meanwhile_key(loop->shell, key);
}

static void carry_out_one(struct loop *loop, const struct event *event)
{
    loop->events++;
    if (event->kind == EVENT_KEY)
        press(loop, event->key);
    else if (meanwhile_blind(loop->shell))
        meanwhile_refuses(loop->shell);
    else if (event->kind == EVENT_PASTE)
        shell_paste(loop->shell, event->text);
    else
        point(loop, event);
}

/* False: the person quit. What stands behind a key that ends a command is carried out when it has ended. */
static bool carry_out(struct loop *loop)
{
    struct event event;

    while (!(loop->shell->progress.on && loop->cancelled) &&
           (event = decoder_next(loop->decoder)).kind != EVENT_NOTHING) {
        carry_out_one(loop, &event);
        if (!grant(loop))
            return false;
    }
    return grant(loop);
}

static void write_frame(struct loop *loop)
{
    loop->painted = milliseconds(CLOCK_MONOTONIC);
    if (terminal_show(loop->terminal, &loop->canvas, loop->signals) < 0)
        loop->gone = true;
}

static void show(struct loop *loop)
{
    shell_draw(loop->shell, &loop->canvas);
    write_frame(loop);
}

/* A minute may end while keys come, or in the pause after them: no wait ends with it then. True: a new one began. */
static bool turn_minute(struct loop *loop)
{
    int64_t minute = milliseconds(CLOCK_REALTIME) / 60000;
    bool turned = minute != loop->minute;

    loop->minute = minute;
    if (turned)
        shell_refresh(loop->shell);
    return turned;
}

static int copy(void *ctx, const char *text, struct err *err)
{
    struct loop *loop = ctx;

    return terminal_copy(loop->terminal, text, err);
}

/* --- while a command runs (meanwhile.h) --- */

/* A lone ESC is the key, here too, when nothing follows it for a moment. */
static void settle_escape(struct loop *loop, bool came)
{
    int64_t now = milliseconds(CLOCK_MONOTONIC);

    if (came || !decoder_waits(loop->decoder))
        loop->escape = now;
    else if (now - loop->escape >= ESCAPE_MS)
        decoder_give_up(loop->decoder);
}

/* Carries out what came since the last time. False: nothing of which a frame would have to tell. */
static bool answer(struct loop *loop)
{
    int64_t before = loop->events;
    bool signals = take_signals(loop), looks = shell_looks(loop->shell) && !meanwhile_blind(loop->shell);

    settle_escape(loop, take_bytes(loop));
    carry_out(loop);
    if (looks)
        shell_look(loop->shell);
    return turn_minute(loop) || signals || looks || loop->events != before;
}

static bool is_to_end(const struct loop *loop)
{
    return loop->cancelled || loop->ended || loop->gone;
}

/* What is done at once needs no frame, and leaves the keys to be carried out behind it. */
static void while_running(void *ctx)
{
    struct loop *loop = ctx;
    struct progress *progress = &loop->shell->progress;
    int64_t now = milliseconds(CLOCK_MONOTONIC);

    if (progress->began == 0) {
        progress->began = now;
        loop->cancelled = false;
        loop->stage = progress->stage;
    }
    progress->ms = now - progress->began;
    /* What cannot be counted may stand still for long, such as the last write to the disk: it is shown at once. */
    bool stands = progress->stage != loop->stage && progress->done == 0 && progress->total == 0;
    if (is_to_end(loop) || (!stands && (progress->ms < PROGRESS_MS || now - loop->answered < ANSWER_MS)))
        return;
    loop->stage = progress->stage;
    meanwhile_begin(loop->shell);
    if (answer(loop) || stands || now - loop->painted >= PROGRESS_MS)
        show(loop);
    meanwhile_end(loop->shell);
    loop->answered = milliseconds(CLOCK_MONOTONIC);
}

static bool wants_stop(void *ctx)
{
    struct loop *loop = ctx;

    if (loop->shell->progress.on)
        while_running(loop);
    return is_to_end(loop);
}

/* --- the person's own editor --- */

/* Keeps what is typed. What an editor wrote is read from its own file until then. */
static bool keep_typed(struct loop *loop)
{
    bool all = keeping_pause(loop->shell);

    loop->kept = milliseconds(CLOCK_MONOTONIC);
    if (all && loop->lent && !loop->shell->typing_failed) {
        unlink(loop->lent);
        free(MEM_TAKE(loop->lent));
    }
    return all;
}

/* It cannot wait for a pause; whoever writes is given a moment. */
static void keep_at_last(struct loop *loop)
{
    const struct timespec moment = {.tv_nsec = KEEP_LAST_MS * 1000000L};

    for (int i = 0; i < KEEP_LAST && !keep_typed(loop); i++)
        nanosleep(&moment, NULL);
}

/* What is typed is kept before, and where the editor has it: whatever happens meanwhile, it is found again. */
static void keep_lent(struct loop *loop, struct view *view, const char *path)
{
    view->lent = strrchr(path, '/') + 1;
    view->touched = true;
    keep_at_last(loop);
}

static int edit(void *ctx, const char *text, char **ret, struct err *err)
{
    struct loop *loop = ctx;
    struct view *view = shell_top(loop->shell);
    _cleanup_free_ char *folder = app_typing_folder(loop->app), *path = NULL;
    struct own_editor editor = {.command = loop->shell->editor,
                                .folder = folder,
                                .home = loop->shell->scene.home,
                                .signals = loop->signals};

    keep_at_last(loop); /* of the one before */
    if (own_editor_lend(&editor, text, &path, err) < 0)
        return -1;
    keep_lent(loop, view, path);
    terminal_leave(loop->terminal);
    int r = own_editor_run(&editor, path, text, ret, &loop->ended, err);
    terminal_enter(loop->terminal);
    resize(loop);
    view->lent = NULL;
    view->touched = true;
    free(loop->lent);
    loop->lent = r == 0 ? MEM_TAKE(path) : NULL;
    return r;
}

/* --- waiting --- */

static int until_minute(void)
{
    return 60000 - (int)(milliseconds(CLOCK_REALTIME) % 60000) + 1;
}

static int timeout_of(const struct loop *loop)
{
    if (decoder_waits(loop->decoder))
        return ESCAPE_MS;
    if (shell_looks_now(loop->shell))
        return 0;
    return loop->upkeep || shell_looks(loop->shell) ? PAUSE_MS : until_minute();
}

/* A key or a signal ends upkeep; it is left where it is. */
static int something_came(void *ctx)
{
    struct loop *loop = ctx;
    struct pollfd ready[] = {{terminal_fd(loop->terminal), POLLIN, 0}, {loop->signals, POLLIN, 0}};

    return poll(ready, ARRAY_LEN(ready), 0) != 0;
}

/* Who types on and on makes no pause. */
static void keep_now_and_then(struct loop *loop)
{
    if (keeping_owes(loop->shell) && milliseconds(CLOCK_MONOTONIC) - loop->kept >= KEEP_MS)
        keep_typed(loop);
}

/* Nobody types: what another process wrote is shown, and small pieces of upkeep are done between looks at the
 * keys. */
static bool idle(struct loop *loop)
{
    struct err err;
    bool changed = app_changed(loop->app);

    keep_typed(loop);
    if (changed)
        shell_refresh(loop->shell);
    while (loop->upkeep && !something_came(loop))
        loop->upkeep = app_idle(loop->app, something_came, loop, &err) > 0;
    return changed;
}

/* A list looks for rows, slice by slice, until a key comes or it is time to show how far it is. */
static void look(struct loop *loop)
{
    int64_t began = milliseconds(CLOCK_MONOTONIC);

    do
        shell_look(loop->shell);
    while (shell_looks(loop->shell) && !something_came(loop) &&
           milliseconds(CLOCK_MONOTONIC) - began < PROGRESS_MS);
}

/* Waits for something to happen. False when no frame is needed. */
static bool wait(struct loop *loop)
{
    struct pollfd ready[] = {{terminal_fd(loop->terminal), POLLIN, 0}, {loop->signals, POLLIN, 0}};
    bool waited_for_escape = decoder_waits(loop->decoder);
    int n = poll(ready, ARRAY_LEN(ready), timeout_of(loop));

    if (n == 0 && waited_for_escape) {
        decoder_give_up(loop->decoder);
        return true;
    }
    if (n == 0 && shell_looks(loop->shell)) {
        look(loop);
        return true;
    }
    if (n == 0 && loop->upkeep)
        return idle(loop);
    if (n == 0) {
        app_changed(loop->app);
        shell_refresh(loop->shell);
        loop->upkeep = true;
        return true;
    }
    if (ready[1].revents)
        take_signals(loop);
    if (ready[0].revents & (POLLERR | POLLHUP | POLLNVAL))
        loop->gone = true;
    for (int i = 0; i < READ_MOST && ready[0].revents & POLLIN && take_bytes(loop); i++)
        loop->upkeep = true;
    return true;
}

static void run(struct loop *loop)
{
    bool stays = true, dirty = true;

    while (stays && !loop->ended && !loop->gone) {
        if (dirty)
            show(loop);
        if (loop->gone)
            break;
        dirty = wait(loop);
        dirty |= turn_minute(loop);
        stays = carry_out(loop);
        keep_now_and_then(loop);
    }
}

int loop_run(struct app *app, struct shell *shell, struct terminal *terminal, bool ascii)
{
    struct loop loop = {.app = app, .shell = shell, .terminal = terminal, .upkeep = true,
                        .minute = milliseconds(CLOCK_REALTIME) / 60000};
    const struct shell_host host = {
        .ctx = &loop, .progress = while_running, .stop = wants_stop, .copy = copy, .edit = edit};
    sigset_t handled, before;

    handled_signals(&handled);
    sigprocmask(SIG_BLOCK, &handled, &before);
    loop.signals = signalfd(-1, &handled, SFD_NONBLOCK | SFD_CLOEXEC);
    loop.decoder = decoder_new();
    terminal_teach(terminal, loop.decoder);
    canvas_init(&loop.canvas, ascii);
    shell->scene.ascii = ascii;
    shell->host = &host;
    app_view_begin(app);
    apply_settings(&loop);
    resize(&loop);
    keeping_offer(shell);
    app_view_end(app);
    run(&loop);
    keep_at_last(&loop);
    free(loop.lent);
    shell->host = NULL;
    canvas_done(&loop.canvas);
    decoder_free(loop.decoder);
    close(loop.signals);
    sigprocmask(SIG_SETMASK, &before, NULL);
    return loop.gone && !loop.ended ? SIGHUP : loop.ended;
}
