#include "formats/mail_text.h"

#include "ascii.h"
#include "formats/charset.h"
#include "formats/html.h"
#include "formats/mail_limits.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define BLOCK       (64 << 10)
#define META_WINDOW 2048

/* What is looked for, and what was found on the way. */
struct hunt {
    const char *subtype; /* "plain", "html" */
    bool named;          /* parts with a file's name, which are shown all the same */
    struct mail_text *found;
    struct err *err;
};

/* The part's bytes, transfer encoding undone, up to a little more than a body may have. */
static void read_content(GMimePart *part, struct str *ret_bytes)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    if (!content)
        return;

    GMimeStream *raw = g_mime_data_wrapper_get_stream(content);
    g_mime_stream_reset(raw);
    GMimeStream *decoded = g_mime_stream_filter_new(raw);
    GMimeFilter *filter = g_mime_filter_basic_new(g_mime_data_wrapper_get_encoding(content), FALSE);
    g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoded), filter);
    g_object_unref(filter);

    _cleanup_free_ char *block = mem_alloc(BLOCK);
    ssize_t n;
    while (ret_bytes->len <= MAIL_TEXT_MAX && (n = g_mime_stream_read(decoded, block, BLOCK)) > 0)
        str_add_n(ret_bytes, block, (size_t)n);
    g_object_unref(decoded);
}

/* A page without a charset in its header may name it itself: <meta charset="...">. Fills NAME; false: it does
 * not. */
static bool html_charset(const struct str *bytes, char *name, size_t size)
{
    const char *html = str_text(bytes);
    size_t n = bytes->len < META_WINDOW ? bytes->len : META_WINDOW;

    for (size_t i = 0; i + 8 < n; i++) {
        if (!ascii_starts(html + i, n - i, "charset="))
            continue;
        const char *value = html + i + 8;
        value += *value == '"' || *value == '\'';
        size_t length = strcspn(value, "\"'; >/\n");
        if (length == 0 || length >= size || value + length > html + n)
            return false;
        memcpy(name, value, length);
        name[length] = '\0';
        return true;
    }
    return false;
}

static bool is_blank(const struct str *text)
{
    for (size_t i = 0; i < text->len; i++)
        if (!ascii_is_space(text->s[i]))
            return false;
    return true;
}

/* Line ends of every kind become \n; those at the end go. */
static void tidy(struct str *text)
{
    size_t to = 0;

    for (size_t i = 0; i < text->len; i++) {
        char c = text->s[i];
        if (c == '\r' && i + 1 < text->len && text->s[i + 1] == '\n')
            continue;
        text->s[to++] = c == '\r' ? '\n' : c;
    }
    while (to > 0 && ascii_is_space(text->s[to - 1]))
        to--;
    if (text->s)
        text->s[text->len = to] = '\0';
}

static void add_text(struct hunt *hunt, GMimePart *part)
{
    _cleanup_str_ struct str bytes = STR_INIT, text = STR_INIT;
    char named[64];
    bool html = str_equal(hunt->subtype, "html");
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");

    read_content(part, &bytes);
    if (!charset && html && html_charset(&bytes, named, sizeof named))
        charset = named;
    size_t replaced = charset_decode(&text, charset, str_text(&bytes), bytes.len);
    if (html) {
        str_clear(&bytes);
        html_text(&bytes, str_text(&text), text.len);
    }
    struct str *use = html ? &bytes : &text;
    tidy(use);
    if (is_blank(use))
        return;
    if (hunt->found->text.len)
        str_add(&hunt->found->text, "\n\n");
    str_add_n(&hunt->found->text, use->s, use->len);
    hunt->found->replaced += replaced;
}

/* A part whose type nobody can read is plain text: RFC 2045, 5.2. */
static bool has_no_type(GMimeObject *object)
{
    const char *type = g_mime_object_get_header(object, "Content-Type");

    return !type || !strchr(type, '/');
}

/* An attachment, or a file that is to be shown: both have a name of their own. */
static bool is_named(GMimeObject *object)
{
    return g_mime_part_get_filename(GMIME_PART(object)) != NULL;
}

static bool is_wanted(GMimeObject *object, const struct hunt *hunt)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);

    if (disposition && g_mime_content_disposition_is_attachment(disposition))
        return false;
    if (is_named(object) != hunt->named)
        return false;
    return has_no_type(object) ? str_equal(hunt->subtype, "plain")
                               : g_mime_content_type_is_type(type, "text", hunt->subtype);
}

static int gather(struct hunt *hunt, GMimeObject *object, int depth)
{
    if (depth > MAIL_DEPTH_MAX)
        return err_set(hunt->err, _("its parts are nested more than %d deep"), MAIL_DEPTH_MAX);
    if (GMIME_IS_PART(object)) {
        if (is_wanted(object, hunt) && hunt->found->text.len <= MAIL_TEXT_MAX)
            add_text(hunt, GMIME_PART(object));
        return 0;
    }
    if (!GMIME_IS_MULTIPART(object)) /* a message inside: not what was written here */
        return 0;

    GMimeMultipart *parts = GMIME_MULTIPART(object);
    bool choose =
        g_mime_content_type_is_type(g_mime_object_get_content_type(object), "multipart", "alternative") ||
        GMIME_IS_MULTIPART_SIGNED(object);
    int n = g_mime_multipart_get_count(parts);
    size_t before = hunt->found->text.len;
    for (int i = 0; i < n; i++) {
        if (gather(hunt, g_mime_multipart_get_part(parts, i), depth + 1) < 0)
            return -1;
        if (choose && hunt->found->text.len > before)
            break;
    }
    return 0;
}

/* How many bytes C takes at most inside a string of JSON: controls are written as numbers, and so are a few
 * characters that begin with the last three. */
static size_t escaped_size(unsigned char c)
{
    switch (c) {
    case '"':
    case '\\':
    case '\n':
    case '\t':
        return 2;
    case 0xC2:
        return 5;
    case 0xE2:
        return 4;
    case 0xF3:
        return 9;
    default:
        return c < 0x20 || c == 0x7F ? 6 : 1;
    }
}

static size_t fitting(const struct str *text)
{
    size_t escaped = 0, n = 0;

    if (text->len <= MAIL_ESCAPED_MAX / 6)
        return text->len;
    while (n < text->len && n < MAIL_TEXT_MAX && escaped < MAIL_ESCAPED_MAX)
        escaped += escaped_size((unsigned char)text->s[n++]);
    return n;
}

static void limit(struct mail_text *found)
{
    size_t n = fitting(&found->text);

    if (n == found->text.len)
        return;
    found->text.len = text_valid(found->text.s, n);
    found->text.s[found->text.len] = '\0';
    found->cut = true;
}

int mail_text_read(GMimeObject *top, struct mail_text *ret, struct err *err)
{
    static const struct hunt order[] = {
        {.subtype = "plain"},
        {.subtype = "html"},
        {.subtype = "plain", .named = true},
        {.subtype = "html", .named = true},
    };
    struct mail_text found = {.text = STR_INIT};

    for (size_t i = 0; top && i < ARRAY_LEN(order) && !found.text.len; i++) {
        struct hunt hunt = {order[i].subtype, order[i].named, &found, err};
        if (gather(&hunt, top, 0) < 0) {
            str_done(&found.text);
            return -1;
        }
    }
    limit(&found);
    *ret = found;
    return 0;
}
