/* Records of any type as lines of a list. */
#include "known.h"
#include "record_words.h"

#include "paletti/app/views.h"
#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

struct listing_records {
    const struct model *model;
    const char *client;
    struct texting texting;
    int left; /* how many more are listed */
    int (*fn)(void *ctx, const struct record_line *line);
    void *ctx;
};

static int tell(void *ctx, const void *record)
{
    struct listing_records *listing = ctx;
    _cleanup_str_ struct str text = STR_INIT;
    char from[CIVIL_INSTANT_SIZE];
    struct record_line line = {.ref = model_ref(listing->model, record)};

    if (listing->left-- == 0)
        return 1;
    if (listing->model == &model_rule)
        line.ref = civil_format_instant(((const struct rule *)record)->from, from);
    record_words(&listing->texting, listing->model, record, listing->client ? "client" : "", "   ", &text);
    line.text = str_text(&text);
    return listing->fn(listing->ctx, &line);
}

int view_records(struct app *app, const char *type, const char *client, int limit,
                 int (*fn)(void *ctx, const struct record_line *line), void *ctx, struct err *err)
{
    const struct model *model = model_find(type);
    struct listing_records listing = {.model = model, .client = client, .left = limit, .fn = fn, .ctx = ctx};
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (!model)
        return err_set(err, _("there are no records of type \"%.40s\""), type);
    int r = app_open_read(app, &store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (client && known_find(store, client, &known, err) < 0)
        return -1;
    listing.texting = texting_init(app);
    const char *of = model_field(model, "client") ? known.ref : NULL;
    r = store_each(store, model, of, tell, &listing, err);
    return r < 0 ? -1 : listing.left < 0;
}

/* --- what is a client's --- */

static int count_record(void *ctx, const void *record _unused_)
{
    ++*(int64_t *)ctx;
    return 0;
}

int view_belongings(struct app *app, const char *client, struct belongings *to, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || known_find(store, client, &known, err) < 0)
        return -1;
    to->entries += log_count(store, known.row.id);
    for (const struct model *const *model = models; *model; model++)
        if (known_owns(*model) && *model != &model_interaction &&
            store_each(store, *model, known.ref, count_record, &to->others, err) < 0)
            return -1;
    return 0;
}

void words_belongings(struct str *to, const struct belongings *belongings)
{
    int64_t entries = belongings->entries, others = belongings->others;
    _cleanup_free_ char *a = str_format(P_("%lld entry", "%lld entries", entries), (long long)entries);
    _cleanup_free_ char *b = str_format(P_("%lld other record", "%lld other records", others), (long long)others);

    if (entries > 0 && others > 0)
        str_printf(to, _("%s and %s"), a, b);
    else if (entries > 0 || others > 0)
        str_add(to, entries > 0 ? a : b);
}

/* --- refs that are being typed --- */

int view_refs(struct app *app, const char *beginning, int limit, int (*fn)(void *ctx, const char *ref), void *ctx,
              struct err *err)
{
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = store_refs(store, beginning, limit, fn, ctx, err);
    return r < 0 ? -1 : 0;
}
