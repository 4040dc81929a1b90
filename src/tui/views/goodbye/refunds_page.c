/* Step 4: what goes back, a line for each payment; found at Stripe, planned, confirmed by name, returned by
 * hand with a reference, and watched. TEST or LIVE stands on each line. */
#include "goodbye.h"
#include "outbox.h"
#include "outbox_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/refunds.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

enum { TAG_ROW = 1, TAG_MATCH = 1000, TAG_PLAN = 2000, TAG_FIND };

struct refunds_view {
    struct goodbye goodbye;
    struct refunds refunds;
    struct refunds_found found; /* what Stripe was asked last */
    char *looked;               /* what came of looking: lines */
    size_t known;               /* how the refunds stood then */
    bool fresh;                 /* it was looked just now */
};

static const struct after_page refunds_page;

static void refunds_init(struct view *base, const char *argument)
{
    after_init(base, argument, &refunds_page);
}

static void refunds_done(struct view *base)
{
    struct refunds_view *view = (struct refunds_view *)base;

    refunds_found_clear(&view->found);
    free(view->looked);
    after_done(base);
}

static void forget(struct after *after)
{
    struct refunds_view *view = (struct refunds_view *)after;

    refunds_clear(&view->refunds);
    view->refunds = (struct refunds){0};
    goodbye_forget(after);
}

/* What this goodbye returns, as of its last day. */
static struct refunds_wish wish_of(const struct refunds_view *view)
{
    const struct farewell_page *page = &view->goodbye.page;

    return (struct refunds_wish){
        .client = page->client, .farewell = page->farewell.ref, .on = page->last_day};
}

/* Another number where any of them stands otherwise. */
static size_t standing(const struct refunds_view *view)
{
    size_t sum = 0;

    for (size_t i = 0; i < view->refunds.n; i++)
        sum = sum * REFUNDING_STATES + (size_t)view->refunds.rows[i].refund.state +
              (view->refunds.rows[i].refund.ref != NULL);
    return sum;
}

/* What Stripe said before something moved is said no more. */
static void forget_found(struct refunds_view *view)
{
    refunds_found_clear(&view->found);
    view->found = (struct refunds_found){0};
    free(MEM_TAKE(view->looked));
}

static int read(struct after *after, struct err *err)
{
    struct refunds_view *view = (struct refunds_view *)after;
    int r = goodbye_read(&view->goodbye, after->argument, err);

    if (r < 0 || view->goodbye.refused)
        return r < 0 ? -1 : 1;
    struct refunds_wish wish = wish_of(view);
    if (refunds_list(after->base.scene->app, &wish, &view->refunds, err) < 0)
        return -1;
    if (standing(view) != view->known && !view->fresh)
        forget_found(view);
    view->known = standing(view);
    view->fresh = false;
    return 0;
}

/* --- the page --- */

static enum style style_of(enum refunding state)
{
    static const enum style styles[REFUNDING_STATES] = {
        [REFUNDING_SUCCEEDED] = STYLE_GOOD, [REFUNDING_PENDING] = STYLE_WAITING,
        [REFUNDING_ACTION] = STYLE_WAITING, [REFUNDING_REFUSED] = STYLE_ALERT,
        [REFUNDING_UNKNOWN] = STYLE_ALERT,  [REFUNDING_FAILED] = STYLE_ALERT,
        [REFUNDING_CANCELED] = STYLE_QUIET};

    return state == REFUNDING_PLANNED || state == REFUNDING_CONFIRMED || state == REFUNDING_SENDING
               ? STYLE_TEXT
               : styles[state];
}

static const char *box_of(const struct refund *refund)
{
    static const char *const boxes[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = "[ ] ",   [REFUNDING_CONFIRMED] = "[>] ", [REFUNDING_SENDING] = "[>] ",
        [REFUNDING_SUCCEEDED] = "[x] ", [REFUNDING_PENDING] = "[.] ",   [REFUNDING_ACTION] = "[.] ",
        [REFUNDING_REFUSED] = "[!] ",   [REFUNDING_UNKNOWN] = "[?] ",   [REFUNDING_FAILED] = "[!] ",
        [REFUNDING_CANCELED] = "[-] "};

    return refund->ref ? boxes[refund_state(refund)] : " +  ";
}

