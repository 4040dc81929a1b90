#include "shell.h"

#include "dialogs.h"
#include "keeping.h"
#include "clients_view.h"
#include "lists.h"
#include "log_view.h"
#include "meanwhile.h"

#include "paletti/app/blur.h"
#include "paletti/app/demo.h"
#include "paletti/app/settings.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

int shell_init(struct shell *shell, struct app *app, const struct keymap *keymap, const char *home, struct err *err)
{
    static const struct view_ops *const panes[] = {
        [PANE_CLIENTS] = &view_clients_ops,
        [PANE_LOG] = &view_log_ops,
        [PANE_RULES] = &view_boundaries_ops,
        [PANE_DECIDE] = &view_facts_ops,
        [PANE_NEXT] = &view_next_ops,
        [PANE_NUMBERS] = &view_numbers_ops,
    };

    *shell = (struct shell){.scene = {.app = app, .keymap = keymap, .now = app_now(app), .home = home},
                            .focus = FOCUS_INIT};
    if (view_overview(app, &shell->overview, err) < 0)
        return -1;
    shell->scene.zone = app_zone(app);
    shell->scene.default_hours = shell->overview.default_hours;
    for (size_t i = 0; i < ARRAY_LEN(panes); i++)
        shell->panes[i] = view_new(panes[i], &shell->scene, NULL);
    /* Nobody is left at an empty screen. */
    if (shell_is_new(shell))
        shell_open(shell, view_new(&view_start_ops, &shell->scene, NULL));
    else if (str_equal(app_choice(app, "start"), "queue"))
        shell_open(shell, view_new(&view_queue_ops, &shell->scene, NULL));
    return 0;
}

void shell_done(struct shell *shell)
{
    for (int i = 0; i < PANES_N; i++)
        view_free(shell->panes[i]);
    for (int i = 0; i < shell->n_dialogs; i++)
        view_free(shell->dialogs[i]);
    effects_done(&shell->effects);
    history_done(&shell->scene.history);
    history_done(&shell->scene.palette);
    str_done(&shell->message);
    free(shell->drops);
}

bool shell_is_new(const struct shell *shell)
{
    return !shell->failed && shell->overview.clients == 0 && shell->overview.entries == 0;
}

void shell_say(struct shell *shell, bool complaint, const char *text)
{
    if (shell->message.len > 0 || *text)
        frame_all(shell);
    str_clear(&shell->message);
    str_add(&shell->message, app_blur_names(shell->scene.app, text));
    shell->complaint = complaint;
}

static void open_dialog(struct shell *shell, const struct view_ops *ops, const char *argument)
{
    shell_open(shell, view_new(ops, &shell->scene, argument));
}

static void search_below(struct shell *shell, const char *words)
{
    struct view *view = shell_below(shell);

    if (view->ops->search)
        view->ops->search(view, words);
}

static struct layout make_layout(const struct shell *shell)
{
    return (shell->scene.plain ? layout_plain : layout_make)(shell->w, shell->h, &shell->focus);
}

static void place_panes(struct shell *shell)
{
    const struct layout layout = make_layout(shell);

    frame_place(shell, &layout);
    for (int i = 0; i < PANES_N; i++) {
        shell->panes[i]->alone = shell->layout.shape == SHAPE_ONE || shell->layout.shape == SHAPE_PLAIN;
        if (shell->layout.panes[i].w > 0)
            view_resize(shell->panes[i], shell->layout.panes[i].w, shell->layout.panes[i].h);
    }
}

static void show_client(struct shell *shell, int64_t id, const char *name)
{
    for (int i = 0; i < PANES_N; i++) {
        if (!shell->panes[i]->ops->client)
            continue;
        shell->panes[i]->ops->client(shell->panes[i], id, name);
        frame_view(shell, shell->panes[i]);
    }
}

