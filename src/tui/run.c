/* Lines of the prompt: an action of the screen, or a command of the one command table. */
#include "answer_view.h"
#include "cmdline.h"
#include "dialogs.h"
#include "form_view.h"
#include "goodbye_view.h"
#include "meanwhile.h"
#include "outbox_view.h"
#include "after_view.h"
#include "ladder_view.h"
#include "picture_view.h"
#include "records_view.h"
#include "rules_view.h"
#include "shell.h"
#include "statement_view.h"
#include "what_if_view.h"
#include "wizard_view.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/command.h"
#include "paletti/app/statement.h"
#include "paletti/app/views.h"
#include "paletti/app/what_if.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static void tell_progress(void *ctx, int64_t done, int64_t total, const char *unit)
{
    struct shell *shell = ctx;

    progress_tell(&shell->progress, done, total, unit);
    if (shell->host)
        shell->host->progress(shell->host->ctx);
}

static bool ask_stop(void *ctx)
{
    struct shell *shell = ctx;

    return shell->host && shell->host->stop(shell->host->ctx);
}

/* --- answers: the lines go into a view, which is shown when the command is done --- */

struct sink {
    struct view *view;
    struct answer *answer; /* told to stop when the view is full: an answer without end would fill the memory */
};

static void take_line(void *ctx, const char *text, enum people_emphasis emphasis)
{
    static const enum style styles[] = {
        [PEOPLE_NORMAL] = STYLE_TEXT, [PEOPLE_STRONG] = STYLE_ALERT, [PEOPLE_FAINT] = STYLE_COLUMN};
    struct sink *sink = ctx;

    if (!answer_view_add(sink->view, styles[emphasis], text))
        sink->answer->failed = true;
}

static int take_explanation(void *ctx, const char *line)
{
    return !answer_view_add(ctx, STYLE_TEXT, line);
}

static int answer_into(struct shell *shell, const struct request *request, struct view *view,
                       unsigned *ret_changes, struct err *err)
{
    const struct command *command = request->command;
    struct app *app = shell->scene.app;
    struct sink sink = {.view = view};
    struct people_page page = {
        .width = shell_text_width(shell), .utf8 = !shell->scene.ascii, .plain = shell->scene.plain, .line = take_line, .ctx = &sink};

    /* An explanation is prose; its values are for programs. */
    if (str_equal(command->name, "explain"))
        return view_explain(app, request->arguments[0], take_explanation, view, err);
    struct answer_people *people = answer_people_new(app, command->name, &page);
    sink.answer = answer_people_answer(people);
    int r = command->run(app, request, sink.answer, ret_changes, err);
    answer_people_end(people, r < 0);
    return r;
}

/* What a key did to some lines is always said in a sentence: nobody asked to read an answer. */
static void say_done(struct shell *shell, size_t n)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_printf(&text, P_("Done with %zu line; undo takes it back.", "Done with %zu lines; undo takes it back.", n), n);
    shell_say(shell, false, str_text(&text));
}

/* A sentence is read in the status line, without anything to be closed behind it. */
static void show(struct shell *shell, struct view *view, const struct cmdline *words)
{
    const char *line = answer_view_short(view, 2 * shell->w - 8); /* two lines, wrapped between words */

    if (!line && !answer_view_empty(view) && !shell->acting) {
        shell_open(shell, view);
        return;
    }
    if (!line && !answer_view_empty(view))
        say_done(shell, words->n - 1);
    else
        shell_say(shell, false, line ? line : _("Done."));
    view_free(view);
}

/* What the app asks while it works for the shell at WHAT. */
static void watch(struct shell *shell, const char *what, struct request *request)
{
    meanwhile_watch(shell, what);
    request->progress = tell_progress;
    request->stop = ask_stop;
    request->ctx = shell;
}

/* Who ended it is where it was begun; who looks around goes on with that, unless it was saving what was typed, which closes
 * or says what is wrong. */
static void end_work(struct shell *shell, const struct view *view)
{
    _cleanup_str_ struct str key = STR_INIT, text = STR_INIT;

    if (shell->behind == 0)
        return;
    if (view->ops->draft || view->ops->draws_up || shell->host->stop(shell->host->ctx)) {
        shell_come_back(shell);
        return;
    }
    keymap_keys(shell->scene.keymap, IN_PANES, ACTION_LEAVE, 1, "", &key);
    str_printf(&text, _("%s: done. %s goes back to it."), _(view->ops->title), str_text(&key));
    shell_say(shell, false, str_text(&text));
}

void shell_work(struct shell *shell)
{
    struct view *view = shell_top(shell);
    struct request request = {0};
    struct err err;

    if (!view->ops->work || meanwhile_refuses(shell))
        return;
    watch(shell, view->ops->title ? _(view->ops->title) : _("saving"), &request);
    shell->progress.piecemeal = view->ops->piecemeal;
    int r = view->ops->work(view, &request, &shell->effects, &err);
    meanwhile_over(shell);
    end_work(shell, view);
    if (r < 0)
        shell_say(shell, true, err.text);
}

