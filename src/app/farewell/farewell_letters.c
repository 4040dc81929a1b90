/* The letters of a goodbye: which, as the records say them now, and the drafts they are kept in. */
#include "farewell_inside.h"

#include "draft_put.h"

#include "paletti/app/drafts.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <string.h>

const char *going_main(const struct going *going)
{
    const struct texts *letters = &going->decision.letters;

    for (size_t i = 0; i < letters->n; i++)
        if (!str_equal(letters->v[i], "T3"))
            return letters->v[i];
    return "T1";
}

/* --- which are wanted --- */

/* Meetings that are cancelled behind the last day are told of too, not only those that still have to be. */
static bool tells_meeting(const struct going *going, const struct meeting *meeting)
{
    if (going_is_groups(going, meeting) || meeting->starts <= going->now)
        return false;
    return meeting->state == MEETING_CANCELLED || going_must_cancel(going, meeting);
}

static unsigned parts(const struct going *going)
{
    unsigned parts =
        going->colleague.ref && colleague_consents(&going->colleague, going->today) ? TELLS_REFERRAL : 0;

    if (going->n_lines > 0 && !going_debt_held(going))
        parts |= TELLS_MONEY;
    for (size_t i = 0; going->farewell.ref && i < going->statement.n_refunds; i++)
        if (str_equal(going->statement.refunds[i].farewell, going->farewell.ref) &&
            refunding_alive(refund_state(&going->statement.refunds[i])))
            parts |= TELLS_MONEY;
    for (size_t i = 0; i < going->n_meetings; i++)
        if (tells_meeting(going, &going->meetings[i]))
            parts |= TELLS_MEETINGS;
    for (size_t i = 0; i < going->n_accesses; i++)
        if (going->accesses[i].closed_on == DAY_NONE ||
            going->accesses[i].closed_on >= days_at(going->zone, going->decision.at))
            parts |= TELLS_ACCESS;
    return parts;
}

static bool among(const struct farewell_letter *letters, size_t n, const char *code, bool to_colleague)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(letters[i].code, code) && letters[i].to_colleague == to_colleague)
            return true;
    return false;
}

static bool is_to_colleague(const struct going *going, const struct draft *draft)
{
    return str_equal(draft->code, "T2") && going->colleague.email &&
           str_equal(draft->to, going->colleague.email);
}

/* What somebody drafted is a part of it, whether the plan wants it or not. A decision that planned none (one
 * that was made elsewhere, and imported) is not held up by any; once its task is ticked, they were told as
 * the person saw fit. */
size_t going_letters(const struct going *going, struct farewell_letter ret[FAREWELL_LETTERS])
{
    bool planned = going->decision.letters.n > 0 || going_task(going, TASK_LETTER);
    unsigned told = going_ticked(going, TASK_LETTER) ? 0 : parts(going);
    size_t n = planned ? farewell_letters(going_main(going), told, ret) : 0;

    for (size_t i = 0; i < going->n_drafts && n < FAREWELL_LETTERS; i++) {
        const struct draft *draft = &going->drafts[i];
        bool colleague = is_to_colleague(going, draft);
        if (!draft->code || among(ret, n, draft->code, colleague))
            continue;
        const char *variant = str_equal(draft->code, "T2") ? colleague ? "colleague" : "client" : NULL;
        ret[n++] = (struct farewell_letter){draft->code, variant, false, colleague};
    }
    return n;
}

struct draft *going_draft(const struct going *going, const char *code, bool to_colleague)
{
    struct draft *found = NULL;

    for (size_t i = 0; i < going->n_drafts; i++) {
        struct draft *draft = &going->drafts[i];
        if (!str_equal(draft->code, code) || is_to_colleague(going, draft) != to_colleague)
            continue;
        if (!found || draft->state == DRAFT_OPEN || found->state != DRAFT_OPEN)
            found = draft;
    }
    return found;
}

const struct dispatch *going_dispatch(const struct going *going, const char *draft, const char *refund)
{
    const struct dispatch *found = NULL;

    for (size_t i = 0; i < going->n_dispatches; i++) {
        const struct dispatch *dispatch = &going->dispatches[i];
        if ((draft && str_equal(dispatch->draft, draft)) || (refund && str_equal(dispatch->refund, refund)))
            found = dispatch;
    }
    return found;
}

char *going_hash(const struct draft *draft)
{
    _cleanup_free_ char *text = str_format("%s\n%s", draft->subject ? draft->subject : "", draft->text);
    char hex[HASH_HEX_SIZE];

    return mem_string(hash_text(text, strlen(text), hex));
}

/* --- as the records say it now --- */

/* The plan with what was changed since. What is returned, closed or cancelled is told by records alone, never
 * by the plan. */
static void plan_now(const struct going *going, struct deciding *told, struct list *handovers)
{
    const struct plan_close *closes = told->exit.closes.v;

    for (size_t i = 0; i < told->exit.closes.n; i++)
        if (closes[i].kind == CLOSE_HANDOVER && !closes[i].kept && !closes[i].done)
            *(struct plan_close *)list_add(handovers, sizeof *closes) = closes[i];
    told->at = going->decision.at;
    told->exit.closes = *handovers;
    told->exit.last_day = going_last_day(going);
    told->exit.framing = (int8_t)going_framing(going);
    told->exit.disclosure = (int8_t)going_disclosure(going);
    told->exit.reason = (char *)going_reason(going);
    told->exit.referral.colleague = going->colleague.ref;
    told->exit.to_return = (struct money){0};
    told->exit.refund_issued = false;
    if (told->exit.refund_on != DAY_NONE && told->exit.refund_on < going->today)
        told->exit.refund_on = DAY_NONE;
}

