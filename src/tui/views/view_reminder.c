/* The reminder of a line that a client crossed, as it will be: the reason is chosen, or typed, and the letter follows; of a
 * late payment the letter of the ladder's next step. Nothing is sent; it is kept as a draft. */
#include "editor.h"
#include "goodbye_view.h"
#include "letters_view.h"
#include "cmdline.h"
#include "scroll.h"

#include "paletti/app/blur.h"
#include "paletti/app/drafts.h"
#include "paletti/app/reminder.h"
#include "paletti/app/typing.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

struct reason {
    char *code, *sentence;
};

struct reminder_view {
    struct view base;
    char *ref;
    bool written;             /* `reminder` is filled in */
    struct reminder reminder;
    struct reason *reasons;   /* the ready ones */
    size_t n, cap, chosen;    /* n: the person's own words */
    char *own;                /* these, or NULL */
    bool copied;              /* T5: nothing is to be sent again */
    char *text;               /* what came back from the editor, in the place of the letter's; or NULL */
    struct editor editor;
    struct scroll scroll;
    bool saves, to_file;      /* load keeps it; and asks for a file then, */
    bool confirms;            /* or shows it whole, to be confirmed */
};

static const struct view_ops view_reason_ops, view_plain_ops, view_step_ops;

void letters_remind(const char *ref, struct effects *effects)
{
    effects_open(effects, &view_reminder_ops, ref);
}

void letters_waive(const char *ref, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "waive");
    cmdline_add(&line, ref);
    str_add_char(&line, ' ');
    effects_open(effects, &view_command_ops, str_text(&line));
}

static void reminder_init(struct view *base, const char *argument)
{
    ((struct reminder_view *)base)->ref = mem_string(argument);
}

static void forget_reasons(struct reminder_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->reasons[i].code);
        free(view->reasons[i].sentence);
    }
    view->n = 0;
}

static void reminder_done(struct view *base)
{
    struct reminder_view *view = (struct reminder_view *)base;

    forget_reasons(view);
    free(view->reasons);
    free(view->ref);
    free(view->own);
    free(view->text);
    reminder_clear(&view->reminder);
    editor_done(&view->editor);
    scroll_done(&view->scroll);
}

/* --- what was typed, kept until the draft is --- */

static bool reminder_pack(const struct view *base, struct typing *to)
{
    const struct reminder_view *view = (const struct reminder_view *)base;
    const char *text = view->text ? view->text : base->lent ? view->reminder.letter.text : NULL;

    if (!text && !view->own)
        return false;
    to->argument = mem_string(view->ref);
    to->title = str_format("%s: %s", _("Reminder"), view->reminder.name ? view->reminder.name : view->ref);
    if (view->own)
        typing_add(to, "own", view->own);
    if (text)
        typing_add(to, "text", text);
    if (base->lent)
        typing_add(to, TYPING_FILE "text", base->lent);
    return true;
}

static void reminder_unpack(struct view *base, const struct typing *from)
{
    struct reminder_view *view = (struct reminder_view *)base;

    view->own = mem_string(typing_text(from, "own"));
    view->text = mem_string(typing_text(from, "text"));
}

/* --- what it says --- */

static void add_styled(struct reminder_view *view, enum style style, const char *text)
{
    scroll_add_styled(&view->scroll, style, 0, text);
}

/* Which step, as the letter has it: after reminders before it, a first one is about what was never told. */
static const char *step_words(const struct reminder *reminder)
{
    static const char *const words[] = {
        N_("The first reminder of this kind: without blame."),
        N_("The second reminder of this kind: the rule is quoted."),
        N_("Not the first or second reminder of this kind: it says what follows."),
    };

    if (reminder->step)
        return reminder->step;
    if (reminder->before > 0 && (reminder->redirects || str_equal(reminder->letter.variant, "first")))
        return _("Without blame again: only an exception was crossed, which is not among the rules they were told.");
    return reminder->redirects ? _("The first of this kind: to the channel that you take.")
                               : _(words[reminder->before < 2 ? reminder->before : 2]);
}

