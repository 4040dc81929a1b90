/* Days off of a calendar: each is looked at before any is taken; then they are a new version of the rules. */
#include "choosing.h"
#include "rules_view.h"

#include "paletti/app/closed_dates.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdarg.h>
#include <string.h>

enum { SKIPPED_SHOWN = 20, HANG = 6, KINDS = 3, WIDTH_MAX = 100 };

enum phase {
    PHASE_LOOK,   /* to be looked at: load asks for it */
    PHASE_CHOOSE, /* what is in it stands there, and may be ticked */
    PHASE_TAKE,   /* to be taken */
    PHASE_DONE,
    PHASE_FAILED,
};

enum item_kind { ITEM_TAKE, ITEM_WHEN, ITEM_KIND, ITEM_DATE, ITEM_MEETINGS, ITEM_RULES, ITEM_MORE };

struct item {
    enum item_kind kind;
    size_t i; /* of a date */
};

struct days_off_view {
    struct choosing choosing;
    char *path;
    enum phase phase;
    int kind;    /* enum closed_kind, -1: as the calendar says */
    size_t when; /* of the beginnings */
    int resume;  /* the item that is selected once it was looked at again */
    struct closed_dates dates;
    size_t taken;
    int64_t anchor; /* of the range that is being ticked: a date, or -1 */
    struct str meaning; /* what taking them does */
    struct item *items;
    size_t n_items, cap_items;
    char *failure;
};

static void days_off_init(struct view *base, const char *argument)
{
    struct days_off_view *view = (struct days_off_view *)base;

    view->path = mem_string(argument);
    view->kind = -1;
    view->anchor = -1;
}

static void days_off_done(struct view *base)
{
    struct days_off_view *view = (struct days_off_view *)base;

    closed_dates_clear(&view->dates);
    menu_done(&view->choosing.menu);
    str_done(&view->meaning);
    free(view->items);
    free(view->path);
    free(view->failure);
}

/* From when on they hold, as it is typed and as it is shown. */
static const struct {
    const char *typed, *shown;
} beginnings[] = {
    {"today", N_("today")},
    {"tomorrow", N_("tomorrow")},
    {"next monday", N_("next Monday")},
    {"1 jan", N_("1 January")},
};

static struct closed_order order_of(const struct days_off_view *view)
{
    return (struct closed_order){.path = view->path, .kind = view->kind, .when = beginnings[view->when].typed};
}

/* --- lines --- */

static void blank(struct days_off_view *view)
{
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
}

static void say(struct days_off_view *view, enum style style, const char *fmt, ...) _printf_(3, 4);
static void say(struct days_off_view *view, enum style style, const char *fmt, ...)
{
    _cleanup_str_ struct str line = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&line, fmt, ap);
    va_end(ap);
    menu_text(&view->choosing.menu, style, 2, str_text(&line));
}

static void offer(struct days_off_view *view, enum item_kind kind, size_t i, enum style style, const char *line)
{
    menu_item(&view->choosing.menu, style, HANG, line);
    MEM_GROW(view->items, view->n_items, view->cap_items);
    view->items[view->n_items++] = (struct item){kind, i};
}

static size_t count_taken(const struct days_off_view *view)
{
    size_t n = 0;

    for (size_t i = 0; i < view->dates.n; i++)
        n += view->dates.v[i].taken;
    return n;
}

static void offer_take(struct days_off_view *view)
{
    size_t n = count_taken(view);
    _cleanup_free_ char *line = str_format(P_("Take %zu range of days off: %s", "Take %zu ranges of days off: %s", n), n,
                                           str_text(&view->meaning));

    offer(view, ITEM_TAKE, 0, STYLE_KEY, n > 0 ? line : _("Take none of them: nothing is ticked"));
}

static void offer_when(struct days_off_view *view)
{
    _cleanup_free_ char *line = str_format(_("From when on: < %s >   (Enter changes it)"), _(beginnings[view->when].shown));

    offer(view, ITEM_WHEN, 0, STYLE_KEY, line);
}

static void offer_kind(struct days_off_view *view)
{
    static const char *const kinds[] = {N_("as the calendar says"), N_("all are holidays"), N_("all are absences")};
    _cleanup_free_ char *line = str_format(_("What they are: < %s >   (Enter changes it)"), _(kinds[view->kind + 1]));

    offer(view, ITEM_KIND, 0, STYLE_KEY, line);
}

/* --- dates --- */

static void add_range(const struct days_off_view *view, const struct closed_date *date, struct str *to)
{
    words_range(view->choosing.base.scene->app, to, date->from, date->to);
}

