/* What a card, the end card and the question of an old session say. */
#include "triage_view.h"

#include "log_columns.h"
#include "stamp.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum { KEY_W = 25, WHEN_W = 12, CLOCK_W = 6 /* " 12:30" */, ENTRIES = 5, BAR = 16 };

/* --- the heading --- */

static void add_bar(const struct triage_view *view, struct str *to)
{
    const struct triage_session *session = &view->session;
    int full = session->n > 0 ? session->done * BAR / session->n : 0;

    for (int i = 0; i < BAR; i++)
        str_add(to, i < full ? "#" : "-");
}

void triage_heading(const struct triage_view *view, struct str *to)
{
    const struct triage_session *session = &view->session;

    if (session->stand != TRIAGE_GOES_ON)
        return;
    str_printf(to, _(" %d of %d  "), session->done + 1, session->n);
    add_bar(view, to);
    str_printf(to, _("  %lld min"), (long long)(session->spent / 60));
}

/* --- a card --- */

static void add(struct triage_view *view, enum style style, const char *text)
{
    scroll_add_styled(&view->scroll, style, 0, text);
}

static void add_heading(struct triage_view *view)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct triage_card_page *page = &view->page;

    str_add(&line, page->name);
    if (*page->manner)
        str_printf(&line, "   %s", page->manner);
    for (int i = 0, n = 0; i < TRIAGE_REASONS_N; i++)
        if (page->reasons & 1u << i)
            str_printf(&line, "%s%s", n++ > 0 ? "; " : "   ", words_triage((enum triage_reason)i));
    if (!page->reasons && page->lines.n == 0)
        str_printf(&line, "   %s", _("nothing is left to be done"));
    add(view, STYLE_COLUMN, str_text(&line));
}

static const struct {
    enum action action;
    const char *label;
} keys[] = {
    {ACTION_TRIAGE_KEEP, NULL /* add_label */},       {ACTION_TRIAGE_PAYMENT, N_("payment, next step")},
    {ACTION_TRIAGE_REMIND, N_("boundary reminder")},  {ACTION_TRIAGE_CHANCE, N_("second chance")},
    {ACTION_TRIAGE_LET_GO, N_("let go? opens decide")}, {ACTION_TRIAGE_WAIVE, N_("waive, with reason")},
    {ACTION_TRIAGE_REPLY, N_("reply or mark replied")}, {ACTION_TRIAGE_NOTE, N_("note")},
    {ACTION_TRIAGE_FACTS, N_("all facts")},           {ACTION_TRIAGE_LATER, N_("later")},
    {ACTION_TRIAGE_SKIP, N_("skip, comes last")},     {ACTION_TRIAGE_OPEN, N_("open it")},
};
enum { KEYS_N = ARRAY_LEN(keys) };

/* One row an entry: what it says whole stands in the log. Line by line nothing is cut. */
static void add_cut(struct triage_view *view, const char *text)
{
    _cleanup_str_ struct str line = STR_INIT;

    if (view->base.scene->plain || text_width(text) <= view->base.w)
        str_add(&line, text);
    else
        text_pad(&line, text, view->base.w, "…");
    add(view, STYLE_TEXT, str_text(&line));
}

static int take_entry(void *ctx, const struct log_line *line)
{
    struct triage_view *view = ctx;
    _cleanup_str_ struct str text = STR_INIT, when = STR_INIT;
    static const char *const signs[] = {[DIRECTION_IN] = "<", [DIRECTION_OUT] = ">", [DIRECTION_NONE] = "="};

    stamp_when(view->base.scene, &when, line->at, false);
    for (int w = text_width(str_text(&when)); w < WHEN_W; w++)
        str_add_char(&text, ' ');
    /* What has a day and no time stands below the others' days. */
    bool blank = !log_is_entry(line) && stamp_has_clock(view->base.scene, line->at);
    str_printf(&text, "%.*s%*s", (int)when.len - (blank ? CLOCK_W : 0), str_text(&when), blank ? CLOCK_W : 0, "");
    if (line->sort == LOG_PAYMENT)
        str_printf(&text, " $ %s", line->subject);
    else
        str_printf(&text, " %s %-9s %s", signs[line->direction], log_channel_word(line),
                   line->subject && *line->subject ? line->subject : line->beginning);
    _cleanup_free_ char *safe = text_safe_line(str_text(&text));
    texts_add(&view->entries, safe);
    return 0;
}

