#include "services/server.h"

#include "ascii.h"
#include "services/secret.h"

#include "paletti/base/i18n.h"
#include "paletti/base/program.h"

#include <string.h>

static bool is_host(const char *host)
{
    size_t n = strlen(host);
    bool six = n > 2 && host[0] == '[' && host[n - 1] == ']';

    if (n == 0 || n > 253)
        return false;
    for (size_t i = six; i < n - six; i++)
        if (six ? ascii_hex(host[i]) < 0 && host[i] != ':' && host[i] != '.'
                : !ascii_is_letter(host[i]) && !ascii_is_digit(host[i]) && !strchr(".-_", host[i]))
            return false;
    return true;
}

static int check_server(const struct post_server *server, struct err *err)
{
    if (!server->host || !is_host(server->host))
        return err_set(err, _("server.host has to be the name of a server, such as smtp.paletti.example"));
    for (const char *s = server->user ? server->user : ""; *s; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f)
            return err_set(err, _("server.user has a control character"));
    if (server->user && server->secret_command.n == 0)
        return err_set(
            err, _("server.secret_command is missing: the secret comes from a command of yours, such as "
                   "[\"pass\",\"show\",\"mail\"]"));
    if (server->ca && server->ca[0] != '/')
        return err_set(err, _("server.ca has to be the whole path of a file, beginning with /"));
    return 0;
}

/* The secret, and from then on nothing but the network: programs of the user's are run before. */
static int prepare(struct errand *errand, struct str *ret_secret, struct err *err)
{
    const struct post_server *server = &errand->job->server;

    if (check_server(server, err) < 0 || errand_step(errand, POST_PREPARE, err) < 0)
        return -1;
    if (server->user && secret_read(&server->secret_command, ret_secret, err) < 0)
        return -1;
    if (errand_confine(errand, err) < 0 || errand_step(errand, POST_CONNECT, err) < 0) {
        program_wipe_text(ret_secret);
        return -1;
    }
    return 0;
}

int server_tell(struct errand *errand, const struct outcome *outcome, struct err *err)
{
    return errand_outcome(errand,
                          &(struct event){.state = (int8_t)outcome->state,
                                          .phase = (int8_t)outcome->phase,
                                          .code = outcome->reply.code,
                                          .reply = outcome->reply.text.len ? outcome->reply.text.s : NULL,
                                          .why = (char *)outcome->why},
                          err);
}

int server_open(struct errand *errand, struct pipe **ret, struct outcome *outcome, struct err *err)
{
    _cleanup_str_ struct str secret = STR_INIT;
    struct pipe_end end = {.state = POST_TEMPORARY};

    if (prepare(errand, &secret, err) < 0)
        return -1;
    pipe_open(&errand->job->server, secret.s, errand->clock, ret, &end);
    program_wipe_text(&secret);
    *outcome = (struct outcome){.state = end.state, .phase = end.phase, .reply = end.reply, .why = end.why};
    return 0;
}
