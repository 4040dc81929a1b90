/* What is confirmed by name: a letter or a refund as it will leave, whole, with recipient, sums and dates;
 * the one question, and the client's short name. It is asked only once all of it was on the screen. letgo.md,
 * step 11. */
#include "goodbye.h"
#include "letters_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/drafts.h"
#include "paletti/app/outbox.h"
#include "paletti/app/refunds.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TAG_TRUE = 1, TAG_NAME };

struct send_view {
    struct after after;
    enum send_what what;
    char *ref, *client;           /* the client may be NULL */
    char *failure;                /* why it could not be prepared */
    char *label;                  /* which name is wanted, once it is asked for */
    bool prepared, is_true, main; /* the letter that tells of the end of a goodbye */
    bool other;                   /* it is not what the records say now */
    struct outbox_prepared letter;
    struct refunds_shown refund;
};

static const struct after_page send_page;

char *send_argument(enum send_what what, const char *client, const char *ref)
{
    return str_format("%d%s\n%s", (int)what, ref, client ? client : "");
}

static void send_init(struct view *base, const char *argument)
{
    struct send_view *view = (struct send_view *)base;

    after_init(base, argument, &send_page);
    view->what = *argument - '0' == SEND_REFUND ? SEND_REFUND : SEND_LETTER;
    size_t n = strcspn(argument, "\n");
    view->ref = mem_string_n(argument + 1, n - 1);
    view->client = argument[n] && argument[n + 1] ? mem_string(argument + n + 1) : NULL;
}

static void drop(struct send_view *view)
{
    if (view->prepared && view->what == SEND_LETTER)
        outbox_prepared_clear(&view->letter);
    else if (view->prepared)
        refunds_shown_clear(&view->refund);
    free(MEM_TAKE(view->failure));
    free(MEM_TAKE(view->label));
    view->prepared = view->is_true = false;
}

static void send_done(struct view *base)
{
    struct send_view *view = (struct send_view *)base;

    drop(view);
    free(view->ref);
    free(view->client);
    after_done(base);
}

/* --- preparing it: the courier makes the bytes, and for a refund looks at Stripe once more --- */

/* The goodbye that a draft is of. */
struct owner {
    const char *draft;
    char *client, *farewell;
    bool left;  /* the client */
    bool main;  /* it is the letter that tells of the end, which is the first of them */
    bool other; /* it is not what the records say now */
};

static int take_owner(void *ctx, const struct draft_line *line)
{
    ((struct owner *)ctx)->client = mem_string(line->client);
    return 0;
}

static const struct farewell_item *find_draft(const struct farewell_page *page, const char *draft)
{
    for (size_t step = 0; step < FAREWELL_STEPS; step++)
        for (size_t i = 0; i < page->steps[step].n; i++)
            if (page->steps[step].v[i].kind == FAREWELL_ITEM_LETTER &&
                str_equal(page->steps[step].v[i].ref, draft))
                return &page->steps[step].v[i];
    return NULL;
}

static int find_owner(struct app *app, struct owner *owner, struct err *err)
{
    _cleanup_farewell_page_ struct farewell_page page = {0};
    struct err none;

    if (view_draft(app, owner->draft, take_owner, owner, NULL, err) < 0)
        return -1;
    int r = owner->client ? farewell_look(app, owner->client, &page, &none) : 1;
    if (r != 0)
        return r < 0 ? err_set(err, "%s", none.text) : 0;
    const struct farewell_page_step *letters = &page.steps[FAREWELL_TEXT];
    owner->left = page.client_state == CLIENT_LEFT;
    owner->main = letters->n > 0 && str_equal(letters->v[0].ref, owner->draft);
    const struct farewell_item *item = find_draft(&page, owner->draft);
    owner->other = item && item->other;
    if (page.farewell.ref && item)
        owner->farewell = mem_string(page.farewell.ref);
    return 0;
}

