/* An import, before and after: what it would do, what is to be decided, then what came of it. */
#include "choosing.h"
#include "form_view.h"
#include "people.h"
#include "stamp.h"

#include "paletti/app/importing.h"
#include "paletti/app/setup.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdarg.h>
#include <string.h>

enum { MINE_SHOWN = 8, SKIPPED_SHOWN = 20, HANG = 6 };

enum phase {
    PHASE_LOOK,   /* to be looked at: load asks for it */
    PHASE_CHOOSE, /* what would happen stands there, and may be changed */
    PHASE_TAKE,   /* to be imported */
    PHASE_DONE,
    PHASE_FAILED,
};

/* What the items are, in the order in which they stand. */
enum item_kind { ITEM_TAKE, ITEM_AGAIN, ITEM_MINE, ITEM_RULE, ITEM_PERSON, ITEM_CLIENTS, ITEM_MORE, ITEM_HOURS };

struct item {
    enum item_kind kind;
    size_t i; /* which of its kind */
};

struct import_view {
    struct choosing choosing;
    char *path;
    enum phase phase;
    struct import_report report; /* of the preview, then of the import */
    bool mine[MINE_SHOWN];
    bool mine_changed; /* since it was looked at: the counts are those of before */
    struct str me;     /* the ticked ones, a line each */
    bool me_chosen;    /* they were: nothing is guessed any more */
    struct people people;
    struct item *items;
    size_t n_items, cap_items;
    char *failure;
    bool wants_hours; /* once it is in: none were set */
};

static void import_init(struct view *base, const char *argument)
{
    ((struct import_view *)base)->path = mem_string(argument);
}

static void import_done(struct view *base)
{
    struct import_view *view = (struct import_view *)base;

    import_report_clear(&view->report);
    menu_done(&view->choosing.menu);
    str_done(&view->me);
    free(view->items);
    free(view->path);
    free(view->failure);
}

/* --- lines --- */

static void say(struct import_view *view, enum style style, const char *fmt, ...) _printf_(3, 4);
static void say(struct import_view *view, enum style style, const char *fmt, ...)
{
    _cleanup_str_ struct str line = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&line, fmt, ap);
    va_end(ap);
    menu_text(&view->choosing.menu, style, 2, str_text(&line));
}

static void offer(struct import_view *view, enum item_kind kind, size_t i, enum style style, const char *fmt, ...)
    _printf_(5, 6);
static void offer(struct import_view *view, enum item_kind kind, size_t i, enum style style, const char *fmt, ...)
{
    _cleanup_str_ struct str line = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&line, fmt, ap);
    va_end(ap);
    menu_item(&view->choosing.menu, style, HANG, str_text(&line));
    MEM_GROW(view->items, view->n_items, view->cap_items);
    view->items[view->n_items++] = (struct item){kind, i};
}

static const char *tick(bool on)
{
    return on ? "[x]" : "[ ]";
}

/* "clients: 12", "entries: 340". */
static const char *type_word(const char *type)
{
    if (str_equal(type, "client"))
        return _("clients");
    if (str_equal(type, "interaction"))
        return _("entries");
    if (str_equal(type, "meeting"))
        return _("appointments");
    return type;
}

static void say_counts(struct import_view *view)
{
    const struct import_report *report = &view->report;

    for (size_t i = 0; i < report->n_types; i++) {
        const struct import_type *type = &report->types[i];
        say(view, STYLE_TEXT, _("%s: %lld new, %lld updated, %lld unchanged"), type_word(type->type),
            (long long)type->counts[IMPORT_NEW], (long long)type->counts[IMPORT_UPDATED],
            (long long)type->counts[IMPORT_UNCHANGED]);
    }
    if (report->repaired)
        say(view, STYLE_QUIET, _("malformed characters replaced: %lld"), (long long)report->repaired);
}

static void say_span(struct import_view *view)
{
    const struct import_report *report = &view->report;
    _cleanup_str_ struct str first = STR_INIT, last = STR_INIT;

    if (report->first == INSTANT_NONE || report->last == INSTANT_NONE)
        return;
    stamp_full(view->choosing.base.scene, &first, report->first);
    stamp_full(view->choosing.base.scene, &last, report->last);
    say(view, STYLE_TEXT, _("From %s to %s."), str_text(&first), str_text(&last));
}