/* So that kinds and names stand below each other. */
static int range_width(const struct days_off_view *view)
{
    int widest = 0;

    for (size_t i = 0; i < view->dates.n && !view->choosing.base.scene->plain; i++) {
        _cleanup_str_ struct str range = STR_INIT;
        add_range(view, &view->dates.v[i], &range);
        int w = text_width(str_text(&range));
        widest = w > widest ? w : widest;
    }
    return widest;
}

static void pad(struct str *to, const char *text, int width)
{
    str_add(to, text);
    for (int w = text_width(text); w < width; w++)
        str_add_char(to, ' ');
}

static const char *kind_word(enum closed_kind kind)
{
    return kind == CLOSED_HOLIDAY ? _("holiday") : _("absence");
}

static int kind_width(const struct days_off_view *view)
{
    int a = text_width(kind_word(CLOSED_HOLIDAY)), b = text_width(kind_word(CLOSED_ABSENCE));

    return view->choosing.base.scene->plain ? 0 : a > b ? a : b;
}

static void add_date(const struct days_off_view *view, const struct closed_date *date, int width, struct str *to)
{
    _cleanup_str_ struct str range = STR_INIT;

    add_range(view, date, &range);
    str_add(to, date->there ? "  [=] " : date->taken ? "  [x] " : "  [ ] ");
    pad(to, str_text(&range), width);
    str_add(to, "  ");
    pad(to, kind_word(date->kind), kind_width(view));
    str_printf(to, "  %s", date->label ? date->label : "");
}

/* Why it is not ticked, and what else is to be known. */
static void add_remarks(struct days_off_view *view, const struct closed_date *date)
{
    if (date->past)
        menu_more(&view->choosing.menu, STYLE_QUIET, HANG, _("      over: the rules that held then judged it"));
    if (date->conflict) {
        _cleanup_free_ char *line = str_format("      %s", date->conflict);
        menu_more(&view->choosing.menu, STYLE_WAITING, HANG, line);
    }
    if (!date->likely && date->note && !date->conflict) {
        _cleanup_free_ char *line = str_format(_("      the calendar says: %s"), date->note);
        menu_more(&view->choosing.menu, STYLE_QUIET, HANG, line);
    }
}

static void fill_dates(struct days_off_view *view)
{
    int width = range_width(view);

    for (size_t i = 0; i < view->dates.n; i++) {
        const struct closed_date *date = &view->dates.v[i];
        _cleanup_str_ struct str line = STR_INIT;
        add_date(view, date, width, &line);
        if (date->there) {
            str_printf(&line, "  (%s)", _("there already"));
            menu_text(&view->choosing.menu, STYLE_QUIET, HANG, str_text(&line));
            continue;
        }
        offer(view, ITEM_DATE, i, date->past ? STYLE_QUIET : STYLE_TEXT, str_text(&line));
        add_remarks(view, date);
    }
}

static void say_skipped(struct days_off_view *view)
{
    const struct import_notes *skipped = &view->dates.skipped;

    if (skipped->n == 0)
        return;
    blank(view);
    say(view, STYLE_COLUMN, _("Skipped: %zu"), skipped->n);
    for (size_t i = 0; i < skipped->n && i < SKIPPED_SHOWN; i++)
        say(view, STYLE_QUIET, "  %s: %s", skipped->v[i].a ? skipped->v[i].a : "?", skipped->v[i].b);
    if (skipped->n > SKIPPED_SHOWN)
        say(view, STYLE_QUIET, _("  ... and %zu more: paletti import --preview in the shell names all."),
            skipped->n - SKIPPED_SHOWN);
}

/* --- the page --- */

static void fill_choices(struct days_off_view *view)
{
    say(view, STYLE_TEXT, P_("%lld read. Nothing is stored yet.", "%lld read. Nothing is stored yet.", view->dates.read),
        (long long)view->dates.read);
    blank(view);
    if (view->dates.n > 0) {
        offer_take(view);
        offer_when(view);
        offer_kind(view);
        blank(view);
        say(view, STYLE_COLUMN, _("Days off. Space ticks one, v from here to there, V turns all round."));
        fill_dates(view);
    } else {
        say(view, STYLE_TEXT, _("There are no days off in it."));
    }
    blank(view);
    offer(view, ITEM_MEETINGS, 0, STYLE_KEY, _("Look at its appointments with clients instead"));
    say_skipped(view);
}

