/* Before the first page: a draft that was begun and may be gone on with; what was decided last; whom of a group it is about. */
#include "wizard.h"
#include "wizard_words.h"

#include "after_view.h"

#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TEXT_X = 2, TAG_GO_ON = 1, TAG_ANEW, TAG_MEMBER = 100 };

/* --- beginning --- */

static int take_open(void *ctx, const struct deciding_line *line _unused_)
{
    *(bool *)ctx = true;
    return 1;
}

static void tell(struct wizard *view, struct str *line)
{
    texts_add(&view->told, str_text(line));
    str_clear(line);
}

static char *date_text(const struct wizard *view, int32_t day)
{
    struct str text = STR_INIT;

    wizard_add_date(view, &text, day, false);
    return str_take(&text);
}

static void tell_days(struct wizard *view, const struct decision *decision, int32_t today)
{
    bool over = decision->review_on <= today;
    _cleanup_str_ struct str line = STR_INIT;

    if (decision->last_day != DAY_NONE) {
        _cleanup_free_ char *last = date_text(view, decision->last_day);
        str_printf(&line, _("Last day: %s."), last);
        tell(view, &line);
    }
    if (decision->review_on != DAY_NONE) {
        _cleanup_free_ char *review = date_text(view, decision->review_on);
        str_printf(&line, over ? _("A look back was due %s.") : _("To be looked at again %s."), review);
        tell(view, &line);
    }
}

/* What was expected is not told: whoever decides again is not to be led by it. */
static void tell_decision(struct wizard *view, const struct decision *decision)
{
    const struct scene *scene = view->base.scene;
    _cleanup_free_ char *on = date_text(view, zone_day(scene->zone, decision->at, NULL));
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, _("Decided %s: %s."), on, words_path(decision_path(decision)));
    tell(view, &line);
    if (decision->answers.answer >= 0) {
        str_printf(&line, _("Your answer then: %s."), wizard_answer_name(decision->answers.answer));
        tell(view, &line);
    }
    tell_days(view, decision, zone_day(scene->zone, scene->now, NULL));
}

static int take_decided(void *ctx, const struct decision *decision)
{
    struct wizard *view = ctx;

    if (decision->state != DECISION_MADE)
        return 0;
    tell_decision(view, decision);
    return 1;
}

static int list_member(void *ctx, const char *ref, const char *name)
{
    struct wizard *view = ctx;

    texts_add(&view->members, ref);
    texts_add(&view->told, name);
    return 0;
}

/* The person's own record with everybody, before they decide again. */
static int tell_record(struct wizard *view, struct err *err)
{
    struct decided_counts counts;
    _cleanup_str_ struct str line = STR_INIT;

    if (decided_count(view->base.scene->app, 0, &counts, err) < 0)
        return -1;
    str_add(&line, _("Your own record, of everybody: "));
    words_decided(&line, &counts);
    str_add_stop(&line);
    tell(view, &line);
    return 1;
}

/* 1: what was decided last is shown first: there is such a decision, and nothing was begun since. */
static int look_back(struct wizard *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    bool open = false;

    texts_clear(&view->told);
    if (view->anew)
        return 0;
    if (view_deciding(app, view->client, take_open, &open, err) < 0)
        return -1;
    int r = open ? 0 : view_decisions(app, view->client, take_decided, view, err);
    return r > 0 ? tell_record(view, err) : r;
}

static int take_name(void *ctx, const char *ref _unused_, const char *name)
{
    char **kept = ctx;

    free(*kept);
    *kept = mem_string(name);
    return 0;
}

static int find_client(struct wizard *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    int r = view_client_id(app, view->client, &view->id, err);

    if (r > 0)
        return err_set(err, _("\"%s\" is not in the file any more"), view->client);
    return r < 0 ? -1 : view_client(app, view->id, take_name, &view->name, err);
}

/* 1: there is nothing to be decided here, which was said. */
int wizard_open(struct wizard *view, struct effects *effects, struct err *err)
{
    struct app *app = view->base.scene->app;

    int r = find_client(view, err);
    if (r == 0)
        r = look_back(view, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    r = deciding_begin(app, view->client, view->ask_first, &view->deciding, err);
    if (r == DECIDING_GROUP) {
        view->group = true;
        texts_clear(&view->members);
        return deciding_members(app, view->client, list_member, view, err);
    }
    if (r == DECIDING_PROSPECT) {
        effects_add(effects, EFFECT_CLOSE);
        effects_open(effects, &view_intake_ops, view->client);
        return 1;
    }
    return r < 0 ? -1 : 0;
}

/* --- what is told --- */

static void put_line(struct wizard *view, const char *text)
{
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, text);
}

static void put_choice(struct wizard *view, int tag, const char *text)
{
    sheet_item(&view->sheet, tag);
    sheet_wrap(&view->sheet, TEXT_X, TEXT_X + 2, STYLE_KEY, text);
}

static void put_key_choice(struct wizard *view, int tag, enum action action, const char *text)
{
    _cleanup_free_ char *key = keymap_key(view->base.scene->keymap, IN_STEP_BEGIN, action),
                        *line = str_format("%s  %s", key, text);

    put_choice(view, tag, line);
}

