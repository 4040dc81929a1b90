#include "formats/mail.h"

#include "ascii.h"
#include "formats/mail_date.h"
#include "formats/mail_limits.h"
#include "formats/mail_text.h"
#include "formats/short_hash.h"
#include "formats/tidy.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <gmime/gmime.h>
#include <string.h>

#define ID_MAX          998 /* a line of mail: RFC 5322, 2.1.1 */
#define SUBJECT_MAX     (64 << 10)
#define NAME_LENGTH_MAX 512
#define GROUPS_MAX      8

static inline void unref_p(void *p)
{
    if (*(void **)p)
        g_object_unref(*(void **)p);
}
#define _cleanup_unref_ _cleanup_(unref_p)

void mail_init(void)
{
    g_mime_init();
}

static void addresses_clear(struct mail_addresses *list)
{
    for (size_t i = 0; i < list->n; i++) {
        free(list->v[i].address);
        free(list->v[i].name);
    }
    free(list->v);
    *list = (struct mail_addresses){0};
}

void mail_clear(struct mail *mail)
{
    addresses_clear(&mail->from);
    addresses_clear(&mail->answer_to);
    addresses_clear(&mail->to);
    addresses_clear(&mail->delivered);
    free(mail->id);
    free(mail->thread);
    free(mail->subject);
    free(mail->body);
    *mail = (struct mail){0};
}

static const char *raw_header(GMimeMessage *message, const char *name)
{
    GMimeHeader *header =
        g_mime_header_list_get_header(g_mime_object_get_header_list(GMIME_OBJECT(message)), name);

    return header ? g_mime_header_get_raw_value(header) : NULL;
}

/* A header's text on one line, valid, at most MAX bytes; counts what had to be replaced. NULL when nothing is
 * left. */
static char *header_line(struct mail *mail, const char *text, size_t max)
{
    _cleanup_str_ struct str valid = STR_INIT;

    if (!text)
        return NULL;
    mail->replaced += text_repair(&valid, text, strlen(text));
    return tidy_line(str_text(&valid), valid.len, max);
}

static void add_address(struct mail *mail, struct mail_addresses *list, const char *address, const char *name)
{
    _cleanup_free_ char *line = header_line(mail, address, MAIL_HEADER_MAX);
    char *clean = line ? tidy_address(line) : NULL;

    if (!clean)
        return;
    MEM_GROW(list->v, list->n, list->cap);
    list->v[list->n++] =
        (struct mail_address){.address = clean, .name = header_line(mail, name, NAME_LENGTH_MAX)};
}

static void add_addresses(struct mail *mail, struct mail_addresses *list, InternetAddressList *from,
                          int depth)
{
    for (int i = 0; from && depth < GROUPS_MAX && i < internet_address_list_length(from); i++) {
        InternetAddress *one = internet_address_list_get_address(from, i);
        if (INTERNET_ADDRESS_IS_GROUP(one))
            add_addresses(mail, list, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)),
                          depth + 1);
        else
            add_address(mail, list, internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)),
                        internet_address_get_name(one));
    }
}

/* List archives write "nora at paletti.example (Nora Inventada)"; the name may be encoded. */
static void add_masked(struct mail *mail, GMimeMessage *message)
{
    const char *raw = raw_header(message, "From");
    char *text = raw ? g_mime_utils_header_decode_text(NULL, raw) : NULL;
    _cleanup_free_ char *line = header_line(mail, text, MAIL_HEADER_MAX);
    const char *at = line ? strstr(line, " at ") : NULL;

    g_free(text);
    if (!at)
        return;
    size_t host = strcspn(at + 4, " (");
    const char *open = strchr(at + 4 + host, '('), *close = strrchr(at, ')');
    _cleanup_free_ char *address = str_format("%.*s@%.*s", (int)(at - line), line, (int)host, at + 4);
    _cleanup_free_ char *name =
        open && close > open ? mem_string_n(open + 1, (size_t)(close - open - 1)) : NULL;
    add_address(mail, &mail->from, address, name);
}

/* A From that no grammar fits: "Blas Nublado blas@tormenta.example". Every word with an @ counts. */
static void add_words(struct mail *mail, const char *raw)
{
    _cleanup_free_ char *line = header_line(mail, raw, MAIL_HEADER_MAX);
    char *rest = line;

    for (char *word; rest && (word = strsep(&rest, " ,;<>()\"'[]"));)
        if (strchr(word, '@'))
            add_address(mail, &mail->from, word, NULL);
}

