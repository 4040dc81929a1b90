#include "paletti/app/statement.h"

#include "dues_now.h"
#include "inside.h"
#include "known.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/farewell.h"
#include "paletti/core/interaction.h"
#include "paletti/core/refunding.h"
#include "paletti/store/records.h"

#include <string.h>

/* The records that a credit borrows, with what frees them. */
struct statement_records {
    struct package *packages;
    struct use *uses;
    struct contract *contracts;
    struct payment *payments;
    struct credit_refund *given;
    size_t n_packages, n_uses, n_contracts, n_payments, n_given;
};

static void clear_all(const struct model *model, void *records, size_t n)
{
    for (size_t i = 0; i < n; i++)
        model_clear(model, (char *)records + i * model->size);
    free(records);
}

static void records_free(struct statement_records *records)
{
    if (!records)
        return;
    clear_all(&model_package, records->packages, records->n_packages);
    clear_all(&model_use, records->uses, records->n_uses);
    clear_all(&model_contract, records->contracts, records->n_contracts);
    clear_all(&model_payment, records->payments, records->n_payments);
    free(records->given);
    free(records);
}

void statement_clear(struct statement *statement)
{
    credit_clear(&statement->credit);
    clear_all(&model_meeting, statement->meetings, statement->n_meetings);
    clear_all(&model_refund, statement->refunds, statement->n_refunds);
    records_free(statement->records);
    free(statement->client);
    free(statement->name);
    free(statement->owed);
    *statement = (struct statement){0};
}

/* --- what the store knows --- */

static bool have_contract(const struct statement_records *records, const char *ref)
{
    for (size_t i = 0; i < records->n_contracts; i++)
        if (str_equal(records->contracts[i].ref, ref))
            return true;
    return false;
}

/* Those that the packages name: a member's may be the group's. */
static int load_contracts(struct store *store, struct statement_records *records, struct err *err)
{
    records->contracts = mem_zero(records->n_packages, sizeof *records->contracts);
    for (size_t i = 0; i < records->n_packages; i++) {
        const char *ref = records->packages[i].contract;
        if (!ref || have_contract(records, ref))
            continue;
        int r = store_get(store, &model_contract, ref, &records->contracts[records->n_contracts], err);
        if (r < 0)
            return -1;
        records->n_contracts += r == 0;
    }
    return 0;
}

/* --- what was given back before --- */

static bool is_repayment(const struct statement *statement, const struct payment *payment)
{
    for (size_t i = 0; i < statement->n_refunds; i++)
        if (str_equal(statement->refunds[i].repayment, payment->ref))
            return true;
    return false;
}

/* What a refund put among the money is counted as the refund, which knows its payment. */
static void drop_repayments(const struct statement *statement, struct statement_records *records)
{
    size_t kept = 0;

    for (size_t i = 0; i < records->n_payments; i++)
        if (is_repayment(statement, &records->payments[i]))
            model_clear(&model_payment, &records->payments[i]);
        else
            records->payments[kept++] = records->payments[i];
    records->n_payments = kept;
}

static int load_refunds(struct store *store, bool under_way, struct statement *statement, struct err *err)
{
    struct statement_records *records = statement->records;
    int32_t known = statement->today > statement->on ? statement->today : statement->on;

    if (store_all(store, &model_refund, statement->client, &statement->refunds, &statement->n_refunds, err) < 0)
        return -1;
    drop_repayments(statement, records);
    refunding_given(statement->refunds, statement->n_refunds, under_way, known, &records->given, &records->n_given);
    return 0;
}

/* Payments are the client's own: nothing ever goes back on another person's. */
static int load_records(struct store *store, const char *client, struct statement_records *records,
                        struct err *err)
{
    if (store_all(store, &model_package, client, &records->packages, &records->n_packages, err) < 0 ||
        store_all(store, &model_use, client, &records->uses, &records->n_uses, err) < 0 ||
        store_all(store, &model_payment, client, &records->payments, &records->n_payments, err) < 0)
        return -1;
    return load_contracts(store, records, err);
}

struct planned {
    struct statement *statement;
    int64_t from, until;
    size_t cap;
};

static int add_planned(void *ctx, const void *record)
{
    struct planned *planned = ctx;
    struct statement *statement = planned->statement;
    const struct meeting *meeting = record;

    if (meeting->state != MEETING_PLANNED || meeting->starts < planned->from ||
        meeting->starts >= planned->until)
        return 0;
    MEM_GROW(statement->meetings, statement->n_meetings, planned->cap);
    model_copy(&model_meeting, meeting, &statement->meetings[statement->n_meetings++]);
    return 0;
}

static int meeting_by_time(const void *a, const void *b)
{
    const struct meeting *x = a, *y = b;

    return (x->starts > y->starts) - (x->starts < y->starts);
}

static int load_planned(struct app *app, struct store *store, struct statement *statement, struct err *err)
{
    struct planned planned = {statement, app_now(app), zone_day_start(app_zone(app), statement->on + 1), 0};

    if (store_each(store, &model_meeting, statement->client, add_planned, &planned, err) < 0)
        return -1;
    if (statement->n_meetings > 1)
        qsort(statement->meetings, statement->n_meetings, sizeof *statement->meetings, meeting_by_time);
    return 0;
}

