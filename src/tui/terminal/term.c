#include "terminal.h"

#include "escape.h"
#include "paint.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* Behind all others: their macros are common words. */
#include <curses.h>
#include <term.h>

#define PASTE_ON  "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define MOUSE_ON  "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

enum { LAST_WRITE_MS = 200, LOOKS_N = 2 * STYLES_N }; /* every style, unselected and selected */

/* What is sent often; terminfo keeps the texts. NULL: the terminal cannot. */
struct caps {
    const char *move, *right, *foreground, *background, *erase, *erase_row;
    bool takes_back;     /* single attributes and colours, as ECMA-48 has it */
    bool common_move,
        common_right; /* of the form that nearly all terminals share: no need to ask terminfo each time */
    struct str reset, attributes[4]; /* plain; in the order of enum look_attribute */
};

struct terminal {
    int fd;
    bool owns_fd;
    struct termios before;
    const char *colorfgbg;
    enum color_depth depth;
    bool mouse;
    struct str enter, leave;
    struct look looks[LOOKS_N];
    int backs[LOOKS_N]; /* backgrounds; -1: the terminal's */
    struct caps caps;
    char *changes[LOOKS_N][LOOKS_N]; /* what is written to go from one look to another; made when it is needed first */
    char *wholes[LOOKS_N];           /* the same, from any look */
    int look;                        /* what the terminal writes in; -1: not known */
    int x, y; /* where it writes, x -1: not known */
    bool corner;
    struct canvas shown;
    bool known; /* the terminal shows `shown` */
    struct str out;
    size_t owed; /* bytes at its beginning that belong to a frame that was cut off */
};

/* What the handler of a crash needs to give the terminal back: nothing else can reach it there. */
static struct {
    volatile sig_atomic_t on;
    int fd;
    struct termios before;
    char leave[256], words[256]; /* the person's screen back; what is said on it */
    size_t len, said;
} term_rescue;

static void on_crash(int number)
{
    if (term_rescue.on) {
        term_rescue.on = 0;
        ssize_t written = write(term_rescue.fd, term_rescue.leave, term_rescue.len);
        (void)written;
        tcsetattr(term_rescue.fd, TCSANOW, &term_rescue.before);
        written = write(term_rescue.fd, term_rescue.words, term_rescue.said);
    }
    raise(number); /* SA_RESETHAND: now with its usual effect */
}

static void rescue_arm(const struct terminal *terminal)
{
    static const int crashes[] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};
    struct sigaction action = {.sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND};

    term_rescue.fd = terminal->fd;
    term_rescue.before = terminal->before;
    term_rescue.len = terminal->leave.len < sizeof term_rescue.leave ? terminal->leave.len : 0;
    memcpy(term_rescue.leave, str_text(&terminal->leave), term_rescue.len);
    /* What was said on our screen went with it; in a signal nothing can be translated. */
    term_rescue.said = strlen(strncpy(term_rescue.words,
                                      _("paletti had to end: an error of its own, or no memory left. What was saved is on "
                                        "disk; what you typed is offered at the next start.\n"),
                                      sizeof term_rescue.words - 1));
    term_rescue.on = 1;
    for (size_t i = 0; i < ARRAY_LEN(crashes); i++)
        sigaction(crashes[i], &action, NULL);
}

/* --- what terminfo says --- */

static const char *capability(const char *name)
{
    const char *text = tigetstr(name);

    return text && text != (const char *)-1 ? text : NULL;
}

/* Appends a capability without the pauses that terminals of paper needed: "$<5>". */
static void add_plain(struct str *to, const char *text)
{
    while (text && *text) {
        const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
        if (!end)
            str_add_char(to, *text);
        text = end ? end + 1 : text + 1;
    }
}

/* sgr0 also leaves the line-drawing characters, which are never entered: without that it is half as long. */
static void add_reset(struct str *to)
{
    _cleanup_str_ struct str whole = STR_INIT;

    add_plain(&whole, capability("sgr0"));
    for (const char *text = str_text(&whole); *text; text++) {
        if (str_starts(text, "\033(B"))
            text += strlen("\033(B") - 1;
        else if (*text != '\017')
            str_add_char(to, *text);
    }
}

