/* A decision: one view that goes from page to page. It asks the app in load alone, sends it one event a key, and paints what is
 * on disk. */
#include "plan.h"
#include "wizard_words.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

#include <string.h>

enum { WIDTH_MAX = 96, HEIGHT = 34, NARROW_W = 68, ASK_FIRST_MARK = '?' };

static const struct wizard_page *const pages[DECIDE_STATES] = {
    [DECIDE_IDLE] = &wizard_begin,  [DECIDE_RESUME] = &wizard_begin, [DECIDE_FACTS] = &wizard_facts,
    [DECIDE_ASK] = &wizard_ask,     [DECIDE_FEAR] = &wizard_ask,     [DECIDE_PATH] = &wizard_path,
    [DECIDE_TERMS] = &wizard_terms, [DECIDE_DECLINE] = &wizard_decline, [DECIDE_CHANCE] = &wizard_chance,
    [DECIDE_EXIT] = &wizard_exit,   [DECIDE_CHECK] = &wizard_check,
};

const struct wizard_page *wizard_page_of(enum decide_state state)
{
    return pages[state];
}

/* --- its life --- */

char *wizard_argument(const char *client, bool ask_first)
{
    return str_format("%s%s", ask_first ? "?" : "", client);
}

void wizard_init(struct view *base, const char *argument)
{
    struct wizard *view = (struct wizard *)base;

    view->ask_first = *argument == ASK_FIRST_MARK;
    view->client = mem_string(argument + view->ask_first);
    view->shown = &wizard_begin;
    sheet_begin(&view->sheet);
}

void wizard_done(struct view *base)
{
    struct wizard *view = (struct wizard *)base;

    free(view->client);
    free(view->name);
    free(view->text);
    free(view->before);
    free(view->kept);
    texts_clear(&view->told);
    texts_clear(&view->members);
    plan_free(view->plan);
    deciding_view_free(view->deciding);
    sheet_done(&view->sheet);
    asking_done(&view->asking);
}

bool wizard_narrow(const struct wizard *view)
{
    return view->base.w < NARROW_W && !view->base.scene->plain;
}

void wizard_add_date(const struct wizard *view, struct str *to, int32_t day, bool shortly)
{
    const struct scene *scene = view->base.scene;

    if (shortly)
        words_date_beside(to, day, zone_day(scene->zone, scene->now, NULL));
    else
        words_dated(to, day);
}

/* --- the page --- */

static void show_page(struct wizard *view)
{
    const struct wizard_page *page = view->deciding ? pages[wizard_answers(view)->state]
                                     : view->group  ? &wizard_members
                                                    : &wizard_decided;

    if (page && page != view->shown) {
        view->shown = page;
        sheet_begin(&view->sheet);
    }
    if (!view->asking.on)
        view->base.ops = &view->shown->ops;
}

static int sheet_height(const struct wizard *view)
{
    int h = view->base.height - (view->asking.on ? ASKING_H : 0);

    return h > 1 ? h : 1;
}

/* What the page shows beside the answers. */
static int load_page(struct wizard *view, struct effects *effects, struct err *err)
{
    bool loads = view->deciding && view->shown->load;

    return loads ? view->shown->load(view, effects, err) : 0;
}

static void fill(struct wizard *view)
{
    sheet_clear(&view->sheet, view->base.w);
    view->shown->fill(view);
    sheet_place(&view->sheet, sheet_height(view));
}

void wizard_resize(struct view *base)
{
    struct wizard *view = (struct wizard *)base;

    if (view->deciding || view->told.n > 0 || view->group)
        fill(view);
}

/* --- what a key sent --- */

static void say_parked(const struct wizard *view, struct str *to)
{
    const struct deciding *answers = wizard_answers(view);
    _cleanup_str_ struct str day = STR_INIT;

    if (answers->path != PATH_LATER || answers->later_until == DAY_NONE) {
        _cleanup_free_ char *key = keymap_key(view->base.scene->keymap, IN_CLIENTS, ACTION_DECIDE);
        str_printf(to, _("Parked: everything is kept, %s goes on from here."), key);
        return;
    }
    words_day(view->base.scene->app, &day, answers->later_until);
    str_printf(to, _("Parked until %s: then it is asked again."), str_text(&day));
}

