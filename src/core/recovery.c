#include "paletti/core/recovery.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdlib.h>
#include <string.h>

/* A_YEAR: of days, times a whole in hundredths of a percent. */
enum { A_YEAR = 365 * 10000, RATE_MAX = 100000 };

/* --- the file --- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* The next word of a line into WORD; where the rest begins. */
static const char *take_word(const char *s, const char *end, char *word, size_t size)
{
    size_t n = 0;

    while (s < end && is_blank(*s))
        s++;
    while (s + n < end && !is_blank(s[n]))
        n++;
    size_t kept = n < size ? n : size - 1;
    memcpy(word, s, kept);
    word[kept] = '\0';
    return s + n;
}

static bool is_country(const char *word)
{
    return strlen(word) == 2 && word[0] >= 'A' && word[0] <= 'Z' && word[1] >= 'A' && word[1] <= 'Z';
}

static void put_row(struct law *law, struct law_row row)
{
    size_t i = 0;

    while (i < law->n && (strcmp(law->v[i].country, row.country) < 0 ||
                          (str_equal(law->v[i].country, row.country) && law->v[i].from < row.from)))
        i++;
    if (i < law->n && str_equal(law->v[i].country, row.country) && law->v[i].from == row.from) {
        free(law->v[i].source);
    } else {
        MEM_GROW(law->v, law->n, law->cap);
        memmove(&law->v[i + 1], &law->v[i], (law->n - i) * sizeof *law->v);
        law->n++;
    }
    law->v[i] = row;
}

static int read_row(const char *country, const char *s, const char *end, struct law *law, struct err *err)
{
    char day[32], rate[32], sum[32], currency[32];
    struct law_row row;
    int64_t thousandths;

    s = take_word(take_word(take_word(take_word(s, end, day, sizeof day), end, rate, sizeof rate), end, sum, sizeof sum), end,
                  currency, sizeof currency);
    while (s < end && is_blank(*s))
        s++;
    if (!is_country(country))
        return err_set(err, _("\"%s\" is no country of two capitals, nor the word read"), country);
    if (civil_parse_day(day, &row.from) < 0)
        return err_set(err, _("\"%s\" is no day; write it as 2026-01-01"), day);
    if (quantity_parse(rate, &thousandths) < 0 || thousandths < 0 || thousandths > RATE_MAX)
        return err_set(err, _("\"%s\" is no percentage from 0 to 100"), rate);
    if (money_parse(sum, currency, &row.sum, err) < 0)
        return -1;
    if (s == end)
        return err_set(err, _("a figure needs its source behind it"));
    row.rate = (int)(thousandths / 10);
    memcpy(row.country, country, sizeof row.country);
    row.source = mem_string_n(s, (size_t)(end - s));
    put_row(law, row);
    return 0;
}

static int read_line(const char *s, const char *end, struct law *law, struct err *err)
{
    char word[32], day[32];

    if (text_valid(s, (size_t)(end - s)) < (size_t)(end - s))
        return err_set(err, _("is no valid UTF-8; save the file as UTF-8"));
    while (end > s && is_blank(end[-1]))
        end--;
    s = take_word(s, end, word, sizeof word);
    if (*word == '\0' || *word == '#')
        return 0;
    if (!str_equal(word, "read"))
        return read_row(word, s, end, law, err);
    take_word(s, end, day, sizeof day);
    return civil_parse_day(day, &law->read_on) == 0 ? 0
                                                   : err_set(err, _("\"%s\" is no day; write it as 2026-01-01"), day);
}

int law_parse(const char *text, struct law *law, struct err *err)
{
    for (size_t number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        if (read_line(text, text + len, law, err) < 0)
            return err_prefix(err, _("line %zu"), number);
        text += len + (text[len] == '\n');
    }
    return 0;
}

void law_clear(struct law *law)
{
    for (size_t i = 0; i < law->n; i++)
        free(law->v[i].source);
    free(law->v);
    *law = (struct law){.read_on = DAY_NONE};
}

/* --- what it gives --- */

static bool is_member(const char *country)
{
    static const char members[] = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK";

    return country && is_country(country) && strstr(members, country);
}

static const struct law_row *find_own(const struct law *law, const char *country, int32_t day)
{
    const struct law_row *found = NULL;

    for (size_t i = 0; i < law->n; i++)
        if (str_equal(law->v[i].country, country) && law->v[i].from <= day)
            found = &law->v[i];
    return found;
}

const struct law_row *law_find(const struct law *law, const char *country, int32_t day)
{
    const struct law_row *own = country ? find_own(law, country, day) : NULL;

    return own || !is_member(country) ? own : find_own(law, "EU", day);
}

static enum law_lack lack_of(const struct law *law, const char *country, int b2b, const struct ladder_debt *debt,
                             int32_t today)
{
    if (!country)
        return LAW_NO_COUNTRY;
    if (!law_find(law, country, today))
        return LAW_ELSEWHERE;
    if (b2b != 1)
        return b2b < 0 ? LAW_B2B_UNKNOWN : LAW_CONSUMER;
    return today > debt->due_on && ladder_owed(debt, today) > 0 ? LAW_APPLIES : LAW_NOT_LATE;
}

/* What gathers day by day: whole minor units, and the rest in parts of A_YEAR. */
struct interest {
    int64_t minor, rest;
};

static void add_day(struct interest *interest, int64_t owed, int rate)
{
    int64_t rest = interest->rest + owed % A_YEAR * rate;

    interest->minor = sum_plus(interest->minor, sum_plus(sum_times(owed / A_YEAR, rate), rest / A_YEAR));
    interest->rest = rest % A_YEAR;
}

void law_count(const struct law *law, const char *country, int b2b, const struct ladder_debt *debt, int32_t today,
               struct law_claim *ret)
{
    struct law_claim claim = {.lack = lack_of(law, country, b2b, debt, today)};
    struct interest interest = {0};

    claim.row = country ? law_find(law, country, today) : NULL;
    for (int32_t day = debt->due_on + 1; claim.lack == LAW_APPLIES && day <= today; day++) {
        const struct law_row *row = law_find(law, country, day);
        if (row)
            add_day(&interest, ladder_owed(debt, day - 1), row->rate);
        claim.days++;
    }
    if (claim.lack == LAW_APPLIES) {
        claim.interest = debt->amount;
        claim.interest.minor = sum_plus(interest.minor, interest.rest >= A_YEAR / 2);
        claim.sum = claim.row->sum;
    }
    *ret = claim;
}

/* --- the card --- */

static int64_t in_currency(struct money money, const char *currency)
{
    return str_equal(money.currency, currency) ? money.minor : 0;
}

void recovery_count(struct money owed, struct money interest, struct money sum, const struct recovery_guess *guess,
                    struct recovery *ret)
{
    struct recovery card = {.owed = owed, .interest = interest, .sum = sum, .likely = owed, .spent = owed, .left = owed};
    int64_t all = sum_plus(owed.minor, sum_plus(in_currency(interest, owed.currency), in_currency(sum, owed.currency)));

    card.likely.minor = all / 100 * guess->likely + all % 100 * guess->likely / 100;
    card.counted = (!*guess->cost.currency || str_equal(guess->cost.currency, owed.currency)) &&
                   (!*guess->an_hour.currency || str_equal(guess->an_hour.currency, owed.currency));
    card.spent.minor = sum_plus(in_currency(guess->cost, owed.currency),
                                sum_times(guess->hours, in_currency(guess->an_hour, owed.currency)));
    card.left.minor = sum_plus(card.likely.minor, -card.spent.minor);
    *ret = card;
}
