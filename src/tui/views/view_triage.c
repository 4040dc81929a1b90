/* The triage: the same card until one key did one thing about it. What writes is done in load; what opens a dialog says first
 * that the act it ends in is this card's. */
#include "triage_view.h"

#include "after_view.h"
#include "cmdline.h"
#include "goodbye_view.h"
#include "letters_view.h"
#include "line_view.h"
#include "wizard_view.h"

#include "paletti/app/deciding.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { LOOK_MAX = 180 }; /* seconds: whoever is longer at one card was away */

static const struct view_ops view_letter_ops, view_between_ops;

static void drop_letter(struct triage_view *view)
{
    view->base.ops = &view_triage_ops;
    free(view->letter.of);
    free(view->letter.reason);
    free(view->letter.line);
    free(view->letter.subject);
    view->letter = (struct triage_letter){0};
}

static void triage_done_view(struct view *base)
{
    struct triage_view *view = (struct triage_view *)base;

    app_triage_acts(base->scene->app, 0, 0);
    drop_letter(view);
    triage_card_page_clear(&view->page);
    texts_clear(&view->entries);
    scroll_done(&view->scroll);
}

static void triage_init(struct view *base, const char *argument _unused_)
{
    struct triage_view *view = (struct triage_view *)base;

    view->fresh = -1;
    view->shown = base->scene->now;
}

/* --- what writes --- */

static int count_time(struct triage_view *view, bool ended, struct err *err)
{
    const struct scene *scene = view->base.scene;
    int64_t seconds = scene->now - view->shown;

    view->shown = scene->now;
    if (view->session.id == 0)
        return 0;
    if (seconds < 0) /* the clock was set back */
        seconds = 0;
    return app_triage_seen(scene->app, view->session.id, seconds < LOOK_MAX ? seconds : LOOK_MAX, ended, err);
}

static int keep(struct triage_view *view, struct effects *effects, struct err *err)
{
    struct app *app = view->base.scene->app;
    unsigned changes;

    app_triage_acts(app, view->session.card, TRIAGE_KEPT);
    if (deciding_keep(app, view->page.client, NULL, &changes, err) < 0)
        return -1;
    effects_number(effects, EFFECT_CHANGED, changes);
    _cleanup_free_ char *said = str_format(P_("Kept; you will be asked again in %lld day. Undo takes it back.",
                                              "Kept; you will be asked again in %lld days. Undo takes it back.",
                                              view->page.keep_days),
                                           (long long)view->page.keep_days);
    effects_text(effects, EFFECT_SAY, said);
    return 0;
}

static int keep_letter(struct triage_view *view, bool confirms, struct effects *effects, struct err *err)
{
    struct app *app = view->base.scene->app;
    struct reminder_wish wish = {.of = view->letter.of, .reason = view->letter.reason};
    _cleanup_free_ char *ref = NULL;
    unsigned changes;

    app_triage_acts(app, view->session.card, TRIAGE_DRAFTED);
    if (reminder_save(app, NULL, &wish, &ref, &changes, err) < 0)
        return -1;
    drop_letter(view);
    effects_number(effects, EFFECT_CHANGED, changes);
    if (confirms) {
        _cleanup_free_ char *send = send_argument(SEND_LETTER, view->page.client, ref);
        effects_open(effects, &view_send_ops, send);
    }
    effects_text(effects, EFFECT_SAY, _("Kept as a draft, and nothing is sent; undo takes it back."));
    return 0;
}

static int take_reason(void *ctx, const char *code, const char *sentence _unused_)
{
    *(char **)ctx = mem_string(code);
    return 1;
}

/* One line of the letter that a key would keep: with the first of the ready reasons where it wants one. */
static int offer_letter(struct triage_view *view, const char *of, struct err *err)
{
    struct app *app = view->base.scene->app;
    _cleanup_reminder_ struct reminder reminder = {0};
    struct reminder_wish wish = {.of = of};
    char *reason = NULL;

    if (reminder_write(app, &wish, &reminder, err) < 0)
        return -1;
    if (!reminder.letter.text && letter_reasons(app, reminder.letter.language, take_reason, &reason, err) >= 0 && reason) {
        reminder_clear(&reminder);
        wish.reason = reason;
        if (reminder_write(app, &wish, &reminder, err) < 0) {
            free(reason);
            return -1;
        }
    }
    drop_letter(view);
    view->base.ops = &view_letter_ops;
    view->letter.of = mem_string(of);
    view->letter.reason = reason;
    view->letter.line = str_format(_("%s by %s to %s: "), reminder.letter.code, words_channel(reminder.channel),
                                   reminder.to ? reminder.to : "?");
    view->letter.subject = text_safe_line(reminder.letter.subject ? reminder.letter.subject : "");
    return 0;
}

