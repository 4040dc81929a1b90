/* Who was not told a version of the rules, and cards for them, kept as drafts. */
#include "cards.h"

#include "draft_put.h"
#include "letter_draft.h"
#include "rule_inside.h"

#include "paletti/app/drafts.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/clients.h"
#include "paletti/store/recent.h"

#include <string.h>

/* --- those that wait --- */

struct waiting {
    const char *client; /* NULL: anybody's */
    int64_t rule;
    struct texts clients, refs;
};

static int take_draft(void *ctx, const void *record)
{
    struct waiting *waiting = ctx;
    const struct draft *draft = record;

    if (draft->state == DRAFT_DONE || !str_equal(draft->code, CARD_CODE) || card_rule_of(draft->about) != waiting->rule)
        return 0;
    texts_add(&waiting->clients, draft->client);
    texts_add(&waiting->refs, draft->ref);
    return 0;
}

static void waiting_clear(struct waiting *waiting)
{
    texts_clear(&waiting->clients);
    texts_clear(&waiting->refs);
}

static const char *waiting_of(const struct waiting *waiting, const char *client)
{
    for (size_t i = 0; i < waiting->clients.n; i++)
        if (str_equal(waiting->clients.v[i], client))
            return waiting->refs.v[i];
    return NULL;
}

int cards_waiting(struct store *store, const char *client, int64_t rule, char **ret, struct err *err)
{
    struct waiting waiting = {.rule = rule};
    int r = store_each(store, &model_draft, client, take_draft, &waiting, err);

    if (r >= 0)
        *ret = mem_string(waiting_of(&waiting, client));
    waiting_clear(&waiting);
    return r < 0 ? -1 : 0;
}

/* --- whom it is for --- */

struct untold {
    struct app *app;
    struct store *store;
    struct tellings tellings;
    const struct rule *rule;
    struct waiting waiting;
    struct texts clients; /* refs, by name */
};

static int take_client(void *ctx, const struct client_row *row)
{
    texts_add(&((struct untold *)ctx)->clients, row->ref);
    return 0;
}

static void untold_done(struct untold *untold)
{
    tellings_clear(&untold->tellings);
    waiting_clear(&untold->waiting);
    texts_clear(&untold->clients);
}

/* 0; 1: there is no version that anybody could be told. */
static int untold_load(struct app *app, int64_t rule, struct untold *ret, struct err *err)
{
    ret->app = app;
    int r = app_open_read(app, &ret->store, err);
    if (r != 0)
        return r;
    if (tellings_load(app, ret->store, &ret->tellings, err) < 0 ||
        clients_each(ret->store, 1u << CLIENT_PROSPECT | 1u << CLIENT_ACTIVE, take_client, ret, err) < 0)
        return -1;
    ret->rule = tellings_rule(app, &ret->tellings, rule);
    if (!ret->rule)
        return err_set(err, _("no version of the rules begins then; paletti records rule lists them"));
    if (ret->rule->from == INSTANT_NONE)
        return 1;
    ret->waiting.rule = ret->rule->from;
    return store_each(ret->store, &model_draft, NULL, take_draft, &ret->waiting, err) < 0 ? -1 : 0;
}

/* A group's contact tells its members; but for those who are clients of their own. */
static bool is_told_by_group(const struct untold *untold, const struct client *client)
{
    return client->member_of && !(client_has(untold->store, client->ref) & HAS_CONTRACTS) &&
           !tellings_last(&untold->tellings, client->ref);
}

static int tell(const struct untold *untold, const struct client *client,
                int (*fn)(void *ctx, const struct card_line *line), void *ctx)
{
    const struct told *last = tellings_last(&untold->tellings, client->ref);
    const struct rule *version = last ? tellings_version(&untold->tellings, last) : NULL;
    _cleanup_str_ struct str which = STR_INIT;
    struct letter_party party;
    const struct person *person = letter_meet(client, &untold->tellings.house->me, &party);
    struct letter_manner manner = letter_manner(&party);

    if (version)
        words_beginning(untold->app, &which, version->from);
    return fn(ctx, &(struct card_line){
                       .ref = client->ref,
                       .name = client->name,
                       .language = manner.locale->language,
                       .address = manner.address,
                       .channel = "email",
                       .to = letter_to(client, person),
                       .on = last ? last->on : DAY_NONE,
                       .which = version ? str_text(&which) : NULL,
                       .draft = waiting_of(&untold->waiting, client->ref),
                   });
}