static int prepare_letter(struct send_view *view, const struct request *progress, struct err *err)
{
    struct app *app = view->after.base.scene->app;
    struct outbox_plan plan = OUTBOX_PLAN_INIT;
    struct owner owner = {.draft = view->ref};

    int r = find_owner(app, &owner, err);
    view->main = owner.main;
    view->other = owner.other;
    plan.draft = view->ref;
    plan.farewell = owner.farewell;
    plan.by_hand = owner.left;
    if (r == 0)
        r = outbox_prepare(app, progress, &plan, &view->letter, err);
    free(owner.client);
    free(owner.farewell);
    return r;
}

/* As of the last day of the goodbye that it is of. */
static int prepare_refund(struct send_view *view, const struct request *progress, unsigned *ret_changes,
                          struct err *err)
{
    struct app *app = view->after.base.scene->app;
    _cleanup_farewell_page_ struct farewell_page page = {0};
    struct refunds_wish wish = {.client = view->client};
    int r = view->client ? farewell_look(app, view->client, &page, err) : FAREWELL_NOT_DECIDED;

    if (r < 0)
        return -1;
    wish.farewell = page.farewell.ref;
    wish.on = page.last_day;
    return refunds_show(app, progress, view->ref, r == 0 ? &wish : NULL, &view->refund, ret_changes, err);
}

static int work(struct after *after, const struct request *progress, struct effects *effects _unused_,
                unsigned *ret_changes, struct err *err)
{
    struct send_view *view = (struct send_view *)after;

    drop(view);
    int r = view->what == SEND_LETTER ? prepare_letter(view, progress, err)
                                      : prepare_refund(view, progress, ret_changes, err);
    if (r < 0)
        view->failure = mem_string(err->text);
    else
        view->prepared = true;
    sheet_begin(&after->sheet);
    return 0;
}

/* It is read from its beginning, wherever the question stands. */
static void begin_reading(struct send_view *view)
{
    if (view->prepared && view->after.sheet.seen == 0)
        sheet_read(&view->after.sheet);
}

static void send_resize(struct view *base)
{
    after_resize(base);
    begin_reading((struct send_view *)base);
}

static int send_load(struct view *base, struct effects *effects, struct err *err)
{
    struct send_view *view = (struct send_view *)base;

    if (!view->prepared && !view->failure && !view->after.works) {
        view->after.works = true;
        effects_add(effects, EFFECT_WORK);
    }
    int r = after_load(base, effects, err);
    begin_reading(view);
    return r;
}

static int read(struct after *after _unused_, struct err *err _unused_)
{
    return 0;
}

/* --- the page --- */

static const char *short_name(const struct send_view *view)
{
    return view->what == SEND_LETTER ? view->letter.short_name : view->refund.short_name;
}

static const char *mode(const struct send_view *view)
{
    return view->prepared && view->what == SEND_REFUND ? view->refund.mode : "";
}

static void put_field(struct after *after, const char *label, const char *text)
{
    enum { LABEL_W = 11 };

    if (!text || !*text)
        return;
    sheet_line(&after->sheet);
    sheet_put(&after->sheet, AFTER_X, LABEL_W, STYLE_COLUMN, label);
    sheet_wrap(&after->sheet, AFTER_X + LABEL_W, AFTER_X + LABEL_W, STYLE_TEXT, text);
}

static void put_list(struct after *after, const char *label, const struct texts *texts)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < texts->n; i++)
        str_printf(&text, "%s%s", i > 0 ? ", " : "", texts->v[i]);
    put_field(after, label, str_text(&text));
}

/* Each line of TEXT as it stands; what somebody wrote is blurred where the app is. */
static void put_lines(struct after *after, enum style style, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        after_text(after, style, line);
        text += n + (text[n] == '\n');
    }
}

/* What the person sends does not go by itself. */
static const char *when_of(const struct outbox_prepared *letter)
{
    enum dispatch_way way = (enum dispatch_way)letter->dispatch.way;

    return way == BY_CLIPBOARD || way == BY_OWN_HAND ? _("By your own hand: the outbox has it to be copied.")
                                                     : letter->when;
}

