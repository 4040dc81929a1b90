/* A farewell to many: before it begins, who would be in it and who not, and the days of its letters; after that, what of each
 * letter is written, confirmed and sent. */
#include "after.h"
#include "letters_view.h"
#include "sequence_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/sequences.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <string.h>

enum { TAG_NAME = 1, TAG_BEGIN, TAG_DAY = 10, TAG_LETTER = 20, TAG_PERSON = 100 };
enum { LABEL_W = 16, DAY_W = 22, LAST_AFTER_DAYS = 30 };

struct sequence_view {
    struct after after;
    bool begun;
    char *ref;               /* of the one that is under way; NULL: the newest */
    char *name;              /* of one that is to begin; NULL: not typed yet */
    struct texts clients;    /* of one that is to begin */
    int32_t on[SEQUENCE_TEXTS_MAX];
    int n;
    struct sequence_page page;
};

static const struct after_page sequence_page, new_page;

char *sequence_argument(const char *ref)
{
    return str_format("=%s", ref ? ref : "");
}

char *sequence_new_argument(const struct texts *clients)
{
    struct str argument = STR_INIT;

    str_add_char(&argument, '+');
    for (size_t i = 0; i < clients->n; i++)
        str_printf(&argument, "%s\n", clients->v[i]);
    return str_take(&argument);
}

static void take_clients(struct sequence_view *view, const char *refs)
{
    while (*refs) {
        size_t n = strcspn(refs, "\n");
        _cleanup_free_ char *ref = mem_string_n(refs, n);
        texts_add(&view->clients, ref);
        refs += n + (refs[n] == '\n');
    }
}

static int32_t today_of(const struct sequence_view *view)
{
    struct app *app = view->after.base.scene->app;

    return zone_day(app_zone(app), app_now(app), NULL);
}

static void sequence_init(struct view *base, const char *argument)
{
    struct sequence_view *view = (struct sequence_view *)base;

    view->begun = *argument == '=';
    after_init(base, argument, view->begun ? &sequence_page : &new_page);
    base->ops = view->after.page->ops;
    if (view->begun && argument[1])
        view->ref = mem_string(argument + 1);
    if (!view->begun)
        take_clients(view, argument + 1);
}

static void forget(struct after *after)
{
    sequence_page_clear(&((struct sequence_view *)after)->page);
}

static void sequence_done(struct view *base)
{
    struct sequence_view *view = (struct sequence_view *)base;

    after_done(base);
    sequence_page_clear(&view->page);
    free(view->ref);
    free(view->name);
    texts_clear(&view->clients);
}

/* --- reading --- */

static int take_newest(void *ctx, const struct sequence_page *page)
{
    *(char **)ctx = mem_string(page->sequence.ref);
    return 1;
}

static int read_begun(struct sequence_view *view, struct err *err)
{
    struct app *app = view->after.base.scene->app;

    if (!view->ref && view_sequences(app, take_newest, &view->ref, err) < 0)
        return -1;
    if (!view->ref)
        return err_set(err, _("No farewell to many is under way. Mark those it is for, then say that the next key is for all of them."));
    return app_sequence(app, view->ref, &view->page, err);
}

static int read(struct after *after, struct err *err)
{
    struct sequence_view *view = (struct sequence_view *)after;
    struct sequence_wish wish = {.name = view->name ? view->name : "-"};

    if (view->begun)
        return read_begun(view, err);
    if (view->n == 0) {
        view->n = 2;
        view->on[0] = today_of(view);
        view->on[1] = view->on[0] + LAST_AFTER_DAYS;
    }
    wish.clients = view->clients;
    memcpy(wish.on, view->on, sizeof wish.on);
    wish.n = view->n;
    return sequence_look(after->base.scene->app, &wish, &view->page, err);
}

/* --- before it begins --- */

static void put_field(struct after *after, int tag, const char *label, const char *value)
{
    sheet_item(&after->sheet, tag);
    sheet_put(&after->sheet, AFTER_X, LABEL_W, STYLE_COLUMN, label);
    sheet_wrap(&after->sheet, AFTER_X + LABEL_W, AFTER_X + LABEL_W, value ? STYLE_TEXT : STYLE_KEY,
               value ? value : _("type it"));
}

static const char *name_of(const struct sequence_view *view, const struct sequence_member *member)
{
    return app_blur_client(view->after.base.scene->app, member->client_id, member->name);
}

