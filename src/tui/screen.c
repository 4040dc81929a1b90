/* The whole screen: title, panes, dialogs, the sentence and the keys. It only reads. */
#include "scroll.h"
#include "shell.h"
#include "stamp.h"

#include "paletti/app/blur.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* --- the title line --- */

static void hours_text(const struct shell *shell, int canvas_w, bool say_default, struct str *to)
{
    const struct overview *o = &shell->overview;
    _cleanup_str_ struct str when = STR_INIT;

    if (o->changes_at != INSTANT_NONE)
        stamp_due(&shell->scene, &when, o->changes_at, false);
    if (when.len > 0)
        str_printf(to, o->open ? _("OPEN until %s") : _("closed until %s"), str_text(&when));
    else
        str_add(to, o->open ? _("OPEN") : _("closed"));
    if (o->default_hours && say_default)
        str_add(to, canvas_w < 100 ? _(" (default)") : _(" (default hours)"));
}

/* The parts of the line, in the order in which they go when there is no room: the last one first. */
struct titles {
    struct title {
        struct str text;
        enum style style;
        bool near; /* belongs to the one before: a blank between them */
    } v[10];
    size_t n;
};

static struct str *add_title(struct titles *titles, enum style style)
{
    struct title *title = &titles->v[titles->n++];

    *title = (struct title){.text = STR_INIT, .style = style};
    return &title->text;
}

static void titles_done(struct titles *titles)
{
    for (size_t i = 0; i < titles->n; i++)
        str_done(&titles->v[i].text);
    titles->n = 0;
}

static void add_clock(struct titles *titles, const struct shell *shell, bool brief)
{
    struct str *to = add_title(titles, STYLE_TITLE);
    _cleanup_str_ struct str now = STR_INIT;

    stamp_full(&shell->scene, &now, shell->scene.now);
    const char *clock = strrchr(str_text(&now), ' ');
    str_add(to, brief && clock ? clock + 1 : str_text(&now));
    if (shell->layout.shape != SHAPE_WIDE)
        return;
    str_add(add_title(titles, STYLE_QUIET), zone_name(shell->scene.zone));
    titles->v[titles->n - 1].near = true;
}

static void add_money(struct titles *titles, const struct shell *shell)
{
    const struct overview *o = &shell->overview;
    struct str *to = add_title(titles, o->money_overdue > 0 ? STYLE_ALERT : STYLE_QUIET);
    _cleanup_str_ struct str sums = STR_INIT;

    str_printf(to, _("overdue %lld"), (long long)o->money_overdue);
    for (size_t i = 0; i < o->n_overdue_sums; i++)
        words_money(&sums, o->overdue_sums[i]);
    if (shell->layout.shape == SHAPE_WIDE && sums.len > 0)
        str_printf(to, " (%s)", str_text(&sums));
}

static void add_replies(struct titles *titles, const struct shell *shell, bool brief)
{
    const struct overview *o = &shell->overview;
    struct str *to = add_title(titles, o->overdue > 0 ? STYLE_ALERT : o->waiting > 0 ? STYLE_WAITING : STYLE_QUIET);

    str_printf(to, brief ? _("replies %lld") : _("replies due %lld"), (long long)o->waiting);
    if (o->overdue > 0)
        str_printf(to, _(", %lld late"), (long long)o->overdue);
}

static int title_width(const struct titles *titles, size_t n, int gap)
{
    int w = 1;

    for (size_t i = 0; i < n; i++)
        w += (i == 0 ? 0 : titles->v[i].near ? 1 : gap) + text_width(str_text(&titles->v[i].text));
    return w;
}

/* What nobody knows of waits for the person; what goes by itself is told where there is room. */
static void add_outbox(struct titles *titles, const struct shell *shell)
{
    const int64_t *n = shell->outbox;

    if (n[DISPATCH_UNKNOWN] > 0)
        str_printf(add_title(titles, STYLE_ALERT), _("outbox asks %lld"), (long long)n[DISPATCH_UNKNOWN]);
    else if (shell->layout.shape == SHAPE_WIDE && n[DISPATCH_CONFIRMED] > 0)
        str_printf(add_title(titles, STYLE_WAITING), _("outbox %lld"), (long long)n[DISPATCH_CONFIRMED]);
}

