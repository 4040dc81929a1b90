/* Refunds, in the shell: `paletti refund CLIENT [WHAT [LINE]]`. Money moves nowhere but at the outbox's
 * release. */
#include "commands.h"

#include "paletti/app/answer_people.h"
#include "paletti/app/refunds.h"
#include "paletti/app/statement.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/when.h"

#include <stdlib.h>
#include <string.h>

struct refunding_command {
    struct app *app;
    const struct request *request;
    struct answer *answer;
    unsigned *changes;
    struct err *err;
    struct refunds refunds; /* as they stood when it began */
    struct texts given_back;
    struct refunds_wish wish;
};

/* --- words --- */

static void say(struct refunding_command *command, enum people_emphasis emphasis, const char *line)
{
    people_say(command->answer->page, line, emphasis);
}

static void say_lines(struct refunding_command *command, const char *lines)
{
    for (size_t len; lines && *lines; lines += len + (lines[len] == '\n')) {
        len = strcspn(lines, "\n");
        _cleanup_free_ char *line = mem_string_n(lines, len);
        say(command, PEOPLE_NORMAL, line);
    }
}

static const char *truth_name(enum refunding_truth truth)
{
    static const char *const names[] = {[REFUNDING_NOTHING] = "nothing",
                                        [REFUNDING_WILL] = "will_be_returned",
                                        [REFUNDING_STARTED] = "started",
                                        [REFUNDING_RETURNED] = "returned"};
    return names[truth];
}

static const char *act_name(enum refunding_act act)
{
    static const char *const names[] = {
        [REFUNDING_REST] = "rest",       [REFUNDING_LATER] = "later",     [REFUNDING_LOOK] = "look",
        [REFUNDING_RECOVER] = "recover", [REFUNDING_ASK] = "ask",         [REFUNDING_HAND] = "hand",
        [REFUNDING_NAME] = "name",       [REFUNDING_RELEASE] = "release",
    };
    return names[act];
}

/* --- the list --- */

static void answer_row(struct answer *answer, const struct refunds_row *row, size_t n)
{
    const struct refund *refund = &row->refund;

    answer_open_object(answer, NULL);
    answer_integer(answer, "n", (int64_t)n);
    answer_text(answer, "ref", refund->ref);
    answer_text(answer, "state", refund->ref ? refunding_names[refund->state] : "none");
    answer_text(answer, "mode", row->mode);
    answer_money(answer, "amount", refund->amount);
    answer_text(answer, "payment", *refund->payment ? refund->payment : NULL);
    answer_day(answer, "paid_on", row->paid_on);
    answer_text(answer, "method",
                refund->method < 0 ? NULL : model_field(&model_refund, "method")->names[refund->method]);
    answer_text(answer, "package", refund->package);
    answer_text(answer, "farewell", refund->farewell);
    answer_text(answer, "intent", refund->intent);
    answer_text(answer, "external_id", refund->external_id);
    answer_text(answer, "reference", refund->reference);
    answer_day(answer, "issued_on", refund->issued_on);
    answer_day(answer, "expected_on", refund->expected_on);
    answer_day(answer, "failed_on", refund->failed_on);
    answer_text(answer, "reason", refund->reason);
    answer_boolean(answer, "by_hand_there", refund_seen_only(refund));
    answer_text(answer, "block", refunding_block_names[row->block]);
    answer_text(answer, "next", act_name(row->next.act));
    answer_text(answer, "says", row->says);
    answer_text(answer, "wants", row->wants);
    answer_close_object(answer);
}

static void answer_sums(struct answer *answer, const char *key, const struct money *sums, size_t n)
{
    answer_open_list(answer, key);
    for (size_t i = 0; i < n; i++)
        answer_money(answer, NULL, sums[i]);
    answer_close_list(answer);
}