static void put_below(struct after *after, enum style style, const char *text)
{
    if (!text || !*text)
        return;
    sheet_more(&after->sheet);
    sheet_wrap(&after->sheet, AFTER_DEEP + 4, AFTER_DEEP + 4, style, text);
}

/* What Enter does: what comes next of it. */
static enum action next_of(const struct refunds_row *row)
{
    if (!row->refund.ref)
        return row->block == REFUNDING_UNLINKED ? ACTION_BYE_FIND : ACTION_BYE_ADD;
    if (row->can_confirm)
        return ACTION_BYE_CONFIRM;
    if (row->can_hand)
        return ACTION_BYE_BY_HAND;
    if (row->refund.method != PAID_STRIPE)
        return ACTION_NONE;
    return refund_state(&row->refund) == REFUNDING_CONFIRMED ? ACTION_OUTBOX : ACTION_BYE_FIND;
}

/* What comes next, with its key. */
static void put_next(struct after *after, const struct refunds_row *row)
{
    static const struct {
        enum action action;
        const char *text;
    } words[] = {{ACTION_BYE_CONFIRM, N_("look at it whole, and confirm it by name")},
                 {ACTION_BYE_BY_HAND, N_("return it, then say so with its reference")},
                 {ACTION_OUTBOX, N_("the outbox lets it go")},
                 {ACTION_BYE_FIND, N_("ask Stripe about it")}};
    enum action next = next_of(row);
    _cleanup_free_ char *key = after_key(after, next);

    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        _cleanup_free_ char *text = str_format("%s  %s", key, _(words[i].text));
        if (words[i].action == next && refund_state(&row->refund) != REFUNDING_SUCCEEDED)
            put_below(after, STYLE_KEY, text);
    }
    if (next == ACTION_OUTBOX) {
        _cleanup_free_ char *hand = after_key(after, ACTION_BYE_BY_HAND),
                            *release = str_format("%s  %s", hand, _("release now"));
        put_below(after, STYLE_KEY, release);
    }
}

static void put_row(struct refunds_view *view, size_t i)
{
    struct after *after = &view->goodbye.after;
    const struct refunds_row *row = &view->refunds.rows[i];
    _cleanup_free_ char *what =
        str_format("%s%s%s%s", box_of(&row->refund), row->mode, *row->mode ? "  " : "", row->what);

    sheet_item(&after->sheet, TAG_ROW + (int)i);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, style_of(refund_state(&row->refund)), what);
    put_below(after, STYLE_QUIET, row->says);
    put_next(after, row);
}

/* A payment that fits nothing there, or several, can be linked by the person. */
static void put_found(struct refunds_view *view)
{
    struct after *after = &view->goodbye.after;

    for (size_t i = 0; i < view->found.n; i++) {
        const struct refunds_match *match = &view->found.v[i];
        if (i == 0) {
            after_blank(after);
            _cleanup_free_ char *heading =
                str_format(_("At Stripe, %s, %s"), view->found.mode, view->found.key);
            after_text(after, STYLE_HEAD, heading);
        }
        if (match->payment && !match->linked) {
            sheet_item(&after->sheet, TAG_MATCH + (int)i);
            sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, STYLE_TEXT, match->says);
        } else {
            after_text(after, STYLE_QUIET, match->says);
        }
    }
    for (const char *line = view->looked; line && *line;) {
        size_t n = strcspn(line, "\n");
        _cleanup_free_ char *text = mem_string_n(line, n);
        after_text(after, STYLE_TEXT, text);
        line += n + (line[n] == '\n');
    }
}