int triage_page_read(struct triage_view *view, struct err *err)
{
    texts_clear(&view->entries);
    return view_log(view->base.scene->app, view->page.client_id, NULL, INT64_MAX, false, ENTRIES, take_entry, view, err);
}

static int key_columns(const struct triage_view *view)
{
    return view->base.w >= 3 * KEY_W ? 3 : view->base.w >= 2 * KEY_W ? 2 : 1;
}

/* As many as leave room for the keys and the suggestion, which nobody should have to scroll for. */
static int room_for_entries(const struct triage_view *view)
{
    int w, above, columns = key_columns(view), rows = (KEYS_N + columns - 1) / columns;

    scroll_extent(&view->scroll, view->base.w, &w, &above);
    int room = view->base.height - above - (2 + 2 + rows + (view->page.suggested < 0 ? 0 : 2));
    return view->base.scene->plain || room > ENTRIES ? ENTRIES : room;
}

static void add_entries(struct triage_view *view)
{
    int n = room_for_entries(view);

    if (n <= 0)
        return;
    add(view, STYLE_TEXT, "");
    add(view, STYLE_COLUMN, _("Last entries"));
    for (size_t i = 0; i < view->entries.n && i < (size_t)n; i++)
        add_cut(view, view->entries.v[i]);
}

static void add_label(const struct triage_view *view, size_t i, struct str *to)
{
    if (keys[i].label)
        str_add(to, _(keys[i].label));
    else
        str_printf(to, _("keep, review in %lld d"), (long long)view->page.keep_days);
}

static void add_keys(struct triage_view *view)
{
    int columns = key_columns(view);
    _cleanup_str_ struct str line = STR_INIT;

    add(view, STYLE_TEXT, "");
    add(view, STYLE_COLUMN, _("One key"));
    for (size_t i = 0; i < KEYS_N; i++) {
        _cleanup_str_ struct str key = STR_INIT, cell = STR_INIT;
        keymap_keys(view->base.scene->keymap, IN_TRIAGE, keys[i].action, 1, "", &key);
        str_printf(&cell, "%s ", str_text(&key));
        add_label(view, i, &cell);
        str_add(&line, str_text(&cell));
        bool last = (int)(i % (size_t)columns) == columns - 1 || i + 1 == KEYS_N;
        for (int w = text_width(str_text(&cell)); !last && w < KEY_W; w++)
            str_add_char(&line, ' ');
        if (last) {
            add(view, STYLE_TEXT, str_text(&line));
            str_clear(&line);
        }
    }
}

static const enum action suggested[TRIAGE_KEYS_N] = {
    [TRIAGE_KEY_KEEP] = ACTION_TRIAGE_KEEP,       [TRIAGE_KEY_CHANCE] = ACTION_TRIAGE_CHANCE,
    [TRIAGE_KEY_LET_GO] = ACTION_TRIAGE_LET_GO,   [TRIAGE_KEY_PAYMENT] = ACTION_TRIAGE_PAYMENT,
    [TRIAGE_KEY_REMINDER] = ACTION_TRIAGE_REMIND, [TRIAGE_KEY_WAIVE] = ACTION_TRIAGE_WAIVE,
    [TRIAGE_KEY_REPLY] = ACTION_TRIAGE_REPLY,     [TRIAGE_KEY_NOTE] = ACTION_TRIAGE_NOTE,
    [TRIAGE_KEY_LATER] = ACTION_TRIAGE_LATER,     [TRIAGE_KEY_OPEN] = ACTION_TRIAGE_OPEN,
};

static void add_suggestion(struct triage_view *view)
{
    _cleanup_str_ struct str line = STR_INIT, key = STR_INIT;

    if (view->page.suggested < 0)
        return;
    keymap_keys(view->base.scene->keymap, IN_TRIAGE, suggested[view->page.suggested], 1, "", &key);
    str_printf(&line, _("Suggested: %s  %s"), str_text(&key), view->page.why);
    add(view, STYLE_TEXT, "");
    add(view, STYLE_TEXT, str_text(&line));
}