/* How much is said: all of it; shorter words, and no zeros; the time without its day as well. */
enum saying { SAY_ALL, SAY_BRIEFLY, SAY_LEAST, SAYINGS_N };

static void add_titles(struct titles *titles, const struct shell *shell, int w, enum saying saying)
{
    bool narrow = w < 80, briefly = narrow || saying >= SAY_BRIEFLY;

    str_add(add_title(titles, STYLE_BRAND), "paletti");
    if (app_blurred(shell->scene.app))
        str_add(add_title(titles, STYLE_WAITING), _("blurred"));
    add_clock(titles, shell, narrow || saying >= SAY_LEAST);
    struct str *hours = add_title(titles, shell->overview.open ? STYLE_GOOD : STYLE_QUIET);
    titles->v[titles->n - 1].near = narrow;
    if (narrow)
        str_add(hours, shell->overview.open ? _("OPEN") : _("closed"));
    else
        hours_text(shell, w, saying < SAY_BRIEFLY, hours);
    add_outbox(titles, shell);
    if (saying < SAY_BRIEFLY || shell->overview.money_overdue > 0)
        add_money(titles, shell);
    add_replies(titles, shell, briefly);
    if (shell->layout.shape == SHAPE_WIDE && shell->overview.drafts > 0)
        str_printf(add_title(titles, STYLE_WAITING), _("drafts waiting %lld"), (long long)shell->overview.drafts);
    if (shell->layout.shape == SHAPE_WIDE && shell->overview.undo > 0)
        str_printf(add_title(titles, STYLE_QUIET), _("undo %lld"), (long long)shell->overview.undo);
}

void screen_draw_title(const struct shell *shell, struct canvas *canvas)
{
    _cleanup_(titles_done)
    struct titles titles = {0};
    int gap = 3, x = 1;
    size_t n;

    for (int saying = SAY_ALL; saying < SAYINGS_N; saying++) {
        titles_done(&titles);
        add_titles(&titles, shell, canvas->w, (enum saying)saying);
        if (title_width(&titles, titles.n, 2) <= canvas->w)
            break;
    }
    for (n = titles.n; n > 1 && title_width(&titles, n, 2) > canvas->w; n--)
        ;
    gap = canvas->w < 80 || title_width(&titles, n, gap) > canvas->w ? 2 : gap;
    for (size_t i = 0; i < n; i++) {
        x += i == 0 ? 0 : titles.v[i].near ? 1 : gap;
        x += canvas_put(canvas, x, 0, canvas->w - x, titles.v[i].style, str_text(&titles.v[i].text));
    }
}

/* --- frames --- */

void screen_add_heading(const struct view *view, struct str *to)
{
    if (view->ops->title)
        str_add(to, _(view->ops->title));
    if (view->ops->heading)
        view->ops->heading(view, to);
}

static void draw_foot(const struct view *view, struct canvas *canvas, struct area frame)
{
    _cleanup_str_ struct str left = STR_INIT, right = STR_INIT;
    int y = frame.y + frame.h - 1, room = frame.w - 4;

    if (!view->ops->foot)
        return;
    view->ops->foot(view, &left, &right);
    if (right.len > 0) {
        str_add_char(&right, ' ');
        int w = text_width(str_text(&right)) + 1;
        canvas_fill(canvas, (struct area){frame.x + frame.w - 1 - w, y, 1, 1}, STYLE_TEXT);
        canvas_put_right(canvas, frame.x + 2, y, frame.w - 3, STYLE_QUIET, str_text(&right));
        room -= w;
    }
    if (left.len > 0) {
        _cleanup_free_ char *padded = str_format(" %s ", str_text(&left));
        canvas_put(canvas, frame.x + 2, y, room, STYLE_KEY, padded);
    }
}

/* " 1 Clients 13 " in the upper edge. */
static int put_heading(struct canvas *canvas, int x, int y, int room, enum style style, const char *text)
{
    _cleanup_free_ char *padded = str_format(" %s ", text);

    return canvas_put(canvas, x, y, room, style, padded);
}

static const char *tab_name(const struct view *view)
{
    return _(view->ops->tab ? view->ops->tab : view->ops->title);
}

/* Where several panes share a box, the others stand beside the name of the one that is shown: "[1 Clients 13] 2 Log".
 * That one has the cells that they leave; where these are too few, the others are numbers. */
