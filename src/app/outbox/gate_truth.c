/* A text says "returned", "closed" or "cancelled" only where a record says so. letgo.md, truth lock. The
 * letters of the program keep to that by themselves; this is for what a person writes into them. */
#include "outbox_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/agreement.h"
#include "paletti/core/refunding.h"
#include "paletti/store/records.h"

#include <string.h>

/* Letters in which such words are about the client's own money, accesses and meetings: elsewhere a call is
 * returned, too. */
static bool of_goodbye(const struct gate_about *about)
{
    static const char *const codes[] = {"T1", "T1b", "T3", "T7a", "T7b", "T8", "T10", "T15", "T16"};

    for (size_t i = 0; about->code && i < ARRAY_LEN(codes); i++)
        if (str_equal(codes[i], about->code))
            return true;
    return about->client->state >= CLIENT_LEAVING || about->dispatch->farewell ||
           (about->about && str_starts(about->about, "decision:"));
}

enum claim { CLAIM_RETURNED, CLAIM_CLOSED, CLAIM_CANCELLED, CLAIMS };

/* Words that say it has happened, folded. */
static const struct phrase {
    enum claim claim;
    const char *words;
} phrases[] = {
    {CLAIM_RETURNED, "i returned"},       {CLAIM_RETURNED, "i have returned"},
    {CLAIM_RETURNED, "i've returned"},    {CLAIM_RETURNED, "was returned"},
    {CLAIM_RETURNED, "were returned"},    {CLAIM_RETURNED, "been returned"},
    {CLAIM_RETURNED, "i refunded"},       {CLAIM_RETURNED, "i have refunded"},
    {CLAIM_RETURNED, "been refunded"},    {CLAIM_RETURNED, "was refunded"},
    {CLAIM_RETURNED, "devolvi "},         {CLAIM_RETURNED, "he devuelto"},
    {CLAIM_RETURNED, "ha devuelto"},      {CLAIM_RETURNED, "sido devuelt"},
    {CLAIM_RETURNED, "esta devuelt"},     {CLAIM_RETURNED, "he reembolsado"},
    {CLAIM_RETURNED, "sido reembolsad"},  {CLAIM_RETURNED, "reembolse "},
    {CLAIM_RETURNED, "ho restituito"},    {CLAIM_RETURNED, "stato restituito"},
    {CLAIM_RETURNED, "stata restituita"}, {CLAIM_RETURNED, "ho rimborsato"},
    {CLAIM_RETURNED, "stato rimborsato"}, {CLAIM_RETURNED, "stata rimborsata"},
    {CLAIM_CLOSED, "was closed"},         {CLAIM_CLOSED, "were closed"},
    {CLAIM_CLOSED, "been closed"},        {CLAIM_CLOSED, "is closed"},
    {CLAIM_CLOSED, "are closed"},         {CLAIM_CLOSED, "i closed"},
    {CLAIM_CLOSED, "i have closed"},      {CLAIM_CLOSED, "he cerrado"},
    {CLAIM_CLOSED, "esta cerrad"},        {CLAIM_CLOSED, "estan cerrad"},
    {CLAIM_CLOSED, "quedo cerrad"},       {CLAIM_CLOSED, "sido cerrad"},
    {CLAIM_CLOSED, "ho chiuso"},          {CLAIM_CLOSED, "e chiuso"},
    {CLAIM_CLOSED, "sono chius"},         {CLAIM_CLOSED, "stato chiuso"},
    {CLAIM_CLOSED, "stati chiusi"},       {CLAIM_CANCELLED, "was cancelled"},
    {CLAIM_CANCELLED, "were cancelled"},  {CLAIM_CANCELLED, "been cancelled"},
    {CLAIM_CANCELLED, "is cancelled"},    {CLAIM_CANCELLED, "are cancelled"},
    {CLAIM_CANCELLED, "i cancelled"},     {CLAIM_CANCELLED, "i have cancelled"},
    {CLAIM_CANCELLED, "he cancelado"},    {CLAIM_CANCELLED, "cancele "},
    {CLAIM_CANCELLED, "esta cancelad"},   {CLAIM_CANCELLED, "estan cancelad"},
    {CLAIM_CANCELLED, "quedan cancelad"}, {CLAIM_CANCELLED, "queda cancelad"},
    {CLAIM_CANCELLED, "sido cancelad"},   {CLAIM_CANCELLED, "ho annullato"},
    {CLAIM_CANCELLED, "e annullat"},      {CLAIM_CANCELLED, "sono annullat"},
    {CLAIM_CANCELLED, "stato annullato"}, {CLAIM_CANCELLED, "stati annullati"},
};