static int do_asked(struct triage_view *view, struct effects *effects, struct err *err)
{
    enum action asks = view->asks;
    struct app *app = view->base.scene->app;

    view->asks = ACTION_NONE;
    switch ((int)asks) {
    case ACTION_TRIAGE_KEEP:
        return keep(view, effects, err);
    case ACTION_KEEP_DRAFT:
    case ACTION_BYE_CONFIRM:
        return keep_letter(view, asks == ACTION_BYE_CONFIRM, effects, err);
    case ACTION_TRIAGE_REMIND:
        return offer_letter(view, view->page.breach, err);
    case ACTION_TRIAGE_PAYMENT:
        return offer_letter(view, view->page.invoice, err);
    case ACTION_TRIAGE_SKIP:
        return app_triage_skip(app, view->session.card, err);
    case ACTION_TRIAGE_AGAIN:
        return count_time(view, true, err);
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        return count_time(view, view->session.stand == TRIAGE_THROUGH, err);
    default:
        return 0;
    }
}

/* --- loading --- */

static int load_card(struct triage_view *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    int64_t card = view->session.card;

    bool other = !view->there || view->page.card != card;
    triage_card_page_clear(&view->page);
    view->there = false;
    int r = app_triage_card(app, card, &view->page, err);
    if (r < 0 || (r == 0 && triage_page_read(view, err) < 0))
        return -1;
    view->there = r == 0;
    if (other)
        drop_letter(view);
    return other ? count_time(view, false, err) : 0;
}

static int begin(struct triage_view *view, struct effects *effects, struct err *err)
{
    int r = app_triage_begin(view->base.scene->app, NULL, err);

    if (r == 1) {
        effects_add(effects, EFFECT_CLOSE);
        effects_text(effects, EFFECT_SAY, _("Nobody needs a look now."));
    }
    return r != 0 ? r : app_triage(view->base.scene->app, &view->session, err);
}

static int triage_load(struct view *base, struct effects *effects, struct err *err)
{
    struct triage_view *view = (struct triage_view *)base;
    bool leaving = view->asks == ACTION_LEAVE;

    if (do_asked(view, effects, err) < 0 || leaving)
        return leaving ? 0 : -1;
    if (app_triage(base->scene->app, &view->session, err) < 0)
        return -1;
    int r = view->session.stand == TRIAGE_NONE ? begin(view, effects, err) : 0;
    if (r == 0 && (view->session.stand == TRIAGE_GOES_ON || (view->session.stand == TRIAGE_OLD && view->there)))
        r = load_card(view, err);
    if (r == 0 && view->session.stand == TRIAGE_THROUGH)
        r = app_triage_new(base->scene->app, view->session.id, &view->fresh, err);
    if (view->session.stand == TRIAGE_THROUGH)
        view->there = false;
    if (!view->letter.of)
        view->base.ops = view->there ? &view_triage_ops : &view_between_ops;
    triage_page_fill(view);
    return r < 0 ? -1 : 0;
}

static void triage_resize(struct view *base)
{
    triage_page_fill((struct triage_view *)base);
}

/* --- keys --- */

static void ask(struct triage_view *view, enum action what)
{
    view->asks = what;
    view->base.stale = true;
}

/* The act that the dialog ends in is this card's. */
static void arm(struct triage_view *view, enum triage_done done)
{
    app_triage_acts(view->base.scene->app, view->session.card, done);
}

static void open_line(struct triage_view *view, enum line_what what, enum triage_done done, struct effects *effects)
{
    _cleanup_free_ char *argument = line_view_argument(view->page.client, view->page.name, what);

    arm(view, done);
    effects_open(effects, &view_line_ops, argument);
}

static void open_command(const char *word, const char *of, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, word);
    cmdline_add(&line, of);
    str_add_char(&line, ' ');
    effects_open(effects, &view_command_ops, str_text(&line));
}

static void put_off(struct triage_view *view, struct effects *effects)
{
    if (view->page.laters >= TRIAGE_LATERS_MAX) {
        effects_text(effects, EFFECT_COMPLAIN, _("Put off twice already: keep, let go or a second chance; or skip the card."));
        return;
    }
    arm(view, TRIAGE_LATER);
    open_command("later", view->page.client, effects);
}

