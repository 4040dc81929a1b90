/* Reading all that is recorded of one goodbye. */
#include "farewell_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <stdlib.h>
#include <strings.h>

static void clear_all(const struct model *model, void *records, size_t n)
{
    for (size_t i = 0; records && i < n; i++)
        model_clear(model, (char *)records + i * model->size);
    free(records);
}

void going_clear(struct going *going)
{
    if (!going->app)
        return;
    clear_all(&model_task, going->tasks, going->n_tasks);
    clear_all(&model_draft, going->drafts, going->n_drafts);
    clear_all(&model_meeting, going->meetings, going->n_meetings);
    clear_all(&model_access, going->accesses, going->n_accesses);
    clear_all(&model_dispatch, going->dispatches, going->n_dispatches);
    clear_all(&model_lesson, going->lessons, going->n_lessons);
    statement_clear(&going->statement);
    free(going->lines);
    free(going->short_name);
    free(going->group_name);
    model_clear(&model_colleague, &going->colleague);
    model_clear(&model_farewell, &going->farewell);
    model_clear(&model_client, &going->client);
    decision_clear(&going->decision);
    *going = (struct going){0};
}

/* Keeps those of CLIENT's records that KEEP wants. */
static int load_some(const struct going *going, const struct model *model, const char *client,
                     bool (*keep)(const struct going *going, const void *record), void *ret_array,
                     size_t *ret_n, struct err *err)
{
    char *v;
    size_t n, kept = 0;

    if (store_all(going->store, model, client, &v, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        char *record = v + i * model->size;
        if (!keep(going, record)) {
            model_clear(model, record);
            continue;
        }
        if (kept < i)
            memcpy(v + kept * model->size, record, model->size);
        kept++;
    }
    *(char **)ret_array = v;
    *ret_n = kept;
    return 0;
}

/* --- who, and which --- */

static int take_short_name(void *ctx, const struct client_row *row)
{
    struct going *going = ctx;

    going->short_name = mem_string(row->short_name ? row->short_name : row->name);
    return 0;
}

static int load_client(struct going *going, const char *ref, struct err *err)
{
    struct client client;
    int r = store_get(going->store, &model_client, ref, &client, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%.60s\""), ref);
    model_clear(&model_client, &going->client);
    going->client = client;
    if (client_find(going->store, ref, &going->client_id, NULL, NULL, err) != 0)
        return -1;
    return client_find_id(going->store, going->client_id, take_short_name, going, err) < 0 ? -1 : 0;
}

static int load_group(struct going *going, struct err *err)
{
    struct client group;

    if (!going->client.member_of)
        return 0;
    int r = store_get(going->store, &model_client, going->client.member_of, &group, err);
    if (r == 0) {
        going->group_name = mem_string(group.name);
        model_clear(&model_client, &group);
    }
    return r < 0 ? -1 : 0;
}

/* The open one; of who left the last. */
static int take_farewell(void *ctx, const void *record)
{
    const struct farewell *farewell = record;
    struct going *going = ctx;
    bool left = farewell->state == FAREWELL_LEFT && going->client.state == CLIENT_LEFT;

    if (farewell->state != FAREWELL_OPEN && !left)
        return 0;
    model_clear(&model_farewell, &going->farewell);
    model_copy(&model_farewell, farewell, &going->farewell);
    return 0;
}

/* Of the goodbye where there is one; else the newest that stands. */
static int take_decision(void *ctx, const void *record)
{
    const struct decision *decision = record;
    struct going *going = ctx;
    bool newer = !going->decision.ref || decision->at >= going->decision.at;
    bool wanted = going->farewell.ref ? str_equal(decision->ref, going->farewell.decision) : newer;

    if (decision->state != DECISION_MADE || !wanted)
        return 0;
    decision_clear(&going->decision);
    model_copy(&model_decision, decision, &going->decision);
    return 0;
}

static int not_decided(const struct going *going, struct err *err)
{
    err_set(err, _("%s: there is no decision to let go that stands; decide first"), going->client.name);
    return FAREWELL_NOT_DECIDED;
}

static int load_decision(struct going *going, struct err *err)
{
    const char *client = going->client.ref;

    if (store_each(going->store, &model_farewell, client, take_farewell, going, err) < 0 ||
        store_each(going->store, &model_decision, client, take_decision, going, err) < 0)
        return -1;
    enum decide_path path = going->decision.ref ? decision_path(&going->decision) : PATH_NONE;
    return path == PATH_NOTICE || path == PATH_TODAY ? 0 : not_decided(going, err);
}

/* --- what belongs to it --- */

static bool is_task(const struct going *going, const void *record)
{
    return str_equal(((const struct task *)record)->decision, going->decision.ref);
}

static bool is_draft(const struct going *going, const void *record)
{
    const char *about = ((const struct draft *)record)->about;
    static const char decision[] = "decision:";

    return about && str_starts(about, decision) &&
           str_equal(about + sizeof decision - 1, going->decision.ref);
}

static bool is_lesson(const struct going *going, const void *record)
{
    return str_equal(((const struct lesson *)record)->decision, going->decision.ref);
}

static bool is_any(const struct going *going _unused_, const void *record _unused_)
{
    return true;
}

static int by_place(const void *a, const void *b)
{
    const struct task *x = a, *y = b;

    return (x->n > y->n) - (x->n < y->n);
}

