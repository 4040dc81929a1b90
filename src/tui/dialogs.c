#include "dialogs.h"

#include "cards_view.h"
#include "clients_view.h"
#include "cmdline.h"
#include "form_view.h"
#include "goodbye_view.h"
#include "history_view.h"
#include "letters_view.h"
#include "keeping.h"
#include "line_view.h"
#include "log_view.h"
#include "palette_view.h"
#include "after_view.h"
#include "ladder_view.h"
#include "outbox_view.h"
#include "picture_view.h"
#include "removing.h"
#include "rules_view.h"
#include "statement_view.h"
#include "triage_view.h"
#include "versions_view.h"
#include "wizard_view.h"

#include "paletti/app/reminder.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

int64_t dialogs_client(const struct shell *shell, const char **ret_name)
{
    const struct view *top = shell_top(shell);

    if (top->ops->whose)
        return top->ops->whose(top, ret_name);
    return log_view_client(shell->panes[PANE_LOG], shell->focus.on == PANE_LOG, ret_name);
}

unsigned dialogs_have(const struct shell *shell)
{
    const char *name;

    return (dialogs_client(shell, &name) != 0 ? NEED_CLIENT : 0) | (shell->progress.on ? 0 : NEED_REST);
}

/* The ref of that client, owned; NULL: there is none. */
static char *client_ref(struct shell *shell)
{
    const char *name;
    char *ref = NULL;
    int64_t id = dialogs_client(shell, &name);
    struct err err;

    if (id != 0 && view_client_ref(shell->scene.app, id, &ref, &err) < 0)
        shell_say(shell, true, err.text);
    return ref;
}

static bool open_line(struct shell *shell, enum action action)
{
    static const struct {
        enum action action;
        enum line_what what;
    } lines[] = {
        {ACTION_ADD, LINE_ANYTHING}, {ACTION_ADD_IN, LINE_IN}, {ACTION_ADD_OUT, LINE_OUT}, {ACTION_ADD_CALL, LINE_CALL},
        {ACTION_ADD_PAYMENT, LINE_PAYMENT}, {ACTION_PROMISE, LINE_PROMISE}};
    _cleanup_free_ char *client = NULL, *argument = NULL;
    const char *name;
    size_t i = 0;

    while (i < ARRAY_LEN(lines) && lines[i].action != action)
        i++;
    if (i == ARRAY_LEN(lines))
        return false;
    client = client_ref(shell);
    dialogs_client(shell, &name);
    if (client) {
        argument = line_view_argument(client, name, lines[i].what);
        shell_open(shell, view_new(&view_line_ops, &shell->scene, argument));
    }
    return true;
}

static void open_form(struct shell *shell, char *argument)
{
    shell_open(shell, view_new(&view_form_ops, &shell->scene, argument));
    free(argument);
}

/* A record's ref says of which type it is. */
static void edit_entry(struct shell *shell, const char *ref)
{
    const char *own = ref, *type = view_line_type(ref, &own);

    open_form(shell, form_view_record(type ? type : "interaction", own));
}

/* The entry on the screen, or the one that is selected in the log; else the client. */
static void edit(struct shell *shell)
{
    const struct view *top = shell_top(shell);
    _cleanup_free_ char *client = client_ref(shell);

    if (top->ops->entry)
        edit_entry(shell, top->ops->entry(top));
    else if (client)
        open_form(shell, form_view_record("client", client));
}

static void write_letter(struct shell *shell)
{
    _cleanup_free_ char *client = client_ref(shell);

    if (client)
        open_form(shell, form_view_new_record("draft", client));
}

static int take_newest(void *ctx, const struct log_line *line)
{
    char **ref = ctx;

    if (!log_is_entry(line))
        return 0;
    *ref = mem_string(line->ref);
    return 1;
}

/* Of a client in the list: what was said or done last. */
static bool sign_newest(struct shell *shell)
{
    enum { LOOKS = 64 };
    const char *name;
    int64_t id = dialogs_client(shell, &name);
    _cleanup_free_ char *ref = NULL;
    struct err err;

    if (shell_top(shell)->ops->where != IN_CLIENTS)
        return false;
    if (view_log(shell->scene.app, id, NULL, INT64_MAX, false, LOOKS, take_newest, &ref, &err) < 0)
        shell_say(shell, true, err.text);
    else if (ref)
        line_view_sign(ref, 1, &shell->effects);
    else
        shell_say(shell, true, _("Nothing is in the log of this client yet: a adds to it."));
    return true;
}