static void waive(struct triage_view *view, struct effects *effects)
{
    if (!view->page.breach) {
        effects_text(effects, EFFECT_COMPLAIN, _("They crossed no line lately about which nothing was done yet."));
        return;
    }
    arm(view, TRIAGE_WAIVED);
    letters_waive(view->page.breach, effects);
}

static void offer(struct triage_view *view, enum action action, struct effects *effects)
{
    if (action == ACTION_TRIAGE_REMIND && !view->page.breach)
        effects_text(effects, EFFECT_COMPLAIN, _("They crossed no line lately about which nothing was done yet."));
    else if (action == ACTION_TRIAGE_PAYMENT && !view->page.invoice)
        effects_text(effects, EFFECT_COMPLAIN, _("They owe nothing that is overdue: there is no letter to write."));
    else
        ask(view, action);
}

/* The page where what the card is about first can be done; NULL: there is none, and the client is opened. */
static const struct view_ops *page_of(enum triage_reason reason)
{
    static const struct view_ops *const pages[TRIAGE_REASONS_N] = {
        [TRIAGE_CHANCE_ENDS] = &view_chance_ops,  [TRIAGE_TASK_DUE] = &view_tasks_ops,
        [TRIAGE_NOTICE_ENDED] = &view_closing_ops, [TRIAGE_REVIEW_DUE] = &view_look_back_ops,
        [TRIAGE_HALF_ASKED] = &view_intake_ops,
    };

    return pages[reason];
}

static void leave_for_client(struct triage_view *view, struct effects *effects)
{
    effects_add(effects, EFFECT_HOME);
    effects_number(effects, EFFECT_SHOW_CLIENT, view->page.client_id);
    effects_text(effects, EFFECT_SAY, _("t goes on with the triage at this card."));
}

/* From the facts on: whatever is decided there is what this card is done with. */
static void decide(struct triage_view *view, enum triage_done done, struct effects *effects)
{
    _cleanup_free_ char *argument = wizard_argument(view->page.client, false);

    arm(view, done);
    effects_open(effects, wizard_view_ops, argument);
}

/* What was begun goes on; what came after a decision has its page; else the client. */
static void open_card(struct triage_view *view, struct effects *effects)
{
    enum triage_reason top = view->page.reasons ? triage_top(view->page.reasons) : TRIAGE_NEVER_REVIEWED;
    const struct view_ops *page = page_of(top);

    if (top == TRIAGE_COOLED || top == TRIAGE_PARKED) {
        decide(view, TRIAGE_KEPT, effects);
    } else if (page) {
        arm(view, TRIAGE_LOOKED);
        effects_open(effects, page, view->page.client);
    } else {
        leave_for_client(view, effects);
    }
}

static void show_facts(struct triage_view *view, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "facts");
    cmdline_add(&line, view->page.client);
    effects_text(effects, EFFECT_RUN, str_text(&line));
}

static void act_on_letter(struct triage_view *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_TRIAGE_OPEN:
        ask(view, ACTION_KEEP_DRAFT);
        break;
    case ACTION_BYE_CONFIRM:
        ask(view, action);
        break;
    case ACTION_TRIAGE_LETTER:
        arm(view, TRIAGE_DRAFTED);
        letters_remind(view->letter.of, effects);
        break;
    default:
        drop_letter(view);
        triage_page_fill(view);
        break;
    }
}

static void act_on_card(struct triage_view *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_TRIAGE_KEEP:
    case ACTION_TRIAGE_SKIP:
    case ACTION_TRIAGE_AGAIN:
        ask(view, action);
        break;
    case ACTION_TRIAGE_REMIND:
    case ACTION_TRIAGE_PAYMENT:
        offer(view, action, effects);
        break;
    case ACTION_TRIAGE_WAIVE:
        waive(view, effects);
        break;
    case ACTION_TRIAGE_REPLY:
        open_line(view, LINE_OUT, TRIAGE_REPLIED, effects);
        break;
    case ACTION_TRIAGE_NOTE:
        open_line(view, LINE_NOTE, TRIAGE_NOTED, effects);
        break;
    case ACTION_TRIAGE_LATER:
        put_off(view, effects);
        break;
    case ACTION_TRIAGE_LET_GO:
        decide(view, TRIAGE_LET_GO, effects);
        break;
    case ACTION_TRIAGE_CHANCE:
        decide(view, TRIAGE_CHANCE, effects);
        break;
    case ACTION_TRIAGE_OPEN:
        open_card(view, effects);
        break;
    case ACTION_TRIAGE_FACTS:
        show_facts(view, effects);
        break;
    }
}

