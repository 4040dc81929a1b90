#include "tellings.h"

#include "form_words.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"

int tellings_load(struct app *app, struct store *store, struct tellings *ret, struct err *err)
{
    *ret = (struct tellings){0};
    if (app_house(app, &ret->house, err) < 0)
        return -1;
    return store_all(store, &model_told, NULL, &ret->told, &ret->n, err);
}

void tellings_clear(struct tellings *tellings)
{
    for (size_t i = 0; i < tellings->n; i++)
        model_clear(&model_told, &tellings->told[i]);
    free(tellings->told);
    *tellings = (struct tellings){0};
}

static const struct rule *beginning(const struct house *house, int64_t from)
{
    for (size_t i = 0; i < house->n_rules; i++)
        if (house->rules[i].from == from)
            return &house->rules[i];
    return NULL;
}

const struct rule *tellings_version(const struct tellings *tellings, const struct told *told)
{
    const struct house *house = tellings->house;

    if (told->rule == INSTANT_NONE)
        return rulebook_default(house->book) ? NULL : rulebook_on(house->book, told->on);
    return beginning(house, told->rule);
}

const struct told *tellings_last(const struct tellings *tellings, const char *client)
{
    const struct told *last = NULL;

    for (size_t i = 0; i < tellings->n; i++)
        if (str_equal(tellings->told[i].client, client) && (!last || tellings->told[i].on >= last->on))
            last = &tellings->told[i];
    return last;
}

const struct told *tellings_of(const struct tellings *tellings, const char *client, const struct rule *rule)
{
    const struct told *last = NULL;

    for (size_t i = 0; i < tellings->n; i++) {
        const struct told *told = &tellings->told[i];
        const struct rule *version = str_equal(told->client, client) ? tellings_version(tellings, told) : NULL;
        if (version && rule_equal(version, rule) && (!last || told->on >= last->on))
            last = told;
    }
    return last;
}

const struct rule *tellings_rule(struct app *app, const struct tellings *tellings, int64_t from)
{
    return from == INSTANT_NONE ? rulebook_at(tellings->house->book, app_now(app)) : beginning(tellings->house, from);
}

int told_put(struct writing *writing, const char *client, int32_t on, int64_t rule, const char *how, struct err *err)
{
    struct told told;
    enum put put;

    model_init(&model_told, &told);
    told.ref = hash_new_ref(type_prefix("told"));
    told.client = mem_string(client);
    told.on = on;
    told.rule = rule;
    told.how = mem_string(how);
    int r = writing_put(writing, &model_told, &told, 0, &put, err);
    model_clear(&model_told, &told);
    return r;
}
