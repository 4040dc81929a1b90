/* The page of the first start: parts of `me` and of the rules in force, and who was told. */
#include "form_inside.h"
#include "writing.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"
#include "paletti/core/rule.h"
#include "paletti/core/terms.h"

struct setup {
    struct me me;
    struct rule rule;
    int32_t from, told_on;
};

/* A model like those of records, in no file: it sees some members of both. */
static const struct field setup_fields[] = {
    FIELD_AS("name", TEXT, setup, me.name, REQUIRED),
    FIELD_AS("email", TEXTS, setup, me.email, .flags = FIELD_EMAIL),
    FIELD_AS("zone", ZONE, setup, rule.zone, REQUIRED),
    FIELD_AS("hours", HOURS, setup, rule.hours, REQUIRED),
    FIELD_AS("reply_window", WINDOW, setup, rule.reply_window, .standard = 72 * 8 + WINDOW_H),
    FIELD_AS("reason", TEXT, setup, rule.reason),
    FIELD_AS("until", DATE, setup, rule.until),
    FIELD(DATE, setup, from, REQUIRED),
    FIELD(DATE, setup, told_on),
};
static const struct model model_setup = MODEL("setup", setup, setup_fields);

static void setup_done(struct setup *setup)
{
    model_clear(&model_me, &setup->me);
    model_clear(&model_rule, &setup->rule);
}

/* Me, and a copy of the version in force, as the file has them now. */
static int load(struct app *app, struct setup *ret, struct err *err)
{
    const struct house *house;

    if (app_house(app, &house, err) < 0 || form_rule_in_force(app, &ret->rule, err) < 0)
        return -1;
    model_copy(&model_me, &house->me, &ret->me);
    ret->from = zone_day(app_zone(app), app_now(app), NULL);
    ret->told_on = DAY_NONE;
    return 0;
}

/* --- writing --- */

static bool rule_is_new(const struct form *form)
{
    static const char *const of_rule[] = {"zone", "hours", "reply_window", "reason", "until", "from"};
    const struct house *house;
    bool changed = app_house(form->app, &house, NULL) < 0 || rulebook_default(house->book);

    for (size_t i = 0; i < ARRAY_LEN(of_rule) && !changed; i++) {
        const struct form_row *row = &form->rows[form_find(form, of_rule[i])];
        changed = !str_equal(row->text, row->first);
    }
    return changed;
}

/* Through the check that an import makes; *RET is what is stored. */
static int check_record(struct form *form, const struct model *model, const void *record, void **ret, struct err *err)
{
    struct record_checks checks = app_checks(form->app);
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *same;

    record_write(&line, model, record);
    return record_parse(line.s, line.len, &checks, &same, ret, err);
}

static int put(struct form *form, struct writing *writing, const struct model *model, const void *record,
               struct err *err)
{
    void *checked;
    enum put what;

    if (check_record(form, model, record, &checked, err) < 0)
        return -1;
    int r = writing_put(writing, model, checked, 0, &what, err);
    record_free(model, checked);
    return r;
}

static int put_me(struct form *form, struct writing *writing, struct setup *setup, struct err *err)
{
    const struct form_row *zone = &form->rows[form_find(form, "zone")];

    if (!setup->me.zone || !str_equal(zone->text, zone->first)) {
        free(setup->me.zone);
        setup->me.zone = mem_string(setup->rule.zone);
    }
    return put(form, writing, &model_me, &setup->me, err);
}

static int put_rule(struct form *form, struct writing *writing, struct setup *setup, struct err *err)
{
    const struct zone *zone = zones_find(app_zones(form->app), setup->rule.zone, err);

    if (!zone)
        return -1;
    if (!rule_is_new(form))
        return 0;
    setup->rule.from = zone_day_start(zone, setup->from);
    return put(form, writing, &model_rule, &setup->rule, err);
}

