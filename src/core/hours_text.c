#include "paletti/core/hours_text.h"

#include "when_words.h"

#include "paletti/base/civil.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static const char *const day_words[] = {
    N_("mon"), N_("tue"), N_("wed"), N_("thu"), N_("fri"), N_("sat"), N_("sun"),
};

/* --- reading --- */

/* Whether the next token is one of LIST's words. */
static bool next_is(const struct reader *r, const char *list)
{
    size_t len = strlen(r->next.word);
    if (r->next.kind != TOKEN_WORD || !len)
        return false;
    for (const char *at = list; (at = strstr(at, r->next.word)); at += len)
        if ((at == list || at[-1] == ' ') && (at[len] == ' ' || !at[len]))
            return true;
    return false;
}

static bool take_any(struct reader *r, const char *list)
{
    bool is = next_is(r, list);
    if (is)
        reader_take(r);
    return is;
}

/* "-", "–", "to", "a", "alle". */
static bool take_to(struct reader *r)
{
    return reader_take_sign(r, '-') || take_any(r, "– — to a al alle until hasta fino");
}

static bool take_closed(struct reader *r)
{
    return take_any(r, "closed none cerrado cerrada chiuso chiusa nada");
}

static void take_commas(struct reader *r)
{
    while (reader_take_sign(r, ',') || take_any(r, "and y e ed"))
        continue;
}

static int wrong(const struct reader *r, const char *what, struct err *err)
{
    const char *rest = r->text + r->next.from;
    return err_set(err, _("\"%.*s\": %s"), (int)strcspn(rest, ";\n"), rest, what);
}

/* "9", "9:30", "9.30", "9h", "9h30", "6pm", "24:00" in minutes. */
static bool take_clock(struct reader *reader, int *ret_minutes)
{
    struct reader r = *reader;
    if (r.next.kind != TOKEN_NUMBER || r.next.digits > 2)
        return false;
    int hour = r.next.number, minute = 0;
    reader_take(&r);
    struct reader s = r;
    bool sign = reader_tight(&s) && (reader_take_sign(&s, ':') || reader_take_sign(&s, '.') ||
                                     reader_take_word(&s, WHEN_H, NULL));
    if (sign && reader_tight(&s) && s.next.kind == TOKEN_NUMBER && s.next.digits == 2) {
        minute = s.next.number;
        reader_take(&s);
        r = s;
    } else {
        reader_take_word(&r, WHEN_H, NULL);
    }
    bool am = reader_take_word(&r, WHEN_AM, NULL), pm = !am && reader_take_word(&r, WHEN_PM, NULL);
    if (am || pm)
        hour = hour % 12 + (pm ? 12 : 0);
    if (minute > 59 || hour * 60 + minute > 24 * 60)
        return false;
    *ret_minutes = hour * 60 + minute;
    *reader = r;
    return true;
}

/* 1: one was there; 0: none; -1: one that cannot be. */
static int take_span(struct reader *reader, struct span *ret, struct err *err)
{
    struct reader r = *reader;
    int from, to;
    take_any(&r, "from de desde dalle da");
    if (!take_clock(&r, &from))
        return r.next.kind == TOKEN_NUMBER && r.next.digits <= 2
                   ? wrong(reader, _("there is no such time of day; write hours such as 09:30-13:30"), err)
                   : 0;
    if (!take_to(&r) || !take_clock(&r, &to))
        return wrong(reader, _("hours have a beginning and an end; write them such as 09:30-13:30"), err);
    if (from >= to)
        return wrong(reader,
                     _("ends before it begins: a span over midnight is written as two, 22:00-24:00 and "
                       "00:00-02:00 of the next day"),
                     err);
    *ret = (struct span){(int16_t)from, (int16_t)to};
    *reader = r;
    return 1;
}

static int by_from(const void *a, const void *b)
{
    return ((const struct span *)a)->from - ((const struct span *)b)->from;
}

/* In order; what touches is one span. */
static int tidy(struct spans *spans, struct err *err)
{
    size_t n = 0;
    if (spans->n)
        qsort(spans->v, spans->n, sizeof *spans->v, by_from);
    for (size_t i = 0; i < spans->n; i++) {
        if (n && spans->v[n - 1].to == spans->v[i].from)
            spans->v[n - 1].to = spans->v[i].to;
        else
            spans->v[n++] = spans->v[i];
    }
    spans->n = n;
    return spans_check(spans, err);
}

/* How many were there; "closed" is 0 and *RET_CLOSED. */
static int take_spans(struct reader *r, struct spans *spans, bool *ret_closed, struct err *err)
{
    int n = 0, taken;
    struct span span;
    *ret_closed = take_closed(r);
    while (!*ret_closed && (taken = take_span(r, &span, err)) != 0) {
        if (taken < 0)
            return -1;
        spans_add(spans, span);
        n++;
        struct reader s = *r;
        take_commas(&s);
        if (s.next.kind == TOKEN_NUMBER || next_is(&s, "from de desde dalle da"))
            *r = s;
    }
    return n;
}