/* A phrase of CLAIM in FOLDED, where a word begins; NULL: none. */
static const char *said(const char *folded, enum claim claim)
{
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
        if (phrases[i].claim != claim)
            continue;
        for (const char *at = folded; (at = strstr(at, phrases[i].words)) != NULL; at++)
            if (at == folded || strchr(" \n\t(\"'", at[-1]))
                return phrases[i].words;
    }
    return NULL;
}

/* --- what the records say --- */

static int is_repayment(void *ctx, const void *record)
{
    (void)ctx;
    return ((const struct payment *)record)->amount.minor < 0;
}

/* 1: all that goes back was returned; 2: something was started; 0: nothing. */
static int returned(const struct gate_about *about, struct err *err)
{
    struct refund *refunds;
    size_t n;

    if (store_all(about->store, &model_refund, about->client->ref, &refunds, &n, err) < 0)
        return -1;
    struct refunding_said what = {0};
    refunding_say(refunds, n, about->dispatch->farewell, &what);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_refund, &refunds[i]);
    free(refunds);
    if (what.truth == REFUNDING_RETURNED)
        return 1;
    if (what.truth == REFUNDING_STARTED)
        return 2;
    /* What one refund returned says nothing of another that is still to go. */
    if (what.truth == REFUNDING_WILL)
        return 0;
    return store_each(about->store, &model_payment, about->client->ref, is_repayment, NULL, err);
}

static int is_closed(void *ctx, const void *record)
{
    (void)ctx;
    return ((const struct access *)record)->closed_on != DAY_NONE;
}

static int is_cancelled(void *ctx, const void *record)
{
    (void)ctx;
    return ((const struct meeting *)record)->state == MEETING_CANCELLED;
}

static int holds(const struct gate_about *about, enum claim claim, struct err *err)
{
    const char *client = about->client->ref;

    if (claim == CLAIM_RETURNED)
        return returned(about, err);
    return claim == CLAIM_CLOSED ? store_each(about->store, &model_access, client, is_closed, NULL, err)
                                 : store_each(about->store, &model_meeting, client, is_cancelled, NULL, err);
}

static char *sentence(enum claim claim, const char *words, int holds)
{
    if (claim == CLAIM_RETURNED && holds == 2)
        return str_format(_("The text says \"%s\", and the refund is only on its way: write \"started, "
                            "usually 5 to 10 working days\"."),
                          words);
    if (claim == CLAIM_RETURNED)
        return str_format(_("The text says \"%s\", and no record says that anything was returned."), words);
    if (claim == CLAIM_CLOSED)
        return str_format(_("The text says \"%s\", and no access of theirs is recorded as closed."), words);
    return str_format(_("The text says \"%s\", and no meeting of theirs is recorded as cancelled."), words);
}

int gate_truth(const struct gate_about *about, const char *text, struct gate *ret, struct err *err)
{
    _cleanup_free_ char *folded = text_fold_new(text);

    for (int claim = 0; claim < CLAIMS && of_goodbye(about); claim++) {
        const char *words = said(folded, (enum claim)claim);
        int r = words ? holds(about, (enum claim)claim, err) : 1;
        if (r < 0)
            return -1;
        if (r == 1)
            continue;
        ret->wait = OUTBOX_HELD;
        ret->says = sentence((enum claim)claim, words, r);
        return 0;
    }
    return 0;
}