static void caps_init(struct caps *caps)
{
    static const char *const names[] = {"bold", "dim", "smul", "rev"};

    caps->move = capability("cup");
    caps->right = capability("cuf");
    caps->foreground = capability("setaf");
    caps->background = capability("setab");
    caps->erase = capability("ech");
    caps->erase_row = capability("el");
    caps->takes_back = str_equal(capability("op"), "\033[39;49m") && str_equal(capability("rmul"), "\033[24m");
    caps->common_move = str_equal(caps->move, ESCAPE_MOVE);
    caps->common_right = str_equal(caps->right, ESCAPE_RIGHT);
    add_reset(&caps->reset);
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        add_plain(&caps->attributes[i], capability(names[i]));
}

static void caps_done(struct caps *caps)
{
    str_done(&caps->reset);
    for (size_t i = 0; i < ARRAY_LEN(caps->attributes); i++)
        str_done(&caps->attributes[i]);
}

static void changes_done(struct terminal *terminal)
{
    for (int from = 0; from < LOOKS_N; from++)
        for (int to = 0; to < LOOKS_N; to++)
            free(MEM_TAKE(terminal->changes[from][to]));
    for (int to = 0; to < LOOKS_N; to++)
        free(MEM_TAKE(terminal->wholes[to]));
    terminal->look = -1;
}

static enum color_depth depth_of(const struct tui_options *options)
{
    int colors = tigetnum("colors");

    if (options->no_color || options->color == TUI_COLOR_NEVER || !capability("setaf") ||
        !capability("setab"))
        return DEPTH_MONO;
    return colors >= 256 ? DEPTH_256 : colors >= 8 ? DEPTH_8 : DEPTH_MONO;
}

void terminal_theme(struct terminal *terminal, const char *name)
{
    const struct theme *theme =
        terminal->depth == DEPTH_MONO ? theme_find("mono") : theme_for(name, terminal->colorfgbg);

    for (int look = 0; look < LOOKS_N; look++)
        terminal->looks[look] =
            theme_look(theme, (enum style)(look / 2), look % 2, terminal->depth, &terminal->backs[look]);
    changes_done(terminal);
    terminal_forget(terminal);
}

static void describe(struct terminal *terminal, const struct tui_options *options)
{
    /* Terminals that speak xterm's language, or say nothing of it, pass over what they do not know. */
    bool pastes = tigetflag("XT") > 0;

    terminal->depth = depth_of(options);
    terminal->colorfgbg = options->colorfgbg;
    terminal_theme(terminal, NULL);
    caps_init(&terminal->caps);
    terminal->corner = tigetflag("am") <= 0 || tigetflag("xenl") > 0;
    add_plain(&terminal->enter, capability("smcup"));
    add_plain(&terminal->enter, capability("smkx"));
    str_add(&terminal->enter, pastes ? PASTE_ON : "");
    add_plain(&terminal->leave, capability("sgr0"));
    str_add(&terminal->leave, pastes ? PASTE_OFF : "");
    str_add(&terminal->leave, capability("kmous") ? MOUSE_OFF : "");
    add_plain(&terminal->leave, capability("rmkx"));
    if (capability("rmcup"))
        add_plain(&terminal->leave, capability("rmcup"));
    else
        add_plain(&terminal->leave, capability("clear"));
}

/* --- opening and closing --- */

/* A description of the terminal of our own, so that what the shell shares with us does not become
 * non-blocking. */
static int open_own(bool *ret_owns)
{
    const char *name = ttyname(STDOUT_FILENO);
    int fd = name ? open(name, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC) : -1;

    *ret_owns = fd >= 0;
    return fd >= 0 ? fd : STDIN_FILENO;
}