static int tell_client(const struct untold *untold, const char *ref, int (*fn)(void *ctx, const struct card_line *line),
                       void *ctx, struct err *err)
{
    struct client client;

    if (tellings_of(&untold->tellings, ref, untold->rule))
        return 0;
    int r = store_get(untold->store, &model_client, ref, &client, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (!is_told_by_group(untold, &client))
        r = tell(untold, &client, fn, ctx);
    model_clear(&model_client, &client);
    return r;
}

int view_untold(struct app *app, int64_t rule, int (*fn)(void *ctx, const struct card_line *line), void *ctx, struct err *err)
{
    _cleanup_(untold_done) struct untold untold = {0};
    int r = untold_load(app, rule, &untold, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    for (size_t i = 0; i < untold.clients.n && r == 0; i++)
        r = tell_client(&untold, untold.clients.v[i], fn, ctx, err);
    return r;
}

/* --- what must be told --- */

static int count(void *ctx, const struct card_line *line _unused_)
{
    ++*(int64_t *)ctx;
    return 0;
}

int card_owed(struct app *app, int64_t rule, int64_t *ret, struct err *err)
{
    const struct house *house;
    int64_t n = 0;

    if (app_house(app, &house, err) < 0)
        return -1;
    *ret = 0;
    for (size_t i = 1; i < house->n_rules; i++)
        if (house->rules[i].from == rule && rule_equal(&house->rules[i], &house->rules[i - 1]))
            return 0;
    if (view_untold(app, rule, count, &n, err) < 0)
        return -1;
    *ret = n;
    return 0;
}

int card_coming(struct app *app, int64_t *ret, struct err *err)
{
    const struct house *house;
    int64_t now = app_now(app);

    *ret = INSTANT_NONE;
    if (app_house(app, &house, err) < 0)
        return -1;
    for (size_t i = 0; i < house->n_rules; i++)
        if (house->rules[i].from > now && !rule_equal(&house->rules[i], rulebook_at(house->book, now))) {
            *ret = house->rules[i].from;
            return 0;
        }
    return 1;
}

/* --- drafts --- */

/* 0; 1: one waits already. */
static int draft_one(struct writing *writing, const char *client, int64_t rule, struct err *err)
{
    _cleanup_card_ struct card card = {.rule = INSTANT_NONE};

    if (card_write(writing->app, client, rule, &card, err) < 0)
        return -1;
    if (card.draft)
        return 1;
    if (!card.letter.text)
        return letter_refuse_missing(&card.letter, err);
    if (draft_refuse_leaks(&card.letter.findings, err) < 0) {
        _cleanup_free_ char *why = mem_string(err ? err->text : "");
        return err_set(err, "%s: %s", card.name, why);
    }
    return draft_put(writing, &card.letter, card.client, card_about(card.rule), card.letter.channel, card.letter.to, NULL, err);
}

static int draft_all(struct writing *writing, const char *const *clients, size_t n, int64_t rule, size_t *ret_n, struct err *err)
{
    const struct request *request = writing->request;
    size_t made = 0;

    for (size_t i = 0; i < n; i++) {
        if (request && request->stop && request->stop(request->ctx))
            return err_set(err, _("interrupted: nothing was kept"));
        if (request && request->progress)
            request->progress(request->ctx, (int64_t)i, (int64_t)n, _("cards"));
        int r = draft_one(writing, clients[i], rule, err);
        if (r < 0)
            return -1;
        made += r == 0;
    }
    *ret_n = made;
    return 0;
}

int cards_draft(struct app *app, const struct request *request, const char *const *clients, size_t n, int64_t rule, size_t *ret_n,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    size_t made = 0;

    *ret_changes = CHANGE_NOTHING;
    if (writing_begin(app, request, &writing, err) < 0)
        return -1;
    writing.act.command = mem_string("card");
    if (draft_all(&writing, clients, n, rule, &made, err) < 0)
        return -1;
    if (made > 0 && writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = made > 0 ? writing.changes : CHANGE_NOTHING;
    *ret_n = made;
    return 0;
}

static int take_ref(void *ctx, const struct card_line *line)
{
    texts_add(ctx, line->ref);
    return 0;
}

int cards_draft_all(struct app *app, const struct request *request, int64_t rule, size_t *ret_n, unsigned *ret_changes,
                    struct err *err)
{
    struct texts clients = {0};
    int r = view_untold(app, rule, take_ref, &clients, err);

    if (r == 0)
        r = cards_draft(app, request, (const char *const *)clients.v, clients.n, rule, ret_n, ret_changes, err);
    texts_clear(&clients);
    return r;
}

/* --- sent --- */

/* Hours and window of RULE as the letter to that client spells them. */
static bool says(const struct draft *draft, const struct locale *locale, const struct rule *rule)
{
    _cleanup_str_ struct str hours = STR_INIT, window = STR_INIT;

    locale_week(locale, &hours, &rule->hours);
    bool over = rule->until != DAY_NONE && rule->until < draft->done_on && window_short(rule->reply_window);
    locale_window(locale, &window, rule->reply_window.n > 0 && !over ? rule->reply_window : WINDOW_DEFAULT);
    return draft->text && strstr(draft->text, str_text(&hours)) && strstr(draft->text, str_text(&window));
}

int card_sent(struct writing *writing, const struct draft *draft, struct err *err)
{
    const struct house *house;
    struct client client;
    struct letter_party party;
    const struct rule *rule = NULL;
    int64_t from = card_rule_of(draft->about);

    if (app_house(writing->app, &house, err) < 0)
        return -1;
    for (size_t i = 0; i < house->n_rules; i++)
        if (from == INSTANT_NONE ? &house->rules[i] == rulebook_at(house->book, app_now(writing->app)) : house->rules[i].from == from)
            rule = &house->rules[i];
    int r = rule ? store_get(writing->store, &model_client, draft->client, &client, err) : 1;
    if (r != 0)
        return r;
    letter_meet(&client, &house->me, &party);
    struct letter_manner manner = letter_manner(&party);
    r = says(draft, manner.locale, rule) ? told_put(writing, draft->client, draft->done_on, rule->from, draft->channel, err) : 1;
    model_clear(&model_client, &client);
    return r;
}
