/* Whether a letter of unknown fate stands among what was sent. */
#include "services/services.h"

#include "services/compose.h"
#include "services/imap.h"
#include "services/server.h"

#include "paletti/base/i18n.h"

#include <string.h>

static void conclude(struct outcome *ret, enum post_state state, const char *why)
{
    ret->phase = POST_SEARCH;
    ret->state = state;
    ret->why = why;
}

static void fail(struct outcome *ret, enum pipe_state state)
{
    conclude(ret, POST_TEMPORARY,
             state == PIPE_FINE   ? _("the server would not look into its mailboxes")
             : state == PIPE_LATE ? _("the server did not answer in time")
                                  : _("the connection ended before it was known"));
}

/* In all of BOXES, until it is found. */
static void search(struct imap *imap, const struct texts *boxes, const char *id, struct outcome *ret)
{
    for (size_t i = 0; i < boxes->n; i++) {
        int64_t count = 0;
        bool fine = false;
        enum pipe_state state = imap_count(imap, boxes->v[i], id, &count, &fine, &ret->reply);
        if (state != PIPE_FINE || !fine) {
            fail(ret, state);
            return;
        }
        if (count > 0) {
            str_clear(&ret->reply.text);
            reply_add(&ret->reply, boxes->v[i], strlen(boxes->v[i]));
            conclude(ret, POST_FOUND, _("it stands among the sent mail"));
            return;
        }
    }
    conclude(ret, POST_MISSING,
             _("it does not stand among the sent mail: some servers keep no copy, or keep it late"));
}

static void look(struct imap *imap, const struct job *job, struct outcome *ret)
{
    struct texts boxes = {0};
    bool fine = true;
    enum pipe_state state = PIPE_FINE;

    if (job->folder)
        texts_add(&boxes, job->folder);
    else
        state = imap_sent_boxes(imap, &boxes, &fine, &ret->reply);
    if (state != PIPE_FINE || !fine)
        fail(ret, state);
    else if (boxes.n == 0)
        conclude(ret, POST_REFUSED, _("the server does not say where its sent mail is: name the folder"));
    else
        search(imap, &boxes, job->message_id, ret);
    texts_clear(&boxes);
}

static int check_job(const struct job *job, struct err *err)
{
    if (job->server.way != POST_IMAP)
        return err_set(err, _("Looking a letter up takes IMAP: server.way has to be imap"));
    if (!job->message_id)
        return err_set(err, _("message_id is missing: the one that is looked for"));
    if (!job->server.user)
        return err_set(err, _("server.user is missing: mailboxes are somebody's"));
    for (const char *s = job->folder ? job->folder : ""; *s; s++)
        if (*s < ' ' || *s >= 0x7f)
            return err_set(err,
                           _("folder has to be given as the server writes it: ASCII, in modified UTF-7"));
    return compose_check_id("message_id", job->message_id, err);
}

int mail_find(struct errand *errand, struct err *err)
{
    _cleanup_(pipe_close_p)
    struct pipe *pipe = NULL;
    struct outcome outcome = {0};

    if (check_job(errand->job, err) < 0)
        return -1;
    int result = server_open(errand, &pipe, &outcome, err);
    if (result == 0 && pipe)
        result = errand_step(errand, POST_SEARCH, err);
    if (result == 0 && pipe) {
        struct imap imap;
        imap_begin(&imap, pipe, errand->job->server.seconds * 1000);
        look(&imap, errand->job, &outcome);
        imap_end(&imap);
    }
    if (result == 0)
        result = server_tell(errand, &outcome, err);
    str_done(&outcome.reply.text);
    return result;
}