static void answer_refunds(struct answer *answer, const struct refunds *refunds)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "client", refunds->client);
    answer_day(answer, "on", refunds->on);
    answer_text(answer, "farewell", refunds->farewell);
    answer_open_list(answer, "lines");
    for (size_t i = 0; i < refunds->n; i++)
        answer_row(answer, &refunds->rows[i], i + 1);
    answer_close_list(answer);
    answer_sums(answer, "left", refunds->left, refunds->n_left);
    answer_text(answer, "truth", truth_name(refunds->said.truth));
    answer_day(answer, "started_on", refunds->said.started_on);
    answer_day(answer, "issued_on", refunds->said.issued_on);
    answer_day(answer, "expected_on", refunds->said.expected_on);
    answer_boolean(answer, "settled", refunds->settled);
    answer_boolean(answer, "asks", refunds->asks);
    answer_close_object(answer);
}

static void say_row(struct refunding_command *command, const struct refunds_row *row, size_t n)
{
    _cleanup_free_ char *head = str_format("%zu  %s%s%s", n, row->mode, *row->mode ? "  " : "", row->what);
    _cleanup_free_ char *says = str_format("   %s", row->says), *wants = str_format("   > %s", row->wants);

    say(command, PEOPLE_STRONG, head);
    say(command, PEOPLE_NORMAL, says);
    if (*row->wants)
        say(command, PEOPLE_FAINT, wants);
}

static void say_refunds(struct refunding_command *command, const struct refunds *refunds)
{
    if (refunds->n == 0)
        say(command, PEOPLE_NORMAL, _("Nothing goes back, and nothing was returned."));
    for (size_t i = 0; i < refunds->n; i++)
        say_row(command, &refunds->rows[i], i + 1);
}

static int list(struct refunding_command *command)
{
    _cleanup_refunds_ struct refunds refunds = {0};

    if (refunds_list(command->app, &command->wish, &refunds, command->err) < 0)
        return -1;
    if (command->answer->page)
        say_refunds(command, &refunds);
    else
        answer_refunds(command->answer, &refunds);
    return 0;
}

/* --- which line --- */

static bool fits_confirm(const struct refunds_row *row)
{
    return row->refund.ref && refund_state(&row->refund) == REFUNDING_PLANNED;
}

static bool fits_hand(const struct refunds_row *row)
{
    return row->can_hand;
}

static bool fits_take_back(const struct refunds_row *row)
{
    return row->can_take_back;
}

static bool fits_decide(const struct refunds_row *row)
{
    return row->can_decide;
}

static bool fits_came_back(const struct refunds_row *row)
{
    return refund_state(&row->refund) == REFUNDING_SUCCEEDED &&
           (row->refund.method != PAID_STRIPE || row->refund.live == 0);
}

static bool fits_payment(const struct refunds_row *row)
{
    return *row->refund.payment && row->block == REFUNDING_UNLINKED;
}

/* LINE: the number it has in the list, or its ref; NULL: the only one that FITS. */
static const struct refunds_row *find_row(struct refunding_command *command,
                                          bool (*fits)(const struct refunds_row *row))
{
    const struct refunds *refunds = &command->refunds;
    const char *line = command->request->arguments[2];
    const struct refunds_row *found = NULL;
    size_t n = 0;

    for (size_t i = 0; i < refunds->n; i++) {
        const struct refunds_row *row = &refunds->rows[i];
        _cleanup_free_ char *number = str_format("%zu", i + 1);
        if (line ? str_equal(line, number) || str_equal(line, row->refund.ref) : fits(row)) {
            found = row;
            n++;
        }
    }
    if (n == 1)
        return found;
    if (line)
        err_set(command->err, _("there is no line \"%.60s\"; paletti refund CLIENT numbers them"), line);
    else if (n > 1)
        err_set(command->err, _("several lines could be meant; write the number of one behind it"));
    else
        err_set(
            command->err,
            _("there is no line for which that could be done; paletti refund CLIENT says what each wants"));
    return NULL;
}

static const char *find_ref(struct refunding_command *command, bool (*fits)(const struct refunds_row *row))
{
    const struct refunds_row *row = find_row(command, fits);

    if (row && !row->refund.ref)
        err_set(command->err, _("this line is not planned yet: paletti refund CLIENT plan"));
    return row ? row->refund.ref : NULL;
}

