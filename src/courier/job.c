#include "job.h"

#include "confine.h"
#include "errand.h"
#include "formats/formats.h"
#include "lines.h"
#include "services/http.h"
#include "services/services.h"
#include "services/stripe.h"

#include "paletti/base/i18n.h"

#include <string.h>

/* What can be read and written. */
static const struct format {
    const char *name;
    int (*read)(struct errand *errand, struct err *err);
    int (*write)(struct errand *errand, struct err *err);
} formats[] = {
    {"mbox", mbox_read, NULL},
    {"maildir", maildir_read, NULL},
    {"csv", csv_read, csv_write},
    {"vcard", vcard_read, NULL},
    {"ics", ics_read, NULL},
};

static const struct format *find_format(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(formats); i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

/* Find and check are asked of a mail server, or of Stripe. */
static bool is_for_stripe(const struct job *job)
{
    return job->kind == JOB_REFUND || job->stripe.secret_command.n > 0 || job->stripe.base || job->emails.n > 0 ||
           job->payment;
}

/* --- confinement --- */

static int64_t port_of(const struct post_server *server)
{
    bool tls = server->security == POST_TLS;

    if (server->port)
        return server->port;
    return server->way == POST_IMAP ? (tls ? 993 : 143) : (tls ? 465 : 587);
}

/* Whether the job needs the network, and what of it. */
static void network_of(const struct job *job, struct confine_needs *needs)
{
    bool stripe = is_for_stripe(job);

    if (job->kind == JOB_READ || job->kind == JOB_WRITE || job->kind == JOB_COMPOSE || job->order.prepare)
        return;
    needs->read = stripe ? job->stripe.ca : job->server.ca;
    needs->net = CONFINE_MAIL;
    needs->port = stripe ? http_port(job->stripe.base) : (uint16_t)port_of(&job->server);
}

/* A job that needs the network says what holds; for the others `check` has told it. */
static int confine_to_job(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    struct confine_needs needs = {.read = job->kind == JOB_READ ? job->path : NULL,
                                  .write = job->kind == JOB_WRITE ? job->path : NULL};
    struct confined confined;

    network_of(job, &needs);
    confine_process(&needs, &confined);
    return needs.net == CONFINE_NO_NET
               ? 0
               : errand_confined(errand, confined.landlock, confined.seccomp, confined.why, err);
}

/* --- jobs --- */

static int carry_out_file(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    const struct format *format = find_format(job->format);

    if (!format)
        return err_set(err, _("\"%s\" is no format the courier knows: it knows mbox, maildir, csv, vcard and ics"),
                       job->format);
    int (*act)(struct errand *, struct err *) = job->kind == JOB_WRITE ? format->write : format->read;
    if (!act)
        return err_set(err, _("%s can be read, but not written"), format->name);
    if (errand->confine && errand->confine(errand, err) < 0)
        return -1;
    return act(errand, err);
}

/* By enum job_kind; `stripe` where it is asked of Stripe. */
static const struct {
    int (*act)(struct errand *, struct err *);
    int (*stripe)(struct errand *, struct err *);
} jobs[] = {
    [JOB_READ] = {.act = carry_out_file},
    [JOB_WRITE] = {.act = carry_out_file},
    [JOB_FIND] = {mail_find, stripe_find},
    [JOB_REFUND] = {.stripe = stripe_refund},
    [JOB_CHECK] = {mail_check, stripe_check},
    [JOB_COMPOSE] = {.act = mail_compose},
    [JOB_SEND] = {.act = mail_send},
};

static int carry_out(struct errand *errand, struct err *err)
{
    enum job_kind kind = errand->job->kind;

    return jobs[kind].stripe && is_for_stripe(errand->job) ? jobs[kind].stripe(errand, err)
                                                            : jobs[kind].act(errand, err);
}

/* An answer to a line that is no job. */
static int refuse(struct errand *errand, const struct err *why, struct err *err)
{
    static const struct job nameless = {.id = (char *)""};

    errand->job = &nameless;
    return errand_failed(errand, why->text, err) < 0 ? -1 : 1;
}

static int run(struct errand *errand, struct lines *lines, struct err *err)
{
    struct job job;
    struct err why;
    const char *line;
    size_t n;
    int got = lines_next(lines, &line, &n, &why);

    if (got > 0)
        err_set(&why, _("No job came in: the courier expects one as a line of JSON (paletti-courier(1))"));
    if (got != 0 || job_parse(line, n, &job, &why) < 0)
        return refuse(errand, &why, err);
    errand->job = &job;
    int result = carry_out(errand, &why);
    if (result < 0)
        result = errand_failed(errand, why.text, err) < 0 ? -1 : 1;
    else
        result = errand_done(errand, err);
    job_clear(&job);
    return result;
}

static int run_with(int in, int out, int64_t (*clock)(void), int (*confine)(struct errand *, struct err *),
                    struct err *err)
{
    struct lines lines = {.fd = in};
    struct errand errand = {.in = &lines,
                            .out = out,
                            .clock = clock,
                            .confine = confine,
                            .first = INSTANT_NONE,
                            .last = INSTANT_NONE};
    int result = run(&errand, &lines, err);

    errand_clear(&errand);
    lines_clear(&lines);
    return result;
}

int job_run(int in, int out, int64_t (*clock)(void), struct err *err)
{
    return run_with(in, out, clock, NULL, err);
}

int job_run_confined(int in, int out, int64_t (*clock)(void), struct err *err)
{
    return run_with(in, out, clock, confine_to_job, err);
}
