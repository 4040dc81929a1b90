#include "formats/mail_date.h"

#include "ascii.h"

#include <string.h>

#define YEAR_FIRST 1970
#define YEAR_LAST  2100
#define WORD_MAX   32

/* What was found so far; -1 stands for not yet. */
struct found {
    int year, month, day;
    int hour, minute, second;
    bool zoned, afternoon, morning;
    int offset; /* seconds east */
};

static const struct {
    char name[4];
    int month;
} months[] = {
    {"jan", 1},
    {"feb", 2},
    {"mar", 3},
    {"apr", 4},
    {"may", 5},
    {"jun", 6},
    {"jul", 7},
    {"aug", 8},
    {"sep", 9},
    {"oct", 10},
    {"nov", 11},
    {"dec", 12},
    /* programs that translated them, against the standard: Spanish, Italian */
    {"ene", 1},
    {"abr", 4},
    {"ago", 8},
    {"dic", 12},
    {"gen", 1},
    {"mag", 5},
    {"giu", 6},
    {"lug", 7},
    {"set", 9},
    {"ott", 10},
};

static const struct {
    char name[5];
    int hours; /* east of UTC */
} zones[] = {
    {"ut", 0},   {"utc", 0},  {"gmt", 0},  {"z", 0},    {"wet", 0},  {"est", -5}, {"edt", -4},
    {"cst", -6}, {"cdt", -5}, {"mst", -7}, {"mdt", -6}, {"pst", -8}, {"pdt", -7}, {"cet", 1},
    {"met", 1},  {"bst", 1},  {"west", 1}, {"cest", 2}, {"mest", 2}, {"eet", 2},  {"eest", 3},
    {"msk", 3},  {"art", -3}, {"brt", -3}, {"jst", 9},
};

static int month_of(const char *word, size_t n)
{
    for (size_t i = 0; n >= 3 && i < ARRAY_LEN(months); i++)
        if (ascii_starts(word, n, months[i].name))
            return months[i].month;
    return -1;
}

/* Up to LIMIT digits at *P, which moves behind them; -1 where there is none. */
static int number(const char **p, int limit)
{
    int value = -1;

    for (; limit-- > 0 && ascii_is_digit(**p); (*p)++)
        value = (value < 0 ? 0 : value) * 10 + (**p - '0');
    return value;
}

