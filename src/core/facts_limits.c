/* The numbers and lists of data/facts/limits. */
#include "paletti/core/facts.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

#define LIMIT(name_, min_, max_)                                                                             \
    {                                                                                                        \
#name_, offsetof(struct facts_limits, name_), min_, max_                                             \
    }
static const struct limit {
    const char *name;
    size_t at;
    int64_t min, max;
} table[] = {
    LIMIT(window_months, 1, 120),    LIMIT(income_months, 1, 120),   LIMIT(settling_days, 0, 3650),
    LIMIT(thin_entries, 0, 100000),  LIMIT(thin_days, 0, 3650),      LIMIT(others_needed, 1, 100000),
    LIMIT(trend_days, 1, 3650),      LIMIT(trend_before, 1, 3650),   LIMIT(trend_percent, 0, 1000),
    LIMIT(doubled_least, 1, 100000), LIMIT(closeness_days, 1, 3650), LIMIT(closeness_events, 1, 100000),
    LIMIT(even_percent, 0, 100),     LIMIT(gap_days, 1, 3650),       LIMIT(session_minutes, 1, 100000),
};
static const struct {
    const char *name;
    size_t at;
} lists[] = {
    {"good_signs", offsetof(struct facts_limits, good_signs)},
    {"work_signs", offsetof(struct facts_limits, work_signs)},
    {"price_signs", offsetof(struct facts_limits, price_signs)},
    {"own_signs", offsetof(struct facts_limits, own_signs)},
};

static int64_t *number_of(struct facts_limits *limits, const struct limit *limit)
{
    return (int64_t *)(void *)((char *)limits + limit->at);
}

const char *facts_limit(const struct facts_limits *limits, size_t i, int64_t *ret_value)
{
    if (i >= ARRAY_LEN(table))
        return NULL;
    memcpy(ret_value, (const char *)limits + table[i].at, sizeof *ret_value);
    return table[i].name;
}

void facts_limits_clear(struct facts_limits *limits)
{
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        texts_clear((struct texts *)(void *)((char *)limits + lists[i].at));
    *limits = (struct facts_limits){0};
}

static int set_number(struct facts_limits *limits, const struct limit *limit, const char *text,
                      struct err *err)
{
    int64_t value = 0;
    size_t digits = strspn(text, "0123456789");

    if (digits == 0 || digits > 9 || text[digits])
        return err_set(err, _("%s is no whole number: %s"), limit->name, text);
    for (size_t i = 0; i < digits; i++)
        value = value * 10 + (text[i] - '0');
    if (value < limit->min || value > limit->max)
        return err_set(err, _("%s goes from %lld to %lld; \"%s\" does not"), limit->name,
                       (long long)limit->min, (long long)limit->max, text);
    *number_of(limits, limit) = value;
    return 0;
}

static void set_list(struct texts *list, const char *text)
{
    texts_clear(list);
    while (*text) {
        size_t len = strcspn(text, " \t");
        _cleanup_free_ char *code = mem_string_n(text, len);
        texts_add(list, code);
        text += len;
        text += strspn(text, " \t");
    }
}

static int set_named(struct facts_limits *limits, const char *name, const char *text, struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(table); i++)
        if (str_equal(table[i].name, name))
            return set_number(limits, &table[i], text, err);
    for (size_t i = 0; i < ARRAY_LEN(lists); i++) {
        if (!str_equal(lists[i].name, name))
            continue;
        set_list((struct texts *)(void *)((char *)limits + lists[i].at), text);
        return 0;
    }
    return err_set(err, _("there is no number called %s here"), name);
}

/* Nothing, a comment, or a name and what it is. */
static int parse_line(const char *line, size_t len, struct facts_limits *limits, struct err *err)
{
    static const char blanks[] = " \t\r";
    size_t start = 0, end;

    for (size_t i = 0; i < len; i++)
        if (line[i] == '#')
            len = i;
    while (start < len && strchr(blanks, line[start]))
        start++;
    while (len > start && strchr(blanks, line[len - 1]))
        len--;
    if (start == len)
        return 0;
    for (end = start; end < len && !strchr(blanks, line[end]); end++)
        ;
    size_t value = end + strspn(line + end, blanks);
    _cleanup_free_ char *name = mem_string_n(line + start, end - start);
    _cleanup_free_ char *text = mem_string_n(line + value, value < len ? len - value : 0);
    return set_named(limits, name, text, err);
}

int facts_limits_parse(const char *text, struct facts_limits *limits, struct err *err)
{
    for (size_t number = 1; *text; number++) {
        size_t len = strcspn(text, "\n");
        if (parse_line(text, len, limits, err) < 0)
            return err_prefix(err, _("line %zu"), number);
        text += len + (text[len] == '\n');
    }
    return 0;
}