/* The entries behind a line of another pane, which Esc leads back to. */
static void show_log(struct shell *shell, const char *words, int64_t pane)
{
    struct err err;

    if (log_view_show_fitting(shell->panes[PANE_LOG], words, pane, &err) < 0) {
        shell_say(shell, true, err.text);
        return;
    }
    focus_set(&shell->focus, PANE_LOG);
    place_panes(shell);
}

/* The demo is made while one can still be told what is wrong; who runs the screen opens it. */
static void show_demo(struct shell *shell)
{
    struct demo demo;
    struct err err;

    if (app_demo_make(shell->scene.app, 0, &demo, &err) < 0) {
        shell_say(shell, true, err.text);
        return;
    }
    demo_done(&demo);
    shell->wishes |= WISH_QUIT | WISH_DEMO;
}

static void perform(struct shell *shell, const struct effect *effect)
{
    if (effect->kind != EFFECT_CLIENT && effect->kind != EFFECT_FOCUS)
        frame_all(shell);
    switch (effect->kind) {
    case EFFECT_OPEN:
        open_dialog(shell, effect->view, effect->text);
        break;
    case EFFECT_CLOSE:
        shell_close(shell);
        break;
    case EFFECT_FOCUS:
        focus_set(&shell->focus, (enum pane)effect->number);
        place_panes(shell);
        break;
    case EFFECT_CLIENT:
        show_client(shell, effect->number, effect->text);
        break;
    case EFFECT_SHOW_CLIENT:
        clients_view_select(shell->panes[PANE_CLIENTS], effect->number);
        focus_set(&shell->focus, PANE_CLIENTS);
        place_panes(shell);
        break;
    case EFFECT_WORK:
        shell_work(shell);
        break;
    case EFFECT_HOME:
        shell_come_back(shell);
        while (shell->n_dialogs > 0)
            shell_close(shell);
        break;
    case EFFECT_DEMO:
        if (!meanwhile_refuses(shell))
            show_demo(shell);
        break;
    case EFFECT_CHANGED:
        shell_changed(shell, (unsigned)effect->number);
        break;
    case EFFECT_ACT:
        shell_act(shell, (enum action)effect->number);
        break;
    case EFFECT_PICKED:
        history_add(&shell->scene.palette, effect->text);
        break;
    case EFFECT_EDITOR:
        dialogs_edit(shell, effect->text);
        break;
    case EFFECT_PUT_ASIDE:
        shell_put_aside(shell);
        break;
    case EFFECT_RESUME:
        keeping_take(shell, effect->number);
        break;
    case EFFECT_FORGET:
        keeping_forget(shell, effect->number);
        break;
    case EFFECT_ENTRY:
        dialogs_show_entry(shell, effect->text);
        break;
    case EFFECT_NEW_CLIENT:
        dialogs_show_client(shell, effect->text);
        break;
    case EFFECT_LOG:
        show_log(shell, effect->text, effect->number);
        break;
    case EFFECT_EVERYBODY:
        log_view_toggle_everybody(shell->panes[PANE_LOG]);
        break;
    case EFFECT_SEARCH:
        search_below(shell, effect->text);
        break;
    case EFFECT_DO:
        lists_do(shell, effect->text, effect->said, effect->number != 0);
        break;
    case EFFECT_MARK:
        lists_mark(shell, effect->text);
        break;
    case EFFECT_COPY:
        lists_copy(shell, effect->text);
        break;
    case EFFECT_FILTER:
        lists_filter(shell, effect->text);
        break;
    case EFFECT_RUN:
        history_add(&shell->scene.history, effect->text);
        /* What was wrong can be mended where it was typed. */
        if (shell_run(shell, effect->text) < 0)
            open_dialog(shell, &view_command_ops, effect->text);
        break;
    case EFFECT_SAY:
    case EFFECT_COMPLAIN:
        shell_say(shell, effect->kind == EFFECT_COMPLAIN, effect->text);
        break;
    case EFFECT_REDRAW:
        shell->wishes |= WISH_REDRAW;
        break;
    case EFFECT_SUSPEND:
        shell->wishes |= WISH_SUSPEND;
        break;
    case EFFECT_QUIT:
        if (!meanwhile_refuses(shell))
            shell->wishes |= WISH_QUIT;
        break;
    }
}

