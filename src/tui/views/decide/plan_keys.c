/* What the keys do to a plan's field: type it, step through its choices, tick it. One row for each field. */
#include "plan.h"

#include "cmdline.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static void set(struct wizard *view, enum decide_field field, int64_t number)
{
    wizard_send(view, &(struct decide_event){
                          .kind = DECIDING_SET, .field = field, .number = number, .day = DAY_NONE});
}

static void set_text(struct wizard *view, enum decide_field field, const char *text)
{
    wizard_send(view,
                &(struct decide_event){.kind = DECIDING_SET, .field = field, .text = text, .day = DAY_NONE});
}

/* --- typed --- */

#define TEXT(tag, member, label)                                                                             \
    {                                                                                                        \
        tag, tag, TYPED_TEXT, offsetof(struct deciding, member), label                                       \
    }
#define DAY(tag, member, label)                                                                              \
    {                                                                                                        \
        tag, tag, TYPED_DAY, offsetof(struct deciding, member), label                                        \
    }
#define SUM(tag, member, label)                                                                              \
    {                                                                                                        \
        tag, tag, TYPED_MONEY, offsetof(struct deciding, member), label                                      \
    }
static const struct typed_field {
    int tag;
    enum decide_field field; /* another one where the tag's own is chosen, not typed */
    enum typed_as as;
    size_t at;
    const char *label;
} typed_fields[] = {
    DAY(EXIT_LAST_DAY, exit.last_day, N_("Last day")),
    TEXT(EXIT_CLAUSE, exit.clause, N_("Clause")),
    {EXIT_DISCLOSURE, EXIT_REASON, TYPED_TEXT, offsetof(struct deciding, exit.reason), N_("Reason")},
    TEXT(EXIT_REASON, exit.reason, N_("Reason")),
    TEXT(EXIT_LANGUAGE, exit.language, N_("Language")),
    TEXT(EXIT_WHY_UNTRIED, exit.why_untried, N_("Nothing tried, because")),
    {EXIT_COLLEAGUE, EXIT_NO_REFERRAL, TYPED_TEXT, offsetof(struct deciding, exit.referral.none_because),
     N_("None, because")},
    TEXT(EXIT_OFFSET_YES, exit.offset_yes, N_("Their yes stands in")),
    SUM(EXIT_UNIT_PRICE, exit.unit_price, N_("Unit price")),
    {EXIT_METHOD, EXIT_REFUND_ON, TYPED_DAY, offsetof(struct deciding, exit.refund_on), N_("Returned on")},
    DAY(EXIT_HANDOVER_BY, exit.handover_by, N_("Hand over by")),
    SUM(TERMS_PRICE, terms.price, N_("New price")),
    SUM(TERMS_PRICE_WAS, terms.price_was, N_("Price until now")),
    TEXT(TERMS_SCOPE, terms.scope, N_("New scope")),
    TEXT(TERMS_SCOPE_WAS, terms.scope_was, N_("Scope until now")),
    TEXT(TERMS_HOURS, terms.hours, N_("New hours")),
    TEXT(TERMS_HOURS_WAS, terms.hours_was, N_("Hours until now")),
    TEXT(TERMS_CHANNEL, terms.channel, N_("New channel")),
    TEXT(TERMS_CHANNEL_WAS, terms.channel_was, N_("Channel until now")),
    DAY(TERMS_FROM, terms.from, N_("From")),
    DAY(TERMS_UNTIL, terms.until, N_("Until")),
    {TERMS_REASON, TERMS_WORDS, TYPED_TEXT, offsetof(struct deciding, terms.words), N_("In your words")},
    TEXT(TERMS_WORDS, terms.words, N_("In your words")),
    TEXT(DECLINE_PROJECT, decline.project, N_("Project")),
    TEXT(DECLINE_WORDS, decline.words, N_("Words")),
    DAY(DECLINE_ENDS_ON, decline.ends_on, N_("Ends on")),
    {DECLINE_COLLEAGUE, DECLINE_NO_REFERRAL, TYPED_TEXT,
     offsetof(struct deciding, decline.referral.none_because), N_("None, because")},
    TEXT(CHANCE_OVERRIDE, override_reason, N_("All the same, because")),
};

static const void *member(const struct wizard *view, size_t at)
{
    return (const char *)wizard_answers(view) + at;
}

