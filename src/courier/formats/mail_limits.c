#include "formats/mail_limits.h"

#include "ascii.h"

#include "paletti/base/i18n.h"

#include <string.h>

struct scan {
    bool in_header; /* of the whole message */
    bool multipart;
    bool address_header; /* the line belongs to one, here or in a message inside */
    size_t header, parts, colons;
};

/* The length of a header's name at the beginning of a line ("To: ", "To : "), 0 where there is none. */
static size_t name_length(const char *line, size_t n)
{
    size_t name = 0, colon;

    while (name < n && line[name] > ' ' && line[name] != ':')
        name++;
    for (colon = name; colon < n && ascii_is_space(line[colon]);)
        colon++;
    return colon < n && line[colon] == ':' ? name : 0;
}

static bool is_address_header(const char *name, size_t n)
{
    static const char *const names[] = {"from", "to", "cc", "bcc", "sender", "reply-to"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (ascii_is(name, n, names[i]))
            return true;
    return ascii_starts(name, n, "resent-");
}

static size_t count_colons(const char *line, size_t n)
{
    size_t count = 0;

    for (const char *end = line + n; (line = memchr(line, ':', (size_t)(end - line))); line++)
        count++;
    return count;
}

/* A Content-Type that does not say at once that the message is a text. */
static bool may_have_parts(const char *line, size_t n, size_t name)
{
    size_t i = name;

    if (!ascii_is(line, name, "content-type"))
        return false;
    while (i < n && (ascii_is_space(line[i]) || line[i] == ':'))
        i++;
    return !ascii_starts(line + i, n - i, "text/");
}

static void scan_line(struct scan *scan, const char *line, size_t n)
{
    size_t name = name_length(line, n);

    if (n == 0 || (line[0] != ' ' && line[0] != '\t')) {
        scan->address_header = is_address_header(line, name);
        scan->colons = 0;
    }
    if (scan->address_header)
        scan->colons += count_colons(line, n);
    if (n >= 2 && line[0] == '-' && line[1] == '-')
        scan->parts++;
    if (scan->in_header) {
        scan->in_header = n > 0 && !(n == 1 && line[0] == '\r');
        scan->header += n + 1;
        scan->multipart |= may_have_parts(line, n, name);
    }
}

int mail_limits_check(const char *bytes, size_t n, struct err *err)
{
    struct scan scan = {.in_header = true};

    if (n > MAIL_BYTES_MAX)
        return err_set(err, _("it is larger than %d MiB"), MAIL_BYTES_MAX >> 20);
    for (const char *p = bytes, *end = bytes + n; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        stop = stop ? stop : end;
        scan_line(&scan, p, (size_t)(stop - p));
        if (scan.header > MAIL_HEADER_MAX)
            return err_set(err, _("its headers are longer than %d KiB"), MAIL_HEADER_MAX >> 10);
        if (scan.colons > MAIL_COLONS_MAX)
            return err_set(err, _("one of its address headers has more than %d groups"), MAIL_COLONS_MAX);
        p = stop + 1;
    }
    if (scan.multipart && scan.parts > MAIL_PARTS_MAX)
        return err_set(err, _("it has more than %d parts"), MAIL_PARTS_MAX);
    return 0;
}