static void fill_members(struct wizard *view)
{
    put_line(view, _("A group: about whom of it?"));
    sheet_line(&view->sheet);
    for (size_t i = 0; i < view->told.n; i++)
        put_choice(view, TAG_MEMBER + (int)i, view->told.v[i]);
}

static void fill_decided(struct wizard *view)
{
    for (size_t i = 0; i < view->told.n; i++)
        put_line(view, view->told.v[i]);
    sheet_line(&view->sheet);
    put_key_choice(view, TAG_ANEW, ACTION_ANEW, _("decide anew: what was decided stays as it is"));
}

/* --- a draft --- */

static void put_where(struct wizard *view)
{
    const struct deciding *answers = wizard_answers(view);
    const struct wizard_page *page = answers->page > 0 ? wizard_page_of((enum decide_state)answers->page) : NULL;
    _cleanup_str_ struct str text = STR_INIT, when = STR_INIT;

    words_instant(view->base.scene->app, &when, wizard_page(view)->saved_at);
    if (page && page->corner)
        str_printf(&text, _("You began this decision; saved last %s, at %s."), str_text(&when), _(page->corner));
    else
        str_printf(&text, _("You began this decision; saved last %s."), str_text(&when));
    put_line(view, str_text(&text));
}

static void put_sleep(struct wizard *view)
{
    int64_t wakes = wizard_answers(view)->wakes;
    _cleanup_str_ struct str text = STR_INIT, when = STR_INIT;

    if (wakes == INSTANT_NONE || wakes <= view->base.scene->now)
        return;
    words_instant(view->base.scene->app, &when, wakes);
    str_printf(&text, _("You sleep on it until %s."), str_text(&when));
    put_line(view, str_text(&text));
}

static void put_new(struct wizard *view)
{
    long long n = (long long)wizard_answers(view)->new_facts;
    _cleanup_free_ char *text = str_format(P_("%lld new fact since.", "%lld new facts since.", n), n);

    if (n > 0)
        put_line(view, text);
}

static void fill_draft(struct wizard *view)
{
    put_where(view);
    put_sleep(view);
    put_new(view);
    sheet_line(&view->sheet);
    put_key_choice(view, TAG_GO_ON, ACTION_GO_ON, _("go on where it was"));
    put_key_choice(view, TAG_ANEW, ACTION_ANEW, _("begin anew: this one is kept, unfinished"));
}

static void begin_fill(struct wizard *view)
{
    if (view->deciding)
        fill_draft(view);
    else
        fill_decided(view);
}

/* --- keys --- */

static void take_member(struct wizard *view, size_t i)
{
    free(view->client);
    view->client = mem_string(view->members.v[i]);
    view->group = false;
    texts_clear(&view->told);
    view->base.stale = true;
}

static void go_on(struct wizard *view)
{
    if (view->deciding)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_RESUME});
}

static void begin_anew(struct wizard *view)
{
    if (view->deciding) {
        wizard_send(view, &(struct decide_event){.kind = DECIDING_BEGIN, .number = view->ask_first});
        return;
    }
    view->anew = view->base.stale = true;
}

static void begin_act(struct wizard *view, enum action action, struct effects *effects)
{
    int tag = view->sheet.tag;

    if (action == ACTION_GO_ON || (action == ACTION_STEP_NEXT && tag == TAG_GO_ON))
        go_on(view);
    else if (action == ACTION_ANEW || (action == ACTION_STEP_NEXT && tag == TAG_ANEW))
        begin_anew(view);
    else if (action == ACTION_STEP_BACK)
        effects_add(effects, EFFECT_CLOSE);
}

static void members_act(struct wizard *view, enum action action, struct effects *effects)
{
    if (action == ACTION_STEP_NEXT && view->sheet.tag >= TAG_MEMBER)
        take_member(view, (size_t)(view->sheet.tag - TAG_MEMBER));
    else if (action == ACTION_STEP_BACK)
        effects_add(effects, EFFECT_CLOSE);
}

static const struct hint begin_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("choose")},
    {ACTION_GO_ON, ACTION_NONE, N_("go on")},
    {ACTION_ANEW, ACTION_NONE, N_("anew")},
    {ACTION_DECISIONS, ACTION_NONE, N_("history")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_PARK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_begin = {
    .ops = {WIZARD_OPS, .where = IN_STEP_BEGIN, .hints = begin_hints},
    .fill = begin_fill,
    .act = begin_act,
};

/* What was decided before: there is nothing to go on with. */
static const struct hint decided_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("choose")},
    {ACTION_ANEW, ACTION_NONE, N_("anew")},
    {ACTION_DECISIONS, ACTION_NONE, N_("history")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_PARK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_decided = {
    .ops = {WIZARD_OPS, .where = IN_STEP_BEGIN, .hints = decided_hints},
    .fill = begin_fill,
    .act = begin_act,
};

static const struct hint members_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("choose")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_PARK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_members = {
    .ops = {WIZARD_OPS, .where = IN_STEP_BEGIN, .hints = members_hints},
    .fill = fill_members,
    .act = members_act,
};
