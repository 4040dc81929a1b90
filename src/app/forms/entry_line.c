#include "entry_line.h"

#include "form_words.h"
#include "record_line.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/channel.h"
#include "paletti/core/when.h"

#include <string.h>

enum {
    SUBJECT_MAX = 100, /* characters; a longer text is a body */
    MINUTES_MAX = 1000000,
};

/* What a word makes of the entry; folded, so "reunión" stands as "reunion". */
static const struct what {
    const char *words[4];
    enum kind kind;
    enum direction direction;
    const char *channel; /* when none is named */
} whats[] = {
    {{"in", "entrada", "entrata"}, KIND_MESSAGE, DIRECTION_IN, "email"},
    {{"out", "salida", "uscita"}, KIND_MESSAGE, DIRECTION_OUT, "email"},
    {{"call", "llamada", "chiamata"}, KIND_CALL, DIRECTION_OUT, "phone"},
    {{"meeting", "reunion", "riunione"}, KIND_MEETING, DIRECTION_NONE, NULL},
    {{"note", "nota"}, KIND_NOTE, DIRECTION_NONE, NULL},
    {{"work", "trabajo", "lavoro"}, KIND_WORK, DIRECTION_NONE, NULL},
};

/* The line from where it was not read yet, and its next word. */
struct reader {
    const char *rest;
    char *word;
};

static void skip_blanks(struct reader *reader)
{
    reader->rest += strspn(reader->rest, " \t");
}

/* Looks at the next word without taking it; "" at the end. */
static const char *peek(struct reader *reader)
{
    skip_blanks(reader);
    free(reader->word);
    return reader->word = mem_string_n(reader->rest, strcspn(reader->rest, " \t\n"));
}

static void take(struct reader *reader)
{
    reader->rest += strlen(reader->word);
    skip_blanks(reader);
}

static const struct what *what_of(const char *word)
{
    _cleanup_free_ char *folded = text_fold_new(word);

    for (size_t i = 0; i < ARRAY_LEN(whats); i++)
        for (const char *const *w = whats[i].words; *w; w++)
            if (strcmp(*w, folded) == 0)
                return &whats[i];
    return NULL;
}

static bool is_folded(const char *name, const char *folded)
{
    _cleanup_free_ char *other = text_fold_new(name);

    return strcmp(other, folded) == 0;
}

const char *entry_channel(const char *text, const struct rule *rule)
{
    _cleanup_free_ char *folded = text_fold_new(text);
    const char *name;

    for (size_t i = 0; (name = channel_builtin_name(i)); i++)
        if (strcmp(name, folded) == 0 || is_folded(words_channel(name), folded))
            return name;
    for (size_t i = 0; rule && i < rule->channels.n; i++)
        if (is_folded(rule->channels.v[i].name, folded))
            return rule->channels.v[i].name;
    return channel_called(folded);
}

/* Digits at *P, which moves behind them; -1: none, or too many. */
static int64_t number(const char **p)
{
    int64_t n = 0;
    size_t digits = strspn(*p, "0123456789");

    if (digits == 0 || digits > 7)
        return -1;
    for (size_t i = 0; i < digits; i++)
        n = n * 10 + (*p)[i] - '0';
    *p += digits;
    return n;
}

int64_t entry_minutes(const char *word)
{
    const char *p = word;
    int64_t n = number(&p), minutes = n;

    if (n < 0)
        return -1;
    if (*p == 'h') {
        minutes = n * 60;
        p++;
        if (*p == '\0')
            return minutes;
        n = number(&p);
        if (n < 0 || n > 59)
            return -1;
        minutes += n;
        if (*p == '\0')
            return minutes;
    }
    return strcmp(p, "m") == 0 || strcmp(p, "min") == 0 ? minutes : -1;
}

/* "tomorrow" is no beginning of an entry's text; "in 2h" is: they wrote, and it took two hours. */
static void lies_ahead(struct reader *reader, int64_t now, const struct zone *zone, int64_t *ret)
{
    if (!what_of(peek(reader)))
        when_parse_as(reader->rest, now, zone, WHEN_AHEAD, ret, NULL);
}

/* *RET_SAID: whether LINE says when; it is now where it does not. */
static int parse_when(struct reader *reader, int64_t now, const struct zone *zone, int64_t *ret, bool *ret_said,
                      struct err *err)
{
    *ret = now;
    skip_blanks(reader);
    int n = when_parse(reader->rest, now, zone, ret, err);
    if (n < 0)
        return -1;
    if (n == 0)
        lies_ahead(reader, now, zone, ret);
    if (*ret > now)
        return err_set(err, _("that lies in the future, but entries are what has been: leave the time out, or write one "
                              "such as \"yesterday 17:50\""));
    reader->rest += n;
    *ret_said = n > 0;
    return 0;
}

static bool tells_ago(const char *said)
{
    bool ago = false;

    for (const char *word = said; *word && !ago; word += strspn(word, " \t")) {
        size_t n = strcspn(word, " \t");
        _cleanup_free_ char *copy = mem_string_n(word, n), *folded = text_fold_new(copy);
        ago = list_has("ago fa hace", folded);
        word += n;
    }
    return ago;
}

