/* A payment on one line. */
#include "commands.h"
#include "known.h"
#include "pay_line.h"
#include "writing.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"

static int read_line(struct app *app, struct store *store, const struct known *known, const char *line,
                     struct payment *ret, struct err *err)
{
    _cleanup_free_ char *number = NULL;
    struct money left;

    ret->ref = hash_new_ref("y");
    ret->client = mem_string(known->ref);
    return pay_line_read(app, store, line, ret, &number, &left, err) == 0 ? 0 : -1;
}

/* Under the writers' lock, so that the invoices are those that the line was read against. */
static int put(struct app *app, const struct request *request, struct payment *payment, unsigned *ret_changes,
               struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_known_ struct known known = {0};
    enum put what;

    if (writing_begin(app, request, &writing, err) < 0 ||
        known_find(writing.store, request->arguments[0], &known, err) < 0 ||
        read_line(app, writing.store, &known, request->arguments[1], payment, err) < 0 ||
        writing_put(&writing, &model_payment, payment, 0, &what, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

COMMAND_RUN(pay)
{
    struct payment payment;
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    model_init(&model_payment, &payment);
    int r = put(app, request, &payment, ret_changes, err);
    if (r == 0)
        answer_record(answer, &model_payment, &payment);
    model_clear(&model_payment, &payment);
    return r;
}
