/* The plan of an exit: when and how it is said, what goes back, what is closed. */
#include "plan.h"
#include "wizard_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

/* --- how it is said --- */

static void add_day(const struct wizard *view, struct str *to, int32_t day)
{
    struct civil date;
    _cleanup_str_ struct str words = STR_INIT, year = STR_INIT;

    words_day(view->base.scene->app, &words, day);
    civil_of_day(day, &date);
    str_printf(&year, "%d", date.year);
    str_add(to, str_text(&words));
    if (!strstr(str_text(&words), str_text(&year)))
        str_printf(to, " %s", str_text(&year));
}

static void put_clause(struct wizard *view)
{
    const struct decide_seen *seen = wizard_page(view)->seen;
    const char *own = wizard_answers(view)->exit.clause;
    long long days = seen->notice_days;
    _cleanup_str_ struct str text = STR_INIT;

    if (plan_lacks(view, EXIT_CLAUSE)) {
        plan_put(view, EXIT_CLAUSE, _("Clause"), NULL);
        return;
    }
    str_printf(&text, P_("%lld day, ", "%lld days, ", days), days);
    if (own && *own)
        str_add(&text, own);
    else if (seen->clause)
        str_printf(&text, _("%s of the contract"), seen->clause_text);
    else
        str_add(&text, _("by your rules"));
    plan_put_beside(view, PLAN_CLAUSE_X, EXIT_CLAUSE, NULL, str_text(&text));
}

static void put_cause(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    const char *cause = page->answers->cause ? page->answers->cause : decide_cause_of(page->trouble);
    _cleanup_free_ char *text =
        str_format(_("today, for a cause: %s"), cause ? wizard_cause_name(cause) : "-");

    sheet_put(&view->sheet, PLAN_CLAUSE_X, 0, STYLE_TEXT, text);
}

static void put_last_day(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    int32_t day = decide_last_day(page->answers, page->seen);
    _cleanup_str_ struct str text = STR_INIT;

    if (day != DAY_NONE)
        add_day(view, &text, day);
    plan_put(view, EXIT_LAST_DAY, _("Last day"), str_text(&text));
    if (page->answers->path == PATH_TODAY)
        put_cause(view);
    else
        put_clause(view);
}

/* The words of a reason that is given; and why nothing was tried, where nothing was. */
static void put_reasons(struct wizard *view, enum exit_disclosure disclosure)
{
    const struct plan_exit *of = &wizard_answers(view)->exit;

    if (disclosure == DISCLOSE_FULL || (of->reason && *of->reason && disclosure != DISCLOSE_NONE))
        plan_put_written(view, EXIT_REASON, _("Reason"), of->reason);
    if (plan_lacks(view, EXIT_WHY_UNTRIED) || (of->why_untried && *of->why_untried))
        plan_put_written(view, EXIT_WHY_UNTRIED, _("Untried"), of->why_untried);
}

static void put_manner(struct wizard *view)
{
    const char *const ways[] = {_("call first, then e-mail the same day; both are logged"),
                                _("meet, then e-mail the same day; both are logged"), _("write, no call")};
    const char *const reasons[] = {_("n no reason"), _("s short reason"), _("f full reason"), NULL};
    const char *const framings[] = {_("what is true, without more"), _("not the right fit"),
                                    _("what is better for them")};
    const struct deciding_page *page = wizard_page(view);
    struct decide_manner manner = decide_manner(page->answers, page->seen, page->house);
    _cleanup_str_ struct str language = STR_INIT;

    plan_put(view, EXIT_TELL, _("Tell them"), ways[manner.tell]);
    plan_put_choices(view, EXIT_DISCLOSURE, _("How much"), reasons, (int)manner.disclosure);
    put_reasons(view, manner.disclosure);
    plan_put(view, EXIT_FRAMING, _("Framing"), framings[manner.framing]);
    plan_add_language(view, &language);
    plan_put_beside(view, PLAN_SECOND_X, EXIT_LANGUAGE, _("Language"), str_text(&language));
}

/* --- what is closed --- */

/* One line for those of a kind that end on one day, as many as have room. */
struct flow {
    struct wizard *view;
    int x, end;
    int8_t kind;
    int32_t by;
};

