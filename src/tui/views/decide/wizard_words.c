#include "wizard_words.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

const char *wizard_answer_name(int answer)
{
    static const char *const names[] = {N_("yes"), N_("no"), N_("not sure")};

    return answer >= ANSWER_YES && answer <= ANSWER_UNSURE ? _(names[answer]) : "";
}

const char *wizard_mood_name(enum decide_mood mood)
{
    static const char *const names[] = {N_("calm"), N_("tired"), N_("angry"), N_("afraid")};

    return _(names[mood]);
}

/* In a contract people write it as they like. */
const char *wizard_cause_name(const char *cause)
{
    static const struct {
        const char *code, *name;
    } names[] = {{"non_payment", N_("non-payment")}, {"abuse", N_("abuse")}, {"harms_group", N_("harm to the group")}};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (str_equal(names[i].code, cause))
            return _(names[i].name);
    return cause;
}

void wizard_add_causes(const struct wizard *view, struct str *to)
{
    const struct texts *causes = wizard_page(view)->seen->causes;

    for (size_t i = 0; causes && i < causes->n; i++)
        str_printf(to, "%s%s", i == 0 ? "" : ", ", wizard_cause_name(causes->v[i]));
}

/* --- the summary --- */

/* What somebody wrote. */
static const char *written(const struct wizard *view, const char *text)
{
    return app_blur_text(view->base.scene->app, text);
}

static void add_review(const struct wizard *view, struct str *to)
{
    int32_t on = wizard_page(view)->review_on;

    if (on == DAY_NONE)
        return;
    str_add(to, _("Look again "));
    wizard_add_date(view, to, on, false);
    str_add(to, ".");
}

static size_t keep_lines(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    const struct deciding *answers = wizard_answers(view);

    str_add(&lines[0], _("Keep. "));
    add_review(view, &lines[0]);
    if (answers->win && *answers->win)
        str_printf(&lines[1], _("Thank them: %s"), written(view, answers->win));
    else
        str_add(&lines[1], _("Thank them?"));
    return 2;
}

static void add_change(const struct wizard *view, struct str *to, const char *name, const char *was, const char *is)
{
    if (!is || !*is)
        return;
    str_printf(to, "%s%s: ", to->len > 0 ? "; " : "", name);
    if (was && *was)
        str_printf(to, "%s -> ", written(view, was));
    str_add(to, written(view, is));
}

static void add_sum(const struct wizard *view, struct str *to, const char *name, struct money was, struct money is)
{
    _cleanup_str_ struct str before = STR_INIT, now = STR_INIT;

    if (!*is.currency)
        return;
    if (*was.currency)
        words_sum(&before, was);
    words_sum(&now, is);
    add_change(view, to, name, str_text(&before), str_text(&now));
}

static void add_span(const struct wizard *view, struct str *to, int32_t from, int32_t until)
{
    str_add(to, _("From "));
    wizard_add_date(view, to, from == DAY_NONE ? wizard_page(view)->seen->today : from, false);
    if (until != DAY_NONE) {
        str_add(to, _(" until "));
        wizard_add_date(view, to, until, false);
    }
    str_add(to, ".");
}

static size_t terms_lines(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    const struct plan_terms *terms = &wizard_answers(view)->terms;

    str_add(&lines[0], _("Keep, with new terms."));
    add_sum(view, &lines[1], _("Price"), terms->price_was, terms->price);
    add_change(view, &lines[1], _("Scope"), terms->scope_was, terms->scope);
    add_change(view, &lines[1], _("Hours"), terms->hours_was, terms->hours);
    add_change(view, &lines[1], _("Channel"), terms->channel_was, terms->channel);
    add_span(view, &lines[2], terms->from, terms->until);
    str_add(&lines[3], terms->letter_off ? _("No letter.") : _("A letter says so."));
    add_review(view, &lines[4]);
    return 5;
}

static void add_referral(struct str *to, const struct plan_referral *referral)
{
    str_add(to, referral->colleague && *referral->colleague ? _("Referral: yes.") : _("Referral: none."));
}

static size_t decline_lines(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    const struct plan_decline *decline = &wizard_answers(view)->decline;

    str_add(&lines[0], _("Decline this project only."));
    str_add(&lines[1], decline->project ? written(view, decline->project) : "");
    str_add(&lines[2], decline->door_closed ? _("The client is not to come back.") : _("The client may come back."));
    add_referral(&lines[3], &decline->referral);
    add_review(view, &lines[4]);
    return 5;
}

static size_t chance_lines(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    const struct plan_chance *chance = &wizard_answers(view)->chance;
    int32_t deadline = plan_chance_deadline(chance);
    int n = (int)chance->conditions.n;

    str_add(&lines[0], _("Second chance"));
    if (deadline != DAY_NONE) {
        str_add(&lines[0], _(" until "));
        wizard_add_date(view, &lines[0], deadline, false);
    }
    str_add(&lines[0], ".");
    str_printf(&lines[1], P_("%d condition.", "%d conditions.", n), n);
    str_add(&lines[2], chance->work_at_once ? _("Work goes on at once.") : _("Work goes on once the first condition is met."));
    str_add(&lines[3], chance->letter_off ? _("No letter.") : _("A letter asks for their answer."));
    add_review(view, &lines[4]);
    return 5;
}

/* --- an exit --- */