/* A goodbye is begun by its decision, and goes on on its page. */
static void say_decided(const struct wizard *view, struct str *to)
{
    const struct keymap *keymap = view->base.scene->keymap;
    enum decide_path path = (enum decide_path)wizard_page(view)->path;
    _cleanup_free_ char *goodbye = keymap_key(keymap, IN_CLIENTS, ACTION_GOODBYE);
    _cleanup_str_ struct str undo = STR_INIT;

    keymap_command_keys(keymap, IN_CLIENTS, "undo", 1, "", &undo);
    str_printf(to, _("Decided: %s. Nothing is sent; %s takes it back."), words_path(path), str_text(&undo));
    if (path == PATH_NOTICE || path == PATH_TODAY)
        str_printf(to, _(" %s goes on with the goodbye."), goodbye);
}

static void say_end(const struct wizard *view, struct str *to)
{
    switch ((int)wizard_answers(view)->state) {
    case DECIDE_COOLING:
        str_add(to, _("You sleep on it: it is the first thing of the next triage."));
        break;
    case DECIDE_COMMITTED:
        say_decided(view, to);
        break;
    default:
        say_parked(view, to);
    }
}

/* What leaves the pages closes the view. */
static void end(struct wizard *view, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    if (pages[wizard_answers(view)->state])
        return;
    say_end(view, &said);
    effects_add(effects, EFFECT_CLOSE);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

static int send_one(struct wizard *view, const struct decide_event *event, struct effects *effects, struct err *err)
{
    unsigned changes = CHANGE_NOTHING;

    int r = deciding_event(view->base.scene->app, view->deciding, event, &changes, err);
    if (r < 0)
        return -1;
    if (r == DECIDING_REFUSED)
        effects_text(effects, EFFECT_COMPLAIN, *err->text ? err->text : _("That does nothing here."));
    if (r == DECIDING_MOVED)
        effects_text(effects, EFFECT_SAY, _("Something changed meanwhile: the lines marked \"new\" are to be looked at again."));
    if (changes != CHANGE_NOTHING)
        effects_number(effects, EFFECT_CHANGED, changes);
    return r;
}

static int send_event(struct wizard *view, struct effects *effects, struct err *err)
{
    bool both = view->has_second;

    view->has_second = false;
    view->event.text = view->text;
    int r = send_one(view, &view->event, effects, err);
    if (r == 0 && both)
        r = send_one(view, &view->second, effects, err);
    if (r >= 0)
        end(view, effects);
    return r < 0 ? -1 : 0;
}

/* One that commits is work: it makes tasks and letters. */
static bool is_work(const struct wizard *view)
{
    return view->event.kind == DECIDING_COMMIT;
}

int wizard_work(struct view *base, const struct request *progress _unused_, struct effects *effects, struct err *err)
{
    struct wizard *view = (struct wizard *)base;

    int r = send_event(view, effects, err);
    show_page(view);
    if (r == 0)
        r = load_page(view, effects, err);
    fill(view);
    return r;
}

void wizard_send(struct wizard *view, const struct decide_event *event)
{
    free(view->text);
    view->text = mem_string(event->text);
    view->event = *event;
    view->has_second = false;
    view->sends = view->base.stale = true;
}

void wizard_send_both(struct wizard *view, const struct decide_event *event, const struct decide_event *second)
{
    wizard_send(view, event);
    view->second = *second;
    view->has_second = true;
}

/* --- loading --- */

static int renew(struct wizard *view, struct effects *effects, struct err *err)
{
    bool sends = view->sends;

    view->sends = false;
    if (sends && is_work(view)) {
        effects_add(effects, EFFECT_WORK);
        return 0;
    }
    if (sends)
        return send_event(view, effects, err);
    if (view->asking.on)
        return 0;
    return deciding_refresh(view->base.scene->app, view->deciding, err) < 0 ? -1 : 0;
}

int wizard_load(struct view *base, struct effects *effects, struct err *err)
{
    struct wizard *view = (struct wizard *)base;
    int r = 0;

    if (view->asking.on)
        wizard_understand(view);
    if (view->deciding)
        r = renew(view, effects, err);
    else if (view->told.n == 0 || view->anew)
        r = wizard_open(view, effects, err);
    if (!view->deciding && view->told.n == 0 && !view->group) {
        if (r < 0)
            effects_add(effects, EFFECT_CLOSE);
        return r < 0 ? -1 : 0;
    }
    show_page(view);
    if (r >= 0)
        r = load_page(view, effects, err);
    fill(view);
    return r < 0 ? -1 : 0;
}

/* --- keys --- */

static void send(struct wizard *view, enum decide_event_kind kind)
{
    wizard_send(view, &(struct decide_event){.kind = kind});
}

/* Nothing is open yet, so nothing is parked. */
static void leave(struct wizard *view, struct effects *effects)
{
    if (view->troubles)
        view->shown->act(view, ACTION_STEP_BACK, effects);
    else if (view->deciding && wizard_answers(view)->state != DECIDE_RESUME)
        send(view, DECIDING_PARK);
    else
        effects_add(effects, EFFECT_CLOSE);
}

void wizard_act(struct view *base, enum action action, struct effects *effects)
{
    struct wizard *view = (struct wizard *)base;

    if (view->shown->moves ? view->shown->moves(view, action) : sheet_act(&view->sheet, action)) {
        wizard_resize(base);
        return;
    }
    switch ((int)action) {
    case ACTION_PARK:
    case ACTION_LEAVE:
        leave(view, effects);
        break;
    default:
        view->shown->act(view, action == ACTION_BACK ? ACTION_STEP_BACK : action, effects);
    }
}

/* --- its place --- */

void wizard_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct wizard *view = (const struct wizard *)base;

    sheet_draw(&view->sheet, canvas, area, focus && !view->asking.on);
    if (view->asking.on)
        asking_draw(&view->asking, canvas, area, view->label);
}

