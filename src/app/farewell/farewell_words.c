/* The steps in words. */
#include "farewell_inside.h"

#include "dues_now.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

const char *const farewell_item_state_names[] = {"open",    "drafted", "confirmed", "sending", "waits",
                                                 "refused", "unknown", "done",      "kept",    NULL};

const char *words_farewell_step(enum farewell_step step)
{
    static const char *const words[FAREWELL_STEPS] = {
        [FAREWELL_FREEZE] = N_("Freeze"),
        [FAREWELL_CONTRACT] = NC_("step", "Last day"),
        [FAREWELL_STATEMENT] = N_("Credit statement"),
        [FAREWELL_REFUND] = N_("Refund"),
        [FAREWELL_CREDIT_NOTE] = N_("Credit note number"),
        [FAREWELL_MEETINGS] = N_("Meetings"),
        [FAREWELL_ACCESS] = N_("Access"),
        [FAREWELL_HANDOVER] = N_("Hand-over and referral"),
        [FAREWELL_WAY] = N_("Way and tone"),
        [FAREWELL_TEXT] = N_("Letters"),
        [FAREWELL_CONFIRM] = N_("Confirm"),
        [FAREWELL_RELEASE] = NC_("step", "Release"),
        [FAREWELL_CLOSE] = N_("The end"),
        [FAREWELL_LEARN] = N_("Learn"),
    };

    return i18n_word(words[step]);
}

const char *words_farewell_stand(enum farewell_stand stand)
{
    static const char *const words[] = {
        [FAREWELL_NOT_NEEDED] = N_("not needed"),
        [FAREWELL_DONE] = NC_("step", "done"),
        [FAREWELL_NOW] = N_("to do"),
        [FAREWELL_WAITS] = N_("waits"),
        [FAREWELL_BLOCKED] = N_("blocked"),
    };

    return i18n_word(words[stand]);
}

const char *words_farewell_item(enum farewell_item_state state)
{
    static const char *const words[] = {
        [FAREWELL_ITEM_OPEN] = N_("to do"),          [FAREWELL_ITEM_DRAFTED] = N_("drafted"),
        [FAREWELL_ITEM_CONFIRMED] = N_("confirmed"), [FAREWELL_ITEM_SENDING] = N_("being sent"),
        [FAREWELL_ITEM_WAITS] = N_("waits"),         [FAREWELL_ITEM_REFUSED] = N_("refused"),
        [FAREWELL_ITEM_UNKNOWN] = N_("not known"),   [FAREWELL_ITEM_DONE] = NC_("step", "done"),
        [FAREWELL_ITEM_KEPT] = N_("stays"),
    };

    return i18n_word(words[state]);
}

const char *words_farewell_gone(enum farewell_step step)
{
    static const char *const words[FAREWELL_STEPS] = {
        [FAREWELL_FREEZE] = N_("Something has left: the freeze is not taken back."),
        [FAREWELL_CONTRACT] = N_("They know the day."),
        [FAREWELL_STATEMENT] = N_("A statement that was sent is not called back."),
        [FAREWELL_REFUND] = N_("What was returned is not taken back."),
        [FAREWELL_WAY] = N_("What was said was said."),
        [FAREWELL_CONFIRM] = N_("A letter that was sent is not called back."),
        [FAREWELL_RELEASE] = N_("A letter that was sent is not called back."),
    };

    return words[step] ? _(words[step]) : "";
}

/* --- how they stand --- */

