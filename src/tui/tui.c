#include "paletti/tui/tui.h"

#include "loop.h"
#include "plain.h"

#include "paletti/app/app.h"
#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <unistd.h>

enum { KEY_FILE_MAX = 1 << 20 };

/* The person's own keys on top of ours, where there is such a file. */
static int read_keys(struct keymap *keymap, const char *config_home, struct err *err)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!config_home)
        return 0;
    _cleanup_free_ char *path = str_format("%s/paletti/keys", config_home);
    if (access(path, F_OK) != 0)
        return 0;
    if (file_read_regular(path, KEY_FILE_MAX, &text, err) < 0)
        return -1;
    return keymap_read(keymap, path, str_text(&text), err);
}

/* A terminal that cannot show a screen is told lines; without any, only who asks for lines gets them. */
static bool is_plain(const struct tui_options *options)
{
    bool dumb = !options->term || !*options->term || str_equal(options->term, "dumb");

    return options->plain || (dumb && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO));
}

static int run(struct app *app, const struct keymap *keymap, const struct tui_options *options,
               struct err *err)
{
    struct terminal *terminal;
    struct shell shell;
    int ended = -1;

    /* A file that cannot be opened is told in the shell, not on a screen of errors. */
    app_view_begin(app);
    int r = shell_init(&shell, app, keymap, options->home, err);
    app_view_end(app);
    if (r < 0)
        return -1;
    shell.editor = options->editor;
    if (options->greeting)
        shell_say(&shell, false, options->greeting);
    if (is_plain(options)) {
        ended = plain_run(app, &shell, !options->utf8, err);
    } else if (terminal_open(options, &terminal, err) == 0) {
        ended = loop_run(app, &shell, terminal, !options->utf8);
        terminal_close(terminal);
    }
    if (ended == 0 && shell.leaves_for_demo)
        ended = TUI_WANTS_DEMO;
    shell_done(&shell);
    return ended;
}

int tui_run(struct app *app, const struct tui_options *options, struct err *err)
{
    struct keymap keymap;
    int r;

    keymap_init(&keymap);
    r = read_keys(&keymap, options->config_home, err);
    if (r == 0)
        r = run(app, &keymap, options, err);
    keymap_done(&keymap);
    return r;
}
