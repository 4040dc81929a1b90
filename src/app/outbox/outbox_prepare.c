/* The exact thing that a person confirms. */
#include "outbox_talk.h"

#include "figures.h"
#include "known.h"

#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/farewell.h"
#include "paletti/store/records.h"

#include <string.h>
#include <strings.h>

void outbox_prepared_clear(struct outbox_prepared *prepared)
{
    model_clear(&model_dispatch, &prepared->dispatch);
    free(prepared->name);
    free(prepared->short_name);
    free(prepared->text);
    free(prepared->from);
    free(prepared->to);
    free(prepared->when);
    free(prepared->careless);
    texts_clear(&prepared->sums);
    texts_clear(&prepared->dates);
    *prepared = (struct outbox_prepared){0};
}

/* What a letter is made of. */
struct making {
    struct app *app;
    struct store *store;
    const struct outbox_plan *plan;
    struct draft draft;
    struct client client;
    bool has_draft, has_client;
    struct accounts accounts;
    struct outbox_prepared *prepared;
};

static void making_done(struct making *making)
{
    if (making->has_draft)
        model_clear(&model_draft, &making->draft);
    if (making->has_client)
        model_clear(&model_client, &making->client);
    accounts_clear(&making->accounts);
}

static int read_records(struct making *making, struct err *err)
{
    const char *ref = draft_ref(making->plan->draft);
    int r = store_get(making->store, &model_draft, ref, &making->draft, err);

    if (r != 0)
        return r < 0 ? -1
                     : err_set(err, _("no draft is called \"%.60s\"; paletti drafts lists them"),
                               making->plan->draft);
    making->has_draft = true;
    r = store_get(making->store, &model_client, making->draft.client, &making->client, err);
    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("the client of this draft is not in the file any more"));
    making->has_client = true;
    return accounts_read(making->app, &making->accounts, err);
}

/* --- whether it may at all --- */

static int refuse(const struct making *making, struct err *err)
{
    const struct draft *draft = &making->draft;
    enum dispatch_state state;
    int r = dispatch_of_draft(making->store, draft->ref, &state, NULL, err);

    if (r < 0)
        return -1;
    if (r == 0 && state == DISPATCH_CONFIRMED)
        return err_set(err,
                       _("this letter is confirmed already; cancel that first, to confirm it otherwise"));
    if (r == 0)
        return err_set(err, _("this letter has left, or may have: paletti outbox show %s tells"), draft->ref);
    if (draft->state == DRAFT_DONE)
        return err_set(err, _("the draft is marked as sent already"));
    if (str_equal(draft->code, "T11"))
        return err_set(err, _("this is a card for yourself: it is never sent"));
    if (making->client.state == CLIENT_LEFT && !making->plan->by_hand)
        return err_set(err,
                       _("%s left, and receives nothing any more; --by-hand confirms this one all the same"),
                       making->client.name);
    return 0;
}

/* --- how, and to whom --- */

static int8_t way_of(const struct making *making)
{
    static const int8_t ways[] = {[ACCOUNT_NONE] = BY_CLIPBOARD,
                                  [ACCOUNT_SMTP] = BY_SMTP,
                                  [ACCOUNT_COMMAND] = BY_COMMAND,
                                  [ACCOUNT_CLIPBOARD] = BY_CLIPBOARD};
    const char *channel = making->draft.channel;

    if (making->plan->way >= 0)
        return (int8_t)making->plan->way;
    if (!channel || str_equal(channel, "email"))
        return ways[making->accounts.way];
    return str_equal(channel, "phone") || str_equal(channel, "in_person") ? BY_OWN_HAND : BY_CLIPBOARD;
}

/* The name that goes beside ADDRESS; owned. */
static char *name_at(const struct making *making, const char *address)
{
    const struct client *client = &making->client;

    for (size_t i = 0; i < client->people.n; i++) {
        const struct person *person = (const struct person *)client->people.v + i;
        if (!person->email || strcasecmp(person->email, address) != 0)
            continue;
        if (person->given && person->family)
            return str_format("%s %s", person->given, person->family);
        return mem_string(person->given ? person->given : person->family);
    }
    for (size_t i = 0; i < client->emails.n; i++)
        if (strcasecmp(client->emails.v[i], address) == 0)
            return mem_string(client->name);
    return NULL;
}

static int choose_recipient(struct making *making, struct dispatch *dispatch, struct err *err)
{
    const char *to = making->draft.to          ? making->draft.to
                     : making->client.emails.n ? making->client.emails.v[0]
                                               : NULL;

    if (outbox_by_person(dispatch)) {
        dispatch->recipient = mem_string(to ? to : making->client.name);
        return 0;
    }
    if (!to || !strchr(to, '@'))
        return err_set(err, _("there is no address to send it to: give the draft one, or %s"),
                       making->client.name);
    dispatch->recipient = mem_string(to);
    return 0;
}

