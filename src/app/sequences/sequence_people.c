/* Who may be in a sequence: what the file knows of one person. */
#include "sequence_inside.h"

#include "answered.h"

#include "paletti/app/statement.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/handover.h"
#include "paletti/store/clients.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

struct asking {
    struct app *app;
    struct store *store;
    const struct client *client;
    const char *ref; /* of the sequence, or NULL */
    int64_t begun, now;
    struct sequence_found *found;
    struct err *err;
};

void sequence_found_clear(struct sequence_found *found)
{
    free(found->name);
    free(found->short_name);
    *found = (struct sequence_found){0};
}

/* --- money --- */

static int take_invoice(void *ctx, const struct invoice_row *row)
{
    struct asking *asking = ctx;
    int64_t left = row->amount.minor - row->paid;
    int32_t today = zone_day(app_zone(asking->app), asking->now, NULL);

    if (left <= 0 || (row->written_off_on != DAY_NONE && row->written_off_on <= today))
        return 0;
    if (!asking->found->person.owes)
        asking->found->owed = row->amount, asking->found->owed.minor = 0;
    if (str_equal(asking->found->owed.currency, row->amount.currency))
        asking->found->owed.minor = sum_plus(asking->found->owed.minor, left);
    asking->found->person.owes = true;
    return 0;
}

/* What is not used, and what is on its way back already. */
static int ask_credit(struct asking *asking)
{
    _cleanup_statement_ struct statement statement = {0};

    if (statement_make(asking->app, asking->client->ref, DAY_NONE, NULL, &statement, asking->err) < 0)
        return -1;
    bool credit = false;
    for (size_t i = 0; i < statement.credit.n_totals; i++)
        credit |= statement.credit.totals[i].minor > 0;
    for (size_t i = 0; i < statement.n_refunds; i++)
        credit |= refunding_under_way(refund_state(&statement.refunds[i])) && statement.refunds[i].live != 0;
    asking->found->person.credit = credit;
    return 0;
}

/* --- what is open --- */

static int take_ask(void *ctx, const struct ask_row *row)
{
    struct asking *asking = ctx;

    asking->found->person.asked |= row->received == INSTANT_NONE && row->asked_at <= asking->now;
    return 0;
}

static int take_task(void *ctx, const void *record)
{
    struct asking *asking = ctx;
    const struct task *task = record;

    asking->found->person.asked |= task->state == TASK_OPEN;
    return 0;
}

static int take_access(void *ctx, const void *record)
{
    struct asking *asking = ctx;
    const struct access *access = record;

    asking->found->person.asked |= access->closed_on == DAY_NONE;
    return 0;
}

static int take_meeting(void *ctx, const void *record)
{
    struct asking *asking = ctx;
    const struct meeting *meeting = record;

    asking->found->person.meeting |= meeting->state == MEETING_PLANNED && meeting->starts > asking->now;
    return 0;
}

static int take_sequence(void *ctx, const void *record)
{
    struct asking *asking = ctx;
    const struct sequence *sequence = record;

    asking->found->person.elsewhere |=
        sequence->state == SEQUENCE_OPEN && !str_equal(sequence->ref, asking->ref);
    return 0;
}

/* --- the log --- */

static int take_row(void *ctx, const struct client_row *row)
{
    struct asking *asking = ctx;
    struct sequence_found *found = asking->found;

    found->name = mem_string(row->name);
    found->short_name = mem_string(row->short_name);
    found->person.waits = tally_owed(&row->tally, asking->now) != INSTANT_NONE;
    return 0;
}

static int take_last(void *ctx, const struct log_row *row)
{
    struct asking *asking = ctx;

    if (row->at >= asking->begun)
        return 0;
    asking->found->person.last_at = row->at;
    return 1;
}

static int ask_log(struct asking *asking)
{
    struct sequence_found *found = asking->found;
    struct log_query query = {.client_id = found->client_id, .after = INT64_MAX, .now = asking->now, .lean = true};

    if (client_find_id(asking->store, found->client_id, take_row, asking, asking->err) != 0 ||
        log_each(asking->store, &query, take_last, asking, asking->err) < 0)
        return -1;
    if (!asking->ref)
        return 0;
    return answered_since(asking->store, found->client_id, asking->begun, asking->now, &found->person.replied, asking->err);
}

/* --- together --- */

static bool has_address(const struct client *client)
{
    const struct person *people = client->people.v;
    bool has = client->emails.n > 0;

    for (size_t i = 0; i < client->people.n && !has; i++)
        has = people[i].email != NULL;
    return has;
}

static int ask_all(struct asking *asking)
{
    struct store *store = asking->store;
    const char *client = asking->client->ref;
    int64_t id = asking->found->client_id;
    int32_t today = zone_day(app_zone(asking->app), asking->now, NULL);

    if (ask_log(asking) < 0 || ask_credit(asking) < 0 ||
        invoices_each(store, id, today, take_invoice, asking, asking->err) < 0 ||
        asks_each(store, id, take_ask, asking, asking->err) < 0 ||
        store_each(store, &model_task, client, take_task, asking, asking->err) < 0 ||
        store_each(store, &model_access, client, take_access, asking, asking->err) < 0 ||
        store_each(store, &model_meeting, client, take_meeting, asking, asking->err) < 0)
        return -1;
    return store_each(store, &model_sequence, client, take_sequence, asking, asking->err) < 0 ? -1 : 0;
}

int sequence_find_person(struct app *app, struct store *store, const char *client, const char *ref, int64_t begun,
                         struct sequence_found *ret, struct err *err)
{
    struct sequence_found found = {.person = {.begun = begun, .last_at = INSTANT_NONE, .replied = INSTANT_NONE}};
    struct client record;
    int r = store_get(store, &model_client, client, &record, err);

    if (r < 0)
        return -1;
    if (r > 0) {
        *ret = found;
        return 0;
    }
    struct asking asking = {app, store, &record, ref, begun, app_now(app), &found, err};
    found.person.known = true;
    found.person.state = record.state;
    found.person.address = has_address(&record);
    r = client_find(store, record.ref, &found.client_id, NULL, NULL, err) == 0 ? ask_all(&asking) : -1;
    model_clear(&model_client, &record);
    if (r < 0)
        sequence_found_clear(&found);
    else
        *ret = found;
    return r;
}