enum { TAB_MIN = 10 };
static void draw_tabs(const struct shell *shell, struct canvas *canvas, struct area frame, enum pane shown,
                      enum style style)
{
    enum pane from = shell->layout.tab_from, to = shell->layout.tab_to;
    int x = frame.x + 2, room = frame.w - 4, names = 0;

    for (enum pane i = from; i <= to; i++) {
        room -= (int)strlen(i == shown ? " [1 ] " : " 2 ");
        names += i == shown ? 0 : text_width(tab_name(shell->panes[i])) + 1;
    }
    bool named = room - names >= TAB_MIN;
    room -= named ? names : 0;
    for (enum pane i = from; i <= to; i++) {
        _cleanup_str_ struct str name = STR_INIT;
        if (i == shown) {
            str_add(&name, tab_name(shell->panes[i]));
            if (shell->panes[i]->ops->heading)
                shell->panes[i]->ops->heading(shell->panes[i], &name);
            x += canvas_printf(canvas, x, frame.y, (int)strlen(" [1 "), style, " [%d ", (int)i + 1);
            x += canvas_put(canvas, x, frame.y, room, style, str_text(&name));
            x += canvas_put(canvas, x, frame.y, (int)strlen("] "), style, "] ");
        } else {
            str_printf(&name, named ? "%d %s" : "%d", (int)i + 1, tab_name(shell->panes[i]));
            x += put_heading(canvas, x, frame.y, frame.x + frame.w - 2 - x, STYLE_QUIET, str_text(&name));
        }
    }
}

/* The frame of a pane and what stands in it; its inside stays as it is. */
static void draw_edge(const struct shell *shell, struct canvas *canvas, enum pane pane)
{
    const struct view *view = shell->panes[pane];
    const struct layout *layout = &shell->layout;
    struct area frame = layout->frames[pane];
    bool focus = layout->focus == pane;
    enum style style = focus ? STYLE_HEAD : STYLE_QUIET;
    _cleanup_str_ struct str name = STR_INIT;

    if (frame.w == 0)
        return;
    canvas_frame(canvas, frame, focus ? STYLE_FRAME_ON : STYLE_FRAME);
    if (layout->tab_from < layout->tab_to && pane >= layout->tab_from && pane <= layout->tab_to) {
        draw_tabs(shell, canvas, frame, pane, style);
    } else {
        if (pane <= PANE_DECIDE)
            str_printf(&name, "%d ", (int)pane + 1);
        screen_add_heading(view, &name);
        put_heading(canvas, frame.x + 2, frame.y, frame.w - 4, style, str_text(&name));
    }
    draw_foot(view, canvas, frame);
}

static void draw_pane(const struct shell *shell, struct canvas *canvas, enum pane pane)
{
    const struct view *view = shell->panes[pane];

    if (shell->layout.panes[pane].w == 0)
        return;
    draw_edge(shell, canvas, pane);
    view->ops->draw(view, canvas, shell->layout.panes[pane], shell->layout.focus == pane);
}

void screen_draw_step(const struct shell *shell, struct canvas *canvas, enum pane pane, int64_t from, int64_t to)
{
    const struct view *view = shell->panes[pane];
    struct area area = shell->layout.panes[pane];

    draw_edge(shell, canvas, pane);
    view->ops->draw_line(view, canvas, area, from, false);
    view->ops->draw_line(view, canvas, area, to, shell->layout.focus == pane);
}

/* Returns the cells it took. */
static int draw_corner(const struct view *view, struct canvas *canvas, struct area frame)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!view->ops->corner)
        return 0;
    view->ops->corner(view, &text);
    if (text.len == 0)
        return 0;
    int w = text_width(str_text(&text)) + 2;
    return put_heading(canvas, frame.x + frame.w - 2 - w, frame.y, w, STYLE_QUIET, str_text(&text));
}

