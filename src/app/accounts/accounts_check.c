/* What has to stand in paletti.conf together. */
#include "accounts_reader.h"

#include "paletti/base/i18n.h"

#include <string.h>

static int missing(const struct account_reader *reader, int section, const char *key, const char *what)
{
    err_set(reader->err, _("[%s] lacks %s: %s"), account_sections[section], key, what);
    return account_fail_at(reader, reader->began[section]);
}

static const char *host_wanted(void)
{
    return _("the name of the server, such as smtp.paletti.example");
}

static int check_host(const struct account_reader *reader, int section, const char *host)
{
    if (!host)
        return missing(reader, section, "host", host_wanted());
    if (strpbrk(host, "/ @") || (strchr(host, ':') && *host != '[')) {
        err_set(reader->err, _("host: this is %s; port has a line of its own"), host_wanted());
        return account_fail_at(reader, reader->began[section]);
    }
    return 0;
}

static int check_ca(const struct account_reader *reader, int section, const char *ca)
{
    if (!ca || *ca == '/')
        return 0;
    err_set(reader->err, _("ca: this is the whole path of a file, beginning with /"));
    return account_fail_at(reader, reader->began[section]);
}

static int check_server(const struct account_reader *reader, int section, const struct post_server *server)
{
    const char *secret =
        _("a program that prints the password or the token, such as [\"pass\", \"show\", \"mail\"]");

    if (check_host(reader, section, server->host) < 0 || check_ca(reader, section, server->ca) < 0)
        return -1;
    if (server->user && server->secret_command.n == 0)
        return missing(reader, section, "secret_command", secret);
    if (!server->user && (server->secret_command.n > 0 || section == SECTION_SENT))
        return missing(reader, section, "user", _("who logs in, at most providers your whole address"));
    return 0;
}

/* Keys of another way would be taken for what happens, and are not. */
static int check_way(const struct account_reader *reader)
{
    for (size_t i = 0; i < ACCOUNT_KEYS; i++) {
        if (!reader->said[i] || !account_keys[i].way || account_keys[i].way == reader->to->way)
            continue;
        err_set(reader->err, _("%s: this belongs to way = %s, and the way is %s: take one of them out"),
                account_keys[i].name, account_way_names[account_keys[i].way],
                account_way_names[reader->to->way]);
        return account_fail_at(reader, reader->said[i]);
    }
    return 0;
}

static int check_mail(const struct account_reader *reader)
{
    struct accounts *to = reader->to;

    if (!reader->began[SECTION_MAIL]) {
        to->way = ACCOUNT_NONE;
        return 0;
    }
    if (to->way < 0)
        return missing(reader, SECTION_MAIL, "way", _("smtp, command, clipboard, or none"));
    if (check_way(reader) < 0)
        return -1;
    to->mail.way = to->way == ACCOUNT_COMMAND ? POST_COMMAND : POST_SMTP;
    if (to->way == ACCOUNT_COMMAND && to->mail.command.n == 0)
        return missing(reader, SECTION_MAIL, "command",
                       _("a program that takes the letter, such as [\"msmtp\"]"));
    return to->way == ACCOUNT_SMTP ? check_server(reader, SECTION_MAIL, &to->mail) : 0;
}

int account_check(const struct account_reader *reader)
{
    struct accounts *to = reader->to;

    if (check_mail(reader) < 0)
        return -1;
    to->sent_given = reader->began[SECTION_SENT] > 0;
    to->sent.way = POST_IMAP;
    if (to->sent_given && check_server(reader, SECTION_SENT, &to->sent) < 0)
        return -1;
    to->stripe_given = reader->began[SECTION_STRIPE] > 0;
    if (to->stripe_given && to->stripe.secret_command.n == 0)
        return missing(
            reader, SECTION_STRIPE, "secret_command",
            _("a program that prints a restricted key (rk_...), such as [\"pass\", \"show\", \"stripe\"]"));
    if (check_ca(reader, SECTION_STRIPE, to->stripe.ca) < 0)
        return -1;
    if (reader->began[SECTION_CLIPBOARD] && to->clipboard.n == 0)
        return missing(reader, SECTION_CLIPBOARD, "command",
                       _("a program that takes a text, such as [\"wl-copy\"]"));
    return 0;
}