static void fill_letter(struct send_view *view)
{
    struct after *after = &view->after;
    struct app *app = after->base.scene->app;
    const struct outbox_prepared *letter = &view->letter;

    if (letter->left)
        after_text(after, STYLE_ALERT,
                   _("They have left: this is sent to them all the same, because you say so by name."));
    if (view->other)
        after_text(after, STYLE_ALERT,
                   _("It is not what the records say now: changed by hand, or out of date. Compare it before you confirm it."));
    put_field(after, _("To"), app_blur_text(app, letter->to ? letter->to : letter->dispatch.recipient));
    put_field(after, _("Sender"), letter->from);
    put_field(after, _("Subject"),
              app_blur_text(app, letter->dispatch.subject ? letter->dispatch.subject : ""));
    put_field(after, _("Goes"), when_of(letter));
    put_list(after, _("Sums"), &letter->sums);
    put_list(after, _("Dates"), &letter->dates);
    if (letter->careless)
        put_lines(after, STYLE_WAITING, letter->careless);
    after_blank(after);
    put_lines(after, STYLE_TEXT, app_blur_text(app, letter->text));
}

static void fill_refund(struct send_view *view)
{
    goodbye_put_mode(&view->after, view->refund.mode);
    put_lines(&view->after, STYLE_TEXT, app_blur_text(view->after.base.scene->app, view->refund.text));
}

/* A refund says what it is; only of sentences one can be asked whether they are true. */
static void fill_question(struct send_view *view)
{
    struct after *after = &view->after;
    _cleanup_free_ char *truth =
        str_format("[%s] %s", view->is_true ? "x" : " ", _("Every sentence of it is true."));
    _cleanup_free_ char *name = str_format(_("Confirm: Enter, then type \"%s\""), short_name(view));

    after_blank(after);
    if (view->what == SEND_LETTER) {
        sheet_item(&after->sheet, TAG_TRUE);
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, STYLE_KEY, truth);
    }
    sheet_item(&after->sheet, TAG_NAME);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, STYLE_KEY, name);
}

static void fill(struct after *after)
{
    struct send_view *view = (struct send_view *)after;

    if (view->failure) {
        after_text(after, STYLE_ALERT, view->failure);
        return;
    }
    if (!view->prepared) {
        after_text(after, STYLE_QUIET, _("It is being made ..."));
        return;
    }
    if (view->what == SEND_LETTER)
        fill_letter(view);
    else
        fill_refund(view);
    fill_question(view);
}

/* --- keys --- */

static void turn_truth(struct send_view *view)
{
    view->is_true = !view->is_true;
    view->after.does = ACTION_SEND_TRUE;
    view->after.base.stale = true;
}

/* What has to be before the name counts; NULL: nothing. */
static const char *untold(const struct send_view *view)
{
    if (!sheet_seen(&view->after.sheet))
        return _("Read it to its end first.");
    return view->what == SEND_LETTER && !view->is_true ? _("First: is every sentence of it true?") : NULL;
}

static void ask_name(struct send_view *view)
{
    view->label = view->label ? view->label : str_format(_("Short name: %s"), short_name(view));
    after_type(&view->after, ACTION_AFTER_OPEN, view->label,
               view->what == SEND_LETTER
                   ? _("Typing it confirms exactly this, to exactly them. Any change voids it.")
                   : _("Typing it confirms exactly this sum on exactly this payment."),
               NULL);
}

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct send_view *view = (struct send_view *)after;
    bool open = action == ACTION_AFTER_OPEN,
         truth = action == ACTION_SEND_TRUE || (open && after->sheet.tag == TAG_TRUE);

    if (!view->prepared || (!open && !truth))
        return;
    if (!sheet_seen(&after->sheet)) {
        sheet_read_on(&after->sheet);
        if (sheet_seen(&after->sheet))
            sheet_select_tag(&after->sheet, TAG_TRUE);
        else
            effects_text(effects, EFFECT_SAY, _("Read it to its end first."));
    } else if (truth && view->what == SEND_LETTER) {
        turn_truth(view);
    } else if (untold(view)) {
        effects_text(effects, EFFECT_COMPLAIN, untold(view));
        sheet_select_tag(&after->sheet, TAG_TRUE);
    } else if (open) {
        ask_name(view);
    }
}