/* Of a client in the list: the newest line about which nothing was done yet. */
static bool handle_breach(struct shell *shell, enum action action)
{
    const char *name;
    int64_t id = dialogs_client(shell, &name);
    _cleanup_free_ char *ref = NULL;
    struct err err;

    if (shell_top(shell)->ops->where != IN_CLIENTS)
        return false;
    int r = reminder_newest(shell->scene.app, id, BREACH_CLIENTS, &ref, &err);
    if (r != 0)
        shell_say(shell, true, r < 0 ? err.text : _("They crossed no line lately about which nothing was done yet."));
    else if (action == ACTION_REMIND)
        letters_remind(ref, &shell->effects);
    else
        letters_waive(ref, &shell->effects);
    return true;
}

static void open_recap(struct shell *shell)
{
    const struct view *top = shell_top(shell);
    const char *entry = top->ops->entry ? top->ops->entry(top) : NULL;

    if (entry)
        open_form(shell, form_view_recap(entry));
    else
        shell_say(shell, true, _("Only a call of the log can be summed up."));
}

static int remove_client(struct shell *shell, const char *ref, struct err *err)
{
    const char *name, *const refs[] = {ref};

    dialogs_client(shell, &name);
    return removing_clients(shell->scene.app, refs, 1, name, false, &shell->effects, err);
}

/* The entry that is selected, else the client. */
static void remove_this(struct shell *shell)
{
    const struct view *top = shell_top(shell);
    const char *entry = top->ops->entry ? top->ops->entry(top) : NULL;
    _cleanup_free_ char *client = entry ? NULL : client_ref(shell);
    struct err err;

    if (client && remove_client(shell, client, &err) < 0)
        shell_say(shell, true, err.text);
    if (!entry)
        return;
    _cleanup_str_ struct str line = STR_INIT;
    str_add(&line, "remove");
    cmdline_add(&line, entry);
    shell_run(shell, str_text(&line));
}

static void open_exceptions(struct shell *shell)
{
    const char *name = NULL;
    int64_t id = dialogs_client(shell, &name);
    _cleanup_free_ char *client = client_ref(shell);
    _cleanup_free_ char *argument = client ? exceptions_view_argument(client, id, name) : NULL;

    if (client)
        shell_open(shell, view_new(&view_exceptions_ops, &shell->scene, argument));
}

static void open_statement(struct shell *shell)
{
    _cleanup_free_ char *client = client_ref(shell);
    _cleanup_free_ char *argument = client ? statement_view_argument(client, DAY_NONE, NULL) : NULL;

    if (client)
        shell_open(shell, view_new(&view_statement_ops, &shell->scene, argument));
}

static void open_ladder(struct shell *shell)
{
    _cleanup_free_ char *client = client_ref(shell);

    if (client)
        shell_open(shell, view_new(&view_ladder_ops, &shell->scene, client));
}

static void open_rules(struct shell *shell)
{
    const char *name = NULL;
    int64_t id = dialogs_client(shell, &name);
    _cleanup_free_ char *argument = rules_view_version(NULL, id, id ? name : NULL);

    shell_open(shell, view_new(&view_rules_ops, &shell->scene, argument));
}

/* The card, to nobody in particular where no client is selected; and from the card who was told. */
static void open_told(struct shell *shell)
{
    _cleanup_free_ char *client = client_ref(shell);
    _cleanup_free_ char *card = card_view_argument(client, INSTANT_NONE);
    _cleanup_free_ char *told = told_view_argument(client, INSTANT_NONE, NULL);

    if (shell_top(shell)->ops->where == IN_CARD)
        shell_open(shell, view_new(&view_told_ops, &shell->scene, told));
    else
        shell_open(shell, view_new(&view_card_ops, &shell->scene, card));
}

static void open_decision(struct shell *shell, bool ask_first)
{
    _cleanup_free_ char *client = client_ref(shell);
    _cleanup_free_ char *argument = client ? wizard_argument(client, ask_first) : NULL;

    if (client)
        shell_open(shell, view_new(wizard_view_ops, &shell->scene, argument));
}

static void open_palette(struct shell *shell, const struct view *top)
{
    unsigned have = (top->ops->has ? top->ops->has(top) : 0) | dialogs_have(shell);
    _cleanup_free_ char *argument = palette_view_argument(top->ops->where, have);

    shell_open(shell, view_new(&view_palette_ops, &shell->scene, argument));
}

static void open_pictures(struct shell *shell)
{
    struct plot_wish wish = {.name = plot_kind_name(0), .since = INSTANT_NONE};
    const char *name;

    wish.client_id = dialogs_client(shell, &name);
    _cleanup_free_ char *argument = picture_view_argument(&wish, name);
    shell_open(shell, view_new(&view_picture_ops, &shell->scene, argument));
}

