#include "paletti/core/hours.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define DAY_MINUTES 1440

/* "HH:MM" in minutes, or -1. */
static int parse_minutes(const char *s)
{
    for (int i = 0; i < 5; i++)
        if (i == 2 ? s[i] != ':' : s[i] < '0' || s[i] > '9')
            return -1;
    int hour = (s[0] - '0') * 10 + s[1] - '0';
    int minute = (s[3] - '0') * 10 + s[4] - '0';
    if (minute > 59)
        return -1;
    int minutes = hour * 60 + minute;
    return minutes > DAY_MINUTES ? -1 : minutes;
}

int span_parse(const char *text, struct span *ret, struct err *err)
{
    int from = -1, to = -1;
    if (strlen(text) == SPAN_SIZE - 1 && text[5] == '-') {
        from = parse_minutes(text);
        to = parse_minutes(text + 6);
    }
    if (from < 0 || to < 0)
        return err_set(err, _("\"%s\" is no span of hours: write it as \"09:30-13:30\""), text);
    if (from >= to)
        return err_set(err,
                       _("\"%s\" ends before it begins: a span over midnight is written as two, "
                         "\"22:00-24:00\" and \"00:00-02:00\" of the next day"),
                       text);
    *ret = (struct span){(int16_t)from, (int16_t)to};
    return 0;
}

static char *format_minutes(char *p, int minutes)
{
    int hour = minutes / 60, minute = minutes % 60;
    *p++ = (char)('0' + hour / 10 % 10);
    *p++ = (char)('0' + hour % 10);
    *p++ = ':';
    *p++ = (char)('0' + minute / 10);
    *p++ = (char)('0' + minute % 10);
    return p;
}

const char *span_format(struct span span, char buf[SPAN_SIZE])
{
    char *p = format_minutes(buf, span.from);
    *p++ = '-';
    *format_minutes(p, span.to) = '\0';
    return buf;
}

void spans_add(struct spans *spans, struct span span)
{
    spans->v = mem_resize(spans->v, spans->n + 1, sizeof *spans->v);
    spans->v[spans->n++] = span;
}

int spans_check(const struct spans *spans, struct err *err)
{
    for (size_t i = 1; i < spans->n; i++) {
        char a[SPAN_SIZE], b[SPAN_SIZE];
        if (spans->v[i - 1].to < spans->v[i].from)
            continue;
        return err_set(
            err,
            _("the spans %s and %s are out of order, overlap or touch: sort them, and join what touches"),
            span_format(spans->v[i - 1], a), span_format(spans->v[i], b));
    }
    return 0;
}

bool spans_equal(const struct spans *a, const struct spans *b)
{
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (a->v[i].from != b->v[i].from || a->v[i].to != b->v[i].to)
            return false;
    return true;
}

void spans_clear(struct spans *spans)
{
    free(spans->v);
    *spans = (struct spans){0};
}

bool hours_equal(const struct hours *a, const struct hours *b)
{
    for (int day = MONDAY; day <= SUNDAY; day++)
        if (!spans_equal(&a->day[day], &b->day[day]))
            return false;
    return true;
}

bool hours_empty(const struct hours *hours)
{
    for (int day = MONDAY; day <= SUNDAY; day++)
        if (hours->day[day].n > 0)
            return false;
    return true;
}

void hours_clear(struct hours *hours)
{
    for (int day = MONDAY; day <= SUNDAY; day++)
        spans_clear(&hours->day[day]);
}

void hours_init_default(struct hours *ret)
{
    *ret = (struct hours){0};
    for (int day = MONDAY; day <= FRIDAY; day++)
        spans_add(&ret->day[day], (struct span){9 * 60, 18 * 60});
}
