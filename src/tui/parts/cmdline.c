#include "cmdline.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <ctype.h>

void cmdline_done(struct cmdline *words)
{
    for (size_t i = 0; i < words->n; i++)
        free(words->v[i]);
    free(words->v);
    *words = (struct cmdline){0};
}

/* Appends one word without its quotation marks; returns what is behind it. *RET_OPEN: the mark that is
 * missing. */
static const char *take_word(const char *s, struct str *word, char *ret_open)
{
    char quote = 0;

    for (; *s && (quote || !isspace((unsigned char)*s)); s++) {
        if (quote && *s == quote)
            quote = 0;
        else if (!quote && (*s == '"' || *s == '\''))
            quote = *s;
        else if (*s == '\\' && s[1] && quote != '\'')
            str_add_char(word, *++s);
        else
            str_add_char(word, *s);
    }
    *ret_open = quote;
    return s;
}

static char *word_with_home(struct str *word, const char *home)
{
    if (!home || !str_starts(str_text(word), "~/"))
        return str_take(word);
    return str_format("%s%s", home, str_text(word) + 1);
}

int cmdline_split(const char *line, const char *home, struct cmdline *ret, struct err *err)
{
    struct cmdline words = {0};
    char open = 0;

    while (isspace((unsigned char)*line))
        line++;
    while (*line) {
        _cleanup_str_ struct str word = STR_INIT;
        bool bare = *line == '~';
        line = take_word(line, &word, &open);
        MEM_GROW(words.v, words.n, words.cap);
        words.v[words.n++] = bare ? word_with_home(&word, home) : str_take(&word);
        while (isspace((unsigned char)*line))
            line++;
    }
    if (open) {
        cmdline_done(&words);
        return err_set(err, _("a %c is missing at the end"), open);
    }
    *ret = words;
    return 0;
}

size_t cmdline_last(const char *line)
{
    const char *at = line, *last = line;
    char open;

    for (;;) {
        _cleanup_str_ struct str word = STR_INIT;
        while (isspace((unsigned char)*at))
            at++;
        last = at;
        if (!*at)
            break;
        at = take_word(at, &word, &open);
        if (!*at)
            break;
    }
    return (size_t)(last - line);
}

void cmdline_add(struct str *line, const char *word)
{
    str_add(line, line->len ? " \"" : "\"");
    for (; *word; word++) {
        if (*word == '"' || *word == '\\')
            str_add_char(line, '\\');
        str_add_char(line, *word);
    }
    str_add_char(line, '"');
}
