#include "accounts_try.h"

#include "courier.h"
#include "inside.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/program.h"

#include <string.h>

const char *const account_result_names[] = {[ACCOUNT_OK] = "ok",
                                            [ACCOUNT_ABSENT] = "absent",
                                            [ACCOUNT_UNSEEN] = "unseen",
                                            [ACCOUNT_BROKEN] = "broken",
                                            NULL};

/* One account on trial, and what the courier said of it. */
struct bench {
    struct app *app;
    const struct accounts *accounts;
    const struct account_trial *trial;
    const char *account;
    const struct post_server *server; /* of a mail server */
    bool spoke;
};

static int tell(const struct bench *bench, const char *what, enum account_result result, const char *note,
                const char *hint)
{
    return bench->trial->found(bench->trial->ctx,
                               &(struct account_finding){bench->account, what, (int8_t)result, note, hint});
}

/* --- through the courier --- */

static const char *hint_of_phase(int phase)
{
    switch (phase) {
    case POST_CONNECT:
        return _("look at host and port: most servers take letters at 465 with security = tls or at 587 with "
                 "security = "
                 "starttls, and show mail at 993");
    case POST_SECURE:
    case POST_GREET:
        return _("look at port and security: 465 and 993 go with tls, 587 with starttls; for a certificate "
                 "of your own, ca "
                 "names the file");
    case POST_LOGIN:
        return _("look at user and at what secret_command prints: many providers want an app password "
                 "instead of yours, "
                 "others a token, with auth = xoauth2");
    case POST_SEARCH:
        return _("write the folder in which sent mail stands, as the server calls it: folder = Sent");
    default:
        return NULL;
    }
}

static int tell_outcome(const struct bench *bench, const struct event *event)
{
    bool fine = event->state == POST_READY || event->state == POST_MISSING || event->state == POST_FOUND;
    const struct post_server *server = bench->server;
    _cleanup_free_ char *note = NULL;

    if (!fine)
        note = str_format("%s: %s%s%s", server->host, event->why ? event->why : "",
                          event->why && event->reply ? ": " : "", event->reply ? event->reply : "");
    else if (server->way == POST_IMAP)
        note = str_format(_("%s lets %s look for sent mail"), server->host, server->user);
    else if (server->user)
        note = str_format(_("%s takes letters from %s, who logs in as %s"), server->host,
                          bench->accounts->from, server->user);
    else
        note = str_format(_("%s takes letters from %s, and asks for no login"), server->host,
                          bench->accounts->from);
    return tell(bench, NULL, fine ? ACCOUNT_OK : ACCOUNT_BROKEN, note,
                fine ? NULL : hint_of_phase(event->phase));
}

static int tell_key(const struct bench *bench, const struct refund_said *said)
{
    _cleanup_free_ char *note = str_format(said->live ? _("LIVE: real money goes back with the key %s")
                                                      : _("TEST: no money moves with the key %s"),
                                           said->shown);

    return tell(
        bench, "key", ACCOUNT_OK, note,
        said->restricted
            ? NULL
            : _("this key can do everything in your account: make a restricted one (rk_), with Charges and "
                "Refunds: Write, and Customers, PaymentIntents and Balance: Read"));
}

static int tell_checked(const struct bench *bench, const struct event *event)
{
    static const enum account_result results[] = {[CHECK_OK] = ACCOUNT_OK,
                                                  [CHECK_MISSING] = ACCOUNT_BROKEN,
                                                  [CHECK_UNSEEN] = ACCOUNT_UNSEEN,
                                                  [CHECK_FAILED] = ACCOUNT_BROKEN};
    bool denied = event->said.result == CHECK_MISSING;
    bool key = str_equal(event->said.what, "key");

    return tell(
        bench, event->said.what, results[event->said.result], event->note ? event->note : _("it may be read"),
        !denied ? NULL
        : key   ? _("make a new restricted key in Stripe's dashboard, and let secret_command print that one")
                : _("give the key this permission in Stripe's dashboard"));
}

static int take_event(void *ctx, const struct event *event, const char *line _unused_, size_t len _unused_,
                      struct err *err _unused_)
{
    struct bench *bench = ctx;
    int r = 0;

    if (event->kind == EVENT_OUTCOME)
        r = tell_outcome(bench, event);
    else if (event->kind == EVENT_KEY)
        r = tell_key(bench, &event->said);
    else if (event->kind == EVENT_CHECKED)
        r = tell_checked(bench, event);
    else
        return 0;
    bench->spoke = true;
    return r;
}

/* What the courier cannot even begin is told as what does not work. */
static int run_job(struct bench *bench, const struct job *job, struct err *err)
{
    const struct account_trial *trial = bench->trial;
    _cleanup_str_ struct str input = STR_INIT;
    struct err why = {""};
    struct courier_job errand = {.program = app_options(bench->app)->courier,
                                 .input = &input,
                                 .stall_ms = COURIER_SECRET_MS,
                                 .event = take_event,
                                 .ctx = bench,
                                 .stop = trial->stop,
                                 .stop_ctx = trial->stop_ctx};

    job_write(&input, job);
    if (courier_run(&errand, &why) == 0)
        return bench->spoke
                   ? 0
                   : tell(bench, NULL, ACCOUNT_BROKEN, _("the courier had nothing to say about it"), NULL);
    if (trial->stop && trial->stop(trial->stop_ctx))
        return stop_said(err);
    return tell(bench, NULL, ACCOUNT_BROKEN, why.text, NULL);
}

