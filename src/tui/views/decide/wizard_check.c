/* Check (4/4): all of the decision once more, what the person expects of it, and Confirm, on which one stands only when
 * everything was shown. */
#include "wizard.h"
#include "wizard_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TEXT_X = 2, VALUE_X = 18, SLEEP_X = 14, CHOICE_GAP = 5, SURE_MAX = 5 };

enum tag {
    TAG_LINE = 1, /* to 5 */
    TAG_REASON = 10,
    TAG_EXPECT,
    TAG_SURE,
    TAG_MOOD,
    TAG_WRONG,
    TAG_CONFIRM,
    TAG_SLEEP,
    TAG_PARK,
};

static const char *keep_reason_name(size_t i)
{
    static const char *const names[] = {N_("money"), N_("work"), N_("results"), N_("person"), N_("other")};

    return _(names[i]);
}
enum { KEEP_REASONS = 5 };

/* --- the decision --- */

/* All of it is shown before it can be confirmed: what has no room beside its key stands above it. */
static void put_line(struct wizard *view, int number, const char *text)
{
    _cleanup_free_ char *change = str_format(_("%d change"), number);
    int w = sheet_width(change);

    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, text);
    if (sheet_width(text) > view->base.w - w - 4)
        sheet_line(&view->sheet);
    sheet_item_here(&view->sheet, TAG_LINE + number - 1);
    sheet_put_right(&view->sheet, view->base.w - w - 1, w, STYLE_QUIET, change);
}

static void put_summary(struct wizard *view)
{
    struct str lines[WIZARD_LINES] = {0};
    size_t n = wizard_summary(view, lines);

    for (size_t i = 0; i < n; i++) {
        int number = n == WIZARD_LINES || i == 0 ? (int)i + 1 : (int)(i + 1 == n && n > 2 ? WIZARD_LINES : i + 1);
        put_line(view, number, str_text(&lines[i]));
        str_done(&lines[i]);
    }
}

/* --- what is optional --- */

static void put_label(struct wizard *view, enum tag tag, const char *label)
{
    sheet_item(&view->sheet, (int)tag);
    sheet_put(&view->sheet, TEXT_X, VALUE_X - TEXT_X - 1, STYLE_TEXT, label);
}

static void put_text(struct wizard *view, enum tag tag, const char *label, const char *text)
{
    put_label(view, tag, label);
    if (!text || !*text)
        return;
    sheet_wrap_written(&view->sheet, VALUE_X, VALUE_X, STYLE_TEXT, text);
}

/* One of several, the chosen one marked: "calm  >tired". */
static void put_choice(struct wizard *view, int *x, bool chosen, const char *text, int gap)
{
    _cleanup_free_ char *marked = str_format(">%s", text);

    if (*x + sheet_width(text) > view->base.w) {
        sheet_more(&view->sheet);
        *x = VALUE_X;
    }
    sheet_put(&view->sheet, *x - chosen, 0, chosen ? STYLE_KEY : STYLE_TEXT, chosen ? marked : text);
    *x += sheet_width(text) + gap;
}

static bool has_reason(const struct wizard *view, size_t i)
{
    return texts_have(&wizard_answers(view)->keep_reasons, decide_keep_reason_names[i]);
}

static void put_reasons(struct wizard *view)
{
    int x = VALUE_X;

    put_label(view, TAG_REASON, _("Because of"));
    for (size_t i = 0; i < KEEP_REASONS; i++)
        put_choice(view, &x, has_reason(view, i), keep_reason_name(i), 2);
}

static void put_sure(struct wizard *view)
{
    int x = VALUE_X;

    put_label(view, TAG_SURE, _("How sure"));
    for (int i = 1; i <= SURE_MAX; i++) {
        char digit[2] = {(char)('0' + i), '\0'};
        put_choice(view, &x, wizard_answers(view)->sure == i, digit, 1);
    }
}

static void put_mood(struct wizard *view)
{
    int x = VALUE_X;

    put_label(view, TAG_MOOD, _("I feel"));
    for (int mood = MOOD_CALM; mood <= MOOD_AFRAID; mood++)
        put_choice(view, &x, wizard_answers(view)->mood == mood, wizard_mood_name((enum decide_mood)mood), 2);
}

static void put_optional(struct wizard *view)
{
    const struct deciding *answers = wizard_answers(view);

    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, 0, STYLE_QUIET, _("Optional, one key or one line each:"));
    if (answers->path == PATH_KEEP)
        put_reasons(view);
    put_text(view, TAG_EXPECT, _("I expect"), answers->expect);
    put_sure(view);
    put_mood(view);
    put_text(view, TAG_WRONG, _("Went wrong"), answers->went_wrong);
}

