/* A client's exceptions as lines. */
#include "paletti/app/exceptions.h"

#include "exception_words.h"
#include "rule_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

/* What an exception says needs no name where it tells itself. */
static bool tells_itself(const struct field *field)
{
    return field->kind == FIELD_CHANNELS;
}

static bool is_said(const struct field *field, const struct override *override)
{
    static const char *const others[] = {"ref", "client", "from", "until", "reason"};

    for (size_t i = 0; i < ARRAY_LEN(others); i++)
        if (str_equal(field->name, others[i]))
            return false;
    return !field_absent(field, override);
}

static void add_value(const struct texting *texting, const struct field *field, const struct override *override, struct str *to)
{
    const struct field_words *words = field_words("override", field->name);

    if (field->kind == FIELD_HOURS)
        words_hours(to, &override->hours);
    else if (field->kind == FIELD_WINDOW)
        words_window(to, override->reply_window);
    else if (str_equal(field->name, "closed") || str_equal(field->name, "special"))
        words_dates(texting->app, to, field, field_of(field, override));
    else
        text_meaning(texting, field, words, override, to);
}

void words_exception(struct app *app, struct str *to, const struct override *override)
{
    struct texting texting = texting_init(app);
    size_t from = to->len;

    for (size_t i = 0; i < model_override.n; i++) {
        const struct field *field = &model_override.fields[i];
        if (!is_said(field, override))
            continue;
        str_add(to, to->len > from ? "; " : "");
        if (!tells_itself(field))
            str_printf(to, "%s ", _(field_words("override", field->name)->label));
        add_value(&texting, field, override, to);
    }
    if (to->len == from)
        str_add(to, _("says nothing yet"));
}

static void add_when(struct app *app, const struct override *override, struct str *to)
{
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);
    int left = override->until - today;

    words_range(app, to, override->from, override->until);
    switch (override_validity(override, today)) {
    case VALIDITY_NOW:
        if (left == 0)
            str_add(to, _(", its last day"));
        else
            str_printf(to, P_(", expires in %d day", ", expires in %d days", left), left);
        break;
    case VALIDITY_COMING:
        str_add(to, _(", still to come"));
        break;
    case VALIDITY_PAST:
        str_add(to, _(", over"));
        break;
    }
}

static int by_end(const void *a, const void *b)
{
    const struct override *x = a, *y = b;

    return (x->until < y->until) - (x->until > y->until);
}

static int tell(struct app *app, const struct override *override, int (*fn)(void *ctx, const struct exception_line *line),
                void *ctx)
{
    _cleanup_str_ struct str says = STR_INIT, when = STR_INIT;

    words_exception(app, &says, override);
    add_when(app, override, &when);
    struct exception_line line = {.ref = override->ref,
                                  .says = str_text(&says),
                                  .reason = override->reason,
                                  .when = str_text(&when),
                                  .validity = override_validity(override, zone_day(app_zone(app), app_now(app), NULL))};
    return fn(ctx, &line);
}

int view_exceptions(struct app *app, const char *client, int (*fn)(void *ctx, const struct exception_line *line), void *ctx,
                    struct err *err)
{
    struct override *overrides;
    struct store *store;
    size_t n;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_all(store, &model_override, client, &overrides, &n, err) < 0)
        return -1;
    if (n > 0)
        qsort(overrides, n, sizeof *overrides, by_end);
    for (size_t i = 0; r == 0 && i < n; i++)
        r = tell(app, &overrides[i], fn, ctx);
    for (size_t i = 0; i < n; i++)
        model_clear(&model_override, &overrides[i]);
    free(overrides);
    return r;
}