void shell_perform(struct shell *shell)
{
    struct effect effect;

    while (effects_take(&shell->effects, &effect)) {
        if (effect.kind != EFFECT_CLIENT) /* it may write */
            app_view_end(shell->scene.app);
        perform(shell, &effect);
        effect_clear(&effect);
    }
}

static void load(struct shell *shell, struct view *view)
{
    struct err err;

    if (!view->stale || meanwhile_rests(shell, view))
        return;
    frame_view(shell, view);
    if (view_load(view, &shell->effects, &err) < 0)
        shell_say(shell, true, err.text);
    shell_perform(shell);
}

/* A frame, and a blank column on both sides. Below so many rows a page has the title's line too. */
enum { DIALOG_W = 4, DIALOG_H = 2, DIALOG_TEXT_MIN = 36, LOW_SCREEN_H = 30 };

int shell_text_width(const struct shell *shell)
{
    struct layout layout = make_layout(shell);

    return layout_dialog(&layout, shell->w, shell->h).w - DIALOG_W;
}

/* A dialog is as large as its text wants and the body allows. */
static struct area dialog_area(const struct shell *shell, const struct view *view)
{
    int w = 0, h = 0;

    if (view->ops->whole && shell->h < LOW_SCREEN_H && !shell->scene.plain)
        return (struct area){0, 0, shell->w, shell->layout.status.y};
    view->ops->extent(view, shell_text_width(shell), &w, &h);
    w = w > DIALOG_TEXT_MIN ? w : DIALOG_TEXT_MIN;
    return layout_dialog(&shell->layout, w + DIALOG_W, h + DIALOG_H);
}

static void place_dialog(struct shell *shell, int i)
{
    struct view *view = shell->dialogs[i];

    if (!view->ops->extent)
        return;
    shell->places[i] = dialog_area(shell, view);
    view_resize(view, shell->places[i].w - DIALOG_W, shell->places[i].h - DIALOG_H);
}

/* What the last key asked for is there before the next one is looked at: loading may open a dialog. */
struct view *shell_settle(struct shell *shell)
{
    struct view *view;

    do {
        view = shell_top(shell);
        load(shell, view);
        if (!shell_in_panes(shell))
            place_dialog(shell, shell->n_dialogs - 1);
    } while (view != shell_top(shell));
    return view;
}

/* Texts that are open were made before: they are closed, the rest is loaded anew. */
static void blur(struct shell *shell)
{
    bool on = !app_blurred(shell->scene.app);

    app_blur(shell->scene.app, on);
    shell_drop_text(shell);
    shell_changed(shell, CHANGE_ALL & ~CHANGE_SETTINGS);
    shell_say(shell, false, on ? _("Blurred: names and texts are hidden, on the screen only.")
                               : _("Names and texts are shown again."));
}

/* One level back from the panes is a dialog that stepped behind them. */
static bool leave_panes(struct shell *shell)
{
    if (!shell_in_panes(shell) || shell->behind == 0)
        return false;
    shell_come_back(shell);
    meanwhile_refuses(shell); /* it goes on there */
    return true;
}