/* --- what comes of it --- */

static void put_makes(struct wizard *view)
{
    const struct decide_makes *makes = wizard_page(view)->makes;
    _cleanup_str_ struct str text = STR_INIT;
    int tasks = (int)makes->n_tasks, letters = (int)makes->n_letters;

    str_add(&text, _("Nothing is sent now"));
    if (tasks > 0)
        str_printf(&text, P_(": %d task", ": %d tasks", tasks), tasks);
    if (letters > 0)
        str_printf(&text, P_("%s %d draft", "%s %d drafts", letters), tasks > 0 ? "," : ":", letters);
    str_add(&text, letters > 0 ? _(". You can take it back until the first message or refund is out.") : _(". You can take it back."));
    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, 0, STYLE_TEXT, str_text(&text));
}

/* Side by side where they fit, else a line each; line by line they have numbers of their own. */
static void put_ends(struct wizard *view)
{
    const struct decide_seen *seen = wizard_page(view)->seen;
    _cleanup_str_ struct str sleep = STR_INIT;
    int x = TEXT_X;

    str_add(&sleep, _("Sleep on it"));
    if (seen->opening != INSTANT_NONE) {
        str_add(&sleep, ": ");
        words_instant(view->base.scene->app, &sleep, seen->opening);
    }
    const char *const texts[] = {_("Confirm"), str_text(&sleep), _("Park")};
    int all = TEXT_X + 2 * CHOICE_GAP;
    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        all += sheet_width(texts[i]);
    bool beside = all <= view->base.w && !view->base.scene->plain;
    sheet_line(&view->sheet);
    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        if (!beside || i == 0)
            sheet_line(&view->sheet);
        sheet_item_here(&view->sheet, TAG_CONFIRM + (int)i);
        sheet_put(&view->sheet, beside ? x : TEXT_X, 0, STYLE_KEY, texts[i]);
        x += sheet_width(texts[i]) + CHOICE_GAP;
    }
}

/* Where not all of it has room one begins at the top, and comes to Confirm behind everything else. */
static void check_fill(struct wizard *view)
{
    bool first = view->sheet.tag == SHEET_TEXT;

    put_summary(view);
    put_optional(view);
    put_makes(view);
    put_ends(view);
    if (first && (int)view->sheet.n <= view->base.height)
        view->sheet.tag = wizard_page(view)->sleep_marked ? TAG_SLEEP : TAG_CONFIRM;
}

/* --- keys --- */

static void set(struct wizard *view, enum decide_field field, int64_t number)
{
    wizard_send(view, &(struct decide_event){.kind = DECIDING_SET, .field = field, .number = number, .day = DAY_NONE});
}

static void type(struct wizard *view, enum decide_field field, const char *label, const char *text)
{
    wizard_type(view, label, text, TYPED_TEXT, &(struct decide_event){.kind = DECIDING_SET, .field = field, .day = DAY_NONE});
}

static void type_review(struct wizard *view)
{
    _cleanup_str_ struct str day = STR_INIT;

    wizard_add_date(view, &day, wizard_page(view)->review_on, false);
    wizard_type(view, _("Look again"), str_text(&day), TYPED_DAY,
                &(struct decide_event){.kind = DECIDING_SET, .field = CHECK_REVIEW_ON});
}

/* 2 of a keep is the note of what is worth thanks. */
static void change(struct wizard *view, int number)
{
    bool keep = wizard_answers(view)->path == PATH_KEEP;

    if (number == 5)
        type_review(view);
    else if (keep && number == 2)
        type(view, CHECK_WIN, _("Thank them for"), wizard_answers(view)->win);
    else
        wizard_send(view, &(struct decide_event){.kind = DECIDING_FIELD, .number = number});
}

static int within(int n, int from, int to)
{
    return n < from ? from : n > to ? to : n;
}

/* The reason beside the first that is noted; none is beside both ends. */
static void step_reason(struct wizard *view, int by)
{
    int at = -1;

    for (int i = 0; i < KEEP_REASONS && at < 0; i++)
        at = has_reason(view, (size_t)i) ? i : -1;
    int to = within(at + by, -1, KEEP_REASONS - 1);
    const struct decide_event none = {.kind = DECIDING_SET, .field = CHECK_KEEP_REASON, .day = DAY_NONE};
    struct decide_event off = none, on = none;
    off.text = at >= 0 ? decide_keep_reason_names[at] : NULL;
    on.text = to >= 0 ? decide_keep_reason_names[to] : NULL;
    if (to == at)
        return;
    if (off.text && on.text)
        wizard_send_both(view, &off, &on);
    else
        wizard_send(view, off.text ? &off : &on);
}

