#include "outbox_talk.h"

#include "courier.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The courier itself waits for a server's last answer as long as paletti.conf says (ten minutes: RFC
 * 5321, 4.5.3.2.6), and is given so much more to tell what came of it. */
enum { MARGIN_MS = 60000 };

struct talk {
    struct courier_job job;
    const struct request *request;
    int last_ms;  /* without a word, once the end of the message was given */
    bool leaving; /* the end of the message was given: from here on it may have left */
    bool stopped, told;
    char **bytes, **sha256; /* compose: what is wanted */
    struct talk_outcome outcome;
};

void talk_outcome_clear(struct talk_outcome *outcome)
{
    free(outcome->reply);
    free(outcome->why);
    *outcome = (struct talk_outcome){0};
}

/* --- while it goes on --- */

static int heard(void *ctx, const struct event *event, const char *line, size_t len, struct err *err)
{
    struct talk *talk = ctx;

    (void)line;
    (void)len;
    (void)err;
    if (event->kind == EVENT_COMPOSED && talk->bytes && !*talk->bytes) {
        *talk->bytes = mem_string(event->bytes);
        *talk->sha256 = mem_string(event->sha256);
    }
    if (event->kind == EVENT_STEP && event->phase == POST_END) {
        talk->leaving = true;
        talk->job.stall_ms = talk->last_ms;
    }
    if (event->kind == EVENT_OUTCOME && !talk->told) {
        talk->told = true;
        talk->outcome = (struct talk_outcome){
            .state = (enum post_state)event->state,
            .code = event->code,
            .reply = mem_string(event->reply),
            .why = mem_string(event->why),
        };
    }
    return 0;
}

/* Who waits looks on; what may have left is not stopped any more, for its outcome would be lost. */
static bool wants_stop(void *ctx)
{
    struct talk *talk = ctx;
    const struct request *request = talk->request;
    bool stop = request && request->stop && request->stop(request->ctx);

    talk->stopped |= stop && !talk->leaving;
    return talk->stopped;
}

static int run(struct app *app, struct talk *talk, const struct job *job, struct err *err)
{
    _cleanup_str_ struct str input = STR_INIT;

    job_write(&input, job);
    talk->job = (struct courier_job){
        .program = app_options(app)->courier,
        .input = &input,
        .stall_ms = COURIER_SECRET_MS,
        .event = heard,
        .ctx = talk,
        .stop = wants_stop,
        .stop_ctx = talk,
        .to_the_end = job->kind == JOB_SEND,
    };
    return courier_run(&talk->job, err);
}

/* --- the three --- */

int talk_compose(struct app *app, const struct post_message *message, char **ret_bytes, char **ret_sha256,
                 struct err *err)
{
    char *bytes = NULL, *sha256 = NULL;
    struct talk talk = {.bytes = &bytes, .sha256 = &sha256};
    char id[] = "compose";
    struct job job;

    job_init(&job);
    job.kind = JOB_COMPOSE;
    job.id = id;
    job.message = *message;
    int r = run(app, &talk, &job, err);
    if (r == 0 && !bytes)
        r = err_set(err, _("the courier made no letter of it; nothing was stored"));
    if (r < 0) {
        free(bytes);
        free(sha256);
        return -1;
    }
    *ret_bytes = bytes;
    *ret_sha256 = sha256;
    return 0;
}

/* No outcome was told. Before the end of the message it was certainly not sent; a program that gave no secret
 * at night gives it in the morning. */
static void without_word(const struct talk *talk, const struct err *err, struct talk_outcome *ret)
{
    ret->state = talk->leaving ? POST_UNKNOWN : POST_TEMPORARY;
    ret->stopped = talk->stopped && !talk->leaving;
    ret->why = mem_string(ret->stopped ? _("stopped before anything was sent") : err->text);
}

void talk_send(struct app *app, const struct request *request, const struct post_server *server,
               const struct post_message *message, const char *sha256, struct talk_outcome *ret)
{
    struct talk talk = {.request = request, .last_ms = (int)server->end_seconds * 1000 + MARGIN_MS};
    struct err err = {0};
    char id[] = "send";
    struct job job;

    job_init(&job);
    job.kind = JOB_SEND;
    job.id = id;
    job.server = *server;
    job.message = *message;
    job.sha256 = (char *)sha256;
    run(app, &talk, &job, &err);
    *ret = talk.outcome;
    if (!talk.told)
        without_word(&talk, &err, ret);
}

int talk_find(struct app *app, const struct request *request, const struct accounts *accounts,
              const char *message_id, enum post_state *ret, struct err *err)
{
    struct talk talk = {.request = request};
    char id[] = "find";
    struct job job;

    job_init(&job);
    job.kind = JOB_FIND;
    job.id = id;
    job.server = accounts->sent;
    job.folder = accounts->sent_folder;
    job.message_id = (char *)message_id;
    int r = run(app, &talk, &job, err);
    enum post_state state = talk.outcome.state;
    if (r == 0 && talk.told && state != POST_FOUND && state != POST_MISSING)
        r = err_set(err, "%s", talk.outcome.why ? talk.outcome.why : _("sent mail could not be looked into"));
    if (r == 0 && talk.told)
        *ret = state;
    else if (r == 0)
        r = err_set(err, _("sent mail could not be looked into"));
    talk_outcome_clear(&talk.outcome);
    return r;
}