static void say_skipped(struct import_view *view)
{
    const struct import_notes *skipped = &view->report.skipped;

    if (skipped->n == 0)
        return;
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    say(view, STYLE_COLUMN, _("Skipped: %zu"), skipped->n);
    for (size_t i = 0; i < skipped->n && i < SKIPPED_SHOWN; i++)
        say(view, STYLE_QUIET, "  %s: %s", skipped->v[i].a ? skipped->v[i].a : "?", skipped->v[i].b);
    if (skipped->n > SKIPPED_SHOWN)
        say(view, STYLE_QUIET, _("  ... and %zu more: paletti import --preview in the shell names all."),
            skipped->n - SKIPPED_SHOWN);
}

/* --- before --- */

static void offer_import(struct import_view *view, int64_t people, int64_t messages)
{
    _cleanup_free_ char *clients = str_format(P_("%lld new client", "%lld new clients", people), (long long)people);
    _cleanup_free_ char *entries =
        str_format(P_("about %lld entry", "about %lld entries", messages), (long long)messages);

    offer(view, ITEM_TAKE, 0, STYLE_KEY, _("Import it: %s, with %s"), clients, entries);
}

static void offer_take(struct import_view *view)
{
    int64_t people, messages;

    people_count(&view->people, &people, &messages);
    if (view->mine_changed)
        offer(view, ITEM_AGAIN, 0, STYLE_KEY, _("Look again, with your addresses as they are ticked now"));
    else if (people > 0)
        offer_import(view, people, messages);
    else
        offer(view, ITEM_TAKE, 0, STYLE_KEY, _("Import it"));
}

static void offer_mine(struct import_view *view)
{
    const struct import_notes *mine = &view->report.mine;

    if (mine->n == 0)
        return;
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    if (view->me.len > 0)
        say(view, STYLE_COLUMN, _("Your own addresses: what is from them went out"));
    else
        say(view, STYLE_WAITING, _("Which of these are yours? Else nobody can tell what you wrote from what you got."));
    for (size_t i = 0; i < mine->n && i < MINE_SHOWN; i++)
        offer(view, ITEM_MINE, i, STYLE_TEXT, "  %s %s  %s  %lld", tick(view->mine[i]), mine->v[i].a,
              mine->v[i].b ? mine->v[i].b : "", (long long)mine->v[i].count);
}

static void offer_person(struct import_view *view, size_t i)
{
    const struct import_note *note = &view->report.unknown.v[i];
    bool named = note->b && !str_equal(note->b, note->a);
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, P_("%lld message", "%lld messages", note->count), (long long)note->count);
    if (note->written > 0)
        str_printf(&line, P_(", %lld yours", ", %lld yours", note->written), (long long)note->written);
    offer(view, ITEM_PERSON, i, STYLE_TEXT, "  %s %s%s%s  %s", tick(people_taken(&view->people, i)), named ? note->b : "",
          named ? "  " : "", note->a, str_text(&line));
}

static void offer_people(struct import_view *view)
{
    const struct import_notes *unknown = &view->report.unknown;
    int64_t people, messages;

    if (unknown->n == 0)
        return;
    people_count(&view->people, &people, &messages);
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    say(view, STYLE_COLUMN, _("People who are no clients yet: %zu. Which of them are?"), unknown->n);
    offer(view, ITEM_RULE, 0, STYLE_KEY, _("  < %s >   (%lld; Enter changes it)"), people_rule(&view->people),
          (long long)people);
    for (size_t i = 0; i < unknown->n && i < PEOPLE_SHOWN; i++)
        offer_person(view, i);
    if (unknown->n > PEOPLE_SHOWN)
        say(view, STYLE_QUIET, _("  ... and %zu with fewer messages, whom only the rule above takes"),
            unknown->n - PEOPLE_SHOWN);
}

static void fill_choices(struct import_view *view)
{
    say(view, STYLE_TEXT, P_("%lld read. Nothing is stored yet.", "%lld read. Nothing is stored yet.", view->report.read),
        (long long)view->report.read);
    say_span(view);
    say_counts(view);
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    offer_take(view);
    offer_mine(view);
    offer_people(view);
    say_skipped(view);
}

/* --- after --- */