static void step_choice(struct wizard *view, int by)
{
    const struct deciding *answers = wizard_answers(view);

    switch (view->sheet.tag) {
    case TAG_REASON:
        step_reason(view, by);
        break;
    case TAG_SURE:
        set(view, CHECK_SURE, within((int)answers->sure + by, 1, SURE_MAX));
        break;
    case TAG_MOOD:
        set(view, CHECK_MOOD, within(answers->mood + by, MOOD_CALM, MOOD_AFRAID));
        break;
    case TAG_CONFIRM:
    case TAG_SLEEP:
    case TAG_PARK:
        sheet_act(&view->sheet, by > 0 ? ACTION_DOWN : ACTION_UP);
        break;
    }
}

static void send(struct wizard *view, enum decide_event_kind kind)
{
    wizard_send(view, &(struct decide_event){.kind = kind});
}

static void confirm(struct wizard *view, struct effects *effects)
{
    if (sheet_seen(&view->sheet))
        send(view, DECIDING_COMMIT);
    else
        effects_text(effects, EFFECT_COMPLAIN, _("Not all of it was shown yet: PgDn goes on."));
}

/* Enter: what one stands on. */
static void open_item(struct wizard *view, struct effects *effects)
{
    const struct deciding *answers = wizard_answers(view);

    switch (view->sheet.tag) {
    case TAG_EXPECT:
        type(view, CHECK_EXPECT, _("I expect"), answers->expect);
        break;
    case TAG_WRONG:
        type(view, CHECK_WENT_WRONG, _("Went wrong"), answers->went_wrong);
        break;
    case TAG_REASON:
    case TAG_SURE:
    case TAG_MOOD:
        sheet_act(&view->sheet, ACTION_DOWN);
        wizard_resize(&view->base);
        break;
    case TAG_CONFIRM:
        confirm(view, effects);
        break;
    case TAG_SLEEP:
        send(view, DECIDING_SLEEP);
        break;
    case TAG_PARK:
        send(view, DECIDING_PARK);
        break;
    default:
        change(view, view->sheet.tag - TAG_LINE + 1);
    }
}

static void check_act(struct wizard *view, enum action action, struct effects *effects)
{
    if (action >= ACTION_CHANGE_1 && action <= ACTION_CHANGE_5)
        change(view, (int)action - ACTION_CHANGE_1 + 1);
    else if (action == ACTION_STEP_NEXT)
        open_item(view, effects);
    else if (action == ACTION_STEP_BACK)
        send(view, DECIDING_BACK);
    else if (action == ACTION_SLEEP_ON_IT)
        send(view, DECIDING_SLEEP);
    else if (action == ACTION_CHOICE_BEFORE || action == ACTION_CHOICE_AFTER)
        step_choice(view, action == ACTION_CHOICE_AFTER ? 1 : -1);
}

/* Nothing is jumped over before it was shown. */
static bool check_moves(struct wizard *view, enum action action)
{
    bool far = view->sheet.n > view->sheet.seen + (size_t)view->sheet.h;

    return sheet_act(&view->sheet, action == ACTION_LAST && far ? ACTION_PAGE_DOWN : action);
}

/* The marked choice says why it is. */
static void check_status(const struct wizard *view, struct str *to)
{
    bool last = view->sheet.tag == TAG_CONFIRM || view->sheet.tag == TAG_SLEEP;

    if (last && wizard_page(view)->sleep_marked)
        str_add(to, wizard_answers(view)->mood == MOOD_ANGRY ? _("Angry: it can wait for a night; s sleeps on it.")
                                                             : _("A line was crossed a moment ago: s sleeps on it."));
}

static const struct hint check_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("confirm")},
    {ACTION_SLEEP_ON_IT, ACTION_NONE, N_("sleep on it")},
    {ACTION_CHANGE_1, ACTION_CHANGE_5, N_("change"), NULL, true},
    {ACTION_STEP_BACK, ACTION_NONE, N_("back")},
    {ACTION_PARK, ACTION_NONE, N_("park")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_check = {
    .ops = {WIZARD_OPS, .where = IN_STEP_CHECK, .hints = check_hints},
    .corner = N_("4/4 Check"),
    .fill = check_fill,
    .act = check_act,
    .status = check_status,
    .moves = check_moves,
};
