#include "accounts_reader.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* --- complaints --- */

int account_fail_at(const struct account_reader *reader, int line)
{
    return err_prefix(reader->err, _("%s: line %d"), reader->path, line);
}

int account_fail(const struct account_reader *reader, const char *key, const char *sentence)
{
    if (key)
        err_set(reader->err, "%s: %s", key, sentence);
    else
        err_set(reader->err, "%s", sentence);
    return account_fail_at(reader, reader->line);
}

static bool is_plain_word(const char *s)
{
    return *s && s[strspn(s, "abcdefghijklmnopqrstuvwxyz_")] == '\0' && strlen(s) < 32;
}

static int fail_section(const struct account_reader *reader)
{
    _cleanup_str_ struct str all = STR_INIT;

    for (size_t i = 0; i < ACCOUNT_SECTIONS; i++)
        str_printf(&all, "%s[%s]", i > 0 ? ", " : "", account_sections[i]);
    err_set(reader->err, _("there is no such section; there are %s"), str_text(&all));
    return account_fail_at(reader, reader->line);
}

static bool is_secret(const char *name)
{
    static const char *const words[] = {"pass", "secret", "token", "key", "pwd", "credential"};

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strcasestr(name, words[i]))
            return true;
    return false;
}

static int fail_key(const struct account_reader *reader, const char *name)
{
    _cleanup_str_ struct str all = STR_INIT;

    if (is_secret(name))
        return account_fail(reader, is_plain_word(name) ? name : NULL,
                            _("no secret stands in this file, and none is read from it: take it out, and let "
                              "secret_command name a "
                              "program that prints it, such as [\"pass\", \"show\", \"mail\"]"));
    for (size_t i = 0; i < ACCOUNT_KEYS; i++)
        if (str_equal(account_keys[i].section, reader->section))
            str_printf(&all, "%s%s", all.len ? ", " : "", account_keys[i].name);
    if (is_plain_word(name))
        err_set(reader->err, _("[%s] has no \"%s\"; it has %s"), reader->section, name, str_text(&all));
    else
        err_set(reader->err, _("[%s] has no key of that name; it has %s"), reader->section, str_text(&all));
    return account_fail_at(reader, reader->line);
}

/* --- lines --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static char *trim(char *s)
{
    size_t n;

    while (is_blank(*s))
        s++;
    for (n = strlen(s); n > 0 && is_blank(s[n - 1]); n--)
        s[n - 1] = '\0';
    return s;
}

/* A "#" begins a comment at the beginning of a line, or behind a blank and outside of quotes. */
static void cut_comment(char *line)
{
    bool quoted = false;
    char *value = strchr(line, '=');
    bool json =
        value && strchr("[\"", value[1 + strspn(value + 1, " \t")]) && value[1 + strspn(value + 1, " \t")];

    for (char *p = line; *p; p++) {
        if (json && p > value && *p == '\\' && quoted && p[1])
            p++;
        else if (json && p > value && *p == '"')
            quoted = !quoted;
        else if (*p == '#' && !quoted && (p == line || is_blank(p[-1]))) {
            *p = '\0';
            return;
        }
    }
}

static int read_section(struct account_reader *reader, char *line)
{
    size_t n = strlen(line);

    if (line[n - 1] != ']')
        return account_fail(reader, NULL, _("a section is written [like this]"));
    line[n - 1] = '\0';
    for (size_t i = 0; i < ACCOUNT_SECTIONS; i++) {
        if (!str_equal(account_sections[i], line + 1))
            continue;
        if (reader->began[i]) {
            err_set(reader->err, _("[%s] stands in line %d already, and there can be one: put them together"),
                    account_sections[i], reader->began[i]);
            return account_fail_at(reader, reader->line);
        }
        reader->began[i] = reader->line;
        reader->section = account_sections[i];
        return 0;
    }
    return fail_section(reader);
}

static int read_key(struct account_reader *reader, const char *name, const char *value)
{
    for (size_t i = 0; i < ACCOUNT_KEYS; i++) {
        if (!str_equal(account_keys[i].section, reader->section) || !str_equal(account_keys[i].name, name))
            continue;
        if (!*value)
            return account_fail(reader, name,
                                _("nothing is said behind the =; say it, or take the line out"));
        if (reader->said[i]) {
            err_set(reader->err, _("%s: this stands in line %d already: take one of them out"), name,
                    reader->said[i]);
            return account_fail_at(reader, reader->line);
        }
        reader->said[i] = reader->line;
        return account_value(reader, &account_keys[i], value);
    }
    return fail_key(reader, name);
}

static int read_line(struct account_reader *reader, char *text)
{
    cut_comment(text);
    char *line = trim(text), *equals = strchr(line, '=');
    if (!*line)
        return 0;
    if (*line == '[')
        return read_section(reader, line);
    if (!equals)
        return account_fail(reader, NULL, _("a line is KEY = VALUE, or a section such as [mail]"));
    *equals = '\0';
    if (!reader->section)
        return account_fail(reader, NULL, _("a section such as [mail] comes first"));
    return read_key(reader, trim(line), trim(equals + 1));
}

static int read_lines(struct account_reader *reader, const char *text)
{
    if (text_valid(text, strlen(text)) < strlen(text))
        return err_set(reader->err, _("%s is no valid UTF-8; save the file as UTF-8"), reader->path);
    while (*text) {
        size_t n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        reader->line++;
        if (read_line(reader, line) < 0)
            return -1;
        text += n + (text[n] == '\n');
    }
    return 0;
}

int accounts_parse(const char *path, const char *text, struct accounts *to, struct err *err)
{
    struct account_reader reader = {.path = path, .to = to, .err = err};

    return read_lines(&reader, text) < 0 ? -1 : account_check(&reader);
}