bool dialogs_act(struct shell *shell, enum action action)
{
    const struct view *top = shell_top(shell);
    _cleanup_free_ char *client = NULL;

    switch ((int)action) {
    case ACTION_ADD_RECORD:
        client = client_ref(shell);
        shell_open(shell, view_new(&view_chooser_ops, &shell->scene, client));
        return true;
    case ACTION_EDIT:
        edit(shell);
        return true;
    case ACTION_SIGN:
        return sign_newest(shell);
    case ACTION_REMIND:
    case ACTION_WAIVE:
        return handle_breach(shell, action);
    case ACTION_WRITE:
        write_letter(shell);
        return true;
    case ACTION_DRAFTS:
        shell_open(shell, view_new(&view_drafts_ops, &shell->scene, NULL));
        return true;
    case ACTION_DECIDE:
    case ACTION_DECIDE_ASK_FIRST:
        open_decision(shell, action == ACTION_DECIDE_ASK_FIRST);
        return true;
    case ACTION_DECISIONS:
        client = client_ref(shell);
        if (client)
            shell_open(shell, view_new(&view_history_ops, &shell->scene, client));
        return true;
    case ACTION_LOOK_BACK:
        client = client_ref(shell);
        if (client)
            shell_open(shell, view_new(&view_look_back_ops, &shell->scene, client));
        return true;
    case ACTION_TASKS:
        shell_open(shell, view_new(&view_tasks_ops, &shell->scene, NULL));
        return true;
    case ACTION_QUEUE:
        shell_open(shell, view_new(&view_queue_ops, &shell->scene, NULL));
        return true;
    case ACTION_TRIAGE:
        shell_open(shell, view_new(&view_triage_ops, &shell->scene, NULL));
        return true;
    case ACTION_PICTURES:
        open_pictures(shell);
        return true;
    case ACTION_STATEMENT:
        open_statement(shell);
        return true;
    case ACTION_LADDER:
        open_ladder(shell);
        return true;
    case ACTION_GOODBYE:
        client = client_ref(shell);
        if (client)
            shell_open(shell, view_new(&view_goodbye_ops, &shell->scene, client));
        return true;
    case ACTION_OUTBOX:
        shell_open(shell, view_new(&view_outbox_ops, &shell->scene, NULL));
        return true;
    case ACTION_OVERRIDES:
        open_exceptions(shell);
        return true;
    case ACTION_TOLD:
        open_told(shell);
        return true;
    case ACTION_CARDS:
        shell_open(shell, view_new(&view_cards_ops, &shell->scene, NULL));
        return true;
    case ACTION_RULES:
        open_rules(shell);
        return true;
    case ACTION_RECAP:
        open_recap(shell);
        return true;
    case ACTION_RESUME:
        keeping_resume(shell);
        return true;
    case ACTION_REMOVE:
        remove_this(shell);
        return true;
    case ACTION_PALETTE:
        open_palette(shell, top);
        return true;
    default:
        return open_line(shell, action);
    }
}

static void take_edited(struct shell *shell, struct view *view, const char *text)
{
    view->ops->edited(view, text);
    view->touched |= view->ops->pack != NULL;
    shell_say(shell, false, _("Taken over from your editor; not saved yet."));
}

void dialogs_edit(struct shell *shell, const char *text)
{
    _cleanup_free_ char *edited = NULL;
    struct view *view = shell_top(shell);
    struct err err;

    if (!shell->host || !shell->host->edit || !view->ops->edited)
        shell_say(shell, true, _("There is no editor here."));
    else if (shell->host->edit(shell->host->ctx, text, &edited, &err) < 0)
        shell_say(shell, true, err.text);
    else
        take_edited(shell, view, edited);
}

/* Whoever adds an entry and does not see it is told why. */
static void say_hidden(struct shell *shell, int64_t id)
{
    struct view *log = shell->panes[PANE_LOG];
    _cleanup_str_ struct str keys = STR_INIT, text = STR_INIT;

    if (!log->ops->filtered(log) || view_load(log, &shell->effects, NULL) < 0 || !log_view_hides(log, id))
        return;
    keymap_keys(shell->scene.keymap, IN_LOG, ACTION_FILTER_CLEAR, 1, "", &keys);
    str_add(&text, str_text(&shell->message));
    str_printf(&text, _(" The filter hides it; %s ends the filter."), str_text(&keys));
    shell_say(shell, shell->complaint, str_text(&text) + (shell->message.len == 0));
}

void dialogs_show_entry(struct shell *shell, const char *ref)
{
    int64_t id, client;
    struct err err;
    int r = view_entry_id(shell->scene.app, ref, &id, &client, &err);

    if (r < 0)
        shell_say(shell, true, err.text);
    if (r == 0) {
        log_view_select(shell->panes[PANE_LOG], id);
        say_hidden(shell, id);
    }
}

void dialogs_show_client(struct shell *shell, const char *ref)
{
    int64_t id;
    struct err err;
    int r = view_client_id(shell->scene.app, ref, &id, &err);

    if (r < 0)
        shell_say(shell, true, err.text);
    if (r == 0)
        clients_view_show(shell->panes[PANE_CLIENTS], id);
}
