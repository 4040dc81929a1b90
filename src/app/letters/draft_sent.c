#include "draft_sent.h"

#include "cards.h"
#include "farewell_inside.h"
#include "known.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/interaction.h"

static void name_entry(struct interaction *entry, const struct draft *draft, const char *message_id)
{
    if (!message_id) {
        entry->ref = hash_new_ref("i");
        return;
    }
    entry->ref = str_format("%s#%s", message_id, draft->client);
    entry->source.system = mem_string("outbox");
    entry->source.id = mem_string(message_id);
}

/* A reminder answers no question; the letter of a decision is the answer to all that was asked. */
static bool answers(const struct draft *draft)
{
    return !draft->code || !draft->about || str_starts(draft->about, "decision:");
}

/* What answers no question holds it while one is owed, and promises nothing beyond the due as it stands. */
static int put_entry(struct writing *writing, const struct draft *draft, const struct sent_how *how,
                     int64_t owed, struct err *err)
{
    struct interaction entry;
    enum put put;

    model_init(&model_interaction, &entry);
    name_entry(&entry, draft, how->message_id);
    entry.client = mem_string(draft->client);
    entry.at = how->at;
    entry.direction = DIRECTION_OUT;
    entry.kind = KIND_MESSAGE;
    entry.channel = mem_string(draft->channel ? draft->channel : "email");
    entry.subject = mem_string(how->text ? how->subject : draft->subject);
    entry.body = mem_string(how->text ? how->text : draft->text);
    if (!answers(draft) && owed != INSTANT_NONE && owed != TALLY_NEVER) {
        entry.holding = true;
        entry.promised = owed;
    }
    model_normalise(&model_interaction, &entry);
    int r = writing_put(writing, &model_interaction, &entry, 0, &put, err);
    model_clear(&model_interaction, &entry);
    return r;
}

int draft_sent(struct writing *writing, struct draft *draft, const struct sent_how *how, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    enum put put;

    if (draft->state == DRAFT_DONE)
        return err_set(err, _("the draft is marked as sent already"));
    if (known_find(writing->store, draft->client, &known, err) < 0)
        return -1;
    draft->state = DRAFT_DONE;
    draft->done_on = days_at(app_zone(writing->app), how->at);
    writing_name(writing, &model_draft, draft);
    writing->act.command = mem_string("draft");
    if (writing_put(writing, &model_draft, draft, 0, &put, err) < 0)
        return -1;
    if (put_entry(writing, draft, how, tally_owed(&known.row.tally, how->at), err) < 0 ||
        farewell_settle(writing, draft->client, err) < 0)
        return -1;
    if (!str_equal(draft->code, CARD_CODE))
        return SENT;
    int r = card_sent(writing, draft, err);
    return r < 0 ? -1 : r > 0 ? SENT_UNTOLD : SENT_TOLD;
}
