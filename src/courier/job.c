#include "job.h"

#include "errand.h"
#include "formats/formats.h"
#include "lines.h"

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

static int carry_out(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    const struct format *format = find_format(job->format);

    if (!format)
        return err_set(err, _("\"%s\" is no format the courier knows: it knows mbox, maildir, csv, vcard and ics"),
                       job->format);
    int (*act)(struct errand *, struct err *) = job->kind == JOB_WRITE ? format->write : format->read;
    if (!act)
        return err_set(err, _("%s can be read, but not written"), format->name);
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

int job_run(int in, int out, int64_t (*clock)(void), struct err *err)
{
    struct lines lines = {.fd = in};
    struct errand errand = {
        .in = &lines, .out = out, .clock = clock, .first = INSTANT_NONE, .last = INSTANT_NONE};
    int result = run(&errand, &lines, err);

    errand_clear(&errand);
    lines_clear(&lines);
    return result;
}