static bool has_new(const struct refunds_view *view)
{
    for (size_t i = 0; i < view->refunds.n; i++)
        if (!view->refunds.rows[i].refund.ref && view->refunds.rows[i].block == REFUNDING_FREE)
            return true;
    return false;
}

static bool by_stripe(const struct refunds_view *view)
{
    for (size_t i = 0; i < view->refunds.n; i++)
        if (view->refunds.rows[i].refund.method == PAID_STRIPE)
            return true;
    return false;
}

static void fill(struct after *after)
{
    struct refunds_view *view = (struct refunds_view *)after;

    goodbye_put_head(&view->goodbye, FAREWELL_REFUND);
    after_blank(after);
    for (size_t i = 0; i < view->refunds.n; i++)
        put_row(view, i);
    if (view->refunds.n > 0)
        after_blank(after);
    if (has_new(view))
        after_choice(after, TAG_PLAN, ACTION_BYE_ADD, _("plan what the statement sends back"));
    if (by_stripe(view))
        after_choice(after, TAG_FIND, ACTION_BYE_FIND,
                     _("ask Stripe: which payments these are, and what became of refunds"));
    put_found(view);
}

/* --- keys --- */

static const struct refunds_row *row_of(const struct refunds_view *view, int tag)
{
    return tag >= TAG_ROW && (size_t)tag <= view->refunds.n ? &view->refunds.rows[tag - TAG_ROW] : NULL;
}

static const struct refunds_match *match_of(const struct refunds_view *view, int tag)
{
    return tag >= TAG_MATCH && (size_t)(tag - TAG_MATCH) < view->found.n ? &view->found.v[tag - TAG_MATCH]
                                                                         : NULL;
}

static void open_send(const struct refunds_view *view, const struct refunds_row *row, struct effects *effects)
{
    _cleanup_free_ char *argument = send_argument(SEND_REFUND, view->goodbye.page.client, row->refund.ref);

    effects_open(effects, &view_send_ops, argument);
}

static bool may(const struct refunds_row *row, enum action action)
{
    switch ((int)action) {
    case ACTION_BYE_CONFIRM:
        return row && row->can_confirm;
    case ACTION_BYE_BY_HAND:
        return row && row->can_hand;
    case ACTION_BYE_EDIT:
        return row && row->refund.ref && refund_state(&row->refund) == REFUNDING_PLANNED;
    case ACTION_BYE_TAKE_BACK:
        return row && row->refund.ref &&
               (row->can_take_back || refund_state(&row->refund) == REFUNDING_PLANNED);
    case ACTION_BYE_FAILED:
        return row && (row->can_decide || (refund_state(&row->refund) == REFUNDING_SUCCEEDED &&
                                           row->refund.method != PAID_STRIPE));
    default:
        return action == ACTION_BYE_ADD || action == ACTION_BYE_FIND;
    }
}

static void act_on_row(struct refunds_view *view, const struct refunds_row *row, enum action action,
                       struct effects *effects)
{
    struct after *after = &view->goodbye.after;

