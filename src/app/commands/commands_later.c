/* Putting my own reminder off: never the due. */
#include "commands.h"
#include "ref_any.h"
#include "rows.h"
#include "writing.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/core/later.h"
#include "paletti/core/when.h"

#include <string.h>

static bool is_none(const char *text)
{
    _cleanup_free_ char *folded = text_fold_new(text);

    return str_equal(folded, "none") || str_equal(folded, "no") || str_equal(folded, "ya no") ||
           str_equal(folded, "non piu") || str_equal(folded, _("none"));
}

enum { REMINDED = WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT };

/* On a Monday "monday" is the next one: seen from tomorrow it lies a week ahead, where "today" does not. */
static void skip_today(const char *text, int64_t now, const struct zone *zone, int64_t *ret)
{
    int64_t tomorrow = zone_day_start(zone, zone_day(zone, now, NULL) + 1), at;

    if (*ret <= now && when_parse_as(text, tomorrow, zone, REMINDED, &at, NULL) > 0 && at - *ret > 6 * DAY_SECONDS)
        *ret = at;
}

static int read_until(struct app *app, const char *text, int64_t *ret, struct err *err)
{
    int64_t now = app_now(app);

    if (is_none(text)) {
        *ret = now;
        return 0;
    }
    int n = when_parse_as(text, now, app_zone(app), REMINDED, ret, err);
    if (n < 0)
        return -1;
    if (n == 0 || text[n])
        return err_set(err, _("\"%.60s\" says no moment; write one such as monday, in 3 days, 17:00, or none"), text);
    skip_today(text, now, app_zone(app), ret);
    return *ret > now ? 0 : err_set(err, _("\"%.60s\" is over already; put it off to a moment to come"), text);
}

/* Only what can wait for me is put off. */
static int find_subject(struct app *app, struct store *store, const char *text, struct later *ret, struct err *err)
{
    static const char *const types[] = {"client", "interaction", "ask", "invoice"};
    const struct model *model;
    _cleanup_free_ char *ref = NULL;
    bool fits = false;

    int r = ref_any(app, store, text, &model, &ref, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("nothing is called \"%.60s\""), text);
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        fits |= str_equal(model->type, types[i]);
    if (!fits)
        return err_set(err, _("\"%.60s\" is nothing that is put off: clients, entries, requests and invoices are"), text);
    void *record = mem_alloc(model->size);
    r = store_get(store, model, ref, record, err);
    if (r == 0) {
        const struct field *client = model_field(model, "client");
        ret->ref = str_format("%s:%s", model->type, ref);
        ret->client = mem_string(client ? *(char **)field_of(client, record) : ref);
        model_clear(model, record);
    }
    free(record);
    return r == 0 ? 0 : -1;
}

/* Those of one act. */
struct laters {
    struct app *app;
    struct store *store;
    int64_t until;
    struct later *v;
    size_t n, cap;
};

static int add_subject(void *ctx, const char *text, struct err *err)
{
    struct laters *laters = ctx;
    struct later later;

    model_init(&model_later, &later);
    if (find_subject(laters->app, laters->store, text, &later, err) < 0)
        return -1;
    later.until = laters->until;
    MEM_GROW(laters->v, laters->n, laters->cap);
    laters->v[laters->n++] = later;
    return 0;
}

static int put_off(struct app *app, const struct request *request, struct laters *laters, unsigned *ret_changes,
                   struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    enum put put;

    if (read_until(app, request->arguments[1], &laters->until, err) < 0 || writing_begin(app, request, &writing, err) < 0)
        return -1;
    laters->store = writing.store;
    if (refs_each(request->arguments[0], add_subject, laters, err) < 0)
        return -1;
    for (size_t i = 0; i < laters->n; i++)
        if (writing_put(&writing, &model_later, &laters->v[i], 0, &put, err) < 0)
            return -1;
    if (writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = writing.changes;
    return 0;
}

static void tell(struct app *app, struct store *store, const struct later *later, struct answer *answer)
{
    const char *ref = strchr(later->ref, ':') + 1;
    _cleanup_free_ char *type = mem_string_n(later->ref, (size_t)(ref - later->ref) - 1);

    answer_open_object(answer, NULL);
    if (!answer->people) {
        answer_text(answer, "type", type);
        answer_text(answer, "ref", ref);
    }
    answer_client(answer, store, later->client, NULL);
    answer_instant(answer, "until", later->until > app_now(app) ? later->until : INSTANT_NONE);
    answer_close_object(answer);
}

static void tell_all(struct app *app, struct store *store, const struct laters *laters, struct answer *answer)
{
    if (laters->n == 1) {
        tell(app, store, &laters->v[0], answer);
        return;
    }
    answer_open_list(answer, NULL);
    for (size_t i = 0; i < laters->n; i++)
        tell(app, store, &laters->v[i], answer);
    answer_close_list(answer);
}

COMMAND_RUN(later)
{
    struct laters laters = {.app = app};
    struct store *store;

    *ret_changes = CHANGE_NOTHING;
    if (!app_has_file(app) && app_need_file(app, &store, err) < 0)
        return -1;
    int r = put_off(app, request, &laters, ret_changes, err);
    if (r == 0)
        r = app_open_read(app, &store, err);
    if (r == 0)
        tell_all(app, store, &laters, answer);
    for (size_t i = 0; i < laters.n; i++)
        model_clear(&model_later, &laters.v[i]);
    free(laters.v);
    return r;
}
