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

static int judge_ask(const struct ask_row *row, struct boundaries *boundaries, struct judging_sink *sink,
                     struct err *err)
{
    int64_t due;

    sink->judgements++;
    if (ask_due(boundaries, row->asked_at, row->window.n ? row->window : WINDOW_ASK_DEFAULT, &due) > 0)
        due = INSTANT_NONE;
    bool told = due != INSTANT_NONE && boundaries_told(boundaries, due);
    return due == row->due && told == row->told ? 0 : sink->ask(sink, row, due, told, err);
}

static int judge_asks(struct store *store, int64_t client_id, struct boundaries *boundaries,
                      struct judging_sink *sink, struct err *err)
{
    _cleanup_(due_rows_clear)
    struct due_rows rows = {0};

    if (asks_each(store, client_id, gather_ask, &rows, err) < 0)
        return -1;
    for (size_t i = 0; i < rows.n; i++)
        if (judge_ask(&rows.v[i].ask, boundaries, sink, err) < 0)
            return -1;
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

static int judge_invoice(const struct invoice_row *row, const struct contracts *contracts,
                         struct boundaries *boundaries, struct judging_sink *sink, struct err *err)
{
    struct invoice invoice = {.issued_on = row->issued_on, .due_on = row->due_given};

    sink->judgements++;
    int32_t due = invoice_due(&invoice, contract_on(contracts->v, contracts->n, row->issued_on), boundaries);
    int64_t due_end = invoice_due_end(boundaries, due);
    return due == row->due && due_end == row->due_end ? 0 : sink->invoice(sink, row, due, due_end, err);
}

static int judge_invoices(struct store *store, int64_t client_id, const char *client,
                          struct boundaries *boundaries, struct judging_sink *sink, struct err *err)
{
    _cleanup_(due_rows_clear)
    struct due_rows rows = {0};
    _cleanup_(contracts_clear)
    struct contracts contracts = {0};

    if (invoices_each(store, client_id, DAY_NONE, gather_invoice, &rows, err) < 0)
        return -1;
    if (rows.n > 0 && store_all(store, &model_contract, client, &contracts.v, &contracts.n, err) < 0)
        return -1;
    for (size_t i = 0; i < rows.n; i++)
        if (judge_invoice(&rows.v[i].invoice, &contracts, boundaries, sink, err) < 0)
            return -1;
    return 0;
}

int dues_judge(struct store *store, int64_t client_id, const char *client, struct boundaries *boundaries,
               struct judging_sink *sink, struct err *err)
{
    if (judge_asks(store, client_id, boundaries, sink, err) < 0)
        return -1;
    return judge_invoices(store, client_id, client, boundaries, sink, err);
}