/* Some programs put semicolons between recipients, which the standard keeps for the end of a group. */
static void add_recipients(struct mail *mail, GMimeMessage *message, const char *name,
                           InternetAddressList *parsed)
{
    const char *raw = raw_header(message, name);

    if (!raw || !strchr(raw, ';') || strchr(raw, ':')) {
        add_addresses(mail, &mail->to, parsed, 0);
        return;
    }
    _cleanup_free_ char *commas = mem_string(raw);
    for (char *p = commas; (p = strchr(p, ';'));)
        *p = ',';
    _cleanup_unref_ InternetAddressList *list = internet_address_list_parse(NULL, commas);
    add_addresses(mail, &mail->to, list, 0);
}

static void add_delivered(struct mail *mail, GMimeMessage *message)
{
    static const char *const names[] = {"Delivered-To", "X-Original-To", "Envelope-To"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        add_address(mail, &mail->delivered, raw_header(message, names[i]), NULL);
}

static void read_addresses(struct mail *mail, GMimeMessage *message, bool masked)
{
    if (masked)
        add_masked(mail, message);
    if (!mail->from.n)
        add_addresses(mail, &mail->from, g_mime_message_get_from(message), 0);
    if (!mail->from.n)
        add_words(mail, raw_header(message, "From"));
    add_addresses(mail, &mail->answer_to, g_mime_message_get_sender(message), 0);
    add_addresses(mail, &mail->answer_to, g_mime_message_get_reply_to(message), 0);
    add_recipients(mail, message, "To", g_mime_message_get_to(message));
    add_recipients(mail, message, "Cc", g_mime_message_get_cc(message));
    add_recipients(mail, message, "Bcc", g_mime_message_get_bcc(message));
    add_delivered(mail, message);
}

/* Not in an id: blanks (a folded header puts some in), and C1 controls, which no reference may hold. */
static size_t id_noise(const char *p)
{
    unsigned char c = (unsigned char)p[0], next = (unsigned char)p[1];

    return c == ' ' ? 1 : c == 0xC2 && next < 0xA0 ? 2 : 0;
}

/* The first <id> of a header, without brackets; a header without brackets is one id. NULL: none. */
static char *first_id(struct mail *mail, const char *raw)
{
    _cleanup_free_ char *line = header_line(mail, raw, MAIL_HEADER_MAX);
    _cleanup_str_ struct str id = STR_INIT;
    const char *open = line ? strchr(line, '<') : NULL;

    if (!line)
        return NULL;
    for (const char *p = open ? open + 1 : line; *p && *p != '>' && *p != '<' && (open || *p != ' ');) {
        size_t noise = id_noise(p);
        if (!noise)
            str_add_char(&id, *p);
        p += noise ? noise : 1;
    }
    return id.len > 0 && id.len <= ID_MAX ? str_take(&id) : NULL;
}

/* An id for a message that brings none: interchange.md, 2. */
static char *make_id(const struct mail *mail, const char *date, size_t size)
{
    _cleanup_free_ char *facts =
        str_format("%s\n%s\n%s\n%zu", date ? date : "", mail->from.n ? mail->from.v[0].address : "",
                   mail->subject ? mail->subject : "", size);

    return short_hash(facts);
}

static void read_ids(struct mail *mail, GMimeMessage *message, size_t size)
{
    mail->id = first_id(mail, raw_header(message, "Message-ID"));
    if (!mail->id)
        mail->id = make_id(mail, raw_header(message, "Date"), size);
    mail->thread = first_id(mail, raw_header(message, "References"));
    if (!mail->thread)
        mail->thread = first_id(mail, raw_header(message, "In-Reply-To"));
    if (!mail->thread)
        mail->thread = mem_string(mail->id);
}

/* The topmost Received whose date can be read. */
static int64_t read_received(GMimeMessage *message)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
    int64_t at = INSTANT_NONE;

    for (int i = 0; at == INSTANT_NONE && i < g_mime_header_list_get_count(headers); i++) {
        GMimeHeader *header = g_mime_header_list_get_header_at(headers, i);
        const char *name = g_mime_header_get_name(header), *raw = g_mime_header_get_raw_value(header);
        const char *date = ascii_is(name, strlen(name), "received") && raw ? strrchr(raw, ';') : NULL;
        if (date)
            mail_date_parse(date + 1, &at);
    }
    return at;
}

static void read_dates(struct mail *mail, GMimeMessage *message)
{
    const char *date = raw_header(message, "Date");

    mail->date = INSTANT_NONE;
    if (date)
        mail_date_parse(date, &mail->date);
    mail->received = read_received(message);
}

