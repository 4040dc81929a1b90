#include "services/compose.h"

#include "services/flowed.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/zone.h"

#include <gmime/gmime.h>
#include <string.h>

#define ADDRESS_MAX    254 /* RFC 5321, 4.5.3.1.3, without the brackets */
#define ID_MAX         250
#define REFERENCES_MAX 50
#define NAME_MAX_      200
#define SUBJECT_MAX    500
#define WORD_MAX       990 /* of the 998 bytes a line may have */

static void unref_p(void *object)
{
    GObject **held = object;

    if (*held)
        g_object_unref(*held);
}
#define _cleanup_object_ _cleanup_(unref_p)

/* --- what may stand in a message --- */

/* Printable ASCII without what ends an address or begins another. */
static bool is_plain(const char *s, const char *banned)
{
    for (; *s; s++)
        if (*s <= ' ' || *s >= 0x7f || strchr(banned, *s))
            return false;
    return true;
}

static int check_address(const char *field, const char *address, struct err *err)
{
    const char *at = address ? strrchr(address, '@') : NULL;

    if (!address)
        return err_set(err, _("message.%s is missing: whom the letter is from and to has to be told"), field);
    if (!at || at == address || !at[1] || strlen(address) > ADDRESS_MAX || address[0] == '-' ||
        strchr(address, '@') != at || !is_plain(address, "<>,;:\"()[]\\"))
        return err_set(err,
                       _("message.%s: \"%s\" is not one address that mail can be sent to (ASCII, such as "
                         "nora@paletti.example)"),
                       field, address);
    return 0;
}

static int check_line(const char *field, const char *text, size_t max, struct err *err)
{
    if (!text)
        return 0;
    if (strlen(text) > max)
        return err_set(err, _("message.%s is longer than %zu bytes"), field, max);
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s < ' ' || *s == 0x7f)
            return err_set(err, _("message.%s has a line break or another control character: no header may"),
                           field);
    return 0;
}

int compose_check_id(const char *field, const char *id, struct err *err)
{
    const char *at = strchr(id, '@');

    if (!at || at == id || !at[1] || strchr(at + 1, '@') || strlen(id) > ID_MAX ||
        !is_plain(id, "<>,;:\"()[]\\"))
        return err_set(err, _("%s: \"%s\" is no Message-ID (without its angle brackets)"), field, id);
    return 0;
}

static int check_ids(const struct post_message *message, struct err *err)
{
    if (!message->message_id)
        return err_set(err, _("message.message_id is missing: it is how a letter is found again"));
    if (compose_check_id("message.message_id", message->message_id, err) < 0 ||
        (message->in_reply_to && compose_check_id("message.in_reply_to", message->in_reply_to, err) < 0))
        return -1;
    if (message->references.n > REFERENCES_MAX)
        return err_set(err, _("message.references has more than %d"), REFERENCES_MAX);
    for (size_t i = 0; i < message->references.n; i++)
        if (compose_check_id("message.references", message->references.v[i], err) < 0)
            return -1;
    return 0;
}

static int check_text(const char *text, struct err *err)
{
    if (!text || !text[strspn(text, " \n")])
        return err_set(err, _("message.text is empty: there is nothing to send"));
    for (const char *s = text; *s; s++)
        if (((unsigned char)*s < ' ' && *s != '\n' && *s != '\t') || *s == 0x7f)
            return err_set(err,
                           _("message.text has a control character: only line breaks and tabs may be in it"));
    return 0;
}

static int check_message(const struct post_message *message, struct err *err)
{
    if (check_address("from", message->from, err) < 0 || check_address("to", message->to, err) < 0 ||
        check_line("from_name", message->from_name, NAME_MAX_, err) < 0 ||
        check_line("to_name", message->to_name, NAME_MAX_, err) < 0 ||
        check_line("subject", message->subject, SUBJECT_MAX, err) < 0)
        return -1;
    if (!message->subject || !*message->subject)
        return err_set(err, _("message.subject is missing: a letter without one is taken for spam"));
    if (message->date == INSTANT_NONE)
        return err_set(err, _("message.date is missing: it is fixed before the letter is confirmed"));
    return check_ids(message, err) < 0 ? -1 : check_text(message->text, err);
}

/* --- headers --- */

