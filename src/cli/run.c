#include "help.h"
#include "out.h"
#include "progress.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/cli/cli.h"

#include <signal.h>
#include <string.h>

enum { EXIT_FAILED = 1, EXIT_USAGE = 2 };

void cli_complain(const char *sentence)
{
    _cleanup_free_ char *text = str_format("paletti: %s", sentence);

    out_error(text);
}

/* --- Ctrl-C in commands that can stop: the signal stays pending, and they ask for it --- */

static void hold_interrupt(int how)
{
    sigset_t set;

    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigprocmask(how, &set, NULL);
}

static bool interrupted(void *ctx _unused_)
{
    sigset_t pending;

    sigpending(&pending);
    return sigismember(&pending, SIGINT) == 1;
}

/* --- answers --- */

static int write_out(void *ctx, const char *text, size_t len)
{
    return out_write(ctx, text, len);
}

static void people_line(void *ctx, const char *text, enum people_emphasis emphasis)
{
    static const char *const colors[] = {[PEOPLE_STRONG] = "\033[1m", [PEOPLE_FAINT] = "\033[2m"};
    struct out *out = ctx;
    const char *color = out->color ? colors[emphasis] : NULL;

    if (color)
        out_text(out, color);
    out_text(out, text);
    out_text(out, color ? "\033[0m\n" : "\n");
}

static int explain_line(void *ctx, const char *line)
{
    struct out *out = ctx;

    out_safe(out, line, true);
    return out_text(out, "\n");
}

static int run_json(const struct cli *cli, struct app *app, const struct request *request, struct out *out,
                    struct err *err)
{
    struct answer_json *json = answer_json_new(write_out, out);
    unsigned changes;
    int r = cli->command->run(app, request, answer_json_answer(json), &changes, err);

    answer_json_end(json);
    return r;
}

static int run_people(const struct cli *cli, struct app *app, const struct request *request, struct out *out,
                      struct err *err)
{
    unsigned changes;

    /* An explanation is prose; its JSON is for programs. */
    if (str_equal(cli->command->name, "explain")) {
        int r = view_explain(app, request->arguments[0], explain_line, out, err);
        return r < 0 ? r : 0;
    }
    struct people_page page = {.width = out->width, .utf8 = out->utf8, .plain = cli->plain, .line = people_line, .ctx = out};
    struct answer_people *people = answer_people_new(app, cli->command->name, &page);
    int r = cli->command->run(app, request, answer_people_answer(people), &changes, err);
    answer_people_end(people, r < 0);
    return r;
}

static int run_command(const struct cli *cli, struct app *app, struct out *out)
{
    struct cli_progress progress = {0};
    struct request request;
    struct err err = {""};

    if (command_parse(cli->command, cli->words, cli->n_words, &request, &err) < 0) {
        cli_complain(err.text);
        return EXIT_USAGE;
    }
    request.progress = progress_show;
    request.stop = interrupted;
    request.aside = cli_complain;
    request.ctx = &progress;
    if (cli->command->flags & (COMMAND_WRITES | COMMAND_STREAMS))
        hold_interrupt(SIG_BLOCK);
    bool json = cli->json || (cli->command->flags & COMMAND_STREAMS);
    int r = json ? run_json(cli, app, &request, out, &err) : run_people(cli, app, &request, out, &err);
    progress_end(&progress);
    request_done(&request);
    if (r < 0) {
        cli_complain(err.text);
        return EXIT_FAILED;
    }
    return r;
}

/* The answer is out, and stays what it was. */
static void tidy_up(struct app *app)
{
    struct err err;

    if (app_after_command(app, &err) < 0)
        cli_complain(err.text);
}

static int end_out(struct out *out, int code)
{
    if (out_end(out) == 0)
        return code;
    cli_complain(_("the answer could not be written: the disk is full, or whoever reads it has gone"));
    return EXIT_FAILED;
}

int cli_tell(const char *text)
{
    struct out out;

    out_init(&out, false, true);
    out_text(&out, text);
    return end_out(&out, 0);
}

int cli_run(const struct cli *cli, struct app *app, const struct cli_terminal *terminal)
{
    struct out out;
    struct err err;
    int code = 0;

    out_init(&out, false, terminal->utf8);
    out.color = cli->color == CLI_COLOR_ALWAYS ||
                (cli->color == CLI_COLOR_AUTO && out.terminal && !terminal->no_color && !terminal->dumb);
    switch (cli->task) {
    case CLI_HELP:
        cli->command ? help_command(&out, cli->command) : help_all(&out);
        break;
    case CLI_VERSION:
        out_text(&out, "paletti " PALETTI_VERSION "\n");
        break;
    case CLI_MANUAL:
        help_manual(&out);
        break;
    case CLI_COMPLETION:
        if (help_completion(&out, cli->shell, &err) < 0 && !out.failed) {
            cli_complain(err.text);
            code = EXIT_USAGE;
        }
        break;
    case CLI_COMMAND:
        code = run_command(cli, app, &out);
        break;
    case CLI_MANUAL_KEYS:
    case CLI_SCREEN:
        break;
    }
    code = end_out(&out, code);
    if (cli->task == CLI_COMMAND)
        tidy_up(app);
    return code;
}