void wizard_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    int lines = (int)((const struct wizard *)base)->sheet.n;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = lines > HEIGHT ? lines : HEIGHT;
}

int64_t wizard_whose(const struct view *base, const char **ret_name)
{
    const struct wizard *view = (const struct wizard *)base;

    *ret_name = view->name;
    return view->id;
}

static const char *corner_of(const struct wizard *view)
{
    return view->shown->corner_of ? view->shown->corner_of(view) : _(view->shown->corner);
}

void wizard_heading(const struct view *base, struct str *to)
{
    const struct wizard *view = (const struct wizard *)base;

    if (view->name)
        str_printf(to, "  %s", app_blur_names(base->scene->app, view->name));
    if (base->scene->plain && view->shown->corner) /* there is no corner */
        str_printf(to, "  %s", corner_of(view));
}

void wizard_corner(const struct view *base, struct str *to)
{
    const struct wizard *view = (const struct wizard *)base;

    if (view->shown->corner)
        str_add(to, corner_of(view));
}

static void add_spent(int64_t seconds, struct str *to)
{
    if (seconds >= 60)
        str_printf(to, _("%lld min %lld s"), (long long)(seconds / 60), (long long)(seconds % 60));
    else
        str_printf(to, _("%lld s"), (long long)seconds);
}

/* When it was really saved; on the last page how long it took in all. */
void wizard_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct wizard *view = (const struct wizard *)base;
    _cleanup_str_ struct str clock = STR_INIT;

    sheet_position(&view->sheet, left);
    if (!view->deciding)
        return;
    if (view->shown == &wizard_check) {
        add_spent(wizard_page(view)->seconds, right);
    } else if (wizard_page(view)->saved_at != INSTANT_NONE) {
        words_clock(base->scene->app, &clock, wizard_page(view)->saved_at);
        str_printf(right, _("saved%s"), str_text(&clock));
    }
}

void wizard_status(const struct view *base, struct str *to)
{
    const struct wizard *view = (const struct wizard *)base;

    if (view->shown->status && !view->asking.on)
        view->shown->status(view, to);
}

int64_t wizard_items(const struct view *base, int64_t *ret_selected)
{
    return sheet_items(&((const struct wizard *)base)->sheet, ret_selected);
}

int64_t wizard_item_at(const struct view *base, int y)
{
    return sheet_item_at(&((const struct wizard *)base)->sheet, y);
}

void wizard_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    sheet_select(&((struct wizard *)base)->sheet, (int)item);
}

const struct view_ops *const wizard_view_ops = &wizard_begin.ops;