static void fill_days(struct sequence_view *view)
{
    static const char *const labels[] = {N_("First letter"), N_("Second letter"), N_("Third letter")};

    for (int i = 0; i < SEQUENCE_TEXTS_MAX && i <= view->n; i++) {
        _cleanup_str_ struct str day = STR_INIT;
        if (i < view->n)
            words_day(view->after.base.scene->app, &day, view->on[i]);
        put_field(&view->after, TAG_DAY + i, _(labels[i]), i < view->n ? str_text(&day) : _("no letter"));
    }
}

/* Those who are in it, or who are not, with why. */
static size_t fill_people(struct sequence_view *view, bool out, const char *heading)
{
    struct after *after = &view->after;
    size_t n = 0;

    for (size_t i = 0; i < view->page.n; i++) {
        const struct sequence_member *member = &view->page.v[i];
        _cleanup_str_ struct str line = STR_INIT;
        if (out != (member->bars != 0))
            continue;
        if (n++ == 0) {
            after_blank(after);
            after_text(after, STYLE_HEAD, heading);
        }
        str_add(&line, name_of(view, member));
        if (out)
            str_add(&line, ": ");
        if (out)
            words_sequence_bars(after->base.scene->app, &line, member);
        sheet_line(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, out ? STYLE_QUIET : STYLE_TEXT, str_text(&line));
    }
    return n;
}

static void fill_new(struct sequence_view *view)
{
    struct after *after = &view->after;

    after_text(after, STYLE_QUIET, _("One letter to all of them on each of these days, in their own language and register. The name is "
                                     "typed to confirm each; nothing leaves before."));
    after_blank(after);
    put_field(after, TAG_NAME, _("Name"), view->name);
    fill_days(view);
    sheet_item(&after->sheet, TAG_BEGIN);
    sheet_wrap(&after->sheet, AFTER_X, AFTER_X, STYLE_KEY, _("Begin: the first letter to each becomes a draft"));
    if (fill_people(view, false, _("In it")) == 0) {
        after_blank(after);
        after_text(after, STYLE_ALERT, _("None of those that are marked can be in it."));
    }
    fill_people(view, true, _("Not in it, and why"));
}

/* --- under way --- */

static void put_counts(struct str *line, const struct sequence_count *count)
{
    const struct {
        const char *words;
        size_t n;
    } counts[] = {{N_("to write"), count->not_written}, {N_("drafts"), count->drafts}, {N_("confirmed"), count->confirmed},
                  {N_("sent"), count->sent},            {N_("stuck"), count->stuck}};
    const char *between = "";

    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        if (counts[i].n == 0)
            continue;
        str_printf(line, "%s%s %zu", between, _(counts[i].words), counts[i].n);
        between = ", ";
    }
    if (!*between)
        str_add(line, _("nobody is left to get it"));
}

static void fill_letter(struct sequence_view *view, size_t n)
{
    const struct sequence_text *text = (const struct sequence_text *)view->page.sequence.texts.v + n;
    struct after *after = &view->after;
    _cleanup_str_ struct str day = STR_INIT, line = STR_INIT;

    str_printf(&day, "%zu  ", n + 1);
    words_day(after->base.scene->app, &day, text->on);
    put_counts(&line, &view->page.texts[n]);
    sheet_item(&after->sheet, TAG_LETTER + (int)n);
    sheet_put(&after->sheet, AFTER_X, DAY_W, (int)n == view->page.next ? STYLE_KEY : STYLE_COLUMN, str_text(&day));
    sheet_wrap(&after->sheet, AFTER_X + DAY_W, AFTER_X + DAY_W, STYLE_TEXT, str_text(&line));
}

static void fill_person(struct sequence_view *view, size_t i)
{
    const struct sequence_member *member = &view->page.v[i];
    struct after *after = &view->after;
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, "%s: ", name_of(view, member));
    if (member->bars)
        words_sequence_bars(after->base.scene->app, &line, member);
    for (size_t k = 0; k < view->page.sequence.texts.n && !member->bars; k++)
        str_printf(&line, "%s%zu %s", k > 0 ? ", " : "", k + 1, words_sequence_letter(member->letters[k]));
    sheet_item(&after->sheet, TAG_PERSON + (int)i);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, member->bars ? STYLE_QUIET : STYLE_TEXT, str_text(&line));
}