static void add_letter(struct triage_view *view)
{
    if (!view->letter.of)
        return;
    add(view, STYLE_TEXT, "");
    _cleanup_free_ char *line =
        str_format("%s%s", view->letter.line, app_blur_text(view->base.scene->app, view->letter.subject));
    add(view, STYLE_WAITING, line);
}

static void fill_card(struct triage_view *view)
{
    add_heading(view);
    for (size_t i = 0; i < view->page.lines.n; i++) {
        _cleanup_free_ char *safe = text_safe_line(view->page.lines.v[i]);
        add(view, STYLE_TEXT, safe);
    }
    add_letter(view);
    if (view->letter.of)
        return;
    add_entries(view);
    add_keys(view);
    add_suggestion(view);
}

/* --- the end card --- */

static const char *const done_words[TRIAGE_DONE_N] = {
    [TRIAGE_KEPT] = N_("kept"),         [TRIAGE_TERMS] = N_("new terms"),  [TRIAGE_CHANCE] = N_("second chances"),
    [TRIAGE_LET_GO] = N_("let go"),     [TRIAGE_DECLINED] = N_("declined"), [TRIAGE_DRAFTED] = N_("drafts"),
    [TRIAGE_WAIVED] = N_("waived"),     [TRIAGE_REPLIED] = N_("replied"),  [TRIAGE_NOTED] = N_("noted"),
    [TRIAGE_LOOKED] = N_("looked at"),  [TRIAGE_LATER] = N_("later"),
};

static void fill_end(struct triage_view *view)
{
    const struct triage_session *session = &view->session;
    _cleanup_str_ struct str line = STR_INIT, fresh = STR_INIT, drafted = STR_INIT;
    const struct keymap *keymap = view->base.scene->keymap;
    _cleanup_free_ char *again = keymap_key(keymap, IN_TRIAGE, ACTION_TRIAGE_AGAIN),
                        *letters = keymap_key(keymap, IN_CLIENTS, ACTION_DRAFTS);

    for (int i = 0; i < TRIAGE_DONE_N; i++)
        if (session->by[i] > 0)
            str_printf(&line, "%s %d, ", _(done_words[i]), session->by[i]);
    str_printf(&line, _("%lld min"), (long long)(session->spent / 60));
    add(view, STYLE_COLUMN, _("Through."));
    add(view, STYLE_TEXT, str_text(&line));
    if (view->fresh > 0) {
        str_printf(&fresh, P_("%d more needs a look since you began: %s begins with them.",
                              "%d more need a look since you began: %s begins with them.", view->fresh),
                   view->fresh, again);
        add(view, STYLE_TEXT, str_text(&fresh));
    }
    str_printf(&drafted, _("The letters wait as drafts: %s in the panes shows them. Nothing was sent."), letters);
    if (session->by[TRIAGE_DRAFTED] > 0)
        add(view, STYLE_TEXT, str_text(&drafted));
}

static void fill_old(struct triage_view *view)
{
    _cleanup_str_ struct str line = STR_INIT, when = STR_INIT;
    const struct triage_session *session = &view->session;
    const struct keymap *keymap = view->base.scene->keymap;
    _cleanup_free_ char *again = keymap_key(keymap, IN_TRIAGE, ACTION_TRIAGE_AGAIN),
                        *open = keymap_key(keymap, IN_TRIAGE, ACTION_TRIAGE_OPEN),
                        *line_of_keys = str_format(_("%s builds the queue anew; %s goes on with the old one."), again, open);

    stamp_full(view->base.scene, &when, session->started);
    str_printf(&line, _("You began on %s, and did %d of %d cards. Things have moved since."), str_text(&when), session->done,
               session->n);
    add(view, STYLE_TEXT, str_text(&line));
    add(view, STYLE_TEXT, "");
    add(view, STYLE_TEXT, line_of_keys);
}

void triage_page_fill(struct triage_view *view)
{
    scroll_clear(&view->scroll);
    if (view->session.stand == TRIAGE_OLD)
        fill_old(view);
    else if (view->session.stand == TRIAGE_THROUGH)
        fill_end(view);
    else if (view->there)
        fill_card(view);
    scroll_resize(&view->scroll, view->base.w, view->base.height);
}