/* As it stands; a day that follows from others is there to be changed. */
static void add_value(const struct wizard *view, const struct typed_field *field, struct str *to)
{
    const struct deciding_page *page = wizard_page(view);
    int32_t day;

    switch (field->as) {
    case TYPED_DAY:
        day = *(const int32_t *)member(view, field->at);
        if (field->tag == EXIT_LAST_DAY)
            day = decide_last_day(page->answers, page->seen);
        if (day != DAY_NONE)
            wizard_add_date(view, to, day, false);
        break;
    case TYPED_MONEY:
        if (*((const struct money *)member(view, field->at))->currency)
            words_sum(to, *(const struct money *)member(view, field->at));
        break;
    default:
        if (*(char *const *)member(view, field->at))
            str_add(to, *(char *const *)member(view, field->at));
    }
}

static bool type_field(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(typed_fields); i++) {
        const struct typed_field *field = &typed_fields[i];
        if (field->tag != view->sheet.tag)
            continue;
        add_value(view, field, &text);
        wizard_type(view, _(field->label), str_text(&text), field->as,
                    &(struct decide_event){.kind = DECIDING_SET, .field = field->field, .day = DAY_NONE});
        return true;
    }
    return false;
}

/* Until when something is to be closed. */
static void type_close(struct wizard *view, int line)
{
    const struct plan_close *close = &((const struct plan_close *)wizard_answers(view)->exit.closes.v)[line];
    _cleanup_str_ struct str text = STR_INIT;

    if (close->by != DAY_NONE)
        wizard_add_date(view, &text, close->by, false);
    wizard_type(
        view, _("By"), str_text(&text), TYPED_DAY,
        &(struct decide_event){
            .kind = DECIDING_SET, .field = EXIT_CLOSE, .line = line, .number = close->kept, .day = DAY_NONE});
}

/* --- chosen --- */