    if (!may(row, action))
        effects_text(effects, EFFECT_SAY, row && *row->says ? row->says : _("That does not apply here."));
    else if (action == ACTION_BYE_CONFIRM)
        open_send(view, row, effects);
    else if (action == ACTION_BYE_BY_HAND)
        after_type(after, action, _("Reference"),
                   _("[day] what you find it by: today transfer 4711. It says that it was returned."), NULL);
    else if (action == ACTION_BYE_FAILED && row->can_decide)
        after_type(after, action, _("Short name"),
                   _("You looked at Stripe, and it was not made: type their short name."), NULL);
    else if (action == ACTION_BYE_FAILED)
        after_type(after, action, _("Came back"), _("[day] why: today their account is closed."), NULL);
    else
        after_do(after, action);
}

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct refunds_view *view = (struct refunds_view *)after;
    int tag = after->sheet.tag;
    const struct refunds_row *row = row_of(view, tag);
    bool open = action == ACTION_AFTER_OPEN;

    if (action == ACTION_BYE_NEXT || action == ACTION_BYE_BEFORE)
        goodbye_turn(&view->goodbye, FAREWELL_REFUND, action == ACTION_BYE_NEXT ? 1 : -1, effects);
    else if (action == ACTION_BYE_BY_HAND && row && next_of(row) == ACTION_OUTBOX)
        after_do(after, ACTION_OUT_RELEASE);
    else if (open && row && next_of(row) == ACTION_OUTBOX)
        after_open(&view_outbox_ops, NULL, effects);
    else if (open && match_of(view, tag))
        after_type(after, action, _("Stripe's"),
                   _("The payment's name there, pi_... or ch_...: it is linked to this one."),
                   match_of(view, tag)->source);
    else
        act_on_row(view, row,
                   !open             ? action
                   : tag == TAG_PLAN ? ACTION_BYE_ADD
                   : tag == TAG_FIND ? ACTION_BYE_FIND
                   : row             ? next_of(row)
                                     : action,
                   effects);
}

/* --- doing it --- */

/* The day at the beginning, else today; what stands behind it. */
static const char *read_day(const struct after *after, const char *text, int32_t *ret, struct err *err)
{
    const struct scene *scene = after->base.scene;
    int64_t at = scene->now;
    int n = when_parse(text, scene->now, scene->zone, &at, err);

    *ret = zone_day(scene->zone, n > 0 ? at : scene->now, NULL);
    return n < 0 ? NULL : text + n + strspn(text + n, " ");
}

static int say_day(struct refunds_view *view, const struct refunds_row *row, const char *typed,
                   unsigned *ret_changes, struct err *err)
{
    struct after *after = &view->goodbye.after;
    struct app *app = after->base.scene->app;
    int32_t day;
    const char *text = read_day(after, typed, &day, err);

    if (!text)
        return -1;
    return after->does == ACTION_BYE_BY_HAND
               ? refunds_by_hand(app, NULL, row->refund.ref, text, day, ret_changes, err)
               : refunds_came_back(app, NULL, row->refund.ref, text, day, ret_changes, err);
}

static int plan(struct refunds_view *view, struct effects *effects, unsigned *ret_changes, struct err *err)
{
    struct refunds_wish wish = wish_of(view);
    size_t n;

    if (refunds_plan(view->goodbye.after.base.scene->app, NULL, &wish, &n, ret_changes, err) < 0)
        return -1;
    _cleanup_free_ char *said = str_format(P_("%zu refund is planned: each is confirmed by name.",
                                              "%zu refunds are planned: each is confirmed by name.", n),
                                           n);
    effects_text(effects, EFFECT_SAY, said);
    return 0;
}

static int take_back(struct refunds_view *view, const struct refunds_row *row, unsigned *ret_changes,
                     struct err *err)
{
    struct app *app = view->goodbye.after.base.scene->app;

    return row->can_take_back ? refunds_take_back(app, NULL, row->refund.ref, ret_changes, err)
                              : refunds_drop(app, NULL, row->refund.ref, ret_changes, err);
}

/* The next way for it to go back. */
static enum payment_method other_way(const struct refunds_row *row)
{
    static const enum payment_method next[] = {[PAID_STRIPE] = PAID_TRANSFER,
                                               [PAID_TRANSFER] = PAID_CASH,
                                               [PAID_CASH] = PAID_OTHER,
                                               [PAID_OTHER] = PAID_STRIPE};
    enum payment_method now = (enum payment_method)row->refund.method;