/* "call 10m ago 25m": how long ago it was may stand behind what it was as well; every other time is text there. */
static void parse_ago(struct reader *reader, int64_t now, const struct zone *zone, int64_t *ret)
{
    int64_t at;

    skip_blanks(reader);
    int n = when_parse(reader->rest, now, zone, &at, NULL);
    _cleanup_free_ char *said = n > 0 ? mem_string_n(reader->rest, (size_t)n) : NULL;
    if (!said || !tells_ago(said))
        return;
    *ret = at;
    reader->rest += n;
}

static void refuse_what(const char *word, struct err *err)
{
    _cleanup_str_ struct str records = STR_INIT;

    record_line_words(", ", &records);
    err_set(err, _("\"%.40s\" is none of in, out, call, meeting, note, work; nor of %s; a whole line is: 17:50 in hello"),
            word, str_text(&records));
}

/* The word, and a channel that somebody named before it: "whatsapp in". *RET_CHANNEL is borrowed, NULL without one. */
static const struct what *take_what(struct reader *reader, const struct rule *rule, const char **ret_channel, struct err *err)
{
    const struct what *what = what_of(peek(reader));
    const char *channel = what ? NULL : entry_channel(reader->word, rule);
    _cleanup_free_ char *first = mem_string(reader->word);

    if (channel) {
        take(reader);
        what = what_of(peek(reader));
    }
    if (what)
        take(reader);
    else if (channel)
        err_set(err, _("did they write, or you? Write in %s or out %s"), first, first);
    else
        refuse_what(first, err);
    *ret_channel = channel;
    return what;
}

static int parse_what(struct reader *reader, const struct rule *rule, struct interaction *ret, struct err *err)
{
    const char *channel;
    const struct what *what = take_what(reader, rule, &channel, err);

    if (!what)
        return -1;
    ret->kind = (int8_t)what->kind;
    ret->direction = (int8_t)what->direction;
    ret->channel = mem_string(channel ? channel : what->channel);
    const struct what *way = what->kind == KIND_CALL ? what_of(peek(reader)) : NULL;
    if (way && way->kind == KIND_MESSAGE) {
        take(reader);
        ret->direction = (int8_t)way->direction;
    }
    return 0;
}

static bool take_channel(struct reader *reader, const struct rule *rule, struct interaction *ret)
{
    const char *channel = entry_channel(peek(reader), rule);

    if (!channel)
        return false;
    free(ret->channel);
    ret->channel = mem_string(channel);
    take(reader);
    return true;
}

static int parse_details(struct reader *reader, const struct rule *rule, struct interaction *ret,
                         struct err *err)
{
    bool named = take_channel(reader, rule, ret);
    int64_t minutes = entry_minutes(peek(reader));

    if (minutes > MINUTES_MAX)
        return err_set(err, _("%s is longer than anybody can work"), reader->word);
    if (minutes >= 0) {
        ret->minutes = minutes;
        take(reader);
    }
    if (minutes >= 0 && !named)
        take_channel(reader, rule, ret);
    return 0;
}

static size_t characters(const char *text)
{
    size_t n = 0;

    for (; *text; text++)
        n += ((unsigned char)*text & 0xc0) != 0x80;
    return n;
}

static int parse_text(struct reader *reader, struct interaction *ret, struct err *err)
{
    const char *text = reader->rest;
    size_t len = strlen(text);

    if (text_valid(text, len) != len)
        return err_set(err, _("the text is not valid UTF-8; use a UTF-8 locale"));
    while (len && strchr(" \t\n", text[len - 1]))
        len--;
    char *copy = len ? mem_string_n(text, len) : NULL;
    if (copy && (characters(copy) > SUBJECT_MAX || strchr(copy, '\n')))
        ret->body = copy;
    else
        ret->subject = copy;
    return 0;
}

int entry_line_parse(const char *line, int64_t now, const struct zone *zone, const struct rule *rule,
                     struct interaction *ret, struct err *err)
{
    struct reader reader = {.rest = line};
    bool said = false;
    int r = parse_when(&reader, now, zone, &ret->at, &said, err);

    if (r == 0)
        r = parse_what(&reader, rule, ret, err);
    if (r == 0 && !said)
        parse_ago(&reader, now, zone, &ret->at);
    if (r == 0)
        r = parse_details(&reader, rule, ret, err);
    if (r == 0)
        r = parse_text(&reader, ret, err);
    free(reader.word);
    return r;
}

/* Whether nothing stands before the blank or the end at which LINE ends but the word being typed. */
static bool in_last_word(struct reader *reader)
{
    const char *word = peek(reader);

    return !reader->rest[strlen(word)];
}

int entry_line_so_far(const char *line, int64_t now, const struct zone *zone, const struct rule *rule,
                      struct interaction *ret, struct err *err)
{
    struct reader reader = {.rest = line};
    struct err why;
    bool said;

    ret->at = INSTANT_NONE;
    bool begun = parse_when(&reader, now, zone, &ret->at, &said, &why) == 0 && !what_of(peek(&reader)) && in_last_word(&reader);
    free(reader.word);
    return begun ? 1 : entry_line_parse(line, now, zone, rule, ret, err);
}