static void draw_dialog(const struct shell *shell, struct canvas *canvas, int i)
{
    const struct view *view = shell->dialogs[i];
    struct area frame = shell->places[i], inside;
    _cleanup_str_ struct str name = STR_INIT;

    if (!view->ops->extent)
        return;
    canvas_fill(canvas, frame, STYLE_TEXT);
    canvas_frame(canvas, frame, STYLE_FRAME_ON);
    screen_add_heading(view, &name);
    int corner = draw_corner(view, canvas, frame);
    put_heading(canvas, frame.x + 2, frame.y, frame.w - 4 - corner, STYLE_HEAD, str_text(&name));
    inside = area_inside(frame);
    inside.x++;
    inside.w -= 2;
    view->ops->draw(view, canvas, inside, i == shell->n_dialogs - 1);
    draw_foot(view, canvas, frame);
}

/* --- the two lines below --- */

/* A message that is longer than the line takes lines above it, and none of its words is cut. */
static void draw_message(const struct shell *shell, struct canvas *canvas, int bottom)
{
    struct scroll scroll = {0};
    int w, h, most = shell->layout.body.h;

    scroll_add_styled(&scroll, shell->complaint ? STYLE_ERROR : STYLE_STATUS, 0, str_text(&shell->message));
    scroll_extent(&scroll, canvas->w - 2, &w, &h);
    h = h < most ? h : most;
    scroll_resize(&scroll, canvas->w - 2, h);
    canvas_fill(canvas, (struct area){0, bottom - h + 1, canvas->w, h}, STYLE_TEXT);
    scroll_draw(&scroll, canvas, (struct area){1, bottom - h + 1, canvas->w - 2, h}, false);
    scroll_done(&scroll);
}

/* Bytes of TEXT that fit into WIDTH cells: whole sentences when these are most of it, else whole words. */
static size_t cut_sentence(const char *text, int width)
{
    size_t most = text_fit(text, width - 1), n;

    if (text_width(text) <= width)
        return strlen(text);
    for (n = most; n > most * 2 / 3 && !(text[n] == ' ' && text[n - 1] == '.'); n--)
        ;
    if (n > most * 2 / 3)
        return n;
    for (n = most; n > 0 && text[n] != ' '; n--)
        ;
    return n > 0 ? n : most;
}

static void put_sentence(struct canvas *canvas, struct area at, enum style style, const char *text)
{
    size_t n = cut_sentence(text, at.w - 2);
    bool whole = !text[n] || (n > 0 && text[n - 1] == '.');

    canvas_printf(canvas, at.x + 1, at.y, at.w - 2, style, "%.*s%s", (int)n, text, whole ? "" : "…");
}

static void draw_status(const struct shell *shell, struct canvas *canvas)
{
    const struct view *view = shell_top(shell);
    struct area at = shell->layout.status;
    _cleanup_str_ struct str text = STR_INIT;

    if (shell_prompts(shell)) {
        if (shell->message.len > 0)
            draw_message(shell, canvas, at.y - 1);
        view->ops->draw(view, canvas, at, true);
        return;
    }
    if (shell->message.len > 0) {
        draw_message(shell, canvas, at.y);
        return;
    }
    if (view->ops->status)
        view->ops->status(view, &text);
    put_sentence(canvas, at, STYLE_STATUS, str_text(&text));
}

/* The keys of a hint: "j/k". */
void screen_add_hint_keys(const struct shell *shell, uint64_t where, const struct hint *hint, struct str *to)
{
    if (hint->command)
        keymap_command_keys(shell->scene.keymap, where, hint->command, 1, "", to);
    else
        keymap_keys(shell->scene.keymap, where, hint->action, 1, "", to);
    if (hint->other == ACTION_NONE)
        return;
    str_add_char(to, hint->range ? '-' : '/');
    keymap_keys(shell->scene.keymap, where, hint->other, 1, "", to);
}

/* A hint as it is drawn: its keys, how it is called, and the cells of both; none when nothing is bound to it. */
struct drawn_hint {
    struct str keys;
    const char *label;
    int w;
};

static void spell_hint(const struct shell *shell, uint64_t where, const struct hint *hint, struct drawn_hint *ret)
{
    *ret = (struct drawn_hint){.keys = STR_INIT, .label = *hint->label ? i18n_word(hint->label) : ""};
    screen_add_hint_keys(shell, where, hint, &ret->keys);
    int label = *ret->label ? text_width(ret->label) + 1 : 0;
    ret->w = ret->keys.len > 0 ? text_width(str_text(&ret->keys)) + label + 2 : 0;
}

