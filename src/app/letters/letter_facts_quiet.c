/* What a farewell to somebody who went quiet says: F1. */
#include "letter_draft.h"

#include "paletti/store/clients.h"

static int take_last(void *ctx, const struct client_row *row)
{
    *(int64_t *)ctx = row->tally.last_at;
    return 0;
}

int letter_facts_quiet(struct letter_draft *draft, struct err *err)
{
    int64_t id, last = INSTANT_NONE;

    if (client_find(draft->store, draft->client.ref, &id, NULL, NULL, err) < 0 ||
        client_find_briefly(draft->store, id, take_last, &last, err) < 0)
        return -1;
    if (last != INSTANT_NONE && last <= draft->now && !letter_given(&draft->fields, "quiet_since"))
        letter_put_date(&draft->fields, "quiet_since", zone_day(draft->zone, last, NULL));
    if (draft->client.state == CLIENT_PROSPECT)
        letter_put_text(&draft->fields, "prospect", "yes");
    return 0;
}
