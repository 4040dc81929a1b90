#include "errand.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/record/record.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define WAITING_MAX  (64 << 10)
#define PROGRESS_GAP 200 /* milliseconds */

static int flush(struct errand *errand, struct err *err)
{
    const char *s = str_text(&errand->waiting);
    size_t left = errand->waiting.len;

    while (left) {
        ssize_t n = write(errand->out, s, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(err, errno, _("The answer could not be written"));
        s += n;
        left -= (size_t)n;
    }
    str_clear(&errand->waiting);
    return 0;
}

static int flush_when_full(struct errand *errand, struct err *err)
{
    return errand->waiting.len < WAITING_MAX ? 0 : flush(errand, err);
}

static int say(struct errand *errand, const struct event *event, struct err *err)
{
    event_write(&errand->waiting, errand->job->id, event);
    return flush_when_full(errand, err);
}

int errand_record(struct errand *errand, const struct model *model, const void *record, struct err *err)
{
    record_write(&errand->waiting, model, record);
    str_add_char(&errand->waiting, '\n');
    errand->records++;
    return flush_when_full(errand, err);
}

int errand_event(struct errand *errand, const struct event *event, struct err *err)
{
    event_write(&errand->waiting, errand->job->id, event);
    return flush(errand, err);
}

/* Names of files come as they are, and a sentence may be cut off inside a character. */
static char *repaired(const char *text)
{
    struct str valid = STR_INIT;

    text_repair(&valid, text, strlen(text));
    return str_take(&valid);
}

int errand_skip(struct errand *errand, const char *where, const char *why, struct err *err)
{
    _cleanup_free_ char *valid_where = repaired(where), *valid_why = repaired(why);

    return say(errand, &(struct event){.kind = EVENT_SKIPPED, .where = valid_where, .why = valid_why}, err);
}

int errand_unknown(struct errand *errand, const char *address, const char *name, int64_t count,
                   int64_t written, struct err *err)
{
    return say(errand,
               &(struct event){.kind = EVENT_UNKNOWN,
                               .address = (char *)address,
                               .name = (char *)name,
                               .count = count,
                               .written = written},
               err);
}

int errand_mine(struct errand *errand, const char *address, const char *name, int64_t count, bool likely,
                struct err *err)
{
    return say(errand,
               &(struct event){.kind = EVENT_MINE,
                               .address = (char *)address,
                               .name = (char *)name,
                               .count = count,
                               .likely = likely},
               err);
}

int errand_closed(struct errand *errand, const struct event *closed, struct err *err)
{
    struct event event = *closed;

    event.kind = EVENT_CLOSED;
    errand->records++;
    return say(errand, &event, err);
}

int errand_progress(struct errand *errand, int64_t read, int64_t total, const char *unit, struct err *err)
{
    int64_t now = errand->clock();

    if (errand->passes > 1 && total > 0)
        read = (total * errand->pass + read) / errand->passes;

    if (now < errand->next_progress)
        return 0;
    errand->next_progress = now + PROGRESS_GAP;
    event_write(&errand->waiting, errand->job->id,
                &(struct event){.kind = EVENT_PROGRESS, .read = read, .total = total, .unit = (char *)unit});
    return flush(errand, err);
}

int errand_composed(struct errand *errand, const char *bytes, const char *sha256, struct err *err)
{
    return errand_event(
        errand, &(struct event){.kind = EVENT_COMPOSED, .bytes = (char *)bytes, .sha256 = (char *)sha256}, err);
}

int errand_step(struct errand *errand, enum post_phase phase, struct err *err)
{
    return errand_event(errand, &(struct event){.kind = EVENT_STEP, .phase = (int8_t)phase}, err);
}

int errand_outcome(struct errand *errand, const struct event *outcome, struct err *err)
{
    struct event event = *outcome;

    event.kind = EVENT_OUTCOME;
    return errand_event(errand, &event, err);
}

int errand_confine(struct errand *errand, struct err *err)
{
    if (!errand->confine)
        return err_set(err, _("This courier reads and writes files only"));
    return errand->confine(errand, err);
}

int errand_confined(struct errand *errand, int landlock, bool seccomp, const char *why, struct err *err)
{
    return errand_event(
        errand,
        &(struct event){.kind = EVENT_CONFINED, .landlock = landlock, .seccomp = seccomp, .why = (char *)why}, err);
}

int errand_done(struct errand *errand, struct err *err)
{
    event_write(&errand->waiting, errand->job->id,
                &(struct event){.kind = EVENT_DONE,
                                .read = errand->read,
                                .records = errand->records,
                                .skipped = errand->skipped,
                                .replaced = errand->replaced,
                                .first = errand->first,
                                .last = errand->last});
    return flush(errand, err);
}

int errand_failed(struct errand *errand, const char *why, struct err *err)
{
    _cleanup_free_ char *valid = repaired(why);

    event_write(&errand->waiting, errand->job->id, &(struct event){.kind = EVENT_FAILED, .why = valid});
    return flush(errand, err);
}

void errand_clear(struct errand *errand)
{
    str_done(&errand->waiting);
}
