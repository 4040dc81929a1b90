#include "outbox.h"
#include "goodbye_view.h"
#include "letters_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

void out_row_clear(struct out_row *row)
{
    char *const owned[] = {row->ref,       row->draft, row->refund, row->client, row->name, row->subject,
                           row->recipient, row->says,  row->mode,   row->way,    row->text, row->reply};

    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        free(owned[i]);
    *row = (struct out_row){0};
}

static const char *way_word(enum dispatch_way way)
{
    static const char *const words[] = {[BY_SMTP] = N_("by mail"),
                                        [BY_COMMAND] = N_("by your mail program"),
                                        [BY_CLIPBOARD] = N_("by the clipboard"),
                                        [BY_STRIPE] = N_("by Stripe"),
                                        [BY_OWN_HAND] = N_("by your own hand")};

    return _(words[way]);
}

static char *blurred(struct app *app, const char *text)
{
    return mem_string(text ? app_blur_text(app, text) : NULL);
}

void out_row_take(struct app *app, const struct outbox_line *line, struct out_row *ret)
{
    const struct dispatch *d = line->dispatch;

    *ret = (struct out_row){
        .client_id = line->client_id,
        .kind = (enum dispatch_kind)d->kind,
        .state = (enum dispatch_state)d->state,
        .wait = line->wait,
        .goes_at = line->goes_at,
        .confirmed_at = d->confirmed_at,
        .ended_at = d->ended_at,
        .live = d->live == 1,
        .ref = mem_string(d->ref),
        .draft = mem_string(d->draft),
        .refund = mem_string(d->refund),
        .client = mem_string(d->client),
        .name = mem_string(app_blur_client(app, line->client_id, line->name)),
        .subject = blurred(app, d->subject),
        .recipient = blurred(app, d->recipient),
        .says = mem_string(line->says),
        .mode = mem_string(line->mode),
        .way = mem_string(way_word((enum dispatch_way)d->way)),
        .text = blurred(app, line->text ? line->text : d->bytes),
        .reply = mem_string(d->reply),
    };
}

const char *out_box(const struct out_row *row)
{
    static const char *const boxes[DISPATCH_STATES] = {
        [DISPATCH_CONFIRMED] = "[>] ", [DISPATCH_SENDING] = "[>] ",  [DISPATCH_DONE] = "[x] ",
        [DISPATCH_PENDING] = "[.] ",   [DISPATCH_REJECTED] = "[!] ", [DISPATCH_UNKNOWN] = "[?] ",
        [DISPATCH_CANCELLED] = "[-] "};

    return boxes[row->state];
}

enum style out_style(const struct out_row *row)
{
    if (row->wait == OUTBOX_ASKS || row->state == DISPATCH_REJECTED)
        return STYLE_ALERT;
    if (row->wait == OUTBOX_HAND || row->state == DISPATCH_PENDING)
        return STYLE_WAITING;
    return dispatch_open(row->state) ? STYLE_TEXT : STYLE_QUIET;
}

const char *out_what(const struct out_row *row)
{
    return row->subject && *row->subject  ? row->subject
           : row->kind == DISPATCH_REFUND ? _("refund")
                                          : _("a letter");
}

/* --- keys --- */

/* The draft is where it is changed; what is confirmed falls when it is. */
static void edit(const struct out_row *row, struct effects *effects)
{
    if (!row->draft) {
        effects_text(effects, EFFECT_SAY, _("A refund is not changed: take it back, and plan it anew."));
        return;
    }
    effects_open(effects, &view_draft_ops, row->draft);
    if (row->state == DISPATCH_CONFIRMED)
        effects_text(effects, EFFECT_SAY,
                     _("Changing it voids the confirmation: it is confirmed anew then."));
}