/* By step: what is done, and what there is nothing of. */
static const struct {
    const char *done, *nothing;
} ends[FAREWELL_STEPS] = {
    [FAREWELL_FREEZE] = {N_("Reminders, sequences and bookings are stopped."), NULL},
    [FAREWELL_CONTRACT] = {N_("The last day is %s."), NULL},
    [FAREWELL_STATEMENT] = {N_("It shows to the cent what they still had."),
                            N_("They have nothing left that was paid for.")},
    [FAREWELL_REFUND] = {N_("All of it was returned."), N_("Nothing goes back.")},
    [FAREWELL_CREDIT_NOTE] = {N_("Its number is noted."), N_("Without a refund there is none.")},
    [FAREWELL_MEETINGS] = {N_("None is left after the last day."), N_("No meeting is planned.")},
    [FAREWELL_ACCESS] = {N_("All are closed, or stay with a reason."), N_("No access is recorded.")},
    [FAREWELL_HANDOVER] = {N_("All is handed over, and they know whom to go to, or why nobody."), NULL},
    [FAREWELL_WAY] = {N_("You have spoken with them."), NULL},
    [FAREWELL_TEXT] = {N_("All letters are written."), N_("None was planned.")},
    [FAREWELL_CONFIRM] = {N_("All letters are confirmed."), N_("None was planned.")},
    [FAREWELL_RELEASE] = {N_("All letters have left."), N_("None was planned.")},
    [FAREWELL_CLOSE] = {N_("They have left: nothing reaches them any more."), NULL},
};

static void say_to_do(struct str *to, enum farewell_step step, int64_t n)
{
    switch (step) {
    case FAREWELL_STATEMENT:
        str_add(to, _("It is not drafted yet."));
        return;
    case FAREWELL_REFUND:
        str_printf(to,
                   P_("%lld payment gets something back: plan it, look at it, confirm it.",
                      "%lld payments get something back: plan them, look at each, confirm each.", n),
                   (long long)n);
        return;
    case FAREWELL_CREDIT_NOTE:
        str_add(to, _("A reminder: your invoicing program gives its number."));
        return;
    case FAREWELL_MEETINGS:
        str_printf(to, P_("%lld meeting is to be cancelled.", "%lld meetings are to be cancelled.", n),
                   (long long)n);
        return;
    case FAREWELL_ACCESS:
        str_printf(to, P_("%lld access is open.", "%lld accesses are open.", n), (long long)n);
        return;
    case FAREWELL_TEXT:
        str_printf(to, P_("%lld letter is to be written.", "%lld letters are to be written.", n),
                   (long long)n);
        return;
    default:
        str_add(to, _("All is done but this."));
    }
}

static void say_day(struct app *app, struct str *to, const char *format, int32_t day)
{
    _cleanup_str_ struct str text = STR_INIT;

    words_day(app, &text, day);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    str_printf(to, format, str_text(&text));
#pragma GCC diagnostic pop
}

static void say_call(struct app *app, struct str *to, int32_t day)
{
    if (day == DAY_NONE)
        str_add(to, _("Call or meet them first; then the letter."));
    else
        say_day(app, to, _("Call or meet them first, on %s; then the letter."), day);
}

static void say_hours(struct app *app, struct str *to, const struct farewell_stood *stood)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (stood->at == INSTANT_NONE) {
        str_printf(to,
                   P_("%lld is confirmed: the outbox lets it go.",
                      "%lld are confirmed: the outbox lets them go.", stood->n),
                   (long long)stood->n);
        return;
    }
    words_instant(app, &text, stood->at);
    str_printf(to,
               P_("%lld is confirmed; it may go from %s on.", "%lld are confirmed; they may go from %s on.",
                  stood->n),
               (long long)stood->n, str_text(&text));
}