static int check_terminal(const struct tui_options *options, struct err *err)
{
    int problem = 0;

    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err,
                       _("the screen needs a terminal; these do not: paletti --plain, paletti clients, paletti log "
                         "CLIENT, paletti --help"));
    if (setupterm(options->term, STDOUT_FILENO, &problem) != OK)
        return err_set(
            err,
            _("the terminal type \"%s\" (TERM) is not known here; try TERM=xterm paletti, or paletti "
              "--plain, which needs no screen"),
            options->term);
    if (!capability("cup") || !capability("clear") || tigetflag("hc") > 0)
        return err_set(
            err,
            _("the terminal type \"%s\" (TERM) cannot place a cursor; paletti --plain needs no screen"),
            options->term);
    return 0;
}

int terminal_open(const struct tui_options *options, struct terminal **ret, struct err *err)
{
    if (check_terminal(options, err) < 0)
        return -1;
    struct terminal *terminal = mem_zero(1, sizeof *terminal);
    terminal->fd = open_own(&terminal->owns_fd);
    canvas_init(&terminal->shown, !options->utf8);
    tcgetattr(terminal->fd, &terminal->before);
    describe(terminal, options);
    terminal_enter(terminal);
    *ret = terminal;
    return 0;
}

static void set_raw(const struct terminal *terminal)
{
    struct termios raw = terminal->before;

    raw.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | INLCR | IGNCR | ISTRIP | IXON | PARMRK);
    raw.c_oflag &= ~(tcflag_t)OPOST;
    raw.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
    raw.c_cc[VMIN] = terminal->owns_fd ? 1 : 0;
    raw.c_cc[VTIME] = 0;
    tcsetattr(terminal->fd, TCSANOW, &raw);
}

/* The first frame takes these along: one write. */
void terminal_enter(struct terminal *terminal)
{
    set_raw(terminal);
    rescue_arm(terminal);
    str_clear(&terminal->out);
    terminal->owed = 0;
    str_add(&terminal->out, str_text(&terminal->enter));
    str_add(&terminal->out, terminal->mouse ? MOUSE_ON : "");
    terminal_forget(terminal);
}

void terminal_mouse(struct terminal *terminal, bool on)
{
    if (on == terminal->mouse || !capability("kmous"))
        return;
    terminal->mouse = on;
    str_add(&terminal->out, on ? MOUSE_ON : MOUSE_OFF);
}

int terminal_copy(struct terminal *terminal, const char *text, struct err *err)
{
    const char *name = termname();

    if (str_starts(name, "linux") || str_equal(name, "dumb"))
        return err_set(err, _("This terminal (%s) has no clipboard."), name);
    escape_copy(&terminal->out, text);
    return 0;
}

/* Writes what there is; *RET_SENT bytes of it went out. 0; 1 when the terminal takes no more and either
 * WAKE_FD (-1: none) is readable or WAIT_MS (-1: none) are over; negative when it is gone. */
static int write_all(const struct terminal *terminal, const struct str *text, int wake_fd, int wait_ms,
                     size_t *ret_sent)
{
    *ret_sent = 0;
    while (*ret_sent < text->len) {
        ssize_t written = write(terminal->fd, text->s + *ret_sent, text->len - *ret_sent);
        if (written < 0 && errno != EAGAIN && errno != EINTR)
            return -1;
        if (written >= 0) {
            *ret_sent += (size_t)written;
            continue;
        }
        struct pollfd wait[] = {{terminal->fd, POLLOUT, 0}, {wake_fd, POLLIN, 0}};
        if (poll(wait, wake_fd < 0 ? 1 : 2, wait_ms) == 0 || (wake_fd >= 0 && wait[1].revents))
            return 1;
    }
    return 0;
}

void terminal_leave(struct terminal *terminal)
{
    size_t sent;

    if (!term_rescue.on)
        return;
    term_rescue.on = 0;
    write_all(terminal, &terminal->leave, -1, LAST_WRITE_MS, &sent);
    tcsetattr(terminal->fd, TCSANOW, &terminal->before);
}

void terminal_close(struct terminal *terminal)
{
    if (!terminal)
        return;
    terminal_leave(terminal);
    caps_done(&terminal->caps);
    changes_done(terminal);
    if (terminal->owns_fd)
        close(terminal->fd);
    str_done(&terminal->enter);
    str_done(&terminal->leave);
    str_done(&terminal->out);
    canvas_done(&terminal->shown);
    free(terminal);
    del_curterm(cur_term);
}