bool going_is_their_address(const struct client *client, const char *address)
{
    const struct person *people = client->people.v;

    if (str_equal(address, client->ref) || strcasecmp(address, client->name) == 0)
        return true;
    for (size_t i = 0; i < client->emails.n; i++)
        if (strcasecmp(address, client->emails.v[i]) == 0)
            return true;
    for (size_t i = 0; i < client->people.n; i++)
        if (people[i].email && strcasecmp(address, people[i].email) == 0)
            return true;
    return false;
}

static bool is_attended(const struct going *going, const void *record)
{
    const struct meeting *meeting = record;

    for (size_t i = 0; i < meeting->attendees.n; i++)
        if (going_is_their_address(&going->client, meeting->attendees.v[i]))
            return true;
    return false;
}

static int load_meetings(struct going *going, struct err *err)
{
    struct meeting *groups;
    size_t n;

    if (load_some(going, &model_meeting, going->client.ref, is_any, &going->meetings, &going->n_meetings,
                  err) < 0)
        return -1;
    going->n_own_meetings = going->n_meetings;
    if (!going->client.member_of)
        return 0;
    if (load_some(going, &model_meeting, going->client.member_of, is_attended, &groups, &n, err) < 0)
        return -1;
    going->meetings = mem_resize(going->meetings, going->n_meetings + n + 1, sizeof *groups);
    for (size_t i = 0; i < n; i++)
        going->meetings[going->n_meetings++] = groups[i];
    free(groups);
    return 0;
}

static bool is_dispatch(const struct going *going, const void *record)
{
    const struct dispatch *dispatch = record;

    if (going->farewell.ref && str_equal(dispatch->farewell, going->farewell.ref))
        return true;
    for (size_t i = 0; i < going->n_drafts; i++)
        if (str_equal(dispatch->draft, going->drafts[i].ref))
            return true;
    return false;
}

static int load_dispatches(struct going *going, struct err *err)
{
    return load_some(going, &model_dispatch, going->client.ref, is_dispatch, &going->dispatches,
                     &going->n_dispatches, err);
}

/* --- whom they are sent to --- */

struct sent_to {
    const struct going *going;
    char *ref;
};

/* Since the goodbye began. */
static int take_referral(void *ctx, const void *record)
{
    const struct referral *referral = record;
    struct sent_to *to = ctx;

    if (!to->going->farewell.ref || referral->on < to->going->farewell.begun_on)
        return 0;
    free(to->ref);
    to->ref = mem_string(referral->colleague);
    return 0;
}

static int load_colleague(struct going *going, struct err *err)
{
    const char *decided = going->decision.answers.exit.referral.colleague;
    struct sent_to to = {.going = going};
    struct colleague colleague;

    if (going->farewell.referral_none)
        return 0;
    if (store_each(going->store, &model_referral, going->client.ref, take_referral, &to, err) < 0)
        return -1;
    if (!to.ref && decided && *decided)
        to.ref = mem_string(decided);
    int r = to.ref ? store_get(going->store, &model_colleague, to.ref, &colleague, err) : 1;
    if (r == 0) {
        model_clear(&model_colleague, &going->colleague);
        going->colleague = colleague;
    }
    free(to.ref);
    return r < 0 ? -1 : 0;
}

/* --- what goes back --- */

static int load_refunds(struct going *going, struct err *err)
{
    int32_t on = going_last_day(going);

    if (statement_make_left(going->app, going->client.ref, on, &going->decision.answers.exit.given_back,
                            &going->statement, err) < 0)
        return -1;
    refunding_plan(&going->statement.credit, going->statement.refunds, going->statement.n_refunds,
                   &going->lines, &going->n_lines);
    return 0;
}

static int load(struct going *going, const char *client, struct err *err)
{
    int r = load_client(going, client, err) < 0 ? -1 : load_decision(going, err);

    if (r != 0)
        return r;
    if (load_group(going, err) < 0 ||
        load_some(going, &model_task, client, is_task, &going->tasks, &going->n_tasks, err) < 0 ||
        load_some(going, &model_draft, client, is_draft, &going->drafts, &going->n_drafts, err) < 0 ||
        load_some(going, &model_lesson, client, is_lesson, &going->lessons, &going->n_lessons, err) < 0 ||
        load_some(going, &model_access, client, is_any, &going->accesses, &going->n_accesses, err) < 0 ||
        load_meetings(going, err) < 0 || load_colleague(going, err) < 0 || load_refunds(going, err) < 0 ||
        load_dispatches(going, err) < 0)
        return -1;
    if (going->n_tasks > 1)
        qsort(going->tasks, going->n_tasks, sizeof *going->tasks, by_place);
    return 0;
}

int going_load(struct app *app, struct store *store, const char *client, struct going *ret, struct err *err)
{
    *ret = (struct going){.app = app, .store = store, .now = app_now(app), .zone = app_zone(app)};
    ret->today = days_at(ret->zone, ret->now);
    model_init(&model_client, &ret->client);
    model_init(&model_decision, &ret->decision);
    model_init(&model_farewell, &ret->farewell);
    model_init(&model_colleague, &ret->colleague);
    int r = load(ret, client, err);
    if (r != 0)
        going_clear(ret);
    return r;
}