int going_write(const struct going *going, const char *code, const char *variant, struct letter *ret,
                struct err *err)
{
    struct deciding told = going->decision.answers; /* borrows all of it */
    struct letter_wish wish = LETTER_WISH_INIT;
    struct list handovers = {0};

    plan_now(going, &told, &handovers);
    wish.client = going->client.ref;
    wish.code = code;
    wish.variant = variant;
    wish.language = str_equal(variant, "colleague") ? NULL : told.exit.language;
    wish.given_back = &told.exit.given_back;
    wish.deciding = &told;
    int r = letter_write(going->app, &wish, ret, err);
    free(handovers.v);
    return r;
}

/* --- drafting --- */

static bool is_confirmed(const struct going *going, const struct draft *draft)
{
    const struct dispatch *dispatch = going_dispatch(going, draft->ref, NULL);

    return dispatch && dispatch->state != DISPATCH_CANCELLED && dispatch->state != DISPATCH_REJECTED;
}

static int put_anew(const struct farewelling *farewelling, const struct draft *old,
                    const struct letter *letter, struct err *err)
{
    struct draft draft;

    model_copy(&model_draft, old, &draft);
    free(draft.subject);
    free(draft.text);
    free(draft.language);
    draft.subject = mem_string(letter->subject);
    draft.text = mem_string(letter->text);
    draft.language = mem_string(letter->language);
    int r = farewelling_put(farewelling, &model_draft, &draft, err);
    model_clear(&model_draft, &draft);
    return r;
}

static int put_letter(const struct farewelling *farewelling, const struct farewell_letter *which,
                      const struct draft *old, struct err *err)
{
    const struct going *going = farewelling->going;
    _cleanup_letter_ struct letter letter = {.rule = INSTANT_NONE};

    if (going_write(going, which->code, which->variant, &letter, err) < 0 ||
        (!letter.text && letter_refuse_missing(&letter, err) < 0))
        return FAREWELL_REFUSED;
    if (old && old->state == DRAFT_OPEN)
        return put_anew(farewelling, old, &letter, err);
    return draft_put(farewelling->writing, &letter, going->client.ref,
                     str_format("decision:%s", going->decision.ref), letter.channel, letter.to, NULL, err);
}

static int write_one(const struct farewelling *farewelling, const struct farewell_letter *which, bool anew,
                     struct err *err)
{
    const struct draft *old = going_draft(farewelling->going, which->code, which->to_colleague);

    if (old && is_confirmed(farewelling->going, old)) {
        if (!anew)
            return 0;
        err_set(err, _("%s is confirmed or has left; cancel it in the outbox first"), which->code);
        return FAREWELL_REFUSED;
    }
    if (old && !anew)
        return 0;
    if (old && old->state == DRAFT_DONE) {
        err_set(err, _("%s was sent already"), which->code);
        return FAREWELL_REFUSED;
    }
    return put_letter(farewelling, which, old, err);
}

/* "T2:colleague". */
static int write_named(const struct farewelling *farewelling, const char *text, struct err *err)
{
    const char *colon = strchr(text, ':');
    _cleanup_free_ char *code = colon ? str_format("%.*s", (int)(colon - text), text) : mem_string(text);
    const char *variant = colon ? colon + 1 : NULL;

    if (str_equal(code, "T2") && !variant)
        variant = "client";
    const struct farewell_letter which = {code, variant, false, str_equal(variant, "colleague")};
    return write_one(farewelling, &which, true, err);
}

int farewell_write(const struct farewelling *farewelling, struct err *err)
{
    struct farewell_letter letters[FAREWELL_LETTERS];
    size_t n = going_letters(farewelling->going, letters);
    int r = 0;

    if (farewelling->act->text && *farewelling->act->text)
        return write_named(farewelling, farewelling->act->text, err);
    for (size_t i = 0; i < n && r == 0; i++)
        if (!going_kept(farewelling->going, "letter", letters[i].code))
            r = write_one(farewelling, &letters[i], false, err);
    return r;
}

/* --- dropping --- */

static const struct draft *draft_of(const struct going *going, const char *ref)
{
    for (size_t i = 0; i < going->n_drafts; i++)
        if (str_equal(going->drafts[i].ref, ref))
            return &going->drafts[i];
    return NULL;
}

static int drop_draft(const struct farewelling *farewelling, const struct draft *draft, struct err *err)
{
    if (draft->state == DRAFT_DONE || is_confirmed(farewelling->going, draft)) {
        err_set(err, _("%s is confirmed or has left; cancel it in the outbox first"), draft->code);
        return FAREWELL_REFUSED;
    }
    return writing_remove(farewelling->writing, &model_draft, draft->ref, err) < 0 ? -1 : 0;
}

/* The letter of the end is always written, because it dates the end (ledger, C4). */
int farewell_drop(const struct farewelling *farewelling, struct err *err)
{
    const struct going *going = farewelling->going;
    const struct farewell_act *act = farewelling->act;
    const struct draft *draft = act->ref ? draft_of(going, draft_ref(act->ref)) : NULL;
    const char *code = act->text ? act->text : draft ? draft->code : NULL;

    if (!code) {
        err_set(err, _("say which letter is not sent"));
        return FAREWELL_REFUSED;
    }
    if (!draft)
        draft = going_draft(going, code, false);
    if (str_equal(code, going_main(going))) {
        err_set(err, _("%s is the goodbye itself, which dates the end: it is written, or marked as sent"),
                code);
        return FAREWELL_REFUSED;
    }
    if (!act->where || !*act->where) {
        err_set(err, _("say why it is not sent"));
        return FAREWELL_REFUSED;
    }
    int r = draft && draft->state == DRAFT_OPEN ? drop_draft(farewelling, draft, err) : 0;
    return r != 0 ? r : farewelling_waive(farewelling, "letter", code, act->where);
}