static int take_days(struct reader *r, uint8_t *ret, struct err *err)
{
    uint8_t days = 0;
    int first, last;
    take_any(r, "on el los il la");
    while (reader_take_word(r, WHEN_WEEKDAY, &first)) {
        struct reader s = *r;
        last = first;
        if (take_to(&s)) {
            if (!reader_take_word(&s, WHEN_WEEKDAY, &last))
                return wrong(&s, _("a weekday is missing; write days such as mon-fri"), err);
            *r = s;
        }
        for (int day = first;; day = (day + 1) % 7) {
            days |= (uint8_t)(1 << day);
            if (day == last)
                break;
        }
        s = *r;
        take_commas(&s);
        if (reader_is(&s, WHEN_WEEKDAY, NULL))
            *r = s;
    }
    *ret = days;
    return days ? 1 : 0;
}

/* "mon-fri 9-13 15-18". */
static int take_item(struct reader *r, struct hours *hours, struct err *err)
{
    struct spans spans = {0};
    uint8_t days;
    bool closed;
    int taken = take_days(r, &days, err);
    if (taken == 0)
        return wrong(r, _("hours begin with their days; write them such as mon-fri 09:30-13:30 15:00-18:00; sat 10-12"),
                     err);
    reader_take_sign(r, ':');
    if (taken > 0)
        taken = take_spans(r, &spans, &closed, err);
    if (taken == 0 && !closed)
        taken = wrong(r, _("the hours of these days are missing; write them such as mon-fri 09:30-13:30"), err);
    for (int day = MONDAY; taken >= 0 && day <= SUNDAY; day++)
        for (size_t i = 0; days >> day & 1 && i < spans.n; i++)
            spans_add(&hours->day[day], spans.v[i]);
    spans_clear(&spans);
    return taken < 0 ? -1 : 0;
}

int hours_read(const char *text, struct hours *ret, struct err *err)
{
    struct reader r;
    *ret = (struct hours){0};
    reader_init(&r, text);
    take_closed(&r);
    while (r.next.kind != TOKEN_END) {
        if (take_item(&r, ret, err) < 0)
            return -1;
        while (reader_take_sign(&r, ';') || reader_take_sign(&r, '\n') || reader_take_sign(&r, ',') ||
               reader_take_sign(&r, '.'))
            continue;
    }
    for (int day = MONDAY; day <= SUNDAY; day++)
        if (tidy(&ret->day[day], err) < 0)
            return err_prefix(err, "%s", _(day_words[day]));
    return 0;
}

int span_read(const char *text, struct span *ret, struct err *err)
{
    struct reader r;
    struct span span;
    reader_init(&r, text);
    int taken = take_span(&r, &span, err);
    if (taken < 0)
        return -1;
    if (taken == 0 || r.next.kind != TOKEN_END)
        return err_set(err, _("\"%s\" is no span of hours; write it such as 09:00-18:00"), text);
    *ret = span;
    return 0;
}

int spans_read(const char *text, struct spans *ret, struct err *err)
{
    struct reader r;
    bool closed;
    *ret = (struct spans){0};
    reader_init(&r, text);
    int taken = take_spans(&r, ret, &closed, err);
    if (taken < 0 || tidy(ret, err) < 0)
        return -1;
    return taken || closed ? (int)r.at : 0;
}

int days_read(const char *text, uint8_t *ret, struct err *err)
{
    struct reader r;
    reader_init(&r, text);
    int taken = take_days(&r, ret, err);
    return taken <= 0 ? taken : (int)r.at;
}

/* --- writing --- */

void spans_text(struct str *to, const struct spans *spans)
{
    char buf[SPAN_SIZE];
    for (size_t i = 0; i < spans->n; i++) {
        if (i)
            str_add_char(to, ' ');
        str_add(to, span_format(spans->v[i], buf));
    }
    if (!spans->n)
        str_add(to, _("closed"));
}

/* Three days and more in a row are "mon-wed". */
void days_text(struct str *to, uint8_t days)
{
    bool first = true;
    for (int day = MONDAY; day <= SUNDAY; day++) {
        int last = day;
        if (!(days >> day & 1))
            continue;
        while (last < SUNDAY && days >> (last + 1) & 1)
            last++;
        if (!first)
            str_add_char(to, ',');
        first = false;
        str_add(to, _(day_words[day]));
        if (last >= day + 2) {
            str_printf(to, "-%s", _(day_words[last]));
            day = last;
        }
    }
}

void hours_text(struct str *to, const struct hours *hours)
{
    uint8_t done = 0;
    for (int day = MONDAY; day <= SUNDAY; day++) {
        const struct spans *spans = &hours->day[day];
        uint8_t days = 0;
        if (!spans->n || done >> day & 1)
            continue;
        for (int other = day; other <= SUNDAY; other++)
            if (spans_equal(spans, &hours->day[other]))
                days |= (uint8_t)(1 << other);
        if (done)
            str_add(to, "; ");
        done |= days;
        days_text(to, days);
        str_add_char(to, ' ');
        spans_text(to, spans);
    }
    if (!done)
        str_add(to, _("closed"));
}
