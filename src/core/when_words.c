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

/* English, Spanish, Italian; folded. A word may mean more than one thing ("mar"). */
static const struct {
    enum when_word word;
    int value;
    const char *list;
} words[] = {
    {WHEN_NOW, 0, "now ahora adesso"},
    {WHEN_NOON, 0, "noon midday mediodia mezzogiorno"},
    {WHEN_WEEKDAY, MONDAY, "monday mon lunes lunedi lun"},
    {WHEN_WEEKDAY, TUESDAY, "tuesday tues tue martes martedi mar"},
    {WHEN_WEEKDAY, WEDNESDAY, "wednesday wed miercoles mie mercoledi mer"},
    {WHEN_WEEKDAY, THURSDAY, "thursday thurs thur thu jueves jue giovedi gio"},
    {WHEN_WEEKDAY, FRIDAY, "friday fri viernes vie venerdi ven"},
    {WHEN_WEEKDAY, SATURDAY, "saturday sat sabado sabato sab"},
    {WHEN_WEEKDAY, SUNDAY, "sunday sun domingo domenica dom"},
    {WHEN_MONTH, 1, "january jan enero ene gennaio gen"},
    {WHEN_MONTH, 2, "february feb febrero febbraio"},
    {WHEN_MONTH, 3, "march mar marzo"},
    {WHEN_MONTH, 4, "april apr abril abr aprile"},
    {WHEN_MONTH, 5, "may mayo maggio mag"},
    {WHEN_MONTH, 6, "june jun junio giugno giu"},
    {WHEN_MONTH, 7, "july jul julio luglio lug"},
    {WHEN_MONTH, 8, "august aug agosto ago"},
    {WHEN_MONTH, 9, "september sept sep septiembre setiembre settembre sett set"},
    {WHEN_MONTH, 10, "october oct octubre ottobre ott"},
    {WHEN_MONTH, 11, "november nov noviembre novembre"},
    {WHEN_MONTH, 12, "december dec diciembre dic dicembre"},
    {WHEN_LAST, 0, "last pasado scorso scorsa"},
    {WHEN_NEXT, 0, "next proximo proxima prossimo prossima"},
    {WHEN_IN, 0, "in en dentro tra fra within entro"},
    {WHEN_END, 0, "end fin final fine"},
    {WHEN_MONTHS, 0, "month months mes meses mese mesi"},
    {WHEN_HACE, 0, "hace"},
    {WHEN_AGO, 0, "ago fa"},
    {WHEN_ONE, 0, "a an one un una"},
    {WHEN_UNIT, MINUTE, "m min mins minute minutes minuto minutos minuti"},
    {WHEN_UNIT, HOUR, "h hour hours hora horas ora ore"},
    {WHEN_UNIT, DAY, "d day days dia dias giorno giorni"},
    {WHEN_UNIT, 7 * DAY, "w week weeks semana semanas settimana settimane"},
    {WHEN_H, 0, "h hs"},
    {WHEN_AM, 0, "am"},
    {WHEN_PM, 0, "pm"},
    {WHEN_ORDINAL, 0, "st nd rd th º °"},
    {WHEN_OF, 0, "of de del di"},
    {WHEN_ON, 0, "on the el il lo"},
    {WHEN_AT, 2, "at alle"},
    {WHEN_AT, 1, "a la las le ore"},
};

/* The longer ones first; less than 0: still to come. */
static const struct {
    int days_ago;
    const char *words;
} phrases[] = {
    {2, "the day before yesterday"},
    {2, "day before yesterday"},
    {2, "antes de ayer"},
    {2, "anteayer"},
    {2, "antier"},
    {2, "ieri l altro"},
    {2, "l altro ieri"},
    {2, "altro ieri"},
    {2, "altroieri"},
    {2, "avantieri"},
    {1, "yesterday"},
    {1, "ayer"},
    {1, "ieri"},
    {0, "today"},
    {0, "hoy"},
    {0, "oggi"},
    {-2, "the day after tomorrow"},
    {-2, "day after tomorrow"},
    {-2, "pasado mañana"},
    {-2, "pasado manana"},
    {-2, "dopodomani"},
    {-1, "tomorrow"},
    {-1, "mañana"},
    {-1, "manana"},
    {-1, "domani"},
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
    size_t size = strlen(folded) + 1;
    if (size <= sizeof token->word)
        memcpy(token->word, folded, size);
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

/* Whether WORD is the first one of LIST, whose words a space separates. */
static bool begins_with(const char *list, const char *word)
{
    size_t len = strcspn(list, " ");
    return len > 0 && strlen(word) == len && memcmp(list, word, len) == 0;
}

static const char *behind_first(const char *list)
{
    list += strcspn(list, " ");
    return list + (*list == ' ');
}

static bool listed(const char *list, const char *word)
{
    for (; *list; list = behind_first(list))
        if (begins_with(list, word))
            return true;
    return false;
}

bool reader_is(const struct reader *reader, enum when_word word, int *ret_value)
{
    if (reader->next.kind != TOKEN_WORD)
        return false;
    for (size_t i = 0; i < ARRAY_LEN(words); i++) {
        if (words[i].word != word || !listed(words[i].list, reader->next.word))
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

bool reader_take_all(struct reader *reader, const char *list)
{
    struct reader r = *reader;
    for (; *list; list = behind_first(list)) {
        if (r.next.kind != TOKEN_WORD || !begins_with(list, r.next.word))
            return false;
        reader_take(&r);
    }
    *reader = r;
    return true;
}

bool reader_take_phrase(struct reader *reader, bool ahead, int *ret_days_ago)
{
    for (size_t i = 0; i < ARRAY_LEN(phrases); i++) {
        if ((phrases[i].days_ago < 0 && !ahead) || !reader_take_all(reader, phrases[i].words))
            continue;
        *ret_days_ago = phrases[i].days_ago;
        return true;
    }
    return false;
}