static void fill_result(struct days_off_view *view)
{
    if (view->taken > 0)
        say(view, STYLE_GOOD, P_("On disk: %zu range of days off, %s.", "On disk: %zu ranges of days off, %s.", view->taken),
            view->taken, str_text(&view->meaning));
    else
        say(view, STYLE_TEXT, _("The rules have all of that: nothing was written."));
    say(view, STYLE_QUIET, _("Your clients need not be told of a day off; u, among them, takes it back."));
    blank(view);
    offer(view, ITEM_RULES, 0, STYLE_KEY, _("Look at the rules"));
    offer(view, ITEM_MORE, 0, STYLE_KEY, _("Import something else"));
}

static void fill_failure(struct days_off_view *view)
{
    say(view, STYLE_ERROR, "%s", view->failure);
    blank(view);
    offer(view, ITEM_MORE, 0, STYLE_KEY, _("Choose another file"));
}

static void fill(struct days_off_view *view)
{
    menu_clear(&view->choosing.menu);
    view->n_items = 0;
    say(view, STYLE_QUIET, "%s", view->path);
    if (view->phase == PHASE_CHOOSE)
        fill_choices(view);
    else if (view->phase == PHASE_DONE)
        fill_result(view);
    else if (view->phase == PHASE_FAILED)
        fill_failure(view);
    else
        say(view, STYLE_TEXT, _("Reading; nothing is stored."));
    choosing_resize(&view->choosing.base);
}

/* --- the work --- */

static bool was_ticked_by_hand(const struct closed_date *date)
{
    return date->taken != (date->likely && !date->there && !date->past);
}

/* What was ticked by hand stays so when the same calendar is looked at again. Both lists are in order. */
static void keep_ticks(const struct closed_dates *old, struct closed_dates *now)
{
    for (size_t i = 0, k = 0; i < old->n && k < now->n;) {
        const struct closed_date *was = &old->v[i];
        struct closed_date *is = &now->v[k];
        bool same = was->from == is->from && was->to == is->to;
        if (same && was_ticked_by_hand(was))
            is->taken = was->taken && !is->there;
        bool before = was->from < is->from || (was->from == is->from && was->to < is->to);
        i += same || before;
        k += same || !before;
    }
}

static int look(struct days_off_view *view, const struct request *progress, struct err *err)
{
    const struct closed_order order = order_of(view);
    struct closed_dates dates;

    str_clear(&view->meaning);
    if (closed_dates_when(view->choosing.base.scene->app, order.when, &view->meaning, err) < 0 ||
        closed_dates_read(view->choosing.base.scene->app, &order, progress, &dates, err) < 0)
        return -1;
    keep_ticks(&view->dates, &dates);
    closed_dates_clear(&view->dates);
    view->dates = dates;
    view->anchor = -1;
    view->phase = PHASE_CHOOSE;
    return 0;
}

static int take(struct days_off_view *view, struct effects *effects, struct err *err)
{
    const struct closed_order order = order_of(view);
    unsigned changes;
    int64_t from;

    view->phase = PHASE_CHOOSE;
    if (closed_dates_take(view->choosing.base.scene->app, &order, &view->dates, &from, &changes, err) < 0)
        return -1;
    view->taken = from == INSTANT_NONE ? 0 : count_taken(view);
    view->phase = PHASE_DONE;
    menu_select(&view->choosing.menu, 0);
    effects_number(effects, EFFECT_CHANGED, changes);
    return 0;
}

static bool stopped(const struct request *progress)
{
    return progress->stop && progress->stop(progress->ctx);
}

static int days_off_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err)
{
    struct days_off_view *view = (struct days_off_view *)base;
    bool looking = view->phase == PHASE_LOOK;
    int r = looking ? look(view, progress, err) : take(view, effects, err);

    if (r < 0 && looking && stopped(progress)) {
        effects_add(effects, EFFECT_CLOSE);
    } else if (r < 0 && looking) {
        view->phase = PHASE_FAILED;
        free(view->failure);
        view->failure = mem_string(err->text);
        r = 0;
    }
    fill(view);
    if (looking)
        menu_select(&view->choosing.menu, view->resume);
    return r;
}

static int days_off_load(struct view *base, struct effects *effects, struct err *err _unused_)
{
    struct days_off_view *view = (struct days_off_view *)base;

    fill(view);
    if (view->phase == PHASE_LOOK)
        effects_add(effects, EFFECT_WORK);
    return 0;
}

/* --- keys --- */

static const struct item *selected(const struct days_off_view *view)
{
    return (size_t)view->choosing.menu.selected < view->n_items ? &view->items[view->choosing.menu.selected] : NULL;
}

