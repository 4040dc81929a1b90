#include "when_words.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <ctype.h>
#include <string.h>

#define MINUTE 60
#define HOUR   3600
#define DAY    DAY_SECONDS

/* English, Spanish, Italian; folded. A word may be more than one thing ("mar"). */
static const struct {
    const char *text;
    enum when_word word;
    int value;
} words[] = {
    {"now", WHEN_NOW}, {"ahora", WHEN_NOW}, {"adesso", WHEN_NOW},
    {"noon", WHEN_NOON}, {"midday", WHEN_NOON}, {"mediodia", WHEN_NOON}, {"mezzogiorno", WHEN_NOON},

    {"monday", WHEN_WEEKDAY, MONDAY}, {"mon", WHEN_WEEKDAY, MONDAY}, {"lunes", WHEN_WEEKDAY, MONDAY},
    {"lunedi", WHEN_WEEKDAY, MONDAY}, {"lun", WHEN_WEEKDAY, MONDAY},
    {"tuesday", WHEN_WEEKDAY, TUESDAY}, {"tues", WHEN_WEEKDAY, TUESDAY}, {"tue", WHEN_WEEKDAY, TUESDAY},
    {"martes", WHEN_WEEKDAY, TUESDAY}, {"martedi", WHEN_WEEKDAY, TUESDAY}, {"mar", WHEN_WEEKDAY, TUESDAY},
    {"wednesday", WHEN_WEEKDAY, WEDNESDAY}, {"wed", WHEN_WEEKDAY, WEDNESDAY},
    {"miercoles", WHEN_WEEKDAY, WEDNESDAY}, {"mie", WHEN_WEEKDAY, WEDNESDAY},
    {"mercoledi", WHEN_WEEKDAY, WEDNESDAY}, {"mer", WHEN_WEEKDAY, WEDNESDAY},
    {"thursday", WHEN_WEEKDAY, THURSDAY}, {"thurs", WHEN_WEEKDAY, THURSDAY}, {"thur", WHEN_WEEKDAY, THURSDAY},
    {"thu", WHEN_WEEKDAY, THURSDAY}, {"jueves", WHEN_WEEKDAY, THURSDAY}, {"jue", WHEN_WEEKDAY, THURSDAY},
    {"giovedi", WHEN_WEEKDAY, THURSDAY}, {"gio", WHEN_WEEKDAY, THURSDAY},
    {"friday", WHEN_WEEKDAY, FRIDAY}, {"fri", WHEN_WEEKDAY, FRIDAY}, {"viernes", WHEN_WEEKDAY, FRIDAY},
    {"vie", WHEN_WEEKDAY, FRIDAY}, {"venerdi", WHEN_WEEKDAY, FRIDAY}, {"ven", WHEN_WEEKDAY, FRIDAY},
    {"saturday", WHEN_WEEKDAY, SATURDAY}, {"sat", WHEN_WEEKDAY, SATURDAY}, {"sabado", WHEN_WEEKDAY, SATURDAY},
    {"sabato", WHEN_WEEKDAY, SATURDAY}, {"sab", WHEN_WEEKDAY, SATURDAY},
    {"sunday", WHEN_WEEKDAY, SUNDAY}, {"sun", WHEN_WEEKDAY, SUNDAY}, {"domingo", WHEN_WEEKDAY, SUNDAY},
    {"domenica", WHEN_WEEKDAY, SUNDAY}, {"dom", WHEN_WEEKDAY, SUNDAY},

    {"january", WHEN_MONTH, 1}, {"jan", WHEN_MONTH, 1}, {"enero", WHEN_MONTH, 1}, {"ene", WHEN_MONTH, 1},
    {"gennaio", WHEN_MONTH, 1}, {"gen", WHEN_MONTH, 1},
    {"february", WHEN_MONTH, 2}, {"feb", WHEN_MONTH, 2}, {"febrero", WHEN_MONTH, 2}, {"febbraio", WHEN_MONTH, 2},
    {"march", WHEN_MONTH, 3}, {"mar", WHEN_MONTH, 3}, {"marzo", WHEN_MONTH, 3},
    {"april", WHEN_MONTH, 4}, {"apr", WHEN_MONTH, 4}, {"abril", WHEN_MONTH, 4}, {"abr", WHEN_MONTH, 4},
    {"aprile", WHEN_MONTH, 4},
    {"may", WHEN_MONTH, 5}, {"mayo", WHEN_MONTH, 5}, {"maggio", WHEN_MONTH, 5}, {"mag", WHEN_MONTH, 5},
    {"june", WHEN_MONTH, 6}, {"jun", WHEN_MONTH, 6}, {"junio", WHEN_MONTH, 6}, {"giugno", WHEN_MONTH, 6},
    {"giu", WHEN_MONTH, 6},
    {"july", WHEN_MONTH, 7}, {"jul", WHEN_MONTH, 7}, {"julio", WHEN_MONTH, 7}, {"luglio", WHEN_MONTH, 7},
    {"lug", WHEN_MONTH, 7},
    {"august", WHEN_MONTH, 8}, {"aug", WHEN_MONTH, 8}, {"agosto", WHEN_MONTH, 8}, {"ago", WHEN_MONTH, 8},
    {"september", WHEN_MONTH, 9}, {"sept", WHEN_MONTH, 9}, {"sep", WHEN_MONTH, 9}, {"septiembre", WHEN_MONTH, 9},
    {"setiembre", WHEN_MONTH, 9}, {"settembre", WHEN_MONTH, 9}, {"sett", WHEN_MONTH, 9}, {"set", WHEN_MONTH, 9},
    {"october", WHEN_MONTH, 10}, {"oct", WHEN_MONTH, 10}, {"octubre", WHEN_MONTH, 10}, {"ottobre", WHEN_MONTH, 10},
    {"ott", WHEN_MONTH, 10},
    {"november", WHEN_MONTH, 11}, {"nov", WHEN_MONTH, 11}, {"noviembre", WHEN_MONTH, 11},
    {"novembre", WHEN_MONTH, 11},
    {"december", WHEN_MONTH, 12}, {"dec", WHEN_MONTH, 12}, {"diciembre", WHEN_MONTH, 12}, {"dic", WHEN_MONTH, 12},
    {"dicembre", WHEN_MONTH, 12},

    {"last", WHEN_LAST}, {"pasado", WHEN_LAST}, {"scorso", WHEN_LAST}, {"scorsa", WHEN_LAST},
    {"hace", WHEN_HACE}, {"ago", WHEN_AGO}, {"fa", WHEN_AGO},
    {"a", WHEN_ONE}, {"an", WHEN_ONE}, {"one", WHEN_ONE}, {"un", WHEN_ONE}, {"una", WHEN_ONE},
    {"m", WHEN_UNIT, MINUTE}, {"min", WHEN_UNIT, MINUTE}, {"mins", WHEN_UNIT, MINUTE},
    {"minute", WHEN_UNIT, MINUTE}, {"minutes", WHEN_UNIT, MINUTE}, {"minuto", WHEN_UNIT, MINUTE},
    {"minutos", WHEN_UNIT, MINUTE}, {"minuti", WHEN_UNIT, MINUTE},
    {"h", WHEN_UNIT, HOUR}, {"hour", WHEN_UNIT, HOUR}, {"hours", WHEN_UNIT, HOUR}, {"hora", WHEN_UNIT, HOUR},
    {"horas", WHEN_UNIT, HOUR}, {"ora", WHEN_UNIT, HOUR}, {"ore", WHEN_UNIT, HOUR},
    {"d", WHEN_UNIT, DAY}, {"day", WHEN_UNIT, DAY}, {"days", WHEN_UNIT, DAY}, {"dia", WHEN_UNIT, DAY},
    {"dias", WHEN_UNIT, DAY}, {"giorno", WHEN_UNIT, DAY}, {"giorni", WHEN_UNIT, DAY},
    {"week", WHEN_UNIT, 7 * DAY}, {"weeks", WHEN_UNIT, 7 * DAY}, {"semana", WHEN_UNIT, 7 * DAY},
    {"semanas", WHEN_UNIT, 7 * DAY}, {"settimana", WHEN_UNIT, 7 * DAY}, {"settimane", WHEN_UNIT, 7 * DAY},

    {"h", WHEN_H}, {"hs", WHEN_H}, {"am", WHEN_AM}, {"pm", WHEN_PM},
    {"st", WHEN_ORDINAL}, {"nd", WHEN_ORDINAL}, {"rd", WHEN_ORDINAL}, {"th", WHEN_ORDINAL}, {"º", WHEN_ORDINAL},
    {"°", WHEN_ORDINAL},
    {"of", WHEN_OF}, {"de", WHEN_OF}, {"del", WHEN_OF}, {"di", WHEN_OF},
    {"on", WHEN_ON}, {"the", WHEN_ON}, {"el", WHEN_ON}, {"il", WHEN_ON}, {"lo", WHEN_ON},
    {"at", WHEN_AT, 2}, {"alle", WHEN_AT, 2}, {"a", WHEN_AT, 1}, {"la", WHEN_AT, 1}, {"las", WHEN_AT, 1},
    {"le", WHEN_AT, 1}, {"ore", WHEN_AT, 1},
};

