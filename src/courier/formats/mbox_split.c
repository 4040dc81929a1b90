#include "formats/mbox_split.h"

#include "ascii.h"
#include "formats/mail_limits.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define WINDOW    (1 << 18)
#define LOOKAHEAD (1 << 13) /* at the beginning of a line so much is seen of it and the next */
#define QUOTES    64        /* how deep `>>>From` is looked at */

struct splitter {
    int fd;
    int64_t size;
    const struct mbox_taker *taker;
    struct err *err;

    char *window; /* what was read and not yet used stands at p..end */
    size_t p, end;
    int64_t offset; /* of window[p] in the file */
    bool eof;

    struct str message;
    struct mbox_message next; /* what is known of the message that is being collected; number 0: none yet */
    bool in_header, after_blank;
    int64_t content_length; /* -1: none */
    int64_t body_end;       /* up to here a Content-Length vouches for the body */
};

/* Reads on until LOOKAHEAD bytes stand in the window, or the file ends. */
static int fill(struct splitter *s)
{
    if (s->eof || s->end - s->p >= LOOKAHEAD)
        return 0;
    memmove(s->window, s->window + s->p, s->end - s->p);
    s->end -= s->p;
    s->p = 0;
    while (!s->eof && s->end < WINDOW) {
        ssize_t n = read(s->fd, s->window + s->end, WINDOW - s->end);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return err_errno(s->err, errno, _("Reading the mailbox failed at byte %lld"),
                             (long long)(s->offset + (int64_t)s->end));
        s->eof = n == 0;
        s->end += (size_t)n;
    }
    return 0;
}

/* The line at S of N bytes without its end; its length with the end in *RET_WHOLE, 0 where the end is not in
 * sight. */
static size_t line_length(const char *s, size_t n, size_t *ret_whole)
{
    const char *stop = n ? memchr(s, '\n', n) : NULL;
    size_t length = stop ? (size_t)(stop - s) : n;

    *ret_whole = stop ? length + 1 : 0;
    return length > 0 && s[length - 1] == '\r' ? length - 1 : length;
}

static bool is_header_line(const char *s, size_t n)
{
    size_t i = 0;

    while (i < n && s[i] > ' ' && s[i] != ':' && s[i] != 0x7F)
        i++;
    return i > 0 && i < n && s[i] == ':';
}

static bool is_separator(const char *s, size_t n, struct from_line *ret)
{
    size_t whole, length = line_length(s, n, &whole);

    return from_line_parse(s, length, ret);
}

/* Whether a message begins at the window's p, where a line begins. */
static bool begins_message(struct splitter *s, struct from_line *ret)
{
    const char *line = s->window + s->p;
    size_t n = s->end - s->p, whole;

    if (n < 5 || memcmp(line, "From ", 5) != 0 || s->offset < s->body_end || !is_separator(line, n, ret))
        return false;
    if (s->after_blank)
        return true;
    line_length(line, n, &whole);
    return whole && is_header_line(line + whole, n - whole);
}

/* Whether the bytes at END of the file are its end or a separator, with at most one empty line before. */
static bool lands_well(const struct splitter *s, int64_t end)
{
    char at[FROM_LINE_MAX];
    struct from_line unused;
    size_t skip = 0;

    if (end >= s->size)
        return end == s->size;
    ssize_t n = pread(s->fd, at, sizeof at, end);
    if (n <= 0)
        return false;
    skip = at[0] == '\n' ? 1 : n > 1 && at[0] == '\r' && at[1] == '\n' ? 2 : 0;
    return end + (int64_t)skip == s->size || is_separator(at + skip, (size_t)n - skip, &unused);
}

static void read_content_length(struct splitter *s, const char *line, size_t n)
{
    static const char name[] = "content-length:";
    int64_t value = 0;
    size_t i = sizeof name - 1;

    if (!ascii_starts(line, n, name))
        return;
    while (i < n && ascii_is_space(line[i]))
        i++;
    for (; i < n && ascii_is_digit(line[i]) && value < INT64_MAX / 16; i++)
        value = value * 10 + (line[i] - '0');
    s->content_length = value;
}

/* The empty line behind the headers; the body begins at OFFSET. */
static void begin_body(struct splitter *s, int64_t offset)
{
    s->in_header = false;
    if (s->size && s->content_length > 0 && lands_well(s, offset + s->content_length))
        s->body_end = offset + s->content_length;
}

