#include "paletti/record/talk.h"

#include "object.h"
#include "post.h"
#include "refund.h"
#include "words.h"
#include "write.h"

#include "paletti/base/i18n.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

#include <string.h>

static const char *const job_names[] = {
    [JOB_READ] = "read",   [JOB_WRITE] = "write", [JOB_FIND] = "find",       [JOB_REFUND] = "refund",
    [JOB_CHECK] = "check", [JOB_COMPOSE] = "compose", [JOB_SEND] = "send", NULL,
};

static const char *const as_names[] = {[AS_CLOSED] = "closed", [AS_MEETINGS] = "meetings", NULL};

static const struct field job_client_fields[] = {
    FIELD(REF, job_client, ref, REQUIRED, .model = &model_client),
    FIELD(TEXTS, job_client, emails),
    FIELD(TEXTS, job_client, phones),
};
static const struct model model_job_client = MODEL("clients", job_client, job_client_fields);

/* clang-format off */
#define FILE_FIELDS \
    FIELD(TEXT, job, id, REQUIRED), \
    FIELD(TEXT, job, format, REQUIRED), \
    FIELD(TEXT, job, path, REQUIRED), \
    FIELD(TEXTS, job, me), \
    FIELD(LIST, job, clients, .model = &model_job_client), \
    FIELD(BOOL, job, add_correspondents), \
    FIELD(INT, job, at_least, RANGE(0, INT64_MAX, 0)), \
    FIELD(TEXTS, job, correspondents), \
    FIELD(ENUM, job, as, NAMES(as_names)), \
    FIELD_AS("kind", ENUM, job, closed_kind, NAMES(closed_kind_names)), \
    FIELD(ZONE, job, zone), \
    FIELD(DATE, job, from), \
    FIELD(DATE, job, to), \
    FIELD(BOOL, job, preview)
/* clang-format on */
static const struct field job_fields[] = {FILE_FIELDS};
static const struct field compose_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD_INSIDE(job, message, &model_post_message),
};
static const struct field send_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD_INSIDE(job, server, &model_post_server),
    FIELD_INSIDE(job, message, &model_post_message),
    FIELD(TEXT, job, sha256),
};
static const struct field find_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD_INSIDE(job, stripe, &model_refund_service),
    FIELD(TEXTS, job, emails),
    FIELD(INSTANT, job, since),
    FIELD(TEXT, job, payment),
    FIELD_INSIDE(job, server, &model_post_server),
    FIELD(TEXT, job, message_id),
    FIELD(TEXT, job, folder),
};
static const struct field refund_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD_INSIDE(job, stripe, &model_refund_service),
    FIELD(TEXT, job, payment, REQUIRED),
    FIELD_AS("amount", MONEY, job, order.amount, REQUIRED),
    FIELD_AS("intent", TEXT, job, order.intent, REQUIRED),
    FIELD_AS("farewell", TEXT, job, order.farewell),
    FIELD_AS("prepare", BOOL, job, order.prepare),
    FIELD_AS("body", TEXT, job, order.body),
    FIELD_AS("version", TEXT, job, order.version),
    FIELD_AS("live", TRI, job, order.live),
    FIELD_AS("within", INT, job, order.within, RANGE(0, 23 * 60 * 60, 0)),
};
static const struct field check_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD_INSIDE(job, stripe, &model_refund_service),
    FIELD_INSIDE(job, server, &model_post_server),
};

/* What all of them have: to begin with nothing, and to free it. */
static const struct field any_fields[] = {
    FILE_FIELDS,
    FIELD_INSIDE(job, stripe, &model_refund_service),
    FIELD(TEXTS, job, emails),
    FIELD(INSTANT, job, since),
    FIELD(TEXT, job, payment),
    FIELD_AS("amount", MONEY, job, order.amount),
    FIELD_AS("intent", TEXT, job, order.intent),
    FIELD_AS("farewell", TEXT, job, order.farewell),
    FIELD_AS("body", TEXT, job, order.body),
    FIELD_AS("version", TEXT, job, order.version),
    FIELD_AS("live", TRI, job, order.live),
    FIELD_INSIDE(job, server, &model_post_server),
    FIELD_INSIDE(job, message, &model_post_message),
    FIELD(TEXT, job, sha256),
    FIELD(TEXT, job, message_id),
    FIELD(TEXT, job, folder),
};
static const struct model model_any = MODEL("job", job, any_fields);

