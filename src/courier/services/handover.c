#include "services/handover.h"

#include "paletti/base/i18n.h"
#include "paletti/base/program.h"

#include <string.h>
#include <sysexits.h>

/* Local programs take lines as this system has them. */
static void write_local(struct str *to, const struct str *bytes)
{
    for (size_t i = 0; i < bytes->len; i++)
        if (bytes->s[i] != '\r')
            str_add_char(to, bytes->s[i]);
}

/* sysexits.h is what programs that take mail end with; of any other end nobody knows what it means. */
static void judge(const struct program_end *end, struct outcome *ret)
{
    bool told = !end->late && !end->signal;

    ret->phase = POST_END;
    ret->reply.code = end->status;
    if (end->errors.len)
        reply_add(&ret->reply, end->errors.s, end->errors.len);
    if (told && end->status == EX_OK) {
        ret->state = POST_SENT;
        ret->why = _("your program took it; when it goes on is the program's affair");
    } else if (told && end->status == EX_TEMPFAIL) {
        ret->state = POST_TEMPORARY;
        ret->why = _("your program could not take it now");
    } else if (told && end->status >= EX__BASE && end->status <= EX__MAX) {
        ret->state = POST_REFUSED;
        ret->why = _("your program refused it");
    } else {
        ret->state = POST_UNKNOWN;
        ret->why = end->late
                       ? _("your program did not end in time: it was ended, and may have sent the letter")
                       : _("your program failed without saying whether it took the letter");
    }
}

/* What never ran has sent nothing, although the step that could was told. */
static int not_started(const struct err *err, struct outcome *ret)
{
    ret->phase = POST_PREPARE;
    ret->state = POST_TEMPORARY;
    ret->why = _("your program could not be started");
    reply_add(&ret->reply, err->text, strlen(err->text));
    return 0;
}

int handover_send(struct errand *errand, const struct str *bytes, struct outcome *ret, struct err *err)
{
    const struct post_server *server = &errand->job->server;
    _cleanup_str_ struct str local = STR_INIT;
    struct program program = {
        .arguments = server->command.v,
        .n = server->command.n,
        .more = {"--", errand->job->message.to},
        .input = &local,
        .wait_ms = server->end_seconds * 1000,
    };
    struct program_end end;

    if (server->command.n == 0)
        return err_set(err,
                       _("server.command is missing: the program that takes the letter, and its arguments"));
    write_local(&local, bytes);
    if (errand_step(errand, POST_END, err) < 0)
        return -1;
    if (program_run(&program, &end, err) < 0)
        return not_started(err, ret);
    judge(&end, ret);
    program_wipe(&end);
    return 0;
}
