#include "job.h"

#include "confine.h"
#include "errand.h"
#include "formats/formats.h"
#include "lines.h"
#include "services/services.h"

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

/* --- confinement --- */

static int64_t port_of(const struct post_server *server)
{
    bool tls = server->security == POST_TLS;

    if (server->port)
        return server->port;
    return server->way == POST_IMAP ? (tls ? 993 : 143) : (tls ? 465 : 587);
}

/* A job that needs the network says what holds; for the others `check` has told it. */
static int confine_to_job(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    bool files = job->kind == JOB_READ || job->kind == JOB_WRITE;
    struct confine_needs needs = {.read = job->kind == JOB_READ ? job->path : NULL,
                                  .write = job->kind == JOB_WRITE ? job->path : NULL};
    struct confined confined;

    if (!files && job->kind != JOB_COMPOSE) {
        needs.read = job->server.ca;
        needs.net = CONFINE_MAIL;
        needs.port = (uint16_t)port_of(&job->server);
    }
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

/* By enum job_kind; NULL: another courier's. */
static int (*const jobs[])(struct errand *, struct err *) = {
    [JOB_READ] = carry_out_file,    [JOB_WRITE] = carry_out_file, [JOB_FIND] = mail_find, [JOB_REFUND] = NULL,
    [JOB_CHECK] = mail_check, [JOB_COMPOSE] = mail_compose,  [JOB_SEND] = mail_send,
};

static int carry_out(struct errand *errand, struct err *err)
{
    int (*act)(struct errand *, struct err *) = jobs[errand->job->kind];

    if (!act)
        return err_set(err, _("This courier cannot do that job"));
    return act(errand, err);
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