static void fill_begun(struct sequence_view *view)
{
    struct after *after = &view->after;
    bool ended = view->page.sequence.state == SEQUENCE_ENDED;

    after_text(after, STYLE_QUIET,
               ended ? _("It has ended: nothing of it leaves.")
                     : _("An answer ends it for whoever answers; each letter is looked at again before it leaves."));
    after_blank(after);
    for (size_t i = 0; i < view->page.sequence.texts.n; i++)
        fill_letter(view, i);
    after_blank(after);
    for (size_t i = 0; i < view->page.n; i++)
        fill_person(view, i);
}

static void fill(struct after *after)
{
    struct sequence_view *view = (struct sequence_view *)after;

    if (view->begun)
        fill_begun(view);
    else
        fill_new(view);
}

/* --- keys --- */

static int letter_at(const struct sequence_view *view)
{
    int tag = view->after.sheet.tag;

    return tag >= TAG_LETTER && tag < TAG_LETTER + SEQUENCE_TEXTS_MAX ? tag - TAG_LETTER : view->page.next;
}

static const struct sequence_member *person_at(const struct sequence_view *view, int tag)
{
    return tag >= TAG_PERSON && (size_t)(tag - TAG_PERSON) < view->page.n ? &view->page.v[tag - TAG_PERSON] : NULL;
}

/* The letter of theirs that was written last. */
static void open_person(const struct sequence_member *member, struct effects *effects)
{
    for (int i = SEQUENCE_TEXTS_MAX; i-- > 0;)
        if (member->drafts[i]) {
            effects_open(effects, &view_draft_ops, member->drafts[i]);
            return;
        }
    effects_text(effects, EFFECT_SAY, _("Nothing is written to them yet."));
}

static void open_batch(struct sequence_view *view, struct effects *effects)
{
    int n = letter_at(view);
    _cleanup_free_ char *argument = batch_argument(view->page.sequence.ref, n < 0 ? 0 : n);

    if (n < 0 || view->page.texts[n].to_get == 0)
        effects_text(effects, EFFECT_COMPLAIN, _("Nobody is left to get that letter."));
    else if (view->page.texts[n].not_written > 0)
        effects_text(effects, EFFECT_COMPLAIN, _("First it is written to each of them."));
    else
        effects_open(effects, &view_batch_ops, argument);
}

static void open_letter(struct sequence_view *view, struct effects *effects)
{
    int n = letter_at(view);

    if (n >= 0 && view->page.texts[n].not_written > 0)
        after_do(&view->after, ACTION_BYE_WRITE);
    else
        open_batch(view, effects);
}

static void act_begun(struct sequence_view *view, enum action action, struct effects *effects)
{
    const struct sequence_member *member = person_at(view, view->after.sheet.tag);

    if (action == ACTION_AFTER_OPEN && member)
        open_person(member, effects);
    else if (action == ACTION_AFTER_OPEN)
        open_letter(view, effects);
    else if (action == ACTION_BYE_CONFIRM)
        open_batch(view, effects);
    else if (action == ACTION_BYE_WRITE || action == ACTION_SEQUENCE_END || (action == ACTION_SEQUENCE_OUT && member))
        after_do(&view->after, action);
}

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct sequence_view *view = (struct sequence_view *)after;
    int tag = after->sheet.tag;

    if (view->begun) {
        act_begun(view, action, effects);
        return;
    }
    if (action != ACTION_AFTER_OPEN)
        return;
    if (tag == TAG_NAME)
        after_type(after, action, _("Name"), _("A word or two of your own; they never see it."), view->name);
    else if (tag >= TAG_DAY && tag < TAG_DAY + SEQUENCE_TEXTS_MAX)
        after_type(after, action, _("Day"), _("today, monday, in 30 days, 2026-12-01; nothing: no such letter"), NULL);
    else if (tag == TAG_BEGIN)
        after_do(after, action);
}

/* --- doing it --- */

static int set_day(struct sequence_view *view, int i, const char *typed, struct err *err)
{
    struct app *app = view->after.base.scene->app;
    int64_t at;

    if (!*typed) {
        if (i == 0)
            return err_set(err, _("a sequence has one to %d letters, each on a day of its own"), SEQUENCE_TEXTS_MAX);
        view->n = i < view->n ? i : view->n;
        return 0;
    }
    int n = when_parse_as(typed, app_now(app), app_zone(app), WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at, err);
    if (n <= 0 || typed[n])
        return n < 0 ? -1 : err_set(err, _("\"%.60s\" is no day; write one such as friday, 2026-12-01, in 5 days"), typed);
    int32_t day = zone_day(app_zone(app), at, NULL);
    if (day < today_of(view) || (i > 0 && day <= view->on[i - 1]) || (i + 1 < view->n && day >= view->on[i + 1]))
        return err_set(err, _("each letter's day comes after the one before it"));
    view->on[i] = day;
    view->n = i + 1 > view->n ? i + 1 : view->n;
    return 0;
}

