#include "formats/content_line.h"

#include "ascii.h"
#include "formats/charset.h"
#include "input.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

void content_reader_init(struct content_reader *reader, const char *s, size_t n)
{
    *reader = (struct content_reader){.start = s, .p = s, .end = s + n, .number = 1};
}

static bool has_utf16_mark(const struct str *bytes)
{
    return bytes->len >= 2 && (memcmp(bytes->s, "\xFF\xFE", 2) == 0 || memcmp(bytes->s, "\xFE\xFF", 2) == 0);
}

int content_reader_open(struct content_reader *reader, const char *path, struct str *ret_text, struct err *err)
{
    _cleanup_str_ struct str bytes = STR_INIT;

    if (input_read_all(path, &bytes, err) < 0)
        return -1;
    if (has_utf16_mark(&bytes)) {
        charset_decode_file(ret_text, bytes.s, bytes.len);
    } else {
        str_done(ret_text);
        *ret_text = bytes;
        bytes = (struct str)STR_INIT;
    }
    size_t mark = ret_text->len >= 3 && memcmp(ret_text->s, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    content_reader_init(reader, str_text(ret_text) + mark, ret_text->len - mark);
    return 0;
}

/* Appends the next line of the file to TO, without its end. */
static void read_line(struct content_reader *reader, struct str *to)
{
    const char *stop = memchr(reader->p, '\n', (size_t)(reader->end - reader->p));
    const char *next = stop ? stop + 1 : reader->end;

    stop = stop ? stop : reader->end;
    if (stop > reader->p && stop[-1] == '\r')
        stop--;
    str_add_n(to, reader->p, (size_t)(stop - reader->p));
    reader->p = next;
    reader->number++;
}

static bool is_folded(const struct content_reader *reader)
{
    return reader->p < reader->end && (*reader->p == ' ' || *reader->p == '\t');
}

/* The colon before the value: the first one outside quotes. */
static char *find_colon(const struct str *bytes)
{
    bool quoted = false;

    for (char *p = bytes->s; p < bytes->s + bytes->len; p++) {
        if (*p == '"')
            quoted = !quoted;
        else if (*p == ':' && !quoted)
            return p;
    }
    return memchr(bytes->s, ':', bytes->len);
}

static void to_capitals(char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] >= 'a' && s[i] <= 'z')
            s[i] = (char)(s[i] - 'a' + 'A');
}

static void add_parameter(struct content_line *line, const char *s, size_t n)
{
    _cleanup_free_ char *parameter = mem_string_n(s, n);
    size_t name = strcspn(parameter, "=");
    char *to = parameter + name;

    to_capitals(parameter, name);
    for (const char *p = to; *p; p++)
        if (*p != '"')
            *to++ = *p;
    *to = '\0';
    texts_add(&line->parameters, parameter);
}

/* "item1.EMAIL;TYPE=work" before the colon. */
static void read_name(struct content_line *line, const char *s, const char *colon)
{
    bool quoted = false;
    const char *piece = s;
    size_t pieces = 0;

    for (const char *p = s; p <= colon; p++) {
        if (*p == '"')
            quoted = !quoted;
        if (p < colon && (*p != ';' || quoted))
            continue;
        if (pieces++ == 0)
            line->name = mem_string_n(piece, (size_t)(p - piece));
        else
            add_parameter(line, piece, (size_t)(p - piece));
        piece = p + 1;
    }
    char *dot = strrchr(line->name, '.');
    if (dot)
        memmove(line->name, dot + 1, strlen(dot));
    to_capitals(line->name, strlen(line->name));
}

/* Whether what stands before the colon of a line's first piece says so. */
static bool announces_quoted_printable(const struct str *bytes)
{
    const char *colon = bytes->len ? find_colon(bytes) : NULL;

    for (const char *p = bytes->s; colon && p < colon; p++)
        if (ascii_starts(p, (size_t)(colon - p), "quoted-printable"))
            return true;
    return false;
}

/* Joins the lines that belong together: folded ones, and those of quoted-printable that end in '='. */
static void unfold(struct content_reader *reader, struct str *bytes)
{
    bool soft = announces_quoted_printable(bytes);

    while (reader->p < reader->end) {
        if (soft && bytes->s[bytes->len - 1] == '=')
            bytes->len--;
        else if (is_folded(reader))
            reader->p++;
        else
            return;
        read_line(reader, bytes);
    }
}

static bool is_quoted_printable(const struct content_line *line)
{
    const char *encoding = content_line_parameter(line, "ENCODING");

    return (encoding && ascii_is(encoding, strlen(encoding), "quoted-printable")) ||
           texts_have(&line->parameters, "QUOTED-PRINTABLE");
}

static void clear(struct content_line *line)
{
    free(line->name);
    texts_clear(&line->parameters);
    str_clear(&line->bytes);
    line->name = NULL;
}

int content_line_next(struct content_reader *reader, struct content_line *line, struct err *err)
{
    clear(line);
    while (reader->p < reader->end && line->bytes.len == 0) {
        line->number = reader->number;
        read_line(reader, &line->bytes);
    }
    if (line->bytes.len == 0)
        return 1;
    unfold(reader, &line->bytes);
    char *colon = find_colon(&line->bytes);
    if (!colon)
        return err_set(err, _("line %lld: a colon is missing"), (long long)line->number);
    read_name(line, line->bytes.s, colon);
    size_t before = (size_t)(colon + 1 - line->bytes.s);
    line->value = line->bytes.s + before;
    line->n = line->bytes.len - before;
    return 0;
}

void content_line_done(struct content_line *line)
{
    clear(line);
    str_done(&line->bytes);
}

const char *content_line_parameter(const struct content_line *line, const char *name)
{
    size_t n = strlen(name);

    for (size_t i = 0; i < line->parameters.n; i++)
        if (strncmp(line->parameters.v[i], name, n) == 0 && line->parameters.v[i][n] == '=')
            return line->parameters.v[i] + n + 1;
    return NULL;
}

static void add_unquoted(struct str *to, const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        int high = i + 2 < n && s[i] == '=' ? ascii_hex(s[i + 1]) : -1;
        int low = high >= 0 ? ascii_hex(s[i + 2]) : -1;
        if (low >= 0) {
            str_add_char(to, (char)(high * 16 + low));
            i += 2;
        } else {
            str_add_char(to, s[i]);
        }
    }
}

char *content_line_text(const struct content_line *line)
{
    _cleanup_str_ struct str plain = STR_INIT;
    struct str text = STR_INIT;
    const char *bytes = line->value;
    size_t n = line->n;

    if (is_quoted_printable(line)) {
        add_unquoted(&plain, bytes, n);
        bytes = str_text(&plain);
        n = plain.len;
    }
    charset_decode(&text, content_line_parameter(line, "CHARSET"), bytes, n);
    return str_take(&text);
}

void content_split(const char *text, char separator, struct texts *ret)
{
    _cleanup_str_ struct str piece = STR_INIT;

    for (const char *p = text;; p++) {
        if (!*p || (separator && *p == separator)) {
            texts_add(ret, str_text(&piece));
            str_clear(&piece);
            if (!*p)
                return;
        } else if (*p == '\\' && p[1]) {
            p++;
            str_add_char(&piece, *p == 'n' || *p == 'N' ? '\n' : *p);
        } else if (*p != '\r') {
            str_add_char(&piece, *p);
        }
    }
}
