/* Fields of letters as a person gives them: NAME=VALUE. Only what is theirs to say: what was returned,
 * closed, cancelled or sent is a record's. letgo.md, truth lock. */
#include "inside.h"

#include "paletti/app/letters.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

#include <string.h>

enum given_sort { GIVEN_WORDS, GIVEN_ITEM, GIVEN_CODE, GIVEN_DAY, GIVEN_SUM, GIVEN_HOURS };

static const struct given_row {
    const char *name;
    enum given_sort sort;
    const char *codes[4]; /* of a code; none: it is given, whatever is said */
} rows[] = {
    {"last_day", GIVEN_DAY, {0}},
    {"path", GIVEN_CODE, {"notice", "today"}},
    {"framing", GIVEN_CODE, {"true", "not_fit", "best_for_you"}},
    {"reason_short", GIVEN_WORDS, {0}},
    {"looking_for", GIVEN_WORDS, {0}},
    {"return_by", GIVEN_DAY, {0}},
    {"handover", GIVEN_ITEM, {0}},
    {"handover.by", GIVEN_DAY, {0}},
    {"handover.link", GIVEN_WORDS, {0}},
    {"handover.until", GIVEN_DAY, {0}},
    {"takeover", GIVEN_ITEM, {0}},
    {"needed", GIVEN_ITEM, {0}},
    {"needed.by", GIVEN_DAY, {0}},
    {"credit_note", GIVEN_WORDS, {0}},
    {"need", GIVEN_WORDS, {0}},
    {"why_fit", GIVEN_WORDS, {0}},
    {"agreed", GIVEN_WORDS, {0}},
    {"warning", GIVEN_WORDS, {0}},
    {"answer_by", GIVEN_DAY, {0}},
    {"stop_on", GIVEN_DAY, {0}},
    {"deadline", GIVEN_DAY, {0}},
    {"step", GIVEN_CODE, {"stop", "claim", "end"}},
    {"next_step", GIVEN_WORDS, {0}},
    {"attachment", GIVEN_CODE, {0}},
    {"scope", GIVEN_WORDS, {0}},
    {"extra_hours", GIVEN_HOURS, {0}},
    {"effort", GIVEN_WORDS, {0}},
    {"price", GIVEN_SUM, {0}},
    {"ready_on", GIVEN_DAY, {0}},
    {"swap", GIVEN_WORDS, {0}},
    {"project", GIVEN_WORDS, {0}},
    {"why", GIVEN_WORDS, {0}},
    {"still", GIVEN_WORDS, {0}},
    {"open_door", GIVEN_CODE, {0}},
    {"topic", GIVEN_WORDS, {0}},
    {"facts", GIVEN_ITEM, {0}},
    {"want", GIVEN_WORDS, {0}},
    {"limit", GIVEN_WORDS, {0}},
    {"ask", GIVEN_WORDS, {0}},
    {"asked_for", GIVEN_WORDS, {0}},
    {"asked_on", GIVEN_DAY, {0}},
    {"offer", GIVEN_WORDS, {0}},
    {"offer.price", GIVEN_SUM, {0}},
    {"from", GIVEN_DAY, {0}},
    {"until", GIVEN_DAY, {0}},
    {"fit", GIVEN_WORDS, {0}},
    {"duties", GIVEN_ITEM, {0}},
    {"work_after", GIVEN_CODE, {0}},
    {"review", GIVEN_DAY, {0}},
    {"last_on", GIVEN_DAY, {0}},
    {"if_met", GIVEN_WORDS, {0}},
    {"if_not", GIVEN_WORDS, {0}},
    {"charge", GIVEN_CODE, {"none", "credit"}},
    {"terms", GIVEN_ITEM, {0}},
};

struct given {
    struct app *app;
    const char *currency;
    struct letter_fields *fields;
    struct err *err;
};

static const struct given_row *row_of(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        if (strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static int put_day(const struct given *given, const char *name, const char *value)
{
    const struct zone *zone = app_zone(given->app);
    int64_t at;
    int n = when_parse_as(value, app_now(given->app), zone, WHEN_AHEAD | WHEN_COMING | WHEN_MIDNIGHT, &at,
                          given->err);

    if (n <= 0 || value[n])
        return n < 0 ? -1 : err_set(given->err, _("%s: \"%s\" is no day"), name, value);
    letter_put_date(given->fields, name, zone_day(zone, at, NULL));
    return 0;
}

static int put_sum(const struct given *given, const char *name, const char *value)
{
    struct money sum;
    int n = money_read(value, given->currency, &sum, given->err);

    if (n <= 0 || value[n])
        return n < 0 ? -1 : err_set(given->err, _("%s: \"%s\" is no sum"), name, value);
    letter_put_sum(given->fields, name, sum);
    return 0;
}

static int put_hours(const struct given *given, const char *name, const char *value)
{
    int64_t thousandths;

    if (number_read(value, 3, &thousandths) < 0 || thousandths <= 0)
        return err_set(given->err, _("%s: \"%s\" is no number of hours"), name, value);
    letter_put_count(given->fields, name, thousandths);
    return 0;
}

static int put_code(const struct given *given, const struct given_row *row, const char *value)
{
    _cleanup_str_ struct str codes = STR_INIT;
    bool known = !row->codes[0];

    for (size_t i = 0; i < ARRAY_LEN(row->codes) && row->codes[i]; i++) {
        known |= strcmp(row->codes[i], value) == 0;
        str_printf(&codes, "%s%s", i > 0 ? ", " : "", row->codes[i]);
    }
    if (!known)
        return err_set(given->err, _("%s: \"%s\" is none of %s"), row->name, value, str_text(&codes));
    letter_put_text(given->fields, row->name, value);
    return 0;
}

static int put_value(const struct given *given, const struct given_row *row, const char *value)
{
    switch (row->sort) {
    case GIVEN_WORDS:
        letter_put_words(given->fields, row->name, value);
        return 0;
    case GIVEN_ITEM:
        letter_put_words_item(given->fields, row->name, value);
        return 0;
    case GIVEN_CODE:
        return put_code(given, row, value);
    case GIVEN_DAY:
        return put_day(given, row->name, value);
    case GIVEN_SUM:
        return put_sum(given, row->name, value);
    case GIVEN_HOURS:
        return put_hours(given, row->name, value);
    }
    return 0;
}

static int read_line(const struct given *given, const char *line, size_t len)
{
    const char *equals = memchr(line, '=', len);

    if (!equals)
        return err_set(given->err, _("\"%.*s\" is no field: write NAME=VALUE"), (int)len, line);
    _cleanup_free_ char *name = mem_string_n(line, (size_t)(equals - line));
    _cleanup_free_ char *value = mem_string_n(equals + 1, len - (size_t)(equals + 1 - line));
    const struct given_row *row = row_of(name);
    if (!row)
        return err_set(given->err,
                       _("\"%s\" is no field that can be given: what was paid, returned, closed, cancelled "
                         "or decided is "
                         "noted as a record"),
                       name);
    return put_value(given, row, value);
}

int letter_read_fields(struct app *app, const char *lines, struct letter_fields *fields, struct err *err)
{
    const struct house *house;
    struct given given = {.app = app, .fields = fields, .err = err};

    if (app_house(app, &house, err) < 0)
        return -1;
    given.currency = me_currency(&house->me);
    for (size_t len; lines && *lines; lines += len + (lines[len] == '\n')) {
        len = strcspn(lines, "\n");
        if (len > 0 && read_line(&given, lines, len) < 0)
            return -1;
    }
    return 0;
}
