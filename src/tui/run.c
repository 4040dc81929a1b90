/* Lines of the prompt: an action of the screen, or a command of the one command table. */
#include "answer_text.h"
#include "cmdline.h"
#include "shell.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"

#include <string.h>

static void tell_progress(void *ctx, int64_t done, int64_t total, const char *unit)
{
    struct shell *shell = ctx;

    shell->progress = (struct shell_progress){true, done, total, unit};
    if (shell->host)
        shell->host->progress(shell->host->ctx);
}

static bool ask_stop(void *ctx)
{
    struct shell *shell = ctx;

    return shell->host && shell->host->stop(shell->host->ctx);
}

static void complain(struct shell *shell, const struct err *err)
{
    shell_say(shell, true, err->text);
}

static void show_answer(struct shell *shell, const char *line, const char *text)
{
    _cleanup_str_ struct str argument = STR_INIT;

    if (!*text) {
        shell_say(shell, false, _("Done."));
        return;
    }
    str_printf(&argument, "%s\n%s", line, text);
    effects_open(&shell->effects, &view_answer_ops, str_text(&argument));
}

static int run_command(struct shell *shell, const char *line, const struct cmdline *words, struct err *err)
{
    const struct command *command = command_find(words->v[0]);
    _cleanup_(answer_text_free_p)
    struct answer_text *answer = answer_text_new(shell->scene.app);
    struct request request = {0};
    unsigned changes = CHANGE_NOTHING;

    if (!command)
        return err_set(err, _("There is no command \"%s\"; Tab lists what there is."), words->v[0]);
    if (command->flags & COMMAND_STREAMS)
        return err_set(err,
                       _("\"%s\" writes to a file or a pipe: run it in the shell, paletti %s ... > FILE."),
                       command->name, command->name);
    if (command_parse(command, words->v + 1, words->n - 1, &request, err) < 0)
        return -1;
    request.progress = tell_progress;
    request.stop = ask_stop;
    request.ctx = shell;
    int r = command->run(shell->scene.app, &request, answer_text_answer(answer), &changes, err);
    request_done(&request);
    shell->progress.on = false;
    shell_changed(shell, changes);
    if (r >= 0)
        show_answer(shell, line, answer_text_lines(answer));
    return r;
}

void shell_run(struct shell *shell, const char *line)
{
    struct cmdline words = {0};
    struct err err;

    if (cmdline_split(line, shell->scene.home, &words, &err) < 0) {
        complain(shell, &err);
        return;
    }
    if (words.n > 0) {
        enum action action =
            words.n == 1 && !command_find(words.v[0]) ? action_find(words.v[0]) : ACTION_NONE;
        if (action != ACTION_NONE && actions[action].where & shell_top(shell)->ops->where)
            shell_act(shell, action);
        else if (action != ACTION_NONE)
            shell_say(shell, true, _("That does not apply here."));
        else if (run_command(shell, line, &words, &err) < 0)
            complain(shell, &err);
    }
    cmdline_done(&words);
}
