#include "paletti/record/talk.h"

#include "object.h"
#include "words.h"
#include "write.h"

#include "paletti/base/i18n.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

#include <string.h>

static const char *const job_names[] = {[JOB_READ] = "read", [JOB_WRITE] = "write", NULL};

static const char *const as_names[] = {[AS_CLOSED] = "closed", [AS_MEETINGS] = "meetings", NULL};

static const struct field job_client_fields[] = {
    FIELD(REF, job_client, ref, REQUIRED, .model = &model_client),
    FIELD(TEXTS, job_client, emails),
    FIELD(TEXTS, job_client, phones),
};
static const struct model model_job_client = MODEL("clients", job_client, job_client_fields);

static const struct field job_fields[] = {
    FIELD(TEXT, job, id, REQUIRED),
    FIELD(TEXT, job, format, REQUIRED),
    FIELD(TEXT, job, path, REQUIRED),
    FIELD(TEXTS, job, me),
    FIELD(LIST, job, clients, .model = &model_job_client),
    FIELD(BOOL, job, add_correspondents),
    FIELD(INT, job, at_least, RANGE(0, INT64_MAX, 0)),
    FIELD(TEXTS, job, correspondents),
    FIELD(ENUM, job, as, NAMES(as_names)),
    FIELD_AS("kind", ENUM, job, closed_kind, NAMES(closed_kind_names)),
    FIELD(ZONE, job, zone),
    FIELD(DATE, job, from),
    FIELD(DATE, job, to),
    FIELD(BOOL, job, preview),
};
static const struct model model_job = MODEL("job", job, job_fields);

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

/* By enum event_kind; a record has no model of its own here. */
static const struct model event_models[] = {
    [EVENT_PROGRESS] = MODEL("progress", event, progress_fields),
    [EVENT_UNKNOWN] = MODEL("unknown", event, unknown_fields),
    [EVENT_CLOSED] = MODEL("closed", event, closed_fields),
    [EVENT_MINE] = MODEL("mine", event, mine_fields),
    [EVENT_SKIPPED] = MODEL("skipped", event, skipped_fields),
    [EVENT_DONE] = MODEL("done", event, done_fields),
    [EVENT_FAILED] = MODEL("failed", event, failed_fields),
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
    model_init(&model_job, job);
}

void job_clear(struct job *job)
{
    model_clear(&model_job, job);
}

void job_write(struct str *to, const struct job *job)
{
    struct json json = json_init(to);
    json_open_object(&json, NULL);
    json_text(&json, "job", job_names[job->kind]);
    write_fields(&json, &model_job, job);
    json_close_object(&json);
    str_add_char(to, '\n');
}

int job_parse(const char *line, size_t len, struct job *ret, struct err *err)
{
    static const struct place place = {.name = "job"};
    _cleanup_(json_decref_p)
    json_t *object = NULL;
    struct job job;
    int kind;
    if (object_load(line, len, false, &object, err) < 0 ||
        read_name(object, "job", job_names, &kind, err) < 0)
        return -1;
    job_init(&job);
    job.kind = (enum job_kind)kind;
    if (object_read(&model_job, object, "job", &place, NULL, &job, err) < 0) {
        job_clear(&job);
        return -1;
    }
    *ret = job;
    return 0;
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
    static const char *const names[] = {"progress", "unknown", "closed", "mine", "skipped", "done", "failed", NULL};
    int index;
    if (read_name(object, "event", names, &index, err) < 0)
        return -1;
    enum event_kind kind = (enum event_kind)(EVENT_PROGRESS + index);
    struct event event;
    model_init(&event_models[kind], &event);
    event.kind = kind;
    if (kind != EVENT_DONE)
        event.first = event.last = INSTANT_NONE;
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