/* By enum job_kind. */
static const struct model job_models[] = {
    [JOB_READ] = MODEL("job", job, job_fields),      [JOB_WRITE] = MODEL("job", job, job_fields),
    [JOB_FIND] = MODEL("job", job, find_fields),     [JOB_REFUND] = MODEL("job", job, refund_fields),
    [JOB_CHECK] = MODEL("job", job, check_fields),
    [JOB_COMPOSE] = MODEL("job", job, compose_fields), [JOB_SEND] = MODEL("job", job, send_fields),
};

#define COUNT RANGE(0, INT64_MAX, 0)

static const struct field progress_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(INT, event, read, REQUIRED, COUNT),
    FIELD(INT, event, total, REQUIRED, COUNT),
    FIELD(TEXT, event, unit, REQUIRED),
};
static const struct field unknown_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(TEXT, event, address, REQUIRED),
    FIELD(TEXT, event, name),
    FIELD(INT, event, count, REQUIRED, COUNT),
    FIELD(INT, event, written, COUNT),
};
static const struct field closed_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(DATE, event, from, REQUIRED),
    FIELD(DATE, event, to, REQUIRED),
    FIELD(TEXT, event, label),
    FIELD_AS("kind", ENUM, event, closed_kind, NAMES_OR(closed_kind_names, CLOSED_ABSENCE)),
    FIELD(BOOL, event, likely),
    FIELD(TEXT, event, note),
};
static const struct field mine_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(TEXT, event, address, REQUIRED),
    FIELD(TEXT, event, name),
    FIELD(INT, event, count, REQUIRED, COUNT),
    FIELD(BOOL, event, likely),
};
static const struct field skipped_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(TEXT, event, where),
    FIELD(TEXT, event, why, REQUIRED),
};
static const struct field key_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("live", TRI, event, said.live, REQUIRED),
    FIELD_AS("restricted", BOOL, event, said.restricted),
    FIELD_AS("shown", TEXT, event, said.shown, REQUIRED),
};
static const struct field customer_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("customer", TEXT, event, said.customer, REQUIRED),
    FIELD_AS("email", TEXT, event, address, REQUIRED),
    FIELD(TEXT, event, name),
    FIELD_AS("at", INSTANT, event, said.at, REQUIRED),
    FIELD_AS("live", TRI, event, said.live, REQUIRED),
};
static const struct field payment_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("customer", TEXT, event, said.customer),
    FIELD_AS("payment", TEXT, event, said.payment),
    FIELD_AS("charge", TEXT, event, said.charge, REQUIRED),
    FIELD_AS("at", INSTANT, event, said.at, REQUIRED),
    FIELD_AS("amount", MONEY, event, said.amount, REQUIRED),
    FIELD_AS("refunded", MONEY, event, said.refunded, REQUIRED),
    FIELD_AS("left", MONEY, event, said.left, REQUIRED),
    FIELD_AS("disputed", BOOL, event, said.disputed),
    FIELD_AS("live", TRI, event, said.live, REQUIRED),
    FIELD_AS("method", TEXT, event, said.method),
    FIELD_AS("description", TEXT, event, label),
    FIELD_AS("metadata", LIST, event, said.notes, .model = &model_refund_note),
};
static const struct field prepared_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("body", TEXT, event, said.body, REQUIRED),
    FIELD_AS("version", TEXT, event, said.version, REQUIRED),
};
static const struct field refund_said_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("outcome", ENUM, event, said.outcome, REQUIRED, .names = refund_outcome_names),
    FIELD_AS("refund", TEXT, event, said.refund),
    FIELD_AS("status", TEXT, event, said.status),
    FIELD_AS("payment", TEXT, event, said.payment),
    FIELD_AS("charge", TEXT, event, said.charge),
    FIELD_AS("amount", MONEY, event, said.amount),
    FIELD_AS("at", INSTANT, event, said.at),
    FIELD_AS("intent", TEXT, event, said.intent),
    FIELD_AS("farewell", TEXT, event, said.farewell),
    FIELD_AS("balance_transaction", TEXT, event, said.balance_transaction),
    FIELD_AS("pending_reason", TEXT, event, said.pending_reason),
    FIELD_AS("failure_reason", TEXT, event, said.failure_reason),
    FIELD_AS("found", BOOL, event, said.found),
    FIELD_AS("replayed", BOOL, event, said.replayed),
    FIELD_AS("code", TEXT, event, said.code),
    FIELD_AS("message", TEXT, event, said.message),
    FIELD_AS("request", TEXT, event, said.request),
    FIELD_AS("http", INT, event, said.http, COUNT),
    FIELD_AS("retry_after", INT, event, said.retry_after, COUNT),
};
static const struct field checked_fields[] = {
    FIELD(TEXT, event, id),
    FIELD_AS("what", TEXT, event, said.what, REQUIRED),
    FIELD_AS("result", ENUM, event, said.result, REQUIRED, .names = check_result_names),
    FIELD(TEXT, event, note),
};
static const struct field done_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(INT, event, read, REQUIRED, COUNT),
    FIELD(INT, event, records, REQUIRED, COUNT),
    FIELD(INT, event, skipped, REQUIRED, COUNT),
    FIELD(INT, event, replaced, COUNT),
    FIELD(INSTANT, event, first),
    FIELD(INSTANT, event, last),
};
static const struct field failed_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(TEXT, event, why, REQUIRED),
};
static const struct field composed_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(TEXT, event, bytes, REQUIRED, .max = 4 << 20),
    FIELD(TEXT, event, sha256, REQUIRED),
};
static const struct field confined_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(INT, event, landlock, COUNT),
    FIELD(BOOL, event, seccomp),
    FIELD(TEXT, event, why),
};
static const struct field step_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(ENUM, event, phase, REQUIRED, NAMES(post_phase_names)),
};
static const struct field outcome_fields[] = {
    FIELD(TEXT, event, id),
    FIELD(ENUM, event, state, REQUIRED, NAMES(post_state_names)),
    FIELD(ENUM, event, phase, REQUIRED, NAMES(post_phase_names)),
    FIELD(INT, event, code, COUNT),
    FIELD(TEXT, event, reply),
    FIELD(TEXT, event, why),
};

