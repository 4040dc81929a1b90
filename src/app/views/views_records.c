/* Records of any type as lines of a list. */
#include "blurring.h"
#include "form_text.h"
#include "known.h"

#include "paletti/app/views.h"
#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

enum { TEXT_MAX = 300 }; /* bytes: more than a line shows */

struct listing_records {
    const struct model *model;
    const char *client;
    struct app *app;
    struct texting texting;
    int left; /* how many more are listed */
    int (*fn)(void *ctx, const struct record_line *line);
    void *ctx;
};

/* What the list is about needs not be said in each line; nor what hardly anybody fills in. */
static bool is_said(const struct listing_records *listing, const struct field *field, const void *record)
{
    const struct field_words *words = field_words(listing->model->type, field->name);
    bool own_ref = field->kind == FIELD_REF && !field->model;

    return !own_ref && field->kind != FIELD_OBJECT && !(listing->client && str_equal(field->name, "client")) &&
           !(words->sort & SORT_RARE) && !field_absent(field, record);
}

/* Days, moments and sums as everywhere on the screen; everything else as it is typed. */
static void add_value(const struct listing_records *listing, const struct field *field, const struct field_words *words,
                      const void *record, struct str *to)
{
    if (field->kind == FIELD_DATE || field->kind == FIELD_INSTANT || field->kind == FIELD_MONEY || field->code)
        text_meaning(&listing->texting, field, words, record, to);
    else
        text_write(&listing->texting, field, words, record, to);
}

/* "INV-7  320.00 EUR  due on Tue 1 Dec": what is required tells by itself what it is. */
static void say(const struct listing_records *listing, const void *record, struct str *to)
{
    const struct model *model = listing->model;

    for (size_t i = 0; i < model->n && to->len < TEXT_MAX; i++) {
        const struct field *field = &model->fields[i];
        const struct field_words *words = field_words(model->type, field->name);
        _cleanup_str_ struct str value = STR_INIT;
        if (!is_said(listing, field, record))
            continue;
        add_value(listing, field, words, record, &value);
        const char *shown = blur_field(listing->app, field, str_text(&value));
        if (value.len > 0 && !(field->flags & FIELD_REQUIRED))
            str_printf(to, "%s%s %s", to->len > 0 ? "   " : "", words->label ? _(words->label) : field->name,
                       shown);
        else if (value.len > 0)
            str_printf(to, "%s%s", to->len > 0 ? "   " : "", shown);
    }
}

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
    say(listing, record, &text);
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
    listing.app = app;
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