/* The longer ones first. */
static const struct {
    const char *words;
    int days_ago;
} phrases[] = {
    {"the day before yesterday", 2}, {"day before yesterday", 2}, {"antes de ayer", 2}, {"ieri l altro", 2},
    {"l altro ieri", 2}, {"altro ieri", 2}, {"altroieri", 2}, {"avantieri", 2}, {"anteayer", 2}, {"antier", 2},
    {"yesterday", 1}, {"ayer", 1}, {"ieri", 1}, {"today", 0}, {"hoy", 0}, {"oggi", 0},
};

/* Bytes of white space or of an apostrophe ("un'ora", "l’altro") at S. */
static size_t blank(const char *s)
{
    if (*s == ' ' || *s == '\t' || *s == '\'')
        return 1;
    if (str_starts(s, "\xc2\xa0"))
        return 2;
    return str_starts(s, "’") ? strlen("’") : 0;
}

static bool is_letter(const char *s)
{
    return isalpha((unsigned char)*s) || ((unsigned char)*s >= 0x80 && !blank(s));
}

static void read_word(const char *text, struct token *token)
{
    token->kind = TOKEN_WORD;
    while (is_letter(text + token->to))
        token->to++;
    size_t len = token->to - token->from;
    if (len >= 2 * sizeof token->word)
        return;
    _cleanup_free_ char *word = mem_string_n(text + token->from, len);
    _cleanup_free_ char *folded = text_fold_new(word);
    if (strlen(folded) < sizeof token->word)
        strcpy(token->word, folded);
}

