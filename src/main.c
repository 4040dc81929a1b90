/* paletti: reads the environment, the clock and the words, and hands them to the shell's side or to the screen. */
#include "paletti/app/app.h"
#include "paletti/app/demo.h"
#include "paletti/base/i18n.h"
#include "paletti/base/language.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/cli/cli.h"
#include "paletti/tui/tui.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_real(void *ctx _unused_)
{
    struct timespec t;

    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec;
}

static int64_t clock_fixed(void *ctx)
{
    return *(const int64_t *)ctx;
}

static bool variable_given(const char *name)
{
    const char *value = getenv(name);

    return value && *value;
}

/* $NAME, or FALLBACK below the home folder. The caller owns it; NULL when there is no home either. */
static char *folder(const char *name, const char *fallback)
{
    if (variable_given(name) && getenv(name)[0] == '/')
        return mem_string(getenv(name));
    return variable_given("HOME") ? str_format("%s/%s", getenv("HOME"), fallback) : NULL;
}

/* The courier beside this program, or in its room of the build folder, else where the installation put it. */
static char *courier_path(void)
{
    static const char *const places[] = {"paletti-courier", "courier/paletti-courier", NULL};
    char *path = program_beside(places);

    return path ? path : mem_string(PALETTI_BINDIR "/paletti-courier");
}

static int screen(struct app *app, const struct cli *cli, const char *config, const char *greeting)
{
    static const enum tui_color colors[] = {
        [CLI_COLOR_AUTO] = TUI_COLOR_AUTO, [CLI_COLOR_ALWAYS] = TUI_COLOR_ALWAYS, [CLI_COLOR_NEVER] = TUI_COLOR_NEVER};
    struct tui_options options = {
        .config_home = config,
        .color = colors[cli->color],
        .no_color = variable_given("NO_COLOR"),
        .plain = cli->plain,
        .utf8 = language_utf8(),
        .term = getenv("TERM"),
        .colorfgbg = getenv("COLORFGBG"),
        .editor = variable_given("VISUAL") ? getenv("VISUAL") : getenv("EDITOR"),
        .home = getenv("HOME"),
        .greeting = greeting,
    };
    struct err err;
    int r = tui_run(app, &options, &err);

    if (r < 0)
        cli_complain(err.text);
    return r < 0 ? 1 : r == TUI_WANTS_DEMO ? r : r > 0 ? 128 + r : 0;
}

/* A person at a terminal wants to see the demo, not to read that it was made. */
static bool opens_screen(const struct cli *cli, const struct cli_terminal *terminal)
{
    return cli->task == CLI_COMMAND && cli->command->flags & COMMAND_OPENS && !cli->json && !cli->plain &&
           !terminal->dumb && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static const char *greeting_of(const struct demo *demo)
{
    if (!demo->path)
        return NULL;
    if (demo->age)
        return _("This demo is of another week, because you changed it; paletti demo --fresh begins anew.");
    return demo->outcome == DEMO_OPENED ? NULL : _("Everybody here is invented. Your own file is not touched.");
}

/* Puts the demo in the place of the person's file: 0, or an exit code. */
static int open_demo(struct cli *cli, unsigned flags, struct app_options *options, struct app **app, struct demo *demo)
{
    struct err err;
    int r = app_demo_make(*app, flags, demo, &err);
    app_free(*app);
    *app = NULL;
    options->db = demo->path;
    if (flags & DEMO_FIXED) {
        cli->now = demo->now;
        options->clock = clock_fixed;
    }
    if (r == 0)
        r = app_new(options, app, &err);
    if (r < 0)
        cli_complain(err.text);
    return r < 0;
}

/* The same for the words of the command. */
static int open_demo_command(struct cli *cli, struct app_options *options, struct app **app, struct demo *demo)
{
    struct request request;
    struct err err;

    if (command_parse(cli->command, cli->words, cli->n_words, &request, &err) < 0) {
        cli_complain(err.text);
        return 2;
    }
    unsigned flags = demo_request_flags(&request);
    request_done(&request);
    return open_demo(cli, flags, options, app, demo);
}

/* The screen, and once more for who leaves their own file to see the demo. */
static int screens(struct cli *cli, struct app_options *options, struct app **app, struct demo *demo, const char *config)
{
    int code = screen(*app, cli, config, greeting_of(demo));

    while (code == TUI_WANTS_DEMO) {
        demo_done(demo);
        code = open_demo(cli, DEMO_APART, options, app, demo);
        demo->outcome = DEMO_MADE; /* whoever comes from their own file is told where they are */
        if (code == 0)
            code = screen(*app, cli, config, greeting_of(demo));
    }
    return code;
}

static int manual_keys(void)
{
    _cleanup_str_ struct str text = STR_INIT;

    tui_manual_keys(&text);
    return cli_tell(str_text(&text));
}

int main(int argc, char **argv)
{
    struct cli_progress upgrading = {0};
    struct cli cli;
    struct err err;

    umask(077);
    language_init(PALETTI_LOCALEDIR);
    int parsed = cli_parse(argc, argv, &cli, &err);
    if (cli.language)
        language_choose(cli.language, PALETTI_LOCALEDIR);
    if (parsed < 0 && cli.language) { /* once more, to complain in that language */
        cli_done(&cli);
        parsed = cli_parse(argc, argv, &cli, &err);
    }
    if (parsed < 0) {
        cli_complain(err.text);
        cli_done(&cli);
        return 2;
    }
    if (cli.task == CLI_MANUAL_KEYS) {
        cli_done(&cli);
        return manual_keys();
    }
    _cleanup_free_ char *data = folder("XDG_DATA_HOME", ".local/share");
    _cleanup_free_ char *config = folder("XDG_CONFIG_HOME", ".config");
    _cleanup_free_ char *courier = courier_path();
    struct app_options options = {
        .db = cli.db,
        .data_home = data,
        .config_home = config,
        .courier = courier,
        .tz = getenv("TZ"),
        .temp_dir = variable_given("TMPDIR") ? getenv("TMPDIR") : NULL,
        .clock = cli.now == INSTANT_NONE ? clock_real : clock_fixed,
        .clock_ctx = &cli.now,
        .upgrading = cli_upgrading,
        .upgrading_ctx = &upgrading,
    };
    struct cli_terminal terminal = {
        .no_color = variable_given("NO_COLOR"),
        .dumb = !variable_given("TERM") || str_equal(getenv("TERM"), "dumb"),
        .utf8 = language_utf8(),
    };
    struct demo demo = {0};
    struct app *app = NULL;
    int code = 0;

    if ((cli.task == CLI_COMMAND || cli.task == CLI_SCREEN) && app_new(&options, &app, &err) < 0) {
        cli_complain(err.text);
        code = 1;
    } else if (opens_screen(&cli, &terminal)) {
        code = open_demo_command(&cli, &options, &app, &demo);
        cli.task = CLI_SCREEN;
    }
    if (code == 0)
        code = cli.task == CLI_SCREEN ? screens(&cli, &options, &app, &demo, config) : cli_run(&cli, app, &terminal);
    app_free(app);
    demo_done(&demo);
    cli_done(&cli);
    return code;
}
