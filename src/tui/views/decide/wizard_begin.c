/* Before the first page: a draft that was begun and may be gone on with; what was decided last; whom of a group it is about. */
#include "wizard.h"
#include "wizard_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TEXT_X = 2, TAG_GO_ON = 1, TAG_ANEW, TAG_MEMBER = 100 };

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
    put_choice(view, TAG_ANEW, _("n  decide anew: what was decided stays as it is"));
}

/* --- a draft --- */

static void put_where(struct wizard *view)
{
    const struct deciding *answers = wizard_answers(view);
    const struct wizard_page *page = answers->page > 0 ? wizard_page_of((enum decide_state)answers->page) : NULL;
    _cleanup_str_ struct str text = STR_INIT;

    str_add(&text, _("You began this decision; saved last "));
    words_instant(view->base.scene->app, &text, wizard_page(view)->saved_at);
    if (page && page->corner)
        str_printf(&text, _(", at %s"), _(page->corner));
    str_add(&text, ".");
    put_line(view, str_text(&text));
}

static void put_sleep(struct wizard *view)
{
    int64_t wakes = wizard_answers(view)->wakes;
    _cleanup_str_ struct str text = STR_INIT;

    if (wakes == INSTANT_NONE || wakes <= view->base.scene->now)
        return;
    str_add(&text, _("You sleep on it until "));
    words_instant(view->base.scene->app, &text, wakes);
    str_add(&text, ".");
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
    put_choice(view, TAG_GO_ON, _("r  go on where it was"));
    put_choice(view, TAG_ANEW, _("n  begin anew: this one is kept, as abandoned"));
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