static void say_count(struct str *to, enum farewell_why why, int64_t n)
{
    long long many = n;

    switch (why) {
    case FAREWELL_WHY_PLANNED:
        str_printf(to,
                   P_("%lld refund is planned: look at it, then confirm it.",
                      "%lld refunds are planned: look at each, then confirm it.", n),
                   many);
        return;
    case FAREWELL_WHY_HAND:
        str_printf(to,
                   P_("%lld is confirmed: return it yourself, and note what it is found by.",
                      "%lld are confirmed: return them yourself, and note what they are found by.", n),
                   many);
        return;
    case FAREWELL_WHY_SENDING:
        str_printf(to, P_("%lld is on its way.", "%lld are on their way.", n), many);
        return;
    case FAREWELL_WHY_REFUSED:
        str_printf(to,
                   P_("%lld was refused: look why, then confirm it anew.",
                      "%lld were refused: look why, then confirm them anew.", n),
                   many);
        return;
    case FAREWELL_WHY_FAILED:
        str_printf(
            to, P_("%lld came back: return it another way.", "%lld came back: return them another way.", n),
            many);
        return;
    case FAREWELL_WHY_UNKNOWN:
        str_printf(to,
                   P_("Of %lld it is not known whether it arrived: look it up, it is never sent twice.",
                      "Of %lld it is not known whether they arrived: look them up, nothing is sent twice.",
                      n),
                   many);
        return;
    case FAREWELL_WHY_EMPTY:
        str_printf(to, P_("%lld letter lacks something.", "%lld letters lack something.", n), many);
        return;
    case FAREWELL_WHY_LEAK:
        str_printf(to,
                   P_("%lld letter would give something away: the word is named beside it.",
                      "%lld letters would give something away: the words are named beside them.", n),
                   many);
        return;
    case FAREWELL_WHY_UNCONFIRMED:
        str_printf(to,
                   P_("%lld letter is to be read whole, and confirmed by their short name.",
                      "%lld letters are to be read whole, and confirmed by their short name.", n),
                   many);
        return;
    default:
        str_printf(
            to,
            P_("%lld other task of the decision is open.", "%lld other tasks of the decision are open.", n),
            many);
    }
}

static void say_files(struct app *app, struct str *to, const struct farewell_stood *stood)
{
    str_printf(to,
               P_("%lld thing is to be handed over or passed on.",
                  "%lld things are to be handed over or passed on.", stood->n),
               (long long)stood->n);
    if (stood->on == DAY_NONE)
        return;
    str_add_char(to, ' ');
    say_day(app, to, _("The next by %s."), stood->on);
}

static void say_end(struct app *app, struct str *to, enum farewell_step step,
                    const struct farewell_stood *stood)
{
    if (step == FAREWELL_CONTRACT)
        say_day(app, to, _(ends[step].done), stood->on);
    else
        str_add(to, _(ends[step].done));
}

/* What needs neither a number nor a day. */
static const char *sentence_of(enum farewell_why why)
{
    switch (why) {
    case FAREWELL_WHY_WAIVED:
        return _("You left it out, with a reason.");
    case FAREWELL_WHY_NOT_BEGUN:
        return _("Nothing is stopped yet: begin.");
    case FAREWELL_WHY_NO_LAST_DAY:
        return _("There is no last day: set it.");
    case FAREWELL_WHY_DEBT:
        return _("It is held or set off, as you decided: nothing goes back by itself.");
    case FAREWELL_WHY_NO_CONSENT:
        return _("The colleague did not say yes within twelve months: ask, or name nobody and why.");
    case FAREWELL_WHY_NOBODY:
        return _("Name a colleague, or say why nobody.");
    case FAREWELL_WHY_MONEY_FIRST:
        return _("The refund is confirmed first, so that the letter says what is true.");
    case FAREWELL_WHY_TRUE:
        return _("Read it: is every sentence true?");
    case FAREWELL_WHY_IN_WRITING:
        return _("They are told in writing.");
    case FAREWELL_WHY_LESSON:
        return _("One lesson: a rule, a price, a question for the next one, or none and why.");
    default:
        return "";
    }
}

/* What the end will wait for is told before all else is done, too. */
static void say_tasks(struct str *to, int64_t n)
{
    if (n == 0)
        return;
    str_add_char(to, ' ');
    str_printf(to,
               P_("%lld task is open: tick it at the end, step 13.",
                  "%lld tasks are open: tick them at the end, step 13.", n),
               (long long)n);
}

