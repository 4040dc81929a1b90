/* paletti.conf: whatever stands in it is taken or refused with a sentence that names the file, and what is taken is whole. */
#include "accounts_file.h"

#include "paletti/base/mem.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_whole(const struct accounts *accounts)
{
    if (accounts->way < ACCOUNT_NONE || accounts->way > ACCOUNT_CLIPBOARD)
        abort();
    if (accounts->way == ACCOUNT_SMTP && (!accounts->mail.host || (accounts->mail.user && accounts->mail.secret_command.n == 0)))
        abort();
    if (accounts->way == ACCOUNT_COMMAND && accounts->mail.command.n == 0)
        abort();
    if (accounts->sent_given && (!accounts->sent.host || !accounts->sent.user || accounts->sent.secret_command.n == 0))
        abort();
    if (accounts->stripe_given && accounts->stripe.secret_command.n == 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    _cleanup_free_ char *text = mem_string_n((const char *)data, size);
    struct accounts accounts;
    struct err err = {""};

    accounts_init(&accounts);
    if (accounts_parse("/c", text, &accounts, &err) == 0)
        check_whole(&accounts);
    else if (strncmp(err.text, "/c", 2) != 0)
        abort();
    accounts_clear(&accounts);
    return 0;
}