static void add_way(struct reminder_view *view)
{
    const struct reminder *reminder = &view->reminder;
    struct app *app = view->base.scene->app;
    const char *to = reminder->to ? app_blur_text(app, reminder->to) : _("nobody's address is known");
    _cleanup_free_ char *way = str_format(_("By %s, to %s"), words_channel(reminder->channel), to);

    add_styled(view, STYLE_QUIET, way);
}

static bool has_reason(const struct reminder_view *view)
{
    return view->written && !view->reminder.redirects && !view->reminder.step && !view->text;
}

static void add_reason(struct reminder_view *view)
{
    _cleanup_free_ char *own = view->own ? str_format("%s", app_blur_text(view->base.scene->app, view->own)) : NULL;
    const char *sentence = view->chosen < view->n ? view->reasons[view->chosen].sentence
                           : own                  ? own
                                                  : _("in your own words: Enter, and type a sentence");
    _cleanup_free_ char *line = str_format(_("Reason %zu of %zu: < %s >"), view->chosen + 1, view->n + 1, sentence);

    if (has_reason(view))
        add_styled(view, STYLE_KEY, line);
    else if (view->written && view->reminder.redirects && !view->text)
        add_styled(view, STYLE_KEY, view->copied ? _("Asks: < nothing: you copied it yourself >")
                                                 : _("Asks: < to send it again >"));
}

static void add_missing(struct reminder_view *view)
{
    const struct texts *missing = &view->reminder.letter.missing;

    if (missing->n == 1 && str_equal(missing->v[0], "reason")) {
        add_styled(view, STYLE_WAITING, _("A reminder gives a reason: choose one, or type a sentence in the client's language."));
        return;
    }
    add_styled(view, STYLE_WAITING, _("The letter cannot be written yet; it lacks:"));
    for (size_t i = 0; i < missing->n; i++) {
        _cleanup_free_ char *line = str_format("  %s", missing->v[i]);
        add_styled(view, STYLE_WAITING, line);
    }
    add_styled(view, STYLE_QUIET, _("Most of it comes from your own data, the client and your rules (:edit me, e, R)."));
}

/* Where the words come from; and why the person's own were not taken. */
static void add_template(struct reminder_view *view)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (view->text)
        return;
    words_letter_template(&line, &view->reminder.letter);
    add_styled(view, STYLE_TEXT, "");
    if (view->reminder.letter.refused)
        add_styled(view, STYLE_WAITING, view->reminder.letter.refused);
    add_styled(view, STYLE_QUIET, str_text(&line));
}

static void fill(struct reminder_view *view)
{
    const struct reminder *reminder = &view->reminder;
    struct app *app = view->base.scene->app;

    if (view->base.ops != &view_reason_ops)
        view->base.ops = has_reason(view) ? &view_reminder_ops : reminder->step ? &view_step_ops : &view_plain_ops;
    scroll_clear(&view->scroll);
    add_styled(view, STYLE_THEIRS, app_blur_names(app, reminder->said));
    add_styled(view, STYLE_QUIET, step_words(reminder));
    add_way(view);
    add_reason(view);
    add_styled(view, STYLE_TEXT, "");
    if (!reminder->letter.text) {
        add_missing(view);
    } else {
        add_styled(view, STYLE_COLUMN, app_blur_text(app, reminder->letter.subject));
        add_styled(view, STYLE_TEXT, "");
        add_styled(view, STYLE_TEXT, app_blur_text(app, reminder->letter.text));
        letters_add_findings(&view->scroll, app, &reminder->letter.findings);
        add_template(view);
    }
    scroll_resize(&view->scroll, view->base.w, view->base.height);
}

/* --- loading --- */