static void confirm_anew(const struct out_row *row, struct effects *effects)
{
    bool letter = row->kind == DISPATCH_LETTER && row->draft;
    const char *of = letter ? row->draft : row->refund ? row->refund : "";
    _cleanup_free_ char *argument = send_argument(letter ? SEND_LETTER : SEND_REFUND, row->client, of);

    if (dispatch_open(row->state) || row->state == DISPATCH_DONE)
        effects_text(effects, EFFECT_SAY, _("It is confirmed already."));
    else
        effects_open(effects, &view_send_ops, argument);
}

static bool may(const struct out_row *row, enum action action)
{
    switch ((int)action) {
    case ACTION_BYE_TAKE_BACK:
        return row->state == DISPATCH_CONFIRMED;
    case ACTION_OUT_ARRIVED:
    case ACTION_OUT_LOST:
        return row->wait == OUTBOX_ASKS || row->wait == OUTBOX_HAND;
    case ACTION_BYE_BY_HAND:
        return row->wait == OUTBOX_HAND;
    case ACTION_OUT_LOOK:
        return row->state == DISPATCH_UNKNOWN || row->state == DISPATCH_PENDING ||
               row->state == DISPATCH_SENDING;
    default:
        return true;
    }
}

void out_act(struct after *after, const struct out_row *row, enum action action, struct effects *effects)
{
    if (action == ACTION_OUT_RELEASE)
        after_do(after, action);
    else if (!row)
        return;
    else if (!may(row, action))
        effects_text(effects, EFFECT_SAY, row->says);
    else if (action == ACTION_OUT_EDIT)
        edit(row, effects);
    else if (action == ACTION_BYE_CONFIRM)
        confirm_anew(row, effects);
    else
        after_do(after, action);
}

/* --- doing it --- */

/* To the person's own program, else by the terminal. */
static int copy(struct app *app, const struct out_row *row, struct effects *effects, struct err *err)
{
    _cleanup_free_ char *text = NULL;
    int r = outbox_copy(app, row->ref, &text, err);

    if (r < 0)
        return -1;
    if (r > 0)
        effects_text(effects, EFFECT_COPY, text);
    else
        effects_text(effects, EFFECT_SAY, _("Copied."));
    return 0;
}

int out_perform(struct after *after, const struct out_row *row, struct effects *effects,
                unsigned *ret_changes, struct err *err)
{
    struct app *app = after->base.scene->app;
    enum action does = after->does;

    if (does == ACTION_OUT_RELEASE || does == ACTION_OUT_LOOK)
        return AFTER_WORKS;
    if (!row)
        return 0;
    if (does == ACTION_COPY)
        return copy(app, row, effects, err);
    if (does == ACTION_BYE_TAKE_BACK)
        return outbox_cancel(app, NULL, row->ref, ret_changes, err);
    return outbox_said(app, NULL, row->ref, does != ACTION_OUT_LOST, ret_changes, err);
}

static void add_count(struct str *to, size_t n, const char *text)
{
    if (n > 0)
        str_printf(to, "%s%s: %zu", to->len > 0 ? "; " : "", text, n);
}

/* "2 have left; still waits: 1" */
static void say_released(const struct outbox_released *done, struct str *to)
{
    if (done->done > 0)
        str_printf(to, P_("%zu has left", "%zu have left", done->done), done->done);
    add_count(to, done->pending, _("on its way"));
    add_count(to, done->rejected, _("refused"));
    add_count(to, done->later, _("tried again later"));
    add_count(to, done->unknown, _("nobody knows"));
    add_count(to, done->waiting, _("still waits"));
    if (to->len == 0)
        str_add(to, _("Nothing may leave now."));
}

int out_work(struct after *after, const char *only, const struct request *progress, struct effects *effects,
             unsigned *ret_changes, struct err *err)
{
    struct outbox_released done = {0};
    _cleanup_str_ struct str said = STR_INIT;

    if (outbox_release(after->base.scene->app, progress, only, NULL, NULL, &done, ret_changes, err) < 0)
        return -1;
    say_released(&done, &said);
    effects_text(effects, EFFECT_SAY, str_text(&said));
    return 0;
}