static int run_request(struct shell *shell, const char *line, const struct cmdline *words, struct request *request,
                       struct err *err)
{
    struct view *view = view_new(&view_answer_ops, &shell->scene, line);
    unsigned changes = CHANGE_NOTHING;

    watch(shell, request->command->name, request);
    int r = answer_into(shell, request, view, &changes, err);
    meanwhile_over(shell);
    shell_changed(shell, changes);
    if (r >= 0)
        show(shell, view, words);
    else
        view_free(view);
    return r;
}

/* What a file of rules would have meant, of the client who is at hand where nobody is named; what is wrong with the file
 * is for the command to say. */
static char *what_if_argument(struct shell *shell, const char *path)
{
    struct what_if *what_if;
    const char *name = NULL;
    int64_t id = dialogs_client(shell, &name);
    struct err err;

    if (what_if_open(shell->scene.app, path, 0, &what_if, &err) < 0)
        return NULL;
    what_if_free(what_if);
    return what_if_view_file(id, id ? name : NULL, path);
}

/* A picture on the screen, of the client who is at hand where nobody is named; NULL: it is for a file, or what is wrong with
 * it is for the command to say. */
static char *picture_argument(struct shell *shell, const struct request *request)
{
    _cleanup_(plot_free_p) struct plot *plot = NULL;
    struct app *app = shell->scene.app;
    struct plot_wish wish;
    const char *name;
    struct err err;

    if (plot_wish_read(app, request, &wish, &err) < 0 || plot_request_file(request))
        return NULL;
    if (!wish.client)
        wish.client_id = dialogs_client(shell, &name);
    else if (plot_new(app, &wish, &plot, &err) == 0)
        wish.client_id = plot_client(plot, &name);
    else
        return NULL;
    return picture_view_argument(&wish, name);
}

static char *picture_of_words(struct shell *shell, const struct cmdline *words)
{
    struct request request;
    struct err err;

    if (command_parse(command_find(words->v[0]), words->v + 1, words->n - 1, &request, &err) < 0)
        return NULL;
    char *argument = picture_argument(shell, &request);
    request_done(&request);
    return argument;
}

/* A statement's page; NULL: what is wrong with the words is for the command to say. */
static char *statement_argument(struct shell *shell, const struct request *request)
{
    _cleanup_statement_ struct statement statement = {0};
    struct app *app = shell->scene.app;
    struct texts given_back = {0};
    char *argument = NULL;
    int32_t on;
    struct err err;

    if (statement_read(app, request, &on, &given_back, &err) == 0 &&
        statement_make(app, request->arguments[0], on, &given_back, &statement, &err) == 0 &&
        statement_given_back(&statement) == given_back.n)
        argument = statement_view_argument(statement.client, on, &given_back);
    texts_clear(&given_back);
    return argument;
}

/* The ref of the client who is at hand, owned; NULL: nobody is. */
static char *client_at_hand(struct shell *shell)
{
    const char *name;
    int64_t id = dialogs_client(shell, &name);
    char *client = NULL;

    return id && view_client_ref(shell->scene.app, id, &client, NULL) == 0 ? client : NULL;
}

/* Of the client who is at hand where the words name nobody. */
static char *statement_of_words(struct shell *shell, const struct cmdline *words)
{
    _cleanup_free_ char *client = words->n == 1 ? client_at_hand(shell) : NULL;
    struct request request;
    struct err err;

    if (client)
        return statement_view_argument(client, DAY_NONE, NULL);
    if (command_parse(command_find(words->v[0]), words->v + 1, words->n - 1, &request, &err) < 0)
        return NULL;
    char *argument = statement_argument(shell, &request);
    request_done(&request);
    return argument;
}

/* NULL: what is wrong with the client is for the command to say. */
static char *decide_argument(struct shell *shell, const char *text)
{
    _cleanup_free_ char *client = NULL;
    struct err err;

    return view_client_find(shell->scene.app, text, &client, &err) == 0 ? wizard_argument(client, false) : NULL;
}

/* The pages of commands that show what comes after a decision: of the client or the decision that is named, else of the client who is
 * at hand; or of everybody. */
static bool opens_after(struct shell *shell, const struct cmdline *words)
{
    static const struct {
        const char *name;
        const struct view_ops *ops;
        bool everybody;
    } pages[] = {{"review", &view_look_back_ops, false}, {"chance", &view_chance_ops, false}, {"close", &view_closing_ops, false},
                 {"intake", &view_intake_ops, false},    {"profile", &view_profile_ops, true}, {"goodbye", &view_goodbye_ops, false},
                 {"outbox", &view_outbox_ops, true},     {"tasks", &view_tasks_ops, true},
                 {"reviews", &view_tasks_ops, true}};
    const char *first = words->n > 1 ? words->v[1] : NULL;

    if (words->n > 2 || (first && *first == '-'))
        return false;
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        if (!str_equal(words->v[0], pages[i].name))
            continue;
        _cleanup_free_ char *argument = first || pages[i].everybody ? mem_string(first) : client_at_hand(shell);
        if (argument || pages[i].everybody)
            shell_open(shell, view_new(pages[i].ops, &shell->scene, argument));
        return argument || pages[i].everybody;
    }
    return false;
}