void words_farewell_stood(struct app *app, struct str *to, enum farewell_step step,
                          const struct farewell_stood *stood)
{
    switch ((enum farewell_why)stood->why) {
    case FAREWELL_WHY_DONE:
        say_end(app, to, step, stood);
        return;
    case FAREWELL_WHY_NOTHING:
        str_add(to, ends[step].nothing ? _(ends[step].nothing) : "");
        return;
    case FAREWELL_WHY_TO_DO:
        say_to_do(to, step, stood->n);
        return;
    case FAREWELL_WHY_NOT_YET:
        str_printf(to, _("First: %s."), words_farewell_step((enum farewell_step)stood->step));
        return;
    case FAREWELL_WHY_NOTICE:
        say_day(
            app, to,
            _("Notice given now ends on %s: move the last day there, or give the cause for ending before, such as \"agreed with them\"."),
            stood->on);
        return;
    case FAREWELL_WHY_LAST_DAY:
        say_day(app, to,
                step == FAREWELL_ACCESS ? _("Nothing is closed before the last day, %s.")
                                        : _("The last day, %s, is not over."),
                stood->on);
        return;
    case FAREWELL_WHY_TRAVELS:
        say_day(app, to, _("It was started; with them about %s."), stood->on);
        return;
    case FAREWELL_WHY_FILES:
        say_files(app, to, stood);
        return;
    case FAREWELL_WHY_CALL:
        say_call(app, to, stood->on);
        return;
    case FAREWELL_WHY_HOURS:
        say_hours(app, to, stood);
        return;
    case FAREWELL_WHY_REVIEWS:
        if (stood->on == DAY_NONE)
            str_add(to, _("It is noted."));
        else
            say_day(app, to, _("It is noted; looked at again on %s."), stood->on);
        say_tasks(to, stood->n);
        return;
    case FAREWELL_WHY_LESSON:
        str_add(to, sentence_of(FAREWELL_WHY_LESSON));
        if (step == FAREWELL_LEARN)
            say_tasks(to, stood->n);
        return;
    case FAREWELL_WHY_PLANNED:
    case FAREWELL_WHY_HAND:
    case FAREWELL_WHY_SENDING:
    case FAREWELL_WHY_REFUSED:
    case FAREWELL_WHY_FAILED:
    case FAREWELL_WHY_UNKNOWN:
    case FAREWELL_WHY_EMPTY:
    case FAREWELL_WHY_LEAK:
    case FAREWELL_WHY_UNCONFIRMED:
    case FAREWELL_WHY_TASKS:
        say_count(to, (enum farewell_why)stood->why, stood->n);
        return;
    default:
        str_add(to, sentence_of((enum farewell_why)stood->why));
    }
}

/* --- what an act moved --- */

static size_t add_sums(const struct farewell_page *page, bool less, struct money *sums, size_t n)
{
    const struct farewell_page_step *step = &page->steps[FAREWELL_REFUND];

    for (size_t i = 0; i < step->n; i++) {
        struct money sum = step->v[i].sum;
        if (step->v[i].kind != FAREWELL_ITEM_REFUND || !*sum.currency)
            continue;
        sum.minor = less ? -sum.minor : sum.minor;
        n = dues_now_add(sums, n, sum);
    }
    return n;
}

static int64_t letters_anew(const struct farewell_page *page)
{
    const struct farewell_page_step *step = &page->steps[FAREWELL_TEXT];
    int64_t n = 0;

    for (size_t i = 0; i < step->n; i++)
        n += step->v[i].kind == FAREWELL_ITEM_LETTER && step->v[i].state == FAREWELL_ITEM_DRAFTED && step->v[i].note &&
             *step->v[i].note;
    return n;
}

void words_farewell_moved(struct str *to, const struct farewell_page *before, const struct farewell_page *after)
{
    struct money sums[CURRENCIES_MAX];
    size_t n = add_sums(after, false, sums, 0), from = to->len;
    int64_t anew = letters_anew(after);

    n = add_sums(before, true, sums, n);
    for (size_t i = 0; i < n; i++) {
        _cleanup_str_ struct str text = STR_INIT;
        bool less = sums[i].minor < 0;
        if (sums[i].minor == 0)
            continue;
        sums[i].minor = less ? -sums[i].minor : sums[i].minor;
        words_sum(&text, sums[i]);
        str_printf(to, less ? _("%s less go back.") : _("%s more go back."), str_text(&text));
        str_add_char(to, ' ');
    }
    if (to->len > from && anew > 0)
        str_printf(to, P_("%lld letter is to be made anew.", "%lld letters are to be made anew.", anew), (long long)anew);
}