    return now == PAID_STRIPE || now == PAID_TRANSFER || now == PAID_CASH ? next[now] : PAID_STRIPE;
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err)
{
    struct refunds_view *view = (struct refunds_view *)after;
    const struct refunds_row *row = row_of(view, after->tag);
    const struct refunds_match *match = match_of(view, after->tag);
    struct app *app = after->base.scene->app;

    switch ((int)after->does) {
    case ACTION_AFTER_OPEN:
        return match ? refunds_link(app, NULL, match->payment, typed, ret_changes, err) : 0;
    case ACTION_BYE_ADD:
        return plan(view, effects, ret_changes, err);
    case ACTION_BYE_FIND:
    case ACTION_OUT_RELEASE:
        return AFTER_WORKS;
    case ACTION_BYE_EDIT:
        return row ? refunds_by(app, NULL, row->refund.ref, other_way(row), ret_changes, err) : 0;
    case ACTION_BYE_TAKE_BACK:
        return row ? take_back(view, row, ret_changes, err) : 0;
    case ACTION_BYE_BY_HAND:
        return row ? say_day(view, row, typed, ret_changes, err) : 0;
    case ACTION_BYE_FAILED:
        return !row              ? 0
               : row->can_decide ? refunds_not_made(app, NULL, row->refund.ref, typed, ret_changes, err)
                                 : say_day(view, row, typed, ret_changes, err);
    default:
        return 0;
    }
}

/* Unless what is confirmed is to be let go, both questions to Stripe: which payments, and what became of what is under way. */
static int work(struct after *after, const struct request *progress, struct effects *effects,
                unsigned *ret_changes, struct err *err)
{
    struct refunds_view *view = (struct refunds_view *)after;
    struct app *app = after->base.scene->app;
    _cleanup_free_ char *client = mem_string(view->goodbye.page.client);
    struct refunds_looked looked = {0};
    unsigned found = CHANGE_NOTHING;

    if (after->does == ACTION_OUT_RELEASE)
        return out_work(after, NULL, progress, effects, ret_changes, err);
    forget_found(view);
    view->fresh = true;
    if (refunds_find(app, progress, client, &view->found, &found, err) < 0)
        return -1;
    *ret_changes |= found;
    if (refunds_look(app, progress, client, true, &looked, &found, err) < 0)
        return -1;
    *ret_changes |= found;
    view->looked = mem_string(looked.says);
    if (looked.asked == 0 && view->found.n == 0)
        effects_text(effects, EFFECT_SAY, _("Stripe knows no payment of theirs."));
    refunds_looked_clear(&looked);
    return 0;
}

static void refunds_corner(const struct view *base, struct str *to)
{
    const struct refunds_view *view = (const struct refunds_view *)base;
    const char *mode =
        view->found.mode && *view->found.mode ? view->found.mode : goodbye_mode(&view->goodbye);

    goodbye_step_corner(FAREWELL_REFUND, mode, to);
}

static const struct hint refunds_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("do it")},     {ACTION_BYE_NEXT, ACTION_NONE, N_("next step")},
    {ACTION_BYE_ADD, ACTION_NONE, N_("plan")},         {ACTION_BYE_FIND, ACTION_NONE, N_("ask Stripe")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},  {ACTION_BYE_BY_HAND, ACTION_NONE, N_("by hand")},
    {ACTION_BYE_EDIT, ACTION_NONE, N_("another way")}, {ACTION_BYE_TAKE_BACK, ACTION_NONE, N_("take back")},
    {ACTION_OUTBOX, ACTION_NONE, N_("outbox")},        {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},           {ACTION_NONE, ACTION_NONE, NULL},
};

#define SHARED AFTER_KEEPS("refunds"), .corner = refunds_corner, .work = after_work
const struct view_ops view_refunds_ops =
    AFTER_PAGE_OPS(IN_GOODBYE_STEP, struct refunds_view, N_("Letting go"), refunds_init, refunds_done,
                   refunds_hints, SHARED);
static const struct view_ops typing_ops =
    AFTER_TYPING_OPS(struct refunds_view, N_("Letting go"), refunds_init, refunds_done, SHARED);

static const struct after_page refunds_page = {&view_refunds_ops, &typing_ops, read, fill, act,
                                               perform,           forget,      work};