/* The choices of a field: as it stands, and how many there are; 0: it has none. */
static int choices(const struct wizard *view, int tag, int *ret_now)
{
    const struct deciding_page *page = wizard_page(view);
    const struct deciding *answers = page->answers;
    struct decide_manner manner = decide_manner(answers, page->seen, page->house);
    const struct choice {
        int tag, now, n;
    } rows[] = {
        {EXIT_TELL, (int)manner.tell, 3},
        {EXIT_DISCLOSURE, (int)manner.disclosure, 3},
        {EXIT_FRAMING, (int)manner.framing, 3},
        {EXIT_DEBT, answers->exit.debt, 3},
        {EXIT_METHOD, answers->exit.method, 4},
        {EXIT_TELL_COLLEAGUE, answers->exit.referral.tell_asked ? answers->exit.referral.tell : -1, 2},
        {EXIT_REFUND_ISSUED, answers->exit.refund_issued, 2},
        {TERMS_REASON, answers->terms.reason, 4},
        {TERMS_NO_LETTER, answers->terms.letter_off, 2},
        {DECLINE_DOOR_CLOSED, answers->decline.door_closed, 2},
        {DECLINE_TELL, answers->decline.referral.tell, 2},
        {CHANCE_WORK_AT_ONCE, answers->chance.work_at_once, 2},
        {CHANCE_NO_LETTER, answers->chance.letter_off, 2},
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (rows[i].tag == tag) {
            *ret_now = rows[i].now;
            return rows[i].n;
        }
    return 0;
}

/* The colleagues one after the other, and nobody behind them. */
static bool step_colleague(struct wizard *view, int by)
{
    const struct deciding *answers = wizard_answers(view);
    const struct plan *plan = view->plan;
    bool decline = view->sheet.tag == DECLINE_COLLEAGUE;
    const char *ref = decline ? answers->decline.referral.colleague : answers->exit.referral.colleague;
    int n = (int)plan->n_colleagues, at = n;

    if (view->sheet.tag != EXIT_COLLEAGUE && !decline)
        return false;
    for (int i = 0; ref && i < n; i++)
        if (str_equal(plan->colleagues[i].ref, ref))
            at = i;
    at = (at + by + n + 1) % (n + 1);
    set_text(view, (enum decide_field)view->sheet.tag, at < n ? plan->colleagues[at].ref : "");
    return true;
}

static bool step_close(struct wizard *view)
{
    const struct list *closes = &wizard_answers(view)->exit.closes;
    size_t i = (size_t)(view->sheet.tag - TAG_CLOSE);

    if (view->sheet.tag < TAG_CLOSE || i >= closes->n)
        return false;
    const struct plan_close *close = &((const struct plan_close *)closes->v)[i];
    wizard_send(view, &(struct decide_event){.kind = DECIDING_SET,
                                             .field = EXIT_CLOSE,
                                             .line = (int)i,
                                             .number = !close->kept,
                                             .day = close->by});
    return true;
}

static bool step_booked(struct wizard *view)
{
    size_t i = (size_t)(view->sheet.tag - TAG_BOOKED);

    if (view->sheet.tag < TAG_BOOKED || i >= view->plan->booked.n)
        return false;
    set_text(view, EXIT_GIVEN_BACK, view->plan->booked.v[i]);
    return true;
}

/* BY 0: a tick goes round, from the last choice to the first. */
static void step(struct wizard *view, int by)
{
    int now, n = choices(view, view->sheet.tag, &now);

    if (step_colleague(view, by ? by : 1) || step_close(view) || step_booked(view) || n == 0)
        return;
    int to = by ? now + by : (now + 1) % n;
    set(view, (enum decide_field)view->sheet.tag, to < 0 ? 0 : to >= n ? n - 1 : to);
}

/* Said yes today: it is noted with the colleague, as an act of its own. */
static void note_consent(struct wizard *view, struct effects *effects)
{
    const struct deciding *answers = wizard_answers(view);
    const char *ref = answers->state == DECIDE_DECLINE ? answers->decline.referral.colleague
                                                       : answers->exit.referral.colleague;
    _cleanup_str_ struct str line = STR_INIT;
    struct civil day;

    civil_of_day(wizard_page(view)->seen->today, &day);
    str_printf(&line, "edit colleague:%s consented_on=%04d-%02d-%02d", ref ? ref : "", day.year, day.month,
               day.day);
    effects_do(effects, str_text(&line), _("Noted: they said yes today; undo takes it back."), false);
}

/* --- all pages --- */

static void edit(struct wizard *view)
{
    size_t closes = wizard_answers(view)->exit.closes.n;
    int tag = view->sheet.tag;

    if (type_field(view))
        return;
    if (tag >= TAG_CLOSE && (size_t)(tag - TAG_CLOSE) < closes)
        type_close(view, tag - TAG_CLOSE);
    else
        step(view, 0);
}

static void disclose(struct wizard *view, enum action action)
{
    if (wizard_answers(view)->state != DECIDE_EXIT || action < ACTION_NO_REASON || action > ACTION_FULL_REASON)
        return;
    view->sheet.tag = EXIT_DISCLOSURE;
    set(view, EXIT_DISCLOSURE, DISCLOSE_NONE + (int)action - ACTION_NO_REASON);
}

void plan_act(struct wizard *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_FIELD_NEXT:
    case ACTION_FIELD_PREVIOUS:
        sheet_act(&view->sheet, action == ACTION_FIELD_NEXT ? ACTION_DOWN : ACTION_UP);
        break;
    case ACTION_STEP_NEXT:
        plan_next(view);
        break;
    case ACTION_STEP_BACK:
        wizard_send(view, &(struct decide_event){.kind = DECIDING_BACK});
        break;
    case ACTION_EDIT_FIELD:
        edit(view);
        break;
    case ACTION_TICK_FIELD:
        if (view->sheet.tag == TAG_CONSENT)
            note_consent(view, effects);
        else
            step(view, 0);
        break;
    case ACTION_CHOICE_BEFORE:
    case ACTION_CHOICE_AFTER:
        step(view, action == ACTION_CHOICE_AFTER ? 1 : -1);
        break;
    case ACTION_PREVIEW:
        view->plan->previews = view->base.stale = true;
        break;
    case ACTION_BOTH_COSTS:
        view->plan->unfolded = !view->plan->unfolded;
        wizard_resize(&view->base);
        if (view->plan->unfolded)
            sheet_act(&view->sheet, ACTION_LAST);
        break;
    default:
        disclose(view, action);
    }
}

const struct hint plan_hints[] = {
    PLAN_HINTS_BEGIN,
    {ACTION_FIELD_NEXT, ACTION_NONE, N_("next field")},
    {ACTION_EDIT_FIELD, ACTION_NONE, N_("edit")},
    {ACTION_CHOICE_AFTER, ACTION_NONE, N_("choose")},
    {ACTION_PREVIEW, ACTION_NONE, N_("preview")},
    PLAN_HINTS_END,
};