/* "Sun, 22 Nov 2026 11:15:00 +0100": names of days and months are English in mail, whatever the locale. */
static int write_date(struct str *to, const struct post_message *message, struct err *err)
{
    static const char days[][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    _cleanup_(zone_free_p)
    struct zone *zone = NULL;
    struct civil civil;

    if (message->zone && zone_load(NULL, message->zone, &zone, err) < 0)
        return -1;
    int offset = zone ? zone_offset(zone, message->date) / 60 : 0;
    civil_of_instant(message->date + offset * 60, &civil);
    int weekday = civil_weekday(civil_day(civil.year, civil.month, civil.day));
    str_printf(to, "%s, %02d %s %04d %02d:%02d:%02d %c%02d%02d", days[weekday], civil.day,
               months[civil.month - 1], civil.year, civil.hour, civil.minute, civil.second,
               offset < 0 ? '-' : '+', abs(offset) / 60, abs(offset) % 60);
    return 0;
}

static void add_header(GMimeMessage *mail, const char *name, const char *value)
{
    g_mime_object_set_header(GMIME_OBJECT(mail), name, value, "UTF-8");
}

static void add_person(GMimeMessage *mail, GMimeAddressType type, const char *name, const char *address)
{
    _cleanup_object_ InternetAddress *person =
        internet_address_mailbox_new(name && *name ? name : NULL, address);

    /* Or gmime takes the smallest charset that holds the name, and other programs guess at it. */
    internet_address_set_charset(person, "UTF-8");
    internet_address_list_add(g_mime_message_get_addresses(mail, type), person);
}

static void add_thread(GMimeMessage *mail, const struct post_message *message)
{
    _cleanup_str_ struct str references = STR_INIT;

    for (size_t i = 0; i < message->references.n; i++)
        str_printf(&references, "%s<%s>", i ? " " : "", message->references.v[i]);
    if (message->in_reply_to) {
        _cleanup_free_ char *id = str_format("<%s>", message->in_reply_to);
        add_header(mail, "In-Reply-To", id);
        if (!references.len)
            str_add(&references, id);
    }
    if (references.len)
        add_header(mail, "References", str_text(&references));
}

static int add_headers(GMimeMessage *mail, const struct post_message *message, struct err *err)
{
    _cleanup_str_ struct str date = STR_INIT;

    if (write_date(&date, message, err) < 0)
        return -1;
    add_person(mail, GMIME_ADDRESS_TYPE_FROM, message->from_name, message->from);
    add_person(mail, GMIME_ADDRESS_TYPE_TO, message->to_name, message->to);
    g_mime_message_set_subject(mail, message->subject, "UTF-8");
    add_header(mail, "Date", str_text(&date));
    g_mime_message_set_message_id(mail, message->message_id);
    add_thread(mail, message);
    add_header(mail, "Auto-Submitted", "no");
    return 0;
}

/* --- the text --- */

/* Whether the text may go as it is: ASCII, and no line too long for mail. */
static bool is_short_ascii(const struct str *text)
{
    size_t line = 0;

    for (size_t i = 0; i < text->len; i++) {
        line = text->s[i] == '\n' ? 0 : line + 1;
        if ((unsigned char)text->s[i] >= 0x80 || line > WORD_MAX)
            return false;
    }
    return true;
}

static void add_text(GMimeMessage *mail, const char *text)
{
    _cleanup_str_ struct str flowed = STR_INIT;
    _cleanup_object_ GMimePart *part = g_mime_part_new_with_type("text", "plain");

    flowed_write(&flowed, text);
    _cleanup_object_ GMimeStream *stream = g_mime_stream_mem_new_with_buffer(flowed.s, flowed.len);
    _cleanup_object_ GMimeDataWrapper *content =
        g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
    g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "format", "flowed");
    g_mime_part_set_content_encoding(part, is_short_ascii(&flowed) ? GMIME_CONTENT_ENCODING_7BIT
                                                                   : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    g_mime_part_set_content(part, content);
    g_mime_message_set_mime_part(mail, GMIME_OBJECT(part));
}

/* gmime ends lines in \n; mail wants CRLF, everywhere and nowhere twice. */
static void write_bytes(struct str *to, GMimeMessage *mail)
{
    char *text = g_mime_object_to_string(GMIME_OBJECT(mail), NULL);

    for (const char *s = text; *s; s++) {
        if (*s == '\n')
            str_add_char(to, '\r');
        if (*s != '\r')
            str_add_char(to, *s);
    }
    if (to->len && to->s[to->len - 1] != '\n')
        str_add(to, "\r\n");
    g_free(text);
}

int compose_message(const struct post_message *message, struct composed *ret, struct err *err)
{
    struct hash_state state;
    unsigned char hash[HASH_SIZE];

    if (check_message(message, err) < 0)
        return -1;
    g_mime_init();
    _cleanup_object_ GMimeMessage *mail = g_mime_message_new(FALSE);
    if (add_headers(mail, message, err) < 0)
        return -1;
    add_text(mail, message->text);
    *ret = (struct composed){.bytes = STR_INIT};
    write_bytes(&ret->bytes, mail);
    hash_init(&state);
    hash_add(&state, ret->bytes.s, ret->bytes.len);
    hash_done(&state, hash);
    hash_hex(hash, ret->sha256);
    return 0;
}
