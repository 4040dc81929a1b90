/* Files of other programs: the courier reads them, what it answers is merged with what is stored. */
#include "importing.h"

#include "courier.h"
#include "merge.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/interaction.h"
#include "paletti/store/clients.h"
#include "paletti/store/log.h"
#include "paletti/store/records.h"

#include <string.h>

struct foreign {
    struct importing *importing;
    struct record_checks checks;
    struct merge merge;
    struct list waiting; /* struct client: members of a group that has not come yet */
};

/* --- the job --- */

static int add_client(void *ctx, const char *ref, const struct texts *emails, const struct texts *phones)
{
    struct job *job = ctx;
    struct job_client *client = list_add(&job->clients, sizeof *client);

    client->ref = mem_string(ref);
    for (size_t i = 0; i < emails->n; i++)
        texts_add(&client->emails, emails->v[i]);
    for (size_t i = 0; i < phones->n; i++)
        texts_add(&client->phones, phones->v[i]);
    return 0;
}

static void add_lines(struct texts *to, const char *lines)
{
    for (const char *line = lines; line && *line; line += strcspn(line, "\n"), line += *line == '\n') {
        _cleanup_free_ char *text = mem_string_n(line, strcspn(line, "\n"));
        if (*text && !texts_have(to, text))
            texts_add(to, text);
    }
}

/* My addresses: those of `me`, and those given with --me. */
static int add_me(struct importing *importing, struct job *job, struct err *err)
{
    const struct house *house;

    if (app_house(importing->app, &house, err) < 0)
        return -1;
    for (size_t i = 0; i < house->me.email.n; i++)
        texts_add(&job->me, house->me.email.v[i]);
    add_lines(&job->me, importing->order->me);
    return 0;
}

static int make_job(struct importing *importing, struct job *job, struct err *err)
{
    const struct import_order *order = importing->order;

    job->id = mem_string("import");
    job->format = mem_string(importing->format);
    job->path = mem_string(order->path);
    job->add_correspondents = order->add_correspondents;
    job->at_least = order->at_least;
    job->preview = order->preview;
    if (str_equal(importing->format, "ics"))
        importing_calendar(importing->app, job);
    if (order->meetings)
        job->as = AS_MEETINGS;
    add_lines(&job->correspondents, order->correspondents);
    if (add_me(importing, job, err) < 0)
        return -1;
    return clients_addresses(importing->writing.store, add_client, job, err);
}

/* --- what comes back --- */

/* Whether the group under REF is stored, or came and turned out to be somebody who is. */
static int group_is_there(struct foreign *foreign, const char *ref, struct err *err)
{
    struct client group;

    if (merge_ref(&foreign->merge, ref) != ref)
        return 1;
    int r = store_get(foreign->importing->writing.store, &model_client, ref, &group, err);
    if (r == 0)
        model_clear(&model_client, &group);
    return r < 0 ? -1 : r == 0;
}

static int put_client(struct foreign *foreign, struct client *came, struct err *err)
{
    struct client merged;

    if (came->member_of) {
        char *group = mem_string(merge_ref(&foreign->merge, came->member_of));
        free(came->member_of);
        came->member_of = group;
    }
    if (merge_client(&foreign->merge, came, &merged, err) < 0)
        return -1;
    int r = importing_put(foreign->importing, &model_client, &merged, 0, err);
    model_clear(&model_client, &merged);
    return r;
}

/* A member waits for its group: only then is it known under which ref that is stored. */
static int take_client(struct foreign *foreign, struct client *came, struct err *err)
{
    int r = came->member_of ? group_is_there(foreign, came->member_of, err) : 1;

    if (r < 0)
        return -1;
    if (r > 0)
        return put_client(foreign, came, err);
    model_copy(&model_client, came, list_add(&foreign->waiting, sizeof *came));
    return 0;
}

static int put_waiting(struct foreign *foreign, struct err *err)
{
    struct client *clients = foreign->waiting.v;

    for (size_t i = 0; i < foreign->waiting.n; i++)
        if (put_client(foreign, &clients[i], err) < 0)
            return -1;
    return 0;
}

static void waiting_clear(struct foreign *foreign)
{
    struct client *clients = foreign->waiting.v;

    for (size_t i = 0; i < foreign->waiting.n; i++)
        model_clear(&model_client, &clients[i]);
    free(clients);
}