/* As the last moment of `on` sees it, as far as it is known. */
static int load_owed(struct app *app, struct store *store, int64_t client_id, struct statement *statement,
                     struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    struct money owed[CURRENCIES_MAX];

    if (dues_now(app, store, client_id, zone_day_start(app_zone(app), statement->on + 1) - 1, &dues, err) < 0)
        return -1;
    statement->n_owed = dues_now_unpaid(dues.v, dues.n, owed);
    statement->owed = statement->n_owed ? mem_copy(owed, statement->n_owed * sizeof *owed) : NULL;
    return 0;
}

/* --- all of it --- */

static int make_credit(struct statement *statement, const struct texts *given_back, struct err *err)
{
    const struct statement_records *records = statement->records;
    const struct credit_records borrowed = {
        .packages = records->packages,
        .uses = records->uses,
        .contracts = records->contracts,
        .payments = records->payments,
        .n_packages = records->n_packages,
        .n_uses = records->n_uses,
        .n_contracts = records->n_contracts,
        .refunds = records->given,
        .n_payments = records->n_payments,
        .n_refunds = records->n_given,
    };
    const struct credit_wish wish = {statement->on, statement->today, given_back};

    return credit_make(&borrowed, &wish, &statement->credit, err);
}

static int choose_currency(struct app *app, struct statement *statement, struct err *err)
{
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    const char *currency = statement->credit.n_totals ? statement->credit.totals[0].currency
                           : statement->n_owed        ? statement->owed[0].currency
                                                      : me_currency(&house->me);
    memcpy(statement->currency, currency, sizeof statement->currency);
    return 0;
}

static int find_client(struct store *store, const char *ref, struct statement *statement, int64_t *ret_id,
                       struct err *err)
{
    _cleanup_known_ struct known known = {0};

    if (known_find(store, ref, &known, err) < 0)
        return -1;
    statement->client = mem_string(known.ref);
    statement->name = mem_string(known.name);
    *ret_id = known.row.id;
    return 0;
}

/* Of a goodbye that is open, or by which they left: it counts to its last day, however long that is over. */
static int take_last_day(void *ctx, const void *record)
{
    const struct farewell *farewell = record;
    int32_t *last_day = ctx;

    if (farewell->state != FAREWELL_UNDONE && farewell->last_day != DAY_NONE)
        *last_day = farewell->last_day;
    return 0;
}

static int choose_day(struct store *store, struct statement *statement, struct err *err)
{
    if (statement->on == DAY_NONE &&
        store_each(store, &model_farewell, statement->client, take_last_day, &statement->on, err) < 0)
        return -1;
    if (statement->on == DAY_NONE)
        statement->on = statement->today;
    return 0;
}

static int make(struct app *app, const char *client, const struct texts *given_back, bool under_way,
                struct statement *statement, struct err *err)
{
    struct store *store;
    int64_t id;

    if (app_need_file(app, &store, err) < 0 || find_client(store, client, statement, &id, err) < 0 ||
        choose_day(store, statement, err) < 0 ||
        load_records(store, statement->client, statement->records, err) < 0 ||
        load_refunds(store, under_way, statement, err) < 0 ||
        load_planned(app, store, statement, err) < 0 || load_owed(app, store, id, statement, err) < 0 ||
        make_credit(statement, given_back, err) < 0)
        return -1;
    return choose_currency(app, statement, err);
}

static int make_new(struct app *app, const char *client, int32_t on, const struct texts *given_back, bool under_way,
                    struct statement *ret, struct err *err)
{
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);
    struct statement statement = {
        .on = on,
        .today = today,
        .records = mem_zero(1, sizeof *statement.records),
    };

    if (make(app, client, given_back, under_way, &statement, err) < 0) {
        statement_clear(&statement);
        return -1;
    }
    *ret = statement;
    return 0;
}

int statement_make(struct app *app, const char *client, int32_t on, const struct texts *given_back,
                   struct statement *ret, struct err *err)
{
    return make_new(app, client, on, given_back, false, ret, err);
}

int statement_make_left(struct app *app, const char *client, int32_t on, const struct texts *given_back,
                        struct statement *ret, struct err *err)
{
    return make_new(app, client, on, given_back, true, ret, err);
}

size_t statement_given_back(const struct statement *statement)
{
    const struct credit *credit = &statement->credit;
    size_t n = 0;

    for (size_t i = 0; i < credit->n_lines; i++)
        for (size_t k = 0; k < credit->lines[i].n_uses; k++)
            n += credit->lines[i].uses[k].state == CREDIT_GIVEN_BACK;
    return n;
}

/* --- when it arrives --- */

enum { REFUND_DAYS = 5 };

static bool banks_open(struct boundaries *boundaries, int32_t day)
{
    return civil_weekday(day) < SATURDAY &&
           !calendar_day_holiday(boundaries_on(boundaries, day)->calendar, day);
}

int statement_expected(struct app *app, int32_t day, int32_t *ret, struct err *err)
{
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    _cleanup_(boundaries_free_p)
    struct boundaries *boundaries = boundaries_new(house->book, NULL, 0, NULL, 0);
    for (int n = 0, looked = 0; n < REFUND_DAYS && looked < CALENDAR_PATIENCE_DAYS; looked++)
        n += banks_open(boundaries, ++day);
    *ret = day;
    return 0;
}
