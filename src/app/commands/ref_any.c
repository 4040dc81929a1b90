#include "ref_any.h"

#include "form_text.h"
#include "known.h"
#include "ref_find.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/intake.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/store/records.h"

#include <string.h>

/* How many types have a record whose whole ref is TEXT. */
static int count_types(struct store *store, const char *text, const struct model **ret, struct str *list)
{
    int n = 0;

    for (size_t i = 0; models[i]; i++) {
        if (!model_field(models[i], "ref") || !ref_is_stored(store, models[i], text))
            continue;
        *ret = models[i];
        str_printf(list, "%s%s", n++ ? ", " : "", models[i]->type);
    }
    return n;
}

/* The version whose beginning is TEXT, or lies on that day. */
static char *find_rule(struct app *app, const struct house *house, const char *text)
{
    char buf[CIVIL_INSTANT_SIZE];
    int64_t at = INSTANT_NONE;
    int32_t day = DAY_NONE;

    if (civil_parse_instant(text, &at) < 0 && civil_parse_day(text, &day) < 0)
        return NULL;
    for (size_t i = 0; i < house->n_rules; i++) {
        int64_t from = house->rules[i].from;
        if (from == at || (day != DAY_NONE && zone_day(app_zone(app), from, NULL) == day))
            return mem_string(civil_format_instant(from, buf));
    }
    return NULL;
}

/* What is not written out: a beginning, a number, a name. */
static int find_loosely(struct app *app, struct store *store, const char *text, const struct model **ret,
                        char **ret_ref, struct err *err)
{
    struct texting texting = texting_init(app);
    _cleanup_known_ struct known known = {0};
    struct err why;

    if (ref_find(store, text, ret_ref, &why) == 0) {
        _cleanup_str_ struct str list = STR_INIT;
        return count_types(store, *ret_ref, ret, &list) ? 0 : 1;
    }
    if (text_read_ref(&texting, &model_invoice, text, ret_ref, NULL) == 0) {
        *ret = &model_invoice;
        return 0;
    }
    if (known_find(store, text, &known, &why) < 0)
        return err_set(err,
                       _("nothing is called \"%.60s\": no record has that ref, no invoice that number, no client that name"),
                       text);
    *ret = &model_client;
    *ret_ref = MEM_TAKE(known.ref);
    return 0;
}

/* "invoice:x" says which type. 1: TEXT does not begin so. */
static int find_typed(struct store *store, const char *text, const struct model **ret, char **ret_ref, struct err *err)
{
    size_t len = strcspn(text, ":");
    _cleanup_free_ char *type = mem_string_n(text, len);
    const struct model *model = text[len] ? model_find(type) : NULL;

    if (!model || model->internal || !model_field(model, "ref"))
        return 1;
    if (!ref_is_stored(store, model, text + len + 1))
        return err_set(err, _("there is no %s called \"%.60s\""), type_word(type), text + len + 1);
    *ret = model;
    *ret_ref = mem_string(text + len + 1);
    return 0;
}

int ref_any(struct app *app, struct store *store, const char *text, const struct model **ret, char **ret_ref,
            struct err *err)
{
    _cleanup_str_ struct str list = STR_INIT;
    const struct house *house;
    char *ref = NULL;

    if (app_house(app, &house, err) < 0)
        return -1;
    if (str_equal(text, "me")) {
        *ret = model_find("me");
        *ret_ref = NULL;
        return house->me_given ? 0 : 1;
    }
    if (str_equal(text, model_profile.type)) {
        *ret = &model_profile;
        *ret_ref = NULL;
        return store_count(store, &model_profile) > 0 ? 0 : 1;
    }
    int r = find_typed(store, text, ret, ret_ref, err);
    if (r <= 0)
        return r;
    int n = count_types(store, text, ret, &list);
    if (n > 1)
        return err_set(err, _("\"%.60s\" is the ref of several records (%s); say which one: TYPE:%.60s"), text,
                       str_text(&list), text);
    if (n == 1) {
        ref = mem_string(text);
    } else if ((ref = find_rule(app, house, text))) {
        *ret = &model_rule;
    } else {
        r = find_loosely(app, store, text, ret, &ref, err);
        if (r != 0)
            return r;
    }
    *ret_ref = ref;
    return 0;
}

int refs_each(const char *text, int (*one)(void *ctx, const char *ref, struct err *err), void *ctx, struct err *err)
{
    int r = one(ctx, text, err);

    if (r == 0 || !strchr(text, ','))
        return r;
    _cleanup_free_ char *copy = mem_string(text);
    char *rest = copy, *part;
    r = 0;
    while (r == 0 && (part = strsep(&rest, ",")) != NULL)
        r = *part ? one(ctx, part, err) : 0;
    return r;
}

int entry_any(struct app *app, struct store *store, const char *text, struct interaction *ret, struct err *err)
{
    const struct model *model;
    _cleanup_free_ char *ref = NULL;

    int r = store_get(store, &model_interaction, text, ret, err);
    if (r <= 0)
        return r;
    r = ref_any(app, store, text, &model, &ref, err);
    if (r < 0)
        return r;
    if (r > 0 || model != &model_interaction)
        return err_set(err, _("\"%.60s\" is no entry of a log; paletti log CLIENT --json shows their refs"), text);
    return store_get(store, &model_interaction, ref, ret, err) == 0 ? 0 : -1;
}