/* Actions that mean the same in every view. False: the view's own business. */
static bool act_common(struct shell *shell, struct view *view, enum action action)
{
    struct effects *effects = &shell->effects;

    switch ((int)action) {
    case ACTION_PANE_NEXT:
        effects_number(effects, EFFECT_FOCUS, layout_step(&shell->layout, 1));
        return true;
    case ACTION_PANE_PREVIOUS:
        effects_number(effects, EFFECT_FOCUS, layout_step(&shell->layout, -1));
        return true;
    case ACTION_PANE_CLIENTS:
        effects_number(effects, EFFECT_FOCUS, PANE_CLIENTS);
        return true;
    case ACTION_PANE_LOG:
        effects_number(effects, EFFECT_FOCUS, PANE_LOG);
        return true;
    case ACTION_PANE_RULES:
        effects_number(effects, EFFECT_FOCUS, PANE_RULES);
        return true;
    case ACTION_PANE_DECIDE:
        effects_number(effects, EFFECT_FOCUS, PANE_DECIDE);
        return true;
    case ACTION_EVERYBODY:
        effects_add(effects, EFFECT_EVERYBODY);
        effects_number(effects, EFFECT_FOCUS, PANE_LOG);
        return true;
    case ACTION_SEARCH:
        effects_text(effects, EFFECT_SEARCH, NULL);
        effects_open(effects, &view_search_ops, _(view->ops->searches));
        return true;
    case ACTION_START:
        effects_add(effects, EFFECT_HOME);
        effects_open(effects, &view_start_ops, NULL);
        return true;
    case ACTION_COMMAND:
        effects_open(effects, &view_command_ops, NULL);
        return true;
    case ACTION_HELP:
        effects_open(effects, &view_help_ops, keymap_section_name(view->ops->where));
        return true;
    case ACTION_BLUR:
        blur(shell);
        return true;
    case ACTION_REDRAW:
        effects_add(effects, EFFECT_REDRAW);
        return true;
    case ACTION_SUSPEND:
        effects_add(effects, EFFECT_SUSPEND);
        return true;
    case ACTION_QUIT:
        effects_add(effects, EFFECT_QUIT);
        return true;
    case ACTION_LEAVE:
        return leave_panes(shell);
    default:
        return lists_act(shell, view, action) || dialogs_act(shell, action);
    }
}

static void do_act(struct shell *shell, struct view *view, enum action action)
{
    view->ops->act(view, action, &shell->effects);
    view->touched |= view->ops->pack != NULL;
}

void shell_act(struct shell *shell, enum action action)
{
    struct view *view = shell_settle(shell);
    unsigned has = (view->ops->has ? view->ops->has(view) : 0) | dialogs_have(shell);
    unsigned missing = actions[action].needs & ~has;
    bool many = shell->on_marked;

    if (shell->n_dialogs == 0 && !many && frame_moves(action))
        frame_moved(shell);
    else
        frame_all(shell);
    shell->on_marked = false;
    if (missing & NEED_REST)
        meanwhile_refuses(shell);
    else if (missing)
        shell_say(shell, true, action_refusal(missing));
    else if ((many || !act_common(shell, view, action)) && lists_allow(shell, view, action, many))
        do_act(shell, view, action);
    shell_perform(shell);
    shell_settle(shell);
}

/* What takes text here: the line that is typed, or where a name is asked for what begins it. */
static void (*types(const struct view *view))(struct view *view, const char *text, struct effects *effects)
{
    return view->ops->type ? view->ops->type : view->ops->begin;
}

static void type(struct shell *shell, const char *text)
{
    struct view *view = shell_settle(shell);

    types(view)(view, text, &shell->effects);
    view->touched |= view->ops->pack != NULL;
    shell_perform(shell);
    shell_settle(shell);
}

static void say_unbound(struct shell *shell, uint32_t key)
{
    _cleanup_str_ struct str name = STR_INIT, text = STR_INIT;

    key_add_name(&name, key);
    str_printf(&text, _("%s does nothing here; ? lists the keys."), str_text(&name));
    shell_say(shell, false, str_text(&text));
}

void shell_key(struct shell *shell, uint32_t key)
{
    shell_say(shell, false, "");
    const struct view *view = shell_settle(shell);
    const struct binding *binding = keymap_find(shell->scene.keymap, view->ops->where, key);

    if (!binding || binding->command)
        frame_all(shell);
    if (binding && binding->command) {
        shell_run(shell, binding->command);
        shell_perform(shell);
    } else if (binding) {
        shell_act(shell, binding->action);
    } else if (types(view) && key_is_text(key)) {
        _cleanup_str_ struct str text = STR_INIT;
        str_add_rune(&text, (int)key);
        type(shell, str_text(&text));
    } else if (!view->ops->type) {
        say_unbound(shell, key);
    }
}