struct telling {
    struct writing *writing;
    struct form *form;
    const struct setup *setup;
    struct texts clients;
    struct err *err;
};

static int note_present(void *ctx, const void *record)
{
    const struct client *client = record;
    struct telling *telling = ctx;

    if (client->state == CLIENT_ACTIVE || client->state == CLIENT_LEAVING)
        texts_add(&telling->clients, client->ref);
    return 0;
}

static int tell(struct telling *telling, const char *client)
{
    struct told told;

    model_init(&model_told, &told);
    told.ref = hash_new_ref(type_prefix("told"));
    told.client = mem_string(client);
    told.on = telling->setup->told_on;
    told.rule = telling->setup->rule.from;
    int r = put(telling->form, telling->writing, &model_told, &told, telling->err);
    model_clear(&model_told, &told);
    return r;
}

static int tell_all(struct telling *telling)
{
    int r = 0;

    if (telling->setup->told_on != DAY_NONE)
        r = store_each(telling->writing->store, &model_client, NULL, note_present, telling, telling->err);
    for (size_t i = 0; r == 0 && i < telling->clients.n; i++)
        r = tell(telling, telling->clients.v[i]);
    texts_clear(&telling->clients);
    return r;
}

/* 1: the file does not say any more what the form began with; from now on it began with what the file says. */
static int check_meanwhile(struct form *form, const struct setup *now, struct err *err)
{
    struct setup *before = form->before;
    _cleanup_free_ struct setup *seen = mem_alloc(sizeof *seen);

    model_copy(&model_setup, now, seen);
    seen->from = before->from;
    bool same = model_equal(&model_setup, seen, before);
    if (!same) {
        model_clear(&model_setup, before);
        model_copy(&model_setup, seen, before);
        err_set(err, _("this was changed meanwhile, by another program; save again to write over that"));
    }
    model_clear(&model_setup, seen);
    return !same;
}

static int put_all(struct form *form, struct writing *writing, struct setup *setup, struct err *err)
{
    struct telling telling = {.writing = writing, .form = form, .setup = setup, .err = err};

    for (size_t i = 0; i < model_setup.n; i++)
        field_copy(&model_setup.fields[i], form->record, setup);
    if (put_me(form, writing, setup, err) < 0 || put_rule(form, writing, setup, err) < 0 || tell_all(&telling) < 0)
        return -1;
    return writing_commit(writing, err);
}

static int write(struct form *form, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_(setup_done)
    struct setup setup = {0};

    if (writing_begin(form->app, form->progress, &writing, err) < 0 || load(form->app, &setup, err) < 0)
        return -1;
    int r = check_meanwhile(form, &setup, err);
    if (r == 0)
        r = put_all(form, &writing, &setup, err);
    if (r == 0)
        *ret_changes = writing.changes;
    return r;
}

static int save(struct form *form, char **ret_ref, unsigned *ret_changes, size_t *ret_field, struct err *err)
{
    if (form_check_texts(form, ret_field, err) < 0)
        return -1;
    *ret_field = form->n;
    int r = write(form, ret_changes, err);
    if (r < 0)
        *ret_field = form_fault(form, err);
    if (r != 0)
        return r;
    void *written = mem_alloc(model_setup.size);
    model_copy(&model_setup, form->record, written);
    ((struct setup *)written)->told_on = DAY_NONE; /* they have been */
    form_settle(form, written);
    if (ret_ref)
        *ret_ref = NULL;
    return 0;
}

int form_setup(struct app *app, struct form **ret, struct err *err)
{
    _cleanup_(setup_done)
    struct setup setup = {0};

    if (load(app, &setup, err) < 0)
        return -1;
    void *record = mem_alloc(model_setup.size);
    model_copy(&model_setup, &setup, record);
    struct form *form = form_make(app, &model_setup, record, false);
    form->title = mem_string(_("me and my hours"));
    form->save = save;
    *ret = form;
    return 0;
}