/* Newsletters and others who became no clients. */
static void say_left_out(struct import_view *view)
{
    size_t n = view->report.unknown.n;

    if (n > 0)
        say(view, STYLE_TEXT,
            P_("Left out: %zu person who is no client, with their messages. Import it again to take them in.",
               "Left out: %zu people who are no clients, with their messages. Import it again to take them in.", n), n);
}

static void fill_result(struct import_view *view)
{
    say(view, STYLE_GOOD, _("It is in."));
    say_counts(view);
    say_left_out(view);
    say_span(view);
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    offer(view, ITEM_CLIENTS, 0, STYLE_KEY, _("See who waits for you"));
    offer(view, ITEM_MORE, 0, STYLE_KEY, _("Import something else"));
    if (view->wants_hours)
        offer(view, ITEM_HOURS, 0, STYLE_KEY, _("Set your hours: until then Mon-Fri 09:00-18:00 holds"));
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    say(view, STYLE_QUIET, _("u, among your clients, takes the whole import back."));
    say_skipped(view);
}

static void fill(struct import_view *view)
{
    menu_clear(&view->choosing.menu);
    view->n_items = 0;
    say(view, STYLE_QUIET, "%s", view->path);
    switch (view->phase) {
    case PHASE_CHOOSE:
        fill_choices(view);
        break;
    case PHASE_DONE:
        fill_result(view);
        break;
    case PHASE_FAILED:
        say(view, STYLE_ERROR, "%s", view->failure);
        menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
        offer(view, ITEM_MORE, 0, STYLE_KEY, _("Choose another file"));
        break;
    default:
        say(view, STYLE_TEXT, _("Reading; nothing is stored."));
    }
    choosing_resize(&view->choosing.base);
}

/* --- the work --- */

static void note_mine(struct import_view *view)
{
    const struct import_notes *mine = &view->report.mine;

    str_clear(&view->me);
    for (size_t i = 0; i < mine->n && i < MINE_SHOWN; i++)
        if (view->mine[i])
            str_printf(&view->me, "%s\n", mine->v[i].a);
}

/* What the courier guessed is ticked. */
static void take_preview(struct import_view *view, struct import_report *report)
{
    import_report_clear(&view->report);
    view->report = *report;
    for (size_t i = 0; i < MINE_SHOWN; i++)
        view->mine[i] = i < report->mine.n && report->mine.v[i].likely;
    note_mine(view);
    view->mine_changed = false;
    people_init(&view->people, &view->report.unknown);
    view->phase = PHASE_CHOOSE;
}

/* Its days off have a page of their own (view_days_off.c). */
static bool is_calendar(const struct import_view *view)
{
    return str_equal(import_guess_format(view->path), "ics");
}

static int look(struct import_view *view, const struct request *progress, struct err *err)
{
    const struct import_order order = {
        .path = view->path,
        .me = view->me_chosen ? str_text(&view->me) : NULL,
        .meetings = is_calendar(view),
        .preview = true,
    };
    struct import_report report;
    unsigned changes;

    if (import_carry_out(view->choosing.base.scene->app, &order, progress, &report, &changes, err) < 0)
        return -1;
    take_preview(view, &report);
    return 0;
}

/* The name that the first of my addresses goes by. */
static const char *my_name(const struct import_view *view)
{
    for (size_t i = 0; i < view->report.mine.n && i < MINE_SHOWN; i++)
        if (view->mine[i] && view->report.mine.v[i].b)
            return view->report.mine.v[i].b;
    return NULL;
}

static int take(struct import_view *view, const struct request *progress, struct effects *effects, struct err *err)
{
    _cleanup_str_ struct str people = STR_INIT;
    struct import_report report;
    unsigned changes;

    people_add_addresses(&view->people, &people);
    const struct import_order order = {
        .path = view->path,
        .me = str_text(&view->me),
        .remember_me = true,
        .my_name = my_name(view),
        .meetings = is_calendar(view),
        .correspondents = str_text(&people),
    };
    view->phase = PHASE_CHOOSE;
    if (import_carry_out(view->choosing.base.scene->app, &order, progress, &report, &changes, err) < 0)
        return -1;
    import_report_clear(&view->report);
    view->report = report;
    view->phase = PHASE_DONE;
    menu_select(&view->choosing.menu, 0);
    effects_number(effects, EFFECT_CHANGED, changes);
    return 0;
}