/* The header's first word, up to a blank or a ';', is WORD. */
static bool header_is(const char *raw, const char *word)
{
    raw += strspn(raw, " \t\r\n");
    return ascii_is(raw, strcspn(raw, " \t\r\n;("), word);
}

static bool is_automatic(GMimeMessage *message)
{
    static const char *const bulk[] = {"bulk", "junk", "auto_reply"};
    const char *submitted = raw_header(message, "Auto-Submitted"),
               *precedence = raw_header(message, "Precedence");

    if (submitted && !header_is(submitted, "no"))
        return true;
    for (size_t i = 0; precedence && i < ARRAY_LEN(bulk); i++)
        if (header_is(precedence, bulk[i]))
            return true;
    return raw_header(message, "X-Autoreply") ||
           (raw_header(message, "List-Unsubscribe") && !raw_header(message, "List-Post"));
}

static int read_all(struct mail *mail, GMimeMessage *message, size_t size, bool masked, struct err *err)
{
    struct mail_text text;

    read_addresses(mail, message, masked);
    if (!mail->from.n && !mail->answer_to.n)
        return err_set(err, _("it has no sender: no From with an address"));
    mail->subject = header_line(mail, g_mime_message_get_subject(message), SUBJECT_MAX);
    read_ids(mail, message, size);
    read_dates(mail, message);
    mail->automatic = is_automatic(message);
    if (mail_text_read(g_mime_message_get_mime_part(message), &text, err) < 0)
        return -1;
    mail->replaced += text.replaced;
    mail->cut = text.cut;
    mail->body = text.text.len ? str_take(&text.text) : NULL;
    str_done(&text.text);
    return 0;
}

/* "Subject: x", "Subject : x", or the rest of a folded one. */
static bool is_header_line(const char *s, size_t n)
{
    size_t i = 0;

    if (n > 0 && (s[0] == ' ' || s[0] == '\t'))
        return true;
    while (i < n && s[i] > ' ' && s[i] != ':' && s[i] != 0x7F)
        i++;
    bool named = i > 0;
    while (i < n && (s[i] == ' ' || s[i] == '\t'))
        i++;
    return named && i < n && s[i] == ':';
}

/* Where the headers begin, and where the empty line behind them is missing (N where it is not). A line that
 * is none before or among headers is noise; gmime passes over the latter. Lines behind the last header are
 * body. */
struct head {
    size_t start, gap;
};

static struct head find_head(const char *bytes, size_t n)
{
    struct head head = {.start = n, .gap = n};

    for (size_t at = 0; at < n;) {
        const char *stop = memchr(bytes + at, '\n', n - at);
        size_t length = stop ? (size_t)(stop - (bytes + at)) : n - at;
        if (length == 0 || (length == 1 && bytes[at] == '\r'))
            break;
        bool header = is_header_line(bytes + at, length);
        if (header && head.start == n)
            head.start = at;
        if (header)
            head.gap = n;
        else if (head.gap == n)
            head.gap = at;
        at += length + 1;
    }
    if (head.start == n)
        head.start = 0;
    return head;
}

static GMimeStream *open_stream(const char *bytes, size_t n)
{
    struct head head = find_head(bytes, n);

    if (head.gap == n)
        return g_mime_stream_mem_new_with_buffer(bytes + head.start, n - head.start);
    GMimeStream *stream = g_mime_stream_mem_new();
    g_mime_stream_write(stream, bytes + head.start, head.gap - head.start);
    g_mime_stream_write(stream, "\n", 1);
    g_mime_stream_write(stream, bytes + head.gap, n - head.gap);
    g_mime_stream_reset(stream);
    return stream;
}

static GMimeMessage *construct(const char *bytes, size_t n)
{
    static const char *const fallback[] = {"utf-8", "windows-1252", NULL};
    GMimeParserOptions *options = g_mime_parser_options_new();
    GMimeStream *stream = open_stream(bytes, n);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);

    g_mime_parser_options_set_fallback_charsets(options, (const char **)fallback);
    GMimeMessage *message = g_mime_parser_construct_message(parser, options);
    g_object_unref(parser);
    g_object_unref(stream);
    g_mime_parser_options_free(options);
    return message;
}

int mail_parse(const char *bytes, size_t n, bool masked, struct mail *ret, struct err *err)
{
    struct mail mail = {0};

    if (mail_limits_check(bytes, n, err) < 0)
        return -1;
    _cleanup_unref_ GMimeMessage *message = construct(bytes, n);
    if (!message)
        return err_set(err, _("it is no mail message"));
    if (read_all(&mail, message, n, masked, err) < 0) {
        mail_clear(&mail);
        return -1;
    }
    *ret = mail;
    return 0;
}