static int read_day(struct refunding_command *command, int32_t *ret)
{
    const char *text = command->request->options[REFUND_DAY];
    int64_t at;

    *ret = DAY_NONE;
    if (!text || civil_parse_day(text, ret) == 0)
        return 0;
    int n =
        when_parse_as(text, app_now(command->app), app_zone(command->app), WHEN_MIDNIGHT, &at, command->err);
    if (n < 0)
        return -1;
    if (n == 0 || text[n])
        return err_set(command->err, _("\"%.60s\" is no day; write one such as 2026-12-01, today, 1 dec"),
                       text);
    *ret = zone_day(app_zone(command->app), at, NULL);
    return 0;
}

/* --- what is done --- */

static int plan(struct refunding_command *command)
{
    size_t n;

    if (refunds_plan(command->app, command->request, &command->wish, &n, command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static void answer_found(struct answer *answer, const struct refunds_found *found)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "mode", found->mode);
    answer_text(answer, "key", found->key);
    answer_open_list(answer, "payments");
    for (size_t i = 0; i < found->n; i++) {
        const struct refunds_match *match = &found->v[i];
        answer_open_object(answer, NULL);
        answer_text(answer, "payment", match->payment);
        answer_text(answer, "match", refunding_match_names[match->match]);
        answer_text(answer, "source", match->source);
        answer_money(answer, "amount", match->amount);
        if (match->linked)
            answer_money(answer, "left", match->left);
        answer_day(answer, "on", match->on);
        answer_boolean(answer, "disputed", match->disputed);
        answer_text(answer, "says", match->says);
        answer_close_object(answer);
    }
    answer_close_list(answer);
    answer_integer(answer, "linked", (int64_t)found->linked);
    answer_integer(answer, "questions", (int64_t)found->questions);
    answer_integer(answer, "seen", (int64_t)found->seen);
    answer_close_object(answer);
}

static void say_found(struct refunding_command *command, const struct refunds_found *found)
{
    _cleanup_free_ char *head = str_format("%s  %s", found->mode, found->key ? found->key : "");

    say(command, PEOPLE_FAINT, head);
    for (size_t i = 0; i < found->n; i++)
        say(command, found->v[i].linked ? PEOPLE_NORMAL : PEOPLE_STRONG, found->v[i].says);
    if (found->n == 0)
        say(command, PEOPLE_NORMAL, _("The records have no payment of theirs that Stripe could know."));
}

static int find(struct refunding_command *command)
{
    const char *source = command->request->options[REFUND_SOURCE];
    struct refunds_found found = {0};

    if (source) {
        const struct refunds_row *row = find_row(command, fits_payment);
        if (!row || refunds_link(command->app, command->request, row->refund.payment, source,
                                 command->changes, command->err) < 0)
            return -1;
        return list(command);
    }
    if (refunds_find(command->app, command->request, command->request->arguments[0], &found, command->changes,
                     command->err) < 0)
        return -1;
    if (command->answer->page)
        say_found(command, &found);
    else
        answer_found(command->answer, &found);
    refunds_found_clear(&found);
    return 0;
}

static void answer_shown(struct answer *answer, const struct refunds_shown *shown, bool confirmed)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "refund", shown->refund);
    answer_text(answer, "mode", shown->mode);
    answer_text(answer, "key", shown->key);
    answer_money(answer, "amount", shown->amount);
    answer_text(answer, "intent", shown->intent);
    answer_text(answer, "body", shown->body);
    answer_text(answer, "text", shown->text);
    answer_text(answer, "short_name", shown->short_name);
    answer_boolean(answer, "confirmed", confirmed);
    answer_close_object(answer);
}

static void say_shown(struct refunding_command *command, const struct refunds_shown *shown, bool confirmed)
{
    _cleanup_free_ char *how =
        str_format(_("Nothing is confirmed yet. To confirm it: --name \"%s\""), shown->short_name);

    say_lines(command, shown->text);
    say(command, PEOPLE_STRONG, confirmed ? _("Confirmed.") : how);
}