/* Who reads "type their name" types it: its letters are no keys. */
static void send_begin(struct view *base, const char *text, struct effects *effects)
{
    struct send_view *view = (struct send_view *)base;

    if (!view->prepared)
        return;
    ask_name(view);
    after_typed(base, text, effects);
}

/* The goodbye keeps that every sentence is true, bound to the text as it stands. */
static int say_true(struct send_view *view, unsigned *ret_changes, struct err *err)
{
    const struct dispatch *dispatch = &view->letter.dispatch;
    struct farewell_act act = FAREWELL_ACT(FAREWELL_SAY_TRUE, .ref = dispatch->draft);

    if (!view->is_true || !view->main) {
        sheet_select_tag(&view->after.sheet, TAG_NAME);
        return 0;
    }
    int r = farewell_do(view->after.base.scene->app, NULL, dispatch->client, &act, ret_changes, err);
    if (r == 0)
        sheet_select_tag(&view->after.sheet, TAG_NAME);
    else
        view->is_true = false;
    return r < 0 ? -1 : r > 0 ? AFTER_REFUSED : 0;
}

/* What comes of it now. */
static const char *confirmed(const struct send_view *view)
{
    if (view->what == SEND_LETTER)
        return when_of(&view->letter);
    return view->refund.live < 0 ? _("Confirmed: return it, then say so with its reference.")
                                 : _("Confirmed; the outbox lets it go.");
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err)
{
    struct send_view *view = (struct send_view *)after;
    struct app *app = after->base.scene->app;

    if (after->does == ACTION_SEND_TRUE)
        return say_true(view, ret_changes, err);
    if (untold(view)) {
        err_set(err, "%s", untold(view));
        return AFTER_REFUSED;
    }
    int r = view->what == SEND_LETTER ? outbox_confirm(app, NULL, &view->letter, typed, ret_changes, err)
                                      : refunds_confirm(app, NULL, &view->refund, typed, ret_changes, err);
    if (r != 0)
        return r < 0 ? -1 : AFTER_REFUSED;
    effects_text(effects, EFFECT_SAY, confirmed(view));
    return AFTER_CLOSES;
}

static void send_corner(const struct view *base, struct str *to)
{
    str_add(to, mode((const struct send_view *)base));
}

static void send_heading(const struct view *base, struct str *to)
{
    const struct send_view *view = (const struct send_view *)base;

    if (view->prepared)
        str_printf(to, ": %s",
                   app_blur_names(base->scene->app,
                                  view->what == SEND_LETTER ? view->letter.name : view->refund.name));
}

static const struct hint send_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("confirm by name")},
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_SEND_TRUE, ACTION_NONE, N_("it is true")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_BACK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint name_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("confirm")},
    {ACTION_CANCEL, ACTION_NONE, N_("not yet")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* What is typed here is never kept: a name stands for what was seen just now. */
#define SEND_OPS                                                                                             \
    .title = N_("To be confirmed"), .reloads = CHANGE_ALL & ~CHANGE_SETTINGS,                                \
    .size = sizeof(struct send_view), .whole = true, .init = send_init, .done = send_done,                   \
    .load = send_load, .work = after_work, .resize = send_resize, .draw = after_draw, .whose = after_whose,  \
    .heading = send_heading, .corner = send_corner, .foot = after_foot, .extent = after_extent,              \
    .items = after_items, .item_at = after_item_at, .select = after_select, .draws_up = true
const struct view_ops view_send_ops = {SEND_OPS, .where = IN_SEND, .hints = send_hints, .act = after_act,
                                       .begin = send_begin, .has = after_has};
static const struct view_ops typing_ops = {SEND_OPS, .where = IN_FORM, .hints = name_hints,
                                           .act = after_typing_act, .type = after_typed};

static const struct after_page send_page = {&view_send_ops, &typing_ops, read, fill, act,
                                            perform,        NULL,        work};
