/* Refunds in the file: found by what people type, stored where they may move so. */
#include "refunds_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/days.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

int refunds_get(struct store *store, const char *ref, struct refund *ret, struct err *err)
{
    int r = store_get(store, &model_refund, ref, ret, err);

    return r > 0 ? err_set(err, _("there is no refund \"%.60s\"; paletti refund CLIENT lists them"), ref) : r;
}

int refunds_payment(struct store *store, const char *ref, struct payment *ret, struct err *err)
{
    int r = store_get(store, &model_payment, ref, ret, err);

    return r > 0 ? err_set(err, _("there is no payment \"%.60s\""), ref) : r;
}

int refunds_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err)
{
    if (writing_begin(app, request, ret, err) < 0)
        return -1;
    writing_is_no_act(ret);
    return journal_forget_undone(ret->store, err);
}

int refunds_put(struct store *store, const struct refund *refund, struct err *err)
{
    struct refund stored;
    enum put put;
    int r = store_get(store, &model_refund, refund->ref, &stored, err);

    if (r < 0)
        return -1;
    if (r == 0) {
        bool may = refunding_may(refund_state(&stored), refund_state(refund));
        const char *from = refunds_state_word(&stored);
        model_clear(&model_refund, &stored);
        if (!may)
            return err_set(err, _("this refund is %s now, and not what it was when you looked; look again"),
                           from);
    }
    return store_put(store, &model_refund, refund, 0, &put, err);
}

/* --- the name that confirms --- */

static int copy_short(void *ctx, const struct client_row *row)
{
    *(char **)ctx = mem_string(row->short_name && *row->short_name ? row->short_name : row->name);
    return 0;
}

char *refunds_short_name(struct store *store, const char *client, struct err *err)
{
    char *short_name = NULL;
    int64_t id;

    if (client_find(store, client, &id, NULL, NULL, err) != 0 ||
        client_find_id(store, id, copy_short, &short_name, err) != 0)
        return NULL;
    return short_name;
}

struct same {
    const char *typed;
    bool is;
};

static int compare_name(void *ctx, const struct client_row *row)
{
    struct same *same = ctx;

    same->is = text_same(same->typed, row->name);
    return 0;
}

static bool is_full_name(struct store *store, const char *client, const char *typed)
{
    struct same same = {.typed = typed};
    struct err err;
    int64_t id;

    return client_find(store, client, &id, NULL, NULL, &err) == 0 &&
           client_find_id(store, id, compare_name, &same, &err) == 0 && same.is;
}

/* As it is told apart from all others: case and accents are nobody's mistake. */
int refunds_check_name(struct app *app _unused_, struct store *store, const char *client, const char *name,
                       struct err *err)
{
    _cleanup_free_ char *wanted = refunds_short_name(store, client, err);

    if (!wanted)
        return err_set(err, _("there is no client \"%.60s\""), client);
    if (text_same(name, wanted) || text_same(name, client) || is_full_name(store, client, name))
        return 0;
    return err_set(err, _("to confirm it, write the client's short name, \"%s\"; nothing was confirmed"),
                   wanted);
}

/* --- days --- */

int32_t refunds_today(struct app *app)
{
    return days_at(app_zone(app), app_now(app));
}