/* By enum event_kind; a record has no model of its own here. */
static const struct model event_models[] = {
    [EVENT_PROGRESS] = MODEL("progress", event, progress_fields),
    [EVENT_UNKNOWN] = MODEL("unknown", event, unknown_fields),
    [EVENT_CLOSED] = MODEL("closed", event, closed_fields),
    [EVENT_MINE] = MODEL("mine", event, mine_fields),
    [EVENT_SKIPPED] = MODEL("skipped", event, skipped_fields),
    [EVENT_KEY] = MODEL("key", event, key_fields),
    [EVENT_CUSTOMER] = MODEL("customer", event, customer_fields),
    [EVENT_PAYMENT] = MODEL("payment", event, payment_fields),
    [EVENT_PREPARED] = MODEL("prepared", event, prepared_fields),
    [EVENT_REFUND] = MODEL("refund", event, refund_said_fields),
    [EVENT_CHECKED] = MODEL("checked", event, checked_fields),
    [EVENT_DONE] = MODEL("done", event, done_fields),
    [EVENT_FAILED] = MODEL("failed", event, failed_fields),
    [EVENT_COMPOSED] = MODEL("composed", event, composed_fields),
    [EVENT_CONFINED] = MODEL("confined", event, confined_fields),
    [EVENT_STEP] = MODEL("step", event, step_fields),
    [EVENT_OUTCOME] = MODEL("outcome", event, outcome_fields),
};