static int seen(void *ctx _unused_, const struct log_row *row _unused_)
{
    return 0;
}

/* A message that is stored already may carry what the person noted since: it stays as it is. */
static int put_interaction(struct foreign *foreign, struct interaction *came, struct err *err)
{
    int r = log_find(foreign->importing->writing.store, came->ref, seen, NULL, err);

    if (r < 0)
        return -1;
    if (r == 0) {
        importing_keep(foreign->importing, &model_interaction, came);
        return 0;
    }
    char *client = mem_string(merge_ref(&foreign->merge, came->client));
    free(came->client);
    came->client = client;
    return importing_put(foreign->importing, &model_interaction, came, 0, err);
}

/* What the person noted about it since, that it was held or missed, stays; only the calendar knows that it was called off. */
static int put_meeting(struct foreign *foreign, struct meeting *came, struct err *err)
{
    struct meeting stored;
    int r = store_get(foreign->importing->writing.store, &model_meeting, came->ref, &stored, err);

    if (r < 0)
        return -1;
    if (r == 0) {
        if (came->state == MEETING_PLANNED)
            came->state = stored.state;
        model_clear(&model_meeting, &stored);
    }
    return importing_put(foreign->importing, &model_meeting, came, 0, err);
}

static int take_record(struct foreign *foreign, const char *line, size_t len, struct err *err)
{
    const struct model *model;
    void *record;
    int r;

    if (record_parse(line, len, &foreign->checks, &model, &record, err) < 0)
        return err_prefix(err, _("the courier answered a record that is none"));
    if (model == &model_client)
        r = take_client(foreign, record, err);
    else if (model == &model_interaction)
        r = put_interaction(foreign, record, err);
    else if (model == &model_meeting)
        r = put_meeting(foreign, record, err);
    else
        r = err_set(
            err, _("the courier answered a record of type %s, where only clients, interactions and meetings come in"),
            model->type);
    record_free(model, record);
    return r;
}

/* A preview knows when all messages were, those of strangers too. */
static void take_end(struct import_report *report, const struct event *event)
{
    report->read = event->read;
    report->repaired = event->replaced;
    if (event->first != INSTANT_NONE)
        report->first = event->first;
    if (event->last != INSTANT_NONE)
        report->last = event->last;
}

static int take_event(void *ctx, const struct event *event, const char *line, size_t len, struct err *err)
{
    struct foreign *foreign = ctx;
    struct importing *importing = foreign->importing;
    struct import_report *report = &importing->report;

    switch (event->kind) {
    case EVENT_RECORD:
        return take_record(foreign, line, len, err);
    case EVENT_PROGRESS:
        return importing_progress(importing, event->read, event->total, event->unit, err);
    case EVENT_UNKNOWN:
        importing_note(&report->unknown, event->address, event->name, event->count, event->written, false);
        return 0;
    case EVENT_MINE:
        importing_note(&report->mine, event->address, event->name, event->count, 0, event->likely);
        return 0;
    case EVENT_SKIPPED:
        importing_note(&report->skipped, event->where, event->why, 1, 0, false);
        return 0;
    case EVENT_DONE:
        take_end(report, event);
        return put_waiting(foreign, err);
    default:
        return 0;
    }
}

static int run_courier(struct importing *importing, struct foreign *foreign, const struct job *job,
                       struct err *err)
{
    const struct request *request = importing->request;
    _cleanup_str_ struct str input = STR_INIT;

    job_write(&input, job);
    struct courier_job errand = {
        .program = app_options(importing->app)->courier,
        .input = &input,
        .event = take_event,
        .stop = request ? request->stop : NULL,
        .stop_ctx = request ? request->ctx : NULL,
        .ctx = foreign,
    };
    return courier_run(&errand, err);
}

int importing_foreign(struct importing *importing, struct err *err)
{
    struct foreign foreign = {.importing = importing, .checks = app_checks(importing->app)};
    struct job job;
    int r = -1;

    if (str_equal(importing->order->path, "-"))
        return err_set(err, _("only JSON Lines can come from the standard input; name the file"));
    job_init(&job);
    if (merge_init(&foreign.merge, importing->writing.store, err) == 0 && make_job(importing, &job, err) == 0)
        r = run_courier(importing, &foreign, &job, err);
    job_clear(&job);
    merge_done(&foreign.merge);
    waiting_clear(&foreign);
    return r;
}