void shell_paste(struct shell *shell, const char *text)
{
    frame_all(shell);
    shell_say(shell, false, "");
    if (types(shell_settle(shell)))
        type(shell, text);
    else
        shell_say(shell, false, _("Nothing is being typed: what was pasted is dropped."));
}

void shell_changed(struct shell *shell, unsigned changes)
{
    frame_all(shell);
    for (int i = 0; i < PANES_N; i++)
        shell->panes[i]->stale |= (shell->panes[i]->ops->reloads & changes) != 0;
    for (int i = 0; i < shell->n_dialogs; i++)
        shell->dialogs[i]->stale |= (shell->dialogs[i]->ops->reloads & changes) != 0;
    shell->overview_stale |= changes != CHANGE_NOTHING;
    if (changes & CHANGE_SETTINGS)
        shell->wishes |= WISH_SETTINGS;
    if (changes != CHANGE_NOTHING)
        shell->scene.zone = app_zone(shell->scene.app);
}

void shell_refresh(struct shell *shell)
{
    if (meanwhile_blind(shell))
        return;
    shell->scene.now = app_now(shell->scene.app);
    shell_changed(shell, CHANGE_ALL);
}

static void load_overview(struct shell *shell)
{
    struct err err;

    if (!shell->overview_stale)
        return;
    shell->overview_stale = false;
    shell->failed = view_overview(shell->scene.app, &shell->overview, &err) < 0;
    if (shell->failed)
        shell_say(shell, true, err.text);
    shell->scene.default_hours = shell->overview.default_hours;
    if (!shell->failed && outbox_count(shell->scene.app, shell->outbox, &err) < 0)
        shell_say(shell, true, err.text);
}

void shell_resize(struct shell *shell, int w, int h)
{
    frame_all(shell);
    shell->w = w;
    shell->h = h;
    place_panes(shell);
    for (int i = 0; shell->layout.shape != SHAPE_TOO_SMALL && i < shell->n_dialogs; i++)
        place_dialog(shell, i);
}

static bool is_stale(const struct shell *shell)
{
    bool stale = shell->overview_stale;

    for (int i = 0; i < PANES_N; i++)
        stale |= shell->panes[i]->stale;
    return stale;
}

/* The clients come first: they say whose log and boundaries these are. Who is not shown is not loaded. What a dialog
 * loads may change its size, and that what it shows. */
void shell_prepare(struct shell *shell)
{
    if (is_stale(shell))
        app_view_begin(shell->scene.app);
    load_overview(shell);
    place_panes(shell);
    if (shell->layout.shape == SHAPE_WIDE && shell->overview.undo < 0)
        shell->overview.undo = view_undo(shell->scene.app);
    for (int i = 0; i < PANES_N; i++)
        if (i == PANE_CLIENTS || shell->layout.panes[i].w > 0)
            load(shell, shell->panes[i]);
    for (int i = shell->behind; i < shell->n_dialogs; i++) {
        load(shell, shell->dialogs[i]);
        if (i >= shell->n_dialogs) /* what it loaded closed it */
            break;
        place_dialog(shell, i);
        load(shell, shell->dialogs[i]);
    }
    app_view_end(shell->scene.app);
}

void shell_draw(struct shell *shell, struct canvas *canvas)
{
    if (layout_make(shell->w, shell->h, &shell->focus).shape != SHAPE_TOO_SMALL && !meanwhile_blind(shell))
        shell_prepare(shell);
    else
        place_panes(shell);
    frame_draw(shell, canvas);
}

unsigned shell_wishes(struct shell *shell)
{
    unsigned wishes = shell->wishes;

    shell->leaves_for_demo |= (wishes & WISH_DEMO) != 0;
    shell->wishes = 0;
    return wishes;
}