/* The string under KEY, which every line of its sort has, as an index into NAMES. */
static int read_name(json_t *object, const char *key, const char *const *names, int *ret, struct err *err)
{
    struct place place = {.name = key};
    json_t *json = json_object_get(object, key);
    if (!json)
        return place_fail(&place, err, _("is missing"));
    if (!json_is_string(json))
        return value_expected(&place, json, N_("a string"), err);
    *ret = words_index(names, json_string_value(json), &place, err);
    return *ret < 0 ? -1 : 0;
}

void job_init(struct job *job)
{
    model_init(&model_any, job);
}

void job_clear(struct job *job)
{
    model_clear(&model_any, job);
}

void job_write(struct str *to, const struct job *job)
{
    struct json json = json_init(to);
    json_open_object(&json, NULL);
    json_text(&json, "job", job_names[job->kind]);
    write_fields(&json, &job_models[job->kind], job);
    json_close_object(&json);
    str_add_char(to, '\n');
}

int job_parse(const char *line, size_t len, struct job *ret, struct err *err)
{
    static const struct place place = {.name = "job"};
    _cleanup_(json_decref_p)
    json_t *object = NULL;
    struct job job;
    int kind = 0;
    if (object_load(line, len, false, &object, err) < 0 ||
        read_name(object, "job", job_names, &kind, err) < 0)
        return -1;
    job_init(&job);
    job.kind = (enum job_kind)kind;
    if (object_read(&job_models[kind], object, "job", &place, NULL, &job, err) < 0) {
        job_clear(&job);
        return -1;
    }
    *ret = job;
    return 0;
}

void event_init(struct event *event, enum event_kind kind)
{
    *event = (struct event){0};
    if (kind != EVENT_RECORD)
        model_init(&event_models[kind], event);
    event->kind = kind;
    if (kind != EVENT_DONE)
        event->first = event->last = INSTANT_NONE;
}

void event_clear(struct event *event)
{
    if (event->kind != EVENT_RECORD)
        model_clear(&event_models[event->kind], event);
    *event = (struct event){0};
}

void event_write(struct str *to, const char *id, const struct event *event)
{
    const struct model *model = &event_models[event->kind];
    struct event named = *event;
    struct json json = json_init(to);
    named.id = (char *)id;
    json_open_object(&json, NULL);
    json_text(&json, "event", model->type);
    write_fields(&json, model, &named);
    json_close_object(&json);
    str_add_char(to, '\n');
}

static int read_event(json_t *object, struct event *ret, struct err *err)
{
    static const struct place place = {.name = "event"};
    static const char *const names[] = {"progress", "unknown",  "closed",   "mine",   "skipped", "key",    "customer",
                                        "payment",  "prepared", "refund", "checked", "done",   "failed", "composed", "confined", "step", "outcome", NULL};
    int index = 0;
    if (read_name(object, "event", names, &index, err) < 0)
        return -1;
    enum event_kind kind = (enum event_kind)(EVENT_PROGRESS + index);
    struct event event;
    event_init(&event, kind);
    if (object_read(&event_models[event.kind], object, "event", &place, NULL, &event, err) < 0) {
        event_clear(&event);
        return -1;
    }
    *ret = event;
    return 0;
}

int event_parse(const char *line, size_t len, struct event *ret, struct err *err)
{
    /* Every record begins so when we have written it; it is parsed only once, by record_parse. */
    static const char record[] = "{\"type\":";
    if (len > strlen(record) && memcmp(line, record, strlen(record)) == 0) {
        *ret = (struct event){.kind = EVENT_RECORD};
        return 0;
    }
    _cleanup_(json_decref_p)
    json_t *object = NULL;
    if (object_load(line, len, false, &object, err) < 0)
        return -1;
    if (json_object_get(object, "type")) {
        *ret = (struct event){.kind = EVENT_RECORD};
        return 0;
    }
    return read_event(object, ret, err);
}