static void flip(struct closed_date *date)
{
    date->taken = !date->taken && !date->there;
}

/* From the date where it began to this one all are as the first one is then: ticked, or not. */
static void tick_range(struct days_off_view *view, size_t to, struct effects *effects)
{
    size_t from = view->anchor < 0 ? to : (size_t)view->anchor;

    if (view->anchor < 0) {
        view->anchor = (int64_t)to;
        effects_text(effects, EFFECT_SAY, _("From here on: v again, further down or up, ticks all up to there."));
        return;
    }
    for (size_t i = from < to ? from : to; i <= (from < to ? to : from); i++)
        view->dates.v[i].taken = !view->dates.v[i].there;
    view->anchor = -1;
}

static void tick_others(struct days_off_view *view)
{
    for (size_t i = 0; i < view->dates.n; i++)
        flip(&view->dates.v[i]);
}

static void look_again(struct days_off_view *view, struct effects *effects)
{
    view->phase = PHASE_LOOK;
    view->resume = view->choosing.menu.selected;
    effects_add(effects, EFFECT_WORK);
}

static void take_item(struct days_off_view *view, const struct item *item, struct effects *effects)
{
    switch (item->kind) {
    case ITEM_TAKE:
        if (count_taken(view) == 0)
            break;
        view->phase = PHASE_TAKE;
        effects_add(effects, EFFECT_WORK);
        break;
    case ITEM_WHEN:
        view->when = (view->when + 1) % ARRAY_LEN(beginnings);
        look_again(view, effects);
        break;
    case ITEM_KIND:
        view->kind = (view->kind + 2) % KINDS - 1;
        look_again(view, effects);
        break;
    case ITEM_DATE:
        flip(&view->dates.v[item->i]);
        break;
    case ITEM_MEETINGS:
        effects_add(effects, EFFECT_CLOSE);
        effects_open(effects, &view_import_ops, view->path);
        break;
    case ITEM_RULES:
        effects_add(effects, EFFECT_HOME);
        effects_open(effects, &view_rules_ops, NULL);
        break;
    case ITEM_MORE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

/* Back to where the file was chosen; once they are in, to where one came from before that. */
static void leave(struct days_off_view *view, struct effects *effects)
{
    if (view->anchor >= 0) {
        view->anchor = -1;
        return;
    }
    effects_add(effects, EFFECT_CLOSE);
    if (view->phase == PHASE_DONE)
        effects_add(effects, EFFECT_CLOSE);
}

static void days_off_act(struct view *base, enum action action, struct effects *effects)
{
    struct days_off_view *view = (struct days_off_view *)base;
    const struct item *item = selected(view);
    bool on_date = item && item->kind == ITEM_DATE;

    if (menu_act(&view->choosing.menu, action))
        return;
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        leave(view, effects);
    else if (item && (action == ACTION_OPEN || (action == ACTION_TICK && on_date)))
        take_item(view, item, effects);
    else if (on_date && action == ACTION_MARK_RANGE)
        tick_range(view, item->i, effects);
    else if (view->phase == PHASE_CHOOSE && action == ACTION_MARK_INVERT)
        tick_others(view);
    fill(view);
}

static unsigned days_off_has(const struct view *base)
{
    return ((const struct days_off_view *)base)->n_items > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void days_off_heading(const struct view *base, struct str *to)
{
    const struct days_off_view *view = (const struct days_off_view *)base;
    const char *slash = strrchr(view->path, '/');

    str_printf(to, ": %s", slash ? slash + 1 : view->path);
}

static void days_off_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    menu_position(&((const struct days_off_view *)base)->choosing.menu, right);
}

static void days_off_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = MENU_ALL;
}

static const struct hint days_off_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("do it")},
    {ACTION_TICK, ACTION_NONE, N_("tick")},
    {ACTION_MARK_RANGE, ACTION_MARK_INVERT, N_("tick more")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_days_off_ops = {
    .title = N_("Days off"),
    .where = IN_DAYS_OFF,
    .reloads = CHANGE_RULES,
    .size = sizeof(struct days_off_view),
    .hints = days_off_hints,
    .init = days_off_init,
    .done = days_off_done,
    .load = days_off_load,
    .work = days_off_work,
    .resize = choosing_resize,
    .draw = choosing_draw,
    .act = days_off_act,
    .has = days_off_has,
    .heading = days_off_heading,
    .foot = days_off_foot,
    .extent = days_off_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