static void put_by(struct flow *flow)
{
    _cleanup_str_ struct str date = STR_INIT;

    if (flow->by != DAY_NONE)
        wizard_add_date(flow->view, &date, flow->by, true);
    flow->view->sheet.item = SHEET_TEXT;
    sheet_put_right(&flow->view->sheet, flow->end, flow->view->sheet.w - flow->end, STYLE_TEXT,
                    str_text(&date));
}

static void put_close(struct flow *flow, int tag, int8_t kind, int32_t by, bool ticked, const char *text)
{
    int w = sheet_width(text) + 4;
    bool beside = flow->x > 0 && kind == flow->kind && by == flow->by && flow->x + w <= flow->end &&
                  !flow->view->base.scene->plain;

    if (!beside) {
        sheet_line(&flow->view->sheet);
        flow->x = 0;
        flow->kind = kind;
        flow->by = by;
        put_by(flow);
    }
    plan_put_tick(flow->view, flow->x, tag, ticked, kind == CLOSE_ACCESS, text);
    flow->x += w + 3;
}

static void put_closes(struct flow *flow, int32_t last_day)
{
    const struct list *closes = &wizard_answers(flow->view)->exit.closes;

    for (size_t i = 0; i < closes->n; i++) {
        const struct plan_close *close = &((const struct plan_close *)closes->v)[i];
        _cleanup_free_ char *text =
            str_format(close->kept ? _("%s: stays") : "%s", close->what ? close->what : "");
        put_close(flow, TAG_CLOSE + (int)i, close->kind,
                  decide_close_by(close, last_day, wizard_page(flow->view)->seen->today), close->done, text);
    }
}

/* As it will be made: when, and in which words. */
static void put_handover(struct flow *flow)
{
    const struct decide_makes *makes = wizard_page(flow->view)->makes;

    for (size_t i = 0; i < makes->n_tasks; i++)
        if (str_equal(makes->tasks[i].kind, "handover"))
            put_close(flow, EXIT_HANDOVER_BY, CLOSE_HANDOVER, makes->tasks[i].due, false,
                      makes->tasks[i].what);
}

static void put_closing(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    enum { BY_W = 8 };
    struct flow flow = {view, 0, view->sheet.w - BY_W, -1, DAY_NONE};

    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, flow.end, STYLE_HEAD, _("CLOSE"));
    sheet_put_right(&view->sheet, flow.end, BY_W, STYLE_COLUMN, C_("a day", "by"));
    put_closes(&flow, decide_last_day(page->answers, page->seen));
    put_handover(&flow);
}

/* --- the page --- */

static void exit_fill(struct wizard *view)
{
    if (!view->plan)
        return;
    put_last_day(view);
    put_manner(view);
    plan_put_referral(view, &wizard_answers(view)->exit.referral, EXIT_COLLEAGUE);
    plan_put_money(view);
    put_closing(view);
    plan_put_costs(view);
    plan_stand(view);
}

static void exit_act(struct wizard *view, enum action action, struct effects *effects)
{
    int tag = view->sheet.tag;

    if (action == ACTION_STEP_NEXT && tag >= TAG_MONEY && tag < TAG_BOOKED)
        plan_open_money(view, effects);
    else
        plan_act(view, action, effects);
}

static const char *exit_corner(const struct wizard *view)
{
    return wizard_answers(view)->path == PATH_TODAY ? _("Plan: let go today") : _("Plan: let go with notice");
}

static const struct hint exit_hints[] = {
    PLAN_HINTS_BEGIN,
    {ACTION_FIELD_NEXT, ACTION_NONE, N_("field")},
    {ACTION_TICK_FIELD, ACTION_NONE, N_("choose")},
    {ACTION_EDIT_FIELD, ACTION_NONE, N_("edit")},
    {ACTION_PREVIEW, ACTION_NONE, N_("preview")},
    PLAN_HINTS_END,
};

const struct wizard_page wizard_exit = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PLAN, .hints = exit_hints},
    .corner = N_("Plan"),
    .corner_of = exit_corner,
    .load = plan_load,
    .fill = exit_fill,
    .act = exit_act,
};