/* Hands over the message that was being collected, without the empty line that belongs to the separator. */
static int finish_message(struct splitter *s)
{
    struct mbox_message *message = &s->next;

    if (message->number == 0)
        return 0;
    message->bytes = str_text(&s->message);
    message->n = s->message.len;
    if (s->after_blank && message->n && message->bytes[message->n - 1] == '\n')
        message->n -= message->n > 1 && message->bytes[message->n - 2] == '\r' ? 2 : 1;
    return s->taker->take(s->taker->ctx, message, s->offset);
}

static int begin_message(struct splitter *s, struct from_line from_line)
{
    int result = finish_message(s);

    s->next =
        (struct mbox_message){.offset = s->offset, .number = s->next.number + 1, .from_line = from_line};
    str_clear(&s->message);
    s->in_header = true;
    s->after_blank = false;
    s->content_length = -1;
    s->body_end = 0;
    return result;
}

static void collect(struct splitter *s, const char *bytes, size_t n)
{
    if (s->message.len + n > MAIL_BYTES_MAX)
        s->next.too_large = true;
    else if (!s->next.too_large)
        str_add_n(&s->message, bytes, n);
}

static void move(struct splitter *s, size_t n)
{
    s->p += n;
    s->offset += (int64_t)n;
}

/* Drops the rest of a separator's line, or collects that of any other; such a line may be longer than the
 * window. */
static int pass_line(struct splitter *s, bool keep)
{
    for (;;) {
        size_t n = s->end - s->p, whole;
        line_length(s->window + s->p, n, &whole);
        size_t take = whole ? whole : n;
        if (keep)
            collect(s, s->window + s->p, take);
        move(s, take);
        if (whole || s->eof)
            return 0;
        if (fill(s) < 0)
            return -1;
    }
}

/* `>From `, `>>From ` ...: one level was put there by the mailbox. */
static bool is_quoted(const char *line, size_t n)
{
    size_t i = 0;

    while (i < n && i < QUOTES && line[i] == '>')
        i++;
    return i > 0 && n - i >= 5 && memcmp(line + i, "From ", 5) == 0;
}

static int take_line(struct splitter *s)
{
    const char *line = s->window + s->p;
    size_t whole, n = line_length(line, s->end - s->p, &whole);
    bool blank = n == 0 && whole;

    if (s->in_header)
        read_content_length(s, line, n);
    else if (is_quoted(line, n))
        move(s, 1);
    if (pass_line(s, true) < 0)
        return -1;
    if (s->in_header && blank)
        begin_body(s, s->offset);
    s->after_blank = blank;
    return 0;
}

/* Blank lines and a byte order mark may stand before the first message. */
static int find_first(struct splitter *s)
{
    struct from_line from_line;

    if (s->end - s->p >= 3 && memcmp(s->window + s->p, "\xEF\xBB\xBF", 3) == 0)
        move(s, 3);
    while (s->p < s->end && ascii_is_space(s->window[s->p]))
        move(s, 1);
    if (s->p == s->end)
        return 0;
    if (s->end - s->p < 5 || memcmp(s->window + s->p, "From ", 5) != 0)
        return 1;
    if (!is_separator(s->window + s->p, s->end - s->p, &from_line))
        from_line = (struct from_line){.at = INSTANT_NONE};
    begin_message(s, from_line);
    return pass_line(s, false);
}

static int split(struct splitter *s)
{
    struct from_line from_line;
    int result = fill(s);

    if (result == 0)
        result = find_first(s);
    while (result == 0 && (result = fill(s)) == 0 && s->p < s->end) {
        if (!begins_message(s, &from_line)) {
            result = take_line(s);
        } else {
            result = begin_message(s, from_line);
            if (result == 0)
                result = pass_line(s, false);
        }
    }
    return result ? result : finish_message(s);
}

int mbox_split(int fd, int64_t size, const struct mbox_taker *taker, struct err *err)
{
    struct splitter s = {.fd = fd, .size = size, .taker = taker, .err = err, .window = mem_alloc(WINDOW)};
    int result = split(&s);

    free(s.window);
    str_done(&s.message);
    return result;
}