static void read_number(const char *text, struct token *token)
{
    token->kind = TOKEN_NUMBER;
    for (; isdigit((unsigned char)text[token->to]); token->to++)
        if (++token->digits <= 9)
            token->number = token->number * 10 + text[token->to] - '0';
    if (token->digits > 9)
        token->number = 0;
}

static void read_token(const char *text, size_t at, struct token *ret)
{
    while (blank(text + at))
        at += blank(text + at);
    *ret = (struct token){.from = at, .to = at};
    if (!text[at])
        return;
    if (is_letter(text + at)) {
        read_word(text, ret);
    } else if (isdigit((unsigned char)text[at])) {
        read_number(text, ret);
    } else {
        ret->kind = TOKEN_SIGN;
        ret->sign = text[ret->to++];
    }
}

void reader_init(struct reader *reader, const char *text)
{
    *reader = (struct reader){.text = text};
    read_token(text, 0, &reader->next);
}

void reader_take(struct reader *reader)
{
    reader->at = reader->next.to;
    read_token(reader->text, reader->at, &reader->next);
}

bool reader_tight(const struct reader *reader)
{
    return reader->next.kind != TOKEN_END && reader->next.from == reader->at;
}

bool reader_is(const struct reader *reader, enum when_word word, int *ret_value)
{
    if (reader->next.kind != TOKEN_WORD)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (words[i].word != word || strcmp(words[i].text, reader->next.word) != 0)
            continue;
        if (ret_value)
            *ret_value = words[i].value;
        return true;
    }
    return false;
}

bool reader_take_word(struct reader *reader, enum when_word word, int *ret_value)
{
    bool is = reader_is(reader, word, ret_value);
    if (is)
        reader_take(reader);
    return is;
}

bool reader_take_sign(struct reader *reader, char sign)
{
    bool is = reader->next.kind == TOKEN_SIGN && reader->next.sign == sign;
    if (is)
        reader_take(reader);
    return is;
}

/* Takes the WORDS, separated by a space each, or nothing. */
static bool take_all(struct reader *reader, const char *sequence)
{
    struct reader r = *reader;
    while (*sequence) {
        size_t len = strcspn(sequence, " ");
        if (r.next.kind != TOKEN_WORD || strlen(r.next.word) != len || memcmp(r.next.word, sequence, len) != 0)
            return false;
        reader_take(&r);
        sequence += len + (sequence[len] == ' ');
    }
    *reader = r;
    return true;
}

int reader_take_phrase(struct reader *reader)
{
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++)
        if (take_all(reader, phrases[i].words))
            return phrases[i].days_ago;
    return -1;
}
