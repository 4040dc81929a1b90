/* Whose step is due, of everybody: for the day's queue, and the triage's. */
#include "inside.h"

#include "paletti/app/ladder.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/clients.h"
#include "paletti/store/dues.h"

struct debtors {
    int32_t today;
    struct texts refs;
    int64_t last; /* the client added last */
};

/* Invoices come in their own order; who is there already is found among few. */
static int take_invoice(void *ctx, const struct invoice_row *row)
{
    struct debtors *debtors = ctx;
    bool off = row->written_off_on != DAY_NONE && row->written_off_on <= debtors->today;

    if (row->paid >= row->amount.minor || off || row->issued_on > debtors->today || row->client_id == debtors->last)
        return 0;
    debtors->last = row->client_id;
    if (!texts_have(&debtors->refs, row->client))
        texts_add(&debtors->refs, row->client);
    return 0;
}

static bool is_due(const struct debts *debts, const struct debt *debt, int32_t day)
{
    const struct ladder_standing *standing = &debt->standing;

    if (standing->owed.minor == 0)
        return false;
    return (standing->state == LADDER_DUE && standing->on <= day) ||
           (standing->state == LADDER_SLEEPS && standing->promised != DAY_NONE && standing->promised <= day) ||
           standing->state == LADDER_OVER || debt->squeezed || debt_broken(debts, debt);
}

/* Of who is let go no letter of the ladder is due: the goodbye says what is owed, and what follows is a person's own doing. */
static bool is_going(const struct debts *debts)
{
    return debts->state == CLIENT_LEAVING || debts->state == CLIENT_LEFT;
}

static int tell_client(struct app *app, const char *client, int32_t day, int (*fn)(void *ctx, const struct ladder_line *line),
                       void *ctx, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    int r = 0;

    if (app_debts(app, client, &debts, err) < 0)
        return -1;
    for (size_t i = 0; i < debts.n && r == 0 && !is_going(&debts); i++)
        if (is_due(&debts, &debts.v[i], day))
            r = fn(ctx, &(struct ladder_line){&debts, &debts.v[i]});
    return r;
}

int view_ladder(struct app *app, const char *client, int32_t day, int (*fn)(void *ctx, const struct ladder_line *line), void *ctx,
                struct err *err)
{
    struct debtors debtors = {.today = zone_day(app_zone(app), app_now(app), NULL)};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (client)
        return tell_client(app, client, day, fn, ctx, err);
    r = invoices_each(store, 0, debtors.today, take_invoice, &debtors, err);
    for (size_t i = 0; i < debtors.refs.n && r == 0; i++)
        r = tell_client(app, debtors.refs.v[i], day, fn, ctx, err);
    texts_clear(&debtors.refs);
    return r;
}
