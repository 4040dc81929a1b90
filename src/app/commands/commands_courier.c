/* courier check: what works with the present settings. */
#include "accounts_try.h"
#include "commands.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct telling {
    struct answer *answer;
    bool broken;
};

static const char *account_words(const char *account)
{
    static const struct {
        const char *account, *words;
    } table[] = {{"file", N_("settings")},
                 {"mail", N_("letters")},
                 {"sent", N_("sent mail")},
                 {"clipboard", N_("clipboard")},
                 {"stripe", N_("Stripe")}};

    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (str_equal(table[i].account, account))
            return _(table[i].words);
    return account;
}

static const char *result_words(int result)
{
    static const char *const words[] = {[ACCOUNT_OK] = N_("works"),
                                        [ACCOUNT_ABSENT] = N_("not set up"),
                                        [ACCOUNT_UNSEEN] = N_("not known"),
                                        [ACCOUNT_BROKEN] = N_("DOES NOT WORK")};

    return _(words[result]);
}

/* "letters: works: smtp.paletti.example takes ...", and what to do on a line of its own. */
static void tell_people(struct answer *answer, const struct account_finding *finding)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_printf(&text, "%s%s%s: %s: %s\n", account_words(finding->account), finding->what ? ", " : "",
               finding->what ? finding->what : "", result_words(finding->result), finding->note);
    if (finding->hint)
        str_printf(&text, "  %s\n", finding->hint);
    answer_raw(answer, str_text(&text), text.len);
}

static int take(void *ctx, const struct account_finding *finding)
{
    struct telling *telling = ctx;
    struct answer *answer = telling->answer;

    telling->broken |= finding->result == ACCOUNT_BROKEN;
    if (answer->people) {
        tell_people(answer, finding);
        return answer->failed;
    }
    answer_open_object(answer, NULL);
    answer_text(answer, "account", finding->account);
    answer_text(answer, "what", finding->what);
    answer_text(answer, "result", account_result_names[finding->result]);
    answer_text(answer, "note", finding->note);
    answer_text(answer, "hint", finding->hint);
    answer_close_object(answer);
    return answer->failed;
}

/* The one word it takes is "check". */
COMMAND_RUN(courier_check)
{
    _cleanup_accounts_ struct accounts accounts = {0};
    struct telling telling = {.answer = answer};
    struct account_trial trial = {take, &telling, request->stop, request->ctx};

    *ret_changes = CHANGE_NOTHING;
    if (accounts_read(app, &accounts, err) < 0)
        return -1;
    if (!answer->people) {
        answer_open_object(answer, NULL);
        answer_text(answer, "file", accounts.path);
        answer_open_list(answer, "checks");
    }
    if (accounts_try(app, &accounts, &trial, err) < 0)
        return -1;
    if (!answer->people) {
        answer_close_list(answer);
        answer_boolean(answer, "works", !telling.broken);
        answer_close_object(answer);
    }
    return telling.broken ? EXIT_FAILURE : 0;
}