static int take_reason(void *ctx, const char *code, const char *sentence)
{
    struct reminder_view *view = ctx;

    MEM_GROW(view->reasons, view->n, view->cap);
    view->reasons[view->n++] = (struct reason){mem_string(code), mem_string(sentence)};
    return 0;
}

/* Only a true one is offered first: outside my hours I rest; elsewhere nothing is lost; each in its turn. */
static void choose_first(struct reminder_view *view)
{
    enum breach breach = view->reminder.breach;
    const char *code = breach == BREACH_CLIENT_OFF_HOURS ? "rest" : breach == BREACH_CHASE ? "in_turn" : "nothing_lost";

    for (size_t i = 0; i < view->n; i++)
        if (str_equal(view->reasons[i].code, code))
            view->chosen = i;
}

static struct reminder_wish wish_of(const struct reminder_view *view)
{
    return (struct reminder_wish){
        .of = view->ref,
        .reason = view->chosen < view->n ? view->reasons[view->chosen].code : view->own,
        .text = view->text,
        .copied = view->copied,
    };
}

static int write_again(struct reminder_view *view, struct err *err)
{
    struct reminder_wish wish = wish_of(view);
    struct reminder reminder;

    if (reminder_write(view->base.scene->app, &wish, &reminder, err) < 0)
        return -1;
    reminder_clear(&view->reminder);
    view->reminder = reminder;
    view->written = true;
    return 0;
}

/* The reasons stand in the letter's language, which the first look at it tells. */
static int begin(struct reminder_view *view, struct err *err)
{
    if (write_again(view, err) < 0 ||
        letter_reasons(view->base.scene->app, view->reminder.letter.language, take_reason, view, err) < 0)
        return -1;
    choose_first(view);
    if (view->own)
        view->chosen = view->n;
    return 0;
}

static void ask_file(const char *ref, struct effects *effects)
{
    _cleanup_free_ char *line = str_format("draft %s --file ", ref);

    effects_open(effects, &view_command_ops, line);
}

static void keep(struct reminder_view *view, struct effects *effects)
{
    struct reminder_wish wish = wish_of(view);
    _cleanup_free_ char *ref = NULL;
    unsigned changes = 0;
    struct err err;

    view->saves = false;
    app_typing_saves(view->base.scene->app, view->base.typing);
    if (reminder_save(view->base.scene->app, NULL, &wish, &ref, &changes, &err) < 0) {
        effects_text(effects, EFFECT_COMPLAIN, err.text);
        return;
    }
    effects_add(effects, EFFECT_CLOSE);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_open(effects, &view_draft_ops, ref);
    if (view->to_file)
        ask_file(ref, effects);
    if (view->confirms) {
        _cleanup_free_ char *send = send_argument(SEND_LETTER, view->reminder.client, ref);
        effects_open(effects, &view_send_ops, send);
    }
    effects_text(effects, EFFECT_SAY, _("Kept as a draft, and nothing is sent; undo takes it back."));
}

/* What was reminded of already shows that letter. */
static void leave(const struct reminder_view *view, const char *why, struct effects *effects)
{
    _cleanup_free_ char *ref = NULL;

    effects_add(effects, EFFECT_CLOSE);
    if (!view->written && reminder_draft(view->base.scene->app, view->ref, &ref, NULL) == 0) {
        effects_open(effects, &view_draft_ops, ref);
        effects_text(effects, EFFECT_SAY, _("There is a reminder of it already: this is the letter."));
    } else {
        effects_text(effects, EFFECT_COMPLAIN, why);
    }
}

/* Where nobody is to be reminded, the sentence that says why is all there is. */
static int reminder_load(struct view *base, struct effects *effects, struct err *err _unused_)
{
    struct reminder_view *view = (struct reminder_view *)base;
    struct err why;

    if (view->saves) {
        keep(view, effects);
        return 0;
    }
    if ((!view->written && begin(view, &why) < 0) || write_again(view, &why) < 0) {
        leave(view, why.text, effects);
        return 0;
    }
    fill(view);
    return 0;
}