/* Commands that are a place on the screen rather than an answer: a list of records; a form, where no field is given; the page
 * of the rules. */
static bool opens(struct shell *shell, const struct cmdline *words)
{
    const char *name = words->v[0], *first = words->n > 1 ? words->v[1] : NULL;
    const char *second = words->n > 2 ? words->v[2] : NULL;
    _cleanup_free_ char *argument = NULL;
    const struct view_ops *ops = &view_form_ops;

    if (opens_after(shell, words))
        return true;
    if (str_equal(name, "records") && first && words->n <= 3) {
        argument = records_view_argument(first, second);
        ops = &view_records_ops;
    } else if (str_equal(name, "add") && first && words->n == 2) {
        argument = form_view_new_record(first, NULL);
    } else if (str_equal(name, "edit") && first && words->n == 2) {
        argument = form_view_record(NULL, first);
    } else if (str_equal(name, "what-if") && first && !second) {
        argument = what_if_argument(shell, first);
        ops = &view_what_if_ops;
    } else if (str_equal(name, "decide") && first && !second) {
        argument = decide_argument(shell, first);
        ops = wizard_view_ops;
    } else if (str_equal(name, "plot")) {
        argument = picture_of_words(shell, words);
        ops = &view_picture_ops;
    } else if (str_equal(name, "ladder") && !second) {
        argument = first ? mem_string(first) : client_at_hand(shell);
        ops = &view_ladder_ops;
    } else if (str_equal(name, "statement")) {
        argument = statement_of_words(shell, words);
        ops = &view_statement_ops;
    }
    bool rules = str_equal(name, "rules") && words->n == 1;
    if (rules)
        ops = &view_rules_ops;
    if (argument || rules)
        shell_open(shell, view_new(ops, &shell->scene, argument));
    return argument || rules;
}

/* What only tells something about a client tells it of who is at hand, where nobody is named. */
static void name_client(struct shell *shell, const struct command *command, struct cmdline *words)
{
    const struct argument *only = command->n_arguments == 1 ? command->arguments : NULL;
    bool lacks = only && only->required && only->complete == COMPLETE_CLIENT && words->n == 1;
    char *client = lacks && !(command->flags & COMMAND_WRITES) ? client_at_hand(shell) : NULL;

    if (!client)
        return;
    MEM_GROW(words->v, words->n, words->cap);
    words->v[words->n++] = client;
}

static int run_command(struct shell *shell, const char *line, struct cmdline *words, struct err *err)
{
    const struct command *command = command_find(words->v[0]);
    struct request request;

    if (!command)
        return err_set(err, _("There is no command \"%s\"; Tab lists what there is."), words->v[0]);
    if (command->flags & COMMAND_STREAMS)
        return err_set(err,
                       _("\"%s\" writes to a file or a pipe: run it in the shell, paletti %s ... > FILE."),
                       command->name, command->name);
    if (opens(shell, words))
        return 0;
    if (shell->progress.on)
        return meanwhile_refuse(shell, err);
    name_client(shell, command, words);
    if (command_parse(command, words->v + 1, words->n - 1, &request, err) < 0)
        return -1;
    int r = run_request(shell, line, words, &request, err);
    request_done(&request);
    return r;
}

/* The action that a line names: of one word that is no command. */
static enum action action_of(const struct cmdline *words)
{
    if (words->n != 1 || command_find(words->v[0]))
        return ACTION_NONE;
    return str_equal(words->v[0], "q") ? ACTION_QUIT : action_find(words->v[0]);
}

static int run_words(struct shell *shell, const char *line, struct cmdline *words, struct err *err)
{
    enum action action = action_of(words);

    if (action == ACTION_NONE)
        return words->n > 0 ? run_command(shell, line, words, err) : 0;
    if (!(actions[action].where & shell_top(shell)->ops->where))
        return err_set(err, _("That does not apply here."));
    shell_act(shell, action);
    return 0;
}

int shell_run(struct shell *shell, const char *line)
{
    struct cmdline words = {0};
    struct err err;
    int r = cmdline_split(line, shell->scene.home, &words, &err);

    if (r == 0)
        r = run_words(shell, line, &words, &err);
    if (r < 0)
        shell_say(shell, true, err.text);
    cmdline_done(&words);
    return r;
}

int shell_run_act(struct shell *shell, const char *line)
{
    shell->acting = true;
    int r = shell_run(shell, line);
    shell->acting = false;
    return r;
}