int terminal_fd(const struct terminal *terminal)
{
    return terminal->fd;
}

void terminal_size(const struct terminal *terminal, int *ret_w, int *ret_h)
{
    struct winsize size = {0};

    if (ioctl(terminal->fd, TIOCGWINSZ, &size) < 0 || size.ws_col == 0 || size.ws_row == 0)
        size = (struct winsize){.ws_col = 80, .ws_row = 24};
    *ret_w = size.ws_col;
    *ret_h = size.ws_row;
}

void terminal_teach(const struct terminal *terminal _unused_, struct decoder *decoder)
{
    decoder_teach(decoder, capability);
}

/* --- frames --- */

static void add_move(struct terminal *terminal, int x, int y)
{
    if (terminal->caps.common_move)
        escape_move(&terminal->out, x, y);
    else
        add_plain(&terminal->out, tparm(terminal->caps.move, y, x, 0, 0, 0, 0, 0, 0, 0));
}

static void add_right(struct terminal *terminal, int n)
{
    if (terminal->caps.common_right)
        escape_right(&terminal->out, n);
    else
        add_plain(&terminal->out, tparm(terminal->caps.right, n, 0, 0, 0, 0, 0, 0, 0, 0));
}

static void pen_move(void *ctx, int x, int y)
{
    struct terminal *terminal = ctx;

    if (terminal->y == y && terminal->x >= 0 && x > terminal->x && terminal->caps.right)
        add_right(terminal, x - terminal->x);
    else
        add_move(terminal, x, y);
    terminal->x = x;
    terminal->y = y;
}

static void add_color(struct str *to, const char *set, bool back, int color)
{
    if (color >= 0 && str_equal(set, back ? ESCAPE_BACKGROUND : ESCAPE_FOREGROUND))
        escape_color(to, back, color);
    else if (color >= 0 && set)
        add_plain(to, tparm(set, color, 0, 0, 0, 0, 0, 0, 0, 0));
}

/* Everything anew. */
static void add_whole(const struct terminal *terminal, int to, struct str *text)
{
    const struct caps *caps = &terminal->caps;
    const struct look *look = &terminal->looks[to];

    str_add(text, str_text(&caps->reset));
    for (size_t i = 0; i < ARRAY_LEN(caps->attributes); i++)
        if (look->attributes & (1u << i))
            str_add(text, str_text(&caps->attributes[i]));
    add_color(text, caps->foreground, false, look->color);
    add_color(text, caps->background, true, terminal->backs[to]);
    escape_join(text);
}

static const char *whole(struct terminal *terminal, int to)
{
    struct str text = STR_INIT;

    if (!terminal->wholes[to]) {
        add_whole(terminal, to, &text);
        terminal->wholes[to] = str_take(&text);
    }
    return terminal->wholes[to];
}

/* Only what differs. False: something must be taken back, and this terminal cannot. */
static bool add_part(const struct terminal *terminal, int from, int to, struct str *text)
{
    const struct caps *caps = &terminal->caps;
    const struct look *old = &terminal->looks[from], *new = &terminal->looks[to];
    unsigned gone = old->attributes & ~new->attributes, kept = old->attributes & new->attributes;
    bool no_color = old->color >= 0 && new->color < 0, no_back = terminal->backs[from] >= 0 && terminal->backs[to] < 0;

    if ((gone || no_color || no_back) && !caps->takes_back)
        return false;
    if (gone & (LOOK_BOLD | LOOK_DIM))
        kept &= ~(unsigned)(LOOK_BOLD | LOOK_DIM); /* they end together */
    str_add(text, gone & (LOOK_BOLD | LOOK_DIM) ? "\033[22m" : "");
    str_add(text, gone & LOOK_UNDERLINE ? "\033[24m" : "");
    str_add(text, gone & LOOK_REVERSE ? "\033[27m" : "");
    str_add(text, no_color ? "\033[39m" : "");
    str_add(text, no_back ? "\033[49m" : "");
    for (size_t i = 0; i < ARRAY_LEN(caps->attributes); i++)
        if (new->attributes & ~kept & (1u << i))
            str_add(text, str_text(&caps->attributes[i]));
    add_color(text, caps->foreground, false, new->color != old->color ? new->color : -1);
    add_color(text, caps->background, true, terminal->backs[to] != terminal->backs[from] ? terminal->backs[to] : -1);
    escape_join(text);
    return true;
}