static int try_server(struct bench *bench, enum job_kind kind, struct err *err)
{
    struct job job;

    job_init(&job);
    job.kind = kind;
    job.id = mem_string(bench->account);
    model_copy(&model_post_server, bench->server, &job.server);
    if (kind == JOB_FIND) {
        /* Of a letter that nobody ever wrote: what is asked is whether it can be looked for. */
        job.message_id = mem_string("nothing@paletti.invalid");
        job.folder = mem_string(bench->accounts->sent_folder);
    }
    int r = run_job(bench, &job, err);
    job_clear(&job);
    return r;
}

/* --- each account --- */

/* THERE: what is told of a program that is there. */
static int try_program(struct bench *bench, const char *name, const char *there)
{
    if (program_there(name))
        return tell(bench, NULL, ACCOUNT_OK, there, NULL);
    _cleanup_free_ char *note = str_format(_("there is no program %s"), name);
    return tell(bench, NULL, ACCOUNT_BROKEN, note, _("install it, or write its whole path into command"));
}

static int try_file(struct bench *bench, struct err *err _unused_)
{
    const struct accounts *accounts = bench->accounts;
    bool there = accounts->path && accounts->there;
    _cleanup_free_ char *note = there ? str_format(_("%s is read"), accounts->path)
                                      : str_format(_("%s does not exist"),
                                                   accounts->path ? accounts->path : "paletti.conf");

    return tell(bench, NULL, there ? ACCOUNT_OK : ACCOUNT_ABSENT, note,
                there ? accounts->careless
                      : _("begin with the example: \"man paletti.conf\" says where it lies; without it, "
                          "letters are copied and "
                          "sent by hand"));
}

static int try_command(struct bench *bench)
{
    const char *name = bench->accounts->mail.command.v[0];
    _cleanup_free_ char *there =
        str_format(_("%s takes the letters, as far as can be told without sending"), name);

    return try_program(bench, name, there);
}

static int try_mail(struct bench *bench, struct err *err)
{
    const struct accounts *accounts = bench->accounts;

    bench->server = &accounts->mail;
    switch ((enum account_way)accounts->way) {
    case ACCOUNT_SMTP:
        return try_server(bench, JOB_CHECK, err);
    case ACCOUNT_COMMAND:
        return try_command(bench);
    case ACCOUNT_CLIPBOARD:
        return tell(bench, NULL, ACCOUNT_OK, _("letters go to the clipboard, and you send them by hand"),
                    NULL);
    case ACCOUNT_NONE:
        break;
    }
    return tell(bench, NULL, ACCOUNT_ABSENT,
                _("no account for letters: they are copied, and you send them by hand"),
                _("write [mail] with way = smtp to have them sent"));
}

static int try_sent(struct bench *bench, struct err *err)
{
    bench->server = &bench->accounts->sent;
    if (bench->accounts->sent_given)
        return try_server(bench, JOB_FIND, err);
    if (bench->accounts->way != ACCOUNT_SMTP && bench->accounts->way != ACCOUNT_COMMAND)
        return 0;
    return tell(bench, NULL, ACCOUNT_ABSENT,
                _("no mailbox with sent mail: whether a letter went out that the server left in doubt, you "
                  "look up yourself"),
                _("write [sent] to have it looked up"));
}

static int try_clipboard(struct bench *bench, struct err *err _unused_)
{
    const struct texts *command = &bench->accounts->clipboard;
    _cleanup_free_ char *there =
        command->n > 0 ? str_format(_("%s takes what is copied"), command->v[0]) : NULL;

    if (there)
        return try_program(bench, command->v[0], there);
    if (bench->accounts->way != ACCOUNT_CLIPBOARD)
        return 0;
    return tell(bench, NULL, ACCOUNT_ABSENT,
                _("no program takes what is copied: the terminal is asked to, and not all can"),
                _("write [clipboard] with command = [\"wl-copy\"], or [\"xclip\", \"-selection\", "
                  "\"clipboard\"]"));
}

static int try_stripe(struct bench *bench, struct err *err)
{
    struct job job;

    if (!bench->accounts->stripe_given)
        return tell(bench, NULL, ACCOUNT_ABSENT, _("no Stripe account: refunds are made by hand, and noted"),
                    NULL);
    job_init(&job);
    job.kind = JOB_CHECK;
    job.id = mem_string(bench->account);
    model_copy(&model_refund_service, &bench->accounts->stripe, &job.stripe);
    int r = run_job(bench, &job, err);
    job_clear(&job);
    return r;
}

int accounts_try(struct app *app, const struct accounts *accounts, const struct account_trial *trial,
                 struct err *err)
{
    static const struct {
        const char *account;
        int (*run)(struct bench *bench, struct err *err);
    } tries[] = {{"file", try_file},
                 {"mail", try_mail},
                 {"sent", try_sent},
                 {"clipboard", try_clipboard},
                 {"stripe", try_stripe}};
    int r = 0;

    for (size_t i = 0; i < ARRAY_LEN(tries) && r == 0; i++) {
        struct bench bench = {.app = app, .accounts = accounts, .trial = trial, .account = tries[i].account};
        r = tries[i].run(&bench, err);
    }
    return r;
}