/* Whether SERVER is what the letter was confirmed for. */
static int check_account(const struct making *making, const struct dispatch *dispatch, struct err *err)
{
    int8_t wanted = dispatch->way == BY_SMTP ? ACCOUNT_SMTP : ACCOUNT_COMMAND;

    if (outbox_by_person(dispatch))
        return 0;
    if (dispatch->way == BY_STRIPE)
        return err_set(err, _("letters do not go by Stripe"));
    if (accounts_need_mail(&making->accounts, err) < 0)
        return -1;
    return making->accounts.way == wanted ? 0
                                          : err_set(err, _("paletti.conf says that letters go by %s"),
                                                    account_way_names[making->accounts.way]);
}

/* --- the bytes --- */

/* "Ana Prado <ana@prado.example>" */
static char *mailbox(const char *name, const char *address)
{
    return name ? str_format("%s <%s>", name, address) : mem_string(address);
}

static int make_message(const struct making *making, struct dispatch *dispatch, struct err *err)
{
    const struct accounts *accounts = &making->accounts;
    const char *domain = strrchr(accounts->from, '@');
    _cleanup_free_ char *to_name = name_at(making, dispatch->recipient);
    _cleanup_free_ char *message_id =
        str_format("%s@%s", dispatch->ref, domain ? domain + 1 : accounts->from);
    _cleanup_str_ struct str line = STR_INIT;
    char id[] = "compose", none[] = "";
    struct job job;

    job_init(&job);
    job.kind = JOB_COMPOSE;
    job.id = id;
    job.message.from = accounts->from;
    job.message.from_name = accounts->from_name;
    job.message.to = dispatch->recipient;
    job.message.to_name = to_name;
    job.message.subject = making->draft.subject ? making->draft.subject : none;
    job.message.text = making->draft.text;
    job.message.message_id = message_id;
    job.message.date =
        making->prepared->goes_at == INSTANT_NONE ? app_now(making->app) : making->prepared->goes_at;
    job.message.zone = (char *)zone_name(app_zone(making->app));
    job_write(&line, &job);
    while (line.len > 0 && line.s[line.len - 1] == '\n')
        line.s[--line.len] = '\0';
    dispatch->message = str_take(&line);
    making->prepared->from = mailbox(accounts->from_name, accounts->from);
    making->prepared->to = mailbox(to_name, dispatch->recipient);
    return talk_compose(making->app, &job.message, &dispatch->bytes, &dispatch->sha256, err);
}

static int make_bytes(const struct making *making, struct dispatch *dispatch, struct err *err)
{
    char hex[HASH_HEX_SIZE];

    if (!outbox_by_person(dispatch))
        return make_message(making, dispatch, err);
    dispatch->message = mem_string("{}");
    dispatch->bytes = mem_string(making->draft.text);
    dispatch->sha256 = mem_string(hash_text(dispatch->bytes, strlen(dispatch->bytes), hex));
    making->prepared->from = mem_string(making->accounts.from ? making->accounts.from : "");
    making->prepared->to = mem_string(dispatch->recipient);
    return 0;
}

/* --- what is shown beside it --- */

/* When it would go, and why then. FROM: as early as was planned. */
static char *when_words(const struct making *making, int64_t from)
{
    int64_t at = making->prepared->goes_at;
    _cleanup_str_ struct str when = STR_INIT;

    words_instant(making->app, &when, at);
    if (at > app_now(making->app))
        return at == from
                   ? str_format(_("On %s, as planned."), str_text(&when))
                   : str_format(_("On %s: the first time in your hours and in the client's day."), str_text(&when));
    if (outbox_by_person(&making->prepared->dispatch))
        return mem_string(_("Now, by you: it is in your hours and in the client's day."));
    return mem_string(_("With the next release: it is in your hours and in the client's day."));
}

static int plan_time(const struct making *making, struct err *err)
{
    struct outbox_prepared *prepared = making->prepared;
    int64_t now = app_now(making->app), planned = making->plan->not_before;

    if (planned != INSTANT_NONE && planned < now - DISPATCH_STALE)
        return err_set(err, _("that is more than seven days ago"));
    int64_t from = planned == INSTANT_NONE || planned < now ? now : planned;
    if (gates_moment(making->app, making->store, &making->client, from, &prepared->goes_at, err) < 0)
        return -1;
    if (prepared->goes_at == INSTANT_NONE)
        return err_set(err,
                       _("there is no time that is in your hours and in the client's day: look at both"));
    prepared->when = when_words(making, from);
    return 0;
}