/* --- keys --- */

static void turn_reason(struct reminder_view *view, size_t by)
{
    if (view->text)
        return;
    view->copied = view->reminder.redirects && !view->copied;
    view->base.stale = true;
    if (!has_reason(view))
        return;
    view->chosen = (view->chosen + by) % (view->n + 1);
}

static void type_reason(struct reminder_view *view)
{
    if (!has_reason(view))
        return;
    view->chosen = view->n;
    editor_set(&view->editor, view->own ? view->own : "");
    view->base.ops = &view_reason_ops;
    view->base.stale = true;
}

static void keep_it(struct reminder_view *view, enum action action)
{
    view->saves = view->base.stale = true;
    view->to_file = action == ACTION_TO_FILE;
    view->confirms = action == ACTION_BYE_CONFIRM;
}

static void reminder_act(struct view *base, enum action action, struct effects *effects)
{
    struct reminder_view *view = (struct reminder_view *)base;

    if (scroll_act(&view->scroll, action))
        return;
    switch ((int)action) {
    case ACTION_REASON_NEXT:
        turn_reason(view, 1);
        break;
    case ACTION_REASON_BEFORE:
        turn_reason(view, view->n);
        break;
    case ACTION_OWN_REASON:
        type_reason(view);
        break;
    case ACTION_KEEP_DRAFT:
    case ACTION_TO_FILE:
    case ACTION_BYE_CONFIRM:
        keep_it(view, action);
        break;
    case ACTION_EDIT_TEXT:
        effects_text(effects, EFFECT_EDITOR, view->reminder.letter.text ? view->reminder.letter.text : "");
        break;
    case ACTION_COPY:
        letters_copy(view->reminder.letter.text, &view->reminder.letter.findings, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_PUT_ASIDE);
        break;
    }
}

static void reminder_edited(struct view *base, const char *text)
{
    struct reminder_view *view = (struct reminder_view *)base;

    free(view->text);
    view->text = mem_string(text);
    base->stale = true;
}

/* --- while own words are typed --- */

static void reason_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    struct reminder_view *view = (struct reminder_view *)base;

    if (editor_act(&view->editor, action))
        return;
    if (action == ACTION_ACCEPT) {
        free(view->own);
        view->own = view->editor.text.len > 0 ? mem_string(str_text(&view->editor.text)) : NULL;
        base->touched = true;
    } else if (action != ACTION_CANCEL) {
        return;
    }
    base->ops = &view_reminder_ops;
    base->stale = true;
}

static void reason_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    editor_insert(&((struct reminder_view *)base)->editor, text);
}

static void reason_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct reminder_view *view = (const struct reminder_view *)base;
    const char *label = _("Reason: ");
    int w = text_width(label);
    struct area last = {area.x + w, area.y + area.h - 1, area.w - w, 1};

    scroll_draw(&view->scroll, canvas, (struct area){area.x, area.y, area.w, area.h - 1}, false);
    canvas_put(canvas, area.x, last.y, w, STYLE_KEY, label);
    if (focus)
        editor_draw(&view->editor, canvas, last);
}

/* --- the place --- */

static void reminder_resize(struct view *base)
{
    scroll_resize(&((struct reminder_view *)base)->scroll, base->w, base->height);
}

static void reminder_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct reminder_view *)base)->scroll, canvas, area, focus);
}

static void reminder_heading(const struct view *base, struct str *to)
{
    const struct reminder_view *view = (const struct reminder_view *)base;

    if (view->written)
        str_printf(to, ": %s", app_blur_names(base->scene->app, view->reminder.name));
}

static void reminder_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct reminder_view *)base)->scroll, right);
}