/* The task of that kind; NULL: none. */
static const struct decide_task *find_task(const struct wizard *view, const char *kind)
{
    const struct decide_makes *makes = wizard_page(view)->makes;

    for (size_t i = 0; i < makes->n_tasks; i++)
        if (str_equal(makes->tasks[i].kind, kind))
            return &makes->tasks[i];
    return NULL;
}

static bool is_today(const struct wizard *view, const char *kind)
{
    const struct decide_task *task = find_task(view, kind);

    return task && task->due == wizard_page(view)->seen->today;
}

static void add_telling(const struct wizard *view, struct str *to)
{
    static const char *const ways[] = {N_("Call, then e-mail."), N_("Meet, then e-mail."), N_("Write.")};
    static const char *const todays[] = {N_("Call, then e-mail, today."), N_("Meet, then e-mail, today."), N_("Write, today.")};
    static const char *const reasons[] = {N_("No reason."), N_("Short reason."), N_("Full reason.")};
    static const char *const framings[] = {"", N_("Not the best fit."), N_("Better for them.")};
    const struct deciding_page *page = wizard_page(view);
    struct decide_manner manner = decide_manner(page->answers, page->seen, page->house);

    str_printf(to, "%s %s", _((is_today(view, "letter") ? todays : ways)[manner.tell]), _(reasons[manner.disclosure]));
    if (manner.framing != FRAMING_TRUE)
        str_printf(to, " %s", _(framings[manner.framing]));
}

/* The money goes first, where that is the order of the tasks. */
static void add_refund(const struct wizard *view, struct str *to)
{
    static const char *const methods[] = {N_(" by Stripe"), N_(" by transfer"), N_(" in cash"), ""};
    const struct plan_exit *plan = &wizard_answers(view)->exit;
    const struct decide_task *refund = find_task(view, "refund"), *letter = find_task(view, "letter");
    const char *method = plan->method >= 0 ? methods[plan->method] : "";

    str_add(to, _("Return "));
    words_sum(to, plan->to_return);
    str_add(to, *method ? _(method) : "");
    str_add(to, refund && letter && refund < letter ? _(" before the letter") : "");
}

static void add_return(const struct wizard *view, struct str *to)
{
    const struct plan_exit *plan = &wizard_answers(view)->exit;

    if (*plan->to_return.currency && plan->to_return.minor > 0)
        add_refund(view, to);
    else
        str_add(to, _("Nothing to return"));
    if (*plan->owed.currency && plan->owed.minor > 0) {
        str_add(to, _("; they owe "));
        words_sum(to, plan->owed);
    }
    str_add(to, ".");
}

static int count_closes(const struct plan_exit *plan, enum close_kind kind)
{
    const struct plan_close *closes = plan->closes.v;
    int n = 0;

    for (size_t i = 0; i < plan->closes.n; i++)
        n += closes[i].kind == (int8_t)kind && !closes[i].kept && !closes[i].done;
    return n;
}

static int count_tasks(const struct decide_makes *makes, const char *kind)
{
    int n = 0;

    for (size_t i = 0; i < makes->n_tasks; i++)
        n += str_equal(makes->tasks[i].kind, kind);
    return n;
}

static void add_closes(const struct wizard *view, struct str *to)
{
    const struct plan_exit *plan = &wizard_answers(view)->exit;
    int meetings = count_closes(plan, CLOSE_MEETING), accesses = count_closes(plan, CLOSE_ACCESS);
    int handovers = count_tasks(wizard_page(view)->makes, "handover");

    str_printf(to, P_("Close %d meeting", "Close %d meetings", meetings), meetings);
    str_printf(to, P_(", %d access", ", %d accesses", accesses), accesses);
    str_printf(to, P_("; %d handover. ", "; %d handovers. ", handovers), handovers);
    add_referral(to, &plan->referral);
}

static void add_review_of_exit(const struct wizard *view, struct str *to)
{
    const struct deciding_page *page = wizard_page(view);
    int32_t first = page->makes->reviews[0];
    _cleanup_str_ struct str on = STR_INIT, later = STR_INIT;

    if (page->review_on == DAY_NONE)
        return;
    wizard_add_date(view, &later, page->review_on, false);
    wizard_add_date(view, &on, first, false);
    if (first != page->review_on && first != DAY_NONE)
        str_printf(to, _("Look again %s and %s; sooner if they write or owe."), str_text(&on), str_text(&later));
    else
        str_printf(to, _("Look again %s; sooner if they write or owe."), str_text(&later));
}

static size_t exit_lines(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    const struct deciding_page *page = wizard_page(view);
    int32_t last = decide_last_day(page->answers, page->seen);

    str_printf(&lines[0], "%s.", words_path(page->path));
    if (last != DAY_NONE) {
        str_add(&lines[0], _(" Last day "));
        words_day(view->base.scene->app, &lines[0], last);
        str_add(&lines[0], ".");
    }
    add_telling(view, &lines[1]);
    add_return(view, &lines[2]);
    add_closes(view, &lines[3]);
    add_review_of_exit(view, &lines[4]);
    return 5;
}

size_t wizard_summary(const struct wizard *view, struct str lines[WIZARD_LINES])
{
    static size_t (*const tellers[PATHS])(const struct wizard *, struct str *) = {
        [PATH_KEEP] = keep_lines,     [PATH_TERMS] = terms_lines, [PATH_DECLINE] = decline_lines,
        [PATH_CHANCE] = chance_lines, [PATH_NOTICE] = exit_lines, [PATH_TODAY] = exit_lines,
    };
    enum decide_path path = wizard_page(view)->path;

    return tellers[path] ? tellers[path](view, lines) : 0;
}
