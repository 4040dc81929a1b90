#include "judging_log.h"

#include "paletti/base/mem.h"
#include "paletti/core/invoice_due.h"
#include "paletti/store/records.h"

/* Rows are gathered first: their dues are written to the tables they are read from. */
struct due_row {
    union {
        struct ask_row ask;
        struct invoice_row invoice;
    };
    char *ref;
};

struct due_rows {
    struct due_row *v;
    size_t n, cap;
};

static struct due_row *due_rows_add(struct due_rows *rows, const char *ref)
{
    MEM_GROW(rows->v, rows->n, rows->cap);
    rows->v[rows->n] = (struct due_row){.ref = mem_string(ref)};
    return &rows->v[rows->n++];
}

static void due_rows_clear(struct due_rows *rows)
{
    for (size_t i = 0; i < rows->n; i++)
        free(rows->v[i].ref);
    free(rows->v);
}

static int gather_ask(void *ctx, const struct ask_row *row)
{
    struct due_row *to = due_rows_add(ctx, row->ref);

    to->ask = *row;
    to->ask.ref = to->ref;
    return 0;
}

static int each_ask(struct store *store, int64_t client_id, struct boundaries *boundaries, const struct dues_sink *sink,
                    struct err *err)
{
    _cleanup_(due_rows_clear)
    struct due_rows rows = {0};

    if (asks_each(store, client_id, gather_ask, &rows, err) < 0)
        return -1;
    for (size_t i = 0; i < rows.n; i++) {
        const struct ask_row *row = &rows.v[i].ask;
        int64_t due;
        if (ask_due(boundaries, row->asked_at, row->window, &due) > 0)
            due = INSTANT_NONE;
        if (sink->ask(sink->ctx, row, due, err) < 0)
            return -1;
    }
    return 0;
}

static int gather_invoice(void *ctx, const struct invoice_row *row)
{
    struct due_row *to = due_rows_add(ctx, row->ref);

    to->invoice = *row;
    to->invoice.ref = to->ref;
    return 0;
}

/* A client's contracts, in log order. */
struct contracts {
    struct contract *v;
    size_t n;
};

static void contracts_clear(struct contracts *contracts)
{
    for (size_t i = 0; i < contracts->n; i++)
        model_clear(&model_contract, &contracts->v[i]);
    free(contracts->v);
}

static int each_invoice(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
                        const struct dues_sink *sink, struct err *err)
{
    _cleanup_(due_rows_clear)
    struct due_rows rows = {0};
    _cleanup_(contracts_clear)
    struct contracts contracts = {0};

    if (invoices_each(store, client_id, DAY_NONE, gather_invoice, &rows, err) < 0)
        return -1;
    if (rows.n > 0 && store_all(store, &model_contract, client, &contracts.v, &contracts.n, err) < 0)
        return -1;
    for (size_t i = 0; i < rows.n; i++) {
        const struct invoice_row *row = &rows.v[i].invoice;
        struct invoice invoice = {.issued_on = row->issued_on, .due_on = row->due_given};
        const struct contract *contract = contract_on(contracts.v, contracts.n, row->issued_on);
        int32_t due = invoice_due(&invoice, contract, boundaries);
        if (sink->invoice(sink->ctx, row, due, invoice_due_end(boundaries, due), err) < 0)
            return -1;
    }
    return 0;
}

int dues_each(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
              const struct dues_sink *sink, struct err *err)
{
    if (each_ask(store, client_id, boundaries, sink, err) < 0)
        return -1;
    return each_invoice(store, client_id, client, boundaries, sink, err);
}

/* --- kept right --- */

struct keeper {
    struct judging_sink *sink;
    struct boundaries *boundaries;
};

static int keep_ask(void *ctx, const struct ask_row *row, int64_t due, struct err *err)
{
    struct keeper *keeper = ctx;
    bool told = due != INSTANT_NONE && boundaries_told(keeper->boundaries, due);

    keeper->sink->judgements++;
    return due == row->due && told == row->told ? 0 : keeper->sink->ask(keeper->sink, row, due, told, err);
}

static int keep_invoice(void *ctx, const struct invoice_row *row, int32_t due, int64_t due_end, struct err *err)
{
    struct keeper *keeper = ctx;

    keeper->sink->judgements++;
    return due == row->due && due_end == row->due_end ? 0
                                                      : keeper->sink->invoice(keeper->sink, row, due, due_end, err);
}

int dues_judge(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
               struct judging_sink *sink, struct err *err)
{
    struct keeper keeper = {sink, boundaries};
    const struct dues_sink dues = {keep_ask, keep_invoice, &keeper};

    return dues_each(store, client_id, client, boundaries, &dues, err);
}
