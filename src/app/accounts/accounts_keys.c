/* What may stand in paletti.conf. */
#include "accounts_reader.h"

#include "paletti/core/fields.h"

#include <stdlib.h>

const char *const account_way_names[] = {[ACCOUNT_NONE] = "none",
                                         [ACCOUNT_SMTP] = "smtp",
                                         [ACCOUNT_COMMAND] = "command",
                                         [ACCOUNT_CLIPBOARD] = "clipboard",
                                         NULL};

/* clang-format off */
static const struct field own_fields[] = {
    FIELD(ENUM, accounts, way, NAMES(account_way_names)),
    FIELD(TEXT, accounts, from, .flags = FIELD_EMAIL),
    FIELD(TEXT, accounts, from_name),
    FIELD_AS("folder", TEXT, accounts, sent_folder),
    FIELD_AS("command", TEXTS, accounts, clipboard),
    FIELD_INSIDE(accounts, mail, &model_post_server),
    FIELD_INSIDE(accounts, sent, &model_post_server),
    FIELD_INSIDE(accounts, stripe, &model_refund_service),
};
static const struct model own = MODEL("accounts", accounts, own_fields);

#define KEY(section_, name_, ...)    {section_, name_, __VA_ARGS__}
#define OWN                          &own, 0
#define SERVER(member)               &model_post_server, offsetof(struct accounts, member)
#define SERVICE                      &model_refund_service, offsetof(struct accounts, stripe)

const struct account_key account_keys[] = {
    KEY("mail", "way",            OWN),
    KEY("mail", "from",           OWN),
    KEY("mail", "from_name",      OWN),
    KEY("mail", "host",           SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "port",           SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "security",       SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "user",           SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "auth",           SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "secret_command", SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "ca",             SERVER(mail), ACCOUNT_SMTP),
    KEY("mail", "seconds",        SERVER(mail)),
    KEY("mail", "end_seconds",    SERVER(mail)),
    KEY("mail", "command",        SERVER(mail), ACCOUNT_COMMAND),
    KEY("sent", "host",           SERVER(sent)),
    KEY("sent", "port",           SERVER(sent)),
    KEY("sent", "security",       SERVER(sent)),
    KEY("sent", "user",           SERVER(sent)),
    KEY("sent", "auth",           SERVER(sent)),
    KEY("sent", "secret_command", SERVER(sent)),
    KEY("sent", "ca",             SERVER(sent)),
    KEY("sent", "seconds",        SERVER(sent)),
    KEY("sent", "folder",         OWN),
    KEY("clipboard", "command",   OWN),
    KEY("stripe", "secret_command", SERVICE),
    KEY("stripe", "base",         SERVICE),
    KEY("stripe", "ca",           SERVICE),
    KEY("stripe", "seconds",      SERVICE),
};
const char *const account_sections[] = {"mail", "sent", "clipboard", "stripe"};
/* clang-format on */
_Static_assert(ARRAY_LEN(account_keys) == ACCOUNT_KEYS, "accounts_reader.h counts the keys");
_Static_assert(ARRAY_LEN(account_sections) == ACCOUNT_SECTIONS, "accounts_reader.h names the sections");

void accounts_init(struct accounts *accounts)
{
    *accounts = (struct accounts){0};
    model_init(&own, accounts);
}

void accounts_clear(struct accounts *accounts)
{
    model_clear(&own, accounts);
    free(accounts->path);
    free(accounts->careless);
    *accounts = (struct accounts){0};
}
