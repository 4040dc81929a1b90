/* Mail from anywhere: the bytes are a mailbox where they begin as one, and a single message otherwise. */
#include "formats/mail.h"
#include "courier.h"

#include "paletti/base/text.h"

static void check_text(const char *text)
{
    if (text && text_valid(text, strlen(text)) != strlen(text))
        abort();
}

static void read_message(const uint8_t *data, size_t size)
{
    struct mail mail;
    struct err err;

    mail_init();
    if (mail_parse((const char *)data, size, size % 2, &mail, &err) < 0)
        return;
    check_text(mail.id);
    check_text(mail.thread);
    check_text(mail.subject);
    check_text(mail.body);
    for (size_t i = 0; i < mail.from.n; i++) {
        check_text(mail.from.v[i].address);
        check_text(mail.from.v[i].name);
    }
    mail_clear(&mail);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size >= 5 && memcmp(data, "From ", 5) == 0)
        fuzz_read("mbox", data, size);
    else
        read_message(data, size);
    return 0;
}