/* "+0100", "-3", "+05:30" behind the name of a zone or alone. */
static int read_offset(struct found *found, const char *p)
{
    int sign = *p++ == '-' ? -1 : 1;
    const char *start = p;
    int hours = number(&p, 4), minutes = 0;

    if (hours < 0)
        return -1;
    if (p - start > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else if (*p == ':') {
        p++;
        minutes = number(&p, 2);
    }
    if (*p || minutes < 0 || minutes > 59 || hours > 15)
        return -1;
    if (!found->zoned)
        found->offset = sign * (hours * 3600 + minutes * 60);
    found->zoned = true;
    return 0;
}

static int read_zone(struct found *found, const char *word)
{
    size_t letters = 0;

    while (ascii_is_letter(word[letters]))
        letters++;
    if (word[letters] == '+' || word[letters] == '-')
        return read_offset(found, word + letters);
    for (size_t i = 0; !found->zoned && i < ARRAY_LEN(zones); i++)
        if (ascii_is(word, letters, zones[i].name))
            found->offset = zones[i].hours * 3600;
    found->zoned = true;
    return 0;
}

/* "10:15", "10:15:00", "10:15:00.123", with a zone's offset right behind it. */
static int read_time(struct found *found, const char *p)
{
    if (found->hour >= 0)
        return -1;
    found->hour = number(&p, 2);
    if (*p++ != ':')
        return -1;
    found->minute = number(&p, 2);
    found->second = 0;
    if (*p == ':') {
        p++;
        found->second = number(&p, 2);
    }
    if (*p == '.')
        for (p++; ascii_is_digit(*p);)
            p++;
    if (*p == '+' || *p == '-')
        return read_offset(found, p);
    if (*p)
        return read_zone(found, p);
    return 0;
}

static void put_year(struct found *found, int value, int digits)
{
    /* RFC 5322, 4.3: two digits below 50 are this century, three count from 1900 */
    if (digits == 2)
        value += value < 50 ? 2000 : 1900;
    else if (digits == 3)
        value += 1900;
    found->year = value;
}

/* "10", "2026", "2026-03-10", "2026-03-10T10:15:00Z", "10-Mar-2026". */
static int read_numbers(struct found *found, const char *p)
{
    const char *start = p;
    int value = number(&p, 4);
    int digits = (int)(p - start);

    if (digits <= 2 && found->day < 0)
        found->day = value;
    else if (found->year < 0)
        put_year(found, value, digits);
    else
        return -1;
    if (!*p)
        return 0;
    if (*p++ != '-')
        return -1;
    if (digits == 4) {
        found->month = number(&p, 2);
        if (*p++ != '-')
            return -1;
        found->day = number(&p, 2);
        return *p == 'T' ? read_time(found, p + 1) : *p ? -1 : 0;
    }
    found->month = month_of(p, strlen(p));
    p = strchr(p, '-');
    return p ? read_numbers(found, p + 1) : -1;
}

static int read_word(struct found *found, const char *word, bool comma)
{
    size_t n = strlen(word);

    if (ascii_is_digit(word[0]))
        return strchr(word, ':') && !strchr(word, 'T') ? read_time(found, word) : read_numbers(found, word);
    if (word[0] == '+' || word[0] == '-')
        return found->hour < 0 ? -1 : read_offset(found, word);
    if (ascii_is(word, n, "am"))
        found->morning = true;
    else if (ascii_is(word, n, "pm"))
        found->afternoon = true;
    else if (comma && found->day < 0 && found->month < 0)
        ; /* a weekday, whatever its language */
    else if (found->month < 0 && month_of(word, n) > 0)
        found->month = month_of(word, n);
    else if (found->hour >= 0)
        return read_zone(found, word);
    return 0;
}

/* Moves behind blanks, commas and (nested (comments)). */
static const char *skip_between(const char *p)
{
    int depth = 0;

    for (; *p && (depth || *p == '(' || *p == ',' || ascii_is_space(*p)); p++) {
        if (*p == '(')
            depth++;
        else if (*p == ')')
            depth--;
    }
    return p;
}

static int finish(struct found *found, int64_t *ret_at)
{
    if (found->year < YEAR_FIRST || found->year > YEAR_LAST ||
        !civil_valid(found->year, found->month, found->day))
        return -1;
    if (found->hour < 0 || found->hour > 23 || found->minute < 0 || found->minute > 59 || found->second < 0 ||
        found->second > 60)
        return -1;
    if (found->afternoon && found->hour < 12)
        found->hour += 12;
    if (found->morning && found->hour == 12)
        found->hour = 0;

    int64_t at = (int64_t)civil_day(found->year, found->month, found->day) * DAY_SECONDS +
                 found->hour * 3600 + found->minute * 60 + found->second - found->offset;
    if (at < 0)
        return -1;
    *ret_at = at;
    return 0;
}

int mail_date_parse(const char *text, int64_t *ret_at)
{
    struct found found = {.year = -1, .month = -1, .day = -1, .hour = -1, .minute = -1, .second = -1};

    for (const char *p = skip_between(text); *p; p = skip_between(p)) {
        char word[WORD_MAX];
        size_t n = strcspn(p, " \t\r\n\v\f,(");
        if (n >= sizeof word)
            return -1;
        memcpy(word, p, n);
        word[n] = '\0';
        p += n;
        if (read_word(&found, word, *p == ',') < 0)
            return -1;
    }
    return finish(&found, ret_at);
}
