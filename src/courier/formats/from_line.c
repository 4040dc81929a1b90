#include "formats/from_line.h"

#include "ascii.h"
#include "formats/mail_date.h"

#include "paletti/base/civil.h"

#include <string.h>

#define DATE_MAX 48

static const char weekdays[] = "mon tue wed thu fri sat sun ";

static bool is_weekday(const char *p)
{
    char three[5] = {ascii_lower(p[0]), ascii_lower(p[1]), ascii_lower(p[2]), ' ', '\0'};

    return ascii_is_letter(p[0]) && ascii_is_letter(p[1]) && ascii_is_letter(p[2]) && strstr(weekdays, three);
}

/* Where the date begins: at a weekday's three letters that end a word. The last such place counts, since a
 * sender may be called "sat". */
static const char *find_date(const char *line)
{
    const char *date = NULL;

    for (const char *p = strchr(line, ' '); p; p = strchr(p + 1, ' ')) {
        const char *word = p + 1;
        if (strlen(word) >= 4 && is_weekday(word) && (word[3] == ' ' || word[3] == ','))
            date = word;
    }
    return date;
}

/* Whether DATE is written as programs do: a sentence such as "From Nora, Tue 10 March at 10:15" has small
 * words. */
static bool is_machine_date(const char *date)
{
    if (strlen(date) > DATE_MAX)
        return false;
    for (const char *p = date; p; p = strchr(p, ' ')) {
        p += strspn(p, " ");
        if (ascii_is_letter(*p) && ascii_lower(*p) == *p)
            return false;
    }
    return true;
}

/* Of N bytes at TEXT, whether they say "someone at somewhere", where an address would be without blanks. */
static bool is_masked(const char *text, size_t n)
{
    const char *at = memmem(text, n, " at ", 4);

    return at && at > text && !memchr(text, '@', n) && !memchr(text, ' ', (size_t)(at - text));
}

bool from_line_parse(const char *line, size_t n, struct from_line *ret)
{
    char copy[FROM_LINE_MAX];

    if (n < 5 || n >= sizeof copy || memcmp(line, "From ", 5) != 0 || memchr(line, '\0', n))
        return false;
    memcpy(copy, line, n);
    copy[n] = '\0';

    char *remote = strstr(copy, " remote from ");
    if (remote)
        *remote = '\0';
    const char *date = find_date(copy);
    int64_t at;
    if (!date || !is_machine_date(date) || mail_date_parse(date, &at) < 0)
        return false;
    *ret = (struct from_line){.at = at, .masked = is_masked(copy + 5, (size_t)(date - (copy + 5)))};
    return true;
}