static int draw_hint(struct canvas *canvas, struct area at, int x, const struct drawn_hint *hint)
{
    if (hint->w == 0)
        return x;
    x += canvas_put(canvas, x, at.y, at.w - x, STYLE_KEY, str_text(&hint->keys)) + 1;
    x += canvas_put(canvas, x, at.y, at.w - x, STYLE_QUIET, hint->label) + 2;
    return x;
}

/* Without it a key acts on the selected line alone, whatever is marked. */
static const struct hint marked_hint = {ACTION_ON_MARKED, ACTION_NONE, N_("then a key: all marked"), NULL};
/* Where a dialog is behind the panes they are not the last level. */
static const struct hint behind_hint = {ACTION_LEAVE, ACTION_NONE, N_("back"), NULL};

/* Where not all fit, those before the last two go first: help and the way out stay. */
static void draw_hints(const struct shell *shell, struct canvas *canvas, const struct view *view,
                       const struct hint *hints)
{
    _cleanup_free_ struct drawn_hint *drawn = NULL;
    size_t n = 0, keep, last, cap = 0;
    int w = 1, x = 1;

    if (view->ops->has && view->ops->has(view) & NEED_MARKS) {
        MEM_GROW(drawn, n, cap);
        spell_hint(shell, view->ops->where, &marked_hint, &drawn[n]);
        w += drawn[n++].w;
    }
    for (; hints->label; hints++, w += drawn[n++].w) {
        bool back = hints->action == ACTION_LEAVE && shell->behind > 0 && shell_in_panes(shell);
        MEM_GROW(drawn, n, cap);
        spell_hint(shell, view->ops->where, back ? &behind_hint : hints, &drawn[n]);
    }
    last = n > 2 ? n - 2 : n;
    for (keep = last; keep > 0 && w - 2 > canvas->w; keep--)
        w -= drawn[keep - 1].w;
    for (size_t i = 0; i < n; i++) {
        if (i < keep || i >= last)
            x = draw_hint(canvas, shell->layout.keys, x, &drawn[i]);
        str_done(&drawn[i].keys);
    }
}

static void draw_keys(const struct shell *shell, struct canvas *canvas)
{
    const struct view *view = shell_top(shell);
    struct area at = shell->layout.keys;
    _cleanup_str_ struct str text = STR_INIT;

    if (shell->progress.on) {
        progress_draw(&shell->progress, canvas, at);
        return;
    }
    if (shell_prompts(shell) && view->ops->status)
        view->ops->status(view, &text);
    if (text.len > 0)
        put_sentence(canvas, at, STYLE_QUIET, str_text(&text));
    else
        draw_hints(shell, canvas, view, view->ops->hints);
}

static void draw_too_small(const struct shell *shell, struct canvas *canvas)
{
    canvas_printf(canvas, 0, shell->h / 2, shell->w, STYLE_TEXT, _("paletti needs %dx%d (now %dx%d)"),
                  SCREEN_MIN_W, SCREEN_MIN_H, shell->w, shell->h);
}

void screen_draw(const struct shell *shell, struct canvas *canvas)
{
    if (shell->layout.shape == SHAPE_TOO_SMALL) {
        draw_too_small(shell, canvas);
        return;
    }
    screen_draw_title(shell, canvas);
    for (int i = 0; i < PANES_N; i++)
        draw_pane(shell, canvas, (enum pane)i);
    for (int i = shell->behind; i < shell->n_dialogs; i++)
        draw_dialog(shell, canvas, i);
    draw_status(shell, canvas);
    draw_keys(shell, canvas);
}

void screen_draw_parts(const struct shell *shell, struct canvas *canvas, unsigned parts, bool keys)
{
    const struct layout *layout = &shell->layout;

    for (int i = 0; i < PANES_N; i++) {
        if (!(parts >> i & 1))
            continue;
        canvas_fill(canvas, layout->frames[i].w > 0 ? layout->frames[i] : layout->panes[i], STYLE_TEXT);
        draw_pane(shell, canvas, (enum pane)i);
    }
    canvas_fill(canvas, layout->status, STYLE_TEXT);
    draw_status(shell, canvas);
    if (!keys)
        return;
    canvas_fill(canvas, layout->keys, STYLE_TEXT);
    draw_keys(shell, canvas);
}