static void reminder_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { PAGE_WIDTH = 90 };

    scroll_extent(&((const struct reminder_view *)base)->scroll, room < PAGE_WIDTH ? room : PAGE_WIDTH, ret_w, ret_h);
    ++*ret_h; /* where own words are typed */
}

static unsigned reminder_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

static int64_t reminder_whose(const struct view *base, const char **ret_name)
{
    const struct reminder_view *view = (const struct reminder_view *)base;

    *ret_name = view->reminder.name;
    return view->reminder.client_id;
}

static const struct hint reminder_hints[] = {
    {ACTION_REASON_BEFORE, ACTION_REASON_NEXT, N_("reason")}, {ACTION_OWN_REASON, ACTION_NONE, N_("own words")},
    {ACTION_KEEP_DRAFT, ACTION_NONE, N_("keep as draft")}, {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},    {ACTION_EDIT_TEXT, ACTION_NONE, N_("edit")},
    {ACTION_COPY, ACTION_NONE, N_("copy")},                   {ACTION_TO_FILE, ACTION_NONE, N_("to a file")},
    {ACTION_HELP, ACTION_NONE, N_("help")},                   {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};
static const struct hint plain_hints[] = {
    {ACTION_REASON_BEFORE, ACTION_REASON_NEXT, N_("what it asks")}, {ACTION_KEEP_DRAFT, ACTION_NONE, N_("keep as draft")}, {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},
    {ACTION_EDIT_TEXT, ACTION_NONE, N_("edit")},     {ACTION_COPY, ACTION_NONE, N_("copy")},
    {ACTION_TO_FILE, ACTION_NONE, N_("to a file")},  {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},         {ACTION_NONE, ACTION_NONE, NULL},
};
static const struct hint step_hints[] = {
    {ACTION_KEEP_DRAFT, ACTION_NONE, N_("keep as draft")}, {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")}, {ACTION_EDIT_TEXT, ACTION_NONE, N_("edit")},
    {ACTION_COPY, ACTION_NONE, N_("copy")},                {ACTION_TO_FILE, ACTION_NONE, N_("to a file")},
    {ACTION_HELP, ACTION_NONE, N_("help")},                {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};
static const struct hint reason_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("take it")}, {ACTION_CANCEL, ACTION_NONE, N_("drop it")}, {ACTION_NONE, ACTION_NONE, NULL}};

#define OF_THE_REMINDER                                                                                              \
    .title = N_("Reminder"), .reloads = CHANGE_LOG | CHANGE_RULES | CHANGE_CLIENTS, .size = sizeof(struct reminder_view), \
    .init = reminder_init, .done = reminder_done, .load = reminder_load, .resize = reminder_resize,                  \
    .heading = reminder_heading, .foot = reminder_foot, .extent = reminder_extent, .has = reminder_has, .whose = reminder_whose, \
    .draft = "reminder", .pack = reminder_pack, .unpack = reminder_unpack

const struct view_ops view_reminder_ops = {
    OF_THE_REMINDER,
    .where = IN_REMINDER,
    .hints = reminder_hints,
    .draw = reminder_draw,
    .act = reminder_act,
    .edited = reminder_edited,
};

/* A letter without a reason, or one that was edited. */
static const struct view_ops view_plain_ops = {
    OF_THE_REMINDER,
    .where = IN_REMINDER,
    .hints = plain_hints,
    .draw = reminder_draw,
    .act = reminder_act,
    .edited = reminder_edited,
};

/* A step of the payment ladder: it gives no reason, and asks nothing that could be chosen. */
static const struct view_ops view_step_ops = {
    OF_THE_REMINDER,
    .where = IN_REMINDER,
    .hints = step_hints,
    .draw = reminder_draw,
    .act = reminder_act,
    .edited = reminder_edited,
};

static const struct view_ops view_reason_ops = {
    OF_THE_REMINDER,
    .where = IN_FORM,
    .hints = reason_hints,
    .draw = reason_draw,
    .act = reason_act,
    .type = reason_type,
};
