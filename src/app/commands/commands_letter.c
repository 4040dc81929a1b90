#include "commands.h"
#include "known.h"

#include "paletti/app/letters.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>

static void list_missing(struct answer *answer, const struct letter *letter)
{
    answer_open_list(answer, "missing");
    for (size_t i = 0; i < letter->missing.n; i++)
        answer_text(answer, NULL, letter->missing.v[i]);
    answer_close_list(answer);
}

static int say_leak(const struct letter *letter, struct err *err)
{
    const struct letter_finding *leak = letter_leak(&letter->findings);

    return leak ? err_set(err, _("the letter says \"%s\": %s; write the reason otherwise"), leak->what, leak->why) : 0;
}

/* What should be looked at before it is sent; of a leak nothing is left to be looked at. */
static void say_asides(const struct request *request, const struct letter *letter)
{
    if (!request->aside)
        return;
    if (letter->refused)
        request->aside(letter->refused);
    for (size_t i = 0; i < letter->findings.n; i++) {
        const struct letter_finding *f = &letter->findings.v[i];
        _cleanup_free_ char *sentence = letter_finding_words(f);
        request->aside(sentence);
    }
}

static void tell_people(struct answer *answer, const struct letter *letter)
{
    _cleanup_free_ char *text = str_format("# %s\n\n%s", letter->subject, letter->text);

    answer_raw(answer, text, strlen(text));
}

static void tell_program(struct answer *answer, const struct letter *letter)
{
    answer_open_object(answer, NULL);
    answer_text(answer, "subject", letter->subject);
    answer_text(answer, "text", letter->text);
    list_missing(answer, letter);
    answer_close_object(answer);
}

static int tell(const struct request *request, struct answer *answer, const struct letter *letter,
                struct err *err)
{
    if (say_leak(letter, err) < 0 || (letter->missing.n && answer->people && letter_refuse_missing(letter, err) < 0))
        return -1;
    if (answer->people)
        tell_people(answer, letter);
    else
        tell_program(answer, letter);
    say_asides(request, letter);
    return letter->missing.n ? 1 : 0;
}

static int read_wish(const struct request *request, struct letter_wish *ret, struct err *err)
{
    const char *rule = request->options[LETTER_RULE], *reminders = request->options[LETTER_REMINDERS];

    *ret = LETTER_WISH_INIT;
    ret->code = request->arguments[1];
    ret->of = request->options[LETTER_OF];
    ret->reason = request->options[LETTER_REASON];
    ret->variant = request->options[LETTER_VARIANT];
    ret->reminders = reminders ? atoi(reminders) : 0;
    if (rule && civil_parse_instant(rule, &ret->rule) < 0)
        return err_set(err, _("\"%s\" is no instant"), rule);
    return 0;
}

COMMAND_RUN(letter)
{
    _cleanup_known_ struct known known = {0};
    _cleanup_letter_ struct letter letter = {0};
    _cleanup_fields_ struct letter_fields fields = {0};
    struct letter_wish wish;

    *ret_changes = CHANGE_NOTHING;
    if (read_wish(request, &wish, err) < 0 || known_named(app, request->arguments[0], &known, err) < 0)
        return -1;
    wish.client = known.ref;
    wish.given = &fields;
    if (letter_read_fields(app, request->options[LETTER_FIELD], &fields, err) < 0)
        return -1;
    return letter_write(app, &wish, &letter, err) < 0 ? -1 : tell(request, answer, &letter, err);
}
