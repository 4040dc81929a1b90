/* Where a form comes from: a record of the file, or what a new one mostly says. */
#include "form_inside.h"

#include "ref_any.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/draft.h"
#include "paletti/core/interaction.h"
#include "paletti/core/rule.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- titles --- */

static char *client_name(struct app *app, const char *ref)
{
    struct store *store;
    struct client client;

    if (!ref || app_open_read(app, &store, NULL) != 0 || store_get(store, &model_client, ref, &client, NULL) != 0)
        return mem_string(ref);
    char *name = MEM_TAKE(client.name);
    model_clear(&model_client, &client);
    return name;
}

void form_entitle(struct form *form)
{
    const char *type = form->model->type, *word = type_word(type);
    const struct field *client = model_field(form->model, "client");
    const char *ref = client ? *(char **)field_of(client, form->record) : NULL;
    _cleanup_free_ char *name = form->model == &model_client ? mem_string(((struct client *)form->record)->name)
                                                             : client_name(form->app, ref);
    _cleanup_free_ char *what =
        form->stored || form->model->single ? mem_string(word) : str_format(_("new: %s"), word);

    free(form->title);
    form->title = name ? str_format("%s: %s", what, name) : mem_string(what);
}

/* --- new ones --- */

static int32_t today(const struct form *form)
{
    return zone_day(form->texting.zone, form->texting.now, NULL);
}

int form_rule_in_force(struct app *app, struct rule *ret, struct err *err)
{
    const struct house *house;

    if (app_house(app, &house, err) < 0)
        return -1;
    model_copy(&model_rule, rulebook_at(house->book, app_now(app)), ret);
    if (ret->notice_roll < 0) /* the built-in one says nothing */
        ret->notice_roll = NOTICE_NONE;
    return 0;
}

/* A new version says what the one in force says, but for what it is about to change, from today on. */
static int default_rule(struct form *form, struct err *err)
{
    struct rule *rule = form->record;
    const struct house *house;

    model_clear(&model_rule, rule);
    if (form_rule_in_force(form->app, rule, err) < 0 || app_house(form->app, &house, err) < 0)
        return -1;
    rule->from = zone_day_start(form->texting.zone, today(form));
    for (size_t i = 0; i < house->n_rules; i++)
        if (house->rules[i].from == rule->from)
            rule->from = form->texting.now - form->texting.now % 60;
    return 0;
}

static int take_entry(void *ctx, const struct log_row *row)
{
    char **ref = ctx;

    if (row->direction != DIRECTION_OUT || row->kind > KIND_CALL)
        return 0;
    *ref = mem_string(row->ref);
    return 1;
}

/* What was asked for was asked in my newest message. */
static int default_ask(struct form *form, struct store *store, struct err *err)
{
    struct ask *ask = form->record;
    int64_t id;

    if (!ask->client || client_find(store, ask->client, &id, NULL, NULL, err) != 0)
        return 0;
    struct log_query query = {
        .client_id = id, .after = INT64_MAX, .limit = 200, .now = form->texting.now};
    return log_each(store, &query, take_entry, &ask->interaction, err) < 0 ? -1 : 0;
}

static int take_package(void *ctx, const void *record)
{
    char **ref = ctx;

    free(*ref);
    *ref = mem_string(((const struct package *)record)->ref);
    return 0;
}

static void default_entry(struct form *form)
{
    struct interaction *entry = form->record;

    entry->at = form->texting.now - form->texting.now % 60;
    entry->direction = DIRECTION_IN;
    entry->kind = KIND_MESSAGE;
    entry->channel = mem_string("email");
}

/* To whom, by what and in which language it is mostly written. */
static int default_draft(struct form *form, struct store *store, struct err *err)
{
    struct draft *draft = form->record;
    struct client client;

    draft->made = form->texting.now - form->texting.now % 60;
    draft->channel = mem_string("email");
    if (!draft->client)
        return 0;
    int r = store_get(store, &model_client, draft->client, &client, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    draft->language = mem_string(client.language && *client.language ? client.language : NULL);
    draft->to = mem_string(client.emails.n ? client.emails.v[0] : NULL);
    model_clear(&model_client, &client);
    return 0;
}

/* The day on which things are written down is mostly the day on which they happen. */
static void default_days(struct form *form)
{
    static const char *const days[] = {"on", "issued_on", "bought_on", "opened_on", "since", "said_on"};

    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        const struct field *field = model_field(form->model, days[i]);
        if (field)
            field_set_number(field, form->record, today(form));
    }
    if (form->model == &model_override)
        ((struct override *)form->record)->from = today(form);
}

static int fill(struct form *form, const char *client, struct err *err)
{
    const struct field *of = model_field(form->model, "client");
    struct store *store = NULL;

    if (client && of)
        *(char **)field_of(of, form->record) = mem_string(client);
    default_days(form);
    if (form->model == &model_interaction)
        default_entry(form);
    if (form->model == &model_rule)
        return default_rule(form, err);
    int r = app_open_read(form->app, &store, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (form->model == &model_ask)
        return default_ask(form, store, err);
    if (form->model == &model_draft)
        return default_draft(form, store, err);
    if (form->model == &model_use && client)
        return store_each(store, &model_package, client, take_package, &((struct use *)form->record)->package, err);
    return 0;
}

static int no_type(const char *type, struct err *err)
{
    _cleanup_str_ struct str list = STR_INIT;

    for (size_t i = 0; models[i]; i++)
        if (!models[i]->frozen)
            str_printf(&list, "%s%s", i ? ", " : "", models[i]->type);
    return err_set(err, _("there are no records of type \"%.40s\"; there are %s"), type, str_text(&list));
}

int form_new(struct app *app, const char *type, const char *client, struct form **ret, struct err *err)
{
    const struct model *model = model_find(type);

    if (!model || model->internal || model->frozen)
        return no_type(type, err);
    if (model->single && form_edit(app, type, NULL, ret, NULL) == 0)
        return 0;
    struct form *form = form_make(app, model, form_record_new(model), false);
    if (fill(form, client, err) < 0) {
        form_free(form);
        return -1;
    }
    form_rebase(form);
    form_entitle(form);
    *ret = form;
    return 0;
}

/* --- stored ones --- */

int form_edit(struct app *app, const char *type, const char *ref, struct form **ret, struct err *err)
{
    const struct model *model = type ? model_find(type) : NULL;
    struct store *store;

    if (type && (!model || model->internal))
        return no_type(type, err);
    int r = app_open_read(app, &store, err);
    if (r != 0)
        return r < 0 ? -1 : 1;
    _cleanup_free_ char *found = model ? mem_string(ref) : NULL;
    if (!model && (r = ref_any(app, store, ref, &model, &found, err)) != 0)
        return r;
    if (model->frozen)
        return err_set(err, _("a %s is never changed: what was decided stands; decide anew instead"), model->type);
    void *record = mem_alloc(model->size);
    r = store_get(store, model, found, record, err);
    if (r != 0) {
        free(record);
        return r;
    }
    *ret = form_make(app, model, record, true);
    form_entitle(*ret);
    return 0;
}