static int begin(struct sequence_view *view, unsigned *ret_changes, struct err *err)
{
    struct sequence_wish wish = {.name = view->name, .clients = view->clients, .n = view->n};
    _cleanup_sequence_page_ struct sequence_page page = {0};

    memcpy(wish.on, view->on, sizeof wish.on);
    if (sequence_begin(view->after.base.scene->app, NULL, &wish, &page, NULL, ret_changes, err) < 0)
        return -1;
    view->ref = mem_string(page.sequence.ref);
    view->begun = true;
    view->after.page = &sequence_page;
    view->after.base.ops = sequence_page.ops;
    sheet_select_tag(&view->after.sheet, TAG_LETTER);
    view->after.sheet.tag = TAG_LETTER;
    view->after.base.stale = true;
    return 0;
}

static int perform_new(struct sequence_view *view, const char *typed, unsigned *ret_changes, struct err *err)
{
    int tag = view->after.tag;

    view->after.base.stale = true;
    if (tag == TAG_BEGIN)
        return begin(view, ret_changes, err);
    if (tag >= TAG_DAY)
        return set_day(view, tag - TAG_DAY, typed ? typed : "", err);
    free(view->name);
    view->name = typed && *typed ? mem_string(typed) : NULL;
    return 0;
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes, struct err *err)
{
    struct sequence_view *view = (struct sequence_view *)after;
    struct app *app = after->base.scene->app;
    const struct sequence_member *member = person_at(view, after->tag);
    size_t n;

    if (!view->begun)
        return perform_new(view, typed, ret_changes, err);
    switch ((int)after->does) {
    case ACTION_BYE_WRITE:
        if (sequence_draft(app, NULL, view->ref, letter_at(view), &n, ret_changes, err) < 0)
            return -1;
        effects_text(effects, EFFECT_SAY, _("Written, and kept as drafts; nothing is sent. Undo takes them back."));
        return 0;
    case ACTION_SEQUENCE_OUT:
        return member ? sequence_without(app, NULL, view->ref, member->ref, ret_changes, err) : 0;
    case ACTION_SEQUENCE_END:
        return sequence_end(app, NULL, view->ref, ret_changes, err);
    default:
        return 0;
    }
}

static void sequence_heading(const struct view *base, struct str *to)
{
    const struct sequence_view *view = (const struct sequence_view *)base;

    if (view->begun && view->page.sequence.name)
        str_printf(to, ": %s", view->page.sequence.name);
}

static const struct hint hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("open, write")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm to all")},
    {ACTION_SEQUENCE_OUT, ACTION_NONE, N_("take out")},
    {ACTION_SEQUENCE_END, ACTION_NONE, N_("end it")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint new_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("type it, begin")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define SEQUENCE_OPS                                                                                                 \
    .title = N_("Farewell to many"), .reloads = CHANGE_ALL & ~CHANGE_SETTINGS, .size = sizeof(struct sequence_view), \
    .whole = true, .init = sequence_init, .done = sequence_done, .load = after_load, .resize = after_resize,         \
    .draw = after_draw, .whose = after_whose, .heading = sequence_heading, .foot = after_foot, .extent = after_extent, \
    .items = after_items, .item_at = after_item_at, .select = after_select
const struct view_ops view_sequence_ops = {SEQUENCE_OPS, .where = IN_SEQUENCE, .hints = hints, .act = after_act,
                                           .has = after_has};
static const struct view_ops new_ops = {SEQUENCE_OPS, .where = IN_SEQUENCE, .hints = new_hints, .act = after_act, .has = after_has};
static const struct view_ops typing_ops = {SEQUENCE_OPS, .where = IN_FORM, .hints = asking_hints, .act = after_typing_act,
                                           .type = after_typed};

static const struct after_page sequence_page = {&view_sequence_ops, &typing_ops, read, fill, act, perform, forget, NULL};
static const struct after_page new_page = {&new_ops, &typing_ops, read, fill, act, perform, forget, NULL};