static int look_through(struct making *making, struct err *err)
{
    struct outbox_prepared *prepared = making->prepared;
    _cleanup_str_ struct str careless = STR_INIT;
    struct gate_about about = {
        .app = making->app,
        .store = making->store,
        .dispatch = &prepared->dispatch,
        .client = &making->client,
        .code = making->draft.code,
        .about = making->draft.about,
        .now = app_now(making->app),
    };

    if (gates_read(&about, making->draft.subject, making->draft.text, &careless, err) < 0)
        return -1;
    if (!outbox_by_person(&prepared->dispatch)) {
        int known = gates_known_address(&about, prepared->dispatch.recipient, err);
        if (known == 0)
            return err_set(err, _("%s is none of the client's addresses; add it to their record first"),
                           prepared->dispatch.recipient);
        if (known < 0)
            return -1;
    }
    int tests = refunds_are_tests(about.store, about.client->ref, err);
    if (tests < 0)
        return -1;
    if (tests > 0)
        str_printf(&careless, careless.len ? "\n%s" : "%s",
                   _("A refund of theirs is a TEST: no money has gone back by it."));
    if (making->accounts.careless)
        str_printf(&careless, careless.len ? "\n%s" : "%s", making->accounts.careless);
    prepared->careless = careless.len ? str_take(&careless) : NULL;
    return 0;
}

static int take_names(void *ctx, const struct client_row *row)
{
    struct outbox_prepared *prepared = ctx;

    prepared->name = mem_string(row->name);
    prepared->short_name = mem_string(row->short_name ? row->short_name : row->name);
    return 1;
}

static int make_names(struct making *making, struct err *err)
{
    int64_t id;

    if (client_find(making->store, making->client.ref, &id, NULL, NULL, err) != 0)
        return err_set(err, _("the client of this draft is not in the file any more"));
    return client_find_id(making->store, id, take_names, making->prepared, err) < 0 ? -1 : 0;
}

/* --- all of it --- */

static int take_open(void *ctx, const void *record)
{
    const struct farewell *farewell = record;
    struct dispatch *dispatch = ctx;

    if (farewell->state != FAREWELL_OPEN)
        return 0;
    dispatch->farewell = mem_string(farewell->ref);
    return 1;
}

/* What is written to a client who is being let go is a part of that, whoever prepares it. */
static int choose_farewell(const struct making *making, struct dispatch *dispatch, struct err *err)
{
    dispatch->farewell = mem_string(making->plan->farewell);
    if (dispatch->farewell || making->plan->sequence)
        return 0;
    return store_each(making->store, &model_farewell, making->client.ref, take_open, dispatch, err) < 0 ? -1
                                                                                                        : 0;
}

static int make(struct making *making, struct err *err)
{
    struct outbox_prepared *prepared = making->prepared;
    struct dispatch *dispatch = &prepared->dispatch;
    const struct outbox_plan *plan = making->plan;

    dispatch->ref = hash_new_uuid();
    dispatch->kind = DISPATCH_LETTER;
    dispatch->client = mem_string(making->client.ref);
    dispatch->subject = mem_string(making->draft.subject);
    dispatch->draft = mem_string(making->draft.ref);
    dispatch->sequence = mem_string(plan->sequence);
    dispatch->way = way_of(making);
    dispatch->confirmed_at = app_now(making->app);
    dispatch->not_before = plan->not_before;
    dispatch->by_hand = prepared->left = making->client.state == CLIENT_LEFT;
    dispatch->state = DISPATCH_CONFIRMED;
    prepared->text = mem_string(making->draft.text);
    if (choose_farewell(making, dispatch, err) < 0 || check_account(making, dispatch, err) < 0 ||
        choose_recipient(making, dispatch, err) < 0 || plan_time(making, err) < 0 ||
        look_through(making, err) < 0 || make_names(making, err) < 0)
        return -1;
    figures_sums(prepared->text, &prepared->sums);
    figures_dates(prepared->text, &prepared->dates);
    return make_bytes(making, dispatch, err);
}

int outbox_prepare(struct app *app, const struct request *request, const struct outbox_plan *plan,
                   struct outbox_prepared *ret, struct err *err)
{
    _cleanup_outbox_prepared_ struct outbox_prepared prepared = {0};
    _cleanup_(making_done)
    struct making making = {.app = app, .plan = plan, .prepared = &prepared};

    (void)request;
    model_init(&model_dispatch, &prepared.dispatch);
    if (app_need_file(app, &making.store, err) < 0 || read_records(&making, err) < 0 ||
        refuse(&making, err) < 0 || make(&making, err) < 0)
        return -1;
    *ret = prepared;
    prepared = (struct outbox_prepared){0};
    model_init(&model_dispatch, &prepared.dispatch);
    return 0;
}
