#include "services/imap.h"

#include "ascii.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { LINES_MAX = 20000, LITERAL_MAX = 4096, FAREWELL_MS = 1000 };

void imap_begin(struct imap *imap, struct pipe *pipe, int64_t step_ms)
{
    *imap = (struct imap){.pipe = pipe, .step_ms = step_ms, .tag = hash_new_ref("p")};
}

void imap_end(struct imap *imap)
{
    _cleanup_free_ char *logout = str_format("%s LOGOUT\r\n", imap->tag);

    pipe_send(imap->pipe, logout, strlen(logout), FAREWELL_MS);
    free(imap->tag);
}

/* --- lines --- */

static void add_quoted(struct str *to, const char *s, size_t n)
{
    str_add_char(to, '"');
    for (size_t i = 0; i < n; i++) {
        if (s[i] == '"' || s[i] == '\\')
            str_add_char(to, '\\');
        str_add_char(to, s[i]);
    }
    str_add_char(to, '"');
}

/* The bytes that a line announces with "{12}" at its end; -1: none are. */
static int64_t announced(const char *line, size_t n, size_t *ret_cut)
{
    size_t at = n;
    int64_t bytes = 0;

    if (n < 3 || line[n - 1] != '}')
        return -1;
    for (at = n - 1; at > 0 && ascii_is_digit(line[at - 1]); at--)
        ;
    if (at == n - 1 || at == 0 || line[at - 1] != '{')
        return -1;
    for (size_t i = at; i < n - 1; i++)
        if ((bytes = bytes * 10 + (line[i] - '0')) > LITERAL_MAX)
            return LITERAL_MAX + 1;
    *ret_cut = at - 1;
    return bytes;
}

/* One response as one line: literals become quoted strings. */
static enum pipe_state read_response(struct imap *imap, int64_t until, struct str *ret)
{
    str_clear(ret);
    for (;;) {
        _cleanup_str_ struct str literal = STR_INIT;
        const char *line;
        size_t n, cut = 0;
        enum pipe_state state = pipe_line(imap->pipe, until, &line, &n);
        if (state != PIPE_FINE)
            return state;
        int64_t bytes = announced(line, n, &cut);
        if (bytes > LITERAL_MAX || ret->len > 4 * LITERAL_MAX)
            return PIPE_NONSENSE;
        str_add_n(ret, line, bytes < 0 ? n : cut);
        if (bytes < 0)
            return PIPE_FINE;
        state = pipe_bytes(imap->pipe, (size_t)bytes, until, &literal);
        if (state != PIPE_FINE)
            return state;
        add_quoted(ret, str_text(&literal), literal.len);
    }
}

/* --- commands --- */

/* Called with each response that is not the last. */
#define TAKE(name) void (*name)(void *ctx, const char *line)

static enum pipe_state command(struct imap *imap, const struct str *line, TAKE(take), void *ctx, bool *ret_ok,
                               struct reply *reply)
{
    _cleanup_str_ struct str all = STR_INIT, response = STR_INIT;
    size_t tag = strlen(imap->tag);

    str_printf(&all, "%s %s\r\n", imap->tag, str_text(line));
    enum pipe_state state = pipe_send(imap->pipe, all.s, all.len, imap->step_ms);
    int64_t until = pipe_until(imap->pipe, imap->step_ms);
    for (int i = 0; state == PIPE_FINE && i < LINES_MAX; i++) {
        state = read_response(imap, until, &response);
        const char *s = str_text(&response);
        if (state != PIPE_FINE)
            break;
        if (strncmp(s, imap->tag, tag) == 0 && s[tag] == ' ') {
            str_clear(&reply->text);
            reply_add(reply, s + tag + 1, response.len - tag - 1);
            *ret_ok = ascii_is(s + tag + 1, strcspn(s + tag + 1, " "), "ok");
            return PIPE_FINE;
        }
        if (take && s[0] == '*' && s[1] == ' ')
            take(ctx, s + 2);
    }
    return state == PIPE_FINE ? PIPE_NONSENSE : state;
}

/* --- mailboxes --- */

/* The last word of the response, which may be quoted. */
static char *last_word(const char *s)
{
    struct str word = STR_INIT;
    size_t n = strlen(s);

    if (n == 0 || s[n - 1] != '"') {
        const char *blank = strrchr(s, ' ');
        return mem_string(blank ? blank + 1 : s);
    }
    size_t at = n - 1;
    while (at > 0 && !(s[at - 1] == '"' && (at < 2 || s[at - 2] != '\\')))
        at--;
    for (; at < n - 1; at++) {
        at += s[at] == '\\' && at + 1 < n - 1;
        str_add_char(&word, s[at]);
    }
    return str_take(&word);
}

static bool has_word(const char *s, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (ascii_starts(s + i, n - i, word) &&
            (i + strlen(word) == n || s[i + strlen(word)] == ' ' || s[i + strlen(word)] == ')'))
            return true;
    return false;
}

static void take_mailbox(void *ctx, const char *line)
{
    struct texts *boxes = ctx;
    size_t n = strcspn(line, ")");

    if (!ascii_starts(line, strlen(line), "list (") || !line[n])
        return;
    if (!has_word(line, n, "\\sent") && !has_word(line, n, "\\all"))
        return;
    _cleanup_free_ char *name = last_word(line);
    if (*name && boxes->n < 8)
        texts_add(boxes, name);
}

enum pipe_state imap_sent_boxes(struct imap *imap, struct texts *ret, bool *ret_ok, struct reply *reply)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "LIST \"\" \"*\"");
    return command(imap, &line, take_mailbox, ret, ret_ok, reply);
}

/* --- searching --- */

static void take_numbers(void *ctx, const char *line)
{
    int64_t *count = ctx;

    if (!ascii_starts(line, strlen(line), "search"))
        return;
    for (const char *s = line + strlen("search"); *s; s++)
        *count += ascii_is_digit(*s) && !ascii_is_digit(s[-1]);
}

enum pipe_state imap_count(struct imap *imap, const char *mailbox, const char *id, int64_t *ret, bool *ret_ok,
                           struct reply *reply)
{
    _cleanup_str_ struct str open = STR_INIT, search = STR_INIT;

    str_add(&open, "EXAMINE ");
    add_quoted(&open, mailbox, strlen(mailbox));
    enum pipe_state state = command(imap, &open, NULL, NULL, ret_ok, reply);
    if (state != PIPE_FINE || !*ret_ok)
        return state;
    str_printf(&search, "UID SEARCH HEADER Message-ID \"%s\"", id);
    *ret = 0;
    return command(imap, &search, take_numbers, ret, ret_ok, reply);
}
