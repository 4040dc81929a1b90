#include "services/services.h"

#include "services/compose.h"
#include "services/handover.h"
#include "services/server.h"
#include "services/smtp.h"

#include "paletti/base/i18n.h"

#include <string.h>

/* --- the message --- */

static int compose(struct errand *errand, struct composed *ret, struct err *err)
{
    const char *confirmed = errand->job->sha256;
    struct composed composed;

    if (compose_message(&errand->job->message, &composed, err) < 0)
        return -1;
    int result = 0;
    if (confirmed && strcmp(confirmed, composed.sha256) != 0)
        result = err_set(
            err, _("The letter is not the one that was confirmed: look at it again, and confirm it again"));
    else
        result = errand_composed(errand, str_text(&composed.bytes), composed.sha256, err);
    if (result < 0)
        str_done(&composed.bytes);
    else
        *ret = composed;
    return result;
}

int mail_compose(struct errand *errand, struct err *err)
{
    struct composed composed;

    if (compose(errand, &composed, err) < 0)
        return -1;
    str_done(&composed.bytes);
    return 0;
}

/* --- sending --- */

static int send_by_smtp(struct errand *errand, const struct str *bytes, struct err *err)
{
    _cleanup_(pipe_close_p)
    struct pipe *pipe = NULL;
    struct outcome outcome = {0};

    int result = server_open(errand, &pipe, &outcome, err);
    if (result == 0 && pipe)
        result = smtp_send(errand, pipe, bytes, &outcome, err);
    if (result == 0)
        result = server_tell(errand, &outcome, err);
    if (result == 0 && pipe && outcome.phase == POST_END)
        smtp_quit(pipe);
    str_done(&outcome.reply.text);
    return result;
}

static int send_by_program(struct errand *errand, const struct str *bytes, struct err *err)
{
    struct outcome outcome = {0};
    int result = handover_send(errand, bytes, &outcome, err);

    if (result == 0)
        result = server_tell(errand, &outcome, err);
    str_done(&outcome.reply.text);
    return result;
}

int mail_send(struct errand *errand, struct err *err)
{
    struct composed composed;
    int8_t way = errand->job->server.way;

    if (way == POST_IMAP)
        return err_set(err, _("IMAP is for looking into mailboxes: server.way has to be smtp or command"));
    if (compose(errand, &composed, err) < 0)
        return -1;
    int result = way == POST_COMMAND ? send_by_program(errand, &composed.bytes, err)
                                     : send_by_smtp(errand, &composed.bytes, err);
    str_done(&composed.bytes);
    return result;
}

/* --- looking without sending --- */

static int check_program(struct errand *errand, struct err *err)
{
    struct outcome outcome = {.state = POST_READY,
                              .phase = POST_PREPARE,
                              .why = _("a program that takes letters is tried only by sending one")};

    if (errand->job->server.command.n == 0)
        return err_set(err,
                       _("server.command is missing: the program that takes the letter, and its arguments"));
    return server_tell(errand, &outcome, err);
}

int mail_check(struct errand *errand, struct err *err)
{
    _cleanup_(pipe_close_p)
    struct pipe *pipe = NULL;
    struct outcome outcome = {0};

    if (errand->job->server.way == POST_COMMAND)
        return check_program(errand, err);
    int result = server_open(errand, &pipe, &outcome, err);
    if (result == 0) {
        if (pipe)
            outcome.phase = errand->job->server.user ? POST_LOGIN : POST_GREET;
        result = server_tell(errand, &outcome, err);
    }
    if (pipe && errand->job->server.way == POST_SMTP)
        smtp_quit(pipe);
    str_done(&outcome.reply.text);
    return result;
}