static void act_between(struct triage_view *view, enum action action)
{
    if (action == ACTION_TRIAGE_AGAIN)
        ask(view, action);
    else if (action == ACTION_TRIAGE_OPEN && view->session.stand == TRIAGE_OLD) {
        view->there = true; /* load shows the card */
        view->base.stale = true;
    }
}

static void triage_act(struct view *base, enum action action, struct effects *effects)
{
    struct triage_view *view = (struct triage_view *)base;

    app_triage_acts(base->scene->app, 0, 0);
    if (view->letter.of)
        act_on_letter(view, action, effects);
    else if (action == ACTION_BACK || action == ACTION_LEAVE)
        ask(view, ACTION_LEAVE);
    else if (scroll_act(&view->scroll, action))
        return;
    else if (view->there)
        act_on_card(view, action, effects);
    else
        act_between(view, action);
}

static unsigned triage_has(const struct view *base)
{
    return ((const struct triage_view *)base)->there ? NEED_ROW : 0;
}

static int64_t triage_whose(const struct view *base, const char **ret_name)
{
    const struct triage_view *view = (const struct triage_view *)base;

    *ret_name = view->there ? view->page.name : NULL;
    return view->there ? view->page.client_id : 0;
}

/* --- painting --- */

static void triage_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct triage_view *)base)->scroll, canvas, area, focus);
}

static void triage_heading_op(const struct view *base, struct str *to)
{
    triage_heading((const struct triage_view *)base, to);
}

static void triage_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct triage_view *)base)->scroll, right);
}

/* The place stands still while the cards change. */
static void triage_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { WIDTH_MAX = 100, HEIGHT_MIN = 26 };
    int width = room < WIDTH_MAX ? room : WIDTH_MAX;

    scroll_extent(&((const struct triage_view *)base)->scroll, width, ret_w, ret_h);
    *ret_w = width;
    *ret_h = *ret_h > HEIGHT_MIN ? *ret_h : HEIGHT_MIN;
}

static const struct hint letter_hints[] = {
    {ACTION_TRIAGE_OPEN, ACTION_NONE, N_("keep as a draft")}, {ACTION_TRIAGE_LETTER, ACTION_NONE, N_("open")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},
    {ACTION_BACK, ACTION_NONE, N_("drop")},                   {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint triage_hints[] = {
    {ACTION_TRIAGE_KEEP, ACTION_NONE, N_("keep")},   {ACTION_TRIAGE_LET_GO, ACTION_NONE, N_("decide")},
    {ACTION_TRIAGE_PAYMENT, ACTION_NONE, N_("payment")}, {ACTION_TRIAGE_REMIND, ACTION_NONE, N_("remind")},
    {ACTION_TRIAGE_REPLY, ACTION_NONE, N_("reply")}, {ACTION_TRIAGE_LATER, ACTION_NONE, N_("later")},
    {ACTION_TRIAGE_SKIP, ACTION_NONE, N_("skip")},   {ACTION_TRIAGE_OPEN, ACTION_NONE, N_("open")},
    {ACTION_HELP, ACTION_NONE, N_("help")},          {ACTION_LEAVE, ACTION_NONE, N_("stop, resume later")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* Where there is no card: of an old session, and at the end. */
static const struct hint between_hints[] = {
    {ACTION_TRIAGE_AGAIN, ACTION_NONE, N_("anew")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* A letter that is offered has keys of its own. */
#define TRIAGE_OPS(hints_)                                                                                                 \
    .title = N_("Triage"), .where = IN_TRIAGE, .reloads = CHANGE_ALL, .size = sizeof(struct triage_view),                   \
    .init = triage_init, .done = triage_done_view, .load = triage_load, .resize = triage_resize, .draw = triage_draw,      \
    .act = triage_act, .has = triage_has, .whose = triage_whose, .heading = triage_heading_op, .foot = triage_foot,         \
    .extent = triage_extent, .hints = (hints_)

const struct view_ops view_triage_ops = {TRIAGE_OPS(triage_hints)};
static const struct view_ops view_letter_ops = {TRIAGE_OPS(letter_hints)};
static const struct view_ops view_between_ops = {TRIAGE_OPS(between_hints)};