static bool stopped(const struct request *progress)
{
    return progress->stop && progress->stop(progress->ctx);
}

static int import_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err)
{
    struct import_view *view = (struct import_view *)base;
    bool looking = view->phase == PHASE_LOOK;
    int r = looking ? look(view, progress, err) : take(view, progress, effects, err);

    /* Who stopped looking wants to be where they came from; who stopped the import decides anew. */
    if (r < 0 && looking && stopped(progress)) {
        effects_add(effects, EFFECT_CLOSE);
    } else if (r < 0 && looking) {
        view->phase = PHASE_FAILED;
        view->failure = mem_string(err->text);
        r = 0;
    }
    fill(view);
    return r;
}

static int import_load(struct view *base, struct effects *effects, struct err *err)
{
    struct import_view *view = (struct import_view *)base;
    struct setup setup;

    if (view->phase == PHASE_DONE && setup_look(base->scene->app, &setup, err) < 0)
        return -1;
    view->wants_hours = view->phase == PHASE_DONE && !setup.hours_given;
    fill(view);
    if (view->phase == PHASE_LOOK)
        effects_add(effects, EFFECT_WORK);
    return 0;
}

/* --- keys --- */

static void toggle_mine(struct import_view *view, size_t i)
{
    view->mine[i] = !view->mine[i];
    view->mine_changed = view->me_chosen = true;
    note_mine(view);
}

static void look_again(struct import_view *view, struct effects *effects)
{
    view->phase = PHASE_LOOK;
    menu_select(&view->choosing.menu, 0);
    effects_add(effects, EFFECT_WORK);
}

static void open_hours(struct effects *effects)
{
    _cleanup_free_ char *setup = form_view_setup();

    effects_open(effects, &view_form_ops, setup);
}

static void take_item(struct import_view *view, const struct item *item, struct effects *effects)
{
    switch (item->kind) {
    case ITEM_TAKE:
        view->phase = PHASE_TAKE;
        effects_add(effects, EFFECT_WORK);
        break;
    case ITEM_AGAIN:
        look_again(view, effects);
        break;
    case ITEM_MINE:
        toggle_mine(view, item->i);
        break;
    case ITEM_RULE:
        people_next_rule(&view->people);
        break;
    case ITEM_PERSON:
        view->people.flipped[item->i] = !view->people.flipped[item->i];
        break;
    case ITEM_CLIENTS:
        effects_add(effects, EFFECT_HOME);
        break;
    case ITEM_MORE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    case ITEM_HOURS:
        open_hours(effects);
        break;
    }
}

/* Back to where the file was chosen; once it is in, to where one came from before that. */
static void leave(const struct import_view *view, struct effects *effects)
{
    effects_add(effects, EFFECT_CLOSE);
    if (view->phase == PHASE_DONE)
        effects_add(effects, EFFECT_CLOSE);
}

static void import_act(struct view *base, enum action action, struct effects *effects)
{
    struct import_view *view = (struct import_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        leave(view, effects);
    else if ((action == ACTION_OPEN || action == ACTION_TICK) && (size_t)view->choosing.menu.selected < view->n_items)
        take_item(view, &view->items[view->choosing.menu.selected], effects);
    fill(view);
}

static unsigned import_has(const struct view *base)
{
    return ((const struct import_view *)base)->n_items > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void import_heading(const struct view *base, struct str *to)
{
    const struct import_view *view = (const struct import_view *)base;
    const char *slash = strrchr(view->path, '/');

    str_printf(to, ": %s", slash ? slash + 1 : view->path);
}

static void import_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    menu_position(&((const struct import_view *)base)->choosing.menu, right);
}

static void import_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < 100 ? room : 100;
    *ret_h = MENU_ALL;
}

static const struct hint import_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("do it")},
    {ACTION_TICK, ACTION_NONE, N_("tick")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_import_ops = {
    .title = N_("Import"),
    .where = IN_IMPORT,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct import_view),
    .hints = import_hints,
    .init = import_init,
    .done = import_done,
    .load = import_load,
    .work = import_work,
    .resize = choosing_resize,
    .draw = choosing_draw,
    .act = import_act,
    .has = import_has,
    .heading = import_heading,
    .foot = import_foot,
    .extent = import_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