/* The shorter way from one look to another. */
static const char *change(struct terminal *terminal, int from, int to)
{
    struct str part = STR_INIT;

    if (terminal->changes[from][to])
        return terminal->changes[from][to];
    bool brief = add_part(terminal, from, to, &part) && part.len < strlen(whole(terminal, to));
    terminal->changes[from][to] = brief ? str_take(&part) : mem_string(whole(terminal, to));
    str_done(&part);
    return terminal->changes[from][to];
}

static void pen_style(void *ctx, enum style style, bool selected)
{
    struct terminal *terminal = ctx;
    int look = 2 * (int)style + selected;

    if (terminal->look < 0)
        str_add(&terminal->out, whole(terminal, look));
    else if (terminal->look != look)
        str_add(&terminal->out, change(terminal, terminal->look, look));
    terminal->look = look;
}

static uint32_t inked_styles(const struct terminal *terminal)
{
    uint32_t inked = 0;

    for (int style = 0; style < STYLES_N; style++)
        if (terminal->looks[2 * style].attributes & (LOOK_UNDERLINE | LOOK_REVERSE))
            inked |= UINT32_C(1) << style;
    return inked;
}

/* At the right edge terminals differ about where the pen waits. */
static void pen_put(void *ctx, const char *text, size_t len, int cells)
{
    struct terminal *terminal = ctx;
    bool certain = cells > 0 && terminal->x >= 0 && terminal->x + cells < terminal->shown.w;

    str_add_n(&terminal->out, text, len);
    terminal->x = certain ? terminal->x + cells : -1;
}

static bool pen_erase(void *ctx, int n)
{
    struct terminal *terminal = ctx;
    const struct caps *caps = &terminal->caps;

    if (n < 0 ? !caps->erase_row : !caps->erase)
        return false;
    if (n < 0)
        add_plain(&terminal->out, caps->erase_row);
    else
        add_plain(&terminal->out, tparm(caps->erase, n, 0, 0, 0, 0, 0, 0, 0, 0));
    return true;
}

void terminal_forget(struct terminal *terminal)
{
    terminal->known = false;
}

/* Of a frame that was cut off after SENT bytes, the end of the sequence or character it was cut in is still
 * owed: without it the terminal would misread what comes next. */
static void keep_owed(struct terminal *terminal, size_t sent)
{
    struct str *out = &terminal->out;
    size_t end = terminal->owed;

    if (sent == out->len) {
        str_clear(out);
        terminal->owed = 0;
        return;
    }
    while (end < sent)
        end += escape_token(out->s + end);
    _cleanup_free_ char *owed = mem_string_n(out->s + sent, end - sent);
    str_clear(out);
    str_add(out, owed);
    terminal->owed = end - sent;
}

int terminal_show(struct terminal *terminal, const struct canvas *canvas, int wake_fd)
{
    const struct pen pen = {terminal, pen_move, pen_style, pen_put, pen_erase, inked_styles(terminal)};

    if (canvas->w != terminal->shown.w || canvas->h != terminal->shown.h)
        terminal->known = false;
    if (!terminal->known) {
        terminal->look = -1;
        pen_style(terminal, STYLE_TEXT, false);
        add_plain(&terminal->out, capability("clear"));
        canvas_reset(&terminal->shown, canvas->w, canvas->h);
    }
    terminal->x = -1;
    paint_difference(&terminal->shown, canvas, &pen, terminal->corner);
    if (terminal->x != canvas->cursor_x || terminal->y != canvas->cursor_y)
        pen_move(terminal, canvas->cursor_x, canvas->cursor_y);
    size_t sent;
    int r = write_all(terminal, &terminal->out, wake_fd, -1, &sent);
    keep_owed(terminal, sent);
    terminal->known = r == 0;
    return r < 0 ? r : 0;
}