/* Without a name it is only shown. */
static int confirm(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_confirm), *name = command->request->options[REFUND_NAME];
    struct refunds_shown shown = {0};

    if (!ref || refunds_show(command->app, command->request, ref, &command->wish, &shown, command->changes,
                             command->err) < 0)
        return -1;
    int r =
        name ? refunds_confirm(command->app, command->request, &shown, name, command->changes, command->err)
             : 0;
    if (r == 0 && command->answer->page)
        say_shown(command, &shown, name != NULL);
    else if (r == 0)
        answer_shown(command->answer, &shown, name != NULL);
    refunds_shown_clear(&shown);
    return r;
}

static int look(struct refunding_command *command)
{
    struct refunds_looked looked = {0};

    if (refunds_look(command->app, command->request, command->request->arguments[0], true, &looked,
                     command->changes, command->err) < 0)
        return -1;
    if (command->answer->page)
        say_lines(command, looked.says);
    refunds_looked_clear(&looked);
    return list(command);
}

static int done(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_hand);
    int32_t day;

    if (!ref || read_day(command, &day) < 0 ||
        refunds_by_hand(command->app, command->request, ref, command->request->options[REFUND_REFERENCE], day,
                        command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static int came_back(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_came_back);
    int32_t day;

    if (!ref || read_day(command, &day) < 0 ||
        refunds_came_back(command->app, command->request, ref, command->request->options[REFUND_BECAUSE], day,
                          command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static int take_back(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_take_back);

    if (!ref || refunds_take_back(command->app, command->request, ref, command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static int drop(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_confirm);

    if (!ref || refunds_drop(command->app, command->request, ref, command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static int not_made(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_decide);

    if (!ref || refunds_not_made(command->app, command->request, ref, command->request->options[REFUND_NAME],
                                 command->changes, command->err) < 0)
        return -1;
    return list(command);
}

static int by(struct refunding_command *command)
{
    const char *ref = find_ref(command, fits_confirm), *way = command->request->options[REFUND_BY];
    const char *const *names = model_field(&model_refund, "method")->names;

    if (!ref)
        return -1;
    for (int i = 0; way && names[i]; i++)
        if (str_equal(names[i], way))
            return refunds_by(command->app, command->request, ref, (enum payment_method)i, command->changes,
                              command->err) < 0
                       ? -1
                       : list(command);
    return err_set(command->err, _("say how it goes back: --by transfer, cash, other or stripe"));
}

static const struct refund_verb {
    const char *name;
    int (*run)(struct refunding_command *command);
} verbs[] = {
    {"list", list},
    {"plan", plan},
    {"find", find},
    {"confirm", confirm},
    {"look", look},
    {"done", done},
    {"came-back", came_back},
    {"take-back", take_back},
    {"drop", drop},
    {"not-made", not_made},
    {"by", by},
};

static int run(struct refunding_command *command)
{
    const char *verb = command->request->arguments[1];

    if (!verb)
        return list(command);
    for (size_t i = 0; i < ARRAY_LEN(verbs); i++)
        if (str_equal(verbs[i].name, verb))
            return verbs[i].run(command);
    return 0; /* the table of arguments lets no other word through */
}

COMMAND_RUN(refund)
{
    struct refunding_command command = {
        .app = app, .request = request, .answer = answer, .changes = ret_changes, .err = err};

    *ret_changes = CHANGE_NOTHING;
    int r = statement_read(app, request, &command.wish.on, &command.given_back, err);
    command.wish.client = request->arguments[0];
    command.wish.given_back = command.given_back.n > 0 ? &command.given_back : NULL;
    if (r == 0)
        r = refunds_list(app, &command.wish, &command.refunds, err);
    if (r == 0)
        r = run(&command);
    refunds_clear(&command.refunds);
    texts_clear(&command.given_back);
    return r;
}
